"""Gives an interpreter a tracing compiler.

For a program whose main loop names a JitDriver this phase makes jitcodes of
the loop's function and all it calls, and changes the function itself: at
can_enter_jit it asks the tracing runtime (the modules runtime, metainterp,
optimizer, executor, written in the restricted Python and translated along)
whether to go on in compiled code.
"""

from flow.model import Block, Constant, EXCEPTION, Link, Operation, Variable
from pyjitpl.jitcode import WORDS, make_jitcodes
from rtype.exceptions import raising_graphs
from rtype.lltype import (Bool, Char, Data, Float, Function, Pointer, Signed,
                          Void, function_type)


class JitError(Exception):
    """The portal is not as it must be."""


def find_portal(graphs):
    """The graph with a jit_merge_point, or None."""
    for graph in graphs:
        for block in graph.blocks():
            for operation in block.operations:
                if operation.name == 'jit_marker':
                    return graph
    return None


def add_jit(portal, graphs, enter, program_graphs):
    """Makes the jitcodes and changes the portal.

    `enter` is the runtime's entry point; program_graphs are what may be
    traced. Gives the Data that jit_table(0) is.
    """
    raising = raising_graphs(graphs)
    codes, merge_place = make_jitcodes(portal, program_graphs, raising)
    driver, merge_block = find_marker(portal, 'jit_merge_point')
    greens = len(driver.greens)
    reds = len(driver.reds)
    buffer_data = Data(WORDS, items=[0] * (greens + reds + 1))
    buffer_data.is_root = True
    pairs = []
    for graph in program_graphs:
        if graph in codes and graph is not portal:
            pairs += [function_of(graph), codes[graph]]
    table = Data(WORDS, items=[greens, reds, codes[portal], merge_place,
                               buffer_data, len(pairs) // 2] + pairs)
    insert_entries(portal, driver, enter, buffer_data, merge_block)
    return table


def set_table(graphs, table):
    """Tells the runtime where its tables are."""
    for graph in graphs:
        for block in graph.blocks():
            for operation in block.operations:
                if operation.name == 'jit_table':
                    operation.name = 'same_as'
                    operation.args = [Constant(table, Signed)]


def function_of(graph):
    arguments = [variable.lltype for variable in graph.start.inputs]
    result = graph.return_block.inputs[0].lltype
    return Function(graph, Pointer(function_type(arguments, result)))


def find_marker(graph, name):
    """(driver, block) of the hint of that name."""
    for block in graph.blocks():
        for operation in block.operations:
            if operation.name == 'jit_marker' and \
                    operation.args[0].value == name:
                return operation.args[1].value, block
    raise JitError('%s has no %s' % (graph.name, name))


def emit(block, name, args, lltype):
    result = Variable('v')
    result.lltype = lltype
    block.operations.append(Operation(name, args, result))
    return result


def insert_entries(portal, driver, enter, buffer_data, merge_block):
    """At each can_enter_jit: fill the buffer, ask, and go on as told."""
    resume = split_before_marker(portal, merge_block)
    for block in portal.blocks():
        for i, operation in enumerate(block.operations):
            if operation.name == 'jit_marker' and \
                    operation.args[0].value == 'can_enter_jit':
                insert_entry(portal, block, i, enter, buffer_data, resume)
                break


def split_before_marker(portal, block):
    """Makes the merge point the first operation of its block.

    Gives (block, the numbers of the marker's values among its inputs).
    """
    place = [i for i, operation in enumerate(block.operations)
             if operation.name == 'jit_marker'][0]
    if place:
        rest = Block([])
        rest.operations = block.operations[place:]
        rest.switch, rest.exits = block.switch, block.exits
        block.operations = block.operations[:place]
        defined = set(block.inputs)
        defined.update([operation.result for operation in block.operations])
        table, passed = {}, []

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
        block.switch = None
        block.exits = [Link(passed, rest)]
        block = rest
    marker = block.operations[0]
    values = marker.args[2:]
    numbers = []
    for variable in block.inputs:
        if variable.lltype is Void:
            numbers.append(None)
        elif variable in values:
            numbers.append(values.index(variable))
        else:
            raise JitError('%s: variable %s is alive at the merge point but '
                           'neither green nor red' % (portal.name,
                                                      variable.name))
    return block, numbers


def to_word(block, value):
    """A value as a word."""
    if value.lltype is Signed:
        return value
    if isinstance(value.lltype, Pointer):
        return emit(block, 'pointer_to_int', [value], Signed)
    if value.lltype is Bool:
        return emit(block, 'bool_to_int', [value], Signed)
    raise JitError('a green or red variable of type %r' % value.lltype)


def from_word(block, value, lltype):
    if lltype is Signed:
        return value
    if isinstance(lltype, Pointer):
        return emit(block, 'int_to_pointer', [value], lltype)
    if lltype is Bool:
        return emit(block, 'int_to_bool', [value], Bool)
    if lltype is Char:
        return emit(block, 'int_to_char', [value], Char)
    if lltype is Float:
        return emit(block, 'bits_float', [value], Float)
    return Constant(None, Void)


def insert_entry(portal, block, place, enter, buffer_data, resume):
    marker = block.operations[place]
    rest = Block([])
    rest.operations = block.operations[place + 1:]
    rest.switch, rest.exits = block.switch, block.exits
    block.operations = block.operations[:place]
    pointer = Constant(buffer_data, Pointer(WORDS))
    for i, value in enumerate(marker.args[2:]):
        emit(block, 'setarrayitem', [pointer, Constant(i, Signed),
                                     to_word(block, value)], Void)
    status = emit(block, 'direct_call', [Constant(enter, enter.lltype)],
                  Signed)
    defined = set(block.inputs)
    defined.update([operation.result for operation in block.operations])
    table, passed = {}, []

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
    # After the call: an exception of the runtime itself, or the status.
    decide = Block([status.copy()] + [value.copy() for value in passed])
    exception = Variable('exception')
    exception.lltype = portal.except_block.inputs[0].lltype
    exceptional = Link([exception], portal.except_block)
    exceptional.exception = exception
    block.switch = EXCEPTION
    block.exits = [Link([status] + passed, decide), exceptional]
    nothing = emit(decide, 'int_eq', [decide.inputs[0], Constant(0, Signed)],
                   Bool)
    other = Block([decide.inputs[0].copy()])
    decide.switch = nothing
    decide.exits = [Link([decide.inputs[0]], other, False),
                    Link(decide.inputs[1:], rest, True)]
    go_on = emit(other, 'int_eq', [other.inputs[0], Constant(1, Signed)],
                 Bool)
    continued, ended = Block([]), Block([other.inputs[0].copy()])
    other.switch = go_on
    other.exits = [Link([other.inputs[0]], ended, False),
                   Link([], continued, True)]
    target, numbers = resume
    values = []
    for variable, number in zip(target.inputs, numbers):
        if number is None:
            values.append(Constant(None, Void))
            continue
        loaded = emit(continued, 'getarrayitem', [
            pointer, Constant(number, Signed)], Signed)
        values.append(from_word(continued, loaded, variable.lltype))
    continued.exits = [Link(values, target)]
    returned = emit(ended, 'int_eq', [ended.inputs[0], Constant(2, Signed)],
                    Bool)
    raising, returning = Block([]), Block([])
    ended.switch = returned
    ended.exits = [Link([], raising, False), Link([], returning, True)]
    last = Constant(len(buffer_data.items) - 1, Signed)
    loaded = emit(returning, 'getarrayitem', [pointer, last], Signed)
    result = from_word(returning, loaded,
                       portal.return_block.inputs[0].lltype)
    returning.exits = [Link([result], portal.return_block)]
    loaded = emit(raising, 'getarrayitem', [pointer, last], Signed)
    value = from_word(raising, loaded, exception.lltype)
    raising.exits = [Link([value], portal.except_block)]
