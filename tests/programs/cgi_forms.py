# Forms of CGI: in one string, in parts, with limits; the older interfaces; pages for debugging.
# stress: collect=20
import cgi, sys, os, StringIO, warnings
warnings.simplefilter('always')
warnings.showwarning=lambda m,c,*a: sys.stdout.write('%s %s\n'%(c.__name__,m))
sys.stderr=sys.stdout
def t(f,*a,**k):
    try: print f.__name__, f(*a,**k)
    except Exception as e: print f.__name__,type(e),e
def show(fs,d=0):
    print ' '*d, type(fs).__name__, repr(fs.name), repr(fs.filename), fs.type, sorted(fs.type_options.items()), fs.disposition, sorted(fs.disposition_options.items()), fs.list is None, repr(fs.value)[:60] if not fs.list else len(fs.list), getattr(fs,'done',None), getattr(fs,'length',None)
    for x in fs.list or (): show(x,d+1)
for h in ['text/plain', 'a/b; c=d', 'a; b="c;d"; e', 'a; b="c\\"d\\\\"', 'form-data; name="x"; filename="C:\\a;b"', '', ';', 'a;B=c; b=d', 'a; =x', 'x; a = "q"', 'a; b=";']: t(cgi.parse_header,h)
for b in ['', 'a', 'a ', 'x'*201, 'x'*202, '\xe9']: t(lambda: bool(cgi.valid_boundary(b)))
def fs(body='',env={},cls=cgi.FieldStorage,**k):
    e=dict(env); 
    try: x=cls(StringIO.StringIO(body),environ=e,**k)
    except Exception as ex: print type(ex),ex; return
    show(x); return x
x=fs(env={'QUERY_STRING':'a=1&b=2&a=3&c='}); print sorted(x.keys()), x['b'], x['a'], x.getvalue('a'), x.getvalue('b'), x.getvalue('z',7), x.getfirst('a'), x.getfirst('z'), x.getlist('a'), x.getlist('b'), x.getlist('z'), len(x), bool(x), 'a' in x, x.has_key('z'), sorted(x)
t(x.__getitem__,'q'); t(getattr,x,'foo'); print repr(x), x['b'].file, x['b'].headers
fs(env={'QUERY_STRING':'a=1&c='},keep_blank_values=1); fs(env={'QUERY_STRING':'a&c='},strict_parsing=1); fs(env={'QUERY_STRING':'a=1&c=2'},max_num_fields=1)
fs(env={'REQUEST_METHOD':'HEAD','QUERY_STRING':'x=y'}); fs('a=b&c=d rest',env={'REQUEST_METHOD':'POST','CONTENT_LENGTH':'7','CONTENT_TYPE':'application/x-www-form-urlencoded','QUERY_STRING':'q=r'})
fs('a=b',env={'REQUEST_METHOD':'POST'}); x=fs('hello',env={'REQUEST_METHOD':'POST','CONTENT_TYPE':'text/plain','CONTENT_LENGTH':'3'}); t(x.keys); t(x.__contains__,'a'); t(x.__getitem__,'a'); print x.list, x.file.read(), bool(x)
fs('x'*2000+'\nabc',env={'REQUEST_METHOD':'PUT','CONTENT_TYPE':'text/plain'}); fs('hi',env={'REQUEST_METHOD':'PUT'}); fs('hi',env={'REQUEST_METHOD':'PUT','CONTENT_LENGTH':'x'}); fs('hi',env={'REQUEST_METHOD':'PUT','CONTENT_LENGTH':'9'})
def mp(parts,b='XX',nl='\r\n',end='--'):
    return ''.join('--%s%s%s%s%s%s'%(b,nl,h,nl+nl,c,nl) for h,c in parts)+'--'+b+end+nl
P=[('Content-Disposition: form-data; name="a"','1'),('Content-Disposition: form-data; name="f"; filename="x.txt"\r\nContent-Type: text/x-foo; q=r','line1\r\nline2\n\r\n-- no\r\n--XXno'),('Content-Disposition: form-data; name="a"\r\nContent-Length: 3','abc'),('X: y','anon')]
E={'REQUEST_METHOD':'POST','CONTENT_TYPE':'multipart/form-data; boundary=XX'}
for body in [mp(P), mp(P,nl='\n'), mp(P,end=''), 'preamble\r\n'+mp(P)+'epilogue', mp([]), '', mp(P)[:-20], mp([(P[0][0],'big'*1000+'\r\n'+'z'*70000+'\r')]), mp([(P[0][0],'a\r\r\n--XX \r\nb')])]:
    x=fs(body,E); fs(body,dict(E,QUERY_STRING='q=1&a=0',CONTENT_LENGTH=str(len(body))))
    t(lambda: sorted(cgi.parse_multipart(StringIO.StringIO(body),{'boundary':'XX'}).items()))
