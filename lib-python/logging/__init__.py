"""Logging: loggers make records and hand them to handlers, which write them.

    import logging
    logging.basicConfig(level=logging.INFO)
    logger = logging.getLogger(__name__)
    logger.info('%d files read', count)

Loggers form a tree by their dotted names; a record also goes to the
handlers of all loggers above its own.
"""

import atexit
import os
import sys
import time
import warnings

try:
    import thread
    import threading
except ImportError:
    thread = threading = None

__all__ = ['BASIC_FORMAT', 'BufferingFormatter', 'CRITICAL', 'DEBUG', 'ERROR', 'FATAL',
           'FileHandler', 'Filter', 'Formatter', 'Handler', 'INFO', 'LogRecord', 'Logger',
           'LoggerAdapter', 'NOTSET', 'NullHandler', 'StreamHandler', 'WARN', 'WARNING',
           'addLevelName', 'basicConfig', 'captureWarnings', 'critical', 'debug', 'disable',
           'error', 'exception', 'fatal', 'getLevelName', 'getLogger', 'getLoggerClass',
           'info', 'log', 'makeLogRecord', 'setLoggerClass', 'warn', 'warning']

__version__ = '0.5.1.2'
__status__ = 'production'

# ---- what programs may change

# Whether errors of logging itself are shown.
raiseExceptions = 1

# Whether records have this of the thread, of the process's name, of the process.
logThreads = 1
logMultiprocessing = 1
logProcesses = 1

BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'

_startTime = time.time()

# ---- the lock of what all threads share

_lock = threading and threading.RLock()


def _acquireLock():
    if _lock:
        _lock.acquire()


def _releaseLock():
    if _lock:
        _lock.release()


class _Exclusive(object):
    """The lock for the with statement."""

    def __enter__(self):
        _acquireLock()

    def __exit__(self, kind, value, tb):
        _releaseLock()


_exclusive = _Exclusive()

# ---- levels

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

# From numbers to names and back.
_levelNames = {'WARN': WARNING}


def addLevelName(level, levelName):
    """Give a level a name."""
    with _exclusive:
        _levelNames[level] = levelName
        _levelNames[levelName] = level


for _name in 'CRITICAL', 'ERROR', 'WARNING', 'INFO', 'DEBUG', 'NOTSET':
    addLevelName(globals()[_name], _name)
del _name


def getLevelName(level):
    """A level's name; or the level that has a name."""
    return _levelNames.get(level, 'Level %s' % level)


def _checkLevel(level):
    """A level as a number."""
    if isinstance(level, (int, long)):
        return level
    if str(level) != level:
        raise TypeError('Level not an integer or a valid string: %r' % level)
    if level not in _levelNames:
        raise ValueError('Unknown level: %r' % level)
    return _levelNames[level]


# It needs the above.
from logging._output import *

# ---- records


def _is_mapping(value):
    if isinstance(value, dict):
        return True
    import collections
    return isinstance(value, collections.Mapping)


def _process_name():
    """As multiprocessing has it, if that is there."""
    multiprocessing = sys.modules.get('multiprocessing')
    try:
        return multiprocessing.current_process().name
    except StandardError:
        # It may be half imported only.
        return 'MainProcess'


