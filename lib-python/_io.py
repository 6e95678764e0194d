"""The streams of io, and open."""

from _io_base import (DEFAULT_BUFFER_SIZE, BlockingIOError, UnsupportedOperation,
                      _IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase, FileIO)
from _io_buffered import (BytesIO, BufferedReader, BufferedWriter, BufferedRandom,
                          BufferedRWPair)
from _io_text import IncrementalNewlineDecoder, StringIO, TextIOWrapper


def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True):
    """Opens a file by name or descriptor: a stream of unicode, or with 'b' in the mode of bytes."""
    for value, what in ((file, 'file'), (mode, 'mode')):
        if what == 'file' and isinstance(value, (int, long)):
            continue
        if isinstance(value, float):
            raise TypeError('integer argument expected, got float')
        if not isinstance(value, basestring):
            raise TypeError('invalid %s: %r' % (what, value))
    if not isinstance(buffering, (int, long)):
        raise TypeError('an integer is required')
    kinds = set(mode)
    if kinds - set('arwb+tU') or len(mode) > len(kinds):
        raise ValueError("invalid mode: '%s'" % mode)
    text, binary, update = 't' in kinds, 'b' in kinds, '+' in kinds
    if 'U' in kinds:
        if kinds & set('aw'):
            raise ValueError("can't use U and writing mode at once")
        kinds.add('r')
    if text and binary:
        raise ValueError("can't have text and binary mode at once")
    if len(kinds & set('arw')) > 1:
        raise ValueError('must have exactly one of read/write/append mode')
    if binary:
        for value, what in ((encoding, 'encoding'), (errors, 'errors'), (newline, 'newline')):
            if value is not None:
                raise ValueError("binary mode doesn't take %s argument" % ('an ' + what if what != 'newline' else 'a ' + what))
    kind = ''.join(kinds & set('arw'))
    raw = FileIO(file, kind + '+' * update, closefd)
    stream = raw
    try:
        lines = buffering == 1 or buffering < 0 and raw.isatty()
        if buffering < 0 or lines:
            buffering = DEFAULT_BUFFER_SIZE
        if buffering == 0:
            if binary:
                return raw
            raise ValueError("can't have unbuffered text I/O")
        if update:
            stream = BufferedRandom(raw, buffering)
        elif kind == 'r':
            stream = BufferedReader(raw, buffering)
        else:
            stream = BufferedWriter(raw, buffering)
        if binary:
            return stream
        stream = TextIOWrapper(stream, encoding, errors, newline, lines)
        stream.mode = mode
        return stream
    except BaseException:
        stream.close()
        raise


class _BuiltIn(object):
    """A function that is no method where it is found in a class, as those of CPython's module are."""

    def __init__(self, function):
        self._function = function
        self.__name__, self.__doc__ = function.__name__, function.__doc__
        self.__module__ = '_io'

    def __call__(self, *arguments, **named):
        return self._function(*arguments, **named)

    def __repr__(self):
        return '<built-in function %s>' % self.__name__

    def __reduce__(self):
        return self.__name__


open = _BuiltIn(open)
