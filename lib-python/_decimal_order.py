"""Comparisons of decimal numbers: methods of the class Decimal."""

import operator

from _decimal_context import getcontext
from _decimal_parts import align, convert, digits, make, operand, power_of_ten
import _decimal_parts as _parts


def _comparable(other):
    """convert(), for floats too."""
    if isinstance(other, float):
        return _parts.Decimal.from_float(other)
    return convert(other)


def _comparison(name, check, of_nan=False):
    """The method of a comparison; what looks for NaNs, and what the comparison says of them."""
    holds = getattr(operator, name)

    def method(self, other, context=None):
        other = _comparable(other)
        if other is NotImplemented:
            return other
        if getattr(self, check)(other, context):
            return of_nan
        return holds(self._cmp(other), 0)

    method.__name__ = '__%s__' % name
    return method


def _choice(sign, magnitude, doc):
    """The method max (sign 1) or min (-1), of numbers or of their magnitudes."""
    def method(self, other, context=None):
        other = operand(other)
        context = context or getcontext()
        if self._is_special or other._is_special:
            # A number is preferred to a quiet NaN.
            kinds = self._isnan(), other._isnan()
            if kinds == (0, 1):
                return self._fix(context)
            if kinds == (1, 0):
                return other._fix(context)
            if kinds != (0, 0):
                return self._check_nans(other, context)
        if magnitude:
            order = self.copy_abs()._cmp(other.copy_abs())
        else:
            order = self._cmp(other)
        order = order or self._total_order(other)
        chosen = self if order * sign > 0 or not order and sign > 0 else other
        return chosen._fix(context)

    method.__doc__ = doc
    return method


class Order(object):

    __slots__ = ()

    def _cmp(self, other):
        """-1, 0 or 1, of numbers that are no NaNs."""
        mine, others = self._rank(), other._rank()
        if mine != others or not mine or mine in (2, -2):
            return cmp(mine, others)
        # Both are finite, not 0, and have this sign.
        order = cmp(self._exp + digits(self._int), other._exp + digits(other._int))
        return mine * (order or cmp(*align(self, other)))

    def _rank(self):
        """-2, 2 of infinities, 0 of zeros, -1 and 1 of others."""
        rank = 2 if self._is_special else int(self._int != 0)
        return -rank if self._sign else rank

    __eq__, __ne__ = _comparison('eq', '_check_nans'), _comparison('ne', '_check_nans', True)
    # For the others NaNs are invalid.
    __lt__, __le__ = _comparison('lt', '_compare_check_nans'), _comparison('le', '_compare_check_nans')
    __gt__, __ge__ = _comparison('gt', '_compare_check_nans'), _comparison('ge', '_compare_check_nans')

    def __hash__(self):
        """That of any number of the same value, as far as other types have it."""
        if self._is_special:
            if self.is_snan():
                raise TypeError('Cannot hash a signaling NaN value.')
            if self.is_nan():
                return 0
            return -271828 if self._sign else 314159
        value = float(self)
        if _parts.Decimal.from_float(value) == self:
            return hash(value)
        if self._isinteger():
            # As that of the long integer, which hash() reduces likewise.
            number = self.to_integral_value()
            rest = number._int * pow(10, number._exp, 2 ** 64 - 1)
            return hash(-rest if number._sign else rest)
        text = str(self._int)
        return hash((self._sign, self._exp + len(text), text.rstrip('0')))

    def compare(self, other, context=None):
        """-1, 0 or 1 as a Decimal; of NaNs a NaN."""
        other = operand(other)
        ans = self._check_nans(other, context)
        return ans or _parts.Decimal(self._cmp(other))

    def compare_signal(self, other, context=None):
        """As compare(), but all NaNs are invalid."""
        other = operand(other)
        ans = self._compare_check_nans(other, context)
        return ans or self.compare(other, context)

    def _total_order(self, other):
        """-1, 0 or 1, where 0 is only for what is represented in the same way."""
        def key(number):
            # NaNs are beyond infinity; a larger exponent counts if the values are equal.
            kind = {0: 0, 2: 1, 1: 2}[number._isnan()]
            return kind, number._int if kind else 0

        mine, others = key(self), key(other)
        if self._sign != other._sign:
            return -1 if self._sign else 1
        order = cmp(mine, others)
        if not order and not mine[0]:
            order = self.copy_abs()._cmp(other.copy_abs())
            if not order and not self._is_special:
                order = cmp(self._exp, other._exp)
        return -order if self._sign else order

    def compare_total(self, other):
        """-1, 0 or 1 by an order of all that can be written, NaNs too; 0 is for the same."""
        return _parts.Decimal(self._total_order(operand(other)))

    def compare_total_mag(self, other):
        """As compare_total(), without signs."""
        return self.copy_abs().compare_total(operand(other).copy_abs())

    max = _choice(1, False, 'The larger number; a number rather than a quiet NaN.')
    min = _choice(-1, False, 'The smaller number; a number rather than a quiet NaN.')
    max_mag = _choice(1, True, 'The number with the larger magnitude.')
    min_mag = _choice(-1, True, 'The number with the smaller magnitude.')
