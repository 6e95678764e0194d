"""Codec charmap: the character map is given when the codec is used.

The functions take the map after errors, and so do the classes' constructors.
"""

import codecs


class Codec(codecs.Codec):
    encode = codecs.charmap_encode
    decode = codecs.charmap_decode


def _mapped(bases, has_stream, **conversions):
    """A subclass whose last constructor argument is the map for its conversions.

    A conversion of a stream is told the way to treat errors in the call and
    returns a pair; one that is incremental knows it and returns the output.
    """
    base = bases[-1]

    def for_stream(convert):
        return lambda self, input, errors='strict': convert(input, errors, self.mapping)

    def in_pieces(convert):
        return lambda self, input, final=False: convert(input, self.errors, self.mapping)[0]

    if has_stream:
        def __init__(self, stream, errors='strict', mapping=None):
            base.__init__(self, stream, errors)
            self.mapping = mapping
    else:
        def __init__(self, errors='strict', mapping=None):
            base.__init__(self, errors)
            self.mapping = mapping

    members = {'__init__': __init__, '__module__': __name__}
    for name, convert in conversions.items():
        members[name] = (for_stream if has_stream else in_pieces)(convert)
    return type(base)(base.__name__, bases, members)


IncrementalEncoder = _mapped((codecs.IncrementalEncoder,), False, encode=codecs.charmap_encode)
IncrementalDecoder = _mapped((codecs.IncrementalDecoder,), False, decode=codecs.charmap_decode)
StreamWriter = _mapped((Codec, codecs.StreamWriter), True, encode=codecs.charmap_encode)
StreamReader = _mapped((Codec, codecs.StreamReader), True, decode=codecs.charmap_decode)


def getregentry():
    """The codec as the registry wants it."""
    return codecs.CodecInfo(codecs.charmap_encode, codecs.charmap_decode, StreamReader,
                            StreamWriter, IncrementalEncoder, IncrementalDecoder, 'charmap')
