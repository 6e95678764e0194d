"""Tools for the with statement."""

import sys
from functools import wraps
from warnings import warn

__all__ = ['contextmanager', 'nested', 'closing']


class GeneratorContextManager(object):
    """What a function decorated by contextmanager() returns."""

    def __init__(self, gen):
        self.gen = gen

    def __enter__(self):
        for value in self.gen:
            return value
        raise RuntimeError("generator didn't yield")

    def __exit__(self, type, value, traceback):
        if type is None:
            for _ in self.gen:
                raise RuntimeError("generator didn't stop")
            return None
        if value is None:
            # So that it can be told apart from another one.
            value = type()
        try:
            self.gen.throw(type, value, traceback)
        except StopIteration as end:
            # The end of the generator, but for one out of the block.
            return end is not value
        except:
            # Raising the same again would add this frame to its traceback.
            if sys.exc_info()[1] is value:
                return None
            raise
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(func):
    """Decorator that makes a context manager of a generator function.

    The generator yields once: before that is what is done on entering, after
    it what is done on leaving. What it yields is bound by "as". An exception
    in the block is raised at the yield.
    """
    @wraps(func)
    def helper(*args, **kwds):
        return GeneratorContextManager(func(*args, **kwds))
    return helper


class closing(object):
    """Context manager that closes a thing at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


_nothing = (None, None, None)


def _leave(exits, pending):
    """Call the exits, the last first, as if their blocks were nested.

    pending is the exception that leaves the innermost block; what is left of
    it, or what an exit raised instead, is returned.
    """
    for exit in reversed(exits):
        try:
            if exit(*pending):
                pending = _nothing
        except:
            pending = sys.exc_info()
    return pending


@contextmanager
def nested(*managers):
    """Several context managers as one; better use several in the with statement."""
    warn('With-statements now directly support multiple context managers',
         DeprecationWarning, 3)
    exits, values = [], []
    pending = _nothing
    try:
        for manager in managers:
            exit = manager.__exit__
            values.append(manager.__enter__())
            exits.append(exit)
        yield values
    except:
        pending = sys.exc_info()
    kind, value, traceback = _leave(exits, pending)
    if kind is not None:
        raise kind, value, traceback
