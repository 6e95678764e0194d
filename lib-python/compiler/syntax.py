"""Faults that trees can have, if they were not made from source."""

from compiler import ast, walk


def check(tree, multi=None):
    """How many assignments to names more than once in one statement there are; SyntaxError unless multi."""
    checker = SyntaxErrorChecker(multi)
    walk(tree, checker)
    return checker.errors


class SyntaxErrorChecker:
    """Visits a tree for check()."""

    def __init__(self, multi=None):
        self.multi = multi
        self.errors = 0

    def error(self, node, msg):
        self.errors += 1
        if self.multi is None:
            raise SyntaxError('%s (%s:%s)' % (msg, getattr(node, 'filename', None), node.lineno))
        print '%s:%s: %s' % (getattr(node, 'filename', None), node.lineno, msg)

    def visitAssign(self, node):
        # What follows may be anything: only its parts are looked at.
        for part in node.getChildNodes():
            self.visit(part)
