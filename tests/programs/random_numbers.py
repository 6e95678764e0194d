import random, warnings
warnings.simplefilter('ignore')
def attempt(f, *a, **k):
    try: return f(*a, **k)
    except Exception, e: return type(e).__name__, str(e)
print sorted(random.__all__)
for name in ('NV_MAGICCONST','TWOPI','LOG4','SG_MAGICCONST','BPF','RECIP_BPF'): print name, repr(getattr(random,name))
def run(g):
    out=[]
    for i in range(3):
        out += [g.random(), g.uniform(1, 5), g.triangular(), g.triangular(1, 10, 3), g.triangular(2,2), g.triangular(2,2,2), g.normalvariate(1,2), g.gauss(0,1),
         g.lognormvariate(0,.5), g.expovariate(2.5), g.vonmisesvariate(1, 2), g.vonmisesvariate(1, 1e-7), g.gammavariate(.5, 2), g.gammavariate(1, 2), g.gammavariate(3,2),
         g.betavariate(2,3), g.paretovariate(3), g.weibullvariate(2,3), g.randrange(10), g.randrange(3,20), g.randrange(20,3,-3), g.randrange(0, 100, 7), g.randint(1,6),
         g.randrange(2**60), g.randrange(-2**60, 2**60), g.randrange(0, 2**70, 3), g.randrange(10L), g.choice('abc'), g.sample(range(10), 3), g.sample(xrange(10000), 8), g.sample(set(range(20)), 4),
         g.sample(dict.fromkeys(range(30)), 2)]
        x = range(12); g.shuffle(x); out.append(x); g.shuffle(x, lambda: .3); out.append(x)
    for o in out: print repr(o)
random.seed(1234); run(random)
for seed in 'abc', 5, 10**30, (1,2), 1.5, u'x':
    g = random.Random(seed); print repr(g.random()), hash(g.getstate()) if 0 else len(g.getstate()[1]); run(g)
    g = random.WichmannHill(seed); print g.getstate(); run(g)
    g.jumpahead(100); print g.getstate(); s=g.getstate(); g.random(); g.setstate(s); print g.random()
    g.whseed(seed); print g.getstate()
g = random.Random(7)
s = g.getstate(); a=g.random(); g.setstate(s); print a == g.random(), s[0], s[2]
g.setstate((2, tuple(int(w) - 2**32 if w > 2**31 else int(w) for w in s[1]), None)); print a == g.random()
print attempt(g.setstate, (2, ('a',)*625, None)); print attempt(g.setstate, (9, 1, 2)); print attempt(g.setstate, (3, (1,), None))
print attempt(random.WichmannHill(1).setstate, (3, 1, 2))
print attempt(random.WichmannHill(1).jumpahead, -1)
for a in ((0,),(-3,),(3.5,),(1,1),(5,2),(1,2.5),(1,10,0),(1,10,1.5),(1,10,-1),(10,1,2),(2**60,2**60),('a',)): print a, attempt(random.randrange, *a)
print attempt(random.choice, []), attempt(random.sample, [1,2], 3), attempt(random.sample, [1,2], -1), attempt(random.sample, 5, 1)
print attempt(random.gammavariate, 0, 1), attempt(random.gammavariate, 1, -1)
w = random.WichmannHill(1)
for a in ((1,2,3),(0,0,1),(256,1,1),(-1,1,1),(1L,2,3)): print attempt(w._WichmannHill__whseed, *a), w.getstate()
sr = random.SystemRandom()
print attempt(sr.getrandbits, 0), attempt(sr.getrandbits, 1.5), attempt(sr.getstate), sr.seed(3), sr.jumpahead(3), 0 <= sr.random() < 1, len(bin(sr.getrandbits(100))) < 103, type(sr.getrandbits(3))
class Own(random.Random):
    def random(self): return .25
print Own().randrange(2**70), Own().sample(range(4),1)
class Own2(Own):
    def getrandbits(self, k): return 7
print Own2().randrange(2**70), Own2().getrandbits(9)
import pickle, copy
g = random.Random(3); h = pickle.loads(pickle.dumps(g, 2)); print g.random() == h.random(), copy.deepcopy(g).random() == g.random()
print random.Random.__name__, random.Random.__module__, random.Random.VERSION, random.WichmannHill.VERSION
print attempt(random.expovariate, 0), attempt(random.paretovariate, 0), attempt(random.weibullvariate, 1, 0), attempt(random.triangular, 1,1,5)
print repr(random.Random(1).randrange(2**53)), repr(random.Random(1).randrange(2**53-1)), repr(random.Random(1).randrange(2**53+1)), random.Random(2).getrandbits(70)
