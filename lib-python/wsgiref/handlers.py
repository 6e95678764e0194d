"""What runs an application of WSGI for one request: environment, response, errors."""

import os
import sys
import time

from wsgiref.headers import Headers
from wsgiref.util import FileWrapper, guess_scheme, is_hop_by_hop

__all__ = ['BaseHandler', 'SimpleHandler', 'BaseCGIHandler', 'CGIHandler']

# Not strftime(), whose names depend on the locale.
_weekdayname = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_monthname = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


def format_date_time(timestamp):
    """A time as headers have it."""
    year, month, day, hour, minute, second, weekday = time.gmtime(timestamp)[:7]
    return '%s, %02d %3s %4d %02d:%02d:%02d GMT' % (_weekdayname[weekday], day, _monthname[month], year, hour, minute,
                                                  second)


def _check_status(status):
    assert type(status) is str, 'Status must be a string'
    assert len(status) >= 4, 'Status must be at least 4 characters'
    digits, space = status[:3], status[3]
    assert int(digits), 'Status message must begin w/3-digit code'
    assert space == ' ', 'Status message must have a space after code'


def _check_headers(headers):
    for name, value in headers:
        assert type(name) is str, 'Header names must be strings'
        assert type(value) is str, 'Header values must be strings'
        assert not is_hop_by_hop(name), 'Hop-by-hop headers not allowed'


