"""Encoding ascii: the first 128 characters."""

import codecs

from encodings._families import stateless

stateless(globals(), 'ascii', codecs.ascii_encode, codecs.ascii_decode)


class StreamConverter(StreamWriter, StreamReader):
    """Reads what it should encode and writes what it should decode."""

    encode = codecs.ascii_decode
    decode = codecs.ascii_encode
