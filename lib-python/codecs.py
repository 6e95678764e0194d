"""Codecs: the user's side of the registry, and base classes to write codecs with.

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
BOM_UTF16_LE, BOM_UTF16_BE = '\xff\xfe', '\xfe\xff'
BOM_UTF32_LE, BOM_UTF32_BE = '\xff\xfe\0\0', '\0\0\xfe\xff'
BOM_UTF16, BOM_UTF32 = {'little': (BOM_UTF16_LE, BOM_UTF32_LE),
                        'big': (BOM_UTF16_BE, BOM_UTF32_BE)}[sys.byteorder]
BOM, BOM_LE, BOM_BE = BOM_UTF16, BOM_UTF16_LE, BOM_UTF16_BE

# Misnomers of old, kept.
BOM32_LE, BOM32_BE = BOM_UTF16_LE, BOM_UTF16_BE
BOM64_LE, BOM64_BE = BOM_UTF32_LE, BOM_UTF32_BE


class CodecInfo(tuple):
    """What the registry knows of a codec: a tuple of four, with more attributes."""

    # Whether the codec is one of text. Private: str.encode() and its like
    # warn with -3 where a codec is not.
    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None,
                incrementalencoder=None, incrementaldecoder=None, name=None,
                _is_text_encoding=None):
        self = super(CodecInfo, cls).__new__(cls, (encode, decode, streamreader, streamwriter))
        self.encode, self.decode, self.streamreader, self.streamwriter = self
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.name = name
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        kind = type(self)
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

    buffer = ''

    def __init__(self, errors='strict'):
        self.errors = errors

    def encode(self, input, final=False):
        """Encode the next piece; final says that none follows."""
        raise NotImplementedError

    def getstate(self):
        """The current state."""
        return 0

    def setstate(self, state):
        """Set a state that getstate() gave."""

    def reset(self):
        """Back to the initial state."""


class IncrementalDecoder(object):
    """Decodes input that comes in pieces; state is kept between the calls."""

    def __init__(self, errors='strict'):
        self.errors = errors

    def decode(self, input, final=False):
        """Decode the next piece; final says that none follows."""
        raise NotImplementedError

    def getstate(self):
        """The state: (input not yet decoded, a number for the rest of it).

        A decoder is in this state, too, that was given exactly that input
        after setstate(('', number)).
        """
        return '', 0

    def setstate(self, state):
        """Set a state that getstate() gave."""

    def reset(self):
        """Back to the initial state."""


class BufferedIncrementalEncoder(IncrementalEncoder):
    """An incremental encoder that keeps the input it could not yet encode.

    Subclasses define _buffer_encode(), which works like Codec.encode().
    """

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        input = self.buffer + input
        output, used = self._buffer_encode(input, self.errors, final)
        self.buffer = input[used:]
        return output

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ''

    def reset(self):
        self.buffer = ''


class BufferedIncrementalDecoder(IncrementalDecoder):
    """An incremental decoder that keeps the bytes of an incomplete character.

    Subclasses define _buffer_decode(), which works like Codec.decode().
    """

    buffer = ''

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        input = self.buffer + input
        output, used = self._buffer_decode(input, self.errors, final)
        self.buffer = input[used:]
        return output

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer, _ = state

    def reset(self):
        self.buffer = ''


# ---- streams

class _OnStream:
    """Base of what works on top of a file-like object, the attribute stream.

    It can be used in a with statement; what it lacks is the stream's.
    """

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize " + self.__class__.__name__)


class StreamWriter(Codec, _OnStream):
    """Encodes what is written to it and writes that to a stream."""

    def __init__(self, stream, errors='strict'):
        self.stream, self.errors = stream, errors

    def write(self, object):
        """Write an object's encoded form."""
        self.stream.write(self.encode(object, self.errors)[0])

    def writelines(self, list):
        """Write a list of strings."""
        self.write(''.join(list))

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if (offset, whence) == (0, 0):
            self.reset()

    def reset(self):
        """Write what is held back and return to the initial state."""


