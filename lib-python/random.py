"""Pseudo-random numbers: integers, choices, and distributions of floats.

The functions are methods of one hidden generator, a Mersenne Twister; programs
may make more of them, or derive their own from Random.
"""

from binascii import hexlify as _hexlify
from math import ceil as _ceil, log as _log
from os import urandom as _urandom
from types import BuiltinMethodType as _BuiltinMethodType, MethodType as _MethodType

import _random
from _random_distributions import (Distributions as _Distributions, LOG4, NV_MAGICCONST,
                                   SG_MAGICCONST, TWOPI)

_FUNCTIONS = ['seed', 'getstate', 'setstate', 'jumpahead', 'getrandbits', 'random',
              'randrange', 'randint', 'choice', 'shuffle', 'sample', 'uniform',
              'triangular', 'normalvariate', 'lognormvariate', 'gauss', 'expovariate',
              'vonmisesvariate', 'gammavariate', 'betavariate', 'paretovariate',
              'weibullvariate']

__all__ = ['Random', 'WichmannHill', 'SystemRandom'] + _FUNCTIONS

# How many bits random() fills, and the distance of neighbours among its results.
BPF = 53
RECIP_BPF = 2.0 ** -BPF


def _entropy(size):
    """A long of so many bytes of the system's randomness; of the time without one."""
    try:
        return long(_hexlify(_urandom(size)), 16)
    except NotImplementedError:
        import time
        return long(time.time() * 256)


def _wrong_version(generator, state):
    return ValueError('state with version %s passed to Random.setstate() of version %s'
                      % (state[0], generator.VERSION))


def _whole(number, name):
    """An argument of randrange() as an integer."""
    integer = int(number)
    if integer != number:
        raise ValueError('non-integer %s for randrange()' % name)
    return integer


