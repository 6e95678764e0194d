"""Control-C during a run: the first one stops it after the current test."""

import signal
import weakref
from functools import wraps

__unittest = True


class _InterruptHandler(object):

    def __init__(self, default_handler):
        self.called = False
        self.original_handler = default_handler
        if isinstance(default_handler, (int, long)):
            if default_handler == signal.SIG_DFL:
                default_handler = signal.default_int_handler
            elif default_handler == signal.SIG_IGN:
                def default_handler(signum, frame):
                    pass
            else:
                raise TypeError('expected SIGINT signal handler to be '
                                'signal.SIG_IGN, signal.SIG_DFL, or a '
                                'callable object')
        self.default_handler = default_handler

    def __call__(self, signum, frame):
        if signal.getsignal(signal.SIGINT) is not self:
            # Somebody put another handler in, which called this one.
            self.default_handler(signum, frame)
        if self.called:
            self.default_handler(signum, frame)
        self.called = True
        for result in _results.keys():
            result.stop()


# A dictionary, as there is no set with weak members that all versions have.
_results = weakref.WeakKeyDictionary()
_interrupt_handler = None


def registerResult(result):
    """Have a result stopped by Control-C."""
    _results[result] = 1


def removeResult(result):
    """Undo registerResult(); whether it had been done."""
    return bool(_results.pop(result, None))


def installHandler():
    """Install the handler, unless that was done before."""
    global _interrupt_handler
    if _interrupt_handler is None:
        _interrupt_handler = _InterruptHandler(signal.getsignal(signal.SIGINT))
        signal.signal(signal.SIGINT, _interrupt_handler)


def removeHandler(method=None):
    """Remove the handler; or, as a decorator, while a function runs."""
    if method is not None:
        @wraps(method)
        def inner(*args, **kwargs):
            before = signal.getsignal(signal.SIGINT)
            removeHandler()
            try:
                return method(*args, **kwargs)
            finally:
                signal.signal(signal.SIGINT, before)
        return inner
    if _interrupt_handler is not None:
        signal.signal(signal.SIGINT, _interrupt_handler.original_handler)
