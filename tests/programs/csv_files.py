# csv: reading and writing in all dialects, errors, DictReader, Sniffer.
import csv, _csv, StringIO, re
def show(v):
    if isinstance(v, list) and v and isinstance(v[0], dict): return repr([sorted(d.items()) for d in v])
    return repr(v)
def t(f,*a,**k):
    try: print re.sub('0x[0-9a-f]+', '0x', show(f(*a, **k)))
    except BaseException, e: print type(e).__module__, type(e).__name__, e
def rd(lines,*a,**k): return list(csv.reader(lines,*a,**k))
def wr(rows,*a,**k):
    f=StringIO.StringIO(); w=csv.writer(f,*a,**k); 
    for r in rows: w.writerow(r)
    return f.getvalue()
for l in ['', 'a,b', 'a,"b"', 'a,"b,c"', 'a,"b""c"', '"a\nb"', 'a"b', '"a"b', ' "a"', 'a, b', 'a\r', 'a\r\n', 'a\rb', 'a\n\n', 'a\nb', ',', '""', '"', '"a', 'a\0b', "'a,b'", 'a\\,b', '1,2.5', '"1",2', 'a,\n', '\n', '\r\n', '"\r\n"', 'a\\', u'a,b', 5, None]:
    print repr(l),; t(rd,[l])
t(rd,['"a','b"']); t(rd,['"a\n','b"\n','c']); t(rd,['"a'],strict=True); t(rd,['"a"b'],strict=True); t(rd,['a,b\n'],delimiter=';'); t(rd,['a;b'],delimiter=';')
t(rd,["'a,b',c"],quotechar="'"); t(rd,['a\\,b,c'],escapechar='\\'); t(rd,['a\\,b,c'],escapechar='\\',quoting=csv.QUOTE_NONE); t(rd,['1,"2",3.5'],quoting=csv.QUOTE_NONNUMERIC); t(rd,['a,"2"'],quoting=csv.QUOTE_NONNUMERIC)
t(rd,['a, "b"'],skipinitialspace=True); t(rd,['"a""b"'],doublequote=False); t(rd,['"a\\"b"'],doublequote=False,escapechar='\\'); t(rd,['a,"b'],quoting=csv.QUOTE_NONE); t(rd,['"a"'],quotechar=None); t(rd,['"a"'],quotechar=None,quoting=csv.QUOTE_NONE); t(rd,['"a\\\n','b"'],escapechar='\\'); t(rd,['a\\\n','b'],escapechar='\\')
t(csv.reader,5); t(csv.reader); t(csv.reader,[],'nope'); t(csv.reader,[],foo=1); t(csv.reader,[],delimiter=''); t(csv.reader,[],delimiter='ab'); t(csv.reader,[],delimiter=None); t(csv.reader,[],delimiter=5); t(csv.reader,[],quotechar='ab'); t(csv.reader,[],quotechar=5); t(csv.reader,[],quoting=9); t(csv.reader,[],quoting='a'); t(csv.reader,[],lineterminator=5); t(csv.reader,[],quotechar='',quoting=csv.QUOTE_ALL); t(csv.reader,[],escapechar='ab'); t(csv.reader,[],delimiter=u','); t(csv.reader,[],delimiter='\0'); t(csv.reader,[],doublequote='x'); t(csv.reader,[],strict=2)
for rows in [[[1,2.5,None,'a','b c','d,e','f"g','h\ni','j\rk','',u'u',True,10**20,1e300,0.1]], [[]], [['']], [['','']], [[None]], [['a'],['b']], [[' a']], [5], [None], ['abc'], [iter([1])], [{'a':1}], [[u'\xe9']], [['a\\b']], [["it's"]], [['\0']], [[-1]]]:
    for k in [{}, {'quoting':csv.QUOTE_ALL}, {'quoting':csv.QUOTE_NONNUMERIC}, {'quoting':csv.QUOTE_NONE}, {'quoting':csv.QUOTE_NONE,'escapechar':'\\'}, {'doublequote':False,'escapechar':'\\'}, {'doublequote':False}, {'lineterminator':'\n','delimiter':'\t'}, {'quotechar':"'"}, {'escapechar':'\\'}]:
        t(wr,rows,**k)
