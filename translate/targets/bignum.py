"""Whole numbers of any size: bignum WHAT computes with them.

A number is a sign and a list of digits below 2 ** 15, the least significant
one first. Multiplication of large numbers is Karatsuba's, division Knuth's.
"""

BITS = 15
BASE = 1 << BITS
MASK = BASE - 1
KARATSUBA = 24


class Big(object):
    _immutable_fields_ = ['negative', 'digits']

    def __init__(self, negative, digits):
        while len(digits) > 0 and digits[len(digits) - 1] == 0:
            digits.pop()
        self.negative = negative and len(digits) > 0
        self.digits = digits

    def is_zero(self):
        return len(self.digits) == 0

    def is_odd(self):
        return len(self.digits) > 0 and self.digits[0] & 1 == 1

    def negated(self):
        return Big(not self.negative, self.digits)

    def add(self, other):
        if self.negative == other.negative:
            return Big(self.negative, add_digits(self.digits, other.digits))
        order = compare_digits(self.digits, other.digits)
        if order >= 0:
            return Big(self.negative,
                       subtract_digits(self.digits, other.digits))
        return Big(other.negative, subtract_digits(other.digits, self.digits))

    def subtract(self, other):
        return self.add(other.negated())

    def multiply(self, other):
        return Big(self.negative != other.negative,
                   multiply_digits(self.digits, other.digits))

    def compare(self, other):
        """-1, 0 or 1."""
        if self.negative != other.negative:
            return -1 if self.negative else 1
        order = compare_digits(self.digits, other.digits)
        return -order if self.negative else order

    def divide(self, other):
        """The quotient, rounded down, and the remainder."""
        if other.is_zero():
            raise ZeroDivisionError
        quotient, rest = divide_digits(self.digits, other.digits)
        result = Big(self.negative != other.negative, quotient)
        remainder = Big(self.negative, rest)
        if not remainder.is_zero() and self.negative != other.negative:
            result = result.subtract(ONE)
            remainder = remainder.add(other)
        return result, remainder

    def power(self, exponent):
        result = ONE
        square = self
        while exponent > 0:
            if exponent & 1:
                result = result.multiply(square)
            exponent >>= 1
            if exponent > 0:
                square = square.multiply(square)
        return result

    def power_modulo(self, exponent, modulus):
        result = ONE
        square = self
        rest = exponent
        while not rest.is_zero():
            if rest.is_odd():
                _, result = result.multiply(square).divide(modulus)
            rest = Big(False, shift_right(rest.digits))
            _, square = square.multiply(square).divide(modulus)
        return result

    def text(self):
        if self.is_zero():
            return '0'
        parts = []
        digits = self.digits[:]
        while len(digits) > 0:
            part = str(divide_small(digits, 10000))
            if len(digits) > 0:
                part = '0' * (4 - len(part)) + part
            parts.append(part)
        if self.negative:
            parts.append('-')
        parts.reverse()
        return ''.join(parts)


def small(value):
    """A machine integer as a number."""
    rest = abs(value)
    digits = []
    while rest > 0:
        digits.append(rest & MASK)
        rest >>= BITS
    return Big(value < 0, digits)


def parse(text):
    """A number of its decimal digits; ValueError if it is none."""
    digits = text
    if text.startswith('-'):
        digits = text[1:]
    if not digits.isdigit():
        raise ValueError
    result = small(0)
    for char in digits:
        result = result.multiply(TEN).add(small(ord(char) - 48))
    if text.startswith('-'):
        return result.negated()
    return result


def compare_digits(a, b):
    if len(a) != len(b):
        return 1 if len(a) > len(b) else -1
    i = len(a) - 1
    while i >= 0:
        if a[i] != b[i]:
            return 1 if a[i] > b[i] else -1
        i -= 1
    return 0


def add_digits(a, b):
    if len(a) < len(b):
        a, b = b, a
    result = []
    carry = 0
    for i in range(len(a)):
        carry += a[i]
        if i < len(b):
            carry += b[i]
        result.append(carry & MASK)
        carry >>= BITS
    if carry > 0:
        result.append(carry)
    return result


