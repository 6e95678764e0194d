"""The codecs utf-16 and utf-32, which differ in little but their names."""

import codecs
import sys


def define(namespace, bits):
    """Define the codec for units of so many bits in a module's namespace."""
    module = namespace['__name__']
    unit = bits // 8

    def function(form):
        return getattr(codecs, form % bits)

    encode = function('utf_%d_encode')
    plain_decode = function('utf_%d_decode')
    decode_telling_order = function('utf_%d_ex_decode')
    if sys.byteorder == 'little':
        native_encode = function('utf_%d_le_encode')
    else:
        native_encode = function('utf_%d_be_encode')
    # What the order that decode_telling_order() finds means.
    decoders = {-1: function('utf_%d_le_decode'), 1: function('utf_%d_be_decode')}

    def decode(input, errors='strict'):
        return plain_decode(input, errors, True)

    def first_decode(input, errors, final):
        """Decode the start of a text: (output, used, decoder for what follows)."""
        output, used, order = decode_telling_order(input, errors, 0, final)
        decoder = decoders.get(order)
        if decoder is None and used >= unit:
            raise UnicodeError('UTF-%d stream does not start with BOM' % bits)
        return output, used, decoder

    class IncrementalEncoder(codecs.IncrementalEncoder):
        """Puts the mark before the first output."""

        def __init__(self, errors='strict'):
            codecs.IncrementalEncoder.__init__(self, errors)
            self.encoder = None

        def encode(self, input, final=False):
            if self.encoder is None:
                self.encoder = native_encode
                return encode(input, self.errors)[0]
            return self.encoder(input, self.errors)[0]

        def reset(self):
            codecs.IncrementalEncoder.reset(self)
            self.encoder = None

        def getstate(self):
            # 2 while the mark is not written, 0 after that.
            return 2 if self.encoder is None else 0

        def setstate(self, state):
            self.encoder = None if state else native_encode

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        """Takes the order from the first input."""

        def __init__(self, errors='strict'):
            codecs.BufferedIncrementalDecoder.__init__(self, errors)
            self.decoder = None

        def _buffer_decode(self, input, errors, final):
            if self.decoder is not None:
                return self.decoder(input, self.errors, final)
            output, used, self.decoder = first_decode(input, errors, final)
            return output, used

        def reset(self):
            codecs.BufferedIncrementalDecoder.reset(self)
            self.decoder = None

    if bits == 32:
        # The state says: 2 order not known yet, 1 the other order, 0 this
        # machine's. (utf-16 never had it, in this version of the language.)
        native = decoders[-1 if sys.byteorder == 'little' else 1]

        def getstate(self):
            state = codecs.BufferedIncrementalDecoder.getstate(self)[0]
            if self.decoder is None:
                return (state, 2)
            return (state, 0 if self.decoder is native else 1)

        def setstate(self, state):
            codecs.BufferedIncrementalDecoder.setstate(self, state)
            if state[1] == 2:
                self.decoder = None
            else:
                little = (sys.byteorder == 'little') == (state[1] == 0)
                self.decoder = decoders[-1 if little else 1]

        IncrementalDecoder.getstate = getstate
        IncrementalDecoder.setstate = setstate

    class StreamWriter(codecs.StreamWriter):
        """Puts the mark before the first output."""

        encoder = None

        def reset(self):
            self.encoder = None

        def encode(self, input, errors='strict'):
            convert = self.encoder or encode
            self.encoder = native_encode
            return convert(input, errors)

    class StreamReader(codecs.StreamReader):
        """Takes the order from the first input."""

        def reset(self):
            codecs.StreamReader.reset(self)
            self.__dict__.pop('decode', None)

        def decode(self, input, errors='strict'):
            output, used, decoder = first_decode(input, errors, False)
            if decoder is not None:
                self.decode = decoder
            return output, used

    def getregentry():
        """The codec as the registry wants it."""
        return codecs.CodecInfo(
            name='utf-%d' % bits, encode=encode, decode=decode,
            incrementalencoder=IncrementalEncoder,
            incrementaldecoder=IncrementalDecoder,
            streamreader=StreamReader, streamwriter=StreamWriter)

    for kind in (IncrementalEncoder, IncrementalDecoder, StreamWriter, StreamReader):
        kind.__module__ = module
        namespace[kind.__name__] = kind
    namespace.update(codecs=codecs, encode=encode, decode=decode, getregentry=getregentry)
