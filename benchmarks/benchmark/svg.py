"""Plots as SVG texts, to stand within a page."""

import math

# Okabe and Ito's colours: told apart with any colour vision.
COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9']
GREY = '#777777'


def escape(text):
    return (str(text).replace('&', '&amp;').replace('<', '&lt;')
            .replace('>', '&gt;').replace('"', '&quot;'))


def text(x, y, content, anchor='start', colour='#222222', size=11, extra=''):
    return ('<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s" '
            'font-size="%d"%s>%s</text>' % (x, y, anchor, colour, size, extra,
                                            escape(content)))


def line(x1, y1, x2, y2, colour='#dddddd', width=1.0):
    return ('<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s" '
            'stroke-width="%.1f"/>' % (x1, y1, x2, y2, colour, width))


def rectangle(x, y, width, height, colour, title='', opacity=1.0):
    inner = '<title>%s</title>' % escape(title) if title else ''
    return ('<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s" '
            'fill-opacity="%.2f">%s</rect>' % (
                x, y, max(width, 0.5), height, colour, opacity, inner))


def polyline(points, colour, width=1.6):
    return '<polyline fill="none" stroke="%s" stroke-width="%.1f" ' \
        'stroke-linejoin="round" points="%s"/>' % (
            colour, width, ' '.join(['%.1f,%.1f' % point
                                     for point in points]))


def document(width, height, parts, label):
    return ('<svg viewBox="0 0 %d %d" width="%d" height="%d" role="img" '
            'aria-label="%s" font-family="sans-serif">\n%s\n</svg>' % (
                width, height, width, height, escape(label),
                '\n'.join(parts)))


def ticks(low, high, count=5):
    """Round numbers between two bounds."""
    if high <= low:
        return [low]
    step = 10 ** math.floor(math.log10((high - low) / float(count)))
    for factor in (1, 2, 5, 10):
        if (high - low) / (step * factor) <= count:
            step *= factor
            break
    first = math.ceil(low / step)
    values = []
    while first * step <= high * 1.0001:
        values.append(first * step)
        first += 1
    return values


def log_ticks(low, high):
    """1, 2, 5, 10, 20 ... between two bounds."""
    values = []
    power = math.floor(math.log10(low))
    while 10 ** power <= high:
        for factor in (1, 2, 5):
            value = factor * 10 ** power
            if low <= value <= high:
                values.append(value)
        power += 1
    return values


def number(value):
    return '%g' % value


def bars(rows, series, unit, label, reference=None, logarithmic=False,
         colours=COLOURS):
    """Horizontal bars: rows are (name, values), None where one is missing."""
    bar = 11 if len(series) < 3 else 8
    left, top, width = 130, 28, 560
    row_height = bar * len(series) + 9
    height = top + row_height * len(rows) + 24
    values = [value for _, row in rows for value in row if value]
    if not values:
        return '<p>Nothing to plot.</p>'
    high = max(values + [reference or 0]) * 1.08
    if logarithmic:
        low = min(values + [reference or max(values)]) / 1.25

        def scale(value):
            return left + width * (math.log(value / low)
                                   / math.log(high / low))
        marks = log_ticks(low, high)
    else:
        def scale(value):
            return left + width * value / high
        low = 0
        marks = ticks(0, high, 7)
    parts = []
    bottom = top + row_height * len(rows)
    for mark in marks:
        parts.append(line(scale(mark), top - 4, scale(mark), bottom))
        parts.append(text(scale(mark), bottom + 15, number(mark), 'middle',
                          GREY))
    start = scale(reference) if logarithmic and reference else left
    for i, (name, row) in enumerate(rows):
        y = top + i * row_height
        parts.append(text(left - 8, y + row_height / 2.0 + 1, name, 'end'))
        for j, value in enumerate(row):
            place = y + 2 + j * bar
            if not value:
                parts.append(text(start + 4, place + bar - 2, 'fails',
                                  'start', GREY, 9))
                continue
            x = scale(value)
            parts.append(rectangle(min(start, x), place, abs(x - start),
                                   bar - 2, colours[j % len(colours)],
                                   '%s, %s: %.3g %s' % (name, series[j],
                                                        value, unit)))
            parts.append(text(max(x, start) + 4, place + bar - 3,
                              '%.3g' % value, 'start', GREY, 9))
    if reference:
        parts.append(line(scale(reference), top - 4, scale(reference), bottom,
                          '#222222', 1.4))
    parts += legend(left, 14, series, colours)
    return document(left + width + 50, height, parts, label)


