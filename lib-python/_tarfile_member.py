"""tarfile: a member of an archive, and the headers that tell of it."""

import re
from _tarfile_fields import (
    AREGTYPE, BLKTYPE, BLOCKSIZE, CHRTYPE, DEFAULT_FORMAT, DIRTYPE, ENCODING, FIFOTYPE, GNU_FORMAT, GNU_MAGIC,
    GNU_TYPES, GNUTYPE_LONGLINK, GNUTYPE_LONGNAME, GNUTYPE_SPARSE, LENGTH_LINK, LENGTH_NAME, LENGTH_PREFIX, LNKTYPE,
    NUL, PAX_FIELDS, PAX_FORMAT, PAX_NUMBER_FIELDS, POSIX_MAGIC, REGTYPE, REGULAR_TYPES, SOLARIS_XHDTYPE,
    SUPPORTED_TYPES, SYMTYPE, USTAR_FORMAT, XGLTYPE, XHDTYPE, HeaderError, InvalidHeaderError, SubsequentHeaderError,
    nti, nts, pack_header, pad, unpack_header, uts)

_DEFAULTS = (('name', ''), ('mode', 0644), ('uid', 0), ('gid', 0), ('size', 0), ('mtime', 0), ('chksum', 0),
             ('type', REGTYPE), ('linkname', ''), ('uname', ''), ('gname', ''), ('devmajor', 0), ('devminor', 0))
_FROM_HEADER = tuple(name for name, value in _DEFAULTS)

# Texts and numbers of a header with their pax names and the room that plain headers have for them.
_PAX_TEXTS = (('name', 'path', LENGTH_NAME), ('linkname', 'linkpath', LENGTH_LINK), ('uname', 'uname', 32),
              ('gname', 'gname', 32))
_PAX_NUMBERS = (('uid', 7), ('gid', 7), ('size', 11), ('mtime', 11))
_PAX_RECORD = re.compile(r'(\d+) ([^=]+)=')


def _is_ascii(text):
    return all(character < u'\x80' for character in text)


def _pax_record(keyword, value):
    """'length keyword=value', where the length counts its own digits too."""
    body = ' %s=%s\n' % (keyword.encode('utf-8'), value.encode('utf-8'))
    length = len(body)
    while length < len(body) + len(str(length)):
        length = len(body) + len(str(length))
    return str(length) + body


def _pax_records(data):
    position = 0
    while True:
        match = _PAX_RECORD.match(data, position)
        if not match:
            return
        end = position + int(match.group(1))
        if end <= match.end():
            raise InvalidHeaderError('invalid header')
        yield match.group(2).decode('utf-8'), data[match.end():end - 1].decode('utf-8')
        position = end


def _sparse_entries(block, start, count):
    for at in xrange(start, start + 24 * count, 24):
        yield nti(block[at:at + 12]), nti(block[at + 12:at + 24])


