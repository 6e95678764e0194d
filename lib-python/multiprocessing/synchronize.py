"""Locks of processes. A semaphore is a pipe with as many bytes in it as it may be acquired."""

import errno
import fcntl
import os
import select
import struct
import termios
import threading
import time

from multiprocessing.process import current_process

__all__ = ['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event']


class Semaphore(object):
    """May be acquired value times more than it was released."""

    def __init__(self, value=1):
        self._reader, self._writer = os.pipe()
        flags = fcntl.fcntl(self._reader, fcntl.F_GETFL)
        fcntl.fcntl(self._reader, fcntl.F_SETFL, flags | os.O_NONBLOCK)
        os.write(self._writer, '.' * value)

    def __del__(self):
        os.close(self._reader)
        os.close(self._writer)

    def acquire(self, block=True, timeout=None):
        """Whether it could be acquired; waits for it unless block is false."""
        end = None if timeout is None else time.time() + max(timeout, 0)
        while True:
            try:
                os.read(self._reader, 1)
                return True
            except OSError, e:
                if e.errno not in (errno.EAGAIN, errno.EINTR):
                    raise
            if not block:
                return False
            left = None if end is None else end - time.time()
            if left is not None and left <= 0:
                return False
            try:
                select.select([self._reader], [], [], left)
            except select.error, e:
                if e.args[0] != errno.EINTR:
                    raise

    def release(self):
        os.write(self._writer, '.')

    def get_value(self):
        """How often it may be acquired now."""
        count = fcntl.ioctl(self._reader, termios.FIONREAD, struct.pack('i', 0))
        return struct.unpack('i', count)[0]

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def __repr__(self):
        return '<%s(value=%s)>' % (type(self).__name__, self.get_value())


class BoundedSemaphore(Semaphore):
    """A semaphore that is not released more often than it was acquired. ValueError."""

    def __init__(self, value=1):
        Semaphore.__init__(self, value)
        self._most = value

    def release(self):
        if self.get_value() >= self._most:
            raise ValueError('semaphore or lock released too many times')
        Semaphore.release(self)

    def __repr__(self):
        return '<%s(value=%s, maxvalue=%s)>' % (type(self).__name__, self.get_value(), self._most)


def _here():
    """This thread of this process."""
    return os.getpid(), threading.current_thread().ident


def _name_of_here():
    name = current_process().name
    if threading.current_thread().name != 'MainThread':
        name += '|' + threading.current_thread().name
    return name


class Lock(BoundedSemaphore):
    """A lock; any process may release it."""

    def __init__(self):
        BoundedSemaphore.__init__(self, 1)
        self._holder = None

    def acquire(self, block=True, timeout=None):
        acquired = BoundedSemaphore.acquire(self, block, timeout)
        if acquired:
            self._holder = _here()
        return acquired

    def release(self):
        self._holder = None
        BoundedSemaphore.release(self)

    def __repr__(self):
        if self._holder == _here():
            owner = _name_of_here()
        elif self.get_value():
            owner = 'None'
        else:
            owner = 'SomeOtherProcess'
        return '<Lock(owner=%s)>' % owner


class RLock(object):
    """A lock that its holder may acquire again."""

    def __init__(self):
        self._lock = BoundedSemaphore(1)
        self._holder = None
        self._count = 0

    def _is_mine(self):
        return self._count > 0 and self._holder == _here()

    def acquire(self, block=True, timeout=None):
        if not self._is_mine():
            if not self._lock.acquire(block, timeout):
                return False
            self._holder = _here()
            self._count = 0
        self._count += 1
        return True

    def release(self):
        if not self._is_mine():
            raise AssertionError('attempt to release recursive lock not owned by thread')
        self._count -= 1
        if self._count == 0:
            self._holder = None
            self._lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def __repr__(self):
        if self._is_mine():
            owner, count = _name_of_here(), self._count
        elif self._lock.get_value():
            owner, count = 'None', 0
        else:
            owner, count = 'SomeOtherProcess', 'nonzero'
        return '<RLock(%s, %s)>' % (owner, count)


class Condition(object):
    """Processes that wait until another one notifies them."""

    def __init__(self, lock=None):
        self._lock = lock or RLock()
        self._sleeping = Semaphore(0)
        self._woken = Semaphore(0)
        self._wait_semaphore = Semaphore(0)
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def _is_mine(self):
        if isinstance(self._lock, RLock):
            return self._lock._is_mine()
        return self._lock._holder == _here()

    def wait(self, timeout=None):
        """Give the lock up, wait, and take it again."""
        assert self._is_mine(), 'must acquire() condition before using wait()'
        self._sleeping.release()
        count = self._lock._count if isinstance(self._lock, RLock) else 1
        for i in range(count):
            self._lock.release()
        try:
            self._wait_semaphore.acquire(True, timeout)
        finally:
            self._woken.release()
            for i in range(count):
                self._lock.acquire()

    def _forget_those_that_gave_up(self):
        assert self._is_mine(), 'lock is not owned'
        while self._woken.acquire(False):
            self._sleeping.acquire(False)

    def notify(self):
        self._forget_those_that_gave_up()
        if self._sleeping.acquire(False):
            self._wait_semaphore.release()
            # Until it has woken up (or given up, and left what it was not given).
            self._woken.acquire()
            self._wait_semaphore.acquire(False)

    def notify_all(self):
        self._forget_those_that_gave_up()
        sleepers = 0
        while self._sleeping.acquire(False):
            self._wait_semaphore.release()
            sleepers += 1
        for i in range(sleepers):
            self._woken.acquire()
        while self._wait_semaphore.acquire(False):
            pass

    def __repr__(self):
        return '<Condition(%s, %s)>' % (self._lock, self._sleeping.get_value())


class Event(object):
    """A flag that processes wait for."""

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = Semaphore(0)

    def _look(self):
        if self._flag.acquire(False):
            self._flag.release()
            return True
        return False

    def is_set(self):
        with self._cond:
            return self._look()

    def set(self):
        with self._cond:
            self._flag.acquire(False)
            self._flag.release()
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        with self._cond:
            if not self._look():
                self._cond.wait(timeout)
            return self._look()
