"""What decimal numbers are and how they are rounded: the base of the class Decimal."""

from _decimal_context import (Clamped, Inexact, InvalidOperation, Overflow, Rounded,
                              Subnormal, Underflow, getcontext)
from _decimal_parts import digits, make, operand, power_of_ten, shorten
import _decimal_parts as _parts


class Core(object):
    """A sign (0 or 1), a coefficient (an integer) and an exponent.

    For an infinity the exponent is 'F'; for quiet and signaling NaNs, of which the
    coefficient is the payload, 'n' and 'N'. _is_special is true of all of these.
    """

    __slots__ = '_exp', '_int', '_sign', '_is_special'

    def _plain(self):
        """The number itself, but not as a subclass."""
        if self.__class__ is _parts.Decimal:
            return self
        return make(self._sign, self._int, self._exp, self._is_special)

    # ---- kinds

    def __nonzero__(self):
        return self._is_special or self._int != 0

    def _isnan(self):
        """0; 1 for a quiet NaN; 2 for a signaling one."""
        return 0 if not self._is_special else {'F': 0, 'n': 1, 'N': 2}[self._exp]

    def _isinfinity(self):
        """0; 1 or -1 for infinities."""
        return 0 if self._exp != 'F' else 1 - 2 * self._sign

    def _isinteger(self):
        """Whether it is finite and has no fraction."""
        if self._is_special:
            return False
        return (self._exp >= 0 or not self._int
                or digits(self._int) >= -self._exp
                and self._int % power_of_ten(-self._exp) == 0)

    def _iseven(self):
        """Whether it is even, for integers."""
        return not self or self._exp > 0 or self._int // power_of_ten(-self._exp) % 2 == 0

    def is_canonical(self, context=None):
        """True, as there is only one way to encode a number."""
        return True

    def canonical(self, context=None):
        """The number."""
        return self

    def is_finite(self):
        return not self._is_special

    def is_infinite(self):
        return self._exp == 'F'

    def is_nan(self):
        return self._isnan() > 0

    def is_qnan(self):
        return self._exp == 'n'

    def is_snan(self):
        return self._exp == 'N'

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return not self._is_special and not self._int

    def is_normal(self, context=None):
        """Whether it is finite, not zero and not below the context's Emin."""
        if self._is_special or not self._int:
            return False
        return self.adjusted() >= (context or getcontext()).Emin

    def is_subnormal(self, context=None):
        """Whether it is finite, not zero and below the context's Emin."""
        if self._is_special or not self._int:
            return False
        return self.adjusted() < (context or getcontext()).Emin

    def number_class(self, context=None):
        """A name of its kind, like +Normal or -Zero."""
        if self._isnan():
            return 'sNaN' if self.is_snan() else 'NaN'
        if self._is_special:
            kind = 'Infinity'
        elif not self._int:
            kind = 'Zero'
        else:
            kind = 'Subnormal' if self.is_subnormal(context) else 'Normal'
        return '+-'[self._sign] + kind

    def adjusted(self):
        """The exponent that it has with one digit before the point; 0 for special ones."""
        return 0 if self._is_special else self._exp + digits(self._int) - 1

    # ---- NaNs as operands

    def _check_nans(self, other=None, context=None):
        """The result of an operation on NaNs; None if there are none."""
        if not self._is_special and (other is None or not other._is_special):
            return None
        numbers = (self,) if other is None else (self, other)
        worst = max([number._isnan() for number in numbers])
        if not worst:
            return None
        context = context or getcontext()
        # Signaling NaNs come before quiet ones.
        for number in numbers:
            if number._isnan() == worst:
                break
        if worst == 2:
            return context._raise_error(InvalidOperation, 'sNaN', number)
        return number._fix_nan(context)

    def _compare_check_nans(self, other, context):
        """The result of a comparison, for which any NaN is invalid; None without one."""
        for exponent, text in (('N', 'comparison involving sNaN'),
                               ('n', 'comparison involving NaN')):
            for number in self, other:
                if number._exp == exponent:
                    return (context or getcontext())._raise_error(InvalidOperation, text,
                                                                  number)
        return None

    def _fix_nan(self, context):
        """A NaN with as much of its payload as fits."""
        limit = power_of_ten(context.prec - context._clamp)
        if self._int < limit:
            return self._plain()
        return make(self._sign, self._int % limit, self._exp, True)

    # ---- rounding

    def _fix(self, context):
        """The number rounded to a context, with all that this signals."""
        if self._is_special:
            return self._fix_nan(context) if self._exp != 'F' else self._plain()
        if not self._int:
            return self._fix_zero(context)
        top = context.Emax - context.prec + 1
        tiny = context.Emin - context.prec + 1
        # The exponent of the last digit that the precision leaves.
        last = self._exp + digits(self._int) - context.prec
        if last > top:
            return self._overflow(context)
        subnormal = last < tiny
        if subnormal:
            last = tiny
        if self._exp < last:
            return self._fix_digits(context, last, top, subnormal)
        if subnormal:
            context._signal(Subnormal)
        if context._clamp and self._exp > top:
            context._signal(Clamped)
            return make(self._sign, self._int * power_of_ten(self._exp - top), top)
        return self._plain()

    def _fix_zero(self, context):
        highest = context.Etop() if context._clamp else context.Emax
        exponent = min(max(self._exp, context.Etiny()), highest)
        if exponent == self._exp:
            return self._plain()
        context._signal(Clamped)
        return make(self._sign, 0, exponent)

    def _fix_digits(self, context, last, top, subnormal):
        """The number rounded so that its exponent is last."""
        coefficient, inexact = shorten(self._int, last - self._exp, self._sign,
                                       context.rounding)
        if digits(coefficient) > context.prec:
            # 99 became 100.
            coefficient //= 10
            last += 1
        if last > top:
            result = context._raise_error(Overflow, 'above Emax', self._sign)
        else:
            result = make(self._sign, coefficient, last)
        if subnormal:
            if inexact:
                context._signal(Underflow)
            context._signal(Subnormal)
        if inexact:
            context._signal(Inexact)
        context._signal(Rounded)
        if not coefficient:
            context._signal(Clamped)
        return result

    def _overflow(self, context):
        result = context._raise_error(Overflow, 'above Emax', self._sign)
        context._signal(Inexact)
        context._signal(Rounded)
        return result

    def _rescale(self, exponent, rounding):
        """The number with another exponent; nothing is signaled."""
        if self._is_special:
            return self._plain()
        shift = self._exp - exponent
        if not self._int:
            coefficient = 0
        elif shift >= 0:
            coefficient = self._int * power_of_ten(shift)
        else:
            coefficient = shorten(self._int, -shift, self._sign, rounding)[0]
        return make(self._sign, coefficient, exponent)

    def _round(self, places, rounding):
        """The number with at most so many digits; nothing is signaled."""
        if self._is_special or not self._int:
            return self._plain()
        result = self._rescale(self.adjusted() + 1 - places, rounding)
        if digits(result._int) > places:
            # 99 became 100.
            result = make(result._sign, result._int // 10, result._exp + 1)
        return result

    # ---- signs

    def copy_abs(self):
        """The number without a sign; it is not rounded."""
        return make(0, self._int, self._exp, self._is_special)

    def copy_negate(self):
        """The number with the opposite sign; it is not rounded."""
        return make(1 - self._sign, self._int, self._exp, self._is_special)

    def copy_sign(self, other):
        """The number with another one's sign; it is not rounded."""
        return make(operand(other)._sign, self._int, self._exp, self._is_special)
