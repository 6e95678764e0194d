"""A Scheme interpreter: scheme NAME runs a program of lisp.programs.

Data are read, compiled to instructions, and run by a machine with proper tail
calls and closures. See the package lisp.
"""

from targets.lisp.compiler import Globals, compile_top_level
from targets.lisp.machine import Machine, define_primitives, execute
from targets.lisp.objects import SchemeError
from targets.lisp.programs import SOURCES
from targets.lisp.reader import Reader, Symbols

CHECKS = [
    (['loop'], '45000150000\n'),
    (['tak'], '4\n'),
    (['queens'], '(2 10 4 40)\n'),
    (['sort'], '(0 2 6 8 9 10 14 25 35 36 40 52 62 65 69 74 75 78 92 96)\n'
               '(76 72 71 63 49 47 36 27 17 10 8 5)\n'),
    (['closures'], '(150 not enough 120)\n(1 4 9 16)15\n'
                   'error: no such request: close\n'),
    (['derive'], '(+ (* 3 (+ x x)) y)\n'
                 '(+ (* x (+ x (+ x 1))) (* x (+ x 1)))\n'
                 'error: cannot derive (/ x 2)\n'),
    (['sieve'], '1229\n'),
    (['strings'], 'ababababab' 'desserts \n'
                  '(a "b" 3 #t (nested . pair) "42")(two 2)(3 4)\n'
                  '-3-11\nerror: substring: out of range\n'),
    (['deep'], 'error: recursion is too deep\n'),
    (['undefined'], 'before\nerror: undefined: missing\n'),
    (['broken'], 'error: the text ends within a list\n'),
    (['nothing'], 'no program nothing\n'),
]


def run(text):
    variables = Globals()
    define_primitives(variables)
    reader = Reader(text, Symbols())
    machine = Machine()
    try:
        while reader.skip():
            code = compile_top_level(reader.datum(), variables)
            execute(code, machine)
    except SchemeError as error:
        print 'error: ' + error.message


def entry_point(argv):
    name = 'queens'
    if len(argv) > 1:
        name = argv[1]
    if name not in SOURCES:
        print 'no program', name
        return 0
    run(SOURCES[name])
    return 0
