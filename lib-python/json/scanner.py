"""Reads one value of JSON text."""

import re

try:
    from _json import make_scanner as c_make_scanner
except ImportError:
    c_make_scanner = None

__all__ = ['make_scanner']

# Integer, fraction, exponent.
NUMBER_RE = re.compile(r'(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?')

# By their first letters.
_LITERALS = {'n': ('null', None), 't': ('true', True), 'f': ('false', False)}
_CONSTANTS = {'N': 'NaN', 'I': 'Infinity', '-': '-Infinity'}


def py_make_scanner(context):
    """A function that reads as a decoder says: scan_once(text, index) -> (value, its end).

    It raises StopIteration where no value starts.
    """
    hooks = context.object_hook, context.object_pairs_hook

    def scan_once(string, idx):
        char = string[idx:idx + 1] if idx >= 0 else ''
        if char == '"':
            return context.parse_string(string, idx + 1, context.encoding, context.strict)
        if char == '{':
            return context.parse_object((string, idx + 1), context.encoding, context.strict,
                                        scan_once, *hooks)
        if char == '[':
            return context.parse_array((string, idx + 1), scan_once)
        if char in _LITERALS:
            word, value = _LITERALS[char]
            if string.startswith(word, idx):
                return value, idx + len(word)
        number = char and NUMBER_RE.match(string, idx)
        if number:
            is_integer = number.group(2) is number.group(3) is None
            convert = context.parse_int if is_integer else context.parse_float
            return convert(number.group()), number.end()
        name = _CONSTANTS.get(char)
        if name and string.startswith(name, idx):
            return context.parse_constant(name), idx + len(name)
        raise StopIteration

    return scan_once


make_scanner = c_make_scanner or py_make_scanner
