"""Opens URLs, and takes them apart. (urllib2 is the newer way to open them.)"""

import string
import socket
import os
import time
import sys
import base64
import re
from urlparse import urljoin as basejoin

__all__ = ['urlopen', 'URLopener', 'FancyURLopener', 'urlretrieve', 'urlcleanup', 'quote', 'quote_plus', 'unquote',
           'unquote_plus', 'urlencode', 'url2pathname', 'pathname2url', 'splittag', 'localhost', 'thishost',
           'ftperrors', 'basejoin', 'unwrap', 'splittype', 'splithost', 'splituser', 'splitpasswd', 'splitport',
           'splitnport', 'splitquery', 'splitattr', 'splitvalue', 'getproxies']

__version__ = '1.17'

MAXFTPCACHE = 10


def url2pathname(pathname):
    """A file's path of a URL's."""
    return unquote(pathname)


def pathname2url(pathname):
    """A URL's path of a file's."""
    return quote(pathname)


_urlopener = None


def urlopen(url, data=None, proxies=None, context=None):
    """A URL as a file to read; data makes it a POST."""
    global _urlopener
    if proxies is not None or context is not None:
        opener = FancyURLopener(proxies=proxies, context=context)
    else:
        if not _urlopener:
            _urlopener = FancyURLopener()
        opener = _urlopener
    if data is None:
        return opener.open(url)
    return opener.open(url, data)


def urlretrieve(url, filename=None, reporthook=None, data=None, context=None):
    """Copy a URL to a file, a temporary one by default: (its name, headers)."""
    global _urlopener
    if context is not None:
        opener = FancyURLopener(context=context)
    else:
        if not _urlopener:
            _urlopener = FancyURLopener()
        opener = _urlopener
    return opener.retrieve(url, filename, reporthook, data)


def urlcleanup():
    """Remove the temporary files of urlretrieve(), and what else was kept."""
    if _urlopener:
        _urlopener.cleanup()
    _safe_quoters.clear()
    ftpcache.clear()


class ContentTooShortError(IOError):
    """Less came than was announced; content is what there is."""

    def __init__(self, message, content):
        IOError.__init__(self, message)
        self.content = content


ftpcache = {}


