"""For programs that a web server runs by CGI: the fields of the form that was sent, and output for debugging.

FieldStorage is a whole form and each of its fields; parse() and the classes of dicts are older ways to it.
"""

import os
import re
import sys
import urlparse
import UserDict
from operator import attrgetter
from warnings import filterwarnings, catch_warnings, warn
with catch_warnings():
    if sys.py3kwarning:
        filterwarnings('ignore', '.*mimetools has been removed', DeprecationWarning)
        filterwarnings('ignore', '.*rfc822 has been removed', DeprecationWarning)
    import mimetools
    import rfc822

try:
    from cStringIO import StringIO
except ImportError:
    from StringIO import StringIO

__version__ = '2.6'

__all__ = ['MiniFieldStorage', 'FieldStorage', 'FormContentDict', 'SvFormContentDict', 'InterpFormContentDict',
           'FormContent', 'parse', 'parse_qs', 'parse_qsl', 'parse_multipart', 'parse_header', 'print_exception',
           'print_environ', 'print_form', 'print_directory', 'print_arguments', 'print_environ_usage', 'escape']

# How much a request may send in all, 0 for no limit.
maxlen = 0

_FORM = 'application/x-www-form-urlencoded'

# Lines are read in pieces: a part of a form need not have any line ends.
_LINE = 1 << 16

# How much of a field is kept in memory, if its length is not known.
_IN_MEMORY = 1000


# The log: logfile is to be set before the first call of log().
logfile = ''
logfp = None


def initlog(*allargs):
    """Open the log if there is to be one, and write to it: log() is this function when it is called first."""
    global logfp, log
    if logfile and not logfp:
        try:
            logfp = open(logfile, 'a')
        except IOError:
            pass
    log = dolog if logfp else nolog
    log(*allargs)


def dolog(fmt, *args):
    """Write a line to the log."""
    logfp.write(fmt % args + '\n')


def nolog(*allargs):
    pass


log = initlog


def _check_length(length):
    if maxlen and length > maxlen:
        raise ValueError('Maximum content length exceeded')


def parse(fp=None, environ=os.environ, keep_blank_values=0, strict_parsing=0):
    """{name: list of values} of the form that the environment tells of; a POST is read from fp, sys.stdin by
    default. QUERY_STRING is set to what was parsed."""
    kind, parameters = '', {}
    if environ.setdefault('REQUEST_METHOD', 'GET') == 'POST':
        kind, parameters = parse_header(environ['CONTENT_TYPE'])
    source = sys.stdin if fp is None else fp
    if kind == 'multipart/form-data':
        return parse_multipart(source, parameters)
    sent = []
    if kind == _FORM:
        length = int(environ['CONTENT_LENGTH'])
        _check_length(length)
        sent.append(source.read(length))
    if 'QUERY_STRING' in environ:
        sent.append(environ['QUERY_STRING'])
    else:
        sent += sys.argv[1:2]
    query = '&'.join(sent if sent[:1] != [''] else sent[1:])
    # For programs that look at it afterwards.
    environ['QUERY_STRING'] = query
    return urlparse.parse_qs(query, keep_blank_values, strict_parsing)


def parse_qs(qs, keep_blank_values=0, strict_parsing=0):
    """urlparse.parse_qs() under its old name."""
    warn('cgi.parse_qs is deprecated, use urlparse.parse_qs instead', PendingDeprecationWarning, 2)
    return urlparse.parse_qs(qs, keep_blank_values, strict_parsing)


def parse_qsl(qs, keep_blank_values=0, strict_parsing=0, max_num_fields=None):
    """urlparse.parse_qsl() under its old name."""
    warn('cgi.parse_qsl is deprecated, use urlparse.parse_qsl instead', PendingDeprecationWarning, 2)
    return urlparse.parse_qsl(qs, keep_blank_values, strict_parsing, max_num_fields)


def valid_boundary(s, _vb_pattern='^[ -~]{0,200}[!-~]$'):
    """Whether the text can be a boundary of parts (RFC 2046)."""
    return re.match(_vb_pattern, s)


