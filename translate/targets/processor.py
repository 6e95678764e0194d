"""A processor of registers: an assembler, a disassembler and the machine.

A program is text, an instruction a line: a name and operands, which are
registers r0 to r15, numbers, or labels. `label:` names the next instruction;
`word N...` puts numbers into memory, `text NAME` the letters of a name and
a 0. Registers hold integers; r14 is the stack pointer, r15 is 0 always.

    processor run PROGRAM | list PROGRAM | trace PROGRAM
"""

from library.jit import JitDriver, elidable, promote

MOVE, LOAD, STORE, ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO = range(8)
AND, OR, XOR, LEFT, RIGHT, COMPARE, JUMP, EQUAL = range(8, 16)
UNEQUAL, LESS, GREATER, CALL, RETURN, PUSH, POP, PRINT = range(16, 24)
LETTER, TRAP, HANDLER, RESUME, HALT = range(24, 29)

NAMES = ['move', 'load', 'store', 'add', 'subtract', 'multiply', 'divide',
         'modulo', 'and', 'or', 'xor', 'left', 'right', 'compare', 'jump',
         'equal', 'unequal', 'less', 'greater', 'call', 'return', 'push',
         'pop', 'print', 'letter', 'trap', 'handler', 'resume', 'halt']

# What the operands are: r a register, v a register or a number, l a label.
FORMS = ['rv', 'rrv', 'rrv', 'rrv', 'rrv', 'rrv', 'rrv', 'rrv', 'rrv',
         'rrv', 'rrv', 'rrv', 'rrv', 'rv', 'l', 'l', 'l', 'l', 'l', 'l', '',
         'r', 'r', 'r', 'r', 'v', 'l', '', '']

STACK_POINTER, ZERO = 14, 15
MEMORY = 4096

SIEVE = """
    move r1 2
next:
    compare r1 500
    greater count
    load r2 r1 1000
    compare r2 0
    unequal skip
    add r4 r4 1
    multiply r3 r1 r1
mark:
    compare r3 500
    greater skip
    move r2 1
    store r2 r3 1000
    add r3 r3 r1
    jump mark
skip:
    add r1 r1 1
    jump next
count:
    print r4
    halt
"""

FIBONACCI = """
    move r1 20
    call fibonacci
    print r0
    halt
fibonacci:
    compare r1 2
    less small
    push r1
    subtract r1 r1 1
    call fibonacci
    pop r1
    push r0
    subtract r1 r1 2
    call fibonacci
    pop r2
    add r0 r0 r2
    return
small:
    move r0 r1
    return
"""

SORT = """
    move r1 0
outer:
    compare r1 9
    equal show
    move r2 9
inner:
    compare r2 r1
    equal outer_next
    load r4 r2 data
    subtract r3 r2 1
    load r5 r3 data
    compare r5 r4
    less fine
    store r4 r3 data
    store r5 r2 data
fine:
    subtract r2 r2 1
    jump inner
outer_next:
    add r1 r1 1
    jump outer
show:
    move r1 0
show_next:
    load r2 r1 data
    print r2
    add r1 r1 1
    compare r1 10
    less show_next
    halt
data:
    word 42 7 -3 99 12 0 56 7 -20 1
"""

HASH = """
    move r1 0
    move r2 5381
round:
    and r3 r1 7
    load r4 r3 message
    compare r4 0
    equal again
    left r5 r2 5
    add r2 r5 r2
    xor r2 r2 r4
    and r2 r2 1048575
again:
    add r1 r1 1
    compare r1 400000
    less round
    print r2
    halt
message:
    text pyrsjit
"""

TRAPS = """
    handler failed
    move r1 3
again:
    subtract r1 r1 1
    move r2 100
    divide r3 r2 r1
    print r3
    jump again
failed:
    print r13
    add r1 r1 11
    add r6 r6 1
    compare r6 3
    less go_on
    move r7 79
    letter r7
    move r7 75
    letter r7
    move r7 10
    letter r7
    trap 77
go_on:
    resume
"""

LOST = """
    move r1 5
    jump nowhere
"""

DEEP = """
down:
    push r1
    call down
"""

