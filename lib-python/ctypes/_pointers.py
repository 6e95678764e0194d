"""Pointers of C, what is done with them, and functions."""

import struct
import traceback
from ctypes._arrays import Array
from ctypes._data import Argument, ArgumentError, CData, Type, addressof, byref, mismatch
from ctypes._memory import Block, find, text_at
from ctypes._simple import TYPES, SimpleType, _block_at, _number, _SimpleCData, _unicode

_SIZE = struct.calcsize('P')
_pointer_type_cache = {None: TYPES['c_void_p']}
_named = {}


class PointerType(Type):
    """A type with _type_ for what is pointed to, which SetPointerType() may tell later."""

    def __new__(meta, name, bases, attributes):
        cls = type.__new__(meta, name, bases, attributes)
        if bases[0] is not CData:
            item = attributes.get('_type_')
            if item is not None and not isinstance(item, Type):
                raise TypeError('_type_ must have storage info')
            for attribute, value in ('_size', _SIZE), ('_alignment', _SIZE), ('_has_pointers', True):
                type.__setattr__(cls, attribute, value)
        return cls

    def set_type(self, item):
        type.__setattr__(self, '_type_', item)


class _Pointer(CData):

    __metaclass__ = PointerType
    _type_ = None

    def __init__(self, *contents):
        if self._type_ is None:
            raise TypeError('Cannot create instance: has no _type_')
        if contents and contents[0] is not None:
            self.contents = contents[0]

    def _address(self):
        return struct.unpack('P', self._block.read(self._offset, _SIZE))[0]

    def _point(self, address, kept):
        self._block.write(self._offset, struct.pack('P', address))
        self._block.keep(self._offset, kept)

    def _contents(self):
        return self._type_._view(*find(self._address()))

    def _set_contents(self, value):
        if not isinstance(value, CData):
            raise TypeError('expected %s instead of %s' % (self._type_.__name__, type(value).__name__))
        self._point(addressof(value), value._block)

    contents = property(_contents, _set_contents, doc='the object this pointer points to (read-write)')

    def __nonzero__(self):
        return bool(self._address())

    def _item(self, number):
        block, offset = find(self._address())
        return block, offset + number * self._type_._size

    def __getitem__(self, place):
        if not isinstance(place, slice):
            return self._type_._get(*self._item(place))
        step = 1 if place.step is None else place.step
        if place.stop is None:
            raise ValueError('slice stop is required')
        if place.start is None and step < 0:
            raise ValueError('slice start is required for step < 0')
        items = [self._type_._get(*self._item(number)) for number in xrange(place.start or 0, place.stop, step)]
        kind = getattr(self._type_, '_kind', None) if isinstance(self._type_, SimpleType) else None
        return {'c': ''.join, 'u': u''.join}.get(kind, list)(items)

    def __getslice__(self, start, stop):
        return self[slice(start, stop)]

    def __setitem__(self, number, value):
        if isinstance(number, slice):
            raise TypeError('Pointer does not support slice assignment')
        block, offset = self._item(number)
        self._type_._set(block, offset, value)

    @classmethod
    def _set(cls, block, offset, value):
        view = cls._view(block, offset)
        if value is None:
            view._point(0, None)
        elif isinstance(value, cls):
            block.copy_from(offset, value._block, value._offset, _SIZE)
        elif isinstance(value, Array) and value._type_ is cls._type_ or isinstance(value, cls._type_):
            view._set_contents(value)
        else:
            raise mismatch(cls, value)

    @classmethod
    def from_param(cls, value):
        if value is None:
            return None
        if cls._type_ is not None and isinstance(value, cls._type_):
            return byref(value)
        if isinstance(value, (Array, _Pointer)) and isinstance(value._type_, type) and cls._type_ is not None \
                and issubclass(value._type_, cls._type_):
            return value
        if isinstance(value, Argument) and isinstance(value._obj, cls._type_):
            return value
        return super(_Pointer, cls).from_param(value)


def POINTER(cls):
    """The type of pointers to a type; a name stands for a type that SetPointerType() tells later."""
    if cls in _pointer_type_cache:
        return _pointer_type_cache[cls]
    if isinstance(cls, str):
        made = PointerType('LP_' + cls, (_Pointer,), {})
        _pointer_type_cache[id(made)] = made
        return made
    if not isinstance(cls, Type):
        raise TypeError('must be a ctypes type')
    made = _pointer_type_cache[cls] = PointerType('LP_' + cls.__name__, (_Pointer,), {'_type_': cls, '__module__': cls.__module__})
    return made


def SetPointerType(pointer, cls):
    """Tells what pointers of a type that was made by name point to."""
    if _pointer_type_cache.get(cls) is not None:
        raise RuntimeError('This type already exists in the cache')
    if id(pointer) not in _pointer_type_cache:
        raise RuntimeError("What's this???")
    pointer.set_type(cls)
    _pointer_type_cache[cls] = _pointer_type_cache.pop(id(pointer))


def pointer(obj):
    """A pointer to data."""
    if not isinstance(obj, CData):
        raise TypeError('_type_ must have storage info')
    return POINTER(type(obj))(obj)


