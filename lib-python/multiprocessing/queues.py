"""Queues between processes."""

import collections
import os
import threading
import time
from Queue import Empty, Full

from multiprocessing.connection import Pipe
from multiprocessing.synchronize import BoundedSemaphore, Condition, Lock, Semaphore
from multiprocessing.util import Finalize

__all__ = ['Queue', 'SimpleQueue', 'JoinableQueue']

_SENTINEL = object()
# More than a pipe may hold would not be counted.
_MOST = 32767


class Queue(object):
    """A queue: what is put in is sent by a thread, so that putting never waits for readers."""

    def __init__(self, maxsize=0):
        if maxsize <= 0 or maxsize > _MOST:
            maxsize = _MOST
        self._maxsize = maxsize
        self._reader, self._writer = Pipe(duplex=False)
        self._rlock = Lock()
        self._wlock = Lock()
        self._sem = BoundedSemaphore(maxsize)
        self._pid = os.getpid()
        self._reset()

    def _reset(self):
        self._notempty = threading.Condition(threading.Lock())
        self._buffer = collections.deque()
        self._thread = None
        self._joincancelled = False
        self._closed = False
        self._finalizer = None

    def _in_this_process(self):
        if self._pid != os.getpid():
            # Forked: the thread and its buffer are the parent's.
            self._pid = os.getpid()
            self._reset()

    def put(self, obj, block=True, timeout=None):
        self._in_this_process()
        assert not self._closed
        if not self._sem.acquire(block, timeout):
            raise Full
        self._put(obj)

    def _put(self, obj):
        with self._notempty:
            if self._thread is None:
                self._start_thread()
            self._buffer.append(obj)
            self._notempty.notify()

    def get(self, block=True, timeout=None):
        end = None if timeout is None else time.time() + timeout
        if not self._rlock.acquire(block, timeout):
            raise Empty
        try:
            if not block or timeout is not None:
                left = 0 if not block else max(end - time.time(), 0)
                if not self._reader.poll(left):
                    raise Empty
            obj = self._reader.recv()
            self._sem.release()
            return obj
        finally:
            self._rlock.release()

    def qsize(self):
        return self._maxsize - self._sem.get_value()

    def empty(self):
        return not self._reader.poll()

    def full(self):
        return self._sem.get_value() == 0

    def get_nowait(self):
        return self.get(False)

    def put_nowait(self, obj):
        return self.put(obj, False)

    def close(self):
        """This process puts nothing more."""
        self._in_this_process()
        self._closed = True
        self._end_thread()

    def _end_thread(self):
        if self._thread is not None:
            with self._notempty:
                self._buffer.append(_SENTINEL)
                self._notempty.notify()

    def join_thread(self):
        """Wait until everything is sent. Only after close()."""
        assert self._closed
        if self._thread is not None and not self._joincancelled:
            self._thread.join()

    def cancel_join_thread(self):
        """Do not wait for what is not sent when the process ends."""
        self._joincancelled = True
        if self._finalizer is not None:
            self._finalizer.cancel()

    def _start_thread(self):
        self._thread = threading.Thread(target=self._feed, name='QueueFeederThread')
        self._thread.daemon = True
        self._thread.start()
        if not self._joincancelled:
            self._finalizer = Finalize(None, self._finish, exitpriority=-5)

    def _finish(self):
        # At the end of the process; who puts something yet does so in vain.
        if not self._closed:
            self._end_thread()
        if not self._joincancelled:
            self._thread.join()

    def _feed(self):
        while True:
            with self._notempty:
                while not self._buffer:
                    self._notempty.wait()
                obj = self._buffer.popleft()
            if obj is _SENTINEL:
                return
            try:
                with self._wlock:
                    self._writer.send(obj)
            except Exception:
                # What cannot be pickled is lost; its place is free again.
                self._sem.release()
                import traceback
                traceback.print_exc()


class JoinableQueue(Queue):
    """A queue that can be waited for until all that was put in is done."""

    def __init__(self, maxsize=0):
        Queue.__init__(self, maxsize)
        self._unfinished_tasks = Semaphore(0)
        self._cond = Condition()

    def put(self, obj, block=True, timeout=None):
        self._in_this_process()
        assert not self._closed
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._cond:
            self._unfinished_tasks.release()
            self._put(obj)

    def task_done(self):
        with self._cond:
            if not self._unfinished_tasks.acquire(False):
                raise ValueError('task_done() called too many times')
            if self._unfinished_tasks.get_value() == 0:
                self._cond.notify_all()

    def join(self):
        with self._cond:
            if self._unfinished_tasks.get_value():
                self._cond.wait()


class SimpleQueue(object):
    """A pipe with locks: putting waits when it is full."""

    def __init__(self):
        self._reader, self._writer = Pipe(duplex=False)
        self._rlock = Lock()
        self._wlock = Lock()

    def empty(self):
        return not self._reader.poll()

    def get(self):
        with self._rlock:
            return self._reader.recv()

    def put(self, obj):
        with self._wlock:
            self._writer.send(obj)
