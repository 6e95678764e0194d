# Dicts and sets keep the order of insertion.
d = {'z': 1, 'a': 2}
d['m'] = 3
d['a'] = 4
print d, d.keys(), list(d), d.items(), d.viewkeys()
del d['z']
d['z'] = 5
print d, d.popitem(), d
d.update([('q', 1), ('b', 2)], x=3)
print d, dict(d), d.copy(), sorted(d)
print dict.fromkeys('hello'), dict([(9, 1), (3, 2), (5, 3)]), {x: x * x for x in [7, 2, 5]}
print set('hello'), set([9, 3, 7, 3]), {5, 1, 3}, frozenset([8, 2]), {x for x in 'cab'}
s = set([9, 3])
s.add(1)
s.discard(9)
s.add(9)
print s, s | set([100, 50]), s - set([3]), s ^ set([1, 77]), s & set([9, 1]), set([9, 1, 8, 5]) & s, s.union('ab'), s.pop(), s
s.update([200, 100])
print s, list(s), sorted(s), sum(s)
o = {}
for i in range(20):
    o[(i * 7) % 20] = i
for i in range(0, 20, 3):
    del o[i]
o[0] = 'again'
print o
print (lambda **kw: kw)(b=1, a=2, c=3)
class C(object):
    pass
c = C()
c.z = 1
c.a = 2
print c.__dict__, vars(c)
