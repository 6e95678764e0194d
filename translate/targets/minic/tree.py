"""Expressions with their types, and the code that they become."""

from targets.minic.code import (ADD, AND, ARGUMENT, CALL, CONSTANT, FRAME,
                                IS_EQUAL, IS_UNEQUAL, LOAD, LOAD_FRAME, MOVE,
                                OPPOSITES, RESULT, STORE, STORE_FRAME,
                                SUBTRACT, XOR)
from targets.minic.lexer import SourceError
from targets.minic.types import CHAR, INT, Pointer

IN_REGISTER, IN_FRAME, IN_MEMORY = range(3)


class Place(object):
    """Where a value that can be assigned to stands."""

    def __init__(self, kind, register, offset):
        self.kind = kind
        self.register = register
        self.offset = offset

    def read(self, routine):
        if self.kind == IN_REGISTER:
            return self.register
        result = routine.register()
        if self.kind == IN_FRAME:
            routine.emit(LOAD_FRAME, result, -1, -1, self.offset)
        else:
            routine.emit(LOAD, result, self.register, -1, self.offset)
        return result

    def write(self, routine, value):
        if self.kind == IN_REGISTER:
            routine.emit(MOVE, self.register, value, -1, 0)
        elif self.kind == IN_FRAME:
            routine.emit(STORE_FRAME, -1, value, -1, self.offset)
        else:
            routine.emit(STORE, -1, self.register, value, self.offset)

    def address(self, routine):
        if self.kind == IN_MEMORY and self.offset == 0:
            return self.register
        result = routine.register()
        if self.kind == IN_FRAME:
            routine.emit(FRAME, result, -1, -1, self.offset)
        else:
            routine.emit(ADD, result, self.register, -1, self.offset)
        return result


class Variable(object):
    """A variable stands in a register unless its address is needed."""

    def __init__(self, name, type, is_global):
        self.name = name
        self.type = type
        self.is_global = is_global
        self.needs_address = is_global or not type.is_scalar()
        self.at = 0                 # a register, or its place in memory

    def settle(self, routine):
        if self.needs_address:
            self.at = routine.room(self.type.size)
        else:
            self.at = routine.register()


class Expression(object):
    def __init__(self, type, line):
        self.type = type
        self.line = line

    def fail(self, message):
        raise SourceError(message, self.line)

    def value(self, routine):
        """Emits code; gives the register with the value."""
        raise NotImplementedError

    def place(self, routine):
        self.fail('this cannot be assigned to')
        return Place(IN_REGISTER, 0, 0)

    def need_address(self):
        """Says that the place will be asked for its address."""
        self.fail('this has no address')

    def jump(self, routine, label, when):
        """Emits a jump to the label if the truth of the value is `when`."""
        routine.compare(IS_UNEQUAL if when else IS_EQUAL,
                        self.value(routine), -1, 0, label)


class Number(Expression):
    def __init__(self, number, type, line):
        self.number = number
        self.type = type
        self.line = line

    def value(self, routine):
        return routine.constant(self.number)

    def jump(self, routine, label, when):
        if (self.number != 0) == when:
            routine.jump(label)


class Name(Expression):
    def __init__(self, variable, line):
        self.variable = variable
        self.type = variable.type
        self.line = line

    def value(self, routine):
        place = self.place(routine)
        if self.type.is_scalar():
            return place.read(routine)
        return place.address(routine)

    def place(self, routine):
        variable = self.variable
        if variable.is_global:
            return Place(IN_MEMORY, routine.constant(variable.at), 0)
        if variable.needs_address:
            return Place(IN_FRAME, -1, variable.at)
        return Place(IN_REGISTER, variable.at, 0)

    def need_address(self):
        self.variable.needs_address = True


class Content(Expression):
    """What stands at an address, plus an offset in words."""

    def __init__(self, base, offset, type, line):
        self.base = base
        self.offset = offset
        self.type = type
        self.line = line

    def value(self, routine):
        place = self.place(routine)
        if self.type.is_scalar():
            return place.read(routine)
        return place.address(routine)

    def place(self, routine):
        return Place(IN_MEMORY, self.base.value(routine), self.offset)

    def need_address(self):
        pass


class Address(Expression):
    def __init__(self, operand, line):
        operand.need_address()
        self.operand = operand
        self.type = Pointer(operand.type)
        self.line = line

    def value(self, routine):
        return self.operand.place(routine).address(routine)


class Negation(Expression):
    """Minus a number, or, with is_bits, its complement."""

    def __init__(self, operand, is_bits, line):
        self.operand = operand
        self.is_bits = is_bits
        self.type = INT
        self.line = line

    def value(self, routine):
        result = routine.register()
        value = self.operand.value(routine)
        if self.is_bits:
            routine.emit(XOR, result, value, -1, -1)
        else:
            zero = routine.constant(0)
            routine.emit(SUBTRACT, result, zero, value, 0)
        return result


