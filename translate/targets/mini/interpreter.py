"""The interpreter's loop: one frame runs until its function returns."""

from library.core import write
from library.jit import JitDriver, dont_look_inside, elidable, promote
from targets.mini import compiler as ops
from targets.mini.objects import (NONE, Problem, W_Builtin, W_Class,
                                  W_Function, W_Instance, W_Int, W_Iterator,
                                  W_List, W_ListMethod, W_Method, W_Str,
                                  wrap_bool)


class Frame(object):
    def __init__(self, code, program):
        self.program = program
        self.registers = [None] * code.registers


driver = JitDriver(greens=['pc', 'code'], reds=['frame'])


@elidable
def instruction(code, at):
    """The code never changes, so this depends on its arguments alone."""
    return code.instructions[at]


@elidable
def constant(code, number):
    return code.constants[number]


@elidable
def name_of(code, number):
    return code.names[number]


@elidable
def cell_of(code, program, number):
    return program.cells[number]


def read(frame, register):
    value = frame.registers[register]
    if value is None:
        raise Problem('a local variable is not set')
    return value


def execute(code, frame):
    """Runs a frame; gives what its function returns."""
    pc = 0
    while True:
        driver.jit_merge_point(pc=pc, code=code, frame=frame)
        operation = instruction(code, pc)
        a = instruction(code, pc + 1)
        b = instruction(code, pc + 2)
        c = instruction(code, pc + 3)
        pc += 4
        if operation == ops.CONSTANT:
            frame.registers[a] = constant(code, b)
        elif operation == ops.MOVE:
            frame.registers[a] = read(frame, b)
        elif operation == ops.GET_GLOBAL:
            frame.registers[a] = get_global(code, frame, b)
        elif operation == ops.SET_GLOBAL:
            cell_of(code, frame.program, b).value = read(frame, a)
        elif operation == ops.ADD:
            frame.registers[a] = read(frame, b).add(read(frame, c))
        elif operation == ops.SUB:
            frame.registers[a] = read(frame, b).sub(read(frame, c))
        elif operation == ops.MUL:
            frame.registers[a] = read(frame, b).mul(read(frame, c))
        elif operation == ops.FLOORDIV:
            frame.registers[a] = read(frame, b).floordiv(read(frame, c))
        elif operation == ops.MOD:
            frame.registers[a] = read(frame, b).mod(read(frame, c))
        elif operation == ops.LESS:
            frame.registers[a] = wrap_bool(
                read(frame, b).less(read(frame, c)))
        elif operation == ops.LESS_EQUAL:
            frame.registers[a] = wrap_bool(
                read(frame, b).less_equal(read(frame, c)))
        elif operation == ops.EQUAL:
            frame.registers[a] = wrap_bool(
                read(frame, b).equal(read(frame, c)))
        elif operation == ops.NOT_EQUAL:
            frame.registers[a] = wrap_bool(
                not read(frame, b).equal(read(frame, c)))
        elif operation == ops.IS:
            frame.registers[a] = wrap_bool(read(frame, b) is read(frame, c))
        elif operation == ops.IS_NOT:
            frame.registers[a] = wrap_bool(
                read(frame, b) is not read(frame, c))
        elif operation == ops.NEGATE:
            frame.registers[a] = read(frame, b).negated()
        elif operation == ops.NOT:
            frame.registers[a] = wrap_bool(not read(frame, b).truth())
        elif operation == ops.JUMP:
            pc = a
        elif operation == ops.JUMP_IF:
            if read(frame, a).truth():
                pc = b
        elif operation == ops.JUMP_UNLESS:
            if not read(frame, a).truth():
                pc = b
        elif operation == ops.LOOP:
            pc = a
            driver.can_enter_jit(pc=pc, code=code, frame=frame)
        elif operation == ops.GET_ATTRIBUTE:
            frame.registers[a] = read(frame, b).getattr(name_of(code, c))
        elif operation == ops.SET_ATTRIBUTE:
            read(frame, b).setattr(name_of(code, c), read(frame, a))
        elif operation == ops.GET_ITEM:
            frame.registers[a] = read(frame, b).getitem(read(frame, c))
        elif operation == ops.SET_ITEM:
            read(frame, b).setitem(read(frame, c), read(frame, a))
        elif operation == ops.CALL:
            frame.registers[a] = call(read(frame, b), frame, b + 1, c)
        elif operation == ops.CALL_METHOD:
            frame.registers[a] = call_method(read(frame, b),
                                             name_of(code, c >> 8), frame,
                                             b + 1, c & 255)
        elif operation == ops.RETURN:
            return read(frame, a)
        elif operation == ops.PRINT:
            write_value(read(frame, a), b)
        elif operation == ops.PRINT_END:
            write('\n')
        elif operation == ops.NEW_LIST:
            frame.registers[a] = new_list(frame, b, c)
        elif operation == ops.ITERATE:
            frame.registers[a] = iterate(read(frame, b))
        elif operation == ops.NEXT:
            iterator = read(frame, b)
            assert isinstance(iterator, W_Iterator)
            value = iterator.next()
            if value is None:
                pc = c
            else:
                frame.registers[a] = value
        else:
            frame.registers[a] = new_class(frame, b, name_of(code, c))


