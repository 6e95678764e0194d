# Tests of csv's own part: dialects, dictionaries, and guesses.
import csv, StringIO
def run(f, *args, **kw):
    try:
        print repr(f(*args, **kw))
    except Exception, e:
        print type(e).__name__, e
class Wrong(csv.Dialect): delimiter = ';;'
class Bare(csv.Dialect): pass
class Good(csv.excel): delimiter = '|'
for cls in (csv.Dialect, Bare, Wrong, Good, csv.excel, csv.excel_tab): run(lambda: (cls()._valid, cls().delimiter, cls._name))
print sorted(csv.list_dialects()), csv.get_dialect('excel-tab').delimiter
text = 'a,b,c\r\n1,2,3\r\n\r\n4,5\r\n6,7,8,9\r\n'
r = csv.DictReader(StringIO.StringIO(text)); print r.line_num, r.fieldnames, r.line_num
for row in r: print sorted(row.items()), r.line_num
r = csv.DictReader(StringIO.StringIO(text), ['x', 'y'], 'rest', 'none'); print [sorted(row.items()) for row in r]; r.fieldnames = ['z']; print r.fieldnames
r = csv.DictReader(StringIO.StringIO('')); print r.fieldnames, list(r)
r = csv.DictReader(StringIO.StringIO('1|2'), 'ab', dialect=Good); print sorted(r.next().items()), r.dialect is Good
out = StringIO.StringIO(); w = csv.DictWriter(out, ['b', 'a'], restval='-'); w.writeheader(); w.writerow({'a': 1}); w.writerows([{'b': 2, 'a': 3}, {}]); run(w.writerow, {'c': 1}); print repr(out.getvalue())
w = csv.DictWriter(out, ['a'], extrasaction='ignore'); w.writerow({'a': 'x', 'q': 1}); print repr(out.getvalue()[-5:]); run(csv.DictWriter, out, [], extrasaction='what')
samples = ['a,b,c\n1,2,3\n4,5,6\n', 'a;b;c\n1;2;3\n', 'a, b, c\n1, 2, 3\n', "'a','b'\n'c','d'\n", '"a";"b";"it""s"\n"c";"d";"e"\n', 'a\tb\n1\t2\n', 'Name|Age\nBob|12\nAl|7\n', 'one two three\nfour five six\n', 'x\ny\nz\n', '', 'a:b\nc:d\n', ';"12;4";\n', '"x"\n"y"\n', ",'1,2'", '1,2\n' * 30 + 'a;b\n', 'Harry\'s:Arlington Heights:IL:2/1/03:Kimi Hayes\nShark City:Glendale Heights:IL:12/28/02:Prezence\n', "'q', 'r', 's'\n't', 'u', 'v'\n", 'a?b+c\n1?2+3\n']
for sample in samples:
    for delimiters in (None, ';|', '?,'):
        try:
            d = csv.Sniffer().sniff(sample, delimiters)
            print repr((d._name, d.delimiter, d.quotechar, bool(d.doublequote), bool(d.skipinitialspace), d.lineterminator, d.quoting)),
        except csv.Error, e:
            print e,
    print
for sample in ('name,age\nbob,12\nal,7\n', '1,2\n3,4\n', 'abc,def\nabx,dey\n', 'a,1\nbc,2\nc,3\n', 'x,y,z\n1,2\n3,4,5\n1.5,2,3\n', 'n\n' + '1\n' * 30):
    run(csv.Sniffer().has_header, sample)
