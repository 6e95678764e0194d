"""The machine that runs code: a stack of values, a stack of calls."""

from library.core import write
from targets.lisp import compiler as ops
from targets.lisp.objects import (EMPTY, UNSPECIFIED, Boolean, Closure,
                                  Environment, Number, Pair, Primitive,
                                  SchemeError, Symbol, Text, Vector, add,
                                  items_of, list_of, multiply, number_of,
                                  pair_of, subtract, truth)

MOST_CALLS = 10000

NAMES = ['display', 'newline', 'write', 'quotient', 'remainder', 'modulo',
         '<=', '>', '>=', 'pair?', 'number?', 'symbol?', 'string?', 'list',
         'length', 'append', 'reverse', 'equal?', 'set-car!', 'set-cdr!',
         'make-vector', 'vector-ref', 'vector-set!', 'vector-length',
         'string-append', 'string-length', 'substring', 'number->string',
         'symbol->string', 'error', 'abs', 'max', 'min', '+', '-', '*', '<',
         '=', 'null?', 'car', 'cdr', 'cons', 'eq?', 'not', 'cadr', 'cddr',
         'caar', 'assoc', 'member', 'procedure?', 'boolean?', 'string=?']

ARITIES = [1, 0, 1, 2, 2, 2,
           2, 2, 2, 1, 1, 1, 1, -1,
           1, -1, 1, 2, 2, 2,
           2, 2, 3, 1,
           -1, 1, 3, 1,
           1, -1, 1, 2, 2, -1, -1, -1, 2,
           2, 1, 1, 1, 2, 2, 1, 1, 1,
           1, 2, 2, 1, 1, 2]

(DISPLAY, NEWLINE, WRITE, QUOTIENT, REMAINDER, MODULO, LESS_EQUAL, GREATER,
 GREATER_EQUAL, IS_PAIR, IS_NUMBER, IS_SYMBOL, IS_STRING, LIST, LENGTH,
 APPEND, REVERSE, IS_EQUAL, SET_HEAD, SET_TAIL, MAKE_VECTOR, VECTOR_REF,
 VECTOR_SET, VECTOR_LENGTH, STRING_APPEND, STRING_LENGTH, SUBSTRING,
 NUMBER_TO_STRING, SYMBOL_TO_STRING, ERROR, ABS, MAX, MIN, PLUS, MINUS,
 TIMES, LESS, EQUAL, IS_NULL, CAR, CDR, CONS, IS_SAME, NOT, CADR, CDDR, CAAR,
 ASSOC, MEMBER, IS_PROCEDURE, IS_BOOLEAN, STRING_EQUAL) = range(52)


class Call(object):
    """Where a procedure goes on when the one it called returns."""

    def __init__(self, code, pc, environment, below):
        self.code = code
        self.pc = pc
        self.environment = environment
        self.below = below


class Machine(object):
    def __init__(self):
        self.stack = [None] * 40000
        self.depth = 0
        self.environment = None
        self.calls = None
        self.call_depth = 0

    def push(self, value):
        depth = self.depth
        if depth >= len(self.stack):
            raise SchemeError('the stack is full')
        self.stack[depth] = value
        self.depth = depth + 1

    def pop(self):
        depth = self.depth - 1
        self.depth = depth
        return self.stack[depth]


