"""Data of a thread of its own: local, where the module thread has none.

Each thread sees other attributes of a local object. A subclass's __init__
is called, with the same arguments, in every thread that uses the object.
"""

__all__ = ['local']

_get = object.__getattribute__
_set = object.__setattr__


class _localbase(object):
    # (Key of the attributes in the dictionary of a thread, lock, arguments, keywords)
    __slots__ = '_local__state',

    def __new__(cls, *args, **kw):
        if (args or kw) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        self = object.__new__(cls)
        key = 'thread.local', id(self)
        _set(self, '_local__state', (key, RLock(), args, kw))
        # For this thread __init__ is called as for any object.
        current_thread().__dict__[key] = _get(self, '__dict__')
        return self


def _as_seen_here(operation):
    """A method that works on the attributes of the current thread."""
    def method(self, name, *value):
        if name == '__dict__' and operation is not _get:
            raise AttributeError("%r object attribute '__dict__' is read-only"
                                 % type(self).__name__)
        key, lock, args, kw = _get(self, '_local__state')
        with lock:
            mine = current_thread().__dict__
            new = key not in mine
            _set(self, '__dict__', mine.setdefault(key, {}))
            if new and type(self).__init__ is not object.__init__:
                self.__init__(*args, **kw)
            return operation(self, name, *value)
    return method


class local(_localbase):

    __getattribute__ = _as_seen_here(_get)
    __setattr__ = _as_seen_here(_set)
    __delattr__ = _as_seen_here(object.__delattr__)

    def __del__(self):
        import threading
        key = _get(self, '_local__state')[0]
        try:
            threads = list(threading._enumerate())
        except Exception:
            # At the end of the interpreter there may be nothing to look through.
            return
        for thread in threads:
            getattr(thread, '__dict__', {}).pop(key, None)


from threading import current_thread, RLock
