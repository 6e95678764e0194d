"""Numbers, characters, strings and objects of C."""

import struct
import sys
from ctypes._data import Argument, CData, Type, mismatch
from ctypes._memory import Block, find, text_at

_LITTLE = sys.byteorder == 'little'

# Letters of numbers with those that struct has for them, where they differ ('g' is kept as a double with as many bytes again).
_INTEGERS = 'bBhHiIlLqQ'
_FLOATS = {'f': 'f', 'd': 'd', 'g': 'd8x'}
_FORMATS = dict(_FLOATS, **dict((letter, letter) for letter in _INTEGERS))
_FORMATS.update({'c': 'c', '?': '?', 'u': 'I', 'P': 'P', 'z': 'P', 'Z': 'P', 'O': 'P'})
_STANDARD = {'l': 'q', 'L': 'Q'} if struct.calcsize('l') == 8 else {}
_POINTERS = 'PzZO'


class SimpleType(Type):
    """A type with one value. _type_ is a letter."""

    def __new__(meta, name, bases, attributes):
        cls = type.__new__(meta, name, bases, attributes)
        letter = getattr(cls, '_type_', None)
        if letter is None:
            if name == '_SimpleCData':
                return cls
            raise AttributeError("class must define a '_type_' attribute")
        if not isinstance(letter, str) or len(letter) != 1 or letter not in _FORMATS:
            raise AttributeError("class must define a '_type_' attribute which must be a single character string containing one "
                                 "of 'cbBhHiIlLfuzZqQPXOv?g'.")
        type.__setattr__(cls, '_size', struct.calcsize('=' + _STANDARD.get(letter, letter) if letter in _STANDARD
                                                       else _FORMATS[letter]))
        type.__setattr__(cls, '_alignment', cls._size)
        type.__setattr__(cls, '_has_pointers', letter in _POINTERS)
        cls._kind = letter
        cls._format = attributes.get('_format', _FORMATS[letter])
        # Only the types themselves stand for plain values; classes that are made of them give objects.
        cls._is_plain = bases[0].__name__ == '_SimpleCData' or '_format' in attributes
        if '_format' not in attributes:
            _add_byte_orders(cls, attributes)
        return cls


def _add_byte_orders(cls, attributes):
    native, other = ('__ctype_le__', '__ctype_be__') if _LITTLE else ('__ctype_be__', '__ctype_le__')
    if cls._kind not in _INTEGERS + 'cfd?':
        return
    setattr(cls, native, cls)
    if cls._size == 1:
        setattr(cls, other, cls)
        return
    letter = _STANDARD.get(cls._kind, cls._kind)
    swapped = SimpleType(cls.__name__ + other[len('__ctype'):-2], cls.__bases__,
                         {'_type_': cls._kind, '_format': ('>' if _LITTLE else '<') + letter, '__module__': cls.__module__})
    setattr(swapped, other, swapped)
    setattr(swapped, native, cls)
    setattr(cls, other, swapped)


class _SimpleCData(CData):

    __metaclass__ = SimpleType

    def __init__(self, *values):
        if len(values) > 1:
            raise TypeError('__init__ expected at most 1 arguments, got %d' % len(values))
        if values:
            self._store(self._block, self._offset, values[0])

    @classmethod
    def _load(cls, block, offset):
        text = block.read(offset, cls._size)
        value, = struct.unpack(cls._format, text)
        if cls._kind in 'PzZ':
            if not value:
                return None
            if cls._kind == 'z':
                return text_at(value)
            if cls._kind == 'Z':
                return _unicode(text_at(value, unit=4))
            return int(value)
        if cls._kind == 'O':
            if offset not in block.kept:
                raise ValueError('PyObject is NULL')
            return block.kept[offset][0]
        if cls._kind == 'u':
            return _unicode(text)
        return long(value) if cls._kind in 'ILQ' else value

    @classmethod
    def _store(cls, block, offset, value):
        number, kept = _number(cls._kind, value)
        if cls._kind in _INTEGERS:
            bits = 8 * cls._size
            number &= (1 << bits) - 1
            if cls._kind.islower() and number >> bits - 1:
                number -= 1 << bits
        block.write(offset, struct.pack(cls._format, number))
        if cls._has_pointers:
            block.keep(offset, kept)

    @classmethod
    def _get(cls, block, offset):
        return cls._load(block, offset) if cls._is_plain else cls._view(block, offset)

    @classmethod
    def _set(cls, block, offset, value):
        if isinstance(value, cls):
            block.copy_from(offset, value._block, value._offset, cls._size)
            return
        if isinstance(value, CData):
            raise mismatch(cls, value)
        cls._store(block, offset, value)

    value = property(lambda self: self._load(self._block, self._offset),
                     lambda self, value: self._store(self._block, self._offset, value), doc='current value')

    def __nonzero__(self):
        return bool(self._block.read(self._offset, self._size).strip('\0'))

    def __repr__(self):
        if not self._is_plain:
            return object.__repr__(self).replace('%s.' % type(self).__module__, '', 1)
        if self._kind in 'zZ':
            shown = struct.unpack('P', self._block.read(self._offset, self._size))[0] or None
        else:
            shown = self.value
        return '%s(%r)' % (type(self).__name__, shown)

    @classmethod
    def from_param(cls, value):
        if isinstance(value, cls):
            return value
        try:
            made = cls._as_argument(value)
        except TypeError:
            made = None
        if made is not None:
            return made
        if hasattr(value, '_as_parameter_'):
            return cls.from_param(value._as_parameter_)
        raise TypeError('wrong type')

    @classmethod
    def _as_argument(cls, value):
        if cls._size is None:
            raise TypeError('abstract class')
        if cls._kind not in _POINTERS:
            held = cls(value)
            return Argument(cls._kind, held.value, held)
        if value is None:
            return None if cls._kind == 'O' else Argument(cls._kind, 0, None)
        if cls._kind == 'O':
            return Argument('O', id(value), value)
        if isinstance(value, basestring):
            kind = cls._kind if cls._kind != 'P' else 'Z' if isinstance(value, unicode) else 'z'
            number, kept = _number(kind, value)
            return Argument(kind, number, value, kept)
        if cls._kind == 'P' and isinstance(value, (int, long)):
            return Argument('P', value, None)
        if isinstance(value, Argument) and value.kind in 'PzZ':
            return value
        if isinstance(value, CData) and (hasattr(value, '_length_') or hasattr(value, 'contents')
                                         or getattr(value, '_kind', None) in ('z', 'Z', 'P')):
            return value