class Random(_random.Random, _Distributions):
    """A generator with a state of its own, which an argument (hashable) may seed.

    Another source of numbers is a subclass with its own random(), and seed(),
    getstate(), setstate() and jumpahead() where it has a state. With its own
    getrandbits() besides, randrange() has no limit.
    """

    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)

    def seed(self, a=None):
        """Start anew from a hashable object, or else from something unpredictable."""
        # So many bytes fill the whole state.
        super(Random, self).seed(_entropy(2500) if a is None else a)
        self.gauss_next = None

    def getstate(self):
        """All that setstate() needs to continue from here."""
        # jumpahead() depends on how the words are written.
        words = tuple(map(long, super(Random, self).getstate()))
        return self.VERSION, words, self.gauss_next

    def setstate(self, state):
        """Continue from where getstate() was called."""
        if state[0] not in (2, 3):
            raise _wrong_version(self, state)
        version, words, self.gauss_next = state
        if version == 2:
            # Version 2 took the words of the state for signed numbers.
            try:
                words = tuple([long(word) & 0xffffffff for word in words])
            except ValueError as error:
                raise TypeError(error)
        super(Random, self).setstate(words)

    def jumpahead(self, n):
        """Change the state to a very different one, for each n another."""
        from hashlib import sha512
        place = repr(n) + repr(self.getstate())
        super(Random, self).jumpahead(int(sha512(place).hexdigest(), 16))

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    # ---- integers

    def randrange(self, start, stop=None, step=1):
        """One of the numbers that range() gives for these arguments."""
        start = _whole(start, 'arg 1')
        if stop is None:
            if start > 0:
                return self._below(start)
            raise ValueError('empty range for randrange()')
        width = _whole(stop, 'stop') - start
        if step == 1:
            if width > 0:
                return int(start + self._below(width))
            raise ValueError('empty range for randrange() (%d,%d, %d)'
                             % (start, start + width, width))
        step = _whole(step, 'step')
        if not step:
            raise ValueError('zero step for randrange()')
        # Rounded up; both are negative if the range goes down.
        count = -(-width // step)
        if count > 0:
            return start + step * self._below(count)
        raise ValueError('empty range for randrange()')

    def randint(self, a, b):
        """An integer from a to b, which may also be b."""
        return self.randrange(a, b + 1)

    def _below(self, count):
        """An integer from 0 to count - 1."""
        if count < 1 << BPF:
            return int(self.random() * count)
        return self._randbelow(count)

    def _randbelow(self, n):
        """The same for a count that random() has not the digits for."""
        getrandbits = getattr(self, 'getrandbits', None)
        # Bits that were only inherited are none of a subclass with another random().
        if getrandbits is not None and (type(self.random) is _BuiltinMethodType
                                        or type(getrandbits) is _MethodType):
            size = int(1.00001 + _log(n - 1, 2.0))
            while True:
                number = getrandbits(size)
                if number < n:
                    return number
        if n >= 1 << BPF:
            from warnings import warn
            warn('Underlying random() generator does not supply \n'
                 'enough bits to choose from a population range this large')
        return int(self.random() * n)

    # ---- sequences

    def choice(self, seq):
        """One item of a sequence; IndexError if there is none."""
        return seq[int(self.random() * len(seq))]

    def shuffle(self, x, random=None):
        """Put the items of a list into random order; random replaces random()."""
        draw = self.random if random is None else random
        for count in xrange(len(x), 1, -1):
            other = int(draw() * count)
            x[count - 1], x[other] = x[other], x[count - 1]

    def sample(self, population, k):
        """A list of k items of a sequence or set, each at most once."""
        size = len(population)
        if not 0 <= k <= size:
            raise ValueError('sample larger than population')
        # The size of a list that takes as much room as a set of k numbers.
        affordable = 21
        if k > 5:
            affordable += 4 ** _ceil(_log(k * 3, 4))
        if size <= affordable or hasattr(population, 'keys'):
            return _drawn_from(list(population), k, self.random)
        indices = _different_numbers(size, k, self.random)
        try:
            return [population[index] for index in indices]
        except (TypeError, KeyError):
            # A set has no items by number. The numbers are drawn once more.
            if isinstance(population, list):
                raise
            return self.sample(tuple(population), k)


def _drawn_from(pool, k, random):
    """k items that are taken out of a list one by one."""
    drawn = []
    for left in xrange(len(pool), len(pool) - k, -1):
        index = int(random() * left)
        drawn.append(pool[index])
        pool[index] = pool[left - 1]
    return drawn


def _different_numbers(count, k, random):
    """Generate k different numbers below count."""
    seen = set()
    while len(seen) < k:
        number = int(random() * count)
        if number not in seen:
            seen.add(number)
            yield number


class WichmannHill(Random):
    """The generator of old times (B. A. Wichmann and I. D. Hill, AS 183), for reruns.

    Three small generators, whose results are added.
    """

    VERSION = 1

    _factors = 171, 172, 170
    _moduli = 30269, 30307, 30323

    def seed(self, a=None):
        """Start anew from a hashable object, or else from something unpredictable."""
        if a is None:
            a = _entropy(16)
        elif not isinstance(a, (int, long)):
            a = hash(a)
        parts = []
        for modulus in self._moduli:
            a, part = divmod(a, modulus - 1)
            parts.append(int(part) + 1)
        self._start(parts)

    def _start(self, seeds):
        self._seed = tuple(seeds)
        self.gauss_next = None

    def random(self):
        """The next number, at least 0 and less than 1."""
        x, y, z = self._seed
        x = 171 * x % 30269
        y = 172 * y % 30307
        z = 170 * z % 30323
        self._seed = x, y, z
        return (x / 30269.0 + y / 30307.0 + z / 30323.0) % 1.0

    def getstate(self):
        """All that setstate() needs to continue from here."""
        return self.VERSION, self._seed, self.gauss_next

    def setstate(self, state):
        """Continue from where getstate() was called."""
        if state[0] != 1:
            raise _wrong_version(self, state)
        version, self._seed, self.gauss_next = state

    def jumpahead(self, n):
        """Skip n calls of random(), quickly."""
        if n < 0:
            raise ValueError('n must be >= 0')
        self._seed = tuple([
            int(part * pow(factor, n, modulus)) % modulus
            for part, factor, modulus in zip(self._seed, self._factors, self._moduli)])

    def whseed(self, a=None):
        """Start from hash(a), as in Python 2.0, which confused many objects."""
        if a is None:
            self.__whseed()
            return
        rest = hash(a)
        parts = []
        for _ in range(3):
            rest, part = divmod(rest, 256)
            parts.append(part)
        self.__whseed(*[(part + rest) % 256 or 1 for part in parts])

    def __whseed(self, x=0, y=0, z=0):
        """Start from three bytes; from the time if none is given."""
        seeds = x, y, z
        if set(map(type, seeds)) != set([int]):
            raise TypeError('seeds must be integers')
        if min(seeds) < 0 or max(seeds) > 255:
            raise ValueError('seeds must be in range(0, 256)')
        if seeds == (0, 0, 0):
            import time
            ticks = long(time.time() * 256)
            ticks = int((ticks & 0xffffff) ^ (ticks >> 24))
            seeds = [ticks >> shift & 255 for shift in (0, 8, 16)]
        self._start([seed or 1 for seed in seeds])


class SystemRandom(Random):
    """Randomness of the operating system: no state, nothing can be repeated."""

    def random(self):
        """A number, at least 0 and less than 1."""
        return (long(_hexlify(_urandom(7)), 16) >> 3) * RECIP_BPF

    def getrandbits(self, k):
        """A long of k random bits."""
        if k <= 0:
            raise ValueError('number of bits must be greater than zero')
        if int(k) != k:
            raise TypeError('number of bits should be an integer')
        size = -(-k // 8)
        return long(_hexlify(_urandom(size)), 16) >> size * 8 - k

    def _stub(self, *args, **kwds):
        """Does nothing, as there is no state."""

    seed = jumpahead = _stub

    def _notimplemented(self, *args, **kwds):
        """Raises NotImplementedError, as there is no state."""
        raise NotImplementedError('System entropy source does not have state.')

    getstate = setstate = _notimplemented


_inst = Random()
globals().update([(_name, getattr(_inst, _name)) for _name in _FUNCTIONS])
del _name
