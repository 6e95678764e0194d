# The encodings of binascii, on random data and on wrong ones.
import binascii
from binascii import *


def show(f, *arguments):
    try:
        return repr(f(*arguments))
    except (Error, Incomplete, TypeError, ValueError) as e:
        return '%s %s' % (type(e).__name__, e)


seed = 12345


def random(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % n


def text(alphabet, length):
    return ''.join(alphabet[random(len(alphabet))] for _ in range(length))


every = ''.join(map(chr, range(256)))
for alphabet in (every, 'a=_ .\t\r\n', 'ab \n', 'aaaa\x90', 'x', '=0123456789ABCDEFabcdef\r\n_', '!"#$%&\'()*+,-012345689@ABCDEFGHIJ', every[32:97]):
    for length in (0, 1, 2, 3, 5, 44, 45, 46, 150):
        for _ in range(3):
            data = text(alphabet, length)
            print repr(data)
            for f in (b2a_uu, a2b_uu, a2b_qp, b2a_hqx, a2b_hqx, rlecode_hqx, rledecode_hqx, b2a_hex, a2b_hex, b2a_base64, a2b_base64, crc32):
                print f.__name__, show(f, data)
            print show(crc_hqx, data, 0), show(crc_hqx, data, 1000)
            for quotetabs in (0, 1):
                for istext in (0, 1):
                    for header in (0, 1):
                        quoted = b2a_qp(data, quotetabs, istext, header)
                        print repr(quoted)
                        print repr(a2b_qp(quoted, header=header))
print show(b2a_qp, 'a b', header=1) if 0 else repr(b2a_qp(data='a b', header=1)), repr(a2b_qp('a_b', True)), show(b2a_uu, 5), show(a2b_qp), show(crc_hqx, 'a')
print repr(b2a_uu(buffer('abc'))), repr(b2a_uu(bytearray('abc'))), issubclass(Error, Exception), Error.__name__
