"""What concerns single digits and exponents: methods of the class Decimal."""

import operator

from _decimal_context import (Clamped, Inexact, InvalidOperation, Overflow, Rounded,
                              Subnormal, Underflow, getcontext, largest)
from _decimal_parts import (ROUND_CEILING, ROUND_FLOOR, digits, infinity, make, operand,
                            power_of_ten, shorten, strip_zeros)


def _logical(combine, doc):
    """The method of an operation on digits that are all 0 or 1."""
    def method(self, other, context=None):
        context = context or getcontext()
        other = operand(other)
        if not (self._islogical() and other._islogical()):
            return context._raise_error(InvalidOperation)
        # Read as binary digits, of which the last ones fit.
        bits = combine(int(str(self._int), 2), int(str(other._int), 2))
        bits &= (1 << context.prec) - 1
        return make(0, int(bin(bits)[2:]), 0)

    method.__doc__ = doc
    return method


def _moved(move, doc):
    """The method that moves digits; move(coefficient, places, precision) does it."""
    def method(self, other, context=None):
        context = context or getcontext()
        other = operand(other)
        ans = self._check_nans(other, context)
        if ans:
            return ans
        precision = context.prec
        if other._exp != 0 or not -precision <= int(other) <= precision:
            return context._raise_error(InvalidOperation)
        if self._is_special:
            return self._plain()
        coefficient = move(self._int % power_of_ten(precision), int(other), precision)
        return make(self._sign, coefficient, self._exp)

    method.__doc__ = doc
    return method


def _rotated(coefficient, places, precision):
    places %= precision
    high, low = divmod(coefficient, power_of_ten(precision - places))
    return low * power_of_ten(places) + high


def _shifted(coefficient, places, precision):
    if places < 0:
        return coefficient // power_of_ten(-places)
    return coefficient * power_of_ten(places) % power_of_ten(precision)