def parse_multipart(fp, pdict):
    """{name: list of values} of a body in parts; pdict are the parameters of its type. All is kept in memory."""
    boundary = pdict.get('boundary', '')
    if not valid_boundary(boundary):
        raise ValueError('Invalid boundary in multipart form: %r' % (boundary,))
    ends = '--' + boundary, '--' + boundary + '--'
    fields = {}
    # What comes before the first boundary belongs to no part.
    end = _part_lines(fp, ends)[1]
    while end != ends[1]:
        headers = mimetools.Message(fp)
        data = _announced_data(fp, headers.getheader('content-length'))
        lines, end = _part_lines(fp, ends)
        if data is None:
            data = ''.join(lines)
            if lines:
                # The line end before a boundary is a part of it.
                data = data[:-2] if data[-2:] == '\r\n' else data[:-1] if data[-1:] == '\n' else data
        disposition, parameters = parse_header(headers['content-disposition'] or '')
        if disposition == 'form-data' and 'name' in parameters:
            fields.setdefault(parameters['name'], []).append(data)
    return fields


def _announced_data(fp, header):
    """As many octets as a header Content-Length tells; None if it tells nothing."""
    try:
        length = int(header or '')
    except ValueError:
        return None
    if length <= 0:
        return '' if length == 0 else None
    _check_length(length)
    return fp.read(length)


def _part_lines(fp, ends):
    """(lines before a boundary, the boundary); the end of the file is as good as the last one."""
    lines = []
    for line in iter(fp.readline, ''):
        if line.startswith('--') and line.strip() in ends:
            return lines, line.strip()
        lines.append(line)
    return lines, ends[1]


def _parseparam(s):
    """The parts of a header that begin with semicolons, except where these are quoted."""
    while s[:1] == ';':
        end = s.find(';', 1)
        while end > 1 and (s.count('"', 1, end) - s.count('\\"', 1, end)) % 2:
            end = s.find(';', end + 1)
        if end < 0:
            end = len(s)
        yield s[1:end].strip()
        s = s[end:]


def parse_header(line):
    """(value, dict of parameters) of a header like Content-Type."""
    parts = _parseparam(';' + line)
    value = next(parts)
    parameters = {}
    for part in parts:
        name, equals, text = part.partition('=')
        if equals:
            text = text.strip()
            if len(text) > 1 and text[0] == text[-1] == '"':
                text = text[1:-1].replace('\\\\', '\\').replace('\\"', '"')
            parameters[name.strip().lower()] = text
    return value, parameters


class MiniFieldStorage:
    """A field of which there is only name and value; for the rest it looks like a FieldStorage."""

    filename = list = type = file = disposition = None
    type_options, disposition_options, headers = {}, {}, {}

    def __init__(self, name, value):
        self.name, self.value = name, value

    def __repr__(self):
        return 'MiniFieldStorage(%r, %r)' % (self.name, self.value)


