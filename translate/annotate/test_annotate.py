"""Type inference on small programs."""

from annotate.model import AnnotatorError
from tests.support import annotated, raises, result_of


def test_integers_keep_their_sign():
    def f(n):
        total = 0
        for i in range(10):
            total += i
        return total

    def g(n):
        return 5 - n

    def h(n):
        return n & 255

    assert result_of(f, int) == 'Integer>=0'
    assert result_of(g, int) == 'Integer'
    assert result_of(h, int) == 'Integer>=0'


def test_int_and_float_meet():
    def f(n):
        return 1.5 if n else 2

    assert result_of(f, int) == 'Float'


def test_chars_and_strings():
    def char(s):
        return s[0]

    def text(s):
        return s[0] + 'x'

    def none(s):
        return None if s == '' else s

    assert result_of(char, str) == 'Char'
    assert result_of(text, str) == 'String'
    assert result_of(none, str) == 'String or None'


def test_containers():
    def numbers(n):
        items = []
        for i in range(n):
            items.append(i)
        return items

    def table(n):
        return {'a': [1.0], 'b': []}

    def pair(n):
        return (n, 'x', None)

    assert result_of(numbers, int) == 'List of Integer>=0'
    assert result_of(table, int) == 'Dict of Char to List'
    assert result_of(pair, int) == 'Tuple of (Integer, Char, None)'


class Shape(object):
    def area(self):
        raise NotImplementedError


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side * self.side


class Circle(Shape):
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return self.radius * 3.0


def test_methods_of_all_subclasses_unite():
    def f(n):
        shape = Square(n) if n else Circle(n)
        return shape.area()

    def g(n):
        return Square(n)

    def h(n):
        return Square(n) if n else None

    assert result_of(f, int) == 'Float'
    assert result_of(g, int) == 'Square'
    assert result_of(h, int) == 'Square or None'


class Base(object):
    pass


class Left(Base):
    pass


class Right(Base):
    pass


def test_attributes_move_up_the_tree():
    def f(n):
        a = Left()
        a.x = 1
        b = Right()
        b.x = 2.5
        either = a if n else b
        return either.x

    def g(n):
        a = Left()
        a.x = 1
        b = Right()
        b.x = 2.5
        return a.x

    annotator, graph = annotated(f, int)
    assert repr(graph.return_block.inputs[0].annotation) == 'Float'
    base = annotator.classes.get(Base)
    assert 'x' in base.attributes
    assert 'x' not in annotator.classes.get(Left).attributes
    assert result_of(g, int) == 'Integer>=0'


def test_isinstance_and_none_narrow():
    def f(n):
        shape = None
        if n > 1:
            shape = Square(n)
        elif n:
            shape = Circle(n)
        if shape is None:
            return -1
        if isinstance(shape, Square):
            return shape.side
        return 0

    assert result_of(f, int) == 'Integer'


def test_functions_are_constants():
    def double(x):
        return x * 2

    def halve(x):
        return x * 0.5

    def f(n):
        function = double if n else halve
        return function(n)

    assert result_of(f, int) == 'Float'


def test_recursion_reaches_a_fixpoint():
    def f(n):
        if n < 2:
            return 1
        return f(n - 1) * 1.5

    f.func_globals['f'] = f
    try:
        assert result_of(f, int) == 'Float'
    finally:
        del f.func_globals['f']


def test_errors_name_place_and_types():
    def mixed(n):
        x = 'text' if n else 5
        return x

    def wrong(n):
        return n + 'a'

    def argument(n):
        return Square(n, n)

    def missing(n):
        return Base().nowhere

    error = str(raises(AnnotatorError, annotated, mixed, int))
    assert 'String' in error and 'Integer' in error, error
    line = wrong.func_code.co_firstlineno + 1
    error = str(raises(AnnotatorError, annotated, wrong, int))
    assert ':%d: in wrong: no add of Integer and Char' % line in error, error
    error = str(raises(AnnotatorError, annotated, argument, int))
    assert '__init__() takes' in error, error
    error = str(raises(AnnotatorError, annotated, missing, int))
    assert 'attribute nowhere of Base is never set' in error, error
