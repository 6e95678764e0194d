"""Small things that the other modules share."""

from compiler.ast import flatten

MANGLE_LEN = 256


class Set:
    """A set in the way of old times."""

    def __init__(self):
        self.elts = {}

    def __len__(self):
        return len(self.elts)

    def __contains__(self, elt):
        return elt in self.elts

    has_elt = __contains__

    def add(self, elt):
        self.elts[elt] = elt

    def remove(self, elt):
        del self.elts[elt]

    def elements(self):
        return self.elts.keys()

    def copy(self):
        copy = Set()
        copy.elts.update(self.elts)
        return copy


class Stack:
    """A list whose end is its top."""

    def __init__(self):
        self.stack = []
        self.pop = self.stack.pop

    def __len__(self):
        return len(self.stack)

    def __getitem__(self, index):
        return self.stack[index]

    def push(self, elt):
        self.stack.append(elt)

    def top(self):
        return self.stack[-1]


def mangle(name, klass):
    """What a name is in the body of a class: private names have the class's before them."""
    if klass is None or not name.startswith('__') or name.endswith('__') or '.' in name:
        return name
    klass = klass.lstrip('_')
    if not klass or len(name) + 2 >= MANGLE_LEN:
        return name
    return '_%s%s' % (klass[:MANGLE_LEN - len(name) - 1], name)


def set_filename(filename, tree):
    """Let a tree and all its nodes know the file they are of."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        node.filename = filename
        waiting += node.getChildNodes()
