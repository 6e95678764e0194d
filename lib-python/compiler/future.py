"""What programs import from __future__."""

from compiler import ast, walk


def is_future(stmt):
    """Whether a node imports from __future__."""
    return int(isinstance(stmt, ast.From) and stmt.modname == '__future__')


class FutureParser:
    """Visits a Module: collects the features in the statements at its begin, and marks these as valid_future."""

    features = ('nested_scopes', 'generators', 'division', 'absolute_import', 'with_statement', 'print_function',
                'unicode_literals')

    def __init__(self):
        self.found = {}

    def visitModule(self, node):
        for stmt in node.node.nodes:
            if not self.check_stmt(stmt):
                break

    def check_stmt(self, stmt):
        if not is_future(stmt):
            return 0
        for name, asname in stmt.names:
            if name not in self.features:
                raise SyntaxError('future feature %s is not defined' % name)
            self.found[name] = 1
        stmt.valid_future = 1
        return 1

    def get_features(self):
        return self.found.keys()


class BadFutureParser:
    """Visits a tree in which those at the begin were marked: SyntaxError for others."""

    def visitFrom(self, node):
        if is_future(node) and not hasattr(node, 'valid_future'):
            raise SyntaxError('invalid future statement ' + repr(node))


def find_futures(node):
    """The names of the features that a Module imports. SyntaxError."""
    found = FutureParser()
    walk(node, found)
    walk(node, BadFutureParser())
    return found.get_features()
