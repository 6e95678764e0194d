"""Sockets: the functions of the native module _socket, and sockets as objects.

A socket object closes when it and all files made of it are closed or gone.
"""

import _socket
from _socket import *
from functools import partial
from types import MethodType

try:
    import _ssl
except ImportError:
    # Without secure sockets.
    pass
else:
    def ssl(sock, keyfile=None, certfile=None):
        """A secure connection on a socket; deprecated for the module ssl."""
        import ssl as _realssl
        import warnings
        warnings.warn('socket.ssl() is deprecated.  Use ssl.wrap_socket() instead.',
                      DeprecationWarning, stacklevel=2)
        return _realssl.sslwrap_simple(sock, keyfile, certfile)

    from _ssl import SSLError as sslerror
    for _name in dir(_ssl):
        if _name.startswith('SSL_ERROR_') or _name.startswith('RAND_'):
            globals()[_name] = getattr(_ssl, _name)
    del _name

import os
import sys
import warnings

try:
    from cStringIO import StringIO
except ImportError:
    from StringIO import StringIO

try:
    from errno import EBADF, EINTR
except ImportError:
    EBADF, EINTR = 9, 4

__all__ = ['getfqdn', 'create_connection']
__all__.extend(os._get_exports_list(_socket))

_realsocket = socket


def getfqdn(name=''):
    """The full name of a host: of this one for '' and 0.0.0.0.

    It is the first of its names that has a dot.
    """
    name = name.strip()
    if not name or name == '0.0.0.0':
        name = gethostname()
    try:
        hostname, aliases, _ = gethostbyaddr(name)
    except error:
        return name
    for candidate in [hostname] + aliases:
        if '.' in candidate:
            return candidate
    return hostname


_socketmethods = ('bind', 'connect', 'connect_ex', 'fileno', 'listen', 'getpeername', 'getsockname', 'getsockopt',
                  'setsockopt', 'sendall', 'setblocking', 'settimeout', 'gettimeout', 'shutdown')
# These are kept in each object as the native socket's own, for speed.
_delegate_methods = ('recv', 'recvfrom', 'recv_into', 'recvfrom_into', 'send', 'sendto')


class _closedsocket(object):
    """What is in the place of a closed socket: everything is an error."""

    __slots__ = []

    def _dummy(*args):
        raise error(EBADF, 'Bad file descriptor')

    send = recv = recv_into = sendto = recvfrom = recvfrom_into = _dummy
    __getattr__ = _dummy


class _socketobject(object):
    """A socket."""

    __doc__ = _realsocket.__doc__
    __slots__ = ['_sock', '__weakref__'] + list(_delegate_methods)

    def __init__(self, family=AF_INET, type=SOCK_STREAM, proto=0, _sock=None):
        native = _realsocket(family, type, proto) if _sock is None else _sock
        if isinstance(native, _realsocket):
            native._reuse()
        self._sock = native
        for name in _delegate_methods:
            setattr(self, name, getattr(native, name))

    # What it needs is in its defaults: it may be called when the module's names are gone.
    def close(self, _closedsocket=_closedsocket, _delegate_methods=_delegate_methods, setattr=setattr):
        # Files and duplicates may still use the native socket: the last one closes it.
        if isinstance(self._sock, _realsocket):
            self._sock._drop()
        closed = self._sock = _closedsocket()
        for name in _delegate_methods:
            setattr(self, name, closed._dummy)

    def accept(self):
        native, address = self._sock.accept()
        return _socketobject(_sock=native), address

    close.__doc__, accept.__doc__ = _realsocket.close.__doc__, _realsocket.accept.__doc__

    def dup(self):
        """A new socket object for the same connection."""
        return _socketobject(_sock=self._sock)

    def makefile(self, mode='r', bufsize=-1):
        """A file object for the connection; arguments are those of open()."""
        return _fileobject(self._sock, mode, bufsize)

    family, type, proto = [property(lambda self, name=name: getattr(self._sock, name), doc='the socket ' + name)
                           for name in ('family', 'type', 'proto')]


def meth(name, self, *args):
    return getattr(self._sock, name)(*args)


for _name in _socketmethods:
    _function = partial(meth, _name)
    _function.__name__ = _name
    _function.__doc__ = getattr(_realsocket, _name).__doc__
    setattr(_socketobject, _name, MethodType(_function, None, _socketobject))
del _name, _function

socket = SocketType = _socketobject


