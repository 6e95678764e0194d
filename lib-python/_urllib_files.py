"""What opening a URL gives: files with additions; and the connections of FTP from which some of them read."""

import socket
import sys

_METHODS = ('read', 'readline', 'readlines', 'fileno')


def _nothing():
    return None


class addbase:
    """A file whose methods are those of another; close() lets go of it."""

    __module__ = 'urllib'

    def __init__(self, fp):
        self.fp = fp
        self.read, self.readline = fp.read, fp.readline
        if hasattr(fp, 'readlines'):
            self.readlines = fp.readlines
        self.fileno = getattr(fp, 'fileno', _nothing)
        if hasattr(fp, '__iter__'):
            self.__iter__ = fp.__iter__
            if hasattr(fp, 'next'):
                self.next = fp.next

    def __repr__(self):
        return '<%s at %r whose fp = %r>' % (self.__class__.__name__, id(self), self.fp)

    def close(self):
        for name in _METHODS:
            setattr(self, name, None)
        stream, self.fp = self.fp, None
        if stream:
            stream.close()


class addclosehook(addbase):
    """A file on whose close a function is called, once."""

    __module__ = 'urllib'

    def __init__(self, fp, closehook, *hookargs):
        addbase.__init__(self, fp)
        self.closehook, self.hookargs = closehook, hookargs

    def close(self):
        hook, args = self.closehook, self.hookargs
        self.closehook = self.hookargs = None
        try:
            if hook:
                hook(*args)
        finally:
            addbase.close(self)


class addinfo(addbase):
    """A file with headers."""

    __module__ = 'urllib'

    def __init__(self, fp, headers):
        addbase.__init__(self, fp)
        self.headers = headers

    def info(self):
        return self.headers


class addinfourl(addinfo):
    """A file with headers, the URL it came from, and the status of HTTP."""

    __module__ = 'urllib'

    def __init__(self, fp, headers, url, code=None):
        addinfo.__init__(self, fp, headers)
        self.url, self.code = url, code

    def getcode(self):
        return self.code

    def geturl(self):
        return self.url


class ContentTooShortError(IOError):
    """A download ended early; `content` is what retrieving would have returned."""

    __module__ = 'urllib'

    def __init__(self, message, content):
        IOError.__init__(self, message)
        self.content = content


def ftperrors():
    """The exceptions that ftplib raises; it is not imported before."""
    import ftplib
    return ftplib.all_errors


def _ignoring_errors(call):
    try:
        call()
    except ftperrors():
        pass


class ftpwrapper:
    """A connection in one directory of an FTP server, for one transfer after another.

    If it is persistent it stays open till close() is called, else till the last of its files is closed. Files that
    are being read keep it open in each case: `refcount` is their number.
    """

    __module__ = 'urllib'

    def __init__(self, user, passwd, host, port, dirs, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, persistent=True):
        self.user, self.passwd, self.host, self.port = user, passwd, host, port
        self.dirs, self.timeout = dirs, timeout
        self.keepalive, self.refcount = persistent, 0
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
        self.ftp.cwd('/'.join(self.dirs))

    def retrfile(self, file, type):
        """(file, its length or None) of a file's content; of a listing for type D or if there is no such file."""
        self.endtransfer()
        listing = type in ('d', 'D')
        self._set_type('A' if listing else type)
        transfer = None if listing or not file else self._content(file)
        conn, length = transfer or self._listing(file)
        self.busy = 1
        stream = addclosehook(conn.makefile('rb'), self.file_close)
        self.refcount += 1
        conn.close()
        return stream, length

    def _set_type(self, letter):
        command = 'TYPE ' + letter
        try:
            self.ftp.voidcmd(command)
        except ftperrors():
            # The server may have closed the connection in the meantime.
            self.init()
            self.ftp.voidcmd(command)

    def _content(self, file):
        import ftplib
        try:
            return self.ftp.ntransfercmd('RETR ' + file)
        except ftplib.error_perm as reason:
            # 550: not a file that can be read, perhaps a directory.
            if not str(reason).startswith('550'):
                raise IOError, ('ftp error', reason), sys.exc_info()[2]

    def _listing(self, directory):
        import ftplib
        self.ftp.voidcmd('TYPE A')
        if not directory:
            return self.ftp.ntransfercmd('LIST')
        # LIST says nothing of a directory that is not there.
        before = self.ftp.pwd()
        try:
            self.ftp.cwd(directory)
        except ftplib.error_perm as reason:
            raise IOError, ('ftp error', reason), sys.exc_info()[2]
        finally:
            self.ftp.cwd(before)
        return self.ftp.ntransfercmd('LIST ' + directory)

    def endtransfer(self):
        """Read the reply that comes at the end of a transfer."""
        if self.busy:
            self.busy = 0
            _ignoring_errors(self.ftp.voidresp)

    def close(self):
        self.keepalive = False
        self._close_if_unused()

    def file_close(self):
        self.endtransfer()
        self.refcount -= 1
        self._close_if_unused()

    def _close_if_unused(self):
        if self.refcount <= 0 and not self.keepalive:
            self.real_close()

    def real_close(self):
        self.endtransfer()
        _ignoring_errors(self.ftp.close)
