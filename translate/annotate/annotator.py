"""Whole-program type inference, to a fixpoint.

The annotator starts at the entry point, follows every call, and visits a
block again whenever something that it has read became more general. The rules
for single operations are in operations.py and calls.py.
"""

import types

from annotate import calls, operations
from annotate.classes import ClassTable
from annotate.model import (
    AnnotatorError, IMPOSSIBLE, NONE, Item, SomeBool, SomeBuiltin, SomeChar,
    SomeClasses, SomeDict, SomeFloat, SomeFrozen, SomeFunctions,
    SomeImpossible, SomeInstance, SomeInteger, SomeList, SomeString,
    SomeTuple, has_const, union)
from flow.build import build_graph
from flow.model import Constant, EXCEPTION, Variable



class Blocked(Exception):
    """An operation's operand is impossible still: the block must wait."""


class Position(object):
    """A block of a graph, as a place that may have to be visited again."""
    __slots__ = ('number', 'graph', 'block', 'line')

    def __init__(self, number, graph, block):
        self.number = number
        self.graph = graph
        self.block = block
        self.line = graph.line


class FunctionInfo(object):
    """A function in one specialization: its graph and who calls it."""

    def __init__(self, function, graph):
        self.function = function
        self.graph = graph
        self.callers = set()
        self.family = None

    def result(self):
        return self.graph.return_block.inputs[0].annotation


class Family(object):
    """Functions that one call may reach: they share their types."""

    def __init__(self, info):
        self.members = [info]