def _unicode(text):
    return u''.join(unichr(number) for number in struct.unpack('%dI' % (len(text) // 4), text))


def _number(kind, value):
    """A value of a kind as the number that is stored for it, and what must be kept for that."""
    if kind in _INTEGERS:
        if isinstance(value, float):
            raise TypeError('int expected instead of float')
        if not hasattr(value, '__int__'):
            raise TypeError('an integer is required')
        return int(value), None
    if kind in _FLOATS:
        if not hasattr(value, '__float__'):
            raise TypeError('a float is required')
        return float(value), None
    if kind == 'c':
        if not isinstance(value, str) or len(value) != 1:
            raise TypeError('one character string expected')
        return value, None
    if kind == '?':
        return bool(value), None
    if kind == 'u':
        value = value.decode('ascii') if isinstance(value, str) else value
        if not isinstance(value, unicode):
            raise TypeError('unicode string expected instead of %s instance' % type(value).__name__)
        if len(value) != 1:
            raise TypeError('one character unicode string expected')
        return ord(value), None
    if kind == 'O':
        return id(value), (value,)
    return _pointer(kind, value)


def _pointer(kind, value):
    if value is None:
        return 0, None
    if isinstance(value, (int, long)):
        return value & (1 << 8 * struct.calcsize('P')) - 1, _block_at(value)
    if kind == 'P' or not isinstance(value, basestring):
        raise TypeError('cannot be converted to pointer' if kind == 'P' else '%s or integer address expected instead of %s instance'
                        % ('string' if kind == 'z' else 'unicode string', type(value).__name__))
    block = Block(bytearray(_terminated(kind, value)))
    return block.address, block


def _block_at(address):
    """The block of an address, to be kept; None if it has none."""
    try:
        return find(address)[0]
    except ValueError:
        return None


def _terminated(kind, text):
    """The bytes of a string, with a zero at its end."""
    if kind == 'z':
        return (text.encode('ascii') if isinstance(text, unicode) else text) + '\0'
    text = text.decode('ascii') if isinstance(text, str) else text
    return struct.pack('%dI' % (len(text) + 1), *map(ord, text + u'\0'))


def _simple(name, letter):
    return SimpleType(name, (_SimpleCData,), {'_type_': letter, '__module__': 'ctypes'})


# Types by names. A type that is no wider than another is that other one.
TYPES = {}
for _name, _letter in [('c_byte', 'b'), ('c_ubyte', 'B'), ('c_short', 'h'), ('c_ushort', 'H'), ('c_int', 'i'), ('c_uint', 'I'),
                       ('c_long', 'l'), ('c_ulong', 'L'), ('c_longlong', 'q'), ('c_ulonglong', 'Q'), ('c_float', 'f'),
                       ('c_double', 'd'), ('c_longdouble', 'g'), ('c_char', 'c'), ('c_bool', '?'), ('c_wchar', 'u'),
                       ('c_char_p', 'z'), ('c_wchar_p', 'Z'), ('c_void_p', 'P'), ('py_object', 'O')]:
    TYPES[_name] = _simple(_name, _letter)
for _wide, _narrow in [('long', 'int'), ('longlong', 'long')]:
    for _sign in '', 'u':
        _narrower = TYPES['c_%s%s' % (_sign, _narrow)]
        if struct.calcsize(_narrower._type_) == struct.calcsize(TYPES['c_%s%s' % (_sign, _wide)]._type_):
            TYPES['c_%s%s' % (_sign, _wide)] = _narrower
for _name in 'byte', 'short', 'int', 'long', 'longlong':
    for _sign in '', 'u':
        _type = TYPES['c_%s%s' % (_sign, _name)]
        TYPES.setdefault('c_%sint%d' % (_sign, 8 * _type._size), _type)
TYPES['c_size_t'] = next(TYPES[name] for name in ('c_uint', 'c_ulong', 'c_ulonglong')
                         if TYPES[name]._size == TYPES['c_void_p']._size)
TYPES['c_ssize_t'] = TYPES[TYPES['c_size_t'].__name__.replace('u', '', 1)]
TYPES['c_voidp'] = TYPES['c_void_p']
