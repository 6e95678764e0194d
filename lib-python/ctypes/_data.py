"""What all types of C have in common: size, alignment, a place in memory, and ways to be made."""

import warnings

from ctypes._memory import ArrayBytes, Block, Unreadable, find


class ArgumentError(Exception):
    """An argument of a function cannot be converted."""


class Type(type):
    """The class of types. Types have _size and _alignment (None: not known yet) and _has_pointers."""

    def __mul__(self, length):
        from ctypes._arrays import array_type
        return array_type(self, length)

    __rmul__ = __mul__

    def __setattr__(self, name, value):
        if name in ('_type_', '_length_') and '_size' in vars(self):
            raise AttributeError('%s is final' % name)
        type.__setattr__(self, name, value)


class CData(object):
    """Data: an offset in a block of memory."""

    __metaclass__ = Type
    _size = _alignment = None
    _has_pointers = False
    _resized = None

    def __new__(cls, *arguments, **values):
        if cls._size is None:
            raise TypeError('abstract class')
        self = object.__new__(cls)
        self._block, self._offset = Block(bytearray(cls._size)), 0
        return self

    def __delattr__(self, name):
        if hasattr(type(self), name):
            raise (AttributeError if name == 'raw' else TypeError)("can't delete attribute")
        object.__delattr__(self, name)

    @classmethod
    def _view(cls, block, offset):
        """An object for what is somewhere already."""
        self = object.__new__(cls)
        self._block, self._offset = block, offset
        return self

    # How values of the type are read and written where they are part of something else.

    @classmethod
    def _get(cls, block, offset):
        return cls._view(block, offset)

    @classmethod
    def _set(cls, block, offset, value):
        if isinstance(value, tuple):
            try:
                value = cls(*value)
            except Exception as error:
                raise RuntimeError('(%s) %s: %s' % (cls.__name__, type(error), error))
        if not isinstance(value, cls):
            raise mismatch(cls, value)
        block.copy_from(offset, value._block, value._offset, cls._size)

    @property
    def _objects(self):
        kept = dict((place - self._offset, thing) for place, thing in self._block.kept.items())
        if self._block.is_shared:
            kept['ffffffff'] = getattr(self._block.data, 'array', self._block.data)
        return kept or None

    def __reduce__(self):
        if self._has_pointers:
            raise ValueError('ctypes objects containing pointers cannot be pickled')
        state = dict((name, value) for name, value in vars(self).items() if name not in ('_block', '_offset'))
        return _rebuilt, (type(self), (state, self._block.read(self._offset, sizeof(self))))

    def __setstate__(self, attributes, text):
        self.__dict__.update(attributes)
        self._block.write(self._offset, text)

    # Ways to be made.

    @classmethod
    def from_address(cls, address):
        if not isinstance(address, (int, long)):
            raise TypeError('integer expected')
        try:
            return cls._view(*find(address))
        except Unreadable:
            # Programs that reach into the interpreter's objects so can mostly do without: they find zeros, and change nothing.
            warnings.warn('there is nothing of ctypes at %#x: zeros stand for it' % address, RuntimeWarning, 2)
            return cls._view(Block(bytearray(cls._size)), 0)

    @classmethod
    def _checked(cls, size, offset):
        if cls._size is None:
            raise TypeError('abstract class')
        if offset < 0:
            raise ValueError('offset cannot be negative')
        if cls._size > size - offset:
            raise ValueError('Buffer size too small (%d instead of at least %d bytes)' % (size, cls._size + offset))

    @classmethod
    def from_buffer(cls, source, offset=0):
        """Data whose memory is that of something that can be changed."""
        if isinstance(source, CData):
            cls._checked(sizeof(source), offset)
            return cls._view(source._block, source._offset + offset)
        if isinstance(source, str):
            raise TypeError('Cannot use string as modifiable buffer')
        if hasattr(source, 'typecode') and hasattr(source, 'itemsize'):
            source = ArrayBytes(source)
        elif isinstance(source, memoryview) and source.readonly or not hasattr(source, '__setitem__'):
            raise TypeError('expected a writeable buffer object')
        cls._checked(len(source), offset)
        return cls._view(Block(source, True), offset)

    @classmethod
    def from_buffer_copy(cls, source, offset=0):
        source = bytes(source._block.read(source._offset, sizeof(source)) if isinstance(source, CData) else buffer(source))
        cls._checked(len(source), offset)
        return cls._view(Block(bytearray(source[offset:offset + cls._size])), 0)

    @classmethod
    def from_param(cls, value):
        """What is given to a function for a value."""
        if isinstance(value, cls):
            return value
        wanted = getattr(value, '_as_parameter_', None)
        if wanted is not None:
            return cls.from_param(wanted)
        raise TypeError('expected %s instance instead of %s' % (cls.__name__, type(value).__name__))

    @classmethod
    def in_dll(cls, dll, name):
        raise ValueError('%s: undefined symbol: %s' % (dll._name or 'pyrs', name))


def mismatch(cls, value):
    """The error for a value that is not of a type."""
    if isinstance(value, CData):
        return TypeError('incompatible types, %s instance instead of %s instance' % (type(value).__name__, cls.__name__))
    return TypeError('expected %s instance, got %s' % (cls.__name__, type(value).__name__))


def _rebuilt(cls, state):
    self = cls._view(Block(bytearray(len(state[1]))), 0)
    self.__setstate__(*state)
    return self


class Argument(object):
    """What from_param() and byref() give: a kind, as a letter, and a value."""

    def __init__(self, kind, value, obj, kept=None):
        self.kind, self.value, self._obj, self._kept = kind, value, obj, kept

    def __repr__(self):
        shown = '%#x' % self.value if self.kind in 'PzZ' else self.value
        return "<cparam '%s' (%s)>" % (self.kind, shown)


Argument.__name__ = 'CArgObject'


def sizeof(thing):
    """The size of a type or of data, in bytes."""
    if isinstance(thing, CData):
        return thing._resized or type(thing)._size
    if not isinstance(thing, Type) or thing._size is None:
        raise TypeError('this type has no size')
    return thing._size


def alignment(thing):
    cls = type(thing) if isinstance(thing, CData) else thing
    if not isinstance(cls, Type) or cls._alignment is None:
        raise TypeError('no alignment info')
    return cls._alignment


def addressof(obj):
    if not isinstance(obj, CData):
        raise TypeError('invalid type')
    return obj._block.address + obj._offset


def byref(obj, offset=0):
    """The address of data, for a function."""
    if not isinstance(obj, CData):
        raise TypeError("byref() argument must be a ctypes instance, not '%s'" % type(obj).__name__)
    return Argument('P', addressof(obj) + offset, obj)


def resize(obj, size):
    """Gives data more memory than its type has."""
    if not isinstance(obj, CData):
        raise TypeError('excepted ctypes instance')
    if size < type(obj)._size:
        raise ValueError('minimum size is %d' % type(obj)._size)
    if obj._offset:
        raise ValueError('Memory cannot be resized because this object doesn\'t own it')
    old = obj._block
    obj._block = Block(bytearray(old.read(0, min(size, len(old.data))).ljust(size, '\0')))
    obj._block.kept.update(old.kept)
    obj._resized = size
