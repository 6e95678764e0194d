"""Universally unique identifiers (RFC 4122): UUID, and uuid1(), uuid3(), uuid4() and uuid5() that make new ones."""

import os

RESERVED_NCS = 'reserved for NCS compatibility'
RFC_4122 = 'specified in RFC 4122'
RESERVED_MICROSOFT = 'reserved for Microsoft compatibility'
RESERVED_FUTURE = 'reserved for future definition'

# The sizes of the six fields in bits.
_FIELD_SIZES = (32, 16, 16, 8, 8, 48)
# The places of the version, and of the two bits that tell the variant of RFC 4122.
_VERSION_PLACE = 76
_VARIANT_PLACE = 62


def _from_hex(hex):
    digits = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
    if len(digits) != 32:
        raise ValueError('badly formed hexadecimal UUID string')
    return long(digits, 16)


def _from_bytes(bytes):
    if len(bytes) != 16:
        raise ValueError('bytes is not a 16-char string')
    return long(bytes.encode('hex'), 16)


def _from_bytes_le(bytes):
    if len(bytes) != 16:
        raise ValueError('bytes_le is not a 16-char string')
    return _from_bytes(_turned(bytes))


def _turned(bytes):
    """The octets with those of each of the first three fields turned round."""
    return bytes[3::-1] + bytes[5:3:-1] + bytes[7:5:-1] + bytes[8:]


def _from_fields(fields):
    if len(fields) != 6:
        raise ValueError('fields is not a 6-tuple')
    number = 0L
    for place, (value, size) in enumerate(zip(fields, _FIELD_SIZES)):
        if not 0 <= value < 1 << size:
            raise ValueError('field %d out of range (need a%s %d-bit value)'
                             % (place + 1, 'n' if size == 8 else '', size))
        number = number << size | value
    return number


def _from_int(int):
    if not 0 <= int < 1 << 128:
        raise ValueError('int is out of range (need a 128-bit value)')
    return int


def _bits(place, size, type=long):
    """A property: some bits of the number."""
    mask = (1 << size) - 1
    return property(lambda self: type(self.int >> place & mask))


class UUID(object):
    """An identifier of 128 bits, which cannot be changed.

    It is made of one of: 32 hexadecimal digits (hyphens, braces and urn:uuid: are left out), 16 octets, 16 octets
    with the fields' lowest octets first, six fields, a number. version, from 1 to 5, sets the bits for it and for
    the variant of RFC 4122.
    """

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None):
        given = [(make, value) for make, value in ((_from_hex, hex), (_from_bytes, bytes), (_from_bytes_le, bytes_le),
                                                   (_from_fields, fields), (_from_int, int)) if value is not None]
        if len(given) != 1:
            raise TypeError('need one of hex, bytes, bytes_le, fields, or int')
        make, value = given[0]
        number = make(value)
        if version is not None:
            if version not in (1, 2, 3, 4, 5):
                raise ValueError('illegal version number')
            number &= ~(0xfL << _VERSION_PLACE | 3L << _VARIANT_PLACE)
            number |= version << _VERSION_PLACE | 2L << _VARIANT_PLACE
        # Attributes cannot be set.
        self.__dict__['int'] = number

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __cmp__(self, other):
        return cmp(self.int, other.int) if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __str__(self):
        digits = self.hex
        return '-'.join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def __repr__(self):
        return "UUID('%s')" % self

    hex = property(lambda self: '%032x' % self.int)
    urn = property(lambda self: 'urn:uuid:%s' % self)
    bytes = property(lambda self: self.hex.decode('hex'))
    bytes_le = property(lambda self: _turned(self.bytes))

    time_low = _bits(96, 32)
    time_mid = _bits(80, 16)
    time_hi_version = _bits(64, 16)
    clock_seq_hi_variant = _bits(56, 8)
    clock_seq_low = _bits(48, 8)
    node = _bits(0, 48)
    fields = property(lambda self: (self.time_low, self.time_mid, self.time_hi_version, self.clock_seq_hi_variant,
                                    self.clock_seq_low, self.node))

    # The fields that are in pieces. Twelve bits of the time are before the version's.
    clock_seq = _bits(48, 14)
    time = property(lambda self: (self.time_hi_version & 0xfff) << 48 | self.time_mid << 32 | self.time_low)

    @property
    def variant(self):
        first_bits = self.int >> 61 & 7
        if first_bits < 4:
            return RESERVED_NCS
        if first_bits < 6:
            return RFC_4122
        return RESERVED_FUTURE if first_bits == 7 else RESERVED_MICROSOFT

    _version = _bits(_VERSION_PLACE, 4, int)

    @property
    def version(self):
        # Other variants have no versions.
        return self._version if self.variant == RFC_4122 else None


def _interface_getnode():
    """The hardware address of a network interface, as Linux gives it, or None."""
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
        # Neither that of the loopback nor one that somebody made up.
        if address and not address & 1 << 41:
            return address
    return None


def _random_getnode():
    """A random number in place of a hardware address: it has the bit of multicast, which no such address has."""
    import random
    return random.randrange(1 << 48) | 1 << 40


_NODE_GETTERS_UNIX = [_interface_getnode]
_NODE_GETTERS_WIN32 = []

_node = None


def getnode():
    """The hardware address as a number; a random number, always the same, where there is none."""
    global _node
    if _node is None:
        for find in _NODE_GETTERS_UNIX + [_random_getnode]:
            found = find()
            if found is not None and 0 <= found < 1 << 48:
                _node = found
                break
    return _node


# Tenths of microseconds from the start of the Gregorian calendar to that of Unix's time.
_GREGORIAN_START = 0x01b21dd213814000

_last_timestamp = None


def uuid1(node=None, clock_seq=None):
    """An identifier of the time and the machine; clock_seq is random by default."""
    global _last_timestamp
    import random
    import time
    timestamp = int(time.time() * 1e7) + _GREGORIAN_START
    if _last_timestamp is not None:
        # The clock may not have moved yet.
        timestamp = max(timestamp, _last_timestamp + 1)
    _last_timestamp = timestamp
    sequence = random.randrange(1 << 14) if clock_seq is None else clock_seq
    return UUID(fields=(timestamp & 0xffffffff, timestamp >> 32 & 0xffff, timestamp >> 48 & 0xfff,
                        sequence >> 8 & 0x3f, sequence & 0xff, getnode() if node is None else node), version=1)


def uuid3(namespace, name):
    """The identifier of a name within a namespace, by MD5."""
    from hashlib import md5
    return UUID(bytes=md5(namespace.bytes + name).digest(), version=3)


def uuid4():
    """A random identifier."""
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    """The identifier of a name within a namespace, by SHA-1."""
    from hashlib import sha1
    return UUID(bytes=sha1(namespace.bytes + name).digest()[:16], version=5)


# The namespaces of RFC 4122 differ in one digit.
NAMESPACE_DNS, NAMESPACE_URL, NAMESPACE_OID, NAMESPACE_X500 = [UUID('6ba7b81%d-9dad-11d1-80b4-00c04fd430c8' % digit)
                                                              for digit in (0, 1, 2, 4)]
