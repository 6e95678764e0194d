"""What a pool gives out for work that is not done yet."""

import collections
import itertools
import threading
import time

from multiprocessing import TimeoutError

job_counter = itertools.count()


class _Job(object):
    """Work for a pool, which finds it in the cache by its number.

    An outcome is (True, value) or (False, exception).
    """

    def __init__(self, cache):
        self._job = next(job_counter)
        self._cond = threading.Condition(threading.Lock())
        self._cache = cache
        cache[self._job] = self

    def _set(self, i, outcome):
        """Take the outcome of the task number i."""
        raise NotImplementedError

    def _set_length(self, length):
        """Learn how many tasks there are."""

    def _leave(self):
        self._cache.pop(self._job, None)


class ApplyResult(_Job):
    """The result of a call that is to come."""

    _outcome = None

    def __init__(self, cache, callback):
        _Job.__init__(self, cache)
        self._callback = callback

    def ready(self):
        """Whether the call has ended."""
        return self._outcome is not None

    def successful(self):
        """Whether the call raised nothing. Only when it is ready."""
        assert self.ready()
        return self._outcome[0]

    def wait(self, timeout=None):
        """Wait until it is ready, or for so many seconds."""
        with self._cond:
            if not self.ready():
                self._cond.wait(timeout)

    def get(self, timeout=None):
        """The value, or the exception raised. TimeoutError."""
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        success, value = self._outcome
        if not success:
            raise value
        return value

    def _set(self, i, outcome):
        success, value = outcome
        if success and self._callback:
            self._callback(value)
        with self._cond:
            self._outcome = outcome
            self._cond.notify_all()
        self._leave()


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """The results of a map that are to come, in chunks."""

    def __init__(self, cache, chunks, callback):
        ApplyResult.__init__(self, cache, callback)
        self._chunks = [None] * chunks
        self._missing = chunks
        if not chunks:
            # Nobody will bring anything.
            self._outcome = True, []
            self._leave()

    def _set(self, i, outcome):
        success, results = outcome
        if success:
            self._chunks[i] = results
            self._missing -= 1
            if self._missing:
                return
            outcome = True, list(itertools.chain.from_iterable(self._chunks))
        if not self.ready():
            ApplyResult._set(self, i, outcome)


class IMapIterator(_Job):
    """Results in order, as they are ready."""

    def __init__(self, cache):
        _Job.__init__(self, cache)
        self._items = collections.deque()   # outcomes that are ready to be returned
        self._early = {}                    # outcomes for which others are waited for
        self._index = 0                     # how many were put into _items so far
        self._length = None                 # how many there will be

    def __iter__(self):
        return self

    def next(self, timeout=None):
        """The next result. TimeoutError."""
        end = None if timeout is None else time.time() + timeout
        with self._cond:
            # (A result that came too early wakes this up, too.)
            while not self._items:
                if self._index == self._length:
                    raise StopIteration
                left = None if end is None else end - time.time()
                if left is not None and left <= 0:
                    raise TimeoutError
                self._cond.wait(left)
            success, value = self._items.popleft()
        if not success:
            raise value
        return value

    __next__ = next

    def _arrived(self, i, outcome):
        self._early[i] = outcome
        while self._index in self._early:
            self._items.append(self._early.pop(self._index))
            self._index += 1

    def _news(self):
        """To those that wait; with the lock held."""
        self._cond.notify_all()
        if self._index == self._length:
            self._leave()

    def _set(self, i, outcome):
        with self._cond:
            self._arrived(i, outcome)
            self._news()

    def _set_length(self, length):
        with self._cond:
            self._length = length
            self._news()


class IMapUnorderedIterator(IMapIterator):
    """Results as they come."""

    def _arrived(self, i, outcome):
        self._items.append(outcome)
        self._index += 1
