"""Opening URLs by handlers, which can be combined: authentication, redirections, proxies, cookies, and the protocols.

urlopen() opens a URL or Request by the installed opener; build_opener() makes an OpenerDirector of the handlers that
every opener has and of one's own, where one of a subclass takes the place of the standard one.
"""

import base64
import httplib
import mimetools
import os
import socket
import sys
import time
import types
import urlparse

try:
    from cStringIO import StringIO
except ImportError:
    from StringIO import StringIO

try:
    import ssl
except ImportError:
    _have_ssl = False
else:
    _have_ssl = True

from urllib import (unwrap, unquote, splittype, splithost, quote, addinfourl, splitport, splittag, toBytes, splitattr,
                    ftpwrapper, splituser, splitpasswd, splitvalue, localhost, url2pathname, getproxies, proxy_bypass,
                    _ftp_type)
from _urllib2_base import (URLError, HTTPError, Request, request_host, BaseHandler, OpenerDirector, _cut_port_re,
                           VERSION as __version__)
from _urllib2_auth import (HTTPPasswordMgr, HTTPPasswordMgrWithDefaultRealm, AbstractBasicAuthHandler,
                           HTTPBasicAuthHandler, ProxyBasicAuthHandler, AbstractDigestAuthHandler,
                           HTTPDigestAuthHandler, ProxyDigestAuthHandler, parse_http_list, parse_keqv_list,
                           randombytes)

_opener = None


def urlopen(url, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, cafile=None, capath=None, cadefault=False,
            context=None):
    """Open a URL or Request, with data for a POST. The certificates of https are checked by the context or by the
    authorities of cafile and capath."""
    global _opener
    if cafile or capath or cadefault:
        if context is not None:
            raise ValueError("You can't pass both context and any of cafile, capath, and cadefault")
        if not _have_ssl:
            raise ValueError('SSL support not available')
        context = ssl.create_default_context(purpose=ssl.Purpose.SERVER_AUTH, cafile=cafile, capath=capath)
    if context:
        opener = build_opener(HTTPSHandler(context=context))
    else:
        if _opener is None:
            _opener = build_opener()
        opener = _opener
    return opener.open(url, data, timeout)


def install_opener(opener):
    """Make an opener the one of urlopen()."""
    global _opener
    _opener = opener


def build_opener(*handlers):
    """A director of the standard handlers and of those given, as instances or as classes to be called."""
    given_classes = [handler if _is_class(handler) else handler.__class__ for handler in handlers]
    director = OpenerDirector()
    for standard in _standard_handlers():
        if not any(issubclass(given, standard) for given in given_classes):
            director.add_handler(standard())
    for handler in handlers:
        director.add_handler(handler() if _is_class(handler) else handler)
    return director


def _is_class(handler):
    return isinstance(handler, (type, types.ClassType))


def _standard_handlers():
    # Looked up at each call, for programs that put classes of their own into this module.
    found = [ProxyHandler, UnknownHandler, HTTPHandler, HTTPDefaultErrorHandler, HTTPRedirectHandler, FTPHandler,
             FileHandler, HTTPErrorProcessor]
    if hasattr(httplib, 'HTTPS'):
        found.insert(-1, HTTPSHandler)
    return found


class HTTPErrorProcessor(BaseHandler):
    """Makes a response with a status of failure an error, to be handled as one."""

    # After all that change responses.
    handler_order = 1000

    def http_response(self, request, response):
        if response.code // 100 == 2:
            return response
        return self.parent.error('http', request, response, response.code, response.msg, response.info())

    https_response = http_response


class HTTPDefaultErrorHandler(BaseHandler):
    """Raises the errors that nobody else handled."""

    def http_error_default(self, req, fp, code, msg, hdrs):
        raise HTTPError(req.get_full_url(), code, msg, hdrs, fp)


