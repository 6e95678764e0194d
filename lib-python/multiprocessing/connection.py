"""Pipes of objects between processes. (Listeners and clients on sockets are left out.)"""

import cPickle
import errno
import os
import select
import socket
import struct

__all__ = ['Pipe', 'Connection']


def _again(call, *args):
    """Call a function of the system until no signal interrupts it."""
    while True:
        try:
            return call(*args)
        except (OSError, select.error), e:
            if e.args[0] != errno.EINTR:
                raise


class Connection(object):
    """One end of a pipe: a descriptor, which it owns."""

    def __init__(self, handle, readable=True, writable=True):
        if not readable and not writable:
            raise ValueError('at least one of readable or writable must be True')
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
        return bool(_again(select.select, [self._handle], [], [], timeout)[0])

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
        try:
            return Connection(os.dup(a.fileno())), Connection(os.dup(b.fileno()))
        finally:
            a.close()
            b.close()
    reader, writer = os.pipe()
    return Connection(reader, writable=False), Connection(writer, readable=False)
