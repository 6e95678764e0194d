"""Symbol tables: what names blocks of a program have, and where these are bound.

The tables are made of the trees of the built-in compiler, which is asked for the errors first.
"""

import __builtin__
import _ast
import ast

# What is done to a name in a block, bits of its flags.
DEF_GLOBAL = 1
DEF_LOCAL = 2
DEF_PARAM = 4
USE = 8
DEF_FREE = 16
DEF_FREE_CLASS = 32
DEF_IMPORT = 64
DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT

# Where its variable is, a number above these bits.
SCOPE_OFF = 11
SCOPE_MASK = 7
LOCAL = 1
GLOBAL_EXPLICIT = 2
GLOBAL_IMPLICIT = 3
FREE = 4
CELL = 5

# What keeps the variables of a block from being known, bits.
OPT_IMPORT_STAR = 1
OPT_EXEC = 2
OPT_BARE_EXEC = 4
_OPT_TOPLEVEL = 8

TYPE_FUNCTION, TYPE_CLASS, TYPE_MODULE = range(3)

# Errors of what the built-in compiler does once it has its symbols.
_LATER = ("'return' outside function", "'yield' outside function", "'break' outside loop", "'continue' not properly in loop",
          "'continue' not supported inside 'finally' clause", 'can not delete variable')


def symtable(source, filename, compile_type):
    """The table of the uppermost block of source. SyntaxError."""
    if compile_type not in ('exec', 'eval', 'single'):
        raise ValueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'")
    try:
        __builtin__.compile(source, filename, compile_type, 0, 1)
    except SyntaxError as error:
        if not error.msg.startswith(_LATER):
            raise
    tree = __builtin__.compile(source, filename, compile_type, _ast.PyCF_ONLY_AST, 1)
    top = Entry('top', TYPE_MODULE, 0, None)
    _Builder(top).visit(tree)
    _analyze(top, None, set(), set())
    return top


class Entry(object):
    """The table of a block."""

    def __init__(self, name, type, lineno, parent):
        self.id = id(self)
        self.name, self.type, self.lineno = name, type, lineno
        # Name -> flags; names of parameters in their order; tables of the blocks inside.
        self.symbols, self.varnames, self.children = {}, [], []
        self.nested = int(parent is not None and bool(parent.nested or parent.type == TYPE_FUNCTION))
        self.optimized = _OPT_TOPLEVEL if type == TYPE_MODULE else 0
        if parent is not None:
            parent.children.append(self)

    def __repr__(self):
        return '<symtable entry %s(%d), line %d>' % (self.name, self.id, self.lineno)


