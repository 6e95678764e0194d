"""Codecs: the registry's user side, and base classes to write codecs with.

The registry itself and the conversions are in the native module _codecs.
"""

import __builtin__
import sys

try:
    from _codecs import *
except ImportError as why:
    raise SystemError('Failed to load the builtin codecs: %s' % why)

__all__ = ['register', 'lookup', 'open', 'EncodedFile', 'BOM', 'BOM_BE',
           'BOM_LE', 'BOM32_BE', 'BOM32_LE', 'BOM64_BE', 'BOM64_LE',
           'BOM_UTF8', 'BOM_UTF16', 'BOM_UTF16_LE', 'BOM_UTF16_BE',
           'BOM_UTF32', 'BOM_UTF32_LE', 'BOM_UTF32_BE', 'CodecInfo', 'Codec',
           'IncrementalEncoder', 'IncrementalDecoder', 'StreamReader',
           'StreamWriter', 'StreamReaderWriter', 'StreamRecoder',
           'getencoder', 'getdecoder', 'getincrementalencoder',
           'getincrementaldecoder', 'getreader', 'getwriter', 'encode',
           'decode', 'iterencode', 'iterdecode', 'strict_errors',
           'ignore_errors', 'replace_errors', 'xmlcharrefreplace_errors',
           'backslashreplace_errors', 'register_error', 'lookup_error']

# Byte order marks; the names without an order mean that of this machine.
BOM_UTF8 = '\xef\xbb\xbf'
BOM_LE = BOM_UTF16_LE = '\xff\xfe'
BOM_BE = BOM_UTF16_BE = '\xfe\xff'
BOM_UTF32_LE = '\xff\xfe\0\0'
BOM_UTF32_BE = '\0\0\xfe\xff'
if sys.byteorder == 'little':
    BOM = BOM_UTF16 = BOM_UTF16_LE
    BOM_UTF32 = BOM_UTF32_LE
else:
    BOM = BOM_UTF16 = BOM_UTF16_BE
    BOM_UTF32 = BOM_UTF32_BE

# Misnomers of old, kept.
BOM32_LE = BOM_UTF16_LE
BOM32_BE = BOM_UTF16_BE
BOM64_LE = BOM_UTF32_LE
BOM64_BE = BOM_UTF32_BE


class CodecInfo(tuple):
    """What the registry knows of a codec: a tuple of four, with more attributes."""

    # Whether the codec is one of text. Private: str.encode() and its like
    # warn with -3 where a codec is not.
    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None,
                incrementalencoder=None, incrementaldecoder=None, name=None,
                _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamwriter = streamwriter
        self.streamreader = streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        kind = self.__class__
        return '<%s.%s object for encoding %s at 0x%x>' % (
            kind.__module__, kind.__name__, self.name, id(self))


class Codec:
    """A stateless encoder and decoder.

    errors says what happens to what cannot be converted: 'strict' raises
    ValueError (or a subclass), 'ignore' leaves it out, 'replace' puts a
    marker in its place, 'xmlcharrefreplace' and 'backslashreplace' (encoding
    only) put an escape; more names come from register_error().
    """

    def encode(self, input, errors='strict'):
        """Encode an object; returns (output, how much of input was used)."""
        raise NotImplementedError

    def decode(self, input, errors='strict'):
        """Decode an object; returns (output, how much of input was used)."""
        raise NotImplementedError


# ---- incremental codecs

class IncrementalEncoder(object):
    """Encodes input that comes in pieces; state is kept between the calls."""

    def __init__(self, errors='strict'):
        self.errors = errors
        self.buffer = ''

    def encode(self, input, final=False):
        """Encode the next piece; final says that none follows."""
        raise NotImplementedError

    def reset(self):
        """Back to the initial state."""

    def getstate(self):
        """The current state."""
        return 0

    def setstate(self, state):
        """Set a state that getstate() gave."""


class BufferedIncrementalEncoder(IncrementalEncoder):
    """An incremental encoder that keeps the input it could not yet encode.

    Subclasses define _buffer_encode(), which works like Codec.encode().
    """

    def __init__(self, errors='strict'):
        IncrementalEncoder.__init__(self, errors)
        self.buffer = ''

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        data = self.buffer + input
        result, used = self._buffer_encode(data, self.errors, final)
        self.buffer = data[used:]
        return result

    def reset(self):
        IncrementalEncoder.reset(self)
        self.buffer = ''

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ''


