"""Pickle: Python objects as strings of bytes, and back.

    dump(object, file), dumps(object) -> string     write
    load(file) -> object, loads(string) -> object   read

There are three protocols: 0 is readable text, 1 shorter, 2 (or negative:
the highest) knows new-style classes. Loading runs what the pickle says: never
load one from people you do not trust.
"""

__version__ = '$Revision: 72223 $'

from types import *
from copy_reg import dispatch_table
from copy_reg import _extension_registry, _inverted_registry, _extension_cache
import marshal
import struct
import sys

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'Pickler', 'Unpickler',
           'dump', 'dumps', 'load', 'loads']

format_version = '2.0'
compatible_formats = ['1.0', '1.1', '1.2', '1.3', '2.0']
HIGHEST_PROTOCOL = 2

# What marshal has for four bytes.
mloads = marshal.loads


class PickleError(Exception):
    """Base of the errors here."""


class PicklingError(PickleError):
    """An object cannot be pickled."""


class UnpicklingError(PickleError):
    """A pickle cannot be read."""


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


try:
    from org.python.core import PyStringMap
except ImportError:
    PyStringMap = None

try:
    UnicodeType
except NameError:
    UnicodeType = None

# ---- opcodes: (name, byte); arguments follow the byte

_OPCODES = [
    ('MARK', '('),              # push a mark
    ('STOP', '.'),              # the end
    ('POP', '0'),               # drop the top of the stack
    ('POP_MARK', '1'),          # drop all down to the last mark
    ('DUP', '2'),               # push the top once more
    ('FLOAT', 'F'),             # float, in decimal
    ('INT', 'I'),               # integer or bool, in decimal
    ('BININT', 'J'),            # integer of four bytes
    ('BININT1', 'K'),           # unsigned integer of one byte
    ('LONG', 'L'),              # long, in decimal
    ('BININT2', 'M'),           # unsigned integer of two bytes
    ('NONE', 'N'),              # None
    ('PERSID', 'P'),            # persistent object by its id, a line
    ('BINPERSID', 'Q'),         # persistent object by its id, on the stack
    ('REDUCE', 'R'),            # callable and arguments, on the stack
    ('STRING', 'S'),            # string as its repr
    ('BINSTRING', 'T'),         # string, length in four bytes
    ('SHORT_BINSTRING', 'U'),   # string, length in one byte
    ('UNICODE', 'V'),           # unicode, raw-unicode-escape
    ('BINUNICODE', 'X'),        # unicode in utf-8, length in four bytes
    ('APPEND', 'a'),            # append the top to the list below it
    ('BUILD', 'b'),             # give the state on top to the object below it
    ('GLOBAL', 'c'),            # class or function by module and name
    ('DICT', 'd'),              # dictionary of all down to the mark
    ('EMPTY_DICT', '}'),
    ('APPENDS', 'e'),           # extend a list by all down to the mark
    ('GET', 'g'),               # memo entry, number in decimal
    ('BINGET', 'h'),            # number in one byte
    ('INST', 'i'),              # instance of module and name, arguments down to the mark
    ('LONG_BINGET', 'j'),       # number in four bytes
    ('LIST', 'l'),              # list of all down to the mark
    ('EMPTY_LIST', ']'),
    ('OBJ', 'o'),               # instance, class and arguments down to the mark
    ('PUT', 'p'),               # put the top into the memo, number in decimal
    ('BINPUT', 'q'),            # number in one byte
    ('LONG_BINPUT', 'r'),       # number in four bytes
    ('SETITEM', 's'),           # key and value into the dictionary below them
    ('TUPLE', 't'),             # tuple of all down to the mark
    ('EMPTY_TUPLE', ')'),
    ('SETITEMS', 'u'),          # keys and values down to the mark into a dictionary
    ('BINFLOAT', 'G'),          # float of eight bytes, the highest first
    # Protocol 2.
    ('PROTO', '\x80'),          # the protocol's number, one byte
    ('NEWOBJ', '\x81'),         # cls.__new__(cls, *args)
    ('EXT1', '\x82'),           # object of the extension registry, code in one byte
    ('EXT2', '\x83'),           # two bytes
    ('EXT4', '\x84'),           # four bytes
    ('TUPLE1', '\x85'),         # tuple of the top
    ('TUPLE2', '\x86'),         # of the two on top
    ('TUPLE3', '\x87'),         # of the three on top
    ('NEWTRUE', '\x88'),
    ('NEWFALSE', '\x89'),
    ('LONG1', '\x8a'),          # long, length in one byte
    ('LONG4', '\x8b'),          # length in four bytes
]
for _name, _byte in _OPCODES:
    globals()[_name] = _byte
    __all__.append(_name)
