"""Look into pickles: dis() shows one as its opcodes, optimize() shortens one."""

import pickle
import struct

__all__ = ['dis', 'genops', 'optimize']

# Lengths of arguments that are not numbers of bytes.
UP_TO_NEWLINE = -1
TAKEN_FROM_ARGUMENT1 = -2
TAKEN_FROM_ARGUMENT4 = -3


class ArgumentDescriptor(object):
    """How the argument of an opcode is read: reader(file) -> value."""

    __slots__ = ('name', 'n', 'reader', 'doc')

    def __init__(self, name, n, reader, doc):
        self.name = name
        self.n = n
        self.reader = reader
        self.doc = doc


def _read(f, n, complaint):
    """n bytes; the complaint may say how many there were instead."""
    data = f.read(n)
    if len(data) != n:
        raise ValueError(complaint.replace('?', str(len(data))))
    return data


def _number(name, format, doc):
    size = struct.calcsize(format)
    complaint = 'not enough data in stream to read ' + name
    return ArgumentDescriptor(name, size,
                              lambda f: struct.unpack(format, _read(f, size, complaint))[0], doc)


def _line(f):
    line = f.readline()
    if not line.endswith('\n'):
        raise ValueError('no newline found when trying to read stringnl')
    return line[:-1]


def read_stringnl(f, decode=True, stripquotes=True):
    """A string as its repr, up to a newline."""
    text = _line(f)
    if stripquotes:
        for quote in '"\'':
            if text.startswith(quote):
                if not text.endswith(quote) or len(text) < 2:
                    raise ValueError("strinq quote %r not found at both ends of %r"
                                     % (quote, text))
                text = text[1:-1]
                break
        else:
            raise ValueError('no string quotes around %r' % text)
    return text.decode('string_escape') if decode else text


def _decimal_int(f):
    text = _line(f)
    if text.endswith('L'):
        raise ValueError("trailing 'L' not allowed in %r" % text)
    if text == '00':
        return False
    if text == '01':
        return True
    return int(text)


def _decimal_long(f):
    text = _line(f)
    if not text.endswith('L'):
        raise ValueError("trailing 'L' required in %r" % text)
    return long(text[:-1])


uint1 = _number('uint1', 'B', 'One byte, unsigned.')
uint2 = _number('uint2', '<H', 'Two bytes, unsigned, the lowest first.')
int4 = _number('int4', '<i', 'Four bytes, signed, the lowest first.')
float8 = _number('float8', '>d', 'A float of eight bytes, the highest first.')


def _counted(name, count, kind, convert, doc):
    complaint = 'expected %d bytes in a ' + name + ', but only ? remain'
    if kind is long:
        complaint = 'not enough data in stream to read ' + name

    def read(f):
        n = count.reader(f)
        if n < 0:
            raise ValueError('%s byte count < 0: %d' % (name, n))
        return convert(_read(f, n, complaint % n if '%' in complaint else complaint))

    return ArgumentDescriptor(
        name, TAKEN_FROM_ARGUMENT1 if count is uint1 else TAKEN_FROM_ARGUMENT4, read, doc)


stringnl = ArgumentDescriptor('stringnl', UP_TO_NEWLINE, read_stringnl,
                              'The repr of a string, up to a newline.')
stringnl_noescape = ArgumentDescriptor('stringnl_noescape', UP_TO_NEWLINE, _line,
                                       'A text, up to a newline.')
stringnl_noescape_pair = ArgumentDescriptor(
    'stringnl_noescape_pair', UP_TO_NEWLINE, lambda f: '%s %s' % (_line(f), _line(f)),
    'Two texts, each up to a newline.')
string4 = _counted('string4', int4, str, str, 'Bytes, the length in four bytes before.')
string1 = _counted('string1', uint1, str, str, 'Bytes, the length in one byte before.')
unicodestringnl = ArgumentDescriptor(
    'unicodestringnl', UP_TO_NEWLINE, lambda f: unicode(_line(f), 'raw-unicode-escape'),
    'A unicode string in raw-unicode-escape, up to a newline.')
