"""The flowgraph language: labelled blocks of assignments, tests and jumps.

A program is a text; each line is one of

    label:
    x = op1 a           (op1 is neg or copy)
    x = op2 a b         (op2 is add, sub, mul or less)
    if x label          (goes to the label unless x is 0)
    jump label
    print_and_stop x

Operands are numbers or variables. Without an argument it runs `power`:
y repeated multiplications of x.
"""

from library.jit import JitDriver, elidable

POWER = """
  result = copy 1
loop:
  more = less 0 y
  if more body
  print_and_stop result
body:
  result = mul result x
  y = sub y 1
  jump loop
"""

SUM = """
  result = copy 0
loop:
  more = less 0 y
  if more body
  print_and_stop result
body:
  step = mul y x
  odd = sub step 3
  result = add result odd
  y = sub y 1
  jump loop
"""

CHECKS = [
    (['power', '3', '5'], '243\n'),
    (['power', '2', '40'], '1099511627776\n'),
    (['sum', '7', '100000'], '35000050000\n'),
]

COPY, NEG, ADD, SUB, MUL, LESS, IF, JUMP, STOP = range(9)
NAMES = {'copy': COPY, 'neg': NEG, 'add': ADD, 'sub': SUB, 'mul': MUL,
         'less': LESS}


class Instruction(object):
    """target and operands are numbers of variables; constants have one."""
    _immutable_fields_ = ['kind', 'target', 'first', 'second']

    def __init__(self, kind, target, first, second):
        self.kind = kind
        self.target = target
        self.first = first
        self.second = second


class Program(object):
    def __init__(self, text):
        self.names = {}
        self.initial = []
        self.instructions = []
        labels = {}
        jumps = []
        for line in text.split('\n'):
            words = [word for word in line.strip().split(' ') if word]
            if not words:
                continue
            first = words[0]
            if first.endswith(':'):
                labels[first[:len(first) - 1]] = len(self.instructions)
            elif first == 'if':
                jumps.append((len(self.instructions), words[2]))
                self.add(IF, 0, self.operand(words[1]), 0)
            elif first == 'jump':
                jumps.append((len(self.instructions), words[1]))
                self.add(JUMP, 0, 0, 0)
            elif first == 'print_and_stop':
                self.add(STOP, 0, self.operand(words[1]), 0)
            else:
                second = 0
                if len(words) > 4:
                    second = self.operand(words[4])
                self.add(NAMES[words[2]], self.operand(first),
                         self.operand(words[3]), second)
        for place, label in jumps:
            self.instructions[place].target = labels[label]

    def add(self, kind, target, first, second):
        self.instructions.append(Instruction(kind, target, first, second))

    def operand(self, name):
        """The number of a variable; a constant is one that never changes."""
        if name not in self.names:
            self.names[name] = len(self.initial)
            value = 0
            if name.isdigit():
                value = int(name)
            self.initial.append(value)
        return self.names[name]


driver = JitDriver(greens=['place', 'program'], reds=['values'])


@elidable
def instruction_at(program, place):
    """Programs do not change."""
    return program.instructions[place]


def interpret(program, values):
    """Runs a program on these variables; gives what it prints."""
    place = 0
    while True:
        driver.jit_merge_point(place=place, program=program, values=values)
        instruction = instruction_at(program, place)
        place += 1
        kind = instruction.kind
        if kind == IF:
            if values[instruction.first] != 0:
                place = instruction.target
        elif kind == JUMP:
            back = instruction.target < place
            place = instruction.target
            if back:
                driver.can_enter_jit(place=place, program=program,
                                     values=values)
        elif kind == STOP:
            return values[instruction.first]
        else:
            first = values[instruction.first]
            if kind == COPY:
                result = first
            elif kind == NEG:
                result = -first
            else:
                second = values[instruction.second]
                if kind == ADD:
                    result = first + second
                elif kind == SUB:
                    result = first - second
                elif kind == MUL:
                    result = first * second
                else:
                    result = int(first < second)
            values[instruction.target] = result


def entry_point(argv):
    text = POWER
    if len(argv) > 1 and argv[1] == 'sum':
        text = SUM
    x, y = 3, 5
    if len(argv) > 3:
        x = int(argv[2])
        y = int(argv[3])
    program = Program(text)
    values = program.initial[:]
    values[program.operand('x')] = x
    values[program.operand('y')] = y
    print interpret(program, values)
    return 0
