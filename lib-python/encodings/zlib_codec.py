"""Codec zlib: compresses and expands bytes."""

import codecs
import zlib

from encodings._families import transform

zlib_encode, zlib_decode = transform(globals(), 'zlib', zlib.compress, zlib.decompress)


class IncrementalEncoder(codecs.IncrementalEncoder):

    def __init__(self, errors='strict'):
        assert errors == 'strict'
        self.errors = errors
        self.reset()

    def encode(self, input, final=False):
        output = self.compressobj.compress(input)
        if final:
            output += self.compressobj.flush()
        return output

    def reset(self):
        self.compressobj = zlib.compressobj()


class IncrementalDecoder(codecs.IncrementalDecoder):

    def __init__(self, errors='strict'):
        assert errors == 'strict'
        self.errors = errors
        self.reset()

    def decode(self, input, final=False):
        output = self.decompressobj.decompress(input)
        if final:
            output += self.decompressobj.flush()
        return output

    def reset(self):
        self.decompressobj = zlib.decompressobj()


def getregentry():
    """The codec as the registry wants it."""
    return codecs.CodecInfo(
        name='zlib', encode=zlib_encode, decode=zlib_decode,
        incrementalencoder=IncrementalEncoder,
        incrementaldecoder=IncrementalDecoder,
        streamreader=StreamReader, streamwriter=StreamWriter,
        _is_text_encoding=False)
