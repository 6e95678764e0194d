"""Reports of exceptions, with lines of source and values of variables, as pages or text: for programs behind servers.

    import cgitb; cgitb.enable()

shows a page for each exception that nobody handles. enable(display=0, logdir=FOLDER) writes it to a file instead.
"""

import inspect
import keyword
import linecache
import os
import sys
import tempfile
import time
import tokenize
import traceback
import types
from repr import Repr

# The value of names that are not defined.
__UNDEF__ = []


_representation = Repr()
_representation.maxlist = _representation.maxtuple = 20
_representation.maxdict = 10
_representation.maxstring = _representation.maxother = 100
_shortened = _representation.repr


def reset():
    """Ends what a page may be in the middle of: a header, a comment, a tag, a table."""
    closing = ''.join('</%s>' % tag for tag in ('font', 'script', 'object', 'blockquote', 'pre', 'table', 'table', 'table'))
    return '<!--: report\nContent-Type: text/html\n\n<body bgcolor="#f0f0f8">--> -->\n' + closing


def _escape(text):
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


def _element(tag, text):
    return '<%s>%s</%s>' % (tag, text, tag) if text else ''


def small(text):
    return _element('small', text)


def strong(text):
    return _element('strong', text)


def grey(text):
    return '<font color="#909090">%s</font>' % text if text else ''


def lookup(name, frame, locals):
    """Where a name is defined for a frame, and its value."""
    if name in locals:
        return 'local', locals[name]
    if name in frame.f_globals:
        return 'global', frame.f_globals[name]
    builtins = frame.f_globals.get('__builtins__', {})
    if not isinstance(builtins, dict):
        builtins = vars(builtins)
    if name in builtins:
        return 'builtin', builtins[name]
    return None, __UNDEF__


def scanvars(reader, frame, locals):
    """The names, and attributes of values, in a line: (name, where it is defined, value)."""
    found = []
    path, value = '', __UNDEF__       # of what stands before a dot
    after_dot = False
    for kind, token, _start, _end, _line in tokenize.generate_tokens(reader):
        if kind == tokenize.NEWLINE:
            break
        if kind == tokenize.NAME and token not in keyword.kwlist:
            if after_dot:
                if path and value is not __UNDEF__:
                    value = getattr(value, token, __UNDEF__)
                    found.append((path + '.' + token, path + '.', value))
                    path += '.' + token
            else:
                where, value = lookup(token, frame, locals)
                path = token
                found.append((token, where, value))
        elif token != '.':
            path, value = '', __UNDEF__
        after_dot = token == '.'
    return found


class _Call:
    """A frame of the traceback: where it is, its arguments, lines around, values of the names in the line."""

    def __init__(self, record):
        frame, file, self.number, self.function, lines, index = record
        self.file = os.path.abspath(file) if file else '?'
        self.arguments, self.varargs, self.keywords, self.locals = inspect.getargvalues(frame)
        self.lines = [] if index is None else [(self.number - index + i, line) for i, line in enumerate(lines)]
        self.highlighted = set()
        self.values = []
        for name, where, value in self._scan(frame):
            if name not in [known[0] for known in self.values]:
                self.values.append((name, where, value))

    def _scan(self, frame):
        numbers = [self.number]

        def read():
            self.highlighted.add(numbers[0])
            numbers[0] += 1
            return linecache.getline(self.file, numbers[0] - 1)
        try:
            return scanvars(read, frame, self.locals)
        except (tokenize.TokenError, IndentationError):
            return []

    def call(self, show):
        """The function with its arguments, as a format shows values."""
        if self.function in (None, '?', '<module>'):
            return ''
        return self.function + inspect.formatargvalues(self.arguments, self.varargs, self.keywords, self.locals,
                                                       formatvalue=lambda value: '=' + show(value))


def _what(etype, evalue):
    kind = etype.__name__ if isinstance(etype, (type, types.ClassType)) else etype
    return kind, [(name, getattr(evalue, name)) for name in dir(evalue) if isinstance(evalue, BaseException)
                  and name[:1] != '_']


def _head():
    return 'Python %s: %s' % (sys.version.split()[0], sys.executable), time.ctime(time.time())