def execute(code, machine):
    """Runs a procedure without arguments; gives what it returns."""
    pc = 0
    while True:
        operation = code.words[pc]
        first = code.words[pc + 1]
        second = code.words[pc + 2]
        pc += 3
        if operation == ops.CONSTANT:
            machine.push(code.constants[first])
        elif operation == ops.LOCAL:
            machine.push(defined(machine.environment.slots[first]))
        elif operation == ops.OUTER:
            environment = outwards(machine.environment, second)
            machine.push(defined(environment.slots[first]))
        elif operation == ops.SET_LOCAL:
            machine.environment.slots[first] = machine.pop()
            machine.push(UNSPECIFIED)
        elif operation == ops.SET_OUTER:
            environment = outwards(machine.environment, second)
            environment.slots[first] = machine.pop()
            machine.push(UNSPECIFIED)
        elif operation == ops.GLOBAL:
            machine.push(global_value(code.globals[first]))
        elif operation == ops.SET_GLOBAL:
            variable = code.globals[first]
            global_value(variable)
            variable.value = machine.pop()
            machine.push(UNSPECIFIED)
        elif operation == ops.DEFINE:
            code.globals[first].value = machine.pop()
            machine.push(UNSPECIFIED)
        elif operation == ops.JUMP:
            pc = first
        elif operation == ops.JUMP_UNLESS:
            if not machine.pop().is_true():
                pc = first
        elif operation == ops.LOOP:
            pc = first
        elif operation == ops.CALL:
            procedure = machine.stack[machine.depth - first - 1]
            if isinstance(procedure, Closure):
                if machine.call_depth >= MOST_CALLS:
                    raise SchemeError('recursion is too deep')
                machine.calls = Call(code, pc, machine.environment,
                                     machine.calls)
                machine.call_depth += 1
                code = procedure.code
                pc = 0
                machine.environment = bind(machine, code, procedure, first)
            else:
                call_primitive(machine, procedure, first)
        elif operation == ops.TAIL_CALL:
            procedure = machine.stack[machine.depth - first - 1]
            if isinstance(procedure, Closure):
                code = procedure.code
                pc = 0
                machine.environment = bind(machine, code, procedure, first)
            else:
                call_primitive(machine, procedure, first)
                pc -= 3
                call = machine.calls
                if call is None:
                    return machine.pop()
                code = call.code
                pc = call.pc
                come_back(machine, call)
        elif operation == ops.RETURN:
            call = machine.calls
            if call is None:
                return machine.pop()
            code = call.code
            pc = call.pc
            come_back(machine, call)
        elif operation == ops.CLOSURE:
            machine.push(Closure(code.codes[first], machine.environment))
        elif operation == ops.POP:
            machine.pop()
        elif operation == ops.IS_EMPTY:
            machine.push(truth(machine.pop() is EMPTY))
        elif operation == ops.HEAD:
            machine.push(pair_of(machine.pop(), 'car').head)
        elif operation == ops.TAIL:
            machine.push(pair_of(machine.pop(), 'cdr').tail)
        elif operation == ops.NOT:
            machine.push(truth(not machine.pop().is_true()))
        else:
            right = machine.pop()
            left = machine.pop()
            machine.push(compute(operation, left, right))


def compute(operation, left, right):
    if operation == ops.ADD:
        return add(left, right)
    if operation == ops.SUBTRACT:
        return subtract(left, right)
    if operation == ops.MULTIPLY:
        return multiply(left, right)
    if operation == ops.LESS:
        return truth(number_of(left, '<') < number_of(right, '<'))
    if operation == ops.EQUAL:
        return truth(number_of(left, '=') == number_of(right, '='))
    if operation == ops.CONS:
        return Pair(left, right)
    return truth(is_same(left, right))


def defined(value):
    if value is None:
        raise SchemeError('a variable is used before it is defined')
    return value


def global_value(variable):
    value = variable.value
    if value is None:
        raise SchemeError('undefined: ' + variable.name)
    return value


def outwards(environment, count):
    while count > 0:
        environment = environment.outer
        count -= 1
    return environment


def come_back(machine, call):
    machine.environment = call.environment
    machine.calls = call.below
    machine.call_depth -= 1


def bind(machine, code, procedure, count):
    """The variables of a call; takes the arguments off the stack."""
    if count != code.arity:
        if count < code.arity or not code.takes_rest:
            raise SchemeError('%s: wrong number of arguments' % code.name)
    slots = [None] * code.size
    base = machine.depth - count
    for i in range(code.arity):
        slots[i] = machine.stack[base + i]
    if code.takes_rest:
        rest = EMPTY
        i = count - 1
        while i >= code.arity:
            rest = Pair(machine.stack[base + i], rest)
            i -= 1
        slots[code.arity] = rest
    machine.depth = base - 1
    return Environment(slots, procedure.outer)


