"""map, sorted, max and their kind are built-in functions, whatever they are written in."""
def t(f):
    try: print f()
    except Exception as e: print type(e).__name__, e
t(lambda: sorted())
t(lambda: sorted(iterable=[2,1]))
t(lambda: sorted([2,1], foo=1))
t(lambda: sorted([2,1], None, None, False, 3))
t(lambda: sorted([2,1], reverse='x'))
t(lambda: sorted(5))
t(lambda: sorted([2,1,3], key=lambda x:-x, reverse=True))
t(lambda: sorted([2,1,3], key=5))
t(lambda: sorted([2,1,3], cmp=lambda a,b: cmp(b,a)))
t(lambda: sorted([2,1,3], key=lambda x: 1//0))
t(lambda: sorted(5, key=5))
t(lambda: sorted([1,2], key=None, reverse=1))
print sorted
class A(object):
    s = sorted
print A().s([2,1])
print sorted.__doc__ is not None, sorted.__name__, type(sorted), sorted.__self__
print type(map), type(max), map, repr(sum), filter.__name__, reduce.__self__, any.__module__, isinstance(all, type(len))
class B(object):
    m = max
    f = map
print B().m(3, 5), B().f(None, [1]), B.m is max
import pickle, copy
print pickle.loads(pickle.dumps(sorted)) is sorted, copy.copy(map) is map, pickle.dumps(max)
t(lambda: map.func_code)
t(lambda: map())
t(lambda: sum([1], 2, 3))
t(lambda: max())
t(lambda: max(1, 2, foo=3))
t(lambda: max([3, 1], key=lambda x: -x))
t(lambda: max(*[3, 1], **{'key': lambda x: -x}))
t(lambda: apply(sorted, ([2, 1],), {'reverse': True}))
def loop(n):
    total = 0
    for i in xrange(n):
        total += max(i, 5) + sum([i, 1]) + min([i, 3], key=lambda v: -v) + len(sorted([i, 3, 1], key=lambda v: -v)) + len(map(str, [i])) + sorted((i, 2), key=lambda v: v % 3, reverse=True)[0]
    return total
print loop(2000)
import sys
def bad(x):
    raise ValueError(x)
try:
    sorted([1, 2], key=bad)
except ValueError:
    tb = sys.exc_info()[2]
    names = []
    while tb:
        names.append(tb.tb_frame.f_code.co_name); tb = tb.tb_next
    print names
def depth(x):
    return sys._getframe(1).f_code.co_name
print sorted([3, 1], key=lambda v: depth(v)), map(lambda v: sys._getframe(1).f_code.co_name, [1]), sorted([1], key=lambda v: sys._getframe(1).f_code.co_name and v)
class Lt(object):
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n < other.n
print [x.n for x in sorted([Lt(3), Lt(1), Lt(2)], key=lambda x: x)], [x.n for x in sorted([Lt(3), Lt(1), Lt(2)], key=lambda x: x, reverse=True)]
print sorted([1, 2, 3, 4], key=lambda x: x % 2), sorted([1, 2, 3, 4], key=lambda x: x % 2, reverse=1), sorted(xrange(5), key=lambda x: (-x, x)), sorted({1: 2}, key=None), sorted('bca', key=ord)
print sorted([], key=abs), sorted(iter([2, 1]), None, lambda x: x), sorted([2, 1], lambda a, b: cmp(a, b), None, True)
