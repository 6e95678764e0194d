import mmap, os, re, tempfile
path = tempfile.mktemp()
with open(path, 'wb') as f:
    f.write('first line\nsecond line\nthird' + '.' * 5000)
f = open(path, 'r+b')
m = mmap.mmap(f.fileno(), 0)
print len(m), m[0], m[-1], repr(m[0:10]), repr(m[0:10:3]), m.size()
print m.find('line'), m.find('line', 8), m.rfind('line'), m.find('zzz'), m.find('line', 0, 8)
print repr(m.readline()), repr(m.readline()), m.tell(), repr(m.read(5)), repr(m.read_byte())
m.seek(0); m.write('FIRST'); m.write_byte('!'); m[10] = '?'; m[20:23] = 'abc'
print repr(m[:25])
m.move(0, 11, 6)
print repr(m[:25])
m.seek(-3, 2); print m.tell(), repr(m.read(10)), repr(m.read(1))
print re.search('thi(.)d', m).group(1), [x.start() for x in re.finditer('c+', m)]
m.flush()
print repr(open(path).read(25))
def fails(f, *a, **k):
    try:
        print f(*a, **k)
    except Exception, e:
        print type(e).__name__, e
fails(lambda: m[10000]); fails(m.__setitem__, 0, 'ab'); fails(m.__setslice__, 0, 2, 'x'); fails(m.seek, -1)
fails(m.seek, 0, 5); fails(m.write, 'x' * 10000); fails(m.move, 0, 5000, 5000); fails(m.read_byte) ; fails(m.__getitem__, 'a')
m.resize(6000)
print len(m), os.path.getsize(path)
m.close()
fails(len, m); fails(m.read, 1)
m.close()
r = mmap.mmap(f.fileno(), 10, access=mmap.ACCESS_READ)
fails(r.write, 'a'); fails(r.__setitem__, 0, 'a'); fails(r.resize, 4)
c = mmap.mmap(f.fileno(), 10, access=mmap.ACCESS_COPY)
c[0] = 'Z'
print c[0], open(path).read(1)
fails(mmap.mmap, f.fileno(), 10, mmap.MAP_SHARED, mmap.PROT_READ, mmap.ACCESS_READ)
fails(mmap.mmap, f.fileno(), -1); fails(mmap.mmap, f.fileno(), 100000); fails(mmap.mmap, f.fileno(), 10, access=9)
# Anonymous memory is shared with forked children.
a = mmap.mmap(-1, 100)
pid = os.fork()
if not pid:
    a[0:5] = 'child'
    os._exit(0)
os.waitpid(pid, 0)
print a[0:5], repr(a[5]), issubclass(mmap.error, EnvironmentError)
class Sub(mmap.mmap):
    extra = 1
s = Sub(-1, 10)
s.x = 2
print len(s), s.x, s.extra
os.unlink(path)
