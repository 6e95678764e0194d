"""Archives in tar's formats (ustar, GNU, pax): reading and writing, plain or compressed, as files or as streams."""

import copy
import os
import stat
import sys
import time
from _tarfile_fields import *
from _tarfile_streams import BZ2Stream, ExFileObject, StreamReader, StreamWriter
from _tarfile_member import TarInfo
from _tarfile_extract import Extraction, copyfileobj, grp, pwd

__all__ = ['TarFile', 'TarInfo', 'is_tarfile', 'TarError']

version = '0.9.0'

bltn_open = open                      # open() becomes TarFile.open

_TYPES = {stat.S_IFREG: REGTYPE, stat.S_IFDIR: DIRTYPE, stat.S_IFIFO: FIFOTYPE, stat.S_IFLNK: SYMTYPE,
          stat.S_IFCHR: CHRTYPE, stat.S_IFBLK: BLKTYPE}

_FILE_MODES = {'r': 'rb', 'a': 'r+b', 'w': 'wb'}


def _compressed_class(module, name, mode, stop):
    if mode not in ('r', 'w'):
        raise ValueError("mode must be 'r' or 'w'" + stop)
    try:
        return getattr(__import__(module), name)
    except (ImportError, AttributeError):
        raise CompressionError(module + ' module is not available')


