"""Classes that change while their attributes are in use: counters, patched methods, hooks that come and go."""


class Base(object):
    count = 0
    label = 'base'

    def name(self):
        return 'Base.name'

    def twice(self):
        return self.name() * 2


class Other(object):
    count = 100
    label = 'other'

    def name(self):
        return 'Other.name'


class Left(Base):
    pass


class Both(Left, Other):
    pass


def use(o):
    return o.name(), o.count, o.label


objects = [Base(), Left(), Both(), Other()]


def counters():
    for i in range(40):
        Base.count += 1
        for o in objects:
            o.label
    print [o.count for o in objects]
    for i in range(40):
        Left.count += 1
    print [o.count for o in objects]
    del Left.count
    print [o.count for o in objects]


def patches():
    original = Base.__dict__['name']
    seen = []
    for i in range(30):
        Base.name = lambda self, i=i: 'patched %d' % i
        seen.append(objects[1].name())
        Base.name = original
        seen.append(objects[1].name())
    print seen[:4], seen[-2:]
    for i in range(30):
        Left.name = lambda self, i=i: 'left %d' % i
        seen.append(objects[2].name())
        del Left.name
        seen.append(objects[2].name())
    print seen[-4:]


def kinds_of_attribute():
    class C(object):
        x = 1
    c = C()
    out = []
    for value in [1, 'text', property(lambda self: 'property'), None, lambda self: 'called', 2.5,
                  staticmethod(len), property(lambda self: 'again')] * 4:
        C.x = value
        got = c.x
        out.append(got() if callable(got) and got is not len else got)
    print [v if v is not len else 'len' for v in out]
    c.__dict__['x'] = 'own'
    out = []
    for value in [1, property(lambda self: 'property'), None, 'text'] * 6:
        C.x = value
        out.append(c.x)
    print out


def data_descriptors():
    class C(object):
        pass
    c = C()
    log = []
    for i in range(25):
        c.x = i
        log.append(c.__dict__.get('x'))
        C.x = property(lambda self: 'p', lambda self, v: log.append(('set', v)))
        c.x = -i
        log.append(c.x)
        del C.x
    print log[:8], log[-4:]


def hooks():
    class C(object):
        x = 1
    c = C()
    out = []
    for i in range(20):
        out.append(c.x)
        C.__getattribute__ = lambda self, name: 'hook ' + name
        out.append(c.x)
        del C.__getattribute__
        C.__setattr__ = lambda self, name, v: out.append((name, v))
        c.x = i
        del C.__setattr__
    print out[:6], out[-3:]


def classes_in_a_loop():
    total = 0
    for i in range(60):
        class C(Base):
            z = i

            def get(self):
                return self.z + self.count

        total += C().get() + objects[0].count
    print total


def use_before_and_after():
    out = []
    for i in range(30):
        out.append(use(objects[2]))
        if i == 10:
            Both.name = lambda self: 'Both.name'
        if i == 20:
            Both.__bases__ = (Other,)
    print out[0], out[15], out[29]


counters()
patches()
kinds_of_attribute()
data_descriptors()
hooks()
classes_in_a_loop()
use_before_and_after()
