"""Optimizes a recorded trace and lays it out for the executor.

The trace is gone through once from the front for the way into the loop, and
again for the loop itself, now knowing what held at the end of the first
round: which objects never left the trace (they are virtual: only their fields
exist), which stores are put off, what fields and items are known to hold.
What the second round assumes must hold at its end again; what does not is
given up at the end of the first round, and the second is done anew.
"""

from pyjitpl import opcodes as op
from pyjitpl.boxes import Guard, PendingStore, ResumeFrame, ResumeValue, Trace
from pyjitpl.memory import load_sized
from pyjitpl.metainterp import compute

MOST_ROUNDS = 60


class Value(object):
    """A constant, a slot, or a virtual object."""

    def __init__(self):
        self.constant = 0
        self.is_constant = False
        self.slot = -1
        self.size = 0               # of a virtual object; else 0
        self.offsets = []
        self.sizes = []
        self.fields = []
        # While states are compared and guards are made:
        self.shape = None
        self.resume = None
        self.resume_round = 0


def constant_value(constant):
    value = Value()
    value.constant = constant
    value.is_constant = True
    return value


def slot_value(slot):
    value = Value()
    value.slot = slot
    return value


class Entry(object):
    """What a field or an item holds; dirty if memory does not know yet."""

    def __init__(self, target, offset, size, is_item, value):
        self.target = target
        self.offset = offset
        self.size = size
        self.is_item = is_item
        self.value = value
        self.is_dirty = False
        self.is_immutable = False


class PureResult(object):
    def __init__(self, kind, a, b, value):
        self.kind = kind
        self.a = a
        self.b = b
        self.value = value


class OutOperation(object):
    """An operation on slots."""

    def __init__(self, kind, result, args):
        self.kind = kind
        self.result = result
        self.args = args
        self.a = 0
        self.b = 0
        self.c = 0
        self.guard = -1


class Shape(object):
    """A value at the end of the first round, as the second assumes it."""

    def __init__(self, source):
        self.source = source
        self.leaf = -1              # the number of a slot; -1 otherwise
        self.fields = []
        self.match = None           # the value at the end of the second round
        self.imported = None


class EntryShape(object):
    def __init__(self, entry, target, value):
        self.entry = entry
        self.target = target
        self.value = value


class ExportedState(object):
    """All that the second round assumes."""

    def __init__(self):
        self.shapes = []            # every shape, once
        self.reds = []
        self.entries = []
        self.leaf_slots = []        # slots at the end of the first round
        self.phi_slots = []         # the same in the loop


class Rejected(Exception):
    """The states do not match; something was given up."""


