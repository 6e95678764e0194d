"""tarfile: what the format lays down, and how a header's fields are written and read."""

import binascii
import stat
import struct
import sys

NUL = '\0'
BLOCKSIZE = 512
RECORDSIZE = BLOCKSIZE * 20
GNU_MAGIC = 'ustar  \0'
POSIX_MAGIC = 'ustar\x0000'

LENGTH_NAME = 100
LENGTH_LINK = 100
LENGTH_PREFIX = 155

REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, CHRTYPE, BLKTYPE, DIRTYPE, FIFOTYPE, CONTTYPE = '0\x001234567'
GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE = 'LKS'
XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE = 'xgX'

USTAR_FORMAT, GNU_FORMAT, PAX_FORMAT = range(3)
DEFAULT_FORMAT = GNU_FORMAT

REGULAR_TYPES = (REGTYPE, AREGTYPE, CONTTYPE, GNUTYPE_SPARSE)
GNU_TYPES = (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
SUPPORTED_TYPES = (REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE, FIFOTYPE, CONTTYPE, CHRTYPE, BLKTYPE) + GNU_TYPES

ENCODING = sys.getfilesystemencoding() or sys.getdefaultencoding()

PAX_FIELDS = ('path', 'linkpath', 'size', 'mtime', 'uid', 'gid', 'uname', 'gname')
PAX_NUMBER_FIELDS = {'atime': float, 'ctime': float, 'mtime': float, 'uid': int, 'gid': int, 'size': int}


class TarError(Exception):
    """Any error of this module."""


class ExtractError(TarError):
    """A member could not be made on the disk as it should."""


class ReadError(TarError):
    """This is no archive, or a damaged one."""


class CompressionError(TarError):
    """A kind of compression that is not available."""


class StreamError(TarError):
    """An operation that an archive read as a stream cannot do."""


class HeaderError(TarError):
    """A member's header cannot be used."""


class EmptyHeaderError(HeaderError):
    """There is nothing where a header should be."""


class TruncatedHeaderError(HeaderError):
    """The header is shorter than a block."""


class EOFHeaderError(HeaderError):
    """A block of zeros, which ends an archive."""


class InvalidHeaderError(HeaderError):
    """The header's numbers or its checksum are wrong."""


class SubsequentHeaderError(HeaderError):
    """A header that extends the next one is followed by none."""


for _error in (TarError, ExtractError, ReadError, CompressionError, StreamError, HeaderError, EmptyHeaderError,
               TruncatedHeaderError, EOFHeaderError, InvalidHeaderError, SubsequentHeaderError):
    _error.__module__ = 'tarfile'


def stn(text, width):
    """A text field: cut, or filled up with zero bytes."""
    return text[:width].ljust(width, NUL)


def nts(field):
    """The text of a field, which ends at a zero byte."""
    return field.partition(NUL)[0]


def itn(number, digits=8, format=DEFAULT_FORMAT):
    """A number field: octal digits and a zero byte. GNU writes what has no room so as \\200 and big-endian bytes."""
    width = digits - 1
    if 0 <= number < 8 ** width:
        return '%0*o' % (width, number) + NUL
    if format != GNU_FORMAT or number >= 256 ** width:
        raise ValueError('overflow in number field')
    if number < 0:
        number %= 1 << 64         # a signed word
    return '\200' + binascii.unhexlify('%0*x' % (2 * width, number % 256 ** width))


def nti(field):
    """The number in a field."""
    if field[0] == '\200':
        return long(binascii.hexlify(field[1:]) or '0', 16)
    try:
        return int(nts(field).strip() or '0', 8)
    except ValueError:
        raise InvalidHeaderError('invalid header')


def uts(text, encoding, errors):
    """Unicode text as bytes; errors 'utf-8' writes characters that the encoding lacks in UTF-8."""
    if errors != 'utf-8':
        return text.encode(encoding, errors)
    try:
        return text.encode(encoding, 'strict')
    except UnicodeEncodeError:
        return ''.join(_either(character, encoding) for character in text)


def _either(character, encoding):
    try:
        return character.encode(encoding, 'strict')
    except UnicodeEncodeError:
        return character.encode('utf-8')


def calc_chksums(block):
    """A header's checksum with its bytes taken as unsigned and, as some programs do, signed. Its own field counts as
    spaces."""
    return tuple(8 * ord(' ') + sum(struct.unpack_from(layout, block)) for layout in ('148B8x356B', '148b8x356b'))


# A header's fields in their order, with widths; those that are numbers are named again below.
_LAYOUT = (('name', LENGTH_NAME), ('mode', 8), ('uid', 8), ('gid', 8), ('size', 12), ('mtime', 12), ('chksum', 8),
           ('type', 1), ('linkname', LENGTH_LINK), ('magic', 8), ('uname', 32), ('gname', 32), ('devmajor', 8),
           ('devminor', 8), ('prefix', LENGTH_PREFIX))
_WIDTHS = dict(_LAYOUT)
_NAMES = [name for name, width in _LAYOUT]
_BLOCK = struct.Struct(''.join('%ds' % width for name, width in _LAYOUT) + '12x')
_NUMBERS = ('mode', 'uid', 'gid', 'size', 'mtime', 'devmajor', 'devminor')
_TEXTS = ('name', 'linkname', 'uname', 'gname', 'prefix')
_CHECKSUM_AT = 148


def pack_header(info, format):
    """The block of a header, from a dict of its fields."""
    fields = dict(info, mode=info.get('mode', 0) & 07777, chksum=' ' * 8, type=info.get('type', REGTYPE),
                  magic=info.get('magic', POSIX_MAGIC))
    for name in _NUMBERS:
        fields[name] = itn(fields.get(name, 0), _WIDTHS[name], format)
    block = _BLOCK.pack(*[fields.get(name, '') for name in _NAMES])
    return '%s%06o\0%s' % (block[:_CHECKSUM_AT], calc_chksums(block)[0], block[_CHECKSUM_AT + 7:])


def unpack_header(block):
    """The dict of a header's fields."""
    if not block:
        raise EmptyHeaderError('empty header')
    if len(block) != BLOCKSIZE:
        raise TruncatedHeaderError('truncated header')
    if block == NUL * BLOCKSIZE:
        raise EOFHeaderError('end of file header')
    fields = dict(zip(_NAMES, _BLOCK.unpack(block)))
    fields['chksum'] = nti(fields['chksum'])
    if fields['chksum'] not in calc_chksums(block):
        raise InvalidHeaderError('bad checksum')
    for name in _NUMBERS:
        fields[name] = nti(fields[name])
    for name in _TEXTS:
        fields[name] = nts(fields[name])
    return fields


def pad(data):
    """Data with zero bytes up to the end of a block."""
    return data + NUL * (-len(data) % BLOCKSIZE)


_KIND_LETTERS = {stat.S_IFLNK: 'l', stat.S_IFBLK: 'b', stat.S_IFDIR: 'd', stat.S_IFCHR: 'c', stat.S_IFIFO: 'p'}


def filemode(mode):
    """A file's mode as 'ls -l' shows it."""
    letters = [letter if mode & 0400 >> place else '-' for place, letter in enumerate('rwxrwxrwx')]
    for bit, place, letter in ((stat.S_ISUID, 2, 's'), (stat.S_ISGID, 5, 's'), (stat.S_ISVTX, 8, 't')):
        if mode & bit:
            letters[place] = letter if letters[place] == 'x' else letter.upper()
    return _KIND_LETTERS.get(stat.S_IFMT(mode), '-') + ''.join(letters)
