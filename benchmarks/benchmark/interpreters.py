"""The interpreters that take part."""

import os
import sys

from benchmark import process

DEFAULT = ['python2.7', 'pypy', 'pypy3']

# What an interpreter is asked first; it runs under Python 2 and 3.
QUESTION = ("import sys; sys.stdout.write('%s %d.%d.%d' % "
            "((getattr(sys, 'subversion', None) or "
            "(sys.implementation.name,))[0], sys.version_info[0], "
            "sys.version_info[1], sys.version_info[2]))")


class MissingInterpreter(Exception):
    """A command that is not there, or does not run Python."""


class Interpreter(object):
    """A command (with options, perhaps) that runs Python programs."""

    def __init__(self, command, name=None):
        self.command = command
        self.arguments = command.split()
        self.name = name or command
        self.description = ''
        self.is_python3 = False
        self.start_up = None

    def prepare(self, folder):
        """Asks which Python it is; MissingInterpreter if it is none."""
        if process.find(self.arguments[0]) is None:
            raise MissingInterpreter('no interpreter %s' % self.command)
        outcome = process.run(self.arguments + ['-c', QUESTION], folder, 60)
        words = outcome.output.split()
        if outcome.status or len(words) != 2:
            raise MissingInterpreter('%s does not run Python: %s' % (
                self.command, outcome.problem() or 'no answer'))
        self.description = '%s %s' % tuple(words)
        self.is_python3 = words[1].startswith('3')
        times = []
        for _ in range(5):
            outcome = process.run(self.arguments + ['-c', 'pass'], folder, 60)
            times.append(outcome.seconds)
        self.start_up = min(times)
        self.start_memory = outcome.peak


def this_command():
    return sys.executable or sys.argv[0]


def choose(options, folder, complain):
    """The interpreters of a run, this one first; missing ones are told."""
    wanted = []
    if not options.only:
        own = this_command()
        name = os.path.basename(own)
        wanted.append(Interpreter(own, name))
    if options.against:
        commands = options.against
    else:
        commands = [command for command in DEFAULT if process.find(command)]
    for command in commands:
        wanted.append(Interpreter(command))
    found = []
    for interpreter in wanted:
        try:
            interpreter.prepare(folder)
        except MissingInterpreter as error:
            complain(str(error))
            continue
        same = [other for other in found
                if resolved(other) == resolved(interpreter)]
        if not same:
            while [other for other in found
                   if other.name == interpreter.name]:
                interpreter.name = interpreter.command + "'"
            found.append(interpreter)
    return found


def resolved(interpreter):
    path = process.find(interpreter.arguments[0])
    return [os.path.realpath(path)] + interpreter.arguments[1:]


def baseline_of(interpreters, name):
    """What the others are compared with; None if that is missing."""
    if name is not None:
        for interpreter in interpreters:
            if name in (interpreter.name, interpreter.command):
                return interpreter
        return None
    for interpreter in interpreters:
        if interpreter.description.startswith('CPython 2'):
            return interpreter
    return interpreters[-1]