class HTTPRedirectHandler(BaseHandler):
    """Follows redirections, at most max_redirections of one request and max_repeats to the same URL."""

    # To the same URL more than once: a server may set a cookie and then redirect to where one was.
    max_repeats = 4
    max_redirections = 10

    inf_msg = ('The HTTP server returned a redirect error that would lead to an infinite loop.\n'
               'The last 30x error message was:\n')

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        """The Request for the new URL; None leaves the error to others, HTTPError says that there is to be none."""
        method = req.get_method()
        # A POST must not be repeated without asking the user, but browsers make it a GET, and so it is expected.
        if not (method in ('GET', 'HEAD') and code in (301, 302, 303, 307)
                or method == 'POST' and code in (301, 302, 303)):
            raise HTTPError(req.get_full_url(), code, msg, headers, fp)
        kept = dict((name, value) for name, value in req.headers.items()
                    if name.lower() not in ('content-length', 'content-type'))
        return Request(newurl.replace(' ', '%20'), headers=kept, origin_req_host=req.get_origin_req_host(),
                       unverifiable=True)

    def http_error_302(self, req, fp, code, msg, headers):
        for name in 'location', 'uri':
            if name in headers:
                target = headers.getheaders(name)[0]
                break
        else:
            return None
        parts = urlparse.urlparse(target)
        if parts.netloc and not parts.path:
            target = urlparse.urlunparse(parts._replace(path='/'))
        target = urlparse.urljoin(req.get_full_url(), target)
        # Files of this machine, above all, are nothing that a server may redirect to.
        if not target.lower().startswith(('http://', 'https://', 'ftp://')):
            raise HTTPError(target, code, "%s - Redirection to url '%s' is not allowed" % (msg, target), headers, fp)
        new = self.redirect_request(req, fp, code, msg, headers, target)
        if new is None:
            return None
        self._count(req, new, target, code, msg, headers, fp)
        # The connection can only be used again when all has been read.
        fp.read()
        fp.close()
        return self.parent.open(new, timeout=req.timeout)

    http_error_301 = http_error_303 = http_error_307 = http_error_302

    def _count(self, req, new, target, code, msg, headers, fp):
        """Note in `redirect_dict`, which the requests of one chain share, that a URL is visited."""
        if not hasattr(req, 'redirect_dict'):
            req.redirect_dict = {}
        visited = new.redirect_dict = req.redirect_dict
        if len(visited) >= self.max_redirections or visited.get(target, 0) >= self.max_repeats:
            raise HTTPError(req.get_full_url(), code, self.inf_msg + msg, headers, fp)
        visited[target] = visited.get(target, 0) + 1


def _parse_proxy(proxy):
    """(scheme, user, password, host and port) of a proxy's URL; those that are not there are None.

    The scheme's colon could as well be that of a port, so a URL with a scheme needs the two slashes.
    """
    scheme, rest = splittype(proxy)
    if not rest.startswith('/'):
        scheme, authority = None, proxy
    elif rest.startswith('//'):
        authority = rest[2:].partition('/')[0]
    else:
        raise ValueError('proxy URL with no authority: %r' % proxy)
    userinfo, hostport = splituser(authority)
    user, password = (None, None) if userinfo is None else splitpasswd(userinfo)
    return scheme, user, password, hostport


class ProxyHandler(BaseHandler):
    """Sends requests through proxies: a dict of their URLs by protocol, by default what getproxies() finds."""

    # The protocols are opened after this one has put the proxy into the request.
    handler_order = 100

    def __init__(self, proxies=None):
        self.proxies = getproxies() if proxies is None else proxies
        assert hasattr(self.proxies, 'has_key'), 'proxies must be a mapping'
        for protocol, url in self.proxies.items():
            setattr(self, protocol + '_open', self._opener(protocol, url))

    def _opener(self, protocol, url):
        return lambda request: self.proxy_open(request, url, protocol)

    def proxy_open(self, req, proxy, type):
        asked = req.get_type()
        proxy_type, user, password, hostport = _parse_proxy(proxy)
        proxy_type = proxy_type or asked
        if req.host and proxy_bypass(req.host):
            return None
        if user and password:
            secret = base64.b64encode('%s:%s' % (unquote(user), unquote(password)))
            req.add_header('Proxy-authorization', 'Basic ' + secret)
        req.set_proxy(unquote(hostport), proxy_type)
        if asked in (proxy_type, 'https'):
            # The handlers that come after this one open it.
            return None
        # The request has another type now: start over.
        return self.parent.open(req, timeout=req.timeout)