class _Builder(ast.NodeVisitor):
    """Goes through a tree and notes in the tables what is done to names."""

    def __init__(self, top):
        self.top = self.block = top
        # The name of the class around, for private names.
        self.klass = None

    def note(self, name, flag):
        name = self.mangled(name)
        symbols = self.block.symbols
        symbols[name] = symbols.get(name, 0) | flag
        if flag == DEF_PARAM:
            self.block.varnames.append(name)
        elif flag == DEF_GLOBAL:
            self.top.symbols[name] = self.top.symbols.get(name, 0) | flag

    def mangled(self, name):
        if self.klass is None or not name.startswith('__') or name.endswith('__') or '.' in name:
            return name
        klass = self.klass.lstrip('_')
        return '_%s%s' % (klass, name) if klass else name

    def all(self, nodes):
        for node in nodes:
            if node is not None:
                self.visit(node)

    # ---- blocks

    def inside(self, name, type, lineno, function):
        outer, self.block = self.block, Entry(name, type, lineno, self.block)
        function()
        self.block = outer

    def visit_FunctionDef(self, node):
        self.note(node.name, DEF_LOCAL)
        self.all(node.args.defaults)
        self.all(node.decorator_list)
        self.inside(node.name, TYPE_FUNCTION, node.lineno, lambda: self.function(node.args, node.body))

    def visit_Lambda(self, node):
        self.all(node.args.defaults)
        self.inside('lambda', TYPE_FUNCTION, node.lineno, lambda: self.function(node.args, [node.body]))

    def function(self, args, body):
        for i, arg in enumerate(args.args):
            # A tuple is a parameter without a name.
            self.note('.%d' % i if isinstance(arg, _ast.Tuple) else arg.id, DEF_PARAM)
        for name in args.vararg, args.kwarg:
            if name:
                self.note(name, DEF_PARAM)
        for arg in args.args:
            if isinstance(arg, _ast.Tuple):
                self.tuple_parameter(arg)
        self.all(body)

    def tuple_parameter(self, arg):
        for part in arg.elts:
            if isinstance(part, _ast.Tuple):
                self.tuple_parameter(part)
            else:
                self.note(part.id, DEF_PARAM)

    def visit_ClassDef(self, node):
        self.note(node.name, DEF_LOCAL)
        self.all(node.bases)
        self.all(node.decorator_list)
        outer, self.klass = self.klass, node.name
        self.inside(node.name, TYPE_CLASS, node.lineno, lambda: self.all(node.body))
        self.klass = outer

    def comprehension(self, name, node, parts):
        # The outermost iterator is made around it.
        self.visit(node.generators[0].iter)
        self.inside(name, TYPE_FUNCTION, 0, lambda: self.loops(node, name != 'genexpr', parts))

    def loops(self, node, has_result, parts):
        self.note('.0', DEF_PARAM)
        if has_result:
            self.note('_[1]', DEF_LOCAL)
        for i, generator in enumerate(node.generators):
            self.visit(generator.target)
            if i:
                self.visit(generator.iter)
            self.all(generator.ifs)
        self.all(parts)

    def visit_GeneratorExp(self, node):
        self.comprehension('genexpr', node, [node.elt])

    def visit_SetComp(self, node):
        self.comprehension('setcomp', node, [node.elt])

    def visit_DictComp(self, node):
        self.comprehension('dictcomp', node, [node.key, node.value])

    def visit_TryExcept(self, node):
        # So CPython orders the blocks.
        self.all(node.body)
        self.all(node.orelse)
        self.all(node.handlers)

    # ---- names

    def visit_Name(self, node):
        self.note(node.id, USE if isinstance(node.ctx, _ast.Load) else DEF_LOCAL)

    def visit_Global(self, node):
        for name in node.names:
            self.note(name, DEF_GLOBAL)

    def visit_Import(self, node):
        for alias in node.names:
            if alias.name == '*':
                self.block.optimized |= OPT_IMPORT_STAR
            else:
                self.note(alias.asname or alias.name.partition('.')[0], DEF_IMPORT)

    visit_ImportFrom = visit_Import

    def visit_Exec(self, node):
        self.block.optimized |= OPT_EXEC if node.globals else OPT_BARE_EXEC
        self.generic_visit(node)


def _analyze(entry, bound, free, globals):
    """Find out where the names of a block are bound, and of those inside.

    bound are the variables of functions around (None: there are none), globals what is global around; free gets those
    that the block takes from functions around.
    """
    scopes, local = {}, set()
    inner_bound, inner_free, inner_globals = set(), set(), set()
    if entry.type == TYPE_CLASS:
        # What the body binds is not seen inside.
        inner_bound.update(bound or ())
        inner_globals.update(globals)
    for name, flags in entry.symbols.items():
        if flags & DEF_GLOBAL:
            scopes[name] = GLOBAL_EXPLICIT
            globals.add(name)
            if bound:
                bound.discard(name)
        elif flags & DEF_BOUND:
            scopes[name] = LOCAL
            local.add(name)
            globals.discard(name)
        elif bound and name in bound:
            scopes[name] = FREE
            free.add(name)
        else:
            scopes[name] = GLOBAL_IMPLICIT
    if entry.type != TYPE_CLASS:
        if entry.type == TYPE_FUNCTION:
            inner_bound.update(local)
        inner_bound.update(bound or ())
        inner_globals.update(globals)
    for child in entry.children:
        # What one says to be global is not so for the others.
        _analyze(child, inner_bound.copy(), inner_free, inner_globals.copy())
    if entry.type == TYPE_FUNCTION:
        for name in local & inner_free:
            scopes[name] = CELL
            inner_free.discard(name)
    for name, scope in scopes.items():
        entry.symbols[name] |= scope << SCOPE_OFF
    for name in inner_free:
        if name not in entry.symbols:
            if bound and name in bound:
                entry.symbols[name] = FREE << SCOPE_OFF
        elif entry.type == TYPE_CLASS and entry.symbols[name] & (DEF_BOUND | DEF_GLOBAL):
            entry.symbols[name] |= DEF_FREE_CLASS
    free |= inner_free
