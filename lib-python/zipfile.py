"""ZIP archives: reading and writing, with files over 4 GiB, and traditional decryption."""

import cStringIO
import os
import shutil
import stat
import struct
import sys
import time
from _zip_records import *
from _zip_records import _DESCRIPTOR, _ENCRYPTED, _end_record, _without_sizes
from _zip_members import Decrypter, ZipExtFile, crc32, zlib

__all__ = ['BadZipfile', 'error', 'ZIP_STORED', 'ZIP_DEFLATED', 'is_zipfile', 'ZipInfo', 'ZipFile', 'PyZipFile',
           'LargeZipFile']

error = BadZipfile


def is_zipfile(filename):
    """Whether a file, by name or open, ends as archives do."""
    try:
        if hasattr(filename, 'read'):
            return _end_record(filename) is not None
        with open(filename, 'rb') as file:
            return _end_record(file) is not None
    except (IOError, BadZipfile):
        return False


class ZipFile(object):
    """An archive, by name or as an open file. mode: r, w, or a to add to it."""

    fp = None

    def __init__(self, file, mode='r', compression=ZIP_STORED, allowZip64=False):
        if mode not in ('r', 'w', 'a'):
            raise RuntimeError('ZipFile() requires mode "r", "w", or "a"')
        if compression == ZIP_DEFLATED:
            if not zlib:
                raise RuntimeError('Compression requires the (missing) zlib module')
        elif compression != ZIP_STORED:
            raise RuntimeError('That compression method is not supported')
        self.mode = self._mode = mode
        self.compression = compression
        self._allowZip64 = allowZip64
        self._didModify = False
        self.filelist, self.NameToInfo = [], {}
        self.debug, self.pwd, self._comment = 0, None, ''
        self._filePassed = not isinstance(file, basestring)
        if self._filePassed:
            self.fp, self.filename = file, getattr(file, 'name', None)
        else:
            self.filename = file
            self._open_file()
        try:
            self._start()
        except:
            fp, self.fp = self.fp, None
            if not self._filePassed:
                fp.close()
            raise

    def _open_file(self):
        try:
            self.fp = open(self.filename, {'r': 'rb', 'w': 'wb', 'a': 'r+b'}[self.mode])
        except IOError:
            if self.mode != 'a':
                raise
            self.mode = 'w'
            self.fp = open(self.filename, 'wb')

    def _start(self):
        if self.mode == 'w':
            self._begin()
            return
        try:
            self._RealGetContents()
        except BadZipfile:
            if self.mode == 'r':
                raise
            # It is put behind what is no archive.
            self.fp.seek(0, 2)
            self._begin()
        else:
            if self.mode == 'a':
                self.fp.seek(self.start_dir)

    def _begin(self):
        self._didModify = True
        try:
            self.start_dir = self.fp.tell()
        except (AttributeError, IOError):
            self.start_dir = 0

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def _RealGetContents(self):
        """Read the directory at the end."""
        fp = self.fp
        try:
            end = _end_record(fp)
        except IOError:
            raise BadZipfile('File is not a zip file')
        if not end:
            raise BadZipfile('File is not a zip file')
        size, offset = end[4], end[5]
        self._comment = end[6]
        # What stands before the archive, as in self-extracting ones.
        before = end[7] - size - offset
        self.start_dir = offset + before
        if self.start_dir < 0:
            raise BadZipfile('Bad offset for central directory')
        fp.seek(self.start_dir, 0)
        directory = cStringIO.StringIO(fp.read(size))
        total = 0
        while total < size:
            record = directory.read(sizeCentralDir)
            if len(record) != sizeCentralDir:
                raise BadZipfile('Truncated central directory')
            fields = struct.unpack(structCentralDir, record)
            if fields[0] != stringCentralDir:
                raise BadZipfile('Bad magic number for central directory')
            info = ZipInfo(directory.read(fields[12]))
            info.extra = directory.read(fields[13])
            info.comment = directory.read(fields[14])
            (info.create_version, info.create_system, info.extract_version, info.reserved, info.flag_bits,
             info.compress_type, clock, date, info.CRC, info.compress_size, info.file_size) = fields[1:12]
            info.volume, info.internal_attr, info.external_attr, info.header_offset = fields[15:19]
            info._raw_time = clock
            info.date_time = ((date >> 9) + 1980, date >> 5 & 0xf, date & 0x1f,
                              clock >> 11, clock >> 5 & 0x3f, (clock & 0x1f) * 2)
            info._decodeExtra()
            info.header_offset += before
            info.filename = info._decodeFilename()
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info
            total += sizeCentralDir + fields[12] + fields[13] + fields[14]

    def namelist(self):
        return [info.filename for info in self.filelist]

    def infolist(self):
        return self.filelist

    def printdir(self):
        print '%-46s %19s %12s' % ('File Name', 'Modified    ', 'Size')
        for info in self.filelist:
            print '%-46s %s %12d' % (info.filename, '%d-%02d-%02d %02d:%02d:%02d' % info.date_time[:6],
                                     info.file_size)

    def testzip(self):
        """The name of the first member that is damaged."""
        for info in self.filelist:
            try:
                with self.open(info.filename, 'r') as member:
                    while member.read(1 << 20):
                        pass
            except BadZipfile:
                return info.filename

    def getinfo(self, name):
        info = self.NameToInfo.get(name)
        if info is None:
            raise KeyError('There is no item named %r in the archive' % name)
        return info

    def setpassword(self, pwd):
        self.pwd = pwd

    @property
    def comment(self):
        return self._comment

    @comment.setter
    def comment(self, comment):
        if len(comment) > ZIP_MAX_COMMENT:
            import warnings
            warnings.warn('Archive comment is too long; truncating to %d bytes' % ZIP_MAX_COMMENT, stacklevel=2)
            comment = comment[:ZIP_MAX_COMMENT]
        self._comment = comment
        self._didModify = True

    def read(self, name, pwd=None):
        with self.open(name, 'r', pwd) as member:
            return member.read()

    def open(self, name, mode='r', pwd=None):
        """A member as a file to read; mode: r, U or rU."""
        if mode not in ('r', 'U', 'rU'):
            raise RuntimeError('open() requires mode "r", "U", or "rU"')
        if not self.fp:
            raise RuntimeError('Attempt to read ZIP archive that was already closed')
        file = self.fp if self._filePassed else open(self.filename, 'rb')
        try:
            info = name if isinstance(name, ZipInfo) else self.getinfo(name)
            file.seek(info.header_offset, 0)
            header = file.read(sizeFileHeader)
            if len(header) != sizeFileHeader:
                raise BadZipfile('Truncated file header')
            header = struct.unpack(structFileHeader, header)
            if header[0] != stringFileHeader:
                raise BadZipfile('Bad magic number for file header')
            stored_name = file.read(header[10])
            if header[11]:
                file.read(header[11])
            if stored_name != info.orig_filename:
                raise BadZipfile('File name in directory "%s" and header "%s" differ.'
                                 % (info.orig_filename, stored_name))
            decrypter = None
            if info.flag_bits & _ENCRYPTED:
                pwd = pwd or self.pwd
                if not pwd:
                    raise RuntimeError('File %s is encrypted, password required for extraction' % name)
                decrypter = Decrypter(pwd)
                start = map(decrypter, file.read(12))
                if info.flag_bits & _DESCRIPTOR:
                    check = info._raw_time >> 8 & 0xff
                else:
                    check = info.CRC >> 24 & 0xff
                if ord(start[11]) != check:
                    raise RuntimeError('Bad password for file', name)
            return ZipExtFile(file, mode, info, decrypter, close_fileobj=not self._filePassed)
        except:
            if not self._filePassed:
                file.close()
            raise

    def extract(self, member, path=None, pwd=None):
        """Write a member below path (the current folder); returns where."""
        if not isinstance(member, ZipInfo):
            member = self.getinfo(member)
        return self._extract_member(member, os.getcwd() if path is None else path, pwd)

    def extractall(self, path=None, members=None, pwd=None):
        for member in self.namelist() if members is None else members:
            self.extract(member, path, pwd)

    def _extract_member(self, member, targetpath, pwd):
        # Neither a root, nor a drive, nor a way up.
        name = os.path.splitdrive(member.filename.replace('/', os.path.sep))[1]
        name = os.path.sep.join(part for part in name.split(os.path.sep) if part not in ('', os.curdir, os.pardir))
        target = os.path.normpath(os.path.join(targetpath, name))
        folder = os.path.dirname(target)
        if folder and not os.path.exists(folder):
            os.makedirs(folder)
        if member.filename[-1] == '/':
            if not os.path.isdir(target):
                os.mkdir(target)
            return target
        with self.open(member, pwd=pwd) as source:
            with open(target, 'wb') as copy:
                shutil.copyfileobj(source, copy)
        return target

    def _writecheck(self, info):
        if info.filename in self.NameToInfo:
            import warnings
            warnings.warn('Duplicate name: %r' % info.filename, stacklevel=3)
        if self.mode not in ('w', 'a'):
            raise RuntimeError('write() requires mode "w" or "a"')
        if not self.fp:
            raise RuntimeError('Attempt to write ZIP archive that was already closed')
        if info.compress_type == ZIP_DEFLATED and not zlib:
            raise RuntimeError('Compression requires the (missing) zlib module')
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise RuntimeError('That compression method is not supported')
        if not self._allowZip64:
            if len(self.filelist) >= ZIP_FILECOUNT_LIMIT:
                raise LargeZipFile('Files count would require ZIP64 extensions')
            if info.file_size > ZIP64_LIMIT:
                raise LargeZipFile('Filesize would require ZIP64 extensions')
            if info.header_offset > ZIP64_LIMIT:
                raise LargeZipFile('Zipfile size would require ZIP64 extensions')

    def _add(self, info):
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info

    def write(self, filename, arcname=None, compress_type=None):
        """Add a file, or a folder itself."""
        if not self.fp:
            raise RuntimeError('Attempt to write to ZIP archive that was already closed')
        status = os.stat(filename)
        folder = stat.S_ISDIR(status.st_mode)
        arcname = os.path.normpath(os.path.splitdrive(filename if arcname is None else arcname)[1]).lstrip(os.sep)
        info = ZipInfo(arcname + '/' if folder else arcname, time.localtime(status.st_mtime)[:6])
        info.external_attr = (status.st_mode & 0xffff) << 16L
        info.compress_type = ZIP_STORED if folder else self.compression if compress_type is None else compress_type
        info.file_size = 0 if folder else status.st_size
        info.header_offset = self.fp.tell()
        self._writecheck(info)
        self._didModify = True
        if folder:
            info.external_attr |= 0x10
            self._add(info)
            self.fp.write(info.FileHeader(False))
            return
        zip64 = self._allowZip64 and info.file_size * 1.05 > ZIP64_LIMIT
        with open(filename, 'rb') as file:
            # Sizes and the checksum are known, and put in, afterwards.
            self.fp.write(info.FileHeader(zip64))
            compressor = zlib.compressobj(-1, 8, -15) if info.compress_type == ZIP_DEFLATED else None
            size = compressed = crc = 0
            while True:
                data = file.read(1 << 13)
                if not data:
                    break
                size += len(data)
                crc = crc32(data, crc) & 0xffffffff
                if compressor:
                    data = compressor.compress(data)
                compressed += len(data)
                self.fp.write(data)
        if compressor:
            data = compressor.flush()
            compressed += len(data)
            self.fp.write(data)
        info.CRC, info.file_size, info.compress_size = crc, size, compressed
        if not zip64 and self._allowZip64:
            if size > ZIP64_LIMIT:
                raise RuntimeError('File size has increased during compressing')
            if compressed > ZIP64_LIMIT:
                raise RuntimeError('Compressed size larger than uncompressed size')
        position = self.fp.tell()
        self.fp.seek(info.header_offset, 0)
        self.fp.write(info.FileHeader(zip64))
        self.fp.seek(position, 0)
        self._add(info)

    def writestr(self, zinfo_or_arcname, bytes, compress_type=None):
        """Add a member from a string."""
        if isinstance(zinfo_or_arcname, ZipInfo):
            info = zinfo_or_arcname
        else:
            info = ZipInfo(zinfo_or_arcname, time.localtime(time.time())[:6])
            info.compress_type = self.compression
            if info.filename[-1] == '/':
                info.external_attr = 0o40775 << 16 | 0x10
            else:
                info.external_attr = 0o600 << 16
        if not self.fp:
            raise RuntimeError('Attempt to write to ZIP archive that was already closed')
        if compress_type is not None:
            info.compress_type = compress_type
        info.file_size = len(bytes)
        info.header_offset = self.fp.tell()
        self._writecheck(info)
        self._didModify = True
        info.CRC = crc32(bytes) & 0xffffffff
        if info.compress_type == ZIP_DEFLATED:
            compressor = zlib.compressobj(-1, 8, -15)
            bytes = compressor.compress(bytes) + compressor.flush()
        info.compress_size = len(bytes)
        zip64 = info.file_size > ZIP64_LIMIT or info.compress_size > ZIP64_LIMIT
        if zip64 and not self._allowZip64:
            raise LargeZipFile('Filesize would require ZIP64 extensions')
        self.fp.write(info.FileHeader(zip64))
        self.fp.write(bytes)
        if info.flag_bits & _DESCRIPTOR:
            self.fp.write(struct.pack('<LQQ' if zip64 else '<LLL', info.CRC, info.compress_size, info.file_size))
        self.fp.flush()
        self._add(info)

    def __del__(self):
        self.close()

    def close(self):
        """Write the directory, if there is anything new."""
        if self.fp is None:
            return
        try:
            if self.mode in ('w', 'a') and self._didModify:
                self._write_directory()
        finally:
            fp, self.fp = self.fp, None
            if not self._filePassed:
                fp.close()

    def _write_directory(self):
        start = self.fp.tell()
        for info in self.filelist:
            large = []
            size, compressed, offset = info.file_size, info.compress_size, info.header_offset
            if size > ZIP64_LIMIT or compressed > ZIP64_LIMIT:
                large += [size, compressed]
                size = compressed = 0xffffffff
            if offset > ZIP64_LIMIT:
                large.append(offset)
                offset = 0xffffffffL
            extra = info.extra
            created, extracted = info.create_version, info.extract_version
            if large:
                extra = (struct.pack('<HH%dQ' % len(large), 1, 8 * len(large), *large)
                         + _without_sizes(extra))
                extracted = max(45, extracted)
                created = max(45, created)
            name, flags = info._encodeFilenameFlags()
            self.fp.write(struct.pack(structCentralDir, stringCentralDir, created, info.create_system, extracted,
                                      info.reserved, flags, info.compress_type, info._dos_time(), info._dos_date(),
                                      info.CRC, compressed, size, len(name), len(extra), len(info.comment), 0,
                                      info.internal_attr, info.external_attr, offset)
                          + name + extra + info.comment)
        end = self.fp.tell()
        count, size, offset = len(self.filelist), end - start, start
        wanted = None
        if count > ZIP_FILECOUNT_LIMIT:
            wanted = 'Files count'
        elif offset > ZIP64_LIMIT:
            wanted = 'Central directory offset'
        elif size > ZIP64_LIMIT:
            wanted = 'Central directory size'
        if wanted:
            if not self._allowZip64:
                raise LargeZipFile(wanted + ' would require ZIP64 extensions')
            self.fp.write(struct.pack(structEndArchive64, stringEndArchive64, 44, 45, 45, 0, 0, count, count, size,
                                      offset))
            self.fp.write(struct.pack(structEndArchive64Locator, stringEndArchive64Locator, 0, end, 1))
            count, size, offset = min(count, 0xffff), min(size, 0xffffffff), min(offset, 0xffffffff)
        self.fp.write(struct.pack(structEndArchive, stringEndArchive, 0, 0, count, count, size, offset,
                                  len(self._comment)))
        self.fp.write(self._comment)
        self.fp.flush()


