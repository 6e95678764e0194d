"""Warnings: messages that programs may show, ignore or turn into errors."""

import sys

__all__ = ['warn', 'warn_explicit', 'showwarning', 'formatwarning',
           'filterwarnings', 'simplefilter', 'resetwarnings', 'catch_warnings']


class _Classic:
    pass


_ClassType = type(_Classic)
del _Classic

_ACTIONS = ('error', 'ignore', 'always', 'default', 'module', 'once')


def warnpy3k(message, category=None, stacklevel=1):
    """Warn of what Python 3 does differently, if the -3 option was given."""
    if sys.py3kwarning:
        if category is None:
            category = DeprecationWarning
        warn(message, category, stacklevel + 1)


def _show_warning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, standard error by default."""
    if file is None:
        file = sys.stderr
        if file is None:
            return
    try:
        file.write(formatwarning(message, category, filename, lineno, line))
    except (IOError, UnicodeError):
        # A warning that cannot be written is lost; there is nowhere to say so.
        pass


# A program may replace showwarning; catch_warnings asks which one is in use.
showwarning = _show_warning


def formatwarning(message, category, filename, lineno, line=None):
    """The text that shows a warning: where, what, and the line of source.

    It is unicode only where the message cannot be a byte string.
    """
    try:
        message = str(message)
    except UnicodeEncodeError:
        pass
    text = '%s: %s: %s\n' % (lineno, category.__name__, message)
    if line is None:
        import linecache
        line = linecache.getline(filename, lineno)
    if line:
        line = line.strip()
        if isinstance(text, unicode) and isinstance(line, str):
            line = unicode(line, 'latin1')
        text += '  %s\n' % line
    if isinstance(text, unicode) and isinstance(filename, str):
        encoding = sys.getfilesystemencoding()
        if encoding:
            try:
                filename = unicode(filename, encoding)
            except UnicodeDecodeError:
                pass
    return '%s:%s' % (filename, text)


def _check(action, lineno):
    assert action in _ACTIONS, 'invalid action: %r' % (action,)
    assert isinstance(lineno, (int, long)) and lineno >= 0, \
        'lineno must be an int >= 0'


def filterwarnings(action, message='', category=Warning, module='', lineno=0,
                   append=0):
    """Put a filter before all others, or after them with append.

    message and module are regular expressions that match at the start of
    the text (in any case) and the module's name; category is a class whose
    subclasses match; line 0 matches every line.
    """
    _check(action, 0)
    assert isinstance(message, basestring), 'message must be a string'
    assert isinstance(category, (type, _ClassType)), 'category must be a class'
    assert issubclass(category, Warning), 'category must be a Warning subclass'
    assert isinstance(module, basestring), 'module must be a string'
    _check(action, lineno)
    import re
    _insert((action, re.compile(message, re.I), category, re.compile(module), lineno),
            append)


def simplefilter(action, category=Warning, lineno=0, append=0):
    """Put in a filter that matches every module and message."""
    _check(action, lineno)
    _insert((action, None, category, None, lineno), append)


def _insert(entry, append):
    if append:
        filters.append(entry)
    else:
        filters.insert(0, entry)


def resetwarnings():
    """Drop every filter, those of the command line included."""
    filters[:] = []


class _OptionError(Exception):
    """A -W option cannot be understood."""


def _processoptions(args):
    """Put in the filters of -W options; complain of wrong ones and go on."""
    for arg in args:
        try:
            _setoption(arg)
        except _OptionError as message:
            print >> sys.stderr, 'Invalid -W option ignored:', message


def _setoption(arg):
    """Put in the filter of one -W option: action:message:category:module:line."""
    parts = arg.split(':')
    if len(parts) > 5:
        raise _OptionError('too many fields (max 5): %r' % (arg,))
    parts += [''] * (5 - len(parts))
    action, message, category, module, lineno = [part.strip() for part in parts]
    action = _getaction(action)
    category = _getcategory(category)
    if message or module:
        import re
        message = re.escape(message)
        module = re.escape(module)
    if module:
        module += '$'
    if lineno:
        try:
            lineno = int(lineno)
            if lineno < 0:
                raise ValueError
        except (ValueError, OverflowError):
            raise _OptionError('invalid lineno %r' % (lineno,))
    else:
        lineno = 0
    if message or module:
        filterwarnings(action, message, category, module, lineno)
    else:
        simplefilter(action, category, lineno)


def _getaction(action):
    """The action that a name, or the start of one, means."""
    if not action:
        return 'default'
    if action == 'all':
        return 'always'
    for name in ('default', 'always', 'ignore', 'module', 'once', 'error'):
        if name.startswith(action):
            return name
    raise _OptionError('invalid action: %r' % (action,))


def _getcategory(category):
    """The warning class that a (dotted) name means."""
    if not category:
        return Warning
    module, dot, name = category.rpartition('.')
    if not dot:
        import __builtin__
        found = getattr(__builtin__, category, None)
        if not isinstance(found, (type, _ClassType)):
            raise _OptionError('unknown warning category: %r' % (category,))
    else:
        try:
            found = __import__(module, None, None, [name])
        except ImportError:
            raise _OptionError('invalid module name: %r' % (module,))
        try:
            found = getattr(found, name)
        except AttributeError:
            raise _OptionError('unknown warning category: %r' % (category,))
    if not issubclass(found, Warning):
        raise _OptionError('invalid warning category: %r' % (category,))
    return found


class WarningMessage(object):
    """A warning as catch_warnings(record=True) keeps it."""

    _WARNING_DETAILS = ('message', 'category', 'filename', 'lineno', 'file', 'line')

    def __init__(self, message, category, filename, lineno, file=None, line=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ('{message : %r, category : %r, filename : %r, lineno : %s, line : %r}'
                % (self.message, self._category_name, self.filename, self.lineno,
                   self.line))


class catch_warnings(object):
    """Context manager that restores filters and showwarning when it ends.

    With record=True warnings are not shown but appended to the list that
    entering returns. module is the module to treat, this one by default.
    """

    def __init__(self, record=False, module=None):
        self._record = record
        self._module = sys.modules['warnings'] if module is None else module
        self._entered = False

    def __repr__(self):
        args = []
        if self._record:
            args.append('record=True')
        if self._module is not sys.modules['warnings']:
            args.append('module=%r' % self._module)
        return '%s(%s)' % (type(self).__name__, ', '.join(args))

    def __enter__(self):
        if self._entered:
            raise RuntimeError('Cannot enter %r twice' % self)
        self._entered = True
        module = self._module
        self._filters = module.filters
        module.filters = self._filters[:]
        self._showwarning = module.showwarning
        if not self._record:
            return None
        log = []

        def showwarning(*args, **kwargs):
            log.append(WarningMessage(*args, **kwargs))
        module.showwarning = showwarning
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError('Cannot exit %r without entering first' % self)
        self._module.filters = self._filters
        self._module.showwarning = self._showwarning


# The filters and the two functions are there without this module, too.
from _warnings import (filters, default_action, once_registry, warn, warn_explicit)
defaultaction = default_action
onceregistry = once_registry

_processoptions(sys.warnoptions)
