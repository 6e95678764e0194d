"""Runs a target's executable on its CHECKS, and as Python beside it."""

import os
import subprocess


def run_executable(path, arguments, **environment):
    """The standard output of an executable; its status is added if not 0."""
    variables = dict(os.environ)
    variables.update(environment)
    process = subprocess.Popen([path] + arguments, env=variables,
                               stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    output, errors = process.communicate()
    if process.returncode:
        output += 'status %d %s' % (process.returncode, errors)
    return output


def check_target(module, executable):
    """A list of what differs, as texts."""
    different = []
    for arguments, expected in module.CHECKS:
        output = run_executable(os.path.abspath(executable), arguments)
        if output != expected:
            different.append('%s %s: wanted %r, got %r' % (
                module.__name__, ' '.join(arguments), expected, output))
    return different
