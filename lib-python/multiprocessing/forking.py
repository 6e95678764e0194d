"""Forked children, and pickles of what usually cannot be pickled."""

import functools
import pickle
from os import _exit as exit, close, dup as duplicate

from multiprocessing.process import _Forked

__all__ = ['Popen', 'assert_spawning', 'exit', 'duplicate', 'close', 'ForkingPickler']


class Popen(_Forked):
    """A child that does what a Process shall."""

    def __init__(self, process_obj):
        _Forked.__init__(self, process_obj._bootstrap)

    @staticmethod
    def thread_is_spawning():
        """Whether objects are being sent to a new process: never, as children are forked."""
        return False


def assert_spawning(self):
    """Refuse to pickle what can only be inherited."""
    if not Popen.thread_is_spawning():
        raise RuntimeError('%s objects should only be shared between processes through inheritance' % type(self).__name__)


class ForkingPickler(pickle.Pickler):
    """A pickler of methods and partial functions too, and of whatever is registered."""

    dispatch = pickle.Pickler.dispatch.copy()

    @classmethod
    def register(cls, type, reduce):
        """Have objects of a type saved as what reduce(object) gives, as copy_reg.pickle() does for all picklers."""
        cls.dispatch[type] = lambda self, obj: self.save_reduce(obj=obj, *reduce(obj))


def _reduce_method(method):
    owner = method.im_class if method.im_self is None else method.im_self
    return getattr, (owner, method.im_func.__name__)


def _make_partial(func, args, keywords):
    return functools.partial(func, *args, **keywords)


def _of_class(descriptor):
    return getattr, (descriptor.__objclass__, descriptor.__name__)


ForkingPickler.register(type(ForkingPickler.save), _reduce_method)
ForkingPickler.register(type(list.append), _of_class)
ForkingPickler.register(type(int.__add__), _of_class)
ForkingPickler.register(functools.partial, lambda part: (_make_partial, (part.func, part.args, part.keywords or {})))
