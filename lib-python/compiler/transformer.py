"""Source to trees, from the trees of the built-in compiler."""

import __builtin__
import _ast
import re

from compiler.ast import *
from compiler.consts import CO_VARARGS, CO_VARKEYWORDS, OP_APPLY, OP_ASSIGN, OP_DELETE


class WalkerError(StandardError):
    """A tree has something that is not known."""


def parse(buf, mode='exec'):
    """The tree of source: 'exec' or 'single' (a Module) or 'eval' (an Expression). SyntaxError."""
    if mode in ('exec', 'single'):
        return Transformer().parsesuite(buf)
    if mode == 'eval':
        return Transformer().parseexpr(buf)
    raise ValueError("compile() arg 3 must be 'exec' or 'eval' or 'single'")


def parseFile(path):
    """The tree of a file."""
    with open(path, 'U') as file:
        return parse(file.read() + '\n')


_OPERATORS = {
    'Add': '+', 'Sub': '-', 'Mult': '*', 'Div': '/', 'FloorDiv': '//', 'Mod': '%', 'Pow': '**', 'LShift': '<<', 'RShift': '>>',
    'BitOr': '|', 'BitXor': '^', 'BitAnd': '&', 'Eq': '==', 'NotEq': '!=', 'Lt': '<', 'LtE': '<=', 'Gt': '>', 'GtE': '>=',
    'Is': 'is', 'IsNot': 'is not', 'In': 'in', 'NotIn': 'not in'}
_BINARY = {'Add': Add, 'Sub': Sub, 'Mult': Mul, 'Div': Div, 'FloorDiv': FloorDiv, 'Mod': Mod, 'Pow': Power,
           'LShift': LeftShift, 'RShift': RightShift}
# Of these one node has all operands of a chain.
_CHAINED = {'BitOr': Bitor, 'BitXor': Bitxor, 'BitAnd': Bitand}
_UNARY = {'Invert': Invert, 'Not': Not, 'UAdd': UnaryAdd, 'USub': UnarySub}
_FLAGS = {_ast.Load: OP_APPLY, _ast.AugLoad: OP_APPLY, _ast.AugStore: OP_APPLY, _ast.Store: OP_ASSIGN, _ast.Param: OP_ASSIGN,
          _ast.Del: OP_DELETE}


def _place(node):
    return node.lineno, node.col_offset


