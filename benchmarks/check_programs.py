"""Checks the benchmark programs' outputs, or records them.

    python2.7 check_programs.py [--small] [--record] [COMMAND [ARGUMENT...]]

Runs each program at its default and at its small size under COMMAND (by
default the interpreter that runs this) and compares with what CPython 2.7
printed: programs/expected/NAME.txt, and NAME-SIZE.txt for the small size.
--small leaves the default sizes out; --record writes the files anew.
Exits with status 1 if any output differs.
"""

import os
import subprocess
import sys

PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'programs')
EXPECTED = os.path.join(PROGRAMS, 'expected')


def names():
    return sorted([name[:-3] for name in os.listdir(PROGRAMS)
                   if name.endswith('.py') and name != 'driver.py'])


def output_of(command, name, size):
    """What a program prints, followed by its status if that is not 0."""
    process = subprocess.Popen(
        command + [os.path.join(PROGRAMS, name + '.py'), size],
        stdout=subprocess.PIPE)
    output = process.communicate()[0]
    if process.returncode:
        output += 'status %d\n' % process.returncode
    return output


def recorded():
    """Yields name, size and file of every recorded output."""
    for file_name in sorted(os.listdir(EXPECTED)):
        name, dash, size = file_name[:-len('.txt')].partition('-')
        yield name, size or '-', os.path.join(EXPECTED, file_name)


def record(command):
    sys.path.insert(0, PROGRAMS)
    for name in names():
        small = str(__import__(name).SMALL)
        for size, suffix in (('-', ''), (small, '-' + small)):
            path = os.path.join(EXPECTED, name + suffix + '.txt')
            with open(path, 'wb') as expected:
                expected.write(output_of(command, name, size))


def check(command, small_only):
    """Prints the programs that differ; gives how many."""
    different = 0
    for name, size, path in recorded():
        if small_only and size == '-':
            continue
        with open(path, 'rb') as expected:
            wanted = expected.read()
        got = output_of(command, name, size)
        if got != wanted:
            different += 1
            print '%s %s differs\n  wanted %r\n  got    %r' % (
                name, size, wanted, got)
    return different


def main():
    arguments = sys.argv[1:]
    options = set()
    while arguments and arguments[0].startswith('--'):
        options.add(arguments.pop(0))
    if options - set(['--small', '--record']):
        sys.exit(__doc__)
    command = arguments or [sys.executable]
    if '--record' in options:
        if not os.path.isdir(EXPECTED):
            os.mkdir(EXPECTED)
        record(command)
    elif check(command, '--small' in options):
        sys.exit(1)


if __name__ == '__main__':
    main()
