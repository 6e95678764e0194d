"""Decimal numbers as text: the point and the exponent, and format() (PEP 3101)."""

import re

_specifier = re.compile(r'(?:(.)?([<>=^]))?([-+ ])?(0)?((?!0)\d+)?(,)?'
                        r'(?:\.(0|(?!0)\d+))?([eEfFgGn%])?\Z')


def place_point(digits, point):
    """(digits before the point, after it), with zeros if it is not among the digits."""
    if point <= 0:
        return '0', '0' * -point + digits
    return digits[:point].ljust(point, '0'), digits[point:]


def plain_point(digits, exponent):
    """Where the point is if no exponent has to be written; else None."""
    point = len(digits) + exponent
    return point if exponent <= 0 and point > -6 else None


def scientific(digits, exponent, letter):
    """The text of a number, with an exponent if it is far from 1."""
    if not exponent:
        return digits
    point = plain_point(digits, exponent)
    if point is not None:
        return '%s.%s' % place_point(digits, point)
    return _with_exponent(digits, exponent, 1, letter)


def engineering(digits, exponent, letter):
    """The same, with an exponent that is a multiple of three."""
    point = plain_point(digits, exponent)
    if point is not None:
        return scientific(digits, exponent, letter)
    point = len(digits) + exponent
    if digits == '0':
        # As many zeros after the point as its exponent asks for.
        return _with_exponent(digits, exponent, (point + 1) % 3 - 1, letter)
    return _with_exponent(digits, exponent, (point - 1) % 3 + 1, letter)


def _with_exponent(digits, exponent, point, letter):
    whole, fraction = place_point(digits, point)
    if fraction:
        whole += '.' + fraction
    written = len(digits) + exponent - point
    return '%s%s%+d' % (whole, letter, written) if written else whole


class Specifier(object):
    """A format specifier, taken apart; ValueError if it is none.

    Of locales, the result of localeconv() may be given.
    """

    def __init__(self, text, localeconv=None):
        match = _specifier.match(text)
        if match is None:
            raise ValueError('Invalid format specifier: ' + text)
        fill, align, sign, self.zeros, width, comma, precision, self.type = match.groups()
        for what, given in (('Fill character', fill), ('Alignment', align)):
            if self.zeros and given:
                raise ValueError("%s conflicts with '0' in format specifier: %s"
                                 % (what, text))
        self.unicode = isinstance(text, unicode)
        self.fill, self.align = fill or ' ', align or '>'
        self.plus = (sign or '-').strip('-')
        self.width = int(width or 0)
        self.precision = None if precision is None else int(precision)
        if self.precision == 0 and (self.type or 'g') in 'gGn':
            # There is always one digit.
            self.precision = 1
        self.separator, self.grouping, self.point = comma or '', [3, 0], '.'
        if self.type == 'n':
            if comma:
                raise ValueError("Explicit thousands separator conflicts with 'n' type in "
                                 'format specifier: ' + text)
            self._take_locale(localeconv)

    def _take_locale(self, conventions):
        if conventions is None:
            from locale import localeconv
            conventions = localeconv()
        self.type = 'g'
        self.separator = conventions['thousands_sep']
        self.grouping = conventions['grouping']
        self.point = conventions['decimal_point']

    def sign(self, negative):
        """What stands for the sign."""
        return '-' if negative else self.plus

    def fit(self, sign, body):
        """A sign and a text with what fills the width."""
        missing = self.width - len(sign) - len(body)
        before, between, after = {
            '<': (0, 0, missing), '>': (missing, 0, 0), '=': (0, missing, 0),
            '^': (missing // 2, 0, missing - missing // 2)}[self.align]
        text = ''.join((self.fill * before, sign, self.fill * between, body,
                        self.fill * after))
        return unicode(text) if self.unicode else text

    def number(self, negative, whole, fraction, exponent):
        """The text of a number with these digits and exponent."""
        sign = self.sign(negative)
        tail = self.point + fraction if fraction else ''
        if exponent or self.type in ('e', 'E'):
            tail += '%s%+d' % ('E' if self.type in ('E', 'G') else 'e', exponent)
        if self.type == '%':
            tail += '%'
        width = self.width - len(sign) - len(tail) if self.zeros else 0
        return self.fit(sign, self._grouped(whole, width) + tail)

    def _grouped(self, digits, width):
        """Digits in groups, with zeros before them up to a width."""
        groups = []
        for size in _group_sizes(self.grouping):
            missing = max(len(digits), width, 1)
            if size is None or size > missing:
                size = missing
            groups.append(digits[-size:].zfill(size))
            digits = digits[:-size]
            width -= size
            if not digits and width <= 0:
                break
            width -= len(self.separator)
        return self.separator.join(reversed(groups))


def _group_sizes(grouping):
    """Generate the sizes of groups from the right; None is for all that is left.

    A grouping ends with 0 if the size before it is repeated, with CHAR_MAX if not.
    """
    from locale import CHAR_MAX
    sizes = list(grouping)
    last = sizes.pop() if sizes else CHAR_MAX
    repeated = last == 0 and sizes
    if last != CHAR_MAX and not repeated:
        raise ValueError('unrecognised format for grouping')
    for size in sizes:
        if size <= 0:
            raise ValueError('group length should be positive')
        yield size
    while repeated:
        yield sizes[-1]
    yield None
