"""Builds what conditions and expressions do: a part of the Builder."""

import ast
import types

from flow.model import Constant

BINARY = {
    ast.Add: 'add', ast.Sub: 'sub', ast.Mult: 'mul', ast.Div: 'div',
    ast.FloorDiv: 'floordiv', ast.Mod: 'mod', ast.LShift: 'lshift',
    ast.RShift: 'rshift', ast.BitAnd: 'and_', ast.BitOr: 'or_',
    ast.BitXor: 'xor', ast.Pow: 'pow',
}
COMPARE = {
    ast.Eq: 'eq', ast.NotEq: 'ne', ast.Lt: 'lt', ast.LtE: 'le',
    ast.Gt: 'gt', ast.GtE: 'ge', ast.Is: 'is_', ast.IsNot: 'is_not',
    ast.In: 'contains', ast.NotIn: 'not_contains',
}

# Whose attributes are known when the program is translated.
FOLDED_ATTRIBUTES = (types.ModuleType, type, types.ClassType, file)


class Expressions(object):
    """The Builder's methods for expressions, named after the tree's nodes."""

    # -- conditions --------------------------------------------------------

    def condition(self, node):
        """Gives two lists: the states where it is false, and true."""
        if isinstance(node, ast.BoolOp):
            stay = isinstance(node.op, ast.And)
            falses, trues = [], []
            for i, part in enumerate(node.values):
                no, yes = self.condition(part)
                if i == len(node.values) - 1:
                    falses += no
                    trues += yes
                elif stay:
                    falses += no
                    self.join(yes)
                else:
                    trues += yes
                    self.join(no)
                if self.state is None:
                    break
            self.state = None
            return falses, trues
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            falses, trues = self.condition(node.operand)
            return trues, falses
        value = self.expression(node)
        if not isinstance(value, Constant):
            value = self.emit('bool', value)
        false, true = self.branch(value)
        return ([state for state in [false] if state is not None],
                [state for state in [true] if state is not None])

    # -- expressions -------------------------------------------------------

    def expression(self, node):
        method = getattr(self, 'eval_' + type(node).__name__, None)
        if method is None:
            self.error('expression %s is not translated'
                       % type(node).__name__)
        return method(node)

    def operands(self, nodes):
        """Evaluates from left to right; gives the values."""
        for node in nodes:
            self.push(self.expression(node))
        return [self.pop() for _ in nodes][::-1]

    def eval_Num(self, node):
        return Constant(node.n)

    def eval_Str(self, node):
        return Constant(node.s)

    def load(self, name):
        if name in self.state.names:
            return self.state.names[name]
        if name in self.cells:
            return Constant(self.cells[name])
        if name in self.locals:
            self.error('local variable %s may be unset here' % name)
        namespace = self.function.func_globals
        if name in namespace:
            return Constant(namespace[name])
        builtins = namespace['__builtins__']
        if not isinstance(builtins, dict):
            builtins = builtins.__dict__
        if name in builtins:
            return Constant(builtins[name])
        self.error('name %s is not defined' % name)

    def eval_Name(self, node):
        return self.load(node.id)

    def eval_Attribute(self, node):
        value = self.expression(node.value)
        if isinstance(value, Constant) and isinstance(value.value,
                                                      FOLDED_ATTRIBUTES):
            try:
                found = getattr(value.value, node.attr)
            except AttributeError:
                self.error('%r has no attribute %s' % (value, node.attr))
            return Constant(getattr(found, 'im_func', found))
        return self.emit('getattr', value, Constant(node.attr))

    def eval_BinOp(self, node):
        name = BINARY[type(node.op)]
        if (name == 'mod' and isinstance(node.left, ast.Str)):
            values = [node.right]
            if isinstance(node.right, ast.Tuple):
                values = node.right.elts
            return self.emit('format', Constant(node.left.s),
                             *self.operands(values))
        left, right = self.operands([node.left, node.right])
        return self.emit(name, left, right)

    def eval_UnaryOp(self, node):
        if isinstance(node.op, ast.Not):
            return self.eval_condition(node)
        value = self.expression(node.operand)
        if isinstance(node.op, ast.USub):
            if isinstance(value, Constant):
                return Constant(-value.value)
            return self.emit('neg', value)
        if isinstance(node.op, ast.Invert):
            if isinstance(value, Constant):
                return Constant(~value.value)
            return self.emit('invert', value)
        return value

    def eval_condition(self, node):
        """A condition as a value: True on one way, False on the other."""
        falses, trues = self.condition(node)
        return self.choose([(falses, Constant(False)),
                            (trues, Constant(True))])

    def choose(self, cases):
        """Joins lists of states, each with its value; gives the value."""
        name = '%%%d' % self.depth
        states = []
        for ways, value in cases:
            self.join(ways)
            if self.state is not None:
                self.state.names[name] = value
                states.append(self.state)
        self.join(states)
        return self.state.names.pop(name)

    def eval_BoolOp(self, node):
        name = '%%%d' % self.depth
        stay = isinstance(node.op, ast.And)
        done = []
        for i, part in enumerate(node.values):
            value = self.expression(part)
            self.state.names[name] = value
            if i == len(node.values) - 1:
                done.append(self.state)
                break
            if isinstance(value, Constant):
                flag = value
            else:
                flag = self.emit('bool', value)
            false, true = self.branch(flag)
            if stay:
                done.append(false)
                self.state = true
            else:
                done.append(true)
                self.state = false
            if self.state is None:
                break
        self.join(done)
        return self.state.names.pop(name)

    def eval_IfExp(self, node):
        falses, trues = self.condition(node.test)
        name = '%%%d' % self.depth
        states = []
        for ways, part in ((trues, node.body), (falses, node.orelse)):
            self.join(ways)
            if self.state is not None:
                value = self.expression(part)
                self.state.names[name] = value
                states.append(self.state)
        self.join(states)
        return self.state.names.pop(name)

    def eval_Compare(self, node):
        if len(node.ops) > 1:
            return self.chain(node)
        name = COMPARE[type(node.ops[0])]
        if name in ('contains', 'not_contains') and isinstance(
                node.comparators[0], ast.Tuple):
            return self.one_of(node.left, node.comparators[0].elts,
                               name == 'contains')
        left, right = self.operands([node.left, node.comparators[0]])
        if name in ('is_', 'is_not') and isinstance(left, Constant) and \
                isinstance(right, Constant):
            return Constant((left.value is right.value) == (name == 'is_'))
        if name in ('is_not', 'not_contains'):
            positive = 'is_' if name == 'is_not' else 'contains'
            return self.emit('not_', self.emit(positive, left, right))
        return self.emit(name, left, right)

    def chain(self, node):
        """a < b < c: all are evaluated once, and c only if a < b."""
        left = '%%left%d' % self.depth
        middle = '%%middle%d' % self.depth
        self.depth += 1
        self.state.names[left] = self.expression(node.left)
        self.state.names[middle] = self.expression(node.comparators[0])
        first = ast.Compare(ast.Name(left, ast.Load()), node.ops[:1],
                            [ast.Name(middle, ast.Load())])
        rest = ast.Compare(ast.Name(middle, ast.Load()), node.ops[1:],
                           node.comparators[1:])
        result = self.eval_condition(ast.BoolOp(ast.And(), [first, rest]))
        self.depth -= 1
        del self.state.names[left], self.state.names[middle]
        return result

    def one_of(self, node, candidates, positive):
        """x in (a, b): comparisons, as a tuple's items have many types."""
        if not candidates:
            self.error('in an empty tuple')
        name = '%%one%d' % self.depth
        self.depth += 1
        self.state.names[name] = self.expression(node)
        tests = []
        for candidate in candidates:
            if not isinstance(candidate, (ast.Name, ast.Num, ast.Str,
                                          ast.Attribute)):
                self.error('in a tuple of other things than names and '
                           'constants')
            tests.append(ast.Compare(ast.Name(name, ast.Load()), [ast.Eq()],
                                     [candidate]))
        found = ast.BoolOp(ast.Or(), tests)
        if not positive:
            found = ast.UnaryOp(ast.Not(), found)
        result = self.eval_condition(found)
        self.depth -= 1
        del self.state.names[name]
        return result

    def eval_Call(self, node):
        if node.starargs is not None or node.kwargs is not None:
            self.error('star arguments are not translated')
        keywords = tuple([keyword.arg for keyword in node.keywords])
        arguments = node.args + [keyword.value for keyword in node.keywords]
        function = node.func
        method = None
        if isinstance(function, ast.Attribute):
            target = self.expression(function.value)
            if isinstance(target, Constant) and isinstance(
                    target.value, FOLDED_ATTRIBUTES):
                try:
                    found = getattr(target.value, function.attr)
                except AttributeError:
                    self.error('%r has no attribute %s'
                               % (target, function.attr))
                target = Constant(getattr(found, 'im_func', found))
            else:
                method = Constant(function.attr)
        else:
            target = self.expression(function)
        if (isinstance(target, Constant) and target.value is isinstance
                and method is None):
            return self.emit('isinstance', *self.operands(arguments))
        self.push(target)
        values = self.operands(arguments)
        target = self.pop()
        if method is not None:
            return self.emit('call_method', target, method, *values,
                             keywords=keywords)
        return self.emit('simple_call', target, *values, keywords=keywords)

    def eval_Subscript(self, node):
        self.push(self.expression(node.value))
        if isinstance(node.slice, ast.Index):
            index = self.expression(node.slice.value)
            return self.emit('getitem', self.pop(), index)
        if not isinstance(node.slice, ast.Slice) or node.slice.step:
            self.error('this kind of slice is not translated')
        bounds = []
        for bound in (node.slice.lower, node.slice.upper):
            if bound is None:
                self.push(Constant(None))
            else:
                self.push(self.expression(bound))
        stop, start = self.pop(), self.pop()
        return self.emit('getslice', self.pop(), start, stop)

    def eval_List(self, node):
        return self.emit('newlist', *self.operands(node.elts))

    def eval_Tuple(self, node):
        return self.emit('newtuple', *self.operands(node.elts))

    def eval_Dict(self, node):
        pairs = []
        for key, value in zip(node.keys, node.values):
            pairs += [key, value]
        return self.emit('newdict', *self.operands(pairs))

    def eval_ListComp(self, node):
        """Becomes a loop that appends to a new list."""
        name = '%%list%d' % self.depth
        self.state.names[name] = self.emit('newlist')
        self.depth += 1
        append = ast.Expr(ast.Call(
            ast.Attribute(ast.Name(name, ast.Load()), 'append', ast.Load()),
            [node.elt], [], None, None))
        body = append
        for generator in reversed(node.generators):
            for test in reversed(generator.ifs):
                body = ast.If(test, [body], [])
            body = ast.For(generator.target, generator.iter, [body], [])
        for part in ast.walk(body):
            if not hasattr(part, 'lineno'):
                part.lineno = self.line
        self.statements([body])
        self.depth -= 1
        return self.state.names.pop(name)