PROGRAMS = {'sieve': SIEVE, 'fibonacci': FIBONACCI, 'sort': SORT,
            'hash': HASH, 'traps': TRAPS, 'lost': LOST, 'deep': DEEP,
            'odd': 'frobnicate r1\n', 'few': 'add r1 r2\n',
            'high': 'move r16 1\n'}

CHECKS = [
    (['run', 'sieve'], '95\n'),
    (['run', 'fibonacci'], '6765\n'),
    (['run', 'sort'], '-20\n-3\n0\n1\n7\n7\n12\n42\n56\n99\n'),
    (['run', 'hash'], '836101\n'),
    (['run', 'traps'],
     '50\n'
     '100\n'
     '1\n'
     '9\n'
     '10\n'
     '11\n'
     '12\n'
     '14\n'
     '16\n'
     '20\n'
     '25\n'
     '33\n'
     '50\n'
     '100\n'
     '1\n'
     '9\n'
     '10\n'
     '11\n'
     '12\n'
     '14\n'
     '16\n'
     '20\n'
     '25\n'
     '33\n'
     '50\n'
     '100\n'
     '1\n'
     'OK\n'
     'trap 77 at 18\n'),
    (['run', 'deep'], 'trap 3 at 0\n'),
    (['run', 'lost'], 'line 3: unknown label nowhere\nstatus 1 '),
    (['run', 'odd'], 'line 1: unknown operation frobnicate\nstatus 1 '),
    (['run', 'few'], 'line 1: add takes 3 operands\nstatus 1 '),
    (['run', 'high'], 'line 1: no register r16\nstatus 1 '),
    (['list', 'sort'],
     '0: move r1 0\n'
     '1: compare r1 9\n'
     '2: equal 17\n'
     '3: move r2 9\n'
     '4: compare r2 r1\n'
     '5: equal 15\n'
     '6: load r4 r2 2000\n'
     '7: subtract r3 r2 1\n'
     '8: load r5 r3 2000\n'
     '9: compare r5 r4\n'
     '10: less 13\n'
     '11: store r4 r3 2000\n'
     '12: store r5 r2 2000\n'
     '13: subtract r2 r2 1\n'
     '14: jump 4\n'
     '15: add r1 r1 1\n'
     '16: jump 1\n'
     '17: move r1 0\n'
     '18: load r2 r1 2000\n'
     '19: print r2\n'
     '20: add r1 r1 1\n'
     '21: compare r1 10\n'
     '22: less 18\n'
     '23: halt\n'),
    (['trace', 'fibonacci'], '6765\n175128 steps, calls 20 deep\n'),
    (['run', 'other'], 'no program other\n'),
]


class AssemblyError(Exception):
    def __init__(self, line, message):
        self.line = line
        self.message = message


class Trap(Exception):
    """Something that a program's handler may see to."""

    def __init__(self, number):
        self.number = number


DIVISION, ADDRESS, STACK = 1, 2, 3


class Operand(object):
    """A register or a value; of a label the name, until it is known."""

    def __init__(self, is_register, value, label):
        self.is_register = is_register
        self.value = value
        self.label = label


class Instruction(object):
    _immutable_fields_ = ['operation', 'a', 'b', 'last', 'is_register']

    def __init__(self, operation, a, b, last, is_register):
        self.operation = operation
        self.a = a
        self.b = b
        self.last = last
        self.is_register = is_register


def is_number(word):
    return word.isdigit() or (len(word) > 1 and word[0] == '-'
                              and word[1:].isdigit())


