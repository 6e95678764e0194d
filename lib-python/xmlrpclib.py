"""Calls over XML-RPC: values to XML and back, and a client.

    server = xmlrpclib.ServerProxy("http://host/path")
    print server.method(argument)
"""

import base64
import errno
import httplib
import socket
from cStringIO import StringIO

try:
    import gzip
except ImportError:
    # Python without zlib.
    gzip = None

from _xmlrpc_values import (Binary, DateTime, Error, Fault, MAXINT, MININT, Marshaller, ProtocolError, ResponseError,
                            Unmarshaller, WRAPPERS, _binary, _datetime, _datetime_type, _decode, _strftime, _stringify,
                            escape)

__version__ = '1.0.1'

for _offered in (Binary, DateTime, Error, Fault, Marshaller, ProtocolError, ResponseError, Unmarshaller):
    _offered.__module__ = __name__
del _offered

# Errors of the protocol, and those that implementations agreed on.
PARSE_ERROR = -32700
SERVER_ERROR = -32600
APPLICATION_ERROR = -32500
SYSTEM_ERROR = -32400
TRANSPORT_ERROR = -32300
NOT_WELLFORMED_ERROR = PARSE_ERROR
UNSUPPORTED_ENCODING = -32701
INVALID_ENCODING_CHAR = -32702
INVALID_XMLRPC = SERVER_ERROR
METHOD_NOT_FOUND = -32601
INVALID_METHOD_PARAMS = -32602
INTERNAL_ERROR = -32603

# Once there was a Python without them.
boolean = Boolean = bool
True, False = True, False

# Where a faster parser and unmarshaller may be put.
FastParser = FastUnmarshaller = None

# ---- Text and values.

try:
    from xml.parsers import expat
except ImportError:
    ExpatParser = None
else:
    class ExpatParser:
        """Tells a target what is in the text it is fed."""

        def __init__(self, target):
            self._target = target
            self._parser = expat.ParserCreate(None, None)
            for handler, method in (('StartElement', target.start), ('EndElement', target.end),
                                    ('CharacterData', target.data)):
                setattr(self._parser, handler + 'Handler', method)
            target.xml(None if self._parser.returns_unicode else 'utf-8', None)

        def feed(self, data):
            self._parser.Parse(data, 0)

        def close(self):
            if hasattr(self, '_parser'):
                parser = self._parser
                # They refer to each other.
                del self._target, self._parser
                parser.Parse('', 1)


class SlowParser:
    """The parser of old; its module xmllib is gone."""

    def __init__(self, target):
        import xmllib


def getparser(use_datetime=0):
    """A parser and the unmarshaller that it tells of what it is fed."""
    target = (FastUnmarshaller or Unmarshaller)(use_datetime=use_datetime)
    return (FastParser or ExpatParser or SlowParser)(target), target


def dumps(params, methodname=None, methodresponse=None, encoding=None, allow_none=0):
    """The XML of a call of methodname, of a response (a tuple of one value, or a Fault), or of bare parameters."""
    is_fault = isinstance(params, Fault)
    assert is_fault or isinstance(params, tuple), 'argument must be tuple or Fault instance'
    if methodresponse and not is_fault:
        assert len(params) == 1, 'response tuple must be a singleton'
    encoding = encoding or 'utf-8'
    data = Marshaller(encoding, allow_none).dumps(params)
    # utf-8 needs no word.
    declared = '' if encoding == 'utf-8' else " encoding='%s'" % str(encoding)
    header = "<?xml version='1.0'%s?>\n" % declared
    if methodname:
        if not isinstance(methodname, str):
            methodname = methodname.encode(encoding, 'xmlcharrefreplace')
        return '%s<methodCall>\n<methodName>%s</methodName>\n%s</methodCall>\n' % (header, methodname, data)
    if methodresponse or is_fault:
        return '%s<methodResponse>\n%s</methodResponse>\n' % (header, data)
    return data


def loads(data, use_datetime=0):
    """(values, method's name or None) of XML. Fault if it is one."""
    parser, target = getparser(use_datetime=use_datetime)
    parser.feed(data)
    parser.close()
    return target.close(), target.getmethodname()


# ---- Compression.


def _need_gzip():
    if gzip is None:
        raise NotImplementedError


def gzip_encode(data):
    _need_gzip()
    out = StringIO()
    with gzip.GzipFile(mode='wb', fileobj=out, compresslevel=1) as compressor:
        compressor.write(data)
    return out.getvalue()


