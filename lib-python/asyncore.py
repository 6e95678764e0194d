"""Sockets served in one thread: loop() waits for all of them, and calls the methods of the dispatcher of each.

A dispatcher is a socket with methods handle_read(), handle_write(), handle_connect(), handle_accept(),
handle_close(), handle_expt() and handle_error() for what happens to it, and readable() and writable() that say what
it waits for.
"""

import errno
import os
import select
import socket
import sys
import time
import warnings

# The errors that mean that there is no connection any more.
_DISCONNECTED = frozenset([errno.ECONNRESET, errno.ENOTCONN, errno.ESHUTDOWN, errno.ECONNABORTED, errno.EPIPE,
                           errno.EBADF])
_IN_PROGRESS = (errno.EINPROGRESS, errno.EALREADY, errno.EWOULDBLOCK)

# The dispatchers by their file descriptors; loop() ends when there is none left. It survives a reload.
try:
    socket_map
except NameError:
    socket_map = {}


class ExitNow(Exception):
    """Ends loop(), as KeyboardInterrupt and SystemExit do; other exceptions go to handle_error()."""


_reraised_exceptions = (ExitNow, KeyboardInterrupt, SystemExit)


def _strerror(err):
    try:
        return os.strerror(err)
    except (ValueError, OverflowError, NameError):
        return errno.errorcode.get(err, 'Unknown error %s' % err)


def _call(obj, method):
    """Call a method of a dispatcher, which is told of its exception."""
    try:
        getattr(obj, method)()
    except _reraised_exceptions:
        raise
    except:
        obj.handle_error()


def read(obj):
    _call(obj, 'handle_read_event')


def write(obj):
    _call(obj, 'handle_write_event')


def _exception(obj):
    _call(obj, 'handle_expt_event')


def readwrite(obj, flags):
    """Tell a dispatcher of all that the flags of poll() say."""
    methods = [method for mask, method in _EVENTS if flags & mask]
    try:
        for method in methods:
            getattr(obj, method)()
    except socket.error as failure:
        if failure.args[0] in _DISCONNECTED:
            obj.handle_close()
        else:
            obj.handle_error()
    except _reraised_exceptions:
        raise
    except:
        obj.handle_error()


if hasattr(select, 'poll'):
    _TROUBLE = select.POLLHUP | select.POLLERR | select.POLLNVAL
    _EVENTS = [(select.POLLIN, 'handle_read_event'), (select.POLLOUT, 'handle_write_event'),
               (select.POLLPRI, 'handle_expt_event'), (_TROUBLE, 'handle_close')]


def poll(timeout=0.0, map=None):
    """Wait once, by select()."""
    map = socket_map if map is None else map
    if not map:
        return
    waiting = [], [], []
    for descriptor, obj in map.items():
        reads, writes = obj.readable(), obj.writable()
        # A listening socket becomes readable, and never writable.
        for wanted, descriptors in zip((reads, writes and not obj.accepting, reads or writes), waiting):
            if wanted:
                descriptors.append(descriptor)
    if not any(waiting):
        # Not all systems can select nothing.
        time.sleep(timeout)
        return
    try:
        ready = select.select(*waiting + (timeout,))
    except select.error as failure:
        if failure.args[0] != errno.EINTR:
            raise
        return
    for tell, descriptors in zip((read, write, _exception), ready):
        for descriptor in descriptors:
            # The one before may have closed it.
            obj = map.get(descriptor)
            if obj is not None:
                tell(obj)


def poll2(timeout=0.0, map=None):
    """Wait once, by poll()."""
    map = socket_map if map is None else map
    if timeout is not None:
        timeout = int(timeout * 1000)
    if not map:
        return
    poller = select.poll()
    for descriptor, obj in map.items():
        flags = select.POLLIN | select.POLLPRI if obj.readable() else 0
        if obj.writable() and not obj.accepting:
            flags |= select.POLLOUT
        if flags:
            poller.register(descriptor, flags | _TROUBLE)
    try:
        ready = poller.poll(timeout)
    except select.error as failure:
        if failure.args[0] != errno.EINTR:
            raise
        ready = []
    for descriptor, flags in ready:
        obj = map.get(descriptor)
        if obj is not None:
            readwrite(obj, flags)


poll3 = poll2


def loop(timeout=30.0, use_poll=False, map=None, count=None):
    """Serve until all is closed, or `count` times; map is another map than socket_map."""
    map = socket_map if map is None else map
    wait = poll2 if use_poll and hasattr(select, 'poll') else poll
    while map and (count is None or count > 0):
        wait(timeout, map)
        if count is not None:
            count -= 1


