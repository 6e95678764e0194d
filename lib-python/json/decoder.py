"""Makes objects of JSON text."""

import re

from json import scanner
try:
    from _json import scanstring as c_scanstring
except ImportError:
    c_scanstring = None

__all__ = ['JSONDecoder']

FLAGS = re.VERBOSE | re.MULTILINE | re.DOTALL

PosInf = float('inf')
NegInf = -PosInf
NaN = PosInf - PosInf

_CONSTANTS = {'Infinity': PosInf, '-Infinity': NegInf, 'NaN': NaN}

WHITESPACE_STR = ' \t\n\r'
WHITESPACE = re.compile('[%s]*' % WHITESPACE_STR)


# ---- errors

def linecol(doc, pos):
    """The line and the column, counted from 1, of an index."""
    return doc.count('\n', 0, pos) + 1, pos - doc.rfind('\n', 0, pos)


def errmsg(msg, doc, pos, end=None):
    """A message that says where in the text something is, or from where to where."""
    place = 'line %d column %d' % linecol(doc, pos)
    if end is None:
        return '%s: %s (char %d)' % (msg, place, pos)
    until = 'line %d column %d' % linecol(doc, end)
    return '%s: %s - %s (char %d - %d)' % (msg, place, until, pos, end)


def _fail(msg, doc, pos):
    raise ValueError(errmsg(msg, doc, pos))


# ---- strings

DEFAULT_ENCODING = 'utf-8'

# What needs no conversion, and the character after it that may.
STRINGCHUNK = re.compile(r'(.*?)(["\\\x00-\x1f])', FLAGS)

BACKSLASH = dict([(char, unicode(char)) for char in '"\\/'],
                 b=u'\b', f=u'\f', n=u'\n', r=u'\r', t=u'\t')

_HEXADECIMAL = re.compile('[0-9A-Fa-f]{4}')


def _code_unit(s, pos):
    """The number behind the letter u at an index."""
    match = _HEXADECIMAL.match(s, pos + 1)
    if match is None:
        _fail('Invalid \\uXXXX escape', s, pos)
    return int(match.group(), 16)


def _escaped_character(s, pos):
    r"""(the character of a \u escape whose u is at an index, its end)."""
    unit, end = _code_unit(s, pos), pos + 5
    if 0xd800 <= unit < 0xdc00 and s.startswith('\\u', end):
        low = _code_unit(s, end + 1)
        if 0xdc00 <= low < 0xe000:
            # They are the halves of one character.
            unit, end = 0x10000 + ((unit & 0x3ff) << 10 | low & 0x3ff), end + 6
    return ('\\U%08x' % unit).decode('unicode-escape'), end


def py_scanstring(s, end, encoding=None, strict=True, _b=BACKSLASH, _m=STRINGCHUNK.match):
    """(a string, the index behind it); end is that behind its first quote.

    If strict, control characters must be escaped.
    """
    start = end - 1
    pieces = []
    while True:
        chunk = _m(s, end)
        if chunk is None:
            _fail('Unterminated string starting at', s, start)
        text, char = chunk.groups()
        end = chunk.end()
        if isinstance(text, str):
            text = text.decode(encoding or DEFAULT_ENCODING)
        pieces.append(text)
        if char == '"':
            return u''.join(pieces), end
        if char == '\\':
            char, end = _unescaped(s, start, end, _b)
        elif strict:
            _fail('Invalid control character %r at' % char, s, end)
        pieces.append(char)


def _unescaped(s, start, end, characters):
    """(what a backslash stands for, the index behind that); end is that behind the backslash."""
    letter = s[end:end + 1]
    if not letter:
        _fail('Unterminated string starting at', s, start)
    if letter == 'u':
        return _escaped_character(s, end)
    if letter not in characters:
        _fail('Invalid \\escape: %r' % letter, s, end)
    return characters[letter], end + 1


scanstring = c_scanstring or py_scanstring


# ---- containers

def _value(s, end, scan_once):
    """The value behind whitespace, and the index behind that."""
    end = WHITESPACE.match(s, end).end()
    try:
        return scan_once(s, end)
    except StopIteration:
        _fail('Expecting object', s, end)


def JSONObject(s_and_end, encoding, strict, scan_once, object_hook, object_pairs_hook,
               _w=WHITESPACE.match, _ws=WHITESPACE_STR):
    """(an object, the index behind it); s_and_end is the text and the index behind the brace."""
    s, end = s_and_end
    pairs = []
    end = _w(s, end).end()
    at_end = s.startswith('}', end)
    while not at_end:
        if not s.startswith('"', end):
            _fail('Expecting property name enclosed in double quotes', s, end)
        key, end = scanstring(s, end + 1, encoding, strict)
        end = _w(s, end).end()
        if not s.startswith(':', end):
            _fail("Expecting ':' delimiter", s, end)
        value, end = _value(s, end + 1, scan_once)
        pairs.append((key, value))
        end = _w(s, end).end()
        at_end = s.startswith('}', end)
        if not at_end:
            if not s.startswith(',', end):
                _fail("Expecting ',' delimiter", s, end)
            end = _w(s, end + 1).end()
    if object_pairs_hook is not None:
        return object_pairs_hook(pairs), end + 1
    result = dict(pairs)
    return result if object_hook is None else object_hook(result), end + 1


def JSONArray(s_and_end, scan_once, _w=WHITESPACE.match, _ws=WHITESPACE_STR):
    """(a list, the index behind it); s_and_end is the text and the index behind the bracket."""
    s, end = s_and_end
    values = []
    end = _w(s, end).end()
    if s.startswith(']', end):
        return values, end + 1
    while True:
        value, end = _value(s, end, scan_once)
        values.append(value)
        end = _w(s, end).end() + 1
        if s.startswith(']', end - 1):
            return values, end
        if not s.startswith(',', end - 1):
            _fail("Expecting ',' delimiter", s, end)


class JSONDecoder(object):
    """Makes objects of text.

    Bytes are in the encoding, by default UTF-8. Functions may make what the
    text has: object_hook of dictionaries, or object_pairs_hook of lists of
    pairs; parse_int, parse_float, and parse_constant of "NaN" and the
    infinities, all three of text. Unless strict is false, strings must not
    have control characters.
    """

    def __init__(self, encoding=None, object_hook=None, parse_float=None, parse_int=None,
                 parse_constant=None, strict=True, object_pairs_hook=None):
        self.encoding, self.strict = encoding, strict
        self.object_hook, self.object_pairs_hook = object_hook, object_pairs_hook
        self.parse_int = parse_int or int
        self.parse_float = parse_float or float
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.parse_string = scanstring
        self.parse_array = JSONArray
        self.parse_object = JSONObject
        # Last: it looks at all the others.
        self.scan_once = scanner.make_scanner(self)

    def decode(self, s, _w=WHITESPACE.match):
        """The object that a text is."""
        result, end = self.raw_decode(s, idx=_w(s, 0).end())
        end = _w(s, end).end()
        if end != len(s):
            raise ValueError(errmsg('Extra data', s, end, len(s)))
        return result

    def raw_decode(self, s, idx=0):
        """(the object that starts at an index, the index behind it)."""
        try:
            return self.scan_once(s, idx)
        except StopIteration:
            pass
        raise ValueError('No JSON object could be decoded')