class URLopener:
    """Opens URLs: open_NAME opens those of a scheme."""

    version = 'Python-urllib/%s' % __version__
    __tempfiles = None

    def __init__(self, proxies=None, context=None, **x509):
        if proxies is None:
            proxies = getproxies()
        assert hasattr(proxies, 'has_key'), 'proxies must be a mapping'
        self.proxies = proxies
        self.key_file = x509.get('key_file')
        self.cert_file = x509.get('cert_file')
        self.context = context
        self.addheaders = [('User-Agent', self.version), ('Accept', '*/*')]
        self.__tempfiles = []
        self.__unlink = os.unlink
        # URL -> (file, headers); None: nothing is kept.
        self.tempcache = None
        self.ftpcache = ftpcache

    def __del__(self):
        self.close()

    def close(self):
        self.cleanup()

    def cleanup(self):
        # The interpreter may be ending.
        if self.__tempfiles:
            for file in self.__tempfiles:
                try:
                    self.__unlink(file)
                except OSError:
                    pass
            del self.__tempfiles[:]
        if self.tempcache:
            self.tempcache.clear()

    def addheader(self, *args):
        """Send a header (name, value) with each request."""
        self.addheaders.append(args)

    def open(self, fullurl, data=None):
        """A URL as a file to read."""
        fullurl = unwrap(toBytes(fullurl))
        # Some characters stand in URLs though they should not.
        fullurl = quote(fullurl, safe="%/:=&?~#+!$,;'@()*[]|")
        if self.tempcache and fullurl in self.tempcache:
            filename, headers = self.tempcache[fullurl]
            return addinfourl(open(filename, 'rb'), headers, fullurl)
        urltype, url = splittype(fullurl)
        if not urltype:
            urltype = 'file'
        if urltype in self.proxies:
            proxy = self.proxies[urltype]
            urltype, proxyhost = splittype(proxy)
            host, selector = splithost(proxyhost)
            # For the method: by way of a proxy.
            url = host, fullurl
        else:
            proxy = None
        name = 'open_' + urltype
        self.type = urltype
        name = name.replace('-', '_')
        # What is in local files is for open_file() alone.
        if not hasattr(self, name) or getattr(self, name) == self.open_local_file:
            if proxy:
                return self.open_unknown_proxy(proxy, fullurl, data)
            return self.open_unknown(fullurl, data)
        try:
            if data is None:
                return getattr(self, name)(url)
            return getattr(self, name)(url, data)
        except socket.error, msg:
            raise IOError, ('socket error', msg), sys.exc_info()[2]

    def open_unknown(self, fullurl, data=None):
        type, url = splittype(fullurl)
        raise IOError, ('url error', 'unknown url type', type)

    def open_unknown_proxy(self, proxy, fullurl, data=None):
        type, url = splittype(fullurl)
        raise IOError, ('url error', 'invalid proxy for %s' % type, proxy)

    def retrieve(self, url, filename=None, reporthook=None, data=None):
        """Copy a URL to a file: (its name, headers). reporthook(blocks so far, size of a block, size of all)."""
        url = unwrap(toBytes(url))
        if self.tempcache and url in self.tempcache:
            return self.tempcache[url]
        type, url1 = splittype(url)
        if filename is None and (not type or type == 'file'):
            try:
                fp = self.open_local_file(url1)
                hdrs = fp.info()
                fp.close()
                return url2pathname(splithost(url1)[1]), hdrs
            except IOError:
                pass
        fp = self.open(url, data)
        try:
            headers = fp.info()
            if filename:
                tfp = open(filename, 'wb')
            else:
                import tempfile
                garbage, path = splittype(url)
                garbage, path = splithost(path or '')
                path, garbage = splitquery(path or '')
                path, garbage = splitattr(path or '')
                suffix = os.path.splitext(path)[1]
                fd, filename = tempfile.mkstemp(suffix)
                self.__tempfiles.append(filename)
                tfp = os.fdopen(fd, 'wb')
            try:
                result = filename, headers
                if self.tempcache is not None:
                    self.tempcache[url] = result
                bs = 1024 * 8
                size = -1
                read = 0
                blocknum = 0
                if 'content-length' in headers:
                    size = int(headers['Content-Length'])
                if reporthook:
                    reporthook(blocknum, bs, size)
                while True:
                    block = fp.read(bs)
                    if block == '':
                        break
                    read += len(block)
                    tfp.write(block)
                    blocknum += 1
                    if reporthook:
                        reporthook(blocknum, bs, size)
            finally:
                tfp.close()
        finally:
            fp.close()
        if size >= 0 and read < size:
            raise ContentTooShortError('retrieval incomplete: got only %i out of %i bytes' % (read, size), result)
        return result

    def _open_connection(self, url, data, scheme, connect):
        """A request by HTTP, of which connect(host) makes a connection."""
        user_passwd = None
        proxy_passwd = None
        if isinstance(url, str):
            host, selector = splithost(url)
            if host:
                user_passwd, host = splituser(host)
                host = unquote(host)
            realhost = host
        else:
            host, selector = url
            proxy_passwd, host = splituser(host)
            urltype, rest = splittype(selector)
            url = rest
            user_passwd = None
            if urltype.lower() != scheme:
                realhost = None
            else:
                realhost, rest = splithost(rest)
                if realhost:
                    user_passwd, realhost = splituser(realhost)
                if user_passwd:
                    selector = '%s://%s%s' % (urltype, realhost, rest)
                if scheme == 'http' and proxy_bypass(realhost):
                    host = realhost
        if not host:
            raise IOError, ('%s error' % scheme, 'no host given')
        proxy_auth = base64.b64encode(unquote(proxy_passwd)).strip() if proxy_passwd else None
        auth = base64.b64encode(unquote(user_passwd)).strip() if user_passwd else None
        h = connect(host)
        if data is not None:
            h.putrequest('POST', selector)
            h.putheader('Content-Type', 'application/x-www-form-urlencoded')
            h.putheader('Content-Length', '%d' % len(data))
        else:
            h.putrequest('GET', selector)
        if proxy_auth:
            h.putheader('Proxy-Authorization', 'Basic %s' % proxy_auth)
        if auth:
            h.putheader('Authorization', 'Basic %s' % auth)
        if realhost:
            h.putheader('Host', realhost)
        for args in self.addheaders:
            h.putheader(*args)
        h.endheaders(data)
        errcode, errmsg, headers = h.getreply()
        fp = h.getfile()
        if errcode == -1:
            if fp:
                fp.close()
            raise IOError, ('http protocol error', 0, 'got a bad status line', None)
        if 200 <= errcode < 300:
            return addinfourl(fp, headers, scheme + ':' + url, errcode)
        if data is None:
            return self.http_error(url, fp, errcode, errmsg, headers)
        return self.http_error(url, fp, errcode, errmsg, headers, data)

    def open_http(self, url, data=None):
        import httplib
        return self._open_connection(url, data, 'http', httplib.HTTP)

    def http_error(self, url, fp, errcode, errmsg, headers, data=None):
        """An answer that is no success: for the method http_error_CODE, or http_error_default."""
        name = 'http_error_%d' % errcode
        if hasattr(self, name):
            method = getattr(self, name)
            if data is None:
                result = method(url, fp, errcode, errmsg, headers)
            else:
                result = method(url, fp, errcode, errmsg, headers, data)
            if result:
                return result
        return self.http_error_default(url, fp, errcode, errmsg, headers)

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        fp.close()
        raise IOError, ('http error', errcode, errmsg, headers)

    def open_https(self, url, data=None):
        import httplib
        if not hasattr(httplib, 'HTTPS'):
            return self.open_unknown('https:' + str(url), data)
        return self._open_connection(url, data, 'https', lambda host: httplib.HTTPS(
            host, 0, key_file=self.key_file, cert_file=self.cert_file, context=self.context))

    def open_file(self, url):
        """A file: of this machine, or by FTP of another."""
        if not isinstance(url, str):
            raise IOError, ('file error', 'proxy support for file protocol currently not implemented')
        if url[:2] == '//' and url[2:3] != '/' and url[2:12].lower() != 'localhost/':
            return self.open_ftp(url)
        return self.open_local_file(url)

    def open_local_file(self, url):
        import mimetypes
        import mimetools
        import email.utils
        try:
            from cStringIO import StringIO
        except ImportError:
            from StringIO import StringIO
        host, file = splithost(url)
        localname = url2pathname(file)
        try:
            stats = os.stat(localname)
        except OSError, e:
            raise IOError(e.errno, e.strerror, e.filename)
        headers = mimetools.Message(StringIO(
            'Content-Type: %s\nContent-Length: %d\nLast-modified: %s\n'
            % (mimetypes.guess_type(url)[0] or 'text/plain', stats.st_size,
               email.utils.formatdate(stats.st_mtime, usegmt=True))))
        if not host:
            urlfile = file
            if file[:1] == '/':
                urlfile = 'file://' + file
            elif file[:2] == './':
                raise ValueError('local file url may start with / or file:. Unknown url of type: %s' % url)
            return addinfourl(open(localname, 'rb'), headers, urlfile)
        host, port = splitport(host)
        if not port and socket.gethostbyname(host) in (localhost(), thishost()):
            urlfile = file
            if file[:1] == '/':
                urlfile = 'file://' + file
            return addinfourl(open(localname, 'rb'), headers, urlfile)
        raise IOError, ('local file error', 'not on local host')

    def open_ftp(self, url):
        if not isinstance(url, str):
            raise IOError, ('ftp error', 'proxy support for ftp protocol currently not implemented')
        import mimetypes
        import mimetools
        try:
            from cStringIO import StringIO
        except ImportError:
            from StringIO import StringIO
        host, path = splithost(url)
        if not host:
            raise IOError, ('ftp error', 'no host given')
        host, port = splitport(host)
        user, host = splituser(host)
        if user:
            user, passwd = splitpasswd(user)
        else:
            passwd = None
        host = unquote(host)
        user = user or ''
        passwd = passwd or ''
        host = socket.gethostbyname(host)
        if not port:
            import ftplib
            port = ftplib.FTP_PORT
        else:
            port = int(port)
        path, attrs = splitattr(path)
        path = unquote(path)
        dirs = path.split('/')
        dirs, file = dirs[:-1], dirs[-1]
        if dirs and not dirs[0]:
            dirs = dirs[1:]
        if dirs and not dirs[0]:
            dirs[0] = '/'
        key = user, host, port, '/'.join(dirs)
        if len(self.ftpcache) > MAXFTPCACHE:
            for k in self.ftpcache.keys():
                if k != key:
                    self.ftpcache.pop(k).close()
        try:
            if key not in self.ftpcache:
                self.ftpcache[key] = ftpwrapper(user, passwd, host, port, dirs)
            type = 'I' if file else 'D'
            for attr in attrs:
                attr, value = splitvalue(attr)
                if attr.lower() == 'type' and value in ('a', 'A', 'i', 'I', 'd', 'D'):
                    type = value.upper()
            fp, retrlen = self.ftpcache[key].retrfile(file, type)
            mtype = mimetypes.guess_type('ftp:' + url)[0]
            headers = ''
            if mtype:
                headers += 'Content-Type: %s\n' % mtype
            if retrlen is not None and retrlen >= 0:
                headers += 'Content-Length: %d\n' % retrlen
            return addinfourl(fp, mimetools.Message(StringIO(headers)), 'ftp:' + url)
        except ftperrors(), msg:
            raise IOError, ('ftp error', msg), sys.exc_info()[2]

    def open_data(self, url, data=None):
        """A data: URL: [type][;base64],text."""
        if not isinstance(url, str):
            raise IOError, ('data error', 'proxy support for data protocol currently not implemented')
        import mimetools
        from StringIO import StringIO
        try:
            type, data = url.split(',', 1)
        except ValueError:
            raise IOError, ('data error', 'bad data URL')
        if not type:
            type = 'text/plain;charset=US-ASCII'
        semi = type.rfind(';')
        if semi >= 0 and '=' not in type[semi:]:
            encoding = type[semi + 1:]
            type = type[:semi]
        else:
            encoding = ''
        if encoding == 'base64':
            data = base64.decodestring(data)
        else:
            data = unquote(data)
        text = 'Date: %s\nContent-type: %s\nContent-Length: %d\n\n%s' % (
            time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(time.time())), type, len(data), data)
        f = StringIO(text)
        headers = mimetools.Message(f, 0)
        return addinfourl(f, headers, url)


