"""Sums, products and quotients of decimal numbers: methods of the class Decimal."""

from _decimal_context import (Clamped, DivisionByZero, DivisionImpossible,
                              DivisionUndefined, InvalidOperation, getcontext)
from _decimal_parts import (ROUND_FLOOR, align, convert, digits, infinity, make, operand,
                            power_of_ten, strip_zeros)


def _reflected(name):
    """The method of an operator for which the number stands on the right."""
    def method(self, other, context=None):
        other = convert(other)
        if other is NotImplemented:
            return other
        return getattr(other, name)(self, context=context)
    return method


class Arithmetic(object):

    __slots__ = ()

    # ---- signs

    def __pos__(self, context=None):
        """The number, rounded."""
        return self._signed(self._sign, context)

    def __neg__(self, context=None):
        """The number with the opposite sign, rounded."""
        return self._signed(1 - self._sign, context)

    def __abs__(self, round=True, context=None):
        """The number without a sign, rounded if round is true."""
        return self._signed(0, context) if round else self.copy_abs()

    def _signed(self, sign, context):
        context = context or getcontext()
        if self._is_special:
            ans = self._check_nans(context=context)
            if ans:
                return ans
        elif not self._int and context.rounding != ROUND_FLOOR:
            # As of 0 + x and 0 - x.
            sign = 0
        return make(sign, self._int, self._exp, self._is_special)._fix(context)

    # ---- sums

    def __add__(self, other, context=None):
        """The sum, rounded."""
        other = convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        if self._is_special or other._is_special:
            return self._add_special(other, context)
        if not self._int or not other._int:
            return self._add_zero(other, context)
        high, low = (self, other) if self._exp >= other._exp else (other, self)
        addend, exponent = low._int, low._exp
        if high._exp - exponent > context.prec:
            # What is far below the last digit that will show is as good as a single 1.
            bottom = high._exp + min(-1, digits(high._int) - context.prec - 2)
            if exponent + digits(addend) <= bottom:
                addend, exponent = 1, bottom
        total = high._int * power_of_ten(high._exp - exponent)
        if high._sign == low._sign:
            return make(high._sign, total + addend, exponent)._fix(context)
        total -= addend
        if not total:
            sign = int(context.rounding == ROUND_FLOOR)
        elif total > 0:
            sign = high._sign
        else:
            total, sign = -total, low._sign
        return make(sign, total, exponent)._fix(context)

    __radd__ = __add__

    def _add_special(self, other, context):
        ans = self._check_nans(other, context)
        if ans:
            return ans
        if self._is_special and other._is_special and self._sign != other._sign:
            return context._raise_error(InvalidOperation, '-INF + INF')
        return (self if self._is_special else other)._plain()

    def _add_zero(self, other, context):
        exponent = min(self._exp, other._exp)
        if self._int or other._int:
            number = self if self._int else other
            # As many zeros as the other one has places, if the precision has them.
            exponent = max(exponent, number._exp - context.prec - 1)
            return number._rescale(exponent, context.rounding)._fix(context)
        sign = self._sign & other._sign
        if self._sign != other._sign and context.rounding == ROUND_FLOOR:
            sign = 1
        return make(sign, 0, exponent)._fix(context)

    def __sub__(self, other, context=None):
        """The difference, rounded."""
        other = convert(other)
        if other is NotImplemented:
            return other
        if self._is_special or other._is_special:
            ans = self._check_nans(other, context)
            if ans:
                return ans
        return self.__add__(other.copy_negate(), context)

    __rsub__ = _reflected('__sub__')

    # ---- products

    def __mul__(self, other, context=None):
        """The product, rounded."""
        other = convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._is_special or other._is_special:
            ans = self._check_nans(other, context)
            if ans:
                return ans
            if not self:
                return context._raise_error(InvalidOperation, '0 * (+-)INF')
            if not other:
                return context._raise_error(InvalidOperation, '(+-)INF * 0')
            return infinity(sign)
        return make(sign, self._int * other._int, self._exp + other._exp)._fix(context)

    __rmul__ = __mul__

    def fma(self, other, third, context=None):
        """self * other + third, rounded only in the end."""
        other, third = operand(other), operand(third)
        if not (self._is_special or other._is_special):
            product = make(self._sign ^ other._sign, self._int * other._int,
                           self._exp + other._exp)
            return product.__add__(third, context)
        context = context or getcontext()
        for number in self, other:
            if number.is_snan():
                return context._raise_error(InvalidOperation, 'sNaN', number)
        if self.is_nan() or other.is_nan():
            product = self if self.is_nan() else other
        elif not self:
            return context._raise_error(InvalidOperation, '0 * INF in fma')
        elif not other:
            return context._raise_error(InvalidOperation, 'INF * 0 in fma')
        else:
            product = infinity(self._sign ^ other._sign)
        return product.__add__(third, context)

    # ---- quotients

    def __truediv__(self, other, context=None):
        """The quotient, rounded."""
        other = convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._is_special or other._is_special:
            return self._divide_special(other, sign, context)
        if not other._int:
            return self._divide_by_zero(sign, context, '0 / 0', 'x / 0')
        ideal = self._exp - other._exp
        if not self._int:
            return make(sign, 0, ideal)._fix(context)
        shift = digits(other._int) - digits(self._int) + context.prec + 1
        dividend, divisor = self._int, other._int
        if shift > 0:
            dividend *= power_of_ten(shift)
        else:
            divisor *= power_of_ten(-shift)
        quotient, rest = divmod(dividend, divisor)
        exponent = ideal - shift
        if rest:
            # One more digit says that there is a rest.
            quotient = quotient * 10 + 1
            exponent -= 1
        else:
            quotient, exponent = strip_zeros(quotient, exponent, ideal)
        return make(sign, quotient, exponent)._fix(context)

    __rtruediv__ = _reflected('__truediv__')
    __div__, __rdiv__ = __truediv__, __rtruediv__

    def _divide_special(self, other, sign, context):
        ans = self._check_nans(other, context)
        if ans:
            return ans
        if self._is_special and other._is_special:
            return context._raise_error(InvalidOperation, '(+-)INF/(+-)INF')
        if self._is_special:
            return infinity(sign)
        context._raise_error(Clamped, 'Division by infinity')
        return make(sign, 0, context.Etiny())

    def _divide_by_zero(self, sign, context, undefined, infinite):
        if self:
            return context._raise_error(DivisionByZero, infinite, sign)
        return context._raise_error(DivisionUndefined, undefined)

    def _divide(self, other, context):
        """(quotient as an integer, remainder) of a finite number and one that is not 0."""
        sign = self._sign ^ other._sign
        exponent = self._exp if other._is_special else min(self._exp, other._exp)
        distance = self.adjusted() - other.adjusted()
        if not self._int or other._is_special or distance <= -2:
            return make(sign, 0, 0), self._rescale(exponent, context.rounding)
        if distance <= context.prec:
            quotient, rest = divmod(*align(self, other))
            if quotient < power_of_ten(context.prec):
                return make(sign, quotient, 0), make(self._sign, rest, exponent)
        ans = context._raise_error(DivisionImpossible,
                                   'quotient too large in //, % or divmod')
        return ans, ans

    def __divmod__(self, other, context=None):
        """(quotient as an integer, remainder)"""
        other = convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        ans = self._check_nans(other, context)
        if ans:
            return ans, ans
        sign = self._sign ^ other._sign
        if self._is_special:
            if other._is_special:
                ans = context._raise_error(InvalidOperation, 'divmod(INF, INF)')
                return ans, ans
            return infinity(sign), context._raise_error(InvalidOperation, 'INF % x')
        if not other:
            ans = self._divide_by_zero(sign, context, 'divmod(0, 0)', 'x // 0')
            if not self:
                return ans, ans
            return ans, context._raise_error(InvalidOperation, 'x % 0')
        quotient, remainder = self._divide(other, context)
        return quotient, remainder._fix(context)

    __rdivmod__ = _reflected('__divmod__')

    def __floordiv__(self, other, context=None):
        """The quotient as an integer, rounded towards 0."""
        other = convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        ans = self._check_nans(other, context)
        if ans:
            return ans
        sign = self._sign ^ other._sign
        if self._is_special:
            if other._is_special:
                return context._raise_error(InvalidOperation, 'INF // INF')
            return infinity(sign)
        if not other:
            return self._divide_by_zero(sign, context, '0 // 0', 'x // 0')
        return self._divide(other, context)[0]

    __rfloordiv__ = _reflected('__floordiv__')

    def _remainder_invalid(self, other, context, infinite, by_zero, undefined):
        """The result of a remainder that is none; None if there is one."""
        ans = self._check_nans(other, context)
        if ans:
            return ans
        if self._is_special:
            return context._raise_error(InvalidOperation, infinite)
        if other:
            return None
        if self:
            return context._raise_error(InvalidOperation, by_zero)
        return context._raise_error(DivisionUndefined, undefined)

    def __mod__(self, other, context=None):
        """What the quotient as an integer leaves, with the sign of self."""
        other = convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        ans = self._remainder_invalid(other, context, 'INF % x', 'x % 0', '0 % 0')
        return ans or self._divide(other, context)[1]._fix(context)

    __rmod__ = _reflected('__mod__')

    def remainder_near(self, other, context=None):
        """What the nearest integer to the quotient leaves; it may be of either sign."""
        context = context or getcontext()
        other = operand(other)
        ans = self._remainder_invalid(
            other, context, 'remainder_near(infinity, x)', 'remainder_near(x, 0)',
            'remainder_near(0, 0)')
        if ans:
            return ans
        if other._is_special:
            return self._fix(context)
        exponent = min(self._exp, other._exp)
        distance = self.adjusted() - other.adjusted()
        if not self._int or distance <= -2:
            return self._rescale(exponent, context.rounding)._fix(context)
        if distance <= context.prec:
            dividend, divisor = align(self, other)
            quotient, rest = divmod(dividend, divisor)
            sign = self._sign
            if 2 * rest + (quotient & 1) > divisor:
                quotient, rest, sign = quotient + 1, divisor - rest, 1 - sign
            if quotient < power_of_ten(context.prec):
                return make(sign, rest, exponent)._fix(context)
        return context._raise_error(DivisionImpossible)
