"""Message authentication by a hash function and a secret key (RFC 2104)."""

import warnings as _warnings
from operator import _compare_digest as compare_digest

trans_5C, trans_36 = [''.join(chr(octet ^ mask) for octet in xrange(256)) for mask in (0x5C, 0x36)]

# It depends on the hash function: see HMAC.digest_size.
digest_size = None

# The key of a copy, which is filled by copy() itself.
_secret_backdoor_key = []


class HMAC:
    """A hash of all that was put in by update(), which only who knows the key can compute."""

    # The size of most hash functions' blocks, for those that do not tell theirs.
    blocksize = 64

    def __init__(self, key, msg=None, digestmod=None):
        """digestmod is a hash function's module or constructor, hashlib.md5 by default."""
        if key is _secret_backdoor_key:
            return
        if digestmod is None:
            import hashlib
            digestmod = hashlib.md5
        self.digest_cons = digestmod if hasattr(digestmod, '__call__') else lambda d='': digestmod.new(d)
        self.inner, self.outer = self.digest_cons(), self.digest_cons()
        self.digest_size = self.inner.digest_size
        size = self._block_size()
        key = self.digest_cons(key).digest() if len(key) > size else key
        key += '\0' * (size - len(key))
        self.outer.update(key.translate(trans_5C))
        self.inner.update(key.translate(trans_36))
        if msg is not None:
            self.update(msg)

    def _block_size(self):
        size = getattr(self.inner, 'block_size', None)
        if size is None:
            problem = 'No block_size attribute on given digest object; Assuming %d.' % self.blocksize
        elif size < 16:
            # As small as no hash function has it.
            problem = 'block_size of %d seems too small; using our default of %d.' % (size, self.blocksize)
        else:
            return size
        _warnings.warn(problem, RuntimeWarning, 3)
        return self.blocksize

    def update(self, msg):
        self.inner.update(msg)

    def copy(self):
        """Another object of the same state, for messages that begin alike."""
        other = self.__class__(_secret_backdoor_key)
        other.__dict__.update(self.__dict__, inner=self.inner.copy(), outer=self.outer.copy())
        return other

    def _current(self):
        """The hash object of all that was put in till now."""
        whole = self.outer.copy()
        whole.update(self.inner.digest())
        return whole

    def digest(self):
        return self._current().digest()

    def hexdigest(self):
        return self._current().hexdigest()


def new(key, msg=None, digestmod=None):
    """A new HMAC."""
    return HMAC(key, msg, digestmod)
