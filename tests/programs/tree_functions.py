"""ast: its functions and visitors."""
import ast

SOURCE = '''"""Doc.

   more
"""
def f(a, b=1, *c, **d):
    """Text of f."""
    return [x for x in a if x > 1] + [b]

class A(object):
    x = {1: 'a', u'b': (1, [2, -3.5, 4j])}
    @property
    def y(self): return lambda: None
'''
tree = ast.parse(SOURCE)
print ast.dump(tree)
print ast.dump(tree, False)
print ast.dump(tree.body[1], include_attributes=True)[:300]
print ast.dump(ast.Name('a', ast.Load()), True, True) if 0 else ast.dump(ast.Pass(lineno=1, col_offset=2), True, True), ast.dump(ast.Pass(lineno=1, col_offset=2), False, True)
print [type(node).__name__ for node in ast.walk(tree)]
print [type(node).__name__ for node in ast.iter_child_nodes(tree.body[1])], list(ast.iter_fields(ast.Num(5))), list(ast.iter_fields(ast.Num()))
print [repr(ast.get_docstring(node, clean)) for node in (tree, tree.body[1], tree.body[2]) for clean in (True, False)]
for bad in ast.Num(1), ast.Lambda():
    try:
        ast.get_docstring(bad)
    except TypeError as error:
        print error
for bad in 5, 'text':
    try:
        ast.dump(bad)
    except TypeError as error:
        print error
for text in ('1', '-1', '+1', '1+2j', '1-2j', '-1+2j', '1+2', '[1, (2, "a"), {3: None}]', 'True', 'False', 'x', 'f()', '{1, 2}', '()', ' 1', 'u"\\xe9"', '"a" "b"', '1 if 1 else 2', '1 +', '""', '1L',
             '(1,)', '[1]*2', '{"a": [1.5, {}]}', '`1`', '1j', '1.5 + 3j', '3j + 1'):
    try:
        print repr(ast.literal_eval(text)),
    except (ValueError, SyntaxError) as error:
        print type(error).__name__,
print ast.literal_eval(ast.parse('[1]', mode='eval')), ast.literal_eval(ast.Num(3))
old = ast.parse('\n\n  \nx + 1').body[0].value
new = ast.copy_location(ast.Num(7), old)
print new.lineno, new.col_offset, hasattr(ast.copy_location(ast.Load(), old), 'lineno'), hasattr(ast.copy_location(ast.Num(1), ast.Num(2)), 'lineno')
made = ast.Module([ast.Expr(ast.BinOp(ast.Num(1, lineno=5, col_offset=3), ast.Add(), ast.Num(2))), ast.Expr(ast.Name('q', ast.Load()), lineno=9)])
print ast.fix_missing_locations(made) is made
print ast.dump(made, False, True)
print ast.increment_lineno(made, 10) is made, ast.dump(made, False, True)
print ast.increment_lineno(ast.Num(1)).lineno


class Names(ast.NodeVisitor):
    def __init__(self):
        self.seen = []

    def visit_Name(self, node):
        self.seen.append(node.id)
        return 'name'

    def visit_Lambda(self, node):
        self.seen.append('lambda')


names = Names()
print names.visit(tree), names.seen, names.visit(ast.Name('z', ast.Load()))


class Change(ast.NodeTransformer):
    def visit_Num(self, node):
        return ast.copy_location(ast.Num(node.n * 2), node)

    def visit_Pass(self, node):
        return None

    def visit_Print(self, node):
        return [ast.copy_location(ast.Expr(value), node) for value in node.values]

    def visit_Return(self, node):
        self.generic_visit(node)
        return node

    def visit_Str(self, node):
        return None if node.s == 'gone' else node


changed = Change().visit(ast.parse('x = 1 + 2\npass\nprint 1, f(3)\nif x:\n  pass\n  y = [4, "kept"]\ndef g():\n  return 5\nreturn_value = ["gone", 1]\n'))
print ast.dump(changed)
expression = ast.parse('return_("gone")', mode='eval')
print ast.dump(Change().visit(ast.Return(ast.Str('gone'))))
print eval(compile(Change().visit(ast.parse('3 + 4', mode='eval')), 'x', 'eval')), ast.PyCF_ONLY_AST, ast.__version__
