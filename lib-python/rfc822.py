"""Mail messages of RFC 2822: headers, addresses, dates. (The email package is the newer one.)"""

import time
from warnings import warnpy3k

import _mail_dates
from _mail_addresses import AddressScanner, AddressSet, quote, unquote
from _mail_dates import days as _daynames, months as _monthnames, zones as _timezones

warnpy3k('in 3.x, rfc822 has been removed in favor of the email package', stacklevel=2)

__all__ = ['Message', 'AddressList', 'parsedate', 'parsedate_tz', 'mktime_tz']

_blanklines = ('\r\n', '\n')


class Message:
    """The headers at the beginning of a file, which is left standing at the body.

    headers are their lines; dict has the last text of each name in small
    letters. status says what was wrong, unixfrom what preceded them.
    """

    def __init__(self, fp, seekable=1):
        self.fp = fp
        self.seekable = seekable
        if seekable == 1:
            # It is not sure yet.
            try:
                fp.tell()
            except (AttributeError, IOError):
                self.seekable = 0
        self.startofheaders = self._position()
        self.readheaders()
        self.startofbody = self._position()

    def _position(self):
        """Where the file stands; None if it cannot tell, and then it is not asked again."""
        if self.seekable:
            try:
                return self.fp.tell()
            except IOError:
                self.seekable = 0
        return None

    def rewindbody(self):
        """Let the file stand at the body again."""
        if not self.seekable:
            raise IOError('unseekable file')
        self.fp.seek(self.startofbody)

    # ---- reading

    def readheaders(self):
        """Read lines up to the first that is no header's. An empty one is taken, any other given back."""
        self.dict = {}
        self.headers = []
        self.status = self.unixfrom = ''
        unread = getattr(self.fp, 'unread', None)
        name = ''
        begun = False
        while True:
            position = None if unread else self._position()
            line = self.fp.readline()
            if not line:
                self.status = 'EOF in headers'
                return
            if not begun and line.startswith('From '):
                # The envelope of a mailbox.
                self.unixfrom += line
                continue
            begun = True
            if name and line[0] in ' \t':
                self.headers.append(line)
                self.dict[name] = (self.dict[name] + '\n ' + line.strip()).strip()
            elif not self.iscomment(line):
                if self.islast(line):
                    return
                name = self.isheader(line)
                if name is None:
                    break
                if name:
                    self.headers.append(line)
                    self.dict[name] = line[len(name) + 1:].strip()
        self.status = 'Non-header line where header expected' if self.dict else 'No headers'
        if unread:
            unread(line)
        elif position is not None:
            self.fp.seek(position)
        else:
            self.status += '; bad seek'

    def isheader(self, line):
        """The name of the header that a line begins, in small letters; None if it begins none."""
        name, colon, text = line.partition(':')
        return name.lower() if colon else None

    def islast(self, line):
        """Whether a line is the one behind the headers."""
        return line in _blanklines

    def iscomment(self, line):
        """Whether to leave out a line. (Subclasses may have such.)"""
        return False

    # ---- lines of headers

    def _lines_of(self, name):
        """Yield each line of the headers of a name: its index, whether it is a header's first, itself."""
        prefix = name.lower() + ':'
        inside = False
        for index, line in enumerate(self.headers):
            begins = line[:len(prefix)].lower() == prefix
            if begins or not line[:1].isspace():
                inside = begins
            if inside:
                yield index, begins, line

    def getallmatchingheaders(self, name):
        """All lines of the headers of a name."""
        return [line for _, _, line in self._lines_of(name)]

    def getfirstmatchingheader(self, name):
        """The lines of the first header of a name."""
        lines = []
        for _, begins, line in self._lines_of(name):
            if begins and lines:
                break
            lines.append(line)
        return lines

    def getrawheader(self, name):
        """The text of the first header of a name, spaces and ends of lines included; None if there is none."""
        return ''.join(self.getfirstmatchingheader(name))[len(name) + 1:] or None

    def getheaders(self, name):
        """The texts of all headers of a name."""
        texts = []
        for _, begins, line in self._lines_of(name):
            if begins:
                texts.append(line.partition(':')[2].strip())
            elif texts[-1]:
                texts[-1] += '\n ' + line.strip()
            else:
                texts[-1] = line.strip()
        return texts

    def getheader(self, name, default=None):
        """The text of the last header of a name."""
        return self.dict.get(name.lower(), default)

    get = getheader

    # ---- what headers mean

    def getaddr(self, name):
        """The first (name, address) in the headers of a name; (None, None) if there is none."""
        found = self.getaddrlist(name)
        return found[0] if found else (None, None)

    def getaddrlist(self, name):
        """All (name, address) in the headers of a name."""
        field = ''
        for _, begins, line in self._lines_of(name):
            if begins:
                line = line.partition(':')[2]
                if field:
                    field += ', '
            field += line
        return AddressList(field).addresslist

    def getdate(self, name):
        """A header's date as parsedate() gives it."""
        return parsedate(self.getheader(name))

    def getdate_tz(self, name):
        """A header's date as parsedate_tz() gives it."""
        return parsedate_tz(self.getheader(name))

    # ---- as a dictionary

    def __len__(self):
        return len(self.dict)

    def __iter__(self):
        return iter(self.dict)

    def __contains__(self, name):
        return name.lower() in self.dict

    has_key = __contains__

    def __getitem__(self, name):
        return self.dict[name.lower()]

    def __setitem__(self, name, value):
        """Replace all headers of a name by one behind the others."""
        del self[name]
        self.setdefault(name, value)

    def __delitem__(self, name):
        """Delete all headers of a name, if there are any."""
        if name in self:
            del self.dict[name.lower()]
            for index in reversed([index for index, _, _ in self._lines_of(name)]):
                del self.headers[index]

    def setdefault(self, name, default=''):
        """The text of a header, which is made if there is none."""
        if name not in self:
            self.dict[name.lower()] = default
            self.headers += [line + '\n' for line in ('%s: %s' % (name, default)).split('\n')]
        return self[name]

    def keys(self):
        return self.dict.keys()

    def values(self):
        return self.dict.values()

    def items(self):
        return self.dict.items()

    def __str__(self):
        return ''.join(self.headers)


