"""Cookies of HTTP clients: which of them are kept, and which go with a request.

    jar = CookieJar()
    opener = urllib2.build_opener(urllib2.HTTPCookieProcessor(jar))

A CookieJar takes cookies from responses and adds them to requests as its
policy (a DefaultCookiePolicy, if no other is given) allows. LWPCookieJar and
MozillaCookieJar keep them in files.
"""

import copy
import httplib
import re
import threading as _threading
import time
import urllib
import urlparse
from calendar import timegm

__all__ = ['Cookie', 'CookieJar', 'CookiePolicy', 'DefaultCookiePolicy', 'FileCookieJar',
           'LWPCookieJar', 'LoadError', 'MozillaCookieJar']

debug = False
logger = None
DEFAULT_HTTP_PORT = str(httplib.HTTP_PORT)
MISSING_FILENAME_TEXT = 'a filename was not supplied (nor was the CookieJar instance initialised with one)'

DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
MONTHS_LOWER = [month.lower() for month in MONTHS]
EPOCH_YEAR = 1970


def _debug(*args):
    if not debug:
        return
    global logger
    if not logger:
        import logging
        logger = logging.getLogger('cookielib')
    return logger.debug(*args)


# ---- times

def time2isoz(t=None):
    """A time (now) as 'YYYY-MM-DD hh:mm:ssZ'."""
    return time.strftime('%Y-%m-%d %H:%M:%SZ', time.gmtime(time.time() if t is None else t))


def time2netscape(t=None):
    """A time (now) as 'Wed, DD-Mon-YYYY HH:MM:SS GMT'."""
    year, mon, mday, hour, minute, sec, wday = time.gmtime(time.time() if t is None else t)[:7]
    return '%s, %02d-%s-%04d %02d:%02d:%02d GMT' % (DAYS[wday], mday, MONTHS[mon - 1], year, hour,
                                                    minute, sec)


UTC_ZONES = {'GMT': None, 'UTC': None, 'UT': None, 'Z': None}
TIMEZONE_RE = re.compile(r'^([-+])?(\d\d?):?(\d\d)?$')


def offset_from_tz_string(tz):
    """Seconds east of Greenwich of a zone, or None."""
    if tz in UTC_ZONES:
        return 0
    match = TIMEZONE_RE.search(tz)
    if not match:
        return None
    offset = 3600 * int(match.group(2))
    if match.group(3):
        offset += 60 * int(match.group(3))
    return -offset if match.group(1) == '-' else offset


def _timegm(parts):
    year, month, mday, hour, minute, sec = parts[:6]
    if (year >= EPOCH_YEAR and 1 <= month <= 12 and 1 <= mday <= 31 and 0 <= hour <= 24
            and 0 <= minute <= 59 and 0 <= sec <= 61):
        return timegm(parts)
    return None


def _str2time(day, mon, yr, hr, min, sec, tz):
    """Seconds since the epoch of the parts of a date, or None."""
    try:
        mon = MONTHS_LOWER.index(mon.lower()) + 1
    except ValueError:
        try:
            mon = int(mon)
        except ValueError:
            return None
        if not 1 <= mon <= 12:
            return None
    yr, day = int(yr), int(day)
    hr, min, sec = int(hr or 0), int(min or 0), int(sec or 0)
    if yr < 1000:
        # The year with these last digits that is closest to this one.
        now = time.localtime(time.time())[0]
        part = now % 100
        guess = yr
        yr = yr + now - part
        part -= guess
        if abs(part) > 50:
            yr += 100 if part > 0 else -100
    t = _timegm((yr, mon, day, hr, min, sec, tz))
    if t is not None:
        offset = offset_from_tz_string((tz or 'UTC').upper())
        if offset is None:
            return None
        t -= offset
    return t


STRICT_DATE_RE = re.compile(
    r'^[SMTWF][a-z][a-z], (\d\d) ([JFMASOND][a-z][a-z]) (\d\d\d\d) (\d\d):(\d\d):(\d\d) GMT$')
WEEKDAY_RE = re.compile(r'^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,?\s*', re.I)
LOOSE_HTTP_DATE_RE = re.compile(r'''^
    (\d\d?)                          # day
    (?:\s+|[-\/])
    (\w+)                            # month
    (?:\s+|[-\/])
    (\d+)                            # year
    (?:(?:\s+|:)                     # before the clock
       (\d\d?):(\d\d)                # hour and minute
       (?::(\d\d))?                  # second
    )?
    \s*
    ([-+]?\d{2,4}|(?![APap][Mm]\b)[A-Za-z]+)?   # zone
    \s*
    (?:\(\w+\))?                     # the zone's name
    \s*$''', re.X)


