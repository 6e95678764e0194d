"""Cookies of HTTP for clients, by Netscape's protocol and by RFC 2965.

A CookieJar takes the cookies that come with responses and adds to requests those that belong to them; a CookiePolicy
decides which. Requests have the methods of urllib2.Request, responses have info().
"""

__all__ = ['Cookie', 'CookieJar', 'CookiePolicy', 'DefaultCookiePolicy', 'FileCookieJar', 'LWPCookieJar',
           'lwp_cookie_str', 'LoadError', 'MozillaCookieJar']

import copy
import re
import time
try:
    import threading as _threading
except ImportError:
    import dummy_threading as _threading

from _cookielib_text import (DAYS, DEFAULT_HTTP_PORT, EPOCH_YEAR, HTTP_PATH_SAFE, MONTHS, MONTHS_LOWER, UTC_ZONES,
                             _str2time, _strip_quotes, _timegm, domain_match, eff_request_host, escape_path, http2time,
                             is_HDN, is_third_party, iso2time, join_header_words, liberal_is_HDN,
                             offset_from_tz_string, parse_ns_headers, reach, request_host, request_path, request_port,
                             split_header_words, time2isoz, time2netscape, user_domain_match)

# Set to True to have the module logging told why cookies are taken or not.
debug = False
logger = None


def _debug(*args):
    global logger
    if not debug:
        return
    if logger is None:
        import logging
        logger = logging.getLogger('cookielib')
    return logger.debug(*args)


from _cookielib_policy import CookiePolicy, DefaultCookiePolicy

MISSING_FILENAME_TEXT = ('a filename was not supplied (nor was the CookieJar '
                         'instance initialised with one)')


def _warn_unhandled_exception():
    """Warn of an exception that some server's cookies have caused; they are no reason to fail."""
    import traceback
    import warnings
    warnings.warn('cookielib bug!\n%s' % traceback.format_exc(), stacklevel=2)


class Cookie:
    """A cookie: its attributes are the parameters of __init__(), here and in the protocols.

    The ..._specified say what the server has said by itself; rfc2109 is true for cookies of RFC 2109, which are
    treated like others. What is no attribute of a standard is in `_rest`.
    """

    def __init__(self, version, name, value, port, port_specified, domain, domain_specified, domain_initial_dot, path,
                 path_specified, secure, expires, discard, comment, comment_url, rest, rfc2109=False):
        if port is None and port_specified is True:
            raise ValueError('if port is None, port_specified must be false')
        self.version = None if version is None else int(version)
        self.expires = None if expires is None else int(expires)
        self.name, self.value = name, value
        self.port, self.port_specified = port, port_specified
        # As it is compared.
        self.domain, self.domain_specified = domain.lower(), domain_specified
        self.domain_initial_dot = domain_initial_dot
        self.path, self.path_specified = path, path_specified
        self.secure, self.discard = secure, discard
        self.comment, self.comment_url = comment, comment_url
        self.rfc2109 = rfc2109
        self._rest = copy.copy(rest)

    def has_nonstandard_attr(self, name):
        return name in self._rest

    def get_nonstandard_attr(self, name, default=None):
        return self._rest.get(name, default)

    def set_nonstandard_attr(self, name, value):
        self._rest[name] = value

    def is_expired(self, now=None):
        if self.expires is None:
            return False
        return self.expires <= (time.time() if now is None else now)

    def __str__(self):
        pair = self.name if self.value is None else '%s=%s' % (self.name, self.value)
        port = '' if self.port is None else ':' + self.port
        return '<Cookie %s for %s>' % (pair, self.domain + port + self.path)

    def __repr__(self):
        names = ('version name value port port_specified domain domain_specified domain_initial_dot path '
                 'path_specified secure expires discard comment comment_url').split()
        texts = ['%s=%r' % (name, getattr(self, name)) for name in names]
        return 'Cookie(%s, rest=%r, rfc2109=%r)' % (', '.join(texts), self._rest, self.rfc2109)


