"""What the database gathers, and in which order."""

from backendopt import clean
from database_c import Database, c_name
from rtype import lltype
from tests.support import typed


def helper(n):
    return n + 1


def program(n):
    table = NUMBERS
    return table[helper(n)]


NUMBERS = [5, 6, 7]


def database_of(function, *kinds):
    typer, graph, graphs = typed(function, *kinds)
    for one in graphs:
        clean(one)
    database = Database()
    database.complete([typer.function_value(graph)])
    return database


def test_reaches_functions_and_data():
    database = database_of(program, int)
    names = [graph.name for graph in database.graphs]
    assert names[0] == 'program' and 'helper' in names
    lists = [data for data in database.data
             if data.lltype.name == 'List of Signed']
    assert len(lists) == 1
    items = lists[0].values['items']
    assert items in database.data and items.items == [5, 6, 7]


def test_names_are_the_same_every_time():
    first, second = database_of(program, int), database_of(program, int)
    assert [first.names[graph] for graph in first.graphs] == [
        second.names[graph] for graph in second.graphs]
    assert [first.names[one] for one in first.types] == [
        second.names[one] for one in second.types]


def test_c_names():
    assert c_name('List of *Foo') == 'List_of__Foo'


def test_strings_are_arrays_of_their_length():
    def f(n):
        return 'some text'

    database = database_of(f, int)
    assert (lltype.String, 9) in database.shapes


class String(object):
    """A program may have a class of that name."""

    def __init__(self, text):
        self.text = text


def program_with_strings(n):
    return String('some text').text


def test_a_class_is_not_taken_for_the_string_of_the_runtime():
    database = database_of(program_with_strings, int)
    names = [database.names[one] for one in database.types
             if one.name == 'String']
    assert len(names) == 2 and names.count('String') == 1
