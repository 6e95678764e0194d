"""Abstract syntax trees: the node classes of _ast, and functions for them."""

from _ast import *
from _ast import __version__


def parse(source, filename='<unknown>', mode='exec'):
    """The tree of some source."""
    return compile(source, filename, mode, PyCF_ONLY_AST)


def literal_eval(node_or_string):
    """The value of an expression made of literals alone.

    Allowed are strings, numbers, tuples, lists, dictionaries, True, False and
    None; ValueError for anything else. A node may be given instead of source.
    """
    node = node_or_string
    if isinstance(node, basestring):
        node = parse(node, mode='eval')
    if isinstance(node, Expression):
        node = node.body
    return _literal(node)


_NAMES = {'None': None, 'True': True, 'False': False}


def _literal(node):
    if isinstance(node, Str):
        return node.s
    if isinstance(node, Num):
        return node.n
    if isinstance(node, Tuple):
        return tuple(map(_literal, node.elts))
    if isinstance(node, List):
        return map(_literal, node.elts)
    if isinstance(node, Dict):
        return dict((_literal(key), _literal(value))
                    for key, value in zip(node.keys, node.values))
    if isinstance(node, Name):
        if node.id in _NAMES:
            return _NAMES[node.id]
    elif isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        # A complex number: 1+2j.
        if (isinstance(node.right, Num) and isinstance(node.right.n, complex)
                and isinstance(node.left, Num)
                and isinstance(node.left.n, (int, long, float))):
            left = node.left.n
            right = node.right.n
            return left + right if isinstance(node.op, Add) else left - right
    raise ValueError('malformed string')


def dump(node, annotate_fields=True, include_attributes=False):
    """The tree as text; without the fields' names it can be pasted to Python code."""
    def show(node):
        if isinstance(node, AST):
            fields = [(name, show(value)) for name, value in iter_fields(node)]
            if annotate_fields:
                parts = ['%s=%s' % field for field in fields]
            else:
                parts = [text for _, text in fields]
            if include_attributes and node._attributes:
                if not parts:
                    # A blank stands before the attributes of a node without fields.
                    parts.append('')
                parts.extend('%s=%s' % (name, show(getattr(node, name)))
                             for name in node._attributes)
            text = ', '.join(parts)
            return '%s(%s)' % (node.__class__.__name__, text[1:] if parts[:1] == [''] else text)
        if isinstance(node, list):
            return '[%s]' % ', '.join(map(show, node))
        return repr(node)

    if not isinstance(node, AST):
        raise TypeError('expected AST, got %r' % node.__class__.__name__)
    return show(node)


_PLACE = 'lineno', 'col_offset'


def copy_location(new_node, old_node):
    """Give a node the line and column of another, as far as both can have them; returns the node."""
    for name in _PLACE:
        if hasattr(old_node, name) and name in old_node._attributes and name in new_node._attributes:
            setattr(new_node, name, getattr(old_node, name))
    return new_node


def fix_missing_locations(node):
    """Give all nodes without a line or column that of the node above."""
    waiting = [(node, {'lineno': 1, 'col_offset': 0})]
    while waiting:
        current, place = waiting.pop()
        for name in set(_PLACE).intersection(current._attributes):
            if hasattr(current, name):
                place = dict(place, **{name: getattr(current, name)})
            else:
                setattr(current, name, place[name])
        waiting.extend((child, place) for child in iter_child_nodes(current))
    return node


def increment_lineno(node, n=1):
    """Add n to the lines of a node and all below it; returns the node."""
    for descendant in walk(node):
        if 'lineno' in descendant._attributes:
            descendant.lineno = n + getattr(descendant, 'lineno', 0)
    return node


def iter_fields(node):
    """Generate (name, value) of the fields that a node has."""
    return ((name, getattr(node, name)) for name in node._fields if hasattr(node, name))


def iter_child_nodes(node):
    """Generate the nodes directly below a node."""
    for _, value in iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, AST):
                yield child


def get_docstring(node, clean=True):
    """The docstring of a function, class or module node, or None.

    With clean its indentation is removed.
    """
    if not isinstance(node, (FunctionDef, ClassDef, Module)):
        raise TypeError("%r can't have docstrings" % node.__class__.__name__)
    if node.body and isinstance(node.body[0], Expr) and isinstance(node.body[0].value, Str):
        text = node.body[0].value.s
        if clean:
            import inspect
            text = inspect.cleandoc(text)
        return text
    return None


def walk(node):
    """Generate a node and all below it, level by level."""
    found = [node]
    # It grows meanwhile.
    for node in found:
        found.extend(iter_child_nodes(node))
        yield node


class NodeVisitor(object):
    """Visits a tree: the method visit_X, if there is one, for a node of class X."""

    def visit(self, node):
        """Visit a node."""
        method = getattr(self, 'visit_' + node.__class__.__name__, self.generic_visit)
        return method(node)

    def generic_visit(self, node):
        """Visit all nodes below one: for nodes without a method of their own."""
        for child in iter_child_nodes(node):
            self.visit(child)


class NodeTransformer(NodeVisitor):
    """A visitor that changes the tree.

    What a method returns takes the node's place: None removes it; a list
    stands for several in a list of statements.
    """

    def generic_visit(self, node):
        for name, old in iter_fields(node):
            if isinstance(old, list):
                values = []
                for value in old:
                    if isinstance(value, AST):
                        value = self.visit(value)
                        if value is None:
                            continue
                        if not isinstance(value, AST):
                            values.extend(value)
                            continue
                    values.append(value)
                old[:] = values
            elif isinstance(old, AST):
                new = self.visit(old)
                if new is None:
                    delattr(node, name)
                else:
                    setattr(node, name, new)
        return node
