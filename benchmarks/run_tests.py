"""Tests of the benchmark command: run_tests.py [PART OF A NAME...]"""

import json
import os
import re
import sys
import tempfile
import traceback

from benchmark import (interpreters, options, process, resources, results,
                       statistics, svg, table, translation)

HERE = os.path.dirname(os.path.abspath(__file__))


def near(a, b):
    return abs(a - b) < 1e-9


def command(*arguments):
    """The outcome of running the command as a user would."""
    environment = {'PYTHONPATH': HERE}
    with resources.Folder() as folder:
        return process.run([sys.executable, '-m', 'benchmark']
                           + list(arguments), folder.path, 300, environment)


def refused(arguments):
    try:
        options.parse(arguments)
    except options.UsageError as error:
        return str(error)
    raise AssertionError('%r was not refused' % (arguments,))


# -- parts -----------------------------------------------------------------

def test_statistics():
    assert statistics.median([3, 1, 2]) == 2
    assert statistics.median([4, 1, 2, 3]) == 2.5
    assert near(statistics.geometric_mean([2.0, 8.0]), 4.0)
    assert statistics.geometric_mean([]) is None
    assert statistics.half_interval([1.0]) == 0.0
    # Two values: 12.706 times the standard error.
    assert near(statistics.half_interval([1.0, 3.0]), 12.706)
    seconds, interval = statistics.steady([[9.0, 1.0, 1.0], [9.0, 3.0, 3.0]])
    assert seconds == 2.0 and near(interval, 12.706)
    assert statistics.warm_up([[3.0, 1.0], [5.0, 1.0, 7.0]]) == [4.0, 1.0]


def test_break_even():
    # Slow to start, then twice as fast.
    curve, base = [3.0, 0.5, 0.5], [1.0, 1.0, 1.0]
    assert statistics.break_even(curve, 0.5, 0.0, base, 1.0, 0.0) == (5, 5.0)
    assert statistics.break_even(base, 1.0, 0.5, base, 1.0, 0.0) is None
    iterations, _ = statistics.break_even(base, 1.0, 0.0, curve, 0.5, 0.0)
    assert iterations == 1


def test_options():
    chosen = options.parse(['nbody', '--quick', '--against', 'a', '--against',
                            'b', '--json=out'])
    assert chosen.programs == ['nbody'] and chosen.against == ['a', 'b']
    assert chosen.json == 'out'
    assert (chosen.rounds, chosen.repeat) == (1, 3)
    assert refused(['--nothing']) == 'unknown option --nothing'
    assert refused(['--json']) == '--json needs a value'
    assert refused(['--compare', 'a']) == '--compare needs 2 values'
    assert refused(['--rounds', 'x']) == '--rounds: x is no number'
    assert refused(['--rounds', '0']) == '--rounds must be positive'
    assert refused(['--quick=yes']) == '--quick takes no value'


def test_resources_come_from_folders_or_frozen():
    names = resources.program_names()
    assert 'richards' in names and 'driver' not in names
    import benchmark
    module = benchmark.frozen_files = type(sys)('frozen_files')
    sys.modules['benchmark.frozen_files'] = module
    module.FILES = {'programs/one.py': 'print 1', 'programs/driver.py': '',
                    'programs/expected/one.txt': '1\n'}
    try:
        assert resources.program_names() == ['one']
        with resources.Folder() as folder:
            place = folder.write_tree('programs')
            assert os.path.exists(os.path.join(place, 'expected', 'one.txt'))
            path = folder.path
        assert not os.path.exists(path)
    finally:
        del sys.modules['benchmark.frozen_files'], benchmark.frozen_files


def test_archives():
    assert resources.unpack('') == {}
    assert resources.unpack('a/b c.py 3\nx\n\nd 0\n') == {
        'a/b c.py': 'x\n\n', 'd': ''}


def test_processes():
    with resources.Folder() as folder:
        outcome = process.run([sys.executable, '-c',
                               'import sys; print 1; sys.exit(3)'],
                              folder.path)
        assert (outcome.status, outcome.output) == (3, '1\n')
        assert outcome.peak > 1e6 and outcome.seconds > 0
        outcome = process.run(['/nothing/there'], folder.path)
        assert outcome.status == 127
        assert 'No such file' in outcome.problem()
        outcome = process.run([sys.executable, '-c', 'while 1: pass'],
                              folder.path, 0.3)
        assert outcome.problem().startswith('ended by signal 9')


def test_the_log_of_trees_and_heap():
    trees, heap = translation.parse_log(
        '[0.250] {jit-summary} trees=3 bridges=1\n'
        '[1.500] {jit-summary} trees=5 bridges=4\n'
        'nonsense\n'
        '[2.000] {gc-collect} before=1000 after=400\n')
    assert trees == [[0.25, 3, 1], [1.5, 5, 4]]
    assert heap == [[2.0, 1000, 400]]


TAG = re.compile(r'<(/?)([A-Za-z]+)((?: +[A-Za-z0-9:-]+="[^"<>]*")*) *(/?)>')