def subtract_digits(a, b):
    """a - b, where a is not less."""
    result = []
    borrow = 0
    for i in range(len(a)):
        value = a[i] - borrow
        if i < len(b):
            value -= b[i]
        borrow = 0
        if value < 0:
            value += BASE
            borrow = 1
        result.append(value)
    return trimmed(result)


def trimmed(digits):
    while len(digits) > 0 and digits[len(digits) - 1] == 0:
        digits.pop()
    return digits


def multiply_digits(a, b):
    if len(a) < len(b):
        a, b = b, a
    if len(b) < KARATSUBA:
        return multiply_plain(a, b)
    half = (len(a) + 1) // 2
    if len(b) <= half:
        low = multiply_digits(a[:half], b)
        high = multiply_digits(a[half:], b)
        return add_shifted(low, high, half)
    a_low = trimmed(a[:half])
    a_high = a[half:]
    b_low = trimmed(b[:half])
    b_high = b[half:]
    low = multiply_digits(a_low, b_low)
    high = multiply_digits(a_high, b_high)
    middle = multiply_digits(add_digits(a_low, a_high),
                             add_digits(b_low, b_high))
    middle = subtract_digits(subtract_digits(trimmed(middle), trimmed(low)),
                             trimmed(high))
    return add_shifted(add_shifted(low, middle, half), high, 2 * half)


def add_shifted(a, b, places):
    """a + b * BASE ** places."""
    return add_digits(a, [0] * places + b)


def multiply_plain(a, b):
    result = [0] * (len(a) + len(b))
    for i in range(len(b)):
        carry = 0
        digit = b[i]
        for j in range(len(a)):
            carry += result[i + j] + digit * a[j]
            result[i + j] = carry & MASK
            carry >>= BITS
        result[i + len(a)] = carry
    return result


def divide_small(digits, divisor):
    """Divides in place; gives the remainder."""
    rest = 0
    i = len(digits) - 1
    while i >= 0:
        rest = (rest << BITS) + digits[i]
        digits[i] = rest // divisor
        rest %= divisor
        i -= 1
    trimmed(digits)
    return rest


def shift_left_small(digits, count):
    """digits * 2 ** count, with one digit more; count < BITS."""
    result = []
    carry = 0
    for digit in digits:
        carry += digit << count
        result.append(carry & MASK)
        carry >>= BITS
    result.append(carry)
    return result


def shift_right(digits):
    """Half of it."""
    result = []
    for i in range(len(digits)):
        value = digits[i] >> 1
        if i + 1 < len(digits) and digits[i + 1] & 1:
            value |= BASE >> 1
        result.append(value)
    return result


def divide_digits(a, b):
    """Quotient and remainder of digits; b is not 0."""
    if compare_digits(a, b) < 0:
        return [0], a[:]
    if len(b) == 1:
        quotient = a[:]
        rest = divide_small(quotient, b[0])
        return quotient, [rest]
    shift = 0
    while b[len(b) - 1] << shift < BASE >> 1:
        shift += 1
    rest = shift_left_small(a, shift)
    divisor = trimmed(shift_left_small(b, shift))
    length = len(divisor)
    top = divisor[length - 1]
    second = divisor[length - 2]
    quotient = [0] * (len(rest) - length)
    place = len(rest) - length - 1
    while place >= 0:
        high = (rest[place + length] << BITS) + rest[place + length - 1]
        guess = high // top
        left = high - guess * top
        while guess >= BASE or guess * second > \
                (left << BITS) + rest[place + length - 2]:
            guess -= 1
            left += top
            if left >= BASE:
                break
        quotient[place] = take_away(rest, divisor, guess, place)
        place -= 1
    trimmed(rest)
    for _ in range(shift):
        rest = shift_right(rest)
    return quotient, rest


