# Databases in files and shelves in them.
import anydbm, dumbdbm, whichdb, shelve, os, tempfile, shutil, struct
def t(f,*a,**k):
    try: r=f(*a,**k); print getattr(f,'__name__',f), repr(r)
    except BaseException as e: print getattr(f,'__name__',f),type(e),e
d=tempfile.mkdtemp(); os.chdir(d); os.umask(022)
def put(n,s):
    f=open(n,'wb'); f.write(s); f.close()
print anydbm.error[0], anydbm.error[0].__module__, anydbm._names
t(anydbm.open,'no'); t(anydbm.open,'no','w')
for n,s in [('a',''),('b','abc'),('c',struct.pack('=l',0x13579ace)),('d',struct.pack('=l',0x13579acd)),('e',struct.pack('=l',0x13579acf)),('f',struct.pack('=l',0x61561)),('g','x'*12+struct.pack('=l',0x61561)),('h','x'*20),('i',struct.pack('=l',0x61150600)),('j','x'*12+struct.pack('=l',0x61150600))]:
    put(n,s); print n, repr(whichdb.whichdb(n)),
print
t(anydbm.open,'b')
put('l.dat',''); put('l.dir',''); print whichdb.whichdb('l'); put('l.dir','x'); print whichdb.whichdb('l'); put('l.dir','"'); print whichdb.whichdb('l'); print whichdb.whichdb('nope')
for fl in 'c','n','r','w','x',None:
    x=dumbdbm.open('q',fl); print x.__class__; x.close()
    print sorted(f for f in os.listdir('.') if f[0]=='q')
f=dumbdbm.open('q','c'); f['a']='1'; f['bb']='x'*600; f['a']='22'; f["it's"]='\n'; f['bb']='y'; f['a']='z'*513
t(f.__setitem__,'a',1); t(f.__setitem__,u'a','b'); t(f.__getitem__,'zz'); t(f.__delitem__,'zz'); t(f.__getitem__,1)
print sorted(f.keys()), sorted(f), len(f), 'a' in f, f.has_key('x'), sorted(f.items())[1], sorted(f.iterkeys()); del f['bb']; f.sync(); print sorted(open('q.dir').read().splitlines()), os.path.getsize('q.dat'), sorted(os.listdir('.'))[-3:], oct(os.stat('q.dat').st_mode)
f['new']='v'; print sorted(open('q.dir').read().splitlines()); f.close(); f.close()
for k in lambda: f['a'], f.keys, lambda: len(f), lambda: 'a' in f, lambda: f.__setitem__('a','b'), lambda: list(f), lambda: f.__delitem__('a'), f.sync, f.iterkeys, f.has_key: 
    try: print k(*['a'][:0] if k!=f.has_key else ['a'])
    except Exception as e: print type(e), e
f=dumbdbm.open('q','r'); print sorted(f.items()); 
try: f['r']='1'; print 'set'
except Exception as e: print type(e), e
f.close(); print sorted(open('q.dir').read().splitlines())
f=dumbdbm.open('mo','c',0637); f['a']='b'; f.close(); print oct(os.stat('mo.dat').st_mode), oct(os.stat('mo.dir').st_mode)
print dumbdbm.error, dumbdbm._BLOCKSIZE
put('bad.dir','foo'); put('bad.dat',''); t(dumbdbm.open,'bad')
a=anydbm.open('any','c'); a['k']='v'; a.close(); print whichdb.whichdb('any')
for wb in 0,1:
    for proto in None,0,1,2:
        dd={}; s=shelve.Shelf(dd,proto,wb); s['a']=[1,2]; s['a'].append(3); s['b']={'x':None}; print wb,proto,s['a'],sorted(s.keys()),len(s),'a' in s,s.has_key('q'),s.get('q'),s.get('q',4),s.get('b'), sorted(dd.items()); s.sync(); print s.cache, repr(dd['a']); del s['b']; t(s.__getitem__,'b'); t(s.__delitem__,'b'); s.close(); s.close(); t(s.__getitem__,'a'); t(s.keys); t(len,s); t(s.__setitem__,'a',1); t(s.__contains__,'a'); print repr(s.dict), sorted(dd.items()); t(s.sync)
s=shelve.open('sh'); s['k']=(1,u'x'); s.close(); s=shelve.open('sh','r'); print s['k'], s.__class__; s.close(); t(shelve.open,'nosuch','r')
class M(dict):
    def close(s): print 'mclose'
    def sync(s): print 'msync'
    def first(s): return ('f',"I1\n.")
    last=previous=next=first
    def set_location(s,k): return (k,"I2\n.")
b=shelve.BsdDbShelf(M()); print b.first(), b.last(), b.next(), b.previous(), b.set_location('z'); b.close()
class N(shelve.Shelf):
    def __init__(s): pass
N()
class O(shelve.Shelf):
    def __init__(s): raise ValueError
os.chdir('/'); shutil.rmtree(d)
