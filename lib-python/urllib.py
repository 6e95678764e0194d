"""Opening URLs as files and retrieving them into files; quoting of URLs and taking them apart.

urlopen() opens by a FancyURLopener. An opener has a method open_TYPE for each type of URL, and http_error_CODE for
each status that is not simply an error; subclasses add to them or replace them.
"""

import base64
import os
import re
import socket
import sys
import time
from urlparse import urljoin as basejoin

from _urllib_files import (addbase, addclosehook, addinfo, addinfourl, ContentTooShortError, ftpwrapper, ftperrors)
from _urllib_parts import (always_safe, quote, quote_plus, unquote, unquote_plus, urlencode, toBytes, unwrap, splittype,
                           splithost, splituser, splitpasswd, splitport, splitnport, splitquery, splittag, splitattr,
                           splitvalue, _hexdig, _hextochr, _safe_map, _safe_quoters)
from _urllib_proxies import getproxies, getproxies_environment, proxy_bypass, proxy_bypass_environment

__all__ = ['urlopen', 'URLopener', 'FancyURLopener', 'urlretrieve', 'urlcleanup', 'quote', 'quote_plus', 'unquote',
           'unquote_plus', 'urlencode', 'url2pathname', 'pathname2url', 'splittag', 'localhost', 'thishost',
           'ftperrors', 'basejoin', 'unwrap', 'splittype', 'splithost', 'splituser', 'splitpasswd', 'splitport',
           'splitnport', 'splitquery', 'splitattr', 'splitvalue', 'getproxies']

__version__ = '1.17'

# How many connections of FTP an opener keeps.
MAXFTPCACHE = 10

if os.name == 'nt':
    from nturl2path import url2pathname, pathname2url
else:
    def url2pathname(pathname):
        """The name of the file that the path of a file: URL means."""
        return unquote(pathname)

    def pathname2url(pathname):
        return quote(pathname)

# The opener of urlopen(), and the connections of FTP of all openers.
_urlopener = None
ftpcache = {}


def _shared_opener():
    global _urlopener
    if not _urlopener:
        _urlopener = FancyURLopener()
    return _urlopener


def urlopen(url, data=None, proxies=None, context=None):
    """Open a URL as a file with info(), geturl() and getcode(); data is sent by POST."""
    from warnings import warnpy3k
    warnpy3k('urllib.urlopen() has been removed in Python 3.0 in favor of urllib2.urlopen()', stacklevel=2)
    if proxies is None and context is None:
        opener = _shared_opener()
    else:
        opener = FancyURLopener(proxies=proxies, context=context)
    return opener.open(url) if data is None else opener.open(url, data)


def urlretrieve(url, filename=None, reporthook=None, data=None, context=None):
    """(file name, headers) of a URL's content in a file; reporthook is told of each block of it."""
    opener = _shared_opener() if context is None else FancyURLopener(context=context)
    return opener.retrieve(url, filename, reporthook, data)


def urlcleanup():
    """Remove temporary files, and forget what is only kept for speed."""
    if _urlopener:
        _urlopener.cleanup()
    _safe_quoters.clear()
    ftpcache.clear()


def _once(function):
    """A function that is called only once, and whose result is remembered."""
    results = []

    def remembered():
        if not results:
            results.append(function())
        return results[0]
    remembered.__name__, remembered.__doc__ = function.__name__, function.__doc__
    return remembered


@_once
def localhost():
    """The address of 'localhost'."""
    return socket.gethostbyname('localhost')


@_once
def thishost():
    """The address of this machine's name."""
    for name in socket.gethostname(), 'localhost':
        try:
            return socket.gethostbyname(name)
        except socket.gaierror as failure:
            # Not all machines know their own name.
            pass
    raise failure


@_once
def noheaders():
    """A message without headers."""
    return _message([])


def _message(lines):
    import mimetools
    from cStringIO import StringIO
    return mimetools.Message(StringIO(''.join(line + '\n' for line in lines)), 0)


def _basic(userinfo):
    """The value of a header for 'user:password' in a URL, None if there is none."""
    return 'Basic ' + base64.b64encode(unquote(userinfo)) if userinfo else None