class StreamReader(Codec, _OnStream):
    """Reads from a stream and decodes.

    bytebuffer holds bytes not decoded yet. Of the text not returned yet,
    whole lines may be in the list linebuffer; the rest is in charbuffer.
    """

    def __init__(self, stream, errors='strict'):
        self.stream, self.errors = stream, errors
        self.bytebuffer = self.charbuffer = ''
        self.linebuffer = None

    def reset(self):
        """Forget what was read ahead; for recovery after an error."""
        self.bytebuffer, self.charbuffer, self.linebuffer = '', u'', None

    def seek(self, offset, whence=0):
        """Set the stream's position and start afresh there."""
        self.stream.seek(offset, whence)
        self.reset()

    def _fill(self, size, firstline):
        """Read and decode about size bytes; whether the stream had any."""
        piece = self.stream.read(size) if size >= 0 else self.stream.read()
        data = self.bytebuffer + piece
        try:
            text, used = self.decode(data, self.errors)
        except UnicodeDecodeError as problem:
            if not firstline:
                raise
            # If there is a line before it, the next call may find the error.
            text, used = self.decode(data[:problem.start], self.errors)
            if len(text.splitlines()) < 2:
                raise
        self.bytebuffer = data[used:]
        self.charbuffer += text
        return bool(piece)

    def read(self, size=-1, chars=-1, firstline=False):
        """Decode and return data from the stream.

        size is about how many bytes to read at a time, chars (by default
        the same) the number of characters wanted; negative means no limit.
        With firstline an error after the first line is left for the next
        call to find.
        """
        if self.linebuffer:
            self.charbuffer = ''.join(self.linebuffer) + self.charbuffer
            self.linebuffer = None
        if chars < 0:
            chars = size
        while chars < 0 or len(self.charbuffer) < chars:
            if not self._fill(size, firstline):
                break
        end = chars if chars >= 0 else len(self.charbuffer)
        text, self.charbuffer = self.charbuffer[:end], self.charbuffer[end:]
        return text

    def _read_line(self, size):
        """The next line, for which the stream is read; it may lack its end."""
        text, amount = '', size or 72
        while True:
            data = self.read(amount, firstline=True)
            if data.endswith('\r'):
                # Half of a \r\n, perhaps.
                data += self.read(size=1, chars=1)
            text += data
            lines = text.splitlines(True)
            if len(lines) > 1:
                self.charbuffer = lines.pop() + self.charbuffer
                self.linebuffer = lines[1:]
                return lines[0]
            if not data or size is not None or lines != text.splitlines():
                return text
            amount = min(amount * 2, 9216)

    def readline(self, size=None, keepends=True):
        """Read a line; size, if given, is how many bytes to read at most."""
        line = self.linebuffer.pop(0) if self.linebuffer else self._read_line(size)
        return line if keepends or not line else line.splitlines()[0]

    def readlines(self, sizehint=None, keepends=True):
        """All lines up to the end of the stream; sizehint is not used."""
        return self.read().splitlines(keepends)

    def next(self):
        """The next line; StopIteration at the end."""
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self


class StreamReaderWriter(_OnStream):
    """A stream to read from and to write to, by a reader and a writer class."""

    encoding = 'unknown'

    def __init__(self, stream, Reader, Writer, errors='strict'):
        self.stream, self.errors = stream, errors
        self.reader, self.writer = Reader(stream, errors), Writer(stream, errors)

    # Reading.

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def next(self):
        """The next line; StopIteration at the end."""
        return self.reader.next()

    def __iter__(self):
        return self

    # Writing.

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    # Both.

    def reset(self):
        for side in self.reader, self.writer:
            side.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if (offset, whence) == (0, 0):
            self.writer.reset()