class Assembler(object):
    def __init__(self, text):
        self.lines = text.split('\n')
        self.code = []
        self.memory = [0] * MEMORY
        self.labels = {}
        self.free = 2000
        self.line = 0

    def fail(self, message):
        raise AssemblyError(self.line, message)

    def words_of(self, line):
        words = []
        for word in line.split(' '):
            if word:
                words.append(word)
        return words

    def assemble(self):
        self.find_labels()
        self.line = 0
        for line in self.lines:
            self.line += 1
            words = self.words_of(line)
            if len(words) > 0 and not words[0].endswith(':') and \
                    words[0] != 'word' and words[0] != 'text':
                self.code.append(self.instruction(words))

    def find_labels(self):
        """Where each label is, and what memory holds."""
        position = 0
        waiting = []
        for line in self.lines:
            self.line += 1
            words = self.words_of(line)
            if len(words) == 0:
                continue
            first = words[0]
            if first.endswith(':'):
                waiting.append(first[:len(first) - 1])
            elif first == 'word' or first == 'text':
                self.define(waiting, self.free)
                waiting = []
                self.put(words)
            else:
                self.define(waiting, position)
                waiting = []
                position += 1
        self.define(waiting, position)

    def define(self, names, value):
        for name in names:
            if name in self.labels:
                self.fail('label ' + name + ' twice')
            self.labels[name] = value

    def put(self, words):
        if words[0] == 'text':
            for letter in words[1]:
                self.memory[self.free] = ord(letter)
                self.free += 1
            self.free += 1
            return
        for word in words[1:]:
            if not is_number(word):
                self.fail('no number: ' + word)
            self.memory[self.free] = int(word)
            self.free += 1

    def operation(self, name):
        for number in range(len(NAMES)):
            if NAMES[number] == name:
                return number
        self.fail('unknown operation ' + name)
        return 0

    def operand(self, word, form):
        if word[0] == 'r' and len(word) > 1 and word[1:].isdigit():
            number = int(word[1:])
            if number > 15:
                self.fail('no register ' + word)
            if form == 'l':
                self.fail('a label, not ' + word)
            return Operand(True, number, '')
        if form == 'r':
            self.fail('a register, not ' + word)
        if is_number(word):
            return Operand(False, int(word), '')
        if word not in self.labels:
            self.fail('unknown label ' + word)
        return Operand(False, self.labels[word], word)

    def instruction(self, words):
        operation = self.operation(words[0])
        form = FORMS[operation]
        if len(words) - 1 != len(form):
            self.fail('%s takes %d operands' % (words[0], len(form)))
        registers = [ZERO, ZERO]
        last = Operand(True, ZERO, '')
        for i in range(len(form)):
            operand = self.operand(words[i + 1], form[i])
            if i == len(form) - 1 and form[i] != 'r':
                last = operand
            else:
                registers[i] = operand.value
        return Instruction(operation, registers[0], registers[1], last.value,
                           last.is_register)


def show(instruction):
    """An instruction as text, labels as numbers."""
    form = FORMS[instruction.operation]
    line = NAMES[instruction.operation]
    for i in range(len(form)):
        if i == len(form) - 1 and form[i] != 'r':
            if instruction.is_register:
                line += ' r' + str(instruction.last)
            else:
                line += ' ' + str(instruction.last)
        elif i == 0:
            line += ' r' + str(instruction.a)
        else:
            line += ' r' + str(instruction.b)
    return line


class Machine(object):
    def __init__(self, memory):
        self.registers = [0] * 16
        self.memory = memory
        self.registers[STACK_POINTER] = MEMORY
        self.order = 0
        self.handler = -1
        self.interrupted = 0
        self.steps = 0
        self.calls = 0
        self.deepest = 0

    def get(self, register):
        return self.registers[register]

    def set(self, register, value):
        if register != ZERO:
            self.registers[register] = value

    def value(self, instruction):
        if instruction.is_register:
            return self.registers[instruction.last]
        return instruction.last

    def address(self, place):
        if place < 0 or place >= MEMORY:
            raise Trap(ADDRESS)
        return place

    def push(self, value):
        place = self.registers[STACK_POINTER] - 1
        if place < 3000:
            raise Trap(STACK)
        self.registers[STACK_POINTER] = place
        self.memory[place] = value

    def pop(self):
        place = self.registers[STACK_POINTER]
        if place >= MEMORY:
            raise Trap(STACK)
        self.registers[STACK_POINTER] = place + 1
        return self.memory[place]

    def enter(self):
        self.calls += 1
        if self.calls > self.deepest:
            self.deepest = self.calls


def compute(operation, first, second):
    if operation == ADD:
        return first + second
    if operation == SUBTRACT:
        return first - second
    if operation == MULTIPLY:
        return first * second
    if operation == AND:
        return first & second
    if operation == OR:
        return first | second
    if operation == XOR:
        return first ^ second
    if operation == LEFT:
        return first << (second & 31)
    if operation == RIGHT:
        return first >> (second & 31)
    if second == 0:
        raise Trap(DIVISION)
    if operation == DIVIDE:
        return first // second
    return first % second


