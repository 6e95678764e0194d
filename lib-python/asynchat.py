"""Protocols of requests that end with a mark or have a length, on the sockets of asyncore.

A subclass of async_chat has collect_incoming_data() for the data that comes, and found_terminator() for the end of
each message. What it sends, by push() and push_with_producer(), waits in a queue.
"""

import asyncore
import errno
import socket
from collections import deque

_BLOCKING_IO_ERRORS = (errno.EAGAIN, errno.EALREADY, errno.EINPROGRESS, errno.EWOULDBLOCK)


class async_chat(asyncore.dispatcher):
    """A connection over which messages go.

    `producer_fifo` is the queue: strings, producers, whose method more() gives strings until it gives '', and None
    for the end of the connection.
    """

    ac_in_buffer_size = ac_out_buffer_size = 4096

    def __init__(self, sock=None, map=None):
        self.ac_in_buffer = ''
        # For subclasses that collect by _collect_incoming_data().
        self.incoming = []
        self.producer_fifo = deque()
        asyncore.dispatcher.__init__(self, sock, map)

    def collect_incoming_data(self, data):
        """Take data that has come."""
        raise NotImplementedError('must be implemented in subclass')

    def _collect_incoming_data(self, data):
        self.incoming.append(data)

    def _get_data(self):
        """All that _collect_incoming_data() has taken since this was called last."""
        data = ''.join(self.incoming)
        del self.incoming[:]
        return data

    def found_terminator(self):
        """Take notice of the end of a message."""
        raise NotImplementedError('must be implemented in subclass')

    def set_terminator(self, term):
        """Set what ends a message: a string, a number of octets, or None if nothing does."""
        self.terminator = term

    def get_terminator(self):
        return self.terminator

    def handle_read(self):
        try:
            data = self.recv(self.ac_in_buffer_size)
        except socket.error as failure:
            if failure.args[0] not in _BLOCKING_IO_ERRORS:
                self.handle_error()
            return
        self.ac_in_buffer += data
        # The terminator may be another one after each message.
        while self.ac_in_buffer:
            terminator = self.get_terminator()
            if not terminator:
                self._collect(len(self.ac_in_buffer))
            elif isinstance(terminator, (int, long)):
                self._read_counted(terminator)
            elif not self._read_marked(terminator):
                break

    def _collect(self, size):
        """Hand over the first octets of the buffer."""
        data = self.ac_in_buffer[:size]
        self.ac_in_buffer = self.ac_in_buffer[size:]
        if data:
            self.collect_incoming_data(data)

    def _read_counted(self, count):
        left = count - min(count, len(self.ac_in_buffer))
        self._collect(count)
        self.terminator = left
        if not left:
            self.found_terminator()

    def _read_marked(self, mark):
        """Hand over what is before the mark; False if what is left of the buffer may be the beginning of one."""
        place = self.ac_in_buffer.find(mark)
        if place >= 0:
            self._collect(place)
            self.ac_in_buffer = self.ac_in_buffer[len(mark):]
            self.found_terminator()
            return True
        self._collect(len(self.ac_in_buffer) - find_prefix_at_end(self.ac_in_buffer, mark))
        return False

    def handle_write(self):
        self.initiate_send()

    def handle_close(self):
        self.close()

    def push(self, data):
        """Send a string."""
        size = self.ac_out_buffer_size
        # In pieces, so that what is left of it need not be copied each time.
        self.producer_fifo.extend(data[start:start + size] for start in xrange(0, max(len(data), 1), size))
        self.initiate_send()

    def push_with_producer(self, producer):
        self.producer_fifo.append(producer)
        self.initiate_send()

    def close_when_done(self):
        """Close when all before has been sent."""
        self.producer_fifo.append(None)

    def readable(self):
        return 1

    def writable(self):
        return self.producer_fifo or not self.connected

    def initiate_send(self):
        """Send from the queue as much as one call of send() takes."""
        queue = self.producer_fifo
        while queue and self.connected:
            first = queue[0]
            if not first:
                queue.popleft()
                if first is None:
                    self.handle_close()
                    return
                # An empty string, or a producer that says it is empty.
                continue
            try:
                data = buffer(first, 0, self.ac_out_buffer_size)
            except TypeError:
                self._produce(first)
                continue
            try:
                sent = self.send(data)
            except socket.error:
                self.handle_error()
                return
            # Closing has emptied nothing: it may still be there.
            if sent and queue and queue[0] is first:
                if sent < len(first):
                    queue[0] = first[sent:]
                else:
                    queue.popleft()
            return

    def _produce(self, producer):
        """Put what a producer gives before it, or take it away if it gives nothing."""
        data = producer.more()
        if data:
            self.producer_fifo.appendleft(data)
        else:
            self.producer_fifo.popleft()

    def discard_buffers(self):
        """Forget all that has come or is to be sent: for an emergency."""
        self.ac_in_buffer = ''
        del self.incoming[:]
        self.producer_fifo.clear()


class simple_producer:
    """A producer of the pieces of a string."""

    def __init__(self, data, buffer_size=512):
        self.data, self.buffer_size = data, buffer_size

    def more(self):
        piece, self.data = self.data[:self.buffer_size], self.data[self.buffer_size:]
        return piece


class fifo:
    """A queue."""

    def __init__(self, list=None):
        self.list = deque(list or ())

    def __len__(self):
        return len(self.list)

    def is_empty(self):
        return not self.list

    def first(self):
        return self.list[0]

    def push(self, data):
        self.list.append(data)

    def pop(self):
        """(1, the first element), or (0, None) if there is none."""
        return (1, self.list.popleft()) if self.list else (0, None)


def find_prefix_at_end(haystack, needle):
    """How much of one text is, at most, the beginning of another; never all of that."""
    size = len(needle) - 1
    while size and not haystack.endswith(needle[:size]):
        size -= 1
    return size
