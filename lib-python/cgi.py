"""What CGI programs need: the fields of forms. (Run as a program it shows what it gets.)"""

from operator import attrgetter
import sys
import os
import UserDict
import urlparse

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

logfile = ''
logfp = None


def initlog(*allargs):
    """log() at its first call: open the file logfile, if it is set."""
    global logfp, log
    if logfile and not logfp:
        try:
            logfp = open(logfile, 'a')
        except IOError:
            pass
    log = dolog if logfp else nolog
    log(*allargs)


def dolog(fmt, *args):
    logfp.write(fmt % args + '\n')


def nolog(*allargs):
    pass


# log(format, *arguments) writes to a file.
log = initlog

# How long a request may be; 0: any length.
maxlen = 0


def parse(fp=None, environ=os.environ, keep_blank_values=0, strict_parsing=0):
    """The fields of a request as a dictionary of lists."""
    if fp is None:
        fp = sys.stdin
    if 'REQUEST_METHOD' not in environ:
        environ['REQUEST_METHOD'] = 'GET'
    if environ['REQUEST_METHOD'] == 'POST':
        ctype, pdict = parse_header(environ['CONTENT_TYPE'])
        if ctype == 'multipart/form-data':
            return parse_multipart(fp, pdict)
        if ctype == 'application/x-www-form-urlencoded':
            clength = int(environ['CONTENT_LENGTH'])
            if maxlen and clength > maxlen:
                raise ValueError('Maximum content length exceeded')
            qs = fp.read(clength)
        else:
            qs = ''
        more = environ.get('QUERY_STRING')
        if not more and sys.argv[1:] and 'QUERY_STRING' not in environ:
            more = sys.argv[1]
        if more:
            qs = qs + '&' + more if qs else more
        environ['QUERY_STRING'] = qs
    elif 'QUERY_STRING' in environ:
        qs = environ['QUERY_STRING']
    else:
        qs = sys.argv[1] if sys.argv[1:] else ''
        environ['QUERY_STRING'] = qs
    return urlparse.parse_qs(qs, keep_blank_values, strict_parsing)


def parse_qs(qs, keep_blank_values=0, strict_parsing=0):
    warn('cgi.parse_qs is deprecated, use urlparse.parse_qs instead', PendingDeprecationWarning, 2)
    return urlparse.parse_qs(qs, keep_blank_values, strict_parsing)


def parse_qsl(qs, keep_blank_values=0, strict_parsing=0, max_num_fields=None):
    warn('cgi.parse_qsl is deprecated, use urlparse.parse_qsl instead', PendingDeprecationWarning, 2)
    return urlparse.parse_qsl(qs, keep_blank_values, strict_parsing, max_num_fields)


def parse_multipart(fp, pdict):
    """The fields of a form in parts, of the boundary in pdict; for small ones: FieldStorage keeps files on disk."""
    boundary = pdict.get('boundary', '')
    if not valid_boundary(boundary):
        raise ValueError('Invalid boundary in multipart form: %r' % (boundary,))
    nextpart = '--' + boundary
    lastpart = '--' + boundary + '--'
    partdict = {}
    terminator = ''
    while terminator != lastpart:
        bytes = -1
        data = None
        if terminator:
            headers = mimetools.Message(fp)
            clength = headers.getheader('content-length')
            if clength:
                try:
                    bytes = int(clength)
                except ValueError:
                    pass
            if bytes > 0:
                if maxlen and bytes > maxlen:
                    raise ValueError('Maximum content length exceeded')
                data = fp.read(bytes)
            else:
                data = ''
        lines = []
        while True:
            line = fp.readline()
            if not line:
                terminator = lastpart
                break
            if line[:2] == '--':
                terminator = line.strip()
                if terminator in (nextpart, lastpart):
                    break
            lines.append(line)
        if data is None:
            continue
        if bytes < 0 and lines:
            # The line end before the boundary is the boundary's.
            line = lines[-1]
            if line[-2:] == '\r\n':
                line = line[:-2]
            elif line[-1:] == '\n':
                line = line[:-1]
            lines[-1] = line
            data = ''.join(lines)
        line = headers['content-disposition']
        if not line:
            continue
        key, params = parse_header(line)
        if key != 'form-data' or 'name' not in params:
            continue
        partdict.setdefault(params['name'], []).append(data)
    return partdict


