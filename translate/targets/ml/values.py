"""Values. Types are checked before, so they do not say what they are."""

from library.jit import dont_look_inside
from targets.ml.types import Constructed, Namer, pruned


class Failure(Exception):
    """An error while a program runs."""

    def __init__(self, message):
        self.message = message


class Value(object):
    pass


class Integer(Value):
    """A number; also false, true and ()."""
    _immutable_fields_ = ['value']

    def __init__(self, value):
        self.value = value


class String(Value):
    _immutable_fields_ = ['text']

    def __init__(self, text):
        self.text = text


class Block(Value):
    """A constructor with its fields, a tuple, or a reference."""
    _immutable_fields_ = ['tag', 'fields']

    def __init__(self, tag, fields):
        self.tag = tag
        self.fields = fields


class Closure(Value):
    _immutable_fields_ = ['code', 'captured']

    def __init__(self, code, captured):
        self.code = code
        self.captured = captured


class Partial(Value):
    """A function that waits for more arguments."""

    def __init__(self, function, arguments):
        self.function = function
        self.arguments = arguments


def integer(number):
    """A number as any value."""
    value = Integer(number)
    assert isinstance(value, Value)
    return value


UNIT = integer(0)
EMPTY = Block(0, [])


def number_of(value):
    assert isinstance(value, Integer)
    return value.value


def text_of(value):
    assert isinstance(value, String)
    return value.text


def block_of(value):
    assert isinstance(value, Block)
    return value


@dont_look_inside
def compared(first, second):
    """Less than 0, 0, or more, as the first value is less or more."""
    if isinstance(first, Integer):
        a = first.value
        b = number_of(second)
        return (1 if a > b else 0) - (1 if a < b else 0)
    if isinstance(first, String):
        text = text_of(second)
        return (1 if first.text > text else 0) - \
            (1 if first.text < text else 0)
    if isinstance(first, Block):
        other = block_of(second)
        if first.tag != other.tag:
            return first.tag - other.tag
        for i in range(len(first.fields)):
            order = compared(first.fields[i], other.fields[i])
            if order:
                return order
        return 0
    raise Failure('functions are compared')


@dont_look_inside
def appended(first, second):
    """The items of a list before those of another."""
    items = []
    block = block_of(first)
    while block.tag == 1:
        items.append(block.fields[0])
        block = block_of(block.fields[1])
    while len(items):
        second = Block(1, [items.pop(), second])
    return second


class Printer(object):
    """Shows values by their types."""

    def __init__(self, variants):
        self.variants = variants
        self.by_type = {}
        for name in variants.keys():
            variant = variants[name]
            result = variant.result
            assert isinstance(result, Constructed)
            self.by_type[result.name] = variant.siblings

    def show(self, value, type):
        type = pruned(type)
        if isinstance(value, String):
            return '"' + value.text + '"'
        if not isinstance(type, Constructed):
            return '<poly>'
        if isinstance(value, Integer):
            if type.name == 'bool':
                return 'true' if value.value else 'false'
            if type.name == 'unit':
                return '()'
            return str(value.value)
        if not isinstance(value, Block):
            return '<fun>'
        if type.name == 'list':
            return '[' + self.items(value, type.arguments[0]) + ']'
        if type.name == '*':
            return '(' + self.fields(value, type.arguments) + ')'
        if type.name == 'ref':
            return 'ref ' + self.show(value.fields[0], type.arguments[0])
        variant = self.by_type[type.name][value.tag]
        if len(value.fields) == 0:
            return variant.name
        return '%s (%s)' % (variant.name, self.fields(
            value, field_types(variant.types, variant.result, type)))

    def fields(self, block, types):
        parts = []
        for i in range(len(types)):
            parts.append(self.show(block.fields[i], types[i]))
        return ', '.join(parts)

    def items(self, block, type):
        parts = []
        while block.tag == 1:
            parts.append(self.show(block.fields[0], type))
            block = block_of(block.fields[1])
        return '; '.join(parts)


def field_types(types, general, special):
    """A variant's field types, for one type that is an instance of its."""
    assert isinstance(general, Constructed)
    names = Namer()
    known = {}
    for i in range(len(general.arguments)):
        known[names.show(general.arguments[i])] = special.arguments[i]
    return [substituted(type, names, known) for type in types]


def substituted(type, names, known):
    type = pruned(type)
    if isinstance(type, Constructed):
        return Constructed(type.name, [substituted(argument, names, known)
                                       for argument in type.arguments])
    return known[names.show(type)]