class FancyURLopener(URLopener):
    """Follows redirections, and asks for passwords."""

    def __init__(self, *args, **kwargs):
        URLopener.__init__(self, *args, **kwargs)
        self.auth_cache = {}
        self.tries = 0
        self.maxtries = 10

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        """An error's page is a page, too."""
        return addinfourl(fp, headers, 'http:' + url, errcode)

    def http_error_302(self, url, fp, errcode, errmsg, headers, data=None):
        """Follow a redirection, not too many."""
        self.tries += 1
        try:
            if self.maxtries and self.tries >= self.maxtries:
                method = getattr(self, 'http_error_500', self.http_error_default)
                return method(url, fp, 500, 'Internal Server Error: Redirect Recursion', headers)
            return self.redirect_internal(url, fp, errcode, errmsg, headers, data)
        finally:
            self.tries = 0

    def redirect_internal(self, url, fp, errcode, errmsg, headers, data):
        if 'location' in headers:
            newurl = headers['location']
        elif 'uri' in headers:
            newurl = headers['uri']
        else:
            return
        fp.close()
        newurl = basejoin(self.type + ':' + url, newurl)
        # Servers must not lead to files.
        lower = newurl.lower()
        if not lower.startswith(('http://', 'https://', 'ftp://')):
            raise IOError('redirect error', errcode, errmsg + " - Redirection to url '%s' is not allowed" % newurl,
                          headers)
        return self.open(newurl)

    http_error_301 = http_error_302
    http_error_303 = http_error_302

    def http_error_307(self, url, fp, errcode, errmsg, headers, data=None):
        """As 302, but a POST is not repeated."""
        if data is None:
            return self.http_error_302(url, fp, errcode, errmsg, headers, data)
        return self.http_error_default(url, fp, errcode, errmsg, headers)

    def _retry_with_password(self, header, kind, url, fp, errcode, errmsg, headers, data):
        if header not in headers:
            return URLopener.http_error_default(self, url, fp, errcode, errmsg, headers)
        match = re.match('[ \t]*([^ \t]+)[ \t]+realm="([^"]*)"', headers[header])
        if not match or match.group(1).lower() != 'basic':
            URLopener.http_error_default(self, url, fp, errcode, errmsg, headers)
        method = getattr(self, 'retry_' + kind % self.type + '_basic_auth')
        realm = match.group(2)
        return method(url, realm) if data is None else method(url, realm, data)

    def http_error_401(self, url, fp, errcode, errmsg, headers, data=None):
        return self._retry_with_password('www-authenticate', '%s', url, fp, errcode, errmsg, headers, data)

    def http_error_407(self, url, fp, errcode, errmsg, headers, data=None):
        return self._retry_with_password('proxy-authenticate', 'proxy_%s', url, fp, errcode, errmsg, headers, data)

    def _retry_proxy(self, scheme, url, realm, data):
        host, selector = splithost(url)
        newurl = scheme + '://' + host + selector
        proxy = self.proxies[scheme]
        urltype, proxyhost = splittype(proxy)
        proxyhost, proxyselector = splithost(proxyhost)
        proxyhost = self._with_password(proxyhost, realm)
        if proxyhost is None:
            return None
        self.proxies[scheme] = scheme + '://' + proxyhost + proxyselector
        return self.open(newurl) if data is None else self.open(newurl, data)

    def _retry(self, scheme, url, realm, data):
        host, selector = splithost(url)
        host = self._with_password(host, realm)
        if host is None:
            return None
        newurl = scheme + '://' + host + selector
        return self.open(newurl) if data is None else self.open(newurl, data)

    def _with_password(self, host, realm):
        i = host.find('@') + 1
        host = host[i:]
        user, passwd = self.get_user_passwd(host, realm, i)
        if not (user or passwd):
            return None
        return quote(user, safe='') + ':' + quote(passwd, safe='') + '@' + host

    def retry_proxy_http_basic_auth(self, url, realm, data=None):
        return self._retry_proxy('http', url, realm, data)

    def retry_proxy_https_basic_auth(self, url, realm, data=None):
        return self._retry_proxy('https', url, realm, data)

    def retry_http_basic_auth(self, url, realm, data=None):
        return self._retry('http', url, realm, data)

    def retry_https_basic_auth(self, url, realm, data=None):
        return self._retry('https', url, realm, data)

    def get_user_passwd(self, host, realm, clear_cache=0):
        key = realm + '@' + host.lower()
        if key in self.auth_cache:
            if clear_cache:
                del self.auth_cache[key]
            else:
                return self.auth_cache[key]
        user, passwd = self.prompt_user_passwd(host, realm)
        if user or passwd:
            self.auth_cache[key] = user, passwd
        return user, passwd

    def prompt_user_passwd(self, host, realm):
        """Ask at the terminal; for subclasses to do otherwise."""
        import getpass
        try:
            user = raw_input('Enter username for %s at %s: ' % (realm, host))
            passwd = getpass.getpass('Enter password for %s in %s at %s: ' % (user, realm, host))
            return user, passwd
        except KeyboardInterrupt:
            print
            return None, None


