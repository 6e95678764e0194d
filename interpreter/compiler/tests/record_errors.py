"""Records what CPython 2.7 says about the sources of errors.txt: run it there to write the file anew.

A case is `=== title`, the source, `---`, then the warnings in order and the error, if any.
"""
import os
import warnings


def judge(source):
    said = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            compile(source, 'source.py', 'exec', 0, True)
        except SyntaxError as error:
            said.append('error: %s, line %s, offset %s' % (error.msg, error.lineno, error.offset))
    caught = ['warning: %s, line %s' % (warning.message, warning.lineno) for warning in caught]
    return caught + said


path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'errors.txt')
with open(path) as cases:
    cases = cases.read().split('=== ')[1:]
with open(path, 'w') as out:
    for case in cases:
        title, rest = case.split('\n', 1)
        source = rest.split('---\n')[0]
        out.write('=== %s\n%s---\n' % (title, source))
        for line in judge(source):
            out.write(line + '\n')
        out.write('\n')
