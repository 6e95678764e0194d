"""dis, of code made by hand as CPython makes it."""
import dis
import sys

op = dis.opmap


class Code(object):
    """What a code object of CPython has."""
    __slots__ = 'co_code', 'co_lnotab'
    co_consts, co_names, co_varnames = (None, 'text', 5), ('name', 'other'), ('local', 'second')
    co_cellvars, co_freevars, co_firstlineno = ('cell',), ('free',), 7


def code(*parts, **others):
    made = Code()
    made.co_code = ''.join(chr(part) if isinstance(part, int) else part for part in parts)
    made.co_lnotab = others.get('table', '')
    return made


def word(number):
    return chr(number & 255) + chr(number >> 8)


parts = [op['LOAD_CONST'], word(1), op['STORE_NAME'], word(1), op['SETUP_LOOP'], word(8), op['LOAD_FAST'], word(1), op['JUMP_ABSOLUTE'],
         word(6), op['LOAD_DEREF'], word(1), op['LOAD_CLOSURE'], word(0), op['COMPARE_OP'], word(8), op['POP_TOP'],
         op['EXTENDED_ARG'], word(1), op['CALL_FUNCTION'], word(2), op['JUMP_FORWARD'], word(0), op['RETURN_VALUE'], 7]
example = code(*parts, table='\x06\x01\x03\x05\x00\x07\x03\x01\x09\xff\x00\x02')
dis.dis(example)
dis.disassemble(example, 9)
dis.disco(code(op['POP_TOP'], op['RETURN_VALUE']))
dis.dis(code())
simple = example.co_code[:25] + example.co_code[31:]
dis.dis(simple)
dis.disassemble_string(simple, 9, ('v', 'w'), ('n', 'm'), ('c', 'd'))
print dis.findlabels(example.co_code), list(dis.findlinestarts(example))
print list(dis.findlinestarts(code(9, table='\x00\x01\x01\x01'))), list(dis.findlinestarts(code()))


class Empty:
    number = 5

    class Inner:
        pass


dis.dis(Empty)
dis.dis(Empty())
for thing in 5, None, len, [1]:
    try:
        dis.dis(thing)
    except (TypeError, RuntimeError) as error:
        print type(error).__name__, error
print dis.HAVE_ARGUMENT, dis.EXTENDED_ARG, len(dis.opname), len(dis.opmap), dis.cmp_op, sorted(dis.__all__)
for table in dis.hasconst, dis.hasname, dis.hasjrel, dis.hasjabs, dis.haslocal, dis.hascompare, dis.hasfree:
    print table
