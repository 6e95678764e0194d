# stress: collect=10
# cPickle: the machine that reads, the bytes written, errors.
import cPickle, re, zlib, sys, copy_reg, cStringIO, StringIO
def plain(text): return re.sub('0x[0-9a-f]+', '0x', text)
def t(f,*a):
    try: r = f(*a); print plain(repr(r))
    except BaseException, e: print type(e).__module__, type(e).__name__, plain('%s %r' % (e, e.args))
L=cPickle.loads
for s in ['', '.', 'N', '(', '0.', '1.', 'X', 'I12\n.', 'I00\n.','I01\n.','I1\n.', 'I001\n.', 'I0x10\n.','Iabc\n.', 'I123456789012345678901234567890\n.', 'L12L\n.', 'L12\n.', 'Lab\n.', 'F1.5\n.', 'Fx\n.', "S'ab\n.", 'S"ab"  \n.', 'Sab\n.', "S''\n.", "S'\n.", 'X\2\0\0\0ab.', 'X\1\0\0\0\xff.', 'X\xff\xff\xff\xff.', 'T\xff\xff\xff\xff.','T\5\0\0\0ab', 'U\5ab', '\x8a\1\xff.', '\x8b\xff\xff\xff\xff.', '\x80\3.', '\x80\2N.', 'h\1.', 'j\1\0\0\0.', 'Np1\n0g1\n.', 'Nq\1h\1.', 'c__builtin__\nlist\n.', 'c__builtin__\nnope\n.', 'cnope\nlist\n.', 'cos\n', 'c', 'Pabc\n.', 'NQ.', 'cos.path\njoin\n.', '(i__builtin__\nlist\n.', '(K\1i__builtin__\nlist\n.', '(c__builtin__\nlist\no.', 'c__builtin__\nlist\n)R.', 'c__builtin__\nlist\nK\1R.', 'c__builtin__\nlist\n)\x81.', 'K\1)\x81.', 'c__builtin__\nlist\nK\1\x81.', '\x82\1.', '\x82\0.', '\x83\1\0.', '\x84\xff\xff\xff\xff.', 'a.', 'Na.', 'NNa.', ']Na.', '](NNe.', 'e.', '}NNs.', '}(NNu.', '}(Nu.', 'NNs.', 'NNNs.','Nb.', 'NNb.', 'N}b.', '}Nb.', 'N(N.','2.', 'N2.', 't.', '(NNt.', '\x85.','N\x85.', 'NN\x86.', 'NNN\x87.', '(NNd.', '(Nd.', '(l.', 'l.', 'd.', '\x88.\x89.', '\x89.', 'G\0\0\0\0\0\0\0\0.', 'G123', 'J123', 'J\xff\xff\xff\xff.', 'M\1\2.', 'K', '(((.', 'o.', 'i', 'inope\n', '(o.', 'q\1.', 'p1\n.', 'r\1\0\0\0.', 'Nr\1', 'NR.', 'R.', '\xff', '\x00.', '(NN0.', '(1N.', 'I\n.', 'I-5\n.', 'L\n.', 'F\n.', 'p\n', 'Np\n.','P\n.', 'c\n\n.']:
    print repr(s),; t(L,s)
class A(object): pass
class Old: pass
class Bad(object):
    def __init__(self, r): self.r=r
    def __reduce__(self): return self.r
def f(): pass
D=cPickle.dumps
for r in [1, (), (1,), (1,2), (1,(),1,1), (list,(),None,1), (list,(),None,None,1), 'nope', 'D', (list, [], ), (1,(),{}, None,None,None), (list,()), (copy_reg.__newobj__,()), (copy_reg.__newobj__,(1,)), (copy_reg.__newobj__,(list,)), (copy_reg.__newobj__,(object,)),(list, None), (copy_reg._reconstructor,(A,object,None),5)]:
    print '--', plain(repr(r))
    t(D,Bad(r),2); t(D,Bad(r),0)
for o in [lambda:0, f, Old, Old(), A, A(), sys, iter([]), (i for i in ()), len, [].append, A.__init__, type, int, type(None), Ellipsis, NotImplemented, object(), sys.stdin, u'a\\b\nc\u1234\U00012345\x00\r\xff', 'a\'"\n', 1.5, 1e300, float('inf'), 2**31,-2**31-1, -2**31, 255,256,65535,65536,-1, 0L,-1L,127L,128L,-128L,-129L,2L**2040,-2L**2040, True, (), (1,), (1,2,3),(1,2,3,4), [], [1], [1,2], {}, {1:2}, set([1]), frozenset([1]), 1j, slice(1), xrange(3), Exception('a'), KeyError(1), property(), buffer('a')]:
    for p in 0,1,2: t(D,o,p)
a=[];a.append(a)
x=({},); x[0][1]=x
y=(1,2,3,[]); y[3].append(y)
z=([],); z[0].append(z)
for o in a,x,y,z:
    for p in 0,1,2: print repr(D(o,p)), len(cPickle.loads(D(o,p)))
for n in 999,1000,1001,2000,2001:
    print n, [(p, zlib.crc32(D(range(n),p)), zlib.crc32(D(dict.fromkeys(range(n)),p))) for p in (0,1,2)]
