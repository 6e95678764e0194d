"""Requests, the errors of opening them, and the director that leads them past the handlers of urllib2."""

import bisect
import re
import socket
import urlparse
from urllib import addinfourl, splithost, splittag, splittype, unquote, unwrap

VERSION = '2.7'


class URLError(IOError):
    """What was asked for could not be opened, for `reason`: a text or another exception."""

    __module__ = 'urllib2'

    # The arguments of IOError, errno and strerror, are not known here.
    def __init__(self, reason):
        self.args = reason,
        self.reason = reason

    def __str__(self):
        return '<urlopen error %s>' % self.reason


class HTTPError(URLError, addinfourl):
    """A response with a status of failure, which can be read like any other."""

    __module__ = 'urllib2'

    def __init__(self, url, code, msg, hdrs, fp):
        self.code, self.msg, self.hdrs, self.fp = code, msg, hdrs, fp
        self.filename = url
        # Without a file there is nothing to read, but the error can be raised.
        if fp is not None:
            addinfourl.__init__(self, fp, hdrs, url, code)

    def __str__(self):
        return 'HTTP Error %s: %s' % (self.code, self.msg)

    @property
    def reason(self):
        return self.msg

    def info(self):
        return self.hdrs


_cut_port_re = re.compile(r':\d+$')


def request_host(request):
    """The host of a request as RFC 2965 wants it compared: small letters, no port."""
    host = urlparse.urlparse(request.get_full_url()).netloc or request.get_header('Host', '')
    return _cut_port_re.sub('', host, 1).lower()


class Request:
    """A URL with what is to be sent to it: data and headers.

    Parts of the URL are taken out of it when they are asked for first; until then `type` and `host` are None.
    """

    __module__ = 'urllib2'

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False):
        self.__original, self.__fragment = splittag(unwrap(url))
        self.type = self.host = self.port = self._tunnel_host = None
        self.data = data
        self.headers = {}
        for name, value in headers.items():
            self.add_header(name, value)
        self.unredirected_hdrs = {}
        self.origin_req_host = request_host(self) if origin_req_host is None else origin_req_host
        self.unverifiable = unverifiable

    def __getattr__(self, attr):
        # What is left of the URL behind the type and behind the host: found on the way to these.
        find = {'_Request__r_type': self.get_type, '_Request__r_host': self.get_host}.get(attr)
        if find is None:
            raise AttributeError(attr)
        find()
        return self.__dict__[attr]

    def get_method(self):
        return 'POST' if self.has_data() else 'GET'

    def add_data(self, data):
        self.data = data

    def has_data(self):
        return self.data is not None

    def get_data(self):
        return self.data

    def get_full_url(self):
        return '%s#%s' % (self.__original, self.__fragment) if self.__fragment else self.__original

    def get_type(self):
        if self.type is None:
            self.type, self.__r_type = splittype(self.__original)
            if self.type is None:
                raise ValueError('unknown url type: %s' % self.__original)
        return self.type

    def get_host(self):
        if self.host is None:
            host, self.__r_host = splithost(self.__r_type)
            self.host = unquote(host) if host else host
        return self.host

    def get_selector(self):
        return self.__r_host

    def set_proxy(self, host, type):
        """Have the request sent to another host; only for https does its own host remain known."""
        if self.type == 'https' and not self._tunnel_host:
            self._tunnel_host = self.host
        else:
            self.type, self.__r_host = type, self.__original
        self.host = host

    def has_proxy(self):
        return self.__r_host == self.__original

    def get_origin_req_host(self):
        return self.origin_req_host

    def is_unverifiable(self):
        return self.unverifiable

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def add_unredirected_header(self, key, val):
        """Add a header that is not sent on to where the request is redirected."""
        self.unredirected_hdrs[key.capitalize()] = val

    def has_header(self, header_name):
        return any(header_name in known for known in (self.headers, self.unredirected_hdrs))

    def get_header(self, header_name, default=None):
        for known in self.headers, self.unredirected_hdrs:
            if header_name in known:
                return known[header_name]
        return default

    def header_items(self):
        return dict(self.unredirected_hdrs, **self.headers).items()


