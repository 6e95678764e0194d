"""Servers for sockets: TCPServer, UDPServer and their like for Unix's sockets.

A server waits for requests, and for each one makes an instance of the class of handlers it was given, whose method
handle() does the work. ForkingMixIn and ThreadingMixIn, inherited before a server's class, let each request have a
process or thread of its own.
"""

import errno
import os
import select
import socket
import sys
try:
    import threading
except ImportError:
    import dummy_threading as threading

__all__ = ['TCPServer', 'UDPServer', 'ForkingUDPServer', 'ForkingTCPServer', 'ThreadingUDPServer',
           'ThreadingTCPServer', 'BaseRequestHandler', 'StreamRequestHandler', 'DatagramRequestHandler',
           'ThreadingMixIn', 'ForkingMixIn']

__version__ = '0.4'


def _eintr_retry(func, *args):
    """The result of a call, repeated as often as a signal interrupts it."""
    while True:
        try:
            return func(*args)
        except (OSError, select.error) as failure:
            if failure.args[0] != errno.EINTR:
                raise


class BaseServer:
    """What servers have in common; a subclass has `socket`, get_request() and fileno().

    For a request these are called, and can be replaced: get_request(), verify_request(), process_request(),
    finish_request() which makes the handler, shutdown_request() and close_request(). `timeout` limits the wait of
    handle_request(), in seconds; handle_timeout() is called when it is over.
    """

    timeout = None

    def __init__(self, server_address, RequestHandlerClass):
        self.server_address = server_address
        self.RequestHandlerClass = RequestHandlerClass
        self.__stopped = threading.Event()
        self.__stop = False

    def server_activate(self):
        pass

    def server_close(self):
        pass

    def serve_forever(self, poll_interval=0.5):
        """Handle requests until shutdown() is called, for which is looked every poll_interval seconds."""
        self.__stopped.clear()
        try:
            while not self.__stop:
                ready = _eintr_retry(select.select, [self], [], [], poll_interval)[0]
                # Stopped while it waited: the request is left to whoever serves next.
                if ready and not self.__stop:
                    self._handle_request_noblock()
        finally:
            self.__stop = False
            self.__stopped.set()

    def shutdown(self):
        """Stop serve_forever(), which runs in another thread, and wait until it has stopped."""
        self.__stop = True
        self.__stopped.wait()

    def handle_request(self):
        """Handle one request, if it comes before the timeout of the server or of its socket."""
        limits = [limit for limit in (self.socket.gettimeout(), self.timeout) if limit is not None]
        wait = min(limits) if limits else None
        if _eintr_retry(select.select, [self], [], [], wait)[0]:
            self._handle_request_noblock()
        else:
            self.handle_timeout()

    def _handle_request_noblock(self):
        try:
            request, client_address = self.get_request()
        except socket.error:
            return
        if not self.verify_request(request, client_address):
            self.shutdown_request(request)
            return
        try:
            self.process_request(request, client_address)
        except:
            self.__failed(request, client_address)

    def __failed(self, request, client_address):
        self.handle_error(request, client_address)
        self.shutdown_request(request)

    def _finish_and_shutdown(self, request, client_address):
        """Do all of a request, as a thread or process of its own does; True if there was no exception."""
        try:
            self.finish_request(request, client_address)
            self.shutdown_request(request)
            return True
        except:
            self.__failed(request, client_address)
            return False

    def handle_timeout(self):
        pass

    def verify_request(self, request, client_address):
        """Whether the request is to be processed."""
        return True

    def process_request(self, request, client_address):
        self.finish_request(request, client_address)
        self.shutdown_request(request)

    def finish_request(self, request, client_address):
        self.RequestHandlerClass(request, client_address, self)

    def shutdown_request(self, request):
        """End a request that is done."""
        self.close_request(request)

    def close_request(self, request):
        pass

    def handle_error(self, request, client_address):
        """Print the exception that a request has ended with; the server goes on."""
        import traceback
        line = '-' * 40
        print line
        print 'Exception happened during processing of request from', client_address
        traceback.print_exc()
        print line


