"""Pipes of objects between processes, also through sockets.

    listener = Listener(('localhost', 6000), authkey='secret')
    connection = listener.accept()          # and elsewhere Client(('localhost', 6000), authkey='secret')
"""

import cPickle
import errno
import os
import select
import socket
import struct

from multiprocessing import util

__all__ = ['Client', 'Listener', 'Pipe', 'Connection']

# Who shares a secret proves it by the digest of random bytes.
MESSAGE_LENGTH = 20
CHALLENGE = b'#CHALLENGE#'
WELCOME = b'#WELCOME#'
FAILURE = b'#FAILURE#'


def _again(call, *args):
    """Call a function of the system until no signal interrupts it. Other errors are IOErrors."""
    while True:
        try:
            return call(*args)
        except (OSError, select.error), e:
            if e.args[0] != errno.EINTR:
                raise IOError(*e.args)


class Connection(object):
    """One end of a pipe: a descriptor, which it owns."""

    def __init__(self, handle, readable=True, writable=True):
        if not readable and not writable:
            raise ValueError('at least one of readable or writable must be True')
        if handle < 0:
            raise IOError('invalid handle %d' % handle)
        self._handle = handle
        self.readable = readable
        self.writable = writable

    def __del__(self):
        self.close()

    def __repr__(self):
        mode = 'read-write' if self.readable and self.writable else (
            'read-only' if self.readable else 'write-only')
        return '<%s %s, handle %s>' % (mode, type(self).__name__, self._handle)

    @property
    def closed(self):
        return self._handle is None

    def fileno(self):
        self._check()
        return self._handle

    def close(self):
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def _check(self):
        if self._handle is None:
            raise IOError('handle is closed')

    def _check_readable(self):
        self._check()
        if not self.readable:
            raise IOError('connection is write-only')

    def _check_writable(self):
        self._check()
        if not self.writable:
            raise IOError('connection is read-only')

    def send(self, obj):
        """Send an object that can be pickled."""
        self._check_writable()
        self._send_message(cPickle.dumps(obj, cPickle.HIGHEST_PROTOCOL))

    def recv(self):
        """The next object; waits for it. EOFError if the other end was closed."""
        self._check_readable()
        return cPickle.loads(self._recv_message())

    def send_bytes(self, buf, offset=0, size=None):
        """Send bytes as one message."""
        self._check_writable()
        data = buffer(buf)
        if offset < 0:
            raise ValueError('offset is negative')
        if len(data) < offset:
            raise ValueError('buffer length < offset')
        if size is None:
            size = len(data) - offset
        elif size < 0:
            raise ValueError('size is negative')
        elif offset + size > len(data):
            raise ValueError('buffer length < offset + size')
        self._send_message(str(data[offset:offset + size]))

    def recv_bytes(self, maxlength=None):
        """The next message as a string. IOError if it is longer than maxlength."""
        self._check_readable()
        if maxlength is not None and maxlength < 0:
            raise ValueError('maxlength < 0')
        return self._recv_message(maxlength)

    def recv_bytes_into(self, buf, offset=0):
        """Put the next message into a writable buffer: its length. BufferTooShort."""
        self._check_readable()
        view = memoryview(buf) if not hasattr(buf, 'buffer_info') else None
        room = len(view) if view is not None else len(buf) * buf.itemsize
        if offset < 0:
            raise ValueError('negative offset')
        if offset > room:
            raise ValueError('offset too large')
        message = self._recv_message()
        if len(message) > room - offset:
            from multiprocessing import BufferTooShort
            raise BufferTooShort(message)
        if view is not None:
            view[offset:offset + len(message)] = message
        else:
            old = buf.tostring()
            del buf[:]
            buf.fromstring(old[:offset] + message + old[offset + len(message):])
        return len(message)

    def poll(self, timeout=0.0):
        """Whether there is something to receive; waits so long for it, None: for ever."""
        self._check_readable()
        waiting = select.poll()
        waiting.register(self._handle, select.POLLIN)
        found = _again(waiting.poll, None if timeout is None else max(int(timeout * 1000), 0))
        if found and found[0][1] & select.POLLNVAL:
            raise IOError(errno.EBADF, os.strerror(errno.EBADF))
        return bool(found)

    def _send_message(self, data):
        data = struct.pack('>I', len(data)) + data
        while data:
            data = data[_again(os.write, self._handle, data):]

    def _recv_message(self, maxlength=None):
        size, = struct.unpack('>I', self._recv_exactly(4))
        if maxlength is not None and size > maxlength:
            self.readable = False
            raise IOError('bad message length')
        return self._recv_exactly(size)

    def _recv_exactly(self, size):
        pieces = []
        while size:
            piece = _again(os.read, self._handle, min(size, 1 << 20))
            if not piece:
                if pieces:
                    raise IOError('got end of file during message')
                raise EOFError
            pieces.append(piece)
            size -= len(piece)
        return ''.join(pieces)


