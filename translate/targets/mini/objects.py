"""The objects of the small Python, and their operations."""

from library.core import overflow_checked
from library.jit import dont_look_inside, elidable, promote


class Problem(Exception):
    """An error of the interpreted program."""

    def __init__(self, message):
        self.message = message


class W_Object(object):
    """What all objects can do; most of it fails."""

    def kind(self):
        return 'object'

    def text(self):
        return '<%s>' % self.kind()

    def shown(self):
        """The text within a list."""
        return self.text()

    def truth(self):
        return True

    def add(self, other):
        raise unsupported('+', self, other)

    def sub(self, other):
        raise unsupported('-', self, other)

    def mul(self, other):
        raise unsupported('*', self, other)

    def floordiv(self, other):
        raise unsupported('//', self, other)

    def mod(self, other):
        raise unsupported('%', self, other)

    def less(self, other):
        raise unsupported('<', self, other)

    def less_equal(self, other):
        raise unsupported('<=', self, other)

    def equal(self, other):
        return self is other

    def negated(self):
        raise Problem('cannot negate ' + self.kind())

    def getitem(self, index):
        raise Problem(self.kind() + ' has no items')

    def setitem(self, index, value):
        raise Problem(self.kind() + ' takes no items')

    def length(self):
        raise Problem(self.kind() + ' has no length')

    def getattr(self, name):
        raise no_attribute(self, name)

    def setattr(self, name, value):
        raise no_attribute(self, name)


def unsupported(operator, left, right):
    return Problem('unsupported operands for %s: %s and %s' % (
        operator, left.kind(), right.kind()))


def no_attribute(value, name):
    return Problem('%s has no attribute %s' % (value.kind(), name))


class W_None(W_Object):
    def kind(self):
        return 'NoneType'

    def text(self):
        return 'None'

    def truth(self):
        return False


