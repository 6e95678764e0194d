"""The client's side of HTTP/1.1: HTTPConnection sends requests, HTTPResponse reads the answers.

A connection goes round three states: idle, request started (putrequest was called), and request sent (endheaders
was called). getresponse() makes it idle again; while a response is still being read no further one can be had.
"""

import os
import re
import socket
import warnings
from array import array
from sys import py3kwarning
from urlparse import urlsplit

with warnings.catch_warnings():
    if py3kwarning:
        warnings.filterwarnings('ignore', '.*mimetools has been removed', DeprecationWarning)
    import mimetools

try:
    from cStringIO import StringIO
except ImportError:
    from StringIO import StringIO

from _http_status import CODES, REASONS as responses

__all__ = ['HTTP', 'HTTPResponse', 'HTTPConnection', 'HTTPException', 'NotConnected', 'UnknownProtocol',
           'UnknownTransferEncoding', 'UnimplementedFileMode', 'IncompleteRead', 'InvalidURL',
           'ImproperConnectionState', 'CannotSendRequest', 'CannotSendHeader', 'ResponseNotReady', 'BadStatusLine',
           'error', 'responses']

globals().update(CODES)
_NO_BODY = frozenset([CODES['NO_CONTENT'], CODES['NOT_MODIFIED']])

HTTP_PORT = 80
HTTPS_PORT = 443

_UNKNOWN = 'UNKNOWN'

_CS_IDLE = 'Idle'
_CS_REQ_STARTED = 'Request-started'
_CS_REQ_SENT = 'Request-sent'

# Limits on what a server may send: octets asked for in one read of a body, octets in a line, header lines.
MAXAMOUNT = 1 << 20
_MAXLINE = 1 << 16
_MAXHEADERS = 100

# How much of a file is sent at once.
_BLOCK = 8192

# Requests of these methods tell the length of their body even if there is none.
_METHODS_EXPECTING_BODY = set(['PATCH', 'POST', 'PUT'])

_is_legal_header_name = re.compile(r'[^:\s][^:\r\n]*\Z').match
# Within a value, a line may only end where the next one begins with white space.
_is_illegal_header_value = re.compile(r'\n(?![ \t])|\r(?![ \t\n])').search
_contains_disallowed_url_pchar_re = re.compile('[\0- \x7f]')
_contains_disallowed_method_pchar_re = re.compile('[\0-\x1f]')


class HTTPException(Exception):
    """What all exceptions of this module are derived from."""


class NotConnected(HTTPException):
    """Something is to be sent, there is no connection, and it may not be opened silently."""


class InvalidURL(HTTPException):
    """A host, port or path that cannot be sent."""


class UnknownProtocol(HTTPException):
    """The response claims a protocol that is not HTTP/0.9 or HTTP/1.x."""

    def __init__(self, version):
        HTTPException.__init__(self, version)
        self.version = version


class UnknownTransferEncoding(HTTPException):
    pass


class UnimplementedFileMode(HTTPException):
    pass


class IncompleteRead(HTTPException):
    """The body ended early: `partial` is what came, `expected` how much more should have (None: unknown)."""

    def __init__(self, partial, expected=None):
        HTTPException.__init__(self, partial)
        self.partial, self.expected = partial, expected

    def __repr__(self):
        missing = '' if self.expected is None else ', %i more expected' % self.expected
        return 'IncompleteRead(%i bytes read%s)' % (len(self.partial), missing)

    __str__ = __repr__


class ImproperConnectionState(HTTPException):
    """The connection's state does not permit the call."""


class CannotSendRequest(ImproperConnectionState):
    pass


class CannotSendHeader(ImproperConnectionState):
    pass


class ResponseNotReady(ImproperConnectionState):
    pass


class BadStatusLine(HTTPException):
    """The first line of the response, `line`, is not one of HTTP's."""

    def __init__(self, line):
        self.line = line or repr(line)
        HTTPException.__init__(self, self.line)


class LineTooLong(HTTPException):
    def __init__(self, line_type):
        HTTPException.__init__(self, 'got more than %d bytes when reading %s' % (_MAXLINE, line_type))


error = HTTPException


