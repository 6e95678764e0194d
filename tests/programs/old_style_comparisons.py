"""Comparisons of old-style instances: coercion first, then __cmp__ of either side."""
class A:
    def __init__(self, v): self.v = v
    def __coerce__(self, o):
        print 'coerce', getattr(o, 'v', o)
        if isinstance(o, int): return self, A(o)
        if isinstance(o, str): return None
        if isinstance(o, float): return NotImplemented
        if isinstance(o, list): return 1, 2
        return self, o
    def __cmp__(self, o):
        print 'cmp', self.v, getattr(o,'v',o)
        return cmp(self.v, getattr(o,'v',o))
a=A(3)
print a < 5
print 5 < a
print a == 3
print a == 'x'
print a < 2.5
print a == [1]
print [1] == a
print cmp(a, 3), cmp(3, a)
print cmp(a, [1])
class B(A):
    def __lt__(self, o):
        print 'lt', getattr(o, 'v', o)
        return NotImplemented
print B(3) < 4
print B(3) < B(4)
class C:
    def __coerce__(self, o): return 7, 8
print C() < C(), cmp(C(), C())
class D:
    def __coerce__(self, o): return 5
try: print D() < 3
except TypeError, e: print e
try: print D() == D()
except TypeError, e: print e
class E:
    def __cmp__(self, o): return 'x'
try: print E() < 3
except TypeError, e: print e
class F:
    def __cmp__(self, o): return NotImplemented
print F() == 3
class G:
    def __cmp__(self, o): return 2**70
try: print G() > 3
except TypeError, e: print e
class H:
    def __coerce__(self, o): raise KeyError(1)
try: print H() > 3
except KeyError, e: print 'KE', e
