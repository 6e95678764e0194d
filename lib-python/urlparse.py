"""Take URLs apart and put them together (RFC 3986 and those before it)."""

from collections import namedtuple
from _urllib_parts import unquote

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
        digits = (host + ':').split(':')[1]
        number = int(digits, 10) if digits else None
        return number if number is not None and 0 <= number <= 65535 else None


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


def _cut(text, mark):
    """What is before a mark and what is behind it."""
    before, found, after = text.partition(mark)
    return before, after if found else ''


def urlparse(url, scheme='', allow_fragments=True):
    """The six parts of scheme://netloc/path;params?query#fragment; scheme is that of a URL without one."""
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    path, params = _splitparams(path) if scheme in uses_params else (path, '')
    return ParseResult(scheme, netloc, path, params, query, fragment)


def _splitparams(url):
    """A path without its parameters, and these."""
    # Other segments than the last may have parameters too, which stay in the path.
    start = url.rfind('/') + 1
    name, params = _cut(url[start:], ';')
    return url[:start] + name, params


def _splitnetloc(url, start=0):
    """What goes on from a place to the path, query or fragment, and these."""
    end = min([place for place in (url.find(mark, start) for mark in '/?#') if place >= 0] or [len(url)])
    return url[start:end], url[end:]


def urlsplit(url, scheme='', allow_fragments=True):
    """The five parts of scheme://netloc/path?query#fragment; scheme is that of a URL without one."""
    allow_fragments = bool(allow_fragments)
    # Equal strings of both types are different here.
    key = url, scheme, allow_fragments, type(url), type(scheme)
    result = _parse_cache.get(key)
    if result is None:
        if len(_parse_cache) >= MAX_CACHE_SIZE:
            clear_cache()
        result = _parse_cache[key] = SplitResult(*_split(url, scheme, allow_fragments))
    return result


def _split(url, scheme, allow_fragments):
    head, colon, rest = url.partition(':')
    # strip() leaves nothing of a text that has no other characters. In host:1234 there is no scheme.
    if colon and head and not head.strip(scheme_chars) and (head == 'http' or not rest or rest.strip('0123456789')):
        scheme, url = head.lower(), rest
    netloc = query = fragment = ''
    if url[:2] == '//':
        netloc, url = _splitnetloc(url, 2)
        if ('[' in netloc) != (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
    if allow_fragments:
        url, fragment = _cut(url, '#')
    url, query = _cut(url, '?')
    _check_normalized(netloc)
    return scheme, netloc, url, query, fragment


def _check_normalized(netloc):
    """ValueError for a host that has other parts after its normalization."""
    if not netloc or not isinstance(netloc, unicode):
        return
    import unicodedata
    # Those that are there already have been heeded.
    plain = netloc.translate(dict.fromkeys(map(ord, u'@:#?')))
    normal = unicodedata.normalize('NFKC', plain)
    if normal != plain and set(normal) & set(u'/?#@:'):
        raise ValueError('netloc %r contains invalid characters under NFKC normalization' % netloc)


def urlunparse(data):
    """The URL of six parts."""
    scheme, netloc, path, params, query, fragment = data
    return urlunsplit((scheme, netloc, '%s;%s' % (path, params) if params else path, query, fragment))


def urlunsplit(data):
    """The URL of five parts."""
    scheme, netloc, place, query, fragment = data
    if netloc or scheme and scheme in uses_netloc and place[:2] != '//':
        slash = '/' if place and place[0] != '/' else ''
        place = '//' + (netloc or '') + slash + place
    for mark, part in ('?', query), ('#', fragment):
        if part:
            place += mark + part
    return scheme + ':' + place if scheme else place


def urljoin(base, url, allow_fragments=True):
    """The absolute form of a URL that stands in the document `base`."""
    if not (base and url):
        return url or base
    start = urlparse(base, '', allow_fragments)
    found = urlparse(url, start.scheme, allow_fragments)
    if found.scheme != start.scheme or found.scheme not in uses_relative:
        return url
    if not found.netloc and found.scheme in uses_netloc:
        found = found._replace(netloc=start.netloc)
    elif found.netloc and found.scheme in uses_netloc:
        return found.geturl()
    if found.path[:1] != '/':
        if found.path or found.params:
            found = found._replace(path=_join_paths(start.path, found.path))
        else:
            found = found._replace(path=start.path, params=start.params, query=found.query or start.query)
    return found.geturl()


def _join_paths(base, path):
    """A relative path below the directory of another path, without . and as far as can be without .. in it."""
    segments = base.split('/')[:-1] + path.split('/')
    last = segments.pop()
    kept = []
    for segment in segments:
        if segment == '..' and kept and kept[-1] not in ('', '..'):
            kept.pop()
        elif segment != '.':
            kept.append(segment)
    if last == '..' and kept:
        # The directory above: what is above the root is not known.
        if kept != ['']:
            kept.pop()
        last = ''
    return '/'.join(kept + ['' if last == '.' else last])


def urldefrag(url):
    """(the URL without its fragment, the fragment)."""
    if '#' not in url:
        return url, ''
    parts = urlparse(url)
    return parts._replace(fragment='').geturl(), parts.fragment


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
    fields = [field for piece in qs.split('&') for field in piece.split(';')]
    if max_num_fields is not None and len(fields) > max_num_fields:
        raise ValueError('Max number of fields exceeded')
    result = []
    for field in fields:
        name, equals, value = field.partition('=')
        if strict_parsing and not equals:
            raise ValueError('bad query field: %r' % (field,))
        if value or keep_blank_values and field:
            result.append((unquote(name.replace('+', ' ')), unquote(value.replace('+', ' '))))
    return result
