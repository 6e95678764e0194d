"""The syntax tree; each node compiles itself (see compiler.py)."""

from library.reopen import Reopenable


class Node(object):
    __metaclass__ = Reopenable

    def __init__(self, line):
        self.line = line

    def compile(self, compiler, target):
        """Emits code that leaves the expression's value in a register."""
        raise NotImplementedError

    def execute(self, compiler):
        """Emits code for a statement."""
        target = compiler.temporary()
        self.compile(compiler, target)
        compiler.release(target)

    def store(self, compiler, source):
        """Emits code that assigns a register to this target."""
        compiler.problem('cannot assign to this', self.line)

    def assigned_name(self):
        """The name that an assignment to this makes local, or ''."""
        return ''


class Number(Node):
    def __init__(self, value, line):
        self.value = value
        self.line = line


class Text(Node):
    def __init__(self, value, line):
        self.value = value
        self.line = line


class Name(Node):
    def __init__(self, name, line):
        self.name = name
        self.line = line

    def assigned_name(self):
        return self.name


class Binary(Node):
    def __init__(self, operator, left, right, line):
        self.operator = operator
        self.left = left
        self.right = right
        self.line = line


class Unary(Node):
    def __init__(self, operator, operand, line):
        self.operator = operator
        self.operand = operand
        self.line = line


class Logical(Node):
    def __init__(self, is_and, left, right, line):
        self.is_and = is_and
        self.left = left
        self.right = right
        self.line = line


class Attribute(Node):
    def __init__(self, value, name, line):
        self.value = value
        self.name = name
        self.line = line


class Subscript(Node):
    def __init__(self, value, index, line):
        self.value = value
        self.index = index
        self.line = line


class Call(Node):
    def __init__(self, function, arguments, line):
        self.function = function
        self.arguments = arguments
        self.line = line


class ListDisplay(Node):
    def __init__(self, items, line):
        self.items = items
        self.line = line


class Assign(Node):
    def __init__(self, target, value, line):
        self.target = target
        self.value = value
        self.line = line


class Print(Node):
    def __init__(self, values, line):
        self.values = values
        self.line = line


class Return(Node):
    def __init__(self, value, line):
        self.value = value
        self.line = line


class Jump(Node):
    def __init__(self, is_break, line):
        self.is_break = is_break
        self.line = line


class Pass(Node):
    pass


class If(Node):
    def __init__(self, test, body, otherwise, line):
        self.test = test
        self.body = body
        self.otherwise = otherwise
        self.line = line


class While(Node):
    def __init__(self, test, body, line):
        self.test = test
        self.body = body
        self.line = line


class For(Node):
    def __init__(self, target, sequence, body, line):
        self.target = target
        self.sequence = sequence
        self.body = body
        self.line = line


class Function(Node):
    def __init__(self, name, parameters, body, line):
        self.name = name
        self.parameters = parameters
        self.body = body
        self.line = line


class Class(Node):
    def __init__(self, name, base, body, line):
        self.name = name
        self.base = base
        self.body = body
        self.line = line
