"""Universally unique identifiers (RFC 4122)."""

import os

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = [
    'reserved for NCS compatibility', 'specified in RFC 4122',
    'reserved for Microsoft compatibility', 'reserved for future definition']


class UUID(object):
    """An identifier of 128 bits, which cannot be changed.

    It is made of one of: 32 hexadecimal digits (hyphens, braces and urn:uuid:
    are ignored), 16 bytes in one of two orders, its six fields, or an
    integer. version, from 1 to 5, sets the bits that say so.
    """

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None,
                 version=None):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError('need exactly one of hex, bytes, bytes_le, fields, or int')
        if hex is not None:
            hex = hex.replace('urn:', '').replace('uuid:', '')
            hex = hex.strip('{}').replace('-', '')
            if len(hex) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = long(hex, 16)
        if bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError('bytes_le is not a 16-char string')
            # The first three fields have their lowest byte first.
            bytes = (bytes_le[3::-1] + bytes_le[5:3:-1] + bytes_le[7:5:-1] + bytes_le[8:])
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            int = long(('%02x' * 16) % tuple(map(ord, bytes)), 16)
        if fields is not None:
            if len(fields) != 6:
                raise ValueError('fields is not a 6-tuple')
            int = 0L
            for number, (value, bits) in enumerate(zip(fields, (32, 16, 16, 8, 8, 48))):
                if not 0 <= value < 1 << bits:
                    raise ValueError('field %d out of range (need a%s %d-bit value)'
                                     % (number + 1, 'n' if bits == 8 else '', bits))
                int = int << bits | value
        if int is not None:
            if not 0 <= int < 1 << 128L:
                raise ValueError('int is out of range (need a 128-bit value)')
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError('illegal version number')
            # The variant of RFC 4122, and the version.
            int &= ~(0xc000 << 48L)
            int |= 0x8000 << 48L
            int &= ~(0xf000 << 64L)
            int |= version << 76L
        self.__dict__['int'] = int

    def __cmp__(self, other):
        if isinstance(other, UUID):
            return cmp(self.int, other.int)
        return NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return 'UUID(%r)' % str(self)

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __str__(self):
        hex = '%032x' % self.int
        return '%s-%s-%s-%s-%s' % (hex[:8], hex[8:12], hex[12:16], hex[16:20], hex[20:])

    @property
    def bytes(self):
        return ('%032x' % self.int).decode('hex')

    @property
    def bytes_le(self):
        bytes = self.bytes
        return bytes[3::-1] + bytes[5:3:-1] + bytes[7:5:-1] + bytes[8:]

    @property
    def fields(self):
        return (self.time_low, self.time_mid, self.time_hi_version,
                self.clock_seq_hi_variant, self.clock_seq_low, self.node)

    @property
    def time_low(self):
        return self.int >> 96L

    @property
    def time_mid(self):
        return (self.int >> 80L) & 0xffff

    @property
    def time_hi_version(self):
        return (self.int >> 64L) & 0xffff

    @property
    def clock_seq_hi_variant(self):
        return (self.int >> 56L) & 0xff

    @property
    def clock_seq_low(self):
        return (self.int >> 48L) & 0xff

    @property
    def time(self):
        return (self.time_hi_version & 0x0fffL) << 48L | self.time_mid << 32L | self.time_low

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3fL) << 8L | self.clock_seq_low

    @property
    def node(self):
        return self.int & 0xffffffffffff

    @property
    def hex(self):
        return '%032x' % self.int

    @property
    def urn(self):
        return 'urn:uuid:' + str(self)

    @property
    def variant(self):
        if not self.int & (0x8000 << 48L):
            return RESERVED_NCS
        if not self.int & (0x4000 << 48L):
            return RFC_4122
        if not self.int & (0x2000 << 48L):
            return RESERVED_MICROSOFT
        return RESERVED_FUTURE

    @property
    def version(self):
        if self.variant == RFC_4122:
            return int((self.int >> 76L) & 0xf)
        return None


_node = None


def _hardware_address():
    """The address of a network interface, or None."""
    directory = '/sys/class/net'
    try:
        names = sorted(os.listdir(directory))
    except OSError:
        return None
    for name in names:
        try:
            with open(os.path.join(directory, name, 'address')) as stream:
                address = int(stream.read().strip().replace(':', ''), 16)
        except (IOError, ValueError):
            continue
        # One that is not made up, and not that of the loopback.
        if address and not address & (1 << 41):
            return address
    return None


def getnode():
    """The hardware address as an integer; a random number where there is none."""
    global _node
    if _node is None:
        _node = _hardware_address()
        if _node is None:
            import random
            # With the bit of multicast, which no hardware address has.
            _node = random.randrange(0, 1 << 48L) | 0x010000000000L
    return _node


_last_timestamp = None


def uuid1(node=None, clock_seq=None):
    """An identifier of the time and the machine."""
    global _last_timestamp
    import time
    # Tenths of microseconds since the Gregorian calendar began.
    timestamp = int(time.time() * 1e9 / 100) + 0x01b21dd213814000L
    if _last_timestamp is not None and timestamp <= _last_timestamp:
        timestamp = _last_timestamp + 1
    _last_timestamp = timestamp
    if clock_seq is None:
        import random
        clock_seq = random.randrange(1 << 14L)
    if node is None:
        node = getnode()
    return UUID(fields=(timestamp & 0xffffffffL, (timestamp >> 32L) & 0xffffL,
                        (timestamp >> 48L) & 0x0fffL, (clock_seq >> 8L) & 0x3fL,
                        clock_seq & 0xffL, node), version=1)


def uuid3(namespace, name):
    """An identifier of a name within a namespace, by MD5."""
    from hashlib import md5
    return UUID(bytes=md5(namespace.bytes + name).digest()[:16], version=3)


def uuid4():
    """A random identifier."""
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    """An identifier of a name within a namespace, by SHA-1."""
    from hashlib import sha1
    return UUID(bytes=sha1(namespace.bytes + name).digest()[:16], version=5)


NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_OID = UUID('6ba7b812-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_X500 = UUID('6ba7b814-9dad-11d1-80b4-00c04fd430c8')
