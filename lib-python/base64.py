"""Bytes as letters: base64, base32 and base16 (RFC 3548), and MIME's base64."""

import re
import string

import binascii

__all__ = ['encode', 'decode', 'encodestring', 'decodestring', 'b64encode',
           'b64decode', 'b32encode', 'b32decode', 'b16encode', 'b16decode',
           'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode',
           'urlsafe_b64decode']

_translation = [chr(_x) for _x in range(256)]
EMPTYSTRING = ''


def _translate(s, altchars):
    """s with characters replaced by a dictionary."""
    table = _translation[:]
    for old, new in altchars.items():
        table[ord(old)] = new
    return s.translate(''.join(table))


def b64encode(s, altchars=None):
    """Encode in base64; altchars are two characters instead of + and /."""
    encoded = binascii.b2a_base64(s)[:-1]
    if altchars is not None:
        return encoded.translate(string.maketrans('+/', altchars[:2]))
    return encoded


def b64decode(s, altchars=None):
    """Decode base64; TypeError if it is wrong. Other characters are ignored."""
    if altchars is not None:
        s = s.translate(string.maketrans(altchars[:2], '+/'))
    try:
        return binascii.a2b_base64(s)
    except binascii.Error as problem:
        raise TypeError(problem)


def standard_b64encode(s):
    """b64encode(s)"""
    return b64encode(s)


def standard_b64decode(s):
    """b64decode(s)"""
    return b64decode(s)


_urlsafe_encode_translation = string.maketrans(b'+/', b'-_')
_urlsafe_decode_translation = string.maketrans(b'-_', b'+/')


def urlsafe_b64encode(s):
    """Encode in base64 with - and _ instead of + and /."""
    return b64encode(s).translate(_urlsafe_encode_translation)


def urlsafe_b64decode(s):
    """Decode base64 that has - and _ instead of + and /."""
    return b64decode(s.translate(_urlsafe_decode_translation))


_B32_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_b32tab = list(_B32_DIGITS)
_b32rev = dict((digit, value) for value, digit in enumerate(_B32_DIGITS))
# For the last bytes of five: how many digits of eight are padding.
_B32_PADDING = {0: 0, 1: 6, 2: 4, 3: 3, 4: 1}


def b32encode(s):
    """Encode in base32."""
    leftover = len(s) % 5
    if leftover:
        s += '\0' * (5 - leftover)
    parts = []
    for start in range(0, len(s), 5):
        value = int(binascii.hexlify(s[start:start + 5]), 16)
        parts.append(''.join([_b32tab[value >> shift & 31]
                              for shift in (35, 30, 25, 20, 15, 10, 5, 0)]))
    encoded = ''.join(parts)
    padding = _B32_PADDING[leftover]
    return encoded[:-padding] + '=' * padding if padding else encoded


def b32decode(s, casefold=False, map01=None):
    """Decode base32; TypeError if it is wrong.

    With casefold small letters are right too; with map01 0 means O, and 1
    the letter given.
    """
    if len(s) % 8:
        raise TypeError('Incorrect padding')
    if map01:
        s = s.translate(string.maketrans(b'01', b'O' + map01))
    if casefold:
        s = s.upper()
    digits = s.rstrip('=')
    padding = len(s) - len(digits)
    dropped = dict((pad, 5 - count) for count, pad in _B32_PADDING.items() if count)
    dropped[0] = 0
    if padding and padding not in dropped:
        raise TypeError('Incorrect padding')
    digits += 'A' * padding
    parts = []
    for start in range(0, len(digits), 8):
        value = 0
        for digit in digits[start:start + 8]:
            if digit not in _b32rev:
                raise TypeError('Non-base32 digit found')
            value = value << 5 | _b32rev[digit]
        parts.append(binascii.unhexlify('%010x' % value))
    decoded = ''.join(parts)
    return decoded[:len(decoded) - dropped[padding]]


def b16encode(s):
    """Encode in base16: hexadecimal digits, capital ones."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """Decode base16; TypeError if it is wrong. With casefold small digits are right too."""
    if casefold:
        s = s.upper()
    if re.search('[^0-9A-F]', s):
        raise TypeError('Non-base16 digit found')
    return binascii.unhexlify(s)


# ---- MIME

MAXLINESIZE = 76
MAXBINSIZE = (MAXLINESIZE // 4) * 3


def encode(input, output):
    """Encode a file into another, in lines."""
    while True:
        s = input.read(MAXBINSIZE)
        if not s:
            break
        while len(s) < MAXBINSIZE:
            more = input.read(MAXBINSIZE - len(s))
            if not more:
                break
            s += more
        output.write(binascii.b2a_base64(s))


def decode(input, output):
    """Decode a file into another."""
    while True:
        line = input.readline()
        if not line:
            break
        output.write(binascii.a2b_base64(line))


def encodestring(s):
    """Encode a string, in lines of 76 characters."""
    return ''.join([binascii.b2a_base64(s[i:i + MAXBINSIZE])
                    for i in range(0, len(s), MAXBINSIZE)])


def decodestring(s):
    """Decode a string."""
    return binascii.a2b_base64(s)


def test():
    """The command line: encode (-e), decode (-d, -u) or test (-t)."""
    import sys
    import getopt
    try:
        opts, args = getopt.getopt(sys.argv[1:], 'deut')
    except getopt.error as problem:
        sys.stdout = sys.stderr
        print problem
        print "usage: %s [-d|-e|-u|-t] [file|-]" % sys.argv[0]
        sys.exit(2)
    function = encode
    for option, _ in opts:
        if option == '-e':
            function = encode
        if option in ('-d', '-u'):
            function = decode
        if option == '-t':
            test1()
            return
    if args and args[0] != '-':
        with open(args[0], 'rb') as stream:
            function(stream, sys.stdout)
    else:
        function(sys.stdin, sys.stdout)


def test1():
    """Show a string, its encoding and what that decodes to."""
    text = 'Aladdin:open sesame'
    encoded = encodestring(text)
    print text, repr(encoded), decodestring(encoded)


if __name__ == '__main__':
    test()
