# compiler.symbols: where names are bound.
import warnings
warnings.simplefilter('ignore')
import compiler
from compiler import consts, symbols

kinds = dict((value, name[3:]) for name, value in vars(consts).items() if name.startswith('SC_'))
tree = compiler.parse('''
import os, a.b as q
from x import y as z
G = 1
class C(object):
    """Doc."""
    attr = G
    __priv = 2
    def m(self, p, (t, u)=G, *args, **kw):
        global gg
        loc = self.attr + p + G
        gg = 1
        def inner(v):
            lam = lambda w: w + v + loc + unknown
            return [loc for loc2 in v], (g for g in p if t), {s for s in u}
        for i in p: del loc
        with p as wv: pass
        try: pass
        except E, exc: pass
        __private = 3
        x = 1
        x += 1
        return inner
def gen():
    yield G
    def g2():
        global G
        G = 2
        class Local:
            def method(self): return C, g2
        return Local
''')
visitor = compiler.walk(tree, symbols.SymbolVisitor())


def show(scope, depth):
    print '  ' * depth + scope.__class__.__name__, scope.name.split('.')[0], scope.klass, bool(scope.nested), bool(scope.generator),
    print sorted(scope.params), sorted(scope.get_free_vars()), sorted(scope.get_cell_vars())
    names = set(scope.get_names()) | set(['G', 'loc', 'p', 'v', 'C', 'nowhere'])
    print '  ' * depth + '  ', ' '.join([name + ':' + kinds[scope.check_name(name)] for name in sorted(names)])
    for child in scope.get_children():
        show(child, depth + 1)


show(visitor.scopes[tree], 0)
