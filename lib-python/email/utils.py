"""Addresses, dates, parameters and other details of mail."""

__all__ = ['collapse_rfc2231_value', 'decode_params', 'decode_rfc2231', 'encode_rfc2231', 'formataddr', 'formatdate',
           'getaddresses', 'make_msgid', 'mktime_tz', 'parseaddr', 'parsedate', 'parsedate_tz', 'unquote']

import base64
import os
import random
import re
import socket
import time
from quopri import decodestring as _qdecode

import _mail_dates
from _mail_addresses import quote, unquote
from email._parameters import (
    collapse_rfc2231_value, decode_params, decode_rfc2231, encode_rfc2231, rfc2231_continuation)
from email._parseaddr import AddressList as _AddressList, mktime_tz, parsedate, parsedate_tz
from email.encoders import _bencode, _qencode

CRLF = '\r\n'
COMMASPACE = ', '

# Names with one of the first need quotes; the others need a backslash within.
specialsre = re.compile(r'[][\\()<>@,:;".]')
escapesre = re.compile(r'[][\\()"]')

# An encoded word.
ecre = re.compile(r'=\?(?P<charset>[^?]*?)\?(?P<encoding>[qb])\?(?P<atom>.*?)\?=', re.IGNORECASE)

_line_end = re.compile('\r\n|\r|\n')


def _bdecode(s):
    """The text of base64, ending with a newline only where that does."""
    if not s:
        return s
    text = base64.decodestring(s)
    return text[:-1] if text.endswith('\n') and not s.endswith('\n') else text


def fix_eols(s):
    """A text whose lines all end with CRLF."""
    return _line_end.sub(CRLF, s)


# ---- addresses


def formataddr(pair):
    """(name, address) as a header has it."""
    name, address = pair
    if not name:
        return address
    escaped = escapesre.sub(r'\\\g<0>', name)
    return ('"%s" <%s>' if specialsre.search(name) else '%s <%s>') % (escaped, address)


def parseaddr(addr):
    """The first (name, address) of a text; ('', '') if there is none."""
    found = _AddressList(addr).addresslist
    return found[0] if found else ('', '')


def getaddresses(fieldvalues):
    """All (name, address) of some texts."""
    return _AddressList(COMMASPACE.join(fieldvalues)).addresslist


def make_msgid(idstring=None):
    """A Message-ID as there is no other, with idstring in it if that is given."""
    suffix = '' if idstring is None else '.' + idstring
    return '<%d.%d.%d%s@%s>' % (time.time() * 100, os.getpid(), random.getrandbits(64), suffix, socket.getfqdn())


# ---- dates


def formatdate(timeval=None, localtime=False, usegmt=False):
    """A time (now, by default) as mail has it: in UTC, of which usegmt says 'GMT', or in local time."""
    if timeval is None:
        timeval = time.time()
    if not localtime:
        return _mail_dates.formatted(time.gmtime(timeval), 'GMT' if usegmt else '-0000')
    moment = time.localtime(timeval)
    west = time.altzone if time.daylight and moment[-1] else time.timezone
    hours, minutes = divmod(abs(west) // 60, 60)
    return _mail_dates.formatted(moment, '%s%02d%02d' % ('-' if west > 0 else '+', hours, minutes))
