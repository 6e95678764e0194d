"""The processor: registers, memory, and the loop that runs.

Memory holds bytes as integers. Two addresses are devices: what is stored
at OUTPUT is written as a letter, OUTPUT + 1 writes it as a number, and
what is loaded from RANDOM changes each time. BRK with no handler at $fffe
ends the program.
"""

from library.core import write
from library.jit import JitDriver, dont_look_inside, elidable, promote
from targets.mos6502 import instructions as ops

OUTPUT, RANDOM = 0xf000, 0xfe
STACK = 0x100

# Bits of the status as it is pushed.
CARRY, ZERO, INTERRUPT, DECIMAL, BREAK, UNUSED, OVERFLOW, NEGATIVE = [
    1 << bit for bit in range(8)]


class Fault(Exception):
    """The program does what this processor does not."""

    def __init__(self, message):
        self.message = message


class Rom(object):
    """The bytes of the program: a store into its instructions is a fault."""

    def __init__(self, memory, is_code):
        self.bytes = memory[:]
        self.is_code = is_code


class Processor(object):
    def __init__(self, memory, rom):
        self.memory = memory
        self.rom = rom
        self.a = 0
        self.x = 0
        self.y = 0
        self.stack = 0xff
        # The flags; zero and negative are those of this byte, which has a
        # ninth bit where BIT has set both.
        self.result = 1
        self.carry = 0
        self.overflow = 0
        self.decimal = 0
        self.interrupt = 0
        self.cycles = 0
        self.steps = 0
        self.seed = 1

    # -- memory ------------------------------------------------------------

    def load(self, address):
        if address == RANDOM:
            return self.random()
        return self.memory[address]

    def store(self, address, value):
        if address >= OUTPUT:
            self.device(address, value)
        elif self.rom.is_code[address]:
            raise Fault('store into the program at $%04x' % address)
        else:
            self.memory[address] = value

    @dont_look_inside
    def random(self):
        self.seed = (self.seed * 1103515245 + 12345) & 0x7fffffff
        return self.seed >> 16 & 255

    @dont_look_inside
    def device(self, address, value):
        if address == OUTPUT:
            write(chr(value) + '')
        elif address == OUTPUT + 1:
            write(str(value))
        else:
            raise Fault('store at $%04x, which is read-only' % address)

    def word(self, address):
        return self.memory[address] | self.memory[
            (address + 1) & 0xffff] << 8

    def zero_word(self, address):
        """A word of the first page, which has no end."""
        return self.memory[address & 255] | self.memory[
            (address + 1) & 255] << 8

    # -- the stack ---------------------------------------------------------

    def push(self, value):
        self.memory[STACK + self.stack] = value
        self.stack = (self.stack - 1) & 255

    def pop(self):
        self.stack = (self.stack + 1) & 255
        return self.memory[STACK + self.stack]

    def push_word(self, value):
        self.push(value >> 8)
        self.push(value & 255)

    def pop_word(self):
        low = self.pop()
        return low | self.pop() << 8

    # -- flags -------------------------------------------------------------

    def is_zero(self):
        return self.result & 255 == 0

    def is_negative(self):
        return self.result & 0x180 != 0

    def status(self):
        value = UNUSED | self.carry
        if self.is_zero():
            value |= ZERO
        if self.is_negative():
            value |= NEGATIVE
        return (value | self.interrupt * INTERRUPT | self.decimal * DECIMAL
                | self.overflow * OVERFLOW)

    def set_status(self, value):
        self.carry = value & 1
        self.interrupt = value >> 2 & 1
        self.decimal = value >> 3 & 1
        self.overflow = value >> 6 & 1
        self.result = 0 if value & ZERO else 1
        if value & NEGATIVE:
            self.result |= 0x100

    # -- arithmetic --------------------------------------------------------

    def add(self, value):
        if self.decimal:
            self.add_decimal(value)
            return
        total = self.a + value + self.carry
        self.overflow = (~(self.a ^ value) & (self.a ^ total)) >> 7 & 1
        self.carry = total >> 8
        self.a = total & 255
        self.result = self.a

    @dont_look_inside
    def add_decimal(self, value):
        low = (self.a & 15) + (value & 15) + self.carry
        if low > 9:
            low += 6
        total = (self.a & 0xf0) + (value & 0xf0) + low
        self.result = total & 255
        if total > 0x9f:
            total += 0x60
        self.carry = 1 if total > 255 else 0
        self.a = total & 255

    def subtract(self, value):
        if self.decimal:
            self.subtract_decimal(value)
        else:
            self.add(value ^ 255)

    @dont_look_inside
    def subtract_decimal(self, value):
        borrow = 1 - self.carry
        low = (self.a & 15) - (value & 15) - borrow
        high = (self.a >> 4) - (value >> 4)
        if low < 0:
            low += 10
            high -= 1
        difference = self.a - value - borrow
        self.carry = 0 if difference < 0 else 1
        self.result = difference & 255
        if high < 0:
            high += 10
        self.a = high << 4 | low

    def compare(self, register, value):
        difference = register - value
        self.carry = 0 if difference < 0 else 1
        self.result = difference & 255

    def shifted(self, operation, value):
        """What a shift makes of a byte; the bit that leaves is the carry."""
        if operation == ops.ASL or operation == ops.ROL:
            total = value << 1
            if operation == ops.ROL:
                total |= self.carry
            self.carry = total >> 8
            total &= 255
        else:
            total = value >> 1
            if operation == ops.ROR:
                total |= self.carry << 7
            self.carry = value & 1
        self.result = total
        return total


