"""Extract, format and print tracebacks and exceptions."""

import linecache
import sys
import types

__all__ = ['extract_stack', 'extract_tb', 'format_exception',
           'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception',
           'print_last', 'print_stack', 'print_tb', 'tb_lineno']


def _print(file, str='', terminator='\n'):
    file.write(str + terminator)


def _entry(frame, lineno):
    """(file, line number, function, source line or None) of a frame."""
    code = frame.f_code
    filename = code.co_filename
    linecache.checkcache(filename)
    line = linecache.getline(filename, lineno, frame.f_globals)
    return filename, lineno, code.co_name, line.strip() if line else None


def _limit(limit):
    """How many entries to show: limit, or sys.tracebacklimit; None for all."""
    if limit is None:
        return getattr(sys, 'tracebacklimit', None)
    return limit


def _format_entry(filename, lineno, name, line):
    item = '  File "%s", line %d, in %s\n' % (filename, lineno, name)
    if line:
        item += '    %s\n' % line.strip()
    return item


def print_list(extracted_list, file=None):
    """Print what extract_tb() or extract_stack() returned."""
    if file is None:
        file = sys.stderr
    for filename, lineno, name, line in extracted_list:
        file.write(_format_entry(filename, lineno, name, line))


def format_list(extracted_list):
    """What print_list() would print, as a list with a string for each entry."""
    return [_format_entry(filename, lineno, name, line)
            for filename, lineno, name, line in extracted_list]


def print_tb(tb, limit=None, file=None):
    """Print up to limit entries of a traceback, outermost first."""
    print_list(extract_tb(tb, limit), file)


def format_tb(tb, limit=None):
    """format_list(extract_tb(tb, limit))"""
    return format_list(extract_tb(tb, limit))


def extract_tb(tb, limit=None):
    """A list of (file, line number, function, source line) of a traceback."""
    limit = _limit(limit)
    entries = []
    while tb is not None and (limit is None or len(entries) < limit):
        entries.append(_entry(tb.tb_frame, tb.tb_lineno))
        tb = tb.tb_next
    return entries


def print_exception(etype, value, tb, limit=None, file=None):
    """Print an exception with its traceback, as the interpreter does."""
    if file is None:
        file = sys.stderr
    if tb:
        _print(file, 'Traceback (most recent call last):')
        print_tb(tb, limit, file)
    for line in format_exception_only(etype, value):
        _print(file, line, '')


def format_exception(etype, value, tb, limit=None):
    """What print_exception() would print, as a list of strings."""
    lines = []
    if tb:
        lines.append('Traceback (most recent call last):\n')
        lines.extend(format_tb(tb, limit))
    return lines + format_exception_only(etype, value)


def format_exception_only(etype, value):
    """The exception alone, as a list of strings.

    It is one string but for a SyntaxError, for which the last says which
    error it is and those before show where.
    """
    # Anything raised that is no class: a string or an instance of old.
    if (isinstance(etype, (BaseException, types.InstanceType))
            or etype is None or type(etype) is str):
        return [_format_final_exc_line(etype, value)]
    name = etype.__name__
    if not issubclass(etype, SyntaxError):
        return [_format_final_exc_line(name, value)]
    try:
        message, (filename, lineno, offset, badline) = value.args
    except Exception:
        # An instance made by hand.
        return [_format_final_exc_line(name, value)]
    lines = ['  File "%s", line %d\n' % (filename or '<string>', lineno)]
    if badline is not None:
        lines.append('    %s\n' % badline.strip())
        if offset is not None:
            # The caret keeps its column: tabs before it stay what they are.
            before = badline.rstrip('\n')[:offset].lstrip()
            padding = [character if character.isspace() else ' ' for character in before]
            lines.append('    %s^\n' % ''.join(padding[:-1]))
    lines.append(_format_final_exc_line(name, message))
    return lines


def _format_final_exc_line(etype, value):
    """The line that names the exception."""
    text = _some_str(value)
    if value is None or not text:
        return '%s\n' % etype
    return '%s: %s\n' % (etype, text)


def _some_str(value):
    """str(value), or what comes closest to it."""
    try:
        return str(value)
    except Exception:
        pass
    try:
        return unicode(value).encode('ascii', 'backslashreplace')
    except Exception:
        pass
    return '<unprintable %s object>' % type(value).__name__


def print_exc(limit=None, file=None):
    """Print the exception being handled."""
    if file is None:
        file = sys.stderr
    try:
        etype, value, tb = sys.exc_info()
        print_exception(etype, value, tb, limit, file)
    finally:
        etype = value = tb = None


def format_exc(limit=None):
    """What print_exc() would print, as one string."""
    try:
        etype, value, tb = sys.exc_info()
        return ''.join(format_exception(etype, value, tb, limit))
    finally:
        etype = value = tb = None


def print_last(limit=None, file=None):
    """Print the exception that ended the last interactive command."""
    if not hasattr(sys, 'last_type'):
        raise ValueError('no last exception')
    if file is None:
        file = sys.stderr
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file)


def _caller(frame):
    """The frame given, or that of whoever called into this module."""
    return sys._getframe(2) if frame is None else frame


def print_stack(f=None, limit=None, file=None):
    """Print the stack from a frame outwards, by default the caller's."""
    print_list(extract_stack(_caller(f), limit), file)


def format_stack(f=None, limit=None):
    """format_list() of the stack from a frame outwards."""
    return format_list(extract_stack(_caller(f), limit))


def extract_stack(f=None, limit=None):
    """A list like extract_tb()'s of the stack, outermost frame first."""
    frame = _caller(f)
    limit = _limit(limit)
    entries = []
    while frame is not None and (limit is None or len(entries) < limit):
        entries.append(_entry(frame, frame.f_lineno))
        frame = frame.f_back
    entries.reverse()
    return entries


def tb_lineno(tb):
    """The line of a traceback entry: tb.tb_lineno, kept for old programs."""
    return tb.tb_lineno
