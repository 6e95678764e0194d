"""What the optimizer knows: values, fields, results; and its output."""


class Value(object):
    """A constant, a slot, or a virtual object."""

    def __init__(self):
        self.constant = 0
        self.is_constant = False
        self.slot = -1
        self.size = 0               # of a virtual object; else 0
        self.offsets = []
        self.sizes = []
        self.fields = []
        # While states are compared and guards are made:
        self.shape = None
        self.resume = None
        self.resume_round = 0


def constant_value(constant):
    value = Value()
    value.constant = constant
    value.is_constant = True
    return value


def slot_value(slot):
    value = Value()
    value.slot = slot
    return value


class Entry(object):
    """What a field or an item holds; dirty if memory does not know yet."""

    def __init__(self, target, offset, size, is_item, value):
        self.target = target
        self.offset = offset
        self.size = size
        self.is_item = is_item
        self.value = value
        self.is_dirty = False
        self.is_immutable = False


class PureResult(object):
    def __init__(self, kind, a, b, value):
        self.kind = kind
        self.a = a
        self.b = b
        self.value = value


class OutOperation(object):
    """An operation on slots."""

    def __init__(self, kind, result, args):
        self.kind = kind
        self.result = result
        self.args = args
        self.a = 0
        self.b = 0
        self.c = 0
        self.guard = -1


class Shape(object):
    """A value at the end of the first round, as the second assumes it."""

    def __init__(self, source):
        self.source = source
        self.leaf = -1              # the number of a slot; -1 otherwise
        self.fields = []
        self.match = None           # the value at the end of the second round
        self.imported = None


class EntryShape(object):
    def __init__(self, entry, target, value):
        self.entry = entry
        self.target = target
        self.value = value


class ExportedState(object):
    """All that the second round assumes."""

    def __init__(self):
        self.shapes = []            # every shape, once
        self.reds = []
        self.entries = []
        self.leaf_slots = []        # slots at the end of the first round
        self.phi_slots = []         # the same in the loop
