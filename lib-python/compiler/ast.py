"""The classes of nodes.

A node is made of the values of its fields, in their order, and maybe a lineno; it has them as attributes.
"""

from compiler.consts import CO_VARARGS, CO_VARKEYWORDS


def flatten(seq):
    """The elements of nested lists and tuples, a list."""
    flat = []
    for element in seq:
        if type(element) in (tuple, list):
            flat += flatten(element)
        else:
            flat.append(element)
    return flat


def flatten_nodes(seq):
    """The nodes among them."""
    return [element for element in flatten(seq) if isinstance(element, Node)]


class Node:
    """A node. Its fields are pairs of a name and a kind: 'node', 'nodes' (lists, with nodes in them) or 'value'."""

    lineno = None
    _fields = ()
    _defaults = {}

    def __init__(self, *values, **named):
        names = [name for name, kind in self._fields]
        self.lineno = named.pop('lineno', None)
        if len(values) == len(names) + 1:
            self.lineno = values[-1]
            values = values[:-1]
        given = dict(zip(names, values))
        if len(values) > len(names) or set(given) & set(named) or set(named) - set(names):
            raise TypeError('%s() takes %s and lineno' % (self.__class__.__name__, ', '.join(names) or 'nothing'))
        given.update(named)
        for name in names:
            if name not in given and name not in self._defaults:
                raise TypeError('%s() needs %s' % (self.__class__.__name__, name))
            setattr(self, name, given.get(name))

    def __iter__(self):
        return iter(self.getChildren())

    def __repr__(self):
        return '%s(%s)' % (self.__class__.__name__, ', '.join([repr(getattr(self, name)) for name, kind in self._fields]))

    def getChildren(self):
        """All that it consists of, a tuple: nodes and values, lists of nodes element by element."""
        children = []
        for name, kind in self._fields:
            value = getattr(self, name)
            if kind == 'nodes':
                children += flatten(value)
            else:
                children.append(value)
        return tuple(children)

    def asList(self):
        return self.getChildren()

    def getChildNodes(self):
        """The nodes that it consists of, a list."""
        children = []
        for name, kind in self._fields:
            value = getattr(self, name)
            if kind == 'nodes':
                children += flatten_nodes(value)
            elif kind == 'node' and value is not None:
                children.append(value)
        return children


class EmptyNode(Node):
    """Nothing."""


class _Binary(Node):
    """An operation of two operands, which are given as one tuple."""

    _fields = ('left', 'node'), ('right', 'node')

    def __init__(self, leftright, lineno=None):
        self.left, self.right = leftright
        self.lineno = lineno

    def __repr__(self):
        return '%s((%r, %r))' % (self.__class__.__name__, self.left, self.right)


class _Parameters:
    """The parameters of functions: names (or tuples of them), at their end those for the rest if the flags say so."""

    def _count(self):
        self.varargs = 1 if self.flags & CO_VARARGS else None
        self.kwargs = 1 if self.flags & CO_VARKEYWORDS else None


class Function(_Parameters, Node):
    _fields = (('decorators', 'node'), ('name', 'value'), ('argnames', 'value'), ('defaults', 'nodes'), ('flags', 'value'),
               ('doc', 'value'), ('code', 'node'))

    def __init__(self, *values, **named):
        Node.__init__(self, *values, **named)
        self._count()


class Lambda(_Parameters, Node):
    _fields = ('argnames', 'value'), ('defaults', 'nodes'), ('flags', 'value'), ('code', 'node')

    def __init__(self, *values, **named):
        Node.__init__(self, *values, **named)
        self._count()


class GenExpr(Node):
    _fields = ('code', 'node'),

    def __init__(self, code, lineno=None):
        self.code, self.lineno = code, lineno
        # It is called as a function of the outermost iterator.
        self.argnames = ['.0']
        self.varargs = self.kwargs = None


class GenExprFor(Node):
    _fields = ('assign', 'node'), ('iter', 'node'), ('ifs', 'nodes')
    is_outmost = False


class Keyword(Node):
    _fields = ('name', 'value'), ('expr', 'node')


class CallFunc(Node):
    _fields = ('node', 'node'), ('args', 'nodes'), ('star_args', 'node'), ('dstar_args', 'node')
    _defaults = {'star_args': None, 'dstar_args': None}


class Class(Node):
    _fields = ('name', 'value'), ('bases', 'nodes'), ('doc', 'value'), ('code', 'node'), ('decorators', 'node')
    _defaults = {'decorators': None}


# The other classes: their fields, of which * marks nodes and ** lists of nodes.
_OTHERS = '''
    And **nodes; Or **nodes; Not *expr; Compare *expr **ops; IfExp *test *then *else_
    Bitand **nodes; Bitor **nodes; Bitxor **nodes; Invert *expr; UnaryAdd *expr; UnarySub *expr
    Backquote *expr; Const value; Name name; Getattr *expr attrname; Yield *value
    Slice *expr flags *lower *upper; Subscript *expr flags **subs; Sliceobj **nodes; Ellipsis
    Dict **items; List **nodes; Set **nodes; Tuple **nodes
    ListComp *expr **quals; SetComp *expr **quals; DictComp *key *value **quals
    ListCompFor *assign *list **ifs; ListCompIf *test; GenExprInner *expr **quals; GenExprIf *test
    AssName name flags; AssAttr *expr attrname flags; AssList **nodes; AssTuple **nodes
    Assign **nodes *expr; AugAssign *node op *expr; Discard *expr; Print **nodes *dest; Printnl **nodes *dest
    Assert *test *fail; Exec *expr *locals *globals; Global names; Import names; From modname names level
    Pass; Break; Continue; Return *value; Raise *expr1 *expr2 *expr3
    If **tests *else_; While *test *body *else_; For *assign *list *body *else_; With *expr *vars *body
    TryExcept *body **handlers *else_; TryFinally *body *final
    Decorators **nodes; Stmt **nodes; Module doc *node; Expression *node
'''

_KINDS = 'value', 'node', 'nodes'


def _node_class(name, base, fields=()):
    cls = type(Node)(name, (base,), {'__module__': __name__})
    if fields:
        cls._fields = tuple((field.lstrip('*'), _KINDS[field.count('*')]) for field in fields)
    return cls


for _description in _OTHERS.replace('\n', ';').split(';'):
    _words = _description.split()
    if _words:
        globals()[_words[0]] = _node_class(_words[0], Node, _words[1:])
for _name in 'Add Sub Mul Div FloorDiv Mod Power LeftShift RightShift'.split():
    globals()[_name] = _node_class(_name, _Binary)

# Class by its name in small letters.
nodes = dict((_name.lower(), _class) for _name, _class in globals().items()
             if isinstance(_class, type(Node)) and issubclass(_class, Node))
