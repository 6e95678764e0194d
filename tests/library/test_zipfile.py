"""zipfile: writing, adding, reading, damage."""

import os
import shutil
import StringIO
import tempfile
import zipfile

store = StringIO.StringIO()
with zipfile.ZipFile(store, 'w', zipfile.ZIP_DEFLATED) as archive:
    archive.writestr('a.txt', 'line one\r\nline two\rline three\n' * 3)
    info = zipfile.ZipInfo('folder/b.bin', (1999, 12, 31, 23, 59, 58))
    archive.writestr(info, '\0\1\2' * 1000)
    archive.comment = 'said'
with zipfile.ZipFile(store, 'a') as archive:
    archive.writestr(u'caf\xe9', 'stored')
print zipfile.is_zipfile(store), zipfile.is_zipfile(StringIO.StringIO('nothing'))
with zipfile.ZipFile(store) as archive:
    print archive.namelist(), archive.comment, archive.testzip()
    for info in archive.infolist():
        print info.compress_type, info.file_size, hex(info.CRC), info.flag_bits, info.date_time[0] >= 1999
    print archive.getinfo('folder/b.bin').date_time, archive.read(u'caf\xe9')
    member = archive.open('a.txt', 'rU')
    print list(member)[:4], member.newlines
    member = archive.open('a.txt')
    print repr(member.read(5)), repr(member.readline()), repr(member.peek(4)[:4]), len(member.read())
    folder = tempfile.mkdtemp()
    try:
        archive.extractall(folder, ['a.txt', 'folder/b.bin'])
        print sorted(os.listdir(folder)), os.path.getsize(os.path.join(folder, 'folder', 'b.bin'))
    finally:
        shutil.rmtree(folder)
    for action in (lambda: archive.read('none'), lambda: archive.open('a.txt', 'w'),
                   lambda: archive.writestr('x', 'y')):
        try:
            print action()
        except (KeyError, RuntimeError), error:
            print type(error).__name__, error
damaged = store.getvalue().replace('stored', 'stoned')
print repr(zipfile.ZipFile(StringIO.StringIO(damaged)).testzip())
try:
    zipfile.ZipFile(StringIO.StringIO('short'))
except zipfile.BadZipfile, error:
    print error
