"""Functions with a meaning of their own to the translator."""

import sys


def overflow_checked(value):
    """overflow_checked(a + b): OverflowError if it is no machine integer.

    The argument must be one addition, subtraction or multiplication.
    """
    if not -sys.maxint - 1 <= value <= sys.maxint:
        raise OverflowError
    return value


def wrapped(value):
    """The value as a machine integer that wraps around."""
    value &= 2 * sys.maxint + 1
    if value > sys.maxint:
        value -= 2 * sys.maxint + 2
    return int(value)


def read_file(name):
    """The bytes of a file; IOError if it cannot be read."""
    with open(name, 'rb') as source:
        return source.read()


def write(text):
    """Writes to the standard output."""
    sys.stdout.write(text)


def is_translated():
    """False here, True in the translated program."""
    return False


def specialize(function):
    """A decorator: one copy of the function for each type of arguments."""
    function.is_specialized = True
    return function
