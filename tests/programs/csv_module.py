# The modules _csv and csv: dialects, reading in every state of a line, writing, dicts, guesses.
import _csv
import csv
from cStringIO import StringIO


def attempt(function, *arguments, **keywords):
    try:
        result = repr(function(*arguments, **keywords))
    except Exception as error:
        result = '%s: %s' % (type(error).__name__, error)
    print result


NAMES = 'delimiter doublequote escapechar lineterminator quotechar quoting skipinitialspace strict'.split()


def dialect(*arguments, **keywords):
    made = _csv.Dialect(*arguments, **keywords)
    return [getattr(made, name) for name in NAMES]


print '-- dialects'
attempt(dialect)
attempt(dialect, 'nothing')
for name, values in [('delimiter', ['', 'ab', 1, None, u'x', '\0', ';']), ('quotechar', ['', 'ab', 1, None, "'"]),
                     ('escapechar', ['', 'ab', 1, '\\']), ('lineterminator', ['', 1, None, 'abc']),
                     ('quoting', [-1, 0, 3, 4, 'x', None, 1.5, True, 2L]), ('doublequote', [0, 'x', None]),
                     ('strict', [1]), ('nothing', [1])]:
    for value in values:
        attempt(dialect, **{name: value})


class Semicolons:
    delimiter = ';'
    quoting = csv.QUOTE_NONNUMERIC
    strict = 1


attempt(dialect, Semicolons)
attempt(dialect, Semicolons, delimiter='|')
attempt(csv.register_dialect, 1, Semicolons)
attempt(csv.register_dialect, 'semicolons', Semicolons)
attempt(csv.register_dialect, 'bars', 'semicolons', delimiter='|')
attempt(csv.register_dialect, 'wrong', delimiter='||')
print sorted(csv.list_dialects())
attempt(csv.get_dialect, 'nothing')
attempt(lambda: csv.get_dialect('bars').delimiter)
attempt(csv.unregister_dialect, 'bars')
attempt(csv.unregister_dialect, 'bars')

print '-- reading'
LINES = [[''], ['a,b\n'], ['a,b\r\n', 'c'], ['"a,b"'], ['"a""b"'], ['"a"b'], ['"a'], ['"a\n', 'b",c'], ['a"b'], ['a\\,b'], ['a,\\'],
         ['"a\\"b"'], [' a, b'], ['a\rb'], ['a\0b'], [1], [u'a,\xe9'], ['1,"2",x'], ['1.5,2'], ["'a','b'"], ['a;b'], ['\r\n', 'x'],
         [',,'], ['"a" ,b'], ['\\\n'], ['a\n\r'], ['1,,2']]
FORMATS = [{}, {'escapechar': '\\'}, {'quoting': csv.QUOTE_NONE}, {'quoting': csv.QUOTE_NONNUMERIC}, {'strict': 1},
           {'skipinitialspace': True}, {'doublequote': 0}, {'quotechar': "'"}, {'delimiter': ';'}]
for lines in LINES:
    for format in FORMATS:
        reader = csv.reader(lines, **format)
        attempt(lambda: [(row, reader.line_num) for row in reader])
attempt(csv.reader)
attempt(csv.reader, 1)
attempt(csv.reader, [], 'nothing')
attempt(csv.field_size_limit, 'x')
old = csv.field_size_limit(5)
attempt(list, csv.reader(['abcdef,x']))
print old, csv.field_size_limit(old)

print '-- writing'


class Shown(object):
    def __str__(self):
        return 'a,"b'


for row in ([], [''], ['a', 'b'], ['a,b'], ['a"b'], ['a\nb'], [None], [None, 1], [1, 2.5, 3L, 1e30, 0.1], [u'a', u'\xe9'], 'abc', 1, {},
            set('a'), [Shown()], ['a\\b'], ["'"], ['a\0b'], ['"'], ['', ''], xrange(3)):
    for format in FORMATS + [{'quoting': csv.QUOTE_ALL}, {'lineterminator': '|'}]:
        out = StringIO()
        attempt(csv.writer(out, **format).writerow, row)
        print repr(out.getvalue())
attempt(csv.writer, 1)
out = StringIO()
attempt(csv.writer(out).writerows, [[1], [2, 'a,b']])
attempt(csv.writer(out).writerows, [1])
print repr(out.getvalue())

print '-- dicts'
for row in csv.DictReader(['a,b', '1,2', '', '3', '4,5,6'], restkey='rest', restval='none'):
    print sorted(row.items())
print sorted(csv.DictReader(['1,2'], ['x', 'y']).next().items())
out = StringIO()
writer = csv.DictWriter(out, ['x', 'y'], restval='?')
writer.writeheader()
writer.writerow({'x': 1})
writer.writerows([{'x': 2, 'y': 3}])
attempt(writer.writerow, {'z': 1})
attempt(csv.DictWriter, out, [], extrasaction='oops')
print repr(out.getvalue())

print '-- guesses'
for sample in ("a,b\n1,2\n3,4\n", "a;b;c\n1;2;3\n", "'x':'y'\n'z':'w'\n", 'a\tb\n1\t2\n', '"a b", "c"\n"d", "e"\n', 'abc\ndef\n'):
    attempt(lambda: [getattr(csv.Sniffer().sniff(sample), name) for name in ('delimiter', 'quotechar', 'doublequote', 'skipinitialspace')])
    attempt(csv.Sniffer().has_header, sample)