def _address_of(value):
    """The address that is given to a function for a value, and what is kept for it."""
    if isinstance(value, Argument):
        return value.value, getattr(value._obj, '_block', value._kept)
    if isinstance(value, (_Pointer, _CFuncPtr)) or getattr(value, '_kind', None) in ('P', 'z', 'Z') and isinstance(value, CData):
        return struct.unpack('P', value._block.read(value._offset, _SIZE))[0], value._block.kept.get(value._offset)
    if isinstance(value, Array):
        return addressof(value), value._block
    if value is None or isinstance(value, (int, long)):
        return _number('P', value)
    if isinstance(value, basestring):
        return _number('Z' if isinstance(value, unicode) else 'z', value)
    raise ArgumentError("argument 1: <type 'exceptions.TypeError'>: wrong type")


def cast(obj, typ):
    """A pointer of another type to the same place."""
    if not isinstance(typ, Type) or not typ._has_pointers or issubclass(typ, Array) or not (
            issubclass(typ, (_Pointer, _CFuncPtr)) or getattr(typ, '_kind', 'O') != 'O'):
        raise TypeError('cast() argument 2 must be a pointer type, not %s' % getattr(typ, '__name__', typ))
    address, kept = _address_of(obj)
    made = typ._view(Block(bytearray(struct.pack('P', address))), 0)
    made._block.keep(0, kept if kept is not None else _block_at(address))
    return made


def string_at(ptr, size=-1):
    """Bytes at an address, up to a zero if there is no size."""
    address, _kept = _address_of(ptr)
    return text_at(address, size)


def wstring_at(ptr, size=-1):
    """Characters of four bytes at an address, up to a zero if there is no size."""
    address, _kept = _address_of(ptr)
    return _unicode(text_at(address, size if size < 0 else 4 * size, 4))


def memmove(dst, src, count):
    """Copies bytes; returns the address they are copied to."""
    address, _target = _address_of(dst)
    source, _source = _address_of(src)
    if count:
        text = text_at(source, count)
        block, offset = find(address)
        block.write(offset, text)
    return address


def memset(dst, c, count):
    """Sets bytes to a value; returns their address."""
    address, _target = _address_of(dst)
    if count:
        block, offset = find(address)
        block.write(offset, chr(c & 255) * count)
    return address


class FunctionType(Type):
    """A type with _restype_, _argtypes_ and _flags_."""

    def __new__(meta, name, bases, attributes):
        cls = type.__new__(meta, name, bases, attributes)
        if bases[0] is not CData and not isinstance(getattr(cls, '_flags_', None), (int, long)):
            raise TypeError("class must define _flags_ which must be an integer")
        if bases[0] is not CData:
            for attribute, value in ('_size', _SIZE), ('_alignment', _SIZE), ('_has_pointers', True):
                type.__setattr__(cls, attribute, value)
        return cls


class _CFuncPtr(CData):
    """A pointer to a function. The functions there are those of Python, which are called with values as C would give them."""

    __metaclass__ = FunctionType
    _restype_ = None
    _argtypes_ = ()
    errcheck = None

    def __init__(self, function=None, *more):
        self.restype, self.argtypes = self._restype_, self._argtypes_
        address, kept = 0, None
        if callable(function):
            kept = Block(bytearray(1))
            kept.keep('function', function)
            address = kept.address
        elif isinstance(function, tuple):
            # The name, or number, of a function of a library: __getattr__ of libraries knows none.
            raise AttributeError('%s: undefined symbol: %s' % (function[1]._name or 'pyrs', function[0]))
        elif isinstance(function, (int, long)):
            address, kept = function, _block_at(function)
        elif function is not None:
            raise TypeError('argument must be callable or integer function address')
        self._block.write(self._offset, struct.pack('P', address))
        self._block.keep(self._offset, kept)

    def _function(self):
        block, _offset = find(_address_of(self)[0])
        if 'function' not in block.kept:
            raise ValueError('there is no function at this address')
        return block.kept['function']

    def __nonzero__(self):
        return bool(_address_of(self)[0])

    def __call__(self, *arguments):
        types = getattr(self, 'argtypes', self._argtypes_) or ()
        if len(arguments) < len(types):
            raise TypeError('this function takes at least %d argument%s (%d given)'
                            % (len(types), 's' * (len(types) != 1), len(arguments)))
        values = []
        for number, (cls, argument) in enumerate(zip(types, arguments)):
            try:
                values.append(_received(cls, cls.from_param(argument)))
            except Exception as error:
                raise ArgumentError('argument %d: %s: %s' % (number + 1, type(error), error))
        restype = getattr(self, 'restype', self._restype_)
        function = self._function()
        try:
            result = function(*values + list(arguments[len(types):]))
        except Exception:
            if hasattr(function, 'is_missing'):
                raise
            # C knows no exceptions: they are shown, and the result is 0.
            traceback.print_exc()
            result = restype() if isinstance(restype, Type) else 0
        if restype is None:
            return None
        if isinstance(restype, Type):
            result = result if isinstance(result, restype) else restype(result)
            result = restype._get(result._block, result._offset)
        elif callable(restype):
            result = restype(result)
        return result if self.errcheck is None else self.errcheck(result, self, arguments)


def _received(cls, argument):
    """What a function of Python gets for an argument of a type."""
    if isinstance(argument, cls):
        return cls._get(argument._block, argument._offset)
    address, kept = _address_of(argument) if cls._has_pointers and getattr(cls, '_kind', '') != 'O' else (argument.value, None)
    if getattr(cls, '_kind', '') == 'O':
        return argument._obj
    if not cls._has_pointers:
        held = argument._obj
        return cls._get(held._block, held._offset)
    made = cls._view(Block(bytearray(struct.pack('P', address))), 0)
    made._block.keep(0, kept if kept is not None else _block_at(address))
    return cls._get(made._block, 0)
