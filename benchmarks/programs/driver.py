"""The command line that every program of this folder shares.

    prog.py [SIZE [REPEAT]]

SIZE is a whole number, or `-` for the program's default. The program runs
once and prints its result. With REPEAT it runs that many times in the same
process, checks that each repetition gives the same result, and writes one
line `seconds %.6f` a repetition to stderr.
"""

import sys
import time


def main(run, default):
    """Calls run(size) as the command line asks and prints the text it gives.

    A bad command line exits with status 2, a wrong result with status 1.
    """
    arguments = sys.argv[1:]
    size = default
    repeat = 0
    try:
        if len(arguments) > 2:
            raise ValueError('too many arguments')
        if arguments and arguments[0] != '-':
            size = int(arguments[0])
        if len(arguments) > 1:
            repeat = int(arguments[1])
        if size < 1 or repeat < 0:
            raise ValueError('SIZE and REPEAT are positive')
    except ValueError as error:
        sys.stderr.write('%s: %s\nusage: %s [SIZE [REPEAT]]\n'
                         % (sys.argv[0], error, sys.argv[0]))
        sys.exit(2)
    first = None
    for repetition in range(max(repeat, 1)):
        start = time.time()
        result = run(size)
        seconds = time.time() - start
        if repeat:
            sys.stderr.write('seconds %.6f\n' % seconds)
        if first is None:
            first = result
        elif result != first:
            sys.stderr.write('repetition %d differs from the first: %s\n'
                             % (repetition + 1, result))
            sys.exit(1)
    print first


def check(condition, message):
    """Stops the program with status 1 unless the condition holds."""
    if not condition:
        sys.stderr.write('%s: wrong result: %s\n' % (sys.argv[0], message))
        sys.exit(1)
