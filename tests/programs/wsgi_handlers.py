# Applications of WSGI run by handlers, well-behaved ones and others; the functions on environments.
import wsgiref.util as u, StringIO
def t(f,*a):
    try: print f.__name__, a, f(*a)
    except Exception as e: print f.__name__, a,type(e),e
for pi in ['', '/', '/a', '/a/b/c', '/a//b', '//', '/a/', '/./a', '/../x/', '/a/..', None]:
    for sn in ['', '/', '/s', '/s/']:
        e={'SCRIPT_NAME':sn}
        if pi is not None: e['PATH_INFO']=pi
        print u.shift_path_info(e), sorted(e.items())
e={}; u.setup_testing_defaults(e); print sorted((k,v) for k,v in e.items() if 'input' not in k and 'errors' not in k), sorted(e)
e={'HTTPS':'on','HTTP_HOST':'q:3','SCRIPT_NAME':'/z','PATH_INFO':'/p a;=,\xe9'}; u.setup_testing_defaults(e); print sorted((k,v) for k,v in e.items() if 'input' not in k and 'errors' not in k); print u.request_uri(e)
for e in [dict(SERVER_NAME='n',SERVER_PORT='80',SCRIPT_NAME='',PATH_INFO='/x y'),dict(SERVER_NAME='n',SERVER_PORT='443',SCRIPT_NAME='/a b',PATH_INFO='/x',QUERY_STRING='q=1'),{'wsgi.url_scheme':'https','SERVER_NAME':'n','SERVER_PORT':'443','HTTP_HOST':'','QUERY_STRING':''},{'wsgi.url_scheme':'https','SERVER_NAME':'n','SERVER_PORT':'80'}]:
    e.setdefault('wsgi.url_scheme','http'); print u.application_uri(e), u.request_uri(e), u.request_uri(e,0)
for v in 'yes','on','1','off','ON': t(u.guess_scheme,{'HTTPS':v})
t(u.guess_scheme,{}); t(u.is_hop_by_hop,'Connection'); t(u.is_hop_by_hop,'x'); print [h for h in 'Connection Keep-Alive Proxy-Authenticate Proxy-Authorization TE Trailers Transfer-Encoding Upgrade Trailer'.split() if u.is_hop_by_hop(h)]
f=u.FileWrapper(StringIO.StringIO('abcdef'),4); print f[0],f[0]; t(f.__getitem__,0); print hasattr(f,'close'), list(u.FileWrapper(StringIO.StringIO('abcdef'),4)), hasattr(u.FileWrapper(object()),'close')
import wsgiref.handlers as h, sys
print h.format_date_time(0), h.format_date_time(1e9+.7)
class E:
    def __init__(s): s.d=''
    def write(s,d): s.d+=d
    def flush(s): s.d+='|'
import time; h.time.time=lambda:0
def run(app, cls=h.SimpleHandler, env={}, **kw):
    out,err=StringIO.StringIO(),StringIO.StringIO(); e={'SERVER_PROTOCOL':'HTTP/1.0'}; e.update(env)
    x=cls(StringIO.StringIO('in'),out,err,e); x.os_environ={'o':'s'}
    for k,v in kw.items(): setattr(x,k,v)
    try: x.run(app)
    except Exception as ex: print 'EXC',type(ex),ex
    print repr(out.getvalue()), err.getvalue().splitlines()[-1:], x.headers_sent, x.result
def a1(env,start): start('200 OK',[('A','b')]); return ['x']
def a2(env,start): w=start('200 OK',[]); w('p'); w('q'); return ['r','']
def a3(env,start): start('200 OK',[]); raise ValueError('boo')
def a4(env,start): w=start('200 OK',[]); w('p'); raise ValueError('boo')
def a5(env,start): return ['x']
def a6(env,start): start('200 OK',[]); start('200 OK',[]); return []
def a7(env,start): start('200 OK',[('Content-Length','5'),('Date','d'),('Server','s')]); return []
def a8(env,start):
    start('200 OK',[])
    try: raise KeyError(1)
    except KeyError: start('500 X',[('q','z')],sys.exc_info())
    return iter(['1','2'])
def a9(env,start):
    w=start('200 OK',[]); w('sent')
    try: raise KeyError(1)
    except KeyError: start('500 X',[],sys.exc_info())
class C(list):
    def close(s): print 'closed'
def a10(env,start): start('200 OK',[]); return C(['z'])
def a11(env,start): start('200 OK',[]); return env['wsgi.file_wrapper'](env['wsgi.input'])
def a12(env,start): start('200 OK',[]); return [u'x']
def a13(env,start): start('200 OK',[('Content-Type','x')]); return [repr(sorted(k for k in env)), repr(sorted((k,v) for k,v in env.items() if k in('wsgi.version','wsgi.url_scheme','wsgi.multithread','wsgi.multiprocess','wsgi.run_once','SERVER_SOFTWARE','o')))]
for a in a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13:
    print a.__name__; run(a); run(a,h.BaseCGIHandler); 
run(a1,env={'SERVER_PROTOCOL':'HTTP/0.9'}); run(a1,server_software='soft',http_version='1.1'); run(a13,server_software='soft'); run(a13,wsgi_file_wrapper=None); run(a1,h.BaseCGIHandler,env={'SERVER_PROTOCOL':'HTTP/0.9'})
for st in [u'200 OK','20','abc X','2000','200OK',None,'200 ']: 
    def a(env,start): start(st,[]); return []
    run(a)
for hd in [[('a',1)],[(u'a','b')],[('Connection','x')],None,(('a','b'),)]:
    def a(env,start): start('200 OK',hd); return []
    run(a)
x=h.CGIHandler(); print x.wsgi_multithread,x.wsgi_multiprocess,x.wsgi_run_once,x.origin_server,x.os_environ, x.stdin is sys.stdin
b=h.BaseHandler()
for n in 'get_stdin','get_stderr','add_cgi_vars','_flush': t(getattr(b,n))
t(b._write,1); print b.sendfile(), b.traceback_limit, b.wsgi_version
from wsgiref import simple_server as s
print s.demo_app.__name__, s.software_version, s.ServerHandler.server_software
st=[]; print s.demo_app({'b':1,'a':'x'},lambda *a: st.append(a)), st
class K:
    base_environ={'X':'1','CONTENT_LENGTH':''}; base_environ.update(SERVER_NAME='n')
    def get_app(s): return a1
class Sock:
    def __init__(s,d): s.d=d; s.o=StringIO.StringIO()
    def makefile(s,m,n):
        if 'r' in m: return StringIO.StringIO(s.d)
        o=s.o; o.close=lambda:0; return o
class H(s.WSGIRequestHandler):
    def address_string(q): return 'peer'
    def log_message(q,f,*a): print 'LOG',f%a
    def get_environ(q): e=s.WSGIRequestHandler.get_environ(q); print sorted(e.items()); return e
for d in ['GET /a%20b?c=d HTTP/1.0\r\nX-Y: 1\r\nx-y: 2\r\nContent-Length: 4\r\nContent-Type: t/x\r\n\r\nbody','POST /a HTTP/1.1\r\n\r\n','','x\r\n\r\n','GET /'+'x'*65536+'\r\n']:
    k=Sock(d); H(k,('1.1.1.1',3),K()); print repr(k.o.getvalue().split('Server:')[0]), repr(k.o.getvalue()[-60:])