class Operation(Expression):
    def __init__(self, operation, left, right, type, line):
        self.operation = operation
        self.left = left
        self.right = right
        self.type = type
        self.line = line

    def value(self, routine):
        first = self.left.value(routine)
        right = self.right
        if isinstance(right, Number):
            result = routine.register()
            routine.emit(self.operation, result, first, -1, right.number)
            return result
        first = kept(routine, first, right)
        second = right.value(routine)
        result = routine.register()
        routine.emit(self.operation, result, first, second, 0)
        return result


class Comparison(Operation):
    def jump(self, routine, label, when):
        operation = self.operation
        if not when:
            operation = OPPOSITES[operation - IS_EQUAL]
        first = self.left.value(routine)
        right = self.right
        if isinstance(right, Number):
            routine.compare(operation, first, -1, right.number, label)
        else:
            first = kept(routine, first, right)
            routine.compare(operation, first, right.value(routine), 0, label)


def kept(routine, register, following):
    """The value of a register that what follows may assign to: its copy."""
    if isinstance(following, Number) or isinstance(following, Name):
        return register
    copy = routine.register()
    routine.emit(MOVE, copy, register, -1, 0)
    return copy


class Condition(Expression):
    """What is 1 or 0 by where it jumps to."""

    def value(self, routine):
        result = routine.register()
        end = routine.label()
        routine.emit(CONSTANT, result, -1, -1, 1)
        self.jump(routine, end, True)
        routine.emit(CONSTANT, result, -1, -1, 0)
        routine.put_label(end)
        return result


class Not(Condition):
    def __init__(self, operand, line):
        self.operand = operand
        self.type = INT
        self.line = line

    def jump(self, routine, label, when):
        self.operand.jump(routine, label, not when)


class Logical(Condition):
    """left && right, or left || right."""

    def __init__(self, is_and, left, right, line):
        self.is_and = is_and
        self.left = left
        self.right = right
        self.type = INT
        self.line = line

    def jump(self, routine, label, when):
        if self.is_and == when:
            # Both decide: the left one may jump over the right one.
            over = routine.label()
            self.left.jump(routine, over, not when)
            self.right.jump(routine, label, when)
            routine.put_label(over)
        else:
            self.left.jump(routine, label, when)
            self.right.jump(routine, label, when)


class Choice(Expression):
    """test ? first : second"""

    def __init__(self, test, first, second, line):
        self.test = test
        self.first = first
        self.second = second
        self.type = first.type
        self.line = line

    def value(self, routine):
        otherwise = routine.label()
        end = routine.label()
        result = routine.register()
        self.test.jump(routine, otherwise, False)
        routine.emit(MOVE, result, self.first.value(routine), -1, 0)
        routine.jump(end)
        routine.put_label(otherwise)
        routine.emit(MOVE, result, self.second.value(routine), -1, 0)
        routine.put_label(end)
        return result


class Assignment(Expression):
    def __init__(self, target, source, line):
        self.target = target
        self.source = source
        self.type = target.type
        self.line = line

    def value(self, routine):
        value = converted(routine, self.source.value(routine),
                          self.source.type, self.type)
        self.target.place(routine).write(routine, value)
        return value


class Update(Expression):
    """target operation= source; is_after: it gives what was there before."""

    def __init__(self, operation, target, source, is_after, line):
        self.operation = operation
        self.target = target
        self.source = source
        self.is_after = is_after
        self.type = target.type
        self.line = line

    def value(self, routine):
        place = self.target.place(routine)
        before = routine.register()
        routine.emit(MOVE, before, place.read(routine), -1, 0)
        after = routine.register()
        source = self.source
        if isinstance(source, Number):
            routine.emit(self.operation, after, before, -1, source.number)
        else:
            routine.emit(self.operation, after, before,
                         source.value(routine), 0)
        after = converted(routine, after, INT, self.type)
        place.write(routine, after)
        return before if self.is_after else after


def converted(routine, register, given, wanted):
    """A character is what eight bits hold."""
    if wanted is CHAR and given is not CHAR:
        result = routine.register()
        routine.emit(AND, result, register, -1, 255)
        return result
    return register


class Call(Expression):
    def __init__(self, number, arguments, type, line):
        self.number = number
        self.arguments = arguments
        self.type = type
        self.line = line

    def value(self, routine):
        # An argument may hold a call itself: all are computed first.
        values = []
        for argument in self.arguments:
            copy = routine.register()
            routine.emit(MOVE, copy, argument.value(routine), -1, 0)
            values.append(copy)
        for i in range(len(values)):
            routine.emit(ARGUMENT, -1, values[i], -1, i + 2)
        routine.emit(CALL, -1, -1, -1, self.number)
        result = routine.register()
        routine.emit(RESULT, result, -1, -1, 0)
        return result


class Primitive(Expression):
    """A call that is one instruction of the machine."""

    def __init__(self, operation, argument, type, line):
        self.operation = operation
        self.argument = argument
        self.type = type
        self.line = line

    def value(self, routine):
        value = self.argument.value(routine)
        result = -1
        if self.type.is_scalar():
            result = routine.register()
        routine.emit(self.operation, result, value, -1, 0)
        return result
