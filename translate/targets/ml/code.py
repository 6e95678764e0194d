"""Instructions over the slots of a frame: operation, target, a, b."""

CONSTANT, MOVE, GLOBAL, CAPTURED, SET_GLOBAL, CLOSURE, PATCH = range(7)
ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, JOIN, APPEND, ASSIGN = \
    range(7, 15)
EQUAL, UNEQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL = range(15, 21)
BLOCK, FIELD, NEGATE, JUMP, UNLESS, UNLESS_TAG, UNLESS_SAME = range(21, 28)
APPLY, TAIL_APPLY, RETURN, NO_CASE, PRIMITIVE = range(28, 33)

NAMES = ['constant', 'move', 'global', 'captured', 'set_global', 'closure',
         'patch', 'add', 'subtract', 'multiply', 'divide', 'remainder',
         'join', 'append', 'assign', 'equal', 'unequal', 'less',
         'less_equal', 'greater', 'greater_equal', 'block', 'field',
         'negate', 'jump', 'unless', 'unless_tag', 'unless_same', 'apply',
         'tail_apply', 'return', 'no_case', 'primitive']

OPERATORS = {'+': ADD, '-': SUBTRACT, '*': MULTIPLY, '/': DIVIDE,
             'mod': REMAINDER, '^': JOIN, '@': APPEND, ':=': ASSIGN,
             '=': EQUAL, '<>': UNEQUAL, '<': LESS, '<=': LESS_EQUAL,
             '>': GREATER, '>=': GREATER_EQUAL}

PRIMITIVES = ['print', 'string_of_int', 'length', 'failwith', 'ref', 'not',
              'letter']
PRIMITIVE_TYPES = ['string -> unit', 'int -> string', 'string -> int',
                   "string -> 'a", "'a -> 'a ref", 'bool -> bool',
                   'string -> int -> string']


class Instruction(object):
    _immutable_fields_ = ['operation', 'target', 'a', 'b']

    def __init__(self, operation, target, a, b):
        self.operation = operation
        self.target = target
        self.a = a
        self.b = b


class Code(object):
    """A function: parameters are its first slots.

    `sources` say where a closure takes its captured values from: a slot of
    the frame that makes it, or, below 0, what that one's closure captured.
    """
    _immutable_fields_ = ['arity', 'slots']

    def __init__(self, name, arity):
        self.name = name
        self.arity = arity
        self.slots = arity
        self.instructions = []
        self.constants = []
        self.codes = []
        self.sources = []

    def emit(self, operation, target, a, b):
        """Gives the instruction's place."""
        self.instructions.append(Instruction(operation, target, a, b))
        return len(self.instructions) - 1

    def land(self, place):
        """Lets the jump at the place come here."""
        old = self.instructions[place]
        self.instructions[place] = Instruction(
            old.operation, len(self.instructions), old.a, old.b)

    def constant(self, value):
        self.constants.append(value)
        return len(self.constants) - 1

    def listing(self):
        print '%s: %d parameters, %d slots, %d captured' % (
            self.name, self.arity, self.slots, len(self.sources))
        for i in range(len(self.instructions)):
            instruction = self.instructions[i]
            print '%4d %s %d %d %d' % (
                i, NAMES[instruction.operation], instruction.target,
                instruction.a, instruction.b)
        for code in self.codes:
            code.listing()
