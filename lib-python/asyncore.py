"""Servers and clients of many connections in one thread.

A dispatcher wraps a socket; loop() waits for all of them with select or poll
and calls their handle_*() methods when something happens.
"""

import errno
import os
import select
import socket
import sys
import time
import warnings

_DISCONNECTED = frozenset([errno.ECONNRESET, errno.ENOTCONN, errno.ESHUTDOWN,
                           errno.ECONNABORTED, errno.EPIPE, errno.EBADF])

try:
    socket_map
except NameError:
    socket_map = {}


class ExitNow(Exception):
    """Ends the loop when a handler raises it."""


_reraised_exceptions = (ExitNow, KeyboardInterrupt, SystemExit)


def _strerror(err):
    try:
        return os.strerror(err)
    except (ValueError, OverflowError, NameError):
        return errno.errorcode.get(err, 'Unknown error %s' % err)


def _guarded(obj, action):
    try:
        action()
    except _reraised_exceptions:
        raise
    except:
        obj.handle_error()


def read(obj):
    _guarded(obj, lambda: obj.handle_read_event())


def write(obj):
    _guarded(obj, lambda: obj.handle_write_event())


def _exception(obj):
    _guarded(obj, lambda: obj.handle_expt_event())


def readwrite(obj, flags):
    """Tell an object of what poll() found."""
    try:
        if flags & select.POLLIN:
            obj.handle_read_event()
        if flags & select.POLLOUT:
            obj.handle_write_event()
        if flags & select.POLLPRI:
            obj.handle_expt_event()
        if flags & (select.POLLHUP | select.POLLERR | select.POLLNVAL):
            obj.handle_close()
    except socket.error, e:
        if e.args[0] not in _DISCONNECTED:
            obj.handle_error()
        else:
            obj.handle_close()
    except _reraised_exceptions:
        raise
    except:
        obj.handle_error()


def poll(timeout=0.0, map=None):
    """Wait once, with select()."""
    if map is None:
        map = socket_map
    if not map:
        return
    r, w, e = [], [], []
    for fd, obj in map.items():
        readable, writable = obj.readable(), obj.writable()
        if readable:
            r.append(fd)
        # What only accepts is never written to.
        if writable and not obj.accepting:
            w.append(fd)
        if readable or writable:
            e.append(fd)
    if not r and not w and not e:
        time.sleep(timeout)
        return
    try:
        r, w, e = select.select(r, w, e, timeout)
    except select.error, err:
        if err.args[0] != errno.EINTR:
            raise
        return
    for ready, tell in (r, read), (w, write), (e, _exception):
        for fd in ready:
            obj = map.get(fd)
            if obj is not None:
                tell(obj)


def poll2(timeout=0.0, map=None):
    """Wait once, with poll()."""
    if map is None:
        map = socket_map
    if timeout is not None:
        timeout = int(timeout * 1000)
    pollster = select.poll()
    if not map:
        return
    for fd, obj in map.items():
        flags = 0
        if obj.readable():
            flags |= select.POLLIN | select.POLLPRI
        if obj.writable() and not obj.accepting:
            flags |= select.POLLOUT
        if flags:
            pollster.register(fd, flags | select.POLLERR | select.POLLHUP | select.POLLNVAL)
    try:
        ready = pollster.poll(timeout)
    except select.error, err:
        if err.args[0] != errno.EINTR:
            raise
        ready = []
    for fd, flags in ready:
        obj = map.get(fd)
        if obj is not None:
            readwrite(obj, flags)


poll3 = poll2


def loop(timeout=30.0, use_poll=False, map=None, count=None):
    """Wait again and again (count times, or until no channel is left)."""
    if map is None:
        map = socket_map
    wait = poll2 if use_poll and hasattr(select, 'poll') else poll
    if count is None:
        while map:
            wait(timeout, map)
    else:
        while map and count > 0:
            wait(timeout, map)
            count -= 1


