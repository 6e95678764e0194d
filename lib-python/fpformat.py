"""Floats as text, by rounding their decimal digits; deprecated for %."""

from warnings import warnpy3k
warnpy3k('the fpformat module has been removed in Python 3.0', stacklevel=2)
del warnpy3k

import re

__all__ = ['fix', 'sci', 'NotANumber']

# Sign, digits before and after the point, exponent.
decoder = re.compile(r'^([-+]?)(\d*)((?:\.\d*)?)(([eE][-+]?\d+)?)$')

try:
    class NotANumber(ValueError):
        pass
except TypeError:
    NotANumber = 'fpformat.NotANumber'


def extract(s):
    """(sign, digits before the point, after it, exponent) of a number's text."""
    match = decoder.match(s)
    if match is None:
        raise NotANumber(s)
    sign, intpart, fraction, exponent = match.group(1, 2, 3, 4)
    intpart = intpart.lstrip('0')
    if sign == '+':
        sign = ''
    return sign, intpart, fraction[1:], int(exponent[1:]) if exponent else 0


def unexpo(intpart, fraction, expo):
    """(digits before the point, after it) without an exponent."""
    if expo > 0:
        moved = fraction[:expo]
        intpart = intpart + moved + '0' * (expo - len(moved))
        fraction = fraction[expo:]
    elif expo < 0:
        keep = max(len(intpart) + expo, 0)
        moved = intpart[keep:]
        fraction = '0' * (-expo - len(moved)) + moved + fraction
        intpart = intpart[:keep]
    return intpart, fraction


def roundfrac(intpart, fraction, digs):
    """Round to digs digits after the point, or before it where that is negative."""
    if len(fraction) <= digs:
        return intpart, fraction + '0' * (digs - len(fraction))
    i = len(intpart)
    if i + digs < 0:
        return '0' * -digs, ''
    total = intpart + fraction
    nextdigit = total[i + digs]
    if nextdigit >= '5':
        # Carry to the left, past nines.
        n = i + digs - 1
        while n >= 0:
            if total[n] != '9':
                break
            n -= 1
        else:
            total = '0' + total
            i += 1
            n = 0
        total = total[:n] + chr(ord(total[n]) + 1) + '0' * (len(total) - n - 1)
        intpart, fraction = total[:i], total[i:]
    if digs >= 0:
        return intpart, fraction[:digs]
    return intpart[:digs] + '0' * -digs, ''


def _text(x):
    return x if isinstance(x, type('')) else repr(x)


def fix(x, digs):
    """x as [-]ddd.ddd with digs digits after the point; a string comes back if wrong."""
    x = _text(x)
    try:
        sign, intpart, fraction, expo = extract(x)
    except NotANumber:
        return x
    intpart, fraction = unexpo(intpart, fraction, expo)
    intpart, fraction = roundfrac(intpart, fraction, digs)
    intpart = intpart.lstrip('0') or '0'
    if digs > 0:
        return sign + intpart + '.' + fraction
    return sign + intpart


def sci(x, digs):
    """x as [-]d.dddE[+-]ddd with digs digits after the point."""
    x = _text(x)
    sign, intpart, fraction, expo = extract(x)
    if not intpart:
        while fraction and fraction[0] == '0':
            fraction = fraction[1:]
            expo -= 1
        if fraction:
            intpart, fraction = fraction[0], fraction[1:]
            expo -= 1
        else:
            intpart = '0'
    else:
        expo += len(intpart) - 1
        intpart, fraction = intpart[0], intpart[1:] + fraction
    digs = max(0, digs)
    intpart, fraction = roundfrac(intpart, fraction, digs)
    if len(intpart) > 1:
        # Rounding carried.
        intpart, fraction, expo = (intpart[0], intpart[1:] + fraction[:-1],
                                   expo + len(intpart) - 1)
    s = sign + intpart
    if digs > 0:
        s += '.' + fraction
    e = '%03d' % abs(expo)
    return s + 'e' + ('-' if expo < 0 else '+') + e


def test():
    """Read numbers and digits, print both forms."""
    try:
        while True:
            x, digs = input('Enter (x, digs): ')
            print x, fix(x, digs), sci(x, digs)
    except (EOFError, KeyboardInterrupt):
        pass
