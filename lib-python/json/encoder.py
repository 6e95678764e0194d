"""Makes JSON text of objects."""

import re
import sys

try:
    from _json import encode_basestring_ascii as c_encode_basestring_ascii
except ImportError:
    c_encode_basestring_ascii = None
try:
    from _json import make_encoder as c_make_encoder
except ImportError:
    c_make_encoder = None

INFINITY = float('inf')
FLOAT_REPR = float.__repr__

# ---- strings

ESCAPE = re.compile(r'[\x00-\x1f"\\]')
ESCAPE_ASCII = re.compile(r'["\\]|[^ -~]')
HAS_UTF8 = re.compile(r'[\x80-\xff]')

ESCAPE_DCT = dict([(chr(code), '\\u%04x' % code) for code in range(0x20)])
ESCAPE_DCT.update(zip('"\\\b\f\n\r\t', ['\\"', '\\\\', '\\b', '\\f', '\\n', '\\r', '\\t']))


def encode_basestring(s):
    """A string between quotes, with only those characters escaped that must be."""
    return '"%s"' % ESCAPE.sub(lambda match: ESCAPE_DCT[match.group()], s)


def _ascii_escape(match):
    char = match.group()
    if char in ESCAPE_DCT:
        return ESCAPE_DCT[char]
    code = ord(char)
    if code < 0x10000:
        return '\\u%04x' % code
    code -= 0x10000
    return '\\u%04x\\u%04x' % (0xd800 + (code >> 10), 0xdc00 + (code & 0x3ff))


def py_encode_basestring_ascii(s):
    """A string between quotes, in ASCII."""
    if isinstance(s, str) and HAS_UTF8.search(s):
        s = s.decode('utf-8')
    return '"%s"' % str(ESCAPE_ASCII.sub(_ascii_escape, s))


encode_basestring_ascii = c_encode_basestring_ascii or py_encode_basestring_ascii


class JSONEncoder(object):
    """Makes text of None, booleans, numbers, strings, lists, tuples and dictionaries.

    skipkeys leaves entries out whose keys are none of the first four, which
    are errors otherwise. ensure_ascii escapes what is not ASCII. An object
    that contains itself is an error if check_circular is true, NaN or an
    infinity unless allow_nan is. sort_keys sorts dictionaries. indent is the
    number of columns by which what is in a container is indented, on lines
    of its own. separators are the one after an item and the one after a key.
    Bytes are in the encoding. Of other objects default() makes one of these.
    """

    item_separator = ', '
    key_separator = ': '

    def __init__(self, skipkeys=False, ensure_ascii=True, check_circular=True,
                 allow_nan=True, sort_keys=False, indent=None, separators=None,
                 encoding='utf-8', default=None):
        self.skipkeys, self.sort_keys, self.indent = skipkeys, sort_keys, indent
        self.ensure_ascii, self.encoding = ensure_ascii, encoding
        self.check_circular, self.allow_nan = check_circular, allow_nan
        if separators is not None:
            self.item_separator, self.key_separator = separators
        if default is not None:
            self.default = default

    def default(self, o):
        """An object in the place of one that JSON does not know; for classes to override."""
        raise TypeError('%r is not JSON serializable' % (o,))

    def _string_encoder(self):
        """The function for strings."""
        encode = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        encoding = self.encoding
        if encoding in (None, 'utf-8'):
            return encode
        return lambda s: encode(s.decode(encoding) if isinstance(s, str) else s)

    def _float_text(self, value):
        if -INFINITY < value < INFINITY:
            return FLOAT_REPR(value)
        if not self.allow_nan:
            raise ValueError('Out of range float values are not JSON compliant: %r' % value)
        return 'NaN' if value != value else 'Infinity' if value > 0 else '-Infinity'

    def encode(self, o):
        """An object's text."""
        if isinstance(o, basestring):
            return self._string_encoder()(o)
        return ''.join(list(self.iterencode(o, _one_shot=True)))

    def iterencode(self, o, _one_shot=False):
        """An object's text in pieces, as they are made."""
        markers = {} if self.check_circular else None
        encode_string = self._string_encoder()
        if _one_shot and c_make_encoder is not None and self.indent is None:
            encode = c_make_encoder(markers, self.default, encode_string, self.indent,
                                    self.key_separator, self.item_separator, self.sort_keys,
                                    self.skipkeys, self.allow_nan)
        else:
            encode = _make_iterencode(markers, self.default, encode_string, self.indent,
                                      self._float_text, self.key_separator,
                                      self.item_separator, self.sort_keys, self.skipkeys,
                                      _one_shot)
        return encode(o, 0)