_localhost = None


def localhost():
    """The address of 'localhost'."""
    global _localhost
    if _localhost is None:
        _localhost = socket.gethostbyname('localhost')
    return _localhost


_thishost = None


def thishost():
    """The address of this machine."""
    global _thishost
    if _thishost is None:
        try:
            _thishost = socket.gethostbyname(socket.gethostname())
        except socket.gaierror:
            _thishost = socket.gethostbyname('localhost')
    return _thishost


_ftperrors = None


def ftperrors():
    """The errors of ftplib."""
    global _ftperrors
    if _ftperrors is None:
        import ftplib
        _ftperrors = ftplib.all_errors
    return _ftperrors


_noheaders = None


def noheaders():
    """Headers without any."""
    global _noheaders
    if _noheaders is None:
        import mimetools
        try:
            from cStringIO import StringIO
        except ImportError:
            from StringIO import StringIO
        _noheaders = mimetools.Message(StringIO(), 0)
        _noheaders.fp.close()
    return _noheaders


class ftpwrapper:
    """A connection by FTP that is kept."""

    def __init__(self, user, passwd, host, port, dirs, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, persistent=True):
        self.user = user
        self.passwd = passwd
        self.host = host
        self.port = port
        self.dirs = dirs
        self.timeout = timeout
        self.refcount = 0
        self.keepalive = persistent
        try:
            self.init()
        except:
            self.close()
            raise

    def init(self):
        import ftplib
        self.busy = 0
        self.ftp = ftplib.FTP()
        self.ftp.connect(self.host, self.port, self.timeout)
        self.ftp.login(self.user, self.passwd)
        self.ftp.cwd(os.path.join(*self.dirs) if self.dirs else '.')

    def retrfile(self, file, type):
        import ftplib
        self.endtransfer()
        if type in ('d', 'D'):
            cmd = 'TYPE A'
            isdir = 1
        else:
            cmd = 'TYPE ' + type
            isdir = 0
        try:
            self.ftp.voidcmd(cmd)
        except ftplib.all_errors:
            # The connection may have ended meanwhile.
            self.init()
            self.ftp.voidcmd(cmd)
        conn = None
        if file and not isdir:
            try:
                conn, retrlen = self.ftp.ntransfercmd('RETR ' + file)
            except ftplib.error_perm, reason:
                if str(reason)[:3] != '550':
                    raise IOError, ('ftp error', reason), sys.exc_info()[2]
        if not conn:
            # A folder's list.
            self.ftp.voidcmd('TYPE A')
            if file:
                pwd = self.ftp.pwd()
                try:
                    try:
                        self.ftp.cwd(file)
                    except ftplib.error_perm, reason:
                        raise IOError, ('ftp error', reason), sys.exc_info()[2]
                finally:
                    self.ftp.cwd(pwd)
                cmd = 'LIST ' + file
            else:
                cmd = 'LIST'
            conn, retrlen = self.ftp.ntransfercmd(cmd)
        self.busy = 1
        ftpobj = addclosehook(conn.makefile('rb'), self.file_close)
        self.refcount += 1
        conn.close()
        return ftpobj, retrlen

    def endtransfer(self):
        self.busy = 0

    def close(self):
        self.keepalive = False
        if self.refcount <= 0:
            self.real_close()

    def file_close(self):
        self.endtransfer()
        self.refcount -= 1
        if self.refcount <= 0 and not self.keepalive:
            self.real_close()

    def real_close(self):
        self.endtransfer()
        try:
            self.ftp.close()
        except ftperrors():
            pass


