"""Structures and unions of C."""

import struct
import sys
from ctypes._arrays import ArrayType
from ctypes._data import CData, Type
from ctypes._simple import SimpleType


class Field(object):
    """A part of a structure; of bit fields, bits is their place in it."""

    def __init__(self, name, cls, offset, bits=None, width=None):
        self._name, self._type, self.offset = name, cls, offset
        self._bits, self._width = bits, width
        # Arrays of characters are strings as parts of structures.
        self._characters = getattr(cls, '_characters', None)
        self.size = cls._size if width is None else (width << 16) + bits

    def __get__(self, obj, owner):
        if obj is None:
            return self
        _check(obj)
        offset = obj._offset + self.offset
        if self._characters:
            return self._type._view(obj._block, offset).value
        if self._width is None:
            return self._type._get(obj._block, offset)
        number = self._whole(obj._block, offset) >> self._bits & (1 << self._width) - 1
        if self._type._kind.islower() and number >> self._width - 1:
            number -= 1 << self._width
        return long(number) if self._type._kind in 'ILQ' else self._type._kind == '?' and bool(number) or number

    def __set__(self, obj, value):
        _check(obj)
        offset = obj._offset + self.offset
        if self._characters == 'c' and not isinstance(value, basestring):
            raise TypeError('expected string or Unicode object, %s found' % type(value).__name__)
        if self._width is None:
            self._type._set(obj._block, offset, value)
            return
        if not isinstance(value, (int, long)):
            raise TypeError('int expected instead of %s instance' % type(value).__name__)
        mask = (1 << self._width) - 1
        whole = self._whole(obj._block, offset) & ~(mask << self._bits) | (value & mask) << self._bits
        size = self._type._size
        text = struct.pack('<Q', whole & (1 << 8 * size) - 1)[:size]
        obj._block.write(offset, text[::-1] if self._is_big() else text)

    def _is_big(self):
        return self._type._format.startswith('>') or sys.byteorder == 'big'

    def _whole(self, block, offset):
        text = block.read(offset, self._type._size)
        return struct.unpack('<Q', (text[::-1] if self._is_big() else text).ljust(8, '\0'))[0]

    def __repr__(self):
        if self._width is None:
            return '<Field type=%s, ofs=%d, size=%d>' % (self._type.__name__, self.offset, self.size)
        return '<Field type=%s, ofs=%d:%d, bits=%d>' % (self._type.__name__, self.offset, self._bits, self._width)


Field.__name__ = 'CField'


def _check(obj):
    if not isinstance(obj, CData):
        raise TypeError('not a ctype instance')


class InnerField(object):
    """A part of a part that has no name of its own (_anonymous_)."""

    def __init__(self, outer, name):
        self._outer, self._name = outer, name
        inner = getattr(outer._type, name)
        self.offset, self.size = outer.offset + inner.offset, inner.size
        self._type = inner._type

    def __get__(self, obj, owner):
        return self if obj is None else getattr(self._outer.__get__(obj, owner), self._name)

    def __set__(self, obj, value):
        setattr(self._outer.__get__(obj, type(obj)), self._name, value)

    __repr__ = Field.__repr__.im_func
    _width = None


