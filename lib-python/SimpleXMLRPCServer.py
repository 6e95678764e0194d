"""Servers of calls by XML over HTTP.

    server = SimpleXMLRPCServer(('localhost', 8000))
    server.register_function(pow)
    server.register_instance(object_with_methods)
    server.serve_forever()
"""

import BaseHTTPServer
import SocketServer
import fcntl
import os
import pydoc
import re
import sys
import traceback
import xmlrpclib
from xmlrpclib import Fault


def resolve_dotted_attribute(obj, attr, allow_dotted_names=True):
    """obj.a.b.c for 'a.b.c'. AttributeError for names that start with an underscore."""
    names = attr.split('.') if allow_dotted_names else [attr]
    for name in names:
        if name.startswith('_'):
            raise AttributeError('attempt to access private attribute "%s"' % name)
        obj = getattr(obj, name)
    return obj


def list_public_methods(obj):
    """The names of an object's methods that do not start with an underscore."""
    return [member for member in dir(obj)
            if not member.startswith('_') and hasattr(getattr(obj, member), '__call__')]


def remove_duplicates(lst):
    """Each of some hashable objects once, in any order."""
    return list(set(lst))


def _present_fault():
    """The fault that tells the caller of the exception being handled."""
    kind, value = sys.exc_info()[:2]
    return value if isinstance(value, Fault) else Fault(1, '%s:%s' % (kind, value))


class SimpleXMLRPCDispatcher:
    """The functions that may be called, and what calls them."""

    def __init__(self, allow_none=False, encoding=None):
        self.allow_none, self.encoding = allow_none, encoding
        self.funcs = {}
        self.instance = None

    def register_instance(self, instance, allow_dotted_names=False):
        """Let methods of an object be called (by its _dispatch(method, params) if it has one).

        allow_dotted_names lets callers reach objects inside it, which is dangerous.
        """
        self.instance = instance
        self.allow_dotted_names = allow_dotted_names

    def register_function(self, function, name=None):
        self.funcs[function.__name__ if name is None else name] = function

    def register_introspection_functions(self):
        """Let callers ask what they may call: the functions system.*."""
        self.funcs.update({'system.listMethods': self.system_listMethods,
                           'system.methodSignature': self.system_methodSignature,
                           'system.methodHelp': self.system_methodHelp})

    def register_multicall_functions(self):
        """Let callers make many calls in one: system.multicall."""
        self.funcs.update({'system.multicall': self.system_multicall})

    def _marshaled_dispatch(self, data, dispatch_method=None, path=None):
        """The XML that answers the XML of a call. Exceptions become faults."""
        try:
            params, method = xmlrpclib.loads(data)
            return self._dumps(((dispatch_method or self._dispatch)(method, params),), methodresponse=1)
        except:
            return self._dumps(_present_fault())

    def _dumps(self, values, **named):
        return xmlrpclib.dumps(values, allow_none=self.allow_none, encoding=self.encoding, **named)

    def system_listMethods(self):
        """The names of all that may be called."""
        methods = set(self.funcs)
        if self.instance is not None:
            if hasattr(self.instance, '_listMethods'):
                methods.update(self.instance._listMethods())
            elif not hasattr(self.instance, '_dispatch'):
                methods.update(list_public_methods(self.instance))
        return sorted(methods)

    def system_methodSignature(self, method_name):
        """What a method takes and gives: this server does not know it."""
        return 'signatures not supported'

    def system_methodHelp(self, method_name):
        """The documentation of a method."""
        method = self.funcs.get(method_name)
        if method is None and self.instance is not None:
            if hasattr(self.instance, '_methodHelp'):
                return self.instance._methodHelp(method_name)
            if not hasattr(self.instance, '_dispatch'):
                try:
                    method = resolve_dotted_attribute(self.instance, method_name,
                                                      self.allow_dotted_names)
                except AttributeError:
                    pass
        return '' if method is None else pydoc.getdoc(method)

    def system_multicall(self, call_list):
        """Many calls, [{'methodName': name, 'params': arguments}, ...], as one; gives [[result] or fault, ...]."""
        results = []
        for call in call_list:
            try:
                # A list of one marks a result: a fault is a dict.
                results.append([self._dispatch(call['methodName'], call['params'])])
            except:
                fault = _present_fault()
                results.append({'faultCode': fault.faultCode, 'faultString': fault.faultString})
        return results

    def _dispatch(self, method, params):
        """Call a function by name, or the instance's method."""
        func = self.funcs.get(method)
        if func is None and self.instance is not None:
            if hasattr(self.instance, '_dispatch'):
                return self.instance._dispatch(method, params)
            try:
                func = resolve_dotted_attribute(self.instance, method, self.allow_dotted_names)
            except AttributeError:
                pass
        if func is None:
            raise Exception('method "%s" is not supported' % method)
        return func(*params)


