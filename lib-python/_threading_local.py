"""Data of a thread of its own: local, where the module thread has none.

Each thread sees other attributes of a local object. A subclass's __init__
is called, with the same arguments, in every thread that uses the object.
"""

__all__ = ['local']


class _localbase(object):
    __slots__ = '_local__key', '_local__args', '_local__lock'

    def __new__(cls, *args, **kw):
        self = object.__new__(cls)
        key = '_local__key', 'thread.local.' + str(id(self))
        object.__setattr__(self, '_local__key', key)
        object.__setattr__(self, '_local__args', (args, kw))
        object.__setattr__(self, '_local__lock', RLock())
        if (args or kw) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        # This thread's dictionary must be there before __init__ is called.
        current_thread().__dict__[key] = object.__getattribute__(self, '__dict__')
        return self


def _patch(self):
    """Make __dict__ that of the current thread."""
    key = object.__getattribute__(self, '_local__key')
    own = current_thread().__dict__.get(key)
    if own is None:
        own = current_thread().__dict__[key] = {}
        object.__setattr__(self, '__dict__', own)
        cls = type(self)
        if cls.__init__ is not object.__init__:
            args, kw = object.__getattribute__(self, '_local__args')
            cls.__init__(self, *args, **kw)
    else:
        object.__setattr__(self, '__dict__', own)


def _check(self, name):
    if name == '__dict__':
        raise AttributeError("%r object attribute '__dict__' is read-only"
                             % object.__getattribute__(self, '__class__').__name__)


class local(_localbase):

    def __getattribute__(self, name):
        with object.__getattribute__(self, '_local__lock'):
            _patch(self)
            return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        _check(self, name)
        with object.__getattribute__(self, '_local__lock'):
            _patch(self)
            return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        _check(self, name)
        with object.__getattribute__(self, '_local__lock'):
            _patch(self)
            return object.__delattr__(self, name)

    def __del__(self):
        import threading
        key = object.__getattribute__(self, '_local__key')
        try:
            # At the end of the interpreter there may be nothing to look through.
            threads = threading._enumerate()
        except Exception:
            return
        for thread in threads:
            try:
                own = thread.__dict__
            except AttributeError:
                # One that is being taken apart.
                continue
            own.pop(key, None)


from threading import current_thread, RLock
