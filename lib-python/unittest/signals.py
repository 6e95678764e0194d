"""Has Control-C end a run in order: after the test that is running, with a report."""

import signal
import weakref
from functools import wraps

__unittest = True

# The results to stop; only the keys matter.
_results = weakref.WeakKeyDictionary()
_interrupt_handler = None


def registerResult(result):
    """Have Control-C stop this result."""
    _results[result] = True


def removeResult(result):
    """Take that back; whether it was so."""
    return _results.pop(result, False)


def _callable_handler(handler):
    """A signal handler as a function; it may be one of the constants of signal."""
    if not isinstance(handler, (int, long)):
        return handler
    functions = {signal.SIG_DFL: signal.default_int_handler,
                 signal.SIG_IGN: lambda signum, frame: None}
    if handler not in functions:
        raise TypeError('expected SIGINT signal handler to be signal.SIG_IGN, '
                        'signal.SIG_DFL, or a callable object')
    return functions[handler]


class _InterruptHandler(object):
    """Stops the results the first time, and does what was usual from then on."""

    def __init__(self, default_handler):
        self.called = False
        self.original_handler = default_handler
        self.default_handler = _callable_handler(default_handler)

    def __call__(self, signum, frame):
        # Another handler, put in our place, may have called us.
        replaced = signal.getsignal(signal.SIGINT) is not self
        for usual in replaced, self.called:
            if usual:
                self.default_handler(signum, frame)
        self.called = True
        for result in _results.keys():
            result.stop()


def installHandler():
    """Put the handler in; a second time, nothing happens."""
    global _interrupt_handler
    if _interrupt_handler is None:
        _interrupt_handler = _InterruptHandler(signal.getsignal(signal.SIGINT))
        signal.signal(signal.SIGINT, _interrupt_handler)


def _without_handler(function):
    @wraps(function)
    def undisturbed(*args, **kwargs):
        present = signal.getsignal(signal.SIGINT)
        removeHandler()
        try:
            return function(*args, **kwargs)
        finally:
            signal.signal(signal.SIGINT, present)
    return undisturbed


def removeHandler(method=None):
    """Take the handler out; as a decorator, for as long as the function runs."""
    if method is not None:
        return _without_handler(method)
    if _interrupt_handler is not None:
        signal.signal(signal.SIGINT, _interrupt_handler.original_handler)
