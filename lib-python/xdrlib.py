"""Data as XDR (RFC 1014) has them."""

import struct
try:
    from cStringIO import StringIO as _StringIO
except ImportError:
    from StringIO import StringIO as _StringIO

__all__ = ['Error', 'Packer', 'Unpacker', 'ConversionError']


class Error(Exception):
    """What cannot be packed or unpacked: msg says why."""

    def __init__(self, msg):
        self.msg = msg

    def __repr__(self):
        return repr(self.msg)

    def __str__(self):
        return str(self.msg)


class ConversionError(Error):
    pass


def _pack(format):
    def pack(self, x):
        try:
            self._buf.write(struct.pack(format, x))
        except struct.error, e:
            raise ConversionError(e.args[0])
    return pack


class Packer:
    """Packs data; get_buffer() gives the bytes."""

    def __init__(self):
        self.reset()

    def reset(self):
        self._buf = _StringIO()

    def get_buffer(self):
        return self._buf.getvalue()

    get_buf = get_buffer

    pack_uint = _pack('>L')
    pack_int = pack_enum = _pack('>l')
    pack_float = _pack('>f')
    pack_double = _pack('>d')

    def pack_hyper(self, x):
        self.pack_uint(int(x >> 32 & 0xffffffff))
        self.pack_uint(int(x & 0xffffffff))

    pack_uhyper = pack_hyper

    def pack_bool(self, x):
        self._buf.write('\0\0\0\1' if x else '\0\0\0\0')

    def pack_fstring(self, n, s):
        """n bytes of a string, filled up to a multiple of four with zeros."""
        if n < 0:
            raise ValueError('fstring size must be nonnegative')
        data = s[:n]
        whole = (n + 3) // 4 * 4
        self._buf.write(data + (whole - len(data)) * '\0')

    pack_fopaque = pack_fstring

    def pack_string(self, s):
        """A string with its length."""
        self.pack_uint(len(s))
        self.pack_fstring(len(s), s)

    pack_opaque = pack_bytes = pack_string

    def pack_list(self, list, pack_item):
        """Items with a 1 before each, and a 0 at the end."""
        for item in list:
            self.pack_uint(1)
            pack_item(item)
        self.pack_uint(0)

    def pack_farray(self, n, list, pack_item):
        if len(list) != n:
            raise ValueError('wrong array size')
        for item in list:
            pack_item(item)

    def pack_array(self, list, pack_item):
        """Items with their number before them."""
        self.pack_uint(len(list))
        self.pack_farray(len(list), list, pack_item)


class Unpacker:
    """Takes data out of bytes. EOFError where they end."""

    def __init__(self, data):
        self.reset(data)

    def reset(self, data):
        self._buf = data
        self._pos = 0

    def get_position(self):
        return self._pos

    def set_position(self, position):
        self._pos = position

    def get_buffer(self):
        return self._buf

    def done(self):
        """Error if something is left."""
        if self._pos < len(self._buf):
            raise Error('unextracted data remains')

    def _take(self, size):
        data = self._buf[self._pos:self._pos + size]
        self._pos += size
        if len(data) < size:
            raise EOFError
        return data

    def unpack_uint(self):
        x = struct.unpack('>L', self._take(4))[0]
        try:
            return int(x)
        except OverflowError:
            return x

    def unpack_int(self):
        return struct.unpack('>l', self._take(4))[0]

    unpack_enum = unpack_int

    def unpack_bool(self):
        return bool(self.unpack_int())

    def unpack_uhyper(self):
        high = self.unpack_uint()
        return long(high) << 32 | self.unpack_uint()

    def unpack_hyper(self):
        x = self.unpack_uhyper()
        return x - 0x10000000000000000L if x >= 0x8000000000000000L else x

    def unpack_float(self):
        return struct.unpack('>f', self._take(4))[0]

    def unpack_double(self):
        return struct.unpack('>d', self._take(8))[0]

    def unpack_fstring(self, n):
        if n < 0:
            raise ValueError('fstring size must be nonnegative')
        end = self._pos + (n + 3) // 4 * 4
        if end > len(self._buf):
            raise EOFError
        data = self._buf[self._pos:self._pos + n]
        self._pos = end
        return data

    unpack_fopaque = unpack_fstring

    def unpack_string(self):
        return self.unpack_fstring(self.unpack_uint())

    unpack_opaque = unpack_bytes = unpack_string

    def unpack_list(self, unpack_item):
        list = []
        while True:
            x = self.unpack_uint()
            if x == 0:
                return list
            if x != 1:
                raise ConversionError('0 or 1 expected, got %r' % (x,))
            list.append(unpack_item())

    def unpack_farray(self, n, unpack_item):
        return [unpack_item() for i in range(n)]

    def unpack_array(self, unpack_item):
        return self.unpack_farray(self.unpack_uint(), unpack_item)
