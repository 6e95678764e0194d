"""Compiles the C files in parallel and links the executable."""

import os
import subprocess


class CompileError(Exception):
    """The compiler refused a file, or warned."""


def find_compiler():
    """The name of a C compiler on PATH, or None."""
    for name in ('gcc', 'cc'):
        for folder in os.environ.get('PATH', '').split(os.pathsep):
            if os.access(os.path.join(folder, name), os.X_OK):
                return name
    return None


def jobs():
    """How many compilers run at once."""
    try:
        return max(1, os.sysconf('SC_NPROCESSORS_ONLN'))
    except (AttributeError, ValueError, OSError):
        return 1


def run_all(commands, folder):
    """Runs the commands, a few at a time; CompileError if one fails."""
    running = []
    waiting = list(commands)
    limit = jobs()
    failures = []
    while waiting or running:
        while waiting and len(running) < limit:
            command = waiting.pop(0)
            running.append((command, subprocess.Popen(
                command, cwd=folder, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT)))
        command, process = running.pop(0)
        output = process.communicate()[0]
        if process.returncode or output:
            failures.append('%s\n%s' % (' '.join(command), output))
    if failures:
        raise CompileError('\n'.join(failures))


def compile_program(folder, files, executable, level):
    """Compiles with -Wall; a warning is an error. `level` is 0, 1 or 2."""
    compiler = find_compiler()
    # Python rounds after each operation, so that none may be made of two.
    flags = ['-std=gnu99', '-O%d' % level, '-Wall', '-fno-strict-aliasing',
             '-fwrapv', '-ffp-contract=off']
    run_all([[compiler] + flags + ['-c', name] for name in files], folder)
    objects = [name[:-2] + '.o' for name in files]
    run_all([[compiler, '-o', os.path.abspath(executable)] + objects
             + ['-lm']], folder)
