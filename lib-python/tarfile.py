"""Archives of tar: read and written, also compressed by gzip or bzip2.

    with open('x.tar.gz') as tar: tar.extractall()
    with open('x.tar.gz', 'w:gz') as tar: tar.add('folder')
"""

__all__ = ['TarFile', 'TarInfo', 'is_tarfile', 'TarError']

__version__ = '$Revision: 85213 $'
version = '0.9.0'

import __builtin__
import sys
import os
import shutil
import stat
import errno
import time
import struct
import copy
import re
import operator

try:
    import grp
    import pwd
except ImportError:
    grp = pwd = None

NUL = '\0'
BLOCKSIZE = 512
RECORDSIZE = BLOCKSIZE * 20
GNU_MAGIC = 'ustar  \0'
POSIX_MAGIC = 'ustar\x0000'

LENGTH_NAME = 100
LENGTH_LINK = 100
LENGTH_PREFIX = 155

# Kinds of members.
REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, CHRTYPE, BLKTYPE, DIRTYPE, FIFOTYPE, CONTTYPE = '0', '\0', '1', '2', '3', '4', '5', '6', '7'
GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE = 'L', 'K', 'S'
XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE = 'x', 'g', 'X'

USTAR_FORMAT = 0
GNU_FORMAT = 1
PAX_FORMAT = 2
DEFAULT_FORMAT = GNU_FORMAT

