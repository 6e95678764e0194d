"""OrderedDict, namedtuple and Counter: order under changes, messages, subclasses."""
import copy
import pickle
import random
from collections import OrderedDict, namedtuple, Counter


def attempt(function, *args, **kwargs):
    try:
        print function(*args, **kwargs)
    except Exception as problem:
        print '%s: %s' % (type(problem).__name__, problem)


od = OrderedDict([('b', 1), ('a', 2)], c=3)
print od, od.keys(), od.values(), od.items(), list(od.iterkeys()), list(od.itervalues()), list(od.iteritems()), list(reversed(od))
od['b'] = 5
del od['a']
od['a'] = 6
print od, od.popitem(), od.popitem(last=False), od, OrderedDict(), len(od), bool(od)
attempt(OrderedDict().popitem)
attempt(od.pop, 'nothing')
attempt(od.pop, 'nothing', None)
attempt(od.pop, 'c')
attempt(od.setdefault, 'n', [])
attempt(od.setdefault, 'n', 5)
attempt(od.__delitem__, 'nothing')
attempt(od.__setitem__, [], 5)
attempt(OrderedDict, 1, 2)
attempt(OrderedDict, 5)
attempt(OrderedDict.__init__)
attempt(OrderedDict.update)
attempt(od.update, 1, 2)
od.update({'u': 1}, v=2)
od.__init__([('w', 3)])
print od, od == dict(od), od == OrderedDict(reversed(od.items())), od != OrderedDict(od), od == 5
print OrderedDict.fromkeys('cab', 0), od.copy(), copy.copy(od), od.copy() is od
od['self'] = od
print repr(od)
del od['self']
od.note = ['kept']
for protocol in 0, 1, 2:
    again = pickle.loads(pickle.dumps(od, protocol))
    print again, again.note, type(again).__name__
deep = copy.deepcopy(od)
print deep == od, deep.note is od.note, od.__reduce__()[1:], OrderedDict(a=1).__reduce__()[1:]
print od.viewkeys(), od.viewitems(), od.viewvalues(), od.viewkeys() & ['u', 'x'], ('u', 1) in od.viewitems()
od.clear()
od['after'] = 1
print od, list(reversed(od))

random.seed(7)
model, od = [], OrderedDict()
for step in range(4000):
    key = random.randrange(60)
    what = random.choice('sssdpf' if step % 1000 < 500 else 'sddppf')
    if what == 's':
        if key not in model:
            model.append(key)
        od[key] = step
    elif what == 'd' and key in model:
        model.remove(key)
        del od[key]
    elif what == 'p' and model:
        assert od.popitem()[0] == model.pop()
    elif what == 'f' and model:
        assert od.popitem(False)[0] == model.pop(0)
    assert len(od) == len(model)
    if step % 7 == 0:
        assert od.keys() == model and list(reversed(od)) == model[::-1]
od = OrderedDict.fromkeys(range(100))
seen = []
for key in od:
    seen.append(key)
    if key != 'new' and key % 3:
        del od[key]
    if key == 50:
        od.pop(60)
        od['new'] = 1
print seen[:5], 60 in seen, len(od), od.keys()[-1]
queue = OrderedDict()
for i in range(5000):
    queue[i] = i
    if i >= 10:
        queue.popitem(last=False)
print queue.keys()


class Default(OrderedDict):
    def __missing__(self, key):
        self[key] = value = []
        return value

    def __setitem__(self, key, value):
        print 'set', key
        OrderedDict.__setitem__(self, key, value)


default = Default(x=1)
default['y'].append(2)
attempt(default.pop, 'z')
print default, default.copy(), default.get('z'), default.setdefault('q', 1)

# ---- namedtuple

Point = namedtuple('Point', 'x, y')
p = Point(1, y=2)
print p, p.x, p.y, p._fields, p._asdict(), p._replace(x=5), Point._make([3, 4]), p == (1, 2), p[0], Point.__doc__, Point.x.__doc__
print Point.__name__, Point.__module__, Point.__bases__, Point.__slots__, vars(p), p.__getnewargs__(), p + (3,), hash(p) == hash((1, 2))
for protocol in 0, 1, 2:
    print pickle.loads(pickle.dumps(p, protocol)), type(pickle.loads(pickle.dumps(p, protocol))) is Point
print copy.copy(p), copy.deepcopy(p), '%s %s' % p
attempt(Point, 1)
attempt(Point, 1, 2, 3)
attempt(Point, 1, 2, z=3)
attempt(Point._make, [1])
attempt(p._replace, z=1)
attempt(setattr, p, 'x', 2)
attempt(setattr, p, 'other', 2)
for arguments in (('class', 'a'), ('T', 'a b a'), ('T', '_a'), ('T', '9a'), ('T', 'a-b'), ('9T', 'a'), ('T', 'def a'), ('T', ['a', 'x y']), ('a$', '')):
    attempt(namedtuple, *arguments)
print namedtuple('T', 'a class _b 9 a x-y ok', rename=True)._fields, namedtuple('Z', '')(), namedtuple('S', ['only'])(5), namedtuple(u'U', (u'v',)).__doc__
Many = namedtuple('Many', ['f%d' % i for i in range(100)])
print sum(Many(*range(100))), Many._fields[-1]


class Sub(Point):
    def __repr__(self):
        return 'Sub of ' + Point.__repr__(self)


print Sub(1, 2), Sub(1, 2)._replace(y=9), type(Sub._make((0, 0))).__name__

# ---- Counter

c = Counter('abracadabra')
print sorted(c.items()), Counter('aab'), c['z'], sorted(c.elements()), c.most_common(1), c.most_common()[0], sum(c.values()), Counter(), Counter(a=2, b=0)
c.update('aa')
c.update({'z': 3}, q=1)
c.update(None)
c.subtract('ab')
c.subtract({'z': 5})
c.subtract(q=4)
print sorted(c.items())
del c['nothing']
x, y = Counter(a=3, b=1, n=-2), Counter(a=1, b=2, c=1, m=-3)
for result in x + y, x - y, x | y, x & y:
    print sorted(result.items()), type(result).__name__
attempt(lambda: x + 1)
attempt(Counter.fromkeys, 'a')
attempt(Counter, 1, 2)
attempt(Counter, 5)
attempt(x.update, 1, 2)
attempt(x.subtract, 1, 2)
print copy.copy(x) == x, x.copy() is x, pickle.loads(pickle.dumps(x, 2)) == x, Counter(Counter('aab')) == Counter(a=2, b=1), Counter(self=1, iterable=2)
