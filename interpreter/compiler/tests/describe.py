"""Describes every code object of the given files (or, given none, of the standard library), for comparison.

Runs on CPython 2.7. Prints `F path`, then for each code object one line (`C`, or `U` where
nothing was folded), or `E` and the error.
"""
import dis
import os
import sys
import types
import warnings


def describe(code, found):
    lines = sorted(set(line for _, line in dis.findlinestarts(code)))
    # CPython leaves code alone whose line table has a 255: constants are not folded.
    found.add('%s %s %d %d %x [%s] [%s] [%s] %s' % (
        'U' if '\xff' in code.co_lnotab else 'C',
        code.co_name, code.co_firstlineno, code.co_argcount, code.co_flags,
        ' '.join(code.co_varnames), ' '.join(code.co_freevars), ' '.join(code.co_cellvars),
        ' '.join(map(str, lines))))
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            describe(constant, found)


def library():
    top = os.path.dirname(os.__file__)
    for directory, directories, files in os.walk(top):
        if 'site-packages' in directories:
            directories.remove('site-packages')
        for name in files:
            if name.endswith('.py'):
                yield os.path.join(directory, name)


warnings.simplefilter('ignore')
for path in sys.argv[1:] or library():
    print 'F', path
    with open(path, 'U') as source:
        text = source.read()
    try:
        code = compile(text, path, 'exec', 0, True)
    except (SyntaxError, TypeError) as error:
        print 'E %s' % error.args[0]
        continue
    found = set()
    describe(code, found)
    for line in sorted(found):
        print line
