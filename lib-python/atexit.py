"""Functions to be called when the program ends."""

import sys

__all__ = ['register']

_exithandlers = []


def _run_exitfuncs():
    """Call the functions, the last one registered first.

    What they raise is printed, but for SystemExit; the last is raised again
    at the end.
    """
    exc_info = None
    while _exithandlers:
        func, targs, kargs = _exithandlers.pop()
        try:
            func(*targs, **kargs)
        except SystemExit:
            exc_info = sys.exc_info()
        except:
            import traceback
            print >> sys.stderr, 'Error in atexit._run_exitfuncs:'
            traceback.print_exc()
            exc_info = sys.exc_info()
    if exc_info is not None:
        raise exc_info[0], exc_info[1], exc_info[2]


def register(func, *targs, **kargs):
    """Have func(*targs, **kargs) called at the end; returns func, as a decorator."""
    _exithandlers.append((func, targs, kargs))
    return func


if hasattr(sys, 'exitfunc'):
    # Somebody set one by hand.
    register(sys.exitfunc)
sys.exitfunc = _run_exitfuncs
