"""Hash functions: md5, sha1, sha224, sha256, sha384 and sha512.

Each name is a constructor that takes the first bytes to hash; new(name, ...)
does the same by name. The objects have update(bytes), digest(), hexdigest()
and copy().
"""

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
    try:
        module, constructor = _NATIVE[name]
        return getattr(__import__(module), constructor)
    except (KeyError, ImportError):
        raise ValueError('unsupported hash type ' + name)


def new(name, string=''):
    """A hash object by the algorithm's name; string is what it hashes first."""
    return __get_builtin_constructor(name)(string)


for _name in algorithms:
    globals()[_name] = __get_builtin_constructor(_name)
del _name

import binascii
import struct

# Bytes XORed with the key of the inner and the outer hash of HMAC (RFC 2104).
_trans_5C = b''.join(chr(x ^ 0x5C) for x in range(256))
_trans_36 = b''.join(chr(x ^ 0x36) for x in range(256))


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """Derive a key from a password (PKCS #5, RFC 2898): dklen bytes of it."""
    if not isinstance(hash_name, str):
        raise TypeError(hash_name)
    if not isinstance(password, (bytes, bytearray)):
        password = bytes(buffer(password))
    if not isinstance(salt, (bytes, bytearray)):
        salt = bytes(buffer(salt))
    inner = new(hash_name)
    outer = new(hash_name)
    blocksize = getattr(inner, 'block_size', 64)
    if len(password) > blocksize:
        password = new(hash_name, password).digest()
    password = password + b'\x00' * (blocksize - len(password))
    inner.update(password.translate(_trans_36))
    outer.update(password.translate(_trans_5C))

    def prf(message):
        icpy = inner.copy()
        ocpy = outer.copy()
        icpy.update(message)
        ocpy.update(icpy.digest())
        return ocpy.digest()

    if iterations < 1:
        raise ValueError(iterations)
    if dklen is None:
        dklen = outer.digest_size
    if dklen < 1:
        raise ValueError(dklen)
    width = outer.digest_size * 2
    key = b''
    block = 1
    while len(key) < dklen:
        value = prf(salt + struct.pack(b'>I', block))
        # As numbers they are quickly XORed.
        total = int(binascii.hexlify(value), 16)
        for _ in xrange(iterations - 1):
            value = prf(value)
            total ^= int(binascii.hexlify(value), 16)
        key += binascii.unhexlify(b'%0*x' % (width, total))
        block += 1
    return key[:dklen]