class FieldStorage:
    """A form, or a field of a form in parts.

    A form is a mapping from names to fields, or to lists of fields where a name occurs more than once; `list` has
    all. A field has its content as a string in `value`, and as a file in `file` if it was a part of its own; its
    headers are in `headers`, and taken apart in `type`, `type_options`, `disposition`, `disposition_options`,
    `name` and `filename`. `done` is 1 behind the last part, -1 if the input ended too early.
    """

    # The class for parts; the form's own by default.
    FieldStorageClass = None

    # How much is copied at once.
    bufsize = 8 * 1024

    def __init__(self, fp=None, headers=None, outerboundary='', environ=os.environ, keep_blank_values=0,
                 strict_parsing=0, max_num_fields=None):
        self.keep_blank_values, self.strict_parsing = keep_blank_values, strict_parsing
        self.max_num_fields = max_num_fields
        method = environ.get('REQUEST_METHOD', 'GET').upper()
        self.qs_on_post = None
        if method in ('GET', 'HEAD'):
            query = environ['QUERY_STRING'] if 'QUERY_STRING' in environ else ''.join(sys.argv[1:2])
            fp = StringIO(query)
            headers = {'content-type': _FORM} if headers is None else headers
        elif headers is None:
            headers = self._posted_headers(method, environ)
        self.fp = fp or sys.stdin
        self.headers, self.outerboundary = headers, outerboundary
        self._take_headers('text/plain' if outerboundary or method != 'POST' else _FORM)
        self.list = self.file = None
        self.done = 0
        if self.type == _FORM:
            self.read_urlencoded()
        elif self.type[:10] == 'multipart/':
            self.read_multi(environ, keep_blank_values, strict_parsing)
        else:
            self.read_single()

    def _posted_headers(self, method, environ):
        headers = {'content-type': _FORM} if method == 'POST' else {}
        for variable, name in ('CONTENT_TYPE', 'content-type'), ('CONTENT_LENGTH', 'content-length'):
            if variable in environ:
                headers[name] = environ[variable]
        if 'QUERY_STRING' in environ:
            # Its fields belong to the form too.
            self.qs_on_post = environ['QUERY_STRING']
        return headers

    def _take_headers(self, default_type):
        headers = self.headers
        self.disposition, self.disposition_options = '', {}
        if 'content-disposition' in headers:
            self.disposition, self.disposition_options = parse_header(headers['content-disposition'])
        self.name = self.disposition_options.get('name')
        self.filename = self.disposition_options.get('filename')
        self.type, self.type_options = default_type, {}
        if 'content-type' in headers:
            self.type, self.type_options = parse_header(headers['content-type'])
        self.innerboundary = self.type_options.get('boundary', '')
        try:
            self.length = int(headers['content-length']) if 'content-length' in headers else -1
        except ValueError:
            self.length = -1
        _check_length(self.length)

    def __repr__(self):
        return 'FieldStorage(%r, %r, %r)' % (self.name, self.filename, self.value)

    def __getattr__(self, name):
        # The value is made of what is there when it is asked for.
        if name != 'value':
            raise AttributeError(name)
        if self.file is None:
            return self.list
        self.file.seek(0)
        content = self.file.read()
        self.file.seek(0)
        return content

    def _fields(self):
        if self.list is None:
            raise TypeError('not indexable')
        return self.list

    def _named(self, key):
        return [field for field in self._fields() if field.name == key]

    def __getitem__(self, key):
        found = self._named(key)
        if not found:
            raise KeyError(key)
        return found if len(found) > 1 else found[0]

    def __contains__(self, key):
        return any(field.name == key for field in self._fields())

    has_key = __contains__

    def keys(self):
        return list(set(field.name for field in self._fields()))

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self.keys())

    def __nonzero__(self):
        return bool(self.list)

    def getvalue(self, key, default=None):
        """The value of a name, a list of values where there are several."""
        if key not in self:
            return default
        found = self[key]
        return map(attrgetter('value'), found) if type(found) is list else found.value

    def getfirst(self, key, default=None):
        """The first value of a name."""
        values = self.getlist(key)
        return values[0] if values else default

    def getlist(self, key):
        """All values of a name."""
        return [field.value for field in self._named(key)] if key in self else []

    def _of_query(self, query):
        pairs = urlparse.parse_qsl(query, self.keep_blank_values, self.strict_parsing, self.max_num_fields)
        return [MiniFieldStorage(name, value) for name, value in pairs]

    def read_urlencoded(self):
        """Read a form that is one string."""
        query = self.fp.read(self.length)
        if self.qs_on_post:
            query += '&' + self.qs_on_post
        self.list = self._of_query(query)
        self.skip_lines()

    def read_multi(self, environ, keep_blank_values, strict_parsing):
        """Read a form in parts."""
        boundary = self.innerboundary
        if not valid_boundary(boundary):
            raise ValueError('Invalid boundary in multipart form: %r' % (boundary,))
        self.list = self._of_query(self.qs_on_post) if self.qs_on_post else []
        left = self.max_num_fields
        if left is not None:
            left -= len(self.list)
        make = self.FieldStorageClass or self.__class__
        # What comes before the first boundary is read as if it were a part, and dropped.
        part = make(self.fp, {}, boundary, environ, keep_blank_values, strict_parsing, left)
        while not part.done:
            headers = rfc822.Message(self.fp)
            part = make(self.fp, headers, boundary, environ, keep_blank_values, strict_parsing, left)
            if left is not None:
                left -= 1 + len(part.list or ())
                if left < 0:
                    raise ValueError('Max number of fields exceeded')
            self.list.append(part)
        self.skip_lines()

    def read_single(self):
        """Read something that is one field."""
        if self.length >= 0:
            self.read_binary()
            self.skip_lines()
        else:
            self.read_lines()
        self.file.seek(0)

    def read_binary(self):
        """Read a content of known length into a file."""
        self.file = self.make_file('b')
        left = self.length
        while left > 0:
            block = self.fp.read(min(left, self.bufsize))
            if not block:
                self.done = -1
                break
            self.file.write(block)
            left -= len(block)

    def read_lines(self):
        """Read up to the boundary or the end, into memory or if it is too much into a file."""
        self.file = self.__memory = StringIO()
        if self.outerboundary:
            self.read_lines_to_outerboundary()
        else:
            self.read_lines_to_eof()

    def __write(self, line):
        memory = self.__memory
        if memory is not None and memory.tell() + len(line) > _IN_MEMORY:
            self.file, self.__memory = self.make_file(''), None
            self.file.write(memory.getvalue())
        self.file.write(line)

    def read_lines_to_eof(self):
        for line in iter(lambda: self.fp.readline(_LINE), ''):
            self.__write(line)
        self.done = -1

    def read_lines_to_outerboundary(self):
        for piece in self.__pieces():
            self.__write(piece)

    def skip_lines(self):
        """Read up to the boundary, for nothing."""
        if self.outerboundary and not self.done:
            for piece in self.__pieces():
                pass

    def __pieces(self):
        """What comes before the next boundary. The line end before it belongs to it; so each line end is held back
        till it is known what follows."""
        boundary = '--' + self.outerboundary
        held = ''
        at_start = True
        for line in iter(lambda: self.fp.readline(_LINE), ''):
            if held == '\r':
                # The piece before ended within a line end.
                line, held = held + line, ''
            if at_start and line.startswith('--'):
                found = line.strip()
                if found in (boundary, boundary + '--'):
                    self.done = int(found != boundary)
                    return
            content = line
            for end in '\r\n', '\n', '\r':
                if line.endswith(end):
                    content = line[:-len(end)]
                    break
            yield held + content
            held = line[len(content):]
            at_start = held.endswith('\n')
        self.done = -1

    def make_file(self, binary=None):
        """A file for reading and writing that nobody else sees; for subclasses to replace."""
        import tempfile
        return tempfile.TemporaryFile('w+b')