class Annotator(object):
    def __init__(self):
        self.classes = ClassTable(self)
        self.functions = {}         # (function, key) -> FunctionInfo
        self.graphs = []
        self.infos = {}             # graph -> FunctionInfo
        self.positions = {}         # block -> Position
        self.pending = {}           # number -> Position
        self.prebuilt = {}          # id -> (object, annotation)
        self.visited = set()
        self.blocked = set()
        self.position = None
        self.visits = 0
        Item.annotator = self

    # -- entry -------------------------------------------------------------

    def annotate(self, function, arguments):
        """Annotates the program that starts at the function."""
        info = self.function_info(function)
        self.bind_arguments(info, arguments)
        self.complete()
        for position in sorted(self.blocked,
                               key=lambda position: position.number):
            self.check_blocked(position)
        return info.graph

    def complete(self):
        """Works until nothing changes."""
        while self.pending:
            number = min(self.pending)
            self.visit(self.pending.pop(number))

    def check_blocked(self, position):
        """A block may be stuck after a call that always raises.

        To read an attribute that nothing ever sets is an error.
        """
        for operation in position.block.operations:
            if operation.result.annotation in (None, IMPOSSIBLE):
                some = self.binding(operation.args[0])
                if operation.name == 'getattr' and isinstance(
                        some, SomeInstance):
                    raise AnnotatorError(
                        '%s:%d: attribute %s of %r is never set' % (
                            position.graph.file_name, operation.line,
                            operation.args[1].value, some))
                return

    def reflow(self, positions):
        for position in positions:
            self.pending[position.number] = position

    def position_of(self, graph, block):
        if block not in self.positions:
            self.positions[block] = Position(len(self.positions), graph,
                                             block)
        return self.positions[block]

    # -- functions ---------------------------------------------------------

    def function_info(self, function, key=()):
        if (function, key) not in self.functions:
            graph = build_graph(function)
            info = FunctionInfo(function, graph)
            info.family = Family(info)
            self.functions[function, key] = info
            self.infos[graph] = info
            self.graphs.append(graph)
            for block in graph.blocks():
                self.position_of(graph, block)
            graph.return_block.inputs[0].annotation = IMPOSSIBLE
            exception = graph.except_block.inputs[0]
            exception.annotation = SomeInstance(
                self.classes.get(Exception))
        return self.functions[function, key]

    def bind_arguments(self, info, arguments):
        start = info.graph.start
        if len(arguments) != len(start.inputs):
            raise AnnotatorError('%s takes %d arguments, not %d' % (
                info.function.__name__, len(start.inputs), len(arguments)))
        changed = False
        for variable, some in zip(start.inputs, arguments):
            changed |= self.generalize(variable, some)
        position = self.position_of(info.graph, start)
        if changed or position not in self.visited:
            self.reflow([position])

    def call(self, info, arguments):
        """Calls from the current position; gives the result so far."""
        if self.position is not None:
            info.callers.add(self.position)
        self.bind_arguments(info, arguments)
        return info.result()

    def merge_families(self, infos):
        """One call may reach all these: they share types from now on."""
        family = infos[0].family
        for info in infos[1:]:
            if info.family is not family:
                for member in info.family.members:
                    family.members.append(member)
                    member.family = family
        return family

    # -- visiting ----------------------------------------------------------

    def generalize(self, variable, some):
        """Widens a variable's annotation; gives whether it changed."""
        old = variable.annotation
        if old is None:
            variable.annotation = some
            return True
        if old is some:
            return False
        joined = union(old, some)
        if joined == old:
            return False
        variable.annotation = joined
        return True

    def binding(self, value):
        if isinstance(value, Constant):
            if value.annotation is None:
                value.annotation = self.constant(value.value)
            return value.annotation
        return value.annotation or IMPOSSIBLE

    def visit(self, position):
        self.visits += 1
        self.visited.add(position)
        graph, block = position.graph, position.block
        position.line = graph.line
        self.position = position
        self.blocked.discard(position)
        try:
            for operation in block.operations:
                position.line = operation.line
                self.visit_operation(operation)
            self.follow(graph, block)
        except Blocked:
            self.blocked.add(position)
            if block.switch is EXCEPTION and \
                    operation is block.operations[-1]:
                self.follow_link(graph, block.exits[1], {})
        except AnnotatorError as error:
            if not getattr(error, 'placed', False):
                error = AnnotatorError('%s:%d: in %s: %s' % (
                    graph.file_name, position.line, graph.name, error))
                error.placed = True
            raise error
        self.position = None

    def visit_operation(self, operation):
        arguments = [self.binding(arg) for arg in operation.args]
        for some in arguments:
            if isinstance(some, SomeImpossible):
                raise Blocked
        if operation.name == 'simple_call':
            some = calls.simple_call(self, operation, arguments)
        elif operation.name == 'call_method':
            some = calls.call_method(self, operation, arguments)
        else:
            some = operations.consider(self, operation, arguments)
        self.generalize(operation.result, some)
        if isinstance(operation.result.annotation, SomeImpossible):
            raise Blocked

    def follow(self, graph, block):
        switch = block.switch
        if isinstance(switch, Variable):
            some = switch.annotation
            narrow = getattr(some, 'narrow', {})
            for link in block.exits:
                if has_const(some) and some.const != link.case:
                    continue
                self.follow_link(graph, link, narrow.get(link.case, {}))
        else:
            for link in block.exits:
                self.follow_link(graph, link, {})

    def follow_link(self, graph, link, narrow):
        if link.exception is not None:
            link.exception.annotation = SomeInstance(
                self.classes.get(Exception))
        if link.target is graph.return_block:
            self.widen_result(graph, self.narrowed(link.args[0], narrow))
            return
        if link.target is graph.except_block:
            return
        changed = False
        for arg, variable in zip(link.args, link.target.inputs):
            some = self.narrowed(arg, narrow)
            if isinstance(some, SomeImpossible):
                return
            changed |= self.generalize(variable, some)
        target = self.position_of(graph, link.target)
        if changed or target not in self.visited:
            self.pending[target.number] = target

    def narrowed(self, arg, narrow):
        some = self.binding(arg)
        if arg in narrow:
            return operations.intersect(some, narrow[arg])
        return some

    def widen_result(self, graph, some):
        """The result of a function, and of all its family."""
        info = self.infos[graph]
        if isinstance(some, SomeFunctions) or isinstance(some, SomeClasses):
            pass
        else:
            some = some.without_const()
        for member in list(info.family.members):
            if self.generalize(member.graph.return_block.inputs[0], some):
                self.reflow(member.callers)

    # -- constants ---------------------------------------------------------

    def constant(self, value):
        """The annotation of a value that exists before the program runs."""
        kind = type(value)
        if value is None:
            return NONE
        if kind is bool:
            some = SomeBool()
        elif kind in (int, long):
            if not -2 ** 63 <= value < 2 ** 63:
                raise AnnotatorError('%r is no machine integer' % (value,))
            some = SomeInteger(value >= 0)
        elif kind is float:
            some = SomeFloat()
        elif kind is str:
            some = SomeChar() if len(value) == 1 else SomeString()
        elif kind is tuple:
            some = SomeTuple([self.constant(item) for item in value])
        elif calls.is_builtin(value):
            return SomeBuiltin(value)
        elif kind is types.FunctionType:
            return SomeFunctions([value])
        elif kind in (list, dict) or (
                isinstance(type(value), type)
                and not isinstance(value, (type, types.ClassType))
                and not calls.is_frozen(value)):
            return self.prebuilt_object(value)
        elif isinstance(value, type):
            return SomeClasses([value])
        elif calls.is_frozen(value):
            return SomeFrozen(value)
        else:
            raise AnnotatorError('%r is no constant of a program' % (value,))
        some.const = value
        return some

    def prebuilt_object(self, value):
        if id(value) in self.prebuilt:
            return self.prebuilt[id(value)][1]
        if type(value) is list:
            some = SomeList(Item(IMPOSSIBLE))
            self.prebuilt[id(value)] = value, some
            for item in value:
                some.item.generalize(self, self.constant(item))
        elif type(value) is dict:
            some = SomeDict(Item(IMPOSSIBLE), Item(IMPOSSIBLE))
            self.prebuilt[id(value)] = value, some
            for key in sorted(value):
                some.key_item.generalize(self, self.constant(key))
                some.value_item.generalize(self, self.constant(value[key]))
        else:
            classdef = self.classes.get(type(value))
            classdef.is_instantiated = True
            some = SomeInstance(classdef)
            self.prebuilt[id(value)] = value, some
            for name in sorted(vars(value)):
                classdef.store(name, self.constant(getattr(value, name)))
        return some
