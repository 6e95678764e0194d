"""Low-level operations of small functions, and their layout."""

from flow.model import EXCEPTION
from rtype import lltype
from rtype.lltype import Float, Pointer, Signed, Struct
from rtype.lloperation import OPERATIONS, ORDER, wrap
from rtype.reprs import TyperError, string_hash
from tests.support import operation_names, raises, typed


def test_arithmetic_is_typed():
    def f(a, b):
        return a * 2 + b

    _, graph, _ = typed(f, int, float)
    names = operation_names(graph)
    assert 'int_mul' in names and 'int_to_float' in names
    assert 'float_add' in names
    assert graph.return_block.inputs[0].lltype is Float


def test_division_by_nonneg_is_simple():
    def nonneg(a):
        return (a & 255) // 7

    def any_sign(a):
        return a // 7

    for function, helper in ((nonneg, 'floordiv_nonneg'),
                             (any_sign, 'floordiv')):
        _, graph, _ = typed(function, int)
        called = [operation.args[0].value.graph.name
                  for block in graph.blocks()
                  for operation in block.operations
                  if operation.name == 'direct_call']
        assert called == [helper], called


def test_built_in_functions_have_their_own_helpers():
    def f(a, b):
        return min(a, b) + max(a, b) + abs(a)

    _, graph, _ = typed(f, int, int)
    called = [operation.args[0].value.graph.name
              for block in graph.blocks()
              for operation in block.operations
              if operation.name == 'direct_call']
    assert called == ['minimum', 'maximum', 'absolute'], called


class Animal(object):
    legs = 4

    def __init__(self, name):
        self.name = name

    def sound(self):
        return 'silence'


class Dog(Animal):
    def __init__(self, name):
        self.name = name
        self.age = 3

    def sound(self):
        return 'woof'


class Bird(Animal):
    legs = 2


def make(n):
    animal = Dog('d')
    if n > 1:
        return Bird('b')
    return animal


def speak(n):
    animal = make(n)
    return animal.sound() + animal.name + str(animal.legs)


def test_instances_begin_with_their_base():
    typer, _, _ = typed(speak, int)
    layouts = dict([(layout.classdef.cls, layout)
                    for layout in typer.layout_order])
    animal, dog = layouts[Animal].struct, layouts[Dog].struct
    assert [name for name, _ in animal.fields] == ['table', 'f_name']
    assert [name for name, _ in dog.fields] == ['table', 'f_name', 'f_age']
    assert dog.types['f_age'] is Signed


def test_class_tables():
    typer, graph, _ = typed(speak, int)
    layouts = dict([(layout.classdef.cls, layout)
                    for layout in typer.layout_order])
    values = layouts[Bird].table.values
    assert values['c_legs'] == 2
    assert layouts[Dog].table.values['c_legs'] == 4
    assert values['m_sound'].graph is not \
        layouts[Dog].table.values['m_sound'].graph
    base = layouts[Animal].table.values
    for cls in (Dog, Bird):
        numbers = layouts[cls].table.values
        assert base['first'] < numbers['first'] <= numbers['last'] \
            <= base['last']
    assert 'indirect_call' in operation_names(graph)


def test_exceptions_are_checked_returns():
    def risky(n):
        if n < 0:
            raise ValueError
        return n

    def safe(n):
        return n + 1

    def f(n):
        try:
            return risky(safe(n))
        except ValueError:
            return -1

    _, graph, _ = typed(f, int)
    checked = [block for block in graph.blocks()
               if block.switch is EXCEPTION]
    assert len(checked) == 1
    last = checked[0].operations[-1]
    assert last.args[0].value.graph.name == 'risky'


def test_lists_of_equal_items_share_their_helpers():
    def f(n):
        a = [n]
        b = [n + 1, n]
        a.append(3)
        b.append(4)
        return len(a) + len(b)

    _, _, graphs = typed(f, int)
    names = [graph.name for graph in graphs]
    assert names.count('append') == 1


def test_lists_are_compared_item_by_item():
    def f(n):
        return [n] == [n, 2] or ['ab'] * n != ['b']

    def nested(n):
        return [[n]] == [[n]]

    _, graph, graphs = typed(f, int)
    names = [one.name for one in graphs]
    assert names.count('equal') == 3, names     # two of lists, one of strings
    assert 'pointer_eq' not in operation_names(graph)
    assert 'are compared' in str(raises(TyperError, typed, nested, int))


def test_prebuilt_data():
    table = {'one': 1, 'two': 2}

    def f(s):
        return table[s]

    typer, graph, _ = typed(f, str)
    data = [data for _, data in typer.data.values()
            if data.lltype.name == 'Dict'][0]
    assert data.values['live'] == 2
    entries = data.values['entries'].items
    codes = [entry.values['code'] for entry in entries if entry]
    assert sorted(codes) == sorted([string_hash('one'), string_hash('two')])


def test_what_has_no_lowering_names_its_place():
    def f(n):
        return '%q' % n

    error = str(raises(TyperError, typed, f, int))
    line = f.func_code.co_firstlineno + 1
    assert ':%d: in f: format %%q' % line in error, error


def test_the_table_of_operations():
    assert len(ORDER) == len(set(ORDER)) == len(OPERATIONS)
    assert wrap(2 ** 63) == -2 ** 63
    assert OPERATIONS['int_add'].fold(2 ** 63 - 1, 1) == -2 ** 63
    assert OPERATIONS['int_divide'].fold(-7, 2) == -3
    assert OPERATIONS['int_remainder'].fold(-7, 2) == -1
    assert Pointer(lltype.String) is lltype.StringPointer
    assert isinstance(lltype.Object, Struct)


def test_what_formats_and_sorts_not_is_said():
    def spaced(n):
        return '% d' % n

    def short(n):
        return '%.3s' % n

    def sorts(n):
        animals = [Animal('a')]
        animals.sort()
        return len(animals)

    assert "format % " in str(raises(TyperError, typed, spaced, int))
    assert 'precision' in str(raises(TyperError, typed, short, int))
    assert 'is sorted' in str(raises(TyperError, typed, sorts, int))
