"""Makes typed expressions: checks operands, folds constants."""

from targets.minic import code
from targets.minic.fold import DivisionByZero, compute
from targets.minic.lexer import SourceError
from targets.minic.tree import (Address, Assignment, Comparison, Content,
                                Logical, Number, Operation, Update)
from targets.minic.types import (INT, VOID, Array, Integer, Pointer, Struct,
                                 fits)

OPERATIONS = {
    '+': code.ADD, '-': code.SUBTRACT, '*': code.MULTIPLY, '/': code.DIVIDE,
    '%': code.REMAINDER, '&': code.AND, '|': code.OR, '^': code.XOR,
    '<<': code.LEFT, '>>': code.RIGHT, '==': code.IS_EQUAL,
    '!=': code.IS_UNEQUAL, '<': code.IS_LESS, '<=': code.IS_LESS_EQUAL,
    '>': code.IS_GREATER, '>=': code.IS_GREATER_EQUAL,
}


def loaded(expression):
    """An expression as a value: an array becomes a pointer to its items."""
    type = expression.type
    if isinstance(type, Array):
        pointer = Address(expression, expression.line)
        pointer.type = Pointer(type.item)
        return pointer
    if not type.is_scalar():
        expression.fail('%s is no value' % type.name())
    return expression


def number(expression):
    if not isinstance(expression.type, Integer):
        expression.fail('%s is no number' % expression.type.name())
    return expression


def mismatch(operator, left, right, line):
    raise SourceError('%s of %s and %s' % (operator, left.type.name(),
                                           right.type.name()), line)


def binary(operator, left, right, line):
    left = loaded(left)
    right = loaded(right)
    if operator == '&&' or operator == '||':
        return Logical(operator == '&&', left, right, line)
    operation = OPERATIONS[operator]
    if operation >= code.IS_EQUAL:
        return comparison(operator, operation, left, right, line)
    if operator in '+-':
        return sum_of(operator, left, right, line)
    number(left)
    number(right)
    return arithmetic(operation, left, right, INT, line)


def comparison(operator, operation, left, right, line):
    if isinstance(left.type, Pointer) != isinstance(right.type, Pointer):
        if not is_zero(left) and not is_zero(right):
            mismatch(operator, left, right, line)
    elif isinstance(left.type, Pointer) and not fits(left.type, right.type):
        mismatch(operator, left, right, line)
    if isinstance(left, Number) and isinstance(right, Number):
        return Number(compute(operation, left.number, right.number), INT,
                      line)
    return Comparison(operation, left, right, INT, line)


def is_zero(expression):
    return isinstance(expression, Number) and expression.number == 0


def arithmetic(operation, left, right, type, line):
    if isinstance(left, Number) and isinstance(right, Number):
        try:
            return Number(compute(operation, left.number, right.number),
                          type, line)
        except DivisionByZero:
            raise SourceError('division by zero', line)
    return Operation(operation, left, right, type, line)


def sum_of(operator, left, right, line):
    """+ and -, which count in items where one side is a pointer."""
    operation = OPERATIONS[operator]
    first = left.type
    second = right.type
    if isinstance(first, Pointer):
        if isinstance(second, Pointer):
            if operator == '+' or not first.equals(second):
                mismatch(operator, left, right, line)
            words = Operation(code.SUBTRACT, left, right, INT, line)
            return arithmetic(code.DIVIDE, words,
                              size_of(first.target, line), INT, line)
        return arithmetic(operation, left,
                          scaled(number(right), first.target, line), first,
                          line)
    if isinstance(second, Pointer):
        if operator == '-':
            mismatch(operator, left, right, line)
        return sum_of(operator, right, left, line)
    return arithmetic(operation, left, right, INT, line)


def size_of(type, line):
    if type is VOID or (isinstance(type, Struct) and type.size == 0):
        raise SourceError('the size of %s is not known' % type.name(), line)
    return Number(type.size, INT, line)


def scaled(index, type, line):
    size = size_of(type, line)
    if size.number == 1:
        return index
    return arithmetic(code.MULTIPLY, index, size, INT, line)


def content(pointer, line):
    pointer = loaded(pointer)
    type = pointer.type
    if isinstance(type, Pointer):
        size_of(type.target, line)
        return Content(pointer, 0, type.target, line)
    raise SourceError('%s is no pointer' % type.name(), line)


def field(pointer, name, line):
    """The field of the structure at an address."""
    pointer = loaded(pointer)
    type = pointer.type
    if isinstance(type, Pointer):
        struct = type.target
        if isinstance(struct, Struct):
            if name not in struct.fields:
                raise SourceError('%s has no field %s' % (struct.name(),
                                                          name), line)
            found = struct.fields[name]
            return Content(pointer, found.offset, found.type, line)
    raise SourceError('%s has no fields' % type.name(), line)


def stored(wanted, source, line):
    """A value as what is stored where a type is wanted."""
    source = loaded(source)
    if not fits(wanted, source.type) and not (
            isinstance(wanted, Pointer) and is_zero(source)):
        raise SourceError('%s is given, %s is wanted' % (
            source.type.name(), wanted.name()), line)
    return source


def assignment(target, source, line):
    if not target.type.is_scalar():
        raise SourceError('%s is assigned' % target.type.name(), line)
    return Assignment(target, stored(target.type, source, line), line)


def update(operator, target, source, is_after, line):
    type = target.type
    if not type.is_scalar():
        raise SourceError('%s is assigned' % type.name(), line)
    source = number(loaded(source))
    if isinstance(type, Pointer):
        if operator not in '+-':
            mismatch(operator, target, source, line)
        source = scaled(source, type.target, line)
    return Update(OPERATIONS[operator], target, source, is_after, line)
