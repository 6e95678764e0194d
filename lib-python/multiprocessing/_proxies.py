"""What stands in a client for an object of a manager's server: calls its methods there."""

import functools
import os
import threading

from multiprocessing import util
from multiprocessing._server import convert_to_error, dispatch, serializers
from multiprocessing.process import current_process

# Address -> the connections to a server, one for each thread of a process.
_connections = {}


class BaseProxy(object):
    """Stands for an object; counts as a use of it."""

    def __init__(self, token, serializer, manager=None, authkey=None, exposed=None, incref=True):
        self._token, self._id = token, token.id
        self._serializer, self._manager = serializer, manager
        if authkey is None:
            authkey = current_process().authkey if manager is None else manager._authkey
        self._authkey = bytes(authkey)
        # A connection to the server.
        self._open = functools.partial(serializers[serializer][1], token.address, authkey=self._authkey)
        self._tls = _connections.setdefault(token.address, threading.local())
        if incref:
            self._incref()
        util.register_after_fork(self, BaseProxy._after_fork)

    def _connection(self):
        """The connection of this thread; those of a parent process are not shared."""
        if getattr(self._tls, 'pid', None) != os.getpid():
            name = current_process().name
            if threading.current_thread().name != 'MainThread':
                name += '|' + threading.current_thread().name
            connection = self._open()
            dispatch(connection, None, 'accept_connection', (name,))
            self._tls.connection, self._tls.pid = connection, os.getpid()
        return self._tls.connection

    def _callmethod(self, methodname, args=(), kwds={}):
        """Call a method of the object. Its exceptions are raised here."""
        connection = self._connection()
        connection.send((self._id, methodname, args, kwds))
        kind, result = connection.recv()
        if kind == '#RETURN':
            return result
        if kind != '#PROXY':
            raise convert_to_error(kind, result)
        exposed, token = result
        proxytype = self._manager._registry[token.typeid][-1]
        proxy = proxytype(token, self._serializer, manager=self._manager, authkey=self._authkey, exposed=exposed)
        dispatch(self._open(), None, 'decref', (token.id,))
        return proxy

    def _getvalue(self):
        """A copy of the object."""
        return self._callmethod('#GETVALUE')

    def _incref(self):
        dispatch(self._open(), None, 'incref', (self._id,))
        state = self._manager and self._manager._state
        self._close = util.Finalize(self, _decref, args=(self._open, self._id, state), exitpriority=10)

    def _after_fork(self):
        # The manager is the parent's; the use is one more.
        self._manager = None
        self._incref()

    def __reduce__(self):
        kwds = {}
        if getattr(self, '_isauto', False):
            kwds['exposed'] = self._exposed_
            return RebuildProxy, (AutoProxy, self._token, self._serializer, kwds)
        return RebuildProxy, (type(self), self._token, self._serializer, kwds)

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return '<%s object, typeid %r at %s>' % (type(self).__name__, self._token.typeid, hex(id(self)))

    def __str__(self):
        """What the object is."""
        try:
            return self._callmethod('__repr__')
        except Exception:
            return repr(self)[:-1] + "; '__str__()' failed>"


def _decref(connect, ident, state):
    """Say that an object is used less, if its server is still there."""
    if state is None or state.value == 'started':
        try:
            dispatch(connect(), None, 'decref', (ident,))
        except Exception, problem:
            util.debug('... decref failed: %s', problem)


def RebuildProxy(func, token, serializer, kwds):
    """The proxy that another process has sent; in the server itself the object."""
    server = getattr(current_process(), '_manager_server', None)
    if server and server.address == token.address:
        return server.id_to_obj[token.id][0]
    return func(token, serializer, **kwds)


def _calling(name):
    def method(self, *args, **kwds):
        return self._callmethod(name, args, kwds)
    method.__name__ = name
    return method


