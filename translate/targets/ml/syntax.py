"""The syntax tree. infer.py gives expressions types, compiler.py code."""

from library.reopen import Reopenable


class Node(object):
    """An expression."""
    __metaclass__ = Reopenable

    def __init__(self, line):
        self.line = line


class Pattern(object):
    __metaclass__ = Reopenable

    def __init__(self, line):
        self.line = line


class Number(Node):
    """An integer, a truth value, or the unit; the type tells which."""

    def __init__(self, value, type, line):
        self.value = value
        self.type = type
        self.line = line


class Text(Node):
    def __init__(self, text, line):
        self.text = text
        self.line = line


class Name(Node):
    def __init__(self, name, line):
        self.name = name
        self.line = line


class Tuple(Node):
    def __init__(self, parts, line):
        self.parts = parts
        self.line = line


class Construct(Node):
    def __init__(self, name, arguments, line):
        self.name = name
        self.arguments = arguments
        self.tag = 0
        self.line = line


class Apply(Node):
    def __init__(self, function, arguments, line):
        self.function = function
        self.arguments = arguments
        self.line = line


class Operate(Node):
    def __init__(self, operator, left, right, line):
        self.operator = operator
        self.left = left
        self.right = right
        self.line = line


class Unary(Node):
    """! of a reference, - of a number."""

    def __init__(self, operator, operand, line):
        self.operator = operator
        self.operand = operand
        self.line = line


class Both(Node):
    """&& and ||, which may leave the right side alone."""

    def __init__(self, is_and, left, right, line):
        self.is_and = is_and
        self.left = left
        self.right = right
        self.line = line


class Sequence(Node):
    def __init__(self, first, second, line):
        self.first = first
        self.second = second
        self.line = line


class If(Node):
    def __init__(self, test, body, otherwise, line):
        self.test = test
        self.body = body
        self.otherwise = otherwise
        self.line = line


class Function(Node):
    """fun with names as parameters."""

    def __init__(self, parameters, body, line):
        self.parameters = parameters
        self.body = body
        self.name = 'fun'
        self.line = line


class Binding(object):
    def __init__(self, name, value, line):
        self.name = name
        self.value = value
        self.line = line


class Let(Node):
    def __init__(self, is_recursive, bindings, body, line):
        self.is_recursive = is_recursive
        self.bindings = bindings
        self.body = body
        self.line = line


class Case(object):
    def __init__(self, pattern, guard, body, line):
        self.pattern = pattern
        self.guard = guard              # or None
        self.body = body
        self.line = line


class Match(Node):
    def __init__(self, value, cases, line):
        self.value = value
        self.cases = cases
        self.line = line


class Anything(Pattern):
    """A name, or _ with the name ''."""

    def __init__(self, name, line):
        self.name = name
        self.line = line


class NumberPattern(Pattern):
    def __init__(self, value, type, line):
        self.value = value
        self.type = type
        self.line = line


class TextPattern(Pattern):
    def __init__(self, text, line):
        self.text = text
        self.line = line


class ConstructPattern(Pattern):
    """A constructor, or, with the name '', a tuple."""

    def __init__(self, name, arguments, line):
        self.name = name
        self.arguments = arguments
        self.tag = 0
        self.line = line


# -- the top level

class Variant(object):
    """A constructor of a declared type."""

    def __init__(self, name, tag, types, result, variables):
        self.name = name
        self.tag = tag
        self.types = types              # of its fields
        self.result = result
        self.variables = variables      # numbers of the type's parameters
        self.siblings = []              # all constructors of the type


class Declaration(object):
    """A let at the top, or, without bindings, an expression."""

    def __init__(self, is_recursive, bindings, value, line):
        self.is_recursive = is_recursive
        self.bindings = bindings
        self.value = value
        self.line = line
