"""Scheme's values."""

from library.core import overflow_checked


class SchemeError(Exception):
    """An error of the interpreted program."""

    def __init__(self, message):
        self.message = message


class Value(object):
    """A value; what it cannot do is an error."""

    def shown(self):
        return '<value>'

    def displayed(self):
        return self.shown()

    def is_true(self):
        return True

    def equals(self, other):
        return self is other


class Number(Value):
    def __init__(self, value):
        self.value = value

    def shown(self):
        return str(self.value)

    def equals(self, other):
        return isinstance(other, Number) and other.value == self.value


class Text(Value):
    def __init__(self, text):
        self.text = text

    def shown(self):
        return '"' + self.text + '"'

    def displayed(self):
        return self.text

    def equals(self, other):
        return isinstance(other, Text) and other.text == self.text


class Symbol(Value):
    """A name. The same name is the same symbol."""
    def __init__(self, name):
        self.name = name

    def shown(self):
        return self.name


class Boolean(Value):
    def __init__(self, flag):
        self.flag = flag

    def shown(self):
        return '#t' if self.flag else '#f'

    def is_true(self):
        return self.flag


class Nothing(Value):
    """The empty list, or no value at all."""
    def __init__(self, text):
        self.text = text

    def shown(self):
        return self.text


class Pair(Value):
    def __init__(self, head, tail):
        self.head = head
        self.tail = tail

    def shown(self):
        return self.written(False)

    def displayed(self):
        return self.written(True)

    def written(self, plain):
        parts = []
        rest = self
        while True:
            head = rest.head
            parts.append(head.displayed() if plain else head.shown())
            tail = rest.tail
            if not isinstance(tail, Pair):
                break
            rest = tail
        text = ' '.join(parts)
        if rest.tail is not EMPTY:
            text += ' . ' + rest.tail.shown()
        return '(' + text + ')'

    def equals(self, other):
        here = self
        while True:
            if not isinstance(other, Pair):
                return False
            if not here.head.equals(other.head):
                return False
            tail = here.tail
            other = other.tail
            if not isinstance(tail, Pair):
                return tail.equals(other)
            here = tail


class Vector(Value):
    def __init__(self, items):
        self.items = items

    def shown(self):
        parts = []
        for item in self.items:
            parts.append(item.shown())
        return '#(' + ' '.join(parts) + ')'


class Environment(object):
    """The variables of one call, and those around it."""
    def __init__(self, slots, outer):
        self.slots = slots
        self.outer = outer


class Closure(Value):
    def __init__(self, code, outer):
        self.code = code
        self.outer = outer

    def shown(self):
        return '<procedure ' + self.code.name + '>'


class Primitive(Value):
    def __init__(self, number, name):
        self.number = number
        self.name = name

    def shown(self):
        return '<procedure ' + self.name + '>'


class Global(object):
    """A variable of the top level; None: it is not defined yet."""

    def __init__(self, name):
        self.name = name
        self.value = None


EMPTY = Nothing('()')
UNSPECIFIED = Nothing('')
TRUE = Boolean(True)
FALSE = Boolean(False)


def truth(flag):
    return TRUE if flag else FALSE


def number_of(value, where):
    if isinstance(value, Number):
        return value.value
    raise SchemeError('%s: not a number: %s' % (where, value.shown()))


def pair_of(value, where):
    if isinstance(value, Pair):
        return value
    raise SchemeError('%s: not a pair: %s' % (where, value.shown()))


def add(a, b):
    try:
        return Number(overflow_checked(number_of(a, '+') + number_of(b, '+')))
    except OverflowError:
        raise SchemeError('+: too large')


def subtract(a, b):
    try:
        return Number(overflow_checked(number_of(a, '-') - number_of(b, '-')))
    except OverflowError:
        raise SchemeError('-: too large')


def multiply(a, b):
    try:
        return Number(overflow_checked(number_of(a, '*') * number_of(b, '*')))
    except OverflowError:
        raise SchemeError('*: too large')


def list_of(items, tail):
    """A list with these items that ends in tail."""
    result = tail
    i = len(items) - 1
    while i >= 0:
        result = Pair(items[i], result)
        i -= 1
    return result


def items_of(value, where):
    """The items of a proper list."""
    items = []
    while isinstance(value, Pair):
        items.append(value.head)
        value = value.tail
    if value is not EMPTY:
        raise SchemeError('%s: not a list' % where)
    return items