class AbstractHTTPHandler(BaseHandler):
    """What the handlers of http and https have in common."""

    def __init__(self, debuglevel=0):
        self._debuglevel = debuglevel

    def set_http_debuglevel(self, level):
        self._debuglevel = level

    def do_request_(self, request):
        """Add the headers that a request should have."""
        host = request.get_host()
        if not host:
            raise URLError('no host given')
        wanted = []
        if request.has_data():
            wanted += [('Content-type', 'application/x-www-form-urlencoded'),
                       ('Content-length', '%d' % len(request.get_data()))]
        if request.has_proxy():
            host = splithost(splittype(request.get_selector())[1])[0]
        wanted.append(('Host', host))
        wanted += [(name.capitalize(), value) for name, value in self.parent.addheaders]
        for name, value in wanted:
            if not request.has_header(name):
                request.add_unredirected_header(name, value)
        return request

    def do_open(self, http_class, req, **http_conn_args):
        """The response to a request, by a connection of http_class, which has the interface of HTTPConnection."""
        host = req.get_host()
        if not host:
            raise URLError('no host given')
        connection = http_class(host, timeout=req.timeout, **http_conn_args)
        connection.set_debuglevel(self._debuglevel)
        headers = dict((name.title(), value) for name, value in req.header_items())
        # No connection is kept: it would have to be known when its response has been read.
        headers['Connection'] = 'close'
        if req._tunnel_host:
            # The proxy's password is not for the server behind it.
            secret = headers.pop('Proxy-Authorization', None)
            tunnel_headers = {} if secret is None else {'Proxy-Authorization': secret}
            connection.set_tunnel(req._tunnel_host, headers=tunnel_headers)
        try:
            connection.request(req.get_method(), req.get_selector(), req.data, headers)
        except socket.error as failure:
            connection.close()
            raise URLError(failure)
        try:
            answer = connection.getresponse(buffering=True)
        except TypeError:
            # A class from before responses could be buffered.
            answer = connection.getresponse()
        # _fileobject makes a file with readline() and iteration of all that has recv().
        answer.recv = answer.read
        response = addinfourl(socket._fileobject(answer, close=True), answer.msg, req.get_full_url())
        response.code, response.msg = answer.status, answer.reason
        return response


class HTTPHandler(AbstractHTTPHandler):
    def http_open(self, req):
        return self.do_open(httplib.HTTPConnection, req)

    http_request = AbstractHTTPHandler.do_request_


if hasattr(httplib, 'HTTPS'):
    class HTTPSHandler(AbstractHTTPHandler):
        def __init__(self, debuglevel=0, context=None):
            AbstractHTTPHandler.__init__(self, debuglevel)
            self._context = context

        def https_open(self, req):
            return self.do_open(httplib.HTTPSConnection, req, context=self._context)

        https_request = AbstractHTTPHandler.do_request_


class HTTPCookieProcessor(BaseHandler):
    """Sends and keeps cookies, in a CookieJar."""

    def __init__(self, cookiejar=None):
        if cookiejar is None:
            import cookielib
            cookiejar = cookielib.CookieJar()
        self.cookiejar = cookiejar

    def http_request(self, request):
        self.cookiejar.add_cookie_header(request)
        return request

    def http_response(self, request, response):
        self.cookiejar.extract_cookies(response, request)
        return response

    https_request, https_response = http_request, http_response


class UnknownHandler(BaseHandler):
    """Refuses all types for which there is no handler."""

    def unknown_open(self, req):
        raise URLError('unknown url type: ' + req.get_type())


def _safe_gethostbyname(host):
    """The address of a host, None if it has none."""
    try:
        return socket.gethostbyname(host)
    except socket.gaierror:
        return None


