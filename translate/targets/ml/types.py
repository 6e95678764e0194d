"""Types: constructors over types, and variables that unification binds."""


class Mismatch(Exception):
    """Two types cannot be made one."""


class Type(object):
    pass


class Variable(Type):
    """An unknown type. Those made deeper inside have a higher level."""

    def __init__(self, number, level):
        self.number = number
        self.level = level
        self.bound = None


class Constructed(Type):
    """int, 'a list, a function (->), a tuple (*)..."""

    def __init__(self, name, arguments):
        self.name = name
        self.arguments = arguments


class Scheme(object):
    """A type for all types of some variables, given by their numbers."""

    def __init__(self, variables, type):
        self.variables = variables
        self.type = type


def basic(name):
    """A type without arguments, as any type."""
    type = Constructed(name, [])
    assert isinstance(type, Type)
    return type


INT = basic('int')
BOOL = basic('bool')
STRING = basic('string')
UNIT = basic('unit')


def arrow(given, result):
    return Constructed('->', [given, result])


def list_of(item):
    return Constructed('list', [item])


def reference(item):
    return Constructed('ref', [item])


def pruned(type):
    """What a type is, bound variables looked through and shortened."""
    if isinstance(type, Variable):
        bound = type.bound
        if bound is not None:
            bound = pruned(bound)
            type.bound = bound
            return bound
    return type


def occurs(variable, type):
    """Whether a variable stands in a type; lowers levels on the way."""
    type = pruned(type)
    if isinstance(type, Variable):
        if type is variable:
            return True
        type.level = min(type.level, variable.level)
    elif isinstance(type, Constructed):
        for argument in type.arguments:
            if occurs(variable, argument):
                return True
    return False


def unify(first, second):
    first = pruned(first)
    second = pruned(second)
    if first is second:
        return
    if isinstance(first, Variable):
        if occurs(first, second):
            raise Mismatch
        first.bound = second
    elif isinstance(second, Variable):
        unify(second, first)
    elif isinstance(first, Constructed) and isinstance(second, Constructed):
        if first.name != second.name or \
                len(first.arguments) != len(second.arguments):
            raise Mismatch
        for i in range(len(first.arguments)):
            unify(first.arguments[i], second.arguments[i])


class Namer(object):
    """Shows types; variables are named in the order they are met."""

    def __init__(self):
        self.names = {}

    def name(self, number):
        if number not in self.names:
            count = len(self.names)
            name = "'" + chr(ord('a') + count % 26)
            if count >= 26:
                name += str(count // 26)
            self.names[number] = name
        return self.names[number]

    def show(self, type):
        return self.at(type, 0)

    def at(self, type, strength):
        """In parentheses where what is around it binds more strongly."""
        type = pruned(type)
        if isinstance(type, Variable):
            return self.name(type.number)
        if not isinstance(type, Constructed):
            return '?'
        arguments = type.arguments
        if type.name == '->':
            text = '%s -> %s' % (self.at(arguments[0], 1),
                                 self.at(arguments[1], 0))
            return '(' + text + ')' if strength > 0 else text
        if type.name == '*':
            text = ' * '.join([self.at(part, 2) for part in arguments])
            return '(' + text + ')' if strength > 1 else text
        if len(arguments) == 0:
            return type.name
        if len(arguments) == 1:
            return self.at(arguments[0], 2) + ' ' + type.name
        return '(%s) %s' % (', '.join([self.at(part, 0)
                                       for part in arguments]), type.name)


def show(type):
    return Namer().show(type)
