"""Bytes as letters and digits: base64, base32 and base16 (RFC 3548), and base64 in the lines of mail (RFC 2045)."""

import binascii
import re
from string import maketrans

__all__ = [
    'encode', 'decode', 'encodestring', 'decodestring',
    'b64encode', 'b64decode', 'b32encode', 'b32decode', 'b16encode', 'b16decode',
    'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode']

# ---- base64


def b64encode(s, altchars=None):
    """Encode a string. altchars: two characters in the place of '+' and '/'."""
    encoded = binascii.b2a_base64(s)[:-1]
    return encoded if altchars is None else encoded.translate(maketrans('+/', altchars[:2]))


def b64decode(s, altchars=None):
    """Decode a string, without what is no base64. altchars: as in b64encode(). TypeError."""
    if altchars is not None:
        s = s.translate(maketrans(altchars[:2], '+/'))
    try:
        return binascii.a2b_base64(s)
    except binascii.Error as error:
        raise TypeError(error)


def standard_b64encode(s):
    """Encode a string with '+' and '/'."""
    return b64encode(s)


def standard_b64decode(s):
    """Decode a string with '+' and '/'. TypeError."""
    return b64decode(s)


_to_urlsafe = maketrans('+/', '-_')
_from_urlsafe = maketrans('-_', '+/')


def urlsafe_b64encode(s):
    """Encode a string with '-' and '_', which may stand in URLs and names of files."""
    return b64encode(s).translate(_to_urlsafe)


def urlsafe_b64decode(s):
    """Decode a string with '-' and '_'. TypeError."""
    return b64decode(s.translate(_from_urlsafe))


# ---- base32: five bytes are eight digits

_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_values = dict((digit, value) for value, digit in enumerate(_DIGITS))

# How many bytes of the last five are missing -> how many '=' stand for digits.
_padding = {0: 0, 1: 1, 2: 3, 3: 4, 4: 6}
_missing = dict((digits, count) for count, digits in _padding.items())


def b32encode(s):
    """Encode a string."""
    missing = -len(s) % 5
    s += '\0' * missing
    digits = ''.join([_eight_digits(s[start:start + 5]) for start in xrange(0, len(s), 5)])
    padding = _padding[missing]
    return digits[:len(digits) - padding] + '=' * padding


def _eight_digits(five):
    number = int(binascii.hexlify(five), 16)
    return ''.join([_DIGITS[number >> shift & 31] for shift in (35, 30, 25, 20, 15, 10, 5, 0)])


def b32decode(s, casefold=False, map01=None):
    """Decode a string. casefold: small letters are as capitals. map01: what '1' is for, 'I' or 'L'; '0' is for 'O'.

    TypeError.
    """
    if len(s) % 8:
        raise TypeError('Incorrect padding')
    if map01:
        s = s.translate(maketrans('01', 'O' + map01))
    if casefold:
        s = s.upper()
    digits = s.rstrip('=')
    padding = len(s) - len(digits)
    digits += _DIGITS[0] * padding
    decoded = ''.join([_five_bytes(digits[start:start + 8]) for start in xrange(0, len(digits), 8)])
    if padding not in _missing:
        raise TypeError('Incorrect padding')
    return decoded[:len(decoded) - _missing[padding]]


def _five_bytes(eight):
    number = 0
    for digit in eight:
        if digit not in _values:
            raise TypeError('Non-base32 digit found')
        number = number << 5 | _values[digit]
    return binascii.unhexlify('%010x' % number)


# ---- base16


def b16encode(s):
    """Encode a string, with capital letters."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """Decode a string. casefold: small letters are as capitals. TypeError."""
    digits = s.upper() if casefold else s
    if re.search('[^0-9A-F]', digits):
        raise TypeError('Non-base16 digit found')
    return binascii.unhexlify(digits)


# ---- mail

MAXLINESIZE = 76
# How many bytes that is.
MAXBINSIZE = MAXLINESIZE // 4 * 3


def encode(input, output):
    """Encode from a file to another, in lines."""
    for data in iter(lambda: _read_line(input), ''):
        output.write(binascii.b2a_base64(data))


def _read_line(input):
    """The bytes for a line; fewer only at the end. (A pipe may give less at once.)"""
    data = input.read(MAXBINSIZE)
    while data and len(data) < MAXBINSIZE:
        more = input.read(MAXBINSIZE - len(data))
        if not more:
            break
        data += more
    return data


def decode(input, output):
    """Decode from a file to another."""
    for line in iter(input.readline, ''):
        output.write(binascii.a2b_base64(line))


def encodestring(s):
    """Encode a string, in lines."""
    return ''.join([binascii.b2a_base64(s[start:start + MAXBINSIZE]) for start in xrange(0, len(s), MAXBINSIZE)])


def decodestring(s):
    """Decode a string of lines."""
    return binascii.a2b_base64(s)


def test():
    """The command: base64 [-d | -e | -u | -t] [file]; -d or -u: decode, -t: show that it works."""
    import getopt
    import sys
    try:
        options, names = getopt.getopt(sys.argv[1:], 'deut')
    except getopt.error as error:
        sys.exit('%s\nusage: %s [-d|-e|-u|-t] [file|-]' % (error, sys.argv[0]))
    letters = [option for option, _ in options]
    if '-t' in letters:
        test1()
        return
    function = decode if letters and letters[-1] != '-e' else encode
    if names and names[0] != '-':
        with open(names[0], 'rb') as file:
            function(file, sys.stdout)
    else:
        function(sys.stdin, sys.stdout)


def test1():
    """Encode and decode a string."""
    text = 'Aladdin:open sesame'
    encoded = encodestring(text)
    print text, repr(encoded), decodestring(encoded)


if __name__ == '__main__':
    test()