def MakeProxyType(name, exposed, _cache={}):
    """A class of proxies whose methods are called on the object."""
    exposed = tuple(exposed)
    if (name, exposed) not in _cache:
        methods = dict((method, _calling(method)) for method in exposed)
        methods.update(_exposed_=exposed, __module__='multiprocessing.managers')
        _cache[name, exposed] = type(name, (BaseProxy,), methods)
    return _cache[name, exposed]


def AutoProxy(token, serializer, manager=None, authkey=None, exposed=None, incref=True):
    """A proxy of an object of any kind: the server is asked for its methods."""
    if authkey is None:
        authkey = current_process().authkey if manager is None else manager._authkey
    if exposed is None:
        exposed = dispatch(serializers[serializer][1](token.address, authkey=bytes(authkey)), None, 'get_methods', (token,))
    proxy = MakeProxyType('AutoProxy[%s]' % token.typeid, exposed)(
        token, serializer, manager=manager, authkey=authkey, incref=incref)
    proxy._isauto = True
    return proxy


# ---- kinds of objects

class IteratorProxy(BaseProxy):
    _exposed_ = ('__next__', 'next', 'send', 'throw', 'close')

    def __iter__(self):
        return self


for _name in IteratorProxy._exposed_:
    setattr(IteratorProxy, _name, _calling(_name))


class AcquirerProxy(MakeProxyType('LockMethods', ('acquire', 'release'))):
    """Something that with takes and gives back."""

    def __enter__(self):
        return self.acquire()

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.release()


class ConditionProxy(MakeProxyType('ConditionMethods', ('acquire', 'release', 'wait', 'notify', 'notify_all')), AcquirerProxy):
    """A condition, which is a lock too."""


EventProxy = MakeProxyType('EventProxy', ('is_set', 'set', 'clear', 'wait'))


class NamespaceProxy(BaseProxy):
    """The attributes of the object, but for those that begin with an underscore."""

    _exposed_ = ('__getattribute__', '__setattr__', '__delattr__')

    def __getattr__(self, key):
        if key.startswith('_'):
            return object.__getattribute__(self, key)
        return self._callmethod('__getattribute__', (key,))

    def __setattr__(self, key, value):
        if key.startswith('_'):
            return object.__setattr__(self, key, value)
        return self._callmethod('__setattr__', (key, value))

    def __delattr__(self, key):
        if key.startswith('_'):
            return object.__delattr__(self, key)
        return self._callmethod('__delattr__', (key,))


class ValueProxy(MakeProxyType('ValueMethods', ('get', 'set'))):
    """A value."""

    value = property(lambda self: self.get(), lambda self, value: self.set(value))


BaseListProxy = MakeProxyType('BaseListProxy', (
    '__add__', '__contains__', '__delitem__', '__delslice__', '__getitem__', '__getslice__', '__len__', '__mul__',
    '__reversed__', '__rmul__', '__setitem__', '__setslice__', 'append', 'count', 'extend', 'index', 'insert', 'pop', 'remove',
    'reverse', 'sort', '__imul__'))


class ListProxy(BaseListProxy):

    def __iadd__(self, value):
        self._callmethod('extend', (value,))
        return self

    def __imul__(self, value):
        self._callmethod('__imul__', (value,))
        return self


DictProxy = MakeProxyType('DictProxy', (
    '__contains__', '__delitem__', '__getitem__', '__iter__', '__len__', '__setitem__', 'clear', 'copy', 'get', 'has_key',
    'items', 'keys', 'pop', 'popitem', 'setdefault', 'update', 'values'))
DictProxy._method_to_typeid_ = {'__iter__': 'Iterator'}

ArrayProxy = MakeProxyType('ArrayProxy', ('__len__', '__getitem__', '__setitem__', '__getslice__', '__setslice__'))

PoolProxy = MakeProxyType('PoolProxy', ('apply', 'apply_async', 'close', 'imap', 'imap_unordered', 'join', 'map', 'map_async',
                                        'terminate'))
PoolProxy._method_to_typeid_ = {'apply_async': 'AsyncResult', 'map_async': 'AsyncResult', 'imap': 'Iterator',
                                'imap_unordered': 'Iterator'}
