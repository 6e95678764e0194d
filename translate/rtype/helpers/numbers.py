"""Arithmetic that is more than one machine operation."""

from library.core import specialize
from rtype.lltype import operation


@specialize
def floordiv(a, b):
    if b == 0:
        raise ZeroDivisionError
    if b == -1:
        return -a
    quotient = operation('int_divide', a, b)
    if (a ^ b) < 0 and quotient * b != a:
        quotient -= 1
    return quotient


@specialize
def mod(a, b):
    if b == 0:
        raise ZeroDivisionError
    if b == -1:
        return 0
    rest = operation('int_remainder', a, b)
    if rest != 0 and (rest ^ b) < 0:
        rest += b
    return rest


@specialize
def floordiv_nonneg(a, b):
    if b == 0:
        raise ZeroDivisionError
    return operation('int_divide', a, b)


@specialize
def mod_nonneg(a, b):
    if b == 0:
        raise ZeroDivisionError
    return operation('int_remainder', a, b)


@specialize
def lshift(a, b):
    if b < 0:
        raise ValueError
    if b >= 64:
        return 0
    return operation('int_lshift', a, b)


@specialize
def rshift(a, b):
    if b < 0:
        raise ValueError
    if b >= 64:
        b = 63
    return operation('int_rshift', a, b)


@specialize
def power(a, b):
    result = 1
    while b > 0:
        if b & 1:
            result *= a
        a *= a
        b >>= 1
    return result


@specialize
def add_checked(a, b):
    if operation('int_add_overflows', a, b):
        raise OverflowError
    return a + b


@specialize
def sub_checked(a, b):
    if operation('int_sub_overflows', a, b):
        raise OverflowError
    return a - b


@specialize
def mul_checked(a, b):
    if operation('int_mul_overflows', a, b):
        raise OverflowError
    return a * b


@specialize
def float_div(a, b):
    if b == 0.0:
        raise ZeroDivisionError
    return operation('float_divide', a, b)


@specialize
def float_floordiv(a, b):
    return operation('math_floor', float_div(a, b))


@specialize
def float_mod(a, b):
    if b == 0.0:
        raise ZeroDivisionError
    rest = operation('math_fmod', a, b)
    if rest != 0.0 and (rest < 0.0) != (b < 0.0):
        rest += b
    return rest


@specialize
def absolute(a):
    return -a if a < 0 else a


@specialize
def minimum(a, b):
    return b if b < a else a


@specialize
def maximum(a, b):
    return b if b > a else a


@specialize
def range_length(start, stop):
    return stop - start if stop > start else 0


# A range that is iterated: next, stop and step.

@specialize
def range_more(iterator):
    return iterator.next < iterator.stop


@specialize
def range_more_down(iterator):
    return iterator.next > iterator.stop


@specialize
def range_next(iterator, step):
    value = iterator.next
    iterator.next = value + step
    return value
