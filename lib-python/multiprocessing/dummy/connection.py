"""The interface of multiprocessing.connection, between threads."""

from Queue import Queue

__all__ = ['Client', 'Listener', 'Pipe']

families = [None]


class Connection(object):
    """An end: one queue is received from, the other sent to."""

    def __init__(self, _in, _out):
        self._in, self._out = _in, _out
        self.send = self.send_bytes = _out.put
        self.recv = self.recv_bytes = _in.get

    def poll(self, timeout=0.0):
        """Whether something can be received within a time."""
        queue = self._in
        with queue.not_empty:
            if not queue._qsize() and timeout > 0.0:
                queue.not_empty.wait(timeout)
            return queue._qsize() > 0

    def close(self):
        pass


def Pipe(duplex=True):
    """Two connections, the ends of a pipe."""
    there, back = Queue(), Queue()
    return Connection(back, there), Connection(there, back)


class Listener(object):
    """Waits for clients; its address is the queue that they come through."""

    def __init__(self, address=None, family=None, backlog=1):
        self._clients = Queue(backlog)

    @property
    def address(self):
        return self._clients

    def accept(self):
        return Connection(*self._clients.get())

    def close(self):
        self._clients = None


def Client(address):
    """The connection to a listener."""
    ours, theirs = Queue(), Queue()
    address.put((theirs, ours))
    return Connection(ours, theirs)
