"""Servers of HTTP: HTTPServer, and BaseHTTPRequestHandler, whose subclasses have a method do_GET() and its like.

A handler has the request in `command`, `path`, `request_version` and `headers`; it answers by send_response(),
send_header() and end_headers(), and by writing to `wfile`, or by send_error().
"""

import socket
import SocketServer
import sys
import time
from warnings import filterwarnings, catch_warnings

with catch_warnings():
    if sys.py3kwarning:
        filterwarnings('ignore', '.*mimetools has been removed', DeprecationWarning)
    import mimetools

__version__ = '0.3'
__all__ = ['HTTPServer', 'BaseHTTPRequestHandler']

DEFAULT_ERROR_MESSAGE = '''\
<head>
<title>Error response</title>
</head>
<body>
<h1>Error response</h1>
<p>Error code %(code)d.
<p>Message: %(message)s.
<p>Error code explanation: %(code)s = %(explain)s.
</body>
'''
DEFAULT_ERROR_CONTENT_TYPE = 'text/html'

# How long a request line may be.
_LONGEST_LINE = 1 << 16

# The code, and behind it what is said of it, in short | and at length.
_RESPONSES = '''
100 Continue|Request received, please continue
101 Switching Protocols|Switching to new protocol; obey Upgrade header
200 OK|Request fulfilled, document follows
201 Created|Document created, URL follows
202 Accepted|Request accepted, processing continues off-line
203 Non-Authoritative Information|Request fulfilled from cache
204 No Content|Request fulfilled, nothing follows
205 Reset Content|Clear input form for further input.
206 Partial Content|Partial content follows.
300 Multiple Choices|Object has several resources -- see URI list
301 Moved Permanently|Object moved permanently -- see URI list
302 Found|Object moved temporarily -- see URI list
303 See Other|Object moved -- see Method and URL list
304 Not Modified|Document has not changed since given time
305 Use Proxy|You must use proxy specified in Location to access this resource.
307 Temporary Redirect|Object moved temporarily -- see URI list
400 Bad Request|Bad request syntax or unsupported method
401 Unauthorized|No permission -- see authorization schemes
402 Payment Required|No payment -- see charging schemes
403 Forbidden|Request forbidden -- authorization will not help
404 Not Found|Nothing matches the given URI
405 Method Not Allowed|Specified method is invalid for this resource.
406 Not Acceptable|URI not available in preferred format.
407 Proxy Authentication Required|You must authenticate with this proxy before proceeding.
408 Request Timeout|Request timed out; try again later.
409 Conflict|Request conflict.
410 Gone|URI no longer exists and has been permanently removed.
411 Length Required|Client must specify Content-Length.
412 Precondition Failed|Precondition in headers is false.
413 Request Entity Too Large|Entity is too large.
414 Request-URI Too Long|URI is too long.
415 Unsupported Media Type|Entity body in unsupported format.
416 Requested Range Not Satisfiable|Cannot satisfy request range.
417 Expectation Failed|Expect condition could not be satisfied.
500 Internal Server Error|Server got itself in trouble
501 Not Implemented|Server does not support this operation
502 Bad Gateway|Invalid responses from another server/proxy.
503 Service Unavailable|The server cannot process the request due to a high load
504 Gateway Timeout|The gateway server did not receive a timely response
505 HTTP Version Not Supported|Cannot fulfill request.
'''


def _quote_html(html):
    for char, entity in ('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;'):
        html = html.replace(char, entity)
    return html


class HTTPServer(SocketServer.TCPServer):
    """A TCPServer that knows its own name and port: server_name and server_port."""

    allow_reuse_address = 1

    def server_bind(self):
        SocketServer.TCPServer.server_bind(self)
        address = self.socket.getsockname()
        self.server_name = socket.getfqdn(address[0])
        self.server_port = address[1]


class _BadRequest(Exception):
    """A request line that is answered by an error: its arguments are those of send_error()."""


