"""Dead code: operations without effect whose results nobody needs."""

from flow.model import Variable
from flow.simplify import remove_unused_inputs
from rtype.lloperation import OPERATIONS

# They only read, or make new memory: not pure, but without effect.
WITHOUT_EFFECT = frozenset(['getfield', 'getarrayitem', 'malloc',
                            'malloc_array', 'same_as', 'raw_load',
                            'raw_load_byte'])


def has_effect(operation):
    return not (OPERATIONS[operation.name].pure
                or operation.name in WITHOUT_EFFECT)


def remove_dead_code(graph):
    """Removes what nothing needs; gives whether there was anything."""
    needed = set()
    todo = []
    made_by = {}
    for block in graph.blocks():
        for operation in block.operations:
            made_by[operation.result] = operation
            if has_effect(operation):
                todo += operation.args
        if isinstance(block.switch, Variable):
            todo.append(block.switch)
        for link in block.exits:
            if link.target in (graph.return_block, graph.except_block):
                todo += link.args
    sources = {}
    for link in graph.links():
        for arg, variable in zip(link.args, link.target.inputs):
            sources.setdefault(variable, []).append(arg)
    while todo:
        value = todo.pop()
        if not isinstance(value, Variable) or value in needed:
            continue
        needed.add(value)
        operation = made_by.get(value)
        if operation is not None and not has_effect(operation):
            todo += operation.args
        todo += sources.get(value, ())
    changed = False
    for block in graph.blocks():
        kept = [operation for operation in block.operations
                if has_effect(operation) or operation.result in needed]
        if len(kept) < len(block.operations):
            block.operations = kept
            changed = True
    remove_unused_inputs(graph)
    return changed
