"""Take URLs apart and put them together (RFC 3986 and those before it)."""

from collections import namedtuple

__all__ = ['urlparse', 'urlunparse', 'urljoin', 'urldefrag', 'urlsplit',
           'urlunsplit', 'parse_qs', 'parse_qsl']

# Schemes whose URLs can be relative, have a host, have parameters; and so on.
# The empty string is a URL without a scheme.
uses_relative = ['ftp', 'http', 'gopher', 'nntp', 'imap', 'wais', 'file', 'https',
                 'shttp', 'mms', 'prospero', 'rtsp', 'rtspu', '', 'sftp', 'svn',
                 'svn+ssh']
uses_netloc = ['ftp', 'http', 'gopher', 'nntp', 'telnet', 'imap', 'wais', 'file', 'mms',
               'https', 'shttp', 'snews', 'prospero', 'rtsp', 'rtspu', 'rsync', '',
               'svn', 'svn+ssh', 'sftp', 'nfs', 'git', 'git+ssh']
uses_params = ['ftp', 'hdl', 'prospero', 'http', 'imap', 'https', 'shttp', 'rtsp',
               'rtspu', 'sip', 'sips', 'mms', '', 'sftp', 'tel']
non_hierarchical = ['gopher', 'hdl', 'mailto', 'news', 'telnet', 'wais', 'imap',
                    'snews', 'sip', 'sips']
uses_query = ['http', 'wais', 'imap', 'https', 'shttp', 'mms', 'gopher', 'rtsp',
              'rtspu', 'sip', 'sips', '']
uses_fragment = ['ftp', 'hdl', 'http', 'gopher', 'news', 'nntp', 'wais', 'https',
                 'shttp', 'snews', 'file', 'prospero', '']

scheme_chars = ('abcdefghijklmnopqrstuvwxyz' 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                '0123456789' '+-.')

MAX_CACHE_SIZE = 20
_parse_cache = {}


def clear_cache():
    """Forget what was parsed."""
    _parse_cache.clear()


class ResultMixin(object):
    """The parts of a netloc, as attributes of results."""

    def _userinfo(self):
        """(user, password) as far as they are there."""
        userinfo, at, _ = self.netloc.rpartition('@')
        if not at:
            return None, None
        user, colon, password = userinfo.partition(':')
        return user, password if colon else None

    @property
    def username(self):
        return self._userinfo()[0]

    @property
    def password(self):
        return self._userinfo()[1]

    @property
    def hostname(self):
        host = self.netloc.rpartition('@')[2]
        if '[' in host and ']' in host:
            # An address of IPv6.
            return host.partition(']')[0][1:].lower()
        host = host.partition(':')[0]
        return host.lower() if host else None

    @property
    def port(self):
        host = self.netloc.rpartition('@')[2].rpartition(']')[2]
        _, colon, port = host.partition(':')
        if port:
            port = int(port, 10)
            if 0 <= port <= 65535:
                return port
        return None


class SplitResult(namedtuple('SplitResult', 'scheme netloc path query fragment'),
                  ResultMixin):

    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(namedtuple('ParseResult', 'scheme netloc path params query fragment'),
                  ResultMixin):

    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


def urlparse(url, scheme='', allow_fragments=True):
    """Split scheme://netloc/path;params?query#fragment into six parts.

    scheme is that of a URL without one.
    """
    scheme, netloc, url, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ''
    if scheme in uses_params and ';' in url:
        url, params = _splitparams(url)
    return ParseResult(scheme, netloc, url, params, query, fragment)


def _splitparams(url):
    # Parameters are those of the last part of the path.
    i = url.find(';', url.rfind('/') + 1)
    if i < 0:
        return url, ''
    return url[:i], url[i + 1:]


def _splitnetloc(url, start=0):
    """The host, which ends before the first of / ? #, and the rest."""
    end = len(url)
    for delimiter in '/?#':
        i = url.find(delimiter, start)
        if i >= 0:
            end = min(end, i)
    return url[start:end], url[end:]


def _checknetloc(netloc):
    """ValueError for a host that normalisation would change into another."""
    if not netloc or not isinstance(netloc, unicode):
        return
    import unicodedata
    rest = netloc
    for character in u'@:#?':
        # These are delimiters where they stand by themselves.
        rest = rest.replace(character, u'')
    normal = unicodedata.normalize('NFKC', rest)
    if rest == normal:
        return
    for character in '/?#@:':
        if character in normal:
            raise ValueError("netloc %r contains invalid characters under NFKC "
                             "normalization" % netloc)