class addbase:
    """A file with more methods than the one under it."""

    def __init__(self, fp):
        self.fp = fp
        self.read = fp.read
        self.readline = fp.readline
        if hasattr(fp, 'readlines'):
            self.readlines = fp.readlines
        self.fileno = getattr(fp, 'fileno', lambda: None)
        if hasattr(fp, '__iter__'):
            self.__iter__ = fp.__iter__
            if hasattr(fp, 'next'):
                self.next = fp.next

    def __repr__(self):
        return '<%s at %r whose fp = %r>' % (self.__class__.__name__, id(self), self.fp)

    def close(self):
        self.read = None
        self.readline = None
        self.readlines = None
        self.fileno = None
        if self.fp:
            self.fp.close()
        self.fp = None


class addclosehook(addbase):
    """Calls a function when it is closed."""

    def __init__(self, fp, closehook, *hookargs):
        addbase.__init__(self, fp)
        self.closehook = closehook
        self.hookargs = hookargs

    def close(self):
        try:
            closehook = self.closehook
            hookargs = self.hookargs
            if closehook:
                self.closehook = None
                self.hookargs = None
                closehook(*hookargs)
        finally:
            addbase.close(self)


class addinfo(addbase):
    """With info()."""

    def __init__(self, fp, headers):
        addbase.__init__(self, fp)
        self.headers = headers

    def info(self):
        return self.headers


