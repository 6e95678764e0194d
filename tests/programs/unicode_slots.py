"""Classes that derive from unicode and have slots."""

import gc, copy, pickle
class U(unicode):
    __slots__=('x','y')
    def __new__(cls, s, x):
        self = unicode.__new__(cls, s)
        self.x = x
        return self
class V(U):
    __slots__=('z',)
class W(U): pass
us=[U(u'abc%d\xe9'%i, [i]) for i in range(3000)]
gc.collect()
for i,u in enumerate(us):
    assert u.x==[i] and u==u'abc%d\xe9'%i and len(u)==len(u'abc%d\xe9'%i)
try: us[0].y
except AttributeError, e: print e
us[0].y='q'; print us[0].y, repr(us[0]+u'!'), hasattr(us[0],'__dict__'), repr(us[0])
try: us[0].other=1
except AttributeError, e: print e
v=V(u'v',1); v.z=3; print v.x, v.z, v, v.upper()
w=W(u'w',2); w.other=5; print w.x, w.other, w.__dict__, w
del us[0].y
print hasattr(us[0],'y'), U.x.__get__(us[1]), sorted(set(us))[0] == us[0], {us[5]: 1}[u'abc5\xe9']
for i in range(3000):
    u=U(u'k',i); u.y=i; assert u.y+u.x==2*i
big=U(u'x'*100000, 7); big.y=8; gc.collect(); print big.x, big.y, len(big)
