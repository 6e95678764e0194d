"""What is done at the end of a process, and the logger."""

import atexit
import itertools
import os
import threading
import weakref

from multiprocessing.process import current_process, active_children

__all__ = ['sub_debug', 'debug', 'info', 'sub_warning', 'get_logger', 'log_to_stderr', 'Finalize',
           'register_after_fork', 'get_temp_dir', 'ForkAwareThreadLock', 'ForkAwareLocal']

# ---- the logger; nothing is logged until somebody has asked for it

NOTSET, SUBDEBUG, DEBUG, INFO, SUBWARNING, WARNING = 0, 5, 10, 20, 25, 30
LOGGER_NAME = 'multiprocessing'
DEFAULT_LOGGING_FORMAT = '[%(levelname)s/%(processName)s] %(message)s'

_logger = None
_log_to_stderr = False


def _log_at(level, name):
    def log(msg, *args):
        if _logger is not None:
            _logger.log(level, msg, *args)
    log.__name__ = name
    return log


sub_debug = _log_at(SUBDEBUG, 'sub_debug')
debug = _log_at(DEBUG, 'debug')
info = _log_at(INFO, 'info')
sub_warning = _log_at(SUBWARNING, 'sub_warning')


def get_logger():
    """The logger of this package."""
    global _logger
    import logging
    if _logger is None:
        for level, name in ((SUBDEBUG, 'SUBDEBUG'), (SUBWARNING, 'SUBWARNING')):
            logging.addLevelName(level, name)
        _logger = logging.getLogger(LOGGER_NAME)
        # The handlers of other loggers know nothing of processes.
        _logger.propagate = 0
    return _logger


def log_to_stderr(level=None):
    """Have the logger write to standard error, from a level upwards; it is returned."""
    global _log_to_stderr
    import logging
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(DEFAULT_LOGGING_FORMAT))
    logger = get_logger()
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    _log_to_stderr = True
    return logger


# ---- finalizers

# (Priority, number) -> finalizer: who is registered later comes earlier among equals.
_finalizer_registry = {}
_finalizer_counter = itertools.count()


# What forked children do first: (object, number) -> function.
_afterfork_registry = weakref.WeakValueDictionary()
_afterfork_counter = itertools.count()


def register_after_fork(obj, func):
    """Have func(obj) called in each forked child, as long as obj lives."""
    _afterfork_registry[next(_afterfork_counter), func] = obj


def _run_after_forkers():
    for (number, func), obj in sorted(_afterfork_registry.items()):
        try:
            func(obj)
        except Exception, problem:
            info('after forker raised exception %s', problem)


class ForkAwareThreadLock(object):
    """A lock, which a forked child has anew."""

    def __init__(self):
        self._make()
        register_after_fork(self, ForkAwareThreadLock._make)

    def _make(self):
        self._lock = threading.Lock()
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *args):
        self.release()


class ForkAwareLocal(threading.local):
    """Attributes of threads, of which a forked child has none."""

    def __init__(self):
        register_after_fork(self, lambda obj: obj.__dict__.clear())

    def __reduce__(self):
        return type(self), ()


def _forget_finalizers():
    """In a forked child: what the parent has to do at its end is not the child's."""
    _finalizer_registry.clear()


def get_temp_dir():
    """A directory of this process and its children, until it ends."""
    process = current_process()
    if getattr(process, '_tempdir', None) is None:
        import shutil
        import tempfile
        process._tempdir = tempfile.mkdtemp(prefix='pymp-')
        info('created temp directory %s', process._tempdir)
        Finalize(None, shutil.rmtree, (process._tempdir, True), exitpriority=-100)
    return process._tempdir


class Finalize(object):
    """Calls a function once: when it is called, when obj dies, or when the process ends.

    Only those with an exitpriority are called at the end, higher ones first.
    """

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        assert exitpriority is None or type(exitpriority) is int
        assert obj is not None or exitpriority is not None
        self._call = callback, args, kwargs or {}
        self._pid = os.getpid()
        self._key = exitpriority, next(_finalizer_counter)
        self._weakref = None if obj is None else weakref.ref(obj, self)
        _finalizer_registry[self._key] = self

    def still_active(self):
        """Whether the function is still to be called."""
        return self._key in _finalizer_registry

    def cancel(self):
        """Do not call the function."""
        _finalizer_registry.pop(self._key, None)

    def __call__(self, wr=None):
        active = self.still_active()
        self.cancel()
        # A child that inherited this leaves it to its parent.
        if active and self._pid == os.getpid():
            callback, args, kwargs = self._call
            return callback(*args, **kwargs)


def _run_finalizers(minpriority=None):
    """Call those with a priority, and at least the given one."""
    least = float('-inf') if minpriority is None else minpriority
    for key in sorted(_finalizer_registry, reverse=True):
        finalizer = _finalizer_registry.get(key)
        if finalizer is None or key[0] is None or key[0] < least:
            continue
        try:
            finalizer()
        except Exception:
            import traceback
            traceback.print_exc()


def _exit_function():
    """The end of a process: daemons are terminated, other children waited for."""
    info('process shutting down')
    _run_finalizers(0)
    children = active_children()
    for child in children:
        if child.daemon:
            info('calling terminate() for daemon %s', child.name)
            child.terminate()
    for child in children:
        info('calling join() for process %s', child.name)
        child.join()
    _run_finalizers()


atexit.register(_exit_function)
