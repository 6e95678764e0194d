"""Mail messages of RFC 2822: headers, addresses, dates. (The email package is the newer one.)"""

import time

__all__ = ['Message', 'AddressList', 'parsedate', 'parsedate_tz', 'mktime_tz']

_blanklines = ('\r\n', '\n')


class Message:
    """A file's headers, read when made. The file stands at the body then.

    It behaves as a dictionary of headers, whose names are the same in
    capitals and small letters.
    """

    def __init__(self, fp, seekable=1):
        if seekable == 1:
            # See whether it is.
            try:
                fp.tell()
            except (AttributeError, IOError):
                seekable = 0
        self.fp = fp
        self.seekable = seekable
        self.startofheaders = None
        self.startofbody = None
        if self.seekable:
            try:
                self.startofheaders = self.fp.tell()
            except IOError:
                self.seekable = 0
        self.readheaders()
        if self.seekable:
            try:
                self.startofbody = self.fp.tell()
            except IOError:
                self.seekable = 0

    def rewindbody(self):
        """Put the file to where the body begins."""
        if not self.seekable:
            raise IOError('unseekable file')
        self.fp.seek(self.startofbody)

    def readheaders(self):
        """Read the lines up to the empty one."""
        self.dict = {}
        self.unixfrom = ''
        self.headers = lst = []
        self.status = ''
        headerseen = ''
        firstline = 1
        startofline = unread = tell = None
        if hasattr(self.fp, 'unread'):
            unread = self.fp.unread
        elif self.seekable:
            tell = self.fp.tell
        while True:
            if tell:
                try:
                    startofline = tell()
                except IOError:
                    startofline = tell = None
                    self.seekable = 0
            line = self.fp.readline()
            if not line:
                self.status = 'EOF in headers'
                break
            if firstline and line.startswith('From '):
                # A mailbox's line before the message.
                self.unixfrom = self.unixfrom + line
                continue
            firstline = 0
            if headerseen and line[0] in ' \t':
                # The header goes on.
                lst.append(line)
                self.dict[headerseen] = (self.dict[headerseen] + '\n ' + line.strip()).strip()
                continue
            if self.iscomment(line):
                continue
            if self.islast(line):
                break
            headerseen = self.isheader(line)
            if headerseen:
                lst.append(line)
                self.dict[headerseen] = line[len(headerseen) + 1:].strip()
                continue
            if headerseen is not None:
                # A header without a name.
                continue
            self.status = 'Non-header line where header expected' if self.dict else 'No headers'
            # The body has begun.
            if unread:
                unread(line)
            elif tell:
                self.fp.seek(startofline)
            else:
                self.status = self.status + '; bad seek'
            break

    def isheader(self, line):
        """The name of a line's header in small letters, or None."""
        i = line.find(':')
        return line[:i].lower() if i > -1 else None

    def islast(self, line):
        """Whether a line ends the headers."""
        return line in _blanklines

    def iscomment(self, line):
        """Whether to skip a line; for subclasses."""
        return False

    def getallmatchingheaders(self, name):
        """The lines of all headers of a name, those that go on included."""
        name = name.lower() + ':'
        n = len(name)
        result = []
        hit = 0
        for line in self.headers:
            if line[:n].lower() == name:
                hit = 1
            elif not line[:1].isspace():
                hit = 0
            if hit:
                result.append(line)
        return result

    def getfirstmatchingheader(self, name):
        """The lines of the first header of a name."""
        name = name.lower() + ':'
        n = len(name)
        result = []
        hit = 0
        for line in self.headers:
            if hit:
                if not line[:1].isspace():
                    break
            elif line[:n].lower() == name:
                hit = 1
            if hit:
                result.append(line)
        return result

    def getrawheader(self, name):
        """The text of the first header of a name as it stands there, or None."""
        lines = self.getfirstmatchingheader(name)
        if not lines:
            return None
        lines[0] = lines[0][len(name) + 1:]
        return ''.join(lines)

    def getheader(self, name, default=None):
        """The text of the last header of a name."""
        return self.dict.get(name.lower(), default)

    get = getheader

    def getheaders(self, name):
        """The texts of all headers of a name."""
        result = []
        current = ''
        have_header = 0
        for line in self.getallmatchingheaders(name):
            if line[0].isspace():
                if current:
                    current = '%s\n %s' % (current, line.strip())
                else:
                    current = line.strip()
            else:
                if have_header:
                    result.append(current)
                current = line[line.find(':') + 1:].strip()
                have_header = 1
        if have_header:
            result.append(current)
        return result

    def getaddr(self, name):
        """The first (name, address) of a header; (None, None) if there is none."""
        alist = self.getaddrlist(name)
        return alist[0] if alist else (None, None)

    def getaddrlist(self, name):
        """The (name, address) pairs of all headers of a name."""
        raw = []
        for h in self.getallmatchingheaders(name):
            if h[0] in ' \t':
                raw.append(h)
            else:
                if raw:
                    raw.append(', ')
                i = h.find(':')
                if i > 0:
                    addr = h[i + 1:]
                raw.append(addr)
        return AddressList(''.join(raw)).addresslist

    def getdate(self, name):
        """A header's date as a time tuple, or None."""
        try:
            data = self[name]
        except KeyError:
            return None
        return parsedate(data)

    def getdate_tz(self, name):
        """A header's date with the offset of its zone, or None."""
        try:
            data = self[name]
        except KeyError:
            return None
        return parsedate_tz(data)

    def __len__(self):
        return len(self.dict)

    def __getitem__(self, name):
        return self.dict[name.lower()]

    def __setitem__(self, name, value):
        """Set a header, which stands last then."""
        del self[name]
        self.dict[name.lower()] = value
        for line in (name + ': ' + value).split('\n'):
            self.headers.append(line + '\n')

    def __delitem__(self, name):
        """Delete all headers of a name, if there are any."""
        name = name.lower()
        if name not in self.dict:
            return
        del self.dict[name]
        name = name + ':'
        n = len(name)
        gone = []
        hit = 0
        for i, line in enumerate(self.headers):
            if line[:n].lower() == name:
                hit = 1
            elif not line[:1].isspace():
                hit = 0
            if hit:
                gone.append(i)
        for i in reversed(gone):
            del self.headers[i]

    def setdefault(self, name, default=''):
        lowername = name.lower()
        if lowername in self.dict:
            return self.dict[lowername]
        for line in (name + ': ' + default).split('\n'):
            self.headers.append(line + '\n')
        self.dict[lowername] = default
        return default

    def has_key(self, name):
        return name.lower() in self.dict

    def __contains__(self, name):
        return name.lower() in self.dict

    def __iter__(self):
        return iter(self.dict)

    def keys(self):
        return self.dict.keys()

    def values(self):
        return self.dict.values()

    def items(self):
        return self.dict.items()

    def __str__(self):
        return ''.join(self.headers)


