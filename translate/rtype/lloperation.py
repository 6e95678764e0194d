"""The one table of low-level operations.

An entry: what the result's type is, how C writes it, whether it is pure (no
effect, the same result for the same operands) and, for pure ones, a function
that folds it on constants. Entries without C text are written by source_c.
"""


from rtype.lltype import Bool, Char, Float, Signed, StringPointer, Void


def wrap(value):
    """The machine integer with these low 64 bits."""
    value &= 0xffffffffffffffff
    return int(value - (1 << 64)) if value >> 63 else int(value)


class LLOperation(object):
    def __init__(self, name, result, text, fold=None, pure=True):
        self.name = name
        self.result = result
        self.text = text
        self.fold = fold
        self.pure = pure


OPERATIONS = {}
# Jitcodes number the operations in this order.
ORDER = []


def declare(name, result, text, fold=None, pure=True):
    OPERATIONS[name] = LLOperation(name, result, text, fold, pure)
    ORDER.append(name)


def c_divide(a, b):
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


def c_remainder(a, b):
    return a - b * c_divide(a, b)


declare('int_add', Signed, '(Signed)((Unsigned)%s + (Unsigned)%s)',
        lambda a, b: wrap(a + b))
declare('int_sub', Signed, '(Signed)((Unsigned)%s - (Unsigned)%s)',
        lambda a, b: wrap(a - b))
declare('int_mul', Signed, '(Signed)((Unsigned)%s * (Unsigned)%s)',
        lambda a, b: wrap(a * b))
declare('int_add_overflows', Bool, 'rpy_add_overflows(%s, %s)',
        lambda a, b: wrap(a + b) != a + b)
declare('int_sub_overflows', Bool, 'rpy_sub_overflows(%s, %s)',
        lambda a, b: wrap(a - b) != a - b)
declare('int_mul_overflows', Bool, 'rpy_mul_overflows(%s, %s)',
        lambda a, b: wrap(a * b) != a * b)
# C's division: towards zero; the divisor must not be 0 nor overflow.
declare('int_divide', Signed, '%s / %s', c_divide)
declare('int_remainder', Signed, '%s %% %s', c_remainder)
declare('int_and', Signed, '%s & %s', lambda a, b: a & b)
declare('int_or', Signed, '%s | %s', lambda a, b: a | b)
declare('int_xor', Signed, '%s ^ %s', lambda a, b: a ^ b)
declare('int_lshift', Signed, '(Signed)((Unsigned)%s << (%s & 63))',
        lambda a, b: wrap(a << (b & 63)))
