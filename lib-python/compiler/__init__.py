"""Programs as trees of nodes with classes of their own; deprecated: use the module ast.

    tree = compiler.parse('x = 1')          # Module(None, Stmt([Assign(...)]))
    compiler.walk(tree, visitor)            # calls the visitor's methods visitAssign and so on
    code = compiler.compile('x = 1', '<string>', 'exec')

The trees are made from those of the built-in compiler, and made into such for it: code is what it generates.
"""

import warnings

warnings.warn('The compiler package is deprecated and removed in Python 3.x.', DeprecationWarning, stacklevel=2)

from compiler.transformer import parse, parseFile
from compiler.visitor import walk
from compiler.pycodegen import compile, compileFile