def _parseparam(s):
    while s[:1] == ';':
        s = s[1:]
        end = s.find(';')
        while end > 0 and (s.count('"', 0, end) - s.count('\\"', 0, end)) % 2:
            end = s.find(';', end + 1)
        if end < 0:
            end = len(s)
        yield s[:end].strip()
        s = s[end:]


def parse_header(line):
    """(value, {parameter: value}) of a header."""
    parts = _parseparam(';' + line)
    key = parts.next()
    pdict = {}
    for p in parts:
        i = p.find('=')
        if i >= 0:
            name = p[:i].strip().lower()
            value = p[i + 1:].strip()
            if len(value) >= 2 and value[0] == value[-1] == '"':
                value = value[1:-1].replace('\\\\', '\\').replace('\\"', '"')
            pdict[name] = value
    return key, pdict


class MiniFieldStorage:
    """A field that is a name and a value only."""

    filename = None
    list = None
    type = None
    file = None
    type_options = {}
    disposition = None
    disposition_options = {}
    headers = {}

    def __init__(self, name, value):
        self.name = name
        self.value = value

    def __repr__(self):
        return 'MiniFieldStorage(%r, %r)' % (self.name, self.value)


class FieldStorage:
    """The fields of a form, or a part of one.

    As a dictionary it gives fields, or lists of those with the same name;
    getvalue(), getfirst() and getlist() give their values. What was sent as a
    file has filename and file.
    """

    def __init__(self, fp=None, headers=None, outerboundary='', environ=os.environ, keep_blank_values=0,
                 strict_parsing=0, max_num_fields=None):
        method = 'GET'
        self.keep_blank_values = keep_blank_values
        self.strict_parsing = strict_parsing
        self.max_num_fields = max_num_fields
        if 'REQUEST_METHOD' in environ:
            method = environ['REQUEST_METHOD'].upper()
        self.qs_on_post = None
        if method in ('GET', 'HEAD'):
            if 'QUERY_STRING' in environ:
                qs = environ['QUERY_STRING']
            elif sys.argv[1:]:
                qs = sys.argv[1]
            else:
                qs = ''
            fp = StringIO(qs)
            if headers is None:
                headers = {'content-type': 'application/x-www-form-urlencoded'}
        if headers is None:
            headers = {}
            if method == 'POST':
                headers['content-type'] = 'application/x-www-form-urlencoded'
            if 'CONTENT_TYPE' in environ:
                headers['content-type'] = environ['CONTENT_TYPE']
            if 'QUERY_STRING' in environ:
                self.qs_on_post = environ['QUERY_STRING']
            if 'CONTENT_LENGTH' in environ:
                headers['content-length'] = environ['CONTENT_LENGTH']
        self.fp = fp or sys.stdin
        self.headers = headers
        self.outerboundary = outerboundary
        cdisp, pdict = '', {}
        if 'content-disposition' in self.headers:
            cdisp, pdict = parse_header(self.headers['content-disposition'])
        self.disposition = cdisp
        self.disposition_options = pdict
        self.name = pdict.get('name')
        self.filename = pdict.get('filename')
        # Parts of parts have another default; a request must say what it is.
        if 'content-type' in self.headers:
            ctype, pdict = parse_header(self.headers['content-type'])
        elif self.outerboundary or method != 'POST':
            ctype, pdict = 'text/plain', {}
        else:
            ctype, pdict = 'application/x-www-form-urlencoded', {}
        self.type = ctype
        self.type_options = pdict
        self.innerboundary = pdict.get('boundary', '')
        clen = -1
        if 'content-length' in self.headers:
            try:
                clen = int(self.headers['content-length'])
            except ValueError:
                pass
            if maxlen and clen > maxlen:
                raise ValueError('Maximum content length exceeded')
        self.length = clen
        self.list = self.file = None
        self.done = 0
        if ctype == 'application/x-www-form-urlencoded':
            self.read_urlencoded()
        elif ctype[:10] == 'multipart/':
            self.read_multi(environ, keep_blank_values, strict_parsing)
        else:
            self.read_single()

    def __repr__(self):
        return 'FieldStorage(%r, %r, %r)' % (self.name, self.filename, self.value)

    def __iter__(self):
        return iter(self.keys())

    def __getattr__(self, name):
        if name != 'value':
            raise AttributeError(name)
        if self.file:
            self.file.seek(0)
            value = self.file.read()
            self.file.seek(0)
        elif self.list is not None:
            value = self.list
        else:
            value = None
        return value

    def __getitem__(self, key):
        if self.list is None:
            raise TypeError('not indexable')
        found = [item for item in self.list if item.name == key]
        if not found:
            raise KeyError(key)
        return found[0] if len(found) == 1 else found

    def getvalue(self, key, default=None):
        """The value of a field, or a list of those of the same name."""
        if key not in self:
            return default
        value = self[key]
        if type(value) is type([]):
            return map(attrgetter('value'), value)
        return value.value

    def getfirst(self, key, default=None):
        """The value of a field, the first of those of the same name."""
        if key not in self:
            return default
        value = self[key]
        return value[0].value if type(value) is type([]) else value.value

    def getlist(self, key):
        """The values of the fields of a name as a list."""
        if key not in self:
            return []
        value = self[key]
        if type(value) is type([]):
            return map(attrgetter('value'), value)
        return [value.value]

    def keys(self):
        if self.list is None:
            raise TypeError('not indexable')
        return list(set(item.name for item in self.list))

    def has_key(self, key):
        if self.list is None:
            raise TypeError('not indexable')
        return any(item.name == key for item in self.list)

    __contains__ = has_key

    def __len__(self):
        return len(self.keys())

    def __nonzero__(self):
        return bool(self.list)

    def _query_fields(self, qs):
        query = urlparse.parse_qsl(qs, self.keep_blank_values, self.strict_parsing, self.max_num_fields)
        return [MiniFieldStorage(key, value) for key, value in query]

    def read_urlencoded(self):
        qs = self.fp.read(self.length)
        if self.qs_on_post:
            qs += '&' + self.qs_on_post
        self.list = self._query_fields(qs)
        self.skip_lines()

    FieldStorageClass = None

    def read_multi(self, environ, keep_blank_values, strict_parsing):
        """Read the parts."""
        ib = self.innerboundary
        if not valid_boundary(ib):
            raise ValueError('Invalid boundary in multipart form: %r' % (ib,))
        self.list = []
        if self.qs_on_post:
            self.list.extend(self._query_fields(self.qs_on_post))
        # What the part and those in it have together is what counts.
        max_num_fields = self.max_num_fields
        if max_num_fields is not None:
            max_num_fields -= len(self.list)
        klass = self.FieldStorageClass or self.__class__
        part = klass(self.fp, {}, ib, environ, keep_blank_values, strict_parsing, max_num_fields)
        # The first is what stands before the first boundary.
        while not part.done:
            headers = rfc822.Message(self.fp)
            part = klass(self.fp, headers, ib, environ, keep_blank_values, strict_parsing, max_num_fields)
            if max_num_fields is not None:
                max_num_fields -= 1
                if part.list:
                    max_num_fields -= len(part.list)
                if max_num_fields < 0:
                    raise ValueError('Max number of fields exceeded')
            self.list.append(part)
        self.skip_lines()

    def read_single(self):
        """Read a part without parts."""
        if self.length >= 0:
            self.read_binary()
            self.skip_lines()
        else:
            self.read_lines()
        self.file.seek(0)

    bufsize = 8 * 1024

    def read_binary(self):
        self.file = self.make_file('b')
        todo = self.length
        while todo > 0:
            data = self.fp.read(min(todo, self.bufsize))
            if not data:
                self.done = -1
                break
            self.file.write(data)
            todo -= len(data)

    def read_lines(self):
        self.file = self.__file = StringIO()
        if self.outerboundary:
            self.read_lines_to_outerboundary()
        else:
            self.read_lines_to_eof()

    def __write(self, line):
        if self.__file is not None:
            # Small ones stay in memory.
            if self.__file.tell() + len(line) > 1000:
                self.file = self.make_file('')
                self.file.write(self.__file.getvalue())
                self.__file = None
        self.file.write(line)

    def read_lines_to_eof(self):
        while True:
            line = self.fp.readline(1 << 16)
            if not line:
                self.done = -1
                break
            self.__write(line)

    def _lines_of_part(self):
        """Lines up to the boundary, each with (the line end before it, the line, its own end)."""
        next = '--' + self.outerboundary
        last = next + '--'
        delim = ''
        last_line_lfend = True
        while True:
            line = self.fp.readline(1 << 16)
            if not line:
                self.done = -1
                break
            if delim == '\r':
                # It was the last character of a piece.
                line = delim + line
                delim = ''
            if line[:2] == '--' and last_line_lfend:
                strippedline = line.strip()
                if strippedline == next:
                    break
                if strippedline == last:
                    self.done = 1
                    break
            odelim = delim
            if line[-2:] == '\r\n':
                delim = '\r\n'
                line = line[:-2]
                last_line_lfend = True
            elif line[-1:] == '\n':
                delim = '\n'
                line = line[:-1]
                last_line_lfend = True
            elif line[-1:] == '\r':
                # The newline may come in the next piece.
                delim = '\r'
                line = line[:-1]
                last_line_lfend = False
            else:
                delim = ''
                last_line_lfend = False
            yield odelim + line

    def read_lines_to_outerboundary(self):
        for line in self._lines_of_part():
            self.__write(line)

    def skip_lines(self):
        """Go to what follows the boundary, if there is one."""
        if not self.outerboundary or self.done:
            return
        next = '--' + self.outerboundary
        last = next + '--'
        last_line_lfend = True
        while True:
            line = self.fp.readline(1 << 16)
            if not line:
                self.done = -1
                break
            if line[:2] == '--' and last_line_lfend:
                strippedline = line.strip()
                if strippedline == next:
                    break
                if strippedline == last:
                    self.done = 1
                    break
            last_line_lfend = line.endswith('\n')

    def make_file(self, binary=None):
        """A file for a field; subclasses may make another."""
        import tempfile
        return tempfile.TemporaryFile('w+b')