class TCPServer(BaseServer):
    """A server for connections. bind_and_activate=False leaves server_bind() and server_activate() to the caller."""

    address_family = socket.AF_INET
    socket_type = socket.SOCK_STREAM
    request_queue_size = 5
    allow_reuse_address = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        BaseServer.__init__(self, server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        if not bind_and_activate:
            return
        try:
            self.server_bind()
            self.server_activate()
        except:
            self.server_close()
            raise

    def server_bind(self):
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        # The port may have been chosen by the system.
        self.server_address = self.socket.getsockname()

    def server_activate(self):
        self.socket.listen(self.request_queue_size)

    def server_close(self):
        self.socket.close()

    def fileno(self):
        return self.socket.fileno()

    def get_request(self):
        """(connection, the client's address)."""
        return self.socket.accept()

    def shutdown_request(self, request):
        # Closing alone ends the connection only when no other process has it.
        try:
            request.shutdown(socket.SHUT_WR)
        except socket.error:
            pass
        self.close_request(request)

    def close_request(self, request):
        request.close()


class UDPServer(TCPServer):
    """A server for packets: a request is (packet, socket to answer by)."""

    socket_type = socket.SOCK_DGRAM
    allow_reuse_address = False
    max_packet_size = 8192

    def server_activate(self):
        pass

    def get_request(self):
        packet, client_address = self.socket.recvfrom(self.max_packet_size)
        return (packet, self.socket), client_address

    def shutdown_request(self, request):
        self.close_request(request)

    def close_request(self, request):
        # There is no connection that could be closed.
        pass


class ForkingMixIn:
    """Handles each request in a new process, of which there are at most max_children."""

    timeout = 300
    active_children = None
    max_children = 40

    def collect_children(self):
        """Take notice of the children that have ended, and wait for some if there are too many."""
        if self.active_children is None:
            return
        while len(self.active_children) >= self.max_children:
            if not self._wait_for(-1, 0):
                break
        for pid in self.active_children.copy():
            self._wait_for(pid, os.WNOHANG)

    def _wait_for(self, pid, options):
        """Wait for a child, or any for -1; whether it makes sense to wait once more."""
        try:
            ended = os.waitpid(pid, options)[0]
        except OSError as failure:
            if failure.errno == errno.ECHILD:
                # Somebody else has waited for it.
                gone = self.active_children if pid == -1 else [pid]
                self.active_children.difference_update(list(gone))
            return failure.errno in (errno.ECHILD, errno.EINTR)
        self.active_children.discard(ended)
        return True

    def handle_timeout(self):
        self.collect_children()

    def process_request(self, request, client_address):
        self.collect_children()
        pid = os.fork()
        if pid:
            self.active_children = set([pid]).union(self.active_children or ())
            # The child has it still.
            self.close_request(request)
            return
        status = 1
        try:
            if self._finish_and_shutdown(request, client_address):
                status = 0
        finally:
            # The child must not come back into the server's loop.
            os._exit(status)


class ThreadingMixIn:
    """Handles each request in a new thread; daemon_threads is for the program that ends before they do."""

    daemon_threads = False

    def process_request_thread(self, request, client_address):
        self._finish_and_shutdown(request, client_address)

    def process_request(self, request, client_address):
        thread = threading.Thread(target=self.process_request_thread, args=(request, client_address))
        thread.daemon = self.daemon_threads
        thread.start()


class ForkingUDPServer(ForkingMixIn, UDPServer):
    pass


class ForkingTCPServer(ForkingMixIn, TCPServer):
    pass


class ThreadingUDPServer(ThreadingMixIn, UDPServer):
    pass


class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    pass


if hasattr(socket, 'AF_UNIX'):
    __all__ += ['UnixStreamServer', 'UnixDatagramServer', 'ThreadingUnixStreamServer', 'ThreadingUnixDatagramServer']

    class UnixStreamServer(TCPServer):
        address_family = socket.AF_UNIX

    class UnixDatagramServer(UDPServer):
        address_family = socket.AF_UNIX

    class ThreadingUnixStreamServer(ThreadingMixIn, UnixStreamServer):
        pass

    class ThreadingUnixDatagramServer(ThreadingMixIn, UnixDatagramServer):
        pass


class BaseRequestHandler:
    """Handles one request, in its constructor: setup(), handle() and finally finish() are called."""

    def __init__(self, request, client_address, server):
        self.request, self.client_address, self.server = request, client_address, server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        pass

    def handle(self):
        pass

    def finish(self):
        pass


class StreamRequestHandler(BaseRequestHandler):
    """Reads a connection by the file rfile and writes to it by wfile."""

    # Reading is buffered; what is written goes out at once.
    rbufsize = -1
    wbufsize = 0
    timeout = None
    disable_nagle_algorithm = False

    def setup(self):
        connection = self.connection = self.request
        if self.timeout is not None:
            connection.settimeout(self.timeout)
        if self.disable_nagle_algorithm:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = connection.makefile('rb', self.rbufsize)
        self.wfile = connection.makefile('wb', self.wbufsize)

    def finish(self):
        try:
            if not self.wfile.closed:
                self.wfile.flush()
        except socket.error:
            # The client has gone already.
            pass
        self.wfile.close()
        self.rfile.close()


class DatagramRequestHandler(BaseRequestHandler):
    """Reads a packet by the file rfile; what is written to wfile is sent as one packet in the end."""

    def setup(self):
        try:
            from cStringIO import StringIO
        except ImportError:
            from StringIO import StringIO
        self.packet, self.socket = self.request
        self.rfile, self.wfile = StringIO(self.packet), StringIO()

    def finish(self):
        self.socket.sendto(self.wfile.getvalue(), self.client_address)
