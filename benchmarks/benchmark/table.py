"""The tables in the terminal."""

from benchmark import results, statistics


def milliseconds(seconds):
    value = seconds * 1000.0
    return '%.0f' % value if value >= 100 else '%.1f' % value


def ratio(value):
    if value is None:
        return '-'
    return '%.2f' % value if value < 10 else '%.1f' % value


def megabytes(size):
    return '%.0f' % (size / 1e6)


def render(rows, headings):
    """Lines of columns; the first is flush left, the others right."""
    widths = [max([len(row[i]) for row in rows + [headings]])
              for i in range(len(headings))]
    lines = []
    for row in [headings] + rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:],
                                                           widths[1:])]
        lines.append('  '.join(cells).rstrip())
    lines.insert(1, '-' * len(lines[0]))
    return lines


def report(data):
    """The lines of the report of a run."""
    lines = []
    baseline = data['baseline']
    for interpreter in data['interpreters']:
        lines.append('%s: %s, starts in %s ms with %s MB%s' % (
            interpreter['name'], interpreter['description'],
            milliseconds(interpreter['start_up']),
            megabytes(interpreter['start_memory']),
            ' (baseline)' if interpreter['name'] == baseline else ''))
    for interpreter in data['interpreters']:
        if interpreter['name'] != baseline or \
                len(data['interpreters']) == 1:
            lines.append('')
            lines += interpreter_table(data, interpreter['name'])
    for name, interpreter, problem in data['failures']:
        lines.append('')
        lines.append('%s fails under %s: %s' % (name, interpreter, problem))
    return lines


HEADINGS = ['program', 'first ms', 'steady ms', '+-%', 'base ms', 'steady x',
            'first x', 'even after', 'MB', 'memory x', 'loops+bridges']


def interpreter_rows(data, interpreter):
    """A row a program, under HEADINGS."""
    rows = []
    for name in data['programs']:
        entry = data['results'][name].get(interpreter)
        base = data['results'][name].get(data['baseline'])
        if entry is None:
            rows.append([name] + ['fails'] + [''] * 9)
            continue
        compiled = results.loops_and_bridges(entry['counters'])
        rows.append([
            name, milliseconds(entry['first']),
            milliseconds(entry['steady']),
            '%.1f' % (100.0 * entry['interval'] / entry['steady']),
            milliseconds(base['steady']) if base else '-',
            ratio(entry.get('speedup')), ratio(entry.get('first_speedup')),
            even_text(entry), megabytes(entry['peak']),
            ratio(entry.get('memory_ratio')),
            '%d+%d' % compiled if compiled else '-'])
    return rows


def interpreter_table(data, interpreter):
    rows = interpreter_rows(data, interpreter)
    lines = ['%s against %s (x: above 1 is faster; memory x: below 1 is less)'
             % (interpreter, data['baseline'])]
    lines += render(rows, HEADINGS)
    means = results.means(data, interpreter)
    if means['count']:
        lines.append('geometric mean of %d: steady %s x, first iteration '
                     '%s x, memory %s x' % (
                         means['count'], ratio(means['speedup']),
                         ratio(means['first_speedup']),
                         ratio(means['memory_ratio'])))
    return lines


def even_text(entry):
    """When the total time is no longer than the baseline's."""
    if 'break_even' not in entry:
        return '-'
    if entry['break_even'] is None:
        return 'never'
    iterations, seconds = entry['break_even']
    if iterations == 1:
        return 'at once'
    return '%d, %.1f s' % (iterations, seconds)


def compare(first, second, names):
    """The lines that compare two runs: second relative to first."""
    interpreters = [entry['name'] for entry in first['interpreters']]
    shared = [entry['name'] for entry in second['interpreters']
              if entry['name'] in interpreters]
    if not shared:
        # One each: compare them although they are named differently.
        pairs = [(first['interpreters'][0]['name'],
                  second['interpreters'][0]['name'])]
    else:
        pairs = [(name, name) for name in shared]
    lines = []
    for one, other in pairs:
        rows = []
        ratios = []
        for name in first['programs']:
            a = first['results'][name].get(one)
            b = second['results'].get(name, {}).get(other)
            if not a or not b:
                continue
            ratios.append(a['steady'] / b['steady'])
            clear = abs(a['steady'] - b['steady']) > (a['interval']
                                                      + b['interval'])
            rows.append([name, milliseconds(a['steady']),
                         milliseconds(b['steady']), ratio(ratios[-1]),
                         '' if clear else 'within the intervals',
                         ratio(a['first'] / b['first']),
                         ratio(float(b['peak']) / a['peak'])])
        if lines:
            lines.append('')
        title = one if one == other else '%s and %s' % (one, other)
        lines.append('%s: %s, then %s (x: above 1 is faster)' % (
            title, names[0], names[1]))
        lines += render(rows, ['program', 'before ms', 'after ms',
                               'steady x', '', 'first x', 'memory x'])
        mean = statistics.geometric_mean(ratios)
        if mean is not None:
            lines.append('geometric mean of %d: steady %s x' % (
                len(ratios), ratio(mean)))
        else:
            lines.append('no program is in both')
    return lines
