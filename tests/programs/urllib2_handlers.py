# The handlers of urllib2 without a network: requests, redirections, passwords, proxies, files.
# stress: collect=20
import urllib2, sys, StringIO
def t(f,*a,**k):
    try: print f(*a,**k)
    except Exception as e: print type(e),e
for s in ['', ',', 'a,', ',a', 'a,,b', '"a', '"a\\', 'a\\,b', 'a="b,\\"c", d , e=f,', ' ', 'a, ', ' ,', '"a,b",c\\"d",e', '"\n,",b']:
    print repr(s), urllib2.parse_http_list(s)
h=urllib2.AbstractDigestAuthHandler()
t(h.get_algorithm_impls,'foo'); t(urllib2.Request('abc').get_type); t(urllib2._parse_proxy,'http:/x'); t(urllib2.build_opener,3)
t(urllib2.OpenerDirector().add_handler,3)
t(urllib2.urlopen,'abc'); t(urllib2.urlopen,'foo:x'); t(urllib2.urlopen,'http:x');t(urllib2.urlopen,'ftp:x');t(urllib2.urlopen,'file:///nonexistent')
r=urllib2.Request('http://a/b'); t(getattr,r,'zz'); print sorted(r.__dict__)
r=urllib2.Request('http://a/b#c'); print sorted(r.__dict__.items()); r.get_selector(); r.set_proxy('p:3','http'); print sorted(r.__dict__.items())
print r.get_full_url(), r.has_proxy(), r.get_selector(), r.get_method(), r.header_items(), r.get_header('x'), r.get_header('x',3)
r.add_header('a-B','c'); r.add_unredirected_header('a-b','d'); r.add_unredirected_header('q','d'); print sorted(r.header_items()), r.get_header('A-b'), r.has_header('Q'), r.has_header('q'); r.add_data('x'); print r.get_method(), r.get_data()
r=urllib2.Request('<URL:https://A.b:3/c>'); print r.get_type(), r.get_host(), r.get_selector(), r.origin_req_host, urllib2.request_host(r); r.set_proxy('p','http'); print r.type, r.host, r._tunnel_host, r.has_proxy()
t(urllib2.ProxyHandler,[1])
for p in ['a.b','http://a','u:p@a:3','http://u:p@a:3/x','//a','u@a', 'http:a']: t(urllib2._parse_proxy,p)
t(urllib2.parse_keqv_list,['a=b','c="d"','e=']); t(urllib2.parse_keqv_list,['a'])
t(urllib2.urlopen,'http://a',None,1,'x',None,False,3)
p=urllib2.HTTPPasswordMgr(); t(p.reduce_uri,'http://a:3/b?c'); t(p.reduce_uri,'a:8'); t(p.reduce_uri,'foo://x'); t(p.reduce_uri,'https://x',False); t(p.reduce_uri,'https://x')
p.add_password('r','http://a/b','u','p'); p.add_password('r',['c:80','http://d/'],'x','y'); print sorted((k, sorted(v.items())) for k, v in p.passwd.items())
for u in 'http://a/b','http://a/bc','http://a/','a','c','http://c','http://d:80/z','http://a:80/b/c': print u, p.find_user_password('r',u), p.find_user_password('s',u)
e=urllib2.HTTPError('u',404,'m',{},None); print sorted(e.__dict__.items()), e.reason, str(e), e.info()
e=urllib2.HTTPError('u',404,'m',{},StringIO.StringIO('x')); print sorted(e.__dict__), e.read(), e.geturl(), e.getcode()
e=urllib2.URLError('x'); print repr(e), str(e), e.args, e.reason, isinstance(e,IOError), e.errno
class H(urllib2.HTTPHandler):
    def do_open(self, c, req, **k): self.last=req; print c, sorted(req.header_items()), req.get_selector(), req.get_host(), req.type; return None
import os
for k in os.environ.keys():
    if k.lower().endswith('_proxy'): del os.environ[k]