def get_global(code, frame, number):
    cell = cell_of(code, frame.program, number)
    value = cell.value
    if value is None:
        raise Problem('name %s is not defined' % cell.name)
    return value


@dont_look_inside
def write_value(value, separated):
    if separated:
        write(' ')
    write(value.text())


@dont_look_inside
def new_list(frame, first, count):
    items = []
    for i in range(count):
        items.append(read(frame, first + i))
    return W_List(items)


def iterate(value):
    if isinstance(value, W_List):
        return W_Iterator(value.items, 0, 0)
    if isinstance(value, W_Iterator):
        return value
    raise Problem(value.kind() + ' is not iterable')


@dont_look_inside
def new_class(frame, base_register, name):
    base = None
    if base_register >= 0:
        value = read(frame, base_register)
        if not isinstance(value, W_Class):
            raise Problem('the base is not a class')
        base = value
    return W_Class(name, base)


def call(function, frame, first, count):
    """Calls with the arguments in these registers."""
    if isinstance(function, W_Function):
        return call_function(function, None, frame, first, count)
    if isinstance(function, W_Method):
        return call_function(function.function, function.instance, frame,
                             first, count)
    if isinstance(function, W_Class):
        instance = W_Instance(function)
        init = function.lookup('__init__')
        if isinstance(init, W_Function):
            call_function(init, instance, frame, first, count)
        elif count:
            raise Problem(function.name + ' takes no arguments')
        return instance
    if isinstance(function, W_ListMethod):
        return call_list_method(function, frame, first, count)
    if isinstance(function, W_Builtin):
        if count < 1:
            raise Problem(function.name + ' needs an argument')
        return call_builtin(function.name, read(frame, first), frame, first,
                            count)
    raise Problem(function.kind() + ' is not callable')


def call_method(value, name, frame, first, count):
    """value.name(...) without making the bound method."""
    if isinstance(value, W_Instance) and promote_map(value).find(name) < 0:
        found = promote_class(value).lookup(name)
        if isinstance(found, W_Function):
            return call_function(found, value, frame, first, count)
    return call(value.getattr(name), frame, first, count)


def promote_map(instance):
    return promote(instance.map)


def promote_class(instance):
    return promote(instance.cls)


@dont_look_inside
def call_function(function, instance, frame, first, count):
    """Makes the function's frame and runs it."""
    code = function.code
    inner = Frame(code, frame.program)
    given = count
    at = 0
    if instance is not None:
        inner.registers[0] = instance
        at = 1
        given += 1
    if given != len(code.parameters):
        raise Problem('%s() takes %d arguments, not %d' % (
            code.name, len(code.parameters), given))
    for i in range(count):
        inner.registers[at + i] = read(frame, first + i)
    return execute(code, inner)


def call_list_method(method, frame, first, count):
    items = method.target.items
    if method.is_pop:
        try:
            return items.pop()
        except IndexError:
            raise Problem('pop from an empty list')
    if count != 1:
        raise Problem('append takes one argument')
    items.append(read(frame, first))
    return NONE


@dont_look_inside
def call_builtin(name, value, frame, first, count):
    if name == 'len':
        return W_Int(value.length())
    if name == 'str':
        return W_Str(value.text())
    if name == 'ord':
        if isinstance(value, W_Str) and len(value.value) == 1:
            return W_Int(ord(value.value[0]))
        raise Problem('ord takes a character')
    if not isinstance(value, W_Int):
        raise Problem(name + ' takes a number')
    if name == 'chr':
        return W_Str(chr(value.value) + '')
    start = 0
    stop = value.value
    if count > 1:
        second = read(frame, first + 1)
        if isinstance(second, W_Int):
            start = stop
            stop = second.value
    return W_Iterator(None, start, stop)
