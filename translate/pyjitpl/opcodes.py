"""The numbers of jitcode instructions and trace operations.

The assembler and the tracing runtime share them. Operands of an instruction
are words: a register if not negative, else minus the index of a constant in
the jitcode itself.
"""

# Pure operations on words; both jitcodes and traces have them.
(INT_ADD, INT_SUB, INT_MUL, INT_ADD_OVERFLOWS, INT_SUB_OVERFLOWS,
 INT_MUL_OVERFLOWS, INT_DIVIDE, INT_REMAINDER, INT_AND, INT_OR, INT_XOR,
 INT_LSHIFT, INT_RSHIFT, INT_LT, INT_LE, INT_EQ, INT_NE, INT_GT, INT_GE,
 INT_NEG, INT_INVERT, INT_IS_TRUE, INT_IS_ZERO) = range(23)
FIRST_UNARY = INT_NEG
PURE_COUNT = 23

# The rest of the jitcode instructions, with their operands.
(MOVE,              # target, source
 GET,               # target, object, offset, size, flags
 SET,               # object, offset, size, value
 GET_ITEM,          # target, array, index, offset of the items, size
 SET_ITEM,          # array, index, offset of the items, size, value
 NEW,               # target, size
 NEW_ARRAY,         # target, size, offset of length, item size, count
 CALL,              # target or -1, function, jitcode or 0, flags, n, args
 CALL_POINTER,      # as CALL; the function is a register, no jitcode
 ON_EXCEPTION,      # where to go on if the call before raised
 TAKE_EXCEPTION,    # target
 RAISE,             # value
 RETURN,            # value
 GOTO,              # place
 BRANCH,            # condition, place if it is false
 PROMOTE,           # target, source
 LIVE,              # n, registers needed from here on
 MERGE_POINT,       # n, values: greens, then reds
 ) = range(23, 41)

# Only in traces.
(GUARD_TRUE, GUARD_FALSE, GUARD_VALUE, GUARD_NO_EXCEPTION, LABEL, JUMP,
 FINISH, CALL_VOID, CONSTANT_SLOT) = range(41, 50)

# What the executor has besides: byte-sized fields and items, and fused
# operations: a comparison or overflow test with the guard on it.
GET_BYTE, SET_BYTE, GET_ITEM_BYTE, SET_ITEM_BYTE = range(50, 54)
FIRST_FUSED = 54
(TRUE_LT, FALSE_LT, TRUE_LE, FALSE_LE, TRUE_EQ, FALSE_EQ, TRUE_NE, FALSE_NE,
 TRUE_GT, FALSE_GT, TRUE_GE, FALSE_GE, FALSE_ADD_OVERFLOWS,
 FALSE_SUB_OVERFLOWS, FALSE_MUL_OVERFLOWS) = range(54, 69)

# Flags of GET.
IMMUTABLE = 1
IS_TABLE = 2

# Flags of CALL.
MAY_RAISE = 1
ELIDABLE = 2
BYTE_RESULT = 4

NAMES = [
    'int_add', 'int_sub', 'int_mul', 'int_add_overflows',
    'int_sub_overflows', 'int_mul_overflows', 'int_divide', 'int_remainder',
    'int_and', 'int_or', 'int_xor', 'int_lshift', 'int_rshift', 'int_lt',
    'int_le', 'int_eq', 'int_ne', 'int_gt', 'int_ge', 'int_neg',
    'int_invert', 'int_is_true', 'int_is_zero',
    'move', 'get', 'set', 'get_item', 'set_item', 'new', 'new_array', 'call',
    'call_pointer', 'on_exception', 'take_exception', 'raise', 'return',
    'goto', 'branch', 'promote', 'live', 'merge_point',
    'guard_true', 'guard_false', 'guard_value', 'guard_no_exception',
    'label', 'jump', 'finish', 'call_void', 'constant',
]

# Low-level operations -> pure operations on words.
LOWERED = {
    'int_add': INT_ADD, 'int_sub': INT_SUB, 'int_mul': INT_MUL,
    'int_add_overflows': INT_ADD_OVERFLOWS,
    'int_sub_overflows': INT_SUB_OVERFLOWS,
    'int_mul_overflows': INT_MUL_OVERFLOWS,
    'int_divide': INT_DIVIDE, 'int_remainder': INT_REMAINDER,
    'int_and': INT_AND, 'int_or': INT_OR, 'int_xor': INT_XOR,
    'int_lshift': INT_LSHIFT, 'int_rshift': INT_RSHIFT, 'int_lt': INT_LT,
    'int_le': INT_LE, 'int_eq': INT_EQ, 'int_ne': INT_NE, 'int_gt': INT_GT,
    'int_ge': INT_GE, 'int_neg': INT_NEG, 'int_invert': INT_INVERT,
    'bool_not': INT_IS_ZERO, 'bool_and': INT_AND, 'bool_or': INT_OR,
    'bool_ne': INT_NE, 'char_eq': INT_EQ, 'char_ne': INT_NE,
    'char_lt': INT_LT, 'char_le': INT_LE, 'int_to_bool': INT_IS_TRUE,
    'pointer_eq': INT_EQ, 'pointer_nonzero': INT_IS_TRUE,
}
MOVES = frozenset(['same_as', 'cast_pointer', 'bool_to_int', 'char_to_int',
                   'pointer_to_int'])
