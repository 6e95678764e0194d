# Syntax trees: compile to a tree, look at it, change it, compile it to code.
import ast

PLACE = {'lineno': 1, 'col_offset': 0}

SOURCE = '''
@decorate
def f(a, (b, c), d=1, *rest, **named):
    "doc"
    global g
    for i, x in enumerate(a):
        if i < 3 <= x or not b: continue
        elif x is None: break
        else: del a[i:2], a[..., 1]
    while 1: pass
    with open(c) as h, d: print >>h, `a`, 2.5,
    try: raise E, 1
    except (A, B), e: return
    else: yield -1
    finally: assert a, 'b'
class C(object):
    x += {1: 2}.x ** 3j
    exec a in b, c
from ..m import n as o
import p.q
[lambda *z: z for y in {k: v for k, v in w} if u]
{s for s in (t for t in 's')}; call(1, k=2, *l, **m); u'\\u20ac'; 12345678901234567890
v = a if b else (c, [d]); ~e // f & {1}
'''

tree = ast.parse(SOURCE)
print ast.dump(tree, include_attributes=True)
print ast.dump(ast.parse('a+b', mode='eval'), annotate_fields=False)
print compile(ast.parse(SOURCE), 'f', 'exec').co_names


class Doubler(ast.NodeTransformer):
    def visit_Num(self, node):
        return ast.copy_location(ast.BinOp(node, ast.Mult(), ast.Num(2)), node)


program = ast.parse('def area(a, b=3):\n    return a * b + 1\nprint area(4), area(1, 1)')
exec compile(program, '<tree>', 'exec')
exec compile(ast.fix_missing_locations(Doubler().visit(program)), '<tree>', 'exec')
print eval(compile(ast.Expression(ast.Str('s', **PLACE)), '<tree>', 'eval'))
failing = ast.parse('\n\n1/0')
failing.body[0].lineno = failing.body[0].value.lineno = 77
try:
    exec compile(failing, '<tree>', 'exec')
except ZeroDivisionError:
    import sys
    print sys.exc_info()[2].tb_next.tb_lineno

# Operators and contexts are shared.
one, two = ast.parse('a + b'), ast.parse('c + d')
print one.body[0].value.op is two.body[0].value.op, one.body[0] is two.body[0]
print compile(one, 'f', 'exec', ast.PyCF_ONLY_AST) is one
print ast.Name._fields, ast.Name._attributes, ast.Load.__bases__, ast.Name(id=1).__dict__
print ast.literal_eval("{'a': (1, [2.5, None]), 'b': -3}")


def refused(make, mode='exec'):
    try:
        compile(make(), '<tree>', mode)
    except Exception as error:
        print type(error).__name__, error


def expression(value):
    return ast.Module([ast.Expr(value, **PLACE)])


refused(lambda: ast.Name('a'))
refused(lambda: ast.Load(1))
refused(lambda: ast.Return(1, 2))
refused(lambda: ast.Module([ast.Return(**PLACE)]))
refused(lambda: ast.Module((3,)))
refused(lambda: ast.Module([3]))
refused(lambda: ast.Module())
refused(lambda: expression(3))
refused(lambda: expression(None))
refused(lambda: expression(ast.Name('a', ast.Load(), lineno=1)))
refused(lambda: expression(ast.Name(u'a', ast.Load(), **PLACE)))
refused(lambda: expression(ast.Name(id='a', **PLACE)))
refused(lambda: expression(ast.Yield(**PLACE)))
refused(lambda: ast.Module([ast.Print(None, [], 'x', **PLACE)]))
refused(lambda: ast.Module([ast.Pass(lineno='a', col_offset=0)]))
refused(lambda: ast.Expression(ast.Str(1, **PLACE)), 'eval')
refused(lambda: ast.Expression(ast.Num(1, **PLACE)))
refused(lambda: ast.Num(1))
