"""The part of inspect that tells about functions' arguments: their names, defaults and values."""

import array
import sys
import types

from collections import namedtuple

# Bits of co_flags.
CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR, CO_NOFREE = [1 << bit for bit in range(7)]

Arguments = namedtuple('Arguments', 'args varargs keywords')
ArgSpec = namedtuple('ArgSpec', 'args varargs keywords defaults')
ArgInfo = namedtuple('ArgInfo', 'args varargs keywords locals')


# ---- names

def getargs(co):
    """The Arguments of a code object. An argument that is a tuple is a list of names."""
    if not isinstance(co, types.CodeType):
        raise TypeError('{!r} is not a code object'.format(co))
    names = iter(co.co_varnames)
    args = [next(names) for _ in range(co.co_argcount)]
    if any(name.startswith('.') for name in args):
        args = _Prologue(co).named(args)
    varargs = next(names) if co.co_flags & CO_VARARGS else None
    keywords = next(names) if co.co_flags & CO_VARKEYWORDS else None
    return Arguments(args, varargs, keywords)


class _Prologue(object):
    """The instructions with which a function begins that has tuples as arguments. They take the tuples to pieces.

    Each consists of four words: what it does, the register that it sets, the one that it reads, and how many parts that has.
    """

    _NEW_CELL, _CELL, _UNPACK = 14, 13, 86

    def __init__(self, co):
        self._names = dict(enumerate(co.co_varnames, 1))
        words = array.array('H', co.co_code[:len(co.co_code) & -2])
        self._steps = zip(*[iter(words)] * 4)
        # First come the cells of variables that inner functions use.
        for name in co.co_cellvars:
            if self._steps[0][0] in (self._NEW_CELL, self._CELL):
                self._names[self._steps.pop(0)[1]] = name

    def named(self, args):
        """The arguments' names, with nested lists for the tuples that have names like ".0"."""
        return [self._next_part(register) if name.startswith('.') and self._unpacks(register) else name
                for register, name in enumerate(args, 1)]

    def _unpacks(self, register):
        step = self._steps[0]
        return step[0] == self._UNPACK and step[2] == register

    def _next_part(self, register):
        operation, target, source, count = self._steps.pop(0)
        if operation != self._UNPACK:
            return self._names[target]
        return [self._names.get(part) or self._next_part(part) for part in range(target, target + count)]


def getargspec(func):
    """The ArgSpec of a function or method written in Python."""
    func = getattr(func, 'im_func', func)
    if not isinstance(func, types.FunctionType):
        raise TypeError('{!r} is not a Python function'.format(func))
    return ArgSpec(*getargs(func.func_code) + (func.func_defaults,))


def getargvalues(frame):
    """The ArgInfo of a frame: the names of the arguments, and the variables."""
    return ArgInfo(*getargs(frame.f_code) + (frame.f_locals,))


# ---- text

def joinseq(seq):
    """A tuple of these texts."""
    return '(%s,)' % seq[0] if len(seq) == 1 else '(%s)' % ', '.join(seq)


def strseq(object, convert, join=joinseq):
    """The text of a name, or of names in nested sequences."""
    if isinstance(object, (list, tuple)):
        return join([strseq(item, convert, join) for item in object])
    return convert(object)


def _star(name):
    return '*' + name


def _two_stars(name):
    return '**' + name


def _equals(value):
    return '=' + repr(value)


def _in_parentheses(texts):
    return '(%s)' % ', '.join(texts)


def formatargspec(args, varargs=None, varkw=None, defaults=None, formatarg=str, formatvarargs=_star, formatvarkw=_two_stars,
                  formatvalue=_equals, join=joinseq):
    """The text of what getargspec() returns; the functions format the parts."""
    texts = [strseq(arg, formatarg, join) for arg in args]
    defaults = defaults or ()
    for index, value in enumerate(defaults, len(args) - len(defaults)):
        texts[index] += formatvalue(value)
    if varargs is not None:
        texts.append(formatvarargs(varargs))
    if varkw is not None:
        texts.append(formatvarkw(varkw))
    return _in_parentheses(texts)


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=_star, formatvarkw=_two_stars,
                    formatvalue=_equals, join=joinseq):
    """The text of what getargvalues() returns; the functions format the parts."""
    def with_value(format):
        return lambda name: format(name) + formatvalue(locals[name])
    texts = [strseq(arg, with_value(formatarg), join) for arg in args]
    if varargs:
        texts.append(with_value(formatvarargs)(varargs))
    if varkw:
        texts.append(with_value(formatvarkw)(varkw))
    return _in_parentheses(texts)


# ---- calls

def getcallargs(func, *positional, **named):
    """What the arguments' values are in func(*positional, **named), as a dictionary.

    TypeError where the call would raise it, with the same text.
    """
    args, varargs, varkw, defaults = getargspec(func)
    defaults = defaults or ()
    if getattr(func, 'im_self', None) is not None:
        positional = (func.im_self,) + positional
    given = len(positional) + len(named)
    surplus = positional[len(args):]
    if not varargs:
        if surplus and args:
            raise _wrong_number(func, 'at most' if defaults else 'exactly', len(args), given)
        if surplus and varkw:
            raise _wrong_number(func, 'exactly', 0, given)
        if given and not args and not varkw:
            raise TypeError('%s() takes no arguments (%d given)' % (func.__name__, given))
    values = dict(enumerate(positional[:len(args)]))
    for index, arg in enumerate(args):
        if isinstance(arg, str) and arg in named:
            if index in values:
                raise TypeError("%s() got multiple values for keyword argument '%s'" % (func.__name__, arg))
            values[index] = named.pop(arg)
    for index, default in enumerate(defaults, len(args) - len(defaults)):
        values.setdefault(index, default)
    if named and not varkw:
        name = next(iter(named))
        if isinstance(name, unicode):
            name = name.encode(sys.getdefaultencoding(), 'replace')
        raise TypeError("%s() got an unexpected keyword argument '%s'" % (func.__name__, name))
    if len(values) < len(args):
        raise _wrong_number(func, 'at least' if defaults else 'exactly', len(args) - len(defaults), given)
    result = {}
    for index, arg in enumerate(args):
        _bind(arg, values[index], result)
    if varargs:
        result[varargs] = surplus
    if varkw:
        result[varkw] = named
    return result


def _wrong_number(func, bound, number, given):
    return TypeError('%s() takes %s %d argument%s (%d given)' % (func.__name__, bound, number, '' if number == 1 else 's', given))


def _bind(target, value, result):
    """Note a value for a name, or its items for nested lists of names."""
    if isinstance(target, str):
        result[target] = value
        return
    values = list(value)
    if len(values) > len(target):
        raise ValueError('too many values to unpack')
    if len(values) < len(target):
        raise ValueError('need more than %d value%s to unpack' % (len(values), 's' if len(values) > 1 else ''))
    for part, item in zip(target, values):
        _bind(part, item, result)