o=urllib2.build_opener(H); print [h.__class__.__name__ for h in o.handlers if 'HTTPS' not in h.__class__.__name__], o.addheaders
print [(k,[x.__class__.__name__ for x in v]) for k,v in sorted(o.handle_open.items()) if k!='https'], sorted(o.handle_error['http'])
t(o.open,'http://a/b c','data')
o=urllib2.build_opener(H, urllib2.ProxyHandler({'http':'http://u:p%20q@proxy:3/','foo':'http://x'})); t(o.open,'http://a/b#z'); t(o.open,'foo://a/b#z')
import mimetools
class F(urllib2.BaseHandler):
    handler_order=1
    n=0
    def http_open(self, req):
        F.n+=1; print req.get_full_url(), sorted(req.headers.items()), req.unverifiable, req.origin_req_host, sorted(req.unredirected_hdrs.items()) if F.n==1 else '', req.get_method()
        m=mimetools.Message(StringIO.StringIO(F.h % F.n)); r=urllib2.addinfourl(StringIO.StringIO('body'),m,req.get_full_url()); r.code=F.code; r.msg='mess'; return r
for F.code, F.h, data in [(302,'Location: /x%d\n\n',None),(301,'URI: http://b\nA:%d\n\n','d'),(307,'Location:foo%d\n\n','d'),(303,'location: foo:bar%d\n\n',None),(302,'x:%d\n\n',None),(404,'x:%d\n\n',None),(200,'x:%d\n\n',None)]:
    F.n=0; print '--',F.code; o=urllib2.build_opener(F); t(lambda: o.open(urllib2.Request('http://a/b',data,{'Content-Length':'1','y':'z'})).read())
class G(F):
    def http_open(self, req):
        print sorted(req.unredirected_hdrs.items())
        m=mimetools.Message(StringIO.StringIO(G.h)); r=urllib2.addinfourl(StringIO.StringIO('body'),m,req.get_full_url()); r.code=G.code; r.msg='mess'; return r
pw=urllib2.HTTPPasswordMgrWithDefaultRealm(); pw.add_password(None,'http://a/','me','secret')
for G.code,G.h in (401,'WWW-Authenticate: Basic realm="foo"\n\n'),(401,"WWW-Authenticate: Foo bar, basic realm='foo'\n\n"),(401,'WWW-Authenticate: Digest realm="foo", nonce="abc",qop="auth-int"\n\n'),(407,'x:y\n\n'),(401,'WWW-Authenticate: Digest nonce="abc"\n\n'),(401,'WWW-Authenticate: Foo\n\n'),(401,'WWW-Authenticate: Digest realm="foo", nonce="abc",algorithm=SHA,opaque="o"\n\n'):
    o=urllib2.build_opener(G,urllib2.HTTPBasicAuthHandler(pw),urllib2.HTTPDigestAuthHandler(pw)); t(o.open,'http://a/b')
class D(urllib2.HTTPDigestAuthHandler):
    def get_cnonce(self, nonce): return 'cn'
    def get_entity_digest(self, d, c): return 'ent'
d=D(pw); r=urllib2.Request('http://a/b/c?d','data'); print r.get_host()
ch=dict(realm='r',nonce='n',qop='auth')
print d.get_authorization(r,ch); print d.get_authorization(r,ch); ch['nonce']='m'; ch['opaque']='O'; print d.get_authorization(r,ch), d.get_authorization(r,{}); ch['algorithm']='x'; t(d.get_authorization,r,ch)
import tempfile
f=tempfile.NamedTemporaryFile(suffix='.txt'); f.write('hello'); f.flush()
for u in 'file://','file://localhost','file://127.0.0.1','file://localhost:80': t(lambda: [r for r in [urllib2.urlopen(u+f.name)] for r in (r.read(), r.info().headers[:2], r.geturl()==u+f.name)])
class W:
    def __init__(s,*a,**k): print a,k
    def retrfile(s,*a): print a; return StringIO.StringIO('z'),3
    def close(s): print 'closed'
urllib2.ftpwrapper=W
for h in urllib2.FTPHandler, urllib2.CacheFTPHandler:
    o=urllib2.build_opener(h)
    for u in 'ftp://127.0.0.1','ftp://u:p@127.0.0.1:33/a/b%20c/d;type=a','ftp://u@127.0.0.1//a/;type=d', 'ftp://127.0.0.1/x.txt': print o.open(u,timeout=4).info().headers