class TarInfo(object):
    """A member: what its header says."""

    def __init__(self, name=''):
        for field, value in _DEFAULTS:
            setattr(self, field, value)
        self.name = name
        self.offset = 0               # of the header in the archive
        self.offset_data = 0          # of the data
        self.pax_headers = {}

    def __repr__(self):
        return '<%s %r at %#x>' % (self.__class__.__name__, self.name, id(self))

    # What pax headers call name and linkname.
    path = property(lambda self: self.name, lambda self, name: setattr(self, 'name', name))
    linkpath = property(lambda self: self.linkname, lambda self, name: setattr(self, 'linkname', name))

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

    # Writing.

    def get_info(self, encoding, errors):
        """A dict of the fields, texts encoded."""
        info = dict((field, getattr(self, field)) for field in _FROM_HEADER)
        info['mode'] &= 07777
        if self.type == DIRTYPE and not info['name'].endswith('/'):
            info['name'] += '/'
        for field, _keyword, _room in _PAX_TEXTS:
            if isinstance(info[field], unicode):
                info[field] = info[field].encode(encoding, errors)
        return info

    def tobuf(self, format=DEFAULT_FORMAT, encoding=ENCODING, errors='strict'):
        """The member's header blocks."""
        info = self.get_info(encoding, errors)
        if format == USTAR_FORMAT:
            return self.create_ustar_header(info)
        if format == GNU_FORMAT:
            return self.create_gnu_header(info)
        if format == PAX_FORMAT:
            return self.create_pax_header(info, encoding, errors)
        raise ValueError('invalid format')

    def create_ustar_header(self, info):
        if len(info['linkname']) > LENGTH_LINK:
            raise ValueError('linkname is too long')
        prefix, name = '', info['name']
        if len(name) > LENGTH_NAME:
            prefix, name = self._posix_split_name(name)
        return pack_header(dict(info, magic=POSIX_MAGIC, name=name, prefix=prefix), USTAR_FORMAT)

    def _posix_split_name(self, name):
        """A long name as a prefix and a name, parted at the last slash that can part them."""
        prefix, slash, rest = name[:LENGTH_PREFIX + 1].rpartition('/')
        rest += name[LENGTH_PREFIX + 1:]
        if not prefix or len(rest) > LENGTH_NAME:
            raise ValueError('name is too long')
        return prefix, rest

    def create_gnu_header(self, info):
        long_names = ''
        for field, room, kind in (('linkname', LENGTH_LINK, GNUTYPE_LONGLINK), ('name', LENGTH_NAME, GNUTYPE_LONGNAME)):
            if len(info[field]) > room:
                long_names += self._create_gnu_long_header(info[field], kind)
        return long_names + pack_header(dict(info, magic=GNU_MAGIC), GNU_FORMAT)

    @classmethod
    def _create_gnu_long_header(cls, name, type):
        return cls._extension('././@LongLink', type, name + NUL, GNU_MAGIC)

    def create_pax_header(self, info, encoding, errors):
        info = dict(info, magic=POSIX_MAGIC)
        headers = self.pax_headers.copy()
        for field, keyword, room in _PAX_TEXTS:
            if keyword not in headers:
                text = info[field].decode(encoding, errors)
                if len(info[field]) > room or not _is_ascii(text):
                    headers[keyword] = text
        for field, digits in _PAX_NUMBERS:
            number = info[field]
            plain = 0 <= number < 8 ** digits and not isinstance(number, float)
            if field in headers or not plain:
                headers.setdefault(field, unicode(number))
                info[field] = 0
        extension = self._create_pax_generic_header(headers) if headers else ''
        return extension + pack_header(info, USTAR_FORMAT)

    @classmethod
    def create_pax_global_header(cls, pax_headers):
        """Blocks that hold for all the members that follow."""
        return cls._create_pax_generic_header(pax_headers, XGLTYPE)

    @classmethod
    def _create_pax_generic_header(cls, pax_headers, type=XHDTYPE):
        records = ''.join(_pax_record(keyword, value) for keyword, value in pax_headers.iteritems())
        return cls._extension('././@PaxHeader', type, records, POSIX_MAGIC)

    @classmethod
    def _extension(cls, name, type, data, magic):
        """Blocks in front of a header that say more of it."""
        return pack_header({'name': name, 'type': type, 'size': len(data), 'magic': magic}, USTAR_FORMAT) + pad(data)

    # Reading. The _proc_ methods read what follows a header, set the archive's offset to the next one, and return the
    # member that the header, perhaps with more headers, tells of.

    @classmethod
    def frombuf(cls, buf):
        """The member of a header block."""
        fields = unpack_header(buf)
        member = cls()
        member.buf = buf
        for field in _FROM_HEADER:
            setattr(member, field, fields[field])
        if member.type == AREGTYPE and member.name.endswith('/'):
            member.type = DIRTYPE         # as the oldest archives have directories
        if member.isdir():
            member.name = member.name.rstrip('/')
        if fields['prefix'] and member.type not in GNU_TYPES:
            member.name = fields['prefix'] + '/' + member.name
        return member

    @classmethod
    def fromtarfile(cls, tarfile):
        """The next member of an archive."""
        member = cls.frombuf(tarfile.fileobj.read(BLOCKSIZE))
        member.offset = tarfile.fileobj.tell() - BLOCKSIZE
        return member._proc_member(tarfile)

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
        self._end_data(tarfile)
        self._apply_pax_info(tarfile.pax_headers, tarfile.encoding, tarfile.errors)
        return self

    def _proc_gnulong(self, tarfile):
        text = nts(tarfile.fileobj.read(self._block(self.size)))
        member = self._following(tarfile)
        member.offset = self.offset
        if self.type == GNUTYPE_LONGNAME:
            member.name = text
        else:
            member.linkname = text
        return member

    def _proc_sparse(self, tarfile):
        """The segments of a sparse file stand in the header and in blocks after it."""
        entries = list(_sparse_entries(self.buf, 386, 4))
        more, size = self.buf[482], nti(self.buf[483:495])
        while more == '\1':
            block = tarfile.fileobj.read(BLOCKSIZE)
            entries.extend(_sparse_entries(block, 0, 21))
            more = block[504:505]
        self.sparse = []
        place = 0
        for start, length in entries:
            if length:
                self.sparse.append((start, length, place))
                place += length
        self.offset_data = tarfile.fileobj.tell()
        self._end_data(tarfile)
        self.size = size
        return self

    def _proc_pax(self, tarfile):
        data = tarfile.fileobj.read(self._block(self.size))
        headers = tarfile.pax_headers if self.type == XGLTYPE else tarfile.pax_headers.copy()
        headers.update(_pax_records(data))
        member = self._following(tarfile)
        if self.type != XGLTYPE:
            member.offset = self.offset
            member._apply_pax_info(headers, tarfile.encoding, tarfile.errors)
            if 'size' in headers:
                member._end_data(tarfile)
        return member

    def _following(self, tarfile):
        """The member whose header comes next, which this one extends."""
        try:
            return self.fromtarfile(tarfile)
        except HeaderError:
            raise SubsequentHeaderError('missing or bad subsequent header')

    def _end_data(self, tarfile):
        tarfile.offset = self.offset_data
        if self.isreg() or self.type not in SUPPORTED_TYPES:
            tarfile.offset += self._block(self.size)

    def _apply_pax_info(self, pax_headers, encoding, errors):
        for keyword, value in pax_headers.iteritems():
            if keyword not in PAX_FIELDS:
                continue
            if keyword in PAX_NUMBER_FIELDS:
                try:
                    value = PAX_NUMBER_FIELDS[keyword](value)
                except ValueError:
                    value = 0
            else:
                value = uts(value.rstrip('/') if keyword == 'path' else value, encoding, errors)
            setattr(self, keyword, value)
        self.pax_headers = pax_headers.copy()

    def _block(self, count):
        """A size rounded up to whole blocks."""
        return count + -count % BLOCKSIZE


TarInfo.__module__ = 'tarfile'
