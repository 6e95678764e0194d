"""Attributes of old-style instances while their classes change in every way a program can change them."""


class Base:
    shared = 'base'
    number = 1

    def name(self):
        return 'Base.name'


class Mixin:
    extra = 'mixin'

    def name(self):
        return 'Mixin.name'


class Derived(Base, Mixin):
    def __init__(self, v):
        self.v = v


def read(o):
    return o.v, o.name(), o.shared, o.extra, o.number


def changing_methods():
    o = Derived(1)
    out = []
    for i in range(30):
        out.append(read(o))
        if i == 5:
            Derived.name = lambda self: 'Derived.name'
        elif i == 8:
            Base.__dict__['shared'] = 'changed'
        elif i == 10:
            del Derived.name
        elif i == 12:
            Base.__dict__.update({'name': lambda self: 'updated'})
        elif i == 14:
            del Base.__dict__['name']
        elif i == 16:
            Base.number += 1
        elif i == 18:
            Derived.__bases__ = (Mixin, Base)
        elif i == 20:
            o.name = lambda: 'own'
        elif i == 22:
            del o.name
        elif i == 24:
            o.v = 'v'
            o.extra = 'own extra'
        elif i == 26:
            Mixin.__dict__.pop('name')
            Base.name = lambda self: 'again'
        elif i == 28:
            Derived.number = 'text'
    for line in out:
        print line


def hooks():
    class C:
        def __init__(self):
            self.x = 0
    c = C()
    log = []
    for i in range(24):
        c.x = i
        c.y = i
        if i % 4 == 1:
            C.__setattr__ = lambda self, name, v: log.append((name, v))
        if i % 4 == 3:
            del C.__setattr__
    print log[:6], len(log), c.x, c.y
    out = []
    for i in range(12):
        try:
            out.append(c.missing)
        except AttributeError, e:
            out.append(str(e))
        if i % 3 == 0:
            C.__getattr__ = lambda self, name: 'hooked ' + name
        elif i % 3 == 1:
            del C.__getattr__
    print out


def descriptors():
    class C:
        pass
    c = C()
    out = []
    for i in range(5):
        for value in [1, None, 'text', property(lambda self: 'property'), staticmethod(abs), len,
                      lambda self: 'called', C, classmethod(lambda k: k.__name__), 2.5]:
            C.x = value
            got = c.x
            if got in (len, abs):
                got = got.__name__
            elif got is not C and callable(got):
                got = got()
            out.append(str(got))
    print out[:10], out[-10:] == out[:10]


def classes():
    class A:
        def f(self):
            return 'A.f'

    class B:
        def f(self):
            return 'B.f'
    o = A()
    o.z = 1
    out = []
    for i in range(20):
        out.append((o.f(), o.z, o.__class__.__name__, sorted(o.__dict__)))
        o.__class__ = B if i % 2 else A
        if i == 10:
            o.__dict__ = {'z': 2}
    print out[0], out[7], out[15]


class Finalized:
    pass


def finalizers():
    log = []
    import gc
    for i in range(3):
        Finalized.__del__ = lambda self: log.append(self.n)
        # A word of the native stack may keep one of them for a while, never most of them.
        for _ in range(20):
            f = Finalized()
            f.n = i
        del f
        gc.collect()
        del Finalized.__del__
        f = Finalized()
        f.n = 'silent'
        del f
    print [log.count(i) > 10 for i in range(3)], 'silent' in log


changing_methods()
hooks()
descriptors()
classes()
finalizers()
