"""Whole traces: loops are optimized in two rounds.

A trace is gone through once from the front for the way into the loop, and
again for the loop itself, now knowing what held at the end of the first
round: which objects never left the trace, which stores are put off, what
fields and items are known to hold. What the second round assumes must hold at
its end again; what does not is given up at the end of the first round, and
the second is done anew.
"""

from pyjitpl import opcodes as op
from pyjitpl.boxes import Trace
from pyjitpl.optimizer import Optimizer
from pyjitpl.values import (Entry, EntryShape, ExportedState, OutOperation,
                            PureResult, Shape, Value)

MOST_ROUNDS = 60


class Rejected(Exception):
    """The states do not match; something was given up."""


class LoopOptimizer(Optimizer):
    """One of the two rounds."""

    def continue_from(self, other):
        """Takes over what the second round shares with the first."""
        self.constants = other.constants
        self.guards = other.guards[:]
        # Guards of this round may say more of these values, but only here.
        for known in other.pure:
            self.pure.append(PureResult(known.kind, known.a, known.b,
                                        copied(known.value)))

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


def copied(value):
    """The same constant or slot, which is no virtual object."""
    other = Value()
    other.slot = value.slot
    other.is_constant = value.is_constant
    other.constant = value.constant
    return other


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
    first = LoopOptimizer(runtime, operations)
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
        second = LoopOptimizer(runtime, operations)
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
    optimizer = LoopOptimizer(runtime, operations)
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