class dispatcher:
    """A socket and what is to be done for it."""

    debug = False
    connected = connecting = accepting = closing = False
    addr = None
    ignore_log_types = frozenset(['warning'])

    def __init__(self, sock=None, map=None):
        self._map = socket_map if map is None else map
        self._fileno = None
        if not sock:
            self.socket = None
            return
        sock.setblocking(0)
        self.set_socket(sock, map)
        self.connected = True
        try:
            self.addr = sock.getpeername()
        except socket.error as failure:
            if failure.args[0] in (errno.ENOTCONN, errno.EINVAL):
                # To be connected later.
                self.connected = False
            else:
                # It is broken already.
                self.del_channel(map)
                raise

    def __repr__(self):
        words = ['%s.%s' % (self.__class__.__module__, self.__class__.__name__)]
        if self.accepting and self.addr:
            words.append('listening')
        elif self.connected:
            words.append('connected')
        if self.addr is not None:
            try:
                words.append('%s:%d' % self.addr)
            except TypeError:
                words.append(repr(self.addr))
        return '<%s at %#x>' % (' '.join(words), id(self))

    __str__ = __repr__

    def __getattr__(self, attr):
        # The socket's methods can still be called as if they were one's own.
        owner = self.__class__.__name__
        try:
            found = getattr(self.socket, attr)
        except AttributeError:
            raise AttributeError("%s instance has no attribute '%s'" % (owner, attr))
        warnings.warn('%s.%s is deprecated. Use %s.socket.%s instead.' % (owner, attr, owner, attr),
                      DeprecationWarning, stacklevel=2)
        return found

    def _channels(self, map):
        return self._map if map is None else map

    def add_channel(self, map=None):
        """Have loop() wait for the socket."""
        self._channels(map)[self._fileno] = self

    def del_channel(self, map=None):
        self._channels(map).pop(self._fileno, None)
        self._fileno = None

    def create_socket(self, family, type):
        self.family_and_type = family, type
        sock = socket.socket(family, type)
        sock.setblocking(0)
        self.set_socket(sock)

    def set_socket(self, sock, map=None):
        self.socket, self._fileno = sock, sock.fileno()
        self.add_channel(map)

    def set_reuse_addr(self):
        """Let the address be bound again at once after the program has ended."""
        option = socket.SOL_SOCKET, socket.SO_REUSEADDR
        try:
            self.socket.setsockopt(*option + (self.socket.getsockopt(*option) | 1,))
        except socket.error:
            pass

    def readable(self):
        """Whether to wait for data, or for a client."""
        return True

    def writable(self):
        """Whether to wait for room to send."""
        return True

    def listen(self, num):
        self.accepting = True
        if os.name == 'nt':
            num = min(num, 5)
        return self.socket.listen(num)

    def bind(self, addr):
        self.addr = addr
        return self.socket.bind(addr)

    def connect(self, address):
        """Begin to connect; handle_connect() is called when it is done."""
        self.connected, self.connecting = False, True
        err = self.socket.connect_ex(address)
        done = err in (0, errno.EISCONN)
        if not (done or err in _IN_PROGRESS or err == errno.EINVAL and os.name in ('nt', 'ce')):
            raise socket.error(err, errno.errorcode[err])
        self.addr = address
        if done:
            self.handle_connect_event()

    def accept(self):
        """(socket, address) of a client, None if it has gone again."""
        try:
            connection, address = self.socket.accept()
        except TypeError:
            # Some systems' accept() gives nothing.
            return None
        except socket.error as failure:
            if failure.args[0] in (errno.EWOULDBLOCK, errno.EAGAIN, errno.ECONNABORTED):
                return None
            raise
        return connection, address

    def send(self, data):
        """Send what can be sent; the number of octets."""
        try:
            return self.socket.send(data)
        except socket.error as failure:
            reason = failure.args[0]
            if reason != errno.EWOULDBLOCK and reason not in _DISCONNECTED:
                raise
        if reason in _DISCONNECTED:
            self.handle_close()
        return 0

    def recv(self, buffer_size):
        """What has come; handle_close() has been called if it is ''."""
        try:
            data = self.socket.recv(buffer_size)
        except socket.error as failure:
            if failure.args[0] not in _DISCONNECTED:
                raise
            data = ''
        if not data:
            # For select() the end is something to read.
            self.handle_close()
            return ''
        return data

    def close(self):
        self.connected = self.accepting = self.connecting = False
        self.del_channel()
        try:
            self.socket.close()
        except socket.error as failure:
            if failure.args[0] not in (errno.ENOTCONN, errno.EBADF):
                raise

    def log(self, message):
        sys.stderr.write('log: %s\n' % str(message))

    def log_info(self, message, type='info'):
        if type not in self.ignore_log_types:
            print '%s: %s' % (type, message)

    # What loop() calls: these find out what an event means.

    def handle_read_event(self):
        if self.accepting:
            # A client wants to connect.
            self.handle_accept()
            return
        self._heed_connection()
        self.handle_read()

    def handle_write_event(self):
        if not self.accepting:
            self._heed_connection()
            self.handle_write()

    def _heed_connection(self):
        """The first event of a socket that connects says that it has done so, or failed."""
        if self.connecting and not self.connected:
            self.handle_connect_event()

    def handle_connect_event(self):
        err = self._socket_error()
        if err:
            raise socket.error(err, _strerror(err))
        self.handle_connect()
        self.connected, self.connecting = True, False

    def handle_expt_event(self):
        # Urgent data, or an error.
        if self._socket_error():
            self.handle_close()
        else:
            self.handle_expt()

    def _socket_error(self):
        return self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)

    # What subclasses replace.

    def handle_error(self):
        """Log the present exception and close."""
        kind, value, places = compact_traceback()[1:]
        try:
            name = repr(self)
        except:
            name = '<__repr__(self) failed for object at %0x>' % id(self)
        self.log_info('uncaptured python exception, closing channel %s (%s:%s %s)' % (name, kind, value, places),
                      'error')
        self.handle_close()

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
    """A dispatcher whose send() keeps what cannot be sent at once."""

    # A packet's worth.
    _most = 512

    def __init__(self, sock=None, map=None):
        dispatcher.__init__(self, sock, map)
        self.out_buffer = ''

    def send(self, data):
        if self.debug:
            self.log_info('sending %s' % repr(data))
        self.out_buffer += data
        self.initiate_send()

    def initiate_send(self):
        sent = dispatcher.send(self, self.out_buffer[:self._most])
        self.out_buffer = self.out_buffer[sent:]

    def handle_write(self):
        self.initiate_send()

    def writable(self):
        return not self.connected or len(self.out_buffer)


