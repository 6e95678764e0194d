"""Addresses and dates of mail. (Those of rfc822, which says it all.)"""

__all__ = ['mktime_tz', 'parsedate', 'parsedate_tz', 'quote']

import time
import calendar
import rfc822 as _rfc822
from rfc822 import quote

SPACE = ' '
EMPTYSTRING = ''
COMMASPACE = ', '

_monthnames = _rfc822._monthnames
_daynames = _rfc822._daynames
_timezones = _rfc822._timezones


def parsedate_tz(data):
    """A date as a time tuple with a tenth item, the zone's offset in seconds or None; None if it is no date."""
    if not data:
        return None
    t = _rfc822.parsedate_tz(_plain(data))
    if t is None:
        return None
    year, tzoffset = t[0], t[9]
    if tzoffset == 0 and data.rstrip().endswith('-0000'):
        # Of no zone that is known.
        tzoffset = None
    # Years of two digits.
    if year < 100:
        year += 1900 if year > 68 else 2000
    return (year,) + t[1:6] + (0, 1, -1, tzoffset)


def _plain(data):
    """A date whose time may be written with dots."""
    words = data.split()
    for i, word in enumerate(words):
        if ':' not in word and word.count('.') in (1, 2) and word.replace('.', '').isdigit() and i >= 2:
            words[i] = word.replace('.', ':')
    return ' '.join(words)


def parsedate(data):
    """As parsedate_tz, without the offset."""
    t = parsedate_tz(data)
    return t[:9] if isinstance(t, tuple) else t


def mktime_tz(data):
    """The seconds since the Epoch of what parsedate_tz() gives."""
    if data[9] is None:
        # No zone: local time.
        return time.mktime(data[:8] + (-1,))
    return calendar.timegm(data) - data[9]


class AddrlistClass(_rfc822.AddrlistClass):

    def __init__(self, field):
        _rfc822.AddrlistClass.__init__(self, field)
        # A dot begins no word, but may stand in one.
        self.FWS = self.LWS + self.CR

    def getaddrlist(self):
        result = []
        while self.pos < len(self.field):
            ad = self.getaddress()
            if ad:
                result += ad
            else:
                result.append(('', ''))
        return result

    def getaddrspec(self):
        parts = []
        self.gotonext()
        while self.pos < len(self.field):
            if self.field[self.pos] == '.':
                parts.append('.')
                self.pos += 1
            elif self.field[self.pos] == '"':
                parts.append('"%s"' % quote(self.getquote()))
            elif self.field[self.pos] in self.atomends:
                break
            else:
                parts.append(self.getatom())
            self.gotonext()
        if self.pos >= len(self.field) or self.field[self.pos] != '@':
            return EMPTYSTRING.join(parts)
        parts.append('@')
        self.pos += 1
        self.gotonext()
        domain = self.getdomain()
        if not domain:
            # No valid address.
            return EMPTYSTRING
        return EMPTYSTRING.join(parts) + domain

    def getdomain(self):
        parts = []
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if c in self.LWS:
                self.pos += 1
            elif c == '(':
                self.commentlist.append(self.getcomment())
            elif c == '[':
                parts.append(self.getdomainliteral())
            elif c == '.':
                self.pos += 1
                parts.append('.')
            elif c == '@':
                # a@malicious@important: not an address.
                return EMPTYSTRING
            elif c in self.atomends:
                break
            else:
                parts.append(self.getatom())
        return EMPTYSTRING.join(parts)


class AddressList(AddrlistClass):
    """A list of addresses, in some ways like a set."""

    def __init__(self, field):
        AddrlistClass.__init__(self, field)
        self.addresslist = self.getaddrlist() if field else []

    def __len__(self):
        return len(self.addresslist)

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
