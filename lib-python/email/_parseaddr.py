"""Addresses and dates of mail."""

__all__ = ['mktime_tz', 'parsedate', 'parsedate_tz', 'quote']

import calendar
import time

import _mail_dates
from _mail_addresses import AddressScanner, AddressSet, quote
from _mail_dates import days as _daynames, months as _monthnames, zones as _timezones


def parsedate_tz(data):
    """The time tuple of a date, with the seconds of its zone (or None) as a tenth item; None if it is no date."""
    moment = _mail_dates.parsed(data) if data else None
    if moment is None:
        return None
    year = moment[0]
    if year < 100:
        # POSIX: from 1969 to 2068.
        year += 1900 if year > 68 else 2000
    return (year,) + moment[1:6] + (0, 1, -1, _mail_dates.offset(moment[6]))


def parsedate(data):
    """The time tuple of a date, or None."""
    moment = parsedate_tz(data)
    return moment and moment[:9]


def mktime_tz(data):
    """The time of what parsedate_tz() gave, in seconds since the Epoch. It is local where there is no zone."""
    zone = data[9]
    if zone is None:
        return time.mktime(data[:8] + (-1,))
    return calendar.timegm(data) - zone


class AddrlistClass(AddressScanner):
    """Takes a list of addresses apart, by RFC 2822."""

    def __init__(self, field):
        AddressScanner.__init__(self, field)
        self.FWS = self.phrasegaps = self.LWS + self.CR

    def getaddrlist(self):
        """All pairs; ('', '') stands for what is no address."""
        pairs = []
        while self.pos < len(self.field):
            pairs += self.getaddress() or [('', '')]
        return pairs

    def _quoted(self, text):
        return '"%s"' % quote(text)

    def _joined(self, local, domain):
        return local + '@' + domain if domain else ''

    def getdomain(self):
        """The domain; '' if another @ follows, which could pass off one address as another."""
        domain = AddressScanner.getdomain(self)
        return '' if self._ahead() == '@' else domain


class AddressList(AddressSet, AddrlistClass):
    """The addresses of a text."""

    def __init__(self, field):
        AddrlistClass.__init__(self, field)
        self.addresslist = self.getaddrlist() if field else []