def http2time(text):
    """Seconds since the epoch of a date as HTTP headers have it, or None."""
    match = STRICT_DATE_RE.search(text)
    if match:
        day, month, year, hour, minute, second = match.groups()
        if month.lower() not in MONTHS_LOWER:
            return None
        return _timegm((int(year), MONTHS_LOWER.index(month.lower()) + 1, int(day), int(hour),
                        int(minute), float(second)))
    text = WEEKDAY_RE.sub('', text.lstrip(), 1)
    match = LOOSE_HTTP_DATE_RE.search(text)
    if match is None:
        return None
    return _str2time(*match.groups())


ISO_DATE_RE = re.compile(r'''^
    (\d{4})[-\/]?(\d\d?)[-\/]?(\d\d?)       # year, month, day
    (?:(?:\s+|[-:Tt])(\d\d?):?(\d\d)        # hour, minute
       (?::?(\d\d(?:\.\d*)?))?              # second
    )?
    \s*
    ([-+]?\d\d?:?(?:\d\d)?|Z|z)?            # zone
    \s*$''', re.X)


def iso2time(text):
    """Seconds since the epoch of a date as ISO 8601 has it, or None."""
    match = ISO_DATE_RE.search(text.lstrip())
    if match is None:
        return None
    yr, mon, day, hr, min, sec, tz = match.groups()
    return _str2time(day, mon, yr, hr, min, sec and float(sec), tz)


# ---- headers

def unmatched(match):
    """What a match has left of its string."""
    start, end = match.span(0)
    return match.string[:start] + match.string[end:]


HEADER_TOKEN_RE = re.compile(r'^\s*([^=\s;,]+)')
HEADER_QUOTED_VALUE_RE = re.compile(r'^\s*=\s*"([^"\\]*(?:\\.[^"\\]*)*)"')
HEADER_VALUE_RE = re.compile(r'^\s*=\s*([^\s;,]*)')
HEADER_ESCAPE_RE = re.compile(r'\\(.)')
HEADER_JOIN_ESCAPE_RE = re.compile(r'([\"\\])')


def split_header_words(header_values):
    """Lists of (key, value or None) pairs, one for each element of headers that commas separate."""
    assert not isinstance(header_values, basestring)
    result = []
    for text in header_values:
        pairs = []
        while text:
            match = HEADER_TOKEN_RE.search(text)
            if match:
                text = unmatched(match)
                name = match.group(1)
                match = HEADER_QUOTED_VALUE_RE.search(text)
                if match:
                    text = unmatched(match)
                    value = HEADER_ESCAPE_RE.sub(r'\1', match.group(1))
                else:
                    match = HEADER_VALUE_RE.search(text)
                    if match:
                        text = unmatched(match)
                        value = match.group(1).rstrip()
                    else:
                        value = None
                pairs.append((name, value))
            elif text.lstrip().startswith(','):
                text = text.lstrip()[1:]
                if pairs:
                    result.append(pairs)
                pairs = []
            else:
                # Semicolons, and what is not understood.
                rest = re.sub(r'^[=\s;]*', '', text)
                assert len(rest) < len(text), 'bug in split_header_words: %r' % text
                text = rest
        if pairs:
            result.append(pairs)
    return result


def join_header_words(lists):
    """The header that split_header_words() would split into these lists."""
    headers = []
    for pairs in lists:
        words = []
        for key, value in pairs:
            if value is not None:
                if not re.search(r'^\w+$', value):
                    value = '"%s"' % HEADER_JOIN_ESCAPE_RE.sub(r'\\\1', value)
                key = '%s=%s' % (key, value)
            words.append(key)
        if words:
            headers.append('; '.join(words))
    return ', '.join(headers)


def _strip_quotes(text):
    if text.startswith('"'):
        text = text[1:]
    if text.endswith('"'):
        text = text[:-1]
    return text


def parse_ns_headers(ns_headers):
    """As split_header_words(), of Set-Cookie headers as Netscape meant them: one cookie each."""
    known = ('expires', 'domain', 'path', 'secure', 'version', 'port', 'max-age')
    result = []
    for header in ns_headers:
        pairs = []
        version_set = False
        for i, part in enumerate(header.split(';')):
            part = part.strip()
            key, equals, value = part.partition('=')
            key = key.strip()
            if not key:
                if i == 0:
                    break
                continue
            value = value.strip() if equals else None
            if i != 0:
                if key.lower() in known:
                    key = key.lower()
                if key == 'version':
                    if value is not None:
                        value = _strip_quotes(value)
                    version_set = True
                elif key == 'expires':
                    if value is not None:
                        value = http2time(_strip_quotes(value))
            pairs.append((key, value))
        if pairs:
            if not version_set:
                pairs.append(('version', '0'))
            result.append(pairs)
    return result