class BaseHandler:
    """Runs one application once.

    A subclass says where data comes from and goes to: _write(), _flush(), get_stdin(), get_stderr() and
    add_cgi_vars(). It can replace all else.
    """

    # What the application is told.
    wsgi_version = (1, 0)
    wsgi_multithread = True
    wsgi_multiprocess = True
    wsgi_run_once = False
    wsgi_file_wrapper = FileWrapper
    os_environ = dict(os.environ.items())

    # origin_server: the response goes to the client itself and not to a server that completes it.
    origin_server = True
    http_version = '1.0'
    server_software = None

    # The answer to an exception, and how much of the traceback is logged.
    traceback_limit = None
    error_status = '500 Internal Server Error'
    error_headers = [('Content-Type', 'text/plain')]
    error_body = 'A server error occurred.  Please contact the administrator.'

    # The present response.
    headers_class = Headers
    status = result = headers = None
    headers_sent = False
    bytes_sent = 0

    def run(self, application):
        """Run the application and send what it gives."""
        try:
            self.setup_environ()
            self.result = application(self.environ, self.start_response)
            self.finish_response()
        except:
            try:
                self.handle_error()
            except:
                # There is nobody left whom it could be told but the server.
                self.close()
                raise

    def setup_environ(self):
        environ = self.environ = self.os_environ.copy()
        self.add_cgi_vars()
        environ.update({
            'wsgi.version': self.wsgi_version,
            'wsgi.input': self.get_stdin(),
            'wsgi.errors': self.get_stderr(),
            'wsgi.url_scheme': self.get_scheme(),
            'wsgi.run_once': self.wsgi_run_once,
            'wsgi.multithread': self.wsgi_multithread,
            'wsgi.multiprocess': self.wsgi_multiprocess,
        })
        if self.wsgi_file_wrapper is not None:
            environ['wsgi.file_wrapper'] = self.wsgi_file_wrapper
        if self.origin_server and self.server_software:
            environ.setdefault('SERVER_SOFTWARE', self.server_software)

    def get_scheme(self):
        return guess_scheme(self.environ)

    def start_response(self, status, headers, exc_info=None):
        """What the application calls to begin a response: PEP 333 tells the rules that are checked."""
        if self.headers is not None and not exc_info:
            raise AssertionError('Headers already set!')
        if self.headers_sent:
            try:
                raise exc_info[0], exc_info[1], exc_info[2]
            finally:
                # The traceback leads to this frame, and so in a circle.
                exc_info = None
        _check_status(status)
        if __debug__:
            _check_headers(headers)
        self.status, self.headers = status, self.headers_class(headers)
        return self.write

    def write(self, data):
        """Send a string, after the headers if these have not been sent."""
        assert type(data) is str, 'write() argument must be string'
        if not self.status:
            raise AssertionError('write() before start_response()')
        # Counted before: the length of a body that is all in one string is known by it.
        self.bytes_sent += len(data)
        if not self.headers_sent:
            self.send_headers()
        self._write(data)
        self._flush()

    def finish_response(self):
        """Send what the application returned."""
        try:
            if self.result_is_file() and self.sendfile():
                return
            for piece in self.result:
                self.write(piece)
            self.finish_content()
        finally:
            self.close()

    def result_is_file(self):
        wrapper = self.wsgi_file_wrapper
        return wrapper is not None and isinstance(self.result, wrapper)

    def sendfile(self):
        """Send a file by means of the system; False if that is not possible."""
        return False

    def finish_content(self):
        if not self.headers_sent:
            # The response to HEAD may tell the length of what is not there.
            self.headers.setdefault('Content-Length', '0')
            self.send_headers()

    def send_headers(self):
        self.cleanup_headers()
        self.headers_sent = True
        if self.origin_server and not self.client_is_modern():
            return
        self.send_preamble()
        self._write(str(self.headers))

    def cleanup_headers(self):
        if 'Content-Length' not in self.headers:
            self.set_content_length()

    def set_content_length(self):
        """Add the length of the body if it can be told."""
        try:
            pieces = len(self.result)
        except (TypeError, AttributeError, NotImplementedError):
            return
        if pieces == 1:
            self.headers['Content-Length'] = str(self.bytes_sent)

    def client_is_modern(self):
        """Whether the client knows of headers."""
        return self.environ['SERVER_PROTOCOL'].upper() != 'HTTP/0.9'

    def send_preamble(self):
        """Send status and the headers that a server adds."""
        if not self.origin_server:
            self._write('Status: %s\r\n' % self.status)
        elif self.client_is_modern():
            self._write('HTTP/%s %s\r\n' % (self.http_version, self.status))
            if 'Date' not in self.headers:
                self._write('Date: %s\r\n' % format_date_time(time.time()))
            if self.server_software and 'Server' not in self.headers:
                self._write('Server: %s\r\n' % self.server_software)

    def close(self):
        """Close the application's result, and forget the request."""
        try:
            if hasattr(self.result, 'close'):
                self.result.close()
        finally:
            self.result = self.headers = self.status = self.environ = None
            self.bytes_sent, self.headers_sent = 0, False

    def handle_error(self):
        """Log the present exception, and tell the client if it has not had the headers yet."""
        self.log_exception(sys.exc_info())
        if not self.headers_sent:
            self.result = self.error_output(self.environ, self.start_response)
            self.finish_response()

    def log_exception(self, exc_info):
        import traceback
        try:
            kind, value, trace = exc_info
            traceback.print_exception(kind, value, trace, self.traceback_limit, self.get_stderr())
        finally:
            exc_info = trace = None

    def error_output(self, environ, start_response):
        """An application that shows an error."""
        start_response(self.error_status, list(self.error_headers), sys.exc_info())
        return [self.error_body]

    def _write(self, data):
        """Send data, which may stay in a buffer."""
        raise NotImplementedError

    def _flush(self):
        raise NotImplementedError

    def get_stdin(self):
        """The file of the request's body."""
        raise NotImplementedError

    def get_stderr(self):
        raise NotImplementedError

    def add_cgi_vars(self):
        """Put the request into self.environ."""
        raise NotImplementedError


class SimpleHandler(BaseHandler):
    """A handler for given files and a given environment."""

    def __init__(self, stdin, stdout, stderr, environ, multithread=True, multiprocess=False):
        self.stdin, self.stdout, self.stderr = stdin, stdout, stderr
        self.base_env = environ
        self.wsgi_multithread, self.wsgi_multiprocess = multithread, multiprocess

    def get_stdin(self):
        return self.stdin

    def get_stderr(self):
        return self.stderr

    def add_cgi_vars(self):
        self.environ.update(self.base_env)

    def _write(self, data):
        self.stdout.write(data)

    def _flush(self):
        self.stdout.flush()


class BaseCGIHandler(SimpleHandler):
    """A handler for CGI and its like: a server passes the response on."""

    origin_server = False


class CGIHandler(BaseCGIHandler):
    """A handler for a CGI program: the files and environment are those of the process."""

    wsgi_run_once = True
    # All that there is in it is in the request's own.
    os_environ = {}

    def __init__(self):
        BaseCGIHandler.__init__(self, sys.stdin, sys.stdout, sys.stderr, dict(os.environ.items()),
                                multithread=False, multiprocess=True)
