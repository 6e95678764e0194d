"""A stack machine with an assembler: words push, compute, branch and call.

A program is text. Numbers push themselves. `name:` defines a label, `name`
calls the code there, `jump name` and `jump_if name` go there; `return` comes
back. Words: dup drop swap over add sub mul div mod less equal print not
load store (a memory of 256 cells).
"""

from library.jit import JitDriver, elidable, promote

PUSH, ADD, SUB, MUL, DIV, MOD, LESS, EQUAL, NOT = range(9)
DUP, DROP, SWAP, OVER, PRINT, LOAD, STORE = range(9, 16)
JUMP, JUMP_IF, CALL, RETURN, STOP = range(16, 21)

WORDS = {
    'add': ADD, 'sub': SUB, 'mul': MUL, 'div': DIV, 'mod': MOD,
    'less': LESS, 'equal': EQUAL, 'not': NOT, 'dup': DUP, 'drop': DROP,
    'swap': SWAP, 'over': OVER, 'print': PRINT, 'load': LOAD,
    'store': STORE, 'return': RETURN, 'stop': STOP,
}

FACTORIAL = """
    10 factorial print stop
factorial:
    dup 2 less jump_if one
    dup 1 sub factorial mul return
one:
    drop 1 return
"""

PRIMES = """
    2 0 store
    0 1 store
outer:
    0 load 3000 equal jump_if done
    2 2 store
inner:
    0 load 2 load dup mul less jump_if prime
    0 load 2 load mod 0 equal jump_if next
    2 load 1 add 2 store
    jump inner
prime:
    1 load 1 add 1 store
next:
    0 load 1 add 0 store
    jump outer
done:
    1 load print stop
"""

SUM = """
    0 0 store
    1000000
loop:
    dup 0 load add 0 store
    1 sub
    dup jump_if loop
    0 load print stop
"""

BAD = "1 0 div print stop"

SOURCES = {'factorial': FACTORIAL, 'primes': PRIMES, 'sum': SUM, 'bad': BAD}

CHECKS = [
    (['factorial'], '3628800\n'),
    (['primes'], '430\n'),
    (['sum'], '500000500000\n'),
    (['bad'], 'division by zero\n'),
    (['unknown'], 'no program unknown\n'),
    (['missing'], 'error: unknown word nowhere\n'),
]


class AssemblyError(Exception):
    def __init__(self, message):
        self.message = message


class MachineError(Exception):
    def __init__(self, message):
        self.message = message


def is_number(word):
    return word.isdigit() or (word.startswith('-') and word[1:].isdigit())


class Assembler(object):
    def __init__(self, text):
        self.words = []
        for line in text.split('\n'):
            for word in line.split(' '):
                if word:
                    self.words.append(word)
        self.code = []
        self.labels = {}
        self.references = []

    def assemble(self):
        """The code, a list of pairs: operation and operand."""
        number = 0
        while number < len(self.words):
            word = self.words[number]
            number += 1
            if word.endswith(':'):
                self.labels[word[:len(word) - 1]] = len(self.code)
            elif is_number(word):
                self.add(PUSH, int(word))
            elif word in WORDS:
                self.add(WORDS[word], 0)
            elif word == 'jump' or word == 'jump_if':
                self.refer(self.words[number])
                self.add(JUMP if word == 'jump' else JUMP_IF, 0)
                number += 1
            else:
                self.refer(word)
                self.add(CALL, 0)
        for place, label in self.references:
            if label not in self.labels:
                raise AssemblyError('unknown word ' + label)
            self.code[place] = self.labels[label]
        return self.code

    def add(self, operation, operand):
        self.code.append(operation)
        self.code.append(operand)

    def refer(self, label):
        self.references.append((len(self.code) + 1, label))


class Machine(object):
    def __init__(self):
        self.stack = [0] * 1000
        self.depth = 0
        self.returns = [0] * 1000
        self.calls = 0
        self.memory = [0] * 256

    # At one place of a program the stack is nearly always equally deep: with
    # a constant depth its cells are as good as variables to the tracer.

    def push(self, value):
        depth = promote(self.depth)
        self.stack[depth] = value
        self.depth = depth + 1

    def pop(self):
        depth = promote(self.depth) - 1
        self.depth = depth
        return self.stack[depth]


driver = JitDriver(greens=['pc', 'code'], reds=['machine'])


@elidable
def word_at(code, pc):
    """The code does not change."""
    return code[pc]


def execute(code, machine):
    pc = 0
    while True:
        driver.jit_merge_point(pc=pc, code=code, machine=machine)
        operation = word_at(code, pc)
        operand = word_at(code, pc + 1)
        pc += 2
        if operation == PUSH:
            machine.push(operand)
        elif operation == DUP:
            value = machine.pop()
            machine.push(value)
            machine.push(value)
        elif operation == DROP:
            machine.pop()
        elif operation == SWAP:
            second = machine.pop()
            first = machine.pop()
            machine.push(second)
            machine.push(first)
        elif operation == OVER:
            second = machine.pop()
            first = machine.pop()
            machine.push(first)
            machine.push(second)
            machine.push(first)
        elif operation == PRINT:
            print machine.pop()
        elif operation == LOAD:
            machine.push(machine.memory[machine.pop()])
        elif operation == STORE:
            address = machine.pop()
            machine.memory[address] = machine.pop()
        elif operation == NOT:
            machine.push(int(machine.pop() == 0))
        elif operation == JUMP:
            if operand < pc:
                pc = operand
                driver.can_enter_jit(pc=pc, code=code, machine=machine)
            else:
                pc = operand
        elif operation == JUMP_IF:
            if machine.pop() != 0:
                if operand < pc:
                    pc = operand
                    driver.can_enter_jit(pc=pc, code=code, machine=machine)
                else:
                    pc = operand
        elif operation == CALL:
            machine.returns[machine.calls] = pc
            machine.calls += 1
            pc = operand
        elif operation == RETURN:
            machine.calls -= 1
            pc = machine.returns[machine.calls]
        elif operation == STOP:
            return
        else:
            second = machine.pop()
            first = machine.pop()
            machine.push(compute(operation, first, second))


def compute(operation, first, second):
    if operation == ADD:
        return first + second
    if operation == SUB:
        return first - second
    if operation == MUL:
        return first * second
    if operation == LESS:
        return int(first < second)
    if operation == EQUAL:
        return int(first == second)
    if second == 0:
        raise MachineError('division by zero')
    if operation == DIV:
        return first // second
    return first % second


def entry_point(argv):
    name = 'factorial'
    if len(argv) > 1:
        name = argv[1]
    text = 'nowhere'
    if name in SOURCES:
        text = SOURCES[name]
    elif name != 'missing':
        print 'no program', name
        return 0
    try:
        execute(Assembler(text).assemble(), Machine())
    except AssemblyError as error:
        print 'error: ' + error.message
    except MachineError as error:
        print error.message
    except IndexError:
        print 'stack or memory exceeded'
    return 0