# The attributes of cookies in headers, and those among them that need no value.
_BOOLEAN = frozenset(['discard', 'secure'])
_VALUED = frozenset(['version', 'expires', 'max-age', 'domain', 'path', 'port', 'comment', 'commenturl'])
_MAY_BE_EMPTY = frozenset(['port', 'comment', 'commenturl'])


class _BadCookie(Exception):
    """A cookie is not valid."""


def vals_sorted_by_key(adict):
    return [adict[key] for key in sorted(adict.keys())]


def deepvalues(mapping):
    """The values of a mapping whose values may be mappings, in the order of the keys."""
    for value in vals_sorted_by_key(mapping):
        if hasattr(value, 'items'):
            for inner in deepvalues(value):
                yield inner
        else:
            yield value


class Absent:
    """What stands for an attribute that is not there, where None is one without a value."""


class CookieJar:
    """The cookies of a client."""

    non_word_re = re.compile(r'\W')
    quote_re = re.compile(r'([\"\\])')

    magic_re = r'^\#LWP-Cookies-(\d+\.\d+)'

    def __init__(self, policy=None):
        self._policy = DefaultCookiePolicy() if policy is None else policy
        self._cookies_lock = _threading.RLock()
        # {domain: {path: {name: cookie}}}
        self._cookies = {}

    def set_policy(self, policy):
        self._policy = policy

    def _set_now(self):
        # All of one request is judged at the same time.
        self._policy._now = self._now = int(time.time())

    def __iter__(self):
        return deepvalues(self._cookies)

    def __len__(self):
        return sum(1 for cookie in self)

    def __repr__(self):
        return '<%s[%s]>' % (self.__class__.__name__, ', '.join(map(repr, self)))

    def __str__(self):
        return '<%s[%s]>' % (self.__class__.__name__, ', '.join(map(str, self)))

    # ---- sending

    def add_cookie_header(self, request):
        """Add the header Cookie to a request that has none, and Cookie2 if it is needed."""
        with self._cookies_lock:
            self._set_now()
            cookies = self._cookies_for_request(request)
            attributes = self._cookie_attrs(cookies)
            if attributes and not request.has_header('Cookie'):
                request.add_unredirected_header('Cookie', '; '.join(attributes))
            policy = self._policy
            # Tells servers that know RFC 2965 to send such cookies.
            if (policy.rfc2965 and not policy.hide_cookie2 and not request.has_header('Cookie2')
                    and any(cookie.version != 1 for cookie in cookies)):
                request.add_unredirected_header('Cookie2', '$Version="1"')
        self.clear_expired_cookies()

    def _cookies_for_request(self, request):
        """The cookies to be sent with a request."""
        return [cookie for domain in self._cookies.keys() for cookie in self._cookies_for_domain(domain, request)]

    def _cookies_for_domain(self, domain, request):
        if not self._policy.domain_return_ok(domain, request):
            return []
        return [cookie for path, named in self._cookies[domain].items() if self._policy.path_return_ok(path, request)
                for cookie in named.values() if self._policy.return_ok(cookie, request)]

    def _cookie_attrs(self, cookies):
        """The parts of the header Cookie; the cookies are sorted, those for longer paths first."""
        cookies.sort(key=lambda cookie: len(cookie.path), reverse=True)
        attributes = []
        if cookies and cookies[0].version > 0:
            attributes.append('$Version=%s' % cookies[0].version)
        for cookie in cookies:
            attributes += self._attributes_of(cookie)
        return attributes

    def _attributes_of(self, cookie):
        value = cookie.value
        if value is not None and cookie.version > 0 and self.non_word_re.search(value):
            value = self.quote_re.sub(r'\\\1', value)
        texts = [cookie.name if value is None else '%s=%s' % (cookie.name, value)]
        if cookie.version > 0:
            if cookie.path_specified:
                texts.append('$Path="%s"' % cookie.path)
            if cookie.domain.startswith('.'):
                # With a dot only if the server has sent one.
                texts.append('$Domain="%s"' % cookie.domain[not cookie.domain_initial_dot:])
            if cookie.port is not None:
                texts.append('$Port="%s"' % cookie.port if cookie.port_specified else '$Port')
        return texts

    # ---- receiving

    def extract_cookies(self, response, request):
        """Take the cookies that come with a response, as far as the policy allows them."""
        _debug('extract_cookies: %s', response.info())
        with self._cookies_lock:
            self._set_now()
            for cookie in self.make_cookies(response, request):
                if self._policy.set_ok(cookie, request):
                    self.set_cookie(cookie)

    def set_cookie_if_ok(self, cookie, request):
        """Take a cookie if the policy allows it."""
        with self._cookies_lock:
            self._set_now()
            if self._policy.set_ok(cookie, request):
                self.set_cookie(cookie)

    def set_cookie(self, cookie):
        """Take a cookie."""
        with self._cookies_lock:
            self._cookies.setdefault(cookie.domain, {}).setdefault(cookie.path, {})[cookie.name] = cookie

    def make_cookies(self, response, request):
        """The cookies that come with a response."""
        headers, policy = response.info(), self._policy
        if not (policy.rfc2965 and headers.getheaders('Set-Cookie2')
                or policy.netscape and headers.getheaders('Set-Cookie')):
            return []
        cookies = self._cookies_of(headers, 'Set-Cookie2', split_header_words, request)
        if policy.netscape:
            others = self._cookies_of(headers, 'Set-Cookie', parse_ns_headers, request)
            self._process_rfc2109_cookies(others)
            if policy.rfc2965:
                # Those that are sent in both ways are only taken as RFC 2965 has them.
                known = set((cookie.domain, cookie.path, cookie.name) for cookie in cookies)
                others = [cookie for cookie in others if (cookie.domain, cookie.path, cookie.name) not in known]
            cookies += others
        return cookies

    def _cookies_of(self, headers, name, parse, request):
        lines = headers.getheaders(name)
        try:
            return self._cookies_from_attrs_set(parse(lines), request) if lines else []
        except Exception:
            _warn_unhandled_exception()
            return []

    def _process_rfc2109_cookies(self, cookies):
        """Mark the cookies that came by Set-Cookie with version 1, and make them ones of Netscape if it is wanted."""
        as_netscape = getattr(self._policy, 'rfc2109_as_netscape', None)
        if as_netscape is None:
            as_netscape = not self._policy.rfc2965
        for cookie in cookies:
            if cookie.version == 1:
                cookie.rfc2109 = True
                if as_netscape:
                    cookie.version = 0

    def _cookies_from_attrs_set(self, attrs_set, request):
        made = [self._cookie_from_cookie_tuple(parts, request) for parts in self._normalized_cookie_tuples(attrs_set)]
        return [cookie for cookie in made if cookie]

    def _normalized_cookie_tuples(self, attrs_set):
        """A tuple (name, value, dict of standard attributes, dict of others) for each element of a header, but not
        for those that are no valid cookies."""
        tuples = []
        for pairs in attrs_set:
            name, value = pairs[0]
            try:
                tuples.append((name, value) + self._normalized_attributes(pairs[1:]))
            except _BadCookie as problem:
                _debug('   bad cookie %s: %s', name, problem)
        return tuples

    def _normalized_attributes(self, pairs):
        standard, rest = {}, {}
        has_max_age = False
        for name, value in pairs:
            lower = name.lower()
            if lower not in _VALUED and lower not in _BOOLEAN:
                rest[name] = value
                continue
            if lower in _BOOLEAN and value is None:
                value = True
            if lower in standard or lower == 'expires' and (has_max_age or value is None):
                # The first counts, and max-age more than expires; a time that is not understood is none.
                continue
            if value is None and lower not in _MAY_BE_EMPTY:
                raise _BadCookie('no value for ' + lower)
            if lower == 'domain':
                value = value.lower()
            elif lower == 'max-age':
                has_max_age = True
                lower, value = 'expires', self._max_age_end(value)
            standard[lower] = value
        return standard, rest

    def _max_age_end(self, text):
        try:
            return self._now + int(text)
        except ValueError:
            raise _BadCookie('max-age is not a number')

    def _cookie_from_cookie_tuple(self, tup, request):
        """The Cookie of a tuple of _normalized_cookie_tuples(), None if it is not valid or only removes another."""
        name, value, standard, rest = tup
        get = standard.get
        try:
            version = None if get('version') is None else int(get('version'))
        except ValueError:
            return None
        domain, path, port = [get(attribute, Absent) for attribute in ('domain', 'path', 'port')]

        path_specified = path is not Absent and path != ''
        path = escape_path(path) if path_specified else self._default_path(request, version)

        domain_specified = domain is not Absent
        initial_dot = domain_specified and domain.startswith('.')
        if not domain_specified:
            domain = eff_request_host(request)[1]
        elif not initial_dot:
            domain = '.' + domain

        port_specified = port is not Absent and port is not None
        if port_specified:
            port = ''.join(port.split())
        else:
            # Without a value it is the port of the request.
            port = request_port(request) if port is None else None

        expires, discard = get('expires', Absent), get('discard', False)
        if expires is Absent:
            expires, discard = None, True
        elif expires <= self._now:
            # A cookie that has ended says that the one before is to be forgotten.
            _debug('Expiring cookie, domain=%r, path=%r, name=%r', domain, path, name)
            try:
                self.clear(domain, path, name)
            except KeyError:
                pass
            return None
        return Cookie(version, name, value, port, port_specified, domain, domain_specified, initial_dot, path,
                      path_specified, get('secure', False), expires, discard, get('comment'), get('commenturl'), rest)

    @staticmethod
    def _default_path(request, version):
        """The directory of a request's path; Netscape's is without the slash at the end."""
        directory, slash, _ = request_path(request).rpartition('/')
        return (directory if version == 0 else directory + slash) or '/'

    # ---- removing

    def clear(self, domain=None, path=None, name=None):
        """Remove one cookie, those for a domain or path, or all; KeyError if there is none."""
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

    def _clear_where(self, condition):
        with self._cookies_lock:
            for cookie in list(self):
                if condition(cookie):
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def clear_session_cookies(self):
        """Remove the cookies that are only for one session."""
        self._clear_where(lambda cookie: cookie.discard)

    def clear_expired_cookies(self):
        """Remove the cookies that have ended; they are not sent in any case."""
        now = time.time()
        self._clear_where(lambda cookie: cookie.is_expired(now))