# ---- addresses


def unquote(s):
    """A string without its quotes or angle brackets."""
    if len(s) > 1:
        if s.startswith('"') and s.endswith('"'):
            return s[1:-1].replace('\\\\', '\\').replace('\\"', '"')
        if s.startswith('<') and s.endswith('>'):
            return s[1:-1]
    return s


def quote(s):
    """A string as it may stand between quotes."""
    return s.replace('\\', '\\\\').replace('"', '\\"')


def parseaddr(address):
    """(name, address) of an address; (None, None) if there is none."""
    addresses = AddressList(address).addresslist
    return addresses[0] if addresses else (None, None)


class AddrlistClass:
    """Takes a list of addresses apart."""

    def __init__(self, field):
        self.specials = '()<>@,:;.\"[]'
        self.pos = 0
        self.LWS = ' \t'
        self.CR = '\r\n'
        self.atomends = self.specials + self.LWS + self.CR
        # Names have dots nowadays.
        self.phraseends = self.atomends.replace('.', '')
        self.field = field
        self.commentlist = []

    def gotonext(self):
        """Skip spaces and comments."""
        while self.pos < len(self.field):
            if self.field[self.pos] in self.LWS + '\n\r':
                self.pos += 1
            elif self.field[self.pos] == '(':
                self.commentlist.append(self.getcomment())
            else:
                break

    def getaddrlist(self):
        result = []
        ad = self.getaddress()
        while ad:
            result += ad
            ad = self.getaddress()
        return result

    def getaddress(self):
        """The next address, or those of the next group, as a list of pairs."""
        self.commentlist = []
        self.gotonext()
        oldpos = self.pos
        oldcl = self.commentlist
        plist = self.getphraselist()
        self.gotonext()
        result = []
        if self.pos >= len(self.field):
            # A bare word.
            if plist:
                result = [(' '.join(self.commentlist), plist[0])]
        elif self.field[self.pos] in '.@':
            # An address without name: from its beginning again.
            self.pos = oldpos
            self.commentlist = oldcl
            address = self.getaddrspec()
            result = [(' '.join(self.commentlist), address)]
        elif self.field[self.pos] == ':':
            # A group.
            self.pos += 1
            size = len(self.field)
            while self.pos < size:
                self.gotonext()
                if self.pos < size and self.field[self.pos] == ';':
                    self.pos += 1
                    break
                result = result + self.getaddress()
        elif self.field[self.pos] == '<':
            routeaddr = self.getrouteaddr()
            if self.commentlist:
                result = [(' '.join(plist) + ' (' + ' '.join(self.commentlist) + ')', routeaddr)]
            else:
                result = [(' '.join(plist), routeaddr)]
        elif plist:
            result = [(' '.join(self.commentlist), plist[0])]
        elif self.field[self.pos] in self.specials:
            self.pos += 1
        self.gotonext()
        if self.pos < len(self.field) and self.field[self.pos] == ',':
            self.pos += 1
        return result

    def getrouteaddr(self):
        """The address between angle brackets, without a route."""
        if self.field[self.pos] != '<':
            return
        expectroute = 0
        self.pos += 1
        self.gotonext()
        address = ''
        while self.pos < len(self.field):
            if expectroute:
                self.getdomain()
                expectroute = 0
            elif self.field[self.pos] == '>':
                self.pos += 1
                break
            elif self.field[self.pos] == '@':
                self.pos += 1
                expectroute = 1
            elif self.field[self.pos] == ':':
                self.pos += 1
            else:
                address = self.getaddrspec()
                self.pos += 1
                break
            self.gotonext()
        return address

    def getaddrspec(self):
        """name@domain."""
        parts = []
        self.gotonext()
        while self.pos < len(self.field):
            if self.field[self.pos] == '.':
                parts.append('.')
                self.pos += 1
            elif self.field[self.pos] == '"':
                parts.append('"%s"' % self.getquote())
            elif self.field[self.pos] in self.atomends:
                break
            else:
                parts.append(self.getatom())
            self.gotonext()
        if self.pos >= len(self.field) or self.field[self.pos] != '@':
            return ''.join(parts)
        parts.append('@')
        self.pos += 1
        self.gotonext()
        return ''.join(parts) + self.getdomain()

    def getdomain(self):
        parts = []
        while self.pos < len(self.field):
            if self.field[self.pos] in self.LWS:
                self.pos += 1
            elif self.field[self.pos] == '(':
                self.commentlist.append(self.getcomment())
            elif self.field[self.pos] == '[':
                parts.append(self.getdomainliteral())
            elif self.field[self.pos] == '.':
                self.pos += 1
                parts.append('.')
            elif self.field[self.pos] in self.atomends:
                break
            else:
                parts.append(self.getatom())
        return ''.join(parts)

    def getdelimited(self, beginchar, endchars, allowcomments=1):
        """What stands from one character to one of others."""
        if self.field[self.pos] != beginchar:
            return ''
        parts = ['']
        quoted = 0
        self.pos += 1
        while self.pos < len(self.field):
            if quoted:
                parts.append(self.field[self.pos])
                quoted = 0
            elif self.field[self.pos] in endchars:
                self.pos += 1
                break
            elif allowcomments and self.field[self.pos] == '(':
                parts.append(self.getcomment())
                continue
            elif self.field[self.pos] == '\\':
                quoted = 1
            else:
                parts.append(self.field[self.pos])
            self.pos += 1
        return ''.join(parts)

    def getquote(self):
        return self.getdelimited('"', '"\r', 0)

    def getcomment(self):
        return self.getdelimited('(', ')\r', 1)

    def getdomainliteral(self):
        return '[%s]' % self.getdelimited('[', ']\r', 0)

    def getatom(self, atomends=None):
        """The characters up to one that ends a word."""
        if atomends is None:
            atomends = self.atomends
        start = self.pos
        while self.pos < len(self.field) and self.field[self.pos] not in atomends:
            self.pos += 1
        return self.field[start:self.pos]

    def getphraselist(self):
        """Words and quoted strings."""
        plist = []
        while self.pos < len(self.field):
            if self.field[self.pos] in self.LWS + '\n\r':
                self.pos += 1
            elif self.field[self.pos] == '"':
                plist.append(self.getquote())
            elif self.field[self.pos] == '(':
                self.commentlist.append(self.getcomment())
            elif self.field[self.pos] in self.phraseends:
                break
            else:
                plist.append(self.getatom(self.phraseends))
        return plist


