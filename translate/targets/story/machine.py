"""The machine: a stack of values, frames over it, and the tree of objects."""

from library.core import write
from library.jit import JitDriver, dont_look_inside, elidable, promote
from targets.story import code as ops
from targets.story.commands import Commands, Misunderstood
from targets.story.image import (ATTRIBUTES, CHILD, PARENT, PROPERTIES,
                                 SIBLING, record_of)

STACK = 2000
DEPTH = 300


class Fault(Exception):
    """The story does what it must not."""

    def __init__(self, message):
        self.message = message


class Machine(object):
    _immutable_fields_ = ['memory', 'stack', 'bases', 'returns', 'image']

    def __init__(self, image, script):
        self.image = image
        self.memory = image.memory
        self.stack = [0] * STACK
        self.top = 0                    # the first free place
        self.base = 0                   # of the locals
        self.bases = [0] * DEPTH
        self.returns = [0] * DEPTH
        self.depth = 0
        self.commands = Commands(image)
        self.script = script
        self.line = 0
        self.pending = []
        self.marks = []
        self.seed = 1
        self.is_over = False

    # -- the stack

    def push(self, value):
        top = self.top
        if top >= STACK:
            raise Fault('the stack is full')
        self.stack[top] = value
        self.top = top + 1

    def pop(self):
        top = self.top - 1
        self.top = top
        return self.stack[top]

    def call(self, count, back):
        """Gives where the routine begins; the result takes its place."""
        routine = self.stack[self.top - count - 1]
        image = self.image
        if routine < 0 or routine >= code_size(image):
            raise Fault('no routine at %d' % routine)
        if self.depth + 1 >= DEPTH:
            raise Fault('routines are too deep')
        self.depth += 1
        self.bases[self.depth] = self.base
        self.returns[self.depth] = back
        self.base = self.top - count
        wanted = word_at(image, routine)
        self.top = self.base + wanted
        if self.top > STACK:
            raise Fault('the stack is full')
        if wanted > count:
            self.clear(count, wanted)
        return routine + 1

    @dont_look_inside
    def clear(self, start, end):
        for i in range(self.base + start, self.base + end):
            self.stack[i] = 0

    def leave(self):
        """Returns the top of the stack; gives where to go on."""
        value = self.pop()
        self.top = self.base - 1
        self.base = self.bases[self.depth]
        back = self.returns[self.depth]
        self.depth -= 1
        self.push(value)
        return back

    # -- objects

    def record(self, number):
        if number < 1 or number > self.image.objects:
            raise Fault('%d is no object' % number)
        return record_of(number)

    def change(self, number, attribute, is_given):
        place = self.record(number) + ATTRIBUTES
        if is_given:
            self.memory[place] |= 1 << attribute
        else:
            self.memory[place] &= ~(1 << attribute)

    def has(self, number, attribute):
        bits = self.memory[self.record(number) + ATTRIBUTES]
        return (bits >> attribute) & 1

    @dont_look_inside
    def property_place(self, number, wanted):
        """Where a property's value is, or -1."""
        at = self.memory[self.record(number) + PROPERTIES]
        while self.memory[at]:
            if self.memory[at] == wanted:
                return at + 1
            at += 2
        return -1

    def property(self, number, wanted):
        place = self.property_place(number, wanted)
        return self.memory[place] if place >= 0 else 0

    @dont_look_inside
    def set_property(self, number, wanted, value):
        place = self.property_place(number, wanted)
        if place < 0:
            raise Fault('the %s has no such property' %
                        self.commands.title(number))
        self.memory[place] = value

    @dont_look_inside
    def inside(self, number, place):
        """Whether an object is in another, however deep."""
        while number:
            number = self.memory[self.record(number) + PARENT]
            if number == place:
                return 1
        return 0

    @dont_look_inside
    def take_out(self, number):
        memory = self.memory
        record = self.record(number)
        parent = memory[record + PARENT]
        if parent == 0:
            return
        at = record_of(parent) + CHILD
        while memory[at] != number:
            at = record_of(memory[at]) + SIBLING
        memory[at] = memory[record + SIBLING]
        memory[record + PARENT] = 0
        memory[record + SIBLING] = 0

    @dont_look_inside
    def move(self, number, place):
        """Puts an object into another, or, with 0, nowhere."""
        if place and (number == place or self.inside(place, number)):
            raise Fault('an object would be in itself')
        self.take_out(number)
        if place:
            record = self.record(number)
            children = self.record(place) + CHILD
            self.memory[record + PARENT] = place
            self.memory[record + SIBLING] = self.memory[children]
            self.memory[children] = number

    # -- what the story asks the machine to do

    @dont_look_inside
    def primitive(self, name):
        if name == 'read':
            self.push(self.read())
        elif name == 'mark':
            self.marks.append(list(self.memory))
            self.push(1)
        elif name == 'undo':
            self.push(self.undo())
        elif name == 'quit':
            self.is_over = True
            self.push(0)
        elif name == 'handler':
            action = self.pop()
            number = self.pop()
            self.push(self.property(number, self.handler_property(action)))
        else:
            value = self.pop()
            if name == 'random':
                self.push(self.random(value))
            elif name == 'default':
                self.push(self.image.defaults[value])
            else:
                field = SIBLING
                if name == 'parent':
                    field = PARENT
                elif name == 'child':
                    field = CHILD
                self.push(self.memory[self.record(value) + field])

    def handler_property(self, action):
        number = self.image.handlers[action]
        return number if number else -1

    def random(self, most):
        """1 to most, the same in every run."""
        if most < 1:
            raise Fault('a random number of nothing')
        self.seed = (self.seed * 69069 + 1) & 0xffffffff
        return (self.seed >> 8) % most + 1

    def undo(self):
        """Goes back to before the command that came before this one."""
        if len(self.marks) < 2:
            return 0
        self.marks.pop()
        before = self.marks.pop()
        for i in range(len(before)):
            self.memory[i] = before[i]
        return 1

    def read(self):
        """Puts the next command into globals; 0 if there is none."""
        while len(self.pending) == 0:
            if self.line >= len(self.script):
                return 0
            text = self.script[self.line]
            self.line += 1
            print '> ' + text
            try:
                self.pending = self.commands.understand(text)
                self.pending.reverse()
            except Misunderstood as problem:
                print problem.message
        many = len(self.pending) > 1 or self.memory[4] > 0
        command = self.pending.pop()
        self.memory[0] = command.action
        self.memory[1] = command.first
        self.memory[2] = command.second
        # Of several, each is named, and a global counts those to come.
        self.memory[4] = len(self.pending)
        if many:
            write(self.commands.title(command.first) + ': ')
        return 1

    @dont_look_inside
    def print_text(self, number):
        write(self.image.unpacked(number))

    @dont_look_inside
    def print_title(self, number):
        self.record(number)
        write(self.commands.title(number))


