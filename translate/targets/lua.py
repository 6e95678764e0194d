"""A Lua interpreter: lua NAME runs a program of moon.programs, or a file.

Closures, tables with metatables, integers and floats, several results,
pcall; no coroutines, no patterns, no varargs. See the package moon.
"""

from library.core import read_file
from targets.moon.emitter import Globals
from targets.moon.lexer import SyntaxProblem
from targets.moon.builtins import open_library
from targets.moon.machine import Frame, run
from targets.moon.parser import Parser
from targets.moon.programs import SOURCES
from targets.moon.values import LuaError, to_text

CHECKS = [
    (['count'], '17999994\n'),
    (['sieve'], '3245\n'),
    (['closures'],
     '9\tnil\t3\n'
     '11\t14\t24\t9\n'
     '10\t24\n'
     '2584\n'),
    (['objects'],
     'Ann: 42\tBen: 85\n'
     'false\tline 10: insufficient funds\n'
     '7\t10\ttrue\ttrue\t-7\t2\t10\tvector\n'
     'a b\t2\tc?\tnil\n'),
    (['strings'],
     'the   |  3|THE\n'
     'and   |  1|AND\n'
     'brown |  1|BROWN\n'
     'abc-abc-abc\tdesserts\t4\t120\tLua\n'
     ' 3.14 2 00042 ff "a \\"b\\"" %\n'
     'llo\tell\tnil!\t31\t7.5\tnil\n'
     'two\n'
     'lines\ta\tbA\n'),
    (['tables'],
     '4\t21\t40\t1\t2\tnil\n'
     '5,10,21,30,40,50\t50\t5\t4\n'
     '3\tnil\tfunction\tnil\n'
     '1 2 3 4 5\n'
     '6\t6\n'
     '2\tfirst\t2\n'
     '0\t1\t2\t3\t1\t4\n'
     '4\t7\t8\t9\n'
     '1\t25\t50\n'),
    (['numbers'],
     '3\t-4\t-2\t2\t3.5\t1024.0\t1000.0\t16\t2.0\n'
     'true\tfalse\ttrue\ttrue\t-3\t9.5\t1\n'
     '167\n'
     '7.5\t4.0\t3\t0.5\ttrue\tfalse\t34\n'
     '1\tnil\tnil\tzero is true\n'),
    (['errors'],
     'false\tline 2: attempt to index a nil value\n'
     'false\tline 3: attempt to perform arithmetic on a table value\n'
     'false\tline 4: attempt to compare string with number\n'
     'false\ttable: 43\n'
     'false\t7\n'
     'false\tplain\n'
     'false\tstack overflow\n'
     'false\tbad argument #1 (string expected, got nil)\n'
     'false\tline 14: attempt to call a nil value\n'
     'false\tfalse\tno\n'
     'nil\n'
     'false\tline 17: no field name\n'
     'lua: line 20: the end\n'
     'status 1 '),
    (['queens'],
     '4\t2\n'
     '5\t10\n'
     '6\t4\n'
     '7\t40\n'),
    (['shapes'],
     '{\n'
     '  empty = {},\n'
     '  name = "square",\n'
     '  sides = {\n'
     '    1 = 1,\n'
     '    2 = 2.5\n'
     '  },\n'
     '  visible = true\n'
     '}\n'
     '14\tnil\n'),
    (['broken'],
     'lua: line 2: name expected near if\n'
     'status 1 '),
    (['open'],
     'lua: line 1: a string does not end\n'
     'status 1 '),
    (['stray'],
     'lua: line 1: break outside a loop near end of text\n'
     'status 1 '),
    (['target'],
     'lua: line 1: name expected near =\n'
     'status 1 '),
    (['goto'],
     'lua: line 1: unexpected @\n'
     'status 1 '),
    (['nothing'],
     'cannot read nothing\n'
     'status 2 '),
]


def execute_text(text):
    variables = Globals()
    open_library(variables)
    try:
        code = Parser(text).program().compile(variables)
    except SyntaxProblem as problem:
        print 'lua: line %d: %s' % (problem.line, problem.message)
        return 1
    try:
        run(code, Frame(code, []))
    except LuaError as error:
        print 'lua: ' + to_text(error.value)
        return 1
    except RuntimeError:
        print 'lua: stack overflow'
        return 1
    return 0


def entry_point(argv):
    if len(argv) < 2:
        print 'usage: lua NAME'
        return 2
    if argv[1] in SOURCES:
        return execute_text(SOURCES[argv[1]])
    try:
        text = read_file(argv[1])
    except IOError:
        print 'cannot read ' + argv[1]
        return 2
    return execute_text(text)
