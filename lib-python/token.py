"""The numbers of the tokens that Python's source is made of."""

# Each name's number is its place here.
_NAMES = """
    ENDMARKER NAME NUMBER STRING NEWLINE INDENT DEDENT LPAR RPAR LSQB RSQB COLON
    COMMA SEMI PLUS MINUS STAR SLASH VBAR AMPER LESS GREATER EQUAL DOT PERCENT
    BACKQUOTE LBRACE RBRACE EQEQUAL NOTEQUAL LESSEQUAL GREATEREQUAL TILDE CIRCUMFLEX
    LEFTSHIFT RIGHTSHIFT DOUBLESTAR PLUSEQUAL MINEQUAL STAREQUAL SLASHEQUAL
    PERCENTEQUAL AMPEREQUAL VBAREQUAL CIRCUMFLEXEQUAL LEFTSHIFTEQUAL RIGHTSHIFTEQUAL
    DOUBLESTAREQUAL DOUBLESLASH DOUBLESLASHEQUAL AT OP ERRORTOKEN
""".split()

tok_name = dict(enumerate(_NAMES))
for _value, _name in tok_name.items():
    globals()[_name] = _value

N_TOKENS = len(_NAMES)
# Numbers from here on are those of grammar symbols; see the module symbol.
NT_OFFSET = 256
tok_name[N_TOKENS] = 'N_TOKENS'
tok_name[NT_OFFSET] = 'NT_OFFSET'
del _NAMES, _value, _name


def ISTERMINAL(x):
    """Whether x is the number of a token."""
    return x < NT_OFFSET


def ISNONTERMINAL(x):
    """Whether x is the number of a grammar symbol."""
    return x >= NT_OFFSET


def ISEOF(x):
    """Whether x is the number of the end."""
    return x == ENDMARKER