driver = JitDriver(greens=['pc', 'rom'], reds=['processor'])


@elidable
def instruction_at(rom, pc):
    return ops.TABLE[rom.bytes[pc]]


@elidable
def operand_byte(rom, pc):
    return rom.bytes[pc + 1]


@elidable
def operand_word(rom, pc):
    return rom.bytes[pc + 1] | rom.bytes[pc + 2] << 8


@elidable
def is_code(rom, pc):
    return 0 <= pc < len(rom.bytes) - 2 and rom.is_code[pc]


def is_crossing(base, address):
    return (base ^ address) & 0xff00 != 0


def address_of(processor, rom, pc, instruction):
    """Where the operand of an instruction is in memory."""
    way = instruction.way
    if way == ops.ZERO:
        return operand_byte(rom, pc)
    if way == ops.ABSOLUTE:
        return operand_word(rom, pc)
    if way == ops.ZERO_X:
        return (operand_byte(rom, pc) + processor.x) & 255
    if way == ops.ZERO_Y:
        return (operand_byte(rom, pc) + processor.y) & 255
    if way == ops.INDIRECT_X:
        return processor.zero_word(operand_byte(rom, pc) + processor.x)
    if way == ops.INDIRECT:
        # The processor takes both bytes of the address from one page.
        place = operand_word(rom, pc)
        return processor.memory[place] | processor.memory[
            (place & 0xff00) | (place + 1) & 255] << 8
    if way == ops.INDIRECT_Y:
        base = processor.zero_word(operand_byte(rom, pc))
        index = processor.y
    elif way == ops.ABSOLUTE_X:
        base = operand_word(rom, pc)
        index = processor.x
    else:
        base = operand_word(rom, pc)
        index = processor.y
    address = (base + index) & 0xffff
    if instruction.crossing_costs and is_crossing(base, address):
        processor.cycles += 1
    return address


def is_taken(processor, operation):
    """Whether a branch is taken."""
    if operation == ops.BNE:
        return not processor.is_zero()
    if operation == ops.BEQ:
        return processor.is_zero()
    if operation == ops.BCC:
        return processor.carry == 0
    if operation == ops.BCS:
        return processor.carry != 0
    if operation == ops.BPL:
        return not processor.is_negative()
    if operation == ops.BMI:
        return processor.is_negative()
    if operation == ops.BVC:
        return processor.overflow == 0
    return processor.overflow != 0


@elidable
def branch_target(rom, pc):
    distance = rom.bytes[pc + 1]
    if distance > 127:
        distance -= 256
    return pc + 2 + distance


def run(rom, processor, start):
    """Runs until BRK finds no handler; gives where that was."""
    pc = start
    while True:
        driver.jit_merge_point(pc=pc, rom=rom, processor=processor)
        if not is_code(rom, pc):
            raise Fault('no program at $%04x' % pc)
        instruction = instruction_at(rom, pc)
        if instruction is None:
            raise Fault('no instruction at $%04x' % pc)
        operation = instruction.operation
        processor.cycles += instruction.cycles
        processor.steps += 1
        if instruction.way == ops.RELATIVE:
            if is_taken(processor, operation):
                target = branch_target(rom, pc)
                processor.cycles += 1
                if is_crossing(pc + 2, target):
                    processor.cycles += 1
                if target <= pc:
                    pc = target
                    driver.can_enter_jit(pc=pc, rom=rom, processor=processor)
                else:
                    pc = target
            else:
                pc += 2
        elif operation == ops.JMP:
            target = promote(address_of(processor, rom, pc, instruction))
            if target <= pc:
                pc = target
                driver.can_enter_jit(pc=pc, rom=rom, processor=processor)
            else:
                pc = target
        elif operation == ops.JSR:
            processor.push_word(pc + 2)
            pc = operand_word(rom, pc)
        elif operation == ops.RTS:
            pc = promote(processor.pop_word() + 1)
        elif operation == ops.RTI:
            processor.set_status(processor.pop())
            pc = promote(processor.pop_word())
        elif operation == ops.BRK:
            handler = processor.word(0xfffe)
            if handler == 0:
                return pc
            processor.push_word(pc + 2)
            processor.push(processor.status() | BREAK)
            processor.interrupt = 1
            pc = promote(handler)
        else:
            if instruction.way == ops.IMMEDIATE:
                with_value(processor, operation, operand_byte(rom, pc))
            elif instruction.size > 1:
                address = address_of(processor, rom, pc, instruction)
                with_memory(processor, operation, address)
            else:
                without_memory(processor, operation)
            pc += instruction.size