class Digits(object):

    __slots__ = ()

    # ---- exponents

    def normalize(self, context=None):
        """The number, rounded, in the shortest form of the same value."""
        context = context or getcontext()
        ans = self._check_nans(context=context)
        if ans:
            return ans
        result = self._fix(context)
        if result._is_special:
            return result
        if not result._int:
            return make(result._sign, 0, 0)
        limit = context.Etop() if context._clamp else context.Emax
        coefficient, exponent = strip_zeros(result._int, result._exp, limit)
        return make(result._sign, coefficient, exponent)

    def same_quantum(self, other):
        """Whether the exponents are the same; infinities have one, and so have NaNs."""
        other = operand(other)
        if self._is_special or other._is_special:
            return (self._is_special and other._is_special
                    and self.is_nan() == other.is_nan())
        return self._exp == other._exp

    def quantize(self, exp, rounding=None, context=None, watchexp=True):
        """The number, rounded, with the exponent of another one.

        It must fit the precision and, if watchexp is true, the limits of exponents.
        """
        exp = operand(exp)
        context = context or getcontext()
        if self._is_special or exp._is_special:
            ans = self._check_nans(exp, context)
            if ans:
                return ans
            if self._is_special and exp._is_special:
                return self._plain()
            return context._raise_error(InvalidOperation, 'quantize with one INF')
        place = exp._exp
        if watchexp:
            problem = self._quantize_problem(place, context)
            if problem:
                return context._raise_error(InvalidOperation, problem)
            if not self._int:
                return make(self._sign, 0, place)._fix(context)
        if place > self._exp:
            coefficient, inexact = shorten(self._int, place - self._exp, self._sign,
                                           rounding or context.rounding)
        else:
            coefficient = self._int and self._int * power_of_ten(self._exp - place)
        result = make(self._sign, coefficient, place)
        if watchexp:
            # Rounding may have added a digit.
            problem = result._quantize_problem(place, context)
            if problem:
                return context._raise_error(InvalidOperation, problem)
            if coefficient and result.adjusted() < context.Emin:
                context._signal(Subnormal)
        if place > self._exp:
            if inexact:
                context._signal(Inexact)
            context._signal(Rounded)
        return result._fix(context) if watchexp else result

    def _quantize_problem(self, place, context):
        """Why the number cannot have a last digit with this exponent, if so."""
        if not context.Etiny() <= place <= context.Emax:
            return 'target exponent out of bounds in quantize'
        if self._int:
            adjusted = self.adjusted()
            if adjusted > context.Emax:
                return 'exponent of quantize result too large for current context'
            if adjusted - place >= context.prec:
                return 'quantize result has too many digits for current context'
        return None

    def to_integral_value(self, rounding=None, context=None):
        """The number rounded to an integer."""
        return self._integral(rounding, context, False)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        """The number rounded to an integer; Rounded and Inexact are signaled."""
        return self._integral(rounding, context, True)

    def _integral(self, rounding, context, signals):
        context = context or getcontext()
        if self._is_special or self._exp >= 0:
            return self._check_nans(context=context) or self._plain()
        result = self._rescale(0, rounding or context.rounding)
        if signals and self._int:
            if result != self:
                context._signal(Inexact)
            context._signal(Rounded)
        return result

    def scaleb(self, other, context=None):
        """The number with an integer added to its exponent."""
        context = context or getcontext()
        other = operand(other)
        ans = self._check_nans(other, context)
        if ans:
            return ans
        limit = 2 * (context.Emax + context.prec)
        if other._exp != 0 or not -limit <= int(other) <= limit:
            return context._raise_error(InvalidOperation)
        if self._is_special:
            return self._plain()
        return make(self._sign, self._int, self._exp + int(other))._fix(context)

    def radix(self):
        """10"""
        return make(0, 10, 0)

    # ---- digits

    rotate = _moved(_rotated, 'As many digits as the precision has, moved left in a circle.')
    shift = _moved(_shifted, 'The digits moved left, or right if other is negative.')

    def _islogical(self):
        """Whether it consists of digits 0 and 1 alone."""
        return self._exp == 0 and not self._sign and not str(self._int).strip('01')

    logical_and = _logical(operator.and_, '1 where both digits are 1.')
    logical_or = _logical(operator.or_, '1 where any digit is 1.')
    logical_xor = _logical(operator.xor, '1 where one digit is 1.')

    def logical_invert(self, context=None):
        """1 where the digit is 0."""
        context = context or getcontext()
        return self.logical_xor(make(0, power_of_ten(context.prec) // 9, 0), context)

    # ---- neighbours

    def next_minus(self, context=None):
        """The next smaller number that the context has."""
        return self._neighbour(1, context or getcontext())

    def next_plus(self, context=None):
        """The next larger number that the context has."""
        return self._neighbour(0, context or getcontext())

    def _neighbour(self, sign, context):
        """The next number in the direction of the infinity with a sign."""
        ans = self._check_nans(context=context)
        if ans:
            return ans
        if self._is_special:
            return infinity(sign) if self._sign == sign else largest(context, 1 - sign)
        context = context.copy()
        context.rounding = ROUND_FLOOR if sign else ROUND_CEILING
        context._ignore_all_flags()
        rounded = self._fix(context)
        if rounded != self:
            return rounded
        # Less than anything that the context has.
        return self.__add__(make(sign, 1, context.Etiny() - 1), context)

    def next_toward(self, other, context=None):
        """The next number in the direction of another one."""
        other = operand(other)
        context = context or getcontext()
        ans = self._check_nans(other, context)
        if ans:
            return ans
        order = self._cmp(other)
        if not order:
            return self.copy_sign(other)
        result = self._neighbour(int(order > 0), context)
        if result._is_special:
            context._raise_error(Overflow, 'Infinite result from next_toward', result._sign)
            signals = Inexact, Rounded
        elif result.adjusted() >= context.Emin:
            signals = ()
        else:
            signals = Underflow, Subnormal, Inexact, Rounded
            if not result:
                signals += Clamped,
        for signal in signals:
            context._signal(signal)
        return result
