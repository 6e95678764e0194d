# Reading with universal newlines: positions, kinds of line ends, small buffers.
import os, tempfile
name = os.path.join(tempfile.mkdtemp(), 'file')
lines = ['first', '', 'third ' + 'x' * 20, 'y' * 9000, 'last']
for end in ['\r', '\n', '\r\n']:
    for tail in [end, '', '\r', '\n']:
        with open(name, 'wb') as f:
            f.write(end.join(lines) + tail)
        f = open(name, 'U')
        print repr(end), repr(tail), f.newlines,
        f.readline()
        at = f.tell()
        rest = f.readlines()
        f.seek(at)
        again = [f.read(3), f.tell(), f.readline(), f.tell(), f.read(12), f.tell(), len(f.read())]
        print at, [len(line) for line in rest], again, repr(f.newlines), f.tell()
        f.close()
        print repr(f.newlines)
with open(name, 'wb') as f:
    f.write('a\rb\nc\r\nd\r\r\n\n\re')
f = open(name, 'rU')
while True:
    c = f.read(1)
    print repr(c), f.tell(), repr(f.newlines)
    if not c:
        break
print [line for line in open(name, 'U')], repr(open(name).newlines)

e = BaseException('text')
e.message = 'own'
del e.message
print e.__dict__
try:
    print e.message
except AttributeError as error:
    print error