class _fileobject(object):
    """A file on a socket, or on anything with recv() and sendall(), with buffers of its own.

    `_rbuf` has what was received, read up to its position; `_wbuf` is a list of what is to be sent.
    """

    default_bufsize = 8192
    name = '<socket>'

    __slots__ = ['mode', 'bufsize', 'softspace', '_sock', '_rbufsize', '_wbufsize', '_rbuf', '_wbuf', '_wbuf_len',
                 '_close']

    def __init__(self, sock, mode='rb', bufsize=-1, close=False):
        if isinstance(sock, _realsocket):
            sock._reuse()
        size = self.default_bufsize if bufsize < 0 else bufsize
        self._sock, self._close = sock, close
        self.mode, self.bufsize, self.softspace = mode, size, False
        # Without a buffer lines have to be read octet by octet; one for lines is only for writing.
        self._rbufsize = {0: 1, 1: self.default_bufsize}.get(size, size)
        self._wbufsize = size
        self._rbuf, self._wbuf, self._wbuf_len = StringIO(), [], 0

    @property
    def closed(self):
        return self._sock is None

    def close(self):
        try:
            if self._sock:
                self.flush()
        finally:
            sock, self._sock = self._sock, None
            if sock:
                if isinstance(sock, _realsocket):
                    sock._drop()
                if self._close:
                    sock.close()

    def __del__(self):
        try:
            self.close()
        except:
            pass

    def fileno(self):
        return self._sock.fileno()

    def flush(self):
        if not self._wbuf:
            return
        data = ''.join(self._wbuf)
        self._wbuf, self._wbuf_len = [], 0
        size = max(self._rbufsize, self.default_bufsize)
        view = memoryview(data)
        sent = 0
        try:
            while sent < len(data):
                self._sock.sendall(view[sent:sent + size])
                sent += size
        finally:
            if sent < len(data):
                # What is left may be sent later.
                self._enqueue([data[sent:]])

    def _enqueue(self, pieces):
        self._wbuf += pieces
        self._wbuf_len += sum(map(len, pieces))

    def write(self, data):
        text = str(data)
        if text:
            self._enqueue([text])
            # The size 1 stands for a buffer for one line.
            if '\n' in text if self._wbufsize == 1 else self._wbuf_len >= self._wbufsize:
                self.flush()

    def writelines(self, list):
        self._enqueue([text for text in map(str, list) if text])
        if self._wbufsize <= 1 or self._wbuf_len >= self._wbufsize:
            self.flush()

    def _receive(self, size):
        """Receive at most size octets; '' at the end of the connection."""
        while True:
            try:
                return self._sock.recv(size)
            except error as failure:
                # A signal came; its handler has run.
                if failure.args[0] != EINTR:
                    raise

    def _put_back(self, pieces):
        """Let what was read, before an exception, be there for the next call."""
        whole = StringIO()
        whole.write(''.join(pieces) + self._rbuf.read())
        whole.seek(0)
        self._rbuf = whole

    def read(self, size=-1):
        pieces = [self._rbuf.read() if size < 0 else self._rbuf.read(size)]
        got = len(pieces[0])
        block = max(self._rbufsize, self.default_bufsize)
        try:
            while size < 0 or got < size:
                # Never more than is asked for: others may read from the socket too.
                data = self._receive(block if size < 0 else size - got)
                if not data:
                    break
                pieces.append(data)
                got += len(data)
        except:
            self._put_back(pieces)
            raise
        return ''.join(pieces)

    def _buffered_line(self, size):
        return self._rbuf.readline() if size < 0 else self._rbuf.readline(size)

    def readline(self, size=-1):
        piece = self._buffered_line(size)
        pieces, got = [piece], len(piece)
        try:
            while piece[-1:] != '\n' and (size < 0 or got < size):
                piece = self._receive(self._rbufsize)
                if not piece:
                    break
                if self._rbufsize > 1:
                    self._rbuf = StringIO(piece)
                    piece = self._buffered_line(size - got if size >= 0 else size)
                pieces.append(piece)
                got += len(piece)
        except:
            self._put_back(pieces)
            raise
        return ''.join(pieces)

    def readlines(self, sizehint=0):
        lines, total = [], 0
        for line in self:
            lines.append(line)
            total += len(line)
            if sizehint and total >= sizehint:
                break
        return lines

    def __iter__(self):
        return self

    def next(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration


_GLOBAL_DEFAULT_TIMEOUT = object()


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None):
    """A socket connected to an address (host, port), whose host's addresses are all tried.

    source_address is the (host, port) to connect from.
    """
    host, port = address
    failure = error('getaddrinfo returns an empty list')
    for family, kind, proto, _, target in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(target)
            return sock
        except error as failure:
            if sock is not None:
                sock.close()
    raise failure
