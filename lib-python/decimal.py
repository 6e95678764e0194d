"""Decimal floating-point numbers (PEP 327, the specification by IBM).

Numbers are exact as they are written; operations round to the precision of a
context, which belongs to the thread and also says how to round and which
conditions are errors.
"""

__all__ = ['Decimal', 'Context', 'DefaultContext', 'BasicContext', 'ExtendedContext',
           'DecimalException', 'Clamped', 'InvalidOperation', 'DivisionByZero',
           'Inexact', 'Rounded', 'Subnormal', 'Overflow', 'Underflow', 'ROUND_DOWN',
           'ROUND_HALF_UP', 'ROUND_HALF_EVEN', 'ROUND_CEILING', 'ROUND_FLOOR',
           'ROUND_UP', 'ROUND_HALF_DOWN', 'ROUND_05UP', 'setcontext', 'getcontext',
           'localcontext']

__version__ = '1.70'

import math as _math
import numbers as _numbers
import re as _re

import _decimal_format
import _decimal_math
from _decimal_math import digits as _digits, power_of_ten as _ten

try:
    from collections import namedtuple as _namedtuple
    DecimalTuple = _namedtuple('DecimalTuple', 'sign digits exponent')
except ImportError:
    DecimalTuple = lambda *args: args

ROUND_DOWN = 'ROUND_DOWN'
ROUND_HALF_UP = 'ROUND_HALF_UP'
ROUND_HALF_EVEN = 'ROUND_HALF_EVEN'
ROUND_CEILING = 'ROUND_CEILING'
ROUND_FLOOR = 'ROUND_FLOOR'
ROUND_UP = 'ROUND_UP'
ROUND_HALF_DOWN = 'ROUND_HALF_DOWN'
ROUND_05UP = 'ROUND_05UP'


# ---- conditions

class DecimalException(ArithmeticError):
    """Base of the conditions; handle() gives the result where one is no error."""

    def handle(self, context, *args):
        pass


class Clamped(DecimalException):
    """The exponent was changed to fit."""


class InvalidOperation(DecimalException):
    """The operation makes no sense; the result is NaN."""

    def handle(self, context, *args):
        if args:
            # A signaling NaN becomes a quiet one.
            return _decimal(args[0]._sign, args[0]._int, 'n', True)._fix_nan(context)
        return _NaN


class ConversionSyntax(InvalidOperation):
    """The text is no number."""

    def handle(self, context, *args):
        return _NaN


class DivisionByZero(DecimalException, ZeroDivisionError):
    """A number is divided by 0; the result is infinite."""

    def handle(self, context, sign, *args):
        return _SignedInfinity[sign]


class DivisionImpossible(InvalidOperation):
    """The integer quotient has too many digits."""

    def handle(self, context, *args):
        return _NaN


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    """0 is divided by 0."""

    def handle(self, context, *args):
        return _NaN


class Inexact(DecimalException):
    """Digits other than 0 were lost."""


class InvalidContext(InvalidOperation):
    """The context does not allow the operation."""

    def handle(self, context, *args):
        return _NaN


class Rounded(DecimalException):
    """Digits were lost, be they 0."""


class Subnormal(DecimalException):
    """The result, before rounding, has an exponent below Emin."""


class Overflow(Inexact, Rounded):
    """The result is too large; it is infinite or the largest number."""

    def handle(self, context, sign, *args):
        if context.rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN,
                                ROUND_UP):
            return _SignedInfinity[sign]
        if context.rounding == (ROUND_FLOOR if sign else ROUND_CEILING):
            return _SignedInfinity[sign]
        return _decimal(sign, _ten(context.prec) - 1, context.Emax - context.prec + 1)


class Underflow(Inexact, Rounded, Subnormal):
    """The result is subnormal and inexact."""


_signals = [Clamped, DivisionByZero, Inexact, Overflow, Rounded, Underflow,
            InvalidOperation, Subnormal]
_condition_map = {ConversionSyntax: InvalidOperation, DivisionImpossible: InvalidOperation,
                  DivisionUndefined: InvalidOperation, InvalidContext: InvalidOperation}


# ---- the thread's context

try:
    import threading
except ImportError:
    import dummy_threading as threading

_local = threading.local()
# At the end of the interpreter the module may be gone before we are.
del threading


def getcontext():
    """The thread's context; a copy of DefaultContext at first."""
    try:
        return _local.context
    except AttributeError:
        context = _local.context = Context()
        return context


def setcontext(context):
    """Set the thread's context; of the three that are templates a copy."""
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _local.context = context


def localcontext(ctx=None):
    """A context manager that sets a copy of a context, by default of the current one."""
    return _ContextManager(getcontext() if ctx is None else ctx)


class _ContextManager(object):

    def __init__(self, new_context):
        self.new_context = new_context.copy()

    def __enter__(self):
        self.saved_context = getcontext()
        setcontext(self.new_context)
        return self.new_context

    def __exit__(self, t, v, tb):
        setcontext(self.saved_context)


# ---- numbers

_parser = _re.compile(r"""
    (?P<sign>[-+])?
    (
        (?=\d|\.\d)
        (?P<int>\d*)
        (\.(?P<frac>\d*))?
        (E(?P<exp>[-+]?\d+))?
    |
        Inf(inity)?
    |
        (?P<signal>s)?NaN(?P<diag>\d*)
    )
    \Z""", _re.VERBOSE | _re.IGNORECASE | _re.UNICODE).match


def _decimal(sign, coefficient, exponent, special=False):
    """A Decimal of its parts."""
    self = object.__new__(Decimal)
    self._sign = sign
    self._int = coefficient
    self._exp = exponent
    self._is_special = special
    return self


def _convert_other(other, raiseit=False, allow_float=False):
    """A Decimal of another number; NotImplemented (or TypeError) if that cannot be."""
    if isinstance(other, Decimal):
        return other
    if isinstance(other, (int, long)):
        return Decimal(other)
    if allow_float and isinstance(other, float):
        return Decimal.from_float(other)
    if raiseit:
        raise TypeError('Unable to convert %s to Decimal' % other)
    return NotImplemented


def _increment(q, r, divisor, sign, rounding):
    """Whether rounding q + r / divisor makes it q + 1 rather than q."""
    if not r or rounding == ROUND_DOWN:
        return False
    if rounding == ROUND_HALF_EVEN:
        r += r
        return r > divisor or r == divisor and q & 1
    if rounding == ROUND_HALF_UP:
        return r + r >= divisor
    if rounding == ROUND_HALF_DOWN:
        return r + r > divisor
    if rounding == ROUND_UP:
        return True
    if rounding == ROUND_CEILING:
        return not sign
    if rounding == ROUND_FLOOR:
        return bool(sign)
    return q % 5 == 0


def _drop_digits(coefficient, count):
    """(what is left, what was dropped, 10**count) when count digits are dropped."""
    if count > _digits(coefficient) + 1:
        # Less than half a unit, however much less.
        return 0, 1, 10
    divisor = _ten(count)
    q, r = divmod(coefficient, divisor)
    return q, r, divisor


