# stress: collect=20
"""Arithmetic of longs around digit borders, with an own slow arithmetic on decimal digits beside it."""


def decimal_add(a, b):
    """Sum of two lists of decimal digits, least significant first."""
    result, carry = [], 0
    for at in range(max(len(a), len(b))):
        total = carry + (a[at] if at < len(a) else 0) + (b[at] if at < len(b) else 0)
        result.append(total % 10)
        carry = total // 10
    if carry:
        result.append(carry)
    return result


def decimal_multiply(a, b):
    result = [0] * (len(a) + len(b))
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            result[i + j] += x * y
    for at in range(len(result) - 1):
        result[at + 1] += result[at] // 10
        result[at] %= 10
    while len(result) > 1 and result[-1] == 0:
        result.pop()
    return result


def to_digits(n):
    return [int(c) for c in reversed(str(n))]


borders = [0, 1, 2, 9, 2 ** 31, 2 ** 32 - 1, 2 ** 47, 2 ** 48, 2 ** 62, 2 ** 63 - 1, 2 ** 63, 2 ** 64 - 1, 2 ** 64, 2 ** 64 + 1,
           2 ** 127 - 1, 2 ** 128, 2 ** 128 - 1, 2 ** 192 + 5, 10 ** 60, 2 ** 256 - 1, 2 ** 640 - 3, 7 ** 500]

for a in borders:
    for b in borders:
        assert to_digits(a + b) == decimal_add(to_digits(a), to_digits(b)), (a, b)
        assert to_digits(a * b) == decimal_multiply(to_digits(a), to_digits(b)), (a, b)
        assert a + b - b == a and a - b == -(b - a)

checksum = 0
for a in borders + [-n for n in borders]:
    for b in borders + [-n for n in borders]:
        if b:
            q, r = divmod(a, b)
            assert q * b + r == a, (a, b)
            assert (0 <= r < b) if b > 0 else (b < r <= 0), (a, b)
            assert a // b == q and a % b == r and a / b == q
            checksum = (checksum * 31 + q + 3 * r) % 1000000007
        assert (a & b) + (a | b) == a + b and (a ^ b) == (a | b) - (a & b), (a, b)
        assert ~(a & b) == (~a | ~b) and ~a == -a - 1
        assert (a < b) == (a - b < 0) and (a == b) == (not a - b) and cmp(a, b) == cmp(a - b, 0)
        checksum = (checksum * 31 + (a & b) + 7 * (a ^ b) + 11 * (a | b)) % 1000000007
    for count in (0, 1, 3, 31, 32, 63, 64, 65, 128, 200, 700):
        assert a << count == a * 2 ** count and a >> count == a // 2 ** count, (a, count)
    checksum = (checksum * 31 + hash(a)) % 1000000007
    print type(a).__name__, abs(a).bit_length(), hash(a), type(a * 1L).__name__, -a == 0 - a
print checksum

for text in ('1L << -1', '1 >> -1L', '5L // 0', '5L % 0L', 'divmod(5L, 0)', '0L ** -1', 'pow(2, -1, 5)', '1L >> (1 << 70)', '0L << (1 << 70)', '1 << (1 << 70)', '-1 >> 2 ** 64', 'long("9x")'):
    try:
        print text, eval(text)
    except Exception as error:
        print text, type(error).__name__, error
print -1L >> 4000, 1L >> 4000, (-5L) >> 200, -(2L ** 64) >> 64, -(2L ** 64 + 1) >> 64
print 7L ** 0, 0L ** 0, (-2L) ** 63, (-2) ** 64, 2L ** -2, 10L ** 3, pow(3L, 200, 1000007), pow(-3, 201, -1000007)
print (2 ** 64) * 0, 2 ** 64 - 2 ** 64, type(2 ** 64 - 2 ** 64), -0L, abs(-3L), +True, ~2L ** 70

# A factorial and back, and Fibonacci numbers: long chains of operations with one short operand.
f = 1
for n in range(1, 300):
    f *= n
for n in range(299, 0, -1):
    f, rest = divmod(f, n)
    assert rest == 0
print f
a, b = 0, 1
for n in range(2000):
    a, b = b, a + b
print a % 10 ** 20, len(str(a)), hex(a)[:20], oct(a)[:20]
assert (a * a - b * (b - a)) in (1, -1)


class Number(long):
    pass


n = Number(2 ** 70)
print n + 1, n * n == 2 ** 140, type(n + 0), type(+n), type(abs(n)), -n, n.bit_length(), n >> 60, n & 0xffff
