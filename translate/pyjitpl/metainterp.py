"""Interprets jitcodes: for tracing, and to go on where a guard failed.

A recording interpreter writes down what it does on boxes that are not
constant. One that does not record is the way back from compiled code: it
runs until the portal's next merge point, from where the translated
interpreter goes on.
"""

from pyjitpl import opcodes as op
from pyjitpl.boxes import Box, Frame, FrameState, TraceOperation
from pyjitpl.memory import load, load_sized, store, store_sized
from rtype.lltype import operation

# Longer traces are given up.
LONGEST_TRACE = 4000

# What run() gives.
CONTINUE, RETURNED, RAISED = 1, 2, 3


class TraceTooLong(Exception):
    pass


def compute(kind, a, b):
    """A pure operation on words."""
    if kind == op.INT_ADD:
        return a + b
    elif kind == op.INT_SUB:
        return a - b
    elif kind == op.INT_MUL:
        return a * b
    elif kind == op.INT_ADD_OVERFLOWS:
        return int(operation('int_add_overflows', a, b))
    elif kind == op.INT_SUB_OVERFLOWS:
        return int(operation('int_sub_overflows', a, b))
    elif kind == op.INT_MUL_OVERFLOWS:
        return int(operation('int_mul_overflows', a, b))
    elif kind == op.INT_DIVIDE:
        return operation('int_divide', a, b)
    elif kind == op.INT_REMAINDER:
        return operation('int_remainder', a, b)
    elif kind == op.INT_AND:
        return a & b
    elif kind == op.INT_OR:
        return a | b
    elif kind == op.INT_XOR:
        return a ^ b
    elif kind == op.INT_LSHIFT:
        return operation('int_lshift', a, b)
    elif kind == op.INT_RSHIFT:
        return operation('int_rshift', a, b)
    elif kind == op.INT_LT:
        return int(a < b)
    elif kind == op.INT_LE:
        return int(a <= b)
    elif kind == op.INT_EQ:
        return int(a == b)
    elif kind == op.INT_NE:
        return int(a != b)
    elif kind == op.INT_GT:
        return int(a > b)
    elif kind == op.INT_GE:
        return int(a >= b)
    elif kind == op.INT_NEG:
        return -a
    elif kind == op.INT_INVERT:
        return ~a
    elif kind == op.INT_IS_TRUE:
        return int(a != 0)
    return int(a == 0)


