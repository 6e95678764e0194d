"""HTTP: requests sent and answers read, over a connection that may be used again.

    connection = HTTPConnection(host)
    connection.request(method, url, body, headers)
    response = connection.getresponse(); response.read()

or the request in pieces: putrequest(), putheader(), endheaders(), send().
"""

import os
import re
import socket
import sys
from array import array
from sys import py3kwarning
from urlparse import urlsplit
import warnings
with warnings.catch_warnings():
    if py3kwarning:
        warnings.filterwarnings('ignore', '.*mimetools has been removed', DeprecationWarning)
    import mimetools
try:
    from cStringIO import StringIO
except ImportError:
    from StringIO import StringIO

__all__ = ['HTTP', 'HTTPResponse', 'HTTPConnection', 'HTTPException', 'NotConnected', 'UnknownProtocol',
           'UnknownTransferEncoding', 'UnimplementedFileMode', 'IncompleteRead', 'InvalidURL', 'ImproperConnectionState',
           'CannotSendRequest', 'CannotSendHeader', 'ResponseNotReady', 'BadStatusLine', 'error', 'responses']

HTTP_PORT = 80
HTTPS_PORT = 443

_UNKNOWN = 'UNKNOWN'

# States of a connection.
_CS_IDLE = 'Idle'
_CS_REQ_STARTED = 'Request-started'
_CS_REQ_SENT = 'Request-sent'

# Status code -> (constant, text).
_STATUSES = {
    100: ('CONTINUE', 'Continue'), 101: ('SWITCHING_PROTOCOLS', 'Switching Protocols'),
    102: ('PROCESSING', None), 200: ('OK', 'OK'), 201: ('CREATED', 'Created'), 202: ('ACCEPTED', 'Accepted'),
    203: ('NON_AUTHORITATIVE_INFORMATION', 'Non-Authoritative Information'), 204: ('NO_CONTENT', 'No Content'),
    205: ('RESET_CONTENT', 'Reset Content'), 206: ('PARTIAL_CONTENT', 'Partial Content'),
    207: ('MULTI_STATUS', None), 226: ('IM_USED', None), 300: ('MULTIPLE_CHOICES', 'Multiple Choices'),
    301: ('MOVED_PERMANENTLY', 'Moved Permanently'), 302: ('FOUND', 'Found'), 303: ('SEE_OTHER', 'See Other'),
    304: ('NOT_MODIFIED', 'Not Modified'), 305: ('USE_PROXY', 'Use Proxy'), 306: (None, '(Unused)'),
    307: ('TEMPORARY_REDIRECT', 'Temporary Redirect'), 400: ('BAD_REQUEST', 'Bad Request'),
    401: ('UNAUTHORIZED', 'Unauthorized'), 402: ('PAYMENT_REQUIRED', 'Payment Required'),
    403: ('FORBIDDEN', 'Forbidden'), 404: ('NOT_FOUND', 'Not Found'),
    405: ('METHOD_NOT_ALLOWED', 'Method Not Allowed'), 406: ('NOT_ACCEPTABLE', 'Not Acceptable'),
    407: ('PROXY_AUTHENTICATION_REQUIRED', 'Proxy Authentication Required'),
    408: ('REQUEST_TIMEOUT', 'Request Timeout'), 409: ('CONFLICT', 'Conflict'), 410: ('GONE', 'Gone'),
    411: ('LENGTH_REQUIRED', 'Length Required'), 412: ('PRECONDITION_FAILED', 'Precondition Failed'),
    413: ('REQUEST_ENTITY_TOO_LARGE', 'Request Entity Too Large'),
    414: ('REQUEST_URI_TOO_LONG', 'Request-URI Too Long'),
    415: ('UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type'),
    416: ('REQUESTED_RANGE_NOT_SATISFIABLE', 'Requested Range Not Satisfiable'),
    417: ('EXPECTATION_FAILED', 'Expectation Failed'), 422: ('UNPROCESSABLE_ENTITY', None),
    423: ('LOCKED', None), 424: ('FAILED_DEPENDENCY', None), 426: ('UPGRADE_REQUIRED', None),
    500: ('INTERNAL_SERVER_ERROR', 'Internal Server Error'), 501: ('NOT_IMPLEMENTED', 'Not Implemented'),
    502: ('BAD_GATEWAY', 'Bad Gateway'), 503: ('SERVICE_UNAVAILABLE', 'Service Unavailable'),
    504: ('GATEWAY_TIMEOUT', 'Gateway Timeout'),
    505: ('HTTP_VERSION_NOT_SUPPORTED', 'HTTP Version Not Supported'), 507: ('INSUFFICIENT_STORAGE', None),
    510: ('NOT_EXTENDED', None),
}
responses = {}
for _code, (_name, _text) in _STATUSES.items():
    if _name is not None:
        globals()[_name] = _code
    if _text is not None:
        responses[_code] = _text