driver = JitDriver(greens=['pc', 'code'], reds=['machine'])


@elidable
def instruction_at(code, pc):
    """The code does not change."""
    return code[pc]


def taken(operation, order):
    """Whether a jump that depends on the last comparison is taken."""
    if operation == EQUAL:
        return order == 0
    if operation == UNEQUAL:
        return order != 0
    if operation == LESS:
        return order < 0
    if operation == GREATER:
        return order > 0
    return True


def run_from(code, machine, start):
    """Runs until the program halts; a Trap ends it."""
    pc = start
    while pc < len(code):
        driver.jit_merge_point(pc=pc, code=code, machine=machine)
        instruction = instruction_at(code, pc)
        operation = instruction.operation
        machine.steps += 1
        machine.interrupted = pc
        pc += 1
        if operation == MOVE:
            machine.set(instruction.a, machine.value(instruction))
        elif operation == LOAD:
            place = machine.get(instruction.b) + machine.value(instruction)
            machine.set(instruction.a, machine.memory[machine.address(place)])
        elif operation == STORE:
            place = machine.get(instruction.b) + machine.value(instruction)
            machine.memory[machine.address(place)] = machine.get(
                instruction.a)
        elif operation <= RIGHT:
            result = compute(operation, machine.get(instruction.b),
                             machine.value(instruction))
            machine.set(instruction.a, result)
        elif operation == COMPARE:
            first = machine.get(instruction.a)
            second = machine.value(instruction)
            if first < second:
                machine.order = -1
            elif first > second:
                machine.order = 1
            else:
                machine.order = 0
        elif operation <= GREATER:
            if taken(operation, machine.order):
                target = instruction.last
                if target < pc:
                    pc = target
                    driver.can_enter_jit(pc=pc, code=code, machine=machine)
                else:
                    pc = target
        elif operation == CALL:
            machine.push(pc)
            machine.enter()
            pc = instruction.last
        elif operation == RETURN:
            machine.calls -= 1
            pc = promote(machine.pop())
        elif operation == PUSH:
            machine.push(machine.get(instruction.a))
        elif operation == POP:
            machine.set(instruction.a, machine.pop())
        elif operation == PRINT:
            print machine.get(instruction.a)
        elif operation == LETTER:
            write_letter(machine.get(instruction.a))
        elif operation == TRAP:
            raise Trap(machine.value(instruction))
        elif operation == HANDLER:
            machine.handler = instruction.last
        elif operation == RESUME:
            pc = machine.registers[12]
        else:
            return


class Line(object):
    """Letters that were written and make no line yet."""

    def __init__(self):
        self.letters = []


LINE = Line()


def write_letter(number):
    if number == 10:
        print ''.join(LINE.letters)
        LINE.letters = []
    else:
        LINE.letters.append(chr(number & 127))


def run(code, machine):
    """Runs a program; gives the trap that ended it, 0 if it halted.

    A trap goes on in the handler, once: r13 is its number, and r12 where it
    happened. The handler that is running has no handler.
    """
    pc = 0
    while True:
        try:
            run_from(code, machine, pc)
            return 0
        except Trap as trap:
            if machine.handler < 0 or trap.number > 50:
                return trap.number
            pc = machine.handler
            machine.registers[13] = trap.number
            machine.registers[12] = machine.interrupted


def entry_point(argv):
    if len(argv) < 3:
        print 'usage: processor run|list|trace PROGRAM'
        return 0
    if argv[2] not in PROGRAMS:
        print 'no program', argv[2]
        return 0
    assembler = Assembler(PROGRAMS[argv[2]])
    try:
        assembler.assemble()
    except AssemblyError as error:
        print 'line %d: %s' % (error.line, error.message)
        return 1
    if argv[1] == 'list':
        number = 0
        for instruction in assembler.code:
            print '%d: %s' % (number, show(instruction))
            number += 1
        return 0
    machine = Machine(assembler.memory)
    trap = run(assembler.code, machine)
    if trap != 0:
        print 'trap %d at %d' % (trap, machine.interrupted)
    if argv[1] == 'trace':
        print '%d steps, calls %d deep' % (machine.steps, machine.deepest)
    return 0
