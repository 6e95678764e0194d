"""Runs compiled traces.

A trace is an array of words: operations and their operands. A slot is given
as its distance in the array of slots; the constants have slots, too.
"""

from pyjitpl import opcodes as op
from rtype.lltype import operation


def word(code, at):
    return operation('raw_load', code, at)


def slot(code, at, slots):
    """What is in the slot that the operand at that place names."""
    return operation('raw_load', slots, operation('raw_load', code, at))


def set_slot(code, at, slots, value):
    operation('raw_store', slots, operation('raw_load', code, at), value)


def execute(runtime, trace, slots):
    """Runs a trace; gives the number of the guard that failed, or -1.

    -1 says that the trace is left for another one, whose inputs are in the
    runtime's buffer.
    """
    code = trace.code
    at = 0
    while True:
        kind = word(code, at)
        if kind == op.MOVE:
            set_slot(code, at + 8, slots, slot(code, at + 16, slots))
            at += 24
        elif kind == op.INT_ADD:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, x + y)
            at += 32
        elif kind == op.INT_SUB:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, x - y)
            at += 32
        elif kind == op.INT_MUL:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, x * y)
            at += 32
        elif kind == op.INT_ADD_OVERFLOWS:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            flag = operation('int_add_overflows', x, y)
            set_slot(code, at + 8, slots, int(flag))
            at += 32
        elif kind == op.INT_SUB_OVERFLOWS:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            flag = operation('int_sub_overflows', x, y)
            set_slot(code, at + 8, slots, int(flag))
            at += 32
        elif kind == op.INT_MUL_OVERFLOWS:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            flag = operation('int_mul_overflows', x, y)
            set_slot(code, at + 8, slots, int(flag))
            at += 32
        elif kind == op.INT_DIVIDE:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, operation('int_divide', x, y))
            at += 32
        elif kind == op.INT_REMAINDER:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, operation('int_remainder', x, y))
            at += 32
        elif kind == op.INT_AND:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, x & y)
            at += 32
        elif kind == op.INT_OR:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, x | y)
            at += 32
        elif kind == op.INT_XOR:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, x ^ y)
            at += 32
        elif kind == op.INT_LSHIFT:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, operation('int_lshift', x, y))
            at += 32
        elif kind == op.INT_RSHIFT:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, operation('int_rshift', x, y))
            at += 32
        elif kind == op.INT_LT:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(x < y))
            at += 32
        elif kind == op.INT_LE:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(x <= y))
            at += 32
        elif kind == op.INT_EQ:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(x == y))
            at += 32
        elif kind == op.INT_NE:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(x != y))
            at += 32
        elif kind == op.INT_GT:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(x > y))
            at += 32
        elif kind == op.INT_GE:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(x >= y))
            at += 32
        elif kind == op.INT_NEG:
            x = slot(code, at + 16, slots)
            set_slot(code, at + 8, slots, -x)
            at += 24
        elif kind == op.INT_INVERT:
            x = slot(code, at + 16, slots)
            set_slot(code, at + 8, slots, ~x)
            at += 24
        elif kind == op.INT_IS_TRUE:
            x = slot(code, at + 16, slots)
            set_slot(code, at + 8, slots, int(x != 0))
            at += 24
        elif kind == op.INT_IS_ZERO:
            x = slot(code, at + 16, slots)
            set_slot(code, at + 8, slots, int(x == 0))
            at += 24
        elif kind == op.TRUE_LT:
            flag = slot(code, at + 16, slots) < slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(flag))
            if not flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.FALSE_LT:
            flag = slot(code, at + 16, slots) < slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(flag))
            if flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.TRUE_LE:
            flag = slot(code, at + 16, slots) <= slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(flag))
            if not flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.FALSE_LE:
            flag = slot(code, at + 16, slots) <= slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(flag))
            if flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.TRUE_EQ:
            flag = slot(code, at + 16, slots) == slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(flag))
            if not flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.FALSE_EQ:
            flag = slot(code, at + 16, slots) == slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(flag))
            if flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.TRUE_NE:
            flag = slot(code, at + 16, slots) != slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(flag))
            if not flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.FALSE_NE:
            flag = slot(code, at + 16, slots) != slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(flag))
            if flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.TRUE_GT:
            flag = slot(code, at + 16, slots) > slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(flag))
            if not flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.FALSE_GT:
            flag = slot(code, at + 16, slots) > slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(flag))
            if flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.TRUE_GE:
            flag = slot(code, at + 16, slots) >= slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(flag))
            if not flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.FALSE_GE:
            flag = slot(code, at + 16, slots) >= slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, int(flag))
            if flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.FALSE_ADD_OVERFLOWS:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            flag = operation('int_add_overflows', x, y)
            set_slot(code, at + 8, slots, int(flag))
            if flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.FALSE_SUB_OVERFLOWS:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            flag = operation('int_sub_overflows', x, y)
            set_slot(code, at + 8, slots, int(flag))
            if flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.FALSE_MUL_OVERFLOWS:
            x = slot(code, at + 16, slots)
            y = slot(code, at + 24, slots)
            flag = operation('int_mul_overflows', x, y)
            set_slot(code, at + 8, slots, int(flag))
            if flag:
                return word(code, at + 32)
            at += 40
        elif kind == op.GUARD_TRUE:
            if slot(code, at + 8, slots) == 0:
                return word(code, at + 16)
            at += 24
        elif kind == op.GUARD_FALSE:
            if slot(code, at + 8, slots) != 0:
                return word(code, at + 16)
            at += 24
        elif kind == op.GUARD_VALUE:
            if slot(code, at + 8, slots) != word(code, at + 16):
                return word(code, at + 24)
            at += 32
        elif kind == op.GET:
            set_slot(code, at + 8, slots, operation(
                'raw_load', slot(code, at + 16, slots), word(code, at + 24)))
            at += 32
        elif kind == op.GET_BYTE:
            set_slot(code, at + 8, slots, operation(
                'raw_load_byte', slot(code, at + 16, slots),
                word(code, at + 24)))
            at += 32
        elif kind == op.SET:
            operation('raw_store', slot(code, at + 8, slots),
                      word(code, at + 16), slot(code, at + 24, slots))
            at += 32
        elif kind == op.SET_BYTE:
            operation('raw_store_byte', slot(code, at + 8, slots),
                      word(code, at + 16), slot(code, at + 24, slots))
            at += 32
        elif kind == op.GET_ITEM:
            offset = word(code, at + 32) + (slot(code, at + 24, slots) << 3)
            set_slot(code, at + 8, slots, operation(
                'raw_load', slot(code, at + 16, slots), offset))
            at += 40
        elif kind == op.GET_ITEM_BYTE:
            offset = word(code, at + 32) + slot(code, at + 24, slots)
            set_slot(code, at + 8, slots, operation(
                'raw_load_byte', slot(code, at + 16, slots), offset))
            at += 40
        elif kind == op.SET_ITEM:
            offset = word(code, at + 24) + (slot(code, at + 16, slots) << 3)
            operation('raw_store', slot(code, at + 8, slots), offset,
                      slot(code, at + 32, slots))
            at += 40
        elif kind == op.SET_ITEM_BYTE:
            offset = word(code, at + 24) + slot(code, at + 16, slots)
            operation('raw_store_byte', slot(code, at + 8, slots), offset,
                      slot(code, at + 32, slots))
            at += 40
        elif kind == op.NEW:
            set_slot(code, at + 8, slots,
                     operation('raw_malloc', word(code, at + 16)))
            at += 24
        elif kind == op.NEW_ARRAY:
            count = slot(code, at + 40, slots)
            address = operation('raw_malloc', word(code, at + 16)
                                + word(code, at + 32) * count)
            operation('raw_store', address, word(code, at + 24), count)
            set_slot(code, at + 8, slots, address)
            at += 48
        elif kind == op.CALL:
            at = call(runtime, code, at, slots)
        elif kind == op.GUARD_NO_EXCEPTION:
            if runtime.exception != 0:
                return word(code, at + 8)
            at += 16
        elif kind == op.JUMP:
            at = word(code, at + 8)
        else:
            # FINISH: the values are the inputs of another trace.
            count = word(code, at + 8)
            for i in range(count):
                runtime.inputs[i] = slot(code, at + 16 + (i << 3), slots)
            return -1


def call(runtime, code, at, slots):
    """Calls a function; gives the place of the next operation."""
    count = word(code, at + 24)
    memory = operation('raw_malloc', 8 * count + 8)
    for i in range(count):
        operation('raw_store', memory, i << 3,
                  slot(code, at + 40 + (i << 3), slots))
    value = operation('raw_call', slot(code, at + 32, slots), count, memory)
    runtime.exception = operation('fetch_exception')
    if word(code, at + 16) & op.BYTE_RESULT:
        value &= 255
    set_slot(code, at + 8, slots, value)
    return at + 40 + (count << 3)