# Reads are no larger than this at a time.
MAXAMOUNT = 1048576
_MAXLINE = 65536
_MAXHEADERS = 100

_is_legal_header_name = re.compile(r'\A[^:\s][^:\r\n]*\Z').match
# A line end is legal only where the value goes on.
_is_illegal_header_value = re.compile(r'\n(?![ \t])|\r(?![ \t\n])').search
_contains_disallowed_url_pchar_re = re.compile('[\x00-\x20\x7f]')
_contains_disallowed_method_pchar_re = re.compile('[\x00-\x1f]')

# Methods whose requests have a body, if an empty one.
_METHODS_EXPECTING_BODY = {'PATCH', 'POST', 'PUT'}


class HTTPMessage(mimetools.Message):
    """Headers. Several of one name are one, with commas."""

    def addheader(self, key, value):
        prev = self.dict.get(key)
        if prev is None:
            self.dict[key] = value
        else:
            self.dict[key] = ', '.join((prev, value))

    def addcontinue(self, key, more):
        self.dict[key] = self.dict[key] + '\n ' + more

    def readheaders(self):
        self.dict = {}
        self.unixfrom = ''
        self.headers = hlist = []
        self.status = ''
        headerseen = ''
        firstline = 1
        tell = self.fp.tell if not hasattr(self.fp, 'unread') and self.seekable else None
        while True:
            if len(hlist) > _MAXHEADERS:
                raise HTTPException('got more than %d headers' % _MAXHEADERS)
            if tell:
                try:
                    tell()
                except IOError:
                    tell = None
                    self.seekable = 0
            line = self.fp.readline(_MAXLINE + 1)
            if len(line) > _MAXLINE:
                raise LineTooLong('header line')
            if not line:
                self.status = 'EOF in headers'
                break
            if firstline and line.startswith('From '):
                self.unixfrom = self.unixfrom + line
                continue
            firstline = 0
            if headerseen and line[0] in ' \t':
                hlist.append(line)
                self.addcontinue(headerseen, line.strip())
                continue
            if self.iscomment(line):
                continue
            if self.islast(line):
                break
            headerseen = self.isheader(line)
            if headerseen:
                hlist.append(line)
                self.addheader(headerseen, line[len(headerseen) + 1:].strip())
            elif headerseen is not None:
                # A header without name.
                continue
            else:
                # Not a header: skipped, for there is no going back.
                self.status = 'Non-header line where header expected'


