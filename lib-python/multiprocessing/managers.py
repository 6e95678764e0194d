"""Objects that processes share, here or elsewhere: a server keeps them, proxies call their methods.

    manager = multiprocessing.Manager()
    shared = manager.list([1, 2])           # may be given to processes

    class Numbers(BaseManager): pass
    Numbers.register('Random', random.Random)
    server = Numbers(('', 50000), authkey='secret').get_server()
    server.serve_forever()                  # and elsewhere Numbers((host, 50000), authkey='secret').connect()
"""

import array
import copy_reg
import Queue
import threading

from multiprocessing import Process, current_process, util
from multiprocessing.connection import Pipe
from multiprocessing.dummy import Namespace
from multiprocessing.pool import Pool
from multiprocessing._proxies import (AcquirerProxy, ArrayProxy, AutoProxy, BaseListProxy, BaseProxy, ConditionProxy, DictProxy,
                                      EventProxy, IteratorProxy, ListProxy, MakeProxyType, NamespaceProxy, PoolProxy,
                                      RebuildProxy, ValueProxy)
from multiprocessing._server import (RemoteError, Server, Token, all_methods, convert_to_error, dispatch, public_methods,
                                     serializers)

__all__ = ['BaseManager', 'SyncManager', 'BaseProxy', 'Token']


def reduce_array(a):
    return array.array, (a.typecode, a.tostring())


copy_reg.pickle(array.array, reduce_array)


class State(object):
    """How far a manager is: its value."""

    INITIAL, STARTED, SHUTDOWN = 'initial', 'started', 'shutdown'


class BaseManager(object):
    """A server in a process of its own, or somewhere; and what makes objects in it."""

    _registry = {}
    _Server = Server

    def __init__(self, address=None, authkey=None, serializer='pickle'):
        self._address = address
        self._authkey = bytes(current_process().authkey if authkey is None else authkey)
        self._serializer = serializer
        self._state = State()
        self._state.value = State.INITIAL

    def __reduce__(self):
        return type(self).from_address, (self._address, self._authkey)

    @classmethod
    def from_address(cls, address, authkey):
        """A manager that is connected."""
        manager = cls(address, authkey)
        manager.connect()
        return manager

    def _check_state(self, expected):
        assert self._state.value == expected, 'the manager is in the state %r' % self._state.value

    def get_server(self):
        """The server, to be run in this process."""
        self._check_state(State.INITIAL)
        return self._Server(self._registry, self._address, self._authkey, self._serializer)

    def connect(self):
        """Use a server that runs elsewhere."""
        dispatch(self._client(), None, 'dummy')
        self._state.value = State.STARTED

    def start(self, initializer=None, initargs=()):
        """Start a server in a process."""
        self._check_state(State.INITIAL)
        if initializer is not None and not hasattr(initializer, '__call__'):
            raise TypeError('initializer must be a callable')
        # The server's socket shall be in a directory that is removed by this process.
        util.get_temp_dir()
        told, telling = Pipe(duplex=False)
        process = Process(target=self._serve, args=(telling, initializer, initargs))
        process.name = '%s-%s' % (type(self).__name__, ':'.join(map(str, process._identity)))
        process.start()
        telling.close()
        try:
            address = told.recv()
        finally:
            told.close()
        self._process, self._address, self._state.value = process, address, State.STARTED
        self.shutdown = util.Finalize(self, _finalize_manager, (process, address, self._authkey, self._serializer, self._state),
                                      exitpriority=0)

    def _serve(self, telling, initializer, initargs):
        """In the process of the server: tell the address, and serve."""
        if initializer:
            initializer(*initargs)
        server = self.get_server()
        telling.send(server.address)
        telling.close()
        server.serve_forever()

    def _client(self):
        return serializers[self._serializer][1](self._address, authkey=self._authkey)

    def _create(self, typeid, *args, **kwds):
        """Make an object: (its token, the names of its methods)."""
        self._check_state(State.STARTED)
        ident, exposed = dispatch(self._client(), None, 'create', (typeid,) + args, kwds)
        return Token(typeid, self._address, ident), exposed

    def join(self, timeout=None):
        """Wait until the server's process ends."""
        self._process.join(timeout)

    def _debug_info(self):
        return dispatch(self._client(), None, 'debug_info')

    def _number_of_objects(self):
        return dispatch(self._client(), None, 'number_of_objects')

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()

    @property
    def address(self):
        return self._address

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None, create_method=True):
        """Have the server make objects of a type, and the manager a method of that name for it.

        method_to_typeid tells of methods what is given as proxies of which types.
        """
        if '_registry' not in cls.__dict__:
            cls._registry = cls._registry.copy()
        proxytype = proxytype or AutoProxy
        exposed = exposed or getattr(proxytype, '_exposed_', None)
        method_to_typeid = method_to_typeid or getattr(proxytype, '_method_to_typeid_', None)
        cls._registry[typeid] = callable, exposed, method_to_typeid, proxytype
        if not create_method:
            return

        def make(self, *args, **kwds):
            token, methods = self._create(typeid, *args, **kwds)
            proxy = proxytype(token, self._serializer, manager=self, authkey=self._authkey, exposed=methods)
            dispatch(self._client(), None, 'decref', (token.id,))
            return proxy
        make.__name__ = typeid
        setattr(cls, typeid, make)


def _finalize_manager(process, address, authkey, serializer, state):
    """End a server and its process."""
    if process.is_alive():
        try:
            dispatch(serializers[serializer][1](address, authkey=authkey), None, 'shutdown')
        except Exception:
            pass
        process.join(timeout=1.0)
        if process.is_alive():
            process.terminate()
            process.join(timeout=1.0)
    state.value = State.SHUTDOWN


# Whose files are of this module is no matter of its users.
for _class in (AcquirerProxy, ArrayProxy, BaseListProxy, BaseProxy, ConditionProxy, DictProxy, EventProxy, IteratorProxy, ListProxy,
               NamespaceProxy, PoolProxy, ValueProxy, RemoteError, Server, Token):
    _class.__module__ = __name__


# ---- objects to be shared

class Value(object):
    """A value; its type code says nothing here."""

    def __init__(self, typecode, value, lock=True):
        self._typecode, self._value = typecode, value

    def get(self):
        return self._value

    def set(self, value):
        self._value = value

    value = property(get, set)

    def __repr__(self):
        return '%s(%r, %r)' % (type(self).__name__, self._typecode, self._value)


def Array(typecode, sequence, lock=True):
    return array.array(typecode, sequence)


class SyncManager(BaseManager):
    """A manager of containers, and of what processes are synchronized by."""


for _name, _make, _proxy in [
        ('Queue', Queue.Queue, None), ('JoinableQueue', Queue.Queue, None), ('Event', threading.Event, EventProxy),
        ('Condition', threading.Condition, ConditionProxy), ('Pool', Pool, PoolProxy), ('list', list, ListProxy),
        ('dict', dict, DictProxy), ('Value', Value, ValueProxy), ('Array', Array, ArrayProxy),
        ('Namespace', Namespace, NamespaceProxy)]:
    SyncManager.register(_name, _make, _proxy)
for _name in 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore':
    SyncManager.register(_name, getattr(threading, _name), AcquirerProxy)
# What methods give.
for _name, _proxy in ('Iterator', IteratorProxy), ('AsyncResult', None):
    SyncManager.register(_name, None, _proxy, create_method=False)
