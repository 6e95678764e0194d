"""Addresses, dates, parameters and the like."""

__all__ = ['collapse_rfc2231_value', 'decode_params', 'decode_rfc2231', 'encode_rfc2231', 'formataddr', 'formatdate',
           'getaddresses', 'make_msgid', 'mktime_tz', 'parseaddr', 'parsedate', 'parsedate_tz', 'unquote']

import os
import re
import time
import base64
import random
import socket
import urllib
import warnings

from email._parseaddr import quote
from email._parseaddr import AddressList as _AddressList
from email._parseaddr import mktime_tz

# The functions below have their names.
from email._parseaddr import parsedate as _parsedate
from email._parseaddr import parsedate_tz as _parsedate_tz

from quopri import decodestring as _qdecode

# Also for those who took them from here.
from email.encoders import _bencode, _qencode

COMMASPACE = ', '
EMPTYSTRING = ''
UEMPTYSTRING = u''
CRLF = '\r\n'
TICK = "'"

specialsre = re.compile(r'[][\\()<>@,:;".]')
escapesre = re.compile(r'[][\\()"]')


def _identity(s):
    return s


def _bdecode(s):
    """Base64, without a newline that was not there."""
    if not s:
        return s
    value = base64.decodestring(s)
    if not s.endswith('\n') and value.endswith('\n'):
        return value[:-1]
    return value


def fix_eols(s):
    """Line ends as those of mail."""
    s = re.sub(r'(?<!\r)\n', CRLF, s)
    return re.sub(r'\r(?!\n)', CRLF, s)


def formataddr(pair):
    """(name, address) as text."""
    name, address = pair
    if name:
        quotes = '"' if specialsre.search(name) else ''
        name = escapesre.sub(r'\\\g<0>', name)
        return '%s%s%s <%s>' % (quotes, name, quotes, address)
    return address


def getaddresses(fieldvalues):
    """The (name, address) pairs of several headers' texts."""
    return _AddressList(COMMASPACE.join(fieldvalues)).addresslist


ecre = re.compile(r'''
  =\?                   # begins
  (?P<charset>[^?]*?)   # the character set
  \?
  (?P<encoding>[qb])    # the encoding
  \?
  (?P<atom>.*?)         # the text
  \?=                   # ends
  ''', re.VERBOSE | re.IGNORECASE)


def formatdate(timeval=None, localtime=False, usegmt=False):
    """A time as mail has it; now by default. localtime: with the offset of the local zone."""
    if timeval is None:
        timeval = time.time()
    if localtime:
        now = time.localtime(timeval)
        # West of UTC is positive in the time module.
        offset = time.altzone if time.daylight and now[-1] else time.timezone
        hours, minutes = divmod(abs(offset), 3600)
        zone = '%s%02d%02d' % ('-' if offset > 0 else '+', hours, minutes // 60)
    else:
        now = time.gmtime(timeval)
        zone = 'GMT' if usegmt else '-0000'
    return '%s, %02d %s %04d %02d:%02d:%02d %s' % (
        ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][now[6]], now[2],
        ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][now[1] - 1],
        now[0], now[3], now[4], now[5], zone)


def make_msgid(idstring=None):
    """A Message-ID, different each time."""
    timeval = int(time.time() * 100)
    pid = os.getpid()
    randint = random.getrandbits(64)
    idstring = '' if idstring is None else '.' + idstring
    return '<%d.%d.%d%s@%s>' % (timeval, pid, randint, idstring, socket.getfqdn())


def parsedate(data):
    """A date as a time tuple, or None."""
    if not data:
        return None
    return _parsedate(data)


def parsedate_tz(data):
    """A date as a time tuple with the offset of its zone, or None."""
    if not data:
        return None
    return _parsedate_tz(data)


def parseaddr(addr):
    """(name, address) of an address; ('', '') if it is none."""
    addrs = _AddressList(addr).addresslist
    if not addrs:
        return '', ''
    return addrs[0]


def unquote(str):
    """A string without its quotes or angle brackets."""
    if len(str) > 1:
        if str.startswith('"') and str.endswith('"'):
            return str[1:-1].replace('\\\\', '\\').replace('\\"', '"')
        if str.startswith('<') and str.endswith('>'):
            return str[1:-1]
    return str


# ---- parameters with a character set (RFC 2231)


def decode_rfc2231(s):
    """"charset'language'text" -> (charset, language, text)."""
    parts = s.split(TICK, 2)
    if len(parts) <= 2:
        return None, None, s
    return parts


def encode_rfc2231(s, charset=None, language=None):
    """A text quoted as in URLs, with character set and language in front if there is one."""
    s = urllib.quote(s, safe='')
    if charset is None and language is None:
        return s
    if language is None:
        language = ''
    return "%s'%s'%s" % (charset, language, s)


rfc2231_continuation = re.compile(r'^(?P<name>\w+)\*((?P<num>[0-9]+)\*?)?$')


def decode_params(params):
    """Parameters, a list of pairs, with those put together that are in pieces or encoded."""
    params = params[:]
    new_params = []
    pieces = {}
    name, value = params.pop(0)
    new_params.append((name, value))
    while params:
        name, value = params.pop(0)
        encoded = name.endswith('*')
        value = unquote(value)
        mo = rfc2231_continuation.match(name)
        if mo:
            name, num = mo.group('name', 'num')
            if num is not None:
                num = int(num)
            pieces.setdefault(name, []).append((num, value, encoded))
        else:
            new_params.append((name, '"%s"' % quote(value)))
    for name, continuations in pieces.items():
        value = []
        extended = False
        continuations.sort()
        for num, s, encoded in continuations:
            if encoded:
                s = urllib.unquote(s)
                extended = True
            value.append(s)
        value = quote(EMPTYSTRING.join(value))
        if extended:
            charset, language, value = decode_rfc2231(value)
            new_params.append((name, (charset, language, '"%s"' % value)))
        else:
            new_params.append((name, '"%s"' % value))
    return new_params


def collapse_rfc2231_value(value, errors='replace', fallback_charset='us-ascii'):
    """The value of a parameter, (charset, language, text) or a string, as unicode or string."""
    if isinstance(value, tuple):
        rawval = unquote(value[2])
        charset = value[0] or 'us-ascii'
        try:
            return unicode(rawval, charset, errors)
        except LookupError:
            # The character set is not known.
            return unicode(rawval, fallback_charset, errors)
    return unquote(value)