class HTTPResponse:
    """An answer: begin() reads the status and the headers, read() the body."""

    def __init__(self, sock, debuglevel=0, strict=0, method=None, buffering=False):
        if buffering:
            # Only if the connection ends with it: what is read ahead is lost.
            self.fp = sock.makefile('rb')
        else:
            self.fp = sock.makefile('rb', 0)
        self.debuglevel = debuglevel
        self.strict = strict
        self._method = method
        self.msg = None
        self.version = _UNKNOWN
        self.status = _UNKNOWN
        self.reason = _UNKNOWN
        self.chunked = _UNKNOWN
        self.chunk_left = _UNKNOWN
        self.length = _UNKNOWN
        self.will_close = _UNKNOWN

    def _read_status(self):
        line = self.fp.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise LineTooLong('header line')
        if self.debuglevel > 0:
            print 'reply:', repr(line)
        if not line:
            # The connection was closed.
            raise BadStatusLine('No status line received - the server has closed the connection')
        words = line.split(None, 2)
        version, status, reason = (words + ['', '', ''])[:3]
        if len(words) == 2:
            reason = ''
        elif len(words) < 2:
            version = ''
        if len(words) > 2:
            reason = words[2]
        if not version.startswith('HTTP/'):
            if self.strict:
                self.close()
                raise BadStatusLine(line)
            # An answer of HTTP/0.9 begins at once.
            self.fp = LineAndFileWrapper(line, self.fp)
            return 'HTTP/0.9', 200, ''
        try:
            status = int(status)
            if not 100 <= status <= 999:
                raise BadStatusLine(line)
        except ValueError:
            raise BadStatusLine(line)
        return version, status, reason

    def begin(self):
        if self.msg is not None:
            return
        while True:
            version, status, reason = self._read_status()
            if status != CONTINUE:
                break
            # The headers of an answer that says: go on.
            while True:
                skip = self.fp.readline(_MAXLINE + 1)
                if len(skip) > _MAXLINE:
                    raise LineTooLong('header line')
                skip = skip.strip()
                if not skip:
                    break
                if self.debuglevel > 0:
                    print 'header:', skip
        self.status = status
        self.reason = reason.strip()
        if version == 'HTTP/1.0':
            self.version = 10
        elif version.startswith('HTTP/1.'):
            self.version = 11
        elif version == 'HTTP/0.9':
            self.version = 9
        else:
            raise UnknownProtocol(version)
        if self.version == 9:
            self.length = None
            self.chunked = 0
            self.will_close = 1
            self.msg = HTTPMessage(StringIO())
            return
        self.msg = HTTPMessage(self.fp, 0)
        if self.debuglevel > 0:
            for hdr in self.msg.headers:
                print 'header:', hdr,
        self.msg.fp = None
        tr_enc = self.msg.getheader('transfer-encoding')
        if tr_enc and tr_enc.lower() == 'chunked':
            self.chunked = 1
            self.chunk_left = None
        else:
            self.chunked = 0
        self.will_close = self._check_close()
        length = self.msg.getheader('content-length')
        if length and not self.chunked:
            try:
                self.length = int(length)
            except ValueError:
                self.length = None
            else:
                if self.length < 0:
                    self.length = None
        else:
            self.length = None
        if status == NO_CONTENT or status == NOT_MODIFIED or 100 <= status < 200 or self._method == 'HEAD':
            # These have no body.
            self.length = 0
        if not self.will_close and not self.chunked and self.length is None:
            # The end of the connection is the end of the body.
            self.will_close = 1

    def _check_close(self):
        conn = self.msg.getheader('connection')
        if self.version == 11:
            return bool(conn and 'close' in conn.lower())
        if self.msg.getheader('keep-alive'):
            return False
        if conn and 'keep-alive' in conn.lower():
            return False
        pconn = self.msg.getheader('proxy-connection')
        if pconn and 'keep-alive' in pconn.lower():
            return False
        return True

    def close(self):
        fp = self.fp
        if fp:
            self.fp = None
            fp.close()

    def isclosed(self):
        """Whether all was read."""
        return self.fp is None

    def read(self, amt=None):
        """The body, or so much of it."""
        if self.fp is None:
            return ''
        if self._method == 'HEAD':
            self.close()
            return ''
        if self.chunked:
            return self._read_chunked(amt)
        if amt is None:
            if self.length is None:
                s = self.fp.read()
            else:
                try:
                    s = self._safe_read(self.length)
                except IncompleteRead:
                    self.close()
                    raise
                self.length = 0
            self.close()
            return s
        if self.length is not None and amt > self.length:
            amt = self.length
        s = self.fp.read(amt)
        if not s and amt:
            # It ended before its time, which read() without a number would tell.
            self.close()
        if self.length is not None:
            self.length -= len(s)
            if not self.length:
                self.close()
        return s

    def _read_chunked(self, amt):
        assert self.chunked != _UNKNOWN
        chunk_left = self.chunk_left
        value = []
        while True:
            if chunk_left is None:
                line = self.fp.readline(_MAXLINE + 1)
                if len(line) > _MAXLINE:
                    raise LineTooLong('chunk size')
                i = line.find(';')
                if i >= 0:
                    line = line[:i]
                try:
                    chunk_left = int(line, 16)
                except ValueError:
                    self.close()
                    raise IncompleteRead(''.join(value))
                if chunk_left == 0:
                    break
            if amt is None:
                value.append(self._safe_read(chunk_left))
            elif amt < chunk_left:
                value.append(self._safe_read(amt))
                self.chunk_left = chunk_left - amt
                return ''.join(value)
            elif amt == chunk_left:
                value.append(self._safe_read(amt))
                # The line end of the chunk.
                self._safe_read(2)
                self.chunk_left = None
                return ''.join(value)
            else:
                value.append(self._safe_read(chunk_left))
                amt -= chunk_left
            self._safe_read(2)
            chunk_left = None
        # The headers at the end.
        while True:
            line = self.fp.readline(_MAXLINE + 1)
            if len(line) > _MAXLINE:
                raise LineTooLong('trailer line')
            if not line or line == '\r\n':
                break
        self.close()
        return ''.join(value)

    def _safe_read(self, amt):
        """Just so much. IncompleteRead."""
        s = []
        while amt > 0:
            chunk = self.fp.read(min(amt, MAXAMOUNT))
            if not chunk:
                raise IncompleteRead(''.join(s), amt)
            s.append(chunk)
            amt -= len(chunk)
        return ''.join(s)

    def fileno(self):
        return self.fp.fileno()

    def getheader(self, name, default=None):
        if self.msg is None:
            raise ResponseNotReady()
        return self.msg.getheader(name, default)

    def getheaders(self):
        """All headers as pairs."""
        if self.msg is None:
            raise ResponseNotReady()
        return self.msg.items()


