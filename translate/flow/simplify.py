"""Clean-ups that any phase may ask for; none changes what a graph does."""

from flow.model import Variable, Constant


def simplify(graph):
    """Drops unused input arguments and joins blocks to a fixed point."""
    remove_unused_inputs(graph)
    while join_blocks(graph):
        remove_unused_inputs(graph)


def remove_unused_inputs(graph):
    """Removes input arguments that nothing reads, around loops too."""
    blocks = graph.blocks()
    needed = set(graph.start.inputs)
    needed.update(graph.return_block.inputs)
    needed.update(graph.except_block.inputs)
    depends = {}
    for block in blocks:
        for operation in block.operations:
            needed.update(operation.args)
        if isinstance(block.switch, Variable):
            needed.add(block.switch)
        for link in block.exits:
            for arg, variable in zip(link.args, link.target.inputs):
                if isinstance(arg, Variable):
                    depends.setdefault(variable, []).append(arg)
    todo = list(needed)
    while todo:
        for arg in depends.get(todo.pop(), ()):
            if arg not in needed:
                needed.add(arg)
                todo.append(arg)
    for block in blocks:
        for link in block.exits:
            inputs = link.target.inputs
            kept = [i for i in range(len(inputs)) if inputs[i] in needed]
            if len(kept) < len(inputs):
                link.args = [link.args[i] for i in kept]
    for block in blocks:
        block.inputs = [variable for variable in block.inputs
                        if variable in needed]


def join_blocks(graph):
    """Appends a block to its only predecessor; gives whether it did."""
    changed = False
    predecessors = graph.predecessors()
    for block in graph.blocks():
        while block.switch is None and len(block.exits) == 1:
            link = block.exits[0]
            target = link.target
            if (target is block or target is graph.start
                    or target is graph.return_block
                    or target is graph.except_block
                    or len(predecessors[target]) != 1):
                break
            append_block(block, link)
            for after in block.exits:
                predecessors[after.target] = [
                    (block if source is target else source, link)
                    for source, link in predecessors[after.target]]
            changed = True
    return changed


def append_block(block, link):
    """Moves what the link's target does to the end of the block."""
    target = link.target
    table = dict(zip(target.inputs, link.args))

    def rename(value):
        return table.get(value, value)

    block.operations += [operation.copy(rename)
                         for operation in target.operations]
    block.switch = rename(target.switch) if isinstance(
        target.switch, Variable) else target.switch
    block.exits = [after.copy(rename, after.target) for after in target.exits]
    if isinstance(block.switch, Constant):
        choose_exit(block)


def choose_exit(block):
    """Replaces a switch on a constant by the exit that it takes."""
    value = block.switch.value
    for link in block.exits:
        if link.case == value:
            link.case = None
            block.switch = None
            block.exits = [link]
            return
    raise AssertionError('no exit for %r' % value)