# ---- hosts

IPV4_RE = re.compile(r'\.\d+$')


def is_HDN(text):
    """Whether a text is a name of a host, not an address."""
    return not (IPV4_RE.search(text) or text == '' or text[0] == '.' or text[-1] == '.')


def domain_match(A, B):
    """Whether host A is, or lies in, domain B (RFC 2965)."""
    A, B = A.lower(), B.lower()
    if A == B:
        return True
    if not is_HDN(A):
        return False
    at = A.rfind(B)
    if at in (-1, 0) or not B.startswith('.'):
        return False
    return is_HDN(B[1:])


def liberal_is_HDN(text):
    return not IPV4_RE.search(text)


def user_domain_match(A, B):
    """As domain_match, for domains that users give."""
    A, B = A.lower(), B.lower()
    if not (liberal_is_HDN(A) and liberal_is_HDN(B)):
        return A == B
    if B.startswith('.'):
        return A.endswith(B)
    return A == B


cut_port_re = re.compile(r':\d+$')


def request_host(request):
    """The host of a request, in lower case, without a port."""
    host = urlparse.urlparse(request.get_full_url())[1]
    if host == '':
        host = request.get_header('Host', '')
    return cut_port_re.sub('', host, 1).lower()


def eff_request_host(request):
    """(host of a request, the same with .local if it has no dot)."""
    erhn = req_host = request_host(request)
    if req_host.find('.') == -1 and not IPV4_RE.search(req_host):
        erhn = req_host + '.local'
    return req_host, erhn


def request_path(request):
    """The path of a request, escaped."""
    path = escape_path(urlparse.urlsplit(request.get_full_url()).path)
    return path if path.startswith('/') else '/' + path


def request_port(request):
    """The port of a request, a string; None if it is none."""
    host = request.get_host()
    at = host.find(':')
    if at < 0:
        return DEFAULT_HTTP_PORT
    port = host[at + 1:]
    try:
        int(port)
    except ValueError:
        _debug("nonnumeric port: '%s'", port)
        return None
    return port


HTTP_PATH_SAFE = "%/;:@&=+$,!~*'()"
ESCAPED_CHAR_RE = re.compile(r'%([0-9a-fA-F][0-9a-fA-F])')


def uppercase_escaped_char(match):
    return '%%%s' % match.group(1).upper()


def escape_path(path):
    """A path with what is no character of URLs escaped."""
    if isinstance(path, unicode):
        path = path.encode('utf-8')
    path = urllib.quote(path, HTTP_PATH_SAFE)
    return ESCAPED_CHAR_RE.sub(uppercase_escaped_char, path)


def reach(h):
    """The domain that a host may set cookies for: '.b.c' of 'a.b.c' (RFC 2965)."""
    at = h.find('.')
    if at >= 0:
        rest = h[at + 1:]
        if is_HDN(h) and ('.' in rest or rest == 'local'):
            return '.' + rest
    return h


def is_third_party(request):
    """Whether a request is not to the host that the user asked for."""
    return not domain_match(request_host(request), reach(request.get_origin_req_host()))


# ---- cookies

