"""What becomes of records: they are filtered, formatted, and written by handlers."""

import cStringIO
import os
import sys
import time
import traceback
import weakref

# What programs change in there must hold here: it is looked up when used.
import logging
from logging import NOTSET, _checkLevel, _exclusive, threading

__all__ = ['BufferingFormatter', 'FileHandler', 'Filter', 'Filterer', 'Formatter', 'Handler',
           'NullHandler', 'StreamHandler', '_addHandlerRef', '_defaultFormatter',
           '_handlerList', '_handlers', '_removeHandlerRef']


class Formatter(object):
    """Makes a text of a record: a format that is filled in with its attributes.

    Two more are there for it: message, and asctime, which is made only if
    the format has it. A traceback follows.
    """

    __module__ = 'logging'

    converter = time.localtime

    def __init__(self, fmt=None, datefmt=None):
        self._fmt = fmt or '%(message)s'
        self.datefmt = datefmt

    def usesTime(self):
        """Whether the format has the time."""
        return '%(asctime)' in self._fmt

    def formatTime(self, record, datefmt=None):
        """The record's time, by a format of strftime() or else with milliseconds."""
        moment = self.converter(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        return '%s,%03d' % (time.strftime('%Y-%m-%d %H:%M:%S', moment), record.msecs)

    def formatException(self, ei):
        """The traceback of what sys.exc_info() gave, without the last newline."""
        stream = cStringIO.StringIO()
        traceback.print_exception(ei[0], ei[1], ei[2], file=stream)
        text = stream.getvalue()
        return text[:-1] if text.endswith('\n') else text

    def format(self, record):
        """The record's text."""
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self._filled_in(record)
        if record.exc_info and not record.exc_text:
            # Kept for other handlers.
            record.exc_text = self.formatException(record.exc_info)
        if not record.exc_text:
            return text
        if not text.endswith('\n'):
            text += '\n'
        try:
            return text + record.exc_text
        except UnicodeError:
            # File names in it are in the file system's encoding.
            return text + record.exc_text.decode(sys.getfilesystemencoding(), 'replace')

    def _filled_in(self, record):
        try:
            return self._fmt % record.__dict__
        except UnicodeDecodeError as problem:
            # A unicode message, and perhaps a logger's name in bytes.
            try:
                record.name = record.name.decode('utf-8')
                return self._fmt % record.__dict__
            except UnicodeDecodeError:
                raise problem


_defaultFormatter = Formatter()


class BufferingFormatter(object):
    """Makes one text of several records; classes override what is around them."""

    __module__ = 'logging'

    def __init__(self, linefmt=None):
        self.linefmt = linefmt or _defaultFormatter

    def formatHeader(self, records):
        return ''

    def formatFooter(self, records):
        return ''

    def format(self, records):
        """The text; nothing for no records."""
        if not records:
            return ''
        parts = [self.formatHeader(records)]
        parts += map(self.linefmt.format, records)
        parts.append(self.formatFooter(records))
        return ''.join(parts)


class Filter(object):
    """Lets records of one logger, and of those below it, through."""

    __module__ = 'logging'

    def __init__(self, name=''):
        self.name = name
        self.nlen = len(name)

    def filter(self, record):
        """Whether a record goes through."""
        return not self.name or (record.name + '.').startswith(self.name + '.')


class Filterer(object):
    """What loggers and handlers have in common: filters, all of which must let a record through."""

    __module__ = 'logging'

    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        """1 if the record goes through, else 0."""
        for each in self.filters:
            if not each.filter(record):
                return 0
        return 1


# The handlers that have names, and weak references to all, in the order in which they were made.
_handlers = weakref.WeakValueDictionary()
_handlerList = []


def _removeHandlerRef(wr, exclusive=_exclusive, references=_handlerList):
    # By defaults: while Python exits, the module's names may be gone.
    with exclusive:
        if wr in references:
            references.remove(wr)


def _addHandlerRef(handler):
    with _exclusive:
        _handlerList.append(weakref.ref(handler, _removeHandlerRef))


class Handler(Filterer):
    """Does something with records: classes override emit(), which runs under a lock."""

    __module__ = 'logging'

    def __init__(self, level=NOTSET):
        Filterer.__init__(self)
        self._name = self.formatter = None
        self.level = _checkLevel(level)
        _addHandlerRef(self)
        self.createLock()

    # ---- its name

    def get_name(self):
        return self._name

    def set_name(self, name):
        with _exclusive:
            _handlers.pop(self._name, None)
            self._name = name
            if name:
                _handlers[name] = self

    name = property(get_name, set_name)

    # ---- its lock

    def createLock(self):
        """Make the lock, or None for a handler that needs none."""
        self.lock = threading and threading.RLock()

    def acquire(self):
        if self.lock:
            self.lock.acquire()

    def release(self):
        if self.lock:
            self.lock.release()

    # ---- records

    def setLevel(self, level):
        """Records below this level are left out."""
        self.level = _checkLevel(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        """The record's text."""
        return (self.formatter or logging._defaultFormatter).format(record)

    def handle(self, record):
        """Emit a record that the filters let through; gives what they say."""
        verdict = self.filter(record)
        if verdict:
            self.acquire()
            try:
                self.emit(record)
            finally:
                self.release()
        return verdict

    def emit(self, record):
        """Do with a record what the class is there for."""
        raise NotImplementedError('emit must be implemented by Handler subclasses')

    def handleError(self, record):
        """For emit(), which must not raise anything: print what it was about to raise."""
        stream = sys.stderr
        if not (logging.raiseExceptions and stream):
            return
        try:
            traceback.print_exc(None, stream)
            stream.write('Logged from file %s, line %s\n' % (record.filename, record.lineno))
        except IOError:
            # There is nowhere left to say it.
            pass

    def flush(self):
        """Write what is held back."""

    def close(self):
        """Give up what the handler has; classes that override this call it too."""
        with _exclusive:
            if self._name:
                _handlers.pop(self._name, None)


def _write_line(stream, text):
    """Write a text that may be unicode to a stream that may take bytes only."""
    if isinstance(text, unicode) and getattr(stream, 'encoding', None):
        try:
            stream.write(u'%s\n' % text)
        except UnicodeEncodeError:
            stream.write((u'%s\n' % text).encode(stream.encoding))
    else:
        stream.write('%s\n' % text)


class StreamHandler(Handler):
    """Writes records to a stream, by default standard error, which it does not close."""

    __module__ = 'logging'

    def __init__(self, stream=None):
        Handler.__init__(self)
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        self.acquire()
        try:
            flush = self.stream and getattr(self.stream, 'flush', None)
            if flush:
                flush()
        finally:
            self.release()

    def emit(self, record):
        try:
            text = self.format(record)
            try:
                _write_line(self.stream, text)
            except UnicodeError:
                self.stream.write('%s\n' % text.encode('UTF-8'))
            self.flush()
        except (KeyboardInterrupt, SystemExit):
            raise
        except:
            self.handleError(record)


class FileHandler(StreamHandler):
    """Writes records to a file, which is opened at once or, with delay, for the first record."""

    __module__ = 'logging'

    def __init__(self, filename, mode='a', encoding=None, delay=0):
        # Absolute, for the program may go to another directory.
        self.baseFilename = os.path.abspath(filename)
        self.mode, self.encoding, self.delay = mode, encoding, delay
        StreamHandler.__init__(self, None if delay else self._open())
        if delay:
            self.stream = None

    def _open(self):
        """The file, opened."""
        if self.encoding is None:
            return open(self.baseFilename, self.mode)
        import codecs
        return codecs.open(self.baseFilename, self.mode, self.encoding)

    def emit(self, record):
        if self.stream is None:
            self.stream = self._open()
        StreamHandler.emit(self, record)

    def close(self):
        self.acquire()
        try:
            try:
                self._close_stream()
            finally:
                StreamHandler.close(self)
        finally:
            self.release()

    def _close_stream(self):
        if not self.stream:
            return
        try:
            self.flush()
        finally:
            stream, self.stream = self.stream, None
            getattr(stream, 'close', int)()


class NullHandler(Handler):
    """Does nothing; for libraries, so that a program without handlers is not told so."""

    __module__ = 'logging'

    def createLock(self):
        self.lock = None

    def handle(self, record):
        """Nothing."""

    def emit(self, record):
        """Nothing."""