unicodestring4 = _counted('unicodestring4', int4, unicode,
                          lambda data: unicode(data, 'utf-8'),
                          'A unicode string in UTF-8, the length in four bytes before.')
decimalnl_short = ArgumentDescriptor('decimalnl_short', UP_TO_NEWLINE, _decimal_int,
                                     'An integer in decimal, up to a newline.')
decimalnl_long = ArgumentDescriptor('decimalnl_long', UP_TO_NEWLINE, _decimal_long,
                                    'A long in decimal with an L, up to a newline.')
floatnl = ArgumentDescriptor('floatnl', UP_TO_NEWLINE, lambda f: float(_line(f)),
                             'A float in decimal, up to a newline.')
long1 = _counted('long1', uint1, long, pickle.decode_long,
                 'A long in bytes, the length in one byte before.')
long4 = _counted('long4', int4, long, pickle.decode_long,
                 'A long in bytes, the length in four bytes before.')


class StackObject(object):
    """What an opcode expects or leaves on the stack."""

    __slots__ = ('name', 'obtype', 'doc')

    def __init__(self, name, obtype, doc):
        self.name = name
        self.obtype = obtype
        self.doc = doc

    def __repr__(self):
        return self.name


_KINDS = dict(
    i=StackObject('int', int, 'An int.'), l=StackObject('long', long, 'A long.'),
    b=StackObject('int_or_bool', (int, bool), 'An int or a bool.'),
    B=StackObject('bool', (bool,), 'A bool.'), f=StackObject('float', float, 'A float.'),
    s=StackObject('str', str, 'A string.'),
    u=StackObject('unicode', unicode, 'A unicode string.'),
    n=StackObject('None', type(None), 'None.'), t=StackObject('tuple', tuple, 'A tuple.'),
    L=StackObject('list', list, 'A list.'), d=StackObject('dict', dict, 'A dictionary.'),
    o=StackObject('any', object, 'Any object.'), m=StackObject('mark', None, 'A mark.'))
_KINDS['*'] = StackObject('stackslice', None, 'All objects down to the last mark.')
pyint, pylong, pyinteger_or_bool = _KINDS['i'], _KINDS['l'], _KINDS['b']
pybool, pyfloat, pystring, pyunicode = (_KINDS[_k] for _k in 'Bfsu')
pynone, pytuple, pylist, pydict, anyobject, markobject, stackslice = (
    _KINDS[_k] for _k in 'ntLdom*')


class OpcodeInfo(object):
    """An opcode: its name, code, argument, effect on the stack and first protocol."""

    __slots__ = ('name', 'code', 'arg', 'stack_before', 'stack_after', 'proto', 'doc')

    def __init__(self, name, code, arg, stack_before, stack_after, proto, doc):
        self.name = name
        self.code = code
        self.arg = arg
        self.stack_before = stack_before
        self.stack_after = stack_after
        self.proto = proto
        self.doc = doc


