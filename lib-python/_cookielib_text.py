"""What the headers of cookies consist of: times, lists of words, and the hosts and paths they are compared with."""

import re
import time
import urllib
import urlparse
from calendar import timegm

EPOCH_YEAR = 1970
DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
MONTHS_LOWER = [name.lower() for name in MONTHS]
UTC_ZONES = dict.fromkeys(['GMT', 'UTC', 'UT', 'Z'])

DEFAULT_HTTP_PORT = '80'

# ---- times


def time2isoz(t=None):
    """A time, or now, as 'YYYY-MM-DD hh:mm:ssZ'."""
    return '%04d-%02d-%02d %02d:%02d:%02dZ' % time.gmtime(time.time() if t is None else t)[:6]


def time2netscape(t=None):
    """A time, or now, as 'Wdy, DD-Mon-YYYY hh:mm:ss GMT'."""
    when = time.gmtime(time.time() if t is None else t)
    return '%s, %02d-%s-%04d %02d:%02d:%02d GMT' % ((DAYS[when.tm_wday], when.tm_mday, MONTHS[when.tm_mon - 1],
                                                   when.tm_year) + when[3:6])


_TIMEZONE = re.compile(r'([-+])?(\d\d?):?(\d\d)?$')


def offset_from_tz_string(tz):
    """The offset of a time zone in seconds, None if it is not known."""
    if tz in UTC_ZONES:
        return 0
    found = _TIMEZONE.match(tz)
    if found is None:
        return None
    sign, hours, minutes = found.groups()
    offset = 3600 * int(hours) + 60 * int(minutes or 0)
    return -offset if sign == '-' else offset


# The ranges of year, month, day, hour, minute and second that are taken; in the last are leap seconds.
_RANGES = ((EPOCH_YEAR, float('inf')), (1, 12), (1, 31), (0, 24), (0, 59), (0, 61))


def _timegm(tt):
    """Seconds since the epoch of a tuple in UTC, None if it is not a time."""
    valid = all(least <= value <= most for value, (least, most) in zip(tt, _RANGES))
    return timegm(tt) if valid else None


def _month_number(text):
    if text.lower() in MONTHS_LOWER:
        return MONTHS_LOWER.index(text.lower()) + 1
    try:
        return int(text)
    except ValueError:
        # No month, as _timegm() finds.
        return 0


def _full_year(year):
    """The year near the present one which a year of two digits means."""
    if year >= 1000:
        return year
    present = time.localtime().tm_year
    distance = present % 100 - year
    year += present - present % 100
    if abs(distance) > 50:
        year += 100 if distance > 0 else -100
    return year


def _str2time(day, mon, yr, hr, min, sec, tz):
    """Seconds since the epoch of what was found in a text; None if it is not a time."""
    parts = [_full_year(int(yr)), _month_number(mon)] + [int(part or 0) for part in (day, hr, min, sec)]
    seconds = _timegm(tuple(parts))
    offset = offset_from_tz_string((tz or 'UTC').upper())
    return None if seconds is None or offset is None else seconds - offset


_SPACES = re.compile(r'\s+')

# The format that servers should send.
_STRICT_DATE = re.compile(r'[SMTWF][a-z][a-z], (\d\d) ([JFMASOND][a-z][a-z]) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$')
_WEEKDAY = re.compile(r'(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,?\s*', re.I)

# In the texts for the others any number of spaces has become one: else matching could take for ever.
_LOOSE_DATE = re.compile(r'''
    (\d\d?) [\ /-] (\w+) [\ /-] (\d+)                             # day, month, year
    (?: [\ :] (\d\d?) : (\d\d) (?: : (\d\d) )? )?                # hour, minute, second
    [\ ]?
    (?: ( [-+]?\d{2,4} | (?![APap][Mm]\b)[A-Za-z]+ ) [\ ]? )?    # time zone
    (?: \( \w+ \) [\ ]? )?                                       # its name
    $''', re.X)
_ISO_DATE = re.compile(r'''
    (\d{4}) [-/]? (\d\d?) [-/]? (\d\d?)                         # year, month, day
    (?: [\ :Tt-] (\d\d?) :? (\d\d) (?: :? (\d\d (?:\.\d*)?) )? )?   # hour, minute, second
    [\ ]?
    ( [-+]?\d\d?:?(?::?\d\d)? | [Zz] )?                         # time zone
    [\ ]?
    $''', re.X)


def http2time(text):
    """Seconds since the epoch of a time in one of the formats that servers send, None if it is in none of them."""
    strict = _STRICT_DATE.match(text)
    if strict:
        day, month, year, hour, minute, second = strict.groups()
        return _timegm((int(year), _month_number(month), int(day), int(hour), int(minute), float(second)))
    loose = _LOOSE_DATE.match(_SPACES.sub(' ', _WEEKDAY.sub('', text.lstrip(), 1)))
    return _str2time(*loose.groups()) if loose else None


def iso2time(text):
    """Seconds since the epoch of a time in a format of ISO 8601, None if it is not in one."""
    found = _ISO_DATE.match(_SPACES.sub(' ', text.lstrip()))
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    return _str2time(day, month, year, hour, minute, second and second.partition('.')[0], zone)


# ---- lists of words

_WORD = re.compile(r'''
    \s* (?:
        (?P<name> [^=\s;,]+ )
        (?: \s*=\s* (?: "(?P<quoted> (?:[^"\\]|\\.)* )" | (?P<plain> [^\s;,]* ) ) )?
        | (?P<end> , )
        | [=\s;]+
    )''', re.X)