# ---- addresses


def parseaddr(address):
    """The first (name, address) of a text; (None, None) if there is none."""
    found = AddressList(address).addresslist
    return found[0] if found else (None, None)


class AddrlistClass(AddressScanner):
    """Takes a list of addresses apart."""


class AddressList(AddressSet, AddrlistClass):
    """The addresses of a text."""

    def __init__(self, field):
        AddrlistClass.__init__(self, field)
        self.addresslist = self.getaddrlist() if field else []

    def __str__(self):
        return ', '.join(map(dump_address_pair, self.addresslist))


def dump_address_pair(pair):
    """(name, address) as text."""
    name, address = pair
    return '"%s" <%s>' % (name, address) if name else address


# ---- dates


def parsedate_tz(data):
    """The time tuple of a date, with the seconds of its zone (or None) as a tenth item; None if it is no date."""
    moment = _mail_dates.parsed(data) if data else None
    if moment is None:
        return None
    return moment[:6] + (0, 1, 0, _mail_dates.offset(moment[6]))


def parsedate(data):
    """The time tuple of a date, or None."""
    moment = parsedate_tz(data)
    return moment and moment[:9]


def mktime_tz(data):
    """The time of what parsedate_tz() gave, in seconds since the Epoch. It is local where there is no zone."""
    zone = data[9]
    if zone is None:
        return time.mktime(data[:8] + (-1,))
    return time.mktime(data[:8] + (0,)) - zone - time.timezone


def formatdate(timeval=None):
    """A time (now, by default) as mail has it, in GMT."""
    return _mail_dates.formatted(time.gmtime(time.time() if timeval is None else timeval), 'GMT')
