"""The machine: frames with slots, linked to their callers; a loop runs them.

A call in tail position takes the place of its frame, so that loops written
as recursion need no more memory than others; there the tracer begins.
"""

from library.core import write
from library.jit import JitDriver, dont_look_inside, elidable, promote
from targets.ml import code as ops
from targets.ml.code import Code
from targets.ml.values import (UNIT, Block, Closure, Failure, Integer,
                               Partial, String, appended, block_of, compared,
                               integer, number_of, text_of)

MOST_FRAMES = 20000


class Globals(object):
    def __init__(self):
        self.values = []

    def set(self, number, value):
        while len(self.values) <= number:
            self.values.append(UNIT)
        self.values[number] = value


class Frame(object):
    _immutable_fields_ = ['slots', 'captured', 'code', 'back']

    def __init__(self, code, captured, back):
        self.code = code
        self.captured = captured
        self.slots = [None] * code.slots
        self.back = back
        self.pc = 0
        self.target = 0
        self.depth = 0


driver = JitDriver(greens=['pc', 'code'], reds=['frame', 'globals'])


@elidable
def instruction_at(code, pc):
    return code.instructions[pc]


@elidable
def constant_at(code, number):
    return code.constants[number]


@elidable
def code_at(code, number):
    return code.codes[number]


@elidable
def global_at(globals, number):
    """Globals are set before anything can use them, and once."""
    return globals.values[number]


def read(frame, slot):
    value = frame.slots[slot]
    assert value is not None
    return value


@dont_look_inside
def make_closure(code, frame):
    captured = []
    for source in code.sources:
        if source < 0:
            captured.append(frame.captured[-1 - source])
        else:
            captured.append(frame.slots[source])
    return Closure(code, captured)


@dont_look_inside
def make_block(frame, first, tag, count):
    fields = []
    for i in range(first, first + count):
        fields.append(read(frame, i))
    return Block(tag, fields)


@dont_look_inside
def joined(first, second):
    return String(text_of(first) + text_of(second))


@dont_look_inside
def arguments_of(frame, first, count):
    arguments = []
    for i in range(first, first + count):
        arguments.append(read(frame, i))
    return arguments


def rest_code(count):
    """Code that applies its result to arguments that wait in its slots."""
    code = Code('rest', 0)
    code.slots = count + 1
    code.emit(ops.TAIL_APPLY, 0, 0, count)
    return code


REST = [rest_code(count) for count in range(17)]


@dont_look_inside
def called_frame(function, arguments, back):
    """The frame of a call; None if the function waits for more."""
    while isinstance(function, Partial):
        arguments = function.arguments + arguments
        function = function.function
    assert isinstance(function, Closure)
    code = function.code
    if len(arguments) < code.arity:
        return None
    if len(arguments) > code.arity:
        # What it returns is applied to those that are left.
        rest = arguments[code.arity:]
        if len(rest) > 16:
            raise Failure('too many arguments')
        waiting = Frame(REST[len(rest)], [], back)
        for i in range(len(rest)):
            waiting.slots[i + 1] = rest[i]
        if back is not None:
            waiting.depth = back.depth + 1
        back = waiting
    frame = Frame(code, function.captured, back)
    for i in range(code.arity):
        frame.slots[i] = arguments[i]
    if back is not None:
        frame.depth = back.depth + 1
        if frame.depth > MOST_FRAMES:
            raise Failure('stack overflow')
    return frame


@dont_look_inside
def divided(first, second, is_remainder):
    """Division rounds towards zero."""
    if second == 0:
        raise Failure('division by zero')
    quotient = abs(first) // abs(second)
    if (first < 0) != (second < 0):
        quotient = -quotient
    if is_remainder:
        return first - quotient * second
    return quotient


def arithmetic(operation, first, second):
    if operation == ops.ADD:
        return first + second
    if operation == ops.SUBTRACT:
        return first - second
    if operation == ops.MULTIPLY:
        return first * second
    return divided(first, second, operation == ops.REMAINDER)


def order_of(first, second):
    """Numbers are compared here, so that the tracer sees it."""
    if isinstance(first, Integer):
        other = number_of(second)
        if first.value < other:
            return -1
        return 1 if first.value > other else 0
    return compared(first, second)


def holds(operation, order):
    if operation == ops.EQUAL:
        return order == 0
    if operation == ops.UNEQUAL:
        return order != 0
    if operation == ops.LESS:
        return order < 0
    if operation == ops.LESS_EQUAL:
        return order <= 0
    if operation == ops.GREATER:
        return order > 0
    return order >= 0


