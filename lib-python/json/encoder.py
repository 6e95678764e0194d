"""Makes JSON text of objects."""

import re

try:
    from _json import encode_basestring_ascii as c_encode_basestring_ascii
except ImportError:
    c_encode_basestring_ascii = None
try:
    from _json import make_encoder as c_make_encoder
except ImportError:
    c_make_encoder = None

ESCAPE = re.compile(r'[\x00-\x1f\\"\b\f\n\r\t]')
ESCAPE_ASCII = re.compile(r'([\\"]|[^\ -~])')
HAS_UTF8 = re.compile(r'[\x80-\xff]')
ESCAPE_DCT = {'\\': '\\\\', '"': '\\"', '\b': '\\b', '\f': '\\f', '\n': '\\n',
              '\r': '\\r', '\t': '\\t'}
for _i in range(0x20):
    ESCAPE_DCT.setdefault(chr(_i), '\\u{0:04x}'.format(_i))
del _i

INFINITY = float('inf')
FLOAT_REPR = float.__repr__


def encode_basestring(s):
    """A string with quotes and escapes where there must be some."""
    def replace(match):
        return ESCAPE_DCT[match.group(0)]
    return '"' + ESCAPE.sub(replace, s) + '"'


def py_encode_basestring_ascii(s):
    """A string in ASCII alone."""
    if isinstance(s, str) and HAS_UTF8.search(s) is not None:
        s = s.decode('utf-8')

    def replace(match):
        char = match.group(0)
        try:
            return ESCAPE_DCT[char]
        except KeyError:
            n = ord(char)
        if n < 0x10000:
            return '\\u{0:04x}'.format(n)
        # As a pair of surrogates.
        n -= 0x10000
        return '\\u{0:04x}\\u{1:04x}'.format(0xd800 | n >> 10, 0xdc00 | n & 0x3ff)
    return '"' + str(ESCAPE_ASCII.sub(replace, s)) + '"'


encode_basestring_ascii = c_encode_basestring_ascii or py_encode_basestring_ascii


class JSONEncoder(object):
    """Makes text of dictionaries, lists, tuples, strings, numbers, True, False, None.

    skipkeys leaves out keys that cannot be JSON's instead of raising
    TypeError; ensure_ascii escapes all other characters; check_circular looks
    for objects that contain themselves; allow_nan writes NaN and infinities as
    JavaScript does; sort_keys sorts dictionaries; indent, a number, makes
    lines; separators are those of (items, key and value); encoding is that
    of byte strings; default(object) makes something else of an object that
    cannot be encoded.
    """

    item_separator = ', '
    key_separator = ': '

    def __init__(self, skipkeys=False, ensure_ascii=True, check_circular=True,
                 allow_nan=True, sort_keys=False, indent=None, separators=None,
                 encoding='utf-8', default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        if default is not None:
            self.default = default
        self.encoding = encoding

    def default(self, o):
        """What to encode in place of an object; here TypeError. For subclasses."""
        raise TypeError(repr(o) + ' is not JSON serializable')

    def encode(self, o):
        """The text of an object."""
        if isinstance(o, basestring):
            if isinstance(o, str):
                if self.encoding is not None and self.encoding != 'utf-8':
                    o = o.decode(self.encoding)
            return encode_basestring_ascii(o) if self.ensure_ascii \
                else encode_basestring(o)
        return ''.join(list(self.iterencode(o, _one_shot=True)))

    def iterencode(self, o, _one_shot=False):
        """The text of an object in pieces."""
        markers = {} if self.check_circular else None
        encode_string = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        _encoder = encode_string
        if self.encoding != 'utf-8':
            def _encoder(o, encode_string=encode_string, encoding=self.encoding):
                if isinstance(o, str):
                    o = o.decode(encoding)
                return encode_string(o)

        def floatstr(o, allow_nan=self.allow_nan, _repr=FLOAT_REPR, _inf=INFINITY,
                     _neginf=-INFINITY):
            if o != o:
                text = 'NaN'
            elif o == _inf:
                text = 'Infinity'
            elif o == _neginf:
                text = '-Infinity'
            else:
                return _repr(o)
            if not allow_nan:
                raise ValueError('Out of range float values are not JSON compliant: '
                                 + repr(o))
            return text

        if _one_shot and c_make_encoder is not None and self.indent is None:
            _iterencode = c_make_encoder(
                markers, self.default, _encoder, self.indent, self.key_separator,
                self.item_separator, self.sort_keys, self.skipkeys, self.allow_nan)
        else:
            _iterencode = _make_iterencode(
                markers, self.default, _encoder, self.indent, floatstr,
                self.key_separator, self.item_separator, self.sort_keys, self.skipkeys,
                _one_shot)
        return _iterencode(o, 0)


def _make_iterencode(markers, _default, _encoder, _indent, _floatstr, _key_separator,
                     _item_separator, _sort_keys, _skipkeys, _one_shot):
    """A function (object, level) that generates the pieces of an object's text."""

    def enter(o):
        """Mark a container as being written; its mark."""
        if markers is None:
            return None
        mark = id(o)
        if mark in markers:
            raise ValueError('Circular reference detected')
        markers[mark] = o
        return mark

    def leave(mark):
        if markers is not None:
            del markers[mark]

    def newline(level):
        return '\n' + ' ' * (_indent * level)

    def simple(value):
        """The text of what is no container; None for other objects."""
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

    def encode_list(lst, level):
        if not lst:
            yield '[]'
            return
        mark = enter(lst)
        prefix = '['
        separator = _item_separator
        if _indent is not None:
            level += 1
            separator = _item_separator + newline(level)
            prefix += newline(level)
        for value in lst:
            text = simple(value)
            if text is not None:
                yield prefix + text
            else:
                yield prefix
                for chunk in encode(value, level):
                    yield chunk
            prefix = separator
        if _indent is not None:
            yield newline(level - 1)
        yield ']'
        leave(mark)

    def key_text(key):
        """The text of a dictionary's key without quotes; None to leave it out."""
        if isinstance(key, basestring):
            return key
        # Numbers and the like become strings, as in JavaScript.
        if isinstance(key, float):
            return _floatstr(key)
        if key is True:
            return 'true'
        if key is False:
            return 'false'
        if key is None:
            return 'null'
        if isinstance(key, (int, long)):
            return str(key)
        if _skipkeys:
            return None
        raise TypeError('key ' + repr(key) + ' is not a string')

    def encode_dict(dct, level):
        if not dct:
            yield '{}'
            return
        mark = enter(dct)
        yield '{'
        separator = _item_separator
        if _indent is not None:
            level += 1
            separator = _item_separator + newline(level)
            yield newline(level)
        items = sorted(dct.items(), key=lambda item: item[0]) if _sort_keys \
            else dct.iteritems()
        first = True
        for key, value in items:
            key = key_text(key)
            if key is None:
                continue
            if first:
                first = False
            else:
                yield separator
            yield _encoder(key)
            yield _key_separator
            text = simple(value)
            if text is not None:
                yield text
            else:
                for chunk in encode(value, level):
                    yield chunk
        if _indent is not None:
            yield newline(level - 1)
        yield '}'
        leave(mark)

    def encode(o, level):
        text = simple(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            for chunk in encode_list(o, level):
                yield chunk
        elif isinstance(o, dict):
            for chunk in encode_dict(o, level):
                yield chunk
        else:
            mark = enter(o)
            for chunk in encode(_default(o), level):
                yield chunk
            leave(mark)

    return encode
