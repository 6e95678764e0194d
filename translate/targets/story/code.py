"""The machine's operations; most take what they need from the stack."""

PUSH, LOCAL, SET_LOCAL, GLOBAL, SET_GLOBAL, DROP = range(6)
ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER = range(6, 11)
EQUAL, UNEQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL = range(11, 17)
NOT, NEGATE, JUMP, JUMP_ZERO, CALL, RETURN = range(17, 23)
HAS, GIVE, REMOVE, PROPERTY, SET_PROPERTY, MOVE, INSIDE = range(23, 30)
PRINT, PRINT_NUMBER, PRINT_TITLE, PRINT_TEXT = range(30, 34)
PRIMITIVE = 34

NAMES = ['push', 'local', 'set_local', 'global', 'set_global', 'drop', 'add',
         'subtract', 'multiply', 'divide', 'remainder', 'equal', 'unequal',
         'less', 'less_equal', 'greater', 'greater_equal', 'not', 'negate',
         'jump', 'jump_zero', 'call', 'return', 'has', 'give', 'remove',
         'property', 'set_property', 'move', 'inside', 'print',
         'print_number', 'print_title', 'print_text', 'primitive']

# Those that are followed by a word; CALL: how many arguments.
WITH_OPERAND = [PUSH, LOCAL, SET_LOCAL, GLOBAL, SET_GLOBAL, JUMP, JUMP_ZERO,
                CALL, PRINT, PRIMITIVE]

PRIMITIVES = ['parent', 'child', 'sibling', 'random', 'read', 'handler',
              'default', 'mark', 'undo', 'quit']
ARITIES = [1, 1, 1, 1, 0, 2, 1, 0, 0, 0]


def listing(code, places, names):
    """Prints code; names[i] begins at places[i], with its locals' number."""
    at = 0
    following = 0
    while at < len(code):
        if following < len(places) and places[following] == at:
            print '%s: %d locals' % (names[following], code[at])
            following += 1
            at += 1
        elif code[at] in WITH_OPERAND:
            print '%5d %s %d' % (at, NAMES[code[at]], code[at + 1])
            at += 2
        else:
            print '%5d %s' % (at, NAMES[code[at]])
            at += 1
