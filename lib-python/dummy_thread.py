"""The interface of the module thread where there are no threads.

A new thread runs to its end before start_new_thread() returns.
"""

__all__ = ['error', 'start_new_thread', 'exit', 'get_ident', 'allocate_lock',
           'interrupt_main', 'LockType']


class error(Exception):
    """What thread.error is there."""


class LockType(object):
    """A lock: remembers whether it is taken, never waits."""

    locked_status = False

    def acquire(self, waitflag=None):
        """Take it. To wait for it would be for ever: it is taken again then."""
        waits = waitflag is None or bool(waitflag)
        taken = waits or not self.locked_status
        self.locked_status = True
        return taken

    def release(self):
        """Give it back; an error where nobody has taken it."""
        if not self.locked():
            raise error
        self.locked_status = False
        return True

    def locked(self):
        """Whether it is taken."""
        return self.locked_status

    __enter__ = acquire

    def __exit__(self, *exc_info):
        self.release()


# A function that makes locks there, and no method.
def allocate_lock():
    """A new lock."""
    return LockType()


def get_ident():
    """A number that identifies no real thread."""
    return -1


def stack_size(size=None):
    """The size of a stack: nothing to set."""
    if size is None:
        return 0
    raise error('setting thread stack size not supported')


def exit():
    """End the "thread"."""
    raise SystemExit


_main = True            # no "thread" runs
_interrupt = False      # the main program is to be interrupted when it ends


def start_new_thread(function, args, kwargs={}):
    """Call the function; an exception in it is printed, SystemExit ignored."""
    global _main, _interrupt
    for position, value, kind in ((2, args, tuple), (3, kwargs, dict)):
        if type(value) is not kind:
            order = {2: '2nd', 3: '3rd'}[position]
            raise TypeError('%s arg must be a %s' % (order, kind.__name__))
    _main = False
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except:
        import traceback
        traceback.print_exc()
    _main, interrupted, _interrupt = True, _interrupt, False
    if interrupted:
        raise KeyboardInterrupt


def interrupt_main():
    """Raise KeyboardInterrupt when the "thread" ends, or at once outside of one."""
    global _interrupt
    if _main:
        raise KeyboardInterrupt
    _interrupt = True
