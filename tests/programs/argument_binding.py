"""Calls of functions, methods and classes of both styles with arguments by position and name, from tuples and dicts, and wrong ones."""
def f(a, b=2, *c, **d): return (a, b, c, sorted(d.items()))
def g(a, b=5): return a - b
class C(object):
    n = 3
    def __init__(self, x, y=1, *z): self.v = (x, y, z)
    def m(self, *a): return (self.v, a)
    def k(self, p, q=0): return p + q
class O:
    z = 4
    def __init__(self, x=1, **k): self.x = x; self.k = len(k)
    def m(self, v): return self.x + v
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * self.x
    def __len__(self): return self.x
    def __nonzero__(self): return self.x > 1
class P(O):
    def m(self, v): return O.m(self, v) * 2
out = []
for i in xrange(200):
    t = (i, i + 1)
    r = [f(i), f(i, b=1), f(b=i, a=2), f(*t), f(1, *t), f(i, x=3) if i % 3 else f(1, 2, 3, 4, z=i), g(*t), g(b=i, a=3), f(*[i], **{})]
    c = C(i, *t); r.append(c.m(*t)); r.append(C(x=i).m()); mm = c.m; r.append(mm(i)); r.append(c.k(q=i, p=1)); r.append(C.k(c, i)); r.append(C.n)
    o = O(i % 4); r.append(o.m(3)); r.append(O.m(o, 1)); p = P(x=2); r.append(p.m(i)); r.append(O(k=1, j=2).k); r.append(O.z)
    r.append([v for v in o]); r.append(1 if o else 0); r.append(isinstance(p, O)); r.append(max(i, 100)); r.append(min([3, i, 5])); r.append(max(i, 5, key=lambda v: -v))
    ap = out.append; ap(r)
    for bad in (lambda: f(), lambda: g(1, 2, 3), lambda: g(1, a=2), lambda: g(q=1), lambda: C(), lambda: C.k(3, 4), lambda: O.m(c, 1), lambda: f(*3), lambda: g(1, **{'b': i})):
        try: out.append(bad())
        except TypeError as e: out.append(str(e))
checksum = 0
for character in repr(out):
    checksum = (checksum * 31 + ord(character)) % 1000003
print checksum, out[0], out[-10:]
