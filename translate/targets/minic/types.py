"""The types of C. Memory is made of words: a character takes one too."""


class Type(object):
    size = 1

    def name(self):
        return 'void'

    def equals(self, other):
        return self is other

    def is_scalar(self):
        """Whether a value fits into a register."""
        return False


class Integer(Type):
    def __init__(self, text):
        self.text = text

    def name(self):
        return self.text

    def is_scalar(self):
        return True


class Pointer(Type):
    def __init__(self, target):
        self.target = target

    def name(self):
        return self.target.name() + '*'

    def equals(self, other):
        return isinstance(other, Pointer) and \
            self.target.equals(other.target)

    def is_scalar(self):
        return True


class Array(Type):
    def __init__(self, item, count):
        self.item = item
        self.count = count
        self.size = item.size * count

    def name(self):
        return '%s[%d]' % (self.item.name(), self.count)

    def equals(self, other):
        return isinstance(other, Array) and self.count == other.count and \
            self.item.equals(other.item)


class Field(object):
    def __init__(self, type, offset):
        self.type = type
        self.offset = offset


class Struct(Type):
    """A structure; it has no fields until its declaration is read."""

    def __init__(self, tag):
        self.tag = tag
        self.fields = {}
        self.size = 0

    def name(self):
        return 'struct ' + self.tag

    def add(self, name, type):
        self.fields[name] = Field(type, self.size)
        self.size += type.size


class Signature(Type):
    """The type of a function."""

    def __init__(self, result, parameters):
        self.result = result
        self.parameters = parameters

    def name(self):
        return 'function'


INT = Integer('int')
CHAR = Integer('char')
VOID = Type()


def decayed(type):
    """What an expression of the type is as a value: arrays are pointers."""
    if isinstance(type, Array):
        return Pointer(type.item)
    return type


def fits(wanted, given):
    """Whether a value of one type may be stored where another is wanted."""
    if isinstance(wanted, Integer):
        return isinstance(given, Integer)
    if isinstance(wanted, Pointer) and isinstance(given, Pointer):
        return wanted.equals(given) or wanted.target is VOID or \
            given.target is VOID
    return False