@dont_look_inside
def print_number(number):
    write(str(number))


driver = JitDriver(greens=['pc', 'image'], reds=['machine'])


@elidable
def word_at(image, pc):
    """The code never changes."""
    return image.code[pc]


@elidable
def code_size(image):
    return len(image.code)


@dont_look_inside
def divide(first, second):
    """Rounds towards minus infinity."""
    if second == 0:
        raise Fault('division by zero')
    return first // second


def compute(operation, first, second):
    if operation == ops.ADD:
        return first + second
    if operation == ops.SUBTRACT:
        return first - second
    if operation == ops.MULTIPLY:
        return first * second
    if operation == ops.DIVIDE:
        return divide(first, second)
    if operation == ops.REMAINDER:
        return first - divide(first, second) * second
    return 1 if compare(operation, first, second) else 0


def compare(operation, first, second):
    if operation == ops.EQUAL:
        return first == second
    if operation == ops.UNEQUAL:
        return first != second
    if operation == ops.LESS:
        return first < second
    if operation == ops.LESS_EQUAL:
        return first <= second
    if operation == ops.GREATER:
        return first > second
    return first >= second


def execute(image, machine):
    """Runs the story from its routine main on."""
    pc = image.main + 1
    machine.top = word_at(image, image.main)
    while True:
        driver.jit_merge_point(pc=pc, image=image, machine=machine)
        operation = word_at(image, pc)
        pc += 1
        if operation in (ops.PUSH, ops.LOCAL, ops.SET_LOCAL, ops.GLOBAL,
                         ops.SET_GLOBAL):
            operand = word_at(image, pc)
            pc += 1
            if operation == ops.PUSH:
                machine.push(operand)
            elif operation == ops.LOCAL:
                machine.push(machine.stack[machine.base + operand])
            elif operation == ops.SET_LOCAL:
                machine.stack[machine.base + operand] = machine.pop()
            elif operation == ops.GLOBAL:
                machine.push(machine.memory[operand])
            else:
                machine.memory[operand] = machine.pop()
        elif operation == ops.DROP:
            machine.pop()
        elif operation <= ops.GREATER_EQUAL:
            second = machine.pop()
            first = machine.pop()
            machine.push(compute(operation, first, second))
        elif operation == ops.NOT:
            machine.push(0 if machine.pop() else 1)
        elif operation == ops.NEGATE:
            machine.push(-machine.pop())
        elif operation == ops.JUMP:
            target = word_at(image, pc)
            is_back = target < pc
            pc = target
            if is_back:
                driver.can_enter_jit(pc=pc, image=image, machine=machine)
        elif operation == ops.JUMP_ZERO:
            if machine.pop():
                pc += 1
            else:
                pc = word_at(image, pc)
        elif operation == ops.CALL:
            pc = promote(machine.call(word_at(image, pc), pc + 1))
        elif operation == ops.RETURN:
            if machine.depth == 0:
                return
            pc = promote(machine.leave())
        elif operation == ops.HAS:
            attribute = machine.pop()
            machine.push(machine.has(machine.pop(), attribute))
        elif operation == ops.GIVE or operation == ops.REMOVE:
            attribute = machine.pop()
            machine.change(machine.pop(), attribute, operation == ops.GIVE)
        elif operation == ops.PROPERTY:
            wanted = machine.pop()
            machine.push(machine.property(machine.pop(), wanted))
        elif operation == ops.SET_PROPERTY:
            value = machine.pop()
            wanted = machine.pop()
            machine.set_property(machine.pop(), wanted, value)
        elif operation == ops.MOVE:
            place = machine.pop()
            machine.move(machine.pop(), place)
        elif operation == ops.INSIDE:
            place = machine.pop()
            machine.push(machine.inside(machine.pop(), place))
        elif operation == ops.PRINT:
            machine.print_text(word_at(image, pc))
            pc += 1
        elif operation == ops.PRINT_TEXT:
            machine.print_text(machine.pop())
        elif operation == ops.PRINT_NUMBER:
            print_number(machine.pop())
        elif operation == ops.PRINT_TITLE:
            machine.print_title(machine.pop())
        else:
            machine.primitive(ops.PRIMITIVES[word_at(image, pc)])
            pc += 1
            if machine.is_over:
                return