class Cookie:
    """A cookie with all its attributes; what a server did not say has a default or is None."""

    def __init__(self, version, name, value, port, port_specified, domain, domain_specified,
                 domain_initial_dot, path, path_specified, secure, expires, discard, comment,
                 comment_url, rest, rfc2109=False):
        if version is not None:
            version = int(version)
        if expires is not None:
            expires = int(expires)
        if port is None and port_specified is True:
            raise ValueError('if port is None, port_specified must be false')
        self.version = version
        self.name = name
        self.value = value
        self.port = port
        self.port_specified = port_specified
        self.domain = domain.lower()
        self.domain_specified = domain_specified
        self.domain_initial_dot = domain_initial_dot
        self.path = path
        self.path_specified = path_specified
        self.secure = secure
        self.expires = expires
        self.discard = discard
        self.comment = comment
        self.comment_url = comment_url
        self.rfc2109 = rfc2109
        self._rest = copy.copy(rest)

    def has_nonstandard_attr(self, name):
        return name in self._rest

    def get_nonstandard_attr(self, name, default=None):
        return self._rest.get(name, default)

    def set_nonstandard_attr(self, name, value):
        self._rest[name] = value

    def is_expired(self, now=None):
        if now is None:
            now = time.time()
        return self.expires is not None and self.expires <= now

    def __str__(self):
        port = '' if self.port is None else ':' + self.port
        limit = self.domain + port + self.path
        value = '%s=%s' % (self.name, self.value) if self.value is not None else self.name
        return '<Cookie %s for %s>' % (value, limit)

    def __repr__(self):
        names = ('version', 'name', 'value', 'port', 'port_specified', 'domain', 'domain_specified',
                 'domain_initial_dot', 'path', 'path_specified', 'secure', 'expires', 'discard',
                 'comment', 'comment_url')
        args = ['%s=%s' % (name, repr(getattr(self, name))) for name in names]
        args += ['rest=%s' % repr(self._rest), 'rfc2109=%s' % repr(self.rfc2109)]
        return 'Cookie(%s)' % ', '.join(args)


class CookiePolicy:
    """Which cookies are accepted and returned."""

    def set_ok(self, cookie, request):
        raise NotImplementedError()

    def return_ok(self, cookie, request):
        raise NotImplementedError()

    def domain_return_ok(self, domain, request):
        return True

    def path_return_ok(self, path, request):
        return True


