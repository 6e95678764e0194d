"""Which functions get a check."""

from flow.model import EXCEPTION, check_graph
from stackcheckinsertion import insert_checks, too_deep
from tests.support import operation_names, typed


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


def leaf(n):
    return n * 2


def start(n):
    if n > 100:
        too_deep()
    return even(leaf(n))


def test_every_cycle_is_cut_once():
    typer, graph, graphs = typed(start, int)
    functions = [typer.function_value(one) for one in graphs]
    deep = [function for function in functions
            if function.graph.name == 'too_deep'][0]
    chosen = insert_checks(graphs, functions, deep)
    assert [one.name for one in chosen] == ['even']
    checked = chosen[0]
    check_graph(checked)
    assert operation_names(checked)[0] == 'stack_too_deep'
    assert [block for block in checked.blocks()
            if block.switch is EXCEPTION]
