"""The report as one self-contained page."""

from benchmark import results, svg, table, translation

STYLE = """
body { font: 15px/1.5 sans-serif; color: #222; background: #fff;
       max-width: 980px; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin-top: 2em; }
table { border-collapse: collapse; font-size: 13px; }
td, th { padding: 2px 9px; text-align: right; border-bottom: 1px solid #eee; }
td:first-child, th:first-child { text-align: left; }
.grid { display: flex; flex-wrap: wrap; gap: 6px; }
.figures { display: flex; gap: 2em; flex-wrap: wrap; margin: 1em 0; }
.figures div { border-left: 3px solid #0072b2; padding-left: 0.8em; }
.figures b { font-size: 1.5em; display: block; }
.note { color: #666; font-size: 13px; }
.failure { color: #a02000; }
"""


def render(data):
    """The text of the page."""
    parts = ['<!DOCTYPE html>', '<html lang="en"><head>',
             '<meta charset="utf-8"><title>Benchmark report</title>',
             '<style>%s</style></head><body>' % STYLE,
             '<h1>Benchmark report</h1>', introduction(data)]
    if data['programs']:
        parts += program_sections(data)
    for entry in data.get('translation', []):
        parts.append(translation_section(entry))
    parts.append('</body></html>')
    return '\n'.join(parts) + '\n'


def introduction(data):
    lines = []
    for entry in data['interpreters']:
        lines.append('<li><b>%s</b>: %s, starts in %s ms with %s MB%s</li>' % (
            svg.escape(entry['name']), svg.escape(entry['description']),
            table.milliseconds(entry['start_up']),
            table.megabytes(entry['start_memory']),
            ' (the baseline)' if entry['name'] == data['baseline'] else ''))
    return ('<p class="note">%s; %d rounds of interleaved processes, %d '
            'repetitions in each.</p><ul>%s</ul>' % (
                data['date'], data['rounds'], data['repeat'],
                '\n'.join(lines)))


def others(data):
    return [entry['name'] for entry in data['interpreters']
            if entry['name'] != data['baseline']]


def program_sections(data):
    parts = []
    names = others(data)
    for name in names:
        parts.append(headline(data, name))
    for program, interpreter, problem in data['failures']:
        parts.append('<p class="failure">%s fails under %s: %s</p>' % tuple(
            map(svg.escape, (program, interpreter, problem))))
    if names:
        for key, title in (
                ('speedup', 'Steady state: times as fast as %s'),
                ('first_speedup',
                 'First iteration: times as fast as %s, nothing warm')):
            parts.append('<h2>%s</h2>' % svg.escape(title % data['baseline']))
            parts.append(svg.bars(ratio_rows(data, names, key), names,
                                  'times', title % data['baseline'], 1.0,
                                  True, colours_of(data, names)))
    parts.append('<h2>Warm-up: milliseconds of each iteration</h2>')
    parts.append('<p class="note">Median of the rounds, on a logarithmic '
                 'scale. %s</p>' % colour_key(data))
    parts.append('<div class="grid">')
    for program in data['programs']:
        parts.append(warm_up_plot(data, program))
    parts.append('</div>')
    parts.append('<h2>Peak memory, MB</h2>')
    every = [entry['name'] for entry in data['interpreters']]
    rows = []
    for program in data['programs']:
        row = []
        for name in every:
            entry = data['results'][program].get(name)
            row.append(entry['peak'] / 1e6 if entry else None)
        rows.append((program, row))
    parts.append(svg.bars(rows, every, 'MB', 'Peak memory'))
    for name in names or every:
        parts.append('<h2>%s in numbers</h2>' % svg.escape(name))
        parts.append(html_table(data, name))
    return parts


def colours_of(data, names):
    """Each interpreter has one colour on the whole page."""
    every = [entry['name'] for entry in data['interpreters']]
    return [svg.COLOURS[every.index(name) % len(svg.COLOURS)]
            for name in names]


def headline(data, name):
    means = results.means(data, name)
    if not means['count']:
        return '<p>%s and %s share no program.</p>' % (
            svg.escape(name), svg.escape(data['baseline']))
    return ('<div class="figures"><div><b>%s x</b>%s, steady state</div>'
            '<div><b>%s x</b>first iteration</div>'
            '<div><b>%s x</b>the memory</div>'
            '<div><b>%d</b>programs (geometric means)</div></div>' % (
                table.ratio(means['speedup']), svg.escape(name),
                table.ratio(means['first_speedup']),
                table.ratio(means['memory_ratio']), means['count']))


def ratio_rows(data, names, key):
    rows = []
    for program in data['programs']:
        rows.append((program, [
            data['results'][program].get(name, {}).get(key)
            for name in names]))
    rows.append(('geometric mean', [results.means(data, name)[key]
                                    for name in names]))
    return rows


def colour_key(data):
    parts = []
    for i, entry in enumerate(data['interpreters']):
        parts.append('<span style="color:%s">&#9632;</span> %s' % (
            svg.COLOURS[i % len(svg.COLOURS)], svg.escape(entry['name'])))
    return ' '.join(parts)


def warm_up_plot(data, program):
    series = []
    for i, interpreter in enumerate(data['interpreters']):
        entry = data['results'][program].get(interpreter['name'])
        if entry:
            series.append((interpreter['name'], [
                (number + 1, seconds * 1000.0)
                for number, seconds in enumerate(entry['curve'])], i))
    return svg.curves(series, 'iteration', 'ms', 'Warm-up of ' + program,
                      232, 140, (), True, True, program)


def html_table(data, interpreter):
    lines = table.interpreter_rows(data, interpreter)
    head = ''.join(['<th>%s</th>' % svg.escape(cell)
                    for cell in table.HEADINGS])
    body = ''.join(['<tr>%s</tr>' % ''.join(
        ['<td>%s</td>' % svg.escape(cell) for cell in row])
        for row in lines])
    return '<table><tr>%s</tr>%s</table>' % (head, body)


def translation_section(entry):
    parts = ['<h2>Translation under %s</h2>' % svg.escape(entry['name'])]
    if entry['problem']:
        parts.append('<p class="failure">%s</p>' % svg.escape(
            entry['problem']))
    parts.append('<p>%s s in all, peak %s MB.</p>' % (
        '%.1f' % entry['seconds'], table.megabytes(entry['peak'])))
    for title, plot in translation.plots(entry):
        parts.append('<h3>%s</h3>%s' % (svg.escape(title), plot))
    return '\n'.join(parts)
