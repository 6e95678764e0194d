import cStringIO, io, os, shutil, StringIO, struct, sys, tempfile, time, warnings, zipfile, zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo
here = tempfile.mkdtemp()
os.umask(022)
os.environ['TZ'] = 'UTC'
time.tzset()
def tell(function, *arguments, **options):
    try:
        print repr(function(*arguments, **options)).replace(here, 'HERE')
    except Exception, e:
        print type(e).__module__, type(e).__name__, str(e).replace(here, 'HERE')
moment = (2001, 2, 3, 4, 5, 6)
def info(name, compress=ZIP_STORED, **fields):
    i = ZipInfo(name, moment)
    i.compress_type = compress
    for field, value in fields.items():
        setattr(i, field, value)
    return i
def show(archive):
    for i in archive.infolist():
        print repr(i.filename), i.date_time, i.compress_type, repr(i.comment), repr(i.extra), i.create_system, i.create_version, i.extract_version,
        print i.reserved, i.flag_bits, i.volume, i.internal_attr, hex(i.external_attr), i.header_offset >= 0, hex(i.CRC & 0xffffffff).rstrip('L'), i.file_size
out = cStringIO.StringIO()
lines = 'one\ntwo\r\nthree\rfour\r\r\n' * 4000 + 'end'
with ZipFile(out, 'w') as z:
    z.writestr(info('stored.txt'), 'stored text')
    z.writestr(info('folder/deflated.txt', ZIP_DEFLATED, comment='remark', extra='\x99\x99\2\0ab'), lines)
    z.writestr(info('folder/'), '')
    z.writestr(info(u'\xe4\xf6.txt'), 'unicode')
    z.writestr(info('../up.txt'), 'up')
    z.writestr(info('/root.txt', external_attr=0755 << 16), 'root')
    z.writestr(info('nul\0hidden'), 'nul')
    z.writestr(info('described', flag_bits=8), 'described')
    z.comment = 'The comment.'
    z.writestr('now', 'x', ZIP_DEFLATED)
data = out.getvalue()
print zipfile.is_zipfile(out), zipfile.is_zipfile(StringIO.StringIO('no')), zipfile.is_zipfile('/no/such')
z = ZipFile(StringIO.StringIO(data))
i = z.infolist()[-1]
print i.date_time[0] > 2000, oct(i.external_attr >> 16)
i.date_time = moment
show(z)
print z.comment, z.namelist(), z.testzip(), z.read('stored.txt'), z.read(z.getinfo('folder/deflated.txt')) == lines, z.filename, z.mode
tell(z.getinfo, 'none')
tell(z.read, 'none')
tell(z.open, 'stored.txt', 'w')
tell(z.writestr, 'x', 'y')
f = z.open('folder/deflated.txt')
print f.name, f.mode, f.readable(), f.writable(), repr(f.peek(3))[:20], repr(f.read(5)), repr(f.readline()), repr(f.readline(3)), len(f.read1(10)), f.newlines
print sum(map(len, f.readlines())), repr(f.read()), repr(f.read1(3)), repr(f.readline()), repr(f.peek())
for mode in 'r', 'U', 'rU':
    f = z.open('folder/deflated.txt', mode)
    got = list(f)
    print len(got), got[:6], got[-2:], f.newlines
f = z.open('folder/deflated.txt', 'U')
print [f.readline(n) for n in (0, 2, 5, 4, 3, 100)], len(f.read())
f = io.TextIOWrapper(z.open('stored.txt'))
print repr(f.read())
z.extractall(here)
for folder, folders, files in os.walk(here):
    folders.sort()
    print folder.replace(here, ''), sorted(map(repr, files))
