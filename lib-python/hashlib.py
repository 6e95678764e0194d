"""Hash functions: md5, sha1, sha224, sha256, sha384 and sha512.

Each name is a constructor that takes the first bytes to hash; new(name, ...)
does the same by name. The objects have update(bytes), digest(), hexdigest()
and copy().
"""

import binascii
import struct

algorithms = ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512')
algorithms_guaranteed = set(algorithms)
algorithms_available = set(algorithms)

__all__ = algorithms + ('new', 'algorithms', 'algorithms_guaranteed',
                        'algorithms_available', 'pbkdf2_hmac')


# Name -> (module, name of its constructor).
_NATIVE = {'md5': ('_md5', 'new'), 'sha1': ('_sha', 'new'),
           'sha224': ('_sha256', 'sha224'), 'sha256': ('_sha256', 'sha256'),
           'sha384': ('_sha512', 'sha384'), 'sha512': ('_sha512', 'sha512')}
_NATIVE.update((_name.upper(), _entry) for _name, _entry in _NATIVE.items())


def __get_builtin_constructor(name):
    """The constructor of an algorithm, by its name in small letters or capitals."""
    module, constructor = _NATIVE.get(name, (None, None))
    try:
        if module:
            return getattr(__import__(module), constructor)
    except ImportError:
        # Left out of this build.
        pass
    raise ValueError('unsupported hash type ' + name)


def new(name, string=''):
    """A hash object by the algorithm's name; string is what it hashes first."""
    return __get_builtin_constructor(name)(string)


for _name in algorithms:
    globals()[_name] = __get_builtin_constructor(_name)
del _name

# What each octet becomes in the key of HMAC's outer and inner hash (RFC 2104).
_trans_5C, _trans_36 = [''.join(chr(octet ^ mask) for octet in xrange(256)) for mask in (0x5C, 0x36)]


def _as_octets(data):
    return data if isinstance(data, (bytes, bytearray)) else bytes(buffer(data))


def _keyed_hash(hash_name, key):
    """HMAC as a function of messages alone: the state after the key is only computed once."""
    size = new(hash_name).block_size
    key = new(hash_name, key).digest() if len(key) > size else key
    key += b'\0' * (size - len(key))
    outer_state, inner_state = [new(hash_name, key.translate(table)) for table in (_trans_5C, _trans_36)]

    def keyed_hash(message):
        inner, outer = inner_state.copy(), outer_state.copy()
        inner.update(message)
        outer.update(inner.digest())
        return outer.digest()
    return keyed_hash


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """A key of dklen octets made from a password (PKCS #5, RFC 2898); by default as long as a hash is."""
    if not isinstance(hash_name, str):
        raise TypeError(hash_name)
    keyed_hash = _keyed_hash(hash_name, _as_octets(password))
    salt = _as_octets(salt)
    if iterations < 1:
        raise ValueError(iterations)
    width = new(hash_name).digest_size
    length = width if dklen is None else dklen
    if length < 1:
        raise ValueError(length)
    blocks = []
    for number in xrange(1, (length + width - 1) // width + 1):
        octets = keyed_hash(salt + struct.pack('>I', number))
        # As numbers they are quickly XORed.
        combined = int(binascii.hexlify(octets), 16)
        for _ in xrange(iterations - 1):
            octets = keyed_hash(octets)
            combined ^= int(binascii.hexlify(octets), 16)
        blocks.append(binascii.unhexlify('%0*x' % (2 * width, combined)))
    return b''.join(blocks)[:length]