class DefaultCookiePolicy(CookiePolicy):
    """The rules of RFC 2965 (if asked for) and of Netscape's cookies as browsers understand them."""

    DomainStrictNoDots = 1
    DomainStrictNonDomain = 2
    DomainRFC2965Match = 4
    DomainLiberal = 0
    DomainStrict = DomainStrictNoDots | DomainStrictNonDomain

    def __init__(self, blocked_domains=None, allowed_domains=None, netscape=True, rfc2965=False,
                 rfc2109_as_netscape=None, hide_cookie2=False, strict_domain=False,
                 strict_rfc2965_unverifiable=True, strict_ns_unverifiable=False,
                 strict_ns_domain=DomainLiberal, strict_ns_set_initial_dollar=False,
                 strict_ns_set_path=False):
        self.netscape = netscape
        self.rfc2965 = rfc2965
        self.rfc2109_as_netscape = rfc2109_as_netscape
        self.hide_cookie2 = hide_cookie2
        self.strict_domain = strict_domain
        self.strict_rfc2965_unverifiable = strict_rfc2965_unverifiable
        self.strict_ns_unverifiable = strict_ns_unverifiable
        self.strict_ns_domain = strict_ns_domain
        self.strict_ns_set_initial_dollar = strict_ns_set_initial_dollar
        self.strict_ns_set_path = strict_ns_set_path
        self._blocked_domains = tuple(blocked_domains or ())
        self.set_allowed_domains(allowed_domains)

    def blocked_domains(self):
        return self._blocked_domains

    def set_blocked_domains(self, blocked_domains):
        self._blocked_domains = tuple(blocked_domains)

    def is_blocked(self, domain):
        return any(user_domain_match(domain, blocked) for blocked in self._blocked_domains)

    def allowed_domains(self):
        return self._allowed_domains

    def set_allowed_domains(self, allowed_domains):
        self._allowed_domains = None if allowed_domains is None else tuple(allowed_domains)

    def is_not_allowed(self, domain):
        if self._allowed_domains is None:
            return False
        return not any(user_domain_match(domain, allowed) for allowed in self._allowed_domains)

    def set_ok(self, cookie, request):
        """Whether a cookie of a response is accepted."""
        _debug(' - checking cookie %s=%s', cookie.name, cookie.value)
        assert cookie.name is not None
        return all(getattr(self, 'set_ok_' + part)(cookie, request)
                   for part in ('version', 'verifiability', 'name', 'path', 'domain', 'port'))

    def _version_ok(self, cookie):
        if cookie.version > 0 and not self.rfc2965:
            _debug('   RFC 2965 cookies are switched off')
            return False
        if cookie.version == 0 and not self.netscape:
            _debug('   Netscape cookies are switched off')
            return False
        return True

    def set_ok_version(self, cookie, request):
        if cookie.version is None:
            # Said in so many words to be of no version.
            _debug('   Set-Cookie2 without version attribute (%s=%s)', cookie.name, cookie.value)
            return False
        return self._version_ok(cookie)

    def return_ok_version(self, cookie, request):
        return self._version_ok(cookie)

    def _verifiability_ok(self, cookie, request):
        if request.is_unverifiable() and is_third_party(request):
            if cookie.version > 0 and self.strict_rfc2965_unverifiable:
                _debug('   third-party RFC 2965 cookie during unverifiable transaction')
                return False
            if cookie.version == 0 and self.strict_ns_unverifiable:
                _debug('   third-party Netscape cookie during unverifiable transaction')
                return False
        return True

    set_ok_verifiability = return_ok_verifiability = _verifiability_ok

    def set_ok_name(self, cookie, request):
        if (cookie.version == 0 and self.strict_ns_set_initial_dollar
                and cookie.name.startswith('$')):
            _debug("   illegal name (starts with '$'): '%s'", cookie.name)
            return False
        return True

    def set_ok_path(self, cookie, request):
        if cookie.path_specified:
            req_path = request_path(request)
            if ((cookie.version > 0 or cookie.version == 0 and self.strict_ns_set_path)
                    and not self.path_return_ok(cookie.path, request)):
                _debug('   path attribute %s is not a prefix of request path %s', cookie.path, req_path)
                return False
        return True

    def set_ok_domain(self, cookie, request):
        if self.is_blocked(cookie.domain):
            _debug('   domain %s is in user block-list', cookie.domain)
            return False
        if self.is_not_allowed(cookie.domain):
            _debug('   domain %s is not in user allow-list', cookie.domain)
            return False
        if not cookie.domain_specified:
            return True
        req_host, erhn = eff_request_host(request)
        domain = cookie.domain
        if self.strict_domain and domain.count('.') >= 2:
            # .co.uk and the like are as good as a top-level domain.
            i = domain.rfind('.')
            j = domain.rfind('.', 0, i)
            if j == 0:
                tld, sld = domain[i + 1:], domain[j + 1:i]
                if len(tld) == 2 and sld.lower() in (
                        'co', 'ac', 'com', 'edu', 'org', 'net', 'gov', 'mil', 'int', 'aero', 'biz',
                        'cat', 'coop', 'info', 'jobs', 'mobi', 'museum', 'name', 'pro', 'travel',
                        'eu'):
                    _debug('   country-code second level domain %s', domain)
                    return False
        undotted = domain[1:] if domain.startswith('.') else domain
        if undotted.find('.') < 0 and domain != '.local':
            _debug('   non-local domain %s contains no embedded dot', domain)
            return False
        if cookie.version == 0:
            if not erhn.endswith(domain) and not (erhn.startswith('.') or ('.' + erhn).endswith(domain)):
                _debug('   effective request-host %s (even with added initial dot) does not end with %s',
                       erhn, domain)
                return False
        if cookie.version > 0 or self.strict_ns_domain & self.DomainRFC2965Match:
            if not domain_match(erhn, domain):
                _debug('   effective request-host %s does not domain-match %s', erhn, domain)
                return False
        if cookie.version > 0 or self.strict_ns_domain & self.DomainStrictNoDots:
            host_prefix = req_host[:-len(domain)]
            if host_prefix.find('.') >= 0 and not IPV4_RE.search(req_host):
                _debug('   host prefix %s for domain %s contains a dot', host_prefix, domain)
                return False
        return True

    def set_ok_port(self, cookie, request):
        if cookie.port_specified:
            req_port = request_port(request)
            req_port = '80' if req_port is None else str(req_port)
            for port in cookie.port.split(','):
                try:
                    int(port)
                except ValueError:
                    _debug('   bad port %s (not numeric)', port)
                    return False
                if port == req_port:
                    break
            else:
                _debug('   request port (%s) not found in %s', req_port, cookie.port)
                return False
        return True

    def return_ok(self, cookie, request):
        """Whether a cookie goes with a request. (Path and domain were asked about before.)"""
        _debug(' - checking cookie %s=%s', cookie.name, cookie.value)
        return all(getattr(self, 'return_ok_' + part)(cookie, request)
                   for part in ('version', 'verifiability', 'secure', 'expires', 'port', 'domain'))

    def return_ok_secure(self, cookie, request):
        if cookie.secure and request.get_type() != 'https':
            _debug('   secure cookie with non-secure request')
            return False
        return True

    def return_ok_expires(self, cookie, request):
        if cookie.is_expired(self._now):
            _debug('   cookie expired')
            return False
        return True

    def return_ok_port(self, cookie, request):
        if cookie.port:
            req_port = request_port(request)
            if req_port is None:
                req_port = '80'
            if req_port not in cookie.port.split(','):
                _debug('   request port %s does not match cookie port %s', req_port, cookie.port)
                return False
        return True

    def return_ok_domain(self, cookie, request):
        req_host, erhn = eff_request_host(request)
        domain = cookie.domain
        dotted = '.' + domain if domain and not domain.startswith('.') else domain
        if (cookie.version == 0 and self.strict_ns_domain & self.DomainStrictNonDomain
                and not cookie.domain_specified and domain != erhn):
            _debug('   cookie with unspecified domain does not string-compare equal to request domain')
            return False
        if cookie.version > 0 and not domain_match(erhn, domain):
            _debug('   effective request-host name %s does not domain-match RFC 2965 cookie domain %s',
                   erhn, domain)
            return False
        if cookie.version == 0 and not ('.' + erhn).endswith(dotted):
            _debug('   request-host %s does not match Netscape cookie domain %s', req_host, domain)
            return False
        return True

    def domain_return_ok(self, domain, request):
        # A quick look, before the cookies of the domain are gone through.
        req_host, erhn = eff_request_host(request)
        if not req_host.startswith('.'):
            req_host = '.' + req_host
        if not erhn.startswith('.'):
            erhn = '.' + erhn
        dotted = '.' + domain if domain and not domain.startswith('.') else domain
        if not (req_host.endswith(dotted) or erhn.endswith(dotted)):
            return False
        if self.is_blocked(domain):
            _debug('   domain %s is in user block-list', domain)
            return False
        if self.is_not_allowed(domain):
            _debug('   domain %s is not in user allow-list', domain)
            return False
        return True

    def path_return_ok(self, path, request):
        _debug('- checking cookie path=%s', path)
        req_path = request_path(request)
        if req_path == path:
            return True
        if req_path.startswith(path) and (path.endswith('/') or req_path[len(path):len(path) + 1] == '/'):
            return True
        _debug('  %s does not path-match %s', req_path, path)
        return False


