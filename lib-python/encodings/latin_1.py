"""Encoding latin-1: the first 256 characters."""

import codecs

from encodings._families import stateless

stateless(globals(), 'iso8859-1', codecs.latin_1_encode, codecs.latin_1_decode)


class StreamConverter(StreamWriter, StreamReader):
    """Reads what it should encode and writes what it should decode."""

    encode = codecs.latin_1_decode
    decode = codecs.latin_1_encode
