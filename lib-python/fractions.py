"""Rational numbers: quotients of integers, exact, in lowest terms."""

from __future__ import division
from decimal import Decimal
import math
import numbers
import operator
import re

__all__ = ['Fraction', 'gcd']

Rational = numbers.Rational


def gcd(a, b):
    """The greatest common divisor; its sign is that of b, or of a if b is 0."""
    while b:
        a, b = b, a % b
    return a


_literal = re.compile(r'\s*([-+]?)(?=\.?\d)(\d*)'
                      r'(?:/(\d+)|(?:\.(\d*))?(?:[eE]([-+]?\d+))?)\s*\Z')


def _parse(text):
    """(numerator, denominator) of text such as 3/4, -1.25 and 5e-3."""
    match = _literal.match(text)
    if match is None:
        raise ValueError('Invalid literal for Fraction: %r' % text)
    sign, whole, denominator, places, exponent = match.groups()
    places = places or ''
    numerator = int(sign + '0' + whole + places)
    if denominator is not None:
        return numerator, int(denominator)
    return _scaled(numerator, int(exponent or 0) - len(places))


def _scaled(number, exponent):
    """(numerator, denominator) of number * 10 ** exponent."""
    if exponent < 0:
        return number, 10 ** -exponent
    return number * 10 ** exponent, 1


def _pair(number):
    """(numerator, denominator) of a single argument of Fraction."""
    if isinstance(number, Rational):
        return number.numerator, number.denominator
    if isinstance(number, basestring):
        return _parse(number)
    if isinstance(number, float):
        return _pair(Fraction.from_float(number))
    if isinstance(number, Decimal):
        return _pair(Fraction.from_decimal(number))
    raise TypeError('argument should be a string or a Rational instance')


def _arithmetic(name, combine):
    """The methods of an operator: with a Fraction on the left, and on the right.

    combine takes the terms of two fractions and gives those of the result.
    With inexact numbers the operation is theirs.
    """
    operation = getattr(operator, name)

    def forward(a, b):
        if isinstance(b, (Fraction, int, long)):
            return _reduced(*combine(a._numerator, a._denominator,
                                     b.numerator, b.denominator))
        if isinstance(b, float):
            return operation(float(a), b)
        if isinstance(b, complex):
            return operation(complex(a), b)
        return NotImplemented

    def backward(b, a):
        if isinstance(a, Rational):
            return _reduced(*combine(a.numerator, a.denominator,
                                     b._numerator, b._denominator))
        if isinstance(a, numbers.Real):
            return operation(float(a), float(b))
        if isinstance(a, numbers.Complex):
            return operation(complex(a), complex(b))
        return NotImplemented

    forward.__name__ = '__%s__' % name
    backward.__name__ = '__r%s__' % name
    return forward, backward


def _order(name):
    """The method of a comparison."""
    holds = getattr(operator, name)

    def compare(self, other):
        if isinstance(other, float):
            if other - other != 0.0:
                # Any finite number is related to it as 0 is.
                return holds(0.0, other)
            other = self.from_float(other)
        if isinstance(other, Rational):
            return holds(self._numerator * other.denominator,
                         self._denominator * other.numerator)
        if isinstance(other, complex):
            raise TypeError('no ordering relation is defined for complex numbers')
        return NotImplemented

    compare.__name__ = '__%s__' % name
    return compare