class addinfourl(addbase):
    """With info(), geturl() and getcode()."""

    def __init__(self, fp, headers, url, code=None):
        addbase.__init__(self, fp)
        self.headers = headers
        self.url = url
        self.code = code

    def info(self):
        return self.headers

    def getcode(self):
        return self.code

    def geturl(self):
        return self.url


# ---- URLs taken apart

try:
    unicode
except NameError:
    def _is_unicode(x):
        return 0
else:
    def _is_unicode(x):
        return isinstance(x, unicode)


def toBytes(url):
    """A URL as a byte string: it must be ASCII."""
    if _is_unicode(url):
        try:
            url = url.encode('ASCII')
        except UnicodeError:
            raise UnicodeError('URL ' + repr(url) + ' contains non-ASCII characters')
    return url


def unwrap(url):
    """'<URL:type://host/path>' without what is around."""
    url = url.strip()
    if url[:1] == '<' and url[-1:] == '>':
        url = url[1:-1].strip()
    if url[:4] == 'URL:':
        url = url[4:].strip()
    return url


_typeprog = re.compile('^([^/:]+):')
_hostprog = re.compile('//([^/?#]*)(.*)', re.DOTALL)
_portprog = re.compile('^(.*):([0-9]*)$')
_nportprog = _passwdprog = _valueprog = None


