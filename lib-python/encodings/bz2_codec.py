"""Codec bz2: compresses and expands bytes."""

import codecs
import bz2

from encodings._families import transform

bz2_encode, bz2_decode = transform(globals(), 'bz2', bz2.compress, bz2.decompress)


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
        self.compressobj = bz2.BZ2Compressor()


class IncrementalDecoder(codecs.IncrementalDecoder):

    def __init__(self, errors='strict'):
        assert errors == 'strict'
        self.errors = errors
        self.reset()

    def decode(self, input, final=False):
        try:
            return self.decompressobj.decompress(input)
        except EOFError:
            return ''

    def reset(self):
        self.decompressobj = bz2.BZ2Decompressor()


def getregentry():
    """The codec as the registry wants it."""
    return codecs.CodecInfo(
        name='bz2', encode=bz2_encode, decode=bz2_decode,
        incrementalencoder=IncrementalEncoder,
        incrementaldecoder=IncrementalDecoder,
        streamreader=StreamReader, streamwriter=StreamWriter,
        _is_text_encoding=False)
