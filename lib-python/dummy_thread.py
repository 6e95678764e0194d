"""The interface of the module thread where there are no threads.

A new thread runs to its end before start_new_thread() returns.
"""

__all__ = ['error', 'start_new_thread', 'exit', 'get_ident', 'allocate_lock',
           'interrupt_main', 'LockType']

import traceback as _traceback


class error(Exception):
    """What thread.error is there."""


_interrupt = False      # whether interrupt_main() was called
_main = True            # False while a "thread" runs


def start_new_thread(function, args, kwargs={}):
    """Call the function; an exception in it is printed, SystemExit ignored."""
    if type(args) != type(tuple()):
        raise TypeError('2nd arg must be a tuple')
    if type(kwargs) != type(dict()):
        raise TypeError('3rd arg must be a dict')
    global _main, _interrupt
    _main = False
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except:
        _traceback.print_exc()
    _main = True
    if _interrupt:
        _interrupt = False
        raise KeyboardInterrupt


def exit():
    """End the "thread"."""
    raise SystemExit


def get_ident():
    """A number that is no valid one: there is only one thread."""
    return -1


def allocate_lock():
    """A new lock."""
    return LockType()


def stack_size(size=None):
    """The size of a stack: nothing to set."""
    if size is not None:
        raise error('setting thread stack size not supported')
    return 0


class LockType(object):
    """A lock: remembers whether it is taken, never waits."""

    def __init__(self):
        self.locked_status = False

    def acquire(self, waitflag=None):
        """Take it; waiting would be for ever, so it is taken anyway then."""
        if waitflag is None or waitflag:
            self.locked_status = True
            return True
        if not self.locked_status:
            self.locked_status = True
            return True
        return False

    __enter__ = acquire

    def __exit__(self, typ, val, tb):
        self.release()

    def release(self):
        if not self.locked_status:
            raise error
        self.locked_status = False
        return True

    def locked(self):
        return self.locked_status


def interrupt_main():
    """Raise KeyboardInterrupt when the "thread" ends, or at once outside of one."""
    if _main:
        raise KeyboardInterrupt
    global _interrupt
    _interrupt = True
