from fractions import Fraction as F, gcd
from decimal import Decimal as D
import math, copy, pickle, numbers
def at(f, *a):
    try: return f(*a)
    except Exception, e: return type(e).__name__, str(e)
for t in ['1/2',' -3/6 ','+.5','1.','.','1e3','-1.25E-2','1/0','3/-2','1 /2','a','','1.5/2',u'7/8','0x1','1e','--1','00012/0003','0.0','-0/5','1_000', '1/2\n','.5e1']:
    print repr(t), repr(at(F, t))
for a in [(1,2),(4,-6),(0,5),(5,0),(1.5,2),(F(1,2),F(3,4)),(2,None),(1.5,),(D('1.25'),),(D('NaN'),),(float('inf'),),(float('nan'),),([],),(1j,),(True,False),(True,),(None,),('1',2),(3L,6L),(D('1e5'),),(D('-1.5e-3'),)]:
    print a, repr(at(F,*a))
for v in [1, 1.5, 'x', D(1), F(1,2), float('inf'), -float('inf'), float('nan'), True, 10L]:
    print v, repr(at(F.from_float, v)), repr(at(F.from_decimal, v))
for v in [D('Inf'),D('sNaN'),D('-NaN'),D('12.50'),D('-1E+3')]: print v, repr(at(F.from_decimal, v)), repr(at(F, v))
xs = [F(0),F(1,2),F(-3,4),F(7),F(-2),0,1,-3,10L,True,0.5,-0.25,2.0,1j,(1+2j),'a',None,float('inf'),float('nan'),-float('inf')]
import operator as o
for a in xs:
    for b in xs:
        if isinstance(a,F) or isinstance(b,F):
            for n in ['add','sub','mul','div','truediv','floordiv','mod','pow','lt','le','gt','ge','eq','ne']:
                print n, repr(a), repr(b), repr(at(getattr(o,n), a, b))
            print repr(at(divmod,a,b))
for f in [F(355,113),F(-22,7),F(0),F(5),F(10**20+1,10**19), F(1,3)]:
    print f, repr(f), hash(f), int(f), long(f), float(f), at(math.floor,f), at(math.trunc,f), abs(f), -f, +f, bool(f), f.numerator, f.denominator, complex(f), f.real, f.imag, f.conjugate(), pickle.loads(pickle.dumps(f,2)), copy.copy(f) is f, copy.deepcopy(f) is f, round(f,1)
    for m in [1,2,5,10,113,1000]: print f.limit_denominator(m),
    print f.limit_denominator()
print at(F(1,2).limit_denominator, 0)
class S(F): pass
s = S(3,4); print repr(s), type(s+1), type(-s), type(copy.copy(s)), type(pickle.loads(pickle.dumps(s,2))), type(S.from_float(.5)), type(s.limit_denominator(3))
print gcd(12,18), gcd(-12,18), gcd(12,-18), gcd(0,-5), gcd(-5,0), gcd(0,0)
print at(setattr, F(1), 'numerator', 3), at(setattr, F(1), 'x', 3)
print hash(F(1,2))==hash(.5), hash(F(2**70))==hash(2**70), F(1,2).__add__.__name__, F(1).__radd__.__name__
