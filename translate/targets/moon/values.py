"""The values of programs, and what operators do with them."""

from library.core import wrapped
from library.jit import dont_look_inside

ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR, MODULO, POWER, CONCAT = range(8)

# Of each operator the method of a metatable.
EVENTS = ['__add', '__sub', '__mul', '__div', '__idiv', '__mod', '__pow',
          '__concat']


class LuaError(Exception):
    """An error of the program; pcall hands on its value."""

    def __init__(self, value):
        self.value = value
        self.has_place = False

    def set_place(self, line):
        """The innermost function that runs says where it happened."""
        if not self.has_place:
            self.has_place = True
            if isinstance(self.value, String):
                self.value = String('line %d: %s' % (line, self.value.text()))


def problem(message):
    return LuaError(String(message))


class Value(object):
    """What all values can do; most of it fails, or asks a metatable."""

    def kind(self):
        return 'nil'

    def text(self):
        return 'nil'

    def truth(self):
        return True

    def is_number(self):
        return False

    def real(self):
        raise problem('%s is not a number' % self.kind())

    def add(self, other):
        return arithmetic(ADD, self, other)

    def subtract(self, other):
        return arithmetic(SUBTRACT, self, other)

    def multiply(self, other):
        return arithmetic(MULTIPLY, self, other)

    def floor_divide(self, other):
        return arithmetic(FLOOR, self, other)

    def modulo(self, other):
        return arithmetic(MODULO, self, other)

    def concat(self, other):
        return meta_binary('__concat', 'concatenate', self, other)

    def equals(self, other):
        return self is other

    def less(self, other):
        return compare(self, other, '__lt')

    def less_equal(self, other):
        return compare(self, other, '__le')

    def index(self, key):
        raise problem('attempt to index a %s value' % self.kind())

    def set_index(self, key, value):
        raise problem('attempt to index a %s value' % self.kind())

    def length(self):
        raise problem('attempt to get length of a %s value' % self.kind())

    def call(self, arguments):
        raise problem('attempt to call a %s value' % self.kind())

    def meta(self, event):
        """The metatable's entry, or NIL."""
        return NIL

    def key_number(self):
        """What tells values apart that are neither strings nor integers."""
        return 0


class Nil(Value):
    def truth(self):
        return False


class Boolean(Value):
    _immutable_fields_ = ['flag']

    def __init__(self, flag):
        self.flag = flag

    def kind(self):
        return 'boolean'

    def text(self):
        return 'true' if self.flag else 'false'

    def truth(self):
        return self.flag

    def key_number(self):
        return -2 if self.flag else -1


