import os, shutil, StringIO, sys, tarfile, tempfile, time, warnings
os.umask(022)
here = tempfile.mkdtemp()
def tell(function, *arguments, **options):
    try:
        print repr(function(*arguments, **options)).replace(here, 'HERE')
    except Exception, e:
        print type(e).__module__, type(e).__name__, str(e).replace(here, 'HERE')
def show(archive):
    for m in archive:
        print m.name, oct(m.mode), m.uid, m.gid, m.size, m.mtime, repr(m.type), m.linkname, m.uname, m.gname, m.devmajor, m.devminor,
        print m.offset, m.offset_data, sorted(m.pax_headers.items()), m.isreg(), m.isdir(), m.isdev(), m.issparse()
def member(name, kind=tarfile.REGTYPE, **fields):
    m = tarfile.TarInfo(name)
    m.type = kind
    for field, value in fields.items():
        setattr(m, field, value)
    return m
members = [member('a.txt', size=5, mtime=1000000000, uname='me', gname='us', uid=3, gid=4), member('folder', tarfile.DIRTYPE, mode=0755),
    member('folder/link', tarfile.SYMTYPE, linkname='../a.txt'), member('hard', tarfile.LNKTYPE, linkname='a.txt'),
    member('pipe', tarfile.FIFOTYPE), member('device', tarfile.CHRTYPE, devmajor=1, devminor=3), member('p/' * 60 + 'name'),
    member('n' * 130, size=3), member('l', tarfile.SYMTYPE, linkname='t' * 120), member('old', uid=-1), member('big', uid=8 ** 7, gid=8 ** 7 + 1),
    member(u'\xe4\xf6.txt', mtime=1.5, uname=u'\xfc'), member('odd', 'Z', size=2)]
for format in tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT:
    out = StringIO.StringIO()
    archive = tarfile.open(None, 'w', out, format=format, encoding='utf-8', pax_headers={u'comment': u'one'})
    for m in members:
        try:
            archive.addfile(m, StringIO.StringIO('hello'))
        except ValueError, e:
            print e, repr(m.name[:20])
    archive.close()
    print len(out.getvalue())
    out.seek(0)
    archive = tarfile.open(fileobj=out, encoding='utf-8')
    show(archive)
    for name in 'a.txt', 'folder', 'folder/link', 'hard', 'pipe', 'odd', 'none':
        try:
            f = archive.extractfile(name)
            print name, f and f.read()
        except KeyError, e:
            print e
    print sorted(set(map(type, archive.getnames())))
for mode in 'w', 'w:gz', 'w:bz2', 'w|', 'w|gz', 'w|bz2':
    out = StringIO.StringIO()
    archive = tarfile.open('x.tar.gz', mode, out, bufsize=100)
    archive.addfile(member('text', size=30000), StringIO.StringIO('one\ntwo\nthree\n' * 3000))
    archive.addfile(member('more', size=4), StringIO.StringIO('four'))
    archive.close()
    for reading in 'r', 'r' + mode[1:], 'r:*', 'r|*':
        out.seek(0)
        archive = tarfile.open(None, reading, out)
        f = archive.extractfile(archive.next())
        print mode, reading, f.readline(), repr(f.readline(2)), repr(f.read(5)), f.tell(), len(f.readlines()), repr(f.read()), f.tell(), f.name, f.mode,
        f.close()
        tell(f.read)
        if '|' in reading:
            print archive.extractfile(archive.next()).read(), archive.next()
            tell(archive.extractfile(archive.members[0]).read, 3)
        else:
            f = archive.extractfile('text')
            for place in (5, 0), (-3, 1), (-10, 2), (99999, 0), (-99999, 2):
                f.seek(*place)
                print f.tell(), repr(f.read(3)),
            tell(f.seek, 1, 9)
        archive.close()
        tell(archive.next)
        tell(archive.add, 'x')
os.mkdir(here + '/d')
for name in 'one', 'two', 'skip':
    with open(here + '/d/' + name, 'w') as f:
        f.write(name * 1000)
    os.chmod(here + '/d/' + name, 0640)
os.link(here + '/d/one', here + '/d/zlink')
os.symlink('one', here + '/d/soft')
def chosen(m):
    if 'skip' in m.name:
        return None
    m.uid = m.gid = m.mtime = 0
    m.uname = m.gname = 'who'
    return m
name = here + '/made.tar'
listdir = os.listdir
os.listdir = lambda folder: sorted(listdir(folder))
with tarfile.open(name, 'w') as archive:
    archive.add(here + '/d', 'inside', filter=chosen)
    tell(archive.getmember, 'none')
    tell(archive.extract, 'inside')
with tarfile.open(name, 'a') as archive:
    archive.add(here + '/d/two', 'third', filter=chosen)
    print archive.getnames()
archive = tarfile.open(name, debug=0)
show(archive)
os.environ['TZ'] = 'UTC'
time.tzset()
archive.list()
archive.list(False)
archive.extractall(here + '/out')
for folder, folders, files in os.walk(here + '/out'):
    folders.sort()
    for f in sorted(files):
        f = os.path.join(folder, f)
        print f.replace(here, ''), oct(os.lstat(f).st_mode), os.lstat(f).st_nlink, len(open(f).read()), os.lstat(f).st_mtime == 0
print tarfile.is_tarfile(name), tarfile.is_tarfile(here + '/d/one'), repr(archive.getmember('third')).split(' at')[0]
data = open(name).read()
def opening(data, **options):
    return tarfile.open(fileobj=StringIO.StringIO(data), **options).getnames()
tell(opening, '')
tell(opening, 'x')
tell(opening, '\0' * 512)
tell(opening, '\0' * 1024 + data, ignore_zeros=True)
tell(opening, data[:512] + 'x' * 512 + data[1024:])
tell(opening, data[:1000])
tell(opening, data[:2000])
tell(opening, data, mode='r|')
for mode in 'r:xz', 'x', 'b:gz', 'b|', 'b:bz2':
    tell(tarfile.open, name, mode)
tell(tarfile.open)
tell(tarfile.TarFile, name, 'rw')
tell(tarfile.open, here + '/none')
tell(tarfile.open, here + '/none', 'r:gz')
for f in tarfile.nti, tarfile.nts:
    for field in '0000123\0', ' 12 \0', '\200\0\0\0\0\0\1\0', '9', '\0abc':
        tell(f, field)
tell(member('x').tobuf, 7)
for number in 0, 8 ** 7 - 1, 8 ** 7, -1, -300, 256 ** 7:
    tell(tarfile.itn, number)
    tell(tarfile.itn, number, 12, tarfile.USTAR_FORMAT)
print tarfile.filemode(0107755), tarfile.filemode(041644), tarfile.filemode(0120777), tarfile.filemode(020000), tarfile.filemode(06000)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    archive.posix = True
    print archive.format, [str(w.message) for w in seen], archive.posix
compat = tarfile.TarFileCompat(name)
print compat.namelist(), len(compat.read('third')), compat.infolist()[0].date_time, compat.infolist()[0].file_size
shutil.rmtree(here)
