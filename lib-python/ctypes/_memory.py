"""Memory that data of C is in. It is made of byte arrays, each with an address of its own in a space that only this module
knows: what points to it can be followed, other addresses cannot."""

import weakref
from bisect import bisect_right

_FIRST = 1 << 40
_GAP = 64

_next_address = _FIRST
_starts = []                          # of all blocks, in order
_blocks = weakref.WeakValueDictionary()


class Block(object):
    """Some bytes. kept has, by offsets, what must live as long as a pointer to it is there."""

    __slots__ = 'data', 'is_shared', 'address', 'kept', '__weakref__'

    def __init__(self, data, is_shared=False):
        global _next_address
        self.data, self.is_shared = data, is_shared
        self.kept = {}
        self.address = _next_address
        _next_address += (len(data) // _GAP + 2) * _GAP
        if len(_starts) > 1000 and len(_starts) > 2 * len(_blocks):
            _starts[:] = sorted(_blocks.keys())
        _starts.append(self.address)
        _blocks[self.address] = self

    def read(self, offset, size):
        if offset < 0 or offset + size > len(self.data):
            raise ValueError('address %#x is outside of the memory it belongs to' % (self.address + offset))
        return bytes(self.data[offset:offset + size])

    def write(self, offset, text):
        if offset < 0 or offset + len(text) > len(self.data):
            raise ValueError('address %#x is outside of the memory it belongs to' % (self.address + offset))
        self.data[offset:offset + len(text)] = text

    def keep(self, offset, thing):
        """Keeps what a pointer at an offset points to, instead of what it pointed to before."""
        if thing is None:
            self.kept.pop(offset, None)
        else:
            self.kept[offset] = thing

    def copy_from(self, offset, source, source_offset, size):
        """Copies bytes of a block, and keeps what pointers in them keep."""
        kept = [(place - source_offset, thing) for place, thing in source.kept.items()
                if source_offset <= place < source_offset + size]
        self.write(offset, source.read(source_offset, size))
        for place, thing in kept:
            self.kept[offset + place] = thing


class ArrayBytes(object):
    """The bytes of an array (of the module array), to be read and written by slices."""

    def __init__(self, array):
        self.array = array

    def __len__(self):
        return len(self.array) * self.array.itemsize

    def __getitem__(self, place):
        return self.array.tostring()[place]

    def __setitem__(self, place, text):
        size = self.array.itemsize
        first, last = place.start // size, -(-place.stop // size)
        part = bytearray(self.array[first:last].tostring())
        part[place.start - first * size:place.stop - first * size] = text
        self.array[first:last] = type(self.array)(self.array.typecode, bytes(part))


class Unreadable(ValueError):
    """An address is that of no block."""


def find(address):
    """The block that an address is in, and the offset there."""
    if not address:
        raise ValueError('NULL pointer access')
    number = bisect_right(_starts, address) - 1
    block = _blocks.get(_starts[number]) if number >= 0 else None
    if block is None or address > block.address + len(block.data):
        raise Unreadable('address %#x is not in memory that can be read: pyrs has no interface for C' % address)
    return block, address - block.address


def text_at(address, size=-1, unit=1):
    """Bytes at an address; without a size, those before the first unit that is zero."""
    block, offset = find(address)
    if size < 0:
        size = 0
        while block.read(offset + size, unit).strip('\0'):
            size += unit
    return block.read(offset, size)
