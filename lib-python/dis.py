"""Show code as instructions."""

import sys
import types

from opcode import *
from opcode import __all__ as _opcodes_all

__all__ = ['dis', 'disassemble', 'distb', 'disco', 'findlinestarts',
           'findlabels'] + _opcodes_all
del _opcodes_all

_have_code = (types.MethodType, types.FunctionType, types.CodeType, types.ClassType,
              type)


def dis(x=None):
    """Show a function, method, class, module, code or string of instructions.

    Without an argument, where the last traceback ended.
    """
    if x is None:
        distb()
        return
    if isinstance(x, types.InstanceType):
        x = x.__class__
    if hasattr(x, 'im_func'):
        x = x.im_func
    if hasattr(x, 'func_code'):
        x = x.func_code
    if hasattr(x, '__dict__'):
        for name, member in sorted(x.__dict__.items()):
            if isinstance(member, _have_code):
                print 'Disassembly of %s:' % name
                try:
                    dis(member)
                except TypeError as problem:
                    print 'Sorry:', problem
                print
    elif hasattr(x, 'co_code'):
        disassemble(x)
    elif isinstance(x, str):
        disassemble_string(x)
    else:
        raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def distb(tb=None):
    """Show where a traceback, by default the last one, ended."""
    if tb is None:
        try:
            tb = sys.last_traceback
        except AttributeError:
            raise RuntimeError('no last traceback to disassemble')
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti)


def _instructions(code):
    """Generate (offset, instruction, argument or None, offset after it)."""
    i = 0
    extended = 0
    while i < len(code):
        start = i
        op = ord(code[i])
        i += 1
        argument = None
        if op >= HAVE_ARGUMENT:
            argument = ord(code[i]) + ord(code[i + 1]) * 256 + extended
            extended = 0
            i += 2
            if op == EXTENDED_ARG:
                extended = argument * 65536L
        yield start, op, argument, i


def _show(code, lasti, linestarts, meaning):
    """Print instructions; meaning(op, argument, end) is what follows an argument."""
    labels = findlabels(code)
    for start, op, argument, end in _instructions(code):
        if linestarts is not None:
            if start in linestarts:
                if start > 0:
                    print
                print '%3d' % linestarts[start],
            else:
                print '   ',
        print '-->' if start == lasti else '   ',
        print '>>' if start in labels else '  ',
        print repr(start).rjust(4),
        if linestarts is None:
            print opname[op].ljust(15),
        else:
            print opname[op].ljust(20),
        if argument is not None:
            print repr(argument).rjust(5),
            text = meaning(op, argument, end)
            if text is not None:
                print text,
        print


def disassemble(co, lasti=-1):
    """Show the instructions of a code object, with --> at the offset lasti."""
    free = []

    def meaning(op, argument, end):
        if op in hasconst:
            return '(' + repr(co.co_consts[argument]) + ')'
        if op in hasname:
            return '(' + co.co_names[argument] + ')'
        if op in hasjrel:
            return '(to ' + repr(end + argument) + ')'
        if op in haslocal:
            return '(' + co.co_varnames[argument] + ')'
        if op in hascompare:
            return '(' + cmp_op[argument] + ')'
        if op in hasfree:
            if not free:
                free.extend(co.co_cellvars + co.co_freevars)
            return '(' + free[argument] + ')'
        return None

    _show(co.co_code, lasti, dict(findlinestarts(co)), meaning)


def disassemble_string(code, lasti=-1, varnames=None, names=None, constants=None):
    """Show instructions without a code object; names are given or numbers shown."""
    def meaning(op, argument, end):
        for kinds, values, template in ((hasconst, constants, '(%r)'),
                                        (hasname, names, '(%s)'),
                                        (haslocal, varnames, '(%s)')):
            if op in kinds:
                return template % (values[argument] if values is not None else argument,)
        if op in hasjrel:
            return '(to ' + repr(end + argument) + ')'
        if op in hascompare:
            return '(' + cmp_op[argument] + ')'
        return None

    _show(code, lasti, None, meaning)


disco = disassemble     # the old name


def findlabels(code):
    """A list of the offsets to which instructions jump."""
    labels = []
    for start, op, argument, end in _instructions(code):
        if op in hasjrel:
            label = end + argument
        elif op in hasjabs:
            label = argument
        else:
            continue
        if label not in labels:
            labels.append(label)
    return labels


def findlinestarts(code):
    """Generate (offset, line) for the instructions with which lines start."""
    last = None
    line = code.co_firstlineno
    offset = 0
    table = map(ord, code.co_lnotab)
    for offset_step, line_step in zip(table[::2], table[1::2]):
        if offset_step:
            if line != last:
                yield offset, line
                last = line
            offset += offset_step
        line += line_step
    if line != last:
        yield offset, line


def _test():
    """Show the code of a file, or of standard input."""
    if sys.argv[1:]:
        if sys.argv[2:]:
            sys.stderr.write('usage: python dis.py [-|file]\n')
            sys.exit(2)
        name = sys.argv[1]
        if not name or name == '-':
            name = None
    else:
        name = None
    source = (sys.stdin if name is None else open(name)).read()
    dis(compile(source, name or '<stdin>', 'exec'))


if __name__ == '__main__':
    _test()
