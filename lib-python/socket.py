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


_socketmethods = ('bind', 'connect', 'connect_ex', 'fileno', 'listen', 'getpeername',
                  'getsockname', 'getsockopt', 'setsockopt', 'sendall', 'setblocking',
                  'settimeout', 'gettimeout', 'shutdown')
# Those that a closed socket has lost; kept on the instance for speed.
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
        if _sock is None:
            _sock = _realsocket(family, type, proto)
        if isinstance(_sock, _realsocket):
            _sock._reuse()
        self._sock = _sock
        for method in _delegate_methods:
            setattr(self, method, getattr(_sock, method))

    def close(self, _closedsocket=_closedsocket, _delegate_methods=_delegate_methods,
              setattr=setattr):
        # Others (files, copies) may still use the real one: the last closes it.
        if isinstance(self._sock, _realsocket):
            self._sock._drop()
        self._sock = _closedsocket()
        dummy = self._sock._dummy
        for method in _delegate_methods:
            setattr(self, method, dummy)
    close.__doc__ = _realsocket.close.__doc__

    def accept(self):
        sock, address = self._sock.accept()
        return _socketobject(_sock=sock), address
    accept.__doc__ = _realsocket.accept.__doc__

    def dup(self):
        """A new socket object for the same connection."""
        return _socketobject(_sock=self._sock)

    def makefile(self, mode='r', bufsize=-1):
        """A file object for the connection; arguments are those of open()."""
        return _fileobject(self._sock, mode, bufsize)

    family = property(lambda self: self._sock.family, doc='the socket family')
    type = property(lambda self: self._sock.type, doc='the socket type')
    proto = property(lambda self: self._sock.proto, doc='the socket protocol')


def meth(name, self, *args):
    return getattr(self._sock, name)(*args)


for _m in _socketmethods:
    _function = partial(meth, _m)
    _function.__name__ = _m
    _function.__doc__ = getattr(_realsocket, _m).__doc__
    setattr(_socketobject, _m, MethodType(_function, None, _socketobject))
del _m, _function

socket = SocketType = _socketobject


class _fileobject(object):
    """A file on a socket, with buffers of its own."""

    default_bufsize = 8192
    name = '<socket>'

    __slots__ = ['mode', 'bufsize', 'softspace', '_sock', '_rbufsize', '_wbufsize',
                 '_rbuf', '_wbuf', '_wbuf_len', '_close']

    def __init__(self, sock, mode='rb', bufsize=-1, close=False):
        if isinstance(sock, _realsocket):
            sock._reuse()
        self._sock = sock
        self.mode = mode
        if bufsize < 0:
            bufsize = self.default_bufsize
        self.bufsize = bufsize
        self.softspace = False
        # Even unbuffered, lines are read in some way: byte by byte then.
        if bufsize == 0:
            self._rbufsize = 1
        elif bufsize == 1:
            self._rbufsize = self.default_bufsize
        else:
            self._rbufsize = bufsize
        self._wbufsize = bufsize
        # What was received and not yet read, and what was not yet sent.
        self._rbuf = StringIO()
        self._wbuf = []
        self._wbuf_len = 0
        self._close = close

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

    def flush(self):
        if not self._wbuf:
            return
        data = ''.join(self._wbuf)
        self._wbuf = []
        self._wbuf_len = 0
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
                self._wbuf.append(data[sent:])
                self._wbuf_len = len(data) - sent

    def fileno(self):
        return self._sock.fileno()

    def write(self, data):
        data = str(data)
        if not data:
            return
        self._wbuf.append(data)
        self._wbuf_len += len(data)
        if (self._wbufsize == 0 or self._wbufsize == 1 and '\n' in data
                or self._wbufsize > 1 and self._wbuf_len >= self._wbufsize):
            self.flush()

    def writelines(self, list):
        lines = filter(None, map(str, list))
        self._wbuf_len += sum(map(len, lines))
        self._wbuf.extend(lines)
        if self._wbufsize <= 1 or self._wbuf_len >= self._wbufsize:
            self.flush()

    def _receive(self, size):
        """Receive at most size bytes; '' at the end of the connection."""
        while True:
            try:
                return self._sock.recv(size)
            except error as problem:
                if problem.args[0] != EINTR:
                    raise

    def _take_buffer(self):
        """The data received but not read; the buffer is then empty."""
        data = self._rbuf.getvalue()
        self._rbuf = StringIO()
        return data

    def _keep(self, data):
        self._rbuf = StringIO()
        self._rbuf.write(data)

    def read(self, size=-1):
        parts = [self._take_buffer()]
        length = len(parts[0])
        try:
            if size < 0:
                blocksize = max(self._rbufsize, self.default_bufsize)
                while True:
                    data = self._receive(blocksize)
                    if not data:
                        break
                    parts.append(data)
            else:
                while length < size:
                    data = self._receive(size - length)
                    if not data:
                        break
                    parts.append(data)
                    length += len(data)
        except:
            # What has come is there for the next call.
            self._keep(''.join(parts))
            raise
        text = ''.join(parts)
        if size < 0:
            return text
        if len(text) > size:
            self._keep(text[size:])
        return text[:size]

    def readline(self, size=-1):
        parts = [self._take_buffer()]
        length = len(parts[0])
        newline = parts[0].find('\n')
        try:
            while newline < 0 and (size < 0 or length < size):
                data = self._receive(self._rbufsize)
                if not data:
                    break
                parts.append(data)
                newline = data.find('\n')
                if newline >= 0:
                    newline += length
                length += len(data)
        except:
            self._keep(''.join(parts))
            raise
        text = ''.join(parts)
        end = length if newline < 0 else newline + 1
        if 0 <= size < end:
            end = size
        if end < len(text):
            self._keep(text[end:])
        return text[:end]

    def readlines(self, sizehint=0):
        total = 0
        lines = []
        while True:
            line = self.readline()
            if not line:
                break
            lines.append(line)
            total += len(line)
            if sizehint and total >= sizehint:
                break
        return lines

    def __iter__(self):
        return self

    def next(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


_GLOBAL_DEFAULT_TIMEOUT = object()


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None):
    """A socket connected to an address (host, port).

    All addresses of the host are tried. source_address is the (host, port)
    to connect from.
    """
    host, port = address
    problem = None
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
        except error as why:
            problem = why
            if sock is not None:
                sock.close()
    if problem is not None:
        raise problem
    raise error('getaddrinfo returns an empty list')
