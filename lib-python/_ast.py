"""The node classes of syntax trees; compile() makes and takes their instances."""

__version__ = '82160'
PyCF_ONLY_AST = 0x400


class AST(object):
    """A node; its class names the fields (_fields) and its place's attributes (_attributes)."""

    _fields = ()
    _attributes = ()
    __module__ = '_ast'

    def __init__(self, *values, **named):
        fields = self._fields
        if values and len(values) != len(fields):
            raise TypeError('%s constructor takes %s%d positional argument%s' % (
                type(self).__name__, 'either 0 or ' if fields else '', len(fields),
                '' if len(fields) == 1 else 's'))
        for name, value in zip(fields, values):
            setattr(self, name, value)
        for name in named:
            setattr(self, name, named[name])

    def __reduce__(self):
        return type(self), (), self.__dict__


# Base classes with their nodes: a name, then its fields.
_NODES = {
    'mod': ['Module body', 'Interactive body', 'Expression body', 'Suite body'],
    'stmt': [
        'FunctionDef name args body decorator_list', 'ClassDef name bases body decorator_list',
        'Return value', 'Delete targets', 'Assign targets value', 'AugAssign target op value',
        'Print dest values nl', 'For target iter body orelse', 'While test body orelse',
        'If test body orelse', 'With context_expr optional_vars body', 'Raise type inst tback',
        'TryExcept body handlers orelse', 'TryFinally body finalbody', 'Assert test msg',
        'Import names', 'ImportFrom module names level', 'Exec body globals locals',
        'Global names', 'Expr value', 'Pass', 'Break', 'Continue'],
    'expr': [
        'BoolOp op values', 'BinOp left op right', 'UnaryOp op operand', 'Lambda args body',
        'IfExp test body orelse', 'Dict keys values', 'Set elts', 'ListComp elt generators',
        'SetComp elt generators', 'DictComp key value generators',
        'GeneratorExp elt generators', 'Yield value', 'Compare left ops comparators',
        'Call func args keywords starargs kwargs', 'Repr value', 'Num n', 'Str s',
        'Attribute value attr ctx', 'Subscript value slice ctx', 'Name id ctx',
        'List elts ctx', 'Tuple elts ctx'],
    'expr_context': ['Load', 'Store', 'Del', 'AugLoad', 'AugStore', 'Param'],
    'slice': ['Ellipsis', 'Slice lower upper step', 'ExtSlice dims', 'Index value'],
    'boolop': ['And', 'Or'],
    'operator': ['Add', 'Sub', 'Mult', 'Div', 'Mod', 'Pow', 'LShift', 'RShift', 'BitOr',
                 'BitXor', 'BitAnd', 'FloorDiv'],
    'unaryop': ['Invert', 'Not', 'UAdd', 'USub'],
    'cmpop': ['Eq', 'NotEq', 'Lt', 'LtE', 'Gt', 'GtE', 'Is', 'IsNot', 'In', 'NotIn'],
    'excepthandler': ['ExceptHandler type name body'],
}
_PLAIN = ['comprehension target iter ifs', 'arguments args vararg kwarg defaults',
          'keyword arg value', 'alias name asname']
_PLACED = ['stmt', 'expr', 'excepthandler']
_SHARED = ['expr_context', 'boolop', 'operator', 'unaryop', 'cmpop']

# compile() gives every tree the same instances of classes without fields.
_shared = {}


def _make_classes():
    def make(base, line):
        words = line.split()
        made = type(words[0], (base,), {'__module__': '_ast', '_fields': tuple(words[1:])})
        globals()[words[0]] = made
        return made

    for name in _NODES:
        base = make(AST, name)
        base._attributes = ('lineno', 'col_offset') if name in _PLACED else ()
        for line in _NODES[name]:
            made = make(base, line)
            if name in _SHARED:
                _shared[line] = made()
    for line in _PLAIN:
        make(AST, line)


_make_classes()
del _make_classes
