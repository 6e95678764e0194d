"""Bytes that arrive in chunks of any sizes, to be read in others: under gzip and tarfile."""


class Chunks(object):
    """What fetch() gives, one chunk at a call, '' when there is no more."""

    def __init__(self, fetch):
        self.fetch = fetch
        self.data = ''
        self.start = 0
        self.ended = False

    def _need(self, size):
        have = len(self.data) - self.start
        if have >= size or self.ended:
            return
        parts = [self.data[self.start:]]
        try:
            while have < size and not self.ended:
                chunk = self.fetch()
                self.ended = not chunk
                parts.append(chunk)
                have += len(chunk)
        finally:
            self.data = ''.join(parts)
            self.start = 0

    def peek(self, size):
        self._need(size)
        return self.data[self.start:self.start + size]

    def read(self, size):
        self._need(size)
        end = self.start + size
        piece = self.data[self.start:end]
        self.start += len(piece)
        return piece

    def readall(self):
        parts = iter(self.take, '')
        return ''.join(parts)

    def buffered(self, limit):
        """Bytes that need not be fetched."""
        return self.data[self.start:self.start + limit]

    def read_some(self, limit):
        """What was fetched already, or else the next chunk, up to a size."""
        self._need(1)
        return self.read(min(limit, len(self.data) - self.start) if limit >= 0 else len(self.data) - self.start)

    def step_back(self, count):
        """Bytes that read() or readline() just gave come again."""
        self.start -= count

    def take(self):
        """What was fetched already; if there is nothing, the next chunk."""
        self._need(1)
        piece = self.data[self.start:] if self.start else self.data
        self.data = ''
        self.start = 0
        return piece

    def give_back(self, data):
        self.data = data + self.data[self.start:]
        self.start = 0

    def readline(self, limit=-1):
        end = self.data.find('\n', self.start) + 1
        if not end:
            end = self._fetch_line(limit)
        if 0 <= limit < end - self.start:
            end = self.start + limit
        line = self.data[self.start:end]
        self.start = end
        return line

    def _fetch_line(self, limit):
        """Fetches up to the end of a line, or to a length, and tells where it is."""
        parts = [self.data[self.start:]]
        self.start = 0
        size = len(parts[0])
        end = 0
        try:
            while not end and not self.ended and not 0 <= limit <= size:
                chunk = self.fetch()
                self.ended = not chunk
                end = chunk.find('\n') + 1
                if end:
                    end += size
                parts.append(chunk)
                size += len(chunk)
        finally:
            self.data = ''.join(parts)
        return end or size
