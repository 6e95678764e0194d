"""Exceptions as checked returns.

After this pass an operation that may raise ends its block with the exit
switch EXCEPTION: the caller checks after each such call whether an exception
is set. A call of a function that cannot raise needs no check.
"""

from flow.model import Block, EXCEPTION, Link, Variable
from rtype.lltype import Function

ALWAYS = frozenset(['indirect_call'])


def may_raise(operation, raising):
    if operation.name == 'direct_call':
        target = operation.args[0].value
        return isinstance(target, Function) and target.graph in raising
    return operation.name in ALWAYS


def raising_graphs(graphs):
    """The graphs that may raise: a fixpoint over the calls."""
    raising = set()
    callers = {}
    todo = []
    for graph in graphs:
        protected_calls = []
        own = False
        for block in graph.blocks():
            for link in block.exits:
                if link.target is graph.except_block:
                    own = True
            for operation in block.operations:
                if operation.name == 'direct_call' and isinstance(
                        operation.args[0].value, Function):
                    protected_calls.append(operation.args[0].value.graph)
                elif operation.name in ALWAYS:
                    own = True
        if own:
            raising.add(graph)
            todo.append(graph)
        for callee in protected_calls:
            callers.setdefault(callee, []).append(graph)
    while todo:
        for caller in callers.get(todo.pop(), ()):
            if caller not in raising:
                raising.add(caller)
                todo.append(caller)
    return raising


def transform_exceptions(graphs):
    raising = raising_graphs(graphs)
    for graph in graphs:
        for block in graph.blocks():
            transform_block(graph, block, raising)


def transform_block(graph, block, raising):
    """Splits a block after each operation that may raise."""
    handler = None
    if block.switch is EXCEPTION:
        handler = block.exits[1]
    operations = block.operations
    places = [i for i, operation in enumerate(operations)
              if may_raise(operation, raising)]
    if handler is not None:
        block.switch = None
        block.exits = block.exits[:1]
    for place in reversed(places):
        operation = operations[place]
        target = graph.except_block
        args = None
        if handler is not None and operation.extra != 'unprotected':
            target = handler.target
            args = handler
        split(graph, block, place, target, args)
    for operation in operations:
        if operation.extra == 'unprotected':
            operation.extra = None


def split(graph, block, place, target, handler):
    """Moves what follows the operation to a new block."""
    rest = Block([])
    rest.operations = block.operations[place + 1:]
    rest.switch = block.switch
    rest.exits = block.exits
    block.operations = block.operations[:place + 1]
    defined = set(block.inputs)
    for operation in block.operations:
        defined.add(operation.result)
    table = {}
    passed = []

    def rename(value):
        if value in defined:
            if value not in table:
                table[value] = value.copy()
                passed.append(value)
            return table[value]
        return value

    for operation in rest.operations:
        operation.args = [rename(arg) for arg in operation.args]
    rest.switch = rename(rest.switch)
    for link in rest.exits:
        link.args = [rename(arg) for arg in link.args]
    rest.inputs = [table[value] for value in passed]
    exception = Variable('exception')
    exception.lltype = graph.except_block.inputs[0].lltype
    if handler is None:
        exceptional = Link([exception], target)
    else:
        exceptional = Link([exception if arg is handler.exception else arg
                            for arg in handler.args], target)
    exceptional.exception = exception
    block.switch = EXCEPTION
    block.exits = [Link(passed, rest), exceptional]