class FormContentDict(UserDict.UserDict):
    """The form as {name: list of values}."""

    def __init__(self, environ=os.environ, keep_blank_values=0, strict_parsing=0):
        self.dict = self.data = parse(environ=environ, keep_blank_values=keep_blank_values,
                                      strict_parsing=strict_parsing)
        self.query_string = environ['QUERY_STRING']


class SvFormContentDict(FormContentDict):
    """The form as {name: value}; asking for one of several values is an IndexError."""

    def __getitem__(self, key):
        values = self.dict[key]
        if len(values) > 1:
            raise IndexError('expecting a single value')
        return values[0]

    def getlist(self, key):
        return self.dict[key]

    def values(self):
        return [value for key, value in self.items()]

    def items(self):
        return [(key, values[0] if len(values) == 1 else values) for key, values in self.dict.items()]


class InterpFormContentDict(SvFormContentDict):
    """A SvFormContentDict in which values that look like numbers are numbers."""

    def __getitem__(self, key):
        text = SvFormContentDict.__getitem__(self, key)
        if text[0] in '0123456789+-.':
            for kind in int, float:
                try:
                    return kind(text)
                except ValueError:
                    pass
        return text.strip()

    def _single_or_all(self, key):
        try:
            return self[key]
        except IndexError:
            return self.dict[key]

    def values(self):
        return [self._single_or_all(key) for key in self.keys()]

    def items(self):
        return [(key, self._single_or_all(key)) for key in self.keys()]


