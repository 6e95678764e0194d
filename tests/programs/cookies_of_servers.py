# Cookies as a server reads and writes them.
import Cookie, warnings, sys, time, pickle, copy
warnings.showwarning=lambda m,c,f,l,*a: sys.stdout.write('%s %s\n'%(c.__name__,m))
warnings.simplefilter('always')
def t(f,*a,**k):
    try: print f(*a,**k)
    except Exception as e: print type(e),e
for s in ['a=b; c=d', 'a="b c"; $Version=1', 'x="a\\"b\\073\\054c"', 'k=v; Path=/p; expires=Wed, 01 Jan 2030 00:00:00 GMT; secure; HttpOnly', '$Path=/; a=1; $Path=/q', 'a b=c', 'a=b,c=d', 'a=1; a=2', 'a=[1]', '', 'junk', 'a=1; junk; b=2', 'a=; b', 'A=1; comment=x; Max-Age=3; domain=.d; version=1', 'k=v; secure=1; HttpOnly=foo', 'Expires=x; a=b', 'a=b; expires=Wed, 01-Jan-2030 00:00:00 GMT; path=/x','a = "x" ;b=y','a="unterminated','a=b;;c=d','"q"=1', 'a=b; =c; d=e', 'k="\\342\\202\\254"']:
    for C in Cookie.SimpleCookie,:
        try: c=C(); c.load(s); print repr(s), repr(str(c)), sorted((k,m.value,m.coded_value,m.key,sorted((x,y) for x,y in m.items() if y)) for k,m in c.items())
        except Exception as e: print repr(s),type(e),e
C=Cookie.SimpleCookie()
for v in ['x','a b','"q"',';,','\\','\n\x00\xff','',5,None,'a;b="c"',u'u']: C['k']=v; print repr(C['k'].coded_value), repr(C['k'].value), C['k'].OutputString()
for k in ['a','a b','','expires','Path','a=b','\xe9','$x','a.b-c_|~']:
    try: C[k]='1'; print 'ok',k
    except Exception as e: print type(e),e
del C; C=Cookie.SimpleCookie({'a':'1','b':'2'}); C['a']['path']='/'; C['a']['max-age']=10; C['a']['secure']=1; C['a']['httponly']=True; C['b']['expires']=0
print C.output(attrs=['path']), C.output([],'H:','|'), repr(C), C['a'], repr(C['a']); print C['a'].js_output(), C.js_output(['path']); print C['a'].output(['max-age','secure'],'X')
C['b']['max-age']='x'; C['b']['version']=1; C['b']['comment']='c d'; C['b']['domain']='e'; print str(C['b']).replace(C['b'].OutputString(['expires'])[4:],'') ; t(C['b'].__setitem__,'foo','x'); C['b']['PATH']='/z'; print C['b']['path'], C['b'].isReservedKey('Path'), C['b'].isReservedKey('q'), sorted(C['b'].items())
C['b']['expires']='literal'; print C['b'].OutputString()
m=Cookie.Morsel(); print m.key,m.value,m.coded_value,sorted(m.items()), m.set('k','v','cv'), m; t(m.set,'path','a','b'); t(m.set,'a;b','a','b'); print m=={}, m==Cookie.Morsel()
for K in Cookie.SerialCookie,Cookie.SmartCookie,Cookie.Cookie:
    c=K(); c['a']=[1,'x']; c['s']='str'; print repr(c['a'].value), c['a'].coded_value, c['s'].coded_value; d=K(str(c['a'])[12:]+'; s=plain') if K is not Cookie.SerialCookie else K(str(c['a'])[12:]); print sorted((k,v.value) for k,v in d.items())
b=Cookie.BaseCookie('a="x y"'); print b['a'].value, b['a'].coded_value; b['z']=5; print b['z'].value, b['z'].coded_value, b.value_encode('q'), b.value_decode('q')
mm=Cookie.Morsel(); mm.set('n','v','v'); b['mm']=mm; print b['mm'] is mm, b['mm'].key
print Cookie._quote('a b'), Cookie._unquote('"a\\040b\\"\\x"'), Cookie._unquote('x'), Cookie._unquote('"'), Cookie._unquote(''), Cookie._unquote('"\\\\"'), Cookie._unquote('"a\\4b"'), repr(Cookie._unquote('"\\400"')) if 0 else ''
print len(Cookie._getdate()), Cookie.CookieError.__bases__, Cookie.SmartCookie is Cookie.Cookie, issubclass(Cookie.Cookie,Cookie.SmartCookie)
p=pickle.loads(pickle.dumps(Cookie.SimpleCookie('a=b; path=/'))); print p, type(p['a'])
c=copy.copy(C); print c==C
print sorted(Cookie._Translator.items())[:3], Cookie._LegalChars, sorted(Cookie.Morsel._reserved.items())
class Sub(Cookie.SimpleCookie):
    def value_encode(self,v): return v,'<%s>'%v
    def value_decode(self,v): return v.upper(),v
s=Sub('a=b'); s['q']='w'; print s, s['a'].value
