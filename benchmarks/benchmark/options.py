"""The command line."""

import sys

USAGE = """usage: benchmark [options] [PROGRAM...]

Runs the programs (all, or those named) under this interpreter and others,
interleaved, and compares them.

  --against COMMAND     another interpreter; may be given several times
                        (default: those of python2.7, pypy, pypy3 on PATH)
  --baseline COMMAND    what speed-ups refer to (default: the first of
                        python2.7 and the other interpreters)
  --only                leave out the interpreter that runs this
  --quick               few repetitions, in one round
  --rounds N            processes for each program and interpreter
  --repeat N            repetitions of a program in each process
  --timeout SECONDS     for each process (default 300)
  --list                print the names of the programs
  --json FILE           write everything measured
  --html FILE           write a page with plots
  --compare A B         compare two files written by --json; nothing runs
  --translate           also time the translation toolchain
  --translate-only      time the translation toolchain alone
  --help                print this
"""

# Option -> (attribute, number of values, conversion).
OPTIONS = {
    '--against': ('against', 1, str),
    '--baseline': ('baseline', 1, str),
    '--only': ('only', 0, None),
    '--quick': ('quick', 0, None),
    '--rounds': ('rounds', 1, int),
    '--repeat': ('repeat', 1, int),
    '--timeout': ('timeout', 1, float),
    '--list': ('list', 0, None),
    '--json': ('json', 1, str),
    '--html': ('html', 1, str),
    '--compare': ('compare', 2, str),
    '--translate': ('translate', 0, None),
    '--translate-only': ('translate_only', 0, None),
    '--help': ('help', 0, None),
}


class UsageError(Exception):
    """A command line that cannot be understood."""


class Options(object):
    def __init__(self):
        self.programs = []
        self.against = []
        self.baseline = None
        self.only = False
        self.quick = False
        self.rounds = None
        self.repeat = None
        self.timeout = 300.0
        self.list = False
        self.json = None
        self.html = None
        self.compare = None
        self.translate = False
        self.translate_only = False
        self.help = False


def parse(arguments):
    """The options of a command line; UsageError says what is wrong."""
    options = Options()
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if not argument.startswith('-'):
            options.programs.append(argument)
            continue
        name, equals, value = argument.partition('=')
        if name == '-h':
            name = '--help'
        if name not in OPTIONS:
            raise UsageError('unknown option %s' % name)
        attribute, count, convert = OPTIONS[name]
        if count == 0:
            if equals:
                raise UsageError('%s takes no value' % name)
            setattr(options, attribute, True)
            continue
        values = [value] if equals else []
        while len(values) < count:
            if not rest:
                raise UsageError('%s needs %s' % (
                    name, 'a value' if count == 1 else '%d values' % count))
            values.append(rest.pop(0))
        try:
            values = [convert(value) for value in values]
        except ValueError:
            raise UsageError('%s: %s is no number' % (name, values[0]))
        if convert in (int, float) and values[0] <= 0:
            raise UsageError('%s must be positive' % name)
        if attribute == 'against':
            options.against.append(values[0])
        elif count == 1:
            setattr(options, attribute, values[0])
        else:
            setattr(options, attribute, values)
    if options.rounds is None:
        options.rounds = 1 if options.quick else 3
    if options.repeat is None:
        options.repeat = 3 if options.quick else 15
    return options


def complain(message):
    """A line on the standard error."""
    sys.stderr.write('benchmark: %s\n' % message)
