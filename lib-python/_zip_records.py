"""zipfile: the records of archives, and members as their headers tell of them."""

import os
import struct
import sys

ZIP64_LIMIT = (1 << 31) - 1
ZIP_FILECOUNT_LIMIT = (1 << 16) - 1
ZIP_MAX_COMMENT = (1 << 16) - 1
ZIP_STORED = 0
ZIP_DEFLATED = 8

compressor_names = {0: 'store', 1: 'shrink', 6: 'implode', 7: 'tokenize', 8: 'deflate', 9: 'deflate64', 10: 'implode',
                    12: 'bzip2', 14: 'lzma', 18: 'terse', 19: 'lz77', 97: 'wavpack', 98: 'ppmd'}
compressor_names.update(dict.fromkeys(range(2, 6), 'reduce'))

# The records, without what follows of changing length.
structFileHeader = '<4s2B4HL2L2H'
stringFileHeader = 'PK\003\004'
sizeFileHeader = struct.calcsize(structFileHeader)
structCentralDir = '<4s4B4HL2L5H2L'
stringCentralDir = 'PK\001\002'
sizeCentralDir = struct.calcsize(structCentralDir)
structEndArchive = '<4s4H2LH'
stringEndArchive = 'PK\005\006'
sizeEndCentDir = struct.calcsize(structEndArchive)
structEndArchive64Locator = '<4sLQL'
stringEndArchive64Locator = 'PK\006\007'
sizeEndCentDir64Locator = struct.calcsize(structEndArchive64Locator)
structEndArchive64 = '<4sQ2H2L4Q'
stringEndArchive64 = 'PK\006\006'
sizeEndCentDir64 = struct.calcsize(structEndArchive64)

_ENCRYPTED = 0x01
_DESCRIPTOR = 0x08
_UTF8 = 0x800


class BadZipfile(Exception):
    """The file is no proper archive."""


class LargeZipFile(Exception):
    """What is written needs ZIP64 extensions, which are not allowed."""


for _class in BadZipfile, LargeZipFile:
    _class.__module__ = 'zipfile'


def _end_record(file):
    """What the end of the archive says: [disk, disk of directory, entries here, entries, size of the directory, its
    offset, comment, where the end begins]; None if there is none."""
    file.seek(0, 2)
    size = file.tell()
    start = max(size - (1 << 16) - sizeEndCentDir, 0)
    file.seek(start)
    data = file.read()
    at = -1
    if size >= sizeEndCentDir and data[-sizeEndCentDir:-sizeEndCentDir + 4] == stringEndArchive and data[-2:] == '\0\0':
        at = len(data) - sizeEndCentDir
    else:
        at = data.rfind(stringEndArchive)
    if at < 0 or len(data) - at < sizeEndCentDir:
        return None
    fields = list(struct.unpack(structEndArchive, data[at:at + sizeEndCentDir]))
    comment = data[at + sizeEndCentDir:at + sizeEndCentDir + fields[7]]
    return _end_record_64(file, fields[1:7] + [comment, start + at])


def _end_record_64(file, end):
    if end[7] < sizeEndCentDir64Locator:
        return end
    file.seek(end[7] - sizeEndCentDir64Locator)
    data = file.read(sizeEndCentDir64Locator)
    if len(data) != sizeEndCentDir64Locator or data[:4] != stringEndArchive64Locator:
        return end
    _mark, disk, _offset, disks = struct.unpack(structEndArchive64Locator, data)
    if disk != 0 or disks > 1:
        raise BadZipfile('zipfiles that span multiple disks are not supported')
    where = end[7] - sizeEndCentDir64Locator - sizeEndCentDir64
    if where < 0:
        return end
    file.seek(where)
    data = file.read(sizeEndCentDir64)
    if len(data) != sizeEndCentDir64 or data[:4] != stringEndArchive64:
        return end
    fields = struct.unpack(structEndArchive64, data)
    return list(fields[4:10]) + [end[6], where]