class PyZipFile(ZipFile):
    """An archive of Python modules."""

    def writepy(self, pathname, basename=''):
        """Add a module, or all of a folder or package, compiled where there is a compiled file."""
        folder, name = os.path.split(pathname)
        if not os.path.isdir(pathname):
            if pathname[-3:] != '.py':
                raise RuntimeError('Files added with writepy() must end with ".py"')
            self.write(*self._get_codename(pathname[:-3], basename))
            return
        if os.path.isfile(os.path.join(pathname, '__init__.py')):
            basename = '%s/%s' % (basename, name) if basename else name
            self.write(*self._get_codename(os.path.join(pathname, '__init__'), basename))
            packages = True
        else:
            packages = False
        for each in os.listdir(pathname):
            path = os.path.join(pathname, each)
            if each == '__init__.py' and packages:
                continue
            if packages and os.path.isdir(path):
                if os.path.isfile(os.path.join(path, '__init__.py')):
                    self.writepy(path, basename)
            elif os.path.splitext(each)[1] == '.py':
                self.write(*self._get_codename(path[:-3], basename))

    def _get_codename(self, pathname, basename):
        source = pathname + '.py'
        chosen = source
        for compiled in (pathname + '.pyo', pathname + '.pyc'):
            if os.path.isfile(compiled) and os.stat(compiled).st_mtime >= os.stat(source).st_mtime:
                chosen = compiled
                break
        else:
            import py_compile
            try:
                py_compile.compile(source, pathname + '.pyc', None, True)
                chosen = pathname + '.pyc'
            except py_compile.PyCompileError, error:
                print error.msg
        name = os.path.split(chosen)[1]
        return chosen, '%s/%s' % (basename, name) if basename else name