class BaseHandler:
    """What handlers are derived from. Those with a lower handler_order are asked first."""

    __module__ = 'urllib2'
    handler_order = 500

    def add_parent(self, parent):
        self.parent = parent

    def close(self):
        pass

    def __lt__(self, other):
        # Others than handlers come behind them, as in a list of a director they always did.
        return not hasattr(other, 'handler_order') or self.handler_order < other.handler_order


# Methods whose names look like those for a protocol's events.
_NOT_EVENTS = frozenset(['redirect_request', 'do_open', 'proxy_open'])


class OpenerDirector:
    """Opens requests by asking handlers in turn.

    The names of a handler's methods tell what they are for: PROTOCOL_request changes a request before it is opened,
    PROTOCOL_open opens it, PROTOCOL_response changes the response, PROTOCOL_error_KIND deals with an error.
    default_open is asked before, unknown_open after those for the protocol.
    """

    __module__ = 'urllib2'

    def __init__(self):
        self.addheaders = [('User-agent', 'Python-urllib/%s' % VERSION)]
        self.handlers = []
        # The handlers for each protocol, and in handle_error those for each kind of error of a protocol.
        self.handle_open, self.handle_error = {}, {}
        self.process_request, self.process_response = {}, {}

    def add_handler(self, handler):
        if not hasattr(handler, 'add_parent'):
            raise TypeError('expected BaseHandler instance, got %r' % type(handler))
        places = [place for place in map(self._place, dir(handler)) if place]
        for table, key in places:
            bisect.insort(table.setdefault(key, []), handler)
        if places:
            bisect.insort(self.handlers, handler)
            handler.add_parent(self)

    def _place(self, method):
        """The table and key under which a method's handler is entered; None for methods of other names."""
        protocol, underscore, event = method.partition('_')
        if not underscore or method in _NOT_EVENTS:
            return None
        if event.startswith('error'):
            kind = event.split('_', 1)[-1]
            return self.handle_error.setdefault(protocol, {}), int(kind) if kind.isdigit() else kind
        tables = {'open': self.handle_open, 'request': self.process_request, 'response': self.process_response}
        return (tables[event], protocol) if event in tables else None

    def close(self):
        pass

    def _call_chain(self, chain, kind, meth_name, *args):
        """The first answer other than None that the handlers of a kind give."""
        for handler in chain.get(kind, ()):
            result = getattr(handler, meth_name)(*args)
            if result is not None:
                return result

    def open(self, fullurl, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """The response to a URL or Request, a file with info() and geturl()."""
        if isinstance(fullurl, basestring):
            request = Request(fullurl, data)
        else:
            request = fullurl
            if data is not None:
                request.add_data(data)
        request.timeout = timeout
        protocol = request.get_type()
        for handler in self.process_request.get(protocol, ()):
            request = getattr(handler, protocol + '_request')(request)
        response = self._open(request, data)
        for handler in self.process_response.get(protocol, ()):
            response = getattr(handler, protocol + '_response')(request, response)
        return response

    def _open(self, req, data=None):
        for kind in 'default', None, 'unknown':
            # A handler of default_open may have changed the type.
            kind = kind or req.get_type()
            response = self._call_chain(self.handle_open, kind, kind + '_open', req)
            if response:
                return response

    def error(self, proto, *args):
        """Have an error handled: for HTTP the arguments are request, response, code, message, headers."""
        if proto not in ('http', 'https'):
            return self._call_chain(self.handle_error, proto, proto + '_error', *args)
        # https has the same errors as http.
        kinds = self.handle_error['http']
        code = args[2]
        return (self._call_chain(kinds, code, 'http_error_%s' % code, *args)
                or self._call_chain(kinds, 'default', 'http_error_default', *args))
