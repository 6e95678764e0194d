"""Inlining: the body of a small function in place of a call.

The exceptions need no special care: where the callee raises, its link to the
exception block becomes a link to where the caller's call would have gone.
"""

from flow.model import Block, EXCEPTION, Link, Variable
from rtype.lltype import Function
from stackcheckinsertion import ByType, callees

SMALL = 18
MOST = 1500


def weight(graph):
    return graph.operation_count()


def recursive_graphs(graphs, functions):
    """The graphs that may, by direct calls, come back to themselves."""
    order = {}
    by_type = ByType([])
    result = set()
    # Tarjan's algorithm for strongly connected components, without recursion.
    low, stack, on_stack = {}, [], set()
    known = set(graphs)
    for root in graphs:
        if root in order:
            continue
        work = [(root, None)]
        while work:
            graph, rest = work.pop()
            if rest is None:
                order[graph] = low[graph] = len(order)
                stack.append(graph)
                on_stack.add(graph)
                rest = iter(callees(graph, by_type))
            descended = False
            for callee in rest:
                if callee not in known:
                    continue
                if callee is graph:
                    result.add(graph)
                if callee not in order:
                    work.append((graph, rest))
                    work.append((callee, None))
                    descended = True
                    break
                if callee in on_stack:
                    low[graph] = min(low[graph], order[callee])
            if descended:
                continue
            if low[graph] == order[graph]:
                component = []
                while True:
                    member = stack.pop()
                    on_stack.discard(member)
                    component.append(member)
                    if member is graph:
                        break
                if len(component) > 1:
                    result.update(component)
            if work:
                parent = work[-1][0]
                low[parent] = min(low[parent], low[graph])
    return result


def inline_small(graphs, simplify, limit=SMALL):
    """Inlines small functions everywhere, callees first.

    `simplify` is called on each graph that changed. Gives the number of
    calls that went away.
    """
    recursive = recursive_graphs(graphs, ())
    count = 0
    for graph in bottom_up(graphs):
        number = inline_into(graph, recursive, limit)
        if number:
            simplify(graph)
            count += number
    return count


def bottom_up(graphs):
    """The graphs, each after those it calls (where there is no cycle)."""
    by_type = ByType([])
    known = set(graphs)
    seen = set()
    order = []
    for root in graphs:
        if root in seen:
            continue
        seen.add(root)
        work = [(root, iter(callees(root, by_type)))]
        while work:
            graph, rest = work[-1]
            for callee in rest:
                if callee in known and callee not in seen:
                    seen.add(callee)
                    work.append((callee, iter(callees(callee, by_type))))
                    break
            else:
                order.append(graph)
                work.pop()
    return order


def may_inline(caller, callee, recursive, limit):
    return (callee is not caller and callee not in recursive
            and not getattr(callee.function, 'never_inlined', False)
            and weight(callee) <= limit)


def inline_into(graph, recursive, limit):
    count = 0
    size = weight(graph)
    todo = graph.blocks()
    while todo:
        block = todo.pop(0)
        for i, operation in enumerate(block.operations):
            if operation.name != 'direct_call' or not isinstance(
                    operation.args[0].value, Function):
                continue
            callee = operation.args[0].value.graph
            if size < MOST and may_inline(graph, callee, recursive, limit):
                rest = inline_call(graph, block, i, callee)
                size += weight(callee)
                count += 1
                todo.insert(0, rest)
                break
    return count


def inline_call(graph, block, place, callee):
    """Replaces one call by the callee's body; gives the block after it."""
    call = block.operations[place]
    is_last = place == len(block.operations) - 1
    exceptional = None
    if is_last and block.switch is EXCEPTION:
        exceptional = block.exits[1]
    rest = split_after(block, place, exceptional)
    result_at = None
    if call.result in rest[1]:
        result_at = rest[1].index(call.result)
    after, passed = rest
    # What the rest needs travels through the callee's blocks.
    copies = {}
    carried = [value for value in passed if value is not call.result]
    error_args = []
    if exceptional is not None:
        for arg in exceptional.args:
            if isinstance(arg, Variable) and arg is not \
                    exceptional.exception and arg not in carried:
                error_args.append(arg)
    carried = carried + error_args
    reached = callee.blocks()
    for old in reached:
        if old in (callee.return_block, callee.except_block):
            continue
        table = {}
        extra = [value.copy() for value in carried]
        new = Block([copy_into(table, variable) for variable in old.inputs]
                    + extra)
        copies[old] = new, table, dict(zip(carried, extra))
    for old in reached:
        if old not in copies:
            continue
        new, table, extra = copies[old]

        def rename(value, table=table):
            if isinstance(value, Variable):
                return copy_into(table, value)
            return value

        new.operations = [operation.copy(rename)
                          for operation in old.operations]
        new.switch = rename(old.switch)
        for link in old.exits:
            new.exits.append(copy_link(callee, link, rename, extra, copies,
                                       after, passed, call, carried,
                                       exceptional, graph))
    entry = copies[callee.start][0]
    block.switch = None
    block.exits = [Link(list(call.args[1:]) + carried, entry)]
    return after


def copy_into(table, variable):
    if variable not in table:
        table[variable] = variable.copy()
    return table[variable]


def copy_link(callee, link, rename, extra, copies, after, passed, call,
              carried, exceptional, graph):
    if link.target is callee.return_block:
        value = rename(link.args[0])
        new = Link([value if arg is call.result else extra[arg]
                    for arg in passed], after, link.case)
        if link.exception is not None:
            new.exception = rename(link.exception)
        return new
    if link.target is callee.except_block:
        value = rename(link.args[0])
        if exceptional is None:
            new = Link([value], graph.except_block, link.case)
        else:
            args = []
            for arg in exceptional.args:
                if arg is exceptional.exception:
                    args.append(value)
                else:
                    args.append(extra.get(arg, arg))
            new = Link(args, exceptional.target, link.case)
        if link.exception is not None:
            new.exception = rename(link.exception)
        return new
    new = link.copy(rename, copies[link.target][0])
    new.args += [extra[value] for value in carried]
    return new


def split_after(block, place, exceptional):
    """Moves what follows the operation to a block; gives it and its needs."""
    after = Block([])
    after.operations = block.operations[place + 1:]
    if exceptional is None:
        after.switch = block.switch
        after.exits = block.exits
    else:
        after.exits = block.exits[:1]
    defined = set(block.inputs)
    for operation in block.operations[:place + 1]:
        defined.add(operation.result)
    block.operations = block.operations[:place]
    table = {}
    passed = []

    def rename(value):
        if value in defined:
            if value not in table:
                table[value] = value.copy()
                passed.append(value)
            return table[value]
        return value

    for operation in after.operations:
        operation.args = [rename(arg) for arg in operation.args]
    after.switch = rename(after.switch)
    for link in after.exits:
        link.args = [rename(arg) for arg in link.args]
    after.inputs = [table[value] for value in passed]
    return after, passed
