# An instance's __dict__ shows its attributes and behaves as a dict in every way.
import copy
import gc


class P(object):
    kind = 'class attribute'

    def __init__(self, a, b):
        self.a = a
        self.b = b

    def total(self):
        return self.a + self.b


class Old:
    def __init__(self, a, b):
        self.a = a
        self.b = b


class Members(object):
    __slots__ = ('m', '__dict__')


class Text(str):
    pass


class Number(int):
    pass


class Error(Exception):
    pass


def items(d):
    return sorted(d.items())


def attempt(function, *arguments):
    try:
        print repr(function(*arguments))
    except Exception as error:
        print type(error).__name__, error


def reading(o):
    d = o.__dict__
    print type(d) is dict, isinstance(d, dict), d is o.__dict__, d is vars(o)
    print items(d), len(d), bool(d), sorted(d), sorted(d.iterkeys()), sorted(d.itervalues())
    print d['a'], d.get('b'), d.get('c'), d.get('c', 7), 'a' in d, 'z' in d, u'a' in d, 5 in d, None in d
    print d[u'a'], d.has_key('b'), d == {'a': 1, 'b': 2}, {'a': 1, 'b': 2} == d, d != {}, cmp(d, {'a': 1, 'b': 2})
    print sorted(d.viewkeys() & set(['a', 'q'])), sorted(d.viewitems()), len(d.viewvalues())
    print items(dict(d)), items(d.copy()), type(d.copy()), items(dict(d, c=3)), sorted('%s=%s' % i for i in d.items())
    print '%(a)s-%(b)s' % d, '{a}+{b}'.format(**d), (lambda **k: items(k))(**d)
    attempt(lambda: d['nothing'])
    attempt(lambda: d[[]])
    attempt(hash, d)
    print repr(d) in ("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}")


def writing(o):
    d = o.__dict__
    d['a'] = 10
    o.b = 20
    d['c'] = 30
    o.e = 50
    print o.a, o.b, o.c, items(d), d['b'], d['e']
    d.update(f=60, a=11)
    d.update({'g': 70})
    d.update([('h', 80)])
    print o.f, o.a, o.g, o.h, d.setdefault('i', 90), o.i, d.setdefault('a', 0), len(d)
    del d['c']
    del o.e
    print hasattr(o, 'c'), 'e' in d, d.pop('f'), hasattr(o, 'f'), d.pop('f', 'gone')
    attempt(d.pop, 'f')
    attempt(d.__delitem__, 'f')
    attempt(lambda: o.c)
    attempt(delattr, o, 'c')
    name = ''.join(['dyn', 'amic'])
    d[name] = 1
    print o.dynamic, items(d), d is o.__dict__
    key, value = d.popitem()
    print hasattr(o, key), len(d)


def iterating():
    o = P(1, 2)
    attempt(lambda: [setattr(o, 'x%s' % k, 1) for k in o.__dict__])
    o = P(1, 2)
    attempt(lambda: [o.__dict__.pop(k) for k in o.__dict__])
    o = P(1, 2)
    for k in o.__dict__:
        o.__dict__[k] += 5
    print items(o.__dict__)
    iterator = iter(o.__dict__)
    next(iterator)
    o.__dict__[7] = 'number'
    attempt(next, iterator)
    print sorted(map(repr, o.__dict__)), o.total()


def strange_keys():
    o = P(1, 2)
    d = o.__dict__
    d[5] = 'five'
    d[None] = 'none'
    d[u'a'] = 'changed'
    print o.a, d[5], d is o.__dict__, len(d)
    o.z = 3
    print d['z'], sorted(map(repr, d)), P.total(P(3, 4))
    o = P(1, 2)
    d = o.__dict__
    o.__dict__ = {'q': 1}
    print items(d), items(o.__dict__), hasattr(o, 'a'), o.q
    d['a'] = 5
    o.b = 6
    print items(d), items(o.__dict__)
    p, q = P(1, 2), P(3, 4)
    p.__dict__ = q.__dict__
    p.shared = 1
    q.a = 33
    print q.shared, p.a, p.__dict__ is q.__dict__, items(p.__dict__)
    r = P(1, 2)
    r.__dict__ = r.__dict__
    r.a = 9
    print items(r.__dict__)
    d = P(1, 2).__dict__
    d.clear()
    print d
    o = P(1, 2)
    o.__dict__.clear()
    o.n = 1
    print items(o.__dict__), hasattr(o, 'a')
    o = P(1, 2)
    exec 'c = a + b\ndef f(): return c' in o.__dict__
    print o.c, o.f(), eval('a * b', o.__dict__), sorted(k for k in o.__dict__ if k != '__builtins__')
    o = P(1, 2)
    exec 'c = a + b' in {}, o.__dict__
    print items(o.__dict__)
    o.__class__ = type('Q', (P,), {'total': lambda self: self.c * 10})
    print o.total(), items(o.__dict__)


def lifetimes():
    dicts = [P(i, str(i)).__dict__ for i in range(300)]
    gc.collect()
    print all(d['a'] == i and d['b'] == str(i) for i, d in enumerate(dicts))
    objects = [P(i, i) for i in range(300)]
    for o in objects:
        o.__dict__['c'] = o.a
    gc.collect()
    for o in objects:
        o.__dict__['d'] = o.c
    print all(o.d == i and len(vars(o)) == 4 for i, o in enumerate(objects))


def many(o):
    for i in range(100):
        o.__dict__['n%d' % i] = i
        if i == 50:
            d = o.__dict__
    print len(d), d is o.__dict__, o.n99, d['n0'], o.n49


def deleting():
    total = 0
    for i in range(500):
        o = P(i, 1)
        o.c, o.e, o.f, o.g = 2, 3, 4, 5
        del o.a
        o.a = 7
        del o.c, o.f
        total += o.a + o.b + o.e + o.g
        if i % 100 == 0:
            print items(o.__dict__),
    print total


def hot():
    # Attributes after __dict__ was used, in a loop.
    objects = [P(i, 1) for i in range(20)]
    total = 0
    for i in range(3000):
        o = objects[i % 20]
        if i % 3 == 0:
            o.__dict__['a'] = i
        if i % 5 == 0:
            total += o.__dict__.get('b', 0)
        o.b = o.b + 1
        total += o.total()
        if i == 2500:
            objects[3].__dict__[1] = 2
    print total, sorted(len(o.__dict__) for o in objects)


m = Members()
m.a, m.b, m.m = 1, 2, 3
text, number, error = Text('t'), Number(5), Error('x')
for o in text, number, error:
    o.a = 1
    o.b = 2
for o in P(1, 2), Old(1, 2), m, text, number, error:
    reading(o)
    writing(o)
print m.m, text, number, error
iterating()
strange_keys()
lifetimes()
for o in P(1, 2), Old(1, 2):
    many(o)
deleting()
hot()
c = copy.copy(P(1, [2]))
e = copy.deepcopy(c)
print items(c.__dict__), items(e.__dict__), c.b is e.b