class Optimizer(object):
    def __init__(self, runtime, operations):
        self.runtime = runtime
        self.operations = operations
        self.values = []
        self.out = []
        self.entries = []
        self.pure = []
        self.constants = []         # constant, slot, constant, slot ...
        self.guards = []

    def continue_from(self, other):
        """Takes over what the second round shares with the first."""
        self.constants = other.constants
        self.guards = other.guards[:]
        self.pure = other.pure[:]

    # -- slots and constants -----------------------------------------------

    def constant_slot(self, constant):
        i = 0
        while i < len(self.constants):
            if self.constants[i] == constant:
                return self.constants[i + 1]
            i += 2
        slot = self.runtime.new_slot()
        self.constants.append(constant)
        self.constants.append(slot)
        return slot

    def value_of(self, box):
        if box.number < 0:
            return constant_value(box.value)
        return self.values[box.number]

    def set_value(self, number, value):
        while len(self.values) <= number:
            self.values.append(None)
        self.values[number] = value

    def slot_of(self, value):
        """A slot that holds the value; a virtual object is made real."""
        if value.is_constant:
            return self.constant_slot(value.constant)
        if value.slot < 0:
            self.force(value)
        return value.slot

    def emit(self, kind, args):
        """Appends an operation; gives the value of its result."""
        slot = self.runtime.new_slot()
        self.out.append(OutOperation(kind, slot, args))
        return slot_value(slot)

    def force(self, value):
        """Makes a virtual object real."""
        slot = self.runtime.new_slot()
        made = OutOperation(op.NEW, slot, [])
        made.a = value.size
        self.out.append(made)
        value.slot = slot
        value.size = 0
        for i in range(len(value.fields)):
            offset = value.offsets[i]
            size = value.sizes[i]
            field = value.fields[i]
            self.emit_store(slot, offset, size, self.slot_of(field))
            entry = Entry(value, offset, size, False, field)
            entry.is_immutable = offset == 0
            self.entries.append(entry)

    def emit_store(self, target, offset, size, source):
        stored = OutOperation(op.SET, -1, [target, source])
        stored.a = offset
        stored.b = size
        self.out.append(stored)

    # -- the first and the second round ------------------------------------

    def start(self, inputs):
        """The inputs are the first slots."""
        for i in range(inputs):
            self.set_value(i, slot_value(self.runtime.new_slot()))

    def go_through(self):
        for operation in self.operations:
            self.one(operation)

    def one(self, operation):
        kind = operation.kind
        if kind < op.PURE_COUNT:
            self.one_pure(operation)
        elif kind == op.GET:
            self.one_get(operation)
        elif kind == op.SET:
            target = self.value_of(operation.args[0])
            value = self.value_of(operation.args[1])
            self.set_field(target, operation.a, operation.b, False, value)
        elif kind == op.GET_ITEM:
            self.one_get_item(operation)
        elif kind == op.SET_ITEM:
            self.one_set_item(operation)
        elif kind == op.NEW:
            value = Value()
            value.size = operation.a
            self.set_value(operation.result, value)
        elif kind == op.NEW_ARRAY:
            self.one_new_array(operation)
        elif kind == op.CALL:
            self.one_call(operation)
        else:
            self.one_guard(operation)

    def one_pure(self, operation):
        kind = operation.kind
        a = self.value_of(operation.args[0])
        unary = kind >= op.FIRST_UNARY
        b = a
        if not unary:
            b = self.value_of(operation.args[1])
        result = None
        if a.is_constant and b.is_constant:
            result = constant_value(compute(kind, a.constant, b.constant))
        elif a.size or b.size:
            result = self.pure_on_virtual(kind, a, b)
        if result is None:
            slot_a = self.slot_of(a)
            slot_b = -1
            if not unary:
                slot_b = self.slot_of(b)
            for known in self.pure:
                if known.kind == kind and known.a == slot_a and \
                        known.b == slot_b:
                    result = known.value
                    break
            if result is None:
                args = [slot_a]
                if not unary:
                    args.append(slot_b)
                result = self.emit(kind, args)
                self.pure.append(PureResult(kind, slot_a, slot_b, result))
        self.set_value(operation.result, result)

    def pure_on_virtual(self, kind, a, b):
        """A new object is not null and equals only itself."""
        if kind == op.INT_IS_TRUE:
            return constant_value(1)
        if kind == op.INT_IS_ZERO:
            return constant_value(0)
        if kind == op.INT_EQ:
            return constant_value(int(a is b))
        if kind == op.INT_NE:
            return constant_value(int(a is not b))
        return None

    # -- memory ------------------------------------------------------------

    def same_target(self, a, b):
        if a is b:
            return True
        if a.is_constant and b.is_constant:
            return a.constant == b.constant
        return a.slot >= 0 and a.slot == b.slot and not a.is_constant \
            and not b.is_constant

    def find_entry(self, target, offset, is_item):
        for entry in self.entries:
            if entry.offset == offset and entry.is_item == is_item and \
                    self.same_target(entry.target, target):
                return entry
        return None

    def virtual_field(self, value, offset):
        for i in range(len(value.offsets)):
            if value.offsets[i] == offset:
                return i
        return -1

    def get_field(self, target, offset, size, is_item, flags):
        if target.size:
            i = self.virtual_field(target, offset)
            if i < 0:
                return constant_value(0)
            return target.fields[i]
        if target.is_constant and flags & op.IMMUTABLE:
            return constant_value(load_sized(target.constant, offset, size))
        entry = self.find_entry(target, offset, is_item)
        if entry is not None:
            return entry.value
        self.clear_aliases(target, offset, is_item, False)
        slot = self.slot_of(target)
        value = self.emit(op.GET, [slot])
        made = self.out[-1]
        made.a = offset
        made.b = size
        entry = Entry(target, offset, size, is_item, value)
        entry.is_immutable = flags & op.IMMUTABLE != 0
        self.entries.append(entry)
        return value

    def set_field(self, target, offset, size, is_item, value):
        if target.size:
            i = self.virtual_field(target, offset)
            if i >= 0:
                target.fields[i] = value
            else:
                target.offsets.append(offset)
                target.sizes.append(size)
                target.fields.append(value)
            return
        self.clear_aliases(target, offset, is_item, True)
        entry = self.find_entry(target, offset, is_item)
        if entry is None:
            entry = Entry(target, offset, size, is_item, value)
            self.entries.append(entry)
        entry.value = value
        entry.is_dirty = True

    def clear_aliases(self, target, offset, is_item, drop):
        """Other objects' entries that may be the same place."""
        kept = []
        old = self.entries
        self.entries = []
        for entry in old:
            if entry.offset != offset or entry.is_item != is_item or \
                    entry.is_immutable or self.same_target(entry.target,
                                                           target):
                kept.append(entry)
            else:
                self.flush(entry)
                if not drop:
                    kept.append(entry)
        # Flushing may have made entries of its own.
        for entry in self.entries:
            kept.append(entry)
        self.entries = kept

    def flush(self, entry):
        """Does a store that was put off."""
        if entry.is_dirty:
            entry.is_dirty = False
            source = self.slot_of(entry.value)
            self.emit_store(self.slot_of(entry.target), entry.offset,
                            entry.size, source)

    def flush_all(self, drop, only_items):
        old = self.entries
        self.entries = []
        kept = []
        for entry in old:
            if only_items and not entry.is_item:
                kept.append(entry)
                continue
            self.flush(entry)
            if entry.is_immutable or not drop:
                kept.append(entry)
        for entry in self.entries:
            if entry.is_immutable or not drop or only_items:
                kept.append(entry)
        self.entries = kept

    def one_get(self, operation):
        target = self.value_of(operation.args[0])
        value = self.get_field(target, operation.a, operation.b, False,
                               operation.c)
        self.set_value(operation.result, value)

    def one_get_item(self, operation):
        array = self.value_of(operation.args[0])
        index = self.value_of(operation.args[1])
        size = operation.b
        if index.is_constant:
            value = self.get_field(array, operation.a + index.constant * size,
                                   size, True, 0)
        else:
            self.flush_all(False, True)
            slot = self.slot_of(array)
            value = self.emit(op.GET_ITEM, [slot, self.slot_of(index)])
            made = self.out[-1]
            made.a = operation.a
            made.b = size
        self.set_value(operation.result, value)

    def one_set_item(self, operation):
        array = self.value_of(operation.args[0])
        index = self.value_of(operation.args[1])
        value = self.value_of(operation.args[2])
        size = operation.b
        if index.is_constant:
            self.set_field(array, operation.a + index.constant * size, size,
                           True, value)
            return
        self.flush_all(True, True)
        args = [self.slot_of(array), self.slot_of(index),
                self.slot_of(value)]
        made = OutOperation(op.SET_ITEM, -1, args)
        made.a = operation.a
        made.b = size
        self.out.append(made)

    def one_new_array(self, operation):
        count = self.value_of(operation.args[0])
        value = self.emit(op.NEW_ARRAY, [self.slot_of(count)])
        made = self.out[-1]
        made.a = operation.a
        made.b = operation.b
        made.c = operation.c
        entry = Entry(value, operation.b, 8, False, count)
        entry.is_immutable = True
        self.entries.append(entry)
        self.set_value(operation.result, value)

    def one_call(self, operation):
        if not operation.c & op.ELIDABLE:
            self.flush_all(True, False)
        args = []
        for box in operation.args:
            args.append(self.slot_of(self.value_of(box)))
        if not operation.c & op.ELIDABLE:
            self.flush_all(True, False)
        value = self.emit(op.CALL, args)
        self.out[-1].c = operation.c
        self.set_value(operation.result, value)

    # -- guards ------------------------------------------------------------

    def one_guard(self, operation):
        kind = operation.kind
        if kind == op.GUARD_NO_EXCEPTION:
            self.emit_guard(kind, [], operation)
            return
        value = self.value_of(operation.args[0])
        if value.is_constant:
            return
        expected = operation.a
        if kind == op.GUARD_TRUE:
            expected = 1
        self.emit_guard(kind, [self.slot_of(value)], operation)
        value.is_constant = True
        value.constant = expected

    def emit_guard(self, kind, args, operation):
        guard = OutOperation(kind, -1, args)
        guard.a = operation.a
        guard.guard = len(self.guards)
        self.runtime.capture_round += 1
        frames = []
        for state in operation.frames:
            frame = ResumeFrame(state.code, state.pc, state.result_register)
            frame.registers = state.registers
            for box in state.boxes:
                frame.values.append(self.capture(self.value_of(box)))
            frames.append(frame)
        pending = []
        for entry in self.entries:
            if entry.is_dirty:
                pending.append(PendingStore(
                    self.capture(entry.target), entry.offset, entry.size,
                    self.capture(entry.value)))
        self.guards.append(Guard(frames, pending))
        self.out.append(guard)

    def capture(self, value):
        """How to find the value if the guard fails."""
        if value.is_constant:
            return ResumeValue(value.constant, -1)
        if value.slot >= 0:
            return ResumeValue(0, value.slot)
        if value.resume_round == self.runtime.capture_round:
            return value.resume
        resume = ResumeValue(0, -1)
        resume.size = value.size
        value.resume = resume
        value.resume_round = self.runtime.capture_round
        for i in range(len(value.fields)):
            resume.offsets.append(value.offsets[i])
            resume.sizes.append(value.sizes[i])
            resume.fields.append(self.capture(value.fields[i]))
        return resume

    # -- from the first round to the second --------------------------------

    def export(self, reds, invariant):
        """Describes the state; invariant slots keep their places."""
        state = ExportedState()
        for box in reds:
            state.reds.append(self.export_value(state, self.value_of(box),
                                                invariant))
        for entry in self.entries:
            if entry.target.is_constant or entry.target.slot >= 0:
                target = self.export_value(state, entry.target, invariant)
                value = self.export_value(state, entry.value, invariant)
                state.entries.append(EntryShape(entry, target, value))
        for shape in state.shapes:
            shape.source.shape = None
        return state

    def export_value(self, state, value, invariant):
        if value.shape is not None:
            return value.shape
        shape = Shape(value)
        value.shape = shape
        state.shapes.append(shape)
        if value.is_constant:
            return shape
        if value.slot >= 0:
            for i in range(len(state.leaf_slots)):
                if state.leaf_slots[i] == value.slot:
                    shape.leaf = i
                    return shape
            shape.leaf = len(state.leaf_slots)
            state.leaf_slots.append(value.slot)
            phi = value.slot
            if value.slot not in invariant:
                phi = self.runtime.new_slot()
            state.phi_slots.append(phi)
            return shape
        for field in value.fields:
            shape.fields.append(self.export_value(state, field, invariant))
        return shape

    def import_state(self, state):
        """Starts the second round in the exported state."""
        for shape in state.shapes:
            shape.imported = None
            shape.match = None
        for i in range(len(state.reds)):
            self.set_value(i, self.import_shape(state, state.reds[i]))
        for described in state.entries:
            old = described.entry
            entry = Entry(self.import_shape(state, described.target),
                          old.offset, old.size, old.is_item,
                          self.import_shape(state, described.value))
            entry.is_dirty = old.is_dirty
            entry.is_immutable = old.is_immutable
            self.entries.append(entry)

    def import_shape(self, state, shape):
        if shape.imported is not None:
            return shape.imported
        source = shape.source
        value = Value()
        shape.imported = value
        if source.is_constant:
            value.is_constant = True
            value.constant = source.constant
        elif shape.leaf >= 0:
            value.slot = state.phi_slots[shape.leaf]
        else:
            value.size = source.size
            for i in range(len(source.fields)):
                value.offsets.append(source.offsets[i])
                value.sizes.append(source.sizes[i])
                value.fields.append(self.import_shape(state,
                                                      shape.fields[i]))
        return value

    # -- comparing the end of the second round with its start --------------

    def match_state(self, first, state, reds):
        """Gives the slots to pass to the loop's start, one for each leaf.

        `first` is the optimizer of the first round; what does not match is
        given up there, and Rejected is raised.
        """
        leaves = []
        for slot in state.leaf_slots:
            leaves.append(None)
        for i in range(len(reds)):
            self.match(first, state, state.reds[i], self.value_of(reds[i]),
                       leaves)
        done = []
        # Entries match once their targets have; items refer to others.
        progress = True
        while progress:
            progress = False
            for described in state.entries:
                if described in done:
                    continue
                target = self.matched_target(described.target, leaves)
                if target is None:
                    continue
                progress = True
                done.append(described)
                old = described.entry
                entry = None
                if not target.size:
                    entry = self.find_entry(target, old.offset, old.is_item)
                if entry is None:
                    self.give_up_entry(first, old)
                self.match(first, state, described.value, entry.value, leaves)
                if not old.is_dirty:
                    self.flush(entry)
        for described in state.entries:
            if described not in done:
                self.give_up_entry(first, described.entry)
        for entry in self.entries[:]:
            if entry.is_dirty and not self.is_assumed(state, entry, leaves):
                self.flush(entry)
        slots = []
        for i in range(len(leaves)):
            value = leaves[i]
            if value is None:
                slots.append(state.phi_slots[i])
            else:
                slots.append(self.slot_of(value))
        return slots

    def is_assumed(self, state, entry, leaves):
        for described in state.entries:
            old = described.entry
            if old.is_dirty and old.offset == entry.offset and \
                    old.is_item == entry.is_item:
                target = self.matched_target(described.target, leaves)
                if target is not None and self.same_target(target,
                                                           entry.target):
                    return True
        return False

    def matched_target(self, shape, leaves):
        if shape.source.is_constant:
            return shape.source
        return leaves[shape.leaf]

    def give_up_entry(self, first, entry):
        first.flush(entry)
        first.remove_entry(entry)
        raise Rejected

    def remove_entry(self, entry):
        kept = []
        for other in self.entries:
            if other is not entry:
                kept.append(other)
        self.entries = kept

    def match(self, first, state, shape, value, leaves):
        source = shape.source
        if source.is_constant:
            if value.is_constant and value.constant == source.constant:
                return
            if source.slot < 0:
                source.slot = first.constant_slot(source.constant)
            source.is_constant = False
            raise Rejected
        if shape.leaf >= 0:
            known = leaves[shape.leaf]
            if known is None:
                leaves[shape.leaf] = value
            elif not self.same_target(known, value):
                # One slot would have to become two.
                first.separate(source)
                raise Rejected
            return
        if shape.match is not None:
            if shape.match is value:
                return
            first.force(source)
            raise Rejected
        if not value.size or value.size != source.size or \
                len(value.fields) != len(source.fields) or \
                value.shape is not None:
            first.force(source)
            raise Rejected
        shape.match = value
        for i in range(len(source.fields)):
            if source.offsets[i] != value.offsets[i]:
                first.force(source)
                raise Rejected
            self.match(first, state, shape.fields[i], value.fields[i],
                       leaves)

    def separate(self, value):
        """Gives the value a slot of its own."""
        copied = self.emit(op.MOVE, [value.slot])
        value.slot = copied.slot