class W_Int(W_Object):
    _immutable_fields_ = ['value']

    def __init__(self, value):
        self.value = value

    def kind(self):
        return 'int'

    def text(self):
        return str(self.value)

    def truth(self):
        return self.value != 0

    def add(self, other):
        if isinstance(other, W_Int):
            try:
                return W_Int(overflow_checked(self.value + other.value))
            except OverflowError:
                raise Problem('integer overflow')
        raise unsupported('+', self, other)

    def sub(self, other):
        if isinstance(other, W_Int):
            try:
                return W_Int(overflow_checked(self.value - other.value))
            except OverflowError:
                raise Problem('integer overflow')
        raise unsupported('-', self, other)

    def mul(self, other):
        if isinstance(other, W_Int):
            try:
                return W_Int(overflow_checked(self.value * other.value))
            except OverflowError:
                raise Problem('integer overflow')
        raise unsupported('*', self, other)

    def floordiv(self, other):
        if isinstance(other, W_Int):
            if other.value == 0:
                raise Problem('division by zero')
            return W_Int(self.value // other.value)
        raise unsupported('//', self, other)

    def mod(self, other):
        if isinstance(other, W_Int):
            if other.value == 0:
                raise Problem('division by zero')
            return W_Int(self.value % other.value)
        raise unsupported('%', self, other)

    def less(self, other):
        if isinstance(other, W_Int):
            return self.value < other.value
        raise unsupported('<', self, other)

    def less_equal(self, other):
        if isinstance(other, W_Int):
            return self.value <= other.value
        raise unsupported('<=', self, other)

    def equal(self, other):
        return isinstance(other, W_Int) and self.value == other.value

    def negated(self):
        return W_Int(0).sub(self)


class W_Bool(W_Object):
    _immutable_fields_ = ['flag']

    def __init__(self, flag):
        self.flag = flag

    def kind(self):
        return 'bool'

    def text(self):
        return 'True' if self.flag else 'False'

    def truth(self):
        return self.flag


class W_Str(W_Object):
    _immutable_fields_ = ['value']

    def __init__(self, value):
        self.value = value

    def kind(self):
        return 'str'

    def text(self):
        return self.value

    def shown(self):
        return "'%s'" % self.value

    def truth(self):
        return len(self.value) != 0

    def add(self, other):
        if isinstance(other, W_Str):
            return W_Str(self.value + other.value)
        raise unsupported('+', self, other)

    def mul(self, other):
        if isinstance(other, W_Int):
            return W_Str(self.value * other.value)
        raise unsupported('*', self, other)

    def less(self, other):
        if isinstance(other, W_Str):
            return self.value < other.value
        raise unsupported('<', self, other)

    def equal(self, other):
        return isinstance(other, W_Str) and self.value == other.value

    def getitem(self, index):
        if not isinstance(index, W_Int):
            raise Problem('an index must be an int')
        try:
            return W_Str(self.value[index.value] + '')
        except IndexError:
            raise Problem('string index out of range')

    def length(self):
        return len(self.value)


class W_List(W_Object):
    def __init__(self, items):
        self.items = items

    def kind(self):
        return 'list'

    @dont_look_inside
    def text(self):
        parts = []
        for item in self.items:
            parts.append(item.shown())
        return '[%s]' % ', '.join(parts)

    def truth(self):
        return len(self.items) != 0

    @dont_look_inside
    def add(self, other):
        if isinstance(other, W_List):
            return W_List(self.items + other.items)
        raise unsupported('+', self, other)

    @dont_look_inside
    def mul(self, other):
        if isinstance(other, W_Int):
            return W_List(self.items * other.value)
        raise unsupported('*', self, other)

    def equal(self, other):
        if not isinstance(other, W_List) or len(other.items) != len(
                self.items):
            return False
        for i in range(len(self.items)):
            if not self.items[i].equal(other.items[i]):
                return False
        return True

    def getitem(self, index):
        if not isinstance(index, W_Int):
            raise Problem('an index must be an int')
        try:
            return self.items[index.value]
        except IndexError:
            raise Problem('list index out of range')

    def setitem(self, index, value):
        if not isinstance(index, W_Int):
            raise Problem('an index must be an int')
        try:
            self.items[index.value] = value
        except IndexError:
            raise Problem('list index out of range')

    def length(self):
        return len(self.items)

    def getattr(self, name):
        if name == 'append':
            return W_ListMethod(self, False)
        if name == 'pop':
            return W_ListMethod(self, True)
        raise no_attribute(self, name)


class W_ListMethod(W_Object):
    """list.append or list.pop, bound to a list."""

    def __init__(self, target, is_pop):
        self.target = target
        self.is_pop = is_pop

    def kind(self):
        return 'method'


class W_Iterator(W_Object):
    """Over a list, or over numbers (then the list is None)."""

    def __init__(self, items, index, stop):
        self.items = items
        self.index = index
        self.stop = stop

    def kind(self):
        return 'iterator'

    def next(self):
        """The next object, or None at the end."""
        index = self.index
        items = self.items
        if items is None:
            if index >= self.stop:
                return None
            self.index = index + 1
            return W_Int(index)
        if index >= len(items):
            return None
        self.index = index + 1
        return items[index]


class W_Function(W_Object):
    _immutable_fields_ = ['code']

    def __init__(self, code):
        self.code = code

    def kind(self):
        return 'function'


class W_Builtin(W_Object):
    def __init__(self, name):
        self.name = name

    def kind(self):
        return 'builtin'


class Map(object):
    """Which slot of an instance holds which attribute.

    Instances that got the same attributes in the same order share a map.
    """

    def __init__(self):
        self.slots = {}
        self.transitions = {}

    @elidable
    def find(self, name):
        """The slot, or -1."""
        return self.slots.get(name, -1)

    @elidable
    def with_attribute(self, name):
        """The map with one attribute more."""
        if name not in self.transitions:
            other = Map()
            for known in self.slots.keys():
                other.slots[known] = self.slots[known]
            other.slots[name] = len(self.slots)
            self.transitions[name] = other
        return self.transitions[name]


class W_Class(W_Object):
    def __init__(self, name, base):
        self.name = name
        self.base = base
        self.attributes = {}
        self.empty_map = Map()

    def kind(self):
        return 'class'

    @elidable
    def lookup(self, name):
        """The attribute, from here or a base; None if there is none.

        Classes do not change once they are made.
        """
        here = self
        while here is not None:
            if name in here.attributes:
                return here.attributes[name]
            here = here.base
        return None

    def getattr(self, name):
        found = self.lookup(name)
        if found is None:
            raise no_attribute(self, name)
        return found

    @dont_look_inside
    def setattr(self, name, value):
        self.attributes[name] = value


class W_Instance(W_Object):
    def __init__(self, cls):
        self.cls = cls
        self.map = cls.empty_map
        self.storage = [None, None, None, None]

    def kind(self):
        return self.cls.name

    def getattr(self, name):
        slot = promote(self.map).find(name)
        if slot >= 0:
            return self.storage[slot]
        found = promote(self.cls).lookup(name)
        if found is None:
            raise no_attribute(self, name)
        if isinstance(found, W_Function):
            return W_Method(self, found)
        return found

    def setattr(self, name, value):
        attribute_map = promote(self.map)
        slot = attribute_map.find(name)
        if slot < 0:
            slot = len(attribute_map.slots)
            self.map = attribute_map.with_attribute(name)
            if slot >= len(self.storage):
                self.storage.append(value)
                return
        self.storage[slot] = value


class W_Method(W_Object):
    def __init__(self, instance, function):
        self.instance = instance
        self.function = function

    def kind(self):
        return 'method'


NONE = W_None()
TRUE = W_Bool(True)
FALSE = W_Bool(False)


def wrap_bool(flag):
    return TRUE if flag else FALSE
