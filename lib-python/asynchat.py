"""Protocols of commands and replies on asyncore: what comes in is split at terminators."""

import asyncore
import errno
import socket
from collections import deque

_BLOCKING_IO_ERRORS = (errno.EAGAIN, errno.EALREADY, errno.EINPROGRESS, errno.EWOULDBLOCK)


class async_chat(asyncore.dispatcher):
    """A channel that collects data until a terminator comes.

    A subclass defines collect_incoming_data(data) and found_terminator().
    """

    ac_in_buffer_size = 4096
    ac_out_buffer_size = 4096

    def __init__(self, sock=None, map=None):
        self.ac_in_buffer = ''
        self.incoming = []
        # Strings and producers; None: close when all before it is sent.
        self.producer_fifo = deque()
        asyncore.dispatcher.__init__(self, sock, map)

    def collect_incoming_data(self, data):
        raise NotImplementedError('must be implemented in subclass')

    def _collect_incoming_data(self, data):
        self.incoming.append(data)

    def _get_data(self):
        d = ''.join(self.incoming)
        del self.incoming[:]
        return d

    def found_terminator(self):
        raise NotImplementedError('must be implemented in subclass')

    def set_terminator(self, term):
        """Set a string to wait for, or a number of bytes; None: everything as it comes."""
        self.terminator = term

    def get_terminator(self):
        return self.terminator

    def handle_read(self):
        try:
            data = self.recv(self.ac_in_buffer_size)
        except socket.error, why:
            if why.args[0] in _BLOCKING_IO_ERRORS:
                return
            self.handle_error()
            return
        self.ac_in_buffer += data
        while self.ac_in_buffer:
            terminator = self.get_terminator()
            if not terminator:
                self.collect_incoming_data(self.ac_in_buffer)
                self.ac_in_buffer = ''
            elif isinstance(terminator, (int, long)):
                data = self.ac_in_buffer[:terminator]
                self.ac_in_buffer = self.ac_in_buffer[terminator:]
                self.collect_incoming_data(data)
                self.terminator = terminator - len(data)
                if self.terminator == 0:
                    self.found_terminator()
            else:
                at = self.ac_in_buffer.find(terminator)
                if at >= 0:
                    data = self.ac_in_buffer[:at]
                    self.ac_in_buffer = self.ac_in_buffer[at + len(terminator):]
                    if data:
                        self.collect_incoming_data(data)
                    self.found_terminator()
                    continue
                # The terminator's beginning may be at the end.
                keep = find_prefix_at_end(self.ac_in_buffer, terminator)
                if keep == len(self.ac_in_buffer):
                    break
                data = self.ac_in_buffer[:len(self.ac_in_buffer) - keep]
                self.ac_in_buffer = self.ac_in_buffer[len(data):]
                self.collect_incoming_data(data)
                if keep:
                    break

    def handle_write(self):
        self.initiate_send()

    def handle_close(self):
        self.close()

    def push(self, data):
        """Send data as soon as possible."""
        size = self.ac_out_buffer_size
        for i in xrange(0, len(data), size):
            self.producer_fifo.append(data[i:i + size])
        self.initiate_send()

    def push_with_producer(self, producer):
        """Send what producer.more() gives until it gives nothing."""
        self.producer_fifo.append(producer)
        self.initiate_send()

    def readable(self):
        return 1

    def writable(self):
        return self.producer_fifo or not self.connected

    def close_when_done(self):
        """Close as soon as everything is sent."""
        self.producer_fifo.append(None)

    def initiate_send(self):
        while self.producer_fifo and self.connected:
            first = self.producer_fifo[0]
            if not first:
                del self.producer_fifo[0]
                if first is None:
                    self.handle_close()
                    return
                continue
            size = self.ac_out_buffer_size
            try:
                data = buffer(first, 0, size)
            except TypeError:
                data = first.more()
                if data:
                    self.producer_fifo.appendleft(data)
                else:
                    del self.producer_fifo[0]
                continue
            try:
                sent = self.send(data)
            except socket.error:
                self.handle_error()
                return
            if sent:
                if sent < len(data) or size < len(first):
                    self.producer_fifo[0] = first[sent:]
                else:
                    del self.producer_fifo[0]
            # One piece at a time.
            return

    def discard_buffers(self):
        self.ac_in_buffer = ''
        del self.incoming[:]
        self.producer_fifo.clear()


class simple_producer:
    """Gives a string in pieces."""

    def __init__(self, data, buffer_size=512):
        self.data = data
        self.buffer_size = buffer_size

    def more(self):
        result = self.data[:self.buffer_size]
        self.data = self.data[self.buffer_size:]
        return result


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
        if self.list:
            return 1, self.list.popleft()
        return 0, None


def find_prefix_at_end(haystack, needle):
    """The length of the longest beginning of needle, not all of it, that haystack ends with."""
    length = len(needle) - 1
    while length and not haystack.endswith(needle[:length]):
        length -= 1
    return length