# -- whole traces ----------------------------------------------------------

def append_moves(runtime, out, targets, sources):
    """Assignments that happen at once, one after the other."""
    todo = []
    for i in range(len(targets)):
        if targets[i] != sources[i]:
            todo.append(i)
    while len(todo) > 0:
        chosen = -1
        for i in todo:
            read = False
            for k in todo:
                if k != i and sources[k] == targets[i]:
                    read = True
            if not read:
                chosen = i
                break
        if chosen >= 0:
            out.append(OutOperation(op.MOVE, targets[chosen],
                                    [sources[chosen]]))
            todo.remove(chosen)
        else:
            first = todo[0]
            waiting = runtime.new_slot()
            out.append(OutOperation(op.MOVE, waiting, [targets[first]]))
            for k in todo:
                if sources[k] == targets[first]:
                    sources[k] = waiting


def optimize_loop(runtime, operations, inputs, end_reds):
    """A trace that ends where it began."""
    first = Optimizer(runtime, operations)
    first.start(inputs)
    first.go_through()
    invariant = []
    best = None
    best_state = None
    best_arguments = None
    rounds = 0
    while True:
        rounds += 1
        if rounds > MOST_ROUNDS:
            first.flush_all(True, False)
            first.entries = []
        state = first.export(end_reds, invariant)
        second = Optimizer(runtime, operations)
        second.continue_from(first)
        second.import_state(state)
        try:
            second.go_through()
            arguments = second.match_state(first, state, end_reds)
        except Rejected:
            continue
        more = []
        for i in range(len(arguments)):
            if arguments[i] == state.phi_slots[i] and \
                    state.leaf_slots[i] not in invariant:
                more.append(state.leaf_slots[i])
        wrong = False
        for i in range(len(arguments)):
            if state.leaf_slots[i] in invariant and \
                    arguments[i] != state.phi_slots[i]:
                wrong = True
        if wrong or rounds > 2 * MOST_ROUNDS:
            # What seemed not to change does: all may change, then.
            invariant = []
            if rounds > 2 * MOST_ROUNDS:
                break
            continue
        best = second
        best_state = state
        best_arguments = arguments
        if len(more) == 0:
            break
        for slot in more:
            invariant.append(slot)
    if best is None or best_state is None or best_arguments is None:
        return None
    out = first.out[:]
    append_moves(runtime, out, best_state.phi_slots,
                 best_state.leaf_slots[:])
    out.append(OutOperation(op.LABEL, -1, []))
    for operation in best.out:
        out.append(operation)
    append_moves(runtime, out, best_state.phi_slots, best_arguments[:])
    out.append(OutOperation(op.JUMP, -1, []))
    return finish_trace(runtime, best, out, inputs)


def optimize_bridge(runtime, operations, inputs, reds, target):
    """A trace that ends by going over to another one."""
    optimizer = Optimizer(runtime, operations)
    optimizer.start(inputs)
    optimizer.go_through()
    optimizer.flush_all(False, False)
    args = []
    for box in reds:
        args.append(optimizer.slot_of(optimizer.value_of(box)))
    out = optimizer.out
    out.append(OutOperation(op.FINISH, -1, args))
    trace = finish_trace(runtime, optimizer, out, inputs)
    trace.target = target
    return trace


def finish_trace(runtime, optimizer, out, inputs):
    trace = Trace(inputs)
    trace.guards = optimizer.guards
    trace.constants = optimizer.constants
    runtime.layout(trace, out)
    return trace
