"""Assembler text to the bytes of memory, in two passes.

A line is `label: instruction operand ; comment`, all of it optional, or a
directive: `name = value`, `.org address`, `.byte values` and `.word values`,
where .byte takes strings too. A label that begins with a point belongs to
the label before it that does not.
"""

from targets.mos6502.expressions import AssemblyError, Expression
from targets.mos6502.instructions import (
    ABSOLUTE, ABSOLUTE_X, ABSOLUTE_Y, ACCUMULATOR, IMMEDIATE, IMPLIED,
    INDIRECT, INDIRECT_X, INDIRECT_Y, NAMES, OPERAND_BYTES, RELATIVE, ZERO,
    ZERO_X, ZERO_Y, code_of)


def operation_of(name):
    """The number of an instruction; -1 if the name is none."""
    for number in range(len(NAMES)):
        if NAMES[number] == name:
            return number
    return -1


class Operand(object):
    """What is written after an instruction's name: a way and a text."""

    def __init__(self, way, text):
        self.way = way
        self.text = text


def is_indexed(text, register):
    """Whether a text ends with `,x` or such."""
    return text.endswith(',' + register) or text.endswith(', ' + register)


def before_comma(text):
    return text[:text.find(',')].strip()


def parse_operand(text):
    """The widest way that the text can mean: the value may choose another.

    A comma that ends in a register belongs to the way of addressing.
    """
    lower = text.lower()
    if text == '':
        return Operand(IMPLIED, '')
    if lower == 'a':
        return Operand(ACCUMULATOR, '')
    if text[0] == '#':
        return Operand(IMMEDIATE, text[1:])
    if text[0] == '(':
        if is_indexed(lower, 'x)'):
            return Operand(INDIRECT_X, before_comma(text[1:]))
        if is_indexed(lower, 'y') and text.find(')') > 0:
            return Operand(INDIRECT_Y, text[1:text.find(')')])
        if text.endswith(')'):
            return Operand(INDIRECT, text[1:len(text) - 1])
    if is_indexed(lower, 'x'):
        return Operand(ABSOLUTE_X, before_comma(text))
    if is_indexed(lower, 'y'):
        return Operand(ABSOLUTE_Y, before_comma(text))
    return Operand(ABSOLUTE, text)


def short_way(way):
    """The way for addresses below 256; the same if there is none."""
    if way == ABSOLUTE:
        return ZERO
    if way == ABSOLUTE_X:
        return ZERO_X
    if way == ABSOLUTE_Y:
        return ZERO_Y
    return way


def split_values(text):
    """The parts between commas; commas within a string are its own."""
    parts = []
    start = 0
    in_string = False
    for at in range(len(text)):
        if text[at] == '"':
            in_string = not in_string
        elif text[at] == ',' and not in_string:
            parts.append(text[start:at].strip())
            start = at + 1
    parts.append(text[start:].strip())
    return parts


def without_comment(line):
    in_string = False
    for at in range(len(line)):
        if line[at] == '"':
            in_string = not in_string
        elif line[at] == ';' and not in_string:
            return line[:at].strip()
    return line.strip()


