"""Arrays of C, and buffers, which are arrays of characters."""

import sys
from ctypes._data import CData, Type
from ctypes._simple import TYPES, _SimpleCData, _unicode

_made = {}


class ArrayType(Type):
    """A type with _type_ for its items and _length_ for their number."""

    def __new__(meta, name, bases, attributes):
        cls = type.__new__(meta, name, bases, attributes)
        if name == 'Array' and bases[0] is CData:
            return cls
        length, item = getattr(cls, '_length_', None), getattr(cls, '_type_', None)
        if not isinstance(length, (int, long)):
            raise AttributeError("class must define a '_length_' attribute, which must be a positive integer")
        if item is None:
            raise AttributeError("class must define a '_type_' attribute")
        if not isinstance(item, Type) or item._size is None:
            raise TypeError('_type_ must have storage info')
        if length < 0:
            raise ValueError('Array length must be >= 0, not %d' % length)
        if item._size * length > sys.maxsize:
            raise OverflowError('array too large')
        type.__setattr__(cls, '_alignment', item._alignment)
        type.__setattr__(cls, '_has_pointers', item._has_pointers)
        type.__setattr__(cls, '_size', item._size * length)
        kind = getattr(item, '_kind', None) if issubclass(item, _SimpleCData) else None
        cls._characters = kind if kind in ('c', 'u') else None
        if kind == 'c':
            type.__setattr__(cls, 'raw', property(_raw, _set_raw, doc='value'))
        if cls._characters:
            type.__setattr__(cls, 'value', property(_value, _set_value, doc='string value'))
        return cls


def array_type(item, length):
    if not isinstance(length, (int, long)):
        raise TypeError("can't multiply sequence by non-int of type '%s'" % type(length).__name__)
    if length < 0:
        raise ValueError('Array length must be >= 0, not %d' % length)
    if (item, length) not in _made:
        _made[item, length] = ArrayType('%s_Array_%d' % (item.__name__, length), (Array,),
                                        {'_type_': item, '_length_': length, '__module__': item.__module__})
    return _made[item, length]


class Array(CData):

    __metaclass__ = ArrayType

    def __init__(self, *items):
        for number, item in enumerate(items):
            self[number] = item

    def __len__(self):
        return self._length_

    def _place(self, number):
        if number < 0:
            number += self._length_
        if not 0 <= number < self._length_:
            raise IndexError('invalid index')
        return self._offset + number * self._type_._size

    def __getitem__(self, place):
        if isinstance(place, slice):
            items = [self._type_._get(self._block, self._place(number)) for number in xrange(*place.indices(self._length_))]
            return {'c': ''.join, 'u': u''.join}.get(self._characters, list)(items)
        if not isinstance(place, (int, long)):
            raise TypeError('indices must be integers')
        return self._type_._get(self._block, self._place(place))

    def __setitem__(self, place, value):
        if not isinstance(place, slice):
            if not isinstance(place, (int, long)):
                raise TypeError('indices must be integer')
            self._type_._set(self._block, self._place(place), value)
            return
        numbers = range(*place.indices(self._length_))
        if len(numbers) != len(value):
            raise ValueError('Can only assign sequence of same size')
        for number, item in zip(numbers, value):
            self[number] = item

    def __delitem__(self, place):
        raise TypeError('Array does not support item deletion')

    def __getslice__(self, start, stop):
        return self[slice(start, stop)]

    def __setslice__(self, start, stop, value):
        self[slice(start, stop)] = value

    @classmethod
    def _set(cls, block, offset, value):
        if cls._characters and isinstance(value, basestring):
            if len(value) > cls._length_:
                raise ValueError('string too long (%d, maximum length %d)' % (len(value), cls._length_))
            view = cls._view(block, offset)
            view.value = value
            return
        super(Array, cls)._set(block, offset, value)

    @classmethod
    def from_param(cls, value):
        if isinstance(value, (str, unicode)) and cls._characters and len(value) <= cls._length_:
            made = cls()
            made.value = value
            return made
        return super(Array, cls).from_param(cls(*value) if isinstance(value, tuple) else value)


def _raw(array):
    return array._block.read(array._offset, array._size)


def _set_raw(array, value):
    if isinstance(value, CData):
        text = value._block.read(value._offset, value._size)
    else:
        text = value.tobytes() if isinstance(value, memoryview) else bytes(buffer(value))
    if len(text) > array._size:
        raise ValueError('string too long')
    array._block.write(array._offset, text)


def _value(array):
    text = array._block.read(array._offset, array._size)
    if array._characters == 'c':
        return text.split('\0', 1)[0]
    return _unicode(text).split(u'\0', 1)[0]


def _set_value(array, value):
    is_unicode = array._characters == 'u'
    if is_unicode and isinstance(value, str):
        value = value.decode('ascii')
    elif not is_unicode and isinstance(value, unicode):
        value = value.encode('ascii')
    if not isinstance(value, unicode if is_unicode else str):
        raise TypeError('%s expected instead of %s instance' % ('unicode string' if is_unicode else 'string', type(value).__name__))
    if len(value) > array._length_:
        raise ValueError('string too long')
    # A zero ends it, if there is room.
    for number, character in enumerate((value + type(value)('\0'))[:array._length_]):
        array._type_._store(array._block, array._offset + number * array._type_._size, character)


def _buffer(init, size, item, kinds):
    if isinstance(init, kinds):
        made = (item * (len(init) + 1 if size is None else size))()
        made.value = init
        return made
    if isinstance(init, (int, long)):
        return (item * init)()
    raise TypeError(init)


def create_string_buffer(init, size=None):
    """An array of characters, of a size or with a string in it."""
    return _buffer(init, size, TYPES['c_char'], basestring)


def c_buffer(init, size=None):
    return create_string_buffer(init, size)


def create_unicode_buffer(init, size=None):
    return _buffer(init, size, TYPES['c_wchar'], basestring)
