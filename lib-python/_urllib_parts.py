"""URLs as text: taking them apart, and the escapes of characters in them."""

always_safe = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-'

_hexdig = '0123456789ABCDEFabcdef'
_hextochr = dict((high + low, chr(int(high + low, 16))) for high in _hexdig for low in _hexdig)
_unicode_hextochr = dict((digits, unichr(ord(char))) for digits, char in _hextochr.iteritems())

_safe_map = dict((char, char if char in always_safe else '%%%02X' % ord(char)) for char in map(chr, xrange(256)))
# For the characters declared safe: all that stay, and how each character is written.
_safe_quoters = {}


def quote(s, safe='/'):
    """The text with all characters escaped but letters, digits, '_.-', and those of `safe`."""
    if not s:
        if s is None:
            raise TypeError('None object cannot be quoted')
        return s
    if safe not in _safe_quoters:
        table = _safe_map.copy()
        table.update(zip(safe, safe))
        _safe_quoters[safe] = always_safe + safe, table.__getitem__
    staying, written = _safe_quoters[safe]
    return ''.join(map(written, s)) if s.rstrip(staying) else s


def quote_plus(s, safe=''):
    """The text quoted, with a plus for each space, as forms are sent."""
    if ' ' in s:
        return quote(s, safe + ' ').replace(' ', '+')
    return quote(s, safe)


def unquote(s):
    """The text with its escapes replaced; what follows a % and is no two digits stays."""
    parts = s.split('%')
    if len(parts) == 1:
        return s
    characters = _unicode_hextochr if isinstance(s, unicode) else _hextochr
    pieces = parts[:1]
    for part in parts[1:]:
        character = characters.get(part[:2])
        pieces += ('%', part) if character is None else (character, part[2:])
    return ''.join(pieces)


def unquote_plus(s):
    return unquote(s.replace('+', ' '))


def urlencode(query, doseq=0):
    """The text of a form: a mapping or a sequence of pairs. With doseq a value that is a sequence gives a pair for
    each of its elements."""
    values = _values if doseq else _one_value
    return '&'.join(quote_plus(str(key)) + '=' + value for key, found in _pairs(query) for value in values(found))


def _pairs(query):
    if hasattr(query, 'items'):
        return query.items()
    try:
        if not len(query) or isinstance(query[0], tuple):
            return query
    except TypeError:
        pass
    raise TypeError('not a valid non-string sequence or mapping object')


def _one_value(value):
    return quote_plus(str(value)),


def _values(value):
    if isinstance(value, str):
        return quote_plus(value),
    if isinstance(value, unicode):
        return quote_plus(value.encode('ASCII', 'replace')),
    try:
        len(value)
    except TypeError:
        return _one_value(value)
    return [quote_plus(str(element)) for element in value]


def toBytes(url):
    """The URL as a string of octets, if it is unicode; only ASCII can be."""
    if not isinstance(url, unicode):
        return url
    try:
        return url.encode('ASCII')
    except UnicodeError:
        raise UnicodeError('URL %r contains non-ASCII characters' % url)


def unwrap(url):
    """The URL in text like <URL:http://host/path>."""
    url = url.strip()
    if url[:1] == '<' and url[-1:] == '>':
        url = url[1:-1].strip()
    return url[4:].strip() if url[:4] == 'URL:' else url


def splittype(url):
    """(type in small letters or None, the rest)."""
    kind, colon, rest = url.partition(':')
    if colon and kind and '/' not in kind:
        return kind.lower(), rest
    return None, url


def splithost(url):
    """(host or None, path) of what is left without a type."""
    if url[:2] != '//':
        return None, url
    end = min([place for place in map(url.find, '/?#', (2, 2, 2)) if place >= 0] or [len(url)])
    host, path = url[2:end], url[end:]
    return host, path if path[:1] in '/' else '/' + path


def splituser(host):
    """(user, with the password if there is one, or None, host)."""
    user, at, rest = host.rpartition('@')
    return user if at else None, rest


def splitpasswd(user):
    """(user, password or None)."""
    name, colon, password = user.partition(':')
    return name, password if colon else None


def splitport(host):
    """(host, port as text or None)."""
    name, colon, port = host.rpartition(':')
    if not colon or port and not port.isdigit():
        return host, None
    return name, port or None


def splitnport(host, defport=-1):
    """(host, port as a number), with defport for none and None for one that is no number."""
    name, colon, port = host.rpartition(':')
    if not colon:
        return host, defport
    try:
        return name, int(port) if port else defport
    except ValueError:
        return name, None


def _split_last(text, separator):
    before, found, after = text.rpartition(separator)
    return (before, after) if found else (after, None)


def splitquery(url):
    """(path, query or None)."""
    return _split_last(url, '?')


def splittag(url):
    """(path, fragment or None)."""
    return _split_last(url, '#')


def splitattr(url):
    """(path, list of its attributes)."""
    words = url.split(';')
    return words[0], words[1:]


def splitvalue(attr):
    """(name, value or None) of an attribute."""
    name, equals, value = attr.partition('=')
    return name, value if equals else None
