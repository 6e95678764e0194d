"""Pickle: Python objects as strings of bytes, and back.

    dump(object, file), dumps(object) -> string     write
    load(file) -> object, loads(string) -> object   read

There are three protocols: 0 is readable text, 1 shorter, 2 (or negative:
the highest) knows new-style classes. Loading runs what the pickle says: never
load one from people you do not trust.
"""

import sys
from cStringIO import StringIO
from copy_reg import dispatch_table, _extension_registry
from itertools import islice as _islice
from struct import pack as _pack
from types import BuiltinFunctionType, ClassType, FunctionType, InstanceType

from _pickle_opcodes import *
from _pickle_opcodes import _OPCODES
from _unpickling import Unpickler, _EmptyClass, _Stop

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'Pickler', 'Unpickler',
           'dump', 'dumps', 'load', 'loads', 'HIGHEST_PROTOCOL', 'TRUE', 'FALSE']
__all__ += sorted(_OPCODES)

__version__ = '$Revision: 72223 $'
format_version = '2.0'
compatible_formats = ['1.0', '1.1', '1.2', '1.3', '2.0']
HIGHEST_PROTOCOL = 2


class PickleError(Exception):
    """Base of the errors here."""


class PicklingError(PickleError):
    """An object cannot be pickled."""


class UnpicklingError(PickleError):
    """A pickle cannot be read."""


# By the number of items.
_tuplesize2code = [EMPTY_TUPLE, TUPLE1, TUPLE2, TUPLE3]

# Where a newline ends the text: it, and what starts an escape.
_TEXT_ESCAPES = {ord('\n'): u'\\u000a', ord('\\'): u'\\u005c'}


def _sized(short, long, data):
    """Data with its length before it: in one byte if it is so short, or in four."""
    if len(data) < 256:
        return short + chr(len(data)) + data
    return long + _pack('<i', len(data)) + data


def _keep_alive(x, memo):
    """Keep an object alive as long as memo, so that its id is not used again."""
    memo.setdefault(id(memo), []).append(x)


def _protocol_number(protocol):
    if protocol > HIGHEST_PROTOCOL:
        raise ValueError('pickle protocol must be <= %d' % HIGHEST_PROTOCOL)
    # None is less than any number.
    if protocol < 0:
        return 0 if protocol is None else HIGHEST_PROTOCOL
    return int(protocol)


