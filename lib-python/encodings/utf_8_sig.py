"""Encoding utf-8-sig: utf-8 with a byte order mark at the start, as Windows has it.

The mark is written when encoding and left out, if it is there, when decoding.
"""

import codecs

_MARK = codecs.BOM_UTF8


def encode(input, errors='strict'):
    return _MARK + codecs.utf_8_encode(input, errors)[0], len(input)


def decode(input, errors='strict'):
    prefix = 3 if input[:3] == _MARK else 0
    output, used = codecs.utf_8_decode(input[prefix:], errors, True)
    return output, used + prefix


# The incremental codecs' attribute first says whether all is still to come.

class IncrementalEncoder(codecs.IncrementalEncoder):

    first = 1

    def encode(self, input, final=False):
        convert = encode if self.first else codecs.utf_8_encode
        self.first = 0
        return convert(input, self.errors)[0]

    def getstate(self):
        return self.first

    def setstate(self, state):
        self.first = state

    def reset(self):
        self.setstate(1)


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):

    first = 1

    def _buffer_decode(self, input, errors, final):
        if not self.first:
            return codecs.utf_8_decode(input, errors, final)
        if len(input) < 3 and _MARK.startswith(input) and not final:
            # This may become the mark.
            return u'', 0
        self.first = 0
        prefix = 3 if input[:3] == _MARK else 0
        output, used = codecs.utf_8_decode(input[prefix:], errors, final)
        return output, used + prefix

    def getstate(self):
        return self.buffer, self.first

    def setstate(self, state):
        self.buffer, self.first = state

    def reset(self):
        self.setstate(('', 1))


class StreamWriter(codecs.StreamWriter):

    def reset(self):
        codecs.StreamWriter.reset(self)
        self.__dict__.pop('encode', None)

    def encode(self, input, errors='strict'):
        self.encode = codecs.utf_8_encode
        return encode(input, errors)


class StreamReader(codecs.StreamReader):

    def reset(self):
        codecs.StreamReader.reset(self)
        self.__dict__.pop('decode', None)

    def decode(self, input, errors='strict'):
        prefix = 0
        if len(input) < 3:
            if _MARK.startswith(input):
                return u'', 0
        elif input[:3] == _MARK:
            prefix = 3
        self.decode = codecs.utf_8_decode
        output, used = codecs.utf_8_decode(input[prefix:], errors)
        return output, used + prefix


def getregentry():
    """The codec as the registry wants it."""
    return codecs.CodecInfo(
        name='utf-8-sig', encode=encode, decode=decode,
        incrementalencoder=IncrementalEncoder,
        incrementaldecoder=IncrementalDecoder,
        streamreader=StreamReader, streamwriter=StreamWriter)
