"""Runs the programs, interleaved, and gathers what they say."""

import os

from benchmark import process, statistics, wrapper
from benchmark.progress import Progress


class Measurement(object):
    """One program under one interpreter."""

    def __init__(self, program, interpreter):
        self.program = program
        self.interpreter = interpreter
        self.runs = []
        self.peak = 0
        self.counters = {}
        self.failure = ''

    def add(self, outcome, expected):
        """Takes a process in; gives why it does not count, or ''."""
        problem = outcome.problem()
        times = []
        for line in outcome.errors.split('\n'):
            words = line.split()
            if len(words) == 2 and words[0] == 'seconds':
                times.append(float(words[1]))
            elif len(words) == 3 and words[0] == 'counter':
                self.counters[words[1]] = int(words[2])
        if not problem and outcome.output != expected:
            problem = 'wrong output %r' % outcome.output[:60]
        if not problem and not times:
            problem = 'no times'
        if problem:
            self.failure = problem
        else:
            self.runs.append(times)
            self.peak = max(self.peak, outcome.peak)
        return problem

    def summary(self):
        """What the reports need, as plain data."""
        seconds, interval = statistics.steady(self.runs)
        return {
            'runs': self.runs, 'peak': self.peak, 'counters': self.counters,
            'first': statistics.median([run[0] for run in self.runs]),
            'steady': seconds, 'interval': interval,
            'curve': statistics.warm_up(self.runs),
        }


def prepare_programs(folder, interpreters, complain):
    """Writes the programs; gives a table: interpreter -> their folder.

    Interpreters of Python 3 get a copy that their own lib2to3 converts.
    """
    plain = folder.write_tree('programs')
    folder.write('wrapper.py', wrapper.SOURCE)
    table = {}
    for number, interpreter in enumerate(list(interpreters)):
        if not interpreter.is_python3:
            table[interpreter] = plain
            continue
        converted = folder.write_tree('programs', 'programs%d' % number)
        outcome = process.run(
            interpreter.arguments + ['-W', 'ignore', '-m', 'lib2to3', '-w',
                                     '-n', '--no-diffs', converted],
            folder.path, 600)
        if outcome.status:
            complain('%s cannot convert the programs to Python 3: %s' % (
                interpreter.name, outcome.problem()))
            interpreters.remove(interpreter)
        else:
            table[interpreter] = converted
    return table


def measure(folder, names, interpreters, options, complain):
    """Runs everything; gives a table: (program, interpreter) -> Measurement.

    Each round goes through the programs and lets the interpreters take
    turns, so that a change of the machine's speed meets them all.
    """
    places = prepare_programs(folder, interpreters, complain)
    expected = {}
    for name in names:
        path = os.path.join(folder.path, 'programs', 'expected',
                            name + '.txt')
        expected[name] = process.read(path)
    results = {}
    for name in names:
        for interpreter in interpreters:
            results[name, interpreter] = Measurement(name, interpreter)
    progress = Progress(options.rounds * len(names) * len(interpreters))
    for number in range(options.rounds):
        for name in names:
            for interpreter in interpreters:
                progress.step('%s, %s' % (name, interpreter.name))
                measurement = results[name, interpreter]
                if measurement.failure:
                    continue
                outcome = process.run(
                    interpreter.arguments
                    + [os.path.join(folder.path, 'wrapper.py'),
                       os.path.join(places[interpreter], name + '.py'),
                       '-', str(options.repeat)],
                    folder.path, options.timeout)
                problem = measurement.add(outcome, expected[name])
                if problem:
                    progress.clear()
                    complain('%s fails under %s: %s' % (
                        name, interpreter.name, problem))
    progress.clear()
    return results