def html(einfo, context=5):
    """A page of an exception, given as (type, value, traceback)."""
    etype, evalue, trace = einfo
    kind, attributes = _what(etype, evalue)
    show = lambda value: _escape(_shortened(value))
    version, date = _head()
    parts = ['<body bgcolor="#f0f0f8"><table width="100%%" bgcolor="#6622aa"><tr><td><font color="#ffffff"><big>%s</big></font>'
             '</td><td align=right><font color="#ffffff">%s<br>%s</font></td></tr></table>\n<p>A problem occurred in a Python '
             'script.  Here is the sequence of function calls leading up to the error, in the order they occurred.</p>\n'
             % (strong(_escape(str(kind))), _escape(version), date)]
    for record in inspect.getinnerframes(trace, context):
        call = _Call(record)
        place = '<a href="file://%s">%s</a>' % (call.file, _escape(call.file))
        parts.append('<p>%s in %s</p>\n<table width="100%%" cellspacing=0 cellpadding=0>' % (place, strong(call.call(show))))
        for number, line in call.lines:
            text = '<tt>%s%5d&nbsp;%s</tt>' % ('=&gt;' if number in call.highlighted else '&nbsp;&nbsp;', number,
                                              _escape(line.rstrip('\n')).replace(' ', '&nbsp;'))
            color = ' bgcolor="#ffccee"' if number in call.highlighted else ''
            parts.append('<tr><td%s>%s</td></tr>' % (color, text if color else grey(text)))
        values = []
        for name, where, value in call.values:
            name = '<em>%s</em> %s' % (where, strong(name)) if where in ('global', 'builtin') else strong(name)
            values.append('%s&nbsp;= %s' % (name, show(value)) if value is not __UNDEF__ else name + ' <em>undefined</em>')
        parts.append('<tr><td>%s</td></tr></table>\n' % small(grey(', '.join(values))))
    parts.append('<p>%s: %s' % (strong(_escape(str(kind))), _escape(str(evalue))))
    parts.extend('\n<br>%s%s&nbsp;=\n%s' % ('&nbsp;' * 4, name, show(value)) for name, value in attributes)
    original = _escape(''.join(traceback.format_exception(etype, evalue, trace)))
    # It stands in a comment, too, where no page is shown.
    parts.append('\n\n\n<!-- The above is a description of an error in a Python program, formatted\n     for a Web browser.  '
                 'Here is the original traceback:\n\n%s\n-->\n' % original)
    return ''.join(parts)


def text(einfo, context=5):
    """The same as text."""
    etype, evalue, trace = einfo
    kind, attributes = _what(etype, evalue)
    show = _shortened
    version, date = _head()
    parts = ['%s\n%s\n%s\n\nA problem occurred in a Python script.  Here is the sequence of\nfunction calls leading up to the '
             'error, in the order they occurred.\n' % (kind, version, date)]
    for record in inspect.getinnerframes(trace, context):
        call = _Call(record)
        parts.append('\n %s in %s\n' % (call.file, call.call(show)))
        parts.extend(' %5d %s\n' % (number, line.rstrip()) for number, line in call.lines)
        for name, where, value in call.values:
            name = '%s %s' % (where, name) if where == 'global' else name
            parts.append('%s %s\n' % (name, 'undefined' if value is __UNDEF__ else '= ' + show(value)))
    parts.append('%s: %s' % (kind, evalue))
    parts.extend('\n    %s = %s' % (name, show(value)) for name, value in attributes)
    parts.append('\n\nThe above is a description of an error in a Python program.  Here is\nthe original traceback:\n\n%s\n'
                 % ''.join(traceback.format_exception(etype, evalue, trace)))
    return ''.join(parts)


class Hook:
    """What is called for exceptions: shows a report, or only that there is one, and writes it to a folder."""

    def __init__(self, display=1, logdir=None, context=5, file=None, format='html'):
        self.display, self.logdir, self.context, self.format = display, logdir, context, format
        self.file = file or sys.stdout

    def __call__(self, etype, evalue, etb):
        self.handle((etype, evalue, etb))

    def handle(self, info=None):
        info = info or sys.exc_info()
        page = self.format == 'html'
        if page:
            self.file.write(reset())
        try:
            report = (html if page else text)(info, self.context)
        except Exception:
            report = ''.join(traceback.format_exception(*info))
            page = False
        if not self.display:
            self.file.write('<p>A problem occurred in a Python script.\n')
        elif page or self.format != 'html':
            self.file.write(report + '\n')
        else:
            self.file.write('<pre>' + _escape(report) + '</pre>\n')
        if self.logdir is not None:
            message = self._log(report, page)
            self.file.write('<p>%s</p>\n' % message if self.format == 'html' else message + '\n')
        try:
            self.file.flush()
        except (AttributeError, IOError):
            pass                      # what servers give may be no file

    def _log(self, report, page):
        descriptor, path = tempfile.mkstemp(suffix='.html' if page else '.txt', dir=self.logdir)
        try:
            with os.fdopen(descriptor, 'w') as file:
                file.write(report)
        except EnvironmentError:
            return 'Tried to save traceback to %s, but failed.' % path
        return '%s contains the description of this error.' % path


handler = Hook().handle


def enable(display=1, logdir=None, context=5, format='html'):
    """Makes reports of exceptions that nobody handles."""
    sys.excepthook = Hook(display=display, logdir=logdir, context=context, format=format)
