"""Built-in functions as Python 3 has them."""

from itertools import ifilter as filter, imap as map, izip as zip

__all__ = ['hex', 'oct', 'ascii', 'map', 'filter', 'zip']

ascii = repr


def hex(number):
    """The hexadecimal form of an integer, made of what its __index__ gives."""
    return format(_index(number), '#x')


def oct(number):
    """The octal form of an integer, '0o17'."""
    return format(_index(number), '#o')


from operator import index as _index