class HTTPConnection:
    """A connection to a server: a request, its answer, the next request, and so on."""

    _http_vsn = 11
    _http_vsn_str = 'HTTP/1.1'

    response_class = HTTPResponse
    default_port = HTTP_PORT
    # Connect when a request is sent.
    auto_open = 1
    debuglevel = 0
    strict = 0

    def __init__(self, host, port=None, strict=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None):
        self.timeout = timeout
        self.source_address = source_address
        self.sock = None
        self._buffer = []
        self.__response = None
        self.__state = _CS_IDLE
        self._method = None
        self._tunnel_host = None
        self._tunnel_port = None
        self._tunnel_headers = {}
        if strict is not None:
            self.strict = strict
        self.host, self.port = self._get_hostport(host, port)
        self._validate_host(self.host)
        # So that tests can put something else in its place.
        self._create_connection = socket.create_connection

    def set_tunnel(self, host, port=None, headers=None):
        """Go to a host by way of the connected one, a proxy."""
        if self.sock:
            raise RuntimeError("Can't setup tunnel for established connection.")
        self._tunnel_host, self._tunnel_port = self._get_hostport(host, port)
        if headers:
            self._tunnel_headers = headers
        else:
            self._tunnel_headers.clear()

    def _get_hostport(self, host, port):
        if port is None:
            i = host.rfind(':')
            # There are colons in addresses of version 6.
            j = host.rfind(']')
            if i > j:
                try:
                    port = int(host[i + 1:])
                except ValueError:
                    if host[i + 1:] == '':
                        port = self.default_port
                    else:
                        raise InvalidURL("nonnumeric port: '%s'" % host[i + 1:])
                host = host[:i]
            else:
                port = self.default_port
            if host and host[0] == '[' and host[-1] == ']':
                host = host[1:-1]
        return host, port

    def set_debuglevel(self, level):
        self.debuglevel = level

    def _tunnel(self):
        self.send('CONNECT %s:%d HTTP/1.0\r\n' % (self._tunnel_host, self._tunnel_port))
        for header, value in self._tunnel_headers.iteritems():
            self.send('%s: %s\r\n' % (header, value))
        self.send('\r\n')
        response = self.response_class(self.sock, strict=self.strict, method=self._method)
        version, code, message = response._read_status()
        if version == 'HTTP/0.9':
            self.close()
            raise socket.error('Invalid response from tunnel request')
        if code != 200:
            self.close()
            raise socket.error('Tunnel connection failed: %d %s' % (code, message.strip()))
        while True:
            line = response.fp.readline(_MAXLINE + 1)
            if len(line) > _MAXLINE:
                raise LineTooLong('header line')
            if not line or line == '\r\n':
                break

    def connect(self):
        self.sock = self._create_connection((self.host, self.port), self.timeout, self.source_address)
        if self._tunnel_host:
            self._tunnel()

    def close(self):
        self.__state = _CS_IDLE
        try:
            sock = self.sock
            if sock:
                self.sock = None
                sock.close()
        finally:
            response = self.__response
            if response:
                self.__response = None
                response.close()

    def send(self, data):
        """Send a string, an array or what a file has."""
        if self.sock is None:
            if self.auto_open:
                self.connect()
            else:
                raise NotConnected()
        if self.debuglevel > 0:
            print 'send:', repr(data)
        if hasattr(data, 'read') and not isinstance(data, array):
            if self.debuglevel > 0:
                print 'sendIng a read()able'
            block = data.read(8192)
            while block:
                self.sock.sendall(block)
                block = data.read(8192)
        else:
            self.sock.sendall(data)

    def _output(self, s):
        self._buffer.append(s)

    def _send_output(self, message_body=None):
        self._buffer.extend(('', ''))
        msg = '\r\n'.join(self._buffer)
        del self._buffer[:]
        # One packet instead of two.
        if isinstance(message_body, str):
            msg += message_body
            message_body = None
        self.send(msg)
        if message_body is not None:
            self.send(message_body)

    def putrequest(self, method, url, skip_host=0, skip_accept_encoding=0):
        """Begin a request."""
        if self.__response and self.__response.isclosed():
            self.__response = None
        if self.__state == _CS_IDLE:
            self.__state = _CS_REQ_STARTED
        else:
            # The last answer was not read yet.
            raise CannotSendRequest()
        self._validate_method(method)
        self._method = method
        url = url or '/'
        self._validate_path(url)
        self._output(self._encode_request('%s %s %s' % (method, url, self._http_vsn_str)))
        if self._http_vsn != 11:
            return
        if not skip_host:
            netloc = urlsplit(url)[1] if url.startswith('http') else ''
            if netloc:
                try:
                    netloc_enc = netloc.encode('ascii')
                except UnicodeEncodeError:
                    netloc_enc = netloc.encode('idna')
                self.putheader('Host', netloc_enc)
            else:
                if self._tunnel_host:
                    host, port = self._tunnel_host, self._tunnel_port
                else:
                    host, port = self.host, self.port
                try:
                    host_enc = host.encode('ascii')
                except UnicodeEncodeError:
                    host_enc = host.encode('idna')
                if host_enc.find(':') >= 0:
                    host_enc = '[' + host_enc + ']'
                if port == self.default_port:
                    self.putheader('Host', host_enc)
                else:
                    self.putheader('Host', '%s:%s' % (host_enc, port))
        if not skip_accept_encoding:
            self.putheader('Accept-Encoding', 'identity')

    def _encode_request(self, request):
        return request

    def _validate_method(self, method):
        match = _contains_disallowed_method_pchar_re.search(method)
        if match:
            raise ValueError("method can't contain control characters. %r (found at least %r)"
                             % (method, match.group()))

    def _validate_path(self, url):
        match = _contains_disallowed_url_pchar_re.search(url)
        if match:
            raise InvalidURL("URL can't contain control characters. %r (found at least %r)" % (url, match.group()))

    def _validate_host(self, host):
        match = _contains_disallowed_url_pchar_re.search(host)
        if match:
            raise InvalidURL("URL can't contain control characters. %r (found at least %r)" % (host, match.group()))

    def putheader(self, header, *values):
        """Add a header to the request."""
        if self.__state != _CS_REQ_STARTED:
            raise CannotSendHeader()
        header = '%s' % header
        if not _is_legal_header_name(header):
            raise ValueError('Invalid header name %r' % (header,))
        values = [str(v) for v in values]
        for one_value in values:
            if _is_illegal_header_value(one_value):
                raise ValueError('Invalid header value %r' % (one_value,))
        self._output('%s: %s' % (header, '\r\n\t'.join(values)))

    def endheaders(self, message_body=None):
        """Send the request's headers, with the body if it is given."""
        if self.__state == _CS_REQ_STARTED:
            self.__state = _CS_REQ_SENT
        else:
            raise CannotSendHeader()
        self._send_output(message_body)

    def request(self, method, url, body=None, headers={}):
        """Send a whole request."""
        self._send_request(method, url, body, headers)

    def _set_content_length(self, body, method):
        thelen = None
        if body is None and method.upper() in _METHODS_EXPECTING_BODY:
            thelen = '0'
        elif body is not None:
            try:
                thelen = str(len(body))
            except (TypeError, AttributeError):
                try:
                    thelen = str(os.fstat(body.fileno()).st_size)
                except (AttributeError, OSError):
                    if self.debuglevel > 0:
                        print 'Cannot stat!!'
        if thelen is not None:
            self.putheader('Content-Length', thelen)

    def _send_request(self, method, url, body, headers):
        header_names = dict.fromkeys([k.lower() for k in headers])
        skips = {}
        if 'host' in header_names:
            skips['skip_host'] = 1
        if 'accept-encoding' in header_names:
            skips['skip_accept_encoding'] = 1
        self.putrequest(method, url, **skips)
        if 'content-length' not in header_names:
            self._set_content_length(body, method)
        for hdr, value in headers.iteritems():
            self.putheader(hdr, value)
        self.endheaders(body)

    def getresponse(self, buffering=False):
        """The answer to the request that was sent."""
        if self.__response and self.__response.isclosed():
            self.__response = None
        if self.__state != _CS_REQ_SENT or self.__response:
            raise ResponseNotReady()
        args = (self.sock,)
        kwds = {'strict': self.strict, 'method': self._method}
        if self.debuglevel > 0:
            args += (self.debuglevel,)
        if buffering:
            kwds['buffering'] = True
        response = self.response_class(*args, **kwds)
        try:
            response.begin()
            assert response.will_close != _UNKNOWN
            self.__state = _CS_IDLE
            if response.will_close:
                # The response has the socket now.
                self.close()
            else:
                self.__response = response
            return response
        except:
            response.close()
            raise