class LogRecord(object):
    """An event: a message and its arguments, with when, where and how grave it was."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None):
        created = time.time()
        self.name, self.levelno, self.levelname = name, level, getLevelName(level)
        self.msg = msg
        # One mapping, if not empty, has the arguments by their names.
        single = args and len(args) == 1 and args[0]
        self.args = single if single and _is_mapping(single) else args
        self.exc_info, self.exc_text = exc_info, None
        self.pathname, self.lineno, self.funcName = pathname, lineno, func
        try:
            self.filename = os.path.basename(pathname)
            self.module = os.path.splitext(self.filename)[0]
        except (TypeError, ValueError, AttributeError):
            self.filename, self.module = pathname, 'Unknown module'
        self.created = created
        self.msecs = (created - long(created)) * 1000
        self.relativeCreated = (created - _startTime) * 1000
        self.thread = self.threadName = None
        if logThreads and thread:
            self.thread = thread.get_ident()
            self.threadName = threading.current_thread().name
        self.processName = _process_name() if logMultiprocessing else None
        self.process = os.getpid() if logProcesses else None

    def __str__(self):
        return '<LogRecord: %s, %s, %s, %s, "%s">' % (
            self.name, self.levelno, self.pathname, self.lineno, self.msg)

    def getMessage(self):
        """The message with its arguments filled in."""
        message = self.msg
        if not isinstance(message, basestring):
            try:
                message = str(message)
            except UnicodeError:
                # Then its formatting below, or the formatter's, makes unicode of it.
                pass
        return message % self.args if self.args else message


def makeLogRecord(dict):
    """A record with these attributes, as one that came from elsewhere."""
    record = LogRecord(None, None, '', 0, '', (), None, None)
    vars(record).update(dict)
    return record


# ---- loggers

# This file: where a record is made is looked for outside of it.
_srcfile = os.path.normcase(getLevelName.__code__.co_filename)

_UNKNOWN_CALLER = '(unknown file)', 0, '(unknown function)'


def currentframe():
    """The frame that is three calls up: there the logger was called from, or nearly."""
    return sys._getframe(3)


def _logging_at(level, name):
    """A logger's method for one level."""
    def method(self, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)
    method.__name__ = name
    method.__doc__ = 'Log a message at level %s; see log().' % _levelNames[level]
    return method


class Logger(Filterer):
    """A source of records.

    level is the lowest that is logged; NOTSET leaves it to the loggers
    above. Records go to these handlers and, if propagate is true, to those
    of the parent, and so on.
    """

    def __init__(self, name, level=NOTSET):
        Filterer.__init__(self)
        self.name = name
        self.level = _checkLevel(level)
        self.parent = None
        self.handlers = []
        self.propagate = 1
        self.disabled = 0

    # ---- the tree

    def getChild(self, suffix):
        """The logger of this name below this one."""
        name = suffix if self is self.root else '%s.%s' % (self.name, suffix)
        return self.manager.getLogger(name)

    def setLevel(self, level):
        self.level = _checkLevel(level)

    def getEffectiveLevel(self):
        """The level here, or that of the next logger above that has one."""
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        """Whether records of a level are made."""
        return self.manager.disable < level and level >= self.getEffectiveLevel()

    def addHandler(self, hdlr):
        with _exclusive:
            if hdlr not in self.handlers:
                self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        with _exclusive:
            if hdlr in self.handlers:
                self.handlers.remove(hdlr)

    # ---- making records

    def log(self, level, msg, *args, **kwargs):
        """Log a message at a level, with arguments for its % formats.

        Keywords: exc_info, true or like sys.exc_info(), for a traceback;
        extra, a dictionary of more attributes of the record.
        """
        if isinstance(level, (int, long)):
            if self.isEnabledFor(level):
                self._log(level, msg, args, **kwargs)
        elif raiseExceptions:
            raise TypeError('level must be an integer')

    debug = _logging_at(DEBUG, 'debug')
    info = _logging_at(INFO, 'info')
    warning = _logging_at(WARNING, 'warning')
    error = _logging_at(ERROR, 'error')
    critical = _logging_at(CRITICAL, 'critical')

    warn = warning
    fatal = critical

    def exception(self, msg, *args, **kwargs):
        """error() with the traceback of what is being handled."""
        self.error(msg, *args, **dict(kwargs, exc_info=1))

    def findCaller(self):
        """(file, line, function) of what called the logger."""
        frame = sys._getframe(1)
        while frame is not None:
            code = frame.f_code
            if os.path.normcase(code.co_filename) != _srcfile:
                return code.co_filename, frame.f_lineno, code.co_name
            frame = frame.f_back
        return _UNKNOWN_CALLER

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None):
        """A record; classes may make another kind."""
        record = LogRecord(name, level, fn, lno, msg, args, exc_info, func)
        attributes = record.__dict__
        for key in extra or ():
            if key in attributes or key in ('message', 'asctime'):
                raise KeyError('Attempt to overwrite %r in LogRecord' % key)
            attributes[key] = extra[key]
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None):
        caller = _UNKNOWN_CALLER
        # A program that can do without sets _srcfile to None.
        if _srcfile:
            try:
                caller = self.findCaller()
            except ValueError:
                pass
        path, line, function = caller
        if exc_info and not isinstance(exc_info, tuple):
            exc_info = sys.exc_info()
        record = self.makeRecord(self.name, level, path, line, msg, args, exc_info,
                                 function, extra)
        self.handle(record)

    # ---- handing them on

    def handle(self, record):
        """Hand on a record, if it is let through."""
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def callHandlers(self, record):
        """Hand a record to all handlers from here to the root."""
        logger, found = self, False
        while logger:
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.propagate and logger.parent
        if not found:
            self._tell_without_handlers()

    def _tell_without_handlers(self):
        if raiseExceptions and not self.manager.emittedNoHandlerWarning:
            sys.stderr.write('No handlers could be found for logger "%s"\n' % self.name)
            self.manager.emittedNoHandlerWarning = 1


