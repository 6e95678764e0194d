"""Going through trees."""


class ASTVisitor:
    """Goes through a tree for a visitor: calls its method visitName(node, *args) of nodes of the class Name.

    Such a method goes on with parts of the node by self.visit(part, *args), an attribute that the visitor is given.
    Without one for a class all its parts are visited.
    """

    VERBOSE = 0

    def __init__(self):
        self.node = None
        self._methods = {}

    def preorder(self, tree, visitor, *args):
        """Go through a tree."""
        self.visitor = visitor
        visitor.visit = self.dispatch
        self.dispatch(tree, *args)

    def dispatch(self, node, *args):
        self.node = node
        cls = node.__class__
        if cls not in self._methods:
            self._methods[cls] = getattr(self.visitor, 'visit' + cls.__name__, self.default)
        return self._methods[cls](node, *args)

    def default(self, node, *args):
        for child in node.getChildNodes():
            self.dispatch(child, *args)


class ExampleASTVisitor(ASTVisitor):
    """Prints what classes of nodes the visitor has no methods for, an example of each (all if VERBOSE)."""

    examples = {}

    def dispatch(self, node, *args):
        self.node = node
        cls = node.__class__
        method = getattr(self.visitor, 'visit' + cls.__name__, None)
        if method:
            method(node, *args)
            return
        if self.VERBOSE > 0 and (self.VERBOSE > 1 or cls not in self.examples):
            self.examples[cls] = cls
            print self.visitor.__class__.__name__, cls.__name__
            dumpNode(node)
        self.default(node, *args)


def dumpNode(node):
    """Print the attributes of a node."""
    print node.__class__
    for name in dir(node):
        if not name.startswith('_'):
            print '%10.10s' % name, getattr(node, name)


_walker = ASTVisitor


def walk(tree, visitor, walker=None, verbose=None):
    """Go through a tree for a visitor (by an ASTVisitor that is given); the visitor."""
    walker = walker or _walker()
    if verbose is not None:
        walker.VERBOSE = verbose
    walker.preorder(tree, visitor)
    return walker.visitor