def _read_line(stream, kind):
    """The next line of a file; a LineTooLong says which kind of line was meant."""
    line = stream.readline(_MAXLINE + 1)
    if len(line) > _MAXLINE:
        raise LineTooLong(kind)
    return line


class HTTPMessage(mimetools.Message):
    """The headers of a response. Fields of the same name are joined by commas (RFC 2616, 4.2)."""

    def addheader(self, key, value):
        known = self.dict.get(key)
        self.dict[key] = value if known is None else known + ', ' + value

    def addcontinue(self, key, more):
        self.dict[key] += '\n ' + more

    def readheaders(self):
        """Fill `dict` and `headers`, up to the empty line; `status` tells what was wrong, '' if nothing.

        Lines that are no headers are passed over: browsers do so too, and servers rely on it.
        """
        self.dict, self.headers, self.unixfrom, self.status = {}, [], '', ''
        name = None
        for line in self._lines():
            if name and line[0] in ' \t':
                self.headers.append(line)
                self.addcontinue(name, line.strip())
            elif not self.iscomment(line):
                if self.islast(line):
                    return
                name = self.isheader(line)
                if name:
                    self.headers.append(line)
                    self.addheader(name, line[len(name) + 1:].strip())
                elif name is None:
                    self.status = 'Non-header line where header expected'
        self.status = 'EOF in headers'

    def _lines(self):
        """The lines of the file, without those from a mailbox that may come first."""
        line = _read_line(self.fp, 'header line')
        while line.startswith('From '):
            self.unixfrom += line
            line = _read_line(self.fp, 'header line')
        while line:
            yield line
            if len(self.headers) > _MAXHEADERS:
                raise HTTPException('got more than %d headers' % _MAXHEADERS)
            line = _read_line(self.fp, 'header line')


