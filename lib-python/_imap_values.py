"""What commands and answers of IMAP4 are made of (RFC 2060)."""

import base64
import calendar
import re
import time

CRLF = '\r\n'

# Command -> the states of the connection it is known in.
_ALWAYS = ('NONAUTH', 'AUTH', 'SELECTED', 'LOGOUT')
_LOGGED_IN = ('AUTH', 'SELECTED')
_SELECTED = ('SELECTED',)
Commands = dict.fromkeys(('CAPABILITY', 'LOGOUT', 'NOOP'), _ALWAYS)
Commands.update(dict.fromkeys(('AUTHENTICATE', 'LOGIN'), ('NONAUTH',)))
Commands.update(dict.fromkeys(
    ('APPEND', 'CREATE', 'DELETE', 'DELETEACL', 'EXAMINE', 'GETACL', 'GETANNOTATION', 'GETQUOTA', 'GETQUOTAROOT', 'LIST',
     'LSUB', 'MYRIGHTS', 'NAMESPACE', 'RENAME', 'SELECT', 'SETACL', 'SETANNOTATION', 'SETQUOTA', 'STATUS', 'SUBSCRIBE',
     'UNSUBSCRIBE'), _LOGGED_IN))
Commands.update(dict.fromkeys(
    ('CHECK', 'CLOSE', 'COPY', 'EXPUNGE', 'FETCH', 'MOVE', 'PARTIAL', 'SEARCH', 'SORT', 'STORE', 'THREAD', 'UID'), _SELECTED))
Commands['PROXYAUTH'] = ('AUTH',)

Continuation = re.compile(r'\+( (?P<data>.*))?')
Untagged_response = re.compile(r'\* (?P<type>[A-Z-]+)( (?P<data>.*))?')
Untagged_status = re.compile(r'\* (?P<data>\d+) (?P<type>[A-Z-]+)( (?P<data2>.*))?')
Response_code = re.compile(r'\[(?P<type>[A-Z-]+)( (?P<data>[^\]]*))?\]')
# A line that ends so is followed by that many bytes, and then goes on.
Literal = re.compile(r'.*{(?P<size>\d+)}$')
Flags = re.compile(r'.*FLAGS \((?P<flags>[^\)]*)\)')
MapCRLF = re.compile(r'\r\n|\r|\n')
InternalDate = re.compile(r'.*INTERNALDATE "(?P<day>[ 0-3]\d)-(?P<mon>[A-Z][a-z]{2})-(?P<year>\d{4})'
                          r' (?P<hour>\d\d):(?P<min>\d\d):(?P<sec>\d\d) (?P<zonen>[-+])(?P<zoneh>\d\d)(?P<zonem>\d\d)"')

_MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()
Mon2num = dict((month, number) for number, month in enumerate(_MONTHS, 1))


def Internaldate2tuple(resp):
    """The local time (a struct_time) of a date of delivery in an answer, or None."""
    match = InternalDate.match(resp)
    if not match:
        return None
    day, year, hour, minute, second, zone_hour, zone_minute = [
        int(match.group(name)) for name in ('day', 'year', 'hour', 'min', 'sec', 'zoneh', 'zonem')]
    zone = (zone_hour * 60 + zone_minute) * 60
    if match.group('zonen') == '-':
        zone = -zone
    month = Mon2num[match.group('mon')]
    return time.localtime(calendar.timegm((year, month, day, hour, minute, second)) - zone)


def Time2Internaldate(date_time):
    """A date of delivery for a command, of seconds since the epoch, a tuple of local time, or a text in quotes."""
    if isinstance(date_time, str) and date_time[:1] == date_time[-1:] == '"':
        return date_time
    if isinstance(date_time, (int, float)):
        date_time = time.localtime(date_time)
    elif not isinstance(date_time, (tuple, time.struct_time)):
        raise ValueError('date_time not of a known type')
    zone = -(time.altzone if time.daylight and date_time[-1] else time.timezone) // 60
    day = '%2d' % date_time[2]
    return '"%s-%s %s%02d%02d"' % (day, time.strftime('%b-%Y %H:%M:%S', date_time), '-' if zone < 0 else '+',
                                   abs(zone) // 60, abs(zone) % 60)


def Int2AP(num):
    """A number in base 16, of the letters A to P."""
    num = abs(int(num))
    letters = ''
    while num:
        letters = 'ABCDEFGHIJKLMNOP'[num % 16] + letters
        num //= 16
    return letters


def ParseFlags(resp):
    """The flags in an answer, a tuple."""
    match = Flags.match(resp)
    return tuple(match.group('flags').split()) if match else ()


class _Authenticator:
    """Lets a callable answer the challenges of a server: both are sent in base 64."""
    __module__ = 'imaplib'

    def __init__(self, mechinst):
        self.mech = mechinst

    def process(self, data):
        answer = self.mech(self.decode(data))
        # A star gives up.
        return '*' if answer is None else self.encode(answer)

    def encode(self, inp):
        return base64.b64encode(inp)

    def decode(self, inp):
        return base64.b64decode(inp) if inp else ''
