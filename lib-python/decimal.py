"""Decimal floating-point arithmetic, as IBM's specification defines it (PEP 327).

    Decimal         numbers; they cannot be changed
    Context         precision, rounding and limits, and what is an error
    getcontext(), setcontext(), localcontext()      the context of the thread

A Decimal has exactly the value and the digits that it is made of. The results of
operations are rounded to the thread's context, or to that given as an argument.
"""

import math as _math
import numbers as _numbers
import re as _re
from collections import namedtuple as _namedtuple

import _decimal_context
import _decimal_parts
from _decimal_arithmetic import Arithmetic as _Arithmetic
from _decimal_context import (
    BasicContext, Clamped, Context, ConversionSyntax, DecimalException, DefaultContext,
    DivisionByZero, DivisionImpossible, DivisionUndefined, ExtendedContext, Inexact,
    InvalidContext, InvalidOperation, Overflow, Rounded, Subnormal, Underflow, getcontext,
    localcontext, setcontext)
from _decimal_core import Core as _Core
from _decimal_digits import Digits as _Digits
from _decimal_format import (Specifier as _Specifier, engineering as _engineering,
                             place_point as _place_point, plain_point as _plain_point,
                             scientific as _scientific)
from _decimal_order import Order as _Order
from _decimal_parts import (
    ROUND_05UP, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
    ROUND_HALF_UP, ROUND_UP, digits as _digits, make as _make, power_of_ten as _power_of_ten)
from _decimal_powers import Powers as _Powers

__all__ = ['Decimal', 'Context', 'DefaultContext', 'BasicContext', 'ExtendedContext',
           'DecimalException', 'Clamped', 'InvalidOperation', 'DivisionByZero',
           'Inexact', 'Rounded', 'Subnormal', 'Overflow', 'Underflow', 'ROUND_DOWN',
           'ROUND_HALF_UP', 'ROUND_HALF_EVEN', 'ROUND_CEILING', 'ROUND_FLOOR',
           'ROUND_UP', 'ROUND_HALF_DOWN', 'ROUND_05UP', 'setcontext', 'getcontext',
           'localcontext']

# That of the specification.
__version__ = '1.70'

DecimalTuple = _namedtuple('DecimalTuple', 'sign digits exponent')

_finite = _re.compile(r'([-+]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:E([-+]?\d+))?\Z',
                      _re.IGNORECASE | _re.UNICODE).match
_special = _re.compile(r'([-+]?)(?:(Inf(?:inity)?)|(s?)NaN(\d*))\Z',
                       _re.IGNORECASE | _re.UNICODE).match


def _parts_of_text(text):
    """(sign, coefficient, exponent), or None if it is no number."""
    match = _finite(text)
    if match is not None:
        sign, whole, fraction, exponent = match.groups()
        fraction = fraction or ''
        return int(sign == '-'), int(whole + fraction), int(exponent or 0) - len(fraction)
    match = _special(text)
    if match is None:
        return None
    sign, infinite, signaling, payload = match.groups()
    if infinite:
        return int(sign == '-'), 0, 'F'
    return int(sign == '-'), int(payload or 0), 'N' if signaling else 'n'


def _parts_of_tuple(value):
    """The same of a tuple or a list as as_tuple() returns it; ValueError."""
    if len(value) != 3:
        raise ValueError('Invalid tuple size in creation of Decimal from list or tuple.  '
                         'The list or tuple should have exactly three elements.')
    sign, digits, exponent = value
    if not isinstance(sign, (int, long)) or sign not in (0, 1):
        raise ValueError('Invalid sign.  The first value in the tuple should be an integer; '
                         'either 0 for a positive number or 1 for a negative number.')
    if exponent == 'F':
        return sign, 0, 'F'
    for digit in digits:
        if not isinstance(digit, (int, long)) or not 0 <= digit <= 9:
            raise ValueError('The second value in the tuple must be composed of integers in '
                             'the range 0 through 9.')
    if exponent not in ('n', 'N') and not isinstance(exponent, (int, long)):
        raise ValueError("The third value in the tuple must be an integer, or one of the "
                         "strings 'F', 'n', 'N'.")
    # Digits may be of a type with a repr() of its own.
    return sign, int(''.join(['%d' % digit for digit in digits]) or '0'), exponent


def _parts_of_float(value):
    """The same of a float, exactly."""
    if _math.isnan(value) or _math.isinf(value):
        return _parts_of_text(repr(value))
    numerator, denominator = abs(value).as_integer_ratio()
    # The denominator is a power of two, and 1 / 2 is 5 / 10.
    places = denominator.bit_length() - 1
    return int(_math.copysign(1.0, value) < 0), numerator * 5 ** places, -places