class IncrementalDecoder(object):
    """Decodes input that comes in pieces; state is kept between the calls."""

    def __init__(self, errors='strict'):
        self.errors = errors

    def decode(self, input, final=False):
        """Decode the next piece; final says that none follows."""
        raise NotImplementedError

    def reset(self):
        """Back to the initial state."""

    def getstate(self):
        """The state: (input not yet decoded, a number for the rest of it).

        After decoding exactly that input from the state (b'', number), a
        decoder is in this state.
        """
        return (b'', 0)

    def setstate(self, state):
        """Set a state that getstate() gave."""


class BufferedIncrementalDecoder(IncrementalDecoder):
    """An incremental decoder that keeps the bytes of an incomplete character.

    Subclasses define _buffer_decode(), which works like Codec.decode().
    """

    def __init__(self, errors='strict'):
        IncrementalDecoder.__init__(self, errors)
        self.buffer = ''

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + input
        result, used = self._buffer_decode(data, self.errors, final)
        self.buffer = data[used:]
        return result

    def reset(self):
        IncrementalDecoder.reset(self)
        self.buffer = ''

    def getstate(self):
        return (self.buffer, 0)

    def setstate(self, state):
        self.buffer = state[0]


# ---- streams

class StreamWriter(Codec):
    """Encodes what is written to it and writes that to a stream."""

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        """Write an object's encoded form."""
        data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        """Write a list of strings."""
        self.write(''.join(list))

    def reset(self):
        """Write what is held back and return to the initial state."""

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name, getattr=getattr):
        """All other attributes are the stream's."""
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamReader(Codec):
    """Reads from a stream and decodes.

    bytebuffer holds bytes not decoded yet. Characters not returned yet are
    in charbuffer or, once readline() has split them, in the list linebuffer.
    """

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors
        self.bytebuffer = ''
        self.charbuffer = ''
        self.linebuffer = None

    def decode(self, input, errors='strict'):
        raise NotImplementedError

    def read(self, size=-1, chars=-1, firstline=False):
        """Decode and return data from the stream.

        size is about how many bytes to read at a time, chars (by default
        the same) the number of characters wanted; negative means no limit.
        With firstline an error after the first line is left for the next
        call to find.
        """
        if self.linebuffer:
            self.charbuffer = ''.join(self.linebuffer)
            self.linebuffer = None
        if chars < 0:
            chars = size
        while chars < 0 or len(self.charbuffer) < chars:
            piece = self.stream.read() if size < 0 else self.stream.read(size)
            data = self.bytebuffer + piece
            try:
                text, used = self.decode(data, self.errors)
            except UnicodeDecodeError as problem:
                if not firstline:
                    raise
                text, used = self.decode(data[:problem.start], self.errors)
                if len(text.splitlines(True)) <= 1:
                    raise
            self.bytebuffer = data[used:]
            self.charbuffer += text
            if not piece:
                break
        if chars < 0:
            result = self.charbuffer
            self.charbuffer = ''
        else:
            result = self.charbuffer[:chars]
            self.charbuffer = self.charbuffer[chars:]
        return result

    def readline(self, size=None, keepends=True):
        """Read a line; size, if given, is how many bytes to read at most."""
        if self.linebuffer:
            line = self.linebuffer.pop(0)
            if len(self.linebuffer) == 1:
                # The last may lack its end: back to plain characters.
                self.charbuffer = self.linebuffer[0]
                self.linebuffer = None
            return line if keepends else line.splitlines(False)[0]
        amount = size or 72
        line = ''
        while True:
            data = self.read(amount, firstline=True)
            if data.endswith('\r'):
                # Part of a \r\n, perhaps.
                data += self.read(size=1, chars=1)
            line += data
            lines = line.splitlines(True)
            if len(lines) > 1:
                line = lines.pop(0)
                lines[-1] += self.charbuffer
                if len(lines) > 1:
                    self.linebuffer = lines
                    self.charbuffer = None
                else:
                    self.charbuffer = lines[0]
                break
            if lines and lines[0] != lines[0].splitlines(False)[0]:
                break
            if not data or size is not None:
                break
            if amount < 8000:
                amount *= 2
        if line and not keepends:
            line = line.splitlines(False)[0]
        return line

    def readlines(self, sizehint=None, keepends=True):
        """All lines up to the end of the stream; sizehint is not used."""
        return self.read().splitlines(keepends)

    def reset(self):
        """Forget what was read ahead; for recovery after an error."""
        self.bytebuffer = ''
        self.charbuffer = u''
        self.linebuffer = None

    def seek(self, offset, whence=0):
        """Set the stream's position and start afresh there."""
        self.stream.seek(offset, whence)
        self.reset()

    def next(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __iter__(self):
        return self

    def __getattr__(self, name, getattr=getattr):
        """All other attributes are the stream's."""
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamReaderWriter:
    """A stream to read from and to write to, by a reader and a writer class."""

    encoding = 'unknown'

    def __init__(self, stream, Reader, Writer, errors='strict'):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def next(self):
        """The next line."""
        return self.reader.next()

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()

    def __getattr__(self, name, getattr=getattr):
        """All other attributes are the stream's."""
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamRecoder:
    """Translates between two encodings.

    encode and decode are of the encoding that users of the object see;
    Reader and Writer are of the one in the stream.
    """

    data_encoding = 'unknown'
    file_encoding = 'unknown'

    def __init__(self, stream, encode, decode, Reader, Writer, errors='strict'):
        self.stream = stream
        self.encode = encode
        self.decode = decode
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        data, _ = self.encode(self.reader.read(size), self.errors)
        return data

    def readline(self, size=None):
        if size is None:
            text = self.reader.readline()
        else:
            text = self.reader.readline(size)
        data, _ = self.encode(text, self.errors)
        return data

    def readlines(self, sizehint=None):
        data, _ = self.encode(self.reader.read(), self.errors)
        return data.splitlines(1)

    def next(self):
        """The next line."""
        data, _ = self.encode(self.reader.next(), self.errors)
        return data

    def __iter__(self):
        return self

    def write(self, data):
        text, _ = self.decode(data, self.errors)
        return self.writer.write(text)

    def writelines(self, list):
        text, _ = self.decode(''.join(list), self.errors)
        return self.writer.write(text)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        # Both sides are told, each has buffers of its own.
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)

    def __getattr__(self, name, getattr=getattr):
        """All other attributes are the stream's."""
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