class FormContentDict(UserDict.UserDict):
    """The fields of a request as a dictionary of lists."""

    def __init__(self, environ=os.environ, keep_blank_values=0, strict_parsing=0):
        self.dict = self.data = parse(environ=environ, keep_blank_values=keep_blank_values,
                                      strict_parsing=strict_parsing)
        self.query_string = environ['QUERY_STRING']


class SvFormContentDict(FormContentDict):
    """Each field has one value. IndexError if it has more."""

    def __getitem__(self, key):
        if len(self.dict[key]) > 1:
            raise IndexError('expecting a single value')
        return self.dict[key][0]

    def getlist(self, key):
        return self.dict[key]

    def values(self):
        return [value[0] if len(value) == 1 else value for value in self.dict.values()]

    def items(self):
        return [(key, value[0] if len(value) == 1 else value) for key, value in self.dict.items()]


class InterpFormContentDict(SvFormContentDict):
    """Values that look like numbers are numbers."""

    def __getitem__(self, key):
        v = SvFormContentDict.__getitem__(self, key)
        if v[0] in '0123456789+-.':
            for kind in int, float:
                try:
                    return kind(v)
                except ValueError:
                    pass
        return v.strip()

    def values(self):
        return self._try(lambda key: self[key])

    def items(self):
        return self._try(lambda key: (key, self[key]))

    def _try(self, get):
        result = []
        for key in self.keys():
            try:
                result.append(get(key))
            except IndexError:
                result.append(self.dict[key])
        return result


