"""Warnings: messages that programs may show, ignore or turn into errors."""

import sys

# The filters and the two functions are there without this module, too.
from _warnings import filters, default_action, once_registry, warn, warn_explicit
defaultaction, onceregistry = default_action, once_registry

__all__ = ['warn', 'warn_explicit', 'showwarning', 'formatwarning',
           'filterwarnings', 'simplefilter', 'resetwarnings', 'catch_warnings']


class _OldStyle:
    pass


_CLASSES = (type, type(_OldStyle))
del _OldStyle


def warnpy3k(message, category=None, stacklevel=1):
    """Warn of what Python 3 does differently, if the -3 option was given."""
    if sys.py3kwarning:
        warn(message, DeprecationWarning if category is None else category, stacklevel + 1)


# ---- showing

def _as_unicode(text, encoding):
    """A byte string decoded, or as it is if it cannot be."""
    try:
        return unicode(text, encoding)
    except UnicodeDecodeError:
        return text


def formatwarning(message, category, filename, lineno, line=None):
    """The text that shows a warning: where, what, and the line of source.

    It is unicode only where the message cannot be a byte string.
    """
    try:
        message = str(message)
    except UnicodeEncodeError:
        # Only in what it is joined with now.
        pass
    if line is None:
        import linecache
        line = linecache.getline(filename, lineno)
    text = '%s: %s: %s\n' % (lineno, category.__name__, message)
    if isinstance(text, unicode):
        if isinstance(filename, str):
            filename = _as_unicode(filename, sys.getfilesystemencoding() or 'ascii')
        if isinstance(line, str):
            line = unicode(line, 'latin-1')
    parts = [filename, ':', text]
    if line:
        parts += ['  ', line.strip(), '\n']
    return ''.join(parts)


def _show_warning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, standard error by default."""
    output = sys.stderr if file is None else file
    if output is None:
        return
    try:
        output.write(formatwarning(message, category, filename, lineno, line))
    except (IOError, UnicodeError):
        # A warning that cannot be written is lost; there is nowhere to say so.
        pass


# A program may replace showwarning; catch_warnings asks which one is in use.
showwarning = _show_warning


class WarningMessage(object):
    """A warning as catch_warnings(record=True) keeps it."""

    _WARNING_DETAILS = ('message', 'category', 'filename', 'lineno', 'file', 'line')

    def __init__(self, message, category, filename, lineno, file=None, line=None):
        details = message, category, filename, lineno, file, line
        vars(self).update(zip(self._WARNING_DETAILS, details))
        self._category_name = category and category.__name__

    def __str__(self):
        return ('{message : %(message)r, category : %(_category_name)r, '
                'filename : %(filename)r, lineno : %(lineno)s, line : %(line)r}' % vars(self))


# ---- filters: (action, pattern of the text, class, pattern of the module, line)

# An option may shorten one of these; the first that begins so is meant.
_ACTIONS = ('default', 'always', 'ignore', 'module', 'once', 'error')


def _put_in(append, action, message, category, module, lineno):
    assert action in _ACTIONS, 'invalid action: %r' % (action,)
    assert isinstance(lineno, (int, long)) and lineno >= 0, 'lineno must be an int >= 0'
    filters.insert(len(filters) if append else 0, (action, message, category, module, lineno))


def filterwarnings(action, message='', category=Warning, module='', lineno=0,
                   append=0):
    """Put a filter before all others, or after them with append.

    message and module are regular expressions that match at the start of
    the text (in any case) and the module's name; category is a class whose
    subclasses match; line 0 matches every line.
    """
    import re
    assert action in _ACTIONS, 'invalid action: %r' % (action,)
    for text, role in ((message, 'message'), (module, 'module')):
        assert isinstance(text, basestring), role + ' must be a string'
    assert isinstance(category, _CLASSES), 'category must be a class'
    assert issubclass(category, Warning), 'category must be a Warning subclass'
    _put_in(append, action, re.compile(message, re.I), category, re.compile(module), lineno)


def simplefilter(action, category=Warning, lineno=0, append=0):
    """Put in a filter that matches every module and message."""
    _put_in(append, action, None, category, None, lineno)


def resetwarnings():
    """Drop every filter, those of the command line included."""
    del filters[:]


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
        told = ['record=True'] if self._record else []
        if self._module is not sys.modules['warnings']:
            told.append('module=%r' % self._module)
        return '%s(%s)' % (type(self).__name__, ', '.join(told))

    def __enter__(self):
        if self._entered:
            raise RuntimeError('Cannot enter %r twice' % self)
        self._entered = True
        module = self._module
        self._before = module.filters, module.showwarning
        module.filters = list(module.filters)
        if self._record:
            log = []
            module.showwarning = lambda *args, **kwargs: log.append(
                WarningMessage(*args, **kwargs))
            return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError('Cannot exit %r without entering first' % self)
        self._module.filters, self._module.showwarning = self._before


# ---- the options of the command line: -W action:message:category:module:line

class _OptionError(Exception):
    """A -W option cannot be understood."""


def _processoptions(args):
    """Put in the filters of -W options; complain of wrong ones and go on."""
    for arg in args:
        try:
            _setoption(arg)
        except _OptionError as problem:
            sys.stderr.write('Invalid -W option ignored: %s\n' % problem)


def _setoption(arg):
    """Put in the filter of one option."""
    fields = [field.strip() for field in arg.split(':')]
    if len(fields) > 5:
        raise _OptionError('too many fields (max 5): %r' % (arg,))
    action, message, category, module, line = fields + [''] * (5 - len(fields))
    action, category = _getaction(action), _getcategory(category)
    lineno = _getline(line)
    if message or module:
        import re
        # They stand for themselves here.
        message, module = re.escape(message), module and re.escape(module) + '$'
        filterwarnings(action, message, category, module, lineno)
    else:
        simplefilter(action, category, lineno)


def _getline(text):
    try:
        lineno = int(text or 0)
    except (ValueError, OverflowError):
        raise _OptionError('invalid lineno %r' % (text,))
    if lineno < 0:
        raise _OptionError('invalid lineno %r' % (lineno,))
    return lineno


def _getaction(action):
    """The action that a name, or the start of one, means."""
    if action == 'all':
        return 'always'
    for name in _ACTIONS:
        if name.startswith(action):
            return name
    raise _OptionError('invalid action: %r' % (action,))


def _getcategory(category):
    """The warning class that a (dotted) name means."""
    if not category:
        return Warning
    module, _, name = category.rpartition('.')
    try:
        namespace = __import__(module or '__builtin__', None, None, [name])
    except ImportError:
        raise _OptionError('invalid module name: %r' % (module,))
    found = getattr(namespace, name, None)
    if found is None or not module and not isinstance(found, _CLASSES):
        raise _OptionError('unknown warning category: %r' % (category,))
    if not issubclass(found, Warning):
        raise _OptionError('invalid warning category: %r' % (category,))
    return found


_processoptions(sys.warnoptions)
