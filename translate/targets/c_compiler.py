"""A compiler for a subset of C: c_compiler run|code|list NAME.

`run` runs a program of minic.programs (or a file), `code` prints its
three-address code, `list` the same after registers are allocated. See the
package minic.
"""

from library.core import read_file
from targets.minic.allocate import allocate
from targets.minic.lexer import SourceError
from targets.minic.machine import Fault, Machine, execute, link
from targets.minic.parser import Parser
from targets.minic.programs import SOURCES

CHECKS = [
    (['run', 'sieve'], '669\n'),
    (['run', 'queens'], '2\n10\n4\n40\n92\nresult 9\n'),
    (['run', 'sort'], '0\n997\n50744\n'),
    (['run', 'strings'], 'desserts\n1\n0\n4\n'),
    (['run', 'lists'], '31\n6\n'),
    (['run', 'matrix'], '0\n37\n82\n'),
    (['run', 'pressure'], '-913\n3287836\nresult -54\n'),
    (['run', 'collatz'], '2919\n216\n'),
    (['run', 'scalar'], '11246998624\n'),
    (['run', 'deep'], 'in down: stack overflow\n'),
    (['run', 'divide'], '5\nin main: division by zero\n'),
    (['run', 'nowhere'], 'in main: no memory at -1\n'),
    (['run', 'unknown'], 'line 2: missing is not declared\n'),
    (['run', 'types'], 'line 2: int is given, int* is wanted\n'),
    (['run', 'sum'], 'line 2: + of int* and int*\n'),
    (['run', 'zero'], 'line 1: division by zero\n'),
    (['run', 'syntax'], 'line 2: expected (, found x\n'),
    (['run', 'open'], 'line 4: a comment does not end\n'),
    (['run', 'constant'], 'line 2: this cannot be assigned to\n'),
    (['run', 'outside'], 'line 2: no loop is left here\n'),
    (['run', 'count'], 'line 2: f takes 1 arguments, not 2\n'),
    (['run', 'body'], 'line 3: function f is missing\n'),
    (['run', 'fields'], 'line 3: struct s has no field b\n'),
    (['code', 'sieve'],
     'main:\n    enter 0\n    constant r3, 0\n    move r0, r3\n'
     '    constant r4, 2\n    move r1, r4\n    jump L2\nL0:\n'
     '    constant r5, 1\n    add r6, r5, r1\n    load r7, r6, 0\n'
     '    jump_equal r7, 0, L4\n    jump L1\nL4:\n    move r8, r0\n'
     '    add r9, r8, 1\n    move r0, r9\n    multiply r10, r1, r1\n'
     '    move r2, r10\n    jump L7\nL5:\n    constant r11, 1\n'
     '    and r12, r11, 255\n    constant r13, 1\n'
     '    add r14, r13, r2\n    store r14, r12, 0\nL6:\n'
     '    move r15, r2\n    add r16, r15, r1\n    move r2, r16\nL7:\n'
     '    jump_less r2, 5000, L5\nL8:\nL1:\n    move r17, r1\n'
     '    add r18, r17, 1\n    move r1, r18\nL2:\n'
     '    jump_less r1, 5000, L0\nL3:\n    print r0\n'
     '    constant r19, 0\n    return r19\n    return\n'),
    (['list', 'collatz'],
     'steps:\n    enter 3\n    parameter r2, 2\n    constant r1, 0\n'
     '    jump L2\nL0:\n    remainder r0, r2, 2\n'
     '    jump_equal r0, 0, L4\n    constant r0, 3\n'
     '    multiply r0, r0, r2\n    add r0, r0, 1\n    jump L5\nL4:\n'
     '    divide r0, r2, 2\nL5:\n    move r2, r0\n    move r0, r1\n'
     '    add r1, r0, 1\nL1:\nL2:\n    jump_unequal r2, 1, L0\nL3:\n'
     '    return r1\nmain:\n    enter 2\n    constant r3, 0\n'
     '    constant r2, 0\n    constant r1, 1\n    jump L2\nL0:\n'
     '    move r0, r1\n    argument r0, 2\n    call 0\n'
     '    result r0\n    jump_less_equal r0, r2, L4\n'
     '    move r2, r0\n    move r3, r1\nL4:\nL1:\n    move r0, r1\n'
     '    add r1, r0, 1\nL2:\n    jump_less r1, 3000, L0\nL3:\n'
     '    print r3\n    print r2\n    constant r0, 0\n    return r0\n'
     '0 spilled\n'),
    (['run', 'no such file'], 'cannot read no such file\n'),
]


def show(parser):
    for function in parser.functions:
        function.routine.listing()


def compile_and_run(action, text):
    try:
        parser = Parser(text)
        parser.program()
        for function in parser.functions:
            function.run()
    except SourceError as error:
        print 'line %d: %s' % (error.line, error.message)
        return
    if action == 'code':
        show(parser)
        return
    spilled = 0
    for function in parser.functions:
        spilled += allocate(function.routine)
    if action == 'list':
        show(parser)
        print '%d spilled' % spilled
        return
    run(link(parser.order, parser.routines['main'].number), parser.memory)


def run(program, memory):
    machine = Machine(memory)
    try:
        result = execute(program, machine)
        if result:
            print 'result %d' % result
    except Fault as fault:
        print 'in %s: %s' % (program.function_at(machine.at), fault.message)


def entry_point(argv):
    if len(argv) < 3:
        print 'usage: c_compiler run|code|list NAME'
        return 2
    name = argv[2]
    if name in SOURCES:
        compile_and_run(argv[1], SOURCES[name])
        return 0
    try:
        text = read_file(name)
    except IOError:
        print 'cannot read ' + name
        return 0
    compile_and_run(argv[1], text)
    return 0