class Decimal(_Arithmetic, _Order, _Powers, _Digits, _Core):
    """A decimal number, of an integer, text, float or tuple (sign, digits, exponent).

    Also an infinity ('Inf') or no number, quiet ('NaN') or signaling ('sNaN'). The context
    says only what happens if text is not that of a number.
    """

    __slots__ = ()

    def __new__(cls, value='0', context=None):
        if isinstance(value, (int, long)):
            parts = int(value < 0), abs(int(value)), 0
        elif isinstance(value, basestring):
            parts = _parts_of_text(value.strip())
            if parts is None:
                return (context or getcontext())._raise_error(
                    ConversionSyntax, 'Invalid literal for Decimal: %r' % value)
        elif isinstance(value, Decimal):
            parts = value._sign, value._int, value._exp
        elif isinstance(value, (list, tuple)):
            parts = _parts_of_tuple(value)
        elif isinstance(value, float):
            parts = _parts_of_float(value)
        else:
            raise TypeError('Cannot convert %r to Decimal' % value)
        self = object.__new__(cls)
        self._sign, self._int, self._exp = parts
        self._is_special = isinstance(self._exp, str)
        return self

    @classmethod
    def from_float(cls, f):
        """The exact value of a float or an integer."""
        if isinstance(f, (int, long)):
            return cls(f)
        number = _make(*_parts_of_float(f), special=_math.isnan(f) or _math.isinf(f))
        return number if cls is Decimal else cls(number)

    # ---- text

    def as_tuple(self):
        """The number as a DecimalTuple."""
        if self._exp in ('n', 'N') and not self._int:
            digits = ()
        else:
            digits = tuple(map(int, str(self._int)))
        return DecimalTuple(self._sign, digits, self._exp)

    def __repr__(self):
        return "Decimal('%s')" % self

    def _special_text(self):
        if self._exp == 'F':
            return 'Infinity'
        return '%sNaN%s' % ('s' if self._exp == 'N' else '', self._int or '')

    def __str__(self, eng=False, context=None):
        """The number with all its digits, and an exponent if it needs one."""
        sign = '-' if self._sign else ''
        if self._is_special:
            return sign + self._special_text()
        digits, exponent = str(self._int), self._exp
        if not exponent:
            return sign + digits
        # Only an exponent's letter depends on the context.
        letter = ''
        if _plain_point(digits, exponent) is None:
            letter = 'E' if (context or getcontext()).capitals else 'e'
        return sign + (_engineering if eng else _scientific)(digits, exponent, letter)

    def to_eng_string(self, context=None):
        """As str(), but exponents are multiples of 3."""
        return self.__str__(True, context)

    def __format__(self, specifier, context=None, _localeconv=None):
        context = context or getcontext()
        spec = _Specifier(specifier, _localeconv)
        if self._is_special:
            percent = '%' if spec.type == '%' else ''
            return spec.fit(spec.sign(self._sign), self._special_text() + percent)
        if spec.type is None:
            spec.type = 'G' if context.capitals else 'g'
        number = self._rounded_for(spec.type, spec.precision, context.rounding)
        digits, exponent = str(number._int), number._exp
        point = len(digits) + exponent
        # How many digits are shown before the point.
        if spec.type in 'fF%':
            shown = point
        elif spec.type in 'gG':
            shown = _plain_point(digits, exponent)
            if shown is None:
                shown = 1
        elif number._int or spec.precision is None:
            shown = 1
        else:
            shown = 1 - spec.precision
        whole, fraction = _place_point(digits, shown)
        return spec.number(number._sign, whole, fraction, point - shown)

    def _rounded_for(self, type, precision, rounding):
        """The number with as many digits as a format of some type wants."""
        number = self
        if type == '%':
            number = _make(self._sign, self._int, self._exp + 2)
        if precision is not None:
            if type in 'fF%':
                number = number._rescale(-precision, rounding)
            elif type in 'eE':
                number = number._round(precision + 1, rounding)
            else:
                if _digits(number._int) > precision:
                    number = number._round(precision, rounding)
        if type in 'fF%' and not number._int and number._exp > 0:
            number = number._rescale(0, rounding)
        return number

    # ---- conversions

    def __int__(self):
        """The number without its fraction."""
        if self._is_special:
            if self._exp == 'F':
                raise OverflowError('Cannot convert infinity to integer')
            raise ValueError('Cannot convert NaN to integer')
        if self._exp >= 0:
            whole = self._int * _power_of_ten(self._exp)
        elif _digits(self._int) < -self._exp:
            whole = 0
        else:
            whole = self._int // _power_of_ten(-self._exp)
        return int(-whole if self._sign else whole)

    __trunc__ = __int__

    def __long__(self):
        return long(self.__int__())

    def __float__(self):
        if self._exp == 'N':
            raise ValueError('Cannot convert signaling NaN to float')
        if self._exp == 'n':
            return float('-nan' if self._sign else 'nan')
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    # As numbers.Real has them; no other of its methods is missing.

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return _make(0, 0, 0)

    def conjugate(self):
        """The number."""
        return self

    # ---- copies

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self if type(self) is Decimal else self.__class__(self)

    def __deepcopy__(self, memo):
        return self.__copy__()


_numbers.Number.register(Decimal)
_decimal_parts.Decimal = Decimal
_decimal_context.add_methods(Decimal)
# What is public belongs to this module, wherever it is written.
for _object in vars(_decimal_context).values():
    if isinstance(_object, type) and _object.__module__ == _decimal_context.__name__:
        _object.__module__ = __name__
del _object
