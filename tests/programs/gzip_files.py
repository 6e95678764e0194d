import gzip, os, shutil, StringIO, struct, tempfile, warnings
folder = tempfile.mkdtemp()
name = os.path.join(folder, 'text.gz')
def tell(function, *arguments):
    try:
        print repr(function(*arguments)),
    except Exception, e:
        print type(e).__name__, str(e).replace(folder, ''),
    print
lines = ['%d %s\n' % (n, 'x' * (n % 71)) for n in range(3000)] + ['y' * 50000, 'z' * 20000 + '\n', 'last']
with gzip.open(name, 'wb', 5) as f:
    for line in lines:
        assert f.write(line) == len(line)
    print f.tell(), f.readable(), f.writable(), f.seekable(), f.mode == gzip.WRITE, f.closed
    tell(f.read)
    tell(f.rewind)
    tell(f.seek, 3)
    f.flush()
    print f.seek(f.tell() + 20000) - f.tell()
print f.closed, f.close()
tell(f.write, 'x')
tell(f.read)
with gzip.open(name) as f:
    print [line == f.readline() for line in lines].count(True), len(f.read()), repr(f.read()), repr(f.readline())
    tell(f.write, 'x')
    print f.seek(10), repr(f.read(10)), f.seek(-5, 1), repr(f.readline(8)), repr(f.readline(0)), f.seek(5, 1), f.tell()
    tell(f.seek, 0, 2)
    f.rewind()
    print sum(1 for line in f), f.name == name, f.mtime > 1e9
    f.seek(0)
    print repr(f.readlines(20)), f.fileno() > 2, repr(f)[:12]
with gzip.GzipFile(name, 'ab') as f:
    f.write('appended')
with open(name, 'ab') as f:
    f.write('\0' * 20000)
with gzip.GzipFile(name, 'rU') as f:
    print repr(f.read()[-12:])
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    print gzip.GzipFile(name).filename == name, seen[0].message, seen[0].category
out = StringIO.StringIO()
f = gzip.GzipFile(u'a\xe4.gz', 'w', 9, out, 1000.5)
f.write(memoryview('abc'))
f.write(u'def')
f.write('g' * 30)
f.close()
data = out.getvalue()
print repr(data[:13]), len(data[-8:]), f.myfileobj, f.fileobj
def load(data, *sizes):
    f = gzip.GzipFile(fileobj=StringIO.StringIO(data))
    return [f.read(size) for size in sizes or (-1,)] + [f.mtime]
tell(load, data)
tell(load, data, 2, 0, 3, 100, 5)
tell(load, data * 3, -1)
for flags, more in (2, 'hc'), (4, '\3\0abc'), (16, 'comment\0'), (12, '\2\0abname\0'), (30, '\2\0abname\0comment\0hc'):
    tell(load, '\037\213\010' + chr(flags) + data[4:10] + more + data[13:])
tell(load, '')
tell(load, 'no')
tell(load, '\037\213\7' + data[3:])
tell(load, data[:-8] + '1234' + data[-4:])
tell(load, data[:-4] + '1234')
tell(load, data + 'no')
try:
    load(data[:20])
except IOError, e:
    print 'short', str(e)[:9]
tell(gzip.GzipFile, name + '.none')
f = gzip.GzipFile('plain', 'wb', 1, StringIO.StringIO(), mtime=0)
print repr(f.fileobj.getvalue()), f.name
gzip.write32u(f.fileobj, 0xFFFFFFFE)
f.fileobj.seek(-4, 2)
print gzip.read32(f.fileobj), [n for n in 'FTEXT FHCRC FEXTRA FNAME FCOMMENT READ WRITE'.split() if getattr(gzip, n) & 1]
shutil.rmtree(folder)
