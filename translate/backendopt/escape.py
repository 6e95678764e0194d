"""Allocation removal: a struct that never leaves a function becomes values.

A new struct qualifies if its pointer is only used to read and write its
fields, and to be passed from block to block without meeting another pointer.
Its fields then travel as values of their own.
"""

from flow.model import Constant, Operation, Variable
from rtype.lltype import Pointer, Void


def remove_allocations(graph):
    """Removes one allocation after the other; gives how many."""
    count = 0
    failed = set()
    while True:
        candidate = find_candidate(graph, failed)
        if candidate is None:
            return count
        explode(graph, *candidate)
        count += 1


def find_candidate(graph, failed):
    for block in graph.blocks():
        for operation in block.operations:
            if operation.name == 'malloc' and operation.result not in failed:
                aliases = collect_aliases(graph, operation.result)
                if aliases is not None:
                    return operation, aliases
                failed.add(operation.result)
    return None


def collect_aliases(graph, variable):
    """All variables that hold the pointer; None if it escapes."""
    aliases = set([variable])
    todo = [variable]
    users = uses_of(graph)
    while todo:
        current = todo.pop()
        for kind, user, position in users.get(current, ()):
            if kind == 'operation':
                if user.name == 'cast_pointer':
                    new = user.result
                elif user.name in ('getfield', 'setfield') and position == 0:
                    continue
                elif user.name in ('pointer_nonzero', 'same_as'):
                    if user.name == 'pointer_nonzero':
                        continue
                    new = user.result
                else:
                    return None
            elif kind == 'switch':
                return None
            else:
                target = user.target
                if target in (graph.return_block, graph.except_block):
                    return None
                new = target.inputs[position]
            if new not in aliases:
                aliases.add(new)
                todo.append(new)
    # A variable that may also hold another pointer does not qualify.
    for link in graph.links():
        for arg, target in zip(link.args, link.target.inputs):
            if target in aliases and arg not in aliases:
                return None
    if aliases & set(graph.start.inputs):
        return None
    # Nor may it be made again while the last one is alive.
    for block in graph.blocks():
        if any([operation.result is variable
                for operation in block.operations]) and \
                aliases & set(block.inputs):
            return None
    return aliases


def uses_of(graph):
    users = {}
    for block in graph.blocks():
        for operation in block.operations:
            for i, arg in enumerate(operation.args):
                if isinstance(arg, Variable):
                    users.setdefault(arg, []).append(
                        ('operation', operation, i))
        if isinstance(block.switch, Variable):
            users.setdefault(block.switch, []).append(('switch', block, 0))
        for link in block.exits:
            for i, arg in enumerate(link.args):
                if isinstance(arg, Variable):
                    users.setdefault(arg, []).append(('link', link, i))
    return users


def fields_of(struct):
    return [(name, field) for name, field in struct.fields
            if field is not Void]


def zero(lltype):
    if isinstance(lltype, Pointer):
        return Constant(None, lltype)
    return Constant(lltype.default, lltype)


def explode(graph, allocation, aliases):
    """Replaces the struct by one value for each field."""
    fields = fields_of(allocation.args[0].value)
    for block in graph.blocks():
        current = {}
        inputs = []
        for variable in block.inputs:
            if variable in aliases:
                for name, lltype in fields:
                    value = Variable(name)
                    value.lltype = lltype
                    current[name] = value
                    inputs.append(value)
            else:
                inputs.append(variable)
        block.inputs = inputs
        out = []
        for operation in block.operations:
            if operation is allocation:
                current = dict([(name, zero(lltype))
                                for name, lltype in fields])
            elif operation.args and operation.args[0] in aliases and \
                    operation.name in ('getfield', 'setfield',
                                       'cast_pointer', 'same_as',
                                       'pointer_nonzero'):
                name = operation.args[1].value if len(
                    operation.args) > 1 else None
                if operation.name == 'setfield':
                    if operation.args[2].lltype is not Void:
                        current[name] = operation.args[2]
                elif operation.name == 'getfield':
                    if operation.result.lltype is not Void:
                        out.append(Operation('same_as', [current[name]],
                                             operation.result,
                                             operation.line))
                elif operation.name == 'pointer_nonzero':
                    out.append(Operation('same_as', [
                        Constant(True, operation.result.lltype)],
                        operation.result, operation.line))
            else:
                out.append(operation)
        block.operations = out
        for link in block.exits:
            args = []
            for arg in link.args:
                if arg in aliases:
                    args += [current[name] for name, _ in fields]
                else:
                    args.append(arg)
            link.args = args