class SimpleXMLRPCRequestHandler(BaseHTTPServer.BaseHTTPRequestHandler):
    """Handles the POST requests that are calls."""

    # Calls at other paths are not found; (): any path will do.
    rpc_paths = ('/', '/RPC2')
    # Longer answers are compressed, for who accepts it; None: never.
    encode_threshold = 1400
    wbufsize = -1
    disable_nagle_algorithm = True
    aepattern = re.compile(r'\s*([^\s;]+)\s*(?:;\s*q\s*=\s*([0-9.]+))?', re.I)

    def accept_encodings(self):
        """The encodings of an answer that are accepted: {name: quality}."""
        accepted = {}
        for part in self.headers.get('Accept-Encoding', '').split(','):
            match = self.aepattern.match(part)
            if match:
                accepted[match.group(1)] = float(match.group(2) or 1.0)
        return accepted

    def is_rpc_path_valid(self):
        return not self.rpc_paths or self.path in self.rpc_paths

    def do_POST(self):
        if not self.is_rpc_path_valid():
            self.report_404()
            return
        try:
            data = self.decode_request_content(self._read_request())
            if data is None:
                # It has been answered.
                return
            response = self.server._marshaled_dispatch(data, getattr(self, '_dispatch', None), self.path)
        except Exception as error:
            # Of the server itself: nothing the caller could have done.
            headers = []
            if getattr(self.server, '_send_traceback_header', False):
                headers = [('X-exception', str(error)), ('X-traceback', traceback.format_exc())]
            self._answer(500, headers)
            return
        headers = [('Content-type', 'text/xml')]
        if self._may_compress(response):
            try:
                response = xmlrpclib.gzip_encode(response)
                headers.append(('Content-Encoding', 'gzip'))
            except NotImplementedError:
                pass
        self._answer(200, headers, response)

    def _read_request(self):
        # Some systems fail to read much at once.
        left = int(self.headers['content-length'])
        pieces = []
        while left:
            piece = self.rfile.read(min(left, 10 * 1024 * 1024))
            if not piece:
                break
            pieces.append(piece)
            left -= len(piece)
        return ''.join(pieces)

    def _may_compress(self, response):
        return (self.encode_threshold is not None and len(response) > self.encode_threshold and
                self.accept_encodings().get('gzip', 0))

    def _answer(self, code, headers=(), body='', message=None):
        self.send_response(code, message)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header('Content-length', str(len(body)))
        self.end_headers()
        if body:
            self.wfile.write(body)

    def decode_request_content(self, data):
        """The call as it was before it was compressed; None: it cannot be told, which was answered."""
        encoding = self.headers.get('content-encoding', 'identity').lower()
        problem = 501, 'encoding %r not supported' % encoding
        try:
            if encoding == 'identity':
                return data
            if encoding == 'gzip':
                return xmlrpclib.gzip_decode(data)
        except NotImplementedError:
            pass
        except ValueError:
            problem = 400, 'error decoding gzip content'
        self._answer(problem[0], message=problem[1])

    def report_404(self):
        self._answer(404, [('Content-type', 'text/plain')], 'No such page')

    def log_request(self, code='-', size='-'):
        if self.server.logRequests:
            BaseHTTPServer.BaseHTTPRequestHandler.log_request(self, code, size)


class SimpleXMLRPCServer(SocketServer.TCPServer, SimpleXMLRPCDispatcher):
    """An HTTP server of calls."""

    allow_reuse_address = True
    _send_traceback_header = False

    def __init__(self, addr, requestHandler=SimpleXMLRPCRequestHandler, logRequests=True,
                 allow_none=False, encoding=None, bind_and_activate=True):
        self.logRequests = logRequests
        SimpleXMLRPCDispatcher.__init__(self, allow_none, encoding)
        SocketServer.TCPServer.__init__(self, addr, requestHandler, bind_and_activate)
        # Programs that this one starts do not keep the port.
        flags = fcntl.fcntl(self.fileno(), fcntl.F_GETFD)
        fcntl.fcntl(self.fileno(), fcntl.F_SETFD, flags | fcntl.FD_CLOEXEC)


class MultiPathXMLRPCServer(SimpleXMLRPCServer):
    """A server with a dispatcher for each path."""

    def __init__(self, addr, requestHandler=SimpleXMLRPCRequestHandler, logRequests=True,
                 allow_none=False, encoding=None, bind_and_activate=True):
        SimpleXMLRPCServer.__init__(self, addr, requestHandler, logRequests, allow_none, encoding,
                                    bind_and_activate)
        self.dispatchers = {}

    def add_dispatcher(self, path, dispatcher):
        self.dispatchers[path] = dispatcher
        return dispatcher

    def get_dispatcher(self, path):
        return self.dispatchers[path]

    def _marshaled_dispatch(self, data, dispatch_method=None, path=None):
        try:
            return self.dispatchers[path]._marshaled_dispatch(data, dispatch_method, path)
        except:
            return self._dumps(_present_fault())


class CGIXMLRPCRequestHandler(SimpleXMLRPCDispatcher):
    """Handles a call that a web server passes on to a CGI program."""

    def __init__(self, allow_none=False, encoding=None):
        SimpleXMLRPCDispatcher.__init__(self, allow_none, encoding)

    def handle_xmlrpc(self, request_text):
        self._print(self._marshaled_dispatch(request_text), 'text/xml')

    def handle_get(self):
        # What is called is posted.
        message, explain = BaseHTTPServer.BaseHTTPRequestHandler.responses[400]
        page = BaseHTTPServer.DEFAULT_ERROR_MESSAGE % {'code': 400, 'message': message, 'explain': explain}
        print 'Status: 400', message
        self._print(page, BaseHTTPServer.DEFAULT_ERROR_CONTENT_TYPE)

    def _print(self, body, kind):
        print 'Content-Type: %s\nContent-Length: %d\n' % (kind, len(body))
        sys.stdout.write(body)

    def handle_request(self, request_text=None):
        if request_text is None and os.environ.get('REQUEST_METHOD', None) == 'GET':
            self.handle_get()
            return
        if request_text is None:
            try:
                length = int(os.environ.get('CONTENT_LENGTH', None))
            except (TypeError, ValueError):
                length = -1
            request_text = sys.stdin.read(length)
        self.handle_xmlrpc(request_text)
