"""Functions on strings from before strings had methods. Deprecated: use methods."""

from string import (atof, atoi, atol, capitalize, count, expandtabs, find, join, joinfields,
                    lower, maketrans, replace, rfind, split, splitfields, strip, swapcase,
                    translate, upper)

lowercase = 'abcdefghijklmnopqrstuvwxyz'
uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
whitespace = '\t\n\x0b\x0c\r '


def lstrip(s):
    return s.lstrip()


def rstrip(s):
    return s.rstrip()