class Fraction(Rational):
    """The quotient of two rational numbers, or the value of one number or string.

    It cannot be changed.
    """

    __slots__ = '_numerator', '_denominator'

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            top, bottom = _pair(numerator)
        elif isinstance(numerator, Rational) and isinstance(denominator, Rational):
            top = numerator.numerator * denominator.denominator
            bottom = denominator.numerator * numerator.denominator
        else:
            raise TypeError('both arguments should be Rational instances')
        return _reduced(top, bottom, cls)

    @classmethod
    def from_float(cls, f):
        """The exact value of a float or an integer."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError('%s.from_float() only takes floats, not %r (%s)'
                            % (cls.__name__, f, type(f).__name__))
        if f - f != 0.0:
            # Infinite, or no number.
            raise TypeError('Cannot convert %r to %s.' % (f, cls.__name__))
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """The exact value of a Decimal or an integer."""
        if isinstance(dec, numbers.Integral):
            return cls(int(dec))
        if not isinstance(dec, Decimal):
            raise TypeError('%s.from_decimal() only takes Decimals, not %r (%s)'
                            % (cls.__name__, dec, type(dec).__name__))
        if not dec.is_finite():
            raise TypeError('Cannot convert %s to %s.' % (dec, cls.__name__))
        sign, digits, exponent = dec.as_tuple()
        number = int(''.join(map(str, digits)))
        return cls(*_scaled(-number if sign else number, exponent))

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction with a denominator up to max_denominator."""
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Two neighbours in the tree of convergents close in on the number.
        before, last = (0, 1), (1, 0)
        rest, divisor = self._numerator, self._denominator
        while True:
            quotient, remainder = divmod(rest, divisor)
            following = before[0] + quotient * last[0], before[1] + quotient * last[1]
            if following[1] > max_denominator:
                break
            before, last = last, following
            rest, divisor = divisor, remainder
        steps = (max_denominator - before[1]) // last[1]
        near = Fraction(*last)
        between = Fraction(before[0] + steps * last[0], before[1] + steps * last[1])
        return near if abs(near - self) <= abs(between - self) else between

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def __repr__(self):
        return 'Fraction(%s, %s)' % (self._numerator, self._denominator)

    def __str__(self):
        text = str(self._numerator)
        return text if self._denominator == 1 else '%s/%s' % (text, self._denominator)

    __add__, __radd__ = _arithmetic(
        'add', lambda an, ad, bn, bd: (an * bd + bn * ad, ad * bd))
    __sub__, __rsub__ = _arithmetic(
        'sub', lambda an, ad, bn, bd: (an * bd - bn * ad, ad * bd))
    __mul__, __rmul__ = _arithmetic('mul', lambda an, ad, bn, bd: (an * bn, ad * bd))
    __div__, __rdiv__ = _arithmetic('div', lambda an, ad, bn, bd: (an * bd, ad * bn))
    __truediv__, __rtruediv__ = _arithmetic(
        'truediv', lambda an, ad, bn, bd: (an * bd, ad * bn))
    __lt__, __le__, __gt__, __ge__ = map(_order, ('lt', 'le', 'gt', 'ge'))

    def __floordiv__(self, other):
        return _floor(self / other)

    def __rfloordiv__(self, other):
        return _floor(other / self)

    def __mod__(self, other):
        return self - other * (self // other)

    def __rmod__(self, other):
        return other - self * (other // self)

    def __pow__(self, exponent):
        """A Fraction for integers; otherwise what the float or complex number gives."""
        if not isinstance(exponent, Rational):
            return float(self) ** exponent
        if exponent.denominator != 1:
            return float(self) ** float(exponent)
        power = exponent.numerator
        if power < 0:
            return _reduced(self._denominator ** -power, self._numerator ** -power)
        return _reduced(self._numerator ** power, self._denominator ** power)

    def __rpow__(self, base):
        whole = self._denominator == 1
        if whole and self._numerator >= 0:
            return base ** self._numerator
        if isinstance(base, Rational):
            return _reduced(base.numerator, base.denominator) ** self
        return base ** (self._numerator if whole else float(self))

    def __pos__(self):
        return _fraction(self._numerator, self._denominator)

    def __neg__(self):
        return _fraction(-self._numerator, self._denominator)

    def __abs__(self):
        return _fraction(abs(self._numerator), self._denominator)

    def __trunc__(self):
        whole = abs(self._numerator) // self._denominator
        return -whole if self._numerator < 0 else whole

    def __nonzero__(self):
        return self._numerator != 0

    def __hash__(self):
        """That of the integer or float of the same value, if there is one."""
        if self._denominator == 1:
            return hash(self._numerator)
        approximation = float(self)
        if self == approximation:
            return hash(approximation)
        return hash((self._numerator, self._denominator))

    def __eq__(self, other):
        if isinstance(other, Rational):
            return (self._numerator == other.numerator
                    and self._denominator == other.denominator)
        if isinstance(other, numbers.Complex) and other.imag == 0:
            other = other.real
        if not isinstance(other, float):
            return NotImplemented
        return other - other == 0.0 and self == self.from_float(other)

    # It cannot change, so only a subclass, which may have more, needs copies.

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        if type(self) is Fraction:
            return self
        return self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _fraction(numerator, denominator, cls=Fraction):
    """A Fraction of numbers that are in lowest terms."""
    self = object.__new__(cls)
    self._numerator = numerator
    self._denominator = denominator
    return self


def _reduced(numerator, denominator, cls=Fraction):
    """A Fraction of any two integers."""
    if not denominator:
        raise ZeroDivisionError('Fraction(%s, 0)' % numerator)
    divisor = gcd(numerator, denominator)
    return _fraction(numerator // divisor, denominator // divisor, cls)


def _floor(quotient):
    if isinstance(quotient, Rational):
        return quotient.numerator // quotient.denominator
    return math.floor(quotient)
