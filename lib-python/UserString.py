"""A string in Python to derive from, and one that can be changed."""

import sys
import collections

__all__ = ['UserString', 'MutableString']


def _plain(value):
    """The real string of a UserString; anything else as it is."""
    return value.data if isinstance(value, UserString) else value


def _text(value):
    """A real string for anything."""
    value = _plain(value)
    return value if isinstance(value, basestring) else str(value)


class UserString(collections.Sequence):
    """A string-like class around a real string, the attribute data."""

    def __init__(self, seq):
        self.data = _text(seq)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __long__(self):
        return long(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __hash__(self):
        return hash(self.data)

    def __cmp__(self, string):
        return cmp(self.data, _plain(string))

    def __contains__(self, char):
        return char in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __getslice__(self, start, end):
        return self.__class__(self.data[max(start, 0):max(end, 0)])

    def __add__(self, other):
        return self.__class__(self.data + _text(other))

    def __radd__(self, other):
        return self.__class__(_text(other) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)
    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    # Methods that make a string of the same class.

    def capitalize(self):
        return self.__class__(self.data.capitalize())

    def center(self, width, *args):
        return self.__class__(self.data.center(width, *args))

    def expandtabs(self, tabsize=8):
        return self.__class__(self.data.expandtabs(tabsize))

    def ljust(self, width, *args):
        return self.__class__(self.data.ljust(width, *args))

    def lower(self):
        return self.__class__(self.data.lower())

    def lstrip(self, chars=None):
        return self.__class__(self.data.lstrip(chars))

    def replace(self, old, new, maxsplit=-1):
        return self.__class__(self.data.replace(old, new, maxsplit))

    def rjust(self, width, *args):
        return self.__class__(self.data.rjust(width, *args))

    def rstrip(self, chars=None):
        return self.__class__(self.data.rstrip(chars))

    def strip(self, chars=None):
        return self.__class__(self.data.strip(chars))

    def swapcase(self):
        return self.__class__(self.data.swapcase())

    def title(self):
        return self.__class__(self.data.title())

    def translate(self, *args):
        return self.__class__(self.data.translate(*args))

    def upper(self):
        return self.__class__(self.data.upper())

    def zfill(self, width):
        return self.__class__(self.data.zfill(width))

    def encode(self, encoding=None, errors=None):
        if encoding is None:
            return self.__class__(self.data.encode())
        if errors:
            return self.__class__(self.data.encode(encoding, errors))
        return self.__class__(self.data.encode(encoding))

    def decode(self, encoding=None, errors=None):
        if encoding is None:
            return self.__class__(self.data.decode())
        if errors:
            return self.__class__(self.data.decode(encoding, errors))
        return self.__class__(self.data.decode(encoding))

    # Methods that answer a question.

    def count(self, sub, start=0, end=sys.maxint):
        return self.data.count(sub, start, end)

    def find(self, sub, start=0, end=sys.maxint):
        return self.data.find(sub, start, end)

    def index(self, sub, start=0, end=sys.maxint):
        return self.data.index(sub, start, end)

    def rindex(self, sub, start=0, end=sys.maxint):
        return self.data.rindex(sub, start, end)

    def rfind(self, sub, start=0, end=sys.maxint):
        return self.data.rfind(sub, start, end)

    def endswith(self, suffix, start=0, end=sys.maxint):
        return self.data.endswith(suffix, start, end)

    def startswith(self, prefix, start=0, end=sys.maxint):
        return self.data.startswith(prefix, start, end)

    def isalpha(self):
        return self.data.isalpha()

    def isalnum(self):
        return self.data.isalnum()

    def isdecimal(self):
        return self.data.isdecimal()

    def isdigit(self):
        return self.data.isdigit()

    def islower(self):
        return self.data.islower()

    def isnumeric(self):
        return self.data.isnumeric()

    def isspace(self):
        return self.data.isspace()

    def istitle(self):
        return self.data.istitle()

    def isupper(self):
        return self.data.isupper()

    def join(self, seq):
        return self.data.join(seq)

    def partition(self, sep):
        return self.data.partition(sep)

    def rpartition(self, sep):
        return self.data.rpartition(sep)

    def split(self, sep=None, maxsplit=-1):
        return self.data.split(sep, maxsplit)

    def rsplit(self, sep=None, maxsplit=-1):
        return self.data.rsplit(sep, maxsplit)

    def splitlines(self, keepends=0):
        return self.data.splitlines(keepends)


class MutableString(UserString, collections.MutableSequence):
    """A string whose items and slices can be assigned; deprecated.

    Every change takes time in proportion to the length.
    """

    def __init__(self, string=''):
        from warnings import warnpy3k
        warnpy3k('the class UserString.MutableString has been removed in Python 3.0',
                 stacklevel=2)
        self.data = string

    # What can change cannot be a dictionary's key.
    __hash__ = None

    def _position(self, index):
        """An index counted from the start; IndexError if nothing is there."""
        position = index + len(self.data) if index < 0 else index
        if not 0 <= position < len(self.data):
            raise IndexError
        return position

    def _span(self, index, action):
        """(start, end, whether it is backwards) of a slice."""
        start, end, step = index.indices(len(self.data))
        if step not in (1, -1):
            raise TypeError('invalid step in slicing ' + action)
        if step < 0:
            start, end = end + 1, start + 1
        return min(start, end), end, step < 0

    def _replace(self, start, end, text):
        self.data = self.data[:start] + text + self.data[end:]

    def __setitem__(self, index, sub):
        if isinstance(index, slice):
            start, end, backwards = self._span(index, 'assignment')
            self.__setslice__(start, end, sub[::-1] if backwards else sub)
        else:
            position = self._position(index)
            self._replace(position, position + 1, sub)

    def __delitem__(self, index):
        if isinstance(index, slice):
            start, end, _ = self._span(index, 'deletion')
        else:
            start = self._position(index)
            end = start + 1
        self._replace(start, end, '')

    def __setslice__(self, start, end, sub):
        self._replace(max(start, 0), max(end, 0), _text(sub))

    def __delslice__(self, start, end):
        self._replace(max(start, 0), max(end, 0), '')

    def insert(self, index, value):
        self[index:index] = value

    def __iadd__(self, other):
        self.data += _text(other)
        return self

    def __imul__(self, n):
        self.data *= n
        return self

    def immutable(self):
        """A UserString with the same contents."""
        return UserString(self.data)