class URLopener:
    """Opens URLs; an error of HTTP is an IOError.

    proxies are a dict of URLs by type; key_file and cert_file are the client's certificate for https, context is an
    SSLContext. tempcache may be set to a dict, in which what retrieve() has got is kept.
    """

    version = 'Python-urllib/' + __version__

    # So that cleanup() works where a subclass does not call __init__().
    __tempfiles = None

    def __init__(self, proxies=None, context=None, **x509):
        self.proxies = getproxies() if proxies is None else proxies
        assert hasattr(self.proxies, 'has_key'), 'proxies must be a mapping'
        self.key_file, self.cert_file = x509.get('key_file'), x509.get('cert_file')
        self.context = context
        self.addheaders = [('User-Agent', self.version), ('Accept', '*/*')]
        self.__tempfiles = []
        # When the interpreter ends, __del__ may run after the module is gone.
        self.__unlink = os.unlink
        self.tempcache = None
        self.ftpcache = ftpcache

    def __del__(self):
        self.close()

    def close(self):
        self.cleanup()

    def cleanup(self):
        """Remove the temporary files of retrieve()."""
        while self.__tempfiles:
            try:
                self.__unlink(self.__tempfiles.pop())
            except OSError:
                pass
        if self.tempcache:
            self.tempcache.clear()

    def addheader(self, *args):
        """Add a (name, value) to the headers that every request has."""
        self.addheaders.append(args)

    def open(self, fullurl, data=None):
        """The file of a URL: asks the method for its type."""
        fullurl = quote(unwrap(toBytes(fullurl)), safe="%/:=&?~#+!$,;'@()*[]|")
        if self.tempcache and fullurl in self.tempcache:
            name, headers = self.tempcache[fullurl]
            return addinfourl(open(name, 'rb'), headers, fullurl)
        kind, url = splittype(fullurl)
        kind = kind or 'file'
        proxy = self.proxies.get(kind)
        if proxy is not None:
            kind, place = splittype(proxy)
            url = splithost(place)[0], fullurl
        self.type = kind
        method = ('open_' + str(kind)).replace('-', '_')
        # open_local_file is no method for a type, and would read any file.
        if method == 'open_local_file' or not hasattr(self, method):
            return self.open_unknown_proxy(proxy, fullurl, data) if proxy else self.open_unknown(fullurl, data)
        try:
            return getattr(self, method)(*(url,) if data is None else (url, data))
        except socket.error as failure:
            raise IOError, ('socket error', failure), sys.exc_info()[2]

    def open_unknown(self, fullurl, data=None):
        raise IOError('url error', 'unknown url type', splittype(fullurl)[0])

    def open_unknown_proxy(self, proxy, fullurl, data=None):
        raise IOError('url error', 'invalid proxy for %s' % splittype(fullurl)[0], proxy)

    def retrieve(self, url, filename=None, reporthook=None, data=None):
        """(file name, headers): a file of this machine is taken where it is, all else copied, into a temporary file
        if no name is given."""
        url = unwrap(toBytes(url))
        if self.tempcache and url in self.tempcache:
            return self.tempcache[url]
        kind, rest = splittype(url)
        if filename is None and kind in (None, 'file'):
            try:
                source = self.open_local_file(rest)
                headers = source.info()
                source.close()
                return url2pathname(splithost(rest)[1]), headers
            except IOError:
                pass
        source = self.open(url, data)
        try:
            headers = source.info()
            name, target = self._target(url, filename)
            with target:
                result = name, headers
                if self.tempcache is not None:
                    self.tempcache[url] = result
                size = int(headers['content-length']) if 'content-length' in headers else -1
                got = _copy(source, target, size, reporthook)
        finally:
            source.close()
        if 0 <= got < size:
            raise ContentTooShortError('retrieval incomplete: got only %i out of %i bytes' % (got, size), result)
        return result

    def _target(self, url, filename):
        """(name, file open for writing); a temporary file has the URL's suffix."""
        if filename:
            return filename, open(filename, 'wb')
        import tempfile
        path = splithost(splittype(url)[1])[1] or ''
        for split in splitquery, splitattr:
            path = split(path)[0] or ''
        descriptor, name = tempfile.mkstemp(os.path.splitext(path)[1])
        self.__tempfiles.append(name)
        return name, os.fdopen(descriptor, 'wb')

    def open_http(self, url, data=None):
        import httplib
        return self._open_by(httplib.HTTP, 'http', url, data)

    def open_https(self, url, data=None):
        import httplib
        if not hasattr(httplib, 'HTTPS'):
            return self.open_unknown('https:', data)
        return self._open_by(lambda host: httplib.HTTPS(host, 0, key_file=self.key_file, cert_file=self.cert_file,
                                                        context=self.context), 'https', url, data)

    def _open_by(self, connect, kind, url, data):
        """Ask a server, or a proxy if url is a pair of its host and the whole URL."""
        proxy_user = user = None
        if isinstance(url, str):
            host, selector = splithost(url)
            if host:
                user, host = splituser(host)
                host = unquote(host)
            named = host
        else:
            host, selector = url
            proxy_user, host = splituser(host)
            asked, rest = splittype(selector)
            url, named = rest, None
            if asked == kind:
                named, rest = splithost(rest)
                if named:
                    user, named = splituser(named)
                    if user:
                        selector = '%s://%s%s' % (asked, named, rest)
                    if kind == 'http' and proxy_bypass(named):
                        host = named
        if not host:
            raise IOError('%s error' % kind, 'no host given')
        headers = []
        if data is not None:
            headers += [('Content-Type', 'application/x-www-form-urlencoded'), ('Content-Length', '%d' % len(data))]
        headers += [('Proxy-Authorization', _basic(proxy_user)), ('Authorization', _basic(user)),
                    ('Host', named or None)]
        connection = connect(host)
        connection.putrequest('GET' if data is None else 'POST', selector)
        for name, value in headers:
            if value is not None:
                connection.putheader(name, value)
        for field in self.addheaders:
            connection.putheader(*field)
        connection.endheaders(data)
        return self._answer(connection, kind, url, data)

    def _answer(self, connection, kind, url, data):
        status, reason, headers = connection.getreply()
        stream = connection.getfile()
        if status == -1:
            if stream:
                stream.close()
            raise IOError('http protocol error', 0, 'got a bad status line', None)
        # 206 and its like are as good as 200.
        if status // 100 == 2:
            return addinfourl(stream, headers, '%s:%s' % (kind, url), status)
        extra = () if data is None else (data,)
        return self.http_error(url, stream, status, reason, headers, *extra)

    def http_error(self, url, fp, errcode, errmsg, headers, data=None):
        """The result of the method for this status, or if there is none or it gives none, of http_error_default()."""
        method = getattr(self, 'http_error_%d' % errcode, None)
        if method is not None:
            extra = () if data is None else (data,)
            result = method(url, fp, errcode, errmsg, headers, *extra)
            if result:
                return result
        return self.http_error_default(url, fp, errcode, errmsg, headers)

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        fp.close()
        raise IOError('http error', errcode, errmsg, headers)

    def open_file(self, url):
        """A file of this machine, or by FTP one of the machine that the URL names."""
        if not isinstance(url, str):
            raise IOError('file error', 'proxy support for file protocol currently not implemented')
        remote = url[:2] == '//' and url[2:3] != '/' and url[2:12].lower() != 'localhost/'
        return self.open_ftp(url) if remote else self.open_local_file(url)

    def open_local_file(self, url):
        import email.utils
        import mimetypes
        host, path = splithost(url)
        name = url2pathname(path)
        try:
            stat = os.stat(name)
        except OSError as failure:
            raise IOError(failure.errno, failure.strerror, failure.filename)
        headers = _message(['Content-Type: ' + (mimetypes.guess_type(url)[0] or 'text/plain'),
                            'Content-Length: %d' % stat.st_size,
                            'Last-modified: ' + email.utils.formatdate(stat.st_mtime, usegmt=True)])
        if not host and path[:2] == './':
            raise ValueError('local file url may start with / or file:. Unknown url of type: %s' % url)
        if host and not _is_here(host):
            raise IOError('local file error', 'not on local host')
        return addinfourl(open(name, 'rb'), headers, 'file://' + path if path[:1] == '/' else path)

    def open_ftp(self, url):
        import mimetypes
        if not isinstance(url, str):
            raise IOError('ftp error', 'proxy support for ftp protocol currently not implemented')
        place, path = splithost(url)
        if not place:
            raise IOError('ftp error', 'no host given')
        user, host = splituser(place)
        host, port = splitport(host)
        user, password = splitpasswd(user) if user else (None, None)
        address = socket.gethostbyname(unquote(host))
        if port:
            port = int(port)
        else:
            import ftplib
            port = ftplib.FTP_PORT
        path, attributes = splitattr(path)
        dirs = unquote(path).split('/')
        name = dirs.pop()
        if dirs and not dirs[0]:
            del dirs[0]
        if dirs and not dirs[0]:
            dirs[0] = '/'
        try:
            wrapper = self._ftp_connection(unquote(user or ''), unquote(password or ''), address, port, dirs)
            stream, length = wrapper.retrfile(name, _ftp_type(name, attributes))
        except ftperrors() as failure:
            raise IOError, ('ftp error', failure), sys.exc_info()[2]
        guess = mimetypes.guess_type('ftp:' + url)[0]
        lines = ['Content-Type: ' + guess] if guess else []
        if length is not None and length >= 0:
            lines.append('Content-Length: %d' % length)
        return addinfourl(stream, _message(lines), 'ftp:' + url)

    def _ftp_connection(self, user, password, address, port, dirs):
        key = user, address, port, '/'.join(dirs)
        if len(self.ftpcache) > MAXFTPCACHE:
            for other in self.ftpcache.keys():
                if other != key:
                    self.ftpcache.pop(other).close()
        if key not in self.ftpcache:
            self.ftpcache[key] = ftpwrapper(user, password, address, port, dirs)
        return self.ftpcache[key]

    def open_data(self, url, data=None):
        """The content that a data: URL has in itself (RFC 2397)."""
        if not isinstance(url, str):
            raise IOError('data error', 'proxy support for data protocol currently not implemented')
        import mimetools
        from cStringIO import StringIO
        kind, comma, content = url.partition(',')
        if not comma:
            raise IOError('data error', 'bad data URL')
        kind = kind or 'text/plain;charset=US-ASCII'
        encoding = ''
        if '=' not in kind.rpartition(';')[2] and ';' in kind:
            kind, _, encoding = kind.rpartition(';')
        content = base64.decodestring(content) if encoding == 'base64' else unquote(content)
        date = time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime())
        stream = StringIO('Date: %s\nContent-type: %s\nContent-Length: %d\n\n%s' % (date, kind, len(content), content))
        # The headers are read, so that the file stands at the content.
        headers = mimetools.Message(stream, 0)
        return addinfourl(stream, headers, url)


