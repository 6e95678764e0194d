"""Powers, roots, exponentials and logarithms: methods of the class Decimal.

All but exact results are computed with some digits more than wanted, and with ever more
until it is certain how they are rounded.
"""

import _decimal_math
from _decimal_context import (Clamped, Inexact, InvalidOperation, DivisionByZero, Overflow,
                              Rounded, Subnormal, Underflow, getcontext)
from _decimal_parts import convert, digits, infinity, make, operand, power_of_ten


def _certain(coefficient, precision):
    """Whether a coefficient that may be one off can be rounded to a precision.

    It cannot near a number that lies half-way.
    """
    surplus = digits(coefficient) - precision - 1
    return surplus >= 0 and coefficient % (5 * power_of_ten(surplus)) > 1


def _approximate(compute, precision):
    """compute(places), with places enough for rounding to a precision."""
    places = precision + 3
    while True:
        coefficient, exponent = compute(places)
        if _certain(coefficient, precision):
            return make(0, coefficient, exponent)
        places += 3


class Powers(object):

    __slots__ = ()

    # ---- powers

    def __pow__(self, other, modulo=None, context=None):
        """self ** other, or self ** other % modulo of integers."""
        if modulo is not None:
            return self._power_modulo(operand(other), operand(modulo),
                                      context or getcontext())
        other = convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        ans = self._check_nans(other, context)
        if ans:
            return ans
        if not other:
            if self:
                return make(0, 1, 0)
            return context._raise_error(InvalidOperation, '0 ** 0')
        sign = 0
        base = self
        if self._sign:
            if not other._isinteger():
                if self:
                    return context._raise_error(
                        InvalidOperation, 'x ** y with x negative and y not an integer')
            elif not other._iseven():
                sign = 1
            base = self.copy_abs()
        if not base or base._is_special:
            # 0 and infinity stay what they are, or become the other.
            vanishes = bool(base) == bool(other._sign)
            return make(sign, 0, 0) if vanishes else infinity(sign)
        if base == 1:
            return base._power_of_one(other, sign, context)
        if other._is_special:
            vanishes = (base.adjusted() < 0) != bool(other._sign)
            return make(sign, 0, 0) if vanishes else infinity(sign)
        result, exact = base._power(other, context)
        if sign:
            result = result.copy_negate()
        if exact and not other._isinteger():
            return _inexact_power(result, context)
        return result._fix(context)

    def __rpow__(self, other, context=None):
        other = convert(other)
        return other if other is NotImplemented else other.__pow__(self, context=context)

    def _power_of_one(self, other, sign, context):
        """1 ** other, with the zeros that are due to it."""
        least = 1 - context.prec
        if not other._isinteger():
            context._signal(Inexact)
            context._signal(Rounded)
            exponent = least
        else:
            # As many as repeated multiplication would make.
            times = 0 if other._sign else int(min(other, context.prec))
            exponent = self._exp * times
            if exponent < least:
                exponent = least
                context._signal(Rounded)
        return make(sign, power_of_ten(-exponent), exponent)

    def _power(self, other, context):
        """(power before rounding, whether it is exact) of a positive number, not 1."""
        beyond = self._power_out_of_range(other, context)
        if beyond is not None:
            return beyond, False
        power = -other._int if other._sign else other._int
        parts = _decimal_math.exact_power(self._int, self._exp, power, other._exp,
                                          context.prec + 1)
        if parts is None:
            return _approximate(lambda places: _decimal_math.power(
                self._int, self._exp, power, other._exp, places), context.prec), False
        coefficient, exponent = parts
        if power > 0 and other._isinteger():
            # The zeros that multiplication would make; one more than fit is enough for
            # the result to be rounded.
            zeros = min(exponent - self._exp * int(other),
                        context.prec + 1 - digits(coefficient))
            if zeros > 0:
                coefficient *= power_of_ten(zeros)
                exponent -= zeros
        return make(0, coefficient, exponent), True

    def _power_out_of_range(self, other, context):
        """A number beyond the limits if the power is so, for sure; else None."""
        magnitude = self._log10_exp_bound() + other.adjusted()
        if (self.adjusted() >= 0) != bool(other._sign):
            if magnitude >= digits(context.Emax):
                return make(0, 1, context.Emax + 1)
        elif magnitude >= digits(-context.Etiny()):
            return make(0, 1, context.Etiny() - 1)
        return None

    def _power_modulo(self, other, modulo, context):
        numbers = self, other, modulo
        for number in numbers:
            if number.is_snan():
                return context._raise_error(InvalidOperation, 'sNaN', number)
        for number in numbers:
            if number.is_qnan():
                return number._fix_nan(context)
        problem = None
        if not all([number._isinteger() for number in numbers]):
            problem = 'pow() 3rd argument not allowed unless all arguments are integers'
        elif other < 0:
            problem = 'pow() 2nd argument cannot be negative when 3rd argument specified'
        elif not modulo:
            problem = 'pow() 3rd argument cannot be 0'
        elif modulo.adjusted() >= context.prec:
            problem = ('insufficient precision: pow() 3rd argument must not have more '
                       'than precision digits')
        elif not other and not self:
            problem = ('at least one of pow() 1st argument and 2nd argument must be '
                       'nonzero ;0**0 is not defined')
        if problem:
            return context._raise_error(InvalidOperation, problem)
        divisor = abs(int(modulo))
        base, power = self.to_integral_value(), other.to_integral_value()
        rest = base._int * pow(10, base._exp, divisor) % divisor
        # x ** (n * 10 ** k), by ten to its power k times.
        for _ in xrange(power._exp):
            rest = pow(rest, 10, divisor)
        return make(0 if other._iseven() else self._sign, pow(rest, power._int, divisor), 0)

    # ---- roots and exponentials

    def sqrt(self, context=None):
        """The square root, rounded."""
        context = context or getcontext()
        if self._is_special:
            ans = self._check_nans(context=context)
            if ans:
                return ans
            if not self._sign:
                return self._plain()
        if not self:
            return make(self._sign, 0, self._exp // 2)._fix(context)
        if self._sign:
            return context._raise_error(InvalidOperation, 'sqrt(-x), x > 0')
        # An integer of which the root has a digit more than wanted.
        ideal, odd = divmod(self._exp, 2)
        square = self._int * 10 if odd else self._int
        shift = context.prec + 1 - (digits(square) + 1) // 2
        if shift >= 0:
            square *= power_of_ten(2 * shift)
            rest = 0
        else:
            square, rest = divmod(square, power_of_ten(-2 * shift))
        root, exact = _decimal_math.integer_root(square, 2)
        if rest or not exact:
            # One more digit says that there is a rest.
            result = make(0, root * 10 + 1, ideal - shift - 1)
        elif shift >= 0:
            result = make(0, root // power_of_ten(shift), ideal)
        else:
            result = make(0, root * power_of_ten(-shift), ideal)
        return result._fix(context._rounding_half_even())

    def exp(self, context=None):
        """e ** self, rounded."""
        context = context or getcontext()
        ans = self._check_nans(context=context)
        if ans:
            return ans
        if self._is_special:
            return make(0, 0, 0) if self._sign else self._plain()
        if not self:
            return make(0, 1, 0)
        return self._exponential(context)._fix(context._rounding_half_even())

    def _exponential(self, context):
        precision, adjusted = context.prec, self.adjusted()
        if self._sign:
            if adjusted > digits(3 * (1 - context.Etiny())):
                return make(0, 1, context.Etiny() - 1)
            if adjusted < -precision - 1:
                return make(0, power_of_ten(precision + 1) - 1, -precision - 1)
        else:
            if adjusted > digits(3 * (1 + context.Emax)):
                return make(0, 1, context.Emax + 1)
            if adjusted < -precision:
                return make(0, power_of_ten(precision) + 1, -precision)
        power = -self._int if self._sign else self._int
        return _approximate(
            lambda places: _decimal_math.exp(power, -self._exp, places), precision)

    # ---- logarithms

    def ln(self, context=None):
        """The natural logarithm, rounded."""
        return self._logarithm('ln of a negative value', _decimal_math.log, context)

    def log10(self, context=None):
        """The logarithm to base 10, rounded."""
        return self._logarithm('log10 of a negative value', _decimal_math.log10, context)

    def _logarithm(self, invalid, function, context):
        context = context or getcontext()
        ans = self._check_nans(context=context)
        if ans:
            return ans
        if not self:
            return infinity(1)
        if self._sign:
            return context._raise_error(InvalidOperation, invalid)
        if self._is_special:
            return infinity(0)
        zeros = digits(self._int) - 1
        if function is _decimal_math.log10 and self._int == power_of_ten(zeros):
            whole = self._exp + zeros
            result = make(int(whole < 0), abs(whole), 0)
        elif self == 1:
            return make(0, 0, 0)
        else:
            result = self._approximate_logarithm(function, context.prec)
        return result._fix(context._rounding_half_even())

    def _approximate_logarithm(self, function, precision):
        places = precision + 2 - self._log10_exp_bound()
        while True:
            value = function(self._int, self._exp, places)
            size = abs(value)
            # One off means both sides here.
            if _certain(size, precision) and _certain(size + 1, precision):
                return make(int(value < 0), size, -places)
            places += 3

    def _log10_exp_bound(self):
        """A lower bound of the adjusted exponent of the logarithm, of positive numbers not 1."""
        size = digits(self._int)
        adjusted = self._exp + size - 1
        if adjusted > 0:
            return digits(adjusted) - 1
        if adjusted < -1:
            return digits(-1 - adjusted) - 1
        # Between 0.1 and 10: as the distance from 1.
        one = power_of_ten(-self._exp)
        if adjusted == 0:
            return digits(self._int - one) - size - 1
        return digits(one - self._int) + self._exp - 2

    def logb(self, context=None):
        """The exponent with one digit before the point, as a Decimal."""
        context = context or getcontext()
        ans = self._check_nans(context=context)
        if ans:
            return ans
        if self._is_special:
            return infinity(0)
        if not self:
            return context._raise_error(DivisionByZero, 'logb(0)', 1)
        return convert(self.adjusted())._fix(context)


def _inexact_power(result, context):
    """An exact result, rounded as an inexact one: so the specification wants it."""
    zeros = context.prec + 1 - digits(result._int)
    if zeros > 0:
        result = make(result._sign, result._int * power_of_ten(zeros), result._exp - zeros)
    trial = context.copy()
    trial.clear_flags()
    trial.traps = dict.fromkeys(trial.traps, 0)
    result = result._fix(trial)
    trial._signal(Inexact)
    if trial.flags[Subnormal]:
        trial._signal(Underflow)
    if trial.flags[Overflow]:
        context._raise_error(Overflow, 'above Emax', result._sign)
    for signal in Underflow, Subnormal, Inexact, Rounded, Clamped:
        if trial.flags[signal]:
            context._signal(signal)
    return result