def check_markup(text):
    """Every tag is closed, in the right order; no stray < or &."""
    opened = []
    for end, name, _, empty in TAG.findall(text):
        if end:
            assert opened and opened.pop() == name, (name, opened)
        elif not empty:
            opened.append(name)
    assert not opened, opened
    rest = TAG.sub('', text)
    assert '<' not in rest and '>' not in rest, rest
    assert '&' not in re.sub(r'&(amp|lt|gt|quot|#[0-9]+);', '', rest), rest


def test_plots_are_well_formed():
    bars = svg.bars([('a<b', [2.0, None]), ('c', [0.5, 8.0])], ['x', 'y'],
                    'times', 'bars', 1.0, True)
    curves = svg.curves([('one', [(1, 2.0), (2, 1.0)], 0)], 'x', 'y',
                        'curves', bands=[(0, 2, 'phase')])
    for text in (bars, curves):
        check_markup(text)
    assert svg.bars([], [], '', '') == '<p>Nothing to plot.</p>'
    assert svg.ticks(0, 10, 5) == [0, 2, 4, 6, 8, 10]


def test_the_baseline():
    class Fake(object):
        def __init__(self, name, description):
            self.name = self.command = name
            self.description = description
    new, old = Fake('new', 'pyrs 2.7.18'), Fake('old', 'CPython 2.7.18')
    assert interpreters.baseline_of([new, old], None) is old
    assert interpreters.baseline_of([new, old], 'new') is new
    assert interpreters.baseline_of([new, old], 'else') is None


def run_data(steady, name='python'):
    entry = {'steady': steady, 'interval': 0.01, 'first': steady,
             'peak': 1000, 'counters': {}, 'runs': [[steady]],
             'curve': [steady]}
    return {'interpreters': [{'name': name}], 'programs': ['p'],
            'results': {'p': {name: entry}}, 'format': results.FORMAT}


def test_comparison():
    lines = table.compare(run_data(1.0), run_data(0.5), ['a', 'b'])
    assert lines[-1] == 'geometric mean of 1: steady 2.00 x'
    lines = table.compare(run_data(1.0), run_data(1.005), ['a', 'b'])
    assert 'within the intervals' in lines[3]
    lines = table.compare(run_data(1.0), run_data(1.0, 'other'), ['a', 'b'])
    assert lines[0].startswith('python and other')


# -- the command -----------------------------------------------------------

def test_a_run():
    folder = tempfile.mkdtemp()
    try:
        data_file = os.path.join(folder, 'data.json')
        page = os.path.join(folder, 'page.html')
        outcome = command('recursion', 'old_style', '--quick', '--against',
                          '/nothing/python', '--json', data_file, '--html',
                          page)
        assert outcome.status == 0, outcome.problem()
        assert 'no interpreter /nothing/python' in outcome.errors
        assert 'old_style' in outcome.output
        with open(data_file) as source:
            data = json.load(source)
        assert data['programs'] == ['recursion', 'old_style']
        with open(page) as source:
            text = source.read()
        assert '<svg' in text and 'http' not in text.replace(
            'http://www.w3.org', '')
        outcome = command('--compare', data_file, data_file)
        assert 'geometric mean of 2: steady 1.00 x' in outcome.output
        outcome = command('--compare', data_file, page)
        assert outcome.status == 2
        assert 'was not written by --json' in outcome.errors
    finally:
        resources.remove_tree(folder)


def test_a_program_that_fails_leaves_the_rest():
    folder = tempfile.mkdtemp()
    try:
        # An interpreter that cannot run old_style.
        broken = os.path.join(folder, 'broken')
        with open(broken, 'w') as target:
            target.write('#!/bin/sh\ncase "$*" in *old_style*) '
                         'echo went wrong >&2; exit 5;; esac\n'
                         'exec %s "$@"\n' % sys.executable)
        os.chmod(broken, 0o755)
        outcome = command('recursion', 'old_style', '--quick', '--against',
                          broken)
        assert outcome.status == 1
        assert 'old_style fails under %s: status 5: went wrong' % broken \
            in outcome.errors, outcome.errors
        assert 'geometric mean of 1' in outcome.output
    finally:
        resources.remove_tree(folder)


def test_errors_are_clear():
    outcome = command('nothing')
    assert outcome.status == 2
    assert outcome.errors.startswith('benchmark: no program nothing; there '
                                     'are: binary_trees, ')
    outcome = command('--strange')
    assert outcome.status == 2 and 'unknown option --strange' in \
        outcome.errors
    outcome = command('--quick', 'recursion', '--json', '/nothing/x')
    assert outcome.status == 2
    assert 'No such file or directory' in outcome.errors
    assert command('--help').output.startswith('usage: benchmark')


def main(parts):
    failed = 0
    number = 0
    for name in sorted(globals()):
        if name.startswith('test_') and (not parts or [
                part for part in parts if part in name]):
            number += 1
            try:
                globals()[name]()
            except Exception:
                failed += 1
                print 'FAILED', name
                traceback.print_exc(None, sys.stdout)
    print '%d passed, %d failed' % (number - failed, failed)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
