"""Times the translation toolchain: the interpreters' longest program.

Beside the time of each phase it follows the resident memory from outside,
and, for an interpreter that writes a JIT log, how many trees and bridges are
alive and how large the heap is before and after collections.
"""

import os
import re

from benchmark import process, svg, table
from benchmark.progress import Progress

# The sections of the log: `[seconds] {section ... name number ...`.
SECTIONS = 'jit-summary,gc-collect'
NUMBER = re.compile(r'([a-z_]+)[ =:]+([0-9]+)')
TIME = re.compile(r'([0-9]+\.[0-9]+)')
PHASE = re.compile(r'\[Timer\] +([A-Za-z_:]+) +--- +([0-9.]+) s')

# Without freeing of cold loops, for comparison.
WITHOUT_FREEING = ['--jit', 'loop_longevity=0']


def parse_log(text):
    """(trees, heap): [time, trees, bridges], [time, before, after]."""
    trees, heap = [], []
    for line in text.split('\n'):
        time = TIME.search(line)
        if time is None:
            continue
        values = dict([(name, int(value))
                       for name, value in NUMBER.findall(line)])
        seconds = float(time.group(1))
        if 'jit-summary' in line and 'trees' in values:
            trees.append([seconds, values['trees'],
                          values.get('bridges', 0)])
        elif 'gc-collect' in line and 'before' in values:
            heap.append([seconds, values['before'],
                         values.get('after', values['before'])])
    return trees, heap


def run_once(folder, interpreter, options, name, extra):
    """Translates once; gives what was seen as plain data."""
    stats = os.path.join(folder.path, 'stats.json')
    log = os.path.join(folder.path, 'jit.log')
    for path in (stats, log):
        if os.path.exists(path):
            os.remove(path)
    output = os.path.join(folder.path, 'translated')
    if not os.path.isdir(output):
        os.mkdir(output)
    script = os.path.join(folder.path, 'translate', 'translate.py')
    arguments = interpreter.arguments + extra + [script, '--stats', stats,
                                                 '--folder', output]
    if options.quick:
        arguments.append('--quick')
    outcome = process.run(arguments, folder.path,
                          max(options.timeout, 3600.0),
                          {'PYRSLOG': '%s:%s' % (SECTIONS, log)}, True)
    phases = [[phase, float(seconds)]
              for phase, seconds in PHASE.findall(outcome.output)
              if phase != 'Total:']
    trees, heap = parse_log(process.read(log))
    problem = outcome.problem()
    if not problem and not phases:
        problem = 'no [Timer] lines'
    return {
        'name': name, 'seconds': outcome.seconds, 'peak': outcome.peak,
        'phases': phases, 'spans': read_spans(stats),
        'samples': [[seconds, size] for seconds, size in outcome.samples],
        'trees': trees, 'heap': heap, 'problem': problem,
    }


def read_spans(path):
    """When each phase ran: [begin, end, phase, target]."""
    import json
    try:
        with open(path) as source:
            data = json.load(source)
    except (IOError, ValueError):
        return []
    return [[span['begin'], span['end'], span['phase'], span['target']]
            for span in data['spans']]


def measure(folder, interpreters, options, complain):
    """Translates under every interpreter of Python 2."""
    folder.write_tree('translate')
    taking_part = [interpreter for interpreter in interpreters
                   if not interpreter.is_python3]
    progress = Progress(len(taking_part) + 1)
    entries = []
    for interpreter in interpreters:
        if interpreter.is_python3:
            complain('%s runs Python 3 and cannot run the toolchain'
                     % interpreter.name)
            continue
        progress.step('translating under ' + interpreter.name)
        entry = run_once(folder, interpreter, options, interpreter.name, [])
        entries.append(entry)
        if entry['trees']:
            name = interpreter.name + ' without freeing'
            progress.step('translating under ' + name)
            second = run_once(folder, interpreter, options, name,
                              WITHOUT_FREEING)
            entry['without'] = second
            entries.append(second)
        progress.clear()
        for done in entries[-2:]:
            if done['problem'] and done['name'].startswith(interpreter.name):
                complain('translation fails under %s: %s' % (
                    done['name'], done['problem']))
    return entries