del _name, _byte

# Protocol 1 and 0 write bools as these integers.
TRUE = 'I01\n'
FALSE = 'I00\n'

__all__ += ['HIGHEST_PROTOCOL', 'TRUE', 'FALSE']

_tuplesize2code = [EMPTY_TUPLE, TUPLE1, TUPLE2, TUPLE3]


class Pickler:

    def __init__(self, file, protocol=None):
        """file has a method write(); the protocol is 0 by default."""
        if protocol is None:
            protocol = 0
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif not 0 <= protocol <= HIGHEST_PROTOCOL:
            raise ValueError('pickle protocol must be <= %d' % HIGHEST_PROTOCOL)
        self.write = file.write
        self.memo = {}
        self.proto = int(protocol)
        self.bin = protocol >= 1
        self.fast = 0

    def clear_memo(self):
        """Forget what was pickled: it is then written again."""
        self.memo.clear()

    def dump(self, obj):
        """Write an object."""
        if self.proto >= 2:
            self.write(PROTO + chr(self.proto))
        self.save(obj)
        self.write(STOP)

    def memoize(self, obj):
        """Put an object just written into the memo.

        The memo maps an id to (number, object); the object is there to keep
        the id from being used again.
        """
        if self.fast:
            return
        assert id(obj) not in self.memo
        number = len(self.memo)
        self.write(self.put(number))
        self.memo[id(obj)] = number, obj

    def put(self, i, pack=struct.pack):
        if self.bin:
            if i < 256:
                return BINPUT + chr(i)
            return LONG_BINPUT + pack('<i', i)
        return PUT + repr(i) + '\n'

    def get(self, i, pack=struct.pack):
        if self.bin:
            if i < 256:
                return BINGET + chr(i)
            return LONG_BINGET + pack('<i', i)
        return GET + repr(i) + '\n'

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
        kind = type(obj)
        method = self.dispatch.get(kind)
        if method:
            method(self, obj)
            return
        reduce = dispatch_table.get(kind)
        if reduce:
            reduced = reduce(obj)
        else:
            try:
                is_class = issubclass(kind, TypeType)
            except TypeError:
                is_class = 0
            if is_class:
                self.save_global(obj)
                return
            reduce = getattr(obj, '__reduce_ex__', None)
            if reduce:
                reduced = reduce(self.proto)
            else:
                reduce = getattr(obj, '__reduce__', None)
                if not reduce:
                    raise PicklingError("Can't pickle %r object: %r" % (kind.__name__, obj))
                reduced = reduce()
        if type(reduced) is StringType:
            self.save_global(obj, reduced)
            return
        if type(reduced) is not TupleType:
            raise PicklingError('%s must return string or tuple' % reduce)
        if not 2 <= len(reduced) <= 5:
            raise PicklingError('Tuple returned by %s must have two to five elements'
                                % reduce)
        self.save_reduce(obj=obj, *reduced)

    def persistent_id(self, obj):
        """The id of an object that is not to be pickled; for subclasses."""
        return None

    def save_pers(self, pid):
        if self.bin:
            self.save(pid)
            self.write(BINPERSID)
        else:
            self.write(PERSID + str(pid) + '\n')

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None,
                    obj=None):
        """Write what __reduce_ex__() returned."""
        if not isinstance(args, TupleType):
            raise PicklingError('args from save_reduce() should be a tuple')
        if not hasattr(func, '__call__'):
            raise PicklingError('func from save_reduce() should be callable')
        save = self.save
        write = self.write
        if self.proto >= 2 and getattr(func, '__name__', '') == '__newobj__':
            cls = args[0]
            if not hasattr(cls, '__new__'):
                raise PicklingError('args[0] from __newobj__ args has no __new__')
            if obj is not None and cls is not obj.__class__:
                raise PicklingError('args[0] from __newobj__ args has the wrong class')
            save(cls)
            save(args[1:])
            write(NEWOBJ)
        else:
            save(func)
            save(args)
            write(REDUCE)
        if obj is not None:
            # The arguments may have led back to the object, which is then
            # there already: drop the second one.
            if id(obj) in self.memo:
                write(POP + self.get(self.memo[id(obj)][0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is not None:
            save(state)
            write(BUILD)

    # ---- by type

    dispatch = {}

    def save_none(self, obj):
        self.write(NONE)
    dispatch[NoneType] = save_none

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)
    dispatch[bool] = save_bool

    def save_int(self, obj, pack=struct.pack):
        if self.bin:
            # Unsigned in one or two bytes, else signed in four.
            if obj >= 0:
                if obj <= 0xff:
                    self.write(BININT1 + chr(obj))
                    return
                if obj <= 0xffff:
                    self.write(BININT2 + chr(obj & 0xff) + chr(obj >> 8))
                    return
            if -0x80000000 <= obj <= 0x7fffffff:
                self.write(BININT + pack('<i', obj))
                return
        self.write(INT + repr(obj) + '\n')
    dispatch[IntType] = save_int

    def save_long(self, obj, pack=struct.pack):
        if self.proto >= 2:
            data = encode_long(obj)
            if len(data) < 256:
                self.write(LONG1 + chr(len(data)) + data)
            else:
                self.write(LONG4 + pack('<i', len(data)) + data)
            return
        self.write(LONG + repr(obj) + '\n')
    dispatch[LongType] = save_long

    def save_float(self, obj, pack=struct.pack):
        if self.bin:
            self.write(BINFLOAT + pack('>d', obj))
        else:
            self.write(FLOAT + repr(obj) + '\n')
    dispatch[FloatType] = save_float

    def save_string(self, obj, pack=struct.pack):
        if self.bin:
            if len(obj) < 256:
                self.write(SHORT_BINSTRING + chr(len(obj)) + obj)
            else:
                self.write(BINSTRING + pack('<i', len(obj)) + obj)
        else:
            self.write(STRING + repr(obj) + '\n')
        self.memoize(obj)
    dispatch[StringType] = save_string

    def save_unicode(self, obj, pack=struct.pack):
        if self.bin:
            data = obj.encode('utf-8')
            self.write(BINUNICODE + pack('<i', len(data)) + data)
        else:
            # A newline ends it, and backslashes start escapes.
            obj = obj.replace('\\', '\\u005c').replace('\0', '\\u0000')
            obj = obj.replace('\n', '\\u000a').replace('\r', '\\u000d')
            obj = obj.replace('\x1a', '\\u001a')
            self.write(UNICODE + obj.encode('raw-unicode-escape') + '\n')
        self.memoize(obj)
    dispatch[UnicodeType] = save_unicode

    def save_tuple(self, obj):
        write = self.write
        proto = self.proto
        count = len(obj)
        if count == 0:
            if proto:
                write(EMPTY_TUPLE)
            else:
                write(MARK + TUPLE)
            return
        save = self.save
        memo = self.memo
        if count <= 3 and proto >= 2:
            for item in obj:
                save(item)
            # Items may have led back to the tuple, which is then there already:
            # drop the items.
            if id(obj) in memo:
                write(POP * count + self.get(memo[id(obj)][0]))
            else:
                write(_tuplesize2code[count])
                self.memoize(obj)
            return
        write(MARK)
        for item in obj:
            save(item)
        if id(obj) in memo:
            get = self.get(memo[id(obj)][0])
            if proto:
                write(POP_MARK + get)
            else:
                write(POP * (count + 1) + get)
            return
        write(TUPLE)
        self.memoize(obj)
    dispatch[TupleType] = save_tuple

    def save_empty_tuple(self, obj):
        # For old subclasses; nothing here calls it.
        self.write(EMPTY_TUPLE)

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(iter(obj))
    dispatch[ListType] = save_list

    # How many items are written at a time: for each, the reader's stack grows.
    _BATCHSIZE = 1000

    def _batches(self, items):
        """Split an iterator into lists of at most _BATCHSIZE items."""
        batch = []
        for item in items:
            batch.append(item)
            if len(batch) == self._BATCHSIZE:
                yield batch
                batch = []
        if batch:
            yield batch

    def _batch_appends(self, items):
        save = self.save
        write = self.write
        if not self.bin:
            for item in items:
                save(item)
                write(APPEND)
            return
        for batch in self._batches(items):
            if len(batch) == 1:
                save(batch[0])
                write(APPEND)
            else:
                write(MARK)
                for item in batch:
                    save(item)
                write(APPENDS)

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.iteritems())
    dispatch[DictionaryType] = save_dict
    if PyStringMap is not None:
        dispatch[PyStringMap] = save_dict

    def _batch_setitems(self, items):
        save = self.save
        write = self.write
        if not self.bin:
            for key, value in items:
                save(key)
                save(value)
                write(SETITEM)
            return
        for batch in self._batches(items):
            if len(batch) == 1:
                save(batch[0][0])
                save(batch[0][1])
                write(SETITEM)
            else:
                write(MARK)
                for key, value in batch:
                    save(key)
                    save(value)
                write(SETITEMS)

    def save_inst(self, obj):
        """Write an instance of an old-style class."""
        cls = obj.__class__
        write = self.write
        save = self.save
        if hasattr(obj, '__getinitargs__'):
            args = obj.__getinitargs__()
            len(args)
            _keep_alive(args, self.memo)
        else:
            args = ()
        write(MARK)
        if self.bin:
            save(cls)
            for arg in args:
                save(arg)
            write(OBJ)
        else:
            for arg in args:
                save(arg)
            write(INST + cls.__module__ + '\n' + cls.__name__ + '\n')
        self.memoize(obj)
        try:
            getstate = obj.__getstate__
        except AttributeError:
            state = obj.__dict__
        else:
            state = getstate()
            _keep_alive(state, self.memo)
        save(state)
        write(BUILD)
    dispatch[InstanceType] = save_inst

    def save_global(self, obj, name=None, pack=struct.pack):
        """Write a class or function as its module and name."""
        if name is None:
            name = obj.__name__
        module = getattr(obj, '__module__', None)
        if module is None:
            module = whichmodule(obj, name)
        try:
            __import__(module)
            found = getattr(sys.modules[module], name)
        except (ImportError, KeyError, AttributeError):
            raise PicklingError("Can't pickle %r: it's not found as %s.%s"
                                % (obj, module, name))
        if found is not obj:
            raise PicklingError("Can't pickle %r: it's not the same object as %s.%s"
                                % (obj, module, name))
        if self.proto >= 2:
            code = _extension_registry.get((module, name))
            if code:
                assert code > 0
                if code <= 0xff:
                    self.write(EXT1 + chr(code))
                elif code <= 0xffff:
                    self.write(EXT2 + chr(code & 0xff) + chr(code >> 8))
                else:
                    self.write(EXT4 + pack('<i', code))
                return
        self.write(GLOBAL + module + '\n' + name + '\n')
        self.memoize(obj)
    dispatch[ClassType] = save_global
    dispatch[FunctionType] = save_global
    dispatch[BuiltinFunctionType] = save_global

    def save_type(self, obj):
        """Write a type; some have no name under which they are found."""
        if obj is type(None):
            self.save_reduce(type, (None,), obj=obj)
        elif obj is type(NotImplemented):
            self.save_reduce(type, (NotImplemented,), obj=obj)
        elif obj is type(Ellipsis):
            self.save_reduce(type, (Ellipsis,), obj=obj)
        else:
            self.save_global(obj)
    dispatch[TypeType] = save_type


def _keep_alive(x, memo):
    """Keep an object alive as long as memo, so that its id is not used again."""
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


# Function -> the name of the module where it was found.
classmap = {}


def whichmodule(func, funcname):
    """The name of a module that has a function, or '__main__'."""
    module = getattr(func, '__module__', None)
    if module is not None:
        return module
    if func in classmap:
        return classmap[func]
    for name, module in sys.modules.items():
        if module is None:
            # A mark left by a relative import.
            continue
        if name != '__main__' and getattr(module, funcname, None) is func:
            break
    else:
        name = '__main__'
    classmap[func] = name
    return name


class Unpickler:

    def __init__(self, file):
        """file has methods read(n) and readline()."""
        self.readline = file.readline
        self.read = file.read
        self.memo = {}

    def load(self):
        """Read one object."""
        self.mark = object()
        self.stack = []
        self.append = self.stack.append
        read = self.read
        dispatch = self.dispatch
        try:
            while True:
                dispatch[read(1)](self)
        except _Stop as stop:
            return stop.value

    def marker(self):
        """Where on the stack the last mark is."""
        stack = self.stack
        mark = self.mark
        k = len(stack) - 1
        while stack[k] is not mark:
            k -= 1
        return k

    # ---- by opcode

    dispatch = {}

    def load_eof(self):
        raise EOFError
    dispatch[''] = load_eof

    def load_proto(self):
        proto = ord(self.read(1))
        if not 0 <= proto <= 2:
            raise ValueError('unsupported pickle protocol: %d' % proto)
    dispatch[PROTO] = load_proto

    def load_persid(self):
        pid = self.readline()[:-1]
        self.append(self.persistent_load(pid))
    dispatch[PERSID] = load_persid

    def load_binpersid(self):
        pid = self.stack.pop()
        self.append(self.persistent_load(pid))
    dispatch[BINPERSID] = load_binpersid

    def load_none(self):
        self.append(None)
    dispatch[NONE] = load_none

    def load_false(self):
        self.append(False)
    dispatch[NEWFALSE] = load_false

    def load_true(self):
        self.append(True)
    dispatch[NEWTRUE] = load_true

    def load_int(self):
        data = self.readline()
        if data == FALSE[1:]:
            value = False
        elif data == TRUE[1:]:
            value = True
        else:
            try:
                value = int(data)
            except ValueError:
                value = long(data)
        self.append(value)
    dispatch[INT] = load_int

    def load_binint(self):
        self.append(mloads('i' + self.read(4)))
    dispatch[BININT] = load_binint

    def load_binint1(self):
        self.append(ord(self.read(1)))
    dispatch[BININT1] = load_binint1

    def load_binint2(self):
        self.append(mloads('i' + self.read(2) + '\000\000'))
    dispatch[BININT2] = load_binint2

    def load_long(self):
        self.append(long(self.readline()[:-1], 0))
    dispatch[LONG] = load_long

    def load_long1(self):
        n = ord(self.read(1))
        self.append(decode_long(self.read(n)))
    dispatch[LONG1] = load_long1

    def load_long4(self):
        n = mloads('i' + self.read(4))
        self.append(decode_long(self.read(n)))
    dispatch[LONG4] = load_long4

    def load_float(self):
        self.append(float(self.readline()[:-1]))
    dispatch[FLOAT] = load_float

    def load_binfloat(self, unpack=struct.unpack):
        self.append(unpack('>d', self.read(8))[0])
    dispatch[BINFLOAT] = load_binfloat

    def load_string(self):
        text = self.readline()[:-1]
        for quote in '"\'':
            if text.startswith(quote):
                if len(text) < 2 or not text.endswith(quote):
                    raise ValueError('insecure string pickle')
                text = text[1:-1]
                break
        else:
            raise ValueError('insecure string pickle')
        self.append(text.decode('string-escape'))
    dispatch[STRING] = load_string

    def load_binstring(self):
        n = mloads('i' + self.read(4))
        self.append(self.read(n))
    dispatch[BINSTRING] = load_binstring

    def load_unicode(self):
        self.append(unicode(self.readline()[:-1], 'raw-unicode-escape'))
    dispatch[UNICODE] = load_unicode

    def load_binunicode(self):
        n = mloads('i' + self.read(4))
        self.append(unicode(self.read(n), 'utf-8'))
    dispatch[BINUNICODE] = load_binunicode

    def load_short_binstring(self):
        n = ord(self.read(1))
        self.append(self.read(n))
    dispatch[SHORT_BINSTRING] = load_short_binstring

    def load_tuple(self):
        k = self.marker()
        self.stack[k:] = [tuple(self.stack[k + 1:])]
    dispatch[TUPLE] = load_tuple

    def load_empty_tuple(self):
        self.append(())
    dispatch[EMPTY_TUPLE] = load_empty_tuple

    def load_tuple1(self):
        self.stack[-1] = (self.stack[-1],)
    dispatch[TUPLE1] = load_tuple1

    def load_tuple2(self):
        self.stack[-2:] = [(self.stack[-2], self.stack[-1])]
    dispatch[TUPLE2] = load_tuple2

    def load_tuple3(self):
        self.stack[-3:] = [(self.stack[-3], self.stack[-2], self.stack[-1])]
    dispatch[TUPLE3] = load_tuple3

    def load_empty_list(self):
        self.append([])
    dispatch[EMPTY_LIST] = load_empty_list

    def load_empty_dictionary(self):
        self.append({})
    dispatch[EMPTY_DICT] = load_empty_dictionary

    def load_list(self):
        k = self.marker()
        self.stack[k:] = [self.stack[k + 1:]]
    dispatch[LIST] = load_list

    def load_dict(self):
        k = self.marker()
        items = self.stack[k + 1:]
        self.stack[k:] = [dict(zip(items[::2], items[1::2]))]
    dispatch[DICT] = load_dict

    def _instantiate(self, klass, k):
        """Replace all from the mark at k by an instance with them as arguments."""
        args = tuple(self.stack[k + 1:])
        del self.stack[k:]
        if (not args and type(klass) is ClassType
                and not hasattr(klass, '__getinitargs__')):
            try:
                value = _EmptyClass()
                value.__class__ = klass
                self.append(value)
                return
            except RuntimeError:
                # Restricted code may not do that.
                pass
        try:
            value = klass(*args)
        except TypeError as problem:
            raise TypeError('in constructor for %s: %s' % (klass.__name__, str(problem)),
                            sys.exc_info()[2])
        self.append(value)

    def load_inst(self):
        module = self.readline()[:-1]
        name = self.readline()[:-1]
        self._instantiate(self.find_class(module, name), self.marker())
    dispatch[INST] = load_inst

    def load_obj(self):
        k = self.marker()
        klass = self.stack.pop(k + 1)
        self._instantiate(klass, k)
    dispatch[OBJ] = load_obj

    def load_newobj(self):
        args = self.stack.pop()
        cls = self.stack[-1]
        self.stack[-1] = cls.__new__(cls, *args)
    dispatch[NEWOBJ] = load_newobj

    def load_global(self):
        module = self.readline()[:-1]
        name = self.readline()[:-1]
        self.append(self.find_class(module, name))
    dispatch[GLOBAL] = load_global

    def load_ext1(self):
        self.get_extension(ord(self.read(1)))
    dispatch[EXT1] = load_ext1

    def load_ext2(self):
        self.get_extension(mloads('i' + self.read(2) + '\000\000'))
    dispatch[EXT2] = load_ext2

    def load_ext4(self):
        self.get_extension(mloads('i' + self.read(4)))
    dispatch[EXT4] = load_ext4

    def get_extension(self, code):
        """Push the object of an extension code."""
        nil = []
        obj = _extension_cache.get(code, nil)
        if obj is nil:
            key = _inverted_registry.get(code)
            if not key:
                raise ValueError('unregistered extension code %d' % code)
            obj = self.find_class(*key)
            _extension_cache[code] = obj
        self.append(obj)

    def find_class(self, module, name):
        """The class or function of a name; a subclass may forbid some."""
        __import__(module)
        return getattr(sys.modules[module], name)

    def load_reduce(self):
        args = self.stack.pop()
        func = self.stack[-1]
        self.stack[-1] = func(*args)
    dispatch[REDUCE] = load_reduce

    def load_pop(self):
        del self.stack[-1]
    dispatch[POP] = load_pop

    def load_pop_mark(self):
        del self.stack[self.marker():]
    dispatch[POP_MARK] = load_pop_mark

    def load_dup(self):
        self.append(self.stack[-1])
    dispatch[DUP] = load_dup

    def load_get(self):
        self.append(self.memo[self.readline()[:-1]])
    dispatch[GET] = load_get

    def load_binget(self):
        self.append(self.memo[repr(ord(self.read(1)))])
    dispatch[BINGET] = load_binget

    def load_long_binget(self):
        self.append(self.memo[repr(mloads('i' + self.read(4)))])
    dispatch[LONG_BINGET] = load_long_binget

    def load_put(self):
        self.memo[self.readline()[:-1]] = self.stack[-1]
    dispatch[PUT] = load_put

    def load_binput(self):
        self.memo[repr(ord(self.read(1)))] = self.stack[-1]
    dispatch[BINPUT] = load_binput

    def load_long_binput(self):
        self.memo[repr(mloads('i' + self.read(4)))] = self.stack[-1]
    dispatch[LONG_BINPUT] = load_long_binput

    def load_append(self):
        value = self.stack.pop()
        self.stack[-1].append(value)
    dispatch[APPEND] = load_append

    def load_appends(self):
        stack = self.stack
        k = self.marker()
        stack[k - 1].extend(stack[k + 1:])
        del stack[k:]
    dispatch[APPENDS] = load_appends

    def load_setitem(self):
        value = self.stack.pop()
        key = self.stack.pop()
        self.stack[-1][key] = value
    dispatch[SETITEM] = load_setitem

    def load_setitems(self):
        stack = self.stack
        k = self.marker()
        target = stack[k - 1]
        for i in range(k + 1, len(stack), 2):
            target[stack[i]] = stack[i + 1]
        del stack[k:]
    dispatch[SETITEMS] = load_setitems

    def load_build(self):
        state = self.stack.pop()
        inst = self.stack[-1]
        setstate = getattr(inst, '__setstate__', None)
        if setstate:
            setstate(state)
            return
        slotstate = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slotstate = state
        if state:
            namespace = inst.__dict__
            try:
                for key, value in state.iteritems():
                    namespace[intern(key)] = value
            except TypeError:
                # Keys that are no plain strings.
                namespace.update(state)
        if slotstate:
            for key, value in slotstate.items():
                setattr(inst, key, value)
    dispatch[BUILD] = load_build

    def load_mark(self):
        self.append(self.mark)
    dispatch[MARK] = load_mark

    def load_stop(self):
        raise _Stop(self.stack.pop())
    dispatch[STOP] = load_stop


class _EmptyClass:
    """An instance to take another class."""


# ---- longs as bytes: two's complement, the lowest first

import binascii as _binascii


def encode_long(x):
    """A long as the fewest bytes; none for 0."""
    if x == 0:
        return ''
    # One bit more than the value has, for the sign.
    if x > 0:
        length = (x.bit_length() + 8) // 8
    else:
        length = ((x + 1).bit_length() + 8) // 8
        x += 1L << (length * 8)
    digits = '%0*x' % (length * 2, x)
    return _binascii.unhexlify(digits)[::-1]


def decode_long(data):
    """The long of such bytes."""
    if not data:
        return 0L
    value = long(_binascii.hexlify(data[::-1]), 16)
    if data[-1] >= '\x80':
        value -= 1L << (len(data) * 8)
    return value


# ---- functions

try:
    from cStringIO import StringIO
except ImportError:
    from StringIO import StringIO


def dump(obj, file, protocol=None):
    """Write an object to a file."""
    Pickler(file, protocol).dump(obj)


def dumps(obj, protocol=None):
    """An object as a string."""
    file = StringIO()
    Pickler(file, protocol).dump(obj)
    return file.getvalue()


def load(file):
    """Read an object from a file."""
    return Unpickler(file).load()


def loads(str):
    """The object of a string."""
    return Unpickler(StringIO(str)).load()
