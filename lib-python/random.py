"""Pseudo-random numbers, by the Mersenne Twister of the native module _random."""

from __future__ import division
from warnings import warn as _warn
from types import MethodType as _MethodType, BuiltinMethodType as _BuiltinMethodType
from math import log as _log, exp as _exp, pi as _pi, e as _e, ceil as _ceil
from math import sqrt as _sqrt, acos as _acos, cos as _cos, sin as _sin
from os import urandom as _urandom
from binascii import hexlify as _hexlify
import hashlib as _hashlib

import _random

__all__ = ['Random', 'seed', 'random', 'uniform', 'randint', 'choice', 'sample',
           'randrange', 'shuffle', 'normalvariate', 'lognormvariate',
           'expovariate', 'vonmisesvariate', 'gammavariate', 'triangular',
           'gauss', 'betavariate', 'paretovariate', 'weibullvariate',
           'getstate', 'setstate', 'jumpahead', 'WichmannHill', 'getrandbits',
           'SystemRandom']

NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
TWOPI = 2.0 * _pi
LOG4 = _log(4.0)
SG_MAGICCONST = 1.0 + _log(4.5)
BPF = 53                # bits of a float
RECIP_BPF = 2 ** -BPF


class Random(_random.Random):
    """A generator of its own.

    A subclass that brings another source defines random(), and seed(),
    getstate(), setstate() and jumpahead() if it can; getrandbits(), if
    defined, makes randrange() right for large ranges.
    """

    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None

    def seed(self, a=None):
        """Start from a hashable object; from the system's randomness by default."""
        if a is None:
            try:
                # Enough for the generator's whole state.
                a = long(_hexlify(_urandom(2500)), 16)
            except NotImplementedError:
                import time
                a = long(time.time() * 256)
        super(Random, self).seed(a)
        self.gauss_next = None

    def getstate(self):
        """The state, for setstate()."""
        return self.VERSION, super(Random, self).getstate(), self.gauss_next

    def setstate(self, state):
        """Return to a state that getstate() gave."""
        version = state[0]
        if version == 3:
            version, internal, self.gauss_next = state
        elif version == 2:
            version, internal, self.gauss_next = state
            # Its words were written as signed numbers.
            try:
                internal = tuple(long(word) % (2 ** 32) for word in internal)
            except ValueError as problem:
                raise TypeError, problem
        else:
            raise ValueError('state with version %s passed to Random.setstate() of '
                             'version %s' % (version, self.VERSION))
        super(Random, self).setstate(internal)

    def jumpahead(self, n):
        """Go to a state far from this one; another for each n.

        It helps to use several generators at once. (It does not step n times.)
        """
        digest = _hashlib.new('sha512', repr(n) + repr(self.getstate())).hexdigest()
        super(Random, self).jumpahead(int(digest, 16))

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    # ---- integers and sequences

    def randrange(self, start, stop=None, step=1, _int=int, _maxwidth=1L << BPF):
        """A random item of range(start, stop, step)."""
        # random() has BPF bits; for more than that _randbelow() is needed.
        first = _int(start)
        if first != start:
            raise ValueError('non-integer arg 1 for randrange()')
        if stop is None:
            if first > 0:
                if first >= _maxwidth:
                    return self._randbelow(first)
                return _int(self.random() * first)
            raise ValueError('empty range for randrange()')
        last = _int(stop)
        if last != stop:
            raise ValueError('non-integer stop for randrange()')
        width = last - first
        if step == 1 and width > 0:
            if width >= _maxwidth:
                return _int(first + self._randbelow(width))
            return _int(first + _int(self.random() * width))
        if step == 1:
            raise ValueError('empty range for randrange() (%d,%d, %d)'
                             % (first, last, width))
        distance = _int(step)
        if distance != step:
            raise ValueError('non-integer step for randrange()')
        if distance > 0:
            n = (width + distance - 1) // distance
        elif distance < 0:
            n = (width + distance + 1) // distance
        else:
            raise ValueError('zero step for randrange()')
        if n <= 0:
            raise ValueError('empty range for randrange()')
        if n >= _maxwidth:
            return first + distance * self._randbelow(n)
        return first + distance * _int(self.random() * n)

    def randint(self, a, b):
        """A random integer from a to b, both included."""
        return self.randrange(a, b + 1)

    def _randbelow(self, n, _log=_log, _int=int, _maxwidth=1L << BPF,
                   _Method=_MethodType, _BuiltinMethod=_BuiltinMethodType):
        """A random integer of range(n), for large n."""
        try:
            getrandbits = self.getrandbits
        except AttributeError:
            pass
        else:
            # Not where a subclass has its own random() but inherits this.
            if type(self.random) is _BuiltinMethod or type(getrandbits) is _Method:
                # One bit more than n-1 needs, at most: tried again if too large.
                bits = _int(1.00001 + _log(n - 1, 2.0))
                value = getrandbits(bits)
                while value >= n:
                    value = getrandbits(bits)
                return value
        if n >= _maxwidth:
            _warn('Underlying random() generator does not supply \n'
                  'enough bits to choose from a population range this large')
        return _int(self.random() * n)

    def choice(self, seq):
        """A random item of a sequence that is not empty."""
        return seq[int(self.random() * len(seq))]

    def shuffle(self, x, random=None):
        """Shuffle a list in place; random, if given, is used for random()."""
        if random is None:
            random = self.random
        for i in reversed(xrange(1, len(x))):
            j = int(random() * (i + 1))
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k):
        """A list of k different items of a population, in random order."""
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError('sample larger than population')
        random = self.random
        result = [None] * k
        # Either a copy of the population shrinks, or the set of what was
        # taken grows: whatever needs less memory.
        setsize = 21
        if k > 5:
            setsize += 4 ** _ceil(_log(k * 3, 4))
        if n <= setsize or hasattr(population, 'keys'):
            pool = list(population)
            for i in xrange(k):
                j = int(random() * (n - i))
                result[i] = pool[j]
                pool[j] = pool[n - i - 1]
            return result
        try:
            selected = set()
            for i in xrange(k):
                j = int(random() * n)
                while j in selected:
                    j = int(random() * n)
                selected.add(j)
                result[i] = population[j]
        except (TypeError, KeyError):
            # A set, say, has no items by number.
            if isinstance(population, list):
                raise
            return self.sample(tuple(population), k)
        return result

    # ---- distributions of floats

    def uniform(self, a, b):
        """A number from a to b, all alike."""
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        """A number from low to high, most often near mode (the middle)."""
        u = self.random()
        try:
            c = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if u > c:
            u = 1.0 - u
            c = 1.0 - c
            low, high = high, low
        return low + (high - low) * (u * c) ** 0.5

    def normalvariate(self, mu, sigma):
        """Normal distribution: mean mu, standard deviation sigma."""
        # Kinderman and Monahan, "Computer generation of random variables
        # using the ratio of uniform deviates", ACM TOMS 3 (1977).
        random = self.random
        while True:
            u1 = random()
            u2 = 1.0 - random()
            z = NV_MAGICCONST * (u1 - 0.5) / u2
            if z * z / 4.0 <= -_log(u2):
                return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        """A number whose logarithm is normally distributed."""
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        """Exponential distribution: lambd is 1 over the mean."""
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        """An angle: mu is the mean, kappa how narrow the distribution is."""
        # Fisher, "Statistical Analysis of Circular Data" (1993).
        random = self.random
        if kappa <= 1e-6:
            return TWOPI * random()
        s = 0.5 / kappa
        r = s + _sqrt(1.0 + s * s)
        while True:
            u1 = random()
            z = _cos(_pi * u1)
            d = z / (r + z)
            u2 = random()
            if u2 < 1.0 - d * d or u2 <= (1.0 - d) * _exp(d):
                break
        q = 1.0 / r
        f = (q + z) / (1.0 + q * z)
        u3 = random()
        if u3 > 0.5:
            return (mu + _acos(f)) % TWOPI
        return (mu - _acos(f)) % TWOPI

    def gammavariate(self, alpha, beta):
        """Gamma distribution: alpha > 0 is the shape, beta > 0 the scale."""
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        random = self.random
        if alpha > 1.0:
            # Cheng, "The generation of Gamma variables with non-integral
            # shape parameters", Applied Statistics 26 (1977).
            ainv = _sqrt(2.0 * alpha - 1.0)
            bbb = alpha - LOG4
            ccc = alpha + ainv
            while True:
                u1 = random()
                if not 1e-7 < u1 < .9999999:
                    continue
                u2 = 1.0 - random()
                v = _log(u1 / (1.0 - u1)) / ainv
                x = alpha * _exp(v)
                z = u1 * u1 * u2
                r = bbb + ccc * v - x
                if r + SG_MAGICCONST - 4.5 * z >= 0.0 or r >= _log(z):
                    return x * beta
        if alpha == 1.0:
            u = random()
            while u <= 1e-7:
                u = random()
            return -_log(u) * beta
        # Algorithm GS of Kennedy and Gentle, "Statistical Computing" (1980).
        while True:
            u = random()
            b = (_e + alpha) / _e
            p = b * u
            if p <= 1.0:
                x = p ** (1.0 / alpha)
            else:
                x = -_log((b - p) / alpha)
            u1 = random()
            if p > 1.0:
                if u1 <= x ** (alpha - 1.0):
                    break
            elif u1 <= _exp(-x):
                break
        return x * beta

    def gauss(self, mu, sigma):
        """Normal distribution, faster than normalvariate(); not for two threads."""
        # The two numbers that one step gives are used in turn.
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            x2pi = self.random() * TWOPI
            g2rad = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(x2pi) * g2rad
            self.gauss_next = _sin(x2pi) * g2rad
        return mu + z * sigma

    def betavariate(self, alpha, beta):
        """Beta distribution, from 0 to 1; both parameters are > 0."""
        y = self.gammavariate(alpha, 1.)
        if y == 0:
            return 0.0
        return y / (y + self.gammavariate(beta, 1.))

    def paretovariate(self, alpha):
        """Pareto distribution; alpha is the shape."""
        u = 1.0 - self.random()
        return 1.0 / pow(u, 1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        """Weibull distribution; alpha is the scale, beta the shape."""
        u = 1.0 - self.random()
        return alpha * pow(-_log(u), 1.0 / beta)


class WichmannHill(Random):
    """The generator of Python before 2.3: Wichmann and Hill, algorithm AS 183."""

    VERSION = 1

    def seed(self, a=None):
        """Start from a hashable object; from the system's randomness by default."""
        if a is None:
            try:
                a = long(_hexlify(_urandom(16)), 16)
            except NotImplementedError:
                import time
                a = long(time.time() * 256)
        if not isinstance(a, (int, long)):
            a = hash(a)
        a, x = divmod(a, 30268)
        a, y = divmod(a, 30306)
        a, z = divmod(a, 30322)
        self._seed = int(x) + 1, int(y) + 1, int(z) + 1
        self.gauss_next = None

    def random(self):
        """The next number, from 0 to 1, 1 left out."""
        x, y, z = self._seed
        x = (171 * x) % 30269
        y = (172 * y) % 30307
        z = (170 * z) % 30323
        self._seed = x, y, z
        return (x / 30269.0 + y / 30307.0 + z / 30323.0) % 1.0

    def getstate(self):
        """The state, for setstate()."""
        return self.VERSION, self._seed, self.gauss_next

    def setstate(self, state):
        """Return to a state that getstate() gave."""
        version = state[0]
        if version != 1:
            raise ValueError('state with version %s passed to Random.setstate() of '
                             'version %s' % (version, self.VERSION))
        version, self._seed, self.gauss_next = state

    def jumpahead(self, n):
        """Go where n calls of random() would lead."""
        if n < 0:
            raise ValueError('n must be >= 0')
        x, y, z = self._seed
        self._seed = (int(x * pow(171, n, 30269)) % 30269,
                      int(y * pow(172, n, 30307)) % 30307,
                      int(z * pow(170, n, 30323)) % 30323)

    def __whseed(self, x=0, y=0, z=0):
        """Start from three numbers below 256; from the time where all are 0."""
        if not type(x) == type(y) == type(z) == int:
            raise TypeError('seeds must be integers')
        if not (0 <= x < 256 and 0 <= y < 256 and 0 <= z < 256):
            raise ValueError('seeds must be in range(0, 256)')
        if 0 == x == y == z:
            import time
            t = long(time.time() * 256)
            t = int((t & 0xffffff) ^ (t >> 24))
            t, x = divmod(t, 256)
            t, y = divmod(t, 256)
            t, z = divmod(t, 256)
        self._seed = (x or 1, y or 1, z or 1)
        self.gauss_next = None

    def whseed(self, a=None):
        """seed() as it was in Python 2.0: from a hash value. Do not use it."""
        if a is None:
            self.__whseed()
            return
        a = hash(a)
        a, x = divmod(a, 256)
        a, y = divmod(a, 256)
        a, z = divmod(a, 256)
        x = (x + a) % 256 or 1
        y = (y + a) % 256 or 1
        z = (z + a) % 256 or 1
        self.__whseed(x, y, z)


class SystemRandom(Random):
    """Random numbers from the operating system; they cannot be repeated."""

    def random(self):
        """The next number, from 0 to 1, 1 left out."""
        return (long(_hexlify(_urandom(7)), 16) >> 3) * RECIP_BPF

    def getrandbits(self, k):
        """A long integer of k random bits."""
        if k <= 0:
            raise ValueError('number of bits must be greater than zero')
        if k != int(k):
            raise TypeError('number of bits should be an integer')
        size = (k + 7) // 8
        return long(_hexlify(_urandom(size)), 16) >> (size * 8 - k)

    def _stub(self, *args, **kwds):
        """Nothing: there is no state."""
        return None
    seed = jumpahead = _stub

    def _notimplemented(self, *args, **kwds):
        """There is no state to read or set."""
        raise NotImplementedError('System entropy source does not have state.')
    getstate = setstate = _notimplemented


# The functions of the module are methods of one hidden generator.
_inst = Random()
seed = _inst.seed
random = _inst.random
uniform = _inst.uniform
triangular = _inst.triangular
randint = _inst.randint
choice = _inst.choice
randrange = _inst.randrange
sample = _inst.sample
shuffle = _inst.shuffle
normalvariate = _inst.normalvariate
lognormvariate = _inst.lognormvariate
expovariate = _inst.expovariate
vonmisesvariate = _inst.vonmisesvariate
gammavariate = _inst.gammavariate
gauss = _inst.gauss
betavariate = _inst.betavariate
paretovariate = _inst.paretovariate
weibullvariate = _inst.weibullvariate
getstate = _inst.getstate
setstate = _inst.setstate
jumpahead = _inst.jumpahead
getrandbits = _inst.getrandbits
