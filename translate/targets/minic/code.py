"""Three-address code: instructions over registers, and their printing.

Before registers are allocated their number is unlimited. An instruction has
a target and up to two operands, -1 where there is none. Where the second
operand is -1 the number stands for it.
"""

ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, AND, OR, XOR, LEFT, RIGHT, \
    IS_EQUAL, IS_UNEQUAL, IS_LESS, IS_LESS_EQUAL, IS_GREATER, \
    IS_GREATER_EQUAL = range(16)
JUMP_EQUAL, JUMP_UNEQUAL, JUMP_LESS, JUMP_LESS_EQUAL, JUMP_GREATER, \
    JUMP_GREATER_EQUAL, JUMP, LABEL = range(16, 24)
CONSTANT, MOVE, LOAD, STORE, FRAME, LOAD_FRAME, STORE_FRAME, PARAMETER, \
    ARGUMENT, CALL, RESULT, RETURN, ENTER, PRINT, LETTER, ALLOCATE, \
    HALT = range(24, 41)

NAMES = ['add', 'subtract', 'multiply', 'divide', 'remainder', 'and', 'or',
         'xor', 'left', 'right', 'equal', 'unequal', 'less', 'less_equal',
         'greater', 'greater_equal', 'jump_equal', 'jump_unequal',
         'jump_less', 'jump_less_equal', 'jump_greater',
         'jump_greater_equal', 'jump', 'label', 'constant', 'move', 'load',
         'store', 'frame', 'load_frame', 'store_frame', 'parameter',
         'argument', 'call', 'result', 'return', 'enter', 'print', 'letter',
         'allocate', 'halt']

# The comparison that is true when another is false, from IS_EQUAL on.
OPPOSITES = [IS_UNEQUAL, IS_EQUAL, IS_GREATER_EQUAL, IS_GREATER,
             IS_LESS_EQUAL, IS_LESS]

# Those whose result, if nothing uses it, need not be computed.
PURE = [ADD, SUBTRACT, MULTIPLY, AND, OR, XOR, LEFT, RIGHT, IS_EQUAL,
        IS_UNEQUAL, IS_LESS, IS_LESS_EQUAL, IS_GREATER, IS_GREATER_EQUAL,
        CONSTANT, MOVE, FRAME, LOAD_FRAME, PARAMETER, RESULT]


class Instruction(object):
    _immutable_fields_ = ['operation', 'target', 'first', 'second', 'number',
                          'place']

    def __init__(self, operation, target, first, second, number, place):
        self.operation = operation
        self.target = target
        self.first = first
        self.second = second
        self.number = number
        self.place = place          # a label; then, an address in the code

    def is_jump(self):
        return JUMP_EQUAL <= self.operation <= JUMP

    def shown(self):
        parts = []
        if self.operation == LABEL:
            return 'L%d:' % self.place
        for register in (self.target, self.first, self.second):
            if register >= 0:
                parts.append('r%d' % register)
        if self.takes_number():
            parts.append(str(self.number))
        if self.is_jump():
            parts.append('L%d' % self.place)
        line = '    ' + NAMES[self.operation]
        if len(parts):
            line += ' ' + ', '.join(parts)
        return line

    def takes_number(self):
        if self.operation < JUMP:
            return self.second < 0
        return self.operation in (CONSTANT, LOAD, STORE, FRAME, LOAD_FRAME,
                                  STORE_FRAME, PARAMETER, ARGUMENT, CALL,
                                  ENTER)


class Routine(object):
    """A function's code: parameters come first in its frame, after the two
    words that the call itself saves."""

    def __init__(self, name, number):
        self.name = name
        self.number = number
        self.instructions = []
        self.registers = 0
        self.labels = 0
        self.frame = 2
        self.breaks = []
        self.continues = []
        self.is_defined = False

    def register(self):
        self.registers += 1
        return self.registers - 1

    def label(self):
        self.labels += 1
        return self.labels - 1

    def room(self, size):
        """Words of the frame."""
        self.frame += size
        return self.frame - size

    def emit(self, operation, target, first, second, number):
        self.instructions.append(Instruction(operation, target, first,
                                             second, number, -1))

    def jump(self, label):
        self.instructions.append(Instruction(JUMP, -1, -1, -1, 0, label))

    def put_label(self, label):
        self.instructions.append(Instruction(LABEL, -1, -1, -1, 0, label))

    def compare(self, comparison, first, second, number, label):
        """A jump to the label if the comparison is true."""
        self.instructions.append(Instruction(
            comparison - IS_EQUAL + JUMP_EQUAL, -1, first, second, number,
            label))

    def constant(self, number):
        register = self.register()
        self.emit(CONSTANT, register, -1, -1, number)
        return register

    def listing(self):
        print self.name + ':'
        for instruction in self.instructions:
            print instruction.shown()