class Transformer:
    """Makes trees. A method for each class of the other trees makes the node."""

    # The lines of the source: some differences can only be seen there.
    _lines = ()

    def parsesuite(self, text):
        """The tree of statements."""
        return self._parse(text, 'exec')

    def parseexpr(self, text):
        """The tree of an expression."""
        return self._parse(text, 'eval')

    def _parse(self, text, mode):
        tree = __builtin__.compile(text, '<string>', mode, _ast.PyCF_ONLY_AST, 1)
        # Columns count the bytes of UTF-8.
        self._lines = (text.encode('utf-8') if isinstance(text, unicode) else text).splitlines()
        return self.transform(tree)

    def _source(self, tree):
        """The source on the line where a tree begins: before it, and from it on."""
        line = self._lines[tree.lineno - 1] if tree.lineno <= len(self._lines) else ''
        return line[:tree.col_offset], line[tree.col_offset:]


    def parsefile(self, file):
        return self.parsesuite(file.read())

    def transform(self, tree):
        """The tree for a tree of the built-in compiler; None for None."""
        if tree is None:
            return None
        name = tree.__class__.__name__
        method = getattr(self, '_' + name, None)
        if method is None:
            raise WalkerError('node type %s' % name)
        node = method(tree)
        if node.lineno is None:
            node.lineno = getattr(tree, 'lineno', None)
        return node

    compile_node = transform

    def _all(self, trees):
        return [self.transform(tree) for tree in trees]

    def _elements(self, trees):
        # What is empty has a tuple.
        return self._all(trees) or ()

    def _body(self, trees):
        return Stmt(self._all(trees))

    def _optional_body(self, trees):
        return self._body(trees) if trees else None

    def _documented(self, trees):
        """(documentation or None, the body without it)."""
        if trees and isinstance(trees[0], _ast.Expr) and isinstance(trees[0].value, _ast.Str):
            return trees[0].value.s, self._body(trees[1:])
        return None, self._body(trees)

    # ---- modules, classes, functions

    def _Module(self, tree):
        return Module(*self._documented(tree.body))

    def _Interactive(self, tree):
        return Module(None, self._body(tree.body))

    def _Expression(self, tree):
        return Expression(self.transform(tree.body))

    def _decorators(self, trees):
        if not trees:
            return None
        decorators = Decorators(self._all(trees))
        decorators.lineno = trees[0].lineno
        return decorators

    def _FunctionDef(self, tree):
        argnames, defaults, flags = self._parameters(tree.args)
        doc, code = self._documented(tree.body)
        return Function(self._decorators(tree.decorator_list), tree.name, argnames, defaults, flags, doc, code)

    def _Lambda(self, tree):
        argnames, defaults, flags = self._parameters(tree.args)
        return Lambda(argnames, defaults, flags, self.transform(tree.body))

    def _parameters(self, args):
        names = [self._parameter(arg) for arg in args.args]
        flags = 0
        for name, flag in (args.vararg, CO_VARARGS), (args.kwarg, CO_VARKEYWORDS):
            if name:
                names.append(name)
                flags |= flag
        return (names, self._all(args.defaults), flags) if names else ((), (), flags)

    def _parameter(self, arg):
        return tuple(map(self._parameter, arg.elts)) if isinstance(arg, _ast.Tuple) else arg.id

    def _ClassDef(self, tree):
        doc, code = self._documented(tree.body)
        return Class(tree.name, self._all(tree.bases), doc, code, self._decorators(tree.decorator_list))

    # ---- statements

    def _Expr(self, tree):
        return Discard(self.transform(tree.value))

    def _Assign(self, tree):
        return Assign(self._all(tree.targets), self.transform(tree.value))

    def _AugAssign(self, tree):
        target = tree.target
        if isinstance(target, _ast.Name):
            node = Name(target.id, lineno=target.lineno)
        elif isinstance(target, _ast.Attribute):
            node = Getattr(self.transform(target.value), target.attr, lineno=target.lineno)
        else:
            node = self.transform(target)
            node.flags = OP_APPLY
        return AugAssign(node, _OPERATORS[tree.op.__class__.__name__] + '=', self.transform(tree.value))

    def _Delete(self, tree):
        targets = self._all(tree.targets)
        return targets[0] if len(targets) == 1 else AssTuple(targets)

    def _Print(self, tree):
        return (Printnl if tree.nl else Print)(self._all(tree.values), self.transform(tree.dest))

    def _Pass(self, tree):
        return Pass()

    def _Break(self, tree):
        return Break()

    def _Continue(self, tree):
        return Continue()

    def _value_or_none(self, tree, value):
        return Const(None, lineno=tree.lineno) if value is None else self.transform(value)

    def _Return(self, tree):
        return Return(self._value_or_none(tree, tree.value))

    def _Raise(self, tree):
        return Raise(self.transform(tree.type), self.transform(tree.inst), self.transform(tree.tback))

    def _Assert(self, tree):
        return Assert(self.transform(tree.test), self.transform(tree.msg))

    def _Exec(self, tree):
        return Exec(self.transform(tree.body), self.transform(tree.globals), self.transform(tree.locals))

    def _Global(self, tree):
        return Global(list(tree.names))

    def _aliases(self, tree):
        return [(alias.name, alias.asname) for alias in tree.names]

    def _Import(self, tree):
        return Import(self._aliases(tree))

    def _ImportFrom(self, tree):
        return From(tree.module or '', self._aliases(tree), tree.level or 0)

    def _If(self, tree):
        tests = [(self.transform(tree.test), self._body(tree.body))]
        rest = tree.orelse
        # An elif is an if that is all of the else, and begins with its test.
        while len(rest) == 1 and isinstance(rest[0], _ast.If) and not re.match(r'if\b', self._source(rest[0])[1]):
            tests.append((self.transform(rest[0].test), self._body(rest[0].body)))
            rest = rest[0].orelse
        return If(tests, self._optional_body(rest))

    def _While(self, tree):
        return While(self.transform(tree.test), self._body(tree.body), self._optional_body(tree.orelse))

    def _For(self, tree):
        return For(self.transform(tree.target), self.transform(tree.iter), self._body(tree.body),
                   self._optional_body(tree.orelse))

    def _With(self, tree):
        body = tree.body
        # Several managers at once are one With in another; each begins with its manager.
        inner = (len(body) == 1 and isinstance(body[0], _ast.With)
                 and not re.search(r'\bwith\s*$', self._source(body[0])[0]))
        return With(self.transform(tree.context_expr), self.transform(tree.optional_vars),
                    self.transform(body[0]) if inner else self._body(body))

    def _TryExcept(self, tree):
        handlers = [(self.transform(handler.type), self.transform(handler.name), self._body(handler.body))
                    for handler in tree.handlers]
        return TryExcept(self._body(tree.body), handlers, self._optional_body(tree.orelse))

    def _TryFinally(self, tree):
        body = tree.body
        # That of a try with both is not further in.
        inner = len(body) == 1 and isinstance(body[0], _ast.TryExcept) and _place(body[0]) == _place(tree)
        return TryFinally(self.transform(body[0]) if inner else self._body(body), self._body(tree.finalbody))

    # ---- expressions

    def _Name(self, tree):
        flags = _FLAGS[tree.ctx.__class__]
        return Name(tree.id) if flags == OP_APPLY else AssName(tree.id, flags)

    def _Attribute(self, tree):
        flags = _FLAGS[tree.ctx.__class__]
        value = self.transform(tree.value)
        return Getattr(value, tree.attr) if flags == OP_APPLY else AssAttr(value, tree.attr, flags)

    def _Tuple(self, tree):
        if _FLAGS[tree.ctx.__class__] == OP_APPLY:
            return Tuple(self._elements(tree.elts))
        return AssTuple(self._elements(tree.elts))

    def _List(self, tree):
        if _FLAGS[tree.ctx.__class__] == OP_APPLY:
            return List(self._elements(tree.elts))
        return AssList(self._elements(tree.elts))

    def _Subscript(self, tree):
        value, flags, index = self.transform(tree.value), _FLAGS[tree.ctx.__class__], tree.slice
        if isinstance(index, _ast.Slice) and index.step is None:
            return Slice(value, flags, self.transform(index.lower), self.transform(index.upper))
        if isinstance(index, _ast.ExtSlice):
            subs = [self._sub(part, tree.lineno) for part in index.dims]
        elif (isinstance(index, _ast.Index) and isinstance(index.value, _ast.Tuple) and len(index.value.elts) > 1
              and not self._source(index.value)[0].rstrip().endswith('(')):
            # Without parentheses of its own.
            subs = self._all(index.value.elts)
        else:
            subs = [self._sub(index, tree.lineno)]
        return Subscript(value, flags, subs)

    def _sub(self, index, lineno):
        if isinstance(index, _ast.Index):
            return self.transform(index.value)
        if isinstance(index, _ast.Ellipsis):
            return Ellipsis(lineno=lineno)
        bounds = [index.lower, index.upper]
        if index.step is not None:
            bounds.append(None if self._is_none(index.step) else index.step)
        return Sliceobj([Const(None, lineno=lineno) if bound is None else self.transform(bound) for bound in bounds],
                        lineno=lineno)

    def _is_none(self, tree):
        # What x[a:b:] has as a step.
        return isinstance(tree, _ast.Name) and tree.id == 'None'

    def _Num(self, tree):
        value = tree.n
        negative = repr(value).lstrip('(').startswith('-')
        if not negative:
            return Const(value)
        # The built-in compiler does it at once, in complex numbers to a part that nobody wrote as well.
        value = complex(0.0, -value.imag) if isinstance(value, complex) else -value
        return UnarySub(Const(value, lineno=tree.lineno))

    def _Str(self, tree):
        return Const(tree.s)

    def _Repr(self, tree):
        return Backquote(self.transform(tree.value))

    def _Yield(self, tree):
        return Yield(self._value_or_none(tree, tree.value))

    def _IfExp(self, tree):
        return IfExp(self.transform(tree.test), self.transform(tree.body), self.transform(tree.orelse))

    def _BoolOp(self, tree):
        return (And if isinstance(tree.op, _ast.And) else Or)(self._all(tree.values))

    def _UnaryOp(self, tree):
        return _UNARY[tree.op.__class__.__name__](self.transform(tree.operand))

    def _BinOp(self, tree):
        kind = tree.op.__class__.__name__
        if kind not in _CHAINED:
            return _BINARY[kind]((self.transform(tree.left), self.transform(tree.right)))
        operands = [tree.right]
        # In a chain the place of an operation is that of its operator, which stands behind what is on its left.
        while (isinstance(tree.left, _ast.BinOp) and tree.left.op.__class__.__name__ == kind
               and _place(tree) > _place(tree.left)):
            tree = tree.left
            operands.insert(0, tree.right)
        node = _CHAINED[kind](self._all([tree.left] + operands))
        node.lineno = tree.lineno
        return node

    def _Compare(self, tree):
        return Compare(self.transform(tree.left), [(_OPERATORS[op.__class__.__name__], self.transform(operand))
                                                   for op, operand in zip(tree.ops, tree.comparators)])

    def _Call(self, tree):
        args = self._all(tree.args)
        args += [Keyword(keyword.arg, self.transform(keyword.value), lineno=keyword.value.lineno)
                 for keyword in tree.keywords]
        return CallFunc(self.transform(tree.func), args, self.transform(tree.starargs), self.transform(tree.kwargs))

    def _Dict(self, tree):
        return Dict(zip(self._all(tree.keys), self._all(tree.values)) or ())

    def _Set(self, tree):
        return Set(self._all(tree.elts))

    def _comprehensions(self, generators, loop, condition):
        loops = []
        for generator in generators:
            ifs = [condition(self.transform(test), lineno=test.lineno) for test in generator.ifs]
            loops.append(loop(self.transform(generator.target), self.transform(generator.iter), ifs,
                              lineno=generator.target.lineno))
        return loops

    def _ListComp(self, tree):
        return ListComp(self.transform(tree.elt), self._comprehensions(tree.generators, ListCompFor, ListCompIf))

    def _SetComp(self, tree):
        return SetComp(self.transform(tree.elt), self._comprehensions(tree.generators, ListCompFor, ListCompIf))

    def _DictComp(self, tree):
        return DictComp(self.transform(tree.key), self.transform(tree.value),
                        self._comprehensions(tree.generators, ListCompFor, ListCompIf))

    def _GeneratorExp(self, tree):
        loops = self._comprehensions(tree.generators, GenExprFor, GenExprIf)
        for loop in loops:
            loop.is_outmost = loop is loops[0]
        return GenExpr(GenExprInner(self.transform(tree.elt), loops, lineno=tree.lineno))
