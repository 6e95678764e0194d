"""What is done at the end of a process, and the logger."""

import atexit
import itertools
import os
import weakref

from multiprocessing.process import current_process, active_children

__all__ = ['sub_debug', 'debug', 'info', 'sub_warning', 'get_logger', 'log_to_stderr', 'Finalize']

NOTSET, SUBDEBUG, DEBUG, INFO, SUBWARNING, WARNING = 0, 5, 10, 20, 25, 30
LOGGER_NAME = 'multiprocessing'
DEFAULT_LOGGING_FORMAT = '[%(levelname)s/%(processName)s] %(message)s'

_logger = None
_log_to_stderr = False


def sub_debug(msg, *args):
    if _logger:
        _logger.log(SUBDEBUG, msg, *args)


def debug(msg, *args):
    if _logger:
        _logger.log(DEBUG, msg, *args)


def info(msg, *args):
    if _logger:
        _logger.log(INFO, msg, *args)


def sub_warning(msg, *args):
    if _logger:
        _logger.log(SUBWARNING, msg, *args)


def get_logger():
    global _logger
    if not _logger:
        import logging
        _logger = logging.getLogger(LOGGER_NAME)
        _logger.propagate = 0
        logging.addLevelName(SUBDEBUG, 'SUBDEBUG')
        logging.addLevelName(SUBWARNING, 'SUBWARNING')
    return _logger


def log_to_stderr(level=None):
    global _log_to_stderr
    import logging
    logger = get_logger()
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(DEFAULT_LOGGING_FORMAT))
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    _log_to_stderr = True
    return logger


_finalizer_registry = {}
_finalizer_counter = itertools.count()


def _forget_finalizers():
    """In a forked child: what the parent has to do at its end is not the child's."""
    _finalizer_registry.clear()


class Finalize(object):
    """Calls a function once: when it is called, when obj dies, or when the process ends.

    Only those with an exitpriority are called at the end, higher ones first.
    """

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        assert exitpriority is None or type(exitpriority) is int
        if obj is not None:
            self._weakref = weakref.ref(obj, self)
        else:
            assert exitpriority is not None
            self._weakref = None
        self._callback = callback
        self._args = args
        self._kwargs = kwargs or {}
        self._pid = os.getpid()
        self._key = exitpriority, _finalizer_counter.next()
        _finalizer_registry[self._key] = self

    def __call__(self, wr=None):
        if _finalizer_registry.pop(self._key, None) is None or self._pid != os.getpid():
            return None
        return self._callback(*self._args, **self._kwargs)

    def cancel(self):
        _finalizer_registry.pop(self._key, None)

    def still_active(self):
        return self._key in _finalizer_registry


def _run_finalizers(minpriority=None):
    for key in sorted(_finalizer_registry, reverse=True):
        if key[0] is not None and (minpriority is None or key[0] >= minpriority):
            finalizer = _finalizer_registry.get(key)
            if finalizer is not None:
                try:
                    finalizer()
                except Exception:
                    import traceback
                    traceback.print_exc()


def _exit_function():
    """The end of a process: daemons are terminated, other children waited for."""
    info('process shutting down')
    _run_finalizers(0)
    for p in active_children():
        if p._daemonic:
            info('calling terminate() for daemon %s', p.name)
            p._popen.terminate()
    for p in active_children():
        info('calling join() for process %s', p.name)
        p.join()
    _run_finalizers()


atexit.register(_exit_function)