def urlsplit(url, scheme='', allow_fragments=True):
    """Split scheme://netloc/path?query#fragment into five parts."""
    allow_fragments = bool(allow_fragments)
    key = url, scheme, allow_fragments, type(url), type(scheme)
    cached = _parse_cache.get(key)
    if cached:
        return cached
    if len(_parse_cache) >= MAX_CACHE_SIZE:
        clear_cache()
    netloc = query = fragment = ''
    i = url.find(':')
    if i > 0:
        for character in url[:i]:
            if character not in scheme_chars:
                break
        else:
            # host:1234 has no scheme.
            rest = url[i + 1:]
            if url[:i] == 'http' or not rest or any(c not in '0123456789' for c in rest):
                scheme, url = url[:i].lower(), rest
    if url[:2] == '//':
        netloc, url = _splitnetloc(url, 2)
        if ('[' in netloc) != (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
    if allow_fragments and '#' in url:
        url, fragment = url.split('#', 1)
    if '?' in url:
        url, query = url.split('?', 1)
    _checknetloc(netloc)
    result = SplitResult(scheme, netloc, url, query, fragment)
    _parse_cache[key] = result
    return result


def urlunparse(data):
    """Put six parts together."""
    scheme, netloc, url, params, query, fragment = data
    if params:
        url = '%s;%s' % (url, params)
    return urlunsplit((scheme, netloc, url, query, fragment))


def urlunsplit(data):
    """Put five parts together."""
    scheme, netloc, url, query, fragment = data
    if netloc or (scheme and scheme in uses_netloc and url[:2] != '//'):
        if url and url[:1] != '/':
            url = '/' + url
        url = '//' + (netloc or '') + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url = url + '?' + query
    if fragment:
        url = url + '#' + fragment
    return url


def urljoin(base, url, allow_fragments=True):
    """The absolute form of a URL that is found in the document base."""
    if not base:
        return url
    if not url:
        return base
    (bscheme, bnetloc, bpath, bparams,
     bquery, bfragment) = urlparse(base, '', allow_fragments)
    (scheme, netloc, path, params,
     query, fragment) = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return url
    if scheme in uses_netloc:
        if netloc:
            return urlunparse((scheme, netloc, path, params, query, fragment))
        netloc = bnetloc
    if path[:1] == '/':
        return urlunparse((scheme, netloc, path, params, query, fragment))
    if not path and not params:
        return urlunparse((scheme, netloc, bpath, bparams, query or bquery, fragment))
    segments = bpath.split('/')[:-1] + path.split('/')
    if segments[-1] == '.':
        segments[-1] = ''
    segments = [segment for segment in segments if segment != '.']
    # Each .. takes away what stands before it, if that is a name.
    i = 1
    while i < len(segments) - 1:
        if segments[i] == '..' and segments[i - 1] not in ('', '..'):
            del segments[i - 1:i + 1]
            i = 1
        else:
            i += 1
    if segments == ['', '..']:
        segments[-1] = ''
    elif len(segments) >= 2 and segments[-1] == '..':
        segments[-2:] = ['']
    return urlunparse((scheme, netloc, '/'.join(segments), params, query, fragment))


def urldefrag(url):
    """(the URL without its fragment, the fragment)."""
    if '#' not in url:
        return url, ''
    s, n, p, a, q, fragment = urlparse(url)
    return urlunparse((s, n, p, a, q, '')), fragment


# ---- escapes and queries (urllib has them too, and imports this module)

_hexdig = '0123456789ABCDEFabcdef'
_hextochr = dict((a + b, chr(int(a + b, 16))) for a in _hexdig for b in _hexdig)


def unquote(s):
    """s with %xx replaced by characters."""
    if '%' not in s:
        return s
    if isinstance(s, unicode):
        # Only runs of ASCII characters can have escapes.
        import re
        return u''.join([unquote(str(part)).decode('latin1') if i % 2 else part
                         for i, part in enumerate(re.split(u'([\x00-\x7f]+)', s))])
    parts = s.split('%')
    result = [parts[0]]
    for part in parts[1:]:
        try:
            result.append(_hextochr[part[:2]])
            result.append(part[2:])
        except KeyError:
            result.append('%')
            result.append(part)
    return ''.join(result)


def parse_qs(qs, keep_blank_values=0, strict_parsing=0, max_num_fields=None):
    """A query string as a dictionary: name -> list of values.

    Arguments are parse_qsl()'s.
    """
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, max_num_fields):
        result.setdefault(name, []).append(value)
    return result


def parse_qsl(qs, keep_blank_values=0, strict_parsing=0, max_num_fields=None):
    """A query string as a list of (name, value).

    Blank values are left out unless keep_blank_values is true; what is wrong
    is ignored unless strict_parsing is true. ValueError for more than
    max_num_fields.
    """
    if max_num_fields is not None:
        if max_num_fields < 1 + qs.count('&') + qs.count(';'):
            raise ValueError('Max number of fields exceeded')
    result = []
    for field in (part for piece in qs.split('&') for part in piece.split(';')):
        if not field and not strict_parsing:
            continue
        name, equals, value = field.partition('=')
        if not equals:
            if strict_parsing:
                raise ValueError('bad query field: %r' % (field,))
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            result.append((unquote(name.replace('+', ' ')),
                           unquote(value.replace('+', ' '))))
    return result