print z.extract('stored.txt', here + '/deeper').replace(here, '')
z.close()
tell(z.read, 'stored.txt')
tell(z.open, 'stored.txt')
bad = bytearray(data)
bad[data.index('stored text')] = 'S'
for name, damaged in [('crc', str(bad)), ('cut', data[:-40]), ('end', data[:-3]), ('front', 'front' + data), ('empty', ''), ('junk', 'x' * 100),
        ('header', data.replace('PK\3\4', 'PK\3\5', 1)), ('directory', data.replace('PK\1\2', 'PK\1\3', 1)), ('name', data.replace('stored.txt', 'storex.txt', 1)),
        ('method', data.replace('PK\1\2\x14\3\x14\0\0\0\0\0', 'PK\1\2\x14\3\x14\0\0\0\x0c\0', 1)), ('extra', data.replace('\x99\x99\2\0', '\x99\x99\x09\0'))]:
    print name,
    def load():
        z = ZipFile(StringIO.StringIO(damaged))
        return z.testzip(), z.read(z.namelist()[0]), z.comment
    tell(load)
name = here + '/new.zip'
with open(here + '/file', 'w') as f:
    f.write('file ' * 1000)
os.utime(here + '/file', (1e9, 1e9))
os.mkdir(here + '/dir')
os.utime(here + '/dir', (1e9, 1e9))
with ZipFile(name, 'w', ZIP_DEFLATED) as z:
    z.write(here + '/file', '/a/b')
    z.write(here + '/file', 'plain', ZIP_STORED)
    z.write(here + '/dir', 'c')
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        z.writestr('plain', 'again', ZIP_STORED)
        print [str(w.message) for w in seen]
    z.infolist()[-1].date_time = moment
    tell(z.writestr, info('x', 99), 'y')
    tell(z.write, here + '/none')
tell(z.writestr, 'x', 'y')
tell(z.write, here + '/file')
with ZipFile(name, 'a') as z:
    z.writestr(info('added'), 'more')
show(ZipFile(name))
print ZipFile(name).read('plain'), ZipFile(name).testzip()
with open(here + '/script', 'w') as f:
    f.write('#!/bin/sh\n')
with ZipFile(here + '/script', 'a') as z:
    z.writestr(info('inner'), 'inside')
with open(here + '/script') as f:
    print repr(f.read(14)), ZipFile(here + '/script').read('inner')
with ZipFile(here + '/made', 'a') as z:
    tell(setattr, z, 'comment', 5)
    z.comment = 'x' * 65535
print len(ZipFile(here + '/made').comment)
for arguments in ('x', 'q'), ('x', 'w', 5), (here + '/none',), (here + '/file',):
    tell(ZipFile, *arguments)
tell(ZipInfo, 'x', (1979, 1, 1, 0, 0, 0))
i = ZipInfo('big', moment)
i.file_size, i.compress_size, i.CRC = 1 << 33, 0, 0
tell(i.FileHeader, False)
print repr(i.FileHeader()), i.extract_version, i.create_version
print zipfile.ZipExtFile.__module__, zipfile.BadZipfile.__module__, zipfile.error is zipfile.BadZipfile, zipfile.sizeFileHeader, zipfile.sizeCentralDir, zipfile.sizeEndCentDir
os.chdir(here)
os.mkdir('package')
for name in 'package/__init__.py', 'package/module.py', 'single.py':
    with open(name, 'w') as f:
        f.write('value = 1\n')
with zipfile.PyZipFile('py.zip', 'w') as z:
    z.writepy('package')
    z.writepy('single.py', 'base')
    tell(z.writepy, 'file')
    print sorted(n.rstrip('oc') for n in z.namelist())
for arguments in ['-l', 'new.zip'], ['-t', 'new.zip'], ['-e', 'new.zip', 'target'], ['-c', 'cmd.zip', 'package', 'file'], ['-x'], []:
    try:
        zipfile.main(arguments)
    except SystemExit, e:
        print 'exit', e.code
print sorted(os.listdir('target')), sorted(n for n in ZipFile('cmd.zip').namelist() if not n.endswith('c'))
os.chdir('/')
shutil.rmtree(here)
