from decimal import *
import decimal, random, copy, pickle, operator as o
r = random.Random(11)
def at(f, *a, **k):
    try: return repr(f(*a, **k))
    except Exception, e: return '%s %s' % (type(e).__name__, e)
def num():
    k = r.randrange(12)
    if k == 0: return Decimal(r.choice(['0','-0','Inf','-Inf','NaN','-NaN12','sNaN3','1','-1','10','0E+5','-0E-7']))
    if k < 4: return Decimal(r.randrange(-1000,1000))
    return Decimal((r.randrange(2), [r.randrange(10) for _ in range(r.randrange(1, 14))], r.randrange(-12, 12)))
ROUNDS = [n for n in dir(decimal) if n.startswith('ROUND_')]
un = 'abs minus plus canonical copy_abs copy_negate is_canonical is_finite is_infinite is_nan is_normal is_qnan is_signed is_snan is_subnormal is_zero logb next_minus next_plus normalize number_class sqrt to_eng_string to_sci_string to_integral_exact to_integral_value logical_invert copy_decimal create_decimal exp ln log10'.split()
bi = 'add subtract multiply divide divide_int remainder divmod compare compare_signal compare_total compare_total_mag copy_sign max max_mag min min_mag next_toward quantize remainder_near rotate same_quantum scaleb shift logical_and logical_or logical_xor power'.split()
def flags(c): return sorted(f.__name__ for f, v in c.flags.items() if v)
for i in range(30):
    c = Context(prec=r.randrange(1, 12), rounding=r.choice(ROUNDS), Emin=-r.randrange(5, 20), Emax=r.randrange(5, 20), traps=r.choice([[], [], [InvalidOperation, DivisionByZero, Overflow], [Inexact], [Subnormal, Clamped]]), flags=[], _clamp=r.randrange(2))
    a, b = num(), num()
    for n in r.sample(un, 6):
        c.clear_flags(); print n, a, c.prec, c.rounding, at(getattr(c,n), a), flags(c)
    for n in r.sample(bi, 7):
        c.clear_flags(); print n, a, b, c.prec, c.rounding, at(getattr(c,n), a, b), flags(c)
    c.clear_flags(); d = num(); print 'fma', a, b, d, at(c.fma, a, b, d), flags(c)
    c.clear_flags(); m=(r.randrange(50), r.randrange(30), r.randrange(0,100)); print 'pow3', at(c.power, *m), flags(c)
    c.clear_flags(); print 'pow', at(c.power, a, r.choice([Decimal('.5'),2,-1,3,Decimal('1.5')])), flags(c)
    for n in ('eq','ne','lt','le','gt','ge','add','sub','mul','div','floordiv','mod','pow'):
        y = r.choice([b, 3, -2L, 0.5, 'x', None, 2.0, float('nan'), 10**20])
        print n, a, y, at(getattr(o,n), a, y), at(getattr(o,n), y, a)
    print at(hash, a), at(float, a), at(int, a), at(long, a), a.as_tuple(), bool(a), a.adjusted(), at(complex, a), repr(copy.copy(a)), pickle.loads(pickle.dumps(a, 2)).as_tuple() == a.as_tuple()
    for f in r.sample(['', 'e','E','f','F','g','G','%','.0f','.2f','.3e','.4g','010','+.1f',' 8.2f','<10','>10','^11','=+10','*^15.2f',',','012,.2f','.0g','.0e','.1%','x','05<','n','\xe9>8', '.10f','020,','0=5','s<+9.3G'], 6): print f, at(format, a, f)
    print at(format, a, u'>12.3f')
for t in ['', ' 1 ', '1e5', '1E+5', '-.5', '.', '5.', '1e', 'inf', '-INFINITY', 'infi', 'nan', 'NaN123', 'snan', 'sNaN0012', '+nan', '1_0', u'\u0661\u0662.\u0663', '1 2', '--1', '0x1', '1e1000000', '-0e-3', '1\n', 'NaN 1', '1.2.3', u'12']:
    print repr(t), at(Decimal, t), at(Context(traps=[]).create_decimal, t)
for v in [(0,(1,2),3),(1,(),0),(2,(1,),0),(0,(10,),0),(0,(1,),'F'),(0,(0,1,2),'n'),(1,(3,),'N'),(0,(1,),'x'),(0,(1,)),[0,[1],2],(0,('1',),0),(0,(1,),1.5),(True,(1,),0), None, 1j, [], 1.1, -0.0, float('inf'), 2**70, True, object]:
    x=at(Decimal, v); print x if 'object' not in x else 'obj'
for v in [1, 1L, 0.1, -0.0, 1e300, 5e-324, float('inf'), float('nan'), '1', Decimal(1)]: print at(Decimal.from_float, v), at(Context(prec=5).create_decimal_from_float, v)
print repr(Context(prec=3, flags=[Inexact], traps=[]))
with localcontext() as c:
    c.prec = 5; print Decimal(1)/3
print Decimal(1)/3, at(lambda: Decimal(1)/0), at(lambda: Decimal(0)/0), at(lambda: Decimal('x'))
c = ExtendedContext.copy(); setcontext(c); print getcontext() is c, Decimal(1)/0; setcontext(ExtendedContext); print getcontext() is ExtendedContext
setcontext(Context())
class S(Decimal):
    def __new__(cls, v, x=0): self = Decimal.__new__(cls, v); self.x = x; return self
s = S('1.50', 3); print type(s+1), type(+s), type(-s), type(abs(s)), type(copy.copy(s)), type(copy.deepcopy(s)), s.x, type(pickle.loads(pickle.dumps(s))), type(S.from_float(.5)), type(s.normalize()), type(Decimal(s)), type(s.quantize(Decimal('1.00'))), type(s.real), s.conjugate() is s
print at(setattr, Decimal(1), 'x', 1), at(hash, Decimal('sNaN')), at(hash, getcontext()), Decimal('1.0').imag, Decimal.__name__, Decimal.__module__
print sorted([Decimal(3), Decimal('1.5'), Decimal(-2)]), max(Decimal(1), 2), sum([Decimal('.1')]*10), round(Decimal('2.567'), 2)
for v in ['0.5','1e20','1.5','123456789012345678901234567890','1e400','-7','-0.75','1e-10']: print hash(Decimal(v)), hash(-Decimal(v))
print at(lambda: Decimal(1) + 'a'), at(lambda: Decimal(1).compare('a')), at(getcontext().add, 1, 'a'), at(getcontext().add, 'a', 1), at(getcontext().power, 2, 3), at(getcontext().abs, -3), at(getcontext().create_decimal, ' 1')
c = Context(traps=[]); c._ignore_all_flags(); print c.divide(1, 0), flags(c); c._regard_flags([DivisionByZero]); print c.divide(1,0), flags(c)
print Decimal(7).quantize(Decimal('.01'), ROUND_UP), Decimal('7.777').quantize(Decimal('.01'), rounding=ROUND_DOWN), Decimal('1e10').quantize(Decimal('1'), watchexp=False), at(Decimal('1e30').quantize, Decimal(1))
for p in (1, 5, 28, 60):
    getcontext().prec = p
    for v in ('2','0.1','10','123.456','1e-20','99999999','1.0000001'):
        x = Decimal(v); print p, v, x.sqrt(), x.exp(), x.ln(), x.log10(), x ** Decimal('0.3'), x ** -3, x ** 20
