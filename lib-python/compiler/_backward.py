"""Trees to those of the built-in compiler."""

import _ast

from compiler import ast
from compiler.consts import OP_APPLY, OP_ASSIGN, OP_DELETE
from compiler.transformer import _BINARY, _CHAINED, _OPERATORS, _UNARY

_SYMBOLS = dict((symbol, getattr(_ast, name)) for name, symbol in _OPERATORS.items())
_SYMBOLS['<>'] = _ast.NotEq
_OPERATIONS = dict((cls, getattr(_ast, name)) for table in (_BINARY, _CHAINED, _UNARY) for name, cls in table.items())
_CONTEXTS = {OP_APPLY: _ast.Load, OP_ASSIGN: _ast.Store, OP_DELETE: _ast.Del}


def to_builtin(tree, mode='exec'):
    """The tree for the built-in compiler of a Module, an Expression, or for mode 'single' a Module."""
    return _Backward().tree(tree, mode)


class _Backward:
    """Makes the trees. A method for each class of nodes makes one, whose place is set afterwards."""

    def __init__(self):
        # Some nodes do not say where they are: where the last one was that did.
        self._lineno = 1

    def tree(self, node, mode):
        if isinstance(node, ast.Expression):
            return _ast.Expression(body=self.convert(node.node))
        if mode == 'eval':
            return _ast.Expression(body=self.convert(node))
        body = self._body(node.node, node.doc)
        return (_ast.Interactive if mode == 'single' else _ast.Module)(body=body)

    def convert(self, node):
        if node is None:
            return None
        self._lineno = lineno = node.lineno or self._lineno
        method = getattr(self, '_' + node.__class__.__name__, None) or getattr(self, self._family(node))
        return self._at(lineno, method(node))

    def _at(self, lineno, tree):
        tree.lineno, tree.col_offset = lineno, 0
        return tree

    def _family(self, node):
        for family in ('_Binary', '_Chained', '_Unary'):
            if node.__class__ in _FAMILIES[family]:
                return family
        raise TypeError('no code for %r' % node)

    def _all(self, nodes):
        return [self.convert(node) for node in nodes]

    def _body(self, node, doc=None):
        """The statements of a Stmt, or of a statement alone."""
        nodes = node.nodes if isinstance(node, ast.Stmt) else [node]
        statements = []
        if doc is not None:
            lineno = self._lineno
            statements.append(self._at(lineno, _ast.Expr(value=self._at(lineno, _ast.Str(s=doc)))))
        for node in nodes:
            statements += self._statements(node)
        return statements

    def _statements(self, node):
        if isinstance(node, (ast.AssName, ast.AssAttr, ast.AssTuple, ast.AssList, ast.Slice, ast.Subscript)):
            # Nodes of targets are statements where they are deleted.
            self._lineno = lineno = node.lineno or self._lineno
            targets = node.nodes if isinstance(node, ast.AssTuple) else [node]
            if not targets:
                return []
            return [self._at(lineno, _ast.Delete(targets=self._all(targets)))]
        if isinstance(node, ast.Discard) and isinstance(node.expr, ast.Const) and node.expr.value is None:
            # Nothing was written there.
            return []
        statement = self.convert(node)
        if isinstance(statement, _ast.expr):
            statement = self._at(statement.lineno, _ast.Expr(value=statement))
        return [statement]

    def _suite(self, node, doc=None):
        """The same, but one statement at least."""
        return self._body(node, doc) or [self._at(self._lineno, _ast.Pass())]

    def _else(self, node):
        return self._body(node) if node is not None else []

    # ---- functions and classes

    def _decorator_list(self, node):
        return self._all(node.decorators.nodes) if node.decorators else []

    def _arguments(self, node):
        names = list(node.argnames)
        kwarg = names.pop() if node.kwargs else None
        vararg = names.pop() if node.varargs else None
        return _ast.arguments(args=[self._parameter(name, _ast.Param) for name in names], vararg=vararg, kwarg=kwarg,
                              defaults=self._all(node.defaults))

    def _parameter(self, name, context):
        if isinstance(name, tuple):
            tree = _ast.Tuple(elts=[self._parameter(part, _ast.Store) for part in name], ctx=_ast.Store())
        else:
            tree = _ast.Name(id=name, ctx=context())
        return self._at(self._lineno, tree)

    def _Function(self, node):
        decorators = self._decorator_list(node)
        self._lineno = node.lineno or self._lineno
        return _ast.FunctionDef(name=node.name, args=self._arguments(node), body=self._suite(node.code, node.doc),
                                decorator_list=decorators)

    def _Lambda(self, node):
        return _ast.Lambda(args=self._arguments(node), body=self.convert(node.code))

    def _Class(self, node):
        decorators = self._decorator_list(node)
        self._lineno = node.lineno or self._lineno
        return _ast.ClassDef(name=node.name, bases=self._all(node.bases), body=self._suite(node.code, node.doc),
                             decorator_list=decorators)

    # ---- statements

    def _Discard(self, node):
        return _ast.Expr(value=self.convert(node.expr))

    def _Assign(self, node):
        return _ast.Assign(targets=self._all(node.nodes), value=self.convert(node.expr))

    def _AugAssign(self, node):
        target = self.convert(node.node)
        target.ctx = _ast.Store()
        return _ast.AugAssign(target=target, op=_SYMBOLS[node.op[:-1]](), value=self.convert(node.expr))

    def _Print(self, node, nl=False):
        return _ast.Print(dest=self.convert(node.dest), values=self._all(node.nodes), nl=nl)

    def _Printnl(self, node):
        return self._Print(node, True)

    def _Pass(self, node):
        return _ast.Pass()

    def _Break(self, node):
        return _ast.Break()

    def _Continue(self, node):
        return _ast.Continue()

    def _value(self, node):
        # Nothing is written as None, without a name that could be looked up.
        if isinstance(node, ast.Const) and node.value is None:
            return None
        return self.convert(node)

    def _Return(self, node):
        return _ast.Return(value=self._value(node.value))

    def _Raise(self, node):
        return _ast.Raise(type=self.convert(node.expr1), inst=self.convert(node.expr2), tback=self.convert(node.expr3))

    def _Assert(self, node):
        return _ast.Assert(test=self.convert(node.test), msg=self.convert(node.fail))

    def _Exec(self, node):
        return _ast.Exec(body=self.convert(node.expr), globals=self.convert(node.locals), locals=self.convert(node.globals))

    def _Global(self, node):
        return _ast.Global(names=list(node.names))

    def _aliases(self, names):
        return [_ast.alias(name=name, asname=asname) for name, asname in names]

    def _Import(self, node):
        return _ast.Import(names=self._aliases(node.names))

    def _From(self, node):
        return _ast.ImportFrom(module=node.modname or None, names=self._aliases(node.names), level=node.level)

    def _If(self, node):
        tests = node.tests[:]
        orelse = None
        trees = []
        for test, body in tests:
            test = self.convert(test)
            trees.append((test, self._suite(body)))
        orelse = self._else(node.else_)
        for test, body in reversed(trees[1:]):
            orelse = [self._at(test.lineno, _ast.If(test=test, body=body, orelse=orelse))]
        return _ast.If(test=trees[0][0], body=trees[0][1], orelse=orelse)

    def _While(self, node):
        return _ast.While(test=self.convert(node.test), body=self._suite(node.body), orelse=self._else(node.else_))

    def _For(self, node):
        return _ast.For(target=self.convert(node.assign), iter=self.convert(node.list), body=self._suite(node.body),
                        orelse=self._else(node.else_))

    def _With(self, node):
        return _ast.With(context_expr=self.convert(node.expr), optional_vars=self.convert(node.vars),
                         body=self._suite(node.body))

    def _TryExcept(self, node):
        body = self._suite(node.body)
        handlers = []
        for kind, name, suite in node.handlers:
            kind, name = self.convert(kind), self.convert(name)
            suite = self._suite(suite)
            lineno = kind.lineno if kind is not None else suite[0].lineno
            handlers.append(self._at(lineno, _ast.ExceptHandler(type=kind, name=name, body=suite)))
        return _ast.TryExcept(body=body, handlers=handlers, orelse=self._else(node.else_))

    def _TryFinally(self, node):
        return _ast.TryFinally(body=self._suite(node.body), finalbody=self._suite(node.final))

    # ---- expressions

    def _Const(self, node):
        value = node.value
        if isinstance(value, basestring):
            return _ast.Str(s=value)
        if value is None:
            return _ast.Name(id='None', ctx=_ast.Load())
        return _ast.Num(n=value)

    def _Name(self, node):
        return _ast.Name(id=node.name, ctx=_ast.Load())

    def _AssName(self, node):
        return _ast.Name(id=node.name, ctx=_CONTEXTS[node.flags]())

    def _Getattr(self, node):
        return _ast.Attribute(value=self.convert(node.expr), attr=node.attrname, ctx=_ast.Load())

    def _AssAttr(self, node):
        return _ast.Attribute(value=self.convert(node.expr), attr=node.attrname, ctx=_CONTEXTS[node.flags]())

    def _Tuple(self, node):
        return _ast.Tuple(elts=self._all(node.nodes), ctx=_ast.Load())

    def _List(self, node):
        return _ast.List(elts=self._all(node.nodes), ctx=_ast.Load())

    def _Set(self, node):
        return _ast.Set(elts=self._all(node.nodes))

    def _AssTuple(self, node):
        return self._targets(_ast.Tuple, node)

    def _AssList(self, node):
        return self._targets(_ast.List, node)

    def _targets(self, cls, node):
        targets = self._all(node.nodes)
        return cls(elts=targets, ctx=targets[0].ctx if targets else _ast.Store())

    def _Dict(self, node):
        return _ast.Dict(keys=[self.convert(key) for key, value in node.items],
                         values=[self.convert(value) for key, value in node.items])

    def _Slice(self, node):
        return _ast.Subscript(value=self.convert(node.expr), ctx=_CONTEXTS[node.flags](),
                              slice=_ast.Slice(lower=self.convert(node.lower), upper=self.convert(node.upper), step=None))

    def _Subscript(self, node):
        value = self.convert(node.expr)
        if len(node.subs) == 1 and not (isinstance(node.subs[0], ast.Sliceobj) and len(node.subs[0].nodes) < 3):
            index = self._sub(node.subs[0])
        elif any(isinstance(sub, (ast.Sliceobj, ast.Ellipsis)) for sub in node.subs):
            index = _ast.ExtSlice(dims=[self._sub(sub) for sub in node.subs])
        else:
            elements = self._all(node.subs)
            index = _ast.Index(value=self._at(elements[0].lineno, _ast.Tuple(elts=elements, ctx=_ast.Load())))
        return _ast.Subscript(value=value, slice=index, ctx=_CONTEXTS[node.flags]())

    def _sub(self, node):
        if isinstance(node, ast.Ellipsis):
            return _ast.Ellipsis()
        if not isinstance(node, ast.Sliceobj):
            return _ast.Index(value=self.convert(node))
        bounds = [self._value(bound) for bound in node.nodes]
        step = None
        if len(bounds) == 3:
            step = bounds[2]
            if step is None:
                step = self._at(self._lineno, _ast.Name(id='None', ctx=_ast.Load()))
        return _ast.Slice(lower=bounds[0], upper=bounds[1], step=step)

    def _Backquote(self, node):
        return _ast.Repr(value=self.convert(node.expr))

    def _Yield(self, node):
        return _ast.Yield(value=self._value(node.value))

    def _IfExp(self, node):
        return _ast.IfExp(test=self.convert(node.test), body=self.convert(node.then), orelse=self.convert(node.else_))

    def _And(self, node):
        return _ast.BoolOp(op=_ast.And(), values=self._all(node.nodes))

    def _Or(self, node):
        return _ast.BoolOp(op=_ast.Or(), values=self._all(node.nodes))

    def _Binary(self, node):
        return _ast.BinOp(left=self.convert(node.left), op=_OPERATIONS[node.__class__](), right=self.convert(node.right))

    def _Chained(self, node):
        operands = self._all(node.nodes)
        result = operands[0]
        for operand in operands[1:]:
            result = self._at(result.lineno, _ast.BinOp(left=result, op=_OPERATIONS[node.__class__](), right=operand))
        return result

    def _Unary(self, node):
        operand = node.expr
        if isinstance(node, ast.UnarySub) and isinstance(operand, ast.Const) and not isinstance(operand.value, basestring):
            # As the built-in parser does it.
            return _ast.Num(n=_negative(operand.value))
        return _ast.UnaryOp(op=_OPERATIONS[node.__class__](), operand=self.convert(operand))

    def _Compare(self, node):
        return _ast.Compare(left=self.convert(node.expr), ops=[_SYMBOLS[symbol]() for symbol, operand in node.ops],
                            comparators=[self.convert(operand) for symbol, operand in node.ops])

    def _CallFunc(self, node):
        function = self.convert(node.node)
        args, keywords = [], []
        for arg in node.args:
            if isinstance(arg, ast.Keyword):
                keywords.append(_ast.keyword(arg=arg.name, value=self.convert(arg.expr)))
            else:
                args.append(self.convert(arg))
        return _ast.Call(func=function, args=args, keywords=keywords, starargs=self.convert(node.star_args),
                         kwargs=self.convert(node.dstar_args))

    def _generators(self, loops, iterable):
        return [_ast.comprehension(target=self.convert(loop.assign), iter=self.convert(getattr(loop, iterable)),
                                   ifs=[self.convert(condition.test) for condition in loop.ifs]) for loop in loops]

    def _ListComp(self, node):
        return _ast.ListComp(elt=self.convert(node.expr), generators=self._generators(node.quals, 'list'))

    def _SetComp(self, node):
        return _ast.SetComp(elt=self.convert(node.expr), generators=self._generators(node.quals, 'list'))

    def _DictComp(self, node):
        return _ast.DictComp(key=self.convert(node.key), value=self.convert(node.value),
                             generators=self._generators(node.quals, 'list'))

    def _GenExpr(self, node):
        inner = node.code
        return _ast.GeneratorExp(elt=self.convert(inner.expr), generators=self._generators(inner.quals, 'iter'))


def _negative(value):
    if isinstance(value, complex):
        return complex(0.0, -value.imag)
    value = -value
    # The least int has a positive counterpart that is a long.
    return int(value) if isinstance(value, long) and value == -(2 ** 63) else value


_FAMILIES = {'_Binary': set(_BINARY.values()), '_Chained': set(_CHAINED.values()), '_Unary': set(_UNARY.values())}
