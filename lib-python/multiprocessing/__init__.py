"""Processes with the interface of threading: forked ones, that talk through pipes and shared memory.

    def work(queue):
        queue.put(42)

    queue = Queue()
    process = Process(target=work, args=(queue,))
    process.start()
    print queue.get()
    process.join()

Shared objects of ctypes are left out: Value and Array take type codes only.
"""

from multiprocessing.process import Process, current_process, active_children
# Its end of a process comes after those of modules that import this package.
from multiprocessing import util

__all__ = ['Process', 'current_process', 'active_children', 'freeze_support', 'Pipe', 'cpu_count',
           'log_to_stderr', 'get_logger', 'allow_connection_pickling', 'BufferTooShort',
           'TimeoutError', 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event',
           'Queue', 'JoinableQueue', 'Pool', 'Value', 'Array', 'RawValue', 'RawArray',
           'ProcessError', 'AuthenticationError', 'Manager']


class ProcessError(Exception):
    pass


class BufferTooShort(ProcessError):
    pass


class TimeoutError(ProcessError):
    pass


class AuthenticationError(ProcessError):
    pass


def Manager():
    """A manager whose server runs: it makes objects that processes share."""
    from multiprocessing.managers import SyncManager
    manager = SyncManager()
    manager.start()
    return manager


def Pipe(duplex=True):
    """Two connections, the ends of a pipe; without duplex the first receives and the second sends."""
    from multiprocessing.connection import Pipe
    return Pipe(duplex)


def cpu_count():
    """How many processors there are. NotImplementedError if that is not known."""
    import os
    try:
        count = os.sysconf('SC_NPROCESSORS_ONLN')
    except (ValueError, OSError, AttributeError):
        count = 0
    if count < 1:
        raise NotImplementedError('cannot determine number of cpus')
    return count


def freeze_support():
    """Nothing: children are forked."""


def get_logger():
    """The logger of this package."""
    from multiprocessing.util import get_logger
    return get_logger()


def log_to_stderr(level=None):
    """Have the logger write to standard error."""
    from multiprocessing.util import log_to_stderr
    return log_to_stderr(level)


def allow_connection_pickling():
    """Nothing: connections are inherited, not pickled."""


def Lock():
    from multiprocessing.synchronize import Lock
    return Lock()


def RLock():
    from multiprocessing.synchronize import RLock
    return RLock()


def Condition(lock=None):
    from multiprocessing.synchronize import Condition
    return Condition(lock)


def Semaphore(value=1):
    from multiprocessing.synchronize import Semaphore
    return Semaphore(value)


def BoundedSemaphore(value=1):
    from multiprocessing.synchronize import BoundedSemaphore
    return BoundedSemaphore(value)


def Event():
    from multiprocessing.synchronize import Event
    return Event()


def Queue(maxsize=0):
    from multiprocessing.queues import Queue
    return Queue(maxsize)


def JoinableQueue(maxsize=0):
    from multiprocessing.queues import JoinableQueue
    return JoinableQueue(maxsize)


def Pool(processes=None, initializer=None, initargs=(), maxtasksperchild=None):
    """Processes that call functions for this one."""
    from multiprocessing.pool import Pool
    return Pool(processes, initializer, initargs, maxtasksperchild)


def RawValue(typecode_or_type, *args):
    from multiprocessing.sharedctypes import RawValue
    return RawValue(typecode_or_type, *args)


def RawArray(typecode_or_type, size_or_initializer):
    from multiprocessing.sharedctypes import RawArray
    return RawArray(typecode_or_type, size_or_initializer)


def Value(typecode_or_type, *args, **kwds):
    """A number in memory that forked processes share, with a lock."""
    from multiprocessing.sharedctypes import Value
    return Value(typecode_or_type, *args, **kwds)


def Array(typecode_or_type, size_or_initializer, **kwds):
    """Numbers in memory that forked processes share, with a lock."""
    from multiprocessing.sharedctypes import Array
    return Array(typecode_or_type, size_or_initializer, **kwds)
