"""Builds the flow graph of a function by abstract interpretation of its tree.

The builder walks the statements as they would run, on abstract values: a
Variable for what is known only at run time, a Constant for the rest. Where
ways part it copies the state; where they meet, it makes a block with one
input argument for each name that all ways know. A value that is needed across
a place where ways may part waits in the state under a name that begins
with '%'.
"""

import ast
import types

from flow.expressions import BINARY, Expressions
from flow.model import (Variable, Constant, Operation, Link, Block, Graph,
                        EXCEPTION)
from flow.source import FlowError, function_tree, source_file
from flow.simplify import simplify

FOLD = {
    'add': lambda a, b: a + b, 'sub': lambda a, b: a - b,
    'mul': lambda a, b: a * b, 'lshift': lambda a, b: a << b,
    'or_': lambda a, b: a | b, 'and_': lambda a, b: a & b,
    'eq': lambda a, b: a == b, 'ne': lambda a, b: a != b,
    'lt': lambda a, b: a < b, 'gt': lambda a, b: a > b,
    'le': lambda a, b: a <= b, 'ge': lambda a, b: a >= b,
}
NUMBERS = (int, float, bool)

# What may raise, and so ends a block within a try statement.
RAISING = frozenset([
    'simple_call', 'call_method', 'getitem', 'setitem', 'delitem', 'div',
    'floordiv', 'mod', 'getslice', 'next', 'pow'])


class State(object):
    """A block that is being filled and what the names mean in it."""

    def __init__(self, block, names):
        self.block = block
        self.names = names


class Scope(object):
    """What break, continue, return and raise have to leave: see `kind`."""

    def __init__(self, kind):
        self.kind = kind            # 'loop', 'try', 'finally', 'handler'
        self.breaks = []
        self.continues = []
        self.raises = []
        self.body = None
        self.exception = None
        self.depth = 0

    def keeps(self, name):
        """Whether the handler of this try statement may need the name.

        Of the values that wait, it needs those that waited before it.
        """
        if name[0] != '%':
            return True
        if name.startswith('%exc'):
            return name != '%exception'
        digits = name.lstrip('%list')
        return digits.isdigit() and int(digits) < self.depth