def call_primitive(machine, procedure, count):
    if not isinstance(procedure, Primitive):
        raise SchemeError('not a procedure: ' + procedure.shown())
    arguments = []
    base = machine.depth - count
    for i in range(count):
        arguments.append(machine.stack[base + i])
    arity = ARITIES[procedure.number]
    if arity >= 0 and arity != count:
        raise SchemeError('%s: wrong number of arguments' % procedure.name)
    machine.depth = base - 1
    machine.push(apply_primitive(procedure.number, arguments))


def is_same(left, right):
    if isinstance(left, Number) and isinstance(right, Number):
        return left.value == right.value
    return left is right


def text_of(value, where):
    if isinstance(value, Text):
        return value.text
    raise SchemeError('%s: not a string: %s' % (where, value.shown()))


def vector_of(value, where):
    if isinstance(value, Vector):
        return value
    raise SchemeError('%s: not a vector: %s' % (where, value.shown()))


def apply_primitive(number, arguments):
    """What a primitive gives; the number of arguments is right."""
    if number <= WRITE:
        if number == NEWLINE:
            write('\n')
        elif number == DISPLAY:
            write(arguments[0].displayed())
        else:
            write(arguments[0].shown())
        return UNSPECIFIED
    if number <= GREATER_EQUAL:
        return divide_or_compare(number, number_of(arguments[0], 'number'),
                                 number_of(arguments[1], 'number'))
    if number <= IS_STRING or number >= IS_PROCEDURE:
        return truth(has_type(number, arguments))
    if number >= MAKE_VECTOR and number <= VECTOR_LENGTH:
        return vector_primitive(number, arguments)
    if number >= STRING_APPEND and number <= SYMBOL_TO_STRING:
        return string_primitive(number, arguments)
    if number >= ABS and number <= EQUAL:
        return number_primitive(number, arguments)
    return list_primitive(number, arguments)


def divide_or_compare(number, left, right):
    if number == LESS_EQUAL:
        return truth(left <= right)
    if number == GREATER:
        return truth(left > right)
    if number == GREATER_EQUAL:
        return truth(left >= right)
    if right == 0:
        raise SchemeError('division by zero')
    if number == MODULO:
        return Number(left % right)
    quotient = abs(left) // abs(right)
    if (left < 0) != (right < 0):
        quotient = -quotient
    if number == QUOTIENT:
        return Number(quotient)
    return Number(left - quotient * right)


def has_type(number, arguments):
    value = arguments[0]
    if number == IS_PAIR:
        return isinstance(value, Pair)
    if number == IS_NUMBER:
        return isinstance(value, Number)
    if number == IS_SYMBOL:
        return isinstance(value, Symbol)
    if number == IS_STRING:
        return isinstance(value, Text)
    if number == IS_BOOLEAN:
        return isinstance(value, Boolean)
    if number == STRING_EQUAL:
        return text_of(value, 'string=?') == text_of(arguments[1],
                                                     'string=?')
    return isinstance(value, Closure) or isinstance(value, Primitive)


def vector_primitive(number, arguments):
    if number == MAKE_VECTOR:
        size = number_of(arguments[0], 'make-vector')
        if size < 0 or size > 1000000:
            raise SchemeError('make-vector: no such size')
        items = []
        for _ in range(size):
            items.append(arguments[1])
        return Vector(items)
    vector = vector_of(arguments[0], 'vector')
    if number == VECTOR_LENGTH:
        return Number(len(vector.items))
    index = number_of(arguments[1], 'vector')
    if index < 0 or index >= len(vector.items):
        raise SchemeError('vector: no item %d' % index)
    if number == VECTOR_REF:
        return vector.items[index]
    vector.items[index] = arguments[2]
    return UNSPECIFIED