def _without_sizes(extra):
    """An extra field without its parts of type 1, which hold sizes."""
    kept = []
    while len(extra) >= 4:
        kind, length = struct.unpack('<HH', extra[:4])
        if kind != 1:
            kept.append(extra[:length + 4])
        extra = extra[length + 4:]
    return ''.join(kept) + extra


class ZipInfo(object):
    """A member of an archive."""

    __slots__ = ('orig_filename', 'filename', 'date_time', 'compress_type', 'comment', 'extra', 'create_system',
                 'create_version', 'extract_version', 'reserved', 'flag_bits', 'volume', 'internal_attr',
                 'external_attr', 'header_offset', 'CRC', 'compress_size', 'file_size', '_raw_time')

    def __init__(self, filename='NoName', date_time=(1980, 1, 1, 0, 0, 0)):
        if date_time[0] < 1980:
            raise ValueError('ZIP does not support timestamps before 1980')
        self.orig_filename = filename
        # Names in archives end at a zero byte, and have slashes.
        self.filename = filename.partition('\0')[0].replace(os.sep, '/')
        self.date_time = date_time
        self.compress_type = ZIP_STORED
        self.comment = self.extra = ''
        self.create_system = 0 if sys.platform == 'win32' else 3
        self.create_version = self.extract_version = 20
        for field in ('reserved', 'flag_bits', 'volume', 'internal_attr', 'external_attr', 'CRC', 'compress_size',
                      'file_size'):
            setattr(self, field, 0)

    def FileHeader(self, zip64=None):
        """The record before the member's data."""
        if self.flag_bits & _DESCRIPTOR:
            crc = compressed = size = 0
        else:
            crc, compressed, size = self.CRC, self.compress_size, self.file_size
        extra = self.extra
        large = size > ZIP64_LIMIT or compressed > ZIP64_LIMIT
        if zip64 is None:
            zip64 = large
        if zip64:
            extra += struct.pack('<HHQQ', 1, 16, size, compressed)
        if large:
            if not zip64:
                raise LargeZipFile('Filesize would require ZIP64 extensions')
            size = compressed = 0xffffffff
            self.extract_version = max(45, self.extract_version)
            self.create_version = max(45, self.extract_version)
        name, flags = self._encodeFilenameFlags()
        return struct.pack(structFileHeader, stringFileHeader, self.extract_version, self.reserved, flags,
                           self.compress_type, self._dos_time(), self._dos_date(), crc, compressed, size, len(name),
                           len(extra)) + name + extra

    def _dos_time(self):
        return self.date_time[3] << 11 | self.date_time[4] << 5 | self.date_time[5] // 2

    def _dos_date(self):
        return self.date_time[0] - 1980 << 9 | self.date_time[1] << 5 | self.date_time[2]

    def _encodeFilenameFlags(self):
        if isinstance(self.filename, unicode):
            try:
                return self.filename.encode('ascii'), self.flag_bits
            except UnicodeEncodeError:
                return self.filename.encode('utf-8'), self.flag_bits | _UTF8
        return self.filename, self.flag_bits

    def _decodeFilename(self):
        return self.filename.decode('utf-8') if self.flag_bits & _UTF8 else self.filename

    def _decodeExtra(self):
        """Sizes and the offset that did not fit into 32 bits are in the extra field of type 1."""
        extra = self.extra
        while len(extra) >= 4:
            kind, length = struct.unpack('<HH', extra[:4])
            if kind == 1 and length + 4 > len(extra):
                raise BadZipfile('Corrupt extra field %04x (size=%d)' % (kind, length))
            if kind == 1:
                count = min(length // 8, 3)
                values = list(struct.unpack('<%dQ' % count, extra[4:4 + 8 * count]))
                for name, unknown in (('file_size', (0xffffffffffffffff, 0xffffffff)),
                                      ('compress_size', (0xffffffff,)), ('header_offset', (0xffffffff,))):
                    if getattr(self, name) in unknown:
                        if not values:
                            raise BadZipfile('Corrupt zip64 extra field. %s not found.' % name)
                        setattr(self, name, values.pop(0))
            extra = extra[length + 4:]


ZipInfo.__module__ = 'zipfile'