class HTTP:
    """As things were before HTTP/1.1: for old programs."""

    _http_vsn = 10
    _http_vsn_str = 'HTTP/1.0'
    debuglevel = 0
    _connection_class = HTTPConnection

    def __init__(self, host='', port=None, strict=None):
        if port == 0:
            port = None
        self._setup(self._connection_class(host, port, strict))

    def _setup(self, conn):
        self._conn = conn
        self.send = conn.send
        self.putrequest = conn.putrequest
        self.putheader = conn.putheader
        self.endheaders = conn.endheaders
        self.set_debuglevel = conn.set_debuglevel
        conn._http_vsn = self._http_vsn
        conn._http_vsn_str = self._http_vsn_str
        self.file = None

    def connect(self, host=None, port=None):
        if host is not None:
            self._conn.host, self._conn.port = self._conn._get_hostport(host, port)
        self._conn.connect()

    def getfile(self):
        """The body as a file."""
        return self.file

    def getreply(self, buffering=False):
        """(status, reason, headers) of the answer; the status is -1 if there was none."""
        try:
            if not buffering:
                response = self._conn.getresponse()
            else:
                response = self._conn.getresponse(buffering)
        except BadStatusLine, e:
            # Keep the file: it may have something.
            self.file = self._conn.sock.makefile('rb', 0)
            self.close()
            self.headers = None
            return -1, e.line, None
        self.headers = response.msg
        self.file = response.fp
        return response.status, response.reason, response.msg

    def close(self):
        self._conn.close()
        # The file stays.
        self.file = None


