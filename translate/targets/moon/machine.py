"""Closures, and the loop that runs their code."""

from library.jit import JitDriver, dont_look_inside, elidable
from targets.moon import emitter as ops
from targets.moon.tables import COUNTER, Table
from targets.moon.values import (
    DIVIDE, NIL, POWER, TRUE, Cell, Integer, LuaError, Several, Value,
    arithmetic, boolean, equal_values, first, negated, problem)


class Frame(object):
    def __init__(self, code, cells):
        self.registers = [NIL] * code.registers
        self.cells = cells
        self.place = 0


class Function(Value):
    """A closure."""
    _immutable_fields_ = ['code', 'cells']

    def __init__(self, code, cells):
        self.code = code
        self.cells = cells
        self.number = COUNTER.next()

    def kind(self):
        return 'function'

    def text(self):
        return 'function: %s' % self.code.name

    def key_number(self):
        return self.number

    def call(self, arguments):
        frame = Frame(self.code, self.cells)
        for i in range(min(self.code.parameters, len(arguments))):
            frame.registers[i] = arguments[i]
        return run(self.code, frame)


class Builtin(Value):
    """A function of the library."""

    def __init__(self, name, function):
        self.name = name
        self.function = function
        self.number = COUNTER.next()

    def kind(self):
        return 'function'

    def text(self):
        return 'function: builtin: %s' % self.name

    def key_number(self):
        return self.number

    def call(self, arguments):
        return self.function(arguments)


driver = JitDriver(greens=['pc', 'code'], reds=['frame'])


@elidable
def instruction(code, at):
    """The code never changes, so this depends on its arguments alone."""
    return code.instructions[at]


@elidable
def constant(code, number):
    return code.constants[number]


@elidable
def global_of(code, number):
    return code.globals[number]


@dont_look_inside
def run(code, frame):
    """Runs a frame; an error learns the line where it happened."""
    try:
        return execute(code, frame)
    except LuaError as error:
        error.set_place(code.lines[frame.place >> 2])
        raise


def cell(frame, register):
    value = frame.registers[register]
    assert isinstance(value, Cell)
    return value


def upvalue(frame, number):
    return frame.cells[number]


def execute(code, frame):
    """Runs a frame; gives what its function returns."""
    pc = 0
    while True:
        driver.jit_merge_point(pc=pc, code=code, frame=frame)
        operation = instruction(code, pc)
        a = instruction(code, pc + 1)
        b = instruction(code, pc + 2)
        c = instruction(code, pc + 3)
        frame.place = pc
        pc += 4
        registers = frame.registers
        if operation == ops.MOVE:
            registers[a] = registers[b]
        elif operation == ops.CONSTANT:
            registers[a] = constant(code, b)
        elif operation == ops.GET_GLOBAL:
            registers[a] = global_of(code, b).value
        elif operation == ops.SET_GLOBAL:
            global_of(code, a).value = registers[b]
        elif operation == ops.GET_UPVALUE:
            registers[a] = upvalue(frame, b).value
        elif operation == ops.SET_UPVALUE:
            upvalue(frame, a).value = registers[b]
        elif operation == ops.NEW_CELL:
            registers[a] = Cell(registers[b])
        elif operation == ops.GET_CELL:
            registers[a] = cell(frame, b).value
        elif operation == ops.SET_CELL:
            cell(frame, a).value = registers[b]
        elif operation == ops.GET_INDEX:
            registers[a] = registers[b].index(registers[c])
        elif operation == ops.SET_INDEX:
            registers[a].set_index(registers[b], registers[c])
        elif operation == ops.GET_FIELD:
            registers[a] = registers[b].index(constant(code, c))
        elif operation == ops.SET_FIELD:
            registers[a].set_index(constant(code, b), registers[c])
        elif operation <= ops.LENGTH:
            compute(code, frame, operation, a, b, c)
        elif operation == ops.JUMP:
            pc = a
        elif operation == ops.JUMP_IF:
            if registers[a].truth():
                pc = b
        elif operation == ops.JUMP_UNLESS:
            if not registers[a].truth():
                pc = b
        elif operation == ops.LOOP:
            pc = a
            driver.can_enter_jit(pc=pc, code=code, frame=frame)
        elif operation == ops.CALL:
            registers[a] = call(registers, b, c)
        elif operation == ops.CALL_OPEN:
            registers[a] = registers[b].call(open_list(registers, b + 1, c))
        elif operation == ops.FIRST:
            registers[a] = first(registers[a])
        elif operation == ops.UNPACK:
            unpack(registers, a, b)
        elif operation == ops.RETURN:
            return registers[a]
        elif operation == ops.RETURN_OPEN:
            return several(registers, a, b, c)
        elif operation == ops.FOR_TEST:
            if not goes_on(registers, a):
                pc = b
        elif operation == ops.FOR_STEP:
            registers[a] = registers[a].add(registers[a + 2])
        else:
            if not advance(registers, a, c):
                pc = b