# Name, argument, stack before and after (letters of _KINDS), protocol, meaning.
_TABLE = [
    ('INT', decimalnl_short, '', 'b', 0, 'An integer or bool.'),
    ('BININT', int4, '', 'i', 1, 'An integer.'),
    ('BININT1', uint1, '', 'i', 1, 'An integer.'),
    ('BININT2', uint2, '', 'i', 1, 'An integer.'),
    ('LONG', decimalnl_long, '', 'l', 0, 'A long.'),
    ('LONG1', long1, '', 'l', 2, 'A long.'),
    ('LONG4', long4, '', 'l', 2, 'A long.'),
    ('STRING', stringnl, '', 's', 0, 'A string.'),
    ('BINSTRING', string4, '', 's', 1, 'A string.'),
    ('SHORT_BINSTRING', string1, '', 's', 1, 'A string.'),
    ('NONE', None, '', 'n', 0, 'None.'),
    ('NEWTRUE', None, '', 'B', 2, 'True.'),
    ('NEWFALSE', None, '', 'B', 2, 'False.'),
    ('UNICODE', unicodestringnl, '', 'u', 0, 'A unicode string.'),
    ('BINUNICODE', unicodestring4, '', 'u', 1, 'A unicode string.'),
    ('FLOAT', floatnl, '', 'f', 0, 'A float.'),
    ('BINFLOAT', float8, '', 'f', 1, 'A float.'),
    ('EMPTY_LIST', None, '', 'L', 1, 'An empty list.'),
    ('APPEND', None, 'Lo', 'L', 0, 'Append an object to a list.'),
    ('APPENDS', None, 'Lm*', 'L', 1, 'Append objects to a list.'),
    ('LIST', None, 'm*', 'L', 0, 'A list of objects.'),
    ('EMPTY_TUPLE', None, '', 't', 1, 'An empty tuple.'),
    ('TUPLE', None, 'm*', 't', 0, 'A tuple of objects.'),
    ('TUPLE1', None, 'o', 't', 2, 'A tuple of one object.'),
    ('TUPLE2', None, 'oo', 't', 2, 'A tuple of two objects.'),
    ('TUPLE3', None, 'ooo', 't', 2, 'A tuple of three objects.'),
    ('EMPTY_DICT', None, '', 'd', 1, 'An empty dictionary.'),
    ('DICT', None, 'm*', 'd', 0, 'A dictionary of keys and values.'),
    ('SETITEM', None, 'doo', 'd', 0, 'Set an entry of a dictionary.'),
    ('SETITEMS', None, 'dm*', 'd', 1, 'Set entries of a dictionary.'),
    ('POP', None, 'o', '', 0, 'Drop an object.'),
    ('DUP', None, 'o', 'oo', 0, 'Push an object once more.'),
    ('MARK', None, '', 'm', 0, 'A mark.'),
    ('POP_MARK', None, 'm*', '', 1, 'Drop all down to the mark.'),
    ('GET', decimalnl_short, '', 'o', 0, 'An object of the memo.'),
    ('BINGET', uint1, '', 'o', 1, 'An object of the memo.'),
    ('LONG_BINGET', int4, '', 'o', 1, 'An object of the memo.'),
    ('PUT', decimalnl_short, '', '', 0, 'Put an object into the memo.'),
    ('BINPUT', uint1, '', '', 1, 'Put an object into the memo.'),
    ('LONG_BINPUT', int4, '', '', 1, 'Put an object into the memo.'),
    ('EXT1', uint1, '', 'o', 2, 'An object of the extension registry.'),
    ('EXT2', uint2, '', 'o', 2, 'An object of the extension registry.'),
    ('EXT4', int4, '', 'o', 2, 'An object of the extension registry.'),
    ('GLOBAL', stringnl_noescape_pair, '', 'o', 0, 'A class or function.'),
    ('REDUCE', None, 'oo', 'o', 0, 'Call a function.'),
    ('BUILD', None, 'oo', 'o', 0, "Set an object's state."),
    ('INST', stringnl_noescape_pair, 'm*', 'o', 0, 'An instance.'),
    ('OBJ', None, 'mo*', 'o', 1, 'An instance.'),
    ('NEWOBJ', None, 'oo', 'o', 2, 'An instance, by its class and __new__.'),
    ('PROTO', uint1, '', '', 2, "The protocol's number."),
    ('STOP', None, 'o', '', 0, 'The end.'),
    ('PERSID', stringnl_noescape, '', 'o', 0, 'A persistent object.'),
    ('BINPERSID', None, 'o', 'o', 1, 'A persistent object.'),
]
opcodes = [OpcodeInfo(_name, getattr(pickle, _name), _arg, [_KINDS[_k] for _k in _before],
                      [_KINDS[_k] for _k in _after], _proto, _doc)
           for _name, _arg, _before, _after, _proto, _doc in _TABLE]
code2op = dict((_op.code, _op) for _op in opcodes)


def genops(pickle):
    """Generate (OpcodeInfo, argument, position) of a pickle, a string or an open file."""
    if isinstance(pickle, str):
        from cStringIO import StringIO
        pickle = StringIO(pickle)
    # A file that cannot tell its position is read, too.
    tell = getattr(pickle, 'tell', lambda: None)
    code = None
    while code != '.':
        pos, code = tell(), pickle.read(1)
        if code not in code2op:
            if not code:
                raise ValueError('pickle exhausted before seeing STOP')
            where = '<unknown>' if pos is None else pos
            raise ValueError('at position %s, opcode %r unknown' % (where, code))
        opcode = code2op[code]
        yield opcode, opcode.arg and opcode.arg.reader(pickle), pos