class TarFile(Extraction):
    """An archive. Most attributes of the class can be given to __init__() and open() under their names."""

    debug = 0                         # up to 3, what is told on stderr
    dereference = False               # whether links are followed when files are added
    ignore_zeros = False              # whether blocks of zeros and bad headers are passed over
    format = DEFAULT_FORMAT
    encoding = ENCODING
    errors = None
    tarinfo = TarInfo                 # the class of members

    def __init__(self, name=None, mode='r', fileobj=None, format=None, tarinfo=None, dereference=None,
                 ignore_zeros=None, encoding=None, errors=None, pax_headers=None, debug=None, errorlevel=None):
        if mode not in ('r', 'a', 'w'):
            raise ValueError("mode must be 'r', 'a' or 'w'")
        self.mode = mode
        self._mode = _FILE_MODES[mode]
        self._extfileobj = bool(fileobj)
        if fileobj:
            if name is None and isinstance(getattr(fileobj, 'name', None), basestring):
                name = fileobj.name
            self._mode = getattr(fileobj, 'mode', self._mode)
        else:
            if mode == 'a' and not os.path.exists(name):
                self.mode, self._mode = 'w', 'wb'
            fileobj = bltn_open(name, self._mode)
        self.name = os.path.abspath(name) if name else None
        self.fileobj = fileobj
        options = dict(format=format, tarinfo=tarinfo, dereference=dereference, ignore_zeros=ignore_zeros,
                       encoding=encoding, debug=debug, errorlevel=errorlevel)
        for option, value in options.iteritems():
            if value is not None:
                setattr(self, option, value)
        self.errors = errors if errors is not None else 'utf-8' if mode == 'r' else 'strict'
        self.pax_headers = pax_headers if pax_headers is not None and self.format == PAX_FORMAT else {}
        self.closed = False
        self.members = []
        self._loaded = False          # whether members has all there are
        self.offset = fileobj.tell()  # where the next header begins
        self.inodes = {}              # the names of files that were added, to find links to them
        self.firstmember = None       # read before it was asked for
        try:
            self._start()
        except:
            if not self._extfileobj:
                fileobj.close()
            self.closed = True
            raise

    def _start(self):
        if self.mode == 'r':
            self.firstmember = self.next()
            return
        if self.mode == 'a':
            self._go_to_end()
        self._loaded = True
        if self.pax_headers:
            self._write(self.tarinfo.create_pax_global_header(self.pax_headers.copy()))

    def _go_to_end(self):
        while True:
            self.fileobj.seek(self.offset)
            try:
                self.members.append(self.tarinfo.fromtarfile(self))
            except EOFHeaderError:
                self.fileobj.seek(self.offset)
                return
            except HeaderError as error:
                raise ReadError(str(error))

    # Ways to open an archive.

    @classmethod
    def open(cls, name=None, mode='r', fileobj=None, bufsize=RECORDSIZE, **kwargs):
        """Opens an archive. The mode is 'r', 'a' or 'w'; or with ':gz', ':bz2', ':' (plain), 'r:*' (any); or for
        a stream of blocks with '|' in place of ':'."""
        if not name and not fileobj:
            raise ValueError('nothing to open')
        if mode in ('r', 'r:*'):
            return cls._open_any(name, fileobj, kwargs)
        if ':' in mode:
            filemode, _colon, compression = mode.partition(':')
            compression = compression or 'tar'
            if compression not in cls.OPEN_METH:
                raise CompressionError('unknown compression type %r' % compression)
            return getattr(cls, cls.OPEN_METH[compression])(name, filemode or 'r', fileobj, **kwargs)
        if '|' in mode:
            filemode, _bar, compression = mode.partition('|')
            return cls._open_stream(name, filemode or 'r', compression or 'tar', fileobj, bufsize, kwargs)
        if mode in ('a', 'w'):
            return cls.taropen(name, mode, fileobj, **kwargs)
        raise ValueError('undiscernible mode')

    OPEN_METH = {'tar': 'taropen', 'gz': 'gzopen', 'bz2': 'bz2open'}

    @classmethod
    def _open_any(cls, name, fileobj, options):
        # Plain archives come last, as an empty one looks like the start of others.
        for method in sorted(cls.OPEN_METH.values(), key='taropen'.__eq__):
            start = fileobj.tell() if fileobj is not None else None
            try:
                return getattr(cls, method)(name, 'r', fileobj, **options)
            except (ReadError, CompressionError):
                if fileobj is not None:
                    fileobj.seek(start)
        raise ReadError('file could not be opened successfully')

    @classmethod
    def _open_stream(cls, name, mode, compression, fileobj, bufsize, options):
        if mode not in ('r', 'w'):
            raise ValueError("mode must be 'r' or 'w'")
        stream = (StreamReader if mode == 'r' else StreamWriter)(name, compression, fileobj, bufsize)
        return cls._open_over(stream, name, mode, options)

    @classmethod
    def _open_over(cls, file, name, mode, options):
        """An archive in a file of our own, which is closed with it."""
        try:
            archive = cls.taropen(name, mode, file, **options)
        except:
            file.close()
            raise
        archive._extfileobj = False
        return archive

    @classmethod
    def taropen(cls, name, mode='r', fileobj=None, **kwargs):
        """Opens a plain archive."""
        if mode not in ('r', 'a', 'w'):
            raise ValueError("mode must be 'r', 'a' or 'w'")
        return cls(name, mode, fileobj, **kwargs)

    @classmethod
    def gzopen(cls, name, mode='r', fileobj=None, compresslevel=9, **kwargs):
        """Opens an archive compressed with gzip."""
        GzipFile = _compressed_class('gzip', 'GzipFile', mode, '')
        try:
            file = GzipFile(name, mode, compresslevel, fileobj)
        except OSError:
            if fileobj is None or mode == 'w':
                raise
            raise ReadError('not a gzip file')
        return cls._open_compressed(file, name, mode, 'not a gzip file', kwargs)

    @classmethod
    def bz2open(cls, name, mode='r', fileobj=None, compresslevel=9, **kwargs):
        """Opens an archive compressed with bzip2."""
        BZ2File = _compressed_class('bz2', 'BZ2File', mode, '.')
        if fileobj is None:
            file = BZ2File(name, mode, compresslevel=compresslevel)
        else:
            file = BZ2Stream(fileobj, mode)
        return cls._open_compressed(file, name, mode, 'not a bzip2 file', kwargs)

    @classmethod
    def _open_compressed(cls, file, name, mode, message, options):
        try:
            return cls._open_over(file, name, mode, options)
        except (IOError, EOFError):
            if mode == 'r':
                raise ReadError(message)
            raise

    def close(self):
        """Ends the archive, if it is written, and closes its file, if it was opened here."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode in ('a', 'w'):
                self._write(NUL * (2 * BLOCKSIZE))
                self._write(NUL * (-self.offset % RECORDSIZE))
        finally:
            if not self._extfileobj:
                self.fileobj.close()

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, value, traceback):
        if type is None:
            self.close()
            return
        # After an error the archive is not ended as if it were whole.
        if not self._extfileobj:
            self.fileobj.close()
        self.closed = True

    def _check(self, mode=None):
        if self.closed:
            raise IOError('%s is closed' % self.__class__.__name__)
        if mode is not None and self.mode not in mode:
            raise IOError('bad operation for mode %r' % self.mode)

    def _dbg(self, level, msg):
        if level <= self.debug:
            print >>sys.stderr, msg

    # Members.

    def __iter__(self):
        return iter(self.members) if self._loaded else self._reading()

    def _reading(self):
        index = 0
        while True:
            if index >= len(self.members) or self.firstmember is not None:
                if self._loaded or self.next() is None:
                    self._loaded = True
                    return
            yield self.members[index]
            index += 1

    def next(self):
        """The next member, None at the end."""
        self._check('ra')
        if self.firstmember is not None:
            member, self.firstmember = self.firstmember, None
            return member
        if self.offset != self.fileobj.tell():
            # The byte before shows whether the data was all there.
            self.fileobj.seek(self.offset - 1)
            if not self.fileobj.read(1):
                raise ReadError('unexpected end of data')
        member = self._next_member()
        if member is None:
            self._loaded = True
        else:
            self.members.append(member)
        return member

    def _next_member(self):
        while True:
            try:
                return self.tarinfo.fromtarfile(self)
            except (EOFHeaderError, InvalidHeaderError) as error:
                if self.ignore_zeros:
                    self._dbg(2, '0x%X: %s' % (self.offset, error))
                    self.offset += BLOCKSIZE
                    continue
                if self.offset == 0 and isinstance(error, InvalidHeaderError):
                    raise ReadError(str(error))
            except EmptyHeaderError:
                if self.offset == 0:
                    raise ReadError('empty file')
            except (TruncatedHeaderError, SubsequentHeaderError) as error:
                if self.offset == 0 or isinstance(error, SubsequentHeaderError):
                    raise ReadError(str(error))
            return None

    def _load(self):
        while self.next() is not None:
            pass
        self._loaded = True

    def getmember(self, name):
        """The member of a name, the last if there are more."""
        member = self._getmember(name)
        if member is None:
            raise KeyError('filename %r not found' % name)
        return member

    def getmembers(self):
        """All members in their order."""
        self._check()
        if not self._loaded:
            self._load()
        return self.members

    def getnames(self):
        return [member.name for member in self.getmembers()]

    def _getmember(self, name, tarinfo=None, normalize=False):
        """The last member of a name, before a given member."""
        normal = os.path.normpath if normalize else lambda name: name
        members = self.getmembers()
        if tarinfo is not None:
            members = members[:members.index(tarinfo)]
        name = normal(name)
        for member in reversed(members):
            if normal(member.name) == name:
                return member

    def _find_link_target(self, tarinfo):
        """The member that a link leads to."""
        if tarinfo.issym():
            folder = os.path.dirname(tarinfo.name)
            name, before = folder + '/' + tarinfo.linkname if folder else tarinfo.linkname, None
        else:
            name, before = tarinfo.linkname, tarinfo
        member = self._getmember(name, tarinfo=before, normalize=True)
        if member is None:
            raise KeyError('linkname %r not found' % name)
        return member

    def list(self, verbose=True):
        """Prints the members, as 'ls -l' does or only the names."""
        self._check()
        for member in self:
            if verbose:
                print filemode(member.mode),
                print '%s/%s' % (member.uname or member.uid, member.gname or member.gid),
                if member.ischr() or member.isblk():
                    print '%10s' % ('%d,%d' % (member.devmajor, member.devminor)),
                else:
                    print '%10d' % member.size,
                print '%d-%02d-%02d %02d:%02d:%02d' % time.localtime(member.mtime)[:6],
            print member.name + ('/' if member.isdir() else ''),
            if verbose and member.issym():
                print '->', member.linkname,
            if verbose and member.islnk():
                print 'link to', member.linkname,
            print

    # Adding.

    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        """A member for a file, by name or open; None if it is of a type that archives do not have."""
        self._check('aw')
        if fileobj is not None:
            name = fileobj.name
            status = os.fstat(fileobj.fileno())
        elif self.dereference or not hasattr(os, 'lstat'):
            status = os.stat(name)
        else:
            status = os.lstat(name)
        kind = stat.S_IFMT(status.st_mode)
        if kind not in _TYPES:
            return None
        member = self.tarinfo()
        member.tarfile = self
        member.name = os.path.splitdrive(name if arcname is None else arcname)[1].replace(os.sep, '/').lstrip('/')
        member.type = _TYPES[kind]
        member.size = 0L
        for field in 'mode', 'uid', 'gid', 'mtime':
            setattr(member, field, getattr(status, 'st_' + field))
        if member.type == REGTYPE:
            first = self._first_link(member.name, status)
            if first is None:
                member.size = status.st_size
            else:
                member.type, member.linkname = LNKTYPE, first
        elif member.type == SYMTYPE:
            member.linkname = os.readlink(name)
        elif member.isdev() and not member.isfifo() and hasattr(os, 'major'):
            member.devmajor, member.devminor = os.major(status.st_rdev), os.minor(status.st_rdev)
        _set_names(member)
        return member

    def _first_link(self, name, status):
        """The name under which a file was added before, if it was."""
        inode = status.st_ino, status.st_dev
        first = self.inodes.get(inode)
        if first is not None and first != name and status.st_nlink > 1 and not self.dereference:
            return first
        if status.st_ino:
            self.inodes[inode] = name

    def add(self, name, arcname=None, recursive=True, exclude=None, filter=None):
        """Adds a file or a folder, under another name if one is given. filter() is given each member, and returns it,
        another one or None."""
        self._check('aw')
        if exclude is not None:
            import warnings
            warnings.warn('use the filter argument instead', DeprecationWarning, 2)
        member = self._member_to_add(name, name if arcname is None else arcname, exclude, filter)
        if member is None:
            return
        if member.isreg():
            with bltn_open(name, 'rb') as file:
                self.addfile(member, file)
            return
        self.addfile(member)
        if member.isdir() and recursive:
            for inner in os.listdir(name):
                inner_arcname = os.path.join(name if arcname is None else arcname, inner)
                self.add(os.path.join(name, inner), inner_arcname, recursive, exclude, filter)

    def _member_to_add(self, name, arcname, exclude, filter):
        if exclude is not None and exclude(name):
            return self._pass_over(2, 'Excluded', name)
        if self.name is not None and os.path.abspath(name) == self.name:
            return self._pass_over(2, 'Skipped', name)
        self._dbg(1, name)
        member = self.gettarinfo(name, arcname)
        if member is None:
            return self._pass_over(1, 'Unsupported type', name)
        if filter is not None:
            member = filter(member)
            if member is None:
                return self._pass_over(2, 'Excluded', name)
        return member

    def _pass_over(self, level, why, name):
        self._dbg(level, 'tarfile: %s %r' % (why, name))

    def addfile(self, tarinfo, fileobj=None):
        """Adds a member with the data of a file, as much as its size says."""
        self._check('aw')
        member = copy.copy(tarinfo)
        self._write(member.tobuf(self.format, self.encoding, self.errors))
        if fileobj is not None:
            copyfileobj(fileobj, self.fileobj, member.size)
            self.offset += member.size
            self._write(NUL * (-member.size % BLOCKSIZE))
        self.members.append(member)

    def _write(self, data):
        if data:
            self.fileobj.write(data)
            self.offset += len(data)

    def _get_posix(self):
        return self.format == USTAR_FORMAT

    def _set_posix(self, value):
        import warnings
        warnings.warn('use the format attribute instead', DeprecationWarning, 2)
        self.format = USTAR_FORMAT if value else GNU_FORMAT

    posix = property(_get_posix, _set_posix)


def _set_names(member):
    """Names of the owner and the group, where the system knows them."""
    for module, find, number, field in (pwd, 'getpwuid', member.uid, 'uname'), (grp, 'getgrgid', member.gid, 'gname'):
        if module:
            try:
                setattr(member, field, getattr(module, find)(number)[0])
            except KeyError:
                pass


TAR_PLAIN = 0
TAR_GZIPPED = 8


class TarFileCompat:
    """An archive with methods as zipfile.ZipFile has them."""

    def __init__(self, file, mode='r', compression=TAR_PLAIN):
        from warnings import warnpy3k
        warnpy3k('the TarFileCompat class has been removed in Python 3.0', stacklevel=2)
        opener = {TAR_PLAIN: TarFile.taropen, TAR_GZIPPED: TarFile.gzopen}.get(compression)
        if opener is None:
            raise ValueError('unknown compression constant')
        self.tarfile = opener(file, mode)
        if mode.startswith('r'):
            for member in self.tarfile.getmembers():
                member.filename = member.name
                member.file_size = member.size
                member.date_time = time.gmtime(member.mtime)[:6]

    def infolist(self):
        return [member for member in self.tarfile.getmembers() if member.type in REGULAR_TYPES]

    def namelist(self):
        return [member.name for member in self.infolist()]

    def printdir(self):
        self.tarfile.list()

    def testzip(self):
        return

    def getinfo(self, name):
        return self.tarfile.getmember(name)

    def read(self, name):
        return self.tarfile.extractfile(self.getinfo(name)).read()

    def write(self, filename, arcname=None, compress_type=None):
        self.tarfile.add(filename, arcname)

    def writestr(self, zinfo, bytes):
        from calendar import timegm
        from cStringIO import StringIO
        member = TarInfo(zinfo.filename)
        member.size = len(bytes)
        member.mtime = timegm(zinfo.date_time)
        self.tarfile.addfile(member, StringIO(bytes))

    def close(self):
        self.tarfile.close()


def is_tarfile(name):
    """Whether there is an archive in a file that open() can read."""
    try:
        TarFile.open(name).close()
        return True
    except TarError:
        return False


open = TarFile.open