class RootLogger(Logger):
    """The logger above all others."""

    def __init__(self, level):
        Logger.__init__(self, 'root', level)


class PlaceHolder(object):
    """Stands in the tree where there is no logger yet; loggerMap has those below as its keys."""

    def __init__(self, alogger):
        self.loggerMap = {alogger: None}

    def append(self, alogger):
        self.loggerMap[alogger] = None


def _check_logger_class(klass):
    if not issubclass(klass, Logger):
        raise TypeError('logger not derived from logging.Logger: ' + klass.__name__)


class Manager(object):
    """Has all loggers but the root by their names, and PlaceHolders for those between."""

    def __init__(self, rootnode):
        self.root = rootnode
        self.loggerDict = {}
        self.loggerClass = None
        # The highest level of which no records are made.
        self.disable = 0
        self.emittedNoHandlerWarning = 0

    def setLoggerClass(self, klass):
        """The class of loggers to be made."""
        _check_logger_class(klass)
        self.loggerClass = klass

    def getLogger(self, name):
        """The logger of a name, which is made if there is none."""
        if not isinstance(name, basestring):
            raise TypeError('A logger name must be string or Unicode')
        if isinstance(name, unicode):
            name = name.encode('utf-8')
        with _exclusive:
            present = self.loggerDict.get(name)
            if present is None or isinstance(present, PlaceHolder):
                return self._make_logger(name, present)
            return present

    def _make_logger(self, name, placeholder):
        logger = (self.loggerClass or _loggerClass)(name)
        logger.manager = self
        self.loggerDict[name] = logger
        if placeholder is not None:
            self._fixupChildren(placeholder, logger)
        self._fixupParents(logger)
        return logger

    def _fixupParents(self, alogger):
        """Find a new logger's parent; up to there it is below all PlaceHolders."""
        alogger.parent = self.root
        name = alogger.name.rpartition('.')[0]
        while name:
            above = self.loggerDict.get(name)
            if isinstance(above, Logger):
                alogger.parent = above
                break
            if above is None:
                self.loggerDict[name] = PlaceHolder(alogger)
            else:
                above.append(alogger)
            name = name.rpartition('.')[0]

    def _fixupChildren(self, ph, alogger):
        """Put a new logger between those that are below it and their parents."""
        for child in ph.loggerMap:
            if not child.parent.name.startswith(alogger.name):
                alogger.parent = child.parent
                child.parent = alogger


_loggerClass = Logger
root = RootLogger(WARNING)
Logger.root = root
Logger.manager = Manager(root)


def setLoggerClass(klass):
    """The class of loggers to be made, where a manager has none of its own."""
    global _loggerClass
    _check_logger_class(klass)
    _loggerClass = klass


def getLoggerClass():
    return _loggerClass


def getLogger(name=None):
    """The logger of a name, or the root."""
    return Logger.manager.getLogger(name) if name else root


# ---- adapters

