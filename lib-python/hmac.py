"""HMAC: hashes with a key (RFC 2104)."""

import warnings as _warnings

try:
    from operator import _compare_digest as compare_digest
except ImportError:
    def compare_digest(a, b):
        """a == b, in a time that does not depend on where they differ."""
        if isinstance(a, unicode) and isinstance(b, unicode):
            a = a.encode('ascii')
            b = b.encode('ascii')
        elif isinstance(a, unicode) or isinstance(b, unicode):
            raise TypeError('unsupported operand types(s) or combination of types: '
                            '%r and %r' % (type(a).__name__, type(b).__name__))
        a = bytearray(buffer(a))
        b = bytearray(buffer(b))
        difference = len(a) ^ len(b)
        for x, y in zip(a if len(a) == len(b) else b, b):
            difference |= x ^ y
        return difference == 0

trans_5C = ''.join([chr(x ^ 0x5C) for x in xrange(256)])
trans_36 = ''.join([chr(x ^ 0x36) for x in xrange(256)])

digest_size = None      # that of the algorithm in use; kept for old programs

_secret_backdoor_key = []


class HMAC:
    """A hash with a key; digestmod is a module, constructor or None for MD5."""

    blocksize = 64

    def __init__(self, key, msg=None, digestmod=None):
        if key is _secret_backdoor_key:
            # From copy().
            return
        if digestmod is None:
            import hashlib
            digestmod = hashlib.md5
        if hasattr(digestmod, '__call__'):
            self.digest_cons = digestmod
        else:
            self.digest_cons = lambda d='': digestmod.new(d)
        self.outer = self.digest_cons()
        self.inner = self.digest_cons()
        self.digest_size = self.inner.digest_size
        if hasattr(self.inner, 'block_size'):
            blocksize = self.inner.block_size
            if blocksize < 16:
                _warnings.warn('block_size of %d seems too small; using our default '
                               'of %d.' % (blocksize, self.blocksize), RuntimeWarning, 2)
                blocksize = self.blocksize
        else:
            _warnings.warn('No block_size attribute on given digest object; '
                           'Assuming %d.' % (self.blocksize), RuntimeWarning, 2)
            blocksize = self.blocksize
        if len(key) > blocksize:
            key = self.digest_cons(key).digest()
        key = key + chr(0) * (blocksize - len(key))
        self.outer.update(key.translate(trans_5C))
        self.inner.update(key.translate(trans_36))
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        """Hash more bytes."""
        self.inner.update(msg)

    def copy(self):
        """An independent copy."""
        other = self.__class__(_secret_backdoor_key)
        other.digest_cons = self.digest_cons
        other.digest_size = self.digest_size
        other.inner = self.inner.copy()
        other.outer = self.outer.copy()
        return other

    def _current(self):
        outer = self.outer.copy()
        outer.update(self.inner.digest())
        return outer

    def digest(self):
        """The hash of all bytes so far."""
        return self._current().digest()

    def hexdigest(self):
        """The hash of all bytes so far, as hexadecimal digits."""
        return self._current().hexdigest()


def new(key, msg=None, digestmod=None):
    """An HMAC object; msg is what it hashes first."""
    return HMAC(key, msg, digestmod)
