"""The instructions of CPython 2.7's byte code.

Tools that read and write code objects know them by these tables. (This
interpreter's own instructions are others.)
"""

__all__ = ['cmp_op', 'hasconst', 'hasname', 'hasjrel', 'hasjabs', 'haslocal',
           'hascompare', 'hasfree', 'opname', 'opmap', 'HAVE_ARGUMENT',
           'EXTENDED_ARG']

# Number, name and what the argument is: a letter of _KINDS.
_TABLE = """
    0 STOP_CODE
    1 POP_TOP
    2 ROT_TWO
    3 ROT_THREE
    4 DUP_TOP
    5 ROT_FOUR
    9 NOP
    10 UNARY_POSITIVE
    11 UNARY_NEGATIVE
    12 UNARY_NOT
    13 UNARY_CONVERT
    15 UNARY_INVERT
    19 BINARY_POWER
    20 BINARY_MULTIPLY
    21 BINARY_DIVIDE
    22 BINARY_MODULO
    23 BINARY_ADD
    24 BINARY_SUBTRACT
    25 BINARY_SUBSCR
    26 BINARY_FLOOR_DIVIDE
    27 BINARY_TRUE_DIVIDE
    28 INPLACE_FLOOR_DIVIDE
    29 INPLACE_TRUE_DIVIDE
    30 SLICE+0
    31 SLICE+1
    32 SLICE+2
    33 SLICE+3
    40 STORE_SLICE+0
    41 STORE_SLICE+1
    42 STORE_SLICE+2
    43 STORE_SLICE+3
    50 DELETE_SLICE+0
    51 DELETE_SLICE+1
    52 DELETE_SLICE+2
    53 DELETE_SLICE+3
    54 STORE_MAP
    55 INPLACE_ADD
    56 INPLACE_SUBTRACT
    57 INPLACE_MULTIPLY
    58 INPLACE_DIVIDE
    59 INPLACE_MODULO
    60 STORE_SUBSCR
    61 DELETE_SUBSCR
    62 BINARY_LSHIFT
    63 BINARY_RSHIFT
    64 BINARY_AND
    65 BINARY_XOR
    66 BINARY_OR
    67 INPLACE_POWER
    68 GET_ITER
    70 PRINT_EXPR
    71 PRINT_ITEM
    72 PRINT_NEWLINE
    73 PRINT_ITEM_TO
    74 PRINT_NEWLINE_TO
    75 INPLACE_LSHIFT
    76 INPLACE_RSHIFT
    77 INPLACE_AND
    78 INPLACE_XOR
    79 INPLACE_OR
    80 BREAK_LOOP
    81 WITH_CLEANUP
    82 LOAD_LOCALS
    83 RETURN_VALUE
    84 IMPORT_STAR
    85 EXEC_STMT
    86 YIELD_VALUE
    87 POP_BLOCK
    88 END_FINALLY
    89 BUILD_CLASS
    90 STORE_NAME n
    91 DELETE_NAME n
    92 UNPACK_SEQUENCE
    93 FOR_ITER r
    94 LIST_APPEND
    95 STORE_ATTR n
    96 DELETE_ATTR n
    97 STORE_GLOBAL n
    98 DELETE_GLOBAL n
    99 DUP_TOPX
    100 LOAD_CONST c
    101 LOAD_NAME n
    102 BUILD_TUPLE
    103 BUILD_LIST
    104 BUILD_SET
    105 BUILD_MAP
    106 LOAD_ATTR n
    107 COMPARE_OP m
    108 IMPORT_NAME n
    109 IMPORT_FROM n
    110 JUMP_FORWARD r
    111 JUMP_IF_FALSE_OR_POP a
    112 JUMP_IF_TRUE_OR_POP a
    113 JUMP_ABSOLUTE a
    114 POP_JUMP_IF_FALSE a
    115 POP_JUMP_IF_TRUE a
    116 LOAD_GLOBAL n
    119 CONTINUE_LOOP a
    120 SETUP_LOOP r
    121 SETUP_EXCEPT r
    122 SETUP_FINALLY r
    124 LOAD_FAST l
    125 STORE_FAST l
    126 DELETE_FAST l
    130 RAISE_VARARGS
    131 CALL_FUNCTION
    132 MAKE_FUNCTION
    133 BUILD_SLICE
    134 MAKE_CLOSURE
    135 LOAD_CLOSURE f
    136 LOAD_DEREF f
    137 STORE_DEREF f
    140 CALL_FUNCTION_VAR
    141 CALL_FUNCTION_KW
    142 CALL_FUNCTION_VAR_KW
    143 SETUP_WITH r
    145 EXTENDED_ARG
    146 SET_ADD
    147 MAP_ADD
"""

cmp_op = ('<', '<=', '==', '!=', '>', '>=', 'in', 'not in', 'is', 'is not',
          'exception match', 'BAD')

hasconst = []       # a constant
hasname = []        # a name
hasjrel = []        # where to jump, relative
hasjabs = []        # where to jump
haslocal = []       # a local variable
hascompare = []     # a comparison, an index of cmp_op
hasfree = []        # a cell or free variable

_KINDS = {'c': hasconst, 'n': hasname, 'r': hasjrel, 'a': hasjabs, 'l': haslocal,
          'm': hascompare, 'f': hasfree}

opmap = {}
opname = ['<%r>' % (_op,) for _op in range(256)]
for _line in _TABLE.split('\n')[1:-1]:
    _words = _line.split()
    _op = int(_words[0])
    opname[_op] = _words[1]
    opmap[_words[1]] = _op
    for _kind in _words[2:]:
        _KINDS[_kind].append(_op)

# Instructions from here on have an argument of two bytes.
HAVE_ARGUMENT = 90
EXTENDED_ARG = opmap['EXTENDED_ARG']
del _TABLE, _KINDS, _line, _words, _op, _kind
