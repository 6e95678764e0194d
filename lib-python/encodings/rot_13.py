"""Codec rot-13: every Latin letter is moved by half the alphabet."""

import codecs

from encodings._families import stateless

decoding_map = codecs.make_identity_dict(range(256))
for _first in (ord('A'), ord('a')):
    for _offset in range(26):
        decoding_map[_first + _offset] = _first + (_offset + 13) % 26
encoding_map = codecs.make_encoding_map(decoding_map)


def _encode(input, errors='strict'):
    return codecs.charmap_encode(input, errors, encoding_map)


def _decode(input, errors='strict'):
    return codecs.charmap_decode(input, errors, decoding_map)


stateless(globals(), 'rot-13', _encode, _decode, text=False)


def rot13(infile, outfile):
    """Copy a file, encoded."""
    outfile.write(infile.read().encode('rot-13'))


if __name__ == '__main__':
    import sys
    rot13(sys.stdin, sys.stdout)
