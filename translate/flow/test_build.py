"""Graphs of single functions."""

from flow.build import build_graph
from flow.model import check_graph, show
from flow.source import FlowError
from tests.support import raises


def graph_of(function):
    graph = build_graph(function)
    check_graph(graph)
    return graph


def test_straight_line():
    def f(a, b):
        c = a + b
        return c * a

    assert show(graph_of(f)) == '''graph f
block0(v0, v1):
    v2 = add(v0, v1)
    v3 = mul(v2, v0)
    -> return(v3)'''


def test_branches_meet():
    def f(a):
        if a > 0:
            b = 1
        else:
            b = 2
        return b

    graph = graph_of(f)
    joined = graph.return_block.inputs[0]
    values = [link.args[0].value for link in graph.links()
              if len(link.args) == 1 and link.args[0] is not joined
              and hasattr(link.args[0], 'value')]
    assert sorted(values) == [1, 2], show(graph)


def test_loop_passes_what_it_needs():
    def f(n):
        total = 0
        unused = 5
        while n > 0:
            total += n
            n -= 1
        return total

    graph = graph_of(f)
    header = graph.start.exits[0].target
    assert sorted([variable.name for variable in header.inputs]) == [
        'n', 'total']


def test_constant_conditions_are_chosen():
    def f(a):
        if 1 + 1 == 2:
            return a
        return a.never()

    assert len(graph_of(f).blocks()) == 2


def test_values_wait_across_branches():
    def f(a, b):
        return a + (b if b else 0) * 2

    graph = graph_of(f)
    names = [operation.name for block in graph.blocks()
             for operation in block.operations]
    assert names.count('add') == 1 and names.count('mul') == 1


def test_a_chain_of_comparisons_evaluates_each_once():
    def f(x):
        if x.low() <= x.at(x.a() < x.b() < x.c()) < x.high() < x.most():
            return 1
        return 0

    graph = graph_of(f)
    called = [operation.args[1].value for block in graph.blocks()
              for operation in block.operations
              if operation.name == 'call_method']
    assert sorted(called) == ['a', 'at', 'b', 'c', 'high', 'low', 'most']


def test_tuples_that_are_gone_through_or_searched_are_never_made():
    def f(x, i):
        for k in (1, 2, i):
            if x.at(k) not in (i, 3) and k in (4,):
                return 0
        return 1

    names = [operation.name for block in graph_of(f).blocks()
             for operation in block.operations]
    assert 'newtuple' not in names and 'contains' not in names
    assert names.count('eq') == 3 and names.count('call_method') == 1


def test_try_ends_blocks():
    def f(x, i):
        for k in x:
            try:
                i = x[i]
            except IndexError:
                i = k
            except (KeyError, ValueError) as error:
                raise error
        return i

    graph = graph_of(f)
    exceptional = [link for link in graph.links()
                   if link.exception is not None]
    assert len(exceptional) == 1
    names = [operation.name for block in graph.blocks()
             for operation in block.operations]
    assert names.count('isinstance') == 3


def test_finally_runs_on_every_way_out():
    def f(x):
        while True:
            try:
                if x.a():
                    break
                if x.b():
                    return 1
            finally:
                x.done()
        return 2

    graph = graph_of(f)
    done = [operation for block in graph.blocks()
            for operation in block.operations
            if operation.name == 'call_method'
            and operation.args[1].value == 'done']
    # break, return, falling through and the exception.
    assert len(done) == 4


def test_what_cannot_be_built_names_its_line():
    def generator(n):
        yield n

    def unset(n):
        if n:
            x = 1
        return x

    error = raises(FlowError, build_graph, generator)
    assert 'generators are not translated' in str(error)
    line = unset.func_code.co_firstlineno + 3
    error = raises(FlowError, build_graph, unset)
    assert ':%d: local variable x may be unset' % line in str(error)


def test_a_chain_evaluates_its_middle_once():
    def f(low, get, high):
        return low <= get(1) < get(2) <= high

    text = show(graph_of(f))
    assert text.count('simple_call') == 2 and text.count(' = le(') == 2
    # The second call is made only where the first comparison holds.
    start = graph_of(f).start
    assert [operation.name for operation in start.operations] == [
        'simple_call', 'le', 'bool']
