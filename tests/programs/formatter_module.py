import formatter, StringIO
state = 1
def chosen(sequence):
    global state
    state = (state * 1103515245 + 12345) % 2 ** 31
    return sequence[(state >> 8) % len(sequence)]
texts = 'text', ' ', 'two words', '  lead', 'trail  ', '\n', 'long words in some lines\nof it', '', 'x' * 25
for turn in range(8):
    abstract = formatter.AbstractFormatter(formatter.AbstractWriter())
    out = StringIO.StringIO()
    dumb = formatter.AbstractFormatter(formatter.DumbWriter(out, 20))
    null = formatter.NullFormatter()
    for step in range(30):
        name, arguments = chosen([
            ('end_paragraph', (chosen([0, 1, 2]),)), ('add_line_break', ()), ('add_hor_rule', ()),
            ('add_label_data', (chosen(['1.', 'a)', 'I-', '*', 'A i']), chosen(range(60)), chosen([None, 0, 1]))),
            ('add_flowing_data', (chosen(texts),)), ('add_flowing_data', (chosen(texts),)), ('add_literal_data', (chosen(['as is', 'x\ny', 'end\n']),)),
            ('flush_softspace', ()), ('push_alignment', (chosen(['left', None, 'right']),)), ('pop_alignment', ()),
            ('push_font', (chosen([('h1', 0, 1, 0), (None, 1, None, None)]),)), ('pop_font', ()), ('push_margin', (chosen([None, 'm']),)),
            ('pop_margin', ()), ('set_spacing', (chosen([None, 1]),)), ('push_style', ('s', 't')), ('pop_style', (chosen([1, 2]),)),
            ('assert_line_data', (chosen([0, 1]),))])
        for each in abstract, dumb, null:
            getattr(each, name)(*arguments)
    print repr(out.getvalue())
print [abstract.format_counter('1 a A i I', n) for n in (1, 4, 26, 27, 49, 703, 1994)], abstract.format_counter('x-', 3)
