"""The results of a run as plain data: what --json writes, all else reads."""

import time

from benchmark import statistics

FORMAT = 1


def collect(names, interpreters, baseline, results, options):
    """A dictionary of everything measured."""
    data = {
        'format': FORMAT,
        'date': time.strftime('%Y-%m-%d %H:%M:%S'),
        'rounds': options.rounds, 'repeat': options.repeat,
        'baseline': baseline.name,
        'interpreters': [{
            'name': interpreter.name, 'command': interpreter.command,
            'description': interpreter.description,
            'start_up': interpreter.start_up,
            'start_memory': interpreter.start_memory,
        } for interpreter in interpreters],
        'programs': names,
        'results': {}, 'failures': [],
    }
    for name in names:
        data['results'][name] = {}
        for interpreter in interpreters:
            measurement = results[name, interpreter]
            if measurement.failure:
                data['failures'].append([name, interpreter.name,
                                         measurement.failure])
            else:
                data['results'][name][interpreter.name] = \
                    measurement.summary()
    add_ratios(data)
    return data


def add_ratios(data):
    """Compares each with the baseline."""
    start_up = dict([(entry['name'], entry['start_up'])
                     for entry in data['interpreters']])
    baseline = data['baseline']
    for name in data['programs']:
        entries = data['results'][name]
        base = entries.get(baseline)
        for interpreter, entry in entries.items():
            if base is None or interpreter == baseline:
                continue
            entry['speedup'] = base['steady'] / entry['steady']
            entry['first_speedup'] = base['first'] / entry['first']
            entry['memory_ratio'] = float(entry['peak']) / base['peak']
            entry['break_even'] = statistics.break_even(
                entry['curve'], entry['steady'], start_up[interpreter],
                base['curve'], base['steady'], start_up[baseline])


def means(data, interpreter):
    """Geometric means over the programs that both could run."""
    entries = [data['results'][name].get(interpreter)
               for name in data['programs']]
    entries = [entry for entry in entries if entry and 'speedup' in entry]
    return dict([(key, statistics.geometric_mean(
        [entry[key] for entry in entries]))
        for key in ('speedup', 'first_speedup', 'memory_ratio')]
        + [('count', len(entries))])


def loops_and_bridges(counters):
    """How many traces were compiled; None where there is no JIT."""
    if 'TOTAL_COMPILED_LOOPS' not in counters:
        return None
    return (counters['TOTAL_COMPILED_LOOPS'],
            counters.get('TOTAL_COMPILED_BRIDGES', 0))
