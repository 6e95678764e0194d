"""format() of decimal numbers (PEP 3101); the module decimal is built on this."""

import locale as _locale
import re

_specifier = re.compile(r"""\A
    (?:(?P<fill>.)?(?P<align>[<>=^]))?
    (?P<sign>[-+ ])?
    (?P<zeropad>0)?
    (?P<minimumwidth>(?!0)\d+)?
    (?P<thousands_sep>,)?
    (?:\.(?P<precision>0|(?!0)\d+))?
    (?P<type>[eEfFgGn%])?
    \Z""", re.VERBOSE)


def parse(text, localeconv=None):
    """A format specifier as a dictionary; ValueError if it is wrong."""
    match = _specifier.match(text)
    if match is None:
        raise ValueError('Invalid format specifier: ' + text)
    spec = match.groupdict()
    fill = spec['fill']
    align = spec['align']
    spec['zeropad'] = spec['zeropad'] is not None
    if spec['zeropad']:
        if fill is not None:
            raise ValueError("Fill character conflicts with '0' in format specifier: "
                             + text)
        if align is not None:
            raise ValueError("Alignment conflicts with '0' in format specifier: " + text)
    spec['fill'] = fill or ' '
    spec['align'] = align or '>'
    if spec['sign'] is None:
        spec['sign'] = '-'
    spec['minimumwidth'] = int(spec['minimumwidth'] or '0')
    if spec['precision'] is not None:
        spec['precision'] = int(spec['precision'])
    if spec['precision'] == 0 and (spec['type'] is None or spec['type'] in 'gGn'):
        # At least one digit.
        spec['precision'] = 1
    if spec['type'] == 'n':
        spec['type'] = 'g'
        if localeconv is None:
            localeconv = _locale.localeconv()
        if spec['thousands_sep'] is not None:
            raise ValueError("Explicit thousands separator conflicts with 'n' type in "
                             'format specifier: ' + text)
        spec['thousands_sep'] = localeconv['thousands_sep']
        spec['grouping'] = localeconv['grouping']
        spec['decimal_point'] = localeconv['decimal_point']
    else:
        if spec['thousands_sep'] is None:
            spec['thousands_sep'] = ''
        spec['grouping'] = [3, 0]
        spec['decimal_point'] = '.'
    spec['unicode'] = isinstance(text, unicode)
    return spec


def align(sign, body, spec):
    """Sign and body with as much filling as the width needs."""
    padding = spec['fill'] * (spec['minimumwidth'] - len(sign) - len(body))
    kind = spec['align']
    if kind == '<':
        result = sign + body + padding
    elif kind == '>':
        result = padding + sign + body
    elif kind == '=':
        result = sign + padding + body
    else:
        half = len(padding) // 2
        result = padding[:half] + sign + body + padding[half:]
    return unicode(result) if spec['unicode'] else result


def _group_lengths(grouping):
    """Generate the lengths of groups, from the right, as the locale gives them."""
    if not grouping:
        return
    if grouping[-1] == 0 and len(grouping) >= 2:
        for length in grouping[:-1]:
            yield length
        while True:
            yield grouping[-2]
    elif grouping[-1] == _locale.CHAR_MAX:
        for length in grouping[:-1]:
            yield length
    else:
        raise ValueError('unrecognised format for grouping')


def _insert_separators(digits, spec, min_width=1):
    """Digits in groups, with zeros in front up to min_width."""
    separator = spec['thousands_sep']
    groups = []
    for length in _group_lengths(spec['grouping']):
        if length <= 0:
            raise ValueError('group length should be positive')
        length = min(max(len(digits), min_width, 1), length)
        groups.append('0' * (length - len(digits)) + digits[-length:])
        digits = digits[:-length]
        min_width -= length
        if not digits and min_width <= 0:
            break
        min_width -= len(separator)
    else:
        length = max(len(digits), min_width, 1)
        groups.append('0' * (length - len(digits)) + digits[-length:])
    return separator.join(reversed(groups))


def sign_text(negative, spec):
    if negative:
        return '-'
    return spec['sign'] if spec['sign'] in ' +' else ''


def number(negative, intpart, fraction, exponent, spec):
    """The text of a number's parts."""
    sign = sign_text(negative, spec)
    if fraction:
        fraction = spec['decimal_point'] + fraction
    if exponent != 0 or spec['type'] in ('e', 'E'):
        letter = {'E': 'E', 'e': 'e', 'G': 'E', 'g': 'e'}[spec['type']]
        fraction += '{0}{1:+}'.format(letter, exponent)
    if spec['type'] == '%':
        fraction += '%'
    if spec['zeropad']:
        min_width = spec['minimumwidth'] - len(fraction) - len(sign)
    else:
        min_width = 0
    return align(sign, _insert_separators(intpart, spec, min_width) + fraction, spec)
