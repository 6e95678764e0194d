# symtable: names of blocks and where they are bound.
import warnings
warnings.simplefilter('ignore')
import symtable

source = '''
import os, a.b as q, c.d
from m import *
G = 1
@decorated
class C(object):
    attr = G
    __priv = 2
    def m(self, p, (t, u)=G, *args, **kw):
        global gg
        loc = self.attr + p + G
        gg = 1
        def inner(v):
            lam = lambda w: w + v + loc + unknown
            return [loc for loc2 in v], (g for g in p if t), {s for s in u}, {k: v for k in p}
        try: pass
        except E, exc: pass
        x = __private = __unseen
        x += 1
        return inner
def gen(n):
    yield G
    def g2():
        global G
        G = 2
        class Local:
            x = n
            n = x
            def method(self): return C, g2, Local
        return Local
    def g3():
        global n
    def g4(): return n
def twice(): exec 'x'
def twice(): exec 'x' in {}
'''


def show(table, depth):
    print '  ' * depth + repr(table), table.get_type(), table.get_lineno(), [
        int(test()) for test in (table.is_optimized, table.is_nested, table.has_children, table.has_exec, table.has_import_star)]
    if table.get_type() == 'function':
        print '  ' * depth + '  ', [sorted(names()) for names in (table.get_parameters, table.get_locals, table.get_globals, table.get_frees)]
    elif table.get_type() == 'class':
        print '  ' * depth + '  ', sorted(table.get_methods())
    for symbol in sorted(table.get_symbols(), key=lambda symbol: symbol.get_name()):
        print '  ' * depth + '  ', symbol.get_name(), ' '.join(
            [test for test in ('referenced', 'parameter', 'global', 'declared_global', 'local', 'free', 'imported', 'assigned', 'namespace')
             if getattr(symbol, 'is_' + test)()])
    for child in table.get_children():
        show(child, depth + 1)


table = symtable.symtable(source, 'file', 'exec')
show(table, 0)
print table.lookup('C').get_namespace() is table.get_children()[0], len(table.lookup('twice').get_namespaces()), table.lookup('C')
for function in lambda: table.lookup('twice').get_namespace(), lambda: table.lookup('none'):
    try:
        function()
    except (ValueError, KeyError) as error:
        print type(error).__name__, error
show(symtable.symtable('x + (y for y in z)', 'file', 'eval'), 0)
for text, mode in ('x = ', 'exec'), ('def f(x): global x', 'exec'), ('def f(x, x): pass', 'exec'), ('return', 'exec'), ('x', 'other'):
    try:
        print symtable.symtable(text, 'file', mode)
    except (SyntaxError, ValueError) as error:
        print type(error).__name__, getattr(error, 'msg', error), getattr(error, 'filename', None)
