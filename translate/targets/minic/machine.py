"""The machine: eight registers, memory of words, and a stack of frames.

A frame begins with the caller's frame and where to go on there; arguments,
variables and saved registers follow. alloc takes memory from the other end.
"""

from library.core import write
from library.jit import JitDriver, dont_look_inside, elidable, promote
from targets.minic import code as ops
from targets.minic.allocate import REGISTERS
from targets.minic.code import Instruction
from targets.minic.fold import DivisionByZero, compare, compute

MEMORY = 30000


class Fault(Exception):
    """The program did what the machine cannot do."""

    def __init__(self, message):
        self.message = message


class Program(object):
    def __init__(self, instructions, names, places):
        self.instructions = instructions
        self.names = names          # of the functions, and where they begin
        self.places = places

    def function_at(self, place):
        name = 'the start'
        for i in range(len(self.places)):
            if self.places[i] <= place:
                name = self.names[i]
        return name


def link(routines, main):
    """All routines in one list of instructions; labels become places."""
    instructions = [Instruction(ops.CALL, -1, -1, -1, main, -1),
                    Instruction(ops.HALT, -1, -1, -1, 0, -1)]
    places = []
    names = []
    for routine in routines:
        names.append(routine.name)
        places.append(len(instructions))
        base = len(instructions)
        labels = {}
        for instruction in routine.instructions:
            if instruction.operation == ops.LABEL:
                labels[instruction.place] = base
            else:
                base += 1
        for old in routine.instructions:
            if old.operation == ops.LABEL:
                continue
            place = old.place
            if old.is_jump():
                place = labels[place]
            instructions.append(Instruction(old.operation, old.target,
                                            old.first, old.second,
                                            old.number, place))
    for i in range(len(instructions)):
        old = instructions[i]
        if old.operation == ops.CALL:
            instructions[i] = Instruction(ops.CALL, -1, -1, -1, old.number,
                                          places[old.number])
    return Program(instructions, names, places)


class Machine(object):
    _immutable_fields_ = ['registers', 'memory']

    def __init__(self, memory):
        self.registers = [0] * REGISTERS
        self.memory = memory
        self.frame = len(memory)
        self.top = self.frame
        while len(memory) < MEMORY:
            memory.append(0)
        self.heap = MEMORY
        self.result = 0
        self.at = 0

    def load(self, address):
        if address <= 0 or address >= MEMORY:
            raise Fault('no memory at %d' % address)
        return self.memory[address]

    def store(self, address, value):
        if address <= 0 or address >= MEMORY:
            raise Fault('no memory at %d' % address)
        self.memory[address] = value

    def second(self, instruction):
        if instruction.second >= 0:
            return self.registers[instruction.second]
        return instruction.number

    def argument(self, number, value):
        """Arguments lie above the frame, where the next one will be."""
        if self.top + number >= self.heap:
            raise Fault('stack overflow')
        self.memory[self.top + number] = value

    def call(self, back):
        if self.top + 2 >= self.heap:
            raise Fault('stack overflow')
        self.memory[self.top] = self.frame
        self.memory[self.top + 1] = back
        self.frame = self.top

    @dont_look_inside
    def enter(self, size, saved):
        at = self.frame + size
        self.top = at + saved
        if self.top >= self.heap:
            raise Fault('stack overflow')
        for i in range(saved):
            self.memory[at + i] = self.registers[i]

    @dont_look_inside
    def leave(self, size, saved):
        """Takes a frame down; gives where to go on."""
        at = self.frame + size
        for i in range(saved):
            self.registers[i] = self.memory[at + i]
        self.top = self.frame
        self.frame = self.memory[self.top]
        return self.memory[self.top + 1]

    @dont_look_inside
    def allocate(self, size):
        if size < 0 or self.heap - size <= self.top:
            raise Fault('out of memory')
        self.heap -= size
        for i in range(self.heap, self.heap + size):
            self.memory[i] = 0
        return self.heap


@dont_look_inside
def write_number(number):
    print number


@dont_look_inside
def write_letter(number):
    write(chr(number & 255) + '')


driver = JitDriver(greens=['pc', 'program'], reds=['machine'])


@elidable
def instruction_at(program, pc):
    return program.instructions[pc]


def execute(program, machine):
    """Runs the program; gives the result of main."""
    pc = 0
    while True:
        driver.jit_merge_point(pc=pc, program=program, machine=machine)
        instruction = instruction_at(program, pc)
        operation = instruction.operation
        machine.at = pc
        pc += 1
        registers = machine.registers
        if operation <= ops.IS_GREATER_EQUAL:
            try:
                registers[instruction.target] = compute(
                    operation, registers[instruction.first],
                    machine.second(instruction))
            except DivisionByZero:
                raise Fault('division by zero')
        elif operation < ops.JUMP:
            if compare(operation - ops.JUMP_EQUAL + ops.IS_EQUAL,
                       registers[instruction.first],
                       machine.second(instruction)):
                back = instruction.place < pc
                pc = instruction.place
                if back:
                    driver.can_enter_jit(pc=pc, program=program,
                                         machine=machine)
        elif operation == ops.JUMP:
            back = instruction.place < pc
            pc = instruction.place
            if back:
                driver.can_enter_jit(pc=pc, program=program, machine=machine)
        elif operation == ops.CONSTANT:
            registers[instruction.target] = instruction.number
        elif operation == ops.MOVE:
            registers[instruction.target] = registers[instruction.first]
        elif operation == ops.LOAD:
            registers[instruction.target] = machine.load(
                registers[instruction.first] + instruction.number)
        elif operation == ops.STORE:
            machine.store(registers[instruction.first] + instruction.number,
                          registers[instruction.second])
        elif operation == ops.FRAME:
            registers[instruction.target] = machine.frame + instruction.number
        elif operation == ops.LOAD_FRAME or operation == ops.PARAMETER:
            registers[instruction.target] = machine.memory[
                machine.frame + instruction.number]
        elif operation == ops.STORE_FRAME:
            machine.memory[machine.frame + instruction.number] = registers[
                instruction.first]
        elif operation == ops.ARGUMENT:
            machine.argument(instruction.number,
                             registers[instruction.first])
        elif operation == ops.CALL:
            machine.call(pc)
            pc = instruction.place
        elif operation == ops.ENTER:
            machine.enter(instruction.number, instruction.place)
        elif operation == ops.RETURN:
            if instruction.first >= 0:
                machine.result = registers[instruction.first]
            pc = promote(machine.leave(instruction.number,
                                       instruction.place))
        elif operation == ops.RESULT:
            registers[instruction.target] = machine.result
        elif operation == ops.PRINT:
            write_number(registers[instruction.first])
        elif operation == ops.LETTER:
            write_letter(registers[instruction.first])
        elif operation == ops.ALLOCATE:
            registers[instruction.target] = machine.allocate(
                registers[instruction.first])
        else:
            return machine.result