# In the place of a value where only text is left to write.
_NOTHING = object()


def _make_iterencode(markers, _default, _encoder, _indent, _floatstr, _key_separator,
                     _item_separator, _sort_keys, _skipkeys, _one_shot):
    """A function of an object and the depth it is at, that generates the pieces of its text."""

    def scalar_text(value):
        """The text of what has no parts, else None."""
        if isinstance(value, basestring):
            return _encoder(value)
        if value is None:
            return 'null'
        if value is True:
            return 'true'
        if value is False:
            return 'false'
        if isinstance(value, (int, long)):
            return str(value)
        if isinstance(value, float):
            return _floatstr(value)
        return None

    def key_text(key):
        """A key as a string; None for one to be left out."""
        if isinstance(key, basestring):
            return key
        if key is None or isinstance(key, (int, long, float)):
            return scalar_text(key)
        if not _skipkeys:
            raise TypeError('key %r is not a string' % (key,))
        return None

    def line_break(level):
        return '' if _indent is None else '\n' + ' ' * (_indent * level)

    # These generate (text, the value to be written after it).

    def list_entries(values, level):
        before = '[' + line_break(level)
        between = _item_separator + line_break(level)
        for value in values:
            yield before, value
            before = between
        if _indent is not None:
            yield line_break(level - 1), _NOTHING
        yield ']', _NOTHING

    def dict_entries(dictionary, level):
        yield '{', _NOTHING
        if _indent is not None:
            yield line_break(level), _NOTHING
        before, between = '', _item_separator + line_break(level)
        for key in sorted(dictionary) if _sort_keys else dictionary:
            text = key_text(key)
            if text is not None:
                if before:
                    yield before, _NOTHING
                before = between
                yield _encoder(text), _NOTHING
                yield _key_separator, _NOTHING
                yield '', dictionary[key]
        if _indent is not None:
            yield line_break(level - 1), _NOTHING
        yield '}', _NOTHING

    def entries(o, level):
        if isinstance(o, (list, tuple)):
            return list_entries(o, level) if o else iter([('[]', _NOTHING)])
        if isinstance(o, dict):
            return dict_entries(o, level) if o else iter([('{}', _NOTHING)])
        # It stands for the object, so it is on the same level.
        return iter([('', _default(o))])

    def encode(o, level):
        # The containers that are open, from the outermost on: what is left
        # of their entries, their marks, the levels of what is in them.
        opened = [(iter([('', o)]), None, level)]
        while opened:
            rest, mark, level = opened[-1]
            for before, value in rest:
                if value is _NOTHING:
                    yield before
                    continue
                text = scalar_text(value)
                if text is None:
                    if before:
                        yield before
                    break
                yield before + text
            else:
                opened.pop()
                if mark is not None:
                    del markers[mark]
                continue
            if len(opened) > sys.getrecursionlimit():
                # Without markers an object may go on for ever.
                raise RuntimeError('maximum recursion depth exceeded')
            mark = None
            if markers is not None:
                mark = id(value)
                if mark in markers:
                    raise ValueError('Circular reference detected')
                markers[mark] = value
            if isinstance(value, (list, tuple, dict)):
                level += 1
            opened.append((entries(value, level), mark, level))

    return encode
