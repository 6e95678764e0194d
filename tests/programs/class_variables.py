"""Class attributes that are written again and again, in loops: read and written through classes, subclasses and instances; deleted, hidden,
given other types and descriptors; with bases and __class__ assigned."""


class Counter(object):
    count = 0
    text = ''
    items = None

    def bump(self):
        Counter.count += 1
        return self.count


class Derived(Counter):
    pass


class Other(object):
    count = 'other'
    level = 'other level'


class OldCounter:
    count = 0
    name = 'old'

    def bump(self):
        OldCounter.count = OldCounter.count + 1
        return self.count


class OldDerived(OldCounter):
    pass


def counts(rounds):
    seen = []
    derived, counter = Derived(), Counter()
    for i in xrange(rounds):
        Counter.count += 1
        seen.append((Counter.count, Derived.count, derived.count, counter.bump()))
        if i == rounds // 2:
            derived.count = 'own'
        if i == rounds * 3 // 4:
            Derived.count = -1
    result = seen[0], seen[rounds // 2 + 1], seen[-1], len(set(seen))
    Counter.count = 0
    del Derived.count
    return result


def old_counts(rounds):
    seen = []
    derived, counter = OldDerived(), OldCounter()
    for i in xrange(rounds):
        OldCounter.count += 1
        seen.append((OldCounter.count, OldDerived.count, derived.count, counter.bump()))
        if i == rounds // 2:
            derived.count = 'own'
        if i == rounds * 3 // 4:
            OldDerived.count = -1
    result = seen[0], seen[rounds // 2 + 1], seen[-1], len(set(seen))
    OldCounter.count = 0
    del OldDerived.count
    return result


def types(cls, rounds):
    """The attribute becomes a text, a float, a function, a property, a list."""
    instance = cls()
    seen = []
    values = [1, 2.5, 'text', None, True, [1], (2,), lambda self: 'called', property(lambda self: 'property'),
              staticmethod(lambda: 'static'), 1 << 70, cls, len, classmethod(lambda c: c is cls)]
    for i in xrange(rounds):
        cls.item = values[i * len(values) // rounds]
        v = instance.item
        try:
            seen.append(v() if callable(v) and v is not cls and v is not len else v)
        except TypeError, error:
            seen.append(str(error))
        w = cls.item
        seen.append(type(w).__name__)
    result = []
    for v in seen:
        if v is cls:
            v = 'class'
        if v not in result:
            result.append(v)
    return result


def removed(cls, sub, rounds):
    """It is deleted and set again, in the class and in a derived one."""
    instance = sub()
    seen = []
    for i in xrange(rounds):
        cls.flag = i
        if i % 10 == 9:
            del cls.flag
            try:
                seen.append(instance.flag)
            except AttributeError, error:
                seen.append('missing')
            try:
                seen.append(sub.flag)
            except AttributeError, error:
                seen.append('missing')
        elif i % 7 == 6:
            sub.flag = 'sub'
            seen.append((instance.flag, sub.flag, cls.flag))
            del sub.flag
        else:
            seen.append(instance.flag + sub.flag + cls.flag)
    return seen[:12], seen[-6:], seen.count('missing')


def methods(rounds):
    """Methods are replaced all the time."""
    class Patched(object):
        def value(self):
            return 0

        def __len__(self):
            return 3

        def __add__(self, other):
            return 'add'

    p = Patched()
    total = 0
    adds = set()
    for i in xrange(rounds):
        if i % 3 == 0:
            Patched.value = lambda self, i=i: i
            Patched.__len__ = lambda self, i=i: i % 5
            Patched.__add__ = lambda self, other, i=i: i % 7
        total += p.value() + len(p)
        adds.add(p + 1)
    return total, sorted(adds)


def old_methods(rounds):
    class Patched:
        def value(self):
            return 0

        def __len__(self):
            return 3

    p = Patched()
    total = 0
    for i in xrange(rounds):
        if i % 3 == 0:
            Patched.value = lambda self, i=i: i
            Patched.__len__ = lambda self, i=i: i % 5
        total += p.value() + len(p) + bool(p)
    return total


def bases(rounds):
    class A(object):
        level = 0

    class B(object):
        level = 1000

    class Base(A):
        pass

    class C(Base):
        pass

    c = C()
    total = []
    for i in xrange(rounds):
        A.level += 1
        B.level += 1
        total.append((C.level, c.level))
        if i == rounds // 2:
            Base.__bases__ = (B,)
        if i == rounds * 3 // 4:
            c.__class__ = Other
    return total[0], total[rounds // 2], total[rounds // 2 + 1], total[-1]


def old_bases(rounds):
    class A:
        level = 0

    class B:
        level = 1000

    class C(A):
        pass

    c = C()
    total = []
    for i in xrange(rounds):
        A.level += 1
        B.level += 1
        total.append((C.level, c.level))
        if i == rounds // 2:
            C.__bases__ = (B,)
    return total[0], total[rounds // 2], total[rounds // 2 + 1], total[-1]


def mixed(rounds):
    """A new-style class that derives from an old-style one while the loop runs."""
    class Old:
        number = 0
    total = []
    new = None
    for i in xrange(rounds):
        Old.number += 1
        if i == rounds // 2:
            class New(Old, object):
                pass
            new = New()
        if new is not None:
            total.append((Old.number, new.number, New.number))
    return total[0], total[-1], len(set(total))


class Meta(type):
    hits = 0

    def __setattr__(cls, name, value):
        Meta.hits += 1
        type.__setattr__(cls, name, value)

    @property
    def special(cls):
        return 'by metaclass'


class WithMeta(object):
    __metaclass__ = Meta
    value = 0
    special = 'by class'


def metaclass(rounds):
    w = WithMeta()
    for i in xrange(rounds):
        WithMeta.value += 2
    return WithMeta.value, w.value, Meta.hits, WithMeta.special, w.special


class Slots(object):
    __slots__ = ['a']
    total = 0

    def __setattr__(self, name, value):
        Slots.total += 1
        object.__setattr__(self, name, value)


def slots(rounds):
    s = Slots()
    for i in xrange(rounds):
        s.a = i
        Slots.last = s
    return Slots.total, s.a, Slots.last is s, s.last is s


def many(rounds):
    """Many classes with one variable each."""
    classes = [type('K%d' % i, (object,), {'n': 0}) for i in range(12)]
    for i in xrange(rounds):
        cls = classes[i % 12]
        cls.n += i
        cls.last = cls
    return [cls.n for cls in classes], all(cls.last is cls for cls in classes)


print counts(300)
print old_counts(300)
print counts(40)
print types(Counter, 280)
print types(OldCounter, 280)
print removed(Counter, Derived, 200)
print removed(OldCounter, OldDerived, 200)
print methods(200), old_methods(200)
print bases(200)
print old_bases(200)
print mixed(100)
print metaclass(150)
print slots(150)
print many(600)
