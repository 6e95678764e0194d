"""Floats as text with a number of digits, rounded in decimal. Use % instead."""

from warnings import warnpy3k
warnpy3k('the fpformat module has been removed in Python 3.0', stacklevel=2)
del warnpy3k

import re

__all__ = ['fix', 'sci', 'NotANumber']


class NotANumber(ValueError):
    """Text that is no number."""


decoder = re.compile(r'([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$')


def extract(s):
    """A number's sign ('' or '-'), digits before and after the point, and exponent."""
    match = decoder.match(s)
    if match is None:
        raise NotANumber(s)
    sign, whole, fraction, exponent = match.groups('')
    return sign.strip('+'), whole.lstrip('0'), fraction, int(exponent or 0)


def unexpo(intpart, fraction, expo):
    """The digits before and after the point when it moves by expo places."""
    point = len(intpart) + expo
    if point < 0:
        return '', '0' * -point + intpart + fraction
    digits = (intpart + fraction).ljust(point, '0')
    return digits[:point], digits[point:]


def roundfrac(intpart, fraction, digs):
    """The digits before and after the point with digs after it, or zeros before it."""
    surplus = len(fraction) - digs
    if surplus <= 0:
        return intpart, fraction + '0' * -surplus
    zeros = '0' * -digs
    size = len(intpart) + digs
    if size < 0:
        return zeros, ''
    unit = 10 ** surplus
    number = (int(intpart + fraction) + unit // 2) // unit
    digits = str(number).zfill(size) if number or size else ''
    point = len(digits) - max(digs, 0)
    return digits[:point] + zeros, digits[point:]


def fix(x, digs):
    """A number as ddd.ddd, rounded to digs digits after the point.

    If digs is negative, so many digits before the point are zeros. Text that
    is no number comes back as it is.
    """
    text = x if isinstance(x, str) else repr(x)
    try:
        sign, whole, fraction, exponent = extract(text)
    except NotANumber:
        return text
    whole, fraction = roundfrac(*unexpo(whole, fraction, exponent) + (digs,))
    whole = sign + (whole.lstrip('0') or '0')
    return whole + '.' + fraction if digs > 0 else whole


def sci(x, digs):
    """A number as d.ddde+ddd, rounded to digs digits after the point; NotANumber."""
    sign, whole, fraction, exponent = extract(x if isinstance(x, str) else repr(x))
    digits = (whole + fraction).lstrip('0')
    if digits:
        exponent += len(digits) - len(fraction) - 1
    else:
        digits = '0'
        exponent -= len(fraction)
    digs = max(digs, 0)
    first, rest = roundfrac(digits[0], digits[1:], digs)
    if len(first) > 1:
        # 9.9 became 10.
        first, rest = first[0], (first[1:] + rest)[:digs]
        exponent += 1
    point = '.' if digs else ''
    return '%s%s%s%se%+04d' % (sign, first, point, rest, exponent)


def test():
    """A dialogue: enter x, digs."""
    try:
        while True:
            x, digs = input('Enter (x, digs): ')
            print x, fix(x, digs), sci(x, digs)
    except (EOFError, KeyboardInterrupt):
        pass