class AddressList(AddrlistClass):
    """A list of addresses, in some ways like a set."""

    def __init__(self, field):
        AddrlistClass.__init__(self, field)
        self.addresslist = self.getaddrlist() if field else []

    def __len__(self):
        return len(self.addresslist)

    def __str__(self):
        return ', '.join(map(dump_address_pair, self.addresslist))

    def __add__(self, other):
        new = AddressList(None)
        new.addresslist = self.addresslist[:]
        return new.__iadd__(other)

    def __iadd__(self, other):
        for x in other.addresslist:
            if x not in self.addresslist:
                self.addresslist.append(x)
        return self

    def __sub__(self, other):
        new = AddressList(None)
        new.addresslist = [x for x in self.addresslist if x not in other.addresslist]
        return new

    def __isub__(self, other):
        for x in other.addresslist:
            if x in self.addresslist:
                self.addresslist.remove(x)
        return self

    def __getitem__(self, index):
        return self.addresslist[index]


def dump_address_pair(pair):
    """(name, address) as text."""
    if pair[0]:
        return '"' + pair[0] + '" <' + pair[1] + '>'
    return pair[1]


# ---- dates

_monthnames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec', 'january',
               'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october',
               'november', 'december']
_daynames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

_timezones = {'UT': 0, 'UTC': 0, 'GMT': 0, 'Z': 0, 'AST': -400, 'ADT': -300, 'EST': -500, 'EDT': -400,
              'CST': -600, 'CDT': -500, 'MST': -700, 'MDT': -600, 'PST': -800, 'PDT': -700}


