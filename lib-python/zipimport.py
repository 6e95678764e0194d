"""Import of modules from zip files.

zipimporter(path) is an importer for a zip file, or for a folder inside one:
'lib.zip/package'. It stands in sys.path_hooks, so that zip files may be
entries of sys.path.
"""

import errno
import imp
import marshal
import os
import struct
import sys

__all__ = ['ZipImportError', 'zipimporter']

_zip_directory_cache = {}

_END = '<4s4H2LH'
_ENTRY = '<4s4B4HL2L5H2L'
_LOCAL = '<4s2B4HL2L2H'

# What a module's name may go on with: suffix, is it code, is it a package.
_SUFFIXES = (('/__init__.pyc', True, True), ('/__init__.py', False, True),
             ('.pyc', True, False), ('.py', False, False))


class ZipImportError(ImportError):
    pass


def _read_directory(archive):
    """The files of a zip file: {name: (path, compression, sizes, offset, time, date, crc)}."""
    try:
        f = open(archive, 'rb')
    except IOError:
        raise ZipImportError("can't open Zip file: %r" % archive)
    with f:
        try:
            # The end of the directory is at the end, before a comment at most.
            f.seek(0, 2)
            length = f.tell()
            f.seek(max(length - 22 - 65535, 0))
            tail = f.read()
            at = tail.rfind('PK\5\6')
            if at < 0 or at + 22 > len(tail):
                raise ZipImportError('not a Zip file: %r' % archive)
            end = struct.unpack(_END, tail[at:at + 22])
            size, offset = end[5], end[6]
            # The archive may stand behind something else, a program say.
            start = length - len(tail) + at - size
            shift = start - offset
            if start < 0 or shift < 0:
                raise ZipImportError('bad central directory size or offset: %r' % archive)
            f.seek(start)
            directory = f.read(size)
        except IOError:
            raise ZipImportError("can't read Zip file: %r" % archive)
    files = {}
    at = 0
    while directory[at:at + 4] == 'PK\1\2' and at + 46 <= len(directory):
        entry = struct.unpack(_ENTRY, directory[at:at + 46])
        method, time, date, crc, packed, unpacked = entry[6:12]
        name_length, extra_length, comment_length = entry[12:15]
        name = directory[at + 46:at + 46 + name_length]
        at += 46 + name_length + extra_length + comment_length
        name = name.replace('/', os.sep)
        files[name] = (os.path.join(archive, name), method, packed, unpacked,
                       entry[18] + shift, time, date, crc)
    return files


def _read_data(archive, entry):
    """The contents of a file of the archive."""
    path, method, packed, unpacked, offset = entry[:5]
    with open(archive, 'rb') as f:
        f.seek(offset)
        header = f.read(30)
        if len(header) < 30 or header[:4] != 'PK\3\4':
            raise ZipImportError('bad local file header in %s' % archive)
        parts = struct.unpack(_LOCAL, header)
        f.seek(parts[-2] + parts[-1], 1)
        data = f.read(packed)
    if len(data) != packed:
        raise IOError("zipimport: can't read data")
    if method == 0:
        return data
    try:
        import zlib
    except ImportError:
        raise ZipImportError("can't decompress data; zlib not available")
    return zlib.decompress(data, -15)


class zipimporter(object):
    """zipimporter(archivepath) -> zipimporter object

    Attributes: archive, the zip file; prefix, the folder inside it (with a
    separator at its end), or ''.
    """

    def __init__(self, archivepath):
        if not isinstance(archivepath, basestring):
            raise TypeError('must be string, not %s' % type(archivepath).__name__)
        path = str(archivepath)
        if not path:
            raise ZipImportError('archive path is empty')
        inside = []
        while not os.path.exists(path):
            path, slash, part = path.rpartition(os.sep)
            inside.insert(0, part)
            if not path:
                raise ZipImportError('not a Zip file')
        if not os.path.isfile(path):
            raise ZipImportError('not a Zip file')
        if path not in _zip_directory_cache:
            _zip_directory_cache[path] = _read_directory(path)
        self.archive = path
        self.prefix = os.sep.join(inside)
        if self.prefix and not self.prefix.endswith(os.sep):
            self.prefix += os.sep
        self._files = _zip_directory_cache[path]

    def __repr__(self):
        return '<zipimporter object "%s">' % os.path.join(self.archive, self.prefix).rstrip(os.sep)

    def _find(self, fullname):
        """What a module is in the archive: (entry, is it code, is it a package), or None."""
        path = self.prefix + fullname.rpartition('.')[2]
        for suffix, is_code, is_package in _SUFFIXES:
            entry = self._files.get(path + suffix.replace('/', os.sep))
            if entry is not None:
                return entry, is_code, is_package
        return None

    def _found(self, fullname):
        found = self._find(fullname)
        if found is None:
            raise ZipImportError("can't find module %r" % fullname)
        return found

    def find_module(self, fullname, path=None):
        """This importer if the archive has the module, else None."""
        return None if self._find(fullname) is None else self

    def is_package(self, fullname):
        return self._found(fullname)[2]

    def get_filename(self, fullname):
        return self._found(fullname)[0][0]

    _get_filename = get_filename

    def get_data(self, pathname):
        """The contents of a file, named with or without the archive's path. IOError."""
        name = pathname
        if os.altsep:
            name = name.replace(os.altsep, os.sep)
        if name.startswith(self.archive + os.sep):
            name = name[len(self.archive) + 1:]
        entry = self._files.get(name)
        if entry is None:
            raise IOError(errno.ENOENT, os.strerror(errno.ENOENT), pathname)
        return _read_data(self.archive, entry)

    def get_source(self, fullname):
        """A module's source; None if the archive has only its code."""
        entry, is_code, is_package = self._found(fullname)
        if is_code:
            name = entry[0][len(self.archive) + 1:-1]
            entry = self._files.get(name)
            if entry is None:
                return None
        return _read_data(self.archive, entry)

    def get_code(self, fullname):
        return self._code(self._found(fullname))[0]

    def _code(self, found):
        """The code, and the path that it came from."""
        entry, is_code, is_package = found
        if is_code:
            data = _read_data(self.archive, entry)
            source = self._files.get(entry[0][len(self.archive) + 1:-1])
            try:
                if data[:4] == imp.get_magic():
                    return marshal.loads(data[8:]), entry[0]
            except (ValueError, EOFError, TypeError):
                pass
            if source is None:
                raise ZipImportError("can't load module from %s" % entry[0])
            entry = source
        source = _read_data(self.archive, entry).replace('\r\n', '\n')
        return compile(source, entry[0], 'exec', dont_inherit=True), entry[0]

    def load_module(self, fullname):
        """Make a module of what the archive has, and run its code."""
        found = self._found(fullname)
        code, path = self._code(found)
        module = sys.modules.setdefault(fullname, imp.new_module(fullname))
        try:
            module.__loader__ = self
            module.__file__ = path
            if found[2]:
                module.__path__ = [os.path.join(self.archive, self.prefix + fullname.rpartition('.')[2])]
                module.__package__ = fullname
            exec code in module.__dict__
        except:
            sys.modules.pop(fullname, None)
            raise
        return sys.modules[fullname]