_ESCAPED = re.compile(r'\\(.)')
_TO_ESCAPE = re.compile(r'(["\\])')


def split_header_words(header_values):
    """The elements of headers: for each a list of the pairs (name, value or None) that semicolons separate.

    Elements are separated by commas; values may be in quotation marks.
    """
    assert not isinstance(header_values, basestring)
    elements = []
    for text in header_values:
        pairs = []
        for found in _WORD.finditer(text):
            name, quoted, plain, end = found.group('name', 'quoted', 'plain', 'end')
            if name:
                pairs.append((name, plain if quoted is None else _ESCAPED.sub(r'\1', quoted)))
            elif end and pairs:
                elements.append(pairs)
                pairs = []
        if pairs:
            elements.append(pairs)
    return elements


def join_header_words(lists):
    """The header of what split_header_words() gives."""
    return ', '.join('; '.join(map(_joined_pair, pairs)) for pairs in lists if pairs)


def _joined_pair(pair):
    name, value = pair
    if value is None:
        return name
    if not re.match(r'\w+$', value):
        value = '"%s"' % _TO_ESCAPE.sub(r'\\\1', value)
    return '%s=%s' % (name, value)


def _strip_quotes(text):
    text = text[text.startswith('"'):]
    return text[:-1] if text.endswith('"') else text


_NS_ATTRIBUTES = frozenset(['expires', 'domain', 'path', 'secure', 'version', 'port', 'max-age'])


def parse_ns_headers(ns_headers):
    """The elements of headers Set-Cookie as Netscape defined them: there quotation marks mean nothing, and times
    have commas. The result is as for split_header_words(), but times are numbers."""
    elements = []
    for header in ns_headers:
        pairs = []
        for place, parameter in enumerate(header.split(';')):
            name, equals, value = parameter.partition('=')
            name, value = name.strip(), value.strip() if equals else None
            if not name:
                if place == 0:
                    # There is no cookie then.
                    break
                continue
            if place > 0 and name.lower() in _NS_ATTRIBUTES:
                name = name.lower()
                if name in ('version', 'expires') and value is not None:
                    value = _strip_quotes(value)
                if name == 'expires' and value is not None:
                    value = http2time(value)
            pairs.append((name, value))
        if pairs:
            if not any(name == 'version' for name, value in pairs[1:]):
                pairs.append(('version', '0'))
            elements.append(pairs)
    return elements


# ---- hosts, ports and paths

_NUMERIC_END = re.compile(r'\.\d+$')


def is_ip_address(host):
    """Whether a host is an address and not a name; only the end is looked at."""
    return _NUMERIC_END.search(host) is not None


def is_HDN(text):
    """Whether this can be a host's domain name."""
    return not is_ip_address(text) and text.strip('.') != '' and text == text.strip('.')


def liberal_is_HDN(text):
    return not is_ip_address(text)


def domain_match(A, B):
    """Whether a host domain-matches another (RFC 2965): is the same, or a name in the domain B, which begins with a
    dot."""
    host, domain = A.lower(), B.lower()
    if host == domain:
        return True
    return (is_HDN(host) and host.rfind(domain) > 0 and domain.startswith('.') and is_HDN(domain[1:]))


def user_domain_match(A, B):
    """Whether a host is one that a user means by B: itself, or any in the domain B if that begins with a dot."""
    host, meant = A.lower(), B.lower()
    if meant.startswith('.') and liberal_is_HDN(host):
        return host.endswith(meant)
    return host == meant


_PORT = re.compile(r':\d+$')


def request_host(request):
    """The host of a request, in small letters and without the port."""
    host = urlparse.urlparse(request.get_full_url()).netloc or request.get_header('Host', '')
    return _PORT.sub('', host, 1).lower()


def eff_request_host(request):
    """(host of a request, its effective name): a name without dots gets .local."""
    host = request_host(request)
    return host, host if '.' in host else host + '.local'


def request_path(request):
    """The path of a request."""
    path = escape_path(urlparse.urlsplit(request.get_full_url()).path)
    return path if path.startswith('/') else '/' + path


def request_port(request):
    """The port of a request as text, None if it is none."""
    host, colon, port = request.get_host().partition(':')
    if not colon:
        return DEFAULT_HTTP_PORT
    try:
        int(port)
    except ValueError:
        return None
    return port


# What stays as it is in a path; escapes that are there already stay too.
HTTP_PATH_SAFE = "%/;:@&=+$,!~*'()"
_PATH_ESCAPE = re.compile(r'%[0-9a-fA-F]{2}')


def escape_path(path):
    """A path with escapes for characters that need them, all escapes in capitals."""
    if isinstance(path, unicode):
        path = path.encode('utf-8')
    return _PATH_ESCAPE.sub(lambda found: found.group().upper(), urllib.quote(path, HTTP_PATH_SAFE))


def reach(h):
    """The domain a host can reach (RFC 2965): .B for the host A.B, if B has a dot or is 'local'; else the host."""
    parent = h.partition('.')[2]
    return '.' + parent if is_HDN(h) and ('.' in parent or parent == 'local') else h


def is_third_party(request):
    """Whether the request's host is another than that of the page for which it is made."""
    return not domain_match(request_host(request), reach(request.get_origin_req_host()))