class dispatcher:
    """A socket, and what is done when it can be read or written."""

    debug = False
    connected = False
    accepting = False
    connecting = False
    closing = False
    addr = None
    ignore_log_types = frozenset(['warning'])

    def __init__(self, sock=None, map=None):
        self._map = socket_map if map is None else map
        self._fileno = None
        if sock:
            # It may block if it was made by accept() elsewhere.
            sock.setblocking(0)
            self.set_socket(sock, map)
            self.connected = True
            try:
                self.addr = sock.getpeername()
            except socket.error, err:
                if err.args[0] not in (errno.ENOTCONN, errno.EINVAL):
                    # It is not usable.
                    self.del_channel(map)
                    raise
                self.connected = False
        else:
            self.socket = None

    def __repr__(self):
        status = [self.__class__.__module__ + '.' + self.__class__.__name__]
        if self.accepting and self.addr:
            status.append('listening')
        elif self.connected:
            status.append('connected')
        if self.addr is not None:
            try:
                status.append('%s:%d' % self.addr)
            except TypeError:
                status.append(repr(self.addr))
        return '<%s at %#x>' % (' '.join(status), id(self))

    __str__ = __repr__

    def add_channel(self, map=None):
        if map is None:
            map = self._map
        map[self._fileno] = self

    def del_channel(self, map=None):
        if map is None:
            map = self._map
        map.pop(self._fileno, None)
        self._fileno = None

    def create_socket(self, family, type):
        self.family_and_type = family, type
        sock = socket.socket(family, type)
        sock.setblocking(0)
        self.set_socket(sock)

    def set_socket(self, sock, map=None):
        self.socket = sock
        self._fileno = sock.fileno()
        self.add_channel(map)

    def set_reuse_addr(self):
        try:
            value = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, value | 1)
        except socket.error:
            pass

    # ---- for select and poll

    def readable(self):
        return True

    def writable(self):
        return True

    # ---- the socket's methods

    def listen(self, num):
        self.accepting = True
        return self.socket.listen(num)

    def bind(self, addr):
        self.addr = addr
        return self.socket.bind(addr)

    def connect(self, address):
        self.connected = False
        self.connecting = True
        err = self.socket.connect_ex(address)
        if err in (errno.EINPROGRESS, errno.EALREADY, errno.EWOULDBLOCK):
            self.addr = address
            return
        if err in (0, errno.EISCONN):
            self.addr = address
            self.handle_connect_event()
        else:
            raise socket.error(err, errno.errorcode[err])

    def accept(self):
        """(socket, address) of a new connection, or None if it is gone already."""
        try:
            return self.socket.accept()
        except TypeError:
            return None
        except socket.error, why:
            if why.args[0] in (errno.EWOULDBLOCK, errno.ECONNABORTED, errno.EAGAIN):
                return None
            raise

    def send(self, data):
        try:
            return self.socket.send(data)
        except socket.error, why:
            if why.args[0] == errno.EWOULDBLOCK:
                return 0
            if why.args[0] in _DISCONNECTED:
                self.handle_close()
                return 0
            raise

    def recv(self, buffer_size):
        try:
            data = self.socket.recv(buffer_size)
            if not data:
                # The other side closed.
                self.handle_close()
            return data
        except socket.error, why:
            if why.args[0] in _DISCONNECTED:
                self.handle_close()
                return ''
            raise

    def close(self):
        self.connected = False
        self.accepting = False
        self.connecting = False
        self.del_channel()
        try:
            self.socket.close()
        except socket.error, why:
            if why.args[0] not in (errno.ENOTCONN, errno.EBADF):
                raise

    def __getattr__(self, attr):
        try:
            found = getattr(self.socket, attr)
        except AttributeError:
            raise AttributeError("%s instance has no attribute '%s'"
                                 % (self.__class__.__name__, attr))
        warnings.warn('%(me)s.%(attr)s is deprecated. Use %(me)s.socket.%(attr)s instead.'
                      % {'me': self.__class__.__name__, 'attr': attr},
                      DeprecationWarning, stacklevel=2)
        return found

    # ---- messages

    def log(self, message):
        sys.stderr.write('log: %s\n' % str(message))

    def log_info(self, message, type='info'):
        if type not in self.ignore_log_types:
            print '%s: %s' % (type, message)

    # ---- what select and poll say

    def handle_read_event(self):
        if self.accepting:
            self.handle_accept()
        elif not self.connected:
            if self.connecting:
                self.handle_connect_event()
            self.handle_read()
        else:
            self.handle_read()

    def handle_connect_event(self):
        err = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if err != 0:
            raise socket.error(err, _strerror(err))
        self.handle_connect()
        self.connected = True
        self.connecting = False

    def handle_write_event(self):
        if self.accepting:
            return
        if not self.connected and self.connecting:
            self.handle_connect_event()
        self.handle_write()

    def handle_expt_event(self):
        err = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if err != 0:
            self.handle_close()
        else:
            self.handle_expt()

    def handle_error(self):
        nil, t, v, tbinfo = compact_traceback()
        try:
            self_repr = repr(self)
        except Exception:
            self_repr = '<__repr__(self) failed for object at %0x>' % id(self)
        self.log_info('uncaptured python exception, closing channel %s (%s:%s %s)'
                      % (self_repr, t, v, tbinfo), 'error')
        self.handle_close()

    # ---- for subclasses

    def handle_expt(self):
        self.log_info('unhandled incoming priority event', 'warning')

    def handle_read(self):
        self.log_info('unhandled read event', 'warning')

    def handle_write(self):
        self.log_info('unhandled write event', 'warning')

    def handle_connect(self):
        self.log_info('unhandled connect event', 'warning')

    def handle_accept(self):
        self.log_info('unhandled accept event', 'warning')

    def handle_close(self):
        self.log_info('unhandled close event', 'warning')
        self.close()


