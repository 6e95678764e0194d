"""The entry to the tracing runtime, and the way from trace to trace.

The portal calls enter() where the interpreted program jumps backwards. What
it is asked about, and what it answers with, is in one array, the buffer:
the green variables, the red ones, and the result.
"""

from pyjitpl import opcodes as op
from pyjitpl.boxes import Box, Cell
from pyjitpl.executor import execute
from pyjitpl.memory import load, store, store_sized
from pyjitpl.metainterp import CONTINUE, MetaInterp, TraceTooLong
from pyjitpl.unroll import optimize_bridge, optimize_loop
from rtype.lltype import operation

BUCKETS = 1024
# A place that could not be compiled waits that many rounds longer.
PATIENCE = 100000


class Runtime(object):
    def __init__(self):
        self.started = False
        self.threshold = 500
        self.bridge_threshold = 200
        self.logging = False
        self.table = 0
        self.greens = 0
        self.reds = 0
        self.portal = 0
        self.merge_place = 0
        self.buffer = 0
        self.buckets = []
        self.inputs = []
        self.exception = 0
        self.next_slot = 0
        self.capture_round = 0
        self.failure_round = 0
        self.functions = {}

    def start(self):
        table = operation('jit_table', 0)
        self.table = table
        self.greens = load(table, 0)
        self.reds = load(table, 1)
        self.portal = load(table, 2)
        self.merge_place = load(table, 3)
        self.buffer = load(table, 4)
        pairs = load(table, 5)
        for i in range(pairs):
            self.functions[load(table, 6 + 2 * i)] = load(table, 7 + 2 * i)
        for i in range(BUCKETS):
            self.buckets.append(None)
        for i in range(256):
            self.inputs.append(0)
        value = operation('environment_flag', 'JIT_THRESHOLD')
        if value > 0:
            self.threshold = value
        value = operation('environment_flag', 'JIT_BRIDGE_THRESHOLD')
        if value > 0:
            self.bridge_threshold = value
        self.logging = operation('environment_flag', 'JIT_LOG') > 0
        self.started = True

    def jitcode_of(self, function):
        return self.functions.get(function, 0)

    def new_slot(self):
        self.next_slot += 1
        return self.next_slot - 1

    # -- places ------------------------------------------------------------

    def same_greens(self, greens):
        for i in range(self.greens):
            if greens[i] != load(self.buffer, i):
                return False
        return True

    def find_cell(self, make):
        """The cell of the green values in the buffer."""
        code = 0
        for i in range(self.greens):
            code = (code ^ load(self.buffer, i)) * 1000003
        code ^= code >> 17
        bucket = code & (BUCKETS - 1)
        cell = self.buckets[bucket]
        while cell is not None:
            if self.same_greens(cell.greens):
                return cell
            cell = cell.following
        if not make:
            return None
        greens = []
        for i in range(self.greens):
            greens.append(load(self.buffer, i))
        cell = Cell(greens, self.buckets[bucket])
        self.buckets[bucket] = cell
        return cell

    # -- compiling ---------------------------------------------------------

    def compile_loop(self, cell):
        """Traces from the merge point on; gives the status for the portal."""
        meta = MetaInterp(self, True)
        frame = meta.push_frame(self.portal, -1)
        place = self.merge_place
        for i in range(self.greens + self.reds):
            value = load(self.buffer, i)
            if i < self.greens:
                box = Box(value, -1)
            else:
                box = meta.new_box(value)
            register = load(self.portal, place + 2 + i)
            if register >= 0:
                frame.registers[register] = box
        frame.pc = place + 2 + self.greens + self.reds
        meta.start_greens = cell.greens
        status = CONTINUE
        try:
            status = meta.run()
        except TraceTooLong:
            # Go on without recording from where the trace was given up.
            meta.recording = False
            status = meta.run()
        self.next_slot = 0
        trace = None
        if meta.closed:
            trace = optimize_loop(self, meta.operations, self.reds,
                                  meta.end_reds)
        elif meta.target is not None:
            trace = optimize_bridge(self, meta.operations, self.reds,
                                    meta.end_reds, meta.target)
        cell.trace = trace
        if trace is None:
            cell.count = -PATIENCE
        return self.finish(meta, status)

    def finish(self, meta, status):
        """Leaves the result where the portal finds it."""
        if status != CONTINUE:
            store(self.buffer, self.greens + self.reds, meta.result)
        return status

    # -- running -----------------------------------------------------------

    def run(self, trace):
        """Runs traces until a guard fails that has no bridge."""
        while True:
            slots = trace.free_slots
            if slots == 0:
                slots = self.new_slots(trace)
            trace.free_slots = 0
            for i in range(trace.inputs):
                operation('raw_store', slots, i << 3, self.inputs[i])
            number = execute(self, trace, slots)
            if number < 0:
                trace.free_slots = slots
                trace = trace.target
                continue
            guard = trace.guards[number]
            self.rebuild(guard, slots)
            trace.free_slots = slots
            if guard.bridge is not None:
                trace = guard.bridge
                self.exception = 0
                continue
            guard.count += 1
            return self.resume(guard)

    def new_slots(self, trace):
        """An array of slots, with the constants in their places."""
        slots = operation('raw_malloc', trace.slots << 3)
        constants = trace.constants
        i = 0
        while i < len(constants):
            operation('raw_store', slots, constants[i + 1] << 3,
                      constants[i])
            i += 2
        return slots

    def rebuild(self, guard, slots):
        """Does the stores that were put off; makes the virtual objects.

        The values of all registers go to the inputs.
        """
        self.failure_round += 1
        for pending in guard.pending:
            target = self.find(pending.target, slots)
            store_sized(target, pending.offset, pending.size,
                        self.find(pending.value, slots))
        count = 0
        for frame in guard.frames:
            for value in frame.values:
                if is_constant(value):
                    continue
                if count == len(self.inputs):
                    self.inputs.append(0)
                self.inputs[count] = self.find(value, slots)
                count += 1

    def find(self, value, slots):
        if value.slot >= 0:
            return operation('raw_load', slots, value.slot << 3)
        if value.size == 0:
            return value.constant
        if value.round == self.failure_round:
            return value.address
        address = operation('raw_malloc', value.size)
        value.address = address
        value.round = self.failure_round
        for i in range(len(value.fields)):
            store_sized(address, value.offsets[i], value.sizes[i],
                        self.find(value.fields[i], slots))
        return address

    def resume(self, guard):
        """Goes on from a guard; now and then by recording a bridge."""
        recording = guard.count == self.bridge_threshold and \
            self.exception == 0
        meta = MetaInterp(self, recording)
        count = 0
        for resumed in guard.frames:
            frame = meta.push_frame(resumed.code, resumed.result_register)
            frame.pc = resumed.pc
            for i in range(len(resumed.registers)):
                found = resumed.values[i]
                if is_constant(found):
                    box = Box(found.constant, -1)
                else:
                    value = self.inputs[count]
                    count += 1
                    if recording:
                        box = meta.new_box(value)
                    else:
                        box = Box(value, -1)
                frame.registers[resumed.registers[i]] = box
        meta.exception = self.exception
        self.exception = 0
        status = CONTINUE
        try:
            status = meta.run()
        except TraceTooLong:
            meta.recording = False
            status = meta.run()
        if meta.target is not None:
            self.next_slot = 0
            guard.bridge = optimize_bridge(self, meta.operations, count,
                                           meta.end_reds, meta.target)
        return self.finish(meta, status)

    # -- laying out --------------------------------------------------------

    def layout(self, trace, out):
        """Writes the operations as words for the executor."""
        trace.slots = renumber(trace, out)
        words = []
        label = 0
        for i in range(len(out)):
            operation_ = out[i]
            if operation_.kind == op.LABEL:
                label = len(words) << 3
            elif i > 0 and is_fused(out[i - 1], operation_):
                pass
            elif i + 1 < len(out) and is_fused(operation_, out[i + 1]):
                append_fused(words, operation_, out[i + 1])
            else:
                append_words(words, operation_, label)
        code = operation('raw_malloc', len(words) << 3)
        for i in range(len(words)):
            operation('raw_store', code, i << 3, words[i])
        trace.code = code
        if self.logging:
            log_trace(trace, out)


