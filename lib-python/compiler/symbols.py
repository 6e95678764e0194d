"""Where the names of a program are bound: local, global, or in a function around.

    symbols = SymbolVisitor()
    walk(tree, symbols)
    symbols.scopes[node].check_name(name)       # SC_LOCAL and so on, of compiler.consts
"""

import itertools

from compiler import ast
from compiler.ast import flatten
from compiler.consts import SC_CELL, SC_FREE, SC_GLOBAL_EXPLICIT, SC_GLOBAL_IMPLICIT, SC_LOCAL, SC_UNKNOWN
from compiler.misc import mangle


class Scope:
    """The names of a module, class or function: dicts of names that are defined, used, parameters and so on."""

    # Whether it is in a function, and whether it is one of a generator.
    nested = generator = None

    def __init__(self, name, module, klass=None):
        self.name, self.module = name, module
        self.klass = klass and klass.lstrip('_') or None
        self.defs, self.uses, self.globals, self.params = {}, {}, {}, {}
        # Of functions around, and what functions inside take from here.
        self.frees, self.cells = {}, {}
        self.children = []

    def __repr__(self):
        return '<%s: %s>' % (self.__class__.__name__, self.name)

    def mangle(self, name):
        return mangle(name, self.klass)

    # ---- while the tree is gone through

    def add_def(self, name):
        self.defs[self.mangle(name)] = 1

    def add_use(self, name):
        self.uses[self.mangle(name)] = 1

    def add_param(self, name):
        name = self.mangle(name)
        self.defs[name] = self.params[name] = 1

    def add_global(self, name):
        name = self.mangle(name)
        self.globals[name] = 1
        self.module.add_def(name)

    def add_child(self, child):
        self.children.append(child)

    # ---- what follows

    def get_names(self):
        return list(set(self.defs) | set(self.uses) | set(self.globals))

    def get_children(self):
        return self.children

    def check_name(self, name):
        """What kind of name one is here."""
        if name in self.globals:
            return SC_GLOBAL_EXPLICIT
        if name in self.cells:
            return SC_CELL
        if name in self.defs:
            return SC_LOCAL
        if not self.nested:
            return SC_GLOBAL_IMPLICIT
        return SC_FREE if name in self.frees or name in self.uses else SC_UNKNOWN

    def get_free_vars(self):
        """The names that may be of functions around."""
        if not self.nested:
            return []
        used = set(name for name in self.uses if name not in self.defs and name not in self.globals)
        return list(used | set(self.frees))

    def get_cell_vars(self):
        return self.cells.keys()

    def handle_children(self):
        """Say where the names of functions inside are, once all of these are known."""
        for child in self.children:
            for name in self.add_frees(child.get_free_vars()):
                child.force_global(name)

    def add_frees(self, names):
        """Take names that functions inside look for; those that are global are returned."""
        globals = []
        for name in names:
            kind = self.check_name(name)
            if self.nested and (kind in (SC_UNKNOWN, SC_FREE) or isinstance(self, ClassScope)):
                self.frees[name] = 1
            elif kind == SC_LOCAL and (not self.nested or isinstance(self, FunctionScope)):
                self.cells[name] = 1
            elif kind != SC_CELL:
                globals.append(name)
        return globals

    def force_global(self, name):
        """Let a name be global here, and inside where it is looked for."""
        self.globals[name] = 1
        self.frees.pop(name, None)
        for child in self.children:
            if child.check_name(name) == SC_FREE:
                child.force_global(name)


class ModuleScope(Scope):
    """The names of a module."""

    def __init__(self):
        Scope.__init__(self, 'global', self)


class FunctionScope(Scope):
    """The names of a function."""


class LambdaScope(FunctionScope):
    """The names of a lambda."""

    _numbers = itertools.count(1)

    def __init__(self, module, klass=None):
        FunctionScope.__init__(self, 'lambda.%d' % next(self._numbers), module, klass)


class GenExprScope(Scope):
    """The names of a generator expression, which is a function of its outermost iterator."""

    _numbers = itertools.count(1)

    def __init__(self, module, klass=None):
        Scope.__init__(self, 'generator expression<%d>' % next(self._numbers), module, klass)
        self.add_param('.0')


class ClassScope(Scope):
    """The names of the body of a class."""

    def __init__(self, name, module):
        Scope.__init__(self, name, module, name)


class SymbolVisitor:
    """Visits a tree: its scopes are {node: Scope}."""

    def __init__(self):
        self.scopes = {}
        self.klass = None

    # ---- scopes

    def visitModule(self, node):
        self.module = self.scopes[node] = scope = ModuleScope()
        self.visit(node.node, scope)

    visitExpression = visitModule

    def _inside(self, node, scope, parent, *parts):
        """Visit the parts of a node that have a scope of their own."""
        if parent.nested or isinstance(parent, (FunctionScope, GenExprScope)):
            scope.nested = 1
        self.scopes[node] = scope
        for part in parts:
            self.visit(part, scope)
        parent.add_child(scope)
        scope.handle_children()

    def _function(self, node, scope, parent):
        for default in node.defaults:
            self.visit(default, parent)
        for name in flatten(node.argnames):
            scope.add_param(name)
        self._inside(node, scope, parent, node.code)

    def visitFunction(self, node, parent):
        if node.decorators:
            self.visit(node.decorators, parent)
        parent.add_def(node.name)
        self._function(node, FunctionScope(node.name, self.module, self.klass), parent)

    def visitLambda(self, node, parent):
        self._function(node, LambdaScope(self.module, self.klass), parent)

    def visitGenExpr(self, node, parent):
        self._inside(node, GenExprScope(self.module, self.klass), parent, node.code)

    def visitClass(self, node, parent):
        if node.decorators:
            self.visit(node.decorators, parent)
        parent.add_def(node.name)
        for base in node.bases:
            self.visit(base, parent)
        scope = ClassScope(node.name, self.module)
        scope.add_def('__module__')
        if node.doc is not None:
            scope.add_def('__doc__')
        outer, self.klass = self.klass, node.name
        self._inside(node, scope, parent, node.code)
        self.klass = outer

    # ---- names

    def visitName(self, node, scope):
        scope.add_use(node.name)

    def visitAssName(self, node, scope):
        scope.add_def(node.name)

    def visitAugAssign(self, node, scope):
        self.visit(node.node, scope)
        if isinstance(node.node, ast.Name):
            scope.add_def(node.node.name)
        self.visit(node.expr, scope)

    def visitImport(self, node, scope):
        for name, asname in node.names:
            scope.add_def(asname or name.partition('.')[0])

    def visitFrom(self, node, scope):
        for name, asname in node.names:
            if name != '*':
                scope.add_def(asname or name)

    def visitGlobal(self, node, scope):
        for name in node.names:
            scope.add_global(name)

    def visitYield(self, node, scope):
        scope.generator = 1
        self.visit(node.value, scope)