class LoadError(IOError):
    """A file has not the format of cookies."""


class FileCookieJar(CookieJar):
    """A jar that can be kept in a file; subclasses know formats. With delayload a file may be read later."""

    def __init__(self, filename=None, delayload=False, policy=None):
        CookieJar.__init__(self, policy)
        if filename is not None:
            try:
                filename + ''
            except:
                raise ValueError('filename must be string-like')
        self.filename, self.delayload = filename, bool(delayload)

    def _name(self, filename):
        """The name given, or the one of the jar."""
        name = self.filename if filename is None else filename
        if name is None:
            raise ValueError(MISSING_FILENAME_TEXT)
        return name

    def _kept(self, ignore_discard, ignore_expires):
        """The cookies that are to be kept in a file."""
        now = time.time()
        return [cookie for cookie in self if (ignore_discard or not cookie.discard)
                and (ignore_expires or not cookie.is_expired(now))]

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Write a file; the flags say that also cookies for one session or those that have ended are kept."""
        raise NotImplementedError()

    def load(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Take the cookies of a file too."""
        name = self._name(filename)
        with open(name) as stream:
            self._really_load(stream, name, ignore_discard, ignore_expires)

    def revert(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Have the cookies of a file alone; after LoadError or IOError those from before."""
        name = self._name(filename)
        with self._cookies_lock:
            before = copy.deepcopy(self._cookies)
            self._cookies = {}
            try:
                self.load(name, ignore_discard, ignore_expires)
            except (LoadError, IOError):
                self._cookies = before
                raise


from _LWPCookieJar import LWPCookieJar, lwp_cookie_str
from _MozillaCookieJar import MozillaCookieJar