_BLOCK = 8192


def _copy(source, target, size, reporthook):
    """Copy a file; the number of octets."""
    got = count = 0
    if reporthook:
        reporthook(0, _BLOCK, size)
    for block in iter(lambda: source.read(_BLOCK), ''):
        got += len(block)
        target.write(block)
        count += 1
        if reporthook:
            reporthook(count, _BLOCK, size)
    return got


def _is_here(host):
    name, port = splitport(host)
    return not port and socket.gethostbyname(name) in (localhost(), thishost())


def _ftp_type(name, attributes):
    """How to transfer: A for text, I for octets, D for a listing, as the URL's ;type= says or else by the name."""
    chosen = 'I' if name else 'D'
    for attribute in attributes:
        key, value = splitvalue(attribute)
        if key.lower() == 'type' and value and value.upper() in ('A', 'I', 'D'):
            chosen = value.upper()
    return chosen


class FancyURLopener(URLopener):
    """An opener that follows redirections and asks for passwords; pages for other errors are read as they come."""

    def __init__(self, *args, **kwargs):
        URLopener.__init__(self, *args, **kwargs)
        # Passwords by 'realm@host'.
        self.auth_cache = {}
        self.tries, self.maxtries = 0, 10

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        return addinfourl(fp, headers, 'http:' + url, errcode)

    def http_error_302(self, url, fp, errcode, errmsg, headers, data=None):
        self.tries += 1
        try:
            if self.maxtries and self.tries >= self.maxtries:
                refuse = getattr(self, 'http_error_500', self.http_error_default)
                return refuse(url, fp, 500, 'Internal Server Error: Redirect Recursion', headers)
            return self.redirect_internal(url, fp, errcode, errmsg, headers, data)
        finally:
            self.tries = 0

    def redirect_internal(self, url, fp, errcode, errmsg, headers, data):
        target = headers.get('location', headers.get('uri'))
        if target is None:
            return None
        fp.close()
        target = basejoin('%s:%s' % (self.type, url), target)
        # Files of this machine, above all, are nothing that a server may redirect to.
        if not target.lower().startswith(('http://', 'https://', 'ftp://')):
            raise IOError('redirect error', errcode,
                          "%s - Redirection to url '%s' is not allowed" % (errmsg, target), headers)
        return self.open(target)

    def http_error_301(self, url, fp, errcode, errmsg, headers, data=None):
        return self.http_error_302(url, fp, errcode, errmsg, headers, data)

    def http_error_303(self, url, fp, errcode, errmsg, headers, data=None):
        return self.http_error_302(url, fp, errcode, errmsg, headers, data)

    def http_error_307(self, url, fp, errcode, errmsg, headers, data=None):
        # Data would have to be sent again, and that needs the user's consent.
        if data is None:
            return self.http_error_302(url, fp, errcode, errmsg, headers, data)
        return self.http_error_default(url, fp, errcode, errmsg, headers)

    def http_error_401(self, url, fp, errcode, errmsg, headers, data=None):
        return self._authenticate('www-authenticate', 'retry_%s_basic_auth', url, fp, errcode, errmsg, headers, data)

    def http_error_407(self, url, fp, errcode, errmsg, headers, data=None):
        return self._authenticate('proxy-authenticate', 'retry_proxy_%s_basic_auth', url, fp, errcode, errmsg,
                                  headers, data)

    def _authenticate(self, header, method, url, fp, errcode, errmsg, headers, data):
        """Answer the challenge in a header by the method for it; one that is not understood is an error."""
        challenge = re.match('[ \t]*([^ \t]+)[ \t]+realm="([^"]*)"', headers.get(header, ''))
        if challenge is None or challenge.group(1).lower() != 'basic':
            URLopener.http_error_default(self, url, fp, errcode, errmsg, headers)
        extra = () if data is None else (data,)
        return getattr(self, method % self.type)(url, challenge.group(2), *extra)

    def retry_http_basic_auth(self, url, realm, data=None):
        return self._retry('http', url, realm, data)

    def retry_https_basic_auth(self, url, realm, data=None):
        return self._retry('https', url, realm, data)

    def retry_proxy_http_basic_auth(self, url, realm, data=None):
        return self._retry_proxy('http', url, realm, data)

    def retry_proxy_https_basic_auth(self, url, realm, data=None):
        return self._retry_proxy('https', url, realm, data)

    def _retry(self, kind, url, realm, data):
        host, selector = splithost(url)
        host = self._with_password(host, realm)
        return host and self._open_again(kind, host, selector, data)

    def _retry_proxy(self, kind, url, realm, data):
        proxy, proxy_selector = splithost(splittype(self.proxies[kind])[1])
        proxy = self._with_password(proxy, realm)
        if not proxy:
            return None
        self.proxies[kind] = '%s://%s%s' % (kind, proxy, proxy_selector)
        host, selector = splithost(url)
        return self._open_again(kind, host, selector, data)

    def _open_again(self, kind, host, selector, data):
        extra = () if data is None else (data,)
        return self.open('%s://%s%s' % (kind, host, selector), *extra)

    def _with_password(self, host, realm):
        """The host with user and password before it, None if there is none to be had."""
        refused, at, host = host.rpartition('@')
        user, password = self.get_user_passwd(host, realm, len(refused + at))
        if not (user or password):
            return None
        return '%s:%s@%s' % (quote(user, safe=''), quote(password, safe=''), host)

    def get_user_passwd(self, host, realm, clear_cache=0):
        """(user, password) as known, or else as the user enters them; clear_cache says that they were refused."""
        key = realm + '@' + host.lower()
        if clear_cache:
            self.auth_cache.pop(key, None)
        if key in self.auth_cache:
            return self.auth_cache[key]
        user, password = self.prompt_user_passwd(host, realm)
        if user or password:
            self.auth_cache[key] = user, password
        return user, password

    def prompt_user_passwd(self, host, realm):
        """Ask at the terminal; for subclasses with windows."""
        import getpass
        try:
            user = raw_input('Enter username for %s at %s: ' % (realm, host))
            return user, getpass.getpass('Enter password for %s in %s at %s: ' % (user, realm, host))
        except KeyboardInterrupt:
            print
            return None, None
