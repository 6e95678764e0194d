"""What codecs of one kind have in common.

A codec module calls one of these functions with its globals(), to define
the names that every such module has: encode, decode, Codec,
IncrementalEncoder, IncrementalDecoder, StreamWriter, StreamReader and
getregentry().
"""

import codecs


def _complete(namespace, name, encode, decode, incremental_encoder,
              incremental_decoder, stream_encode, stream_decode, text=True):
    """Make the classes out of their methods and put all into namespace."""
    module = namespace['__name__']

    def make(kind, bases, methods):
        return type(bases[0])(kind, bases, dict(methods, __module__=module))

    Codec = make('Codec', (codecs.Codec,), {'encode': stream_encode, 'decode': stream_decode})
    StreamWriter = make('StreamWriter', (Codec, codecs.StreamWriter), {})
    StreamReader = make('StreamReader', (Codec, codecs.StreamReader), {})
    incremental_encoder.__module__ = module
    incremental_decoder.__module__ = module

    def getregentry():
        """The codec as the registry wants it."""
        return codecs.CodecInfo(
            name=name, encode=encode, decode=decode,
            incrementalencoder=incremental_encoder,
            incrementaldecoder=incremental_decoder,
            streamreader=StreamReader, streamwriter=StreamWriter,
            _is_text_encoding=text)

    namespace.update(Codec=Codec, StreamWriter=StreamWriter, StreamReader=StreamReader,
                     IncrementalEncoder=incremental_encoder,
                     IncrementalDecoder=incremental_decoder, getregentry=getregentry)


def stateless(namespace, name, encoder, decoder, text=True):
    """A codec in which every piece of input is converted by itself."""

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return encoder(input, self.errors)[0]

    class IncrementalDecoder(codecs.IncrementalDecoder):
        def decode(self, input, final=False):
            return decoder(input, self.errors)[0]

    _complete(namespace, name, encoder, decoder, IncrementalEncoder, IncrementalDecoder,
              staticmethod(encoder), staticmethod(decoder), text)


def partial_decoder(namespace, name, encoder, decoder):
    """A codec whose characters take several bytes, which may come in two pieces.

    decoder takes (input, errors, final).
    """

    def decode(input, errors='strict'):
        return decoder(input, errors, True)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return encoder(input, self.errors)[0]

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        _buffer_decode = staticmethod(decoder)

    _complete(namespace, name, encoder, decode, IncrementalEncoder, IncrementalDecoder,
              staticmethod(encoder), staticmethod(decoder))
    namespace.update(encode=encoder, decode=decode)


def charmap(namespace, name, table):
    """A codec of one byte a character.

    table is the characters of all 256 bytes, or of the upper 128 where the
    lower ones are ASCII; U+FFFE stands at bytes that mean nothing.
    """
    if len(table) == 128:
        table = u''.join(map(unichr, range(128))) + table
    encoding_table = codecs.charmap_build(table)

    def encoder(input, errors='strict'):
        return codecs.charmap_encode(input, errors, encoding_table)

    def decoder(input, errors='strict'):
        return codecs.charmap_decode(input, errors, table)

    stateless(namespace, name, encoder, decoder)
    namespace.update(decoding_table=table, encoding_table=encoding_table)


def transform(namespace, name, encoder, decoder):
    """A codec from bytes to bytes that can only fail as a whole."""

    def encode(input, errors='strict'):
        assert errors == 'strict'
        return encoder(input), len(input)

    def decode(input, errors='strict'):
        assert errors == 'strict'
        return decoder(input), len(input)

    stateless(namespace, name, encode, decode, text=False)
    return encode, decode


def multibyte(namespace, native, name):
    """A codec of East Asia; native is the module that has its tables elsewhere. ImportError if the system does not know it."""
    import _multibytecodec as multibytecodec

    try:
        codec = multibytecodec.getcodec(name)
    except LookupError, e:
        raise ImportError(str(e))
    module = namespace['__name__']

    def make(kind, *bases):
        namespace[kind] = type(kind, bases, {'codec': codec, '__module__': module})
        return namespace[kind]

    class Codec(codecs.Codec):
        encode = codec.encode
        decode = codec.decode

    Codec.__module__ = module
    namespace.update(codec=codec, Codec=Codec)
    incremental_encoder = make('IncrementalEncoder', multibytecodec.MultibyteIncrementalEncoder,
                               codecs.IncrementalEncoder)
    incremental_decoder = make('IncrementalDecoder', multibytecodec.MultibyteIncrementalDecoder,
                               codecs.IncrementalDecoder)
    stream_reader = make('StreamReader', Codec, multibytecodec.MultibyteStreamReader,
                         codecs.StreamReader)
    stream_writer = make('StreamWriter', Codec, multibytecodec.MultibyteStreamWriter,
                         codecs.StreamWriter)

    def getregentry():
        """The codec as the registry wants it."""
        return codecs.CodecInfo(
            name=name, encode=codec.encode, decode=codec.decode,
            incrementalencoder=incremental_encoder,
            incrementaldecoder=incremental_decoder,
            streamreader=stream_reader, streamwriter=stream_writer)

    namespace['getregentry'] = getregentry
