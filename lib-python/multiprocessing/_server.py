"""The server of a manager: keeps objects, and calls their methods for clients."""

import threading
import traceback

from multiprocessing.connection import Client, Listener, XmlClient, XmlListener, answer_challenge, deliver_challenge
from multiprocessing.process import current_process

# How requests are sent: (class of listeners, function that makes a client).
serializers = {'pickle': (Listener, Client), 'xmlrpclib': (XmlListener, XmlClient)}


class Token(object):
    """What identifies an object of a server."""

    def __init__(self, typeid, address, id):
        self.typeid, self.address, self.id = typeid, address, id

    def __getstate__(self):
        return self.typeid, self.address, self.id

    def __setstate__(self, state):
        self.typeid, self.address, self.id = state

    def __repr__(self):
        return 'Token(typeid=%r, address=%r, id=%r)' % (self.typeid, self.address, self.id)


class RemoteError(Exception):
    """Something failed in the server; the text is its traceback."""

    def __str__(self):
        line = '-' * 75
        return '\n%s\n%s%s' % (line, self.args[0], line)


def dispatch(c, id, methodname, args=(), kwds={}):
    """Call a method of an object of a server (None: of the server) through a connection."""
    c.send((id, methodname, args, kwds))
    kind, result = c.recv()
    if kind == '#RETURN':
        return result
    raise convert_to_error(kind, result)


def convert_to_error(kind, result):
    """The exception that an answer stands for."""
    if kind == '#ERROR':
        return result
    if kind == '#TRACEBACK':
        return RemoteError(result)
    if kind == '#UNSERIALIZABLE':
        return RemoteError('Unserializable message: %s\n' % result)
    return ValueError('Unrecognized message type')


def all_methods(obj):
    """The names of an object's methods."""
    return [name for name in dir(obj) if hasattr(getattr(obj, name, None), '__call__')]


def public_methods(obj):
    """Those that do not begin with an underscore."""
    return [name for name in all_methods(obj) if not name.startswith('_')]


class Server(object):
    """Keeps the objects. registry is {type: (function that makes one, exposed methods, {method: type}, proxy)}."""

    # What clients may call.
    public = ['shutdown', 'create', 'accept_connection', 'get_methods', 'debug_info', 'number_of_objects', 'dummy', 'incref',
              'decref']

    def __init__(self, registry, address, authkey, serializer):
        assert isinstance(authkey, bytes)
        self.registry, self.authkey = registry, bytes(authkey)
        listen, self._client = serializers[serializer]
        self.listener = listen(address, backlog=16)
        self.address = self.listener.address
        # Identity -> (object, names of exposed methods, {method: type} of what they give); and how many use it.
        self.id_to_obj = {}
        self.id_to_refcount = {}
        self.mutex = threading.RLock()
        self._stopped = False

    def serve_forever(self):
        """Serve until a client has it shut down."""
        current_process()._manager_server = self
        try:
            while True:
                connection = self.listener.accept()
                if self._stopped:
                    break
                thread = threading.Thread(target=self.handle_request, args=(connection,))
                thread.daemon = True
                thread.start()
        except KeyboardInterrupt:
            pass
        finally:
            self.listener.close()

    def handle_request(self, c):
        """Serve a new client: one request, which may be for more of them."""
        try:
            deliver_challenge(c, self.authkey)
            answer_challenge(c, self.authkey)
            ignored, name, args, kwds = c.recv()
        except Exception:
            c.close()
            return
        try:
            if name not in self.public:
                raise AttributeError('%r unrecognized' % name)
            answer = '#RETURN', getattr(self, name)(c, *args, **kwds)
        except Exception:
            answer = '#TRACEBACK', traceback.format_exc()
        try:
            c.send(answer)
        except Exception:
            # The client is gone, or has been served in another way.
            pass
        c.close()

    def serve_client(self, conn):
        """Call methods of objects for a client, as long as it is there."""
        while True:
            try:
                ident, name, args, kwds = conn.recv()
            except (EOFError, IOError):
                return
            answer = self._call(conn, ident, name, args, kwds)
            try:
                conn.send(answer)
            except (IOError, OSError):
                return
            except Exception:
                conn.send(('#UNSERIALIZABLE', '%s%r' % (traceback.format_exc(), answer)))

    def _call(self, conn, ident, name, args, kwds):
        try:
            obj, exposed, types = self.id_to_obj[ident]
            if name not in exposed:
                if name in self._fallbacks:
                    return '#RETURN', self._fallbacks[name](obj)
                raise AttributeError('method %r of %r object is not in exposed=%r' % (name, type(obj), exposed))
        except Exception:
            return '#TRACEBACK', traceback.format_exc()
        try:
            result = getattr(obj, name)(*args, **kwds)
        except Exception as error:
            return '#ERROR', error
        if types and name in types:
            rident, rexposed = self.create(conn, types[name], result)
            return '#PROXY', (rexposed, Token(types[name], self.address, rident))
        return '#RETURN', result

    # What can be asked of all objects.
    _fallbacks = {'__str__': str, '__repr__': repr, '#GETVALUE': lambda obj: obj}

    # ---- what clients call; c is their connection

    def dummy(self, c):
        """Nothing: see whether the server is there."""

    def create(self, c, typeid, *args, **kwds):
        """Make an object of a type: (its identity, the names of its methods). It is used once at first."""
        with self.mutex:
            make, exposed, method_to_typeid, proxytype = self.registry[typeid]
            obj = args[0] if make is None else make(*args, **kwds)
            exposed = list(public_methods(obj) if exposed is None else exposed) + list(method_to_typeid or ())
            ident = '%x' % id(obj)
            self.id_to_obj[ident] = obj, set(exposed), method_to_typeid
            self.id_to_refcount.setdefault(ident, 0)
            # Until the client has its proxy.
            self.incref(c, ident)
            return ident, tuple(exposed)

    def get_methods(self, c, token):
        return tuple(self.id_to_obj[token.id][1])

    def accept_connection(self, c, name):
        """Serve the client from now on; name is that of its thread."""
        threading.current_thread().name = name
        c.send(('#RETURN', None))
        self.serve_client(c)

    def incref(self, c, ident):
        with self.mutex:
            self.id_to_refcount[ident] += 1

    def decref(self, c, ident):
        with self.mutex:
            self.id_to_refcount[ident] -= 1
            if self.id_to_refcount[ident] == 0:
                del self.id_to_obj[ident], self.id_to_refcount[ident]

    def debug_info(self, c):
        """A text of all objects."""
        with self.mutex:
            return '\n'.join(['  %s:       refcount=%s\n    %s' % (ident, self.id_to_refcount[ident], str(entry[0])[:75])
                              for ident, entry in sorted(self.id_to_obj.items())])

    def number_of_objects(self, c):
        return len(self.id_to_obj)

    def shutdown(self, c):
        """End serve_forever()."""
        self._stopped = True
        # It waits for a client.
        self._client(self.address).close()