def main(args=None):
    usage = ('Usage:\n    zipfile.py -l zipfile.zip        # Show listing of a zipfile\n'
             '    zipfile.py -t zipfile.zip        # Test if a zipfile is valid\n'
             '    zipfile.py -e zipfile.zip target # Extract zipfile into target dir\n'
             '    zipfile.py -c zipfile.zip src ... # Create zipfile from sources\n')
    args = sys.argv[1:] if args is None else args
    wanted = {'-l': (2, 2), '-t': (2, 2), '-e': (3, 3), '-c': (3, sys.maxint)}.get(args[0] if args else None)
    if not wanted or not wanted[0] <= len(args) <= wanted[1]:
        print usage
        sys.exit(1)
    if args[0] == '-c':
        with ZipFile(args[1], 'w', ZIP_DEFLATED, allowZip64=True) as archive:
            for path in args[2:]:
                _add_tree(archive, path, os.path.basename(path) or os.path.basename(os.path.dirname(path)))
        return
    with ZipFile(args[1], 'r') as archive:
        if args[0] == '-l':
            archive.printdir()
        elif args[0] == '-t':
            damaged = archive.testzip()
            if damaged:
                print 'The following enclosed file is corrupted: %r' % damaged
            print 'Done testing'
        else:
            archive.extractall(args[2])


def _add_tree(archive, path, name):
    if os.path.isfile(path):
        archive.write(path, name, ZIP_DEFLATED)
    elif os.path.isdir(path):
        if name not in ('', os.curdir, os.pardir):
            archive.write(path, name)
        for each in sorted(os.listdir(path)):
            _add_tree(archive, os.path.join(path, each), os.path.join(name, each))


if __name__ == '__main__':
    main()