class HTTPResponse:
    """What the server answers, read as a file.

    begin() reads the status line and headers. Where the body ends is told by one of: `chunked` (`chunk_left` is
    what is still to come of the present chunk, None between chunks), `length` (None if not known), or the end of
    the connection. The stream is closed as soon as the body has been read.
    """

    def __init__(self, sock, debuglevel=0, strict=0, method=None, buffering=False):
        # Only one who reads all of the response can have it buffered: what the buffer took is lost to the next.
        self.fp = sock.makefile('rb') if buffering else sock.makefile('rb', 0)
        self.debuglevel, self.strict, self._method = debuglevel, strict, method
        self.msg = None
        for name in 'version', 'status', 'reason', 'chunked', 'chunk_left', 'length', 'will_close':
            setattr(self, name, _UNKNOWN)

    def _debug(self, *words):
        if self.debuglevel > 0:
            print ' '.join(words)

    def begin(self):
        """Read status line and headers, once."""
        if self.msg is not None:
            return
        version, self.status, reason = self._read_status()
        while self.status == CODES['CONTINUE']:
            self._skip_headers()
            version, self.status, reason = self._read_status()
        self.reason = reason.strip()
        self.version = self._version_number(version)
        if self.version == 9:
            self.msg = HTTPMessage(StringIO())
            self.length, self.chunked, self.will_close = None, 0, 1
            return
        self.msg = HTTPMessage(self.fp, 0)
        if self.debuglevel > 0:
            for line in self.msg.headers:
                print 'header:', line,
        # The message must not keep the stream open.
        self.msg.fp = None
        self._find_end_of_body()

    def _read_status(self):
        """The three parts of the status line; HTTP/0.9 has none, all that came is the body then."""
        line = _read_line(self.fp, 'header line')
        self._debug('reply:', repr(line))
        if not line:
            raise BadStatusLine('No status line -- server probably not working?')
        version, status, reason = (line.split(None, 2) + ['', '', ''])[:3]
        if not version.startswith('HTTP/'):
            if self.strict:
                self.close()
                raise BadStatusLine(line)
            self.fp = LineAndFileWrapper(line, self.fp)
            return 'HTTP/0.9', 200, ''
        try:
            code = int(status)
        except ValueError:
            code = 0
        if not 100 <= code <= 999:
            raise BadStatusLine(line)
        return version, code, reason

    def _skip_headers(self):
        while True:
            line = _read_line(self.fp, 'header line').strip()
            if not line:
                return
            self._debug('header:', line)

    @staticmethod
    def _version_number(version):
        """Ten times the version of HTTP; all later 1.x are taken as 1.1."""
        if version in ('HTTP/1.0', 'HTTP/0.9'):
            return 10 if version[-1] == '0' else 9
        if version.startswith('HTTP/1.'):
            return 11
        raise UnknownProtocol(version)

    def _find_end_of_body(self):
        encoding = self.msg.getheader('transfer-encoding')
        self.chunked = int(bool(encoding) and encoding.lower() == 'chunked')
        if self.chunked:
            self.chunk_left = None
        self.will_close = self._check_close()
        if self.status in _NO_BODY or self.status // 100 == 1 or self._method == 'HEAD':
            self.length = 0
        else:
            self.length = None if self.chunked else self._announced_length()
        if self.length is None and not self.chunked:
            self.will_close = 1

    def _announced_length(self):
        try:
            length = int(self.msg.getheader('content-length') or '')
        except ValueError:
            return None
        return length if length >= 0 else None

    def _check_close(self):
        """Whether the server closes the connection after this response."""
        connection = (self.msg.getheader('connection') or '').lower()
        if self.version == 11:
            return 'close' in connection
        # Before HTTP/1.1 it closes unless it says otherwise, which is said in three ways.
        proxy = (self.msg.getheader('proxy-connection') or '').lower()
        return not (self.msg.getheader('keep-alive') or 'keep-alive' in connection or 'keep-alive' in proxy)

    def close(self):
        stream, self.fp = self.fp, None
        if stream:
            stream.close()

    def isclosed(self):
        return self.fp is None

    def fileno(self):
        return self.fp.fileno()

    def read(self, amt=None):
        """At most amt octets of the body, all that are left if amt is None."""
        if self.fp is None:
            return ''
        if self._method == 'HEAD':
            self.close()
            return ''
        if self.chunked:
            return self._read_chunked(amt)
        if amt is None:
            return self._read_rest()
        if self.length is not None:
            amt = min(amt, self.length)
        data = self.fp.read(amt)
        if self.length is not None:
            self.length -= len(data)
        if self.length == 0 or amt and not data:
            self.close()
        return data

    def _read_rest(self):
        if self.length is None:
            data = self.fp.read()
        else:
            try:
                data = self._safe_read(self.length)
            except IncompleteRead:
                self.close()
                raise
            self.length = 0
        self.close()
        return data

    def _read_chunked(self, amt):
        assert self.chunked != _UNKNOWN
        pieces = []
        while True:
            if self.chunk_left is None:
                self.chunk_left = self._chunk_size(pieces)
                if self.chunk_left == 0:
                    self._skip_trailer()
                    self.close()
                    break
            size = self.chunk_left if amt is None else min(amt, self.chunk_left)
            pieces.append(self._safe_read(size))
            self.chunk_left -= size
            if self.chunk_left == 0:
                # The line end after the chunk.
                self._safe_read(2)
                self.chunk_left = None
            if amt is not None:
                amt -= size
                if amt == 0:
                    break
        return ''.join(pieces)

    def _chunk_size(self, pieces):
        """The size at the next chunk's head; if there is none the pieces read before are all."""
        digits = _read_line(self.fp, 'chunk size').partition(';')[0]
        try:
            return int(digits, 16)
        except ValueError:
            self.close()
            raise IncompleteRead(''.join(pieces))

    def _skip_trailer(self):
        while _read_line(self.fp, 'trailer line') not in ('', '\r\n'):
            pass

    def _safe_read(self, amt):
        """Exactly amt octets: a single read of a socket may give less."""
        pieces = []
        while amt > 0:
            piece = self.fp.read(min(amt, MAXAMOUNT))
            if not piece:
                raise IncompleteRead(''.join(pieces), amt)
            pieces.append(piece)
            amt -= len(piece)
        return ''.join(pieces)

    def getheader(self, name, default=None):
        return self._headers().getheader(name, default)

    def getheaders(self):
        return self._headers().items()

    def _headers(self):
        if self.msg is None:
            raise ResponseNotReady()
        return self.msg