def with_memory(processor, operation, address):
    """Instructions with an operand in memory."""
    if operation == ops.STA:
        processor.store(address, processor.a)
    elif operation == ops.STX:
        processor.store(address, processor.x)
    elif operation == ops.STY:
        processor.store(address, processor.y)
    elif operation == ops.INC or operation == ops.DEC:
        value = processor.load(address)
        value = (value + (1 if operation == ops.INC else 255)) & 255
        processor.store(address, value)
        processor.result = value
    elif operation == ops.ASL or operation == ops.LSR or \
            operation == ops.ROL or operation == ops.ROR:
        processor.store(address, processor.shifted(operation,
                                                   processor.load(address)))
    else:
        with_value(processor, operation, processor.load(address))


def with_value(processor, operation, value):
    """Instructions that only read their operand."""
    if operation == ops.LDA:
        processor.a = value
        processor.result = value
    elif operation == ops.LDX:
        processor.x = value
        processor.result = value
    elif operation == ops.LDY:
        processor.y = value
        processor.result = value
    elif operation == ops.ADC:
        processor.add(value)
    elif operation == ops.SBC:
        processor.subtract(value)
    elif operation == ops.CMP:
        processor.compare(processor.a, value)
    elif operation == ops.CPX:
        processor.compare(processor.x, value)
    elif operation == ops.CPY:
        processor.compare(processor.y, value)
    elif operation == ops.AND:
        processor.a &= value
        processor.result = processor.a
    elif operation == ops.ORA:
        processor.a |= value
        processor.result = processor.a
    elif operation == ops.EOR:
        processor.a ^= value
        processor.result = processor.a
    else:
        # BIT: zero is that of the conjunction, the others of the value.
        processor.overflow = value >> 6 & 1
        processor.result = processor.a & value & 127
        if processor.a & value & 128:
            processor.result |= 1
        if value & 128:
            processor.result |= 0x100


def without_memory(processor, operation):
    """Instructions on registers, flags and the stack."""
    if operation == ops.INX or operation == ops.DEX:
        processor.x = (processor.x + (1 if operation == ops.INX else 255)
                       ) & 255
        processor.result = processor.x
    elif operation == ops.INY or operation == ops.DEY:
        processor.y = (processor.y + (1 if operation == ops.INY else 255)
                       ) & 255
        processor.result = processor.y
    elif operation == ops.TAX:
        processor.x = processor.a
        processor.result = processor.x
    elif operation == ops.TAY:
        processor.y = processor.a
        processor.result = processor.y
    elif operation == ops.TXA:
        processor.a = processor.x
        processor.result = processor.a
    elif operation == ops.TYA:
        processor.a = processor.y
        processor.result = processor.a
    elif operation == ops.TSX:
        processor.x = processor.stack
        processor.result = processor.x
    elif operation == ops.TXS:
        processor.stack = processor.x
    elif operation == ops.PHA:
        processor.push(processor.a)
    elif operation == ops.PLA:
        processor.a = processor.pop()
        processor.result = processor.a
    elif operation == ops.PHP:
        processor.push(processor.status() | BREAK)
    elif operation == ops.PLP:
        processor.set_status(processor.pop())
    elif operation == ops.CLC or operation == ops.SEC:
        processor.carry = int(operation == ops.SEC)
    elif operation == ops.CLD or operation == ops.SED:
        processor.decimal = int(operation == ops.SED)
    elif operation == ops.CLI or operation == ops.SEI:
        processor.interrupt = int(operation == ops.SEI)
    elif operation == ops.CLV:
        processor.overflow = 0
    elif operation != ops.NOP:
        processor.a = processor.shifted(operation, processor.a)