def legend(x, y, series, colours):
    parts = []
    for i, name in enumerate(series):
        parts.append(rectangle(x, y - 9, 10, 10, colours[i % len(colours)]))
        parts.append(text(x + 14, y, name))
        x += 30 + 7 * len(name)
    return parts


def curves(series, x_label, y_label, label, width=700, height=280,
           bands=(), logarithmic=False, small=False, title=''):
    """Lines: series are (name, points, colour number).

    `bands` are (begin, end, name) along the x axis.
    """
    left, right, top, below = (44, 8, 20, 20) if small else (64, 16, 34, 40)
    points = [point for _, line_points, _ in series for point in line_points]
    if not points:
        return '<p>Nothing to plot.</p>'
    x_low = min([x for x, _ in points])
    x_high = max([x for x, _ in points] + [end for _, end, _ in bands])
    y_high = max([y for _, y in points]) * 1.06 or 1.0
    y_low = 0
    if logarithmic:
        y_low = min([y for _, y in points if y > 0]) / 1.2
        y_high *= 1.1
    if x_high == x_low:
        x_high = x_low + 1
    inner_width = width - left - right
    inner_height = height - top - below

    def x_of(x):
        return left + inner_width * (x - x_low) / float(x_high - x_low)

    def y_of(y):
        if logarithmic:
            share = math.log(max(y, y_low) / y_low) / math.log(y_high / y_low)
        else:
            share = (y - y_low) / float(y_high - y_low)
        return top + inner_height * (1 - share)

    parts = []
    for i, (begin, end, name) in enumerate(bands):
        shade = '#eef3f8' if i % 2 == 0 else '#f8f3ea'
        parts.append(rectangle(x_of(begin), top, x_of(end) - x_of(begin),
                               inner_height, shade, name))
        if x_of(end) - x_of(begin) > 7 * len(name):
            parts.append(text((x_of(begin) + x_of(end)) / 2.0, top + 12, name,
                              'middle', GREY, 10))
    marks = log_ticks(y_low, y_high) if logarithmic else \
        ticks(y_low, y_high, 3 if small else 6)
    if small and len(marks) > 4:
        marks = marks[::2]
    for mark in marks:
        parts.append(line(left, y_of(mark), width - right, y_of(mark)))
        parts.append(text(left - 5, y_of(mark) + 4, number(mark), 'end', GREY,
                          9 if small else 11))
    for mark in ticks(x_low, x_high, 4 if small else 8):
        parts.append(text(x_of(mark), height - below + 13, number(mark),
                          'middle', GREY, 9 if small else 11))
    for name, line_points, colour in series:
        parts.append(polyline([(x_of(x), y_of(y)) for x, y in line_points],
                              COLOURS[colour % len(COLOURS)]))
    if title:
        parts.append(text(left, 13, title, size=12))
    if not small:
        parts.append(text(width - right, height - 6, x_label, 'end', GREY))
        parts.append(text(6, 14, y_label, 'start', GREY))
        x = left + 110
        for name, _, colour in series:
            parts.append(rectangle(x, 5, 10, 10,
                                   COLOURS[colour % len(COLOURS)]))
            parts.append(text(x + 14, 14, name))
            x += 30 + 7 * len(name)
    return document(width, height, parts, label)
