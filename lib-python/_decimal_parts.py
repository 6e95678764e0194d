"""How decimal numbers are made of parts, and coefficients rounded: what all the modules
behind decimal share."""

from _decimal_math import digits, power_of_ten

ROUND_DOWN = 'ROUND_DOWN'
ROUND_HALF_UP = 'ROUND_HALF_UP'
ROUND_HALF_EVEN = 'ROUND_HALF_EVEN'
ROUND_CEILING = 'ROUND_CEILING'
ROUND_FLOOR = 'ROUND_FLOOR'
ROUND_UP = 'ROUND_UP'
ROUND_HALF_DOWN = 'ROUND_HALF_DOWN'
ROUND_05UP = 'ROUND_05UP'

# The class of all numbers: the module decimal sets it.
Decimal = None


def make(sign, coefficient, exponent, special=False):
    """A Decimal. Exponents 'F', 'n' and 'N' are those of infinities and NaNs."""
    number = object.__new__(Decimal)
    number._sign = sign
    number._int = coefficient
    number._exp = exponent
    number._is_special = special
    return number


def infinity(sign):
    return make(sign, 0, 'F', True)


def not_a_number():
    return make(0, 0, 'n', True)


def convert(other):
    """An operand as a Decimal; NotImplemented if it is no integer."""
    if isinstance(other, Decimal):
        return other
    if isinstance(other, (int, long)):
        return make(int(other < 0), abs(int(other)), 0)
    return NotImplemented


def operand(other):
    """An operand of a method as a Decimal; TypeError if it is no integer."""
    number = convert(other)
    if number is NotImplemented:
        raise TypeError('Unable to convert %s to Decimal' % other)
    return number


# Whether what is left of a coefficient when digits are dropped goes up by one. More than
# nothing was dropped: excess says by how much it was more than half, sign is the number's.
_goes_up = {
    ROUND_DOWN: lambda kept, excess, sign: False,
    ROUND_UP: lambda kept, excess, sign: True,
    ROUND_HALF_UP: lambda kept, excess, sign: excess >= 0,
    ROUND_HALF_DOWN: lambda kept, excess, sign: excess > 0,
    ROUND_HALF_EVEN: lambda kept, excess, sign: excess > 0 or not excess and kept & 1,
    ROUND_CEILING: lambda kept, excess, sign: not sign,
    ROUND_FLOOR: lambda kept, excess, sign: sign,
    ROUND_05UP: lambda kept, excess, sign: kept % 5 == 0,
}


def shorten(coefficient, count, sign, rounding):
    """(a coefficient without its last digits, whether those were not all zeros)."""
    if count > digits(coefficient) + 1:
        # Far less than half, however much less.
        kept, rest, unit = 0, coefficient and 1, 10
    else:
        unit = power_of_ten(count)
        kept, rest = divmod(coefficient, unit)
    if not rest:
        return kept, False
    if _goes_up[rounding](kept, 2 * rest - unit, sign):
        kept += 1
    return kept, True


def strip_zeros(coefficient, exponent, limit):
    """A number without zeros at its end, as far as the exponent does not pass a limit."""
    while exponent < limit and coefficient % 10 == 0:
        coefficient //= 10
        exponent += 1
    return coefficient, exponent


def align(a, b):
    """The coefficients of two finite numbers as if both had the smaller exponent."""
    shift = a._exp - b._exp
    if shift >= 0:
        return a._int * power_of_ten(shift), b._int
    return a._int, b._int * power_of_ten(-shift)
