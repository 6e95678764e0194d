# Streams of io: raw, buffered, in memory, text.
import io, os, tempfile


def show(f, *arguments):
    try:
        print repr(f(*arguments))
    except Exception as e:
        print type(e).__name__, e


path = tempfile.gettempdir() + '/io-streams-%d' % os.getpid()
f = io.open(path, 'wb')
print f.write(b'one\ntwo\r\nthree'), f.tell(), f.writable(), f.readable(), f.seekable(), f.mode
f.close(); f.close()
print f.closed
show(f.write, b'x')
f = io.open(path, 'rb')
print repr(f.readline()), repr(f.peek(1)[:2]), f.tell(), repr(f.read(3)), repr(f.read()), repr(f.read())
f.seek(-5, 2); print repr(f.read()), f.seek(1), f.readlines()
show(f.write, b'x')
f.close()
f = io.open(path, 'r+b'); f.read(4); f.write(b'TWO'); f.seek(0); print repr(f.read()), f.truncate(5), f.seek(0), repr(f.read()); f.close()
f = io.open(path, 'ab'); f.write(b'!'); f.close()
with io.FileIO(path) as f:
    target = bytearray(3)
    print f.readinto(target), target, repr(f.read(100)), f.mode, f.closefd, repr(f.readall())
for mode in ('', 'rw', 'x', 'rbt', 'wU'):
    show(io.open, path, mode)
show(io.open, path, 'rb', -1, 'utf-8'); show(io.open, path, 'r', 0); show(io.open, '/no/such/file'); show(io.open, 3.5)

b = io.BytesIO(b'ab\ncd')
print b.read(1), list(b), b.tell(), b.write(b'zz'), b.getvalue() == b'ab\ncdzz', b.seek(10), b.write(bytearray(b'q')), repr(b.getvalue())
print b.truncate(3), repr(b.getvalue()), b.seek(0), b.readline(1), b.readline()
show(b.write, u'x'); show(b.seek, -1); show(b.seek, 0, 9)
b.close(); show(b.read); show(b.getvalue)

s = io.StringIO(u'a\nb\r\nc')
print repr(s.readline()), repr(s.readline()), repr(s.read()), s.write(u'xy'), repr(s.getvalue()), s.seek(0), repr(s.readlines())
for newline in (None, u'', u'\n', u'\r', u'\r\n'):
    s = io.StringIO(u'a\nb\r\nc\rd', newline=newline)
    print repr(newline), repr(s.getvalue()), list(s), s.newlines
show(io.StringIO, 'bytes'); show(io.StringIO().write, 'bytes'); show(io.StringIO, u'', u'x')
s = io.StringIO()
for i in range(5):
    s.write(unicode(i))
s.seek(2); s.write(u'--'); s.seek(8); s.write(u'e'); print repr(s.getvalue()), s.truncate(4), repr(s.getvalue()), s.tell()

print [c.__name__ for c in io.BufferedReader.__mro__[:1]], isinstance(io.BytesIO(), io.BufferedIOBase), isinstance(io.StringIO(), io.TextIOBase), isinstance(io.FileIO(path), io.RawIOBase)
print issubclass(io.UnsupportedOperation, ValueError), issubclass(io.UnsupportedOperation, IOError), io.DEFAULT_BUFFER_SIZE


class Raw(io.RawIOBase):
    def __init__(self, pieces):
        self.pieces, self.written = list(pieces), []

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, target):
        piece = self.pieces.pop(0) if self.pieces else b''
        target[:len(piece)] = piece
        return len(piece)

    def write(self, data):
        self.written.append(data[:3].tobytes())
        return min(3, len(data))


r = io.BufferedReader(Raw([b'abc', b'de\nf', b'g\n']))
print repr(r.read(1)), repr(r.read1(10)), repr(r.readline()), repr(r.read())
raw = Raw([])
w = io.BufferedWriter(raw, 4)
w.write(b'ab'); print raw.written; w.write(b'cdefg'); w.flush(); print b''.join(raw.written)
show(io.BufferedReader, io.FileIO(path, 'a')); show(io.BytesIO().fileno); show(io.BytesIO().detach)
os.remove(path)