SUPPORTED_TYPES = (REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE, FIFOTYPE, CONTTYPE, CHRTYPE, BLKTYPE,
                   GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
REGULAR_TYPES = (REGTYPE, AREGTYPE, CONTTYPE, GNUTYPE_SPARSE)
GNU_TYPES = (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
PAX_FIELDS = ('path', 'linkpath', 'size', 'mtime', 'uid', 'gid', 'uname', 'gname')
PAX_NUMBER_FIELDS = {'atime': float, 'ctime': float, 'mtime': float, 'uid': int, 'gid': int, 'size': int}

S_IFLNK, S_IFREG, S_IFBLK, S_IFDIR, S_IFCHR, S_IFIFO = 0120000, 0100000, 0060000, 0040000, 0020000, 0010000
TSUID, TSGID, TSVTX = 04000, 02000, 01000
TUREAD, TUWRITE, TUEXEC, TGREAD, TGWRITE, TGEXEC, TOREAD, TOWRITE, TOEXEC = [1 << i for i in range(8, -1, -1)]

ENCODING = sys.getfilesystemencoding()
if ENCODING is None:
    ENCODING = sys.getdefaultencoding()


def stn(s, length):
    """A string as a field."""
    return s[:length] + (length - len(s)) * NUL


def nts(s):
    """A field's string: up to a zero byte."""
    p = s.find('\0')
    return s if p == -1 else s[:p]


def nti(s):
    """A field's number: octal, or base 256 if it begins with a byte 0x80."""
    if s[0] != chr(0200):
        try:
            return int(nts(s).strip() or '0', 8)
        except ValueError:
            raise InvalidHeaderError('invalid header')
    n = 0L
    for c in s[1:]:
        n = n << 8 | ord(c)
    return n


def itn(n, digits=8, format=DEFAULT_FORMAT):
    """A number as a field. ValueError if it does not fit."""
    if 0 <= n < 8 ** (digits - 1):
        return '%0*o' % (digits - 1, n) + NUL
    if format != GNU_FORMAT or n >= 256 ** (digits - 1):
        raise ValueError('overflow in number field')
    if n < 0:
        n = struct.unpack('L', struct.pack('l', n))[0]
    s = ''
    for i in xrange(digits - 1):
        s = chr(n & 0377) + s
        n >>= 8
    return chr(0200) + s


def uts(s, encoding, errors):
    """Unicode as a string."""
    if errors == 'utf-8':
        # What the encoding does not have is written in UTF-8.
        try:
            return s.encode(encoding, 'strict')
        except UnicodeEncodeError:
            x = []
            for c in s:
                try:
                    x.append(c.encode(encoding, 'strict'))
                except UnicodeEncodeError:
                    x.append(c.encode('utf8'))
            return ''.join(x)
    return s.encode(encoding, errors)


def calc_chksums(buf):
    """The two checksums of a header: of unsigned and of signed bytes."""
    unsigned = 256 + sum(struct.unpack('148B', buf[:148])) + sum(struct.unpack('356B', buf[156:512]))
    signed = 256 + sum(struct.unpack('148b', buf[:148])) + sum(struct.unpack('356b', buf[156:512]))
    return unsigned, signed


def copyfileobj(src, dst, length=None):
    """Copy so many bytes of a file to another. IOError if there are not so many."""
    if length == 0:
        return
    if length is None:
        shutil.copyfileobj(src, dst)
        return
    while length > 0:
        buf = src.read(min(length, 16 * 1024))
        if not buf:
            raise IOError('end of file reached')
        dst.write(buf)
        length -= len(buf)


def filemode(mode):
    """A mode as ls shows it: -rwxrwxrwx."""
    kinds = {S_IFLNK: 'l', S_IFREG: '-', S_IFBLK: 'b', S_IFDIR: 'd', S_IFCHR: 'c', S_IFIFO: 'p'}
    text = [kinds.get(mode & 0170000, '-')]
    for shift, special, mark in (6, TSUID, 's'), (3, TSGID, 's'), (0, TSVTX, 't'):
        bits = mode >> shift & 7
        execute = 'x' if bits & 1 else '-'
        if mode & special:
            execute = mark if bits & 1 else mark.upper()
        text.append(('r' if bits & 4 else '-') + ('w' if bits & 2 else '-') + execute)
    return ''.join(text)


class TarError(Exception):
    """Base of the errors."""


class ExtractError(TarError):
    pass


class ReadError(TarError):
    pass


class CompressionError(TarError):
    pass


class StreamError(TarError):
    pass


class HeaderError(TarError):
    pass


class EmptyHeaderError(HeaderError):
    pass


class TruncatedHeaderError(HeaderError):
    pass


class EOFHeaderError(HeaderError):
    pass


class InvalidHeaderError(HeaderError):
    pass


class SubsequentHeaderError(HeaderError):
    pass


class _LowLevelFile:
    """A file of the system without a buffer: of devices."""

    def __init__(self, name, mode):
        mode = {'r': os.O_RDONLY, 'w': os.O_WRONLY | os.O_CREAT | os.O_TRUNC}[mode]
        self.fd = os.open(name, mode, 0666)

    def close(self):
        os.close(self.fd)

    def read(self, size):
        return os.read(self.fd, size)

    def write(self, s):
        os.write(self.fd, s)


class _Stream:
    """An archive that is read or written in one go, compressed or not."""

    def __init__(self, name, mode, comptype, fileobj, bufsize):
        self._extfileobj = True
        if fileobj is None:
            fileobj = _LowLevelFile(name, mode)
            self._extfileobj = False
        if comptype == '*':
            # By how it begins.
            fileobj = _StreamProxy(fileobj)
            comptype = fileobj.getcomptype()
        self.name = name or ''
        self.mode = mode
        self.comptype = comptype
        self.fileobj = fileobj
        self.bufsize = bufsize
        self.buf = ''
        self.pos = 0L
        self.closed = False
        try:
            if comptype == 'gz':
                try:
                    import zlib
                except ImportError:
                    raise CompressionError('zlib module is not available')
                self.zlib = zlib
                self.crc = zlib.crc32('') & 0xffffffffL
                if mode == 'r':
                    self._init_read_gz()
                else:
                    self._init_write_gz()
            elif comptype == 'bz2':
                try:
                    import bz2
                except ImportError:
                    raise CompressionError('bz2 module is not available')
                if mode == 'r':
                    self.dbuf = ''
                    self.cmp = bz2.BZ2Decompressor()
                else:
                    self.cmp = bz2.BZ2Compressor()
        except:
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True
            raise

    def __del__(self):
        if hasattr(self, 'closed') and not self.closed:
            self.close()

    def _init_write_gz(self):
        self.cmp = self.zlib.compressobj(9, self.zlib.DEFLATED, -self.zlib.MAX_WBITS, self.zlib.DEF_MEM_LEVEL, 0)
        timestamp = struct.pack('<L', long(time.time()))
        self.__write('\037\213\010\010%s\002\377' % timestamp)
        if type(self.name) is unicode:
            self.name = self.name.encode('iso-8859-1', 'replace')
        if self.name.endswith('.gz'):
            self.name = self.name[:-3]
        self.__write(self.name + NUL)

    def write(self, s):
        if self.comptype == 'gz':
            self.crc = self.zlib.crc32(s, self.crc) & 0xffffffffL
        self.pos += len(s)
        if self.comptype != 'tar':
            s = self.cmp.compress(s)
        self.__write(s)

    def __write(self, s):
        self.buf += s
        while len(self.buf) > self.bufsize:
            self.fileobj.write(self.buf[:self.bufsize])
            self.buf = self.buf[self.bufsize:]

    def close(self):
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode == 'w' and self.comptype != 'tar':
                self.buf += self.cmp.flush()
            if self.mode == 'w' and self.buf:
                self.fileobj.write(self.buf)
                self.buf = ''
                if self.comptype == 'gz':
                    self.fileobj.write(struct.pack('<L', self.crc & 0xffffffffL))
                    self.fileobj.write(struct.pack('<L', self.pos & 0xffffffffL))
        finally:
            if not self._extfileobj:
                self.fileobj.close()

    def _init_read_gz(self):
        self.cmp = self.zlib.decompressobj(-self.zlib.MAX_WBITS)
        self.dbuf = ''
        if self.__read(2) != '\037\213':
            raise ReadError('not a gzip file')
        if self.__read(1) != '\010':
            raise CompressionError('unsupported compression method')
        flag = ord(self.__read(1))
        self.__read(6)
        if flag & 4:
            xlen = ord(self.__read(1)) + 256 * ord(self.__read(1))
            self.read(xlen)
        for part in 8, 16:
            if flag & part:
                while True:
                    s = self.__read(1)
                    if not s or s == NUL:
                        break
        if flag & 2:
            self.__read(2)

    def tell(self):
        return self.pos

    def seek(self, pos=0):
        """Go on to a position; there is no going back. StreamError."""
        if pos - self.pos >= 0:
            blocks, remainder = divmod(pos - self.pos, self.bufsize)
            for i in xrange(blocks):
                self.read(self.bufsize)
            self.read(remainder)
        else:
            raise StreamError('seeking backwards is not allowed')
        return self.pos

    def read(self, size=None):
        if size is None:
            t = []
            while True:
                buf = self._read(self.bufsize)
                if not buf:
                    break
                t.append(buf)
            buf = ''.join(t)
        else:
            buf = self._read(size)
        self.pos += len(buf)
        return buf

    def _read(self, size):
        if self.comptype == 'tar':
            return self.__read(size)
        c = len(self.dbuf)
        t = [self.dbuf]
        while c < size:
            buf = self.__read(self.bufsize)
            if not buf:
                break
            try:
                buf = self.cmp.decompress(buf)
            except IOError:
                raise ReadError('invalid compressed data')
            t.append(buf)
            c += len(buf)
        t = ''.join(t)
        self.dbuf = t[size:]
        return t[:size]

    def __read(self, size):
        c = len(self.buf)
        t = [self.buf]
        while c < size:
            buf = self.fileobj.read(self.bufsize)
            if not buf:
                break
            t.append(buf)
            c += len(buf)
        t = ''.join(t)
        self.buf = t[size:]
        return t[:size]


class _StreamProxy(object):
    """A file whose beginning was looked at."""

    def __init__(self, fileobj):
        self.fileobj = fileobj
        self.buf = self.fileobj.read(BLOCKSIZE)

    def read(self, size):
        self.read = self.fileobj.read
        return self.buf

    def getcomptype(self):
        if self.buf.startswith('\037\213\010'):
            return 'gz'
        if self.buf[0:3] == 'BZh' and self.buf[4:10] == '1AY&SY':
            return 'bz2'
        return 'tar'

    def close(self):
        self.fileobj.close()


class _BZ2Proxy(object):
    """A file open already, compressed by bzip2."""

    blocksize = 16 * 1024

    def __init__(self, fileobj, mode):
        self.fileobj = fileobj
        self.mode = mode
        self.name = getattr(self.fileobj, 'name', None)
        self.init()

    def init(self):
        import bz2
        self.pos = 0
        if self.mode == 'r':
            self.bz2obj = bz2.BZ2Decompressor()
            self.fileobj.seek(0)
            self.buf = ''
        else:
            self.bz2obj = bz2.BZ2Compressor()

    def read(self, size):
        x = len(self.buf)
        while x < size:
            raw = self.fileobj.read(self.blocksize)
            if not raw:
                break
            data = self.bz2obj.decompress(raw)
            self.buf += data
            x += len(data)
        buf = self.buf[:size]
        self.buf = self.buf[size:]
        self.pos += len(buf)
        return buf

    def seek(self, pos):
        if pos < self.pos:
            self.init()
        self.read(pos - self.pos)

    def tell(self):
        return self.pos

    def write(self, data):
        self.pos += len(data)
        self.fileobj.write(self.bz2obj.compress(data))

    def close(self):
        if self.mode == 'w':
            self.fileobj.write(self.bz2obj.flush())


class _FileInFile(object):
    """A part of a file as a file; with a map, of a file with holes: [(position, offset in the archive, size)]."""

    def __init__(self, fileobj, offset, size, sparse=None):
        self.fileobj = fileobj
        self.offset = offset
        self.size = size
        self.sparse = sparse
        self.position = 0

    def tell(self):
        return self.position

    def seek(self, position):
        self.position = position

    def read(self, size=None):
        if size is None:
            size = self.size - self.position
        else:
            size = min(size, self.size - self.position)
        if self.sparse is None:
            return self._data(self.offset + self.position, size)
        data = []
        while size > 0:
            for start, offset, length in self.sparse:
                if start <= self.position < start + length:
                    n = min(size, start + length - self.position)
                    buf = self._data(offset + self.position - start, n)
                    break
            else:
                # A hole, up to where the next data begins.
                ahead = [start for start, offset, length in self.sparse if start > self.position and length]
                n = min([size] + [start - self.position for start in ahead])
                buf = NUL * n
                self.position += n
            data.append(buf)
            size -= n
        return ''.join(data)

    def _data(self, offset, size):
        self.fileobj.seek(offset)
        self.position += size
        buf = self.fileobj.read(size)
        if len(buf) != size:
            raise ReadError('unexpected end of data')
        return buf


class ExFileObject(object):
    """A member's data as a file to read."""

    blocksize = 1024

    def __init__(self, tarfile, tarinfo):
        self.fileobj = _FileInFile(tarfile.fileobj, tarinfo.offset_data, tarinfo.size, getattr(tarinfo, 'sparse', None))
        self.name = tarinfo.name
        self.mode = 'r'
        self.closed = False
        self.size = tarinfo.size
        self.position = 0
        self.buffer = ''

    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def read(self, size=None):
        self._check()
        buf = ''
        if self.buffer:
            if size is None:
                buf = self.buffer
                self.buffer = ''
            else:
                buf = self.buffer[:size]
                self.buffer = self.buffer[size:]
        if size is None:
            buf += self.fileobj.read()
        else:
            buf += self.fileobj.read(size - len(buf))
        self.position += len(buf)
        return buf

    def readline(self, size=-1):
        self._check()
        if '\n' in self.buffer:
            pos = self.buffer.find('\n') + 1
        else:
            buffers = [self.buffer]
            while True:
                buf = self.fileobj.read(self.blocksize)
                buffers.append(buf)
                if not buf or '\n' in buf:
                    self.buffer = ''.join(buffers)
                    pos = self.buffer.find('\n') + 1
                    if pos == 0:
                        pos = len(self.buffer)
                    break
        if size != -1:
            pos = min(size, pos)
        buf = self.buffer[:pos]
        self.buffer = self.buffer[pos:]
        self.position += len(buf)
        return buf

    def readlines(self):
        result = []
        while True:
            line = self.readline()
            if not line:
                break
            result.append(line)
        return result

    def tell(self):
        self._check()
        return self.position

    def seek(self, pos, whence=os.SEEK_SET):
        self._check()
        if whence == os.SEEK_SET:
            self.position = min(max(pos, 0), self.size)
        elif whence == os.SEEK_CUR:
            if pos < 0:
                self.position = max(self.position + pos, 0)
            else:
                self.position = min(self.position + pos, self.size)
        elif whence == os.SEEK_END:
            self.position = max(min(self.size + pos, self.size), 0)
        else:
            raise ValueError('Invalid argument')
        self.buffer = ''
        self.fileobj.seek(self.position)

    def close(self):
        self.closed = True

    def __iter__(self):
        while True:
            line = self.readline()
            if not line:
                break
            yield line


class TarInfo(object):
    """A member: its attributes."""

    def __init__(self, name=''):
        self.name = name
        self.mode = 0644
        self.uid = 0
        self.gid = 0
        self.size = 0
        self.mtime = 0
        self.chksum = 0
        self.type = REGTYPE
        self.linkname = ''
        self.uname = ''
        self.gname = ''
        self.devmajor = 0
        self.devminor = 0
        self.offset = 0         # of the header in the archive
        self.offset_data = 0    # of the data
        self.pax_headers = {}

    # As pax calls them.

    def _getpath(self):
        return self.name

    def _setpath(self, name):
        self.name = name

    path = property(_getpath, _setpath)

    def _getlinkpath(self):
        return self.linkname

    def _setlinkpath(self, linkname):
        self.linkname = linkname

    linkpath = property(_getlinkpath, _setlinkpath)

    def __repr__(self):
        return '<%s %r at %#x>' % (self.__class__.__name__, self.name, id(self))

    def get_info(self, encoding, errors):
        """The attributes as a dictionary of strings and numbers."""
        info = {'name': self.name, 'mode': self.mode & 07777, 'uid': self.uid, 'gid': self.gid, 'size': self.size,
                'mtime': self.mtime, 'chksum': self.chksum, 'type': self.type, 'linkname': self.linkname,
                'uname': self.uname, 'gname': self.gname, 'devmajor': self.devmajor, 'devminor': self.devminor}
        if info['type'] == DIRTYPE and not info['name'].endswith('/'):
            info['name'] += '/'
        for key in ('name', 'linkname', 'uname', 'gname'):
            if type(info[key]) is unicode:
                info[key] = info[key].encode(encoding, errors)
        return info

    def tobuf(self, format=DEFAULT_FORMAT, encoding=ENCODING, errors='strict'):
        """The blocks of the header."""
        info = self.get_info(encoding, errors)
        if format == USTAR_FORMAT:
            return self.create_ustar_header(info)
        if format == GNU_FORMAT:
            return self.create_gnu_header(info)
        if format == PAX_FORMAT:
            return self.create_pax_header(info, encoding, errors)
        raise ValueError('invalid format')

    def create_ustar_header(self, info):
        info['magic'] = POSIX_MAGIC
        if len(info['linkname']) > LENGTH_LINK:
            raise ValueError('linkname is too long')
        if len(info['name']) > LENGTH_NAME:
            info['prefix'], info['name'] = self._posix_split_name(info['name'])
        return self._create_header(info, USTAR_FORMAT)

    def create_gnu_header(self, info):
        info['magic'] = GNU_MAGIC
        buf = ''
        if len(info['linkname']) > LENGTH_LINK:
            buf += self._create_gnu_long_header(info['linkname'], GNUTYPE_LONGLINK)
        if len(info['name']) > LENGTH_NAME:
            buf += self._create_gnu_long_header(info['name'], GNUTYPE_LONGNAME)
        return buf + self._create_header(info, GNU_FORMAT)

    def create_pax_header(self, info, encoding, errors):
        info['magic'] = POSIX_MAGIC
        pax_headers = self.pax_headers.copy()
        # What does not fit the header, or is not ASCII, goes into records.
        for name, hname, length in (('name', 'path', LENGTH_NAME), ('linkname', 'linkpath', LENGTH_LINK),
                                    ('uname', 'uname', 32), ('gname', 'gname', 32)):
            if hname in pax_headers:
                continue
            val = info[name].decode(encoding, errors)
            try:
                val.encode('ascii')
            except UnicodeEncodeError:
                pax_headers[hname] = val
                continue
            if len(info[name]) > length:
                pax_headers[hname] = val
        for name, digits in (('uid', 8), ('gid', 8), ('size', 12), ('mtime', 12)):
            if name in pax_headers:
                info[name] = 0
                continue
            val = info[name]
            if not 0 <= val < 8 ** (digits - 1) or isinstance(val, float):
                pax_headers[name] = unicode(val)
                info[name] = 0
        buf = self._create_pax_generic_header(pax_headers) if pax_headers else ''
        return buf + self._create_header(info, USTAR_FORMAT)

    @classmethod
    def create_pax_global_header(cls, pax_headers):
        return cls._create_pax_generic_header(pax_headers, type=XGLTYPE)

    def _posix_split_name(self, name):
        prefix = name[:LENGTH_PREFIX + 1]
        while prefix and prefix[-1] != '/':
            prefix = prefix[:-1]
        name = name[len(prefix):]
        prefix = prefix[:-1]
        if not prefix or len(name) > LENGTH_NAME:
            raise ValueError('name is too long')
        return prefix, name

    @staticmethod
    def _create_header(info, format):
        parts = [stn(info.get('name', ''), 100), itn(info.get('mode', 0) & 07777, 8, format),
                 itn(info.get('uid', 0), 8, format), itn(info.get('gid', 0), 8, format),
                 itn(info.get('size', 0), 12, format), itn(info.get('mtime', 0), 12, format), '        ',
                 info.get('type', REGTYPE), stn(info.get('linkname', ''), 100), stn(info.get('magic', POSIX_MAGIC), 8),
                 stn(info.get('uname', ''), 32), stn(info.get('gname', ''), 32),
                 itn(info.get('devmajor', 0), 8, format), itn(info.get('devminor', 0), 8, format),
                 stn(info.get('prefix', ''), 155)]
        buf = struct.pack('%ds' % BLOCKSIZE, ''.join(parts))
        chksum = calc_chksums(buf[-BLOCKSIZE:])[0]
        return buf[:-364] + '%06o\0' % chksum + buf[-357:]

    @staticmethod
    def _create_payload(payload):
        remainder = len(payload) % BLOCKSIZE
        if remainder > 0:
            payload += (BLOCKSIZE - remainder) * NUL
        return payload

    @classmethod
    def _create_gnu_long_header(cls, name, type):
        name += NUL
        info = {'name': '././@LongLink', 'type': type, 'size': len(name), 'magic': GNU_MAGIC}
        return cls._create_header(info, USTAR_FORMAT) + cls._create_payload(name)

    @classmethod
    def _create_pax_generic_header(cls, pax_headers, type=XHDTYPE):
        records = []
        for keyword, value in pax_headers.iteritems():
            keyword = keyword.encode('utf8')
            value = value.encode('utf8')
            # The length counts its own digits.
            l = len(keyword) + len(value) + 3
            n = p = 0
            while True:
                n = l + len(str(p))
                if n == p:
                    break
                p = n
            records.append('%d %s=%s\n' % (p, keyword, value))
        records = ''.join(records)
        info = {'name': '././@PaxHeader', 'type': type, 'size': len(records), 'magic': POSIX_MAGIC}
        return cls._create_header(info, USTAR_FORMAT) + cls._create_payload(records)

    @classmethod
    def frombuf(cls, buf):
        """The member of a header's block. HeaderError."""
        if len(buf) == 0:
            raise EmptyHeaderError('empty header')
        if len(buf) != BLOCKSIZE:
            raise TruncatedHeaderError('truncated header')
        if buf.count(NUL) == BLOCKSIZE:
            raise EOFHeaderError('end of file header')
        chksum = nti(buf[148:156])
        if chksum not in calc_chksums(buf):
            raise InvalidHeaderError('bad checksum')
        obj = cls()
        obj.buf = buf
        obj.name = nts(buf[0:100])
        obj.mode = nti(buf[100:108])
        obj.uid = nti(buf[108:116])
        obj.gid = nti(buf[116:124])
        obj.size = nti(buf[124:136])
        obj.mtime = nti(buf[136:148])
        obj.chksum = chksum
        obj.type = buf[156:157]
        obj.linkname = nts(buf[157:257])
        obj.uname = nts(buf[265:297])
        obj.gname = nts(buf[297:329])
        obj.devmajor = nti(buf[329:337])
        obj.devminor = nti(buf[337:345])
        prefix = nts(buf[345:500])
        # Before there was a type for folders.
        if obj.type == AREGTYPE and obj.name.endswith('/'):
            obj.type = DIRTYPE
        if obj.isdir():
            obj.name = obj.name.rstrip('/')
        if prefix and obj.type not in GNU_TYPES:
            obj.name = prefix + '/' + obj.name
        return obj

    @classmethod
    def fromtarfile(cls, tarfile):
        """The next member of an archive."""
        buf = tarfile.fileobj.read(BLOCKSIZE)
        obj = cls.frombuf(buf)
        obj.offset = tarfile.fileobj.tell() - BLOCKSIZE
        return obj._proc_member(tarfile)

    def _proc_member(self, tarfile):
        if self.type in (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK):
            return self._proc_gnulong(tarfile)
        if self.type == GNUTYPE_SPARSE:
            return self._proc_sparse(tarfile)
        if self.type in (XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE):
            return self._proc_pax(tarfile)
        return self._proc_builtin(tarfile)

    def _proc_builtin(self, tarfile):
        self.offset_data = tarfile.fileobj.tell()
        offset = self.offset_data
        if self.isreg() or self.type not in SUPPORTED_TYPES:
            offset += self._block(self.size)
        tarfile.offset = offset
        # What global records say.
        self._apply_pax_info(tarfile.pax_headers, tarfile.encoding, tarfile.errors)
        return self

    def _proc_gnulong(self, tarfile):
        """The name or link of the member that follows."""
        buf = tarfile.fileobj.read(self._block(self.size))
        try:
            next = self.fromtarfile(tarfile)
        except HeaderError:
            raise SubsequentHeaderError('missing or bad subsequent header')
        next.offset = self.offset
        if self.type == GNUTYPE_LONGNAME:
            next.name = nts(buf)
        elif self.type == GNUTYPE_LONGLINK:
            next.linkname = nts(buf)
        return next

    def _proc_sparse(self, tarfile):
        """A file with holes: the map of its data is in the header, and blocks after it."""
        buf = self.buf
        entries = [(buf[386 + 24 * i:398 + 24 * i], buf[398 + 24 * i:410 + 24 * i]) for i in range(4)]
        isextended = ord(buf[482])
        origsize = nti(buf[483:495])
        while isextended == 1:
            buf = tarfile.fileobj.read(BLOCKSIZE)
            entries.extend([(buf[24 * i:24 * i + 12], buf[24 * i + 12:24 * i + 24]) for i in range(21)])
            isextended = ord(buf[504])
        self.offset_data = tarfile.fileobj.tell()
        sparse = []
        realpos = self.offset_data
        for start, length in entries:
            try:
                start, length = nti(start), nti(length)
            except (ValueError, HeaderError):
                break
            if length:
                sparse.append((start, realpos, length))
                realpos += length
        self.sparse = sparse
        tarfile.offset = self.offset_data + self._block(self.size)
        self.size = origsize
        return self

    def _proc_pax(self, tarfile):
        """Records for the member that follows, or for all."""
        buf = tarfile.fileobj.read(self._block(self.size))
        if self.type == XGLTYPE:
            pax_headers = tarfile.pax_headers
        else:
            pax_headers = tarfile.pax_headers.copy()
        regex = re.compile(r'(\d+) ([^=]+)=', re.U)
        pos = 0
        while True:
            match = regex.match(buf, pos)
            if not match:
                break
            length, keyword = match.groups()
            length = int(length)
            if length == 0:
                raise InvalidHeaderError('invalid header')
            value = buf[match.end(2) + 1:match.start(1) + length - 1]
            keyword = keyword.decode('utf8')
            value = value.decode('utf8')
            pax_headers[keyword] = value
            pos += length
        try:
            next = self.fromtarfile(tarfile)
        except HeaderError:
            raise SubsequentHeaderError('missing or bad subsequent header')
        if self.type in (XHDTYPE, SOLARIS_XHDTYPE):
            next._apply_pax_info(pax_headers, tarfile.encoding, tarfile.errors)
            next.offset = self.offset
            if 'size' in pax_headers:
                # The header's size was wrong.
                offset = next.offset_data
                if next.isreg() or next.type not in SUPPORTED_TYPES:
                    offset += next._block(next.size)
                tarfile.offset = offset
        return next

    def _apply_pax_info(self, pax_headers, encoding, errors):
        for keyword, value in pax_headers.iteritems():
            if keyword not in PAX_FIELDS:
                continue
            if keyword == 'path':
                value = value.rstrip('/')
            if keyword in PAX_NUMBER_FIELDS:
                try:
                    value = PAX_NUMBER_FIELDS[keyword](value)
                except ValueError:
                    value = 0
            else:
                value = uts(value, encoding, errors)
            setattr(self, keyword, value)
        self.pax_headers = pax_headers.copy()

    def _block(self, count):
        blocks, remainder = divmod(count, BLOCKSIZE)
        if remainder:
            blocks += 1
        return blocks * BLOCKSIZE

    def isreg(self):
        return self.type in REGULAR_TYPES

    def isfile(self):
        return self.isreg()

    def isdir(self):
        return self.type == DIRTYPE

    def issym(self):
        return self.type == SYMTYPE

    def islnk(self):
        return self.type == LNKTYPE

    def ischr(self):
        return self.type == CHRTYPE

    def isblk(self):
        return self.type == BLKTYPE

    def isfifo(self):
        return self.type == FIFOTYPE

    def issparse(self):
        return self.type == GNUTYPE_SPARSE

    def isdev(self):
        return self.type in (CHRTYPE, BLKTYPE, FIFOTYPE)


class TarFile(object):
    """An archive. The class attributes are what its keyword arguments are by default."""

    debug = 0               # 0 to 3: more and more is told
    dereference = False     # files instead of links to them
    ignore_zeros = False    # go on after blocks that are empty or wrong
    errorlevel = 1          # 1: fatal errors are raised; 2: all
    format = DEFAULT_FORMAT
    encoding = ENCODING
    errors = None
    tarinfo = TarInfo
    fileobject = ExFileObject

    def __init__(self, name=None, mode='r', fileobj=None, format=None, tarinfo=None, dereference=None,
                 ignore_zeros=None, encoding=None, errors=None, pax_headers=None, debug=None, errorlevel=None):
        modes = {'r': 'rb', 'a': 'r+b', 'w': 'wb'}
        if mode not in modes:
            raise ValueError("mode must be 'r', 'a' or 'w'")
        self.mode = mode
        self._mode = modes[mode]
        if not fileobj:
            if self.mode == 'a' and not os.path.exists(name):
                # A new one.
                self.mode = 'w'
                self._mode = 'wb'
            fileobj = bltn_open(name, self._mode)
            self._extfileobj = False
        else:
            if name is None and hasattr(fileobj, 'name'):
                name = fileobj.name
            if hasattr(fileobj, 'mode'):
                self._mode = fileobj.mode
            self._extfileobj = True
        self.name = os.path.abspath(name) if name else None
        self.fileobj = fileobj
        if format is not None:
            self.format = format
        if tarinfo is not None:
            self.tarinfo = tarinfo
        if dereference is not None:
            self.dereference = dereference
        if ignore_zeros is not None:
            self.ignore_zeros = ignore_zeros
        if encoding is not None:
            self.encoding = encoding
        if errors is not None:
            self.errors = errors
        elif mode == 'r':
            self.errors = 'utf-8'
        else:
            self.errors = 'strict'
        if pax_headers is not None and self.format == PAX_FORMAT:
            self.pax_headers = pax_headers
        else:
            self.pax_headers = {}
        if debug is not None:
            self.debug = debug
        if errorlevel is not None:
            self.errorlevel = errorlevel
        self.closed = False
        self.members = []
        self._loaded = False
        self.offset = self.fileobj.tell()
        self.inodes = {}        # of files added: for links between them
        try:
            if self.mode == 'r':
                self.firstmember = None
                self.firstmember = self.next()
            if self.mode == 'a':
                # To the end.
                while True:
                    self.fileobj.seek(self.offset)
                    try:
                        tarinfo = self.tarinfo.fromtarfile(self)
                        self.members.append(tarinfo)
                    except EOFHeaderError:
                        self.fileobj.seek(self.offset)
                        break
                    except HeaderError, e:
                        raise ReadError(str(e))
            if self.mode in 'aw':
                self._loaded = True
                if self.pax_headers:
                    buf = self.tarinfo.create_pax_global_header(self.pax_headers.copy())
                    self.fileobj.write(buf)
                    self.offset += len(buf)
        except:
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True
            raise

    def _getposix(self):
        return self.format == USTAR_FORMAT

    def _setposix(self, value):
        import warnings
        warnings.warn('use the format attribute instead', DeprecationWarning, 2)
        self.format = USTAR_FORMAT if value else GNU_FORMAT

    posix = property(_getposix, _setposix)

    @classmethod
    def open(cls, name=None, mode='r', fileobj=None, bufsize=RECORDSIZE, **kwargs):
        """An archive: mode 'r' or 'r:*' (of any kind), 'r:', 'r:gz', 'r:bz2', 'a', 'w', 'w:gz', 'w:bz2'; with '|'
        instead of ':' in one go."""
        if not name and not fileobj:
            raise ValueError('nothing to open')
        if mode in ('r', 'r:*'):
            def not_compressed(comptype):
                return cls.OPEN_METH[comptype] == 'taropen'
            for comptype in sorted(cls.OPEN_METH, key=not_compressed):
                func = getattr(cls, cls.OPEN_METH[comptype])
                if fileobj is not None:
                    saved_pos = fileobj.tell()
                try:
                    return func(name, 'r', fileobj, **kwargs)
                except (ReadError, CompressionError):
                    if fileobj is not None:
                        fileobj.seek(saved_pos)
                    continue
            raise ReadError('file could not be opened successfully')
        if ':' in mode:
            filemode, comptype = mode.split(':', 1)
            filemode = filemode or 'r'
            comptype = comptype or 'tar'
            if comptype not in cls.OPEN_METH:
                raise CompressionError('unknown compression type %r' % comptype)
            func = getattr(cls, cls.OPEN_METH[comptype])
            return func(name, filemode, fileobj, **kwargs)
        if '|' in mode:
            filemode, comptype = mode.split('|', 1)
            filemode = filemode or 'r'
            comptype = comptype or 'tar'
            if filemode not in ('r', 'w'):
                raise ValueError("mode must be 'r' or 'w'")
            stream = _Stream(name, filemode, comptype, fileobj, bufsize)
            try:
                t = cls(name, filemode, stream, **kwargs)
            except:
                stream.close()
                raise
            t._extfileobj = False
            return t
        if mode in ('a', 'w'):
            return cls.taropen(name, mode, fileobj, **kwargs)
        raise ValueError('undiscernible mode')

    @classmethod
    def taropen(cls, name, mode='r', fileobj=None, **kwargs):
        if mode not in ('r', 'a', 'w'):
            raise ValueError("mode must be 'r', 'a' or 'w'")
        return cls(name, mode, fileobj, **kwargs)

    @classmethod
    def gzopen(cls, name, mode='r', fileobj=None, compresslevel=9, **kwargs):
        if mode not in ('r', 'w'):
            raise ValueError("mode must be 'r' or 'w'")
        try:
            import gzip
            gzip.GzipFile
        except (ImportError, AttributeError):
            raise CompressionError('gzip module is not available')
        try:
            fileobj = gzip.GzipFile(name, mode, compresslevel, fileobj)
        except IOError:
            if fileobj is not None and mode == 'r':
                raise ReadError('not a gzip file')
            raise
        try:
            t = cls.taropen(name, mode, fileobj, **kwargs)
        except IOError:
            fileobj.close()
            if mode == 'r':
                raise ReadError('not a gzip file')
            raise
        except:
            fileobj.close()
            raise
        t._extfileobj = False
        return t

    @classmethod
    def bz2open(cls, name, mode='r', fileobj=None, compresslevel=9, **kwargs):
        if mode not in ('r', 'w'):
            raise ValueError("mode must be 'r' or 'w'.")
        try:
            import bz2
        except ImportError:
            raise CompressionError('bz2 module is not available')
        if fileobj is not None:
            fileobj = _BZ2Proxy(fileobj, mode)
        else:
            fileobj = bz2.BZ2File(name, mode, compresslevel=compresslevel)
        try:
            t = cls.taropen(name, mode, fileobj, **kwargs)
        except (IOError, EOFError):
            fileobj.close()
            if mode == 'r':
                raise ReadError('not a bzip2 file')
            raise
        except:
            fileobj.close()
            raise
        t._extfileobj = False
        return t

    OPEN_METH = {'tar': 'taropen', 'gz': 'gzopen', 'bz2': 'bz2open'}

    def close(self):
        """Write the end, close the file."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode in 'aw':
                self.fileobj.write(NUL * (BLOCKSIZE * 2))
                self.offset += BLOCKSIZE * 2
                # Up to a whole record.
                remainder = self.offset % RECORDSIZE
                if remainder > 0:
                    self.fileobj.write(NUL * (RECORDSIZE - remainder))
        finally:
            if not self._extfileobj:
                self.fileobj.close()

    def getmember(self, name):
        """The member of a name, the last one. KeyError."""
        tarinfo = self._getmember(name)
        if tarinfo is None:
            raise KeyError('filename %r not found' % name)
        return tarinfo

    def getmembers(self):
        self._check()
        if not self._loaded:
            self._load()
        return self.members

    def getnames(self):
        return [tarinfo.name for tarinfo in self.getmembers()]

    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        """The member that a file would be. None for what cannot be one."""
        self._check('aw')
        if fileobj is not None:
            name = fileobj.name
        if arcname is None:
            arcname = name
        drv, arcname = os.path.splitdrive(arcname)
        arcname = arcname.replace(os.sep, '/').lstrip('/')
        tarinfo = self.tarinfo()
        tarinfo.tarfile = self
        if fileobj is None:
            if hasattr(os, 'lstat') and not self.dereference:
                statres = os.lstat(name)
            else:
                statres = os.stat(name)
        else:
            statres = os.fstat(fileobj.fileno())
        linkname = ''
        stmd = statres.st_mode
        if stat.S_ISREG(stmd):
            inode = statres.st_ino, statres.st_dev
            if not self.dereference and statres.st_nlink > 1 and inode in self.inodes \
                    and arcname != self.inodes[inode]:
                # It is in the archive by another name.
                type = LNKTYPE
                linkname = self.inodes[inode]
            else:
                type = REGTYPE
                if inode[0]:
                    self.inodes[inode] = arcname
        elif stat.S_ISDIR(stmd):
            type = DIRTYPE
        elif stat.S_ISFIFO(stmd):
            type = FIFOTYPE
        elif stat.S_ISLNK(stmd):
            type = SYMTYPE
            linkname = os.readlink(name)
        elif stat.S_ISCHR(stmd):
            type = CHRTYPE
        elif stat.S_ISBLK(stmd):
            type = BLKTYPE
        else:
            return None
        tarinfo.name = arcname
        tarinfo.mode = stmd
        tarinfo.uid = statres.st_uid
        tarinfo.gid = statres.st_gid
        tarinfo.size = statres.st_size if type == REGTYPE else 0L
        tarinfo.mtime = statres.st_mtime
        tarinfo.type = type
        tarinfo.linkname = linkname
        if pwd:
            try:
                tarinfo.uname = pwd.getpwuid(tarinfo.uid)[0]
            except KeyError:
                pass
        if grp:
            try:
                tarinfo.gname = grp.getgrgid(tarinfo.gid)[0]
            except KeyError:
                pass
        if type in (CHRTYPE, BLKTYPE) and hasattr(os, 'major'):
            tarinfo.devmajor = os.major(statres.st_rdev)
            tarinfo.devminor = os.minor(statres.st_rdev)
        return tarinfo

    def list(self, verbose=True):
        """Print the members."""
        self._check()
        for tarinfo in self:
            if verbose:
                print filemode(tarinfo.mode),
                print '%s/%s' % (tarinfo.uname or tarinfo.uid, tarinfo.gname or tarinfo.gid),
                if tarinfo.ischr() or tarinfo.isblk():
                    print '%10s' % ('%d,%d' % (tarinfo.devmajor, tarinfo.devminor)),
                else:
                    print '%10d' % tarinfo.size,
                print '%d-%02d-%02d %02d:%02d:%02d' % time.localtime(tarinfo.mtime)[:6],
            print tarinfo.name + ('/' if tarinfo.isdir() else ''),
            if verbose:
                if tarinfo.issym():
                    print '->', tarinfo.linkname,
                if tarinfo.islnk():
                    print 'link to', tarinfo.linkname,
            print

    def add(self, name, arcname=None, recursive=True, exclude=None, filter=None):
        """Add a file, or a folder with all in it; filter(member) gives another member or None."""
        self._check('aw')
        if arcname is None:
            arcname = name
        if exclude is not None:
            import warnings
            warnings.warn('use the filter argument instead', DeprecationWarning, 2)
            if exclude(name):
                self._dbg(2, 'tarfile: Excluded %r' % name)
                return
        if self.name is not None and os.path.abspath(name) == self.name:
            # Not itself.
            self._dbg(2, 'tarfile: Skipped %r' % name)
            return
        self._dbg(1, name)
        tarinfo = self.gettarinfo(name, arcname)
        if tarinfo is None:
            self._dbg(1, 'tarfile: Unsupported type %r' % name)
            return
        if filter is not None:
            tarinfo = filter(tarinfo)
            if tarinfo is None:
                self._dbg(2, 'tarfile: Excluded %r' % name)
                return
        if tarinfo.isreg():
            with bltn_open(name, 'rb') as f:
                self.addfile(tarinfo, f)
        elif tarinfo.isdir():
            self.addfile(tarinfo)
            if recursive:
                for f in os.listdir(name):
                    self.add(os.path.join(name, f), os.path.join(arcname, f), recursive, exclude, filter)
        else:
            self.addfile(tarinfo)

    def addfile(self, tarinfo, fileobj=None):
        """Add a member, with the data of a file."""
        self._check('aw')
        tarinfo = copy.copy(tarinfo)
        buf = tarinfo.tobuf(self.format, self.encoding, self.errors)
        self.fileobj.write(buf)
        self.offset += len(buf)
        if fileobj is not None:
            copyfileobj(fileobj, self.fileobj, tarinfo.size)
            blocks, remainder = divmod(tarinfo.size, BLOCKSIZE)
            if remainder > 0:
                self.fileobj.write(NUL * (BLOCKSIZE - remainder))
                blocks += 1
            self.offset += blocks * BLOCKSIZE
        self.members.append(tarinfo)

    def extractall(self, path='.', members=None):
        """Extract all members, or those given."""
        directories = []
        if members is None:
            members = self
        for tarinfo in members:
            if tarinfo.isdir():
                # Their modes come last: they may forbid what is in them.
                directories.append(tarinfo)
                tarinfo = copy.copy(tarinfo)
                tarinfo.mode = 0700
            self.extract(tarinfo, path)
        directories.sort(key=operator.attrgetter('name'))
        directories.reverse()
        for tarinfo in directories:
            dirpath = os.path.join(path, tarinfo.name)
            try:
                self.chown(tarinfo, dirpath)
                self.utime(tarinfo, dirpath)
                self.chmod(tarinfo, dirpath)
            except ExtractError, e:
                if self.errorlevel > 1:
                    raise
                self._dbg(1, 'tarfile: %s' % e)

    def extract(self, member, path=''):
        """Extract a member, by name or TarInfo."""
        self._check('r')
        tarinfo = self.getmember(member) if isinstance(member, basestring) else member
        if tarinfo.islnk():
            tarinfo._link_target = os.path.join(path, tarinfo.linkname)
        try:
            self._extract_member(tarinfo, os.path.join(path, tarinfo.name))
        except EnvironmentError, e:
            if self.errorlevel > 0:
                raise
            if e.filename is None:
                self._dbg(1, 'tarfile: %s' % e.strerror)
            else:
                self._dbg(1, 'tarfile: %s %r' % (e.strerror, e.filename))
        except ExtractError, e:
            if self.errorlevel > 1:
                raise
            self._dbg(1, 'tarfile: %s' % e)

    def extractfile(self, member):
        """A member's data as a file; of a link, that of what it leads to; None for what has no data."""
        self._check('r')
        tarinfo = self.getmember(member) if isinstance(member, basestring) else member
        if tarinfo.isreg() or tarinfo.type not in SUPPORTED_TYPES:
            return self.fileobject(self, tarinfo)
        if tarinfo.islnk() or tarinfo.issym():
            if isinstance(self.fileobj, _Stream):
                # There is no going back.
                raise StreamError('cannot extract (sym)link as file object')
            return self.extractfile(self._find_link_target(tarinfo))
        return None

    def _extract_member(self, tarinfo, targetpath):
        targetpath = targetpath.rstrip('/').replace('/', os.sep)
        upperdirs = os.path.dirname(targetpath)
        if upperdirs and not os.path.exists(upperdirs):
            os.makedirs(upperdirs)
        if tarinfo.islnk() or tarinfo.issym():
            self._dbg(1, '%s -> %s' % (tarinfo.name, tarinfo.linkname))
        else:
            self._dbg(1, tarinfo.name)
        if tarinfo.isreg():
            self.makefile(tarinfo, targetpath)
        elif tarinfo.isdir():
            self.makedir(tarinfo, targetpath)
        elif tarinfo.isfifo():
            self.makefifo(tarinfo, targetpath)
        elif tarinfo.ischr() or tarinfo.isblk():
            self.makedev(tarinfo, targetpath)
        elif tarinfo.islnk() or tarinfo.issym():
            self.makelink(tarinfo, targetpath)
        elif tarinfo.type not in SUPPORTED_TYPES:
            self.makeunknown(tarinfo, targetpath)
        else:
            self.makefile(tarinfo, targetpath)
        self.chown(tarinfo, targetpath)
        if not tarinfo.issym():
            self.chmod(tarinfo, targetpath)
            self.utime(tarinfo, targetpath)

    def makedir(self, tarinfo, targetpath):
        try:
            os.mkdir(targetpath, 0700)
        except EnvironmentError, e:
            if e.errno != errno.EEXIST:
                raise

    def makefile(self, tarinfo, targetpath):
        source = self.extractfile(tarinfo)
        try:
            with bltn_open(targetpath, 'wb') as target:
                copyfileobj(source, target)
        finally:
            source.close()

    def makeunknown(self, tarinfo, targetpath):
        self.makefile(tarinfo, targetpath)
        self._dbg(1, 'tarfile: Unknown file type %r, extracted as regular file.' % tarinfo.type)

    def makefifo(self, tarinfo, targetpath):
        if hasattr(os, 'mkfifo'):
            os.mkfifo(targetpath)
        else:
            raise ExtractError('fifo not supported by system')

    def makedev(self, tarinfo, targetpath):
        if not hasattr(os, 'mknod') or not hasattr(os, 'makedev'):
            raise ExtractError('special devices not supported by system')
        mode = tarinfo.mode | (stat.S_IFBLK if tarinfo.isblk() else stat.S_IFCHR)
        os.mknod(targetpath, mode, os.makedev(tarinfo.devmajor, tarinfo.devminor))

    def makelink(self, tarinfo, targetpath):
        if hasattr(os, 'symlink') and hasattr(os, 'link'):
            if tarinfo.issym():
                if os.path.lexists(targetpath):
                    os.unlink(targetpath)
                os.symlink(tarinfo.linkname, targetpath)
            elif os.path.exists(tarinfo._link_target):
                if os.path.lexists(targetpath):
                    os.unlink(targetpath)
                os.link(tarinfo._link_target, targetpath)
            else:
                self._extract_member(self._find_link_target(tarinfo), targetpath)
        else:
            try:
                self._extract_member(self._find_link_target(tarinfo), targetpath)
            except KeyError:
                raise ExtractError('unable to resolve link inside archive')

    def chown(self, tarinfo, targetpath):
        """As the superuser, give a file to its owner."""
        if pwd and hasattr(os, 'geteuid') and os.geteuid() == 0:
            try:
                g = grp.getgrnam(tarinfo.gname)[2]
            except KeyError:
                g = tarinfo.gid
            try:
                u = pwd.getpwnam(tarinfo.uname)[2]
            except KeyError:
                u = tarinfo.uid
            try:
                if tarinfo.issym() and hasattr(os, 'lchown'):
                    os.lchown(targetpath, u, g)
                elif sys.platform != 'os2emx':
                    os.chown(targetpath, u, g)
            except EnvironmentError:
                raise ExtractError('could not change owner')

    def chmod(self, tarinfo, targetpath):
        if hasattr(os, 'chmod'):
            try:
                os.chmod(targetpath, tarinfo.mode)
            except EnvironmentError:
                raise ExtractError('could not change mode')

    def utime(self, tarinfo, targetpath):
        if not hasattr(os, 'utime'):
            return
        try:
            os.utime(targetpath, (tarinfo.mtime, tarinfo.mtime))
        except EnvironmentError:
            raise ExtractError('could not change modification time')

    def next(self):
        """The next member, or None."""
        self._check('ra')
        if self.firstmember is not None:
            m = self.firstmember
            self.firstmember = None
            return m
        # After the last one.
        if self.offset != self.fileobj.tell():
            self.fileobj.seek(self.offset - 1)
            if not self.fileobj.read(1):
                raise ReadError('unexpected end of data')
        tarinfo = None
        while True:
            try:
                tarinfo = self.tarinfo.fromtarfile(self)
            except EOFHeaderError, e:
                if self.ignore_zeros:
                    self._dbg(2, '0x%X: %s' % (self.offset, e))
                    self.offset += BLOCKSIZE
                    continue
            except InvalidHeaderError, e:
                if self.ignore_zeros:
                    self._dbg(2, '0x%X: %s' % (self.offset, e))
                    self.offset += BLOCKSIZE
                    continue
                if self.offset == 0:
                    raise ReadError(str(e))
            except EmptyHeaderError:
                if self.offset == 0:
                    raise ReadError('empty file')
            except TruncatedHeaderError, e:
                if self.offset == 0:
                    raise ReadError(str(e))
            except SubsequentHeaderError, e:
                raise ReadError(str(e))
            break
        if tarinfo is not None:
            self.members.append(tarinfo)
        else:
            self._loaded = True
        return tarinfo

    def _getmember(self, name, tarinfo=None, normalize=False):
        """The last member of a name, before another one if that is given."""
        members = self.getmembers()
        if tarinfo is not None:
            members = members[:members.index(tarinfo)]
        if normalize:
            name = os.path.normpath(name)
        for member in reversed(members):
            member_name = os.path.normpath(member.name) if normalize else member.name
            if name == member_name:
                return member

    def _load(self):
        while True:
            if self.next() is None:
                break
        self._loaded = True

    def _check(self, mode=None):
        if self.closed:
            raise IOError('%s is closed' % self.__class__.__name__)
        if mode is not None and self.mode not in mode:
            raise IOError('bad operation for mode %r' % self.mode)

    def _find_link_target(self, tarinfo):
        """The member that a link leads to. KeyError."""
        if tarinfo.issym():
            linkname = '/'.join(filter(None, (os.path.dirname(tarinfo.name), tarinfo.linkname)))
            limit = None
        else:
            # A hard link leads to what came before.
            linkname = tarinfo.linkname
            limit = tarinfo
        member = self._getmember(linkname, tarinfo=limit, normalize=True)
        if member is None:
            raise KeyError('linkname %r not found' % linkname)
        return member

    def __iter__(self):
        if self._loaded:
            return iter(self.members)
        return TarIter(self)

    def _dbg(self, level, msg):
        if level <= self.debug:
            print >>sys.stderr, msg

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, value, traceback):
        if type is None:
            self.close()
        else:
            # Not as if it were whole.
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True


class TarIter:
    """The members of an archive, one by one."""

    def __init__(self, tarfile):
        self.tarfile = tarfile
        self.index = 0

    def __iter__(self):
        return self

    def next(self):
        if self.index == 0 and self.tarfile.firstmember is not None:
            tarinfo = self.tarfile.next()
        elif self.index < len(self.tarfile.members):
            tarinfo = self.tarfile.members[self.index]
        elif not self.tarfile._loaded:
            tarinfo = self.tarfile.next()
            if not tarinfo:
                self.tarfile._loaded = True
                raise StopIteration
        else:
            raise StopIteration
        self.index += 1
        return tarinfo


TAR_PLAIN = 0
TAR_GZIPPED = 8


class TarFileCompat:
    """An archive with the interface of zipfile."""

    def __init__(self, file, mode='r', compression=TAR_PLAIN):
        from warnings import warnpy3k
        warnpy3k('the TarFileCompat class has been removed in Python 3.0', stacklevel=2)
        if compression == TAR_PLAIN:
            self.tarfile = TarFile.taropen(file, mode)
        elif compression == TAR_GZIPPED:
            self.tarfile = TarFile.gzopen(file, mode)
        else:
            raise ValueError('unknown compression constant')
        if mode[0:1] == 'r':
            for m in self.tarfile.getmembers():
                m.filename = m.name
                m.file_size = m.size
                m.date_time = time.gmtime(m.mtime)[:6]

    def namelist(self):
        return map(lambda m: m.name, self.infolist())

    def infolist(self):
        return filter(lambda m: m.type in REGULAR_TYPES, self.tarfile.getmembers())

    def printdir(self):
        self.tarfile.list()

    def testzip(self):
        return

    def getinfo(self, name):
        return self.tarfile.getmember(name)

    def read(self, name):
        return self.tarfile.extractfile(self.tarfile.getmember(name)).read()

    def write(self, filename, arcname=None, compress_type=None):
        self.tarfile.add(filename, arcname)

    def writestr(self, zinfo, bytes):
        try:
            from cStringIO import StringIO
        except ImportError:
            from StringIO import StringIO
        import calendar
        tinfo = TarInfo(zinfo.filename)
        tinfo.size = len(bytes)
        tinfo.mtime = calendar.timegm(zinfo.date_time)
        self.tarfile.addfile(tinfo, StringIO(bytes))

    def close(self):
        self.tarfile.close()


def is_tarfile(name):
    """Whether a file is an archive that can be read."""
    try:
        t = open(name)
        t.close()
        return True
    except TarError:
        return False


bltn_open = open
open = TarFile.open
