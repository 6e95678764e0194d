"""The low-level types: what C can express, and nothing else."""


class LLType(object):
    """A low-level type; types are compared by identity."""

    def __init__(self, name, default=None):
        self.name = name
        self.default = default

    def __repr__(self):
        return self.name


Signed = LLType('Signed', 0)
Float = LLType('Float', 0.0)
Bool = LLType('Bool', False)
Char = LLType('Char', '\0')
Void = LLType('Void')


class Struct(LLType):
    """Named fields. A struct with a base begins with the base's fields."""

    def __init__(self, name, fields=(), base=None):
        LLType.__init__(self, name)
        self.base = base
        self.fields = []
        self.types = {}
        self.immutable = set()
        self.set_fields(fields)

    def set_fields(self, fields):
        self.fields = list(self.base.fields) if self.base else []
        self.fields += fields
        self.types = dict(self.fields)
        if self.base:
            self.immutable |= self.base.immutable

    def field_type(self, name):
        return self.types[name]


class Array(LLType):
    """A length and that many items; `header` are fields before them."""

    def __init__(self, name, item, header=()):
        LLType.__init__(self, name)
        self.item = item
        self.header = list(header)
        self.types = dict(self.header)

    def field_type(self, name):
        return self.types[name]


class FunctionType(LLType):
    def __init__(self, arguments, result):
        LLType.__init__(self, '(%s) -> %s' % (
            ', '.join([argument.name for argument in arguments]),
            result.name))
        self.arguments = list(arguments)
        self.result = result


class Pointer(LLType):
    """A pointer to a struct, an array or a function."""
    _known = {}

    def __new__(cls, to):
        if to not in cls._known:
            pointer = object.__new__(cls)
            LLType.__init__(pointer, '*' + to.name)
            pointer.to = to
            cls._known[to] = pointer
        return cls._known[to]

    def __init__(self, to):
        pass


_arrays = {}
_functions = {}


def array_of(item):
    """The array type with these items: one for each item type."""
    if item not in _arrays:
        _arrays[item] = Array('Array of %s' % item.name, item)
    return _arrays[item]


def function_type(arguments, result):
    key = tuple(arguments), result
    if key not in _functions:
        _functions[key] = FunctionType(arguments, result)
    return _functions[key]


String = Array('String', Char, [('hash', Signed)])
StringPointer = Pointer(String)

# Every instance begins with a pointer to its class's table.
ClassTable = Struct('ClassTable')
ClassTable.set_fields([('first', Signed), ('last', Signed),
                       ('name', StringPointer)])
ClassTable.immutable.update(['first', 'last', 'name'])
Object = Struct('Object', [('table', Pointer(ClassTable))])
Object.immutable.add('table')
ObjectPointer = Pointer(Object)


class Data(object):
    """A struct or array that exists before the program runs."""

    def __init__(self, lltype, values=None, items=None):
        self.lltype = lltype
        self.values = values if values is not None else {}
        self.items = items
        self.is_root = False        # whether words in it may be pointers

    def __repr__(self):
        if self.lltype is String:
            return repr(''.join(self.items))
        return '<%s>' % self.lltype.name


class Function(object):
    """A pointer to the function that a graph becomes."""

    def __init__(self, graph, lltype):
        self.graph = graph
        self.lltype = lltype
        self.__name__ = graph.name


# For low-level helpers (see rtype/helpers): calls of these are operations.

def malloc(lltype, size=None):
    raise RuntimeError('only in translated code')


def null(lltype):
    raise RuntimeError('only in translated code')


def operation(name, *arguments):
    raise RuntimeError('only in translated code')
