"""Optimizes a trace in one round from front to end.

Constants are folded and results known before are not computed again. A new
object is virtual, it exists only as its fields, until something needs its
address. Stores are put off until a call, or an access that may be to the same
place; what fields and items hold is remembered. A guard that fails does the
stores and makes the objects that wait then. See unroll.py for loops.
"""

from pyjitpl import opcodes as op
from pyjitpl.boxes import Guard, PendingStore, ResumeFrame, ResumeValue
from pyjitpl.memory import load_sized
from pyjitpl.metainterp import compute
from pyjitpl.values import (Entry, OutOperation, PureResult, Value,
                            constant_value, slot_value)


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
        expected = operation.a
        if kind == op.GUARD_TRUE:
            expected = 1
        if value.is_constant:
            # In the second round it may be known that the guard fails: the
            # loop is left here, always.
            if value.constant != expected:
                self.emit_guard(kind, [self.slot_of(value)], operation)
            return
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
