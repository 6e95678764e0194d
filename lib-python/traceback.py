"""Extract, format and print tracebacks and exceptions."""

import linecache
import sys
import types

__all__ = ['tb_lineno', 'extract_tb', 'extract_stack', 'format_tb', 'format_stack',
           'format_list', 'format_exception', 'format_exception_only', 'format_exc',
           'print_tb', 'print_stack', 'print_exception', 'print_exc', 'print_last']

# An entry of a traceback or stack is (file, line number, function, source line or None).

_HEADER = 'Traceback (most recent call last):\n'


def _print(lines, file):
    """Write lines to a file, standard error by default."""
    if file is None:
        file = sys.stderr
    for line in lines:
        file.write(line)


def tb_lineno(tb):
    """The line of a traceback entry: tb.tb_lineno, kept for old programs."""
    return tb.tb_lineno


# ---- entries

def _entry(frame, lineno):
    code = frame.f_code
    linecache.checkcache(code.co_filename)
    source = linecache.getline(code.co_filename, lineno, frame.f_globals)
    return code.co_filename, lineno, code.co_name, source.strip() or None


def _entries(steps, limit):
    """The entries of the first (frame, line number) pairs; limit may be in sys."""
    if limit is None:
        limit = getattr(sys, 'tracebacklimit', None)
    entries = []
    for frame, lineno in steps:
        if limit is not None and len(entries) >= limit:
            break
        entries.append(_entry(frame, lineno))
    return entries


def _inwards(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _outwards(frame):
    while frame is not None:
        yield frame, frame.f_lineno
        frame = frame.f_back


def extract_tb(tb, limit=None):
    """The entries of a traceback, the outermost first; the first limit of them."""
    return _entries(_inwards(tb), limit)


def _start(frame):
    """The frame given, or that of whoever called into this module."""
    return sys._getframe(2) if frame is None else frame


def extract_stack(f=None, limit=None):
    """The entries from a frame outwards, but the outermost first; the last limit of them."""
    return _entries(_outwards(_start(f)), limit)[::-1]


def format_list(extracted_list):
    """Entries as a list of strings, one for each."""
    formatted = []
    for filename, lineno, name, source in extracted_list:
        text = '  File "%s", line %d, in %s\n' % (filename, lineno, name)
        if source:
            text += '    %s\n' % source.strip()
        formatted.append(text)
    return formatted


def print_list(extracted_list, file=None):
    """Print what extract_tb() or extract_stack() returned."""
    _print(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    """format_list() of a traceback."""
    return format_list(extract_tb(tb, limit))


def print_tb(tb, limit=None, file=None):
    """Print up to limit entries of a traceback, outermost first."""
    _print(format_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    """format_list() of the stack from a frame outwards, by default the caller's."""
    return format_list(extract_stack(_start(f), limit))


def print_stack(f=None, limit=None, file=None):
    """Print the stack from a frame outwards, by default the caller's."""
    print_list(extract_stack(_start(f), limit), file)


# ---- exceptions

def _some_str(value):
    """str(value), or what comes closest to it."""
    for convert in str, lambda value: unicode(value).encode('ascii', 'backslashreplace'):
        try:
            return convert(value)
        except Exception:
            # Its own methods may do anything.
            pass
    return '<unprintable %s object>' % type(value).__name__


def _format_final_exc_line(etype, value):
    """The line that names the exception."""
    text = '' if value is None else _some_str(value)
    return '%s: %s\n' % (etype, text) if text else '%s\n' % etype


def _place_of_error(filename, lineno, offset, source):
    """Where a SyntaxError is, as a list of strings."""
    lines = ['  File "%s", line %d\n' % (filename or '<string>', lineno)]
    if source is not None:
        lines.append('    %s\n' % source.strip())
        if offset is not None:
            # The caret keeps its column: tabs before it stay what they are.
            before = source.rstrip('\n')[:offset].lstrip()[:-1]
            padding = ''.join(c if c.isspace() else ' ' for c in before)
            lines.append('    %s^\n' % padding)
    return lines


def format_exception_only(etype, value):
    """The exception alone, as a list of strings.

    It is one string but for a SyntaxError, for which the last says which
    error it is and those before show where.
    """
    # What is raised may be no class: a string or an instance of old.
    if (etype is None or type(etype) is str
            or isinstance(etype, (BaseException, types.InstanceType))):
        return [_format_final_exc_line(etype, value)]
    place = []
    if issubclass(etype, SyntaxError):
        try:
            message, (filename, lineno, offset, source) = value.args
        except Exception:
            # An instance made by hand.
            pass
        else:
            value, place = message, _place_of_error(filename, lineno, offset, source)
    return place + [_format_final_exc_line(etype.__name__, value)]


def format_exception(etype, value, tb, limit=None):
    """An exception with its traceback, as the interpreter prints it: a list of strings."""
    entries = [_HEADER] + format_tb(tb, limit) if tb else []
    return entries + format_exception_only(etype, value)


def print_exception(etype, value, tb, limit=None, file=None):
    """Print an exception with its traceback, as the interpreter does."""
    _print(format_exception(etype, value, tb, limit), file)


def format_exc(limit=None):
    """The exception being handled, as one string."""
    return ''.join(format_exception(*sys.exc_info() + (limit,)))


def print_exc(limit=None, file=None):
    """Print the exception being handled."""
    print_exception(*sys.exc_info() + (limit, file))


def print_last(limit=None, file=None):
    """Print the exception that ended the last interactive command."""
    try:
        last = sys.last_type, sys.last_value, sys.last_traceback
    except AttributeError:
        raise ValueError('no last exception')
    print_exception(*last + (limit, file))