def string_primitive(number, arguments):
    if number == STRING_APPEND:
        parts = []
        for argument in arguments:
            parts.append(text_of(argument, 'string-append'))
        return Text(''.join(parts))
    if number == NUMBER_TO_STRING:
        return Text(str(number_of(arguments[0], 'number->string')))
    if number == SYMBOL_TO_STRING:
        symbol = arguments[0]
        if not isinstance(symbol, Symbol):
            raise SchemeError('symbol->string: not a symbol')
        return Text(symbol.name)
    text = text_of(arguments[0], 'string')
    if number == STRING_LENGTH:
        return Number(len(text))
    start = number_of(arguments[1], 'substring')
    end = number_of(arguments[2], 'substring')
    if start < 0 or end < start or end > len(text):
        raise SchemeError('substring: out of range')
    return Text(text[start:end])


def number_primitive(number, arguments):
    if number == ABS:
        return Number(abs(number_of(arguments[0], 'abs')))
    if number == MAX:
        return Number(max(number_of(arguments[0], 'max'),
                          number_of(arguments[1], 'max')))
    if number == MIN:
        return Number(min(number_of(arguments[0], 'min'),
                          number_of(arguments[1], 'min')))
    if number == LESS:
        return truth(number_of(arguments[0], '<')
                     < number_of(arguments[1], '<'))
    if number == EQUAL:
        return truth(number_of(arguments[0], '=')
                     == number_of(arguments[1], '='))
    if number == TIMES:
        product = Number(1)
        for argument in arguments:
            product = multiply(product, argument)
        return product
    total = Number(0)
    if number == MINUS and len(arguments) > 1:
        total = subtract(arguments[0], total)
        for i in range(1, len(arguments)):
            total = subtract(total, arguments[i])
        return total
    for argument in arguments:
        if number == MINUS:
            total = subtract(total, argument)
        else:
            total = add(total, argument)
    return total


def list_primitive(number, arguments):
    if number == LIST:
        return list_of(arguments, EMPTY)
    if number == APPEND:
        return append(arguments)
    if number == ERROR:
        parts = []
        for argument in arguments:
            parts.append(argument.displayed())
        raise SchemeError(' '.join(parts))
    first = arguments[0]
    if number == LENGTH:
        return Number(len(items_of(first, 'length')))
    if number == REVERSE:
        items = items_of(first, 'reverse')
        items.reverse()
        return list_of(items, EMPTY)
    if number == IS_NULL:
        return truth(first is EMPTY)
    if number == NOT:
        return truth(not first.is_true())
    if number == CAR:
        return pair_of(first, 'car').head
    if number == CDR:
        return pair_of(first, 'cdr').tail
    if number == CADR:
        return pair_of(pair_of(first, 'cadr').tail, 'cadr').head
    if number == CDDR:
        return pair_of(pair_of(first, 'cddr').tail, 'cddr').tail
    if number == CAAR:
        return pair_of(pair_of(first, 'caar').head, 'caar').head
    second = arguments[1]
    if number == IS_EQUAL:
        return truth(first.equals(second))
    if number == IS_SAME:
        return truth(is_same(first, second))
    if number == CONS:
        return Pair(first, second)
    if number == SET_HEAD:
        pair_of(first, 'set-car!').head = second
        return UNSPECIFIED
    if number == SET_TAIL:
        pair_of(first, 'set-cdr!').tail = second
        return UNSPECIFIED
    return search(number, first, second)


def search(number, wanted, rest):
    """assoc and member."""
    while isinstance(rest, Pair):
        head = rest.head
        if number == MEMBER:
            if head.equals(wanted):
                return rest
        elif pair_of(head, 'assoc').head.equals(wanted):
            return head
        rest = rest.tail
    return truth(False)


def append(arguments):
    if len(arguments) == 0:
        return EMPTY
    result = arguments[len(arguments) - 1]
    i = len(arguments) - 2
    while i >= 0:
        result = list_of(items_of(arguments[i], 'append'), result)
        i -= 1
    return result


def define_primitives(variables):
    for i in range(len(NAMES)):
        variables.get(NAMES[i]).value = Primitive(i, NAMES[i])