def report(entries):
    """The lines of the terminal's table: a column an interpreter."""
    phases = []
    for entry in entries:
        for phase, _ in entry['phases']:
            if phase not in phases:
                phases.append(phase)
    rows = []
    for phase in phases:
        rows.append([phase] + [
            '%.1f' % dict(entry['phases']).get(phase, 0.0)
            for entry in entries])
    rows.append(['in all, s'] + ['%.1f' % entry['seconds']
                                 for entry in entries])
    rows.append(['peak, MB'] + [table.megabytes(entry['peak'])
                                for entry in entries])
    lines = ['Translation, seconds of each phase']
    return lines + table.render(rows, ['phase'] + [entry['name']
                                                   for entry in entries])


def bands(entry):
    """The phases along the time axis, neighbours of one phase joined."""
    joined = []
    for begin, end, phase, _ in entry['spans']:
        if joined and joined[-1][2] == phase:
            joined[-1] = (joined[-1][0], end, phase)
        else:
            joined.append((begin, end, phase))
    return joined


def plots(entry):
    """Yields (title, plot) for the page."""
    without = entry.get('without')
    if entry['trees']:
        series = [('trees', [(t, trees) for t, trees, _ in entry['trees']],
                   0),
                  ('bridges', [(t, count) for t, _, count in entry['trees']],
                   1)]
        if without and without['trees']:
            series.append(('trees, loop_longevity=0', [
                (t, trees) for t, trees, _ in without['trees']], 2))
            series.append(('bridges, loop_longevity=0', [
                (t, count) for t, _, count in without['trees']], 3))
        yield 'Trees and bridges alive', svg.curves(
            series, 'seconds', 'alive', 'Trees and bridges alive',
            bands=bands(entry))
    series = [('resident', [(t, size / 1e6) for t, size in entry['samples']],
               0)]
    title = 'Resident memory'
    if entry['heap']:
        title = 'Resident memory against the heap at collections'
        series.append(('heap before', [(t, before / 1e6)
                                       for t, before, _ in entry['heap']], 1))
        series.append(('heap after', [(t, after / 1e6)
                                      for t, _, after in entry['heap']], 2))
    yield title, svg.curves(series, 'seconds', 'MB', title,
                            bands=bands(entry))
    if entry['spans']:
        yield 'Phases', phase_bars(entry)


def phase_bars(entry):
    """A row a target: which phase ran when."""
    spans = entry['spans']
    targets, phases = [], []
    for _, _, phase, target in spans:
        if target not in targets:
            targets.append(target)
        if phase not in phases:
            phases.append(phase)
    end = max([span[1] for span in spans])
    left, width, row = 110, 570, 22
    shades = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00',
              '#56b4e9', '#f0e442', '#999999']
    parts = []
    for i, target in enumerate(targets):
        y = 36 + i * row
        parts.append(svg.text(left - 8, y + 13, target, 'end'))
        for begin, stop, phase, owner in spans:
            if owner == target:
                parts.append(svg.rectangle(
                    left + width * begin / end, y,
                    width * (stop - begin) / end, row - 5,
                    shades[phases.index(phase) % len(shades)],
                    '%s: %s, %.1f s' % (target, phase, stop - begin)))
    x = 6
    for i, phase in enumerate(phases):
        parts.append(svg.rectangle(x, 8, 10, 10, shades[i % len(shades)]))
        parts.append(svg.text(x + 13, 17, phase, size=10))
        x += 24 + 6 * len(phase)
    bottom = 36 + len(targets) * row
    for mark in svg.ticks(0, end, 8):
        parts.append(svg.text(left + width * mark / end, bottom + 12,
                              svg.number(mark) + ' s', 'middle', svg.GREY))
    return svg.document(max(left + width + 20, x), bottom + 20, parts,
                        'Phases')