class FormContent(FormContentDict):
    """The form by methods, as they were in the beginning."""

    def values(self, key):
        return self.dict.get(key) or None

    def indexed_value(self, key, location):
        values = self.dict.get(key, ())
        return values[location] if len(values) > location else None

    def value(self, key):
        return self.indexed_value(key, 0)

    def length(self, key):
        return len(self.dict[key])

    def stripped(self, key):
        value = self.value(key)
        return None if value is None else value.strip()

    def pars(self):
        return self.dict


def test(environ=os.environ):
    """A CGI program that shows all it knows, as a page."""
    global maxlen
    print 'Content-type: text/html'
    print
    sys.stderr = sys.stdout
    try:
        _show_all(FieldStorage(), environ)
        print_environ_usage()
        print '<H3>What follows is a test, not an actual exception:</H3>'
        eval('testing print_exception() -- <I>italics?</I>')
    except:
        print_exception()
    print '<H1>Second try with a small maxlen...</H1>'
    maxlen = 50
    try:
        _show_all(FieldStorage(), environ)
    except:
        print_exception()


def _show_all(form, environ):
    print_directory()
    print_arguments()
    print_form(form)
    print_environ(environ)


def print_exception(type=None, value=None, tb=None, limit=None):
    """Show an exception, the present one by default."""
    import traceback
    if type is None:
        type, value, tb = sys.exc_info()
    lines = traceback.format_tb(tb, limit) + traceback.format_exception_only(type, value)
    print
    print '<H3>Traceback (most recent call last):</H3>'
    print '<PRE>%s<B>%s</B></PRE>' % (escape(''.join(lines[:-1])), escape(lines[-1]))
    # The traceback leads to this frame, and so in a circle.
    del tb


def _print_definitions(title, pairs, empty=None):
    print
    print '<H3>%s</H3>' % title
    if empty and not pairs:
        print empty
    print '<DL>'
    for term, explanation in pairs:
        print term, explanation
    print '</DL>'
    print


def print_environ(environ=os.environ):
    _print_definitions('Shell Environment:', [('<DT> ' + escape(name), '<DD> ' + escape(environ[name]))
                                              for name in sorted(environ.keys())])


def print_form(form):
    _print_definitions('Form Contents:',
                       [('<DT>%s:' % escape(name), '<i>%s</i>\n<DD>%s' % (escape(repr(type(form[name]))),
                                                                         escape(repr(form[name]))))
                        for name in sorted(form.keys())], '<P>No form fields.')


def print_directory():
    print
    print '<H3>Current Working Directory:</H3>'
    try:
        print escape(os.getcwd())
    except os.error as failure:
        print 'os.error:', escape(str(failure))
    print


def print_arguments():
    print
    print '<H3>Command Line Arguments:</H3>'
    print
    print sys.argv
    print


_VARIABLES = '''AUTH_TYPE CONTENT_LENGTH CONTENT_TYPE DATE_GMT DATE_LOCAL DOCUMENT_NAME DOCUMENT_ROOT DOCUMENT_URI
GATEWAY_INTERFACE LAST_MODIFIED PATH PATH_INFO PATH_TRANSLATED QUERY_STRING REMOTE_ADDR REMOTE_HOST REMOTE_IDENT
REMOTE_USER REQUEST_METHOD SCRIPT_NAME SERVER_NAME SERVER_PORT SERVER_PROTOCOL SERVER_ROOT SERVER_SOFTWARE'''
_HEADERS = 'HTTP_ACCEPT HTTP_CONNECTION HTTP_HOST HTTP_PRAGMA HTTP_REFERER HTTP_USER_AGENT'


def _items(names):
    return '\n'.join(['<UL>'] + ['<LI>' + name for name in names.split()] + ['</UL>'])


def print_environ_usage():
    """Show the names of the variables that a server may set."""
    print
    print '<H3>These environment variables could have been set:</H3>'
    print _items(_VARIABLES)
    print 'In addition, HTTP headers sent by the server may be passed in the'
    print 'environment as well.  Here are some common variable names:'
    print _items(_HEADERS)
    print


def escape(s, quote=None):
    """The text with &, < and > as entities, and quotation marks too if quote is true."""
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;') if quote else s


if __name__ == '__main__':
    test()