def parsedate_tz(data):
    """A date as a time tuple with a tenth item, the zone's offset in seconds or None; None if it is no date."""
    if not data:
        return None
    data = data.split()
    if not data:
        return None
    if data[0][-1] in (',', '.') or data[0].lower() in _daynames:
        # The weekday says nothing new.
        del data[0]
    else:
        i = data[0].rfind(',')
        if i >= 0:
            data[0] = data[0][i + 1:]
    if len(data) == 3:
        # The form of RFC 850: dd-mmm-yy.
        parts = data[0].split('-')
        if len(parts) == 3:
            data = parts + data[1:]
    if len(data) == 4:
        s = data[3]
        i = s.find('+')
        if i == -1:
            i = s.find('-')
        if i > 0:
            data[3:] = [s[:i], s[i:]]
        else:
            data.append('')
    if len(data) < 5:
        return None
    dd, mm, yy, tm, tz = data[:5]
    mm = mm.lower()
    if mm not in _monthnames:
        dd, mm = mm, dd.lower()
        if mm not in _monthnames:
            return None
    mm = _monthnames.index(mm) + 1
    if mm > 12:
        mm -= 12
    if dd[-1] == ',':
        dd = dd[:-1]
    if yy.find(':') > 0:
        yy, tm = tm, yy
    if yy[-1] == ',':
        yy = yy[:-1]
    if not yy[0].isdigit():
        yy, tz = tz, yy
    if tm[-1] == ',':
        tm = tm[:-1]
    tm = tm.split(':')
    if len(tm) == 2:
        thh, tmm = tm
        tss = '0'
    elif len(tm) == 3:
        thh, tmm, tss = tm
    else:
        return None
    try:
        yy, dd, thh, tmm, tss = int(yy), int(dd), int(thh), int(tmm), int(tss)
    except ValueError:
        return None
    tzoffset = None
    tz = tz.upper()
    if tz in _timezones:
        tzoffset = _timezones[tz]
    else:
        try:
            tzoffset = int(tz)
        except ValueError:
            pass
    if tzoffset:
        sign = -1 if tzoffset < 0 else 1
        hours, minutes = divmod(abs(tzoffset), 100)
        tzoffset = sign * (hours * 3600 + minutes * 60)
    return yy, mm, dd, thh, tmm, tss, 0, 1, 0, tzoffset


def parsedate(data):
    """As parsedate_tz, without the offset."""
    t = parsedate_tz(data)
    return t if t is None else t[:9]


def mktime_tz(data):
    """The seconds since the Epoch of what parsedate_tz() gives."""
    if data[9] is None:
        # No zone: local time.
        return time.mktime(data[:8] + (-1,))
    return time.mktime(data[:8] + (0,)) - data[9] - time.timezone


def formatdate(timeval=None):
    """A time as mail has it, in GMT; now by default."""
    if timeval is None:
        timeval = time.time()
    timeval = time.gmtime(timeval)
    return '%s, %02d %s %04d %02d:%02d:%02d GMT' % (
        _daynames[timeval[6]].capitalize(), timeval[2], _monthnames[timeval[1] - 1].capitalize(), timeval[0],
        timeval[3], timeval[4], timeval[5])