def _ascii_host(host):
    try:
        return host.encode('ascii')
    except UnicodeError:
        return host.encode('idna')


def _content_length(body):
    """The length of a request's body as text; None if it cannot be told."""
    try:
        return str(len(body))
    except (TypeError, AttributeError):
        try:
            return str(os.fstat(body.fileno()).st_size)
        except (AttributeError, OSError):
            return None


class HTTPConnection:
    """A connection to one server, for any number of requests, one after the other.

    request() sends a whole request; putrequest(), putheader(), endheaders() and send() are its steps. Without
    auto_open the connection has to be opened by connect().
    """

    _http_vsn = 11
    _http_vsn_str = 'HTTP/1.1'

    response_class = HTTPResponse
    default_port = HTTP_PORT
    auto_open = 1
    debuglevel = 0
    strict = 0

    def __init__(self, host, port=None, strict=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None):
        self.timeout = timeout
        self.source_address = source_address
        if strict is not None:
            self.strict = strict
        self.sock = self._method = None
        self._buffer = []
        self.__state = _CS_IDLE
        self.__response = None
        self._tunnel_host = self._tunnel_port = None
        self._tunnel_headers = {}
        self.host, self.port = self._get_hostport(host, port)
        self._validate_host(self.host)
        # An attribute of its own, so that a program can put another in its place.
        self._create_connection = socket.create_connection

    def _debug(self, *words):
        if self.debuglevel > 0:
            print ' '.join(words)

    def set_debuglevel(self, level):
        self.debuglevel = level

    def _get_hostport(self, host, port):
        """Host and port of 'host:port', where the host may be an IPv6 address in brackets."""
        if port is None:
            port = self.default_port
            colon = host.rfind(':')
            if colon > host.rfind(']'):
                digits, host = host[colon + 1:], host[:colon]
                try:
                    port = int(digits) if digits else port
                except ValueError:
                    raise InvalidURL("nonnumeric port: '%s'" % digits)
            if host[:1] == '[' and host[-1:] == ']':
                host = host[1:-1]
        return host, port

    def set_tunnel(self, host, port=None, headers=None):
        """Let the server be a proxy that passes everything on to host; headers go with the request for that."""
        if self.sock:
            raise RuntimeError("Can't setup tunnel for established connection.")
        self._tunnel_host, self._tunnel_port = self._get_hostport(host, port)
        self._tunnel_headers = headers or {}

    def _tunnel(self):
        lines = ['CONNECT %s:%d HTTP/1.0' % (self._tunnel_host, self._tunnel_port)]
        lines += ['%s: %s' % field for field in self._tunnel_headers.iteritems()]
        for line in lines + ['']:
            self.send(line + '\r\n')
        response = self.response_class(self.sock, strict=self.strict, method=self._method)
        version, code, message = response._read_status()
        if version == 'HTTP/0.9':
            self.close()
            raise socket.error('Invalid response from tunnel request')
        if code != 200:
            self.close()
            raise socket.error('Tunnel connection failed: %d %s' % (code, message.strip()))
        while _read_line(response.fp, 'header line') not in ('', '\r\n'):
            pass

    def connect(self):
        self.sock = self._create_connection((self.host, self.port), self.timeout, self.source_address)
        if self._tunnel_host:
            self._tunnel()

    def close(self):
        """Drop the connection, and the response that was being read."""
        self.__state = _CS_IDLE
        sock, self.sock = self.sock, None
        try:
            if sock:
                sock.close()
        finally:
            response, self.__response = self.__response, None
            if response:
                response.close()

    def send(self, data):
        """Send a string, buffer, or file."""
        if self.sock is None:
            if not self.auto_open:
                raise NotConnected()
            self.connect()
        self._debug('send:', repr(data))
        # Arrays have a method read() too, with another meaning.
        if isinstance(data, array) or not hasattr(data, 'read'):
            self.sock.sendall(data)
            return
        self._debug('sendIng a read()able')
        for block in iter(lambda: data.read(_BLOCK), ''):
            self.sock.sendall(block)

    def _output(self, s):
        self._buffer.append(s)

    def _send_output(self, message_body=None):
        head = '\r\n'.join(self._buffer) + '\r\n\r\n'
        del self._buffer[:]
        if isinstance(message_body, str):
            # In one packet with the head, else the delays of Nagle's algorithm and of acknowledgements add up.
            self.send(head + message_body)
            return
        self.send(head)
        if message_body is not None:
            self.send(message_body)

    def putrequest(self, method, url, skip_host=0, skip_accept_encoding=0):
        """Begin a request; the flags leave out the headers that are sent by themselves."""
        if self.__response and self.__response.isclosed():
            self.__response = None
        if self.__state != _CS_IDLE:
            raise CannotSendRequest()
        self.__state = _CS_REQ_STARTED
        self._validate_method(method)
        self._method = method
        url = url or '/'
        self._validate_path(url)
        self._output(self._encode_request(' '.join((method, url, self._http_vsn_str))))
        if self._http_vsn < 11:
            return
        if not skip_host:
            self.putheader('Host', self._host_header(url))
        if not skip_accept_encoding:
            # What comes is read as it is.
            self.putheader('Accept-Encoding', 'identity')

    def _host_header(self, url):
        """The host that a proxy is asked for in the URL, or else the one of the connection."""
        named = urlsplit(url).netloc if url.startswith('http') else ''
        if named:
            return _ascii_host(named)
        host, port = (self._tunnel_host, self._tunnel_port) if self._tunnel_host else (self.host, self.port)
        text = _ascii_host(host)
        if ':' in host:
            text = '[%s]' % text
        return text if port == self.default_port else '%s:%s' % (text, port)

    def _encode_request(self, request):
        return request

    def _validate_method(self, method):
        found = _contains_disallowed_method_pchar_re.search(method)
        if found:
            raise ValueError("method can't contain control characters. %r (found at least %r)"
                             % (method, found.group()))

    def _validate_path(self, url):
        self._refuse_controls('URL', url)

    def _validate_host(self, host):
        self._refuse_controls('Hostname', host)

    @staticmethod
    def _refuse_controls(what, text):
        found = _contains_disallowed_url_pchar_re.search(text)
        if found:
            raise InvalidURL("%s can't contain control characters. %r (found at least %r)"
                             % (what, text, found.group()))

    def putheader(self, header, *values):
        """Send one header; each value has a line."""
        if self.__state != _CS_REQ_STARTED:
            raise CannotSendHeader()
        name = str(header) if not isinstance(header, unicode) else header
        if not _is_legal_header_name(name):
            raise ValueError('Invalid header name %r' % (name,))
        lines = map(str, values)
        for line in lines:
            if _is_illegal_header_value(line):
                raise ValueError('Invalid header value %r' % (line,))
        self._output(name + ': ' + '\r\n\t'.join(lines))

    def endheaders(self, message_body=None):
        """End the headers and send them, with the body if it is given."""
        if self.__state != _CS_REQ_STARTED:
            raise CannotSendHeader()
        self.__state = _CS_REQ_SENT
        self._send_output(message_body)

    def request(self, method, url, body=None, headers={}):
        """Send a whole request; the body is a string or a file."""
        self._send_request(method, url, body, headers)

    def _set_content_length(self, body, method):
        if body is not None:
            length = _content_length(body)
            if length is None:
                self._debug('Cannot stat!!')
        else:
            length = '0' if method.upper() in _METHODS_EXPECTING_BODY else None
        if length is not None:
            self.putheader('Content-Length', length)

    def _send_request(self, method, url, body, headers):
        given = set(name.lower() for name in headers)
        self.putrequest(method, url, skip_host='host' in given, skip_accept_encoding='accept-encoding' in given)
        if 'content-length' not in given:
            self._set_content_length(body, method)
        for name, value in headers.iteritems():
            self.putheader(name, value)
        self.endheaders(body)

    def getresponse(self, buffering=False):
        """The HTTPResponse to the request that was sent, its status and headers read."""
        if self.__response and self.__response.isclosed():
            self.__response = None
        if self.__response or self.__state != _CS_REQ_SENT:
            raise ResponseNotReady()
        # Only arguments that matter: a response class of another's may not know all of them.
        extra = (self.debuglevel,) if self.debuglevel > 0 else ()
        options = {'buffering': True} if buffering else {}
        response = self.response_class(self.sock, *extra, strict=self.strict, method=self._method, **options)
        try:
            response.begin()
        except:
            response.close()
            raise
        assert response.will_close != _UNKNOWN
        self.__state = _CS_IDLE
        if response.will_close:
            self.close()
        else:
            self.__response = response
        return response


