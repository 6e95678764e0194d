"""Abstract classes of numbers (PEP 3141): Complex, Real, Rational and Integral."""

from __future__ import division
from abc import ABCMeta, abstractmethod, abstractproperty

__all__ = ['Number', 'Complex', 'Real', 'Rational', 'Integral']


class Number(object):
    """Any number: for isinstance()."""

    __metaclass__ = ABCMeta
    __slots__ = ()
    # A concrete class says how it is hashed.
    __hash__ = None


def _abstract(name, arguments, doc):
    """An abstract method that takes so many arguments."""
    if arguments == 1:
        def method(self):
            raise NotImplementedError
    else:
        def method(self, other):
            raise NotImplementedError
    method.__name__ = name
    method.__doc__ = doc
    return abstractmethod(method)


class Complex(Number):
    """What works with complex numbers: + - * / ** abs(), conjugate(), == and !=."""

    __slots__ = ()

    __complex__ = _abstract('__complex__', 1, 'complex(self)')

    def __nonzero__(self):
        """Whether it is not 0."""
        return self != 0

    @abstractproperty
    def real(self):
        """The real part."""
        raise NotImplementedError

    @abstractproperty
    def imag(self):
        """The imaginary part."""
        raise NotImplementedError

    __add__ = _abstract('__add__', 2, 'self + other')
    __radd__ = _abstract('__radd__', 2, 'other + self')
    __neg__ = _abstract('__neg__', 1, '-self')
    __pos__ = _abstract('__pos__', 1, '+self')

    def __sub__(self, other):
        """self - other"""
        return self + -other

    def __rsub__(self, other):
        """other - self"""
        return -self + other

    __mul__ = _abstract('__mul__', 2, 'self * other')
    __rmul__ = _abstract('__rmul__', 2, 'other * self')
    __div__ = _abstract('__div__', 2, 'self / other without true division')
    __rdiv__ = _abstract('__rdiv__', 2, 'other / self without true division')
    __truediv__ = _abstract('__truediv__', 2, 'self / other with true division')
    __rtruediv__ = _abstract('__rtruediv__', 2, 'other / self with true division')
    __pow__ = _abstract('__pow__', 2, 'self ** other')
    __rpow__ = _abstract('__rpow__', 2, 'other ** self')
    __abs__ = _abstract('__abs__', 1, 'abs(self)')
    conjugate = _abstract('conjugate', 1, 'The number with the other imaginary part.')
    __eq__ = _abstract('__eq__', 2, 'self == other')

    def __ne__(self, other):
        """self != other"""
        return not (self == other)


Complex.register(complex)


class Real(Complex):
    """What works with real numbers, besides: float(), int, //, % and < <= > >=."""

    __slots__ = ()

    __float__ = _abstract('__float__', 1, 'float(self)')
    __trunc__ = _abstract('__trunc__', 1, 'trunc(self): towards 0')

    def __divmod__(self, other):
        """divmod(self, other)"""
        return self // other, self % other

    def __rdivmod__(self, other):
        """divmod(other, self)"""
        return other // self, other % self

    __floordiv__ = _abstract('__floordiv__', 2, 'self // other')
    __rfloordiv__ = _abstract('__rfloordiv__', 2, 'other // self')
    __mod__ = _abstract('__mod__', 2, 'self % other')
    __rmod__ = _abstract('__rmod__', 2, 'other % self')
    __lt__ = _abstract('__lt__', 2, 'self < other')
    __le__ = _abstract('__le__', 2, 'self <= other')

    def __complex__(self):
        """complex(self)"""
        return complex(float(self))

    @property
    def real(self):
        """The number itself."""
        return +self

    @property
    def imag(self):
        """0"""
        return 0

    def conjugate(self):
        """The number itself."""
        return +self


Real.register(float)


class Rational(Real):
    """A fraction in lowest terms."""

    __slots__ = ()

    @abstractproperty
    def numerator(self):
        raise NotImplementedError

    @abstractproperty
    def denominator(self):
        raise NotImplementedError

    def __float__(self):
        """float(self)"""
        return self.numerator / self.denominator


class Integral(Rational):
    """What works with integers, besides: long(), shifts and bits."""

    __slots__ = ()

    __long__ = _abstract('__long__', 1, 'long(self)')

    def __index__(self):
        """The number as an index."""
        return long(self)

    @abstractmethod
    def __pow__(self, exponent, modulus=None):
        """self ** exponent % modulus"""
        raise NotImplementedError

    __lshift__ = _abstract('__lshift__', 2, 'self << other')
    __rlshift__ = _abstract('__rlshift__', 2, 'other << self')
    __rshift__ = _abstract('__rshift__', 2, 'self >> other')
    __rrshift__ = _abstract('__rrshift__', 2, 'other >> self')
    __and__ = _abstract('__and__', 2, 'self & other')
    __rand__ = _abstract('__rand__', 2, 'other & self')
    __xor__ = _abstract('__xor__', 2, 'self ^ other')
    __rxor__ = _abstract('__rxor__', 2, 'other ^ self')
    __or__ = _abstract('__or__', 2, 'self | other')
    __ror__ = _abstract('__ror__', 2, 'other | self')
    __invert__ = _abstract('__invert__', 1, '~self')

    def __float__(self):
        """float(self)"""
        return float(long(self))

    @property
    def numerator(self):
        """The number itself."""
        return +self

    @property
    def denominator(self):
        """1"""
        return 1


Integral.register(int)
Integral.register(long)