@dont_look_inside
def primitive(number, frame):
    value = read(frame, 0)
    name = ops.PRIMITIVES[number]
    if name == 'print':
        write(text_of(value))
        return UNIT
    if name == 'string_of_int':
        return String(str(number_of(value)))
    if name == 'length':
        return integer(len(text_of(value)))
    if name == 'failwith':
        raise Failure(text_of(value))
    if name == 'not':
        return integer(1 - number_of(value))
    if name == 'ref':
        return Block(0, [value])
    index = number_of(read(frame, 1))
    text = text_of(value)
    if index < 0 or index >= len(text):
        raise Failure('no letter %d' % index)
    return String(text[index] + '')


def execute(code, frame, globals):
    """Runs a frame until its function returns."""
    pc = 0
    while True:
        driver.jit_merge_point(pc=pc, code=code, frame=frame,
                               globals=globals)
        instruction = instruction_at(code, pc)
        operation = instruction.operation
        target = instruction.target
        a = instruction.a
        b = instruction.b
        pc += 1
        if operation == ops.CONSTANT:
            frame.slots[target] = constant_at(code, a)
        elif operation == ops.MOVE:
            frame.slots[target] = frame.slots[a]
        elif operation == ops.GLOBAL:
            frame.slots[target] = global_at(globals, a)
        elif operation == ops.CAPTURED:
            frame.slots[target] = frame.captured[a]
        elif operation <= ops.PATCH:
            if operation == ops.SET_GLOBAL:
                globals.set(a, read(frame, target))
            elif operation == ops.CLOSURE:
                frame.slots[target] = make_closure(code_at(code, a), frame)
            else:
                closure = frame.slots[target]
                assert isinstance(closure, Closure)
                closure.captured[a] = frame.slots[b]
        elif operation <= ops.REMAINDER:
            frame.slots[target] = Integer(arithmetic(
                operation, number_of(read(frame, a)),
                number_of(read(frame, b))))
        elif operation == ops.JOIN:
            frame.slots[target] = joined(read(frame, a), read(frame, b))
        elif operation == ops.APPEND:
            frame.slots[target] = appended(read(frame, a), read(frame, b))
        elif operation == ops.ASSIGN:
            block_of(read(frame, a)).fields[0] = read(frame, b)
            frame.slots[target] = UNIT
        elif operation <= ops.GREATER_EQUAL:
            order = order_of(read(frame, a), read(frame, b))
            frame.slots[target] = Integer(
                1 if holds(operation, order) else 0)
        elif operation == ops.BLOCK:
            frame.slots[target] = make_block(frame, a, b >> 8, b & 255)
        elif operation == ops.FIELD:
            frame.slots[target] = block_of(read(frame, a)).fields[b]
        elif operation == ops.NEGATE:
            frame.slots[target] = Integer(-number_of(read(frame, a)))
        elif operation == ops.JUMP:
            pc = target
        elif operation == ops.UNLESS:
            if number_of(read(frame, a)) == 0:
                pc = target
        elif operation == ops.UNLESS_TAG:
            if block_of(read(frame, a)).tag != b:
                pc = target
        elif operation == ops.UNLESS_SAME:
            if order_of(read(frame, a), read(frame, b)) != 0:
                pc = target
        elif operation == ops.APPLY:
            function = read(frame, a)
            arguments = arguments_of(frame, a + 1, b)
            inner = called_frame(function, arguments, frame)
            if inner is None:
                frame.slots[target] = Partial(function, arguments)
            else:
                frame.pc = pc
                frame.target = target
                frame = inner
                code = promote(frame.code)
                pc = 0
        elif operation == ops.TAIL_APPLY:
            function = read(frame, a)
            arguments = arguments_of(frame, a + 1, b)
            inner = called_frame(function, arguments, frame.back)
            if inner is None:
                frame.slots[target] = Partial(function, arguments)
            else:
                frame = inner
                code = promote(frame.code)
                pc = 0
                driver.can_enter_jit(pc=pc, code=code, frame=frame,
                                     globals=globals)
        elif operation == ops.RETURN:
            value = read(frame, target)
            back = frame.back
            if back is None:
                return value
            frame = back
            frame.slots[frame.target] = value
            code = promote(frame.code)
            pc = promote(frame.pc)
        elif operation == ops.PRIMITIVE:
            frame.slots[target] = primitive(a, frame)
        else:
            raise Failure('no case at line %d' % a)