try:
    import ssl
    ssl.wrap_socket
except (ImportError, AttributeError):
    pass
else:
    class HTTPSConnection(HTTPConnection):
        """A connection that is encrypted."""

        default_port = HTTPS_PORT

        def __init__(self, host, port=None, key_file=None, cert_file=None, strict=None,
                     timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, context=None):
            HTTPConnection.__init__(self, host, port, strict, timeout, source_address)
            self.key_file = key_file
            self.cert_file = cert_file
            if context is None:
                context = ssl._create_default_https_context()
            if key_file or cert_file:
                context.load_cert_chain(cert_file, key_file)
            self._context = context

        def connect(self):
            HTTPConnection.connect(self)
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self._tunnel_host or self.host)

    __all__.append('HTTPSConnection')

    class HTTPS(HTTP):

        _connection_class = HTTPSConnection

        def __init__(self, host='', port=None, key_file=None, cert_file=None, strict=None, context=None):
            if port == 0:
                port = None
            self._setup(self._connection_class(host, port, key_file, cert_file, strict, context=context))
            self.key_file = key_file
            self.cert_file = cert_file

    def FakeSocket(sock, sslobj):
        warnings.warn('FakeSocket is deprecated, and won\'t be in 3.x.  Use the result of ssl.wrap_socket() directly '
                      'instead.', DeprecationWarning, stacklevel=2)
        return sslobj


