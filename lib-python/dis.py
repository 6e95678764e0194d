"""Show code as instructions.

Code objects of this interpreter have instructions of its own; this module is about those of CPython 2.7.
"""

import sys
import types

from opcode import *
from opcode import __all__ as _tables

__all__ = ['dis', 'disassemble', 'distb', 'disco', 'findlinestarts', 'findlabels'] + _tables
del _tables

# What dis() shows of classes and modules.
_have_code = (types.MethodType, types.FunctionType, types.CodeType, types.ClassType, type)


def dis(x=None):
    """Show a function, method, code object or string of instructions, or all of those in a class or module.

    Without an argument: the function in which the last traceback ended.
    """
    if x is None:
        return distb()
    thing = x.__class__ if isinstance(x, types.InstanceType) else x
    for attribute in 'im_func', 'func_code':
        thing = getattr(thing, attribute, thing)
    if hasattr(thing, '__dict__'):
        show = lambda thing: _show_members(vars(thing))
    elif hasattr(thing, 'co_code'):
        show = disassemble
    elif isinstance(thing, str):
        show = disassemble_string
    else:
        raise TypeError("don't know how to disassemble %s objects" % type(thing).__name__)
    show(thing)


def _show_members(members):
    for name, member in sorted(members.items()):
        if isinstance(member, _have_code):
            print 'Disassembly of %s:' % name
            try:
                dis(member)
            except TypeError as error:
                print 'Sorry:', error
            print


def distb(tb=None):
    """Show the code that a traceback is about, by default where the last one ended."""
    if tb is None:
        if not hasattr(sys, 'last_traceback'):
            raise RuntimeError('no last traceback to disassemble')
        tb = sys.last_traceback
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti)


def disassemble(co, lasti=-1):
    """Show a code object, with --> at the offset lasti."""
    starts = dict(findlinestarts(co))
    meanings = _meanings(co.co_consts, co.co_names, co.co_varnames, co.co_cellvars + co.co_freevars)
    for offset, line in _lines(co.co_code, lasti, meanings, 20):
        margin = '   '
        if offset in starts:
            # Lines are set apart.
            if offset > 0:
                print
            margin = '%3d' % starts[offset]
        print margin, line


def disassemble_string(code, lasti=-1, varnames=None, names=None, constants=None):
    """Show instructions without a code object."""
    for offset, line in _lines(code, lasti, _meanings(constants, names, varnames), 15):
        print line

disco = disassemble     # what it was called once


def _lines(code, lasti, meanings, width):
    """Generate (offset, text) of the instructions."""
    labels = findlabels(code)
    for offset, op, argument, end in _instructions(code):
        line = '%s %s %4d %s' % ('-->' if offset == lasti else '   ', '>>' if offset in labels else '  ', offset,
                                 opname[op].ljust(width))
        if argument is not None:
            line += ' %5r' % argument
            for operations, meaning in meanings:
                if op in operations:
                    line += ' (%s)' % meaning(argument, end)
                    break
        yield offset, line


def _meanings(constants, names, variables, free=None):
    """A list of (instructions, function): the text for their argument and for the offset at their end.

    Tables that are None are not known: then numbers are shown.
    """
    def table(values, text=str):
        return lambda argument, end: text(argument if values is None else values[argument])
    meanings = [(hasconst, table(constants, repr)), (hasname, table(names)), (haslocal, table(variables)),
                (hasjrel, lambda argument, end: 'to %r' % (end + argument)), (hascompare, table(cmp_op))]
    return meanings if free is None else meanings + [(hasfree, table(free))]


def _instructions(code):
    """Generate (offset, instruction, argument or None, offset after it)."""
    code = bytearray(code)
    offset = extended = 0
    while offset < len(code):
        op = code[offset]
        if op < HAVE_ARGUMENT:
            yield offset, op, None, offset + 1
            offset += 1
            continue
        argument = code[offset + 1] | code[offset + 2] << 8 | extended
        # The high half for the next instruction.
        extended = long(argument) << 16 if op == EXTENDED_ARG else 0
        yield offset, op, argument, offset + 3
        offset += 3


def findlabels(code):
    """The offsets to which instructions jump."""
    labels = []
    for _, op, argument, end in _instructions(code):
        if op in hasjrel or op in hasjabs:
            target = argument + end if op in hasjrel else argument
            if target not in labels:
                labels.append(target)
    return labels


def findlinestarts(code):
    """Generate (offset, line) of the instructions with which lines start."""
    table = bytearray(code.co_lnotab)
    offset, line, shown = 0, code.co_firstlineno, None
    # The table has steps; those that are too long for a byte are several.
    for offset_step, line_step in zip(table[::2], table[1::2]) + [(1, 0)]:
        if offset_step:
            if line != shown:
                yield offset, line
                shown = line
            offset += offset_step
        line += line_step


def _test():
    """The command: show the code of a file."""
    if len(sys.argv) > 2:
        sys.stderr.write('usage: python dis.py [-|file]\n')
        sys.exit(2)
    name = ''.join(sys.argv[1:])
    source = sys.stdin if name in ('', '-') else open(name)
    dis(compile(source.read(), '<stdin>' if name in ('', '-') else name, 'exec'))


if __name__ == '__main__':
    _test()
