"""The first SIZE digits of pi, by a spigot on long integers (Gibbons)."""

from driver import main, check

DEFAULT = 2800
SMALL = 60
START = '31415926535897932384626433832795028841971693993751'


def digits():
    """Yields the digits of pi for ever.

    The linear fractional transformation (q z + r) / (s z + t), s being 0,
    stands for what is not written yet.
    """
    q, r, t, k = 1, 0, 1, 1
    while True:
        low = (3 * q + r) // t
        if low == (4 * q + r) // t:
            yield low
            q, r = 10 * q, 10 * (r - low * t)
        else:
            middle = 2 * k + 1
            q, r, t = q * k, (2 * q + r) * middle, t * middle
            k += 1


def run(size):
    source = digits()
    text = ''.join([str(source.next()) for _ in xrange(size)])
    check(text.startswith(START[:size]), 'the first digits of pi')
    checksum = 0
    for digit in text:
        checksum = (checksum * 11 + int(digit)) % 1000003
    return '...%s checksum %d' % (text[-10:], checksum)


if __name__ == '__main__':
    main(run, DEFAULT)
