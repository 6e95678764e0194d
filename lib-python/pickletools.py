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


def _read(f, n):
    data = f.read(n)
    if len(data) != n:
        raise ValueError('not enough data in stream to read argument')
    return data


def _number(name, format, doc):
    size = struct.calcsize(format)
    return ArgumentDescriptor(name, size,
                              lambda f: struct.unpack(format, _read(f, size))[0], doc)


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
    return ArgumentDescriptor(
        name, TAKEN_FROM_ARGUMENT1 if count is uint1 else TAKEN_FROM_ARGUMENT4,
        lambda f: convert(_read(f, count.reader(f))), doc)


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
    position = pickle.tell if hasattr(pickle, 'tell') else lambda: None
    while True:
        pos = position()
        code = pickle.read(1)
        opcode = code2op.get(code)
        if opcode is None:
            if code == '':
                raise ValueError('pickle exhausted before seeing STOP')
            raise ValueError('at position %s, opcode %r unknown'
                             % ('<unknown>' if pos is None else pos, code))
        arg = None if opcode.arg is None else opcode.arg.reader(pickle)
        yield opcode, arg, pos
        if code == '.':
            break


def optimize(p):
    """A pickle without the entries of the memo that nothing uses."""
    used = set()
    puts = []
    previous = None
    for opcode, arg, pos in genops(p):
        if previous is not None:
            puts.append((previous[0], previous[1], pos))
            previous = None
        if 'PUT' in opcode.name:
            previous = arg, pos
        elif 'GET' in opcode.name:
            used.add(arg)
    parts = []
    done = 0
    for arg, start, end in puts:
        if arg not in used:
            parts.append(p[done:start])
            done = end
    parts.append(p[done:])
    return ''.join(parts)


def dis(pickle, out=None, memo=None, indentlevel=4):
    """Print the opcodes of a pickle; ValueError where it cannot be right.

    memo, a dictionary, is kept between pickles that share one.
    """
    stack = []
    if memo is None:
        memo = {}
    maxproto = -1
    marks = []
    indent = ' ' * indentlevel
    problem = None
    for opcode, arg, pos in genops(pickle):
        if pos is not None:
            print >> out, '%5d:' % pos,
        line = '%-4s %s%s' % (repr(opcode.code)[1:-1], indent * len(marks), opcode.name)
        maxproto = max(maxproto, opcode.proto)
        before = opcode.stack_before
        after = opcode.stack_after
        count = len(before)
        note = None
        if markobject in before or opcode.name == 'POP' and stack and stack[-1] is markobject:
            assert markobject not in after
            if marks:
                mark = marks.pop()
                note = '(MARK at unknown opcode offset)' if mark is None \
                    else '(MARK at %d)' % mark
                while stack[-1] is not markobject:
                    stack.pop()
                stack.pop()
                # What is below the mark is left to take.
                count = before.index(markobject) if markobject in before else 0
            else:
                problem = note = 'no MARK exists on stack'
        if opcode.name in ('PUT', 'BINPUT', 'LONG_BINPUT'):
            assert arg is not None
            if arg in memo:
                problem = 'memo key %r already defined' % arg
            elif not stack:
                problem = "stack is empty -- can't store into memo"
            elif stack[-1] is markobject:
                problem = "can't store markobject in the memo"
            else:
                memo[arg] = stack[-1]
        elif opcode.name in ('GET', 'BINGET', 'LONG_BINGET'):
            if arg in memo:
                assert len(after) == 1
                after = [memo[arg]]
            else:
                problem = 'memo key %r has never been stored into' % arg
        if arg is not None or note:
            line += ' ' * (10 - len(opcode.name))
            if arg is not None:
                line += ' ' + repr(arg)
            if note:
                line += ' ' + note
        print >> out, line
        if problem:
            raise ValueError(problem)
        if len(stack) < count:
            raise ValueError('tries to pop %d items from stack with only %d items'
                             % (count, len(stack)))
        if count:
            del stack[-count:]
        if markobject in after:
            assert markobject not in before
            marks.append(pos)
        stack.extend(after)
    print >> out, 'highest protocol among opcodes =', maxproto
    if stack:
        raise ValueError('stack not empty after STOP: %r' % stack)


if __name__ == '__main__':
    import sys
    for _path in sys.argv[1:]:
        with open(_path, 'rb') as _stream:
            dis(_stream)