t(csv.writer,5); t(csv.writer); t(lambda: csv.writer(StringIO.StringIO()).writerows([[1,2],[3]])); t(lambda: csv.writer(StringIO.StringIO()).writerow()); t(lambda: csv.writer(StringIO.StringIO()).writerows(5)); t(lambda: csv.writer(StringIO.StringIO()).writerow(5))
d=csv.writer(StringIO.StringIO(),delimiter='\t').dialect
print type(d), [(n,getattr(d,n)) for n in 'delimiter doublequote escapechar lineterminator quotechar quoting skipinitialspace strict'.split()]
t(setattr,d,'delimiter',','); t(lambda: d.x); t(lambda: d.__class__()); t(lambda: _csv.Dialect(delimiter='x').delimiter); t(_csv.Dialect,d); t(_csv.Dialect,'excel')
t(lambda: sorted(csv.list_dialects())); t(csv.register_dialect,'x',delimiter=':'); t(csv.get_dialect,'x'); t(lambda:csv.get_dialect('x').delimiter); t(csv.get_dialect,'y'); t(csv.unregister_dialect,'x'); t(csv.unregister_dialect,'x'); t(csv.register_dialect,5); t(csv.register_dialect,'x',5); t(csv.register_dialect,'x',csv.excel_tab); t(csv.register_dialect); t(csv.get_dialect); t(csv.register_dialect,'x','excel',delimiter='!'); t(lambda:csv.get_dialect('x').delimiter); t(csv.register_dialect,u'uu'); t(csv.get_dialect,5); t(csv.register_dialect,'z',nope=1)
t(csv.field_size_limit); t(csv.field_size_limit,10); t(csv.field_size_limit); t(rd,['a'*11]); t(rd,['"'+'a'*11]); t(csv.field_size_limit,131072); t(csv.field_size_limit,'a'); t(csv.field_size_limit,1,2)
r=csv.reader(['a\n','"b\n','c"\n','d']); print r.line_num, r.next(), r.line_num, r.next(), r.line_num, r.dialect.delimiter, iter(r) is r, r.next(); t(r.next); t(setattr,r,'line_num',3); t(r.next)
print type(r), type(csv.writer(StringIO.StringIO())), csv.__version__, _csv.__doc__[:20], _csv.Error, csv.Error is _csv.Error
class D(csv.Dialect): delimiter=';'; quotechar='"'; quoting=csv.QUOTE_MINIMAL; lineterminator='\n'
t(D); t(rd,['a;b'],D); t(rd,['a;b'],D()); t(wr,[['a','b']],D)
class D2(csv.Dialect): pass
t(D2); t(csv.Dialect); t(rd,['a;b'],D2)
t(lambda: list(csv.DictReader(['a,b','1,2','3','4,5,6','','7,8']))); t(lambda: list(csv.DictReader(['1,2'],['x','y'],restkey='r',restval='v')))
f=StringIO.StringIO(); w=csv.DictWriter(f,['a','b']); w.writeheader(); w.writerow({'a':1}); w.writerows([{'b':2,'a':'x,y'}]); t(w.writerow,{'c':1}); print repr(f.getvalue()); t(csv.DictWriter,f,['a'],extrasaction='x')
s=csv.Sniffer(); 
for text in ["a;b;c\n1;2;3\n4;5;6\n", "'a'|'b'\n'c'|'d'\n", "a b\nc d\n", "name,age\nbob,5\nal,6\n", "x", '"a", "b"\n"c", "d"\n']:
    try: d=s.sniff(text); print repr(d.delimiter), repr(d.quotechar), d.skipinitialspace, d.doublequote, s.has_header(text)
    except csv.Error, e: print e
t(s.sniff,"a;b\n1;2\n",',')
class W(object):
    def __str__(self): return 'W,x'
class Bad(object):
    def __str__(self): raise ValueError('bad')
t(wr,[[W()]]); t(wr,[[Bad()]])
class F(object): 
    def write(self,s): return 'ret %r'%s
print repr(csv.writer(F()).writerow([1])); t(csv.writer(F()).writerows,[[1]])
