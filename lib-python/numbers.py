"""What numbers can do, as abstract classes: Complex, Real, Rational, Integral (PEP 3141).

Each has what the one before it has. The built-in types are registered with them.
"""

from __future__ import division
from abc import ABCMeta, abstractmethod, abstractproperty

__all__ = ['Number', 'Complex', 'Real', 'Rational', 'Integral']


class Number(object):
    """Any number, for isinstance()."""

    __metaclass__ = ABCMeta
    __slots__ = ()

    # To be defined together with ==.
    __hash__ = None


def _unary(name, doc):
    """An abstract method without arguments."""
    def method(self):
        raise NotImplementedError
    method.__name__, method.__doc__ = name, doc
    return abstractmethod(method)


def _binary(name, doc):
    """An abstract method with another number."""
    def method(self, other):
        raise NotImplementedError
    method.__name__, method.__doc__ = name, doc
    return abstractmethod(method)


def _operator(name, sign):
    """The abstract methods of an operator with the number on its left, and on its right."""
    return (_binary('__%s__' % name, 'self %s other' % sign),
            _binary('__r%s__' % name, 'other %s self' % sign))


class Complex(Number):
    """Numbers with a real and an imaginary part, that can be added, multiplied, divided."""

    __slots__ = ()

    __add__, __radd__ = _operator('add', '+')
    __mul__, __rmul__ = _operator('mul', '*')
    __div__, __rdiv__ = _operator('div', '/')
    __truediv__, __rtruediv__ = _operator('truediv', '/')
    __pow__, __rpow__ = _operator('pow', '**')
    __neg__, __pos__ = _unary('__neg__', '-self'), _unary('__pos__', '+self')
    __abs__ = _unary('__abs__', 'The distance from 0.')
    __complex__ = _unary('__complex__', 'complex(self)')
    __eq__ = _binary('__eq__', 'self == other')
    conjugate = _unary('conjugate', 'The number with the opposite imaginary part.')
    real = abstractproperty(_unary('real', None), doc='The real part, a Real.')
    imag = abstractproperty(_unary('imag', None), doc='The imaginary part, a Real.')

    # These follow from others.

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return other + -self

    def __ne__(self, other):
        return not self == other

    def __nonzero__(self):
        return self != 0


class Real(Complex):
    """Numbers that have an order and can be rounded."""

    __slots__ = ()

    __floordiv__, __rfloordiv__ = _operator('floordiv', '//')
    __mod__, __rmod__ = _operator('mod', '%')
    __lt__, __le__ = _binary('__lt__', 'self < other'), _binary('__le__', 'self <= other')
    __float__ = _unary('__float__', 'float(self)')
    __trunc__ = _unary('__trunc__', 'The nearest Integral that is not farther from 0.')

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    # The imaginary part is 0.

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        """The number."""
        return +self

    @property
    def imag(self):
        """0"""
        return 0

    def conjugate(self):
        """The number."""
        return +self


class Rational(Real):
    """Quotients of two integers, in lowest terms."""

    __slots__ = ()

    numerator = abstractproperty(_unary('numerator', None), doc='An Integral.')
    denominator = abstractproperty(_unary('denominator', None), doc='An Integral above 0.')

    def __float__(self):
        return self.numerator / self.denominator


class Integral(Rational):
    """Integers, that are also rows of bits."""

    __slots__ = ()

    __lshift__, __rlshift__ = _operator('lshift', '<<')
    __rshift__, __rrshift__ = _operator('rshift', '>>')
    __and__, __rand__ = _operator('and', '&')
    __or__, __ror__ = _operator('or', '|')
    __xor__, __rxor__ = _operator('xor', '^')
    __invert__ = _unary('__invert__', '~self')
    __long__ = _unary('__long__', 'long(self)')

    @abstractmethod
    def __pow__(self, exponent, modulus=None):
        """self ** exponent, or the rest that modulus leaves of it."""
        raise NotImplementedError

    def __index__(self):
        return long(self)

    def __float__(self):
        return float(long(self))

    # The denominator is 1.

    @property
    def numerator(self):
        """The number."""
        return +self

    @property
    def denominator(self):
        """1"""
        return 1


Complex.register(complex)
Real.register(float)
Integral.register(int)
Integral.register(long)