class Integer(Value):
    _immutable_fields_ = ['value']

    def __init__(self, value):
        self.value = value

    def kind(self):
        return 'number'

    def text(self):
        return str(self.value)

    def is_number(self):
        return True

    def real(self):
        return float(self.value)

    def add(self, other):
        if isinstance(other, Integer):
            return Integer(wrapped(self.value + other.value))
        return arithmetic(ADD, self, other)

    def subtract(self, other):
        if isinstance(other, Integer):
            return Integer(wrapped(self.value - other.value))
        return arithmetic(SUBTRACT, self, other)

    def multiply(self, other):
        if isinstance(other, Integer):
            return Integer(wrapped(self.value * other.value))
        return arithmetic(MULTIPLY, self, other)

    def floor_divide(self, other):
        if isinstance(other, Integer):
            if other.value == 0:
                raise problem('attempt to perform n//0')
            return Integer(self.value // other.value)
        return arithmetic(FLOOR, self, other)

    def modulo(self, other):
        if isinstance(other, Integer):
            if other.value == 0:
                raise problem('attempt to perform n%%0')
            return Integer(self.value % other.value)
        return arithmetic(MODULO, self, other)

    def concat(self, other):
        return String(self.text()).concat(other)

    def equals(self, other):
        if isinstance(other, Integer):
            return self.value == other.value
        return other.is_number() and same_real(self, other)

    def less(self, other):
        if isinstance(other, Integer):
            return self.value < other.value
        return compare(self, other, '__lt')

    def less_equal(self, other):
        if isinstance(other, Integer):
            return self.value <= other.value
        return compare(self, other, '__le')


class Float(Value):
    _immutable_fields_ = ['value']

    def __init__(self, value):
        self.value = value

    def kind(self):
        return 'number'

    def text(self):
        return str(self.value)

    def is_number(self):
        return True

    def real(self):
        return self.value

    def concat(self, other):
        return String(self.text()).concat(other)

    def equals(self, other):
        return other.is_number() and same_real(self, other)


class String(Value):
    _immutable_fields_ = ['value']

    def __init__(self, value):
        self.value = value

    def kind(self):
        return 'string'

    def text(self):
        return self.value

    def equals(self, other):
        return isinstance(other, String) and self.value == other.value

    def concat(self, other):
        if isinstance(other, String):
            return String(self.value + other.value)
        if other.is_number():
            return String(self.value + other.text())
        return meta_binary('__concat', 'concatenate', self, other)

    def index(self, key):
        """A method: strings share the library's table."""
        return LIBRARY.strings.index(key)

    def length(self):
        return Integer(len(self.value))


class Several(Value):
    """What a call gave that did not give one value: never in a variable."""

    def __init__(self, values):
        self.values = values


class Cell(Value):
    """A local variable that inner functions share: never in a variable."""

    def __init__(self, value):
        self.value = value


class Library(object):
    """Where the strings' methods are, once the library is open."""

    def __init__(self):
        self.strings = NIL


NIL = Nil()
TRUE = Boolean(True)
FALSE = Boolean(False)
LIBRARY = Library()


def boolean(flag):
    return TRUE if flag else FALSE


def first(value):
    """The one value where only one is wanted."""
    if isinstance(value, Several):
        if len(value.values) == 0:
            return NIL
        return value.values[0]
    return value


# -- what is no business of the fast ways -----------------------------------

def same_real(left, right):
    return left.real() == right.real()


@dont_look_inside
def arithmetic(operator, left, right):
    """Of two numbers that are not both integers, or by a metamethod."""
    if not left.is_number() or not right.is_number():
        return meta_binary(EVENTS[operator], 'perform arithmetic on', left,
                           right)
    a = left.real()
    b = right.real()
    if operator == ADD:
        return Float(a + b)
    if operator == SUBTRACT:
        return Float(a - b)
    if operator == MULTIPLY:
        return Float(a * b)
    if operator == POWER:
        return Float(a ** b)
    if b == 0.0:
        raise problem('attempt to divide by zero')
    if operator == DIVIDE:
        return Float(a / b)
    if operator == FLOOR:
        return Float(a // b)
    return Float(a % b)


def meta_binary(event, action, left, right):
    handler = left.meta(event)
    if handler is NIL:
        handler = right.meta(event)
    if handler is not NIL:
        return first(handler.call([left, right]))
    culprit = right
    if not left.is_number() and not (event == '__concat'
                                     and isinstance(left, String)):
        culprit = left
    raise problem('attempt to %s a %s value' % (action, culprit.kind()))


@dont_look_inside
def compare(left, right, event):
    """left < right, or left <= right if the event is __le."""
    if left.is_number() and right.is_number():
        if event == '__lt':
            return left.real() < right.real()
        return left.real() <= right.real()
    if isinstance(left, String) and isinstance(right, String):
        if event == '__lt':
            return left.value < right.value
        return left.value <= right.value
    handler = left.meta(event)
    if handler is NIL:
        handler = right.meta(event)
    if handler is NIL:
        raise problem('attempt to compare %s with %s' % (left.kind(),
                                                         right.kind()))
    return first(handler.call([left, right])).truth()


@dont_look_inside
def equal_values(left, right):
    """left == right; tables may have a metamethod for it."""
    if left.equals(right):
        return True
    handler = left.meta('__eq')
    if handler is NIL:
        return False
    return first(handler.call([left, right])).truth()


def negated(value):
    if isinstance(value, Integer):
        return Integer(wrapped(-value.value))
    return negated_real(value)


@dont_look_inside
def negated_real(value):
    if value.is_number():
        return Float(-value.real())
    handler = value.meta('__unm')
    if handler is NIL:
        raise problem('attempt to perform arithmetic on a %s value'
                      % value.kind())
    return first(handler.call([value]))


@dont_look_inside
def to_text(value):
    """As print writes it."""
    handler = value.meta('__tostring')
    if handler is NIL:
        return value.text()
    return first(handler.call([value])).text()