class FormContent(FormContentDict):
    """The interface of old."""

    def values(self, key):
        return self.dict.get(key)

    def indexed_value(self, key, location):
        if key in self.dict and len(self.dict[key]) > location:
            return self.dict[key][location]
        return None

    def value(self, key):
        return self.dict[key][0] if key in self.dict else None

    def length(self, key):
        return len(self.dict[key])

    def stripped(self, key):
        return self.dict[key][0].strip() if key in self.dict else None

    def pars(self):
        return self.dict


# ---- for finding errors


def test(environ=os.environ):
    """The program: shows all it knows as HTML."""
    print 'Content-type: text/html'
    print
    sys.stderr = sys.stdout
    try:
        form = FieldStorage()
        print_directory()
        print_arguments()
        print_form(form)
        print_environ(environ)
        print_environ_usage()
    except:
        print_exception()


def print_exception(type=None, value=None, tb=None, limit=None):
    if type is None:
        type, value, tb = sys.exc_info()
    import traceback
    print
    print '<H3>Traceback (most recent call last):</H3>'
    lines = traceback.format_tb(tb, limit) + traceback.format_exception_only(type, value)
    print '<PRE>%s<B>%s</B></PRE>' % (escape(''.join(lines[:-1])), escape(lines[-1]))
    del tb


