"""The instructions of pickles, one byte each, and how long integers are written.

What reads a pickle has a stack of objects and a memo, in which it keeps
objects that are needed again by their number.
"""

import binascii

_OPCODES = {
    # The pickle as a whole, and the stack.
    'PROTO': '\x80',            # the protocol's number follows, in one byte
    'STOP': '.',                # the end: the object on top is the result
    'MARK': '(',                # push a mark
    'POP': '0',                 # drop the top
    'POP_MARK': '1',            # drop all down to the last mark
    'DUP': '2',                 # push the top once more

    # Constants and numbers. A decimal number is ended by a newline.
    'NONE': 'N',
    'NEWTRUE': '\x88',
    'NEWFALSE': '\x89',
    'INT': 'I',                 # int in decimal; also bool, by two odd spellings
    'BININT': 'J',              # int of four bytes, the lowest first
    'BININT1': 'K',             # unsigned, of one byte
    'BININT2': 'M',             # unsigned, of two bytes
    'LONG': 'L',                # long in decimal
    'LONG1': '\x8a',            # long: its length in one byte, then its bytes
    'LONG4': '\x8b',            # the same with the length in four bytes
    'FLOAT': 'F',               # float in decimal
    'BINFLOAT': 'G',            # float of eight bytes, the highest first

    # Strings.
    'STRING': 'S',              # str as a literal, on a line
    'SHORT_BINSTRING': 'U',     # str: its length in one byte, then its bytes
    'BINSTRING': 'T',           # the same with the length in four bytes
    'UNICODE': 'V',             # unicode in raw-unicode-escape, on a line
    'BINUNICODE': 'X',          # unicode in utf-8, the length in four bytes before it

    # Containers; those that are not empty take all down to the last mark.
    'EMPTY_TUPLE': ')',
    'TUPLE': 't',
    'TUPLE1': '\x85',           # of the top
    'TUPLE2': '\x86',           # of the two on top
    'TUPLE3': '\x87',           # of the three on top
    'EMPTY_LIST': ']',
    'LIST': 'l',
    'APPEND': 'a',              # append the top to the list below it
    'APPENDS': 'e',             # all down to the mark
    'EMPTY_DICT': '}',
    'DICT': 'd',
    'SETITEM': 's',             # value and key on top into the dictionary below them
    'SETITEMS': 'u',            # all down to the mark

    # The memo.
    'PUT': 'p',                 # put the top in, by a number in decimal
    'BINPUT': 'q',              # in one byte
    'LONG_BINPUT': 'r',         # in four bytes
    'GET': 'g',                 # push a member, by its number in decimal
    'BINGET': 'h',              # in one byte
    'LONG_BINGET': 'j',         # in four bytes

    # Everything else.
    'GLOBAL': 'c',              # class or function, by module and name on two lines
    'EXT1': '\x82',             # the same by its extension code in one byte
    'EXT2': '\x83',             # in two bytes
    'EXT4': '\x84',             # in four bytes
    'INST': 'i',                # old-style instance; class as for GLOBAL, arguments above the mark
    'OBJ': 'o',                 # old-style instance of the class and arguments above the mark
    'REDUCE': 'R',              # call of a function with a tuple, the two on top
    'NEWOBJ': '\x81',           # cls.__new__(cls, *arguments), cls and arguments on top
    'BUILD': 'b',               # give the state on top to the object below it
    'PERSID': 'P',              # object kept elsewhere, its id on a line
    'BINPERSID': 'Q',           # its id on top
}
globals().update(_OPCODES)

__all__ = list(_OPCODES) + ['TRUE', 'FALSE', 'encode_long', 'decode_long']

# The odd spellings, which older readers take for integers.
TRUE = 'I01\n'
FALSE = 'I00\n'


def encode_long(x):
    """A long as the fewest bytes in two's complement, the lowest first; none for 0."""
    if x == 0:
        return ''
    # There is a bit for the sign, too.
    size = (x if x > 0 else ~x).bit_length() // 8 + 1
    return binascii.unhexlify('%0*x' % (size * 2, x % (1L << size * 8)))[::-1]


def decode_long(data):
    """The long of such bytes."""
    if not data:
        return 0L
    value = long(binascii.hexlify(data[::-1]), 16)
    return value - (1L << len(data) * 8) if data[-1] >= '\x80' else value
