"""The reading half of the module pickle."""

import sys
from copy_reg import _extension_cache, _inverted_registry
from struct import unpack as _unpack
from types import ClassType

from _pickle_opcodes import *


class _Stop(Exception):
    """The end of a pickle: value is its object."""

    def __init__(self, value):
        self.value = value


class _EmptyClass:
    """An instance to take another class."""


def _pusher(value):
    """The method for an instruction that pushes a constant."""
    def load_constant(self):
        self.append(value)
    return load_constant


def _tuple_maker(count):
    """The method for an instruction that makes a tuple of the objects on top."""
    def load_short_tuple(self):
        stack = self.stack
        # IndexError if there are too few: a slice would not say so.
        stack[-count] = tuple([stack[position] for position in xrange(-count, 0)])
        del stack[len(stack) - count + 1:]
    return load_short_tuple


def _extension(code):
    """(module, name) of an extension code."""
    try:
        return _inverted_registry[code]
    except KeyError:
        raise ValueError('unregistered extension code %d' % code)


class Unpickler:
    """Reads objects from a file, which has methods read(n) and readline().

    Every instruction is a method without arguments that works on self.stack;
    dispatch leads to it. A subclass may forbid classes by its find_class(),
    and gives the objects that were not pickled by persistent_load(id).
    """

    def __init__(self, file):
        self.read = file.read
        self.readline = file.readline
        self.memo = {}

    def load(self):
        """Read one object."""
        self.mark = object()
        self.stack = []
        self.append = self.stack.append
        dispatch, read = self.dispatch, self.read
        try:
            while True:
                dispatch[read(1)](self)
        except _Stop as end:
            return end.value

    # ---- what the instructions share

    def marker(self):
        """Where on the stack the last mark is."""
        stack, mark = self.stack, self.mark
        position = len(stack) - 1
        while stack[position] is not mark:
            position -= 1
        return position

    def _take_marked(self):
        """Take everything above the last mark, and the mark, off the stack."""
        stack = self.stack
        position = self.marker()
        items = stack[position + 1:]
        del stack[position:]
        return items

    def _line(self):
        return self.readline()[:-1]

    def _number(self):
        """A signed integer of four bytes."""
        data = self.read(4)
        if len(data) < 4:
            raise EOFError
        return _unpack('<i', data)[0]

    def _unsigned(self):
        """An unsigned integer of two bytes."""
        low, high = self.read(2)
        return ord(low) + (ord(high) << 8)

    def find_class(self, module, name):
        """The class or function of a name."""
        __import__(module)
        return getattr(sys.modules[module], name)

    def get_extension(self, code):
        """Push the object of an extension code."""
        if code not in _extension_cache:
            _extension_cache[code] = self.find_class(*_extension(code))
        self.append(_extension_cache[code])

    def _instantiate(self, cls, arguments):
        """Push an instance of an old-style class, or what cls makes."""
        if not arguments and type(cls) is ClassType and not hasattr(cls, '__getinitargs__'):
            # Its __init__ may want arguments: do without it.
            instance = _EmptyClass()
            instance.__class__ = cls
        else:
            try:
                instance = cls(*arguments)
            except TypeError as problem:
                raise TypeError, ('in constructor for %s: %s' % (cls.__name__, problem),
                                  ), sys.exc_info()[2]
        self.append(instance)

    # ---- the pickle as a whole, and the stack

    def load_eof(self):
        raise EOFError

    def load_proto(self):
        protocol = ord(self.read(1))
        if protocol > 2:
            raise ValueError('unsupported pickle protocol: %d' % protocol)

    def load_stop(self):
        raise _Stop(self.stack.pop())

    def load_mark(self):
        self.append(self.mark)

    def load_pop(self):
        del self.stack[-1]

    def load_pop_mark(self):
        self._take_marked()

    def load_dup(self):
        self.append(self.stack[-1])

    # ---- constants, numbers and strings

    load_none = _pusher(None)
    load_true = _pusher(True)
    load_false = _pusher(False)
    load_empty_tuple = _pusher(())

    def load_int(self):
        text = self.readline()
        if text == TRUE[1:]:
            self.append(True)
        elif text == FALSE[1:]:
            self.append(False)
        else:
            # A long if it is too large here.
            self.append(int(text))

    def load_binint(self):
        self.append(self._number())

    def load_binint1(self):
        self.append(ord(self.read(1)))

    def load_binint2(self):
        self.append(self._unsigned())

    def load_long(self):
        self.append(long(self._line(), 0))

    def load_long1(self):
        self.append(decode_long(self.read(ord(self.read(1)))))

    def load_long4(self):
        self.append(decode_long(self.read(self._number())))

    def load_float(self):
        self.append(float(self._line()))

    def load_binfloat(self):
        self.append(_unpack('>d', self.read(8))[0])

    def load_string(self):
        literal = self._line()
        if len(literal) < 2 or literal[0] != literal[-1] or literal[0] not in '\'"':
            raise ValueError('insecure string pickle')
        self.append(literal[1:-1].decode('string-escape'))

    def load_binstring(self):
        self.append(self.read(self._number()))

    def load_short_binstring(self):
        self.append(self.read(ord(self.read(1))))

    def load_unicode(self):
        self.append(self._line().decode('raw-unicode-escape'))

    def load_binunicode(self):
        self.append(self.read(self._number()).decode('utf-8'))

    # ---- containers

    def load_tuple(self):
        self.append(tuple(self._take_marked()))

    load_tuple1, load_tuple2, load_tuple3 = map(_tuple_maker, (1, 2, 3))

    def load_empty_list(self):
        self.append([])

    def load_list(self):
        self.append(self._take_marked())

    def load_append(self):
        item = self.stack.pop()
        self.stack[-1].append(item)

    def load_appends(self):
        items = self._take_marked()
        self.stack[-1].extend(items)

    def load_empty_dictionary(self):
        self.append({})

    def load_dict(self):
        items = self._take_marked()
        self.append(dict(zip(items[::2], items[1::2])))

    def load_setitem(self):
        stack = self.stack
        value = stack.pop()
        key = stack.pop()
        stack[-1][key] = value

    def load_setitems(self):
        items = self._take_marked()
        target = self.stack[-1]
        for position in xrange(0, len(items), 2):
            target[items[position]] = items[position + 1]

    # ---- the memo

    def load_put(self):
        self.memo[int(self.readline())] = self.stack[-1]

    def load_binput(self):
        self.memo[ord(self.read(1))] = self.stack[-1]

    def load_long_binput(self):
        self.memo[self._number()] = self.stack[-1]

    def load_get(self):
        line = self._line()
        if not line.isdigit():
            raise KeyError(line)
        self.append(self.memo[int(line)])

    def load_binget(self):
        self.append(self.memo[ord(self.read(1))])

    def load_long_binget(self):
        self.append(self.memo[self._number()])

    # ---- everything else

    def load_global(self):
        module = self._line()
        self.append(self.find_class(module, self._line()))

    def load_ext1(self):
        self.get_extension(ord(self.read(1)))

    def load_ext2(self):
        self.get_extension(self._unsigned())

    def load_ext4(self):
        self.get_extension(self._number())

    def load_inst(self):
        module = self._line()
        cls = self.find_class(module, self._line())
        self._instantiate(cls, self._take_marked())

    def load_obj(self):
        items = self._take_marked()
        self._instantiate(items[0], items[1:])

    def load_reduce(self):
        arguments = self.stack.pop()
        self.stack[-1] = self.stack[-1](*arguments)

    def load_newobj(self):
        arguments = self.stack.pop()
        cls = self.stack[-1]
        self.stack[-1] = cls.__new__(cls, *arguments)

    def load_build(self):
        state = self.stack.pop()
        instance = self.stack[-1]
        setstate = getattr(instance, '__setstate__', None)
        if setstate:
            setstate(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            _fill(instance.__dict__, state)
        for name, value in (slots or {}).items():
            setattr(instance, name, value)

    def load_persid(self):
        self.append(self.persistent_load(self._line()))

    def load_binpersid(self):
        self.append(self.persistent_load(self.stack.pop()))

    dispatch = {
        '': load_eof, PROTO: load_proto, STOP: load_stop, MARK: load_mark, POP: load_pop,
        POP_MARK: load_pop_mark, DUP: load_dup, NONE: load_none, NEWTRUE: load_true,
        NEWFALSE: load_false, INT: load_int, BININT: load_binint, BININT1: load_binint1,
        BININT2: load_binint2, LONG: load_long, LONG1: load_long1, LONG4: load_long4,
        FLOAT: load_float, BINFLOAT: load_binfloat, STRING: load_string,
        SHORT_BINSTRING: load_short_binstring, BINSTRING: load_binstring,
        UNICODE: load_unicode, BINUNICODE: load_binunicode, EMPTY_TUPLE: load_empty_tuple,
        TUPLE: load_tuple, TUPLE1: load_tuple1, TUPLE2: load_tuple2, TUPLE3: load_tuple3,
        EMPTY_LIST: load_empty_list, LIST: load_list, APPEND: load_append,
        APPENDS: load_appends, EMPTY_DICT: load_empty_dictionary, DICT: load_dict,
        SETITEM: load_setitem, SETITEMS: load_setitems, PUT: load_put, BINPUT: load_binput,
        LONG_BINPUT: load_long_binput, GET: load_get, BINGET: load_binget,
        LONG_BINGET: load_long_binget, GLOBAL: load_global, EXT1: load_ext1,
        EXT2: load_ext2, EXT4: load_ext4, INST: load_inst, OBJ: load_obj,
        REDUCE: load_reduce, NEWOBJ: load_newobj, BUILD: load_build, PERSID: load_persid,
        BINPERSID: load_binpersid,
    }


Unpickler.__module__ = 'pickle'


def _fill(namespace, state):
    """Take over the state's entries; names of attributes are shared, as elsewhere."""
    try:
        for key, value in state.iteritems():
            namespace[intern(key)] = value
    except TypeError:
        # Not all keys are plain strings.
        namespace.update(state)
