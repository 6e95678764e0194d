"""Calls that are due when the program ends, the one registered last first."""

import sys

__all__ = ['register']

# The calls still to be made: (function, positional arguments, keywords).
_exithandlers = []


def register(func, *targs, **kargs):
    """Have func(*targs, **kargs) called at the end; returns func, as a decorator."""
    _exithandlers.append((func, targs, kargs))
    return func


def _make_last_call():
    """Make the call that is due next; sys.exc_info() of what it raised, or None."""
    function, positional, keywords = _exithandlers.pop()
    try:
        function(*positional, **keywords)
    except SystemExit:
        return sys.exc_info()
    except:
        import traceback
        sys.stderr.write('Error in atexit._run_exitfuncs:\n')
        traceback.print_exc()
        return sys.exc_info()


def _run_exitfuncs():
    """Make all calls; what the last failing one raised is raised in the end.

    A call may register further ones: they are made, too.
    """
    failure = None
    while _exithandlers:
        failure = _make_last_call() or failure
    if failure:
        kind, value, trace = failure
        raise kind, value, trace


# A function that a program has put there by hand is not lost.
if hasattr(sys, 'exitfunc'):
    register(sys.exitfunc)
sys.exitfunc = _run_exitfuncs
