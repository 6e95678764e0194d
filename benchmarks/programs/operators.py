"""User-defined arithmetic: fractions, vectors, polynomials and a modulus.

Uses the forward, reflected and in-place methods, comparison, indexing,
conversion and NotImplemented. SIZE is the number of rounds of each.
"""

from driver import main, check

DEFAULT = 17000
SMALL = 40


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


class Fraction(object):
    def __init__(self, numerator, denominator=1):
        common = gcd(numerator, denominator)
        if denominator < 0:
            common = -abs(common)
        else:
            common = abs(common)
        self.numerator = numerator // common
        self.denominator = denominator // common

    def __add__(self, other):
        if isinstance(other, (int, long)):
            other = Fraction(other)
        elif not isinstance(other, Fraction):
            return NotImplemented
        return Fraction(self.numerator * other.denominator
                        + other.numerator * self.denominator,
                        self.denominator * other.denominator)

    __radd__ = __add__

    def __neg__(self):
        return Fraction(-self.numerator, self.denominator)

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if isinstance(other, (int, long)):
            return Fraction(self.numerator * other, self.denominator)
        if not isinstance(other, Fraction):
            return NotImplemented
        return Fraction(self.numerator * other.numerator,
                        self.denominator * other.denominator)

    __rmul__ = __mul__

    def __div__(self, other):
        if isinstance(other, (int, long)):
            other = Fraction(other)
        return Fraction(self.numerator * other.denominator,
                        self.denominator * other.numerator)

    def __rdiv__(self, other):
        return Fraction(other) / self

    def __cmp__(self, other):
        difference = self - other
        return cmp(difference.numerator, 0)

    def __hash__(self):
        return hash((self.numerator, self.denominator))

    def __float__(self):
        return float(self.numerator) / self.denominator

    def __nonzero__(self):
        return self.numerator != 0

    def __repr__(self):
        return '%d/%d' % (self.numerator, self.denominator)


class Vector(object):
    """A vector of any numbers that add and multiply."""

    def __init__(self, *parts):
        self.parts = list(parts)

    def __len__(self):
        return len(self.parts)

    def __getitem__(self, index):
        return self.parts[index]

    def __setitem__(self, index, value):
        self.parts[index] = value

    def __contains__(self, value):
        return value in self.parts

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(*[a + b for a, b in zip(self.parts, other.parts)])

    def __iadd__(self, other):
        for i, part in enumerate(other.parts):
            self.parts[i] += part
        return self

    def __mul__(self, other):
        if isinstance(other, Vector):
            total = 0
            for a, b in zip(self.parts, other.parts):
                total += a * b
            return total
        return Vector(*[part * other for part in self.parts])

    def __rmul__(self, other):
        return Vector(*[other * part for part in self.parts])

    def __eq__(self, other):
        return isinstance(other, Vector) and self.parts == other.parts

    def __ne__(self, other):
        return not self == other

    def __abs__(self):
        return max([abs(part) for part in self.parts])


class Polynomial(object):
    def __init__(self, coefficients):
        self.coefficients = coefficients

    def __call__(self, x):
        result = 0
        for coefficient in reversed(self.coefficients):
            result = result * x + coefficient
        return result

    def __mul__(self, other):
        product = [0] * (len(self.coefficients) + len(other.coefficients) - 1)
        for i, a in enumerate(self.coefficients):
            for j, b in enumerate(other.coefficients):
                product[i + j] += a * b
        return Polynomial(product)

    def __pow__(self, exponent):
        result = Polynomial([1])
        for _ in xrange(exponent):
            result *= self
        return result


class Modular(object):
    """An integer modulo a prime, with the operators on bits too."""
    PRIME = 10007

    def __init__(self, value):
        self.value = value % self.PRIME

    def __int__(self):
        return self.value

    __index__ = __int__

    def __add__(self, other):
        return Modular(self.value + int(other))

    def __radd__(self, other):
        return Modular(self.value + other)

    def __mul__(self, other):
        return Modular(self.value * int(other))

    def __xor__(self, other):
        return Modular(self.value ^ int(other))

    def __lshift__(self, places):
        return Modular(self.value << places)

    def __invert__(self):
        """The inverse, by Fermat's little theorem."""
        return Modular(pow(self.value, self.PRIME - 2, self.PRIME))

    def __lt__(self, other):
        return self.value < int(other)


def run(size):
    fraction = Fraction(1, 3)
    for i in xrange(1, size):
        fraction = (1 - fraction) * Fraction(i % 5 + 1, 7) + 1 / Fraction(
            i % 9 + 1)
        if fraction > 2:
            fraction = fraction - 2
        if fraction.denominator > 100000:
            fraction = Fraction(int(float(fraction) * 1000.0), 1000)
    total = sum([Fraction(1, i * (i + 1)) for i in xrange(1, size // 10 + 1)])
    check(total == Fraction(size // 10, size // 10 + 1), 'a telescoping sum')

    vector = Vector(0, 0, 0)
    direction = Vector(1, 2, 3)
    for i in xrange(size):
        vector += 2 * direction + direction * (i & 1)
        vector[i % 3] = vector[i % 3] % 1009
        if direction * vector < 0 or 2000000 in vector:
            break
    check(vector != direction and len(vector) == 3, 'a vector of three')

    polynomial = Polynomial([1, 1]) ** 8
    check(polynomial(1) == 256 and polynomial.coefficients[4] == 70,
          'the binomial coefficients')
    values = sum([polynomial(i % 10) for i in xrange(size)])

    number = Modular(3)
    squares = range(Modular.PRIME)
    picked = 0
    for i in xrange(1, size):
        number = (i + number * 5 ^ i) << 1
        if not number < 1:
            check(int(number * ~number) == 1, 'times its inverse')
        picked += squares[number]
    return 'fraction %r vector %s largest %d values %d picked %d' % (
        fraction, vector.parts, abs(vector), values, picked)


if __name__ == '__main__':
    main(run, DEFAULT)