class FileHandler(BaseHandler):
    """Opens files of this machine; URLs of files on others go to ftp."""

    # The addresses of this machine, once they are known.
    names = None

    def file_open(self, req):
        url = req.get_selector()
        remote = url[:2] == '//' and url[2:3] != '/' and req.host and req.host != 'localhost'
        if not remote:
            return self.open_local_file(req)
        req.type = 'ftp'
        return self.parent.open(req)

    def get_names(self):
        if FileHandler.names is None:
            try:
                known = [socket.gethostbyname_ex(name)[2] for name in ('localhost', socket.gethostname())]
                FileHandler.names = tuple(sum(known, []))
            except socket.gaierror:
                FileHandler.names = socket.gethostbyname('localhost'),
        return FileHandler.names

    def open_local_file(self, req):
        import email.utils
        import mimetypes
        host, filename = req.get_host(), req.get_selector()
        path = url2pathname(filename)
        try:
            stat = os.stat(path)
            headers = mimetools.Message(StringIO('Content-type: %s\nContent-length: %d\nLast-modified: %s\n' % (
                mimetypes.guess_type(filename)[0] or 'text/plain', stat.st_size,
                email.utils.formatdate(stat.st_mtime, usegmt=True))))
            if self._is_here(host):
                return addinfourl(open(path, 'rb'), headers, 'file://%s%s' % (host or '', filename))
        except OSError as failure:
            # URLError, as it is not an OSError, passes through.
            raise URLError(failure)
        raise URLError('file not on local host')

    def _is_here(self, host):
        if not host:
            return True
        name, port = splitport(host)
        return not port and _safe_gethostbyname(name) in self.get_names()


class FTPHandler(BaseHandler):
    """Opens files and listings of directories by FTP."""

    def ftp_open(self, req):
        import ftplib
        import mimetypes
        whole = req.get_host()
        if not whole:
            raise URLError('ftp error: no host given')
        user, place = splituser(whole)
        user, password = splitpasswd(user) if user else (None, None)
        host, port = splitport(place)
        try:
            address = socket.gethostbyname(unquote(host))
        except socket.error as failure:
            raise URLError(failure)
        path, attributes = splitattr(req.get_selector())
        dirs = map(unquote, path.split('/'))
        name = dirs.pop()
        if dirs and not dirs[0]:
            del dirs[0]
        try:
            wrapper = self.connect_ftp(user or '', password or '', address, int(port or ftplib.FTP_PORT), dirs,
                                       req.timeout)
            stream, length = wrapper.retrfile(name, _ftp_type(name, attributes))
            url = req.get_full_url()
            guess = mimetypes.guess_type(url)[0]
            lines = ['Content-type: %s\n' % guess] if guess else []
            if length is not None and length >= 0:
                lines.append('Content-length: %d\n' % length)
            return addinfourl(stream, mimetools.Message(StringIO(''.join(lines))), url)
        except ftplib.all_errors as failure:
            raise URLError, 'ftp error: %s' % failure, sys.exc_info()[2]

    def connect_ftp(self, user, passwd, host, port, dirs, timeout):
        return ftpwrapper(user, passwd, host, port, dirs, timeout, persistent=False)


class CacheFTPHandler(FTPHandler):
    """Keeps connections for a while, to use them again."""

    def __init__(self):
        # By user, host, port, directories and timeout: the connection, and the time when it will have been idle
        # for too long; `soonest` is the first of these times.
        self.cache, self.timeout = {}, {}
        self.soonest, self.delay, self.max_conns = 0, 60, 16

    def setTimeout(self, t):
        self.delay = t

    def setMaxConns(self, m):
        self.max_conns = m

    def connect_ftp(self, user, passwd, host, port, dirs, timeout):
        key = user, host, port, '/'.join(dirs), timeout
        if key not in self.cache:
            self.cache[key] = ftpwrapper(user, passwd, host, port, dirs, timeout)
        self.timeout[key] = time.time() + self.delay
        self.check_cache()
        return self.cache[key]

    def check_cache(self):
        """Close what has been idle for too long, and then the oldest if there are still too many."""
        now = time.time()
        if self.soonest <= now:
            for key in [key for key, end in self.timeout.items() if end < now]:
                self._close(key)
        if self.timeout and len(self.cache) >= self.max_conns:
            self._close(min(self.timeout, key=self.timeout.get))
        self.soonest = min(self.timeout.values() or [0])

    def _close(self, key):
        self.cache.pop(key).close()
        del self.timeout[key]

    def clear_cache(self):
        for connection in self.cache.values():
            connection.close()
        self.cache.clear()
        self.timeout.clear()
