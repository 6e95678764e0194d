"""The bytes of memory to text."""

from targets.mos6502.instructions import (
    ABSOLUTE, ABSOLUTE_X, ABSOLUTE_Y, ACCUMULATOR, IMMEDIATE, IMPLIED,
    INDIRECT, INDIRECT_X, INDIRECT_Y, NAMES, RELATIVE, TABLE, ZERO, ZERO_X)


def operand_text(way, value, following):
    """An operand as the assembler reads it."""
    if way == IMPLIED:
        return ''
    if way == ACCUMULATOR:
        return ' a'
    if way == IMMEDIATE:
        return ' #$%02x' % value
    if way == RELATIVE:
        distance = value - 256 if value > 127 else value
        return ' $%04x' % (following + distance)
    if way == ABSOLUTE:
        return ' $%04x' % value
    if way == ABSOLUTE_X:
        return ' $%04x,x' % value
    if way == ABSOLUTE_Y:
        return ' $%04x,y' % value
    if way == INDIRECT:
        return ' ($%04x)' % value
    if way == INDIRECT_X:
        return ' ($%02x,x)' % value
    if way == INDIRECT_Y:
        return ' ($%02x),y' % value
    if way == ZERO:
        return ' $%02x' % value
    if way == ZERO_X:
        return ' $%02x,x' % value
    return ' $%02x,y' % value


class Line(object):
    """An instruction: its place, how long it is, its bytes and its text."""

    def __init__(self, address, size, code, text):
        self.address = address
        self.size = size
        self.code = code
        self.text = text

    def shown(self):
        return '%04x  %s  %s' % (self.address,
                                 self.code + ' ' * (8 - len(self.code)),
                                 self.text)


def disassemble_one(memory, address):
    """The instruction at an address; a byte that is none is data."""
    code = memory[address]
    instruction = TABLE[code]
    if instruction is None:
        return Line(address, 1, '%02x' % code, '.byte $%02x' % code)
    size = instruction.size
    codes = []
    for i in range(size):
        codes.append('%02x' % memory[(address + i) & 0xffff])
    value = 0
    if size > 1:
        value = memory[(address + 1) & 0xffff]
    if size > 2:
        value |= memory[(address + 2) & 0xffff] << 8
    text = NAMES[instruction.operation] + operand_text(
        instruction.way, value, address + size)
    return Line(address, size, ' '.join(codes), text)


def disassemble(memory, is_code):
    """A list of Lines: all instructions."""
    lines = []
    address = 0
    while address < len(memory):
        if is_code[address]:
            line = disassemble_one(memory, address)
            lines.append(line)
            address += line.size
        else:
            address += 1
    return lines