class StreamRecoder(_OnStream):
    """Translates between two encodings.

    encode and decode are of the encoding that users of the object see;
    Reader and Writer, of that of the stream.
    """

    data_encoding = 'unknown'
    file_encoding = 'unknown'

    def __init__(self, stream, encode, decode, Reader, Writer, errors='strict'):
        self.stream, self.errors = stream, errors
        self.encode, self.decode = encode, decode
        self.reader, self.writer = Reader(stream, errors), Writer(stream, errors)

    # Reading.

    def __encoded(self, text):
        return self.encode(text, self.errors)[0]

    def read(self, size=-1):
        return self.__encoded(self.reader.read(size))

    def readline(self, size=None):
        text = self.reader.readline() if size is None else self.reader.readline(size)
        return self.__encoded(text)

    def readlines(self, sizehint=None):
        return self.__encoded(self.reader.read()).splitlines(True)

    def next(self):
        """The next line; StopIteration at the end."""
        return self.__encoded(self.reader.next())

    def __iter__(self):
        return self

    # Writing.

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(''.join(list))

    # Both.

    def reset(self):
        for side in self.reader, self.writer:
            side.reset()


# ---- functions

def open(filename, mode='rb', encoding=None, errors='strict', buffering=1):
    """Open a file that is decoded when read and encoded when written.

    It is always opened in binary mode: the ends of lines are not translated.
    """
    if encoding is None:
        return __builtin__.open(filename, mode, buffering)
    if 'U' in mode:
        mode = mode.strip().replace('U', '')
        if not mode.startswith(('r', 'w', 'a')):
            mode = 'r' + mode
    file = __builtin__.open(filename, mode if 'b' in mode else mode + 'b', buffering)
    info = lookup(encoding)
    stream = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
    # A program may want to know it.
    stream.encoding = encoding
    return stream


def EncodedFile(file, data_encoding, file_encoding=None, errors='strict'):
    """A file-like object that translates between two encodings.

    What is written to it is in data_encoding and goes to the file in
    file_encoding (the same by default), and the reverse for reading.
    """
    file_encoding = data_encoding if file_encoding is None else file_encoding
    outside, inside = lookup(data_encoding), lookup(file_encoding)
    recoder = StreamRecoder(file, outside.encode, outside.decode, inside.streamreader,
                            inside.streamwriter, errors)
    recoder.data_encoding, recoder.file_encoding = data_encoding, file_encoding
    return recoder


def getencoder(encoding):
    """The function that encodes."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """The function that decodes."""
    return lookup(encoding).decode


def getreader(encoding):
    """The class StreamReader of an encoding."""
    return lookup(encoding).streamreader


def getwriter(encoding):
    """The class StreamWriter of an encoding."""
    return lookup(encoding).streamwriter


def _incremental(encoding, kind):
    found = getattr(lookup(encoding), kind)
    if found is None:
        raise LookupError(encoding)
    return found


def getincrementalencoder(encoding):
    """The class IncrementalEncoder of an encoding; LookupError without one."""
    return _incremental(encoding, 'incrementalencoder')


def getincrementaldecoder(encoding):
    """The class IncrementalDecoder of an encoding; LookupError without one."""
    return _incremental(encoding, 'incrementaldecoder')


def _converted(pieces, convert):
    """Generate what comes out where something does; the last piece is empty."""
    for piece in pieces:
        output = convert(piece)
        if output:
            yield output
    output = convert('', True)
    if output:
        yield output


def iterencode(iterator, encoding, errors='strict', **kwargs):
    """Encode the strings of an iterator as one text; generates the pieces."""
    make = getincrementalencoder(encoding)
    return _converted(iterator, make(errors, **kwargs).encode)


def iterdecode(iterator, encoding, errors='strict', **kwargs):
    """Decode the strings of an iterator as one text; generates the pieces."""
    make = getincrementaldecoder(encoding)
    return _converted(iterator, make(errors, **kwargs).decode)


# ---- for codecs made of character maps

def make_identity_dict(rng):
    """A dictionary that maps every number of rng to itself."""
    return dict((i, i) for i in rng)


def make_encoding_map(decoding_map):
    """The inverse of a decoding map.

    What several keys map to is mapped to None: it cannot be encoded.
    """
    inverse = {}
    for code, character in decoding_map.items():
        inverse[character] = None if character in inverse else code
    return inverse


# ---- error handlers

(strict_errors, ignore_errors, replace_errors, xmlcharrefreplace_errors,
 backslashreplace_errors) = map(lookup_error, ('strict', 'ignore', 'replace',
                                               'xmlcharrefreplace', 'backslashreplace'))