def splittype(url):
    """'type:rest' -> (type in small letters, rest)."""
    match = _typeprog.match(url)
    if match:
        scheme = match.group(1)
        return scheme.lower(), url[len(scheme) + 1:]
    return None, url


def splithost(url):
    """'//host[:port]/path' -> (host[:port], /path)."""
    match = _hostprog.match(url)
    if match:
        host, path = match.groups()
        if path and path[0] != '/':
            path = '/' + path
        return host, path
    return None, url


def splituser(host):
    """'user[:password]@host' -> (user[:password], host)."""
    user, at, rest = host.rpartition('@')
    return (user if at else None), rest


def splitpasswd(user):
    """'user:password' -> (user, password)."""
    name, colon, password = user.partition(':')
    return name, (password if colon else None)


def splitport(host):
    """'host:port' -> (host, port)."""
    match = _portprog.match(host)
    if match:
        host, port = match.groups()
        if port:
            return host, port
    return host, None


def splitnport(host, defport=-1):
    """(host, port as a number): the default if there is none, None if it is none."""
    head, colon, port = host.rpartition(':')
    if not colon:
        return host, defport
    try:
        if not port:
            raise ValueError('no digits')
        return head, int(port)
    except ValueError:
        return head, None if port else defport


def splitquery(url):
    """'path?query' -> (path, query)."""
    path, mark, query = url.rpartition('?')
    if mark:
        return path, query
    return url, None


def splittag(url):
    """'path#tag' -> (path, tag)."""
    path, mark, tag = url.rpartition('#')
    if mark:
        return path, tag
    return url, None


def splitattr(url):
    """'path;attr=value;...' -> (path, ['attr=value', ...])."""
    words = url.split(';')
    return words[0], words[1:]


def splitvalue(attr):
    """'attr=value' -> (attr, value)."""
    name, mark, value = attr.partition('=')
    return name, (value if mark else None)


_hexdig = '0123456789ABCDEFabcdef'
_hextochr = dict((a + b, chr(int(a + b, 16))) for a in _hexdig for b in _hexdig)
_asciire = re.compile('([\x00-\x7f]+)')


