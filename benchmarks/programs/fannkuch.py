"""Fannkuch: the most reversals any permutation of 1..SIZE needs.

Reverse the first k elements, k being the first element, until that is 1.
Prints a checksum over all permutations and the largest count.
"""

from driver import main, check

DEFAULT = 9
SMALL = 6
KNOWN = {6: (49, 10), 7: (228, 16), 8: (1616, 22), 9: (8629, 30)}


def fannkuch(size):
    permutation = range(size)
    counts = range(1, size + 1)
    most = checksum = index = 0
    while True:
        first = permutation[0]
        if first:
            work = permutation[:]
            flips = 0
            while first:
                work[:first + 1] = work[first::-1]
                flips += 1
                first = work[0]
            if flips > most:
                most = flips
            checksum += -flips if index & 1 else flips
        index += 1
        # The next permutation, by rotating ever longer prefixes.
        length = 1
        while True:
            if length == size:
                return checksum, most
            permutation.insert(length, permutation.pop(0))
            counts[length] -= 1
            if counts[length]:
                break
            counts[length] = length + 1
            length += 1


def run(size):
    checksum, most = fannkuch(size)
    if size in KNOWN:
        check((checksum, most) == KNOWN[size], 'known checksum and count')
    return 'checksum %d most %d' % (checksum, most)


if __name__ == '__main__':
    main(run, DEFAULT)
