"""Inserts checks of the stack's depth, so that recursion cannot crash.

A function that can come back to itself gets a check at its entry, if it is
one of those that cut every cycle of the call graph. Where the stack is too
deep it raises RuntimeError.
"""

from flow.model import Block, Constant, EXCEPTION, Link, Operation, Variable
from rtype.lltype import Bool, Function


def callees(graph, by_type):
    """The graphs that a graph may call, each once, in order."""
    result = []
    for block in graph.blocks():
        for operation in block.operations:
            if operation.name == 'direct_call':
                target = operation.args[0].value
                if isinstance(target, Function):
                    result.append(target.graph)
            elif operation.name == 'indirect_call':
                result += by_type.get(operation.args[0].lltype, ())
    seen = set()
    return [graph for graph in result
            if not (graph in seen or seen.add(graph))]


def targets_by_type(functions):
    """Which functions a pointer may point to: pointer type -> graphs.

    A method's pointer has its own type for the instance, so what counts is
    the types of the rest.
    """
    table = {}
    for function in functions:
        table.setdefault(signature(function.lltype), []).append(
            function.graph)
    return table


def signature(pointer):
    kind = pointer.to
    return tuple(kind.arguments[1:]), len(kind.arguments), kind.result


class ByType(object):
    def __init__(self, functions):
        self.table = targets_by_type(functions)

    def get(self, pointer, default):
        return self.table.get(signature(pointer), default)


def graphs_to_check(graphs, functions):
    """A set of graphs that cuts every cycle, by a depth-first search."""
    by_type = ByType(functions)
    known = set(graphs)
    chosen = set()
    state = {}
    for root in graphs:
        if root in state:
            continue
        state[root] = 'open'
        stack = [(root, iter(callees(root, by_type)))]
        while stack:
            graph, rest = stack[-1]
            for callee in rest:
                if callee not in known or callee in chosen:
                    continue
                if callee not in state:
                    state[callee] = 'open'
                    stack.append((callee, iter(callees(callee, by_type))))
                    break
                if state[callee] == 'open':
                    chosen.add(callee)
            else:
                state[graph] = 'closed'
                stack.pop()
    return [graph for graph in graphs if graph in chosen]


def insert_checks(graphs, functions, raise_graph):
    """Puts the checks in; gives the graphs that have one.

    raise_graph is the function that raises RuntimeError.
    """
    chosen = graphs_to_check(graphs, functions)
    for graph in chosen:
        insert_check(graph, raise_graph)
    return chosen


def insert_check(graph, raise_function):
    start = graph.start
    inputs = [variable.copy() for variable in start.inputs]
    entry = Block(inputs)
    deep = Variable('deep')
    deep.lltype = Bool
    entry.operations.append(Operation('stack_too_deep', [], deep))
    entry.switch = deep
    failing = Block([])
    entry.exits = [Link(list(inputs), start, False), Link([], failing, True)]
    nothing = Variable('v')
    nothing.lltype = raise_function.lltype.to.result
    failing.operations.append(Operation(
        'direct_call', [Constant(raise_function, raise_function.lltype)],
        nothing))
    failing.switch = EXCEPTION
    exception = Variable('exception')
    exception.lltype = graph.except_block.inputs[0].lltype
    never = Link([Constant(None, exception.lltype)], graph.except_block)
    exceptional = Link([exception], graph.except_block)
    exceptional.exception = exception
    failing.exits = [never, exceptional]
    graph.start = entry


def too_deep():
    """What the checks call."""
    raise RuntimeError