def vals_sorted_by_key(adict):
    return [adict[key] for key in sorted(adict)]


def deepvalues(mapping):
    """The values of a mapping of mappings of ..., in order of their keys."""
    for obj in vals_sorted_by_key(mapping):
        if hasattr(obj, 'items'):
            for subobj in deepvalues(obj):
                yield subobj
        else:
            yield obj


class Absent:
    pass


class CookieJar:
    """Cookies by domain, path and name."""

    non_word_re = re.compile(r'\W')
    quote_re = re.compile(r'([\"\\])')
    strict_domain_re = re.compile(r'\.?[^.]*')
    domain_re = re.compile(r'[^.]*')
    dots_re = re.compile(r'^\.+')
    magic_re = r'^\#LWP-Cookies-(\d+\.\d+)'

    def __init__(self, policy=None):
        self._policy = DefaultCookiePolicy() if policy is None else policy
        self._cookies_lock = _threading.RLock()
        self._cookies = {}

    def set_policy(self, policy):
        self._policy = policy

    # ---- requests

    def _cookies_for_domain(self, domain, request):
        if not self._policy.domain_return_ok(domain, request):
            return []
        cookies = []
        for path, by_name in self._cookies[domain].items():
            if self._policy.path_return_ok(path, request):
                cookies += [cookie for cookie in by_name.values()
                            if self._policy.return_ok(cookie, request)]
        return cookies

    def _cookies_for_request(self, request):
        cookies = []
        for domain in self._cookies.keys():
            cookies.extend(self._cookies_for_domain(domain, request))
        return cookies

    def _cookie_attrs(self, cookies):
        """The parts of a Cookie header. Longer paths come first."""
        cookies.sort(key=lambda cookie: len(cookie.path), reverse=True)
        attrs = []
        for i, cookie in enumerate(cookies):
            version = cookie.version
            if i == 0 and version > 0:
                attrs.append('$Version=%s' % version)
            value = cookie.value
            if value is not None and self.non_word_re.search(value) and version > 0:
                value = self.quote_re.sub(r'\\\1', value)
            if value is None:
                attrs.append(cookie.name)
            else:
                attrs.append('%s=%s' % (cookie.name, value))
            if version > 0:
                if cookie.path_specified:
                    attrs.append('$Path="%s"' % cookie.path)
                if cookie.domain.startswith('.'):
                    domain = cookie.domain
                    if not cookie.domain_initial_dot and domain.startswith('.'):
                        domain = domain[1:]
                    attrs.append('$Domain="%s"' % domain)
                if cookie.port is not None:
                    attrs.append('$Port' + ('="%s"' % cookie.port if cookie.port_specified else ''))
        return attrs

    def add_cookie_header(self, request):
        """Add a Cookie header (and Cookie2, if need be) to a urllib2.Request."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            cookies = self._cookies_for_request(request)
            attrs = self._cookie_attrs(cookies)
            if attrs and not request.has_header('Cookie'):
                request.add_unredirected_header('Cookie', '; '.join(attrs))
            if (self._policy.rfc2965 and not self._policy.hide_cookie2
                    and not request.has_header('Cookie2')):
                if any(cookie.version != 1 for cookie in cookies):
                    request.add_unredirected_header('Cookie2', '$Version="1"')
        self.clear_expired_cookies()

    # ---- responses

    def _normalized_cookie_tuples(self, attrs_set):
        """(name, value, standard attributes, other ones) of each cookie of parsed headers."""
        boolean = 'discard', 'secure'
        valued = 'version', 'expires', 'max-age', 'domain', 'path', 'port', 'comment', 'commenturl'
        tuples = []
        for cookie_attrs in attrs_set:
            name, value = cookie_attrs[0]
            max_age_set = False
            bad = False
            standard, rest = {}, {}
            for k, v in cookie_attrs[1:]:
                lower = k.lower()
                if lower in valued or lower in boolean:
                    k = lower
                if k in boolean and v is None:
                    v = True
                if k in standard:
                    # The first one counts.
                    continue
                if k == 'domain':
                    if v is None:
                        bad = True
                        break
                    v = v.lower()
                if k == 'expires':
                    if max_age_set:
                        continue
                    if v is None:
                        continue
                if k == 'max-age':
                    max_age_set = True
                    try:
                        v = int(v)
                    except ValueError:
                        bad = True
                        break
                    k, v = 'expires', self._now + v
                if k in valued or k in boolean:
                    if v is None and k not in ('port', 'comment', 'commenturl'):
                        bad = True
                        break
                    standard[k] = v
                else:
                    rest[k] = v
            if not bad:
                tuples.append((name, value, standard, rest))
        return tuples

    def _cookie_from_cookie_tuple(self, tup, request):
        name, value, standard, rest = tup
        domain = standard.get('domain', Absent)
        path = standard.get('path', Absent)
        port = standard.get('port', Absent)
        expires = standard.get('expires', Absent)
        version = standard.get('version', None)
        if version is not None:
            try:
                version = int(version)
            except ValueError:
                return None
        secure = standard.get('secure', False)
        discard = standard.get('discard', False)
        comment = standard.get('comment', None)
        comment_url = standard.get('commenturl', None)
        if path is not Absent and path != '':
            path_specified = True
            path = escape_path(path)
        else:
            path_specified = False
            path = request_path(request)
            at = path.rfind('/')
            if at != -1:
                path = path[:at] if version == 0 else path[:at + 1]
            if not path:
                path = '/'
        domain_specified = domain is not Absent
        domain_initial_dot = domain_specified and bool(domain.startswith('.'))
        if not domain_specified:
            domain = eff_request_host(request)[1]
        elif not domain.startswith('.'):
            domain = '.' + domain
        port_specified = False
        if port is not Absent:
            if port is None:
                # Said without a value: the request's.
                port = request_port(request)
            else:
                port_specified = True
                port = re.sub(r'\s+', '', port)
        else:
            port = None
        if expires is Absent:
            expires = None
            discard = True
        elif expires <= self._now:
            # So a server takes a cookie away.
            try:
                self.clear(domain, path, name)
            except KeyError:
                pass
            return None
        return Cookie(version, name, value, port, port_specified, domain, domain_specified,
                      domain_initial_dot, path, path_specified, secure, expires, discard, comment,
                      comment_url, rest)

    def _cookies_from_attrs_set(self, attrs_set, request):
        cookies = [self._cookie_from_cookie_tuple(tup, request)
                   for tup in self._normalized_cookie_tuples(attrs_set)]
        return [cookie for cookie in cookies if cookie]

    def _process_rfc2109_cookies(self, cookies):
        as_netscape = self._policy.rfc2109_as_netscape
        if as_netscape is None:
            as_netscape = not self._policy.rfc2965
        for cookie in cookies:
            if cookie.version == 1:
                cookie.rfc2109 = True
                if as_netscape:
                    cookie.version = 0

    def make_cookies(self, response, request):
        """The cookies of a response."""
        headers = response.info()
        rfc2965_headers = headers.getheaders('Set-Cookie2')
        ns_headers = headers.getheaders('Set-Cookie')
        self._policy._now = self._now = int(time.time())
        rfc2965, netscape = self._policy.rfc2965, self._policy.netscape
        if (not rfc2965_headers and not ns_headers or not ns_headers and not rfc2965
                or not rfc2965_headers and not netscape or not netscape and not rfc2965):
            return []
        try:
            cookies = self._cookies_from_attrs_set(split_header_words(rfc2965_headers), request)
        except Exception:
            cookies = []
        if ns_headers and netscape:
            try:
                ns_cookies = self._cookies_from_attrs_set(parse_ns_headers(ns_headers), request)
            except Exception:
                ns_cookies = []
            self._process_rfc2109_cookies(ns_cookies)
            if rfc2965:
                # Said in both ways, the newer counts.
                known = set((cookie.domain, cookie.path, cookie.name) for cookie in cookies)
                ns_cookies = [cookie for cookie in ns_cookies
                              if (cookie.domain, cookie.path, cookie.name) not in known]
            cookies.extend(ns_cookies)
        return cookies

    def set_cookie_if_ok(self, cookie, request):
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            if self._policy.set_ok(cookie, request):
                self.set_cookie(cookie)

    def set_cookie(self, cookie):
        """Keep a cookie, whatever the policy says."""
        with self._cookies_lock:
            by_path = self._cookies.setdefault(cookie.domain, {})
            by_path.setdefault(cookie.path, {})[cookie.name] = cookie

    def extract_cookies(self, response, request):
        """Keep the cookies of a response that the policy allows."""
        _debug('extract_cookies: %s', response.info())
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            for cookie in self.make_cookies(response, request):
                if self._policy.set_ok(cookie, request):
                    _debug(' setting cookie: %s', cookie)
                    self.set_cookie(cookie)

    # ---- the jar

    def clear(self, domain=None, path=None, name=None):
        """Drop all cookies, or those of a domain, of a path, of a name. KeyError."""
        if name is not None:
            if domain is None or path is None:
                raise ValueError('domain and path must be given to remove a cookie by name')
            del self._cookies[domain][path][name]
        elif path is not None:
            if domain is None:
                raise ValueError('domain must be given to remove cookies by path')
            del self._cookies[domain][path]
        elif domain is not None:
            del self._cookies[domain]
        else:
            self._cookies = {}

    def clear_session_cookies(self):
        """Drop the cookies that are not to outlive the session."""
        with self._cookies_lock:
            for cookie in list(self):
                if cookie.discard:
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def clear_expired_cookies(self):
        with self._cookies_lock:
            now = time.time()
            for cookie in list(self):
                if cookie.is_expired(now):
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def __iter__(self):
        return deepvalues(self._cookies)

    def __len__(self):
        return sum(1 for cookie in self)

    def __repr__(self):
        return '<%s[%s]>' % (self.__class__, ', '.join([repr(cookie) for cookie in self]))

    def __str__(self):
        return '<%s[%s]>' % (self.__class__, ', '.join([str(cookie) for cookie in self]))


class LoadError(IOError):
    """A file has no cookies as it should have."""


class FileCookieJar(CookieJar):
    """A jar that can be kept in a file."""

    def __init__(self, filename=None, delayload=False, policy=None):
        CookieJar.__init__(self, policy)
        if filename is not None:
            try:
                filename + ''
            except Exception:
                raise ValueError('filename must be string-like')
        self.filename = filename
        self.delayload = bool(delayload)

    def _name(self, filename):
        if filename is not None:
            return filename
        if self.filename is not None:
            return self.filename
        raise ValueError(MISSING_FILENAME_TEXT)

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        raise NotImplementedError()

    def load(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Add the cookies of a file."""
        filename = self._name(filename)
        with open(filename) as f:
            self._really_load(f, filename, ignore_discard, ignore_expires)

    def revert(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Have the cookies of a file instead of these; if it cannot be read nothing changes."""
        filename = self._name(filename)
        with self._cookies_lock:
            old = copy.deepcopy(self._cookies)
            self._cookies = {}
            try:
                self.load(filename, ignore_discard, ignore_expires)
            except (LoadError, IOError):
                self._cookies = old
                raise

    def _kept(self, ignore_discard, ignore_expires):
        """The cookies that go to a file."""
        now = time.time()
        return [cookie for cookie in self
                if (ignore_discard or not cookie.discard)
                and (ignore_expires or not cookie.is_expired(now))]


from _LWPCookieJar import LWPCookieJar, lwp_cookie_str
from _MozillaCookieJar import MozillaCookieJar