class BaseHTTPRequestHandler(SocketServer.StreamRequestHandler):
    """Reads requests and calls do_COMMAND() for each.

    protocol_version 'HTTP/1.1' keeps the connection for further requests; all responses must have a Content-Length
    then.
    """

    server_version = 'BaseHTTP/' + __version__
    sys_version = 'Python/' + sys.version.split()[0]
    protocol_version = 'HTTP/1.0'
    # A request without version is of HTTP/0.9: the answer to it has no headers.
    default_request_version = 'HTTP/0.9'

    error_message_format = DEFAULT_ERROR_MESSAGE
    error_content_type = DEFAULT_ERROR_CONTENT_TYPE
    MessageClass = mimetools.Message

    weekdayname = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
    monthname = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

    # {code: (short text, long text)}
    responses = dict((int(line[:3]), tuple(line[4:].split('|'))) for line in _RESPONSES.strip().splitlines())

    def handle(self):
        self.close_connection = 1
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    def handle_one_request(self):
        try:
            self.raw_requestline = self.rfile.readline(_LONGEST_LINE + 1)
            if len(self.raw_requestline) > _LONGEST_LINE:
                self.requestline = self.request_version = self.command = ''
                self.send_error(414)
            elif not self.raw_requestline:
                self.close_connection = 1
            elif self.parse_request():
                self._call_method()
        except socket.timeout as failure:
            self.log_error('Request timed out: %r', failure)
            self.close_connection = 1

    def _call_method(self):
        method = getattr(self, 'do_' + self.command, None)
        if method is None:
            self.send_error(501, 'Unsupported method (%r)' % self.command)
            return
        method()
        self.wfile.flush()

    def parse_request(self):
        """Take the request line apart and read the headers; False if an error has been sent, or the line was empty."""
        self.command = None
        self.request_version = self.default_request_version
        self.close_connection = 1
        self.requestline = self.raw_requestline.rstrip('\r\n')
        words = self.requestline.split()
        if not words:
            return False
        try:
            self._take_words(words)
        except _BadRequest as bad:
            self.send_error(*bad.args)
            return False
        self.headers = self.MessageClass(self.rfile, 0)
        self._heed_connection(self.headers.get('Connection', ''), self.protocol_version >= 'HTTP/1.1')
        return True

    def _take_words(self, words):
        if len(words) not in (2, 3):
            raise _BadRequest(400, 'Bad request syntax (%r)' % self.requestline)
        version = words[2] if len(words) == 3 else self.default_request_version
        if len(words) == 3:
            self._check_version(version)
        elif words[0] != 'GET':
            self.command = words[0]
            raise _BadRequest(400, 'Bad HTTP/0.9 request type (%r)' % words[0])
        self.command, self.path, self.request_version = words[0], words[1], version

    def _check_version(self, version):
        protocol, slash, number = version.partition('/')
        try:
            major, minor = map(int, number.split('.'))
        except ValueError:
            major = None
        if protocol != 'HTTP' or major is None:
            raise _BadRequest(400, 'Bad request version (%r)' % version)
        if major >= 2:
            raise _BadRequest(505, 'Invalid HTTP Version (%s)' % number)
        if (major, minor) >= (1, 1) and self.protocol_version >= 'HTTP/1.1':
            self.close_connection = 0

    def _heed_connection(self, value, may_stay):
        """Do as a header Connection says."""
        value = value.lower()
        if value == 'close':
            self.close_connection = 1
        elif value == 'keep-alive' and may_stay:
            self.close_connection = 0

    def send_error(self, code, message=None):
        """Answer with an error and a page that tells it, and log it."""
        short, explanation = self.responses.get(code, ('???', '???'))
        message = short if message is None else message
        self.log_error('code %d, message %s', code, message)
        self.send_response(code, message)
        self.send_header('Connection', 'close')
        page = None
        # RFC 7231 forbids a body in these.
        if code >= 200 and code not in (204, 205, 304):
            page = self.error_message_format % {'code': code, 'message': _quote_html(message),
                                                'explain': explanation}
            self.send_header('Content-Type', self.error_content_type)
        self.end_headers()
        if page and self.command != 'HEAD':
            self.wfile.write(page)

    def send_response(self, code, message=None):
        """Send the status line and the headers Server and Date, and log the request."""
        self.log_request(code)
        if message is None:
            message = self.responses.get(code, ('',))[0]
        self._write_head('%s %d %s' % (self.protocol_version, code, message))
        self.send_header('Server', self.version_string())
        self.send_header('Date', self.date_time_string())

    def send_header(self, keyword, value):
        self._write_head('%s: %s' % (keyword, value))
        if keyword.lower() == 'connection':
            self._heed_connection(value, True)

    def end_headers(self):
        self._write_head('')

    def _write_head(self, line):
        if self.request_version != 'HTTP/0.9':
            self.wfile.write(line + '\r\n')

    def log_request(self, code='-', size='-'):
        """Log a request that has been accepted."""
        self.log_message('"%s" %s %s', self.requestline, str(code), str(size))

    def log_error(self, format, *args):
        self.log_message(format, *args)

    def log_message(self, format, *args):
        """Write a line of the log, which sys.stderr is; for subclasses with others."""
        sys.stderr.write('%s - - [%s] %s\n' % (self.client_address[0], self.log_date_time_string(), format % args))

    def version_string(self):
        return '%s %s' % (self.server_version, self.sys_version)

    def date_time_string(self, timestamp=None):
        """The time, or now, as headers have it."""
        when = time.gmtime(time.time() if timestamp is None else timestamp)
        return '%s, %02d %3s %4d %02d:%02d:%02d GMT' % ((self.weekdayname[when.tm_wday], when.tm_mday,
                                                        self.monthname[when.tm_mon], when.tm_year) + when[3:6])

    def log_date_time_string(self):
        now = time.localtime()
        return '%02d/%3s/%04d %02d:%02d:%02d' % ((now.tm_mday, self.monthname[now.tm_mon], now.tm_year) + now[3:6])

    def address_string(self):
        """The client's name, which may take long to find."""
        return socket.getfqdn(self.client_address[0])


def test(HandlerClass=BaseHTTPRequestHandler, ServerClass=HTTPServer, protocol='HTTP/1.0'):
    """Serve on port 8000, or the one that is the program's argument."""
    port = int(sys.argv[1]) if sys.argv[1:] else 8000
    HandlerClass.protocol_version = protocol
    server = ServerClass(('', port), HandlerClass)
    host, port = server.socket.getsockname()[:2]
    print 'Serving HTTP on', host, 'port', port, '...'
    server.serve_forever()


if __name__ == '__main__':
    test()