def gzip_decode(data, max_decode=20971520):
    """What was compressed. ValueError if it is not, or is longer than max_decode (below 0: any length)."""
    _need_gzip()
    with gzip.GzipFile(mode='rb', fileobj=StringIO(data)) as compressed:
        try:
            decoded = compressed.read(max_decode + 1 if max_decode >= 0 else -1)
        except IOError:
            raise ValueError('invalid data')
    if 0 <= max_decode < len(decoded):
        raise ValueError('max gzipped payload length exceeded')
    return decoded


class GzipDecodedResponse(gzip.GzipFile if gzip else object):
    """A response of HTTP that is read decompressed."""

    def __init__(self, response):
        _need_gzip()
        self.stringio = StringIO(response.read())
        gzip.GzipFile.__init__(self, mode='rb', fileobj=self.stringio)

    def close(self):
        try:
            gzip.GzipFile.close(self)
        finally:
            self.stringio.close()


# ---- The client.


class _Method:
    """A method of a server: its attributes are methods, too, by a longer name."""

    def __init__(self, send, name):
        self.__send = send
        self.__name = name

    def __getattr__(self, name):
        return _Method(self.__send, self.__name + '.' + name)

    def __call__(self, *args):
        return self.__send(self.__name, args)


# The server, or who is between, has closed a connection that was kept.
_CLOSED = (errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE)


class Transport:
    """Carries calls over HTTP. A connection is kept for further calls to its host."""

    user_agent = 'xmlrpclib.py/%s (by www.pythonware.com)' % __version__
    # Whether answers may be compressed; requests longer than the threshold are.
    accept_gzip_encoding = True
    encode_threshold = None

    def __init__(self, use_datetime=0):
        self._use_datetime = use_datetime
        # (host, its connection), and the headers that the host wants.
        self._connection = None, None
        self._extra_headers = []

    def request(self, host, handler, request_body, verbose=0):
        """Send a call, a second time on a new connection if the one that was kept has been closed."""
        try:
            return self.single_request(host, handler, request_body, verbose)
        except socket.error as error:
            if error.errno not in _CLOSED:
                raise
        except httplib.BadStatusLine:
            pass
        return self.single_request(host, handler, request_body, verbose)

    def single_request(self, host, handler, request_body, verbose=0):
        connection = self.make_connection(host)
        if verbose:
            connection.set_debuglevel(1)
        try:
            response = self._ask(connection, host, handler, request_body)
            if response.status == httplib.OK:
                self.verbose = verbose
                return self.parse_response(response)
        except Exception as error:
            if not isinstance(error, Fault):
                # Nobody knows what the connection would give next.
                self.close()
            raise
        if response.getheader('content-length', 0):
            # The connection is kept: what comes next is the next answer.
            response.read()
        raise ProtocolError(host + handler, response.status, response.reason, response.msg)

    def _ask(self, connection, host, handler, request_body):
        self.send_request(connection, handler, request_body)
        self.send_host(connection, host)
        self.send_user_agent(connection)
        self.send_content(connection, request_body)
        return connection.getresponse(buffering=True)

    def getparser(self):
        return getparser(use_datetime=self._use_datetime)

    def get_host_info(self, host):
        """(host, headers or None, keys and certificates) of 'user:password@host' or (that, keys and certificates)."""
        import urllib
        host, x509 = host if isinstance(host, tuple) else (host, {})
        user, host = urllib.splituser(host)
        if not user:
            return host, None, x509
        credentials = ''.join(base64.encodestring(urllib.unquote(user)).split())
        return host, [('Authorization', 'Basic ' + credentials)], x509

    def _connect(self, host, new_connection):
        if not self._connection or self._connection[0] != host:
            address, self._extra_headers, x509 = self.get_host_info(host)
            self._connection = host, new_connection(address, x509)
        return self._connection[1]

    def make_connection(self, host):
        return self._connect(host, lambda address, x509: httplib.HTTPConnection(address))

    def close(self):
        connection = self._connection[1]
        self._connection = None, None
        if connection:
            connection.close()

    # The parts of a request.

    def send_request(self, connection, handler, request_body):
        compressed = bool(self.accept_gzip_encoding and gzip)
        if not compressed:
            connection.putrequest('POST', handler)
        else:
            connection.putrequest('POST', handler, skip_accept_encoding=True)
            connection.putheader('Accept-Encoding', 'gzip')

    def send_host(self, connection, host):
        headers = self._extra_headers or ()
        for key, value in headers.items() if isinstance(headers, dict) else headers:
            connection.putheader(key, value)

    def send_user_agent(self, connection):
        connection.putheader('User-Agent', self.user_agent)

    def send_content(self, connection, request_body):
        connection.putheader('Content-Type', 'text/xml')
        if gzip and self.encode_threshold is not None and len(request_body) > self.encode_threshold:
            connection.putheader('Content-Encoding', 'gzip')
            request_body = gzip_encode(request_body)
        connection.putheader('Content-Length', str(len(request_body)))
        connection.endheaders(request_body)

    def parse_response(self, response):
        """The values of an answer."""
        stream = response
        if hasattr(response, 'getheader') and response.getheader('Content-Encoding', '') == 'gzip':
            stream = GzipDecodedResponse(response)
        parser, target = self.getparser()
        for data in iter(lambda: stream.read(1024), ''):
            if self.verbose:
                print 'body:', repr(data)
            parser.feed(data)
        if stream is not response:
            stream.close()
        parser.close()
        return target.close()