fs(mp(P),E,max_num_fields=3); fs(mp(P),E,max_num_fields=4); fs(mp(P),dict(E,QUERY_STRING='a=b&c=d'),max_num_fields=5)
fs(mp(P),dict(E,CONTENT_TYPE='multipart/form-data; boundary=\xe9')); t(cgi.parse_multipart,StringIO.StringIO(''),{}); fs(mp(P),dict(E,CONTENT_TYPE='multipart/form-data'))
inner=mp([('Content-Disposition: file; filename="p"','P'),('Content-Disposition: file; filename="q"','Q')],'IN')
fs(mp([('Content-Disposition: form-data; name="m"\r\nContent-Type: multipart/mixed; boundary=IN',inner)]),E)
class Sub(cgi.FieldStorage):
    def make_file(self,binary=None): print 'make',repr(binary); return cgi.FieldStorage.make_file(self,binary)
x=fs(mp(P+[(P[0][0],'y'*1001)]),E,Sub)
class Sub2(cgi.FieldStorage): FieldStorageClass=Sub
fs(mp(P),E,Sub2)
cgi.maxlen=10; fs('a=b',dict(REQUEST_METHOD='POST',CONTENT_LENGTH='11')); t(cgi.parse,StringIO.StringIO('a=b'),dict(REQUEST_METHOD='POST',CONTENT_LENGTH='11',CONTENT_TYPE='application/x-www-form-urlencoded')); t(cgi.parse_multipart,StringIO.StringIO(mp([('Content-Length: 11','x')])),{'boundary':'XX'}); cgi.maxlen=0
for e in [{},{'QUERY_STRING':'a=b'},{'REQUEST_METHOD':'POST','CONTENT_TYPE':'application/x-www-form-urlencoded','CONTENT_LENGTH':'3','QUERY_STRING':'q=r'},{'REQUEST_METHOD':'POST','CONTENT_TYPE':'foo/bar'},E,{'REQUEST_METHOD':'POST'}]:
    e=dict(e); t(cgi.parse,StringIO.StringIO('a=c&d=e'),e); print sorted(e.items())
t(cgi.parse_qs,'a=b'); t(cgi.parse_qsl,'a=b')
for c in cgi.FormContentDict,cgi.SvFormContentDict,cgi.InterpFormContentDict,cgi.FormContent:
    x=c({'QUERY_STRING':'a=1&b=2.5&b=3&c=+x+&d=1.5&e=-q'}); print c.__name__, x.query_string, sorted(x.keys()), x.data is x.dict
    for k in 'abcdez': t(lambda: repr(x[k]))
    for n in 'values','items','pars':
        if hasattr(x,n): t(lambda: sorted(getattr(x,n)()))
    for n in 'value','values','length','stripped','getlist':
        if hasattr(x,n):
            for k in 'bcz': t(lambda: getattr(x,n)(k))
    if hasattr(x,'indexed_value'): t(x.indexed_value,'b',1); t(x.indexed_value,'b',5)
m=cgi.MiniFieldStorage('n','v'); print m, m.name, m.value
for a in [('<a&">',),('<a&">',1)]: t(cgi.escape,*a)
try: 1/0
except ZeroDivisionError: cgi.print_exception(limit=0)
cgi.print_environ({'b':'<','a':'c'}); cgi.print_form(cgi.FieldStorage(environ={'QUERY_STRING':'a=<&b=1&b=2'})); cgi.print_form(cgi.FieldStorage(environ={'QUERY_STRING':''})); sys.argv=['prog','x']; cgi.print_arguments(); cgi.print_environ_usage()
import tempfile
cgi.logfile=tempfile.mktemp(); cgi.log('%s %d','a',1); cgi.log('b'); cgi.logfp.flush(); print open(cgi.logfile).read(), cgi.log.__name__; os.unlink(cgi.logfile)
cgi.logfp=None; cgi.logfile=''; cgi.initlog('x'); print cgi.log.__name__