def optimize(p):
    """A pickle without the entries of the memo that nothing uses."""
    steps = list(genops(p))
    used = set(arg for opcode, arg, pos in steps if 'GET' in opcode.name)
    ends = [pos for opcode, arg, pos in steps[1:]] + [len(p)]
    return ''.join([p[pos:end] for (opcode, arg, pos), end in zip(steps, ends)
                    if 'PUT' not in opcode.name or arg in used])


class _Reader(object):
    """What a reader of a pickle would have: kinds of objects on its stack and in its memo.

    For each opcode, problem says what would go wrong.
    """

    def __init__(self, memo):
        self.memo = memo
        self.stack = []
        self.marks = []     # positions of those on the stack
        self.problem = None

    def take_marked(self, opcode):
        """Drop all down to the last mark if the opcode takes it; a note for people."""
        on_top = self.stack and self.stack[-1] is markobject
        if not (markobject in opcode.stack_before or opcode.name == 'POP' and on_top):
            return None
        if not self.marks:
            self.problem = 'no MARK exists on stack'
            return self.problem
        while self.stack.pop() is not markobject:
            pass
        position = self.marks.pop()
        return '(MARK at %s)' % ('unknown opcode offset' if position is None else position)

    def remember(self, number):
        """Put the top of the stack into the memo."""
        if number in self.memo:
            self.problem = 'memo key %r already defined' % number
        elif not self.stack:
            self.problem = "stack is empty -- can't store into memo"
        elif self.stack[-1] is markobject:
            self.problem = "can't store markobject in the memo"
        else:
            self.memo[number] = self.stack[-1]

    def recall(self, number):
        """What an opcode pushes that takes a member of the memo."""
        if number not in self.memo:
            self.problem = 'memo key %r has never been stored into' % number
        return [self.memo.get(number)]

    def pop(self, count):
        if len(self.stack) < count:
            raise ValueError('tries to pop %d items from stack with only %d items'
                             % (count, len(self.stack)))
        del self.stack[len(self.stack) - count:]

    def push(self, kinds, pos):
        self.stack += kinds
        if markobject in kinds:
            self.marks.append(pos)


def _listed(opcode, arg, note, indent):
    """How an opcode is shown."""
    text = '%-4s %s%s' % (repr(opcode.code)[1:-1], indent, opcode.name)
    details = [repr(arg)] if arg is not None else []
    details += [note] if note else []
    if details:
        text += ' ' * (10 - len(opcode.name)) + ' ' + ' '.join(details)
    return text


def dis(pickle, out=None, memo=None, indentlevel=4):
    """Print the opcodes of a pickle; ValueError where it cannot be right.

    memo, a dictionary, is kept between pickles that share one.
    """
    reader = _Reader({} if memo is None else memo)
    highest = -1
    for opcode, arg, pos in genops(pickle):
        if pos is not None:
            print >> out, '%5d:' % pos,
        highest = max(highest, opcode.proto)
        indent = ' ' * indentlevel * len(reader.marks)
        taken, pushed = opcode.stack_before, opcode.stack_after
        note = reader.take_marked(opcode)
        if note and not reader.problem:
            # What is below the mark is left to take.
            taken = taken[:taken.index(markobject)] if markobject in taken else []
        if opcode.name.endswith('PUT'):
            reader.remember(arg)
        elif opcode.name.endswith('GET'):
            pushed = reader.recall(arg)
        print >> out, _listed(opcode, arg, note, indent)
        if reader.problem:
            raise ValueError(reader.problem)
        reader.pop(len(taken))
        reader.push(pushed, pos)
    print >> out, 'highest protocol among opcodes =', highest
    if reader.stack:
        raise ValueError('stack not empty after STOP: %r' % reader.stack)


if __name__ == '__main__':
    import sys
    for _path in sys.argv[1:]:
        with open(_path, 'rb') as _stream:
            dis(_stream)
