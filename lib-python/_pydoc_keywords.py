"""The statements and expressions that each keyword is part of; of pydoc."""

_LOOP = 'while TEST: ... [else: ... (once the test is false)]'
_TRY = '''try: ...
except [CLASSES [as NAME]]: ...
[else: ... (no exception)]
[finally: ... (in any case)]'''
_IF = '''if TEST: ...
[elif TEST: ...] ...
[else: ...]
VALUE if TEST else VALUE'''
_IMPORT = '''import MODULE [as NAME], ...
from MODULE import NAME [as NAME], ...
from MODULE import *'''

FORMS = {
    'and': 'A and B: A if that is false, or else B',
    'as': _IMPORT + '\nwith MANAGER as TARGET: ...\nexcept CLASSES as NAME: ...',
    'assert': 'assert TEST [, MESSAGE]: AssertionError unless TEST is true; left out by -O',
    'break': 'break: leave the innermost loop, without its else',
    'class': 'class NAME [(BASES)]: ...',
    'continue': 'continue: go on with the next round of the innermost loop',
    'def': 'def NAME(PARAMETERS): ...',
    'del': 'del TARGET, ...: unbind a name, or remove an attribute, an item or a slice',
    'elif': _IF,
    'else': _IF + '\nfor and while: ... (not left by break)\ntry: ... (no exception)',
    'except': _TRY,
    'exec': 'exec CODE [in GLOBALS [, LOCALS]]',
    'finally': _TRY,
    'for': 'for TARGET in ITERABLE: ... [else: ... (not left by break)]\n[VALUE for TARGET in ITERABLE if TEST]',
    'from': _IMPORT,
    'global': 'global NAME, ...: in this function the names are those of the module',
    'if': _IF,
    'import': _IMPORT,
    'in': 'A in B, A not in B: whether B contains A\nfor TARGET in ITERABLE: ...',
    'is': 'A is B, A is not B: whether both are one object',
    'lambda': 'lambda PARAMETERS: VALUE: a function without a name',
    'not': 'not A: whether A is false',
    'or': 'A or B: A if that is true, or else B',
    'pass': 'pass: do nothing',
    'print': 'print VALUE, ... [,]\nprint >>FILE, VALUE, ... [,]',
    'raise': 'raise [CLASS_OR_INSTANCE [, VALUE [, TRACEBACK]]]: alone, once more what is being handled',
    'return': 'return [VALUE]',
    'try': _TRY,
    'while': _LOOP,
    'with': 'with MANAGER [as TARGET], ...: ...',
    'yield': 'yield [VALUE]: the function is a generator',
}
