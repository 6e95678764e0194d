"""Each optimization, by graphs before and after."""

from backendopt import clean, optimize
from backendopt.deadcode import remove_dead_code
from backendopt.escape import remove_allocations
from backendopt.fold import fold
from backendopt.inline import inline_small, recursive_graphs
from backendopt.merge import make_switches, merge_branches
from flow.model import check_graph, show
from tests.support import operation_names, typed


def cleaned(function, *kinds):
    _, graph, graphs = typed(function, *kinds)
    for one in graphs:
        clean(one)
        check_graph(one)
    return graph, graphs


def test_constant_folding():
    def f(n):
        x = 6
        y = n * 0 + x
        return y * 7 + (n - n * 1 if x > 7 else 1)

    graph, _ = cleaned(f, int)
    assert show(graph) == '''graph f
block0(v0):
    v1 = int_mul(v0, (0))
    v2 = int_add(v1, (6))
    v3 = int_mul(v2, (7))
    v4 = int_add(v3, (1))
    -> return(v4)'''


def test_dead_code():
    def f(n):
        unused = n * 3
        if n > 5:
            unused = unused + 1
        return n

    _, graph, _ = typed(f, int)
    assert 'int_mul' in operation_names(graph)
    clean(graph)
    assert show(graph) == '''graph f
block0(v0):
    -> return(v0)'''


def test_inlining():
    def square(x):
        return x * x

    def f(n):
        return square(n) + square(n + 1)

    graph, graphs = cleaned(f, int)
    assert operation_names(graph).count('direct_call') == 2
    assert inline_small(graphs, clean) == 2
    check_graph(graph)
    assert show(graph) == '''graph f
block0(v0):
    v1 = int_mul(v0, v0)
    v2 = int_add(v0, (1))
    v3 = int_mul(v2, v2)
    v4 = int_add(v1, v3)
    -> return(v4)'''


def test_inlined_exceptions_go_to_the_handler():
    def risky(n):
        if n < 0:
            raise ValueError
        return n

    def f(n):
        try:
            return risky(n)
        except ValueError:
            return -1

    graph, graphs = cleaned(f, int)
    inline_small(graphs, clean)
    check_graph(graph)
    assert 'direct_call' not in operation_names(graph)
    assert not [link for link in graph.links() if link.exception]


def test_recursion_is_not_inlined():
    def down(n):
        return down(n - 1) if n else 0

    down.func_globals['down'] = down
    try:
        graph, graphs = cleaned(down, int)
    finally:
        del down.func_globals['down']
    assert recursive_graphs(graphs, ()) == set([graph])
    assert inline_small(graphs, clean) == 0


def test_allocation_removal():
    def f(n):
        total = 0
        for i in range(n):
            total += i
        return total

    graph, graphs = cleaned(f, int)
    inline_small(graphs, clean)
    assert 'malloc' in operation_names(graph)
    assert remove_allocations(graph) == 1
    clean(graph)
    check_graph(graph)
    assert show(graph) == '''graph f
block0(v0):
    -> block1((0), (0), v0)
block1(v1, v2, v3):
    v4 = int_lt(v2, v3)
    if v4 == False -> return(v1)
    if v4 == True -> block3(v1, v2, v3)
block3(v5, v6, v7):
    v8 = int_add(v6, (1))
    v9 = int_add(v5, v6)
    -> block1(v9, v8, v7)'''


class Point(object):
    def __init__(self, x, y):
        self.x = x
        self.y = y


def test_escaping_allocations_stay():
    def f(n):
        point = Point(n, n)
        return [point]

    def g(n):
        point = Point(n, n + 1)
        return point.x * point.y

    graph, graphs = cleaned(f, int)
    optimize(graphs, 2)
    kinds = [operation.args[0].value.name for block in graph.blocks()
             for operation in block.operations if operation.name == 'malloc']
    assert 'Point' in kinds
    graph, graphs = cleaned(g, int)
    optimize(graphs, 2)
    assert operation_names(graph) == ['int_add', 'int_mul']


def test_branches_are_merged():
    def f(n):
        flag = n > 3 and n < 10
        if flag:
            return 1
        return 0

    _, graph, _ = typed(f, int)
    before = len(graph.blocks())
    clean(graph)
    check_graph(graph)
    assert len(graph.blocks()) < before
    # The flag is never tested again: each way knows it.
    assert len([block for block in graph.blocks() if block.switch]) == 2


def test_chains_of_comparisons_become_switches():
    def f(n):
        if n == 1:
            return 10
        elif n == 2:
            return 20
        elif n == 5:
            return 50
        elif n == 9:
            return 90
        return 0

    graph, _ = cleaned(f, int)
    assert make_switches(graph) == 1
    clean(graph)
    check_graph(graph)
    assert [link.case for link in graph.start.exits] == [1, 2, 5, 9,
                                                         'default']
    assert operation_names(graph) == []


def test_passes_say_whether_they_changed():
    def f(n):
        return n + 1

    graph, _ = cleaned(f, int)
    assert not fold(graph)
    assert not merge_branches(graph)
    assert not remove_dead_code(graph)