def is_constant(value):
    return value.slot < 0 and value.size == 0


class Renumbering(object):
    """Gives the slots that are used small numbers, inputs first."""

    def __init__(self, inputs):
        self.numbers = {}
        for i in range(inputs):
            self.numbers[i] = i

    def get(self, slot):
        if slot not in self.numbers:
            self.numbers[slot] = len(self.numbers)
        return self.numbers[slot]


def renumber(trace, out):
    """Renumbers everything of a trace; gives the number of slots."""
    numbering = Renumbering(trace.inputs)
    for made in out:
        for i in range(len(made.args)):
            made.args[i] = numbering.get(made.args[i])
        if made.result >= 0:
            made.result = numbering.get(made.result)
    for guard in trace.guards:
        # A virtual object is in several places, but one to renumber.
        seen = []
        for pending in guard.pending:
            renumber_once(numbering, pending.target, seen)
            renumber_once(numbering, pending.value, seen)
        for frame in guard.frames:
            for value in frame.values:
                renumber_once(numbering, value, seen)
    constants = []
    i = 0
    while i < len(trace.constants):
        constants.append(trace.constants[i])
        constants.append(numbering.get(trace.constants[i + 1]))
        i += 2
    trace.constants = constants
    return len(numbering.numbers)


def renumber_once(numbering, value, seen):
    if value in seen:
        return
    seen.append(value)
    if value.slot >= 0:
        value.slot = numbering.get(value.slot)
    for field in value.fields:
        renumber_once(numbering, field, seen)


