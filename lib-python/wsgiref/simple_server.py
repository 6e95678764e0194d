"""A server of HTTP for one application of WSGI, for tests and small uses."""

import sys
import urllib
from BaseHTTPServer import BaseHTTPRequestHandler, HTTPServer

from wsgiref.handlers import SimpleHandler

__version__ = '0.1'
__all__ = ['WSGIServer', 'WSGIRequestHandler', 'demo_app', 'make_server']

server_version = 'WSGIServer/' + __version__
sys_version = 'Python/' + sys.version.split()[0]
software_version = server_version + ' ' + sys_version

# How long a request line may be.
_LONGEST_LINE = 1 << 16


class ServerHandler(SimpleHandler):
    """Runs the application; logs the request when it is done."""

    server_software = software_version

    def close(self):
        try:
            self.request_handler.log_request(self.status.partition(' ')[0], self.bytes_sent)
        finally:
            SimpleHandler.close(self)


class WSGIServer(HTTPServer):
    application = None

    def server_bind(self):
        HTTPServer.server_bind(self)
        self.setup_environ()

    def setup_environ(self):
        """Make the part of the environment that all requests share."""
        self.base_environ = {'SERVER_NAME': self.server_name, 'SERVER_PORT': str(self.server_port),
                             'GATEWAY_INTERFACE': 'CGI/1.1'}
        self.base_environ.update(dict.fromkeys(['REMOTE_HOST', 'CONTENT_LENGTH', 'SCRIPT_NAME'], ''))

    def get_app(self):
        return self.application

    def set_app(self, application):
        self.application = application


class WSGIRequestHandler(BaseHTTPRequestHandler):
    server_version = server_version

    def get_environ(self):
        """The request as the variables of CGI."""
        environ = self.server.base_environ.copy()
        path, _, query = self.path.partition('?')
        environ.update(SERVER_PROTOCOL=self.request_version, REQUEST_METHOD=self.command,
                       PATH_INFO=urllib.unquote(path), QUERY_STRING=query, REMOTE_ADDR=self.client_address[0])
        host = self.address_string()
        if host != environ['REMOTE_ADDR']:
            environ['REMOTE_HOST'] = host
        message = self.headers
        environ['CONTENT_TYPE'] = message.type if message.typeheader is None else message.typeheader
        length = message.getheader('content-length')
        if length:
            environ['CONTENT_LENGTH'] = length
        for line in message.headers:
            name, value = line.split(':', 1)
            name, value = name.replace('-', '_').upper(), value.strip()
            # Content-Length and Content-Type are there already, without HTTP_.
            if name not in environ:
                name = 'HTTP_' + name
                environ[name] = environ[name] + ',' + value if name in environ else value
        return environ

    def get_stderr(self):
        return sys.stderr

    def handle(self):
        """Handle one request."""
        self.raw_requestline = self.rfile.readline(_LONGEST_LINE + 1)
        if len(self.raw_requestline) > _LONGEST_LINE:
            self.requestline = self.request_version = self.command = ''
            self.send_error(414)
        elif self.parse_request():
            runner = ServerHandler(self.rfile, self.wfile, self.get_stderr(), self.get_environ())
            # So that it can log.
            runner.request_handler = self
            runner.run(self.server.get_app())


def demo_app(environ, start_response):
    """An application that shows its environment."""
    lines = ['Hello world!', '']
    lines += ['%s = %r' % item for item in sorted(environ.items())]
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return ['\n'.join(lines) + '\n']


def make_server(host, port, app, server_class=WSGIServer, handler_class=WSGIRequestHandler):
    """A server for an application at an address."""
    server = server_class((host, port), handler_class)
    server.set_app(app)
    return server


if __name__ == '__main__':
    import webbrowser
    server = make_server('', 8000, demo_app)
    host, port = server.socket.getsockname()
    print 'Serving HTTP on', host, 'port', port, '...'
    webbrowser.open('http://localhost:8000/xyz?abc')
    server.handle_request()
    server.server_close()
