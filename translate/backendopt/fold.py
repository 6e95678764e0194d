"""Copies, constants and simple identities within and across blocks."""

from flow.model import Constant, Variable
from flow.simplify import choose_exit
from rtype.lltype import Bool, Data, Pointer, Struct
from rtype.lloperation import OPERATIONS


def fold(graph, keep_hints=False):
    """Propagates copies and constants; gives whether anything changed.

    keep_hints leaves the hints for the tracer in.
    """
    changed = propagate_inputs(graph)
    for block in graph.blocks():
        changed |= fold_block(block, keep_hints)
    return changed


def propagate_inputs(graph):
    """Replaces an input argument that every link gives the same constant."""
    values = {}
    for link in graph.links():
        for arg, variable in zip(link.args, link.target.inputs):
            known = values.get(variable)
            if variable not in values:
                values[variable] = arg if isinstance(arg, Constant) else None
            elif known is not None and not known.same(arg):
                values[variable] = None
    changed = False
    final = (graph.return_block, graph.except_block)
    for block in graph.blocks():
        if block is graph.start or block in final:
            continue
        table = {}
        for variable in block.inputs:
            if values.get(variable) is not None:
                table[variable] = values[variable]
        if table:
            replace_in_block(block, table)
            changed = True
            for link in graph.links():
                if link.target is block:
                    link.args = [arg for arg, variable in zip(
                        link.args, block.inputs) if variable not in table]
            block.inputs = [variable for variable in block.inputs
                            if variable not in table]
    return changed


def replace_in_block(block, table):
    def rename(value):
        return table.get(value, value)

    for operation in block.operations:
        operation.args = [rename(arg) for arg in operation.args]
    if isinstance(block.switch, Variable):
        block.switch = rename(block.switch)
        if isinstance(block.switch, Constant):
            choose_exit(block)
    for link in block.exits:
        link.args = [rename(arg) for arg in link.args]


def fold_block(block, keep_hints):
    table = {}
    kept = []
    made_by = {}
    changed = False
    for operation in block.operations:
        operation.args = [table.get(arg, arg) for arg in operation.args]
        value = None
        if not (keep_hints and operation.name == 'jit_promote'):
            value = simplified(operation, made_by)
        if value is None:
            kept.append(operation)
            made_by[operation.result] = operation
        else:
            table[operation.result] = value
            changed = True
    block.operations = kept
    if table:
        block_switch = table.get(block.switch, block.switch)
        block.switch = block_switch
        for link in block.exits:
            link.args = [table.get(arg, arg) for arg in link.args]
        if isinstance(block.switch, Constant):
            choose_exit(block)
    switch = made_by.get(block.switch)
    if switch is not None and switch.name == 'bool_not':
        block.switch = switch.args[0]
        if isinstance(block.switch, Constant):
            for link in block.exits:
                link.case = not link.case
            choose_exit(block)
        else:
            for link in block.exits:
                link.case = not link.case
        changed = True
    return changed


def simplified(operation, made_by):
    """The value that the operation gives, if it can be told; else None."""
    name, args = operation.name, operation.args
    if name in ('same_as', 'jit_promote'):
        return args[0]
    entry = OPERATIONS[name]
    if entry.fold is not None and all(
            [isinstance(arg, Constant) for arg in args]):
        values = [arg.value for arg in args]
        if name in ('int_divide', 'int_remainder') and values[1] in (0, -1):
            return None
        return Constant(entry.fold(*values), operation.result.lltype)
    if name == 'getfield':
        return constant_field(operation)
    if name == 'getarraysize' and isinstance(args[0], Constant) and \
            isinstance(args[0].value, Data):
        return Constant(len(args[0].value.items), operation.result.lltype)
    if name == 'cast_pointer':
        if isinstance(args[0], Constant):
            return Constant(args[0].value, operation.result.lltype)
        if args[0].lltype is operation.result.lltype:
            return args[0]
        inner = made_by.get(args[0])
        if inner is not None and inner.name == 'cast_pointer':
            operation.args = [inner.args[0]]
            if inner.args[0].lltype is operation.result.lltype:
                return inner.args[0]
        return None
    if name == 'pointer_nonzero' and isinstance(args[0], Constant):
        return Constant(args[0].value is not None, Bool)
    if name == 'pointer_nonzero':
        inner = made_by.get(args[0])
        while inner is not None and inner.name == 'cast_pointer':
            inner = made_by.get(inner.args[0])
        if inner is not None and inner.name.startswith('malloc'):
            return Constant(True, Bool)
    if name == 'bool_not':
        inner = made_by.get(args[0])
        if inner is not None and inner.name == 'bool_not':
            return inner.args[0]
    if len(args) == 2 and isinstance(args[1], Constant):
        right = args[1].value
        if right == 0 and name in ('int_add', 'int_sub', 'int_or', 'int_xor',
                                   'int_lshift', 'int_rshift'):
            return args[0]
        if right == 1 and name in ('int_mul', 'int_divide'):
            return args[0]
    if len(args) == 2 and isinstance(args[0], Constant):
        left = args[0].value
        if left == 0 and name in ('int_add', 'int_or', 'int_xor'):
            return args[1]
        if left == 1 and name == 'int_mul':
            return args[1]
    return None


def constant_field(operation):
    """The value of a field that never changes, of data that exists."""
    pointer, field = operation.args[0], operation.args[1].value
    if not isinstance(pointer, Constant) or not isinstance(pointer.value,
                                                           Data):
        return None
    struct = pointer.value.lltype
    if not isinstance(struct, Struct) or field not in struct.immutable:
        return None
    lltype = struct.types[field]
    value = pointer.value.values.get(field, None)
    if value is None and not isinstance(lltype, Pointer):
        return None
    return Constant(value, lltype)