class Pickler:
    """Writes objects to a file, which has a method write().

    A type is written by the method that dispatch has for it, other objects
    by what their __reduce_ex__() says. The memo maps the id of an object to
    (number, object); the object is there to keep the id from being used again.
    """

    # How many items are written at a time: for each, the reader's stack grows.
    _BATCHSIZE = 1000

    # Where this is set the memo is not used: no object may contain itself.
    fast = 0

    def __init__(self, file, protocol=None):
        """The protocol is 0 by default."""
        self.proto = _protocol_number(protocol)
        self.bin = self.proto >= 1
        self.write = file.write
        self.memo = {}

    def dump(self, obj):
        """Write an object."""
        if self.proto >= 2:
            self.write(PROTO + chr(self.proto))
        self.save(obj)
        self.write(STOP)

    def persistent_id(self, obj):
        """The id of an object that is not to be pickled; for subclasses."""
        return None

    # ---- the memo

    def clear_memo(self):
        """Forget what was pickled: it is then written again."""
        self.memo.clear()

    def memoize(self, obj):
        """Put an object just written into the memo, here and for the reader."""
        if not self.fast:
            memo = self.memo
            number = len(memo)
            assert id(obj) not in memo
            memo[id(obj)] = number, obj
            self.write(self.put(number))

    def put(self, i):
        """The instruction that puts the top of the stack into the memo."""
        if not self.bin:
            return '%s%d\n' % (PUT, i)
        return BINPUT + chr(i) if i < 256 else LONG_BINPUT + _pack('<i', i)

    def get(self, i):
        """The instruction that takes an object from the memo."""
        if not self.bin:
            return '%s%d\n' % (GET, i)
        return BINGET + chr(i) if i < 256 else LONG_BINGET + _pack('<i', i)

    # ---- any object

    def save(self, obj):
        """Write an object, whatever it is."""
        pid = self.persistent_id(obj)
        if pid is not None:
            self.save_pers(pid)
            return
        known = self.memo.get(id(obj))
        if known:
            self.write(self.get(known[0]))
            return
        method = self.dispatch.get(type(obj))
        if method:
            method(self, obj)
        else:
            self._save_reduced(obj)

    def save_pers(self, pid):
        if self.bin:
            self.save(pid)
            self.write(BINPERSID)
        else:
            self.write('%s%s\n' % (PERSID, pid))

    def _save_reduced(self, obj):
        """Write an object by the function that reduces it to a call."""
        kind = type(obj)
        if kind in dispatch_table:
            reduce, arguments = dispatch_table[kind], (obj,)
        elif issubclass(kind, type):
            # A class with a metaclass of its own.
            self.save_global(obj)
            return
        else:
            reduce, arguments = getattr(obj, '__reduce_ex__', None), (self.proto,)
            if reduce is None:
                reduce, arguments = getattr(obj, '__reduce__', None), ()
        if reduce is None:
            raise PicklingError("Can't pickle %r object: %r" % (kind.__name__, obj))
        reduced = reduce(*arguments)
        if type(reduced) is str:
            self.save_global(obj, reduced)
        elif type(reduced) is not tuple:
            raise PicklingError('%s must return string or tuple' % reduce)
        elif not 2 <= len(reduced) <= 5:
            raise PicklingError('Tuple returned by %s must have two to five elements' % reduce)
        else:
            self.save_reduce(obj=obj, *reduced)

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None,
                    obj=None):
        """Write what __reduce_ex__() returned; obj is the object it describes."""
        if not isinstance(args, tuple):
            raise PicklingError('args from reduce() should be a tuple')
        if not hasattr(func, '__call__'):
            raise PicklingError('func from reduce should be callable')
        if self.proto >= 2 and getattr(func, '__name__', '') == '__newobj__':
            self._save_newobj(args, obj)
        else:
            self.save(func)
            self.save(args)
            self.write(REDUCE)
        if obj is not None:
            known = self.memo.get(id(obj))
            if known:
                # The arguments have led back to the object: drop the second one.
                self.write(POP + self.get(known[0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is not None:
            self.save(state)
            self.write(BUILD)

    def _save_newobj(self, args, obj):
        cls = args[0]
        if not hasattr(cls, '__new__'):
            raise PicklingError('args[0] from __newobj__ args has no __new__')
        if obj is not None and obj.__class__ is not cls:
            raise PicklingError('args[0] from __newobj__ args has the wrong class')
        self.save(cls)
        self.save(args[1:])
        self.write(NEWOBJ)

    # ---- numbers and strings

    def save_none(self, obj):
        self.write(NONE)

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)

    def save_int(self, obj):
        if not self.bin:
            self.write('%s%d\n' % (INT, obj))
        elif 0 <= obj <= 0xff:
            self.write(BININT1 + chr(obj))
        elif 0 <= obj <= 0xffff:
            self.write(BININT2 + _pack('<H', obj))
        elif -0x80000000 <= obj <= 0x7fffffff:
            self.write(BININT + _pack('<i', obj))
        else:
            self.write('%s%d\n' % (INT, obj))

    def save_long(self, obj):
        if self.proto >= 2:
            self.write(_sized(LONG1, LONG4, encode_long(obj)))
        else:
            self.write('%s%dL\n' % (LONG, obj))

    def save_float(self, obj):
        if self.bin:
            self.write(BINFLOAT + _pack('>d', obj))
        else:
            self.write('%s%r\n' % (FLOAT, obj))

    def save_string(self, obj):
        if self.bin:
            self.write(_sized(SHORT_BINSTRING, BINSTRING, obj))
        else:
            self.write('%s%r\n' % (STRING, obj))
        self.memoize(obj)

    def save_unicode(self, obj):
        if self.bin:
            data = obj.encode('utf-8')
            self.write(BINUNICODE + _pack('<i', len(data)) + data)
        else:
            text = obj.translate(_TEXT_ESCAPES)
            self.write(UNICODE + text.encode('raw-unicode-escape') + '\n')
        self.memoize(obj)

    # ---- containers

    def save_tuple(self, obj):
        count = len(obj)
        if not count:
            self.write(EMPTY_TUPLE if self.proto else MARK + TUPLE)
            return
        short = self.proto >= 2 and count <= 3
        if not short:
            self.write(MARK)
        for item in obj:
            self.save(item)
        known = self.memo.get(id(obj))
        if not known:
            self.write(_tuplesize2code[count] if short else TUPLE)
            self.memoize(obj)
            return
        # An item has led back to the tuple: drop the items, and the mark.
        if short:
            drop = POP * count
        else:
            drop = POP_MARK if self.proto else POP * (count + 1)
        self.write(drop + self.get(known[0]))

    def save_empty_tuple(self, obj):
        # For old subclasses; nothing here calls it.
        self.write(EMPTY_TUPLE)

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(iter(obj))

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.iteritems())

    def _batches(self, items):
        """Generate lists, each of the next items, but not too many."""
        items = iter(items)
        batch = list(_islice(items, self._BATCHSIZE))
        while batch:
            yield batch
            batch = list(_islice(items, self._BATCHSIZE))

    def _batch_appends(self, items):
        save = self.save
        if not self.bin:
            for item in items:
                save(item)
                self.write(APPEND)
            return
        for batch in self._batches(items):
            several = len(batch) > 1
            if several:
                self.write(MARK)
            for item in batch:
                save(item)
            self.write(APPENDS if several else APPEND)

    def _batch_setitems(self, items):
        save = self.save
        if not self.bin:
            for key, value in items:
                save(key)
                save(value)
                self.write(SETITEM)
            return
        for batch in self._batches(items):
            several = len(batch) > 1
            if several:
                self.write(MARK)
            for key, value in batch:
                save(key)
                save(value)
            self.write(SETITEMS if several else SETITEM)

    # ---- classes, functions and old-style instances

    def save_inst(self, obj):
        """Write an instance of an old-style class."""
        cls = obj.__class__
        arguments = ()
        if hasattr(obj, '__getinitargs__'):
            arguments = obj.__getinitargs__()
            _keep_alive(arguments, self.memo)
            # Not None, for example.
            len(arguments)
        self.write(MARK)
        if self.bin:
            self.save(cls)
        for argument in arguments:
            self.save(argument)
        self.write(OBJ if self.bin else '%s%s\n%s\n' % (INST, cls.__module__, cls.__name__))
        self.memoize(obj)
        getstate = getattr(obj, '__getstate__', None)
        state = getstate() if getstate else obj.__dict__
        if getstate:
            _keep_alive(state, self.memo)
        self.save(state)
        self.write(BUILD)

    def save_global(self, obj, name=None):
        """Write a class or function as its module and name."""
        if name is None:
            name = obj.__name__
        module = getattr(obj, '__module__', None) or whichmodule(obj, name)
        try:
            __import__(module)
            found = getattr(sys.modules[module], name)
        except (ImportError, KeyError, AttributeError):
            found, problem = None, 'not found as'
        else:
            problem = 'not the same object as'
        if found is not obj:
            raise PicklingError("Can't pickle %r: it's %s %s.%s" % (obj, problem, module, name))
        code = _extension_registry.get((module, name)) if self.proto >= 2 else None
        if code:
            self.write(EXT1 + chr(code) if code <= 0xff else
                       EXT2 + _pack('<H', code) if code <= 0xffff else
                       EXT4 + _pack('<i', code))
        else:
            self.write('%s%s\n%s\n' % (GLOBAL, module, name))
            self.memoize(obj)

    dispatch = {
        type(None): save_none, bool: save_bool, int: save_int, long: save_long,
        float: save_float, str: save_string, unicode: save_unicode, tuple: save_tuple,
        list: save_list, dict: save_dict, InstanceType: save_inst, ClassType: save_global,
        FunctionType: save_global, BuiltinFunctionType: save_global, type: save_global,
    }


# Function -> the name of the module where it was found.
classmap = {}


def whichmodule(func, funcname):
    """The name of a module that has a function, or '__main__'."""
    declared = getattr(func, '__module__', None)
    if declared is not None:
        return declared
    if func not in classmap:
        # (A relative import may leave None as a mark among the modules.)
        holders = [name for name, module in sys.modules.items()
                   if module is not None and name != '__main__'
                   and getattr(module, funcname, None) is func]
        classmap[func] = holders[0] if holders else '__main__'
    return classmap[func]


def dump(obj, file, protocol=None):
    """Write an object to a file."""
    Pickler(file, protocol).dump(obj)


def dumps(obj, protocol=None):
    """An object as a string."""
    output = StringIO()
    dump(obj, output, protocol)
    return output.getvalue()


def load(file):
    """Read an object from a file."""
    return Unpickler(file).load()


def loads(str):
    """The object of a string."""
    return load(StringIO(str))