class HTTP:
    """The interface of Python 1.5: HTTP/1.0, and three results in place of a response object."""

    _http_vsn = 10
    _http_vsn_str = 'HTTP/1.0'
    _connection_class = HTTPConnection
    debuglevel = 0

    def __init__(self, host='', port=None, strict=None):
        self._setup(self._connection_class(host, port or None, strict))

    def _setup(self, conn):
        self._conn = conn
        conn._http_vsn, conn._http_vsn_str = self._http_vsn, self._http_vsn_str
        for name in 'send', 'putrequest', 'putheader', 'endheaders', 'set_debuglevel':
            setattr(self, name, getattr(conn, name))
        self.file = None

    def connect(self, host=None, port=None):
        if host is not None:
            self._conn.host, self._conn.port = self._conn._get_hostport(host, port)
        self._conn.connect()

    def getfile(self):
        """The body of the last response, as a file."""
        return self.file

    def getreply(self, buffering=False):
        """(status, reason, headers), or (-1, the line, None) where the first line is not HTTP's."""
        try:
            response = self._conn.getresponse(buffering)
        except BadStatusLine as failure:
            self.headers = None
            self.close()
            return -1, failure.line, None
        self.headers, self.file = response.msg, response.fp
        return response.status, response.reason, response.msg

    def close(self):
        self._conn.close()
        self.file = None