def Pipe(duplex=True):
    """The two ends of a pipe; without duplex the first receives and the second sends."""
    if duplex:
        a, b = socket.socketpair()
        return _connection_of(a), _connection_of(b)
    reader, writer = os.pipe()
    return Connection(reader, writable=False), Connection(writer, readable=False)


# ---- sockets

default_family = 'AF_UNIX'
families = ['AF_INET', 'AF_UNIX']


def _family_of(address):
    """The family of an address: a path, or a tuple of host and port."""
    if isinstance(address, tuple):
        return 'AF_INET'
    if isinstance(address, str):
        return 'AF_UNIX'
    raise ValueError('address type of %r unrecognized' % (address,))


def _connection_of(sock):
    """A connection with a descriptor of its own; the socket is closed."""
    try:
        # It waits, whatever the default timeout of sockets is.
        sock.setblocking(True)
        return Connection(os.dup(sock.fileno()))
    finally:
        sock.close()


class Listener(object):
    """Waits for clients at an address; without one at a socket in the directory of this process."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        if authkey is not None and not isinstance(authkey, bytes):
            raise TypeError('authkey should be a byte string')
        self._family = family or (_family_of(address) if address else default_family)
        self._path = self._socket = None
        if address is None and self._family == 'AF_UNIX':
            import tempfile
            address = tempfile.mktemp(prefix='listener-', dir=util.get_temp_dir())
        self._socket = socket.socket(getattr(socket, self._family))
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind(address or ('localhost', 0))
            self._socket.listen(backlog)
        except socket.error:
            self.close()
            raise
        self.address = self._socket.getsockname()
        if self._family == 'AF_UNIX':
            self._path = address
        self.last_accepted = None
        self._authkey = authkey

    def accept(self):
        """The connection to the next client. AuthenticationError if it does not know the secret."""
        if self._socket is None:
            raise IOError('listener is closed')
        while True:
            try:
                sock, self.last_accepted = self._socket.accept()
                break
            except socket.error, problem:
                if problem.errno != errno.EINTR:
                    raise
        connection = _connection_of(sock)
        if self._authkey:
            deliver_challenge(connection, self._authkey)
            answer_challenge(connection, self._authkey)
        return connection

    def close(self):
        sock, self._socket = self._socket, None
        if sock is not None:
            sock.close()
            if self._path is not None:
                try:
                    os.unlink(self._path)
                except OSError, problem:
                    if problem.errno != errno.ENOENT:
                        raise


def Client(address, family=None, authkey=None):
    """The connection to a listener. AuthenticationError if it does not share the secret."""
    if authkey is not None and not isinstance(authkey, bytes):
        raise TypeError('authkey should be a byte string')
    sock = socket.socket(getattr(socket, family or _family_of(address)))
    try:
        sock.connect(address)
    except socket.error:
        sock.close()
        raise
    connection = _connection_of(sock)
    if authkey is not None:
        answer_challenge(connection, authkey)
        deliver_challenge(connection, authkey)
    return connection


def deliver_challenge(connection, authkey):
    """Have the other end prove that it knows the secret. AuthenticationError."""
    import hmac
    from multiprocessing import AuthenticationError
    message = os.urandom(MESSAGE_LENGTH)
    connection.send_bytes(CHALLENGE + message)
    if connection.recv_bytes(256) != hmac.new(bytes(authkey), message).digest():
        connection.send_bytes(FAILURE)
        raise AuthenticationError('digest received was wrong')
    connection.send_bytes(WELCOME)


def answer_challenge(connection, authkey):
    """Prove to the other end to know the secret. AuthenticationError."""
    import hmac
    from multiprocessing import AuthenticationError
    message = connection.recv_bytes(256)
    if not message.startswith(CHALLENGE):
        raise AuthenticationError('there is no challenge')
    connection.send_bytes(hmac.new(bytes(authkey), message[len(CHALLENGE):]).digest())
    if connection.recv_bytes(256) != WELCOME:
        raise AuthenticationError('digest sent was rejected')


# ---- what is sent as XML instead of pickles

class ConnectionWrapper(object):
    """A connection that sends other texts of objects; the rest is the connection's."""

    def __init__(self, connection, dumps, loads):
        self._connection, self._dumps, self._loads = connection, dumps, loads

    def __getattr__(self, name):
        return getattr(self._connection, name)

    def send(self, obj):
        self._connection.send_bytes(self._dumps(obj))

    def recv(self):
        return self._loads(self._connection.recv_bytes())


def _with_xml(connection):
    import xmlrpclib

    def loads(text):
        (obj,), name = xmlrpclib.loads(text)
        return obj
    return ConnectionWrapper(connection, lambda obj: xmlrpclib.dumps((obj,), None, None, None, 1), loads)


class XmlListener(Listener):

    def accept(self):
        return _with_xml(Listener.accept(self))


def XmlClient(*args, **kwds):
    return _with_xml(Client(*args, **kwds))