declare('int_rshift', Signed, '%s >> (%s & 63)', lambda a, b: a >> (b & 63))
declare('int_neg', Signed, '(Signed)(0 - (Unsigned)%s)', lambda a: wrap(-a))
declare('int_invert', Signed, '~%s', lambda a: ~a)
declare('int_lt', Bool, '%s < %s', lambda a, b: a < b)
declare('int_le', Bool, '%s <= %s', lambda a, b: a <= b)
declare('int_eq', Bool, '%s == %s', lambda a, b: a == b)
declare('int_ne', Bool, '%s != %s', lambda a, b: a != b)
declare('int_gt', Bool, '%s > %s', lambda a, b: a > b)
declare('int_ge', Bool, '%s >= %s', lambda a, b: a >= b)
declare('bool_not', Bool, '!%s', lambda a: not a)
declare('bool_and', Bool, '%s & %s', lambda a, b: a and b)
declare('bool_or', Bool, '%s | %s', lambda a, b: a or b)
declare('bool_ne', Bool, '%s != %s', lambda a, b: a != b)
declare('char_eq', Bool, '%s == %s', lambda a, b: a == b)
declare('char_ne', Bool, '%s != %s', lambda a, b: a != b)
declare('char_lt', Bool, '%s < %s', lambda a, b: a < b)
declare('char_le', Bool, '%s <= %s', lambda a, b: a <= b)
declare('float_add', Float, '%s + %s', lambda a, b: a + b)
declare('float_sub', Float, '%s - %s', lambda a, b: a - b)
declare('float_mul', Float, '%s * %s', lambda a, b: a * b)
declare('float_divide', Float, '%s / %s')
declare('float_neg', Float, '-%s', lambda a: -a)
declare('float_lt', Bool, '%s < %s', lambda a, b: a < b)
declare('float_le', Bool, '%s <= %s', lambda a, b: a <= b)
declare('float_eq', Bool, '%s == %s', lambda a, b: a == b)
declare('float_ne', Bool, '%s != %s', lambda a, b: a != b)
declare('float_gt', Bool, '%s > %s', lambda a, b: a > b)
declare('float_ge', Bool, '%s >= %s', lambda a, b: a >= b)
declare('math_sqrt', Float, 'sqrt(%s)')
declare('math_sin', Float, 'sin(%s)')
declare('math_cos', Float, 'cos(%s)')
declare('math_exp', Float, 'exp(%s)')
declare('math_log', Float, 'log(%s)')
declare('math_pow', Float, 'pow(%s, %s)')
declare('math_fabs', Float, 'fabs(%s)')
declare('math_floor', Float, 'floor(%s)')
declare('math_fmod', Float, 'fmod(%s, %s)')
declare('bool_to_int', Signed, '(Signed)%s', int)
declare('int_to_bool', Bool, '%s != 0', bool)
declare('char_to_int', Signed, '(Signed)%s', ord)
declare('int_to_char', Char, '(Char)%s', lambda a: chr(a & 255))
declare('int_to_float', Float, '(Float)%s', float)
declare('float_to_int', Signed, 'rpy_float_to_int(%s)')
declare('float_bits', Signed, 'rpy_float_bits(%s)')
declare('bits_float', Float, 'rpy_bits_float(%s)')
declare('pointer_eq', Bool, '(void *)%s == (void *)%s')
declare('pointer_nonzero', Bool, '%s != NULL')
declare('pointer_to_int', Signed, '(Signed)%s')
declare('cast_pointer', None, None)
declare('int_to_pointer', None, None)
declare('same_as', None, None)
declare('getfield', None, None, pure=False)
declare('setfield', Void, None, pure=False)
declare('getarrayitem', None, None, pure=False)
declare('setarrayitem', Void, None, pure=False)
declare('getarraysize', Signed, None)
declare('malloc', None, None, pure=False)
declare('malloc_array', None, None, pure=False)
declare('direct_call', None, None, pure=False)
declare('indirect_call', None, None, pure=False)
# A hint for the tracer; elsewhere it gives its operand.
declare('jit_promote', None, None)
declare('jit_marker', Void, None, pure=False)
declare('copy_chars', Void, 'rpy_copy_chars(%s, %s, %s, %s, %s)', pure=False)
declare('compare_chars', Signed, 'rpy_compare_chars(%s, %s, %s, %s, %s)',
        pure=False)
declare('write_string', Void, 'rpy_write_string(%s)', pure=False)
declare('read_file', StringPointer, 'rpy_read_file(%s)', pure=False)
declare('float_to_string', StringPointer, 'rpy_float_to_string(%s)',
        pure=False)
declare('float_repr', StringPointer, 'rpy_float_repr(%s)', pure=False)
declare('format_float', StringPointer, 'rpy_format_float(%s, %s)', pure=False)
declare('parse_float', Float, 'rpy_parse_float(%s)', pure=False)
declare('is_float_text', Bool, 'rpy_is_float_text(%s)', pure=False)
declare('stack_too_deep', Bool, 'rpy_stack_too_deep()', pure=False)
# Raw memory, for the tracing runtime: addresses are integers.
declare('raw_load', Signed, '*(Signed *)(%s + %s)', pure=False)
declare('raw_store', Void, '*(Signed *)(%s + %s) = %s', pure=False)
declare('raw_load_byte', Signed, '*(Char *)(%s + %s)', pure=False)
declare('raw_store_byte', Void, '*(Char *)(%s + %s) = (Char)%s', pure=False)
declare('raw_malloc', Signed, '(Signed)rpy_malloc(%s)', pure=False)
declare('raw_call', Signed, 'rpy_raw_call(%s, %s, %s)', pure=False)
declare('fetch_exception', Signed, 'rpy_fetch_exception()', pure=False)
declare('raise_exception', Void, 'rpy_raise_exception(%s)', pure=False)
declare('environment_flag', Signed, 'rpy_environment_flag(%s)', pure=False)
declare('write_error', Void, 'rpy_write_error(%s)', pure=False)
# Replaced by the address of the tables that pyjitpl makes.
declare('jit_table', Signed, None, pure=False)