try:
    import ssl
    ssl.wrap_socket
except (ImportError, AttributeError):
    pass
else:
    __all__.append('HTTPSConnection')

    class HTTPSConnection(HTTPConnection):
        """A connection by TLS; key_file and cert_file are the client's own, context is an SSLContext."""

        default_port = HTTPS_PORT

        def __init__(self, host, port=None, key_file=None, cert_file=None, strict=None,
                     timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, context=None):
            HTTPConnection.__init__(self, host, port, strict, timeout, source_address)
            self.key_file, self.cert_file = key_file, cert_file
            self._context = ssl._create_default_https_context() if context is None else context
            if key_file or cert_file:
                self._context.load_cert_chain(cert_file, key_file)

        def connect(self):
            HTTPConnection.connect(self)
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self._tunnel_host or self.host)

    class HTTPS(HTTP):
        _connection_class = HTTPSConnection

        def __init__(self, host='', port=None, key_file=None, cert_file=None, strict=None, context=None):
            self._setup(self._connection_class(host, port or None, key_file, cert_file, strict, context=context))
            self.key_file, self.cert_file = key_file, cert_file

    def FakeSocket(sock, sslobj):
        warnings.warn("FakeSocket is deprecated, and won't be in 3.x.  "
                      'Use the result of ssl.wrap_socket() directly instead.', DeprecationWarning, stacklevel=2)
        return sslobj


class LineAndFileWrapper:
    """A file before which a line is put back that was already read from it."""

    def __init__(self, line, file):
        self._line, self._file = line, file

    def __getattr__(self, name):
        return getattr(self._file, name)

    def _take(self, size=None):
        """At most size octets of what is left of the line; all of it by default."""
        size = len(self._line) if size is None else size
        piece, self._line = self._line[:size], self._line[size:]
        return piece

    def read(self, amt=None):
        if amt is None:
            return self._take() + self._file.read()
        piece = self._take(amt)
        return piece if len(piece) == amt else piece + self._file.read(amt - len(piece))

    def readline(self):
        return self._take() or self._file.readline()

    def readlines(self, size=None):
        first = self._take()
        rest = self._file.readlines() if size is None else self._file.readlines(size)
        return [first] + rest if first else rest
