"""Merging of branches: jumps to jumps, equal exits and known outcomes."""

from flow.model import Constant, Link, Variable
from rtype.lltype import Signed

# Shorter chains of comparisons are as fast as a switch.
SHORTEST_SWITCH = 4


def merge_branches(graph):
    """Gives whether anything changed."""
    changed = skip_empty_blocks(graph)
    changed |= thread_known_switches(graph)
    changed |= merge_equal_exits(graph)
    return changed


def skip_empty_blocks(graph):
    """A link to a block that only jumps on goes on at once."""
    changed = False
    for link in graph.links():
        seen = set()
        while True:
            target = link.target
            if (target.operations or target.switch is not None
                    or len(target.exits) != 1 or target in seen
                    or target.exits[0].target is target):
                break
            seen.add(target)
            table = dict(zip(target.inputs, link.args))
            onward = target.exits[0]
            link.args = [table.get(arg, arg) for arg in onward.args]
            link.target = onward.target
            changed = True
    return changed


def thread_known_switches(graph):
    """A link that passes the constant that its target switches on.

    The target must do nothing but switch.
    """
    changed = False
    for link in graph.links():
        target = link.target
        if target.operations or not isinstance(target.switch, Variable):
            continue
        if target.switch not in target.inputs:
            continue
        value = link.args[target.inputs.index(target.switch)]
        if not isinstance(value, Constant):
            continue
        for onward in target.exits:
            if onward.case == value.value and onward.target is not target:
                table = dict(zip(target.inputs, link.args))
                link.args = [table.get(arg, arg) for arg in onward.args]
                link.target = onward.target
                changed = True
                break
    return changed


def merge_equal_exits(graph):
    """A switch whose exits are all the same needs no switch."""
    changed = False
    for block in graph.blocks():
        if not isinstance(block.switch, Variable) or not block.exits:
            continue
        first = block.exits[0]
        if all([link.target is first.target and same_values(link.args,
                                                            first.args)
                for link in block.exits[1:]]):
            first.case = None
            block.switch = None
            block.exits = [first]
            changed = True
    return changed


def same_values(first, second):
    for a, b in zip(first, second):
        if a is not b and not (isinstance(a, Constant) and a.same(b)):
            return False
    return True


# -- chains of comparisons to a switch -------------------------------------

def comparison(block):
    """(variable, value, equal exit, other exit) if that is how it ends."""
    if not isinstance(block.switch, Variable) or not block.operations:
        return None
    last = block.operations[-1]
    if last.result is not block.switch or last.name not in ('int_eq',
                                                            'int_ne'):
        return None
    variable, constant = last.args
    if not isinstance(constant, Constant) or not isinstance(variable,
                                                            Variable):
        return None
    for link in block.exits:
        if last.result in link.args:
            return None
    false, true = block.exits
    if false.case:
        false, true = true, false
    if last.name == 'int_ne':
        false, true = true, false
    return variable, constant.value, true, false


def make_switches(graph):
    """Turns chains `if x == 1 elif x == 2 ...` to switches; gives how many.

    All but the first block of the chain may only compare.
    """
    count = 0
    for block in graph.blocks():
        chain = comparison(block)
        if chain is None or chain[0].lltype is not Signed:
            continue
        variable, value, equal, other = chain
        cases = {value: Link(equal.args, equal.target, value)}
        order = [value]
        link = Link(other.args, other.target)
        while True:
            target = link.target
            following = comparison(target)
            if following is None or len(target.operations) != 1 or \
                    target is block:
                break
            table = dict(zip(target.inputs, link.args))
            if table.get(following[0]) is not variable:
                break
            _, value, equal, other = following
            args = [table.get(arg, arg) for arg in equal.args]
            if value not in cases:
                cases[value] = Link(args, equal.target, value)
                order.append(value)
            link = Link([table.get(arg, arg) for arg in other.args],
                        other.target)
        if len(order) >= SHORTEST_SWITCH:
            block.operations = block.operations[:-1]
            block.switch = variable
            link.case = 'default'
            block.exits = [cases[value] for value in order] + [link]
            count += 1
    return count
