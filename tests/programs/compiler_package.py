# The package compiler: trees of source, visitors, code of trees.
import warnings
warnings.simplefilter('ignore')
import compiler
from compiler import ast, future, misc, visitor

sources = '''"doc"
x = y = -1; -1.5; -x; -(1); +1; --1; -1j; ~1; not x; -1 ** 2; -9223372036854775808
====
a & b & c; (a & b) & c; a & (b & c); a | b ^ c | d; a + b - c * d; a << 1 >> 2; a // b % c / d
a and b and c or d; (a and b) and c; a < b <= c != d is not e not in f; (a < b) < c
====
x[1]; x[1, 2]; x[(1, 2)]; x[1:2]; x[:]; x[::]; x[1:2:3]; x[1:2, ::3, ...]; x[(1)]
x[1] = 2; x[1:2] = 3; del x[1], y.z, (a, b), [c]; del q; del (s, t)
(a, b) = [c, d] = e, = f; a.b = 1; a.b.c += 2; x[1] -= 3; x[1:2] **= 3
====
f(); f(1, a=2, *b, **c); f(x for x in y); lambda: 0; lambda a, (b, c), d=1, *e, **f: a
[]; [1]; (); (1,); {}; {1: 2}; {1, 2}; `a, b`; "a" "b"; u"x"; 1L; None; a if b else c
[x for x in y if a if b for z in w]; [x for x in 1, 2]; (x for x in y if z for q in r); {x for x in y}; {x: z for x in y}
====
@a
@b.c(1)
def f(a, (b, (c, d)), e=1, *f, **g):
    "doc"
    x = yield
    return
def g(): "only"
@d
class C(A, B): "doc"
class D: pass
====
if a: b
elif c: d
else: e
if a: b
else:
    if c: d
while x: break
else: continue
for a, (b, c) in d: pass
else: e
with a: b
with a as b, c as (d, e), f: g
with a:
    with b: c
====
try: a
except: b
except A: b
except B, c: d
except (A, B), (x, y): q
else: g
try: a
except: b
finally: c
try:
    try: a
    except: b
finally: c
====
import a, b.c as d; from a import b; from . import c; from ..a.b import (c as d, e); from a import *; global q, r
print; print a; print a,; print >>f, a, b; raise; raise a, b, c; assert a, b; exec a; exec a in b, c; pass
====
from __future__ import print_function
print(1)'''.split('\n====\n')


class Counter:
    def __init__(self):
        self.names, self.calls = [], 0

    def visitName(self, node):
        self.names.append((node.name, node.lineno))

    def visitCallFunc(self, node):
        self.calls += 1
        for child in node.getChildNodes():
            self.visit(child)


def children(node):
    for child in node.getChildNodes():
        print child.__class__.__name__, len(child.getChildren()),
        children(child)


for source in sources:
    tree = compiler.parse(source + '\n')
    print repr(tree)
    children(tree)
    counter = compiler.walk(tree, Counter())
    print '\n', counter.names, counter.calls
print compiler.parse('1 +\\\n x', 'eval'), compiler.parse('', 'single')
for mode, source in ('exec', 'x = '), ('exec', 'f() = 1'), ('eval', 'x = 1'), ('other', 'x'):
    try:
        compiler.parse(source, mode)
    except (SyntaxError, ValueError) as error:
        print type(error).__name__, getattr(error, 'msg', error)

program = '''
"""Doc."""
def numbers(n, (a, b)=(1, 2), *rest, **named):
    """Numbers."""
    for i in range(n):
        if i % 2: yield i * a
        elif i > 5: break
        else:
            try:
                yield [x + b for x in rest if x][i]
            except IndexError, error:
                yield str(error)
            finally:
                total.append(-i)
class Base(object):
    value = property(lambda self: {1: 2}.get(1))
    def __getitem__(self, key): return key
total = []
result = list(numbers(8, (1, 2), *(3, 4), key=1)), Base().value, Base()[1:2, ..., ::3], sum(x for x in {1, 2} if x)
result += total if not None else (),
'''
names = {}
exec compiler.compile(program, 'program', 'exec') in names
print names['result'], names['__doc__'], names['numbers'].__doc__, names['numbers'].func_code.co_filename, names['numbers'].func_code.co_firstlineno
print eval(compiler.compile('(1 + 2) * 3', '<string>', 'eval'))
exec compiler.compile('4 * 5', '<string>', 'single')
tree = compiler.parse('x = 1 + 2')
assign = tree.node.nodes[0]
assign.expr = ast.Mul((assign.expr, ast.CallFunc(ast.Name('len'), [ast.List([ast.Const(1), ast.Const('a')])])))
misc.set_filename('made', tree)
from compiler.pycodegen import ModuleCodeGenerator
code = ModuleCodeGenerator(tree).getCode()
exec code
print x, code.co_filename, tree

print ast.flatten([1, (2, [3]), 4]), ast.flatten_nodes([1, (ast.Pass(), [3])])
print list(ast.Const(5)), ast.Const(5, lineno=7).lineno, ast.Const(5, 8).lineno, ast.Pass().asList(), ast.AssName('a', 'OP_ASSIGN').getChildren()
function = compiler.parse('def f(a, *b): pass').node.nodes[0]
print function.argnames, function.flags, function.varargs, function.kwargs, function.code
print misc.mangle('__a', '_B'), misc.mangle('__a__', 'B'), misc.mangle('__a', '__'), misc.mangle('a', 'B')
for source in 'from __future__ import division\nfrom __future__ import with_statement\nx', '"d"\nx', 'x\nfrom __future__ import division':
    try:
        print sorted(future.find_futures(compiler.parse(source)))
    except SyntaxError as error:
        print error.msg