def compute(code, frame, operation, a, b, c):
    """Operators, and what makes new values."""
    registers = frame.registers
    if operation == ops.ADD:
        registers[a] = registers[b].add(registers[c])
    elif operation == ops.SUBTRACT:
        registers[a] = registers[b].subtract(registers[c])
    elif operation == ops.MULTIPLY:
        registers[a] = registers[b].multiply(registers[c])
    elif operation == ops.DIVIDE:
        registers[a] = arithmetic(DIVIDE, registers[b], registers[c])
    elif operation == ops.FLOOR:
        registers[a] = registers[b].floor_divide(registers[c])
    elif operation == ops.MODULO:
        registers[a] = registers[b].modulo(registers[c])
    elif operation == ops.POWER:
        registers[a] = arithmetic(POWER, registers[b], registers[c])
    elif operation == ops.CONCAT:
        registers[a] = registers[b].concat(registers[c])
    elif operation == ops.EQUAL:
        registers[a] = boolean(equal(registers[b], registers[c]))
    elif operation == ops.LESS:
        registers[a] = boolean(registers[b].less(registers[c]))
    elif operation == ops.LESS_EQUAL:
        registers[a] = boolean(registers[b].less_equal(registers[c]))
    elif operation == ops.NEGATE:
        registers[a] = negated(registers[b])
    elif operation == ops.NOT:
        registers[a] = boolean(not registers[b].truth())
    elif operation == ops.LENGTH:
        registers[a] = registers[b].length()
    elif operation == ops.NEW_TABLE:
        registers[a] = Table()
    elif operation == ops.APPEND:
        append(registers[a], registers[b])
    elif operation == ops.SELF:
        registers[a] = registers[b].index(constant(code, c))
    else:
        registers[a] = closure(code, b, registers, frame.cells)


def equal(left, right):
    if isinstance(left, Integer) and isinstance(right, Integer):
        return left.value == right.value
    return equal_values(left, right)


@dont_look_inside
def append(table, value):
    """Adds a value, or all of several, at the end of a table's list."""
    assert isinstance(table, Table)
    values = [value]
    if isinstance(value, Several):
        values = value.values
    for one in values:
        table.set(Integer(table.size() + 1), one)


@dont_look_inside
def closure(code, number, registers, cells):
    prototype = code.prototypes[number]
    captured = []
    for i in range(len(prototype.from_places)):
        place = prototype.from_places[i]
        if prototype.from_registers[i]:
            value = registers[place]
            assert isinstance(value, Cell)
            captured.append(value)
        else:
            captured.append(cells[place])
    return Function(prototype, captured)


@dont_look_inside
def call(registers, base, count):
    """Calls with the arguments that follow the function."""
    function = registers[base]
    if isinstance(function, Function):
        frame = Frame(function.code, function.cells)
        for i in range(min(count, function.code.parameters)):
            frame.registers[i] = registers[base + 1 + i]
        return run(function.code, frame)
    return function.call(registers[base + 1:base + 1 + count])


@dont_look_inside
def open_list(registers, start, count):
    """So many values, the last of which may be several."""
    values = registers[start:start + count]
    last = values[-1]
    if isinstance(last, Several):
        values.pop()
        values.extend(last.values)
    return values


@dont_look_inside
def several(registers, start, count, is_open):
    if count == 1:
        return registers[start]
    if is_open:
        return Several(open_list(registers, start, count))
    return Several(registers[start:start + count])


@dont_look_inside
def unpack(registers, start, wanted):
    """Spreads what a call gave over so many registers."""
    values = [registers[start]]
    value = registers[start]
    if isinstance(value, Several):
        values = value.values
    for i in range(wanted):
        registers[start + i] = values[i] if i < len(values) else NIL


def goes_on(registers, base):
    """Whether a counting loop has not passed its limit."""
    index = registers[base]
    limit = registers[base + 1]
    step = registers[base + 2]
    if isinstance(step, Integer):
        if step.value > 0:
            return index.less_equal(limit)
        if step.value < 0:
            return limit.less_equal(index)
        raise problem("'for' step is zero")
    if Integer(0).less(step):
        return index.less_equal(limit)
    return limit.less_equal(index)


@dont_look_inside
def advance(registers, base, count):
    """One step of a loop over an iterator; whether there was a value."""
    function = registers[base]
    registers[base + 3] = function.call([registers[base + 1],
                                         registers[base + 2]])
    unpack(registers, base + 3, count)
    registers[base + 2] = registers[base + 3]
    return registers[base + 3] is not NIL