def _adapted(name):
    """An adapter's method, which passes a message on to the logger's."""
    def method(self, msg, *args, **kwargs):
        msg, kwargs = self.process(msg, kwargs)
        getattr(self.logger, name)(msg, *args, **kwargs)
    method.__name__ = name
    method.__doc__ = "Call the logger's %s() with what process() makes of this." % name
    return method


class LoggerAdapter(object):
    """Adds the same to all messages of a logger: by default, attributes of the record."""

    def __init__(self, logger, extra):
        self.logger = logger
        self.extra = extra

    def process(self, msg, kwargs):
        """The message and the keywords as the logger gets them; for classes to override."""
        kwargs['extra'] = self.extra
        return msg, kwargs

    debug = _adapted('debug')
    info = _adapted('info')
    warning = _adapted('warning')
    error = _adapted('error')
    critical = _adapted('critical')

    def exception(self, msg, *args, **kwargs):
        """error() with the traceback of what is being handled."""
        msg, kwargs = self.process(msg, kwargs)
        self.logger.error(msg, *args, **dict(kwargs, exc_info=1))

    def log(self, level, msg, *args, **kwargs):
        """Call the logger's log() with what process() makes of this."""
        msg, kwargs = self.process(msg, kwargs)
        self.logger.log(level, msg, *args, **kwargs)

    def isEnabledFor(self, level):
        return self.logger.isEnabledFor(level)


# ---- the root logger's methods as functions

def basicConfig(**kwargs):
    """Give the root logger a handler, if it has none.

    Keywords: filename and filemode, or stream; format and datefmt; level.
    """
    with _exclusive:
        if root.handlers:
            return
        option = kwargs.get
        if option('filename'):
            handler = FileHandler(option('filename'), option('filemode', 'a'))
        else:
            handler = StreamHandler(option('stream'))
        handler.setFormatter(Formatter(option('format', BASIC_FORMAT), option('datefmt')))
        root.addHandler(handler)
        if option('level') is not None:
            root.setLevel(option('level'))


def _for_root(name):
    def function(*args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(*args, **kwargs)
    function.__name__ = name
    function.__doc__ = "Call the root logger's %s(); it gets a handler if it has none." % name
    return function


debug = _for_root('debug')
info = _for_root('info')
warning = warn = _for_root('warning')
error = _for_root('error')
critical = fatal = _for_root('critical')
log = _for_root('log')


def exception(msg, *args, **kwargs):
    """error() with the traceback of what is being handled."""
    error(msg, *args, **dict(kwargs, exc_info=1))


def disable(level):
    """Make no records of this level or lower ones."""
    root.manager.disable = level


# ---- the end

def shutdown(handlerList=_handlerList):
    """Flush and close all handlers, the last one that was made first."""
    for reference in reversed(list(handlerList)):
        handler = reference()
        if handler is None:
            continue
        try:
            _shut(handler)
        except:
            if raiseExceptions:
                raise


def _shut(handler):
    handler.acquire()
    try:
        handler.flush()
        handler.close()
    except (IOError, ValueError):
        # Others may have closed its stream.
        pass
    finally:
        handler.release()


atexit.register(shutdown)

# ---- warnings

# The function that captureWarnings() replaces, while it does.
_warnings_showwarning = None


def _showwarning(message, category, filename, lineno, file=None, line=None):
    """Log a warning that goes to no file in particular."""
    if file is not None:
        if _warnings_showwarning is not None:
            _warnings_showwarning(message, category, filename, lineno, file, line)
        return
    logger = getLogger('py.warnings')
    if not logger.handlers:
        logger.addHandler(NullHandler())
    text = warnings.formatwarning(message, category, filename, lineno, line)
    logger.warning('%s', text)


def captureWarnings(capture):
    """Have warnings logged, by the logger py.warnings; or no more."""
    global _warnings_showwarning
    captured = _warnings_showwarning is not None
    if capture and not captured:
        _warnings_showwarning, warnings.showwarning = warnings.showwarning, _showwarning
    elif captured and not capture:
        warnings.showwarning, _warnings_showwarning = _warnings_showwarning, None