# ---- shortcuts

def open(filename, mode='rb', encoding=None, errors='strict', buffering=1):
    """Open a file of encoded text.

    It is opened in binary mode even if mode does not say so: newlines are
    not translated.
    """
    if encoding is not None:
        mode = mode.replace('U', '') if 'U' in mode else mode
        if mode[:1] not in set('rwa'):
            mode = 'r' + mode
        if 'b' not in mode:
            mode += 'b'
    file = __builtin__.open(filename, mode, buffering)
    if encoding is None:
        return file
    info = lookup(encoding)
    wrapped = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
    wrapped.encoding = encoding
    return wrapped


def EncodedFile(file, data_encoding, file_encoding=None, errors='strict'):
    """A file-like object that translates between two encodings.

    What is written to it is in data_encoding and goes to the file in
    file_encoding (the same by default), and the reverse for reading.
    """
    if file_encoding is None:
        file_encoding = data_encoding
    data_info = lookup(data_encoding)
    file_info = lookup(file_encoding)
    recoder = StreamRecoder(file, data_info.encode, data_info.decode,
                            file_info.streamreader, file_info.streamwriter, errors)
    recoder.data_encoding = data_encoding
    recoder.file_encoding = file_encoding
    return recoder


def getencoder(encoding):
    """The encoder function of an encoding."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """The decoder function of an encoding."""
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    """The class IncrementalEncoder of an encoding; LookupError without one."""
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    """The class IncrementalDecoder of an encoding; LookupError without one."""
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def getreader(encoding):
    """The class StreamReader of an encoding."""
    return lookup(encoding).streamreader


def getwriter(encoding):
    """The class StreamWriter of an encoding."""
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors='strict', **kwargs):
    """Encode the strings of an iterator as one text; generates the pieces."""
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for piece in iterator:
        output = encoder.encode(piece)
        if output:
            yield output
    output = encoder.encode('', True)
    if output:
        yield output


def iterdecode(iterator, encoding, errors='strict', **kwargs):
    """Decode the strings of an iterator as one text; generates the pieces."""
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for piece in iterator:
        output = decoder.decode(piece)
        if output:
            yield output
    output = decoder.decode('', True)
    if output:
        yield output


# ---- for codecs made of character maps

def make_identity_dict(rng):
    """A dictionary that maps every number of rng to itself."""
    return dict((i, i) for i in rng)


def make_encoding_map(decoding_map):
    """The inverse of a decoding map.

    What several keys map to is mapped to None: it cannot be encoded.
    """
    inverse = {}
    for key, value in decoding_map.items():
        inverse[value] = None if value in inverse else key
    return inverse


# ---- error handlers

try:
    strict_errors = lookup_error('strict')
    ignore_errors = lookup_error('ignore')
    replace_errors = lookup_error('replace')
    xmlcharrefreplace_errors = lookup_error('xmlcharrefreplace')
    backslashreplace_errors = lookup_error('backslashreplace')
except LookupError:
    # A build without unicode has none.
    strict_errors = ignore_errors = replace_errors = None
    xmlcharrefreplace_errors = backslashreplace_errors = None