def unquote(s):
    """'abc%20def' -> 'abc def'."""
    if _is_unicode(s):
        if '%' not in s:
            return s
        # What is not ASCII stays; the rest is bytes in Latin-1.
        bits = _asciire.split(s)
        parts = [bits[0]]
        for i in range(1, len(bits), 2):
            parts.append(unquote(str(bits[i])).decode('latin1'))
            parts.append(bits[i + 1])
        return ''.join(parts)
    bits = s.split('%')
    if len(bits) == 1:
        return s
    parts = [bits[0]]
    for item in bits[1:]:
        try:
            parts.append(_hextochr[item[:2]])
            parts.append(item[2:])
        except KeyError:
            parts.append('%')
            parts.append(item)
    return ''.join(parts)


def unquote_plus(s):
    """As unquote(); '+' is a space."""
    return unquote(s.replace('+', ' '))


always_safe = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-'
_safe_map = {}
for _i in range(256):
    _c = chr(_i)
    _safe_map[_c] = _c if _i < 128 and _c in always_safe else '%{:02X}'.format(_i)
# Of the safe characters: (function, all that need no quoting).
_safe_quoters = {}


def quote(s, safe='/'):
    """'abc def' -> 'abc%20def'. Letters, digits, '_.-' and what is in safe stay."""
    if not s:
        if s is None:
            raise TypeError('None object cannot be quoted')
        return s
    cachekey = safe, always_safe
    try:
        quoter, safe = _safe_quoters[cachekey]
    except KeyError:
        safe_map = _safe_map.copy()
        safe_map.update([(c, c) for c in safe])
        quoter = safe_map.__getitem__
        safe = always_safe + safe
        _safe_quoters[cachekey] = quoter, safe
    if not s.rstrip(safe):
        return s
    return ''.join(map(quoter, s))


def quote_plus(s, safe=''):
    """As quote(), spaces as '+'."""
    if ' ' in s:
        return quote(s, safe + ' ').replace(' ', '+')
    return quote(s, safe)


def urlencode(query, doseq=0):
    """The text of a mapping, or of pairs, as a query. With doseq a sequence gives a pair for each item."""
    if hasattr(query, 'items'):
        query = query.items()
    else:
        # Strings are sequences, but not of pairs.
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            ty, va, tb = sys.exc_info()
            raise TypeError, 'not a valid non-string sequence or mapping object', tb
    result = []
    for k, v in query:
        k = quote_plus(str(k))
        if not doseq:
            result.append(k + '=' + quote_plus(str(v)))
        elif isinstance(v, str):
            result.append(k + '=' + quote_plus(v))
        elif _is_unicode(v):
            result.append(k + '=' + quote_plus(v.encode('ASCII', 'replace')))
        else:
            try:
                len(v)
            except TypeError:
                result.append(k + '=' + quote_plus(str(v)))
            else:
                for item in v:
                    result.append(k + '=' + quote_plus(str(item)))
    return '&'.join(result)


# ---- proxies


def getproxies_environment():
    """The proxies of variables like http_proxy: scheme -> URL."""
    proxies = {}
    for name, value in os.environ.items():
        name = name.lower()
        if value and name[-6:] == '_proxy':
            proxies[name[:-6]] = value
    # In CGI programs HTTP_PROXY is a request's header.
    if 'REQUEST_METHOD' in os.environ:
        proxies.pop('http', None)
    for name, value in os.environ.items():
        # Small letters count more.
        if name[-6:] == '_proxy':
            name = name.lower()
            if value:
                proxies[name[:-6]] = value
            else:
                proxies.pop(name[:-6], None)
    return proxies


def proxy_bypass_environment(host, proxies=None):
    """Whether no_proxy has a host."""
    if proxies is None:
        proxies = getproxies_environment()
    try:
        no_proxy = proxies['no']
    except KeyError:
        return 0
    if no_proxy == '*':
        return 1
    hostonly, port = splitport(host)
    for name in [proxy.strip() for proxy in no_proxy.split(',')]:
        if name:
            name = re.escape(name.lstrip('.'))
            pattern = r'(.+\.)?%s$' % name
            if re.match(pattern, hostonly, re.I) or re.match(pattern, host, re.I):
                return 1
    return 0


getproxies = getproxies_environment
proxy_bypass = proxy_bypass_environment