class MetaInterp(object):
    def __init__(self, runtime, recording):
        self.runtime = runtime
        self.frames = []
        self.recording = recording
        self.operations = []
        self.boxes = 0
        self.exception = 0
        self.raised = None
        self.start_greens = None    # where a loop is to be closed
        self.result = 0
        self.closed = False         # the trace came back to its start
        self.target = None          # or to another compiled trace
        self.end_reds = None

    # -- recording ---------------------------------------------------------

    def new_box(self, value):
        box = Box(value, self.boxes)
        self.boxes += 1
        return box

    def record(self, kind, args, value):
        """Writes an operation down; gives the box of its result."""
        result = self.new_box(value)
        self.operations.append(TraceOperation(kind, args, result.number))
        return result

    def last(self):
        return self.operations[-1]

    def guard(self, kind, args, expected, after_call):
        self.operations.append(TraceOperation(kind, args, -1))
        recorded = self.last()
        recorded.a = expected
        recorded.frames = self.snapshot(after_call)

    def snapshot(self, after_call):
        """The state of all frames, to go on from if the guard fails."""
        states = []
        last = len(self.frames) - 1
        for i in range(last + 1):
            frame = self.frames[i]
            pc = frame.pc
            if i == last and not after_call:
                pc = frame.live_at
            state = FrameState(frame.code, pc, frame.result_register)
            # At pc there is a LIVE instruction: n and the registers.
            count = load(frame.code, pc + 1)
            for k in range(count):
                register = load(frame.code, pc + 2 + k)
                state.registers.append(register)
                state.boxes.append(frame.registers[register])
            states.append(state)
        return states

    # -- frames ------------------------------------------------------------

    def push_frame(self, code, result_register):
        registers = [None] * load(code, 0)
        frame = Frame(code, registers)
        frame.result_register = result_register
        self.frames.append(frame)
        return frame

    def operand(self, frame, place):
        """The box of an operand."""
        number = load(frame.code, place)
        if number < 0:
            return Box(load(frame.code, -number), -1)
        return frame.registers[number]

    # -- the loop ----------------------------------------------------------

    def run(self):
        """Interprets until the merge point, a return or an exception.

        TraceTooLong comes between two instructions: run() may be called
        again.
        """
        while True:
            if self.recording and len(self.operations) > LONGEST_TRACE:
                raise TraceTooLong
            frame = self.frames[-1]
            code = frame.code
            pc = frame.pc
            kind = load(code, pc)
            if kind < op.PURE_COUNT:
                self.pure(frame, kind, pc)
            elif kind == op.MOVE:
                frame.registers[load(code, pc + 1)] = self.operand(frame,
                                                                   pc + 2)
                frame.pc = pc + 3
            elif kind == op.LIVE:
                frame.live_at = pc
                frame.pc = pc + 2 + load(code, pc + 1)
            elif kind == op.GOTO:
                frame.pc = load(code, pc + 1)
            elif kind == op.BRANCH:
                self.branch(frame, pc)
            elif kind == op.GET:
                self.get(frame, pc)
            elif kind == op.SET:
                self.set(frame, pc)
            elif kind == op.GET_ITEM:
                self.get_item(frame, pc)
            elif kind == op.SET_ITEM:
                self.set_item(frame, pc)
            elif kind == op.NEW:
                self.new(frame, pc)
            elif kind == op.NEW_ARRAY:
                self.new_array(frame, pc)
            elif kind == op.CALL:
                self.call(frame, pc, load(code, pc + 3))
            elif kind == op.CALL_POINTER:
                box = self.promoted(self.operand(frame, pc + 2))
                self.call(frame, pc, self.runtime.jitcode_of(box.value))
            elif kind == op.PROMOTE:
                box = self.promoted(self.operand(frame, pc + 2))
                frame.registers[load(code, pc + 1)] = box
                frame.pc = pc + 3
            elif kind == op.ON_EXCEPTION:
                if self.exception != 0:
                    frame.pc = load(code, pc + 1)
                else:
                    frame.pc = pc + 2
            elif kind == op.TAKE_EXCEPTION:
                frame.registers[load(code, pc + 1)] = self.exception_box()
                self.exception = 0
                frame.pc = pc + 2
            elif kind == op.RETURN:
                if self.leave_frame(self.operand(frame, pc + 1)):
                    return RETURNED
            elif kind == op.RAISE:
                box = self.operand(frame, pc + 1)
                self.exception = box.value
                self.raised = box
                if self.unwind():
                    return RAISED
            else:
                # A merge point; only the portal has one.
                if self.merge_point(frame, pc):
                    return CONTINUE

    def exception_box(self):
        if self.recording:
            return self.raised
        return Box(self.exception, -1)

    def leave_frame(self, box):
        """Returns to the caller; gives whether there is none."""
        frame = self.frames.pop()
        if len(self.frames) == 0:
            self.result = box.value
            return True
        if frame.result_register >= 0:
            self.frames[-1].registers[frame.result_register] = box
        return False

    def unwind(self):
        """Goes to the handler of the caller; gives whether there is none.

        The caller stands before the LIVE that follows its call.
        """
        self.frames.pop()
        if len(self.frames) == 0:
            self.result = self.exception
            return True
        return False

    def branch(self, frame, pc):
        box = self.operand(frame, pc + 1)
        if self.recording and not box.is_constant():
            if box.value:
                self.guard(op.GUARD_TRUE, [box], 0, False)
            else:
                self.guard(op.GUARD_FALSE, [box], 0, False)
        if box.value:
            frame.pc = pc + 3
        else:
            frame.pc = load(frame.code, pc + 2)

    def promoted(self, box):
        if self.recording and not box.is_constant():
            self.guard(op.GUARD_VALUE, [box], box.value, False)
            # From here on the box is a constant in all frames.
            constant = Box(box.value, -1)
            for frame in self.frames:
                registers = frame.registers
                for i in range(len(registers)):
                    if registers[i] is box:
                        registers[i] = constant
            return constant
        return box

    def pure(self, frame, kind, pc):
        a = self.operand(frame, pc + 2)
        if kind >= op.FIRST_UNARY:
            value = compute(kind, a.value, 0)
            frame.pc = pc + 3
            if not self.recording or a.is_constant():
                box = Box(value, -1)
            else:
                box = self.record(kind, [a], value)
        else:
            b = self.operand(frame, pc + 3)
            value = compute(kind, a.value, b.value)
            frame.pc = pc + 4
            if not self.recording or (a.is_constant() and b.is_constant()):
                box = Box(value, -1)
            else:
                box = self.record(kind, [a, b], value)
        frame.registers[load(frame.code, pc + 1)] = box

    def get(self, frame, pc):
        code = frame.code
        target = self.operand(frame, pc + 2)
        offset = load(code, pc + 3)
        size = load(code, pc + 4)
        flags = load(code, pc + 5)
        value = load_sized(target.value, offset, size)
        if not self.recording or (target.is_constant()
                                  and flags & op.IMMUTABLE):
            box = Box(value, -1)
        else:
            box = self.record(op.GET, [target], value)
            recorded = self.last()
            recorded.a = offset
            recorded.b = size
            recorded.c = flags
            if flags & op.IS_TABLE:
                box = self.promoted(box)
        frame.registers[load(code, pc + 1)] = box
        frame.pc = pc + 6

    def set(self, frame, pc):
        code = frame.code
        target = self.operand(frame, pc + 1)
        offset = load(code, pc + 2)
        size = load(code, pc + 3)
        value = self.operand(frame, pc + 4)
        store_sized(target.value, offset, size, value.value)
        if self.recording:
            self.record(op.SET, [target, value], 0)
            recorded = self.last()
            recorded.a = offset
            recorded.b = size
        frame.pc = pc + 5

    def get_item(self, frame, pc):
        code = frame.code
        array = self.operand(frame, pc + 2)
        index = self.operand(frame, pc + 3)
        offset = load(code, pc + 4)
        size = load(code, pc + 5)
        value = load_sized(array.value, offset + index.value * size, size)
        if self.recording:
            box = self.record(op.GET_ITEM, [array, index], value)
            recorded = self.last()
            recorded.a = offset
            recorded.b = size
        else:
            box = Box(value, -1)
        frame.registers[load(code, pc + 1)] = box
        frame.pc = pc + 6

    def set_item(self, frame, pc):
        code = frame.code
        array = self.operand(frame, pc + 1)
        index = self.operand(frame, pc + 2)
        offset = load(code, pc + 3)
        size = load(code, pc + 4)
        value = self.operand(frame, pc + 5)
        store_sized(array.value, offset + index.value * size, size,
                    value.value)
        if self.recording:
            self.record(op.SET_ITEM, [array, index, value], 0)
            recorded = self.last()
            recorded.a = offset
            recorded.b = size
        frame.pc = pc + 6

    def new(self, frame, pc):
        code = frame.code
        size = load(code, pc + 2)
        address = operation('raw_malloc', size)
        if self.recording:
            box = self.record(op.NEW, [], address)
            self.last().a = size
        else:
            box = Box(address, -1)
        frame.registers[load(code, pc + 1)] = box
        frame.pc = pc + 3

    def new_array(self, frame, pc):
        code = frame.code
        size = load(code, pc + 2)
        length_offset = load(code, pc + 3)
        item = load(code, pc + 4)
        count = self.operand(frame, pc + 5)
        address = operation('raw_malloc', size + item * count.value)
        operation('raw_store', address, length_offset, count.value)
        if self.recording:
            box = self.record(op.NEW_ARRAY, [count], address)
            recorded = self.last()
            recorded.a = size
            recorded.b = length_offset
            recorded.c = item
        else:
            box = Box(address, -1)
        frame.registers[load(code, pc + 1)] = box
        frame.pc = pc + 6

    # -- calls -------------------------------------------------------------

    def call(self, frame, pc, jitcode):
        code = frame.code
        result_register = load(code, pc + 1)
        flags = load(code, pc + 4)
        count = load(code, pc + 5)
        args = []
        constant = True
        for i in range(count):
            box = self.operand(frame, pc + 6 + i)
            constant = constant and box.is_constant()
            args.append(box)
        frame.pc = pc + 6 + count
        if jitcode != 0:
            inner = self.push_frame(jitcode, result_register)
            for i in range(count):
                inner.registers[i] = args[i]
            return
        function = self.operand(frame, pc + 2)
        value = self.residual_call(function.value, args, flags)
        if self.recording and constant and flags & op.ELIDABLE and \
                self.exception == 0:
            result = Box(value, -1)
        elif self.recording:
            result = self.record_call(function, args, flags, value)
        else:
            result = Box(value, -1)
        if result_register >= 0:
            frame.registers[result_register] = result

    def residual_call(self, function, args, flags):
        """Calls a function; its exception goes to self.exception."""
        memory = operation('raw_malloc', 8 * len(args) + 8)
        for i in range(len(args)):
            operation('raw_store', memory, i << 3, args[i].value)
        value = operation('raw_call', function, len(args), memory)
        self.exception = operation('fetch_exception')
        if self.exception != 0:
            return 0
        if flags & op.BYTE_RESULT:
            value &= 255
        return value

    def record_call(self, function, args, flags, value):
        all_args = [function]
        for box in args:
            all_args.append(box)
        result = self.record(op.CALL, all_args, value)
        self.last().c = flags
        if flags & op.MAY_RAISE:
            if self.exception == 0:
                self.guard(op.GUARD_NO_EXCEPTION, [], 0, True)
            else:
                # Traces go only where no call raises.
                self.recording = False
        return result

    # -- the merge point ---------------------------------------------------

    def merge_point(self, frame, pc):
        """Gives whether to stop here."""
        code = frame.code
        count = load(code, pc + 1)
        boxes = []
        for i in range(count):
            boxes.append(self.operand(frame, pc + 2 + i))
        frame.pc = pc + 2 + count
        runtime = self.runtime
        buffer = runtime.buffer
        for i in range(count):
            store(buffer, i, boxes[i].value)
        if not self.recording:
            return True
        greens = runtime.greens
        for i in range(greens):
            if not boxes[i].is_constant():
                # A guard would need a LIVE here: the trace ends instead.
                self.recording = False
                return True
        if self.start_greens is not None and runtime.same_greens(
                self.start_greens):
            self.closed = True
            self.end_reds = boxes[greens:]
            return True
        cell = runtime.find_cell(False)
        if cell is not None and cell.trace is not None:
            self.target = cell.trace
            self.end_reds = boxes[greens:]
            return True
        return False