class Assembler(object):
    def __init__(self, text):
        self.lines = text.split('\n')
        self.labels = {}
        self.memory = [0] * 65536
        self.here = 0x600
        self.start = -1
        # Which bytes of memory are of instructions.
        self.is_code = [False] * 65536
        self.scope = ''
        self.is_last_pass = False
        # In the first pass, what way each instruction has got.
        self.ways = []
        self.instruction_number = 0

    def assemble(self):
        for is_last_pass in [False, True]:
            self.is_last_pass = is_last_pass
            self.here = 0x600
            self.scope = ''
            self.instruction_number = 0
            for number in range(len(self.lines)):
                try:
                    self.line(without_comment(self.lines[number]))
                except AssemblyError as error:
                    error.line = number + 1
                    raise

    # -- lines -------------------------------------------------------------

    def line(self, line):
        colon = line.find(':')
        quote = line.find('"')
        if colon >= 0 and (quote < 0 or colon < quote):
            self.define(line[:colon].strip(), self.here)
            line = line[colon + 1:].strip()
        if line == '':
            return
        equal = line.find('=')
        if equal > 0 and (quote < 0 or equal < quote):
            self.define(line[:equal].strip(),
                        self.value(line[equal + 1:], True))
            return
        space = line.find(' ')
        name = line
        rest = ''
        if space >= 0:
            name = line[:space]
            rest = line[space:].strip()
        if name.startswith('.'):
            self.directive(name, rest)
        else:
            self.instruction(name.lower(), rest)

    def define(self, name, value):
        if name.startswith('.'):
            name = self.scope + name
        else:
            self.scope = name
        if name == '':
            raise AssemblyError('a label without name')
        if not self.is_last_pass and name in self.labels:
            raise AssemblyError('label ' + name + ' twice')
        self.labels[name] = value

    def value(self, text, must_be_known):
        """The value of an expression; in the last pass it must be known."""
        text = text.strip()
        # A local label's full name has that of its scope before it.
        if text.startswith('.'):
            text = self.scope + text
        expression = Expression(text, self.labels, self.here)
        number = expression.value()
        if not expression.is_known and (must_be_known or self.is_last_pass):
            raise AssemblyError('unknown label in ' + text)
        return number

    def is_short(self, text):
        """Whether an address is known already, and below 256."""
        if text.startswith('.'):
            return False
        expression = Expression(text.strip(), self.labels, self.here)
        number = expression.value()
        return expression.is_known and 0 <= number < 256

    def byte(self, value):
        if self.here >= 65536:
            raise AssemblyError('the memory is full')
        if self.start < 0:
            self.start = self.here
        if self.is_last_pass:
            self.memory[self.here] = value & 255
        self.here += 1

    def word(self, value):
        self.byte(value)
        self.byte(value >> 8)

    def directive(self, name, rest):
        if name == '.org':
            self.here = self.value(rest, True)
            return
        if name != '.byte' and name != '.word':
            raise AssemblyError('unknown directive ' + name)
        for part in split_values(rest):
            if part.startswith('"') and part.endswith('"') and name == '.byte':
                for char in part[1:len(part) - 1]:
                    self.byte(ord(char))
            elif name == '.byte':
                self.byte(self.value(part, False))
            else:
                self.word(self.value(part, False))

    # -- instructions ------------------------------------------------------

    def choose(self, operation, operand):
        """The way of addressing; the second pass takes that of the first."""
        if self.is_last_pass:
            return self.ways[self.instruction_number]
        way = operand.way
        if way == ABSOLUTE and code_of(operation, RELATIVE) >= 0:
            return RELATIVE
        if way == IMPLIED and code_of(operation, ACCUMULATOR) >= 0:
            return ACCUMULATOR
        short = short_way(way)
        if short != way and code_of(operation, short) >= 0:
            if self.is_short(operand.text) or code_of(operation, way) < 0:
                return short
        return way

    def instruction(self, name, rest):
        operation = operation_of(name)
        if operation < 0:
            raise AssemblyError('unknown instruction ' + name)
        operand = parse_operand(rest)
        way = self.choose(operation, operand)
        code = code_of(operation, way)
        if code < 0:
            raise AssemblyError('%s cannot be used with %s' % (
                name, rest if rest else 'nothing'))
        if not self.is_last_pass:
            self.ways.append(way)
        self.instruction_number += 1
        following = self.here + OPERAND_BYTES[way] + 1
        value = 0
        if OPERAND_BYTES[way] > 0:
            value = self.value(operand.text, False)
        for address in range(self.here, min(following, 65536)):
            self.is_code[address] = True
        self.byte(code)
        if way == RELATIVE:
            distance = value - following
            if self.is_last_pass and not -128 <= distance <= 127:
                raise AssemblyError('branch of %d bytes is too far'
                                    % distance)
            self.byte(distance)
        elif OPERAND_BYTES[way] == 1:
            if value < -128 or value > 255:
                raise AssemblyError('%d is no byte' % value)
            self.byte(value)
        elif OPERAND_BYTES[way] == 2:
            self.word(value)