class HTTPException(Exception):
    """Base of the errors here."""


class NotConnected(HTTPException):
    pass


class InvalidURL(HTTPException):
    pass


class UnknownProtocol(HTTPException):
    def __init__(self, version):
        self.args = version,
        self.version = version


class UnknownTransferEncoding(HTTPException):
    pass


class UnimplementedFileMode(HTTPException):
    pass


class IncompleteRead(HTTPException):
    """Less came than was announced; partial is what there is, expected how much is missing."""

    def __init__(self, partial, expected=None):
        self.args = partial,
        self.partial = partial
        self.expected = expected

    def __repr__(self):
        e = ', %i more expected' % self.expected if self.expected is not None else ''
        return 'IncompleteRead(%i bytes read%s)' % (len(self.partial), e)

    def __str__(self):
        return repr(self)


class ImproperConnectionState(HTTPException):
    pass


class CannotSendRequest(ImproperConnectionState):
    pass


class CannotSendHeader(ImproperConnectionState):
    pass


class ResponseNotReady(ImproperConnectionState):
    pass


class BadStatusLine(HTTPException):
    def __init__(self, line):
        if not line:
            line = repr(line)
        self.args = line,
        self.line = line


class LineTooLong(HTTPException):
    def __init__(self, line_type):
        HTTPException.__init__(self, 'got more than %d bytes when reading %s' % (_MAXLINE, line_type))


# The old name.
error = HTTPException


class LineAndFileWrapper:
    """A file with a line put back."""

    def __init__(self, line, file):
        self._line = line
        self._file = file
        self._line_consumed = 0
        self._line_offset = 0
        self._line_left = len(line)

    def __getattr__(self, attr):
        return getattr(self._file, attr)

    def _done(self):
        # From now on the file's own methods.
        self._line_consumed = 1
        self.read = self._file.read
        self.readline = self._file.readline
        self.readlines = self._file.readlines

    def read(self, amt=None):
        if self._line_consumed:
            return self._file.read(amt)
        assert self._line_left
        if amt is None or amt > self._line_left:
            s = self._line[self._line_offset:]
            self._done()
            if amt is None:
                return s + self._file.read()
            return s + self._file.read(amt - len(s))
        i = self._line_offset
        self._line_offset += amt
        self._line_left -= amt
        s = self._line[i:i + amt]
        if self._line_left == 0:
            self._done()
        return s

    def readline(self):
        if self._line_consumed:
            return self._file.readline()
        assert self._line_left
        s = self._line[self._line_offset:]
        self._done()
        return s

    def readlines(self, size=None):
        if self._line_consumed:
            return self._file.readlines(size)
        assert self._line_left
        L = [self._line[self._line_offset:]]
        self._done()
        if size is None:
            return L + self._file.readlines()
        return L + self._file.readlines(size)