class _Layout(object):
    """Places fields one after the other."""

    def __init__(self, size, alignment, pack):
        self.size, self.alignment, self.pack = size, alignment, pack
        self.open_bits = self.used_bits = 0   # of the bit field that the next one may share

    def place(self, name, cls, width):
        bits = cls._size * 8
        if width is not None and self.open_bits and self.used_bits + width <= max(bits, self.open_bits):
            if bits > self.open_bits:
                self.size += (bits - self.open_bits) // 8
                self.open_bits = bits
            first, offset = self.used_bits, self.size - cls._size
        else:
            alignment = min(cls._alignment, self.pack) if self.pack else cls._alignment
            self.alignment = max(self.alignment, alignment)
            offset = -(-self.size // alignment) * alignment
            self.size = offset + cls._size
            first, self.open_bits, self.used_bits = 0, bits if width is not None else 0, 0
        if width is None:
            return Field(name, cls, offset)
        self.used_bits += width
        if (cls._format.startswith('>') or sys.byteorder == 'big'):
            first = bits - first - width
        return Field(name, cls, offset, first, width)


class StructureType(Type):
    """A type with _fields_, which may come later than the class."""

    def __new__(meta, name, bases, attributes):
        fields = attributes.pop('_fields_', None)
        cls = type.__new__(meta, name, bases, attributes)
        base = bases[0]
        if not isinstance(base, StructureType):
            return cls
        if base._size is not None:
            base._is_final = True     # what is made of it lies behind its fields
        type.__setattr__(cls, '_size', base._size or 0)
        type.__setattr__(cls, '_alignment', base._alignment or 1)
        cls._names = list(getattr(base, '_names', []))
        cls._is_final = False
        if fields is not None:
            cls._fields_ = fields
        return cls

    def __setattr__(self, name, value):
        if name != '_fields_':
            type.__setattr__(self, name, value)
            return
        if self._is_final:
            raise AttributeError('_fields_ is final')
        if getattr(self, '_swapped', False):
            value = [(entry[0], _other_order(entry[1])) + tuple(entry[2:]) for entry in value]
        self._set_fields(value)
        type.__setattr__(self, name, value)

    def _set_fields(self, entries):
        if not isinstance(entries, (list, tuple)):
            raise TypeError("'_fields_' must be a sequence of pairs")
        pack = getattr(self, '_pack_', 0)
        if not isinstance(pack, (int, long)) or pack < 0:
            raise ValueError('_pack_ must be a non-negative integer')
        layout = _Layout(self._size, self._alignment, pack)
        largest = self._size
        for number, entry in enumerate(entries):
            name, cls, width = _checked(number, entry)
            if self._is_union:
                layout.size = layout.open_bits = 0
            type.__setattr__(self, name, layout.place(name, cls, width))
            largest = max(largest, layout.size)
            self._names.append(name)
            if cls._has_pointers:
                type.__setattr__(self, '_has_pointers', True)
            if isinstance(cls, StructureType):
                cls._is_final = True
        size = largest if self._is_union else layout.size
        type.__setattr__(self, '_size', -(-size // layout.alignment) * layout.alignment)
        type.__setattr__(self, '_alignment', layout.alignment)
        self._is_final = True
        for name in getattr(self, '_anonymous_', ()):
            self._open(name)

    def _open(self, name):
        field = getattr(self, name)
        for inner in getattr(field._type, '_names', ()):
            type.__setattr__(self, inner, InnerField(field, inner))
        for inner in getattr(field._type, '_anonymous_', ()):
            for each in getattr(field._type, inner)._type._names:
                type.__setattr__(self, each, InnerField(field, each))


def _checked(number, entry):
    """Name, type and width, or None, of a field."""
    if not isinstance(entry, tuple) or len(entry) not in (2, 3):
        raise TypeError("'_fields_' must be a sequence of pairs")
    name, cls = entry[:2]
    if not isinstance(name, str):
        raise TypeError('structure field name must be string not %s' % type(name).__name__)
    if not isinstance(cls, Type) or cls._size is None:
        raise TypeError('second item in _fields_ tuple (index %d) must be a C type' % number)
    if len(entry) == 2:
        return name, cls, None
    if getattr(cls, '_kind', '') not in tuple('bBhHiIlLqQ?') or not isinstance(cls, SimpleType):
        raise TypeError('bit fields not allowed for type %s' % cls.__name__)
    if not 0 < entry[2] <= cls._size * 8:
        raise ValueError('number of bits invalid for bit field')
    return name, cls, entry[2]


class _Fields(CData):
    """What structures and unions have in common."""

    def __new__(cls, *values, **named):
        self = super(_Fields, cls).__new__(cls)
        cls._is_final = True          # data of it is there
        return self

    def __init__(self, *values, **named):
        if len(values) > len(self._names):
            raise TypeError('too many initializers')
        for name, value in zip(self._names, values):
            if name in named:
                raise TypeError('duplicate values for field %r' % name)
            setattr(self, name, value)
        for name, value in named.items():
            setattr(self, name, value)

    @classmethod
    def from_param(cls, value):
        return super(_Fields, cls).from_param(cls(*value) if isinstance(value, tuple) else value)


class Structure(_Fields):

    __metaclass__ = StructureType
    _is_union = False


class Union(_Fields):

    __metaclass__ = StructureType
    _is_union = True


def _other_order(cls):
    """A type with bytes in the other order than this machine's."""
    name = '__ctype_be__' if sys.byteorder == 'little' else '__ctype_le__'
    if hasattr(cls, name):
        return getattr(cls, name)
    if isinstance(cls, ArrayType):
        return _other_order(cls._type_) * cls._length_
    if isinstance(cls, StructureType) and not cls._is_union:
        return cls                    # it has an order of its own
    raise TypeError('This type does not support other endian: %s' % cls)


class _SwappedStructure(Structure):
    """A structure whose numbers have the other order of bytes."""
    _swapped = True



if sys.byteorder == 'little':
    LittleEndianStructure, BigEndianStructure = Structure, _SwappedStructure
    _SwappedStructure.__name__ = 'BigEndianStructure'
else:
    LittleEndianStructure, BigEndianStructure = _SwappedStructure, Structure
    _SwappedStructure.__name__ = 'LittleEndianStructure'
