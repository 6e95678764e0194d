"""A layer between server and application that checks that both keep the rules of WSGI (PEP 333).

What breaks a rule raises AssertionError, what only looks wrong warns with WSGIWarning.
"""

import re
import sys
import warnings

__all__ = ['validator']

_HEADER_NAME = re.compile(r'[a-zA-Z][a-zA-Z0-9\-_]*$')
_CONTROL = re.compile('[\0-\x1f]')

_REQUIRED = ('REQUEST_METHOD', 'SERVER_NAME', 'SERVER_PORT', 'wsgi.version', 'wsgi.input', 'wsgi.errors',
             'wsgi.multithread', 'wsgi.multiprocess', 'wsgi.run_once')
_METHODS = ('GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'TRACE')
# Responses that have no content, and so no type of it.
_WITHOUT_BODY = (204, 304)


class WSGIWarning(Warning):
    """Something is allowed, but hardly meant."""


def assert_(cond, *args):
    """An assertion that is checked under -O too."""
    if not cond:
        raise AssertionError(*args)


def _warn(message):
    warnings.warn(message, WSGIWarning, stacklevel=4)


def validator(application):
    """An application that does the same, and checks it and the server that calls it."""

    def checked_application(*args, **kw):
        assert_(len(args) == 2, 'Two arguments required')
        assert_(not kw, 'No keyword arguments allowed')
        environ, start_response = args
        check_environ(environ)
        # Filled when start_response() is called: the body may only be read afterwards.
        started = []

        def checked_start_response(*args, **kw):
            assert_(len(args) in (2, 3), 'Invalid number of arguments: %s' % (args,))
            assert_(not kw, 'No keyword arguments allowed')
            status, headers = args[:2]
            check_status(status)
            check_headers(headers)
            check_content_type(status, headers)
            check_exc_info(args[2] if len(args) == 3 else None)
            started.append(True)
            return WriteWrapper(start_response(*args))

        environ['wsgi.input'] = InputWrapper(environ['wsgi.input'])
        environ['wsgi.errors'] = ErrorWrapper(environ['wsgi.errors'])
        body = application(environ, checked_start_response)
        assert_(body is not None and body != False,
                'The application must return an iterator, if only an empty list')
        check_iterator(body)
        return IteratorWrapper(body, started)

    return checked_application


class InputWrapper:
    """The file of the request's body, with only what an application may use of it."""

    def __init__(self, wsgi_input):
        self.input = wsgi_input

    def _string(self, data):
        assert_(type(data) is str, 'wsgi.input gave no string: %r' % (data,))
        return data

    def read(self, *args):
        assert_(len(args) <= 1, 'read() takes at most one argument')
        return self._string(self.input.read(*args))

    def readline(self):
        return self._string(self.input.readline())

    def readlines(self, *args):
        assert_(len(args) <= 1, 'readlines() takes at most one argument')
        lines = self.input.readlines(*args)
        assert_(type(lines) is list, 'readlines() gave no list: %r' % (lines,))
        return map(self._string, lines)

    def __iter__(self):
        return iter(self.readline, '')

    def close(self):
        assert_(0, 'input.close() must not be called')


class ErrorWrapper:
    """The file of errors, with only what an application may use of it."""

    def __init__(self, wsgi_errors):
        self.errors = wsgi_errors

    def write(self, s):
        assert_(type(s) is str, 'wsgi.errors takes only strings: %r' % (s,))
        self.errors.write(s)

    def writelines(self, seq):
        for line in seq:
            self.write(line)

    def flush(self):
        self.errors.flush()

    def close(self):
        assert_(0, 'errors.close() must not be called')


class WriteWrapper:
    """What start_response() gives: a function to write with."""

    def __init__(self, wsgi_writer):
        self.writer = wsgi_writer

    def __call__(self, s):
        assert_(type(s) is str, 'write() takes only strings: %r' % (s,))
        self.writer(s)


class IteratorWrapper:
    """The body: it must be closed in the end."""

    def __init__(self, wsgi_iterator, check_start_response):
        self.original_iterator, self.iterator = wsgi_iterator, iter(wsgi_iterator)
        self.closed = False
        self.check_start_response = check_start_response

    def __iter__(self):
        return self

    def next(self):
        assert_(not self.closed, 'Iterator read after closed')
        piece = self.iterator.next()
        if self.check_start_response is not None:
            assert_(self.check_start_response, 'The application returns and we started iterating over its body, '
                                               'but start_response has not yet been called')
            self.check_start_response = None
        return piece

    def close(self):
        self.closed = True
        if hasattr(self.original_iterator, 'close'):
            self.original_iterator.close()

    def __del__(self):
        if not self.closed:
            # An exception in here is seen by nobody.
            sys.stderr.write('Iterator garbage collected without being closed')


def check_environ(environ):
    assert_(type(environ) is dict,
            'Environment is not of the right type: %r (environment: %r)' % (type(environ), environ))
    for key in _REQUIRED:
        assert_(key in environ, 'Environment missing required key: %r' % (key,))
    for key in 'HTTP_CONTENT_TYPE', 'HTTP_CONTENT_LENGTH':
        assert_(key not in environ,
                'Environment should not have the key: %s (use %s instead)' % (key, key[len('HTTP_'):]))
    if 'QUERY_STRING' not in environ:
        _warn('QUERY_STRING is not in the WSGI environment; the cgi module will use sys.argv when this variable is '
              'missing, so application errors are more likely')
    for key, value in environ.items():
        # Those with dots are extensions, which may be anything.
        assert_('.' in key or type(value) is str,
                'Environmental variable %s is not a string: %r (value: %r)' % (key, type(value), value))
    assert_(type(environ['wsgi.version']) is tuple, 'wsgi.version should be a tuple (%r)' % (environ['wsgi.version'],))
    assert_(environ['wsgi.url_scheme'] in ('http', 'https'),
            'wsgi.url_scheme unknown: %r' % environ['wsgi.url_scheme'])
    check_input(environ['wsgi.input'])
    check_errors(environ['wsgi.errors'])
    if environ['REQUEST_METHOD'] not in _METHODS:
        _warn('Unknown REQUEST_METHOD: %r' % environ['REQUEST_METHOD'])
    _check_path(environ)
    length = environ.get('CONTENT_LENGTH')
    assert_(not length or int(length) >= 0, 'Invalid CONTENT_LENGTH: %r' % length)


def _check_path(environ):
    for key in 'SCRIPT_NAME', 'PATH_INFO':
        value = environ.get(key)
        assert_(not value or value.startswith('/'), "%s doesn't start with /: %r" % (key, value))
    assert_(environ.get('SCRIPT_NAME') or 'PATH_INFO' in environ,
            "One of SCRIPT_NAME or PATH_INFO are required (PATH_INFO should at least be '/' if SCRIPT_NAME is empty)")
    assert_(environ.get('SCRIPT_NAME') != '/',
            "SCRIPT_NAME cannot be '/'; it should instead be '', and PATH_INFO should be '/'")


def _check_methods(name, stream, methods):
    for method in methods:
        assert_(hasattr(stream, method), "%s (%r) doesn't have the attribute %s" % (name, stream, method))


def check_input(wsgi_input):
    _check_methods('wsgi.input', wsgi_input, ('read', 'readline', 'readlines', '__iter__'))


def check_errors(wsgi_errors):
    _check_methods('wsgi.errors', wsgi_errors, ('flush', 'write', 'writelines'))


def check_status(status):
    assert_(type(status) is str, 'Status must be a string (not %r)' % status)
    code = status.split(None, 1)[0]
    assert_(len(code) == 3, 'Status codes must be three characters: %r' % code)
    assert_(int(code) >= 100, 'Status code is invalid: %r' % code)
    if status[3:4] != ' ':
        _warn('The status string (%r) should be a three-digit integer followed by a single space and a status '
              'explanation' % status)


def check_headers(headers):
    assert_(type(headers) is list, 'Headers (%r) must be of type list: %r' % (headers, type(headers)))
    for item in headers:
        assert_(type(item) is tuple, 'Individual headers (%r) must be of type tuple: %r' % (item, type(item)))
        assert_(len(item) == 2, 'Headers are pairs: %r' % (item,))
        name, value = item
        assert_(name.lower() != 'status', 'The Status header cannot be used; it conflicts with CGI script, and HTTP '
                                          'status is not given through headers (value: %r).' % value)
        assert_('\n' not in name and ':' not in name, "Header names may not contain ':' or '\\n': %r" % name)
        assert_(_HEADER_NAME.match(name), 'Bad header name: %r' % name)
        assert_(name[-1] not in '-_', "Names may not end in '-' or '_': %r" % name)
        found = _CONTROL.search(value)
        assert_(not found, 'Bad header value: %r (bad char: %r)' % (value, found and found.group()))


def check_content_type(status, headers):
    code = int(status.split(None, 1)[0])
    typed = any(name.lower() == 'content-type' for name, value in headers)
    if code in _WITHOUT_BODY:
        assert_(not typed, 'Content-Type header found in a %s response, which must not return content.' % code)
    else:
        assert_(typed, 'No Content-Type header found in headers (%s)' % headers)


def check_exc_info(exc_info):
    assert_(exc_info is None or type(exc_info) is tuple,
            'exc_info (%r) is not a tuple: %r' % (exc_info, type(exc_info)))


def check_iterator(iterator):
    # It would be sent character by character.
    assert_(not isinstance(iterator, str), 'You should not return a string as your application iterator, instead '
                                           'return a single-item list containing that string.')