def is_fused(test, guard):
    """Whether the two become one: a test, and the guard on its result."""
    if guard.kind != op.GUARD_TRUE and guard.kind != op.GUARD_FALSE:
        return False
    if guard.args[0] != test.result:
        return False
    kind = test.kind
    if op.INT_LT <= kind and kind <= op.INT_GE:
        return True
    return guard.kind == op.GUARD_FALSE and (
        op.INT_ADD_OVERFLOWS <= kind and kind <= op.INT_MUL_OVERFLOWS)


def append_fused(words, test, guard):
    kind = test.kind
    if kind >= op.INT_LT:
        fused = op.FIRST_FUSED + 2 * (kind - op.INT_LT)
        if guard.kind == op.GUARD_FALSE:
            fused += 1
    else:
        fused = op.FALSE_ADD_OVERFLOWS + kind - op.INT_ADD_OVERFLOWS
    words.append(fused)
    words.append(test.result << 3)
    words.append(test.args[0] << 3)
    words.append(test.args[1] << 3)
    words.append(guard.guard)


def append_words(words, out, label):
    kind = out.kind
    if kind == op.GET:
        words.append(op.GET_BYTE if out.b == 1 else kind)
        words.append(out.result << 3)
        words.append(out.args[0] << 3)
        words.append(out.a)
    elif kind == op.SET:
        words.append(op.SET_BYTE if out.b == 1 else kind)
        words.append(out.args[0] << 3)
        words.append(out.a)
        words.append(out.args[1] << 3)
    elif kind == op.GET_ITEM:
        words.append(op.GET_ITEM_BYTE if out.b == 1 else kind)
        words.append(out.result << 3)
        words.append(out.args[0] << 3)
        words.append(out.args[1] << 3)
        words.append(out.a)
    elif kind == op.SET_ITEM:
        words.append(op.SET_ITEM_BYTE if out.b == 1 else kind)
        words.append(out.args[0] << 3)
        words.append(out.args[1] << 3)
        words.append(out.a)
        words.append(out.args[2] << 3)
    elif kind == op.NEW:
        words.append(kind)
        words.append(out.result << 3)
        words.append(out.a)
    elif kind == op.NEW_ARRAY:
        words.append(kind)
        words.append(out.result << 3)
        words.append(out.a)
        words.append(out.b)
        words.append(out.c)
        words.append(out.args[0] << 3)
    elif kind == op.CALL:
        words.append(kind)
        words.append(out.result << 3)
        words.append(out.c)
        words.append(len(out.args) - 1)
        for slot in out.args:
            words.append(slot << 3)
    elif kind == op.GUARD_VALUE:
        words.append(kind)
        words.append(out.args[0] << 3)
        words.append(out.a)
        words.append(out.guard)
    elif kind == op.GUARD_TRUE or kind == op.GUARD_FALSE:
        words.append(kind)
        words.append(out.args[0] << 3)
        words.append(out.guard)
    elif kind == op.GUARD_NO_EXCEPTION:
        words.append(kind)
        words.append(out.guard)
    elif kind == op.JUMP:
        words.append(kind)
        words.append(label)
    elif kind == op.FINISH:
        words.append(kind)
        words.append(len(out.args))
        for slot in out.args:
            words.append(slot << 3)
    else:
        # Pure operations and moves.
        words.append(kind)
        words.append(out.result << 3)
        for slot in out.args:
            words.append(slot << 3)


def log_trace(trace, out):
    """Writes the trace to the standard error.

    Slots are numbered as they appear; addresses are left out, so that the
    text is the same in every run.
    """
    names = {}
    text = 'bridge\n' if trace.target is not None else 'loop\n'
    for made in out:
        line = '  '
        if made.result >= 0:
            line += slot_name(trace, names, made.result) + ' = '
        line += op.NAMES[made.kind]
        for slot in made.args:
            line += ' ' + slot_name(trace, names, slot)
        text += line + '\n'
    operation('write_error', text)


def slot_name(trace, names, slot):
    i = 0
    constants = trace.constants
    while i < len(constants):
        if constants[i + 1] == slot:
            value = constants[i]
            if -100000 < value and value < 100000:
                return '#' + str(value)
            return '#address'
        i += 2
    if slot not in names:
        names[slot] = len(names)
    return 'v' + str(names[slot])


RUNTIME = Runtime()


def enter():
    """Asked by the portal, with the buffer filled.

    0: nothing is compiled here. CONTINUE: go on at the merge point with the
    buffer's values. RETURNED: the portal's result is in the buffer. RAISED:
    an exception is.
    """
    runtime = RUNTIME
    if not runtime.started:
        runtime.start()
    cell = runtime.find_cell(True)
    trace = cell.trace
    if trace is not None:
        for i in range(runtime.reds):
            runtime.inputs[i] = load(runtime.buffer, runtime.greens + i)
        return runtime.run(trace)
    cell.count += 1
    if cell.count < runtime.threshold:
        return 0
    return runtime.compile_loop(cell)
