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
        try:
            return self.gen.next()
        except StopIteration:
            raise RuntimeError("generator didn't yield")

    def __exit__(self, type, value, traceback):
        if type is None:
            try:
                self.gen.next()
            except StopIteration:
                return
            raise RuntimeError("generator didn't stop")
        if value is None:
            # So that it can be told apart from another one.
            value = type()
        try:
            self.gen.throw(type, value, traceback)
        except StopIteration as problem:
            # A StopIteration out of the block goes on its way.
            return problem is not value
        except:
            # Raising the same again would add this frame to its traceback.
            if sys.exc_info()[1] is not value:
                raise
            return None
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


@contextmanager
def nested(*managers):
    """Several context managers as one; better use several in the with statement."""
    warn('With-statements now directly support multiple context managers',
         DeprecationWarning, 3)
    exits = []
    values = []
    pending = (None, None, None)
    try:
        for manager in managers:
            exit = manager.__exit__
            enter = manager.__enter__
            values.append(enter())
            exits.append(exit)
        yield values
    except:
        pending = sys.exc_info()
    finally:
        while exits:
            exit = exits.pop()
            try:
                if exit(*pending):
                    pending = (None, None, None)
            except:
                pending = sys.exc_info()
        if pending != (None, None, None):
            raise pending[0], pending[1], pending[2]


class closing(object):
    """Context manager that closes a thing at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()