class SafeTransport(Transport):
    """Carries calls over HTTPS."""

    def __init__(self, use_datetime=0, context=None):
        Transport.__init__(self, use_datetime=use_datetime)
        self.context = context

    def make_connection(self, host):
        if not hasattr(httplib, 'HTTPSConnection'):
            raise NotImplementedError("your version of httplib doesn't support HTTPS")
        return self._connect(host, lambda address, x509: httplib.HTTPSConnection(address, None, context=self.context,
                                                                                **(x509 or {})))


class ServerProxy:
    """A server: its attributes are its methods."""

    def __init__(self, uri, transport=None, encoding=None, verbose=0, allow_none=0, use_datetime=0, context=None):
        import urllib
        if isinstance(uri, unicode):
            uri = uri.encode('ISO-8859-1')
        scheme, rest = urllib.splittype(uri)
        if scheme not in ('http', 'https'):
            raise IOError('unsupported XML-RPC protocol')
        self.__host, handler = urllib.splithost(rest)
        self.__handler = handler or '/RPC2'
        if transport is None:
            if scheme == 'https':
                transport = SafeTransport(use_datetime=use_datetime, context=context)
            else:
                transport = Transport(use_datetime=use_datetime)
        self.__transport = transport
        self.__encoding = encoding
        self.__verbose = verbose
        self.__allow_none = allow_none

    def __close(self):
        self.__transport.close()

    def __request(self, methodname, params):
        call = dumps(params, methodname, encoding=self.__encoding, allow_none=self.__allow_none)
        answer = self.__transport.request(self.__host, self.__handler, call, verbose=self.__verbose)
        return answer[0] if len(answer) == 1 else answer

    def __repr__(self):
        return '<ServerProxy for %s%s>' % (self.__host, self.__handler)

    __str__ = __repr__

    def __getattr__(self, name):
        return _Method(self.__request, name)

    def __call__(self, attr):
        """What is no method of the server: 'close', to call, or 'transport'."""
        own = {'close': self.__close, 'transport': self.__transport}
        if attr not in own:
            raise AttributeError('Attribute %r not found' % (attr,))
        return own[attr]


# The name of old.
Server = ServerProxy


class _MultiCallMethod:
    """A method of a MultiCall: its call is noted for later."""

    def __init__(self, call_list, name):
        self.__call_list = call_list
        self.__name = name

    def __getattr__(self, name):
        return _MultiCallMethod(self.__call_list, self.__name + '.' + name)

    def __call__(self, *args):
        self.__call_list.append((self.__name, args))


class MultiCallIterator:
    """The results of a MultiCall, in order; a fault is raised where it is reached."""

    def __init__(self, results):
        self.results = results

    def __getitem__(self, i):
        result = self.results[i]
        if type(result) is dict:
            raise Fault(result['faultCode'], result['faultString'])
        if type(result) is not list:
            raise ValueError('unexpected type in multicall result')
        return result[0]


class MultiCall:
    """Calls of a server gathered, to be sent at once when this is called."""

    def __init__(self, server):
        self.__server = server
        self.__call_list = []

    def __repr__(self):
        return '<MultiCall at %x>' % id(self)

    __str__ = __repr__

    def __getattr__(self, name):
        return _MultiCallMethod(self.__call_list, name)

    def __call__(self):
        calls = [{'methodName': name, 'params': arguments} for name, arguments in self.__call_list]
        return MultiCallIterator(self.__server.system.multicall(calls))
