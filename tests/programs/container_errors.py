# The messages of containers' errors.
class N(object): pass
class M(object):
    def __getitem__(self, i):
        return i
for s in '''[].insert('a', 1)
[].insert(1.5, 1)
[].insert(10 ** 30, 1)
[].insert(None, 1)
[1].pop('a')
[1].pop(1.0)
[1].pop(10 ** 30)
[].pop()
[1].pop(5)
[1].index(3)
[1].index(1, 'a')
[1].index(1, 10 ** 30)
[1].index()
[1].remove(3)
(1,).index(3)
list(1)
list(1, 2)
list(sequence=[1])
list(foo=1)
tuple(1)
tuple(1, 2)
tuple(foo=1)
[1] + (2,)
(1,) + [2]
[1] + 1
[1] * 'a'
[1] * 1.5
'a' * [1]
[1] * [2]
[1] * 10 ** 30
(1,) * 10 ** 30
[1] * (2 ** 62)
[1][1]
[1][10 ** 30]
(1,)[3]
[1][::0]
[1]['a':2]
{}.pop(1)
{}.popitem()
{}.pop(1, 2, 3)
{}[1]
{}['a']
{}[1, 2]
dict(1)
dict([1])
dict([(1, 2, 3)])
dict(1, 2)
{}.update(1)
{}.update(None)
dict.fromkeys()
dict.fromkeys(1)
{}[[]]
{}.has_key([])
{}.get([])
{[]: 1}
{}.setdefault()
{}.get()
{}.keys(1)
[].append()
[].append(1, 2)
[].count()
[].extend(1)
[].__iadd__(1)
[1, 2].__setslice__(0, 1, 5)
[1, 2].__setitem__(slice(0, 2, 2), 5)
[1, 2].__setitem__(slice(0, 2, 2), [5, 6])
[1, 2].__setitem__('a', 1)
[1, 2].__setitem__(7, 1)
[1, 2].__delitem__(7)
[1, 2].__delitem__('a')
{}.__delitem__(1)
{}.update([1], [2])
[].__contains__()
[].__init__(1, 2)
{}.__cmp__(1)
del 1[0]
1[0]
1[0] = 1
1[0:1]
1[0:1] = 1
del 1[0:1]
(1,)[0] = 1
del (1,)[0]
(1,)[0:1] = [1]
del (1,)[0:1]
(1,)[::2] = 1
xrange(3)[0] = 1
del xrange(3)[0]
N()[0]
N()[0] = 1
del N()[0]
N()[0:1]
N()[0:1] = 1
del N()[0:1]
M()[0] = 1
del M()[0]
1 in 1
1 in N()
len(1)
len(N())
None[0]
set()[0]
{}[0:1]
iter([])[0]
for x in N(): pass
a, b = 1
a, b = [1]
a, b = [1, 2, 3]
x = [1]; x[0:0] = N()
x = [1]; x[5] = 1
x = [1]; del x[5]
x = [1]; x['a'] = 1
x = [1]; x[1.5]
x = [1]; x[None]
x = [1, 2, 3]; x[::2] = [1]
x = [1]; x += 5
x = (1,); x += [1]
x = {}; x += {}
{} + {}
{} < [] or 1'''.splitlines():
    try:
        exec s
        print s
    except Exception as e:
        print s, '!!', type(e).__name__, e
