"""The interface of multiprocessing, with threads."""

import __builtin__
import itertools
import sys
import threading
from multiprocessing import TimeoutError, cpu_count
from multiprocessing.dummy import connection
from multiprocessing.dummy.connection import Pipe
from threading import (Lock, RLock, Semaphore, BoundedSemaphore, Condition, Event)
from Queue import Queue

__all__ = ['Process', 'current_process', 'active_children', 'freeze_support', 'Lock', 'RLock',
           'Semaphore', 'BoundedSemaphore', 'Condition', 'Event', 'Queue', 'JoinableQueue', 'Pool',
           'Value', 'Array', 'Manager', 'Pipe']

_numbers = itertools.count(1)


class DummyProcess(threading.Thread):
    """A thread with the methods of a process."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        threading.Thread.__init__(self, group, target, name, args, kwargs)
        self._children = {}
        self._started_once = False

    def start(self):
        self._started_once = True
        threading.Thread.start(self)

    @property
    def exitcode(self):
        """0 when it has ended, None before."""
        return 0 if self._started_once and not self.is_alive() else None

    def terminate(self):
        """Threads cannot be ended from outside."""


Process = DummyProcess
current_process = threading.current_thread
JoinableQueue = Queue


def active_children():
    return [thread for thread in threading.enumerate() if isinstance(thread, DummyProcess)]


def freeze_support():
    pass


def Manager():
    """What makes shared objects: this module, as threads share all objects."""
    return sys.modules[__name__]


def shutdown():
    pass


dict = __builtin__.dict
list = __builtin__.list


class Namespace(object):
    """An object with attributes."""

    def __init__(self, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        shown = sorted('%s=%r' % (name, value) for name, value in self.__dict__.items() if not name.startswith('_'))
        return 'Namespace(%s)' % ', '.join(shown)


class Value(object):
    """A value."""

    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self.value = value

    def __repr__(self):
        return '<%s(%r, %r)>' % (type(self).__name__, self._typecode, self.value)


def Array(typecode, sequence, lock=True):
    import array
    return array.array(typecode, sequence)


def Pool(processes=None, initializer=None, initargs=()):
    """Threads that call functions."""
    from multiprocessing.pool import ThreadPool
    return ThreadPool(processes, initializer, initargs)
