"""Optimizations on low-level graphs: the same program, with less to do."""

from backendopt.deadcode import remove_dead_code
from backendopt.escape import remove_allocations
from backendopt.fold import fold
from backendopt.inline import inline_small
from backendopt.merge import make_switches, merge_branches
from flow.simplify import join_blocks, remove_unused_inputs


def clean(graph, keep_hints=False):
    """Folds, merges and removes until nothing changes."""
    while True:
        changed = fold(graph, keep_hints)
        changed |= merge_branches(graph)
        changed |= join_blocks(graph)
        changed |= remove_dead_code(graph)
        if not changed:
            return


def optimize(graphs, level):
    """What -O0, -O1 and -O2 do; gives counts of what was done.

    -O0 only removes what C compilers would warn of; -O1 inlines the smallest
    functions and removes allocations; -O2 inlines more.
    """
    counts = {'inlined': 0, 'allocations': 0, 'switches': 0}
    for graph in graphs:
        clean(graph)
    if level == 0:
        return counts
    for limit in ([10], [10, 40])[level - 1]:
        counts['inlined'] += inline_small(graphs, clean, limit)
        for graph in graphs:
            counts['allocations'] += improve(graph)
    for graph in graphs:
        counts['switches'] += make_switches(graph)
        remove_unused_inputs(graph)
        clean(graph)
    return counts


def improve(graph):
    count = remove_allocations(graph)
    if count:
        clean(graph)
    return count