t(D); t(D,1,3); t(D,1,-1); t(D,1,'a'); t(D,1,2,3); t(L,1); t(L,u'N.'); t(L,bytearray('N.'))
t(cPickle.dump,1,2); t(cPickle.load,2); t(cPickle.Pickler, 1); t(cPickle.Pickler, 9);  t(cPickle.Unpickler, 1); t(cPickle.Unpickler)
t(cPickle.dump, 1)
p=cPickle.Pickler(2); print type(p), p.dump([1]) is p, repr(p.getvalue()); t(p.getvalue); print p.binary, p.fast, p.memo.values()
p.fast=1; p.dump([1,'a','a']); print repr(p.getvalue())
t(lambda: p.persistent_id); t(lambda: p.inst_persistent_id); t(lambda:p.nope)
p.persistent_id=lambda o: 'X' if o==5 else None
p.clear_memo(); p.dump([5,6]); print repr(p.getvalue(1))
p=cPickle.Pickler(0); p.persistent_id=lambda o: 'X' if o==5 else (7 if o==7 else None); p.dump([5,6]); print repr(p.getvalue()); t(p.dump,[7])
p.inst_persistent_id=lambda o: 'pp'; p.dump([A(),5]); print repr(p.getvalue())
f=cStringIO.StringIO(); p=cPickle.Pickler(f,2); p.dump(1); t(p.getvalue); print repr(f.getvalue())
t(setattr,p,'memo',1); p.memo={}; t(setattr,p,'x',1);  t(delattr,p,'persistent_id'); 

import pickle, os, tempfile
class Point(object):
    def __init__(self, x, y): self.x, self.y = x, y
class Slots(object):
    __slots__ = ['a', 'b']
class Stated(object):
    def __getstate__(self): return self.v
    def __setstate__(self, state): self.v = ('set', state)
class Args(object):
    def __new__(cls, *a):
        self = object.__new__(cls)
        self.a = a
        return self
    def __getnewargs__(self): return ('given',)
class L(list): pass
class M(dict): pass
class Init:
    def __init__(self, *a): self.a = a
    def __getinitargs__(self): return (1, 2)
s = Slots(); s.a = 1
st = Stated(); st.v = [1]
l = L([1, 2]); l.extra = 5
m = M(a=1); m.extra = l
shared = ['shared', u'uni']
everything = [Point(1, Point(shared, shared)), st, Args(), l, m, Init(), (1, 2.5, 3L ** 50, True, None), shared]
def show(o):
    if isinstance(o, (list, tuple)): return type(o).__name__, [show(i) for i in o], sorted(getattr(o, '__dict__', {}))
    if isinstance(o, dict): return type(o).__name__, [(show(k), show(v)) for k, v in sorted(o.items())], sorted(getattr(o, '__dict__', {}))
    if hasattr(o, '__dict__'): return o.__class__.__name__, show(o.__dict__)
    return repr(o)
for p in 0, 1, 2:
    for dump, load in (cPickle, cPickle),:
        back = load.loads(dump.dumps(everything, p))
        print show(back) == show(everything[:1] + [back[1]] + everything[2:]), back[1].v, back[2].a, back[0].y.x is back[7], back[4].extra is back[3]
back = cPickle.loads(cPickle.dumps(s, 2)); print back.a, hasattr(back, 'b'); t(D, s)
name = os.path.join(tempfile.mkdtemp(), 'data')
with open(name, 'wb') as f:
    for p in 0, 1, 2: cPickle.dump([p, 'text', u'u'], f, p)
    f.write('rest')
with open(name, 'rb') as f:
    print cPickle.load(f), cPickle.load(f), cPickle.Unpickler(f).load(), f.read()
os.remove(name); os.rmdir(os.path.dirname(name))
class Slow:
    def __init__(self, s): self.f = StringIO.StringIO(s)
    def read(self, n): return self.f.read(n)
    def readline(self): return self.f.readline()
for p in 0, 1, 2: print show(cPickle.load(Slow(D(everything[:1], p))))
f = cStringIO.StringIO(D(1) + D('b', 1) + D([], 2) + 'end')
print cPickle.load(f), cPickle.load(f), cPickle.load(f), f.read()
f = cStringIO.StringIO()
p = cPickle.Pickler(f, 2); p.persistent_id = lambda o: ('id', o.x) if isinstance(o, Point) else None
p.dump([Point(7, 8), 'x'])
u = cPickle.Unpickler(cStringIO.StringIO(f.getvalue())); u.persistent_load = lambda i: 'loaded %r' % (i,); print u.load()
u = cPickle.Unpickler(cStringIO.StringIO(f.getvalue())); u.persistent_load = ids = []; print u.load(), ids
u = cPickle.Unpickler(cStringIO.StringIO(D(Point(1, 2), 2))); u.find_global = lambda *a: t(str, a) or Point; print show(u.load())
u = cPickle.Unpickler(cStringIO.StringIO(D(Point(1, 2), 2))); u.find_global = None; t(u.load)
u = cPickle.Unpickler(cStringIO.StringIO(D([Point(1, 2), 3], 2))); print u.noload()
a = []; a.append(a)
p = cPickle.Pickler(cStringIO.StringIO()); p.fast = 1; t(p.dump, a)
p = cPickle.Pickler(2); p.dump(shared); p.dump([shared, shared]); print repr(p.getvalue())
copy_reg.add_extension('__main__', 'Point', 300)
for p in 0, 1, 2: print repr(D(Point, p)), cPickle.loads(D(Point, p)) is Point
