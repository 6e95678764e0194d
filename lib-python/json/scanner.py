"""Reads the value that starts at some place of a text."""

import re
try:
    from _json import make_scanner as c_make_scanner
except ImportError:
    c_make_scanner = None

__all__ = ['make_scanner']

NUMBER_RE = re.compile(r'(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?',
                       re.VERBOSE | re.MULTILINE | re.DOTALL)


def py_make_scanner(context):
    """scan_once(string, index) -> (value, where it ends), for a decoder.

    StopIteration if there is no value.
    """
    parse_object = context.parse_object
    parse_array = context.parse_array
    parse_string = context.parse_string
    match_number = NUMBER_RE.match
    encoding = context.encoding
    strict = context.strict
    parse_float = context.parse_float
    parse_int = context.parse_int
    parse_constant = context.parse_constant
    object_hook = context.object_hook
    object_pairs_hook = context.object_pairs_hook

    def scan_once(string, idx):
        if not 0 <= idx < len(string):
            raise StopIteration
        char = string[idx]
        if char == '"':
            return parse_string(string, idx + 1, encoding, strict)
        if char == '{':
            return parse_object((string, idx + 1), encoding, strict, scan_once,
                                object_hook, object_pairs_hook)
        if char == '[':
            return parse_array((string, idx + 1), scan_once)
        if char == 'n' and string.startswith('null', idx):
            return None, idx + 4
        if char == 't' and string.startswith('true', idx):
            return True, idx + 4
        if char == 'f' and string.startswith('false', idx):
            return False, idx + 5
        match = match_number(string, idx)
        if match is not None:
            integer, fraction, exponent = match.groups()
            if fraction or exponent:
                value = parse_float(integer + (fraction or '') + (exponent or ''))
            else:
                value = parse_int(integer)
            return value, match.end()
        for constant in 'NaN', 'Infinity', '-Infinity':
            if string.startswith(constant, idx):
                return parse_constant(constant), idx + len(constant)
        raise StopIteration

    return scan_once


make_scanner = c_make_scanner or py_make_scanner