def compact_traceback():
    """((file, function, line), exception's class, exception, text of all places) of the present exception."""
    kind, value, trace = sys.exc_info()
    if not trace:
        raise AssertionError('traceback does not exist')
    places = []
    while trace:
        code = trace.tb_frame.f_code
        places.append((code.co_filename, code.co_name, str(trace.tb_lineno)))
        trace = trace.tb_next
    return places[-1], kind, value, ' '.join('[%s|%s|%s]' % place for place in places)


def close_all(map=None, ignore_all=False):
    """Close all dispatchers; with ignore_all also those whose close() fails."""
    map = socket_map if map is None else map
    for obj in map.values():
        try:
            obj.close()
        except _reraised_exceptions:
            raise
        except Exception as failure:
            closed_already = isinstance(failure, OSError) and failure.args[0] == errno.EBADF
            if not (closed_already or ignore_all):
                raise
    map.clear()


if os.name == 'posix':
    import fcntl

    class file_wrapper:
        """A file descriptor with the methods of a socket that a dispatcher needs; it is a duplicate of the given one."""

        def __init__(self, fd):
            self.fd = os.dup(fd)

        def recv(self, *args):
            return os.read(self.fd, *args)

        def send(self, *args):
            return os.write(self.fd, *args)

        read, write = recv, send

        def getsockopt(self, level, optname, buflen=None):
            if (level, optname) != (socket.SOL_SOCKET, socket.SO_ERROR) or buflen:
                raise NotImplementedError('Only asyncore specific behaviour implemented.')
            return 0

        def fileno(self):
            return self.fd

        def close(self):
            fd, self.fd = self.fd, -1
            if fd >= 0:
                os.close(fd)

    class file_dispatcher(dispatcher):
        """A dispatcher for a pipe or the like, given as a file or its descriptor."""

        def __init__(self, fd, map=None):
            dispatcher.__init__(self, None, map)
            self.connected = True
            if hasattr(fd, 'fileno'):
                fd = fd.fileno()
            self.set_file(fd)
            flags = fcntl.fcntl(fd, fcntl.F_GETFL, 0)
            fcntl.fcntl(fd, fcntl.F_SETFL, flags | os.O_NONBLOCK)

        def set_file(self, fd):
            self.socket = file_wrapper(fd)
            self._fileno = self.socket.fileno()
            self.add_channel()
