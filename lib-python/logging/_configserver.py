"""Takes configurations for logging over a socket; each comes behind its length in four bytes."""

import errno
import logging
import logging.config
import select
import socket
import struct
import threading
import traceback
from SocketServer import StreamRequestHandler, ThreadingTCPServer
from cStringIO import StringIO


def _received(connection, size):
    """So many bytes; fewer if no more come."""
    parts = []
    while size > 0:
        part = connection.recv(size)
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return ''.join(parts)


def _configure(text):
    """Configure logging by a dictionary in JSON, or else by what a file would say."""
    try:
        import json
        config = json.loads(text)
        if not isinstance(config, dict):
            raise ValueError('not a dictionary')
        logging.config.dictConfig(config)
    except Exception:
        try:
            logging.config.fileConfig(StringIO(text))
        except Exception:
            traceback.print_exc()


class ConfigStreamHandler(StreamRequestHandler):

    def handle(self):
        try:
            header = self.connection.recv(4)
            if len(header) < 4:
                return
            size, = struct.unpack('>L', header)
            text = _received(self.connection, size)
        except socket.error as problem:
            if problem.errno != errno.ECONNRESET:
                raise
            return
        if len(text) == size:
            _configure(text)
            if self.server.ready:
                self.server.ready.set()


class ConfigSocketReceiver(ThreadingTCPServer):
    """Looks every second whether it is to stop."""

    allow_reuse_address = 1

    def __init__(self, host='localhost', port=logging.config.DEFAULT_LOGGING_CONFIG_PORT,
                 handler=None, ready=None):
        ThreadingTCPServer.__init__(self, (host, port), handler)
        self.abort = 0
        self.timeout = 1
        self.ready = ready

    def serve_until_stopped(self):
        while not self.abort:
            readable, _, _ = select.select([self.socket.fileno()], [], [], self.timeout)
            if readable:
                self.handle_request()
        self.socket.close()


class Server(threading.Thread):
    """The thread that listen() makes; ready is set when it listens."""

    def __init__(self, port):
        threading.Thread.__init__(self)
        self.port = port
        self.ready = threading.Event()

    def run(self):
        receiver = ConfigSocketReceiver(port=self.port, handler=ConfigStreamHandler,
                                        ready=self.ready)
        # Port 0 is any that is free.
        self.port = self.port or receiver.server_address[1]
        self.ready.set()
        logging._acquireLock()
        logging.config._listener = receiver
        logging._releaseLock()
        receiver.serve_until_stopped()