class Decimal(object):
    """A decimal number: sign, coefficient and exponent; or an infinity or NaN.

    It cannot be changed. Made of an integer, float, text, another Decimal or a
    tuple (sign, digits, exponent), always exactly.
    """

    # _exp is 'F' for infinities, 'n' for quiet and 'N' for signaling NaNs,
    # whose payload is _int; _is_special is true of these.
    __slots__ = ('_exp', '_int', '_sign', '_is_special')

    def __new__(cls, value='0', context=None):
        self = object.__new__(cls)
        self._is_special = False
        if isinstance(value, basestring):
            match = _parser(value.strip())
            if match is None:
                if context is None:
                    context = getcontext()
                return context._raise_error(ConversionSyntax,
                                            'Invalid literal for Decimal: %r' % value)
            self._sign = 1 if match.group('sign') == '-' else 0
            intpart = match.group('int')
            if intpart is not None:
                fraction = match.group('frac') or ''
                self._int = int(intpart + fraction)
                self._exp = int(match.group('exp') or '0') - len(fraction)
            else:
                self._is_special = True
                diag = match.group('diag')
                if diag is not None:
                    self._int = int(diag or '0')
                    self._exp = 'N' if match.group('signal') else 'n'
                else:
                    self._int = 0
                    self._exp = 'F'
            return self
        if isinstance(value, (int, long)):
            self._sign = 0 if value >= 0 else 1
            self._exp = 0
            self._int = abs(int(value))
            return self
        if isinstance(value, Decimal):
            self._exp = value._exp
            self._sign = value._sign
            self._int = value._int
            self._is_special = value._is_special
            return self
        if isinstance(value, (list, tuple)):
            self._from_tuple(value)
            return self
        if isinstance(value, float):
            value = Decimal.from_float(value)
            self._exp = value._exp
            self._sign = value._sign
            self._int = value._int
            self._is_special = value._is_special
            return self
        raise TypeError('Cannot convert %r to Decimal' % value)

    def _from_tuple(self, value):
        if len(value) != 3:
            raise ValueError('Invalid tuple size in creation of Decimal from list or '
                             'tuple.  The list or tuple should have exactly three '
                             'elements.')
        sign, digits, exponent = value
        if not (isinstance(sign, (int, long)) and sign in (0, 1)):
            raise ValueError('Invalid sign.  The first value in the tuple should be an '
                             'integer; either 0 for a positive number or 1 for a '
                             'negative number.')
        self._sign = sign
        if exponent == 'F':
            self._int = 0
            self._exp = 'F'
            self._is_special = True
            return
        coefficient = 0
        for digit in digits:
            if not (isinstance(digit, (int, long)) and 0 <= digit <= 9):
                raise ValueError('The second value in the tuple must be composed of '
                                 'integers in the range 0 through 9.')
            coefficient = coefficient * 10 + digit
        self._int = coefficient
        self._exp = exponent
        if exponent in ('n', 'N'):
            self._is_special = True
        elif not isinstance(exponent, (int, long)):
            raise ValueError("The third value in the tuple must be an integer, or one "
                             "of the strings 'F', 'n', 'N'.")

    @classmethod
    def from_float(cls, f):
        """The exact value of a float or integer."""
        if isinstance(f, (int, long)):
            return cls(f)
        if _math.isinf(f) or _math.isnan(f):
            return cls(repr(f))
        sign = 0 if _math.copysign(1.0, f) == 1.0 else 1
        n, d = abs(f).as_integer_ratio()
        # d is a power of two: n/d = n * 5**k / 10**k.
        k = d.bit_length() - 1
        result = _decimal(sign, n * 5 ** k, -k)
        return result if cls is Decimal else cls(result)

    # ---- kinds

    def _isnan(self):
        """0 for a number, 1 for a quiet and 2 for a signaling NaN."""
        if self._is_special:
            return {'n': 1, 'N': 2}.get(self._exp, 0)
        return 0

    def _isinfinity(self):
        """0, or the sign of an infinity."""
        if self._exp == 'F':
            return -1 if self._sign else 1
        return 0

    def _check_nans(self, other=None, context=None):
        """What an operation of NaNs results in; None if none is a NaN."""
        if not self._is_special and (other is None or not other._is_special):
            return None
        mine = self._isnan()
        others = 0 if other is None else other._isnan()
        if not (mine or others):
            return None
        if context is None:
            context = getcontext()
        if mine == 2:
            return context._raise_error(InvalidOperation, 'sNaN', self)
        if others == 2:
            return context._raise_error(InvalidOperation, 'sNaN', other)
        return (self if mine else other)._fix_nan(context)

    def _compare_check_nans(self, other, context):
        """The same of a comparison, for which any NaN is an error; 0 if there is none."""
        if context is None:
            context = getcontext()
        if self._is_special or other._is_special:
            for number, text in ((self, 'comparison involving sNaN'),
                                 (other, 'comparison involving sNaN')):
                if number.is_snan():
                    return context._raise_error(InvalidOperation, text, number)
            for number in self, other:
                if number.is_qnan():
                    return context._raise_error(InvalidOperation,
                                                'comparison involving NaN', number)
        return 0

    def __nonzero__(self):
        """Whether it is not 0."""
        return self._is_special or self._int != 0

    def _cmp(self, other):
        """-1, 0 or 1; neither is a NaN."""
        if self._is_special or other._is_special:
            return cmp(self._isinfinity(), other._isinfinity())
        if not self._int:
            return 0 if not other._int else (1 if other._sign else -1)
        if not other._int or self._sign != other._sign:
            return -1 if self._sign else 1
        sign = -1 if self._sign else 1
        difference = self.adjusted() - other.adjusted()
        if difference:
            return sign if difference > 0 else -sign
        a, b = self._int, other._int
        if self._exp > other._exp:
            a *= _ten(self._exp - other._exp)
        elif self._exp < other._exp:
            b *= _ten(other._exp - self._exp)
        return sign * cmp(a, b)

    def __eq__(self, other, context=None):
        other = _convert_other(other, allow_float=True)
        if other is NotImplemented:
            return other
        if self._check_nans(other, context):
            return False
        return self._cmp(other) == 0

    def __ne__(self, other, context=None):
        other = _convert_other(other, allow_float=True)
        if other is NotImplemented:
            return other
        if self._check_nans(other, context):
            return True
        return self._cmp(other) != 0

    def _order(self, other, context, holds):
        other = _convert_other(other, allow_float=True)
        if other is NotImplemented:
            return other
        if self._compare_check_nans(other, context):
            return False
        return holds(self._cmp(other))

    def __lt__(self, other, context=None):
        return self._order(other, context, lambda order: order < 0)

    def __le__(self, other, context=None):
        return self._order(other, context, lambda order: order <= 0)

    def __gt__(self, other, context=None):
        return self._order(other, context, lambda order: order > 0)

    def __ge__(self, other, context=None):
        return self._order(other, context, lambda order: order >= 0)

    def compare(self, other, context=None):
        """Decimal -1, 0 or 1, or NaN."""
        other = _convert_other(other, raiseit=True)
        ans = self._check_nans(other, context)
        if ans:
            return ans
        return Decimal(self._cmp(other))

    def __hash__(self):
        """Equal to that of an integer or float of the same value."""
        if self._is_special:
            if self.is_snan():
                raise TypeError('Cannot hash a signaling NaN value.')
            if self.is_nan():
                return 0
            return -271828 if self._sign else 314159
        value = float(self)
        if Decimal.from_float(value) == self:
            return hash(value)
        if self._isinteger():
            # All that differ only by trailing zeros must agree.
            number = self.to_integral_value()
            return hash((-1) ** number._sign * number._int
                        * pow(10, number._exp, 2 ** 64 - 1))
        coefficient = self._int
        while coefficient % 10 == 0:
            coefficient //= 10
        return hash((self._sign, self._exp + _digits(self._int), str(coefficient)))

    # ---- text

    def as_tuple(self):
        """DecimalTuple(sign, digits, exponent)."""
        if self._exp == 'F':
            return DecimalTuple(self._sign, (0,), 'F')
        if self._is_special and not self._int:
            return DecimalTuple(self._sign, (), self._exp)
        return DecimalTuple(self._sign, tuple(map(int, str(self._int))), self._exp)

    def __repr__(self):
        return "Decimal('%s')" % str(self)

    def _special_text(self):
        if self._exp == 'F':
            return 'Infinity'
        return ('NaN' if self._exp == 'n' else 'sNaN') + (str(self._int) if self._int
                                                          else '')

    def __str__(self, eng=False, context=None):
        """The text, in scientific notation where the exponent is far from 0."""
        sign = '-' if self._sign else ''
        if self._is_special:
            return sign + self._special_text()
        digits = str(self._int)
        leftdigits = self._exp + len(digits)
        # Where the point goes in the digits.
        if self._exp <= 0 and leftdigits > -6:
            dotplace = leftdigits
        elif not eng:
            dotplace = 1
        elif not self._int:
            dotplace = (leftdigits + 1) % 3 - 1
        else:
            dotplace = (leftdigits - 1) % 3 + 1
        if dotplace <= 0:
            intpart = '0'
            fraction = '.' + '0' * -dotplace + digits
        elif dotplace >= len(digits):
            intpart = digits + '0' * (dotplace - len(digits))
            fraction = ''
        else:
            intpart = digits[:dotplace]
            fraction = '.' + digits[dotplace:]
        if leftdigits == dotplace:
            exponent = ''
        else:
            if context is None:
                context = getcontext()
            exponent = ('E' if context.capitals else 'e') + '%+d' % (leftdigits - dotplace)
        return sign + intpart + fraction + exponent

    def to_eng_string(self, context=None):
        """The text with an exponent that is a multiple of three."""
        return self.__str__(eng=True, context=context)

    def __format__(self, specifier, context=None, _localeconv=None):
        if context is None:
            context = getcontext()
        spec = _decimal_format.parse(specifier, _localeconv)
        if self._is_special:
            sign = _decimal_format.sign_text(self._sign, spec)
            body = self._special_text()
            if spec['type'] == '%':
                body += '%'
            return _decimal_format.align(sign, body, spec)
        if spec['type'] is None:
            spec['type'] = 'G' if context.capitals else 'g'
        number = self
        if spec['type'] == '%':
            number = _decimal(number._sign, number._int, number._exp + 2)
        rounding = context.rounding
        precision = spec['precision']
        if precision is not None:
            if spec['type'] in 'eE':
                number = number._round(precision + 1, rounding)
            elif spec['type'] in 'fF%':
                number = number._rescale(-precision, rounding)
            elif _digits(number._int) > precision:
                number = number._round(precision, rounding)
        if not number._int and number._exp > 0 and spec['type'] in 'fF%':
            number = number._rescale(0, rounding)
        digits = str(number._int)
        leftdigits = number._exp + len(digits)
        if spec['type'] in 'eE':
            if not number._int and precision is not None:
                dotplace = 1 - precision
            else:
                dotplace = 1
        elif spec['type'] in 'fF%':
            dotplace = leftdigits
        elif number._exp <= 0 and leftdigits > -6:
            dotplace = leftdigits
        else:
            dotplace = 1
        if dotplace < 0:
            intpart = '0'
            fraction = '0' * -dotplace + digits
        elif dotplace > len(digits):
            intpart = digits + '0' * (dotplace - len(digits))
            fraction = ''
        else:
            intpart = digits[:dotplace] or '0'
            fraction = digits[dotplace:]
        return _decimal_format.number(number._sign, intpart, fraction,
                                      leftdigits - dotplace, spec)

    # ---- rounding

    def _fix_nan(self, context):
        """A NaN whose payload fits into the context."""
        limit = context.prec - context._clamp
        if self._int >= _ten(limit):
            return _decimal(self._sign, self._int % _ten(limit), self._exp, True)
        return Decimal(self)

    def _fix(self, context):
        """The number rounded to the context, whose conditions are raised."""
        if self._is_special:
            if self._isnan():
                return self._fix_nan(context)
            return Decimal(self)
        coefficient = self._int
        exponent = self._exp
        Etiny = context.Emin - context.prec + 1
        Etop = context.Emax - context.prec + 1
        if not coefficient:
            largest = Etop if context._clamp else context.Emax
            new = min(max(exponent, Etiny), largest)
            if new != exponent:
                context._raise_error(Clamped)
                return _decimal(self._sign, 0, new)
            return Decimal(self)
        lowest = _digits(coefficient) + exponent - context.prec
        if lowest > Etop:
            ans = context._raise_error(Overflow, 'above Emax', self._sign)
            context._raise_error(Inexact)
            context._raise_error(Rounded)
            return ans
        subnormal = lowest < Etiny
        if subnormal:
            lowest = Etiny
        if exponent < lowest:
            q, r, divisor = _drop_digits(coefficient, lowest - exponent)
            if _increment(q, r, divisor, self._sign, context.rounding):
                q += 1
                if q >= _ten(context.prec):
                    q //= 10
                    lowest += 1
            if lowest > Etop:
                ans = context._raise_error(Overflow, 'above Emax', self._sign)
            else:
                ans = _decimal(self._sign, q, lowest)
            if r and subnormal:
                context._raise_error(Underflow)
            if subnormal:
                context._raise_error(Subnormal)
            if r:
                context._raise_error(Inexact)
            context._raise_error(Rounded)
            if not ans:
                context._raise_error(Clamped)
            return ans
        if subnormal:
            context._raise_error(Subnormal)
        if context._clamp and exponent > Etop:
            context._raise_error(Clamped)
            return _decimal(self._sign, coefficient * _ten(exponent - Etop), Etop)
        return Decimal(self)

    def _rescale(self, exponent, rounding):
        """The number with another exponent, rounded; no conditions are raised."""
        if self._is_special:
            return Decimal(self)
        if not self._int:
            return _decimal(self._sign, 0, exponent)
        if self._exp >= exponent:
            return _decimal(self._sign, self._int * _ten(self._exp - exponent), exponent)
        q, r, divisor = _drop_digits(self._int, exponent - self._exp)
        if _increment(q, r, divisor, self._sign, rounding):
            q += 1
        return _decimal(self._sign, q, exponent)

    def _round(self, places, rounding):
        """The number rounded to so many digits."""
        if places <= 0:
            raise ValueError('argument should be at least 1 in _round')
        if self._is_special or not self._int:
            return Decimal(self)
        ans = self._rescale(self.adjusted() + 1 - places, rounding)
        # Rounding 9.99 makes one digit more.
        if ans.adjusted() != self.adjusted():
            ans = ans._rescale(ans.adjusted() + 1 - places, rounding)
        return ans

    def adjusted(self):
        """The exponent of the first digit; 0 for infinities and NaNs."""
        if self._is_special:
            return 0
        return self._exp + _digits(self._int) - 1

    # ---- arithmetic

    def __neg__(self, context=None):
        """-self, rounded; 0 is not negative."""
        ans = self._check_nans(context=context)
        if ans:
            return ans
        if context is None:
            context = getcontext()
        if not self and context.rounding != ROUND_FLOOR:
            ans = self.copy_abs()
        else:
            ans = self.copy_negate()
        return ans._fix(context)

    def __pos__(self, context=None):
        """self, rounded."""
        ans = self._check_nans(context=context)
        if ans:
            return ans
        if context is None:
            context = getcontext()
        if not self and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(context)
        return self._fix(context)

    def __abs__(self, round=True, context=None):
        """The absolute value, rounded unless round is false."""
        if not round:
            return self.copy_abs()
        ans = self._check_nans(context=context)
        if ans:
            return ans
        return self.__neg__(context) if self._sign else self.__pos__(context)

    def __add__(self, other, context=None):
        """self + other"""
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        if context is None:
            context = getcontext()
        if self._is_special or other._is_special:
            ans = self._check_nans(other, context)
            if ans:
                return ans
            if self._isinfinity():
                if self._sign != other._sign and other._isinfinity():
                    return context._raise_error(InvalidOperation, '-INF + INF')
                return Decimal(self)
            return Decimal(other)
        exponent = min(self._exp, other._exp)
        negative_zero = context.rounding == ROUND_FLOOR and self._sign != other._sign
        if not self._int and not other._int:
            sign = 1 if negative_zero else min(self._sign, other._sign)
            return _decimal(sign, 0, exponent)._fix(context)
        if not self._int or not other._int:
            # The other number, with as many zeros as fit.
            number = other if not self._int else self
            exponent = max(exponent, number._exp - context.prec - 1)
            return number._rescale(exponent, context.rounding)._fix(context)
        big, small = (self, other) if self._exp >= other._exp else (other, self)
        # A number far below the other one's last digit counts as a tiny one.
        limit = big._exp + min(-1, _digits(big._int) - context.prec - 2)
        a, b = big._int, small._int
        if _digits(b) + small._exp - 1 < limit:
            b = 1
            low = limit
        else:
            low = small._exp
        a *= _ten(big._exp - low)
        if big._sign:
            a = -a
        total = a - b if small._sign else a + b
        if not total:
            return _decimal(1 if negative_zero else 0, 0, exponent)._fix(context)
        if total < 0:
            return _decimal(1, -total, low)._fix(context)
        return _decimal(0, total, low)._fix(context)

    __radd__ = __add__

    def __sub__(self, other, context=None):
        """self - other"""
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        if self._is_special or other._is_special:
            ans = self._check_nans(other, context=context)
            if ans:
                return ans
        return self.__add__(other.copy_negate(), context=context)

    def __rsub__(self, other, context=None):
        """other - self"""
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        return other.__sub__(self, context=context)

    def __mul__(self, other, context=None):
        """self * other"""
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        if context is None:
            context = getcontext()
        sign = self._sign ^ other._sign
        if self._is_special or other._is_special:
            ans = self._check_nans(other, context)
            if ans:
                return ans
            if self._isinfinity():
                if not other:
                    return context._raise_error(InvalidOperation, '(+-)INF * 0')
                return _SignedInfinity[sign]
            if not self:
                return context._raise_error(InvalidOperation, '0 * (+-)INF')
            return _SignedInfinity[sign]
        return _decimal(sign, self._int * other._int, self._exp + other._exp)._fix(context)

    __rmul__ = __mul__

    def __truediv__(self, other, context=None):
        """self / other"""
        other = _convert_other(other)
        if other is NotImplemented:
            return NotImplemented
        if context is None:
            context = getcontext()
        sign = self._sign ^ other._sign
        if self._is_special or other._is_special:
            ans = self._check_nans(other, context)
            if ans:
                return ans
            if self._isinfinity() and other._isinfinity():
                return context._raise_error(InvalidOperation, '(+-)INF/(+-)INF')
            if self._isinfinity():
                return _SignedInfinity[sign]
            context._raise_error(Clamped, 'Division by infinity')
            return _decimal(sign, 0, context.Etiny())
        if not other:
            if not self:
                return context._raise_error(DivisionUndefined, '0 / 0')
            return context._raise_error(DivisionByZero, 'x / 0', sign)
        if not self:
            exponent = self._exp - other._exp
            coefficient = 0
        else:
            shift = _digits(other._int) - _digits(self._int) + context.prec + 1
            exponent = self._exp - other._exp - shift
            if shift >= 0:
                coefficient, rest = divmod(self._int * _ten(shift), other._int)
            else:
                coefficient, rest = divmod(self._int, other._int * _ten(-shift))
            if rest:
                # So that it is not taken for exact or half.
                if coefficient % 5 == 0:
                    coefficient += 1
            else:
                # As few zeros at the end as can be.
                ideal = self._exp - other._exp
                while exponent < ideal and coefficient % 10 == 0:
                    coefficient //= 10
                    exponent += 1
        return _decimal(sign, coefficient, exponent)._fix(context)

    def _divide(self, other, context):
        """(integer quotient, remainder); neither is special, other not 0."""
        sign = self._sign ^ other._sign
        ideal = self._exp if other._isinfinity() else min(self._exp, other._exp)
        difference = self.adjusted() - other.adjusted()
        if not self or other._isinfinity() or difference <= -2:
            return _decimal(sign, 0, 0), self._rescale(ideal, context.rounding)
        if difference <= context.prec:
            a, b = self._int, other._int
            if self._exp >= other._exp:
                a *= _ten(self._exp - other._exp)
            else:
                b *= _ten(other._exp - self._exp)
            q, r = divmod(a, b)
            if q < _ten(context.prec):
                return _decimal(sign, q, 0), _decimal(self._sign, r, ideal)
        ans = context._raise_error(DivisionImpossible,
                                   'quotient too large in //, % or divmod')
        return ans, ans

    def __rtruediv__(self, other, context=None):
        """other / self"""
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        return other.__truediv__(self, context=context)

    __div__ = __truediv__
    __rdiv__ = __rtruediv__

    def __divmod__(self, other, context=None):
        """(self // other, self % other)"""
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        if context is None:
            context = getcontext()
        ans = self._check_nans(other, context)
        if ans:
            return ans, ans
        sign = self._sign ^ other._sign
        if self._isinfinity():
            if other._isinfinity():
                ans = context._raise_error(InvalidOperation, 'divmod(INF, INF)')
                return ans, ans
            return (_SignedInfinity[sign],
                    context._raise_error(InvalidOperation, 'INF % x'))
        if not other:
            if not self:
                ans = context._raise_error(DivisionUndefined, 'divmod(0, 0)')
                return ans, ans
            return (context._raise_error(DivisionByZero, 'x // 0', sign),
                    context._raise_error(InvalidOperation, 'x % 0'))
        quotient, remainder = self._divide(other, context)
        return quotient, remainder._fix(context)

    def __rdivmod__(self, other, context=None):
        """(other // self, other % self)"""
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        return other.__divmod__(self, context=context)

    def __mod__(self, other, context=None):
        """self % other, with the sign of self"""
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        if context is None:
            context = getcontext()
        ans = self._check_nans(other, context)
        if ans:
            return ans
        if self._isinfinity():
            return context._raise_error(InvalidOperation, 'INF % x')
        if not other:
            if self:
                return context._raise_error(InvalidOperation, 'x % 0')
            return context._raise_error(DivisionUndefined, '0 % 0')
        return self._divide(other, context)[1]._fix(context)

    def __rmod__(self, other, context=None):
        """other % self"""
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        return other.__mod__(self, context=context)

    def remainder_near(self, other, context=None):
        """What is left of self after the nearest multiple of other."""
        if context is None:
            context = getcontext()
        other = _convert_other(other, raiseit=True)
        ans = self._check_nans(other, context)
        if ans:
            return ans
        if self._isinfinity():
            return context._raise_error(InvalidOperation, 'remainder_near(infinity, x)')
        if not other:
            if self:
                return context._raise_error(InvalidOperation, 'remainder_near(x, 0)')
            return context._raise_error(DivisionUndefined, 'remainder_near(0, 0)')
        if other._isinfinity():
            return Decimal(self)._fix(context)
        ideal = min(self._exp, other._exp)
        if not self:
            return _decimal(self._sign, 0, ideal)._fix(context)
        difference = self.adjusted() - other.adjusted()
        if difference >= context.prec + 1:
            return context._raise_error(DivisionImpossible)
        if difference <= -2:
            return self._rescale(ideal, context.rounding)._fix(context)
        a, b = self._int, other._int
        if self._exp >= other._exp:
            a *= _ten(self._exp - other._exp)
        else:
            b *= _ten(other._exp - self._exp)
        q, r = divmod(a, b)
        if 2 * r + (q & 1) > b:
            r -= b
            q += 1
        if q >= _ten(context.prec):
            return context._raise_error(DivisionImpossible)
        sign = self._sign
        if r < 0:
            sign = 1 - sign
            r = -r
        return _decimal(sign, r, ideal)._fix(context)

    def __floordiv__(self, other, context=None):
        """self // other, rounded towards 0"""
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        if context is None:
            context = getcontext()
        ans = self._check_nans(other, context)
        if ans:
            return ans
        sign = self._sign ^ other._sign
        if self._isinfinity():
            if other._isinfinity():
                return context._raise_error(InvalidOperation, 'INF // INF')
            return _SignedInfinity[sign]
        if not other:
            if self:
                return context._raise_error(DivisionByZero, 'x // 0', sign)
            return context._raise_error(DivisionUndefined, '0 // 0')
        return self._divide(other, context)[0]

    def __rfloordiv__(self, other, context=None):
        """other // self"""
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        return other.__floordiv__(self, context=context)

    def fma(self, other, third, context=None):
        """self * other + third, rounded only once."""
        other = _convert_other(other, raiseit=True)
        if self._is_special or other._is_special:
            if context is None:
                context = getcontext()
            if self._exp == 'N':
                return context._raise_error(InvalidOperation, 'sNaN', self)
            if other._exp == 'N':
                return context._raise_error(InvalidOperation, 'sNaN', other)
            sign = self._sign ^ other._sign
            if self._exp == 'n':
                product = self
            elif other._exp == 'n':
                product = other
            elif self._exp == 'F':
                if not other:
                    return context._raise_error(InvalidOperation, 'INF * 0 in fma')
                product = _SignedInfinity[sign]
            else:
                if not self:
                    return context._raise_error(InvalidOperation, '0 * INF in fma')
                product = _SignedInfinity[sign]
        else:
            product = _decimal(self._sign ^ other._sign, self._int * other._int,
                               self._exp + other._exp)
        third = _convert_other(third, raiseit=True)
        return product.__add__(third, context)

    # ---- conversions

    def __float__(self):
        if self._isnan():
            if self.is_snan():
                raise ValueError('Cannot convert signaling NaN to float')
            text = '-nan' if self._sign else 'nan'
        else:
            text = str(self)
        return float(text)

    def __int__(self):
        """The integer part."""
        if self._is_special:
            if self._isnan():
                raise ValueError('Cannot convert NaN to integer')
            raise OverflowError('Cannot convert infinity to integer')
        if self._exp >= 0:
            value = self._int * _ten(self._exp)
        elif -self._exp > _digits(self._int):
            value = 0
        else:
            value = self._int // _ten(-self._exp)
        return int(-value) if self._sign else int(value)

    __trunc__ = __int__

    def __long__(self):
        return long(self.__int__())

    @property
    def real(self):
        """The number itself."""
        return self

    @property
    def imag(self):
        """0"""
        return Decimal(0)

    def conjugate(self):
        """The number itself."""
        return self

    def __complex__(self):
        return complex(float(self))

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        if type(self) is Decimal:
            return self
        return self.__class__(str(self))

    def __deepcopy__(self, memo):
        return self.__copy__()

    # ---- powers, roots and logarithms

    def _power_modulo(self, other, modulo, context=None):
        """pow(self, other, modulo) of integers."""
        other = _convert_other(other, raiseit=True)
        modulo = _convert_other(modulo, raiseit=True)
        if context is None:
            context = getcontext()
        for number in self, other, modulo:
            if number._isnan() == 2:
                return context._raise_error(InvalidOperation, 'sNaN', number)
        for number in self, other, modulo:
            if number._isnan():
                return number._fix_nan(context)
        if not (self._isinteger() and other._isinteger() and modulo._isinteger()):
            return context._raise_error(InvalidOperation, 'pow() 3rd argument not allowed '
                                        'unless all arguments are integers')
        if other < 0:
            return context._raise_error(InvalidOperation, 'pow() 2nd argument cannot be '
                                        'negative when 3rd argument specified')
        if not modulo:
            return context._raise_error(InvalidOperation, 'pow() 3rd argument cannot be 0')
        if modulo.adjusted() >= context.prec:
            return context._raise_error(
                InvalidOperation, 'insufficient precision: pow() 3rd argument must not '
                'have more than precision digits')
        if not other and not self:
            return context._raise_error(
                InvalidOperation, 'at least one of pow() 1st argument and 2nd argument '
                'must be nonzero ;0**0 is not defined')
        sign = 0 if other._iseven() else self._sign
        divisor = abs(int(modulo))
        base = self.to_integral_value()
        exponent = other.to_integral_value()
        value = base._int % divisor * pow(10, base._exp, divisor) % divisor
        for _ in range(exponent._exp):
            value = pow(value, 10, divisor)
        return _decimal(sign, pow(value, exponent._int, divisor), 0)

    def __pow__(self, other, modulo=None, context=None):
        """self ** other, or pow(self, other, modulo)"""
        if modulo is not None:
            return self._power_modulo(other, modulo, context)
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        if context is None:
            context = getcontext()
        ans = self._check_nans(other, context)
        if ans:
            return ans
        if not other:
            if not self:
                return context._raise_error(InvalidOperation, '0 ** 0')
            return _One
        result_sign = 0
        if self._sign == 1:
            if other._isinteger():
                if not other._iseven():
                    result_sign = 1
            elif self:
                return context._raise_error(InvalidOperation,
                                            'x ** y with x negative and y not an integer')
            self = self.copy_negate()
        if not self:
            if other._sign == 0:
                return _decimal(result_sign, 0, 0)
            return _SignedInfinity[result_sign]
        if self._isinfinity():
            if other._sign == 0:
                return _SignedInfinity[result_sign]
            return _decimal(result_sign, 0, 0)
        if self == _One:
            if not other._isinteger():
                context._raise_error(Inexact)
                context._raise_error(Rounded)
                exponent = 1 - context.prec
            else:
                # Exact, but with as many zeros as a multiplication would give.
                if other._sign == 1:
                    multiplier = 0
                elif other > context.prec:
                    multiplier = context.prec
                else:
                    multiplier = int(other)
                exponent = self._exp * multiplier
                if exponent < 1 - context.prec:
                    exponent = 1 - context.prec
                    context._raise_error(Rounded)
            return _decimal(result_sign, _ten(-exponent), exponent)
        self_adjusted = self.adjusted()
        if other._isinfinity():
            if (other._sign == 0) == (self_adjusted < 0):
                return _decimal(result_sign, 0, 0)
            return _SignedInfinity[result_sign]

        y = -other._int if other._sign else other._int
        ans = None
        exact = False
        # Far out of range there is no need to compute it.
        bound = self._log10_exp_bound() + other.adjusted()
        if (self_adjusted >= 0) == (other._sign == 0):
            if bound >= _digits(context.Emax):
                ans = _decimal(result_sign, 1, context.Emax + 1)
        else:
            Etiny = context.Etiny()
            if bound >= _digits(-Etiny):
                ans = _decimal(result_sign, 1, Etiny - 1)
        if ans is None:
            parts = _decimal_math.exact_power(self._int, self._exp, y, other._exp,
                                              context.prec + 1)
            if parts is not None:
                exact = True
                coefficient, exponent = parts
                if other._isinteger() and other._sign == 0:
                    ideal = self._exp * int(other)
                    # Zeros at the end: one more than fits, if there are so many,
                    # so that the number counts as rounded.
                    zeros = min(exponent - ideal,
                                context.prec + 1 - _digits(coefficient))
                    if zeros > 0:
                        coefficient *= _ten(zeros)
                        exponent -= zeros
                ans = _decimal(result_sign, coefficient, exponent)
        if ans is None:
            places = context.prec + 3
            while True:
                coefficient, exponent = _decimal_math.power(
                    self._int, self._exp, y, other._exp, places)
                # Certain, unless it may be exactly between two numbers.
                if coefficient % (5 * _ten(_digits(coefficient) - context.prec - 1)) > 1:
                    break
                places += 3
            ans = _decimal(result_sign, coefficient, exponent)
        if exact and not other._isinteger():
            # The specification wants it inexact, and with all its digits.
            if _digits(ans._int) <= context.prec:
                zeros = context.prec + 1 - _digits(ans._int)
                ans = _decimal(ans._sign, ans._int * _ten(zeros), ans._exp - zeros)
            newcontext = context.copy()
            newcontext.clear_flags()
            for exception in _signals:
                newcontext.traps[exception] = 0
            ans = ans._fix(newcontext)
            newcontext._raise_error(Inexact)
            if newcontext.flags[Subnormal]:
                newcontext._raise_error(Underflow)
            if newcontext.flags[Overflow]:
                context._raise_error(Overflow, 'above Emax', ans._sign)
            for exception in (Underflow, Subnormal, Inexact, Rounded, Clamped):
                if newcontext.flags[exception]:
                    context._raise_error(exception)
            return ans
        return ans._fix(context)

    def __rpow__(self, other, context=None):
        """other ** self"""
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        return other.__pow__(self, context=context)

    def sqrt(self, context=None):
        """The square root."""
        if context is None:
            context = getcontext()
        if self._is_special:
            ans = self._check_nans(context=context)
            if ans:
                return ans
            if self._isinfinity() and self._sign == 0:
                return Decimal(self)
        if not self:
            return _decimal(self._sign, 0, self._exp // 2)._fix(context)
        if self._sign == 1:
            return context._raise_error(InvalidOperation, 'sqrt(-x), x > 0')
        # The root with one digit more than wanted, as an integer.
        places = context.prec + 1
        exponent = self._exp >> 1
        coefficient = self._int
        length = _digits(coefficient)
        if self._exp & 1:
            coefficient *= 10
            length = (length >> 1) + 1
        else:
            length = length + 1 >> 1
        shift = places - length
        exact = True
        if shift >= 0:
            coefficient *= _ten(2 * shift)
        else:
            coefficient, rest = divmod(coefficient, _ten(-2 * shift))
            exact = not rest
        exponent -= shift
        root, square = _decimal_math.integer_root(coefficient, 2)
        if exact and square:
            # The ideal exponent is half of self's.
            if shift >= 0:
                root //= _ten(shift)
            else:
                root *= _ten(-shift)
            exponent += shift
        elif root % 5 == 0:
            # So that it is not taken for exact or half.
            root += 1
        context = context._shallow_copy()
        context._set_rounding(ROUND_HALF_EVEN)
        return _decimal(0, root, exponent)._fix(context)

    def exp(self, context=None):
        """e ** self"""
        if context is None:
            context = getcontext()
        ans = self._check_nans(context=context)
        if ans:
            return ans
        if self._isinfinity() == -1:
            return _Zero
        if not self:
            return _One
        if self._isinfinity() == 1:
            return Decimal(self)
        precision = context.prec
        adjusted = self.adjusted()
        if self._sign == 0 and adjusted > _digits((context.Emax + 1) * 3):
            ans = _decimal(0, 1, context.Emax + 1)
        elif self._sign == 1 and adjusted > _digits((-context.Etiny() + 1) * 3):
            ans = _decimal(0, 1, context.Etiny() - 1)
        elif self._sign == 0 and adjusted < -precision:
            ans = _decimal(0, _ten(precision) + 1, -precision)
        elif self._sign == 1 and adjusted < -precision - 1:
            ans = _decimal(0, _ten(precision + 1) - 1, -precision - 1)
        else:
            value = -self._int if self._sign else self._int
            places = precision + 3
            while True:
                coefficient, exponent = _decimal_math.exp(value, -self._exp, places)
                if coefficient % (5 * _ten(_digits(coefficient) - precision - 1)) > 1:
                    break
                places += 3
            ans = _decimal(0, coefficient, exponent)
        context = context._shallow_copy()
        context._set_rounding(ROUND_HALF_EVEN)
        return ans._fix(context)

    def _logarithm(self, function, context):
        """function(coefficient, exponent, places), rounded; for numbers other than 1."""
        places = context.prec + 2 - self._log10_exp_bound()
        while True:
            coefficient = function(self._int, self._exp, places)
            size = abs(coefficient)
            if (_digits(size) > context.prec + 1
                    and size % (5 * _ten(_digits(size) - context.prec - 1)) > 1
                    and -size % (5 * _ten(_digits(size) - context.prec - 1)) > 1):
                break
            places += 3
        context = context._shallow_copy()
        context._set_rounding(ROUND_HALF_EVEN)
        return _decimal(int(coefficient < 0), size, -places)._fix(context)

    def ln(self, context=None):
        """The natural logarithm."""
        if context is None:
            context = getcontext()
        ans = self._check_nans(context=context)
        if ans:
            return ans
        if not self:
            return _NegativeInfinity
        if self._isinfinity() == 1:
            return _Infinity
        if self == _One:
            return _Zero
        if self._sign == 1:
            return context._raise_error(InvalidOperation, 'ln of a negative value')
        return self._logarithm(_decimal_math.log, context)

    def _log10_exp_bound(self):
        """A number not above the adjusted exponent of log10(self); self is not 1."""
        adjusted = self._exp + _digits(self._int) - 1
        if adjusted >= 1:
            return _digits(adjusted) - 1
        if adjusted <= -2:
            return _digits(-1 - adjusted) - 1
        if adjusted == 0:
            # 1 < self < 10
            difference = self._int - _ten(-self._exp)
            return _digits(difference) - _digits(self._int) - 1
        # 0.1 <= self < 1
        return _digits(_ten(-self._exp) - self._int) + self._exp - 2

    def log10(self, context=None):
        """The logarithm to base 10."""
        if context is None:
            context = getcontext()
        ans = self._check_nans(context=context)
        if ans:
            return ans
        if not self:
            return _NegativeInfinity
        if self._isinfinity() == 1:
            return _Infinity
        if self._sign == 1:
            return context._raise_error(InvalidOperation, 'log10 of a negative value')
        text = str(self._int)
        if text[0] == '1' and not text[1:].strip('0'):
            # A power of ten: exact.
            ans = Decimal(self._exp + len(text) - 1)
            context = context._shallow_copy()
            context._set_rounding(ROUND_HALF_EVEN)
            return ans._fix(context)
        return self._logarithm(_decimal_math.log10, context)

    def logb(self, context=None):
        """The exponent of the first digit, as a Decimal."""
        ans = self._check_nans(context=context)
        if ans:
            return ans
        if context is None:
            context = getcontext()
        if self._isinfinity():
            return _Infinity
        if not self:
            return context._raise_error(DivisionByZero, 'logb(0)', 1)
        return Decimal(self.adjusted())._fix(context)

    # ---- exponents

    def normalize(self, context=None):
        """The number, rounded, without zeros at the end."""
        if context is None:
            context = getcontext()
        if self._is_special:
            ans = self._check_nans(context=context)
            if ans:
                return ans
        number = self._fix(context)
        if number._isinfinity():
            return number
        if not number:
            return _decimal(number._sign, 0, 0)
        largest = context.Etop() if context._clamp else context.Emax
        coefficient, exponent = number._int, number._exp
        while coefficient % 10 == 0 and exponent < largest:
            coefficient //= 10
            exponent += 1
        return _decimal(number._sign, coefficient, exponent)

    def quantize(self, exp, rounding=None, context=None, watchexp=True):
        """The number with the exponent of exp, rounded; InvalidOperation if it is too long.

        With watchexp false the exponent's limits do not count.
        """
        exp = _convert_other(exp, raiseit=True)
        if context is None:
            context = getcontext()
        if rounding is None:
            rounding = context.rounding
        if self._is_special or exp._is_special:
            ans = self._check_nans(exp, context)
            if ans:
                return ans
            if exp._isinfinity() or self._isinfinity():
                if exp._isinfinity() and self._isinfinity():
                    return Decimal(self)
                return context._raise_error(InvalidOperation, 'quantize with one INF')
        if not watchexp:
            ans = self._rescale(exp._exp, rounding)
            if ans._exp > self._exp:
                context._raise_error(Rounded)
                if ans != self:
                    context._raise_error(Inexact)
            return ans
        if not context.Etiny() <= exp._exp <= context.Emax:
            return context._raise_error(InvalidOperation,
                                        'target exponent out of bounds in quantize')
        if not self:
            return _decimal(self._sign, 0, exp._exp)._fix(context)
        adjusted = self.adjusted()
        if adjusted > context.Emax:
            return context._raise_error(
                InvalidOperation, 'exponent of quantize result too large for current '
                'context')
        if adjusted - exp._exp + 1 > context.prec:
            return context._raise_error(
                InvalidOperation, 'quantize result has too many digits for current context')
        ans = self._rescale(exp._exp, rounding)
        if ans.adjusted() > context.Emax:
            return context._raise_error(
                InvalidOperation, 'exponent of quantize result too large for current '
                'context')
        if _digits(ans._int) > context.prec:
            return context._raise_error(
                InvalidOperation, 'quantize result has too many digits for current context')
        if ans and ans.adjusted() < context.Emin:
            context._raise_error(Subnormal)
        if ans._exp > self._exp:
            if ans != self:
                context._raise_error(Inexact)
            context._raise_error(Rounded)
        return ans._fix(context)

    def same_quantum(self, other):
        """Whether both have the same exponent, are infinities or NaNs."""
        other = _convert_other(other, raiseit=True)
        if self._is_special or other._is_special:
            return (self.is_nan() and other.is_nan()
                    or self.is_infinite() and other.is_infinite())
        return self._exp == other._exp

    def to_integral_exact(self, rounding=None, context=None):
        """The number rounded to an integer, with the conditions that go with that."""
        if self._is_special:
            ans = self._check_nans(context=context)
            if ans:
                return ans
            return Decimal(self)
        if self._exp >= 0:
            return Decimal(self)
        if not self:
            return _decimal(self._sign, 0, 0)
        if context is None:
            context = getcontext()
        if rounding is None:
            rounding = context.rounding
        ans = self._rescale(0, rounding)
        if ans != self:
            context._raise_error(Inexact)
        context._raise_error(Rounded)
        return ans

    def to_integral_value(self, rounding=None, context=None):
        """The number rounded to an integer."""
        if context is None:
            context = getcontext()
        if rounding is None:
            rounding = context.rounding
        if self._is_special:
            ans = self._check_nans(context=context)
            if ans:
                return ans
            return Decimal(self)
        if self._exp >= 0:
            return Decimal(self)
        return self._rescale(0, rounding)

    to_integral = to_integral_value

    # ---- order

    def _extreme(self, other, context, largest, magnitude):
        """max() and min(): numbers go before quiet NaNs."""
        other = _convert_other(other, raiseit=True)
        if context is None:
            context = getcontext()
        if self._is_special or other._is_special:
            mine = self._isnan()
            others = other._isnan()
            if mine or others:
                if others == 1 and mine == 0:
                    return self._fix(context)
                if mine == 1 and others == 0:
                    return other._fix(context)
                return self._check_nans(other, context)
        if magnitude:
            order = self.copy_abs()._cmp(other.copy_abs())
        else:
            order = self._cmp(other)
        if order == 0:
            order = self.compare_total(other)
        if largest:
            ans = other if order == -1 else self
        else:
            ans = self if order == -1 else other
        return ans._fix(context)

    def max(self, other, context=None):
        """The larger number."""
        return self._extreme(other, context, True, False)

    def min(self, other, context=None):
        """The smaller number."""
        return self._extreme(other, context, False, False)

    def max_mag(self, other, context=None):
        """The number of larger absolute value."""
        return self._extreme(other, context, True, True)

    def min_mag(self, other, context=None):
        """The number of smaller absolute value."""
        return self._extreme(other, context, False, True)

    def _isinteger(self):
        """Whether it has no fraction."""
        if self._is_special:
            return False
        if self._exp >= 0 or not self._int:
            return True
        if -self._exp > _digits(self._int):
            return False
        return self._int % _ten(-self._exp) == 0

    def _iseven(self):
        """Whether an integer is even."""
        if not self or self._exp > 0:
            return True
        return self._int // _ten(-self._exp) % 2 == 0

    def compare_signal(self, other, context=None):
        """compare(), but any NaN is an error."""
        other = _convert_other(other, raiseit=True)
        ans = self._compare_check_nans(other, context)
        if ans:
            return ans
        return self.compare(other, context=context)

    def compare_total(self, other):
        """-1, 0 or 1 by an order in which all are different that are written so."""
        other = _convert_other(other, raiseit=True)
        if self._sign != other._sign:
            return _NegativeOne if self._sign else _One
        forward = not self._sign

        def answer(order):
            if not order:
                return _Zero
            return _One if (order > 0) == forward else _NegativeOne

        mine = self._isnan()
        others = other._isnan()
        if mine or others:
            if mine == others:
                return answer(cmp(self._int, other._int))
            # Numbers before signaling before quiet NaNs.
            places = {0: 0, 2: 1, 1: 2}
            return answer(cmp(places[mine], places[others]))
        order = self.copy_abs()._cmp(other.copy_abs())
        if order:
            return answer(order)
        if self._is_special:
            return _Zero
        return answer(cmp(self._exp, other._exp))

    def compare_total_mag(self, other):
        """compare_total() of the absolute values."""
        other = _convert_other(other, raiseit=True)
        return self.copy_abs().compare_total(other.copy_abs())

    def copy_abs(self):
        """The number without its sign; nothing is rounded."""
        return _decimal(0, self._int, self._exp, self._is_special)

    def copy_negate(self):
        """The number with the other sign; nothing is rounded."""
        return _decimal(1 - self._sign, self._int, self._exp, self._is_special)

    def copy_sign(self, other):
        """The number with the sign of another one."""
        other = _convert_other(other, raiseit=True)
        return _decimal(other._sign, self._int, self._exp, self._is_special)

    # ---- questions

    def is_canonical(self):
        """True: every number is."""
        return True

    def canonical(self):
        """The number itself."""
        return self

    def is_finite(self):
        return not self._is_special

    def is_infinite(self):
        return self._exp == 'F'

    def is_nan(self):
        return self._exp in ('n', 'N')

    def is_normal(self, context=None):
        """Whether it is finite, not 0 and its exponent is not below Emin."""
        if self._is_special or not self:
            return False
        if context is None:
            context = getcontext()
        return context.Emin <= self.adjusted()

    def is_qnan(self):
        return self._exp == 'n'

    def is_signed(self):
        return self._sign == 1

    def is_snan(self):
        return self._exp == 'N'

    def is_subnormal(self, context=None):
        """Whether it is finite, not 0 and its exponent is below Emin."""
        if self._is_special or not self:
            return False
        if context is None:
            context = getcontext()
        return self.adjusted() < context.Emin

    def is_zero(self):
        return not self._is_special and self._int == 0

    def number_class(self, context=None):
        """What kind of number it is: a name such as '+Normal'."""
        if self.is_snan():
            return 'sNaN'
        if self.is_qnan():
            return 'NaN'
        sign = '-' if self._sign else '+'
        if self._isinfinity():
            return sign + 'Infinity'
        if self.is_zero():
            return sign + 'Zero'
        if self.is_subnormal(context=context):
            return sign + 'Subnormal'
        return sign + 'Normal'

    def radix(self):
        """10"""
        return Decimal(10)

    # ---- digits as bits

    def _islogical(self):
        """Whether all digits are 0 or 1."""
        if self._sign or self._exp != 0:
            return False
        return not str(self._int).strip('01')

    def _logical(self, other, context, combine):
        if context is None:
            context = getcontext()
        other = _convert_other(other, raiseit=True)
        if not self._islogical() or not other._islogical():
            return context._raise_error(InvalidOperation)
        value = combine(int(str(self._int), 2), int(str(other._int), 2))
        value &= (1 << context.prec) - 1
        return _decimal(0, int(bin(value)[2:]), 0)

    def logical_and(self, other, context=None):
        """Where both have the digit 1."""
        return self._logical(other, context, lambda a, b: a & b)

    def logical_or(self, other, context=None):
        """Where one has the digit 1."""
        return self._logical(other, context, lambda a, b: a | b)

    def logical_xor(self, other, context=None):
        """Where just one has the digit 1."""
        return self._logical(other, context, lambda a, b: a ^ b)

    def logical_invert(self, context=None):
        """Where it has the digit 0."""
        if context is None:
            context = getcontext()
        return self.logical_xor(_decimal(0, int('1' * context.prec), 0), context)

    def _next(self, context, upwards):
        """The nearest number in a direction that the context can express."""
        if context is None:
            context = getcontext()
        ans = self._check_nans(context=context)
        if ans:
            return ans
        infinity = self._isinfinity()
        if infinity:
            if (infinity > 0) == upwards:
                return _SignedInfinity[not upwards]
            return _decimal(int(upwards), _ten(context.prec) - 1, context.Etop())
        context = context.copy()
        context._set_rounding(ROUND_CEILING if upwards else ROUND_FLOOR)
        context._ignore_all_flags()
        new = self._fix(context)
        if new != self:
            return new
        tiny = _decimal(int(not upwards), 1, context.Etiny() - 1)
        return self.__add__(tiny, context)

    def next_minus(self, context=None):
        """The largest number below this one."""
        return self._next(context, False)

    def next_plus(self, context=None):
        """The smallest number above this one."""
        return self._next(context, True)

    def next_toward(self, other, context=None):
        """The nearest number in the direction of another one."""
        other = _convert_other(other, raiseit=True)
        if context is None:
            context = getcontext()
        ans = self._check_nans(other, context)
        if ans:
            return ans
        order = self._cmp(other)
        if order == 0:
            return self.copy_sign(other)
        ans = self.next_plus(context) if order == -1 else self.next_minus(context)
        if ans._isinfinity():
            context._raise_error(Overflow, 'Infinite result from next_toward', ans._sign)
            context._raise_error(Inexact)
            context._raise_error(Rounded)
        elif ans.adjusted() < context.Emin:
            context._raise_error(Underflow)
            context._raise_error(Subnormal)
            context._raise_error(Inexact)
            context._raise_error(Rounded)
            if not ans:
                context._raise_error(Clamped)
        return ans

    def _places(self, other, context):
        """The digits to move by rotate() and shift(), or None if that is wrong."""
        if other._exp != 0:
            return None
        places = int(other)
        return places if -context.prec <= places <= context.prec else None

    def rotate(self, other, context=None):
        """The digits, of which there are as many as the precision, moved in a circle."""
        if context is None:
            context = getcontext()
        other = _convert_other(other, raiseit=True)
        ans = self._check_nans(other, context)
        if ans:
            return ans
        places = self._places(other, context)
        if places is None:
            return context._raise_error(InvalidOperation)
        if self._isinfinity():
            return Decimal(self)
        digits = self._int % _ten(context.prec)
        places %= context.prec
        high, low = divmod(digits, _ten(context.prec - places))
        return _decimal(self._sign, low * _ten(places) + high, self._exp)

    def shift(self, other, context=None):
        """The digits moved to the left, or right if other is negative; zeros come in."""
        if context is None:
            context = getcontext()
        other = _convert_other(other, raiseit=True)
        ans = self._check_nans(other, context)
        if ans:
            return ans
        places = self._places(other, context)
        if places is None:
            return context._raise_error(InvalidOperation)
        if self._isinfinity():
            return Decimal(self)
        digits = self._int % _ten(context.prec)
        if places < 0:
            digits //= _ten(-places)
        else:
            digits = digits * _ten(places) % _ten(context.prec)
        return _decimal(self._sign, digits, self._exp)

    def scaleb(self, other, context=None):
        """The number with another one added to its exponent."""
        if context is None:
            context = getcontext()
        other = _convert_other(other, raiseit=True)
        ans = self._check_nans(other, context)
        if ans:
            return ans
        if other._exp != 0:
            return context._raise_error(InvalidOperation)
        limit = 2 * (context.Emax + context.prec)
        if not -limit <= int(other) <= limit:
            return context._raise_error(InvalidOperation)
        if self._isinfinity():
            return Decimal(self)
        return _decimal(self._sign, self._int, self._exp + int(other))._fix(context)


_numbers.Number.register(Decimal)


# ---- contexts

class Context(object):
    """How to compute: precision, rounding, limits of exponents, and conditions.

    traps says which conditions raise exceptions, flags which have occurred;
    both may be given as lists. capitals is whether exponents have an E
    rather than e. What is not given is as in DefaultContext.
    """

    def __init__(self, prec=None, rounding=None, traps=None, flags=None, Emin=None,
                 Emax=None, capitals=None, _clamp=0, _ignored_flags=None):
        try:
            default = DefaultContext
        except NameError:
            # It is being made.
            default = None
        self.prec = prec if prec is not None else default.prec
        self.rounding = rounding if rounding is not None else default.rounding
        self.Emin = Emin if Emin is not None else default.Emin
        self.Emax = Emax if Emax is not None else default.Emax
        self.capitals = capitals if capitals is not None else default.capitals
        self._clamp = _clamp if _clamp is not None else default._clamp
        self._ignored_flags = [] if _ignored_flags is None else _ignored_flags
        if traps is None:
            self.traps = default.traps.copy()
        elif isinstance(traps, dict):
            self.traps = traps
        else:
            self.traps = dict((signal, int(signal in traps)) for signal in _signals)
        if flags is None:
            self.flags = dict.fromkeys(_signals, 0)
        elif isinstance(flags, dict):
            self.flags = flags
        else:
            self.flags = dict((signal, int(signal in flags)) for signal in _signals)

    def __repr__(self):
        parts = ['Context(prec=%(prec)d, rounding=%(rounding)s, Emin=%(Emin)d, '
                 'Emax=%(Emax)d, capitals=%(capitals)d' % vars(self)]
        for name in 'flags', 'traps':
            names = [signal.__name__ for signal, value in getattr(self, name).items()
                     if value]
            parts.append('%s=[%s]' % (name, ', '.join(names)))
        return ', '.join(parts) + ')'

    def clear_flags(self):
        """Forget which conditions have occurred."""
        for flag in self.flags:
            self.flags[flag] = 0

    def _shallow_copy(self):
        """A copy that shares flags and traps."""
        return Context(self.prec, self.rounding, self.traps, self.flags, self.Emin,
                       self.Emax, self.capitals, self._clamp, self._ignored_flags)

    def copy(self):
        """An independent copy."""
        return Context(self.prec, self.rounding, self.traps.copy(), self.flags.copy(),
                       self.Emin, self.Emax, self.capitals, self._clamp,
                       self._ignored_flags)

    __copy__ = copy

    def _raise_error(self, condition, explanation=None, *args):
        """A condition has occurred: raise it, or return the result it then has."""
        error = _condition_map.get(condition, condition)
        if error in self._ignored_flags:
            return error().handle(self, *args)
        self.flags[error] = 1
        if not self.traps[error]:
            return condition().handle(self, *args)
        raise error(explanation)

    def _ignore_all_flags(self):
        """Ignore all conditions."""
        return self._ignore_flags(*_signals)

    def _ignore_flags(self, *flags):
        """Ignore conditions: they neither are raised nor set flags."""
        self._ignored_flags = self._ignored_flags + list(flags)
        return list(flags)

    def _regard_flags(self, *flags):
        """Undo _ignore_flags()."""
        if flags and isinstance(flags[0], (tuple, list)):
            flags = flags[0]
        for flag in flags:
            self._ignored_flags.remove(flag)

    # It can be changed.
    __hash__ = None

    def Etiny(self):
        """The smallest exponent that a number can have."""
        return int(self.Emin - self.prec + 1)

    def Etop(self):
        """The largest exponent of a number with all its digits."""
        return int(self.Emax - self.prec + 1)

    def _set_rounding(self, type):
        """Set how to round; how it was."""
        rounding = self.rounding
        self.rounding = type
        return rounding

    def create_decimal(self, num='0'):
        """A Decimal of text or another number, rounded to this context."""
        if isinstance(num, basestring) and num != num.strip():
            return self._raise_error(ConversionSyntax,
                                     'no trailing or leading whitespace is permitted.')
        number = Decimal(num, context=self)
        if number._isnan() and number._int >= _ten(self.prec - self._clamp):
            return self._raise_error(ConversionSyntax, 'diagnostic info too long in NaN')
        return number._fix(self)

    def create_decimal_from_float(self, f):
        """A Decimal of a float, rounded to this context."""
        return Decimal.from_float(f)._fix(self)

    def _apply(self, a):
        return str(a._fix(self))

    def copy_decimal(self, a):
        """The number as a Decimal."""
        return Decimal(_convert_other(a, raiseit=True))

    def power(self, a, b, modulo=None):
        """a ** b, or pow(a, b, modulo)"""
        a = _convert_other(a, raiseit=True)
        result = a.__pow__(b, modulo, context=self)
        if result is NotImplemented:
            raise TypeError('Unable to convert %s to Decimal' % b)
        return result

    def fma(self, a, b, c):
        """a * b + c, rounded only once."""
        return _convert_other(a, raiseit=True).fma(b, c, context=self)

    def to_sci_string(self, a):
        """The text of a number, in scientific notation."""
        return _convert_other(a, raiseit=True).__str__(context=self)

    def radix(self):
        """10"""
        return Decimal(10)


def _delegate(name, method, operands, takes_context=True):
    """Give Context the method name: that of Decimal, in this context."""
    function = getattr(Decimal, method)

    if operands == 1:
        def delegate(self, a):
            a = _convert_other(a, raiseit=True)
            return function(a, context=self) if takes_context else function(a)
    else:
        def delegate(self, a, b):
            a = _convert_other(a, raiseit=True)
            result = function(a, b, context=self) if takes_context else function(a, b)
            if result is NotImplemented:
                raise TypeError('Unable to convert %s to Decimal' % b)
            return result
    delegate.__name__ = name
    delegate.__doc__ = function.__doc__
    setattr(Context, name, delegate)


for _name, _method in (('abs', '__abs__'), ('minus', '__neg__'), ('plus', '__pos__')):
    _delegate(_name, _method, 1)
for _name in ('exp ln log10 logb logical_invert next_minus next_plus normalize '
              'number_class sqrt to_eng_string to_integral_exact to_integral_value '
              'is_normal is_subnormal').split():
    _delegate(_name, _name, 1)
for _name in ('canonical copy_abs copy_negate is_canonical is_finite is_infinite is_nan '
              'is_qnan is_signed is_snan is_zero').split():
    _delegate(_name, _name, 1, takes_context=False)
for _name, _method in (('add', '__add__'), ('divide', '__div__'), ('subtract', '__sub__'),
                       ('divide_int', '__floordiv__'), ('divmod', '__divmod__'),
                       ('multiply', '__mul__'), ('remainder', '__mod__')):
    _delegate(_name, _method, 2)
for _name in ('compare compare_signal logical_and logical_or logical_xor max max_mag min '
              'min_mag next_toward quantize remainder_near rotate scaleb shift').split():
    _delegate(_name, _name, 2)
for _name in 'compare_total', 'compare_total_mag', 'copy_sign', 'same_quantum':
    _delegate(_name, _name, 2, takes_context=False)
Context.to_integral = Context.to_integral_value
del _name, _method

DefaultContext = Context(prec=28, rounding=ROUND_HALF_EVEN,
                         traps=[DivisionByZero, Overflow, InvalidOperation], flags=[],
                         Emax=999999999, Emin=-999999999, capitals=1)
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP,
                       traps=[DivisionByZero, Overflow, InvalidOperation, Clamped,
                              Underflow], flags=[])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[], flags=[])

_Infinity = Decimal('Inf')
_NegativeInfinity = Decimal('-Inf')
_NaN = Decimal('NaN')
_Zero = Decimal(0)
_One = Decimal(1)
_NegativeOne = Decimal(-1)
_SignedInfinity = (_Infinity, _NegativeInfinity)