def _print_definitions(title, pairs):
    print
    print '<H3>%s</H3>' % title
    print '<DL>'
    for name, text in pairs:
        print '<DT>', name, '<DD>', text
    print '</DL>'
    print


def print_environ(environ=os.environ):
    _print_definitions('Shell Environment:',
                       [(escape(key), escape(environ[key])) for key in sorted(environ.keys())])


def print_form(form):
    keys = sorted(form.keys())
    if not keys:
        print '<P>No form fields.'
    _print_definitions('Form Contents:',
                       [(escape(key) + ': <i>' + escape(repr(type(form[key]))) + '</i>', escape(repr(form[key])))
                        for key in keys])


def print_directory():
    print
    print '<H3>Current Working Directory:</H3>'
    try:
        pwd = os.getcwd()
    except os.error, msg:
        print 'os.error:', escape(str(msg))
    else:
        print escape(pwd)
    print


def print_arguments():
    print
    print '<H3>Command Line Arguments:</H3>'
    print
    print sys.argv
    print


def print_environ_usage():
    print
    print '<H3>These environment variables could have been set:</H3>'
    print '<UL>'
    for name in ('AUTH_TYPE CONTENT_LENGTH CONTENT_TYPE DATE_GMT DATE_LOCAL DOCUMENT_NAME DOCUMENT_ROOT '
                 'DOCUMENT_URI GATEWAY_INTERFACE LAST_MODIFIED PATH PATH_INFO PATH_TRANSLATED QUERY_STRING '
                 'REMOTE_ADDR REMOTE_HOST REMOTE_IDENT REMOTE_USER REQUEST_METHOD SCRIPT_NAME SERVER_NAME '
                 'SERVER_PORT SERVER_PROTOCOL SERVER_ROOT SERVER_SOFTWARE HTTP_ACCEPT HTTP_CONNECTION HTTP_HOST '
                 'HTTP_PRAGMA HTTP_REFERER HTTP_USER_AGENT').split():
        print '<LI>' + name
    print '</UL>'


def escape(s, quote=None):
    """A text as HTML; with quote, also as an attribute's value."""
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    if quote:
        s = s.replace('"', '&quot;')
    return s


def valid_boundary(s, _vb_pattern='^[ -~]{0,200}[!-~]$'):
    import re
    return re.match(_vb_pattern, s)


if __name__ == '__main__':
    test()
