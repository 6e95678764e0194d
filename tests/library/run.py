"""Runs the library's tests: the programs test_*.py beside this file.

    python2.7 tests/library/run.py [--own] [--update] [name ...]

Each runs in a process of its own, under the interpreter that runs this. It
passes if it exits with 0 and, where there is a file name.out beside it,
prints just that. Under another interpreter than pyrs the library under test
is put first on the path; with --own that interpreter's own is used instead.
--update writes the .out files; they are to be made with CPython's library,
that is, with --own.
"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARY = os.path.join(os.path.dirname(os.path.dirname(HERE)), 'lib-python')


def environment(own):
    env = dict((name, value) for name, value in os.environ.items()
               if not name.startswith('PYTHON'))
    env['PYTHONDONTWRITEBYTECODE'] = '1'
    # The modules beside the library that tests load by name.
    if not own and not hasattr(sys, 'pyrs_version_info'):
        env['PYTHONPATH'] = LIBRARY
    return env


def run(name, own, update):
    """Run one test: None if it passes, else what is wrong."""
    path = os.path.join(HERE, name)
    child = subprocess.Popen([sys.executable, path], env=environment(own), cwd=HERE,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = child.communicate()[0]
    if child.returncode:
        return 'exit status %d\n%s' % (child.returncode, output)
    expected_path = path[:-3] + '.out'
    if update:
        if output:
            with open(expected_path, 'wb') as stream:
                stream.write(output)
        return None
    expected = ''
    if os.path.exists(expected_path):
        with open(expected_path, 'rb') as stream:
            expected = stream.read()
    if output != expected:
        import difflib
        return ''.join(difflib.unified_diff(expected.splitlines(True),
                                            output.splitlines(True), 'expected', 'printed'))
    return None


def main():
    args = sys.argv[1:]
    own = '--own' in args
    update = '--update' in args
    names = ['test_%s.py' % arg for arg in args if not arg.startswith('--')]
    if not names:
        names = sorted(name for name in os.listdir(HERE)
                       if name.startswith('test_') and name.endswith('.py'))
    failed = 0
    for name in names:
        problem = run(name, own, update)
        if problem:
            failed += 1
            print '%s: FAILED' % name
            print problem
        else:
            print '%s: ok' % name
    print '%d of %d passed' % (len(names) - failed, len(names))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
