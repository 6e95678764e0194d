"""Functions on the environments of WSGI: URLs, path segments, and defaults for tests."""

import posixpath
from urllib import quote

__all__ = ['FileWrapper', 'guess_scheme', 'application_uri', 'request_uri', 'shift_path_info',
           'setup_testing_defaults']

_PORTS = {'http': '80', 'https': '443'}


class FileWrapper:
    """A file as an iterable of blocks, as a response's body."""

    def __init__(self, filelike, blksize=8192):
        self.filelike, self.blksize = filelike, blksize
        if hasattr(filelike, 'close'):
            self.close = filelike.close

    def __iter__(self):
        return self

    def _block(self, end):
        block = self.filelike.read(self.blksize)
        if not block:
            raise end
        return block

    def next(self):
        return self._block(StopIteration)

    # As a sequence: of the index only that it grows is used.
    def __getitem__(self, key):
        return self._block(IndexError)


def guess_scheme(environ):
    """'https' if the environment of CGI says so, else 'http'."""
    return 'https' if environ.get('HTTPS') in ('yes', 'on', '1') else 'http'


def application_uri(environ):
    """The URI of the application, without PATH_INFO and query."""
    scheme = environ['wsgi.url_scheme']
    host = environ.get('HTTP_HOST')
    if not host:
        host, port = environ['SERVER_NAME'], environ['SERVER_PORT']
        # A port is left out only where the scheme implies it; what is not https is taken for http.
        if port != _PORTS.get(scheme, _PORTS['http']):
            host += ':' + port
    return '%s://%s%s' % (scheme, host, quote(environ.get('SCRIPT_NAME') or '/'))


def request_uri(environ, include_query=1):
    """The URI of the whole request."""
    path = quote(environ.get('PATH_INFO', ''), safe='/;=,')
    # Without SCRIPT_NAME the application's URI ends with the slash that the path begins with.
    uri = application_uri(environ) + (path if environ.get('SCRIPT_NAME') else path[1:])
    query = environ.get('QUERY_STRING')
    return '%s?%s' % (uri, query) if include_query and query else uri


def shift_path_info(environ):
    """Move the first segment of PATH_INFO to SCRIPT_NAME and return it.

    It is '' for the slash at the end, after which there is None.
    """
    path = environ.get('PATH_INFO', '')
    if not path:
        return None
    # Empty segments and dots mean nothing; slashes at both ends do.
    segments = [segment for segment in path.split('/')[1:-1] if segment and segment != '.']
    segments.append(path.rpartition('/')[2])
    name = segments.pop(0)
    script = posixpath.normpath(environ.get('SCRIPT_NAME', '') + '/' + name)
    if script.endswith('/'):
        script = script[:-1]
    environ['SCRIPT_NAME'] = script if name or script.endswith('/') else script + '/'
    environ['PATH_INFO'] = '/' + '/'.join(segments) if segments else ''
    # The last segment may be a dot that normpath() has taken away.
    return None if name == '.' else name


def setup_testing_defaults(environ):
    """Give an environment all that WSGI requires and it does not have."""
    from StringIO import StringIO
    environ.setdefault('SERVER_NAME', '127.0.0.1')
    environ.setdefault('SERVER_PROTOCOL', 'HTTP/1.0')
    environ.setdefault('HTTP_HOST', environ['SERVER_NAME'])
    environ.setdefault('REQUEST_METHOD', 'GET')
    if 'SCRIPT_NAME' not in environ and 'PATH_INFO' not in environ:
        environ['SCRIPT_NAME'], environ['PATH_INFO'] = '', '/'
    scheme = environ.setdefault('wsgi.url_scheme', guess_scheme(environ))
    if scheme in _PORTS:
        environ.setdefault('SERVER_PORT', _PORTS[scheme])
    fixed = {'wsgi.version': (1, 0), 'wsgi.run_once': 0, 'wsgi.multithread': 0, 'wsgi.multiprocess': 0,
             'wsgi.input': StringIO(''), 'wsgi.errors': StringIO()}
    for name, value in fixed.items():
        environ.setdefault(name, value)


_hop_by_hop = frozenset(['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailers',
                         'transfer-encoding', 'upgrade'])


def is_hop_by_hop(header_name):
    """Whether a header is about one connection only (RFC 2616, 13.5.1)."""
    return header_name.lower() in _hop_by_hop
