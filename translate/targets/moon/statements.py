"""The statements' nodes; each emits its own code."""

from targets.moon import emitter as ops
from targets.moon.expressions import Index, LocalName, load_all
from targets.moon.values import NIL


class Statement(object):
    def make(self, emitter):
        """Emits the code of the statement."""
        raise NotImplementedError


class Block(Statement):
    """Statements; the registers of their locals are free at the end."""

    def __init__(self, statements):
        self.statements = statements

    def make(self, emitter):
        saved = emitter.free
        for statement in self.statements:
            statement.make(emitter)
        emitter.release(saved)


def declare(emitter, local):
    """Gives a local its register; the value must be there already."""
    if local.is_shared:
        emitter.emit(ops.NEW_CELL, local.register, local.register, 0)


def load_values(emitter, values, wanted):
    """Loads so many values to temporaries in a row, and fills with nil."""
    start = emitter.free
    for i in range(len(values)):
        register = emitter.temporary()
        if i == len(values) - 1 and values[i].is_open() and wanted > i + 1:
            values[i].load_open(emitter, register)
            emitter.emit(ops.UNPACK, register, wanted - i, 0)
            while emitter.free < start + wanted:
                emitter.temporary()
            return start
        values[i].load(emitter, register)
    while emitter.free < start + wanted:
        emitter.load_constant(emitter.temporary(), NIL)
    return start


class LocalStatement(Statement):
    def __init__(self, locals, values):
        self.locals = locals
        self.values = values

    def make(self, emitter):
        start = load_values(emitter, self.values, len(self.locals))
        for i in range(len(self.locals)):
            self.locals[i].register = start + i
            declare(emitter, self.locals[i])
        emitter.release(start + len(self.locals))


class LocalFunction(Statement):
    """The function sees its own name."""

    def __init__(self, local, function):
        self.local = local
        self.function = function

    def make(self, emitter):
        register = emitter.temporary()
        self.local.register = register
        emitter.load_constant(register, NIL)
        declare(emitter, self.local)
        saved = emitter.free
        value = emitter.temporary()
        self.function.load(emitter, value)
        LocalName(self.local).store(emitter, value)
        emitter.release(saved)


class Assignment(Statement):
    def __init__(self, targets, values):
        self.targets = targets
        self.values = values

    def make(self, emitter):
        saved = emitter.free
        target = self.targets[0]
        if len(self.targets) == 1 and len(self.values) == 1:
            if isinstance(target, LocalName) and not target.local.is_shared:
                self.values[0].load(emitter, target.local.register)
            else:
                target.prepare(emitter)
                target.store(emitter, self.values[0].operand(emitter))
        else:
            for target in self.targets:
                target.prepare(emitter)
            start = load_values(emitter, self.values, len(self.targets))
            # Variables come last: tables and keys may be such variables.
            for is_variable in [False, True]:
                for i in range(len(self.targets)):
                    target = self.targets[i]
                    if isinstance(target, Index) != is_variable:
                        target.store(emitter, start + i)
        emitter.release(saved)


class CallStatement(Statement):
    def __init__(self, call):
        self.call = call

    def make(self, emitter):
        saved = emitter.free
        self.call.load_open(emitter, emitter.temporary())
        emitter.release(saved)


class If(Statement):
    def __init__(self, test, body, otherwise):
        self.test = test
        self.body = body
        self.otherwise = otherwise

    def make(self, emitter):
        saved = emitter.free
        place = emitter.emit(ops.JUMP_UNLESS, self.test.operand(emitter), 0,
                             0)
        emitter.release(saved)
        self.body.make(emitter)
        otherwise = self.otherwise
        if otherwise is None:
            emitter.patch(place, 2)
            return
        end = emitter.emit(ops.JUMP, 0, 0, 0)
        emitter.patch(place, 2)
        otherwise.make(emitter)
        emitter.patch(end, 1)


class While(Statement):
    def __init__(self, test, body):
        self.test = test
        self.body = body

    def make(self, emitter):
        start = emitter.here()
        saved = emitter.free
        place = emitter.emit(ops.JUMP_UNLESS, self.test.operand(emitter), 0,
                             0)
        emitter.release(saved)
        outer = emitter.begin_loop()
        self.body.make(emitter)
        emitter.end_loop(start, outer)
        emitter.patch(place, 2)


class Repeat(Statement):
    """The test sees the locals of the body."""

    def __init__(self, body, test):
        self.body = body
        self.test = test

    def make(self, emitter):
        start = emitter.here()
        outer = emitter.begin_loop()
        saved = emitter.free
        for statement in self.body.statements:
            statement.make(emitter)
        place = emitter.emit(ops.JUMP_IF, self.test.operand(emitter), 0, 0)
        emitter.release(saved)
        emitter.end_loop(start, outer)
        emitter.patch(place, 2)


class CountingFor(Statement):
    def __init__(self, local, bounds, body):
        self.local = local
        self.bounds = bounds
        self.body = body

    def make(self, emitter):
        saved = emitter.free
        base = load_values(emitter, self.bounds, 3)
        start = emitter.here()
        place = emitter.emit(ops.FOR_TEST, base, 0, 0)
        outer = emitter.begin_loop()
        self.local.register = emitter.temporary()
        emitter.emit(ops.MOVE, self.local.register, base, 0)
        declare(emitter, self.local)
        self.body.make(emitter)
        emitter.emit(ops.FOR_STEP, base, 0, 0)
        emitter.end_loop(start, outer)
        emitter.patch(place, 2)
        emitter.release(saved)


class IteratingFor(Statement):
    def __init__(self, locals, values, body):
        self.locals = locals
        self.values = values
        self.body = body

    def make(self, emitter):
        saved = emitter.free
        base = load_values(emitter, self.values, 3)
        emitter.release(base + 3)
        start = emitter.here()
        place = emitter.emit(ops.FOR_CALL, base, 0, len(self.locals))
        outer = emitter.begin_loop()
        for local in self.locals:
            local.register = emitter.temporary()
        for local in self.locals:
            declare(emitter, local)
        self.body.make(emitter)
        emitter.end_loop(start, outer)
        emitter.patch(place, 2)
        emitter.release(saved)


class Break(Statement):
    def make(self, emitter):
        emitter.breaks.append(emitter.emit(ops.JUMP, 0, 0, 0))


class Return(Statement):
    def __init__(self, values):
        self.values = values

    def make(self, emitter):
        saved = emitter.free
        if len(self.values) == 1 and not self.values[0].is_open():
            emitter.emit(ops.RETURN, self.values[0].operand(emitter), 0, 0)
        else:
            is_open = load_all(emitter, self.values)
            emitter.emit(ops.RETURN_OPEN, saved, len(self.values),
                         int(is_open))
        emitter.release(saved)
