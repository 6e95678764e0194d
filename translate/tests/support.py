"""What the tests of several phases share."""

from annotate.annotator import Annotator
from annotate.model import SomeBool, SomeFloat, SomeInteger, SomeString
from flow.model import check_graph
from rtype.rtyper import Typer

KINDS = {int: SomeInteger, float: SomeFloat, bool: SomeBool, str: SomeString}


def annotated(function, *kinds):
    """(annotator, graph) of a function with arguments of these types."""
    annotator = Annotator()
    graph = annotator.annotate(function, [KINDS[kind]() for kind in kinds])
    return annotator, graph


def result_of(function, *kinds):
    """The annotation of a function's result, as text."""
    _, graph = annotated(function, *kinds)
    return repr(graph.return_block.inputs[0].annotation)


def typed(function, *kinds):
    """(typer, graph, all graphs) after rtype; all are well formed."""
    annotator, graph = annotated(function, *kinds)
    typer = Typer(annotator)
    graphs = typer.type_program(graph)
    for one in graphs:
        check_graph(one)
    return typer, graph, graphs


def operation_names(graph):
    """The names of all operations of a graph, in order."""
    return [operation.name for block in graph.blocks()
            for operation in block.operations]


def raises(kind, function, *arguments):
    """The exception of that kind that the call raises."""
    try:
        function(*arguments)
    except kind as error:
        return error
    raise AssertionError('%s was not raised' % kind.__name__)
