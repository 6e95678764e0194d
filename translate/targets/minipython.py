"""A small Python interpreter: minipython FILE, or the name of a program.

Integers, strings, lists, functions, classes with single inheritance, while
and for loops, if, print. See the package mini.
"""

from library.core import read_file
from targets.mini.compiler import compile_program
from targets.mini.interpreter import Frame, execute
from targets.mini.lexer import SyntaxProblem
from targets.mini.objects import Problem
from targets.mini.parser import Parser
from targets.mini.programs import SOURCES

CHECKS = [
    (['count'], '8999994\n'),
    (['sieve'], '2262\n'),
    (['classes'], 'nothing 0 0\nsquare 4 9\nsquare 4 144\n'
                  '498500 False False\n'),
    (['recursion'], '6765 21 True False\n'),
    (['strings'], "['alpha', 'beta', 'g', 'atled'] 4 betabeta atled\n"
                  "alpha-beta-g-atled True False 97 b\n"
                  "[1, [2, -3], None, True] 3 -4 3 -2\n"),
    (['problem'], 'before\nerror: list index out of range\n'),
    (['syntax'], 'line 3: expected a name, found :\n'),
    (['endless'], 'error: recursion too deep\n'),
    (['no such file'], 'cannot read no such file\n'),
]


def run(text):
    try:
        body = Parser(text).program()
        code, program = compile_program(body)
    except SyntaxProblem as problem:
        print 'line %d: %s' % (problem.line, problem.message)
        return
    try:
        execute(code, Frame(code, program))
    except Problem as problem:
        print 'error: ' + problem.message
    except RuntimeError:
        print 'error: recursion too deep'


def entry_point(argv):
    if len(argv) < 2:
        print 'usage: minipython FILE'
        return 2
    name = argv[1]
    if name in SOURCES:
        run(SOURCES[name])
        return 0
    try:
        text = read_file(name)
    except IOError:
        print 'cannot read ' + name
        return 0
    run(text)
    return 0
