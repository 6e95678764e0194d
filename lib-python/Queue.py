"""Queues from which and to which several threads can get and put."""

from time import time as _time
try:
    import threading as _threading
except ImportError:
    import dummy_threading as _threading
from collections import deque
import heapq

__all__ = ['Empty', 'Full', 'Queue', 'PriorityQueue', 'LifoQueue']


class Empty(Exception):
    """There is nothing to get."""


class Full(Exception):
    """There is no room to put something."""


class Queue:
    """First in, first out; with room for maxsize items, or any number if 0."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.unfinished_tasks = 0
        self._init(maxsize)
        # One lock for all: who waits for something waits for a condition.
        self.mutex = _threading.Lock()
        self.not_empty, self.not_full, self.all_tasks_done = [
            _threading.Condition(self.mutex) for _ in range(3)]

    # What other orders change; called with the lock held.

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self, len=len):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    # How it is at the moment. That may be over when one learns of it.

    def qsize(self):
        """How many items there are."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Whether there is nothing."""
        return not self.qsize()

    def full(self):
        """Whether there is no room."""
        return 0 < self.maxsize == self.qsize()

    # Putting and getting.

    def _has_room(self):
        return self.maxsize <= 0 or self._qsize() < self.maxsize

    def _wait(self, condition, ready, problem, block, timeout):
        """Wait for a condition until ready() is true; problem is raised if it is not."""
        if not block:
            if not ready():
                raise problem
        elif timeout is None:
            while not ready():
                condition.wait()
        elif timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        else:
            end = _time() + timeout
            while not ready():
                left = end - _time()
                if left <= 0:
                    raise problem
                condition.wait(left)

    def put(self, item, block=True, timeout=None):
        """Put an item in.

        Where there is no room, wait; Full if block is false, or after
        timeout seconds.
        """
        with self.mutex:
            if self.maxsize > 0:
                self._wait(self.not_full, self._has_room, Full, block, timeout)
            self.unfinished_tasks += 1
            self._put(item)
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        """Take an item out.

        Where there is none, wait; Empty if block is false, or after timeout
        seconds.
        """
        with self.mutex:
            self._wait(self.not_empty, self._qsize, Empty, block, timeout)
            item = self._get()
            self.not_full.notify()
        return item

    def put_nowait(self, item):
        """put(item, False)"""
        return self.put(item, False)

    def get_nowait(self):
        """get(False)"""
        return self.get(False)

    # Keeping count of what is done.

    def task_done(self):
        """Say that something got is dealt with; see join()."""
        with self.mutex:
            if self.unfinished_tasks <= 0:
                raise ValueError('task_done() called too many times')
            self.unfinished_tasks -= 1
            if self.unfinished_tasks == 0:
                self.all_tasks_done.notify_all()

    def join(self):
        """Wait until task_done() was called for everything that was put."""
        with self.mutex:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class PriorityQueue(Queue):
    """The smallest item comes out first; items are often (priority, data)."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item, heappush=heapq.heappush):
        heappush(self.queue, item)

    def _get(self, heappop=heapq.heappop):
        return heappop(self.queue)
