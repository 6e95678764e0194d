"""Longs around the sizes where arithmetic goes another way: digits, carries, quotients told from the highest digits."""

EDGES = [0, 1, 2, 3, 2 ** 31, 2 ** 62 - 1, 2 ** 62, 2 ** 63 - 1, 2 ** 63, 2 ** 64 - 1, 2 ** 64, 2 ** 64 + 1, 2 ** 127, 2 ** 128 - 1,
         2 ** 128, 2 ** 192 - 1, 2 ** 192, 2 ** 192 + 2 ** 63, 3 ** 150, 2 ** 255 - 19, 10 ** 100, 10 ** 300 + 7, (1 << 640) - 1]
EDGES = [long(n) for n in EDGES]
EDGES += [-n for n in EDGES]


def mix(count):
    """Every operation on every two of the edges, and on neighbours of multiples; checked by each other."""
    digest = 0
    wrong = []
    for i in xrange(count):
        a = EDGES[i % len(EDGES)]
        b = EDGES[i * 7 // 5 % len(EDGES)]
        if a + b - b != a or a - b + b != a or (a + b) * 2 != a + b + a + b:
            wrong.append(('sum', a, b))
        if b:
            for c in (a, a * b, a * b + 1, a * b - 1, b * (i % 1000) + b // 2, b * (2 ** 61 - i), b * (2 ** 62 + i)):
                q, r = divmod(c, b)
                if q * b + r != c or q != c // b or r != c % b or r and (r < 0) != (b < 0) or abs(r) >= abs(b):
                    wrong.append(('divmod', c, b))
                digest = (digest * 31 + q % 1000003 + r % 1000033) % (10 ** 15)
        if a * b != b * a or (a * b) ** 2 != a * a * (b * b):
            wrong.append(('product', a, b))
        digest = (digest * 31 + (a * b + a - b) % 99999989) % (10 ** 15)
    return digest, wrong


def spigot(count):
    q, r, t, k = 1, 0, 1, 1
    text = ''
    while len(text) < count:
        low = (3 * q + r) // t
        if low == (4 * q + r) // t:
            text += str(low)
            q, r = 10 * q, 10 * (r - low * t)
        else:
            middle = 2 * k + 1
            q, r, t = q * k, (2 * q + r) * middle, t * middle
            k += 1
    return text


def shrinks(count):
    """Sums whose highest digits go away: the types stay long."""
    results = []
    for i in xrange(count):
        large = 1 << (i * 37 % 5000)
        small = large - (large - 1)
        results.append((small, type(small).__name__, type(large - large).__name__))
    return results.count((1, 'long', 'long')), results.count((1, 'int', 'int'))


def digits_of(n):
    """By division by small numbers."""
    text = []
    while n:
        n, digit = divmod(n, 10)
        text.append(str(digit))
    return ''.join(reversed(text))


print mix(len(EDGES) ** 2)
print spigot(300)
print shrinks(400)
n = 7 ** 700
print digits_of(n) == str(n), digits_of(10 ** 30), len(digits_of(n))
for a, b in [(7L, 0L), (2 ** 200, 0), (0L, 0)]:
    for operation in (lambda: a // b, lambda: a % b, lambda: divmod(a, b)):
        try:
            print operation()
        except ZeroDivisionError, error:
            print error
print -(2 ** 200) // (2 ** 190), -(2 ** 200) % (2 ** 190), divmod(-(2 ** 200) - 1, 2 ** 190), (2 ** 200) // -(2 ** 190 + 1)
print divmod(2 ** 200, -(2 ** 190) - 1), divmod(-(2 ** 200), -(2 ** 190) - 1)