class Builder(Expressions):
    """States and statements; expressions are the base class's."""

    def __init__(self, function):
        self.function = function
        self.code = function.func_code
        self.file_name = source_file(function)
        self.tree = function_tree(function)
        self.locals = set(self.code.co_varnames + self.code.co_cellvars)
        self.cells = {}
        if function.func_closure:
            for name, cell in zip(self.code.co_freevars,
                                  function.func_closure):
                self.cells[name] = cell.cell_contents
        self.line = self.tree.lineno
        self.scopes = []
        self.depth = 0
        self.temporaries = 0
        if self.code.co_flags & 0x2c:
            self.error('star arguments and generators are not translated')
        names = self.code.co_varnames[:self.code.co_argcount]
        inputs = [Variable(name) for name in names]
        start = Block(inputs)
        self.state = State(start, dict(zip(names, inputs)))
        self.graph = Graph(function.__name__, start)
        self.graph.function = function
        self.graph.file_name = self.file_name
        self.graph.line = self.code.co_firstlineno

    def error(self, message):
        raise FlowError(message, self.file_name, self.line)

    def build(self):
        self.statements(self.tree.body)
        if self.state is not None:
            self.leave(Constant(None), self.graph.return_block)
        simplify(self.graph)
        return self.graph

    # -- states ------------------------------------------------------------

    def fresh(self, state, only=None):
        """A block that takes over all names, and the link to it."""
        names = sorted(state.names) if only is None else only
        inputs, args, copied = [], [], {}
        for name in names:
            value = state.names[name]
            if isinstance(value, Variable):
                copied[name] = Variable(name)
                inputs.append(copied[name])
                args.append(value)
            else:
                copied[name] = value
        block = Block(inputs)
        return State(block, copied), Link(args, block)

    def branch(self, value):
        """Parts the ways: gives the state where it is false, and true."""
        if isinstance(value, Constant):
            state, self.state = self.state, None
            return (None, state) if value.value else (state, None)
        block = self.state.block
        block.switch = value
        states = []
        for case in (False, True):
            state, link = self.fresh(self.state)
            link.case = case
            block.exits.append(link)
            states.append(state)
        self.state = None
        return states

    def join(self, states):
        """Continues where all these states meet."""
        states = [state for state in states if state is not None]
        if len(states) < 2:
            self.state = states[0] if states else None
            return
        names = set(states[0].names)
        for state in states[1:]:
            names &= set(state.names)
        joined = {}
        passed = []
        for name in sorted(names):
            values = [state.names[name] for state in states]
            first = values[0]
            if isinstance(first, Constant) and all(
                    [first.same(value) for value in values]):
                joined[name] = first
            else:
                joined[name] = Variable(name)
                passed.append(name)
        block = Block([joined[name] for name in passed])
        for state in states:
            state.block.close(Link([state.names[name] for name in passed],
                                   block))
        self.state = State(block, joined)

    def push(self, value):
        """Keeps a value while something else is computed."""
        name = '%%%d' % self.depth
        self.depth += 1
        self.state.names[name] = value

    def pop(self):
        self.depth -= 1
        return self.state.names.pop('%%%d' % self.depth)

    def emit(self, name, *args, **options):
        """Adds an operation; within a try statement it may end the block."""
        if name in FOLD and len(args) == 2 and all(
                [isinstance(arg, Constant) and type(arg.value) in NUMBERS
                 for arg in args]):
            return Constant(FOLD[name](args[0].value, args[1].value))
        result = Variable('v')
        self.state.block.operations.append(Operation(
            name, args, result, self.line, options.get('keywords', ())))
        if name in RAISING and self.protection() is not None:
            self.state.names['%result'] = result
            block = self.state.block
            after, link = self.fresh(self.state)
            del self.state.names['%result']
            exceptional = self.exceptional_link(self.state)
            block.switch = EXCEPTION
            block.close(link, exceptional)
            result = after.names.pop('%result')
            self.state = after
        return result

    def protection(self):
        """The innermost try statement whose body we are in, if any."""
        for scope in reversed(self.scopes):
            if scope.kind in ('try', 'finally'):
                return scope
        return None

    def exceptional_link(self, state):
        scope = self.protection()
        names = [name for name in sorted(state.names) if scope.keeps(name)]
        after, link = self.fresh(state, names)
        link.exception = Variable('exception')
        received = Variable('exception')
        link.args.append(link.exception)
        after.block.inputs.append(received)
        after.names['%exception'] = received
        scope.raises.append(after)
        return link

    # -- leaving -----------------------------------------------------------

    def run_finally(self, scopes):
        """Runs the finally bodies that a jump out of these scopes passes."""
        saved = self.scopes
        for scope in reversed(scopes):
            if scope.kind == 'finally' and self.state is not None:
                self.scopes = saved[:saved.index(scope)]
                self.statements(scope.body)
        self.scopes = saved

    def leave(self, value, target):
        self.state.block.close(Link([value], target))
        self.state = None

    def raise_value(self, value):
        scope = self.protection()
        if scope is None:
            self.leave(value, self.graph.except_block)
        else:
            for name in list(self.state.names):
                if not scope.keeps(name):
                    del self.state.names[name]
            self.state.names['%exception'] = value
            scope.raises.append(self.state)
            self.state = None

    # -- statements --------------------------------------------------------

    def statements(self, body):
        for node in body:
            if self.state is None:
                return
            self.line = node.lineno
            method = getattr(self, 'do_' + type(node).__name__, None)
            if method is None:
                self.error('statement %s is not translated'
                           % type(node).__name__)
            method(node)

    def do_Pass(self, node):
        pass

    do_Import = do_ImportFrom = do_Pass

    def do_Expr(self, node):
        if not isinstance(node.value, ast.Str):
            self.expression(node.value)

    def do_Assign(self, node):
        value = self.expression(node.value)
        for target in node.targets:
            if len(node.targets) > 1:
                self.push(value)
            self.assign(target, value)
            if len(node.targets) > 1:
                value = self.pop()

    def assign(self, target, value):
        if isinstance(target, ast.Name):
            if target.id not in self.locals:
                self.error('global variable %s is assigned' % target.id)
            self.state.names[target.id] = value
        elif isinstance(target, (ast.Tuple, ast.List)):
            for i, part in enumerate(target.elts):
                self.push(value)
                self.assign(part, self.emit('getitem', value, Constant(i)))
                value = self.pop()
        elif isinstance(target, ast.Attribute):
            self.push(value)
            instance = self.expression(target.value)
            self.emit('setattr', instance, Constant(target.attr), self.pop())
        elif isinstance(target, ast.Subscript):
            self.push(value)
            self.push(self.expression(target.value))
            if isinstance(target.slice, ast.Index):
                index = self.expression(target.slice.value)
                container = self.pop()
                self.emit('setitem', container, index, self.pop())
            else:
                self.error('a slice is assigned')
        else:
            self.error('assignment to %s' % type(target).__name__)

    def do_AugAssign(self, node):
        name = BINARY[type(node.op)]
        target = node.target
        if isinstance(target, ast.Name):
            self.push(self.load(target.id))
            value = self.expression(node.value)
            old = self.pop()
            self.state.names[target.id] = self.emit('inplace_' + name
                                                    if name == 'add' else name,
                                                    old, value)
        elif isinstance(target, ast.Attribute):
            self.push(self.expression(target.value))
            instance = self.state.names['%%%d' % (self.depth - 1)]
            self.push(self.emit('getattr', instance, Constant(target.attr)))
            value = self.expression(node.value)
            old = self.pop()
            value = self.emit('inplace_' + name if name == 'add' else name,
                              old, value)
            self.emit('setattr', self.pop(), Constant(target.attr), value)
        elif isinstance(target, ast.Subscript):
            self.push(self.expression(target.value))
            index = self.expression(target.slice.value)
            container = self.pop()
            self.push(container)
            self.push(index)
            self.push(self.emit('getitem', container, index))
            value = self.expression(node.value)
            value = self.emit('inplace_' + name if name == 'add' else name,
                              self.pop(), value)
            index = self.pop()
            self.emit('setitem', self.pop(), index, value)
        else:
            self.error('assignment to %s' % type(target).__name__)

    def do_Delete(self, node):
        for target in node.targets:
            if isinstance(target, ast.Subscript) and isinstance(
                    target.slice, ast.Index):
                self.push(self.expression(target.value))
                index = self.expression(target.slice.value)
                self.emit('delitem', self.pop(), index)
            elif isinstance(target, ast.Name):
                self.load(target.id)
                del self.state.names[target.id]
            else:
                self.error('del of %s' % type(target).__name__)

    def do_Print(self, node):
        if node.dest is not None:
            self.error('print to a file')
        for i, value in enumerate(node.values):
            if i:
                self.emit('print_', Constant(' '))
            self.emit('print_', self.expression(value))
        if not node.nl:
            self.error('print with a comma at the end')
        self.emit('print_', Constant('\n'))

    def do_Return(self, node):
        value = Constant(None)
        if node.value is not None:
            value = self.expression(node.value)
        self.push(value)
        self.run_finally(self.scopes)
        self.depth -= 1
        if self.state is not None:
            value = self.state.names.pop('%%%d' % self.depth)
            self.leave(value, self.graph.return_block)

    def do_If(self, node):
        falses, trues = self.condition(node.test)
        self.join(trues)
        if self.state is not None:
            self.statements(node.body)
        after = [self.state]
        self.join(falses)
        if self.state is not None:
            self.statements(node.orelse)
        after.append(self.state)
        self.join(after)

    def begin_loop(self, body):
        """A loop's header: assigned names become input arguments of it."""
        assigned = set()
        for node in body:
            for part in ast.walk(node):
                if isinstance(part, ast.Name) and not isinstance(
                        part.ctx, ast.Load):
                    assigned.add(part.id)
        state = self.state
        names, passed = {}, []
        for name in sorted(state.names):
            value = state.names[name]
            if isinstance(value, Constant) and name not in assigned:
                names[name] = value
            else:
                names[name] = Variable(name)
                passed.append(name)
        header = Block([names[name] for name in passed])
        state.block.close(Link([state.names[name] for name in passed],
                               header))
        self.state = State(header, names)
        return header, passed

    def end_loop(self, header, passed):
        if self.state is not None:
            names = self.state.names
            for name in passed:
                if name not in names:
                    self.error('%s is deleted in a loop' % name)
            self.state.block.close(Link([names[name] for name in passed],
                                        header))
            self.state = None

    def do_While(self, node):
        header, passed = self.begin_loop([node])
        falses, trues = self.condition(node.test)
        self.join(trues)
        self.loop_body(node, header, passed, falses)

    def loop_body(self, node, header, passed, falses):
        scope = Scope('loop')
        if self.state is not None:
            self.scopes.append(scope)
            self.statements(node.body)
            self.scopes.pop()
            self.join([self.state] + scope.continues)
            self.end_loop(header, passed)
        self.join(falses)
        if self.state is not None:
            self.statements(node.orelse)
        self.join([self.state] + scope.breaks)

    def do_For(self, node):
        items = node.iter
        if isinstance(items, ast.Tuple):
            items = ast.List(items.elts, ast.Load())
        iterator = self.emit('iter', self.expression(items))
        self.push(iterator)
        name = '%%%d' % (self.depth - 1)
        header, passed = self.begin_loop([node])
        more = self.emit('iter_more', self.state.names[name])
        false, true = self.branch(more)
        self.state = true
        value = self.emit('iter_next', self.state.names[name])
        self.assign(node.target, value)
        scope = Scope('loop')
        self.scopes.append(scope)
        self.statements(node.body)
        self.scopes.pop()
        self.join([self.state] + scope.continues)
        self.end_loop(header, passed)
        self.depth -= 1
        self.state = false
        self.state.names.pop(name)
        self.statements(node.orelse)
        for state in scope.breaks:
            state.names.pop(name, None)
        self.join([self.state] + scope.breaks)

    def jump_out(self, attribute, keyword):
        for i in range(len(self.scopes) - 1, -1, -1):
            scope = self.scopes[i]
            if scope.kind == 'loop':
                self.run_finally(self.scopes[i:])
                if self.state is not None:
                    getattr(scope, attribute).append(self.state)
                    self.state = None
                return
        self.error('%s outside a loop' % keyword)

    def do_Break(self, node):
        self.jump_out('breaks', 'break')

    def do_Continue(self, node):
        self.jump_out('continues', 'continue')

    def do_Assert(self, node):
        falses, trues = self.condition(node.test)
        self.join(falses)
        if self.state is not None:
            self.raise_value(self.emit('simple_call',
                                       Constant(AssertionError)))
        self.join(trues)

    def do_Raise(self, node):
        if node.type is None:
            for scope in reversed(self.scopes):
                if scope.kind == 'handler':
                    self.raise_value(self.state.names[scope.exception])
                    return
            self.error('raise without an exception')
        value = self.expression(node.type)
        if isinstance(value, Constant) and isinstance(
                value.value, (type, types.ClassType)):
            args = []
            if node.inst is not None:
                args.append(self.expression(node.inst))
            value = self.emit('simple_call', value, *args)
        self.raise_value(value)

    def do_TryExcept(self, node):
        scope = Scope('try')
        scope.depth = self.depth
        self.scopes.append(scope)
        self.statements(node.body)
        self.scopes.pop()
        if self.state is not None:
            self.statements(node.orelse)
        after = [self.state]
        self.join(scope.raises)
        self.temporaries += 1
        name = '%%exc%d' % self.temporaries
        if self.state is not None:
            self.state.names[name] = self.state.names.pop('%exception')
        for handler in node.handlers:
            if self.state is None:
                break
            self.line = handler.lineno
            unmatched = None
            if handler.type is not None:
                matched, unmatched = self.match(handler.type, name)
                self.join(matched)
            inner = Scope('handler')
            inner.exception = name
            if self.state is not None:
                if handler.name is not None:
                    self.assign(handler.name, self.state.names[name])
                self.scopes.append(inner)
                self.statements(handler.body)
                self.scopes.pop()
            if self.state is not None:
                self.state.names.pop(name, None)
            after.append(self.state)
            self.join([unmatched])
        if self.state is not None:
            self.raise_value(self.state.names[name])
        self.join(after)

    def match(self, types_node, name):
        """The states where the exception is one of these types, and not."""
        nodes = [types_node]
        if isinstance(types_node, ast.Tuple):
            nodes = types_node.elts
        matched = []
        for node in nodes:
            kind = self.expression(node)
            flag = self.emit('isinstance', self.state.names[name], kind)
            self.state, true = self.branch(flag)
            matched.append(true)
        return matched, self.state

    def do_TryFinally(self, node):
        scope = Scope('finally')
        scope.body = node.finalbody
        scope.depth = self.depth
        self.scopes.append(scope)
        self.statements(node.body)
        self.scopes.pop()
        if self.state is not None:
            self.statements(node.finalbody)
        after = self.state
        self.join(scope.raises)
        if self.state is not None:
            self.temporaries += 1
            name = '%%exc%d' % self.temporaries
            self.state.names[name] = self.state.names.pop('%exception')
            self.statements(node.finalbody)
            if self.state is not None:
                self.raise_value(self.state.names[name])
        self.state = after


def build_graph(function):
    """The flow graph of a function; FlowError if it cannot be built."""
    return Builder(function).build()