class dispatcher_with_send(dispatcher):
    """A dispatcher that keeps what cannot be sent at once."""

    def __init__(self, sock=None, map=None):
        dispatcher.__init__(self, sock, map)
        self.out_buffer = ''

    def initiate_send(self):
        sent = dispatcher.send(self, self.out_buffer[:65536])
        self.out_buffer = self.out_buffer[sent:]

    def handle_write(self):
        self.initiate_send()

    def writable(self):
        return not self.connected or len(self.out_buffer)

    def send(self, data):
        if self.debug:
            self.log_info('sending %s' % repr(data))
        self.out_buffer += data
        self.initiate_send()


def compact_traceback():
    """The exception being handled: (file, function, line), type, value, and its places in one line."""
    t, v, tb = sys.exc_info()
    if not tb:
        raise AssertionError('traceback does not exist')
    places = []
    while tb:
        code = tb.tb_frame.f_code
        places.append((code.co_filename, code.co_name, str(tb.tb_lineno)))
        tb = tb.tb_next
    info = ' '.join(['[%s|%s|%s]' % place for place in places])
    return places[-1], t, v, info


def close_all(map=None, ignore_all=False):
    """Close every channel."""
    if map is None:
        map = socket_map
    for x in map.values():
        try:
            x.close()
        except OSError, e:
            if e.args[0] != errno.EBADF and not ignore_all:
                raise
        except _reraised_exceptions:
            raise
        except:
            if not ignore_all:
                raise
    map.clear()


import fcntl


class file_wrapper:
    """A descriptor with the methods of a socket that a dispatcher calls."""

    def __init__(self, fd):
        self.fd = os.dup(fd)

    def recv(self, *args):
        return os.read(self.fd, *args)

    def send(self, *args):
        return os.write(self.fd, *args)

    def getsockopt(self, level, optname, buflen=None):
        if level == socket.SOL_SOCKET and optname == socket.SO_ERROR and not buflen:
            return 0
        raise NotImplementedError('Only asyncore specific behaviour implemented.')

    read = recv
    write = send

    def close(self):
        os.close(self.fd)

    def fileno(self):
        return self.fd


class file_dispatcher(dispatcher):
    """A dispatcher of a pipe or the like."""

    def __init__(self, fd, map=None):
        dispatcher.__init__(self, None, map)
        self.connected = True
        try:
            fd = fd.fileno()
        except AttributeError:
            pass
        self.set_file(fd)
        flags = fcntl.fcntl(fd, fcntl.F_GETFL, 0)
        fcntl.fcntl(fd, fcntl.F_SETFL, flags | os.O_NONBLOCK)

    def set_file(self, fd):
        self.socket = file_wrapper(fd)
        self._fileno = self.socket.fileno()
        self.add_channel()
