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


def linecol(doc, pos):
    """(line, column) of a place, both from 1."""
    line = doc.count('\n', 0, pos) + 1
    if line == 1:
        return line, pos + 1
    return line, pos - doc.rindex('\n', 0, pos)


def errmsg(msg, doc, pos, end=None):
    """A message with the place, or the range, that it is about."""
    lineno, colno = linecol(doc, pos)
    if end is None:
        return '{0}: line {1} column {2} (char {3})'.format(msg, lineno, colno, pos)
    endlineno, endcolno = linecol(doc, end)
    return '{0}: line {1} column {2} - line {3} column {4} (char {5} - {6})'.format(
        msg, lineno, colno, endlineno, endcolno, pos, end)


_CONSTANTS = {'-Infinity': NegInf, 'Infinity': PosInf, 'NaN': NaN}

# Plain characters, and what ends them.
STRINGCHUNK = re.compile(r'(.*?)(["\\\x00-\x1f])', FLAGS)
BACKSLASH = {'"': u'"', '\\': u'\\', '/': u'/', 'b': u'\b', 'f': u'\f', 'n': u'\n',
             'r': u'\r', 't': u'\t'}
DEFAULT_ENCODING = 'utf-8'


def _decode_uXXXX(s, pos):
    digits = s[pos + 1:pos + 5]
    if len(digits) == 4 and digits[1] not in 'xX':
        try:
            return int(digits, 16)
        except ValueError:
            pass
    raise ValueError(errmsg('Invalid \\uXXXX escape', s, pos))


def py_scanstring(s, end, encoding=None, strict=True, _b=BACKSLASH, _m=STRINGCHUNK.match):
    """(the string whose first character is at end, where it ends).

    With strict, control characters in it are an error.
    """
    if encoding is None:
        encoding = DEFAULT_ENCODING
    chunks = []
    begin = end - 1
    while True:
        chunk = _m(s, end)
        if chunk is None:
            raise ValueError(errmsg('Unterminated string starting at', s, begin))
        end = chunk.end()
        content, terminator = chunk.groups()
        if content:
            if not isinstance(content, unicode):
                content = unicode(content, encoding)
            chunks.append(content)
        if terminator == '"':
            return u''.join(chunks), end
        if terminator != '\\':
            if strict:
                raise ValueError(errmsg('Invalid control character {0!r} at'.format(
                    terminator), s, end))
            chunks.append(terminator)
            continue
        try:
            esc = s[end]
        except IndexError:
            raise ValueError(errmsg('Unterminated string starting at', s, begin))
        if esc != 'u':
            try:
                char = _b[esc]
            except KeyError:
                raise ValueError(errmsg('Invalid \\escape: ' + repr(esc), s, end))
            end += 1
        else:
            point = _decode_uXXXX(s, end)
            end += 5
            if 0xd800 <= point <= 0xdbff and s[end:end + 2] == '\\u':
                second = _decode_uXXXX(s, end + 1)
                if 0xdc00 <= second <= 0xdfff:
                    # A pair of surrogates is one character.
                    point = 0x10000 + ((point - 0xd800) << 10 | second - 0xdc00)
                    end += 6
            try:
                char = unichr(point)
            except ValueError:
                char = ('\\U%08x' % point).decode('unicode-escape')
        chunks.append(char)


scanstring = c_scanstring or py_scanstring

WHITESPACE = re.compile(r'[ \t\n\r]*', FLAGS)
WHITESPACE_STR = ' \t\n\r'


def JSONObject(s_and_end, encoding, strict, scan_once, object_hook, object_pairs_hook,
               _w=WHITESPACE.match, _ws=WHITESPACE_STR):
    """(the object after an opening brace, where it ends)."""
    s, end = s_and_end
    pairs = []
    length = len(s)
    while end < length and s[end] in _ws:
        end += 1
    char = s[end:end + 1]
    if char != '"':
        if char != '}':
            raise ValueError(errmsg('Expecting property name enclosed in double quotes',
                                    s, end))
        if object_pairs_hook is not None:
            return object_pairs_hook(pairs), end + 1
        result = {}
        if object_hook is not None:
            result = object_hook(result)
        return result, end + 1
    end += 1
    while True:
        key, end = scanstring(s, end, encoding, strict)
        if s[end:end + 1] != ':':
            end = _w(s, end).end()
            if s[end:end + 1] != ':':
                raise ValueError(errmsg("Expecting ':' delimiter", s, end))
        end += 1
        while end < length and s[end] in _ws:
            end += 1
        try:
            value, end = scan_once(s, end)
        except StopIteration:
            raise ValueError(errmsg('Expecting object', s, end))
        pairs.append((key, value))
        while end < length and s[end] in _ws:
            end += 1
        char = s[end:end + 1]
        end += 1
        if char == '}':
            break
        if char != ',':
            raise ValueError(errmsg("Expecting ',' delimiter", s, end - 1))
        while end < length and s[end] in _ws:
            end += 1
        char = s[end:end + 1]
        end += 1
        if char != '"':
            raise ValueError(errmsg('Expecting property name enclosed in double quotes',
                                    s, end - 1))
    if object_pairs_hook is not None:
        return object_pairs_hook(pairs), end
    result = dict(pairs)
    if object_hook is not None:
        result = object_hook(result)
    return result, end


def JSONArray(s_and_end, scan_once, _w=WHITESPACE.match, _ws=WHITESPACE_STR):
    """(the list after an opening bracket, where it ends)."""
    s, end = s_and_end
    values = []
    length = len(s)
    while end < length and s[end] in _ws:
        end += 1
    if s[end:end + 1] == ']':
        return values, end + 1
    while True:
        try:
            value, end = scan_once(s, end)
        except StopIteration:
            raise ValueError(errmsg('Expecting object', s, end))
        values.append(value)
        while end < length and s[end] in _ws:
            end += 1
        char = s[end:end + 1]
        end += 1
        if char == ']':
            return values, end
        if char != ',':
            raise ValueError(errmsg("Expecting ',' delimiter", s, end))
        while end < length and s[end] in _ws:
            end += 1


class JSONDecoder(object):
    """Makes objects of text.

    encoding is that of text given as bytes. object_hook(dictionary), or
    object_pairs_hook(list of pairs), makes what stands for an object;
    parse_float, parse_int and parse_constant make numbers of their text.
    strict forbids control characters in strings.
    """

    def __init__(self, encoding=None, object_hook=None, parse_float=None, parse_int=None,
                 parse_constant=None, strict=True, object_pairs_hook=None):
        self.encoding = encoding
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.parse_object = JSONObject
        self.parse_array = JSONArray
        self.parse_string = scanstring
        self.scan_once = scanner.make_scanner(self)

    def decode(self, s, _w=WHITESPACE.match):
        """The object of a whole text."""
        obj, end = self.raw_decode(s, idx=_w(s, 0).end())
        end = _w(s, end).end()
        if end != len(s):
            raise ValueError(errmsg('Extra data', s, end, len(s)))
        return obj

    def raw_decode(self, s, idx=0):
        """(object, where it ends) of a text after which something may follow."""
        try:
            return self.scan_once(s, idx)
        except StopIteration:
            raise ValueError('No JSON object could be decoded')
