"""What operations on integers give, in the compiler and the machine."""

from targets.minic.code import (ADD, AND, DIVIDE, IS_EQUAL, IS_GREATER,
                                IS_GREATER_EQUAL, IS_LESS, IS_LESS_EQUAL,
                                IS_UNEQUAL, LEFT, MULTIPLY, OR, REMAINDER,
                                RIGHT, SUBTRACT)


class DivisionByZero(Exception):
    pass


def divide(first, second):
    """C rounds towards zero."""
    if second == 0:
        raise DivisionByZero
    quotient = abs(first) // abs(second)
    if (first < 0) != (second < 0):
        return -quotient
    return quotient


def compare(operation, first, second):
    """operation is one of IS_EQUAL to IS_GREATER_EQUAL."""
    if operation == IS_EQUAL:
        return first == second
    if operation == IS_UNEQUAL:
        return first != second
    if operation == IS_LESS:
        return first < second
    if operation == IS_LESS_EQUAL:
        return first <= second
    if operation == IS_GREATER:
        return first > second
    return first >= second


def compute(operation, first, second):
    if operation == ADD:
        return first + second
    if operation == SUBTRACT:
        return first - second
    if operation == MULTIPLY:
        return first * second
    if operation == DIVIDE:
        return divide(first, second)
    if operation == REMAINDER:
        return first - divide(first, second) * second
    if operation == AND:
        return first & second
    if operation == OR:
        return first | second
    if operation == LEFT:
        return first << (second & 63)
    if operation == RIGHT:
        return first >> (second & 63)
    if IS_EQUAL <= operation <= IS_GREATER_EQUAL:
        return 1 if compare(operation, first, second) else 0
    return first ^ second