def take_away(rest, divisor, guess, place):
    """Subtracts guess * divisor at a place; gives the guess put right."""
    borrow = 0
    for i in range(len(divisor)):
        value = rest[place + i] - guess * divisor[i] + borrow
        rest[place + i] = value & MASK
        borrow = value >> BITS
    value = rest[place + len(divisor)] + borrow
    rest[place + len(divisor)] = value & MASK
    if value >= 0:
        return guess
    carry = 0
    for i in range(len(divisor)):
        carry += rest[place + i] + divisor[i]
        rest[place + i] = carry & MASK
        carry >>= BITS
    rest[place + len(divisor)] = (rest[place + len(divisor)] + carry) & MASK
    return guess - 1


ONE = Big(False, [1])
TEN = Big(False, [10])


def pi_digits(count):
    """Decimal digits of pi, one by one from a continued fraction."""
    parts = []
    q, r, t = small(1), small(0), small(1)
    k = 1
    while len(parts) < count:
        odd = small(2 * k + 1)
        r = q.add(q).add(r).multiply(odd)
        t = t.multiply(odd)
        q = q.multiply(small(k))
        k += 1
        if q.compare(r) > 0:
            continue
        digit, _ = q.multiply(small(3)).add(r).divide(t)
        other, _ = q.multiply(small(4)).add(r).divide(t)
        if digit.compare(other) == 0:
            parts.append(digit.text())
            r = r.subtract(t.multiply(digit)).multiply(TEN)
            q = q.multiply(TEN)
    return ''.join(parts)


def factorial(n):
    result = ONE
    for i in range(2, n + 1):
        result = result.multiply(small(i))
    return result


def greatest_divisor(a, b):
    while not b.is_zero():
        _, rest = a.divide(b)
        a, b = b, rest
    return a


def is_probable_prime(n):
    """Fermat's test for a few bases."""
    less = n.subtract(ONE)
    for base in [2, 3, 5, 7]:
        if small(base).power_modulo(less, n).compare(ONE) != 0:
            return False
    return True


def digit_sum(text):
    total = 0
    for char in text:
        if char.isdigit():
            total += ord(char) - 48
    return total


def entry_point(argv):
    what = 'pi'
    if len(argv) > 1:
        what = argv[1]
    if what == 'pi':
        print pi_digits(60)
    elif what == 'factorial':
        text = factorial(300).text()
        print len(text), digit_sum(text), text[:20]
    elif what == 'power':
        text = small(3).power(4000).text()
        print len(text), digit_sum(text), text[len(text) - 20:]
    elif what == 'divide':
        a = parse('-123456789012345678901234567890')
        b = parse('987654321098765')
        for left, right in [(a, b), (a.negated(), b), (b, a),
                            (a, b.negated()), (a, small(7))]:
            quotient, rest = left.divide(right)
            back = quotient.multiply(right).add(rest)
            print quotient.text(), rest.text(), back.compare(left)
    elif what == 'primes':
        mersenne = small(2).power(127).subtract(ONE)
        print mersenne.text(), is_probable_prime(mersenne), \
            is_probable_prime(mersenne.add(small(2)))
        print greatest_divisor(factorial(30), small(2).power(40)).text()
    else:
        try:
            print parse(what).multiply(parse(what)).text()
            parse(what).divide(small(0))
        except ValueError:
            print 'no number: ' + what
        except ZeroDivisionError:
            print 'division by zero'
    return 0


CHECKS = [
    (['pi'], '314159265358979323846264338327950288419716939937510582097494\n'),
    (['factorial'],
     '615 2466 30605751221644063603\n'),
    (['power'],
     '1909 8514 52007355101820880001\n'),
    (['divide'],
     '-124999998860938 439799363973680 0\n'
     '124999998860937 547854957125085 0\n'
     '-1 -123456789012344691246913469125 0\n'
     '124999998860937 -547854957125085 0\n'
     '-17636684144620811271604938270 0 0\n'),
    (['primes'], '170141183460469231731687303715884105727 True False\n'
                 '67108864\n'),
    (['-99999999999999999999'],
     '9999999999999999999800000000000000000001\ndivision by zero\n'),
    (['12x'], 'no number: 12x\n'),
]
