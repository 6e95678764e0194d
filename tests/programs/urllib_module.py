# The module urllib without a network: parts, quoting, files, openers, proxies.
# stress: collect=20
import warnings; warnings.simplefilter("ignore")
import urllib
def t(f,*a,**k):
    try: print f.__name__, a, repr(f(*a,**k))
    except Exception as e: print f.__name__, a, type(e),e,e.args
for f in 'splittype splithost splituser splitpasswd splitport splitnport splitquery splittag splitattr splitvalue unwrap toBytes'.split():
    for a in ['', 'a', 'a:b', '//a/b', '//a?b', 'u:p@h:8', 'HTTP://a', 'a:80', 'a:x', 'a?b?c', 'a#b#c', 'a;b;c=d', 'a=b=c', '<URL: a >', '<a>', u'a\xe9', u'abc', '//a@b\\c/d', '//a#b', '//', 'x//y', 'http:', ':a', '@', 'a@b@c', '#', '?', ';', '=', '//\na/b','1a:b', 'a/b:c', 'URL:x', '//a;b', '[::1]:80','[::1]']:
        t(getattr(urllib,f),a)
t(urllib.splitnport,'a:b',80);t(urllib.splitnport,'a:',80);t(urllib.splitnport,'a',80)
for a in ['', 'a b/c~\xe9', u'\xe9', u'a b', None, 5]: t(urllib.quote,a); t(urllib.quote_plus,a); t(urllib.quote,a,''); t(urllib.unquote, a); t(urllib.unquote_plus, a)
for a in ['%41%zz%4', '%', '%%41', 'a+b%2B', u'%C3%A9', u'%e9\u20ac%20', '%e', u'%zz']: t(urllib.unquote,a);t(urllib.unquote_plus,a)
t(urllib.quote, 'a/b', u'/'); t(urllib.quote,'a\x00b',u'\xe9')
class X(object):
    def __repr__(s): return '<X>'
    def __str__(s): return 'x y'
for q in [{'a':1}, [('a','b c'),('d',[1,2])], (), '', 'abc', [1], 5, [('a',u'\xe9')], [('a',('x y','z'))], [('a',X()),(u'k\xe9','v')], [('a','')], [('a',None)],[(X(),u'z')]]:
    t(urllib.urlencode,q) if not isinstance(q,X) else 0; t(urllib.urlencode,q,1)
for m in 'always_safe','_hexdig': print m, repr(getattr(urllib,m))[:80]
n=urllib.noheaders(); print n.dict, n.headers, n.__class__
t(urllib.url2pathname,'/a%20b'); t(urllib.pathname2url,'/a b')
e=urllib.ContentTooShortError('m','c'); print e.args, e.content, repr(e), str(e)
import StringIO, mimetools
h=mimetools.Message(StringIO.StringIO('a: b\n\n'))
a=urllib.addinfourl(StringIO.StringIO('x\ny\n'),h,'u',5); print sorted(a.__dict__), a.getcode(), a.geturl(), a.info()['a'], a.read(2), list(a); a.close(); print a.fp
def hook(*a): print 'hook',a
a=urllib.addclosehook(StringIO.StringIO('x'),hook,1,2); print repr(a)[:15]; a.close(); a.close(); print sorted(a.__dict__)
class F: pass
x=F(); x.read=lambda n=0:'R'; x.readline=lambda:'l'; x.close=lambda:0; b=urllib.addbase(x); print sorted(b.__dict__), b.fileno()
a=urllib.addinfo(StringIO.StringIO('x'),h); print a.info() is h
o=urllib.URLopener({}); print sorted(o.__dict__), o.addheaders, o.type if hasattr(o,'type') else None
t(o.open,'foo:bar'); t(o.open,'http:x'); t(o.open,'http:///x'); t(o.open,'foo_bar:x'); t(o.open,'ftp:x'); t(o.open,'/nonexistent'); 
for d in 'data:,a%20b','data:text/html;base64,YWI=','data:;charset=x,foo','data:x', 'data:text/plain;base64,YW%3D': t(lambda: (lambda r:(r.read(), r.headers.headers[1:], r.geturl()))(o.open(d)))
o=urllib.URLopener({'http':'proxy:1','foo':'http://q'}); print urllib.URLopener.version
f=urllib.FancyURLopener({}); print sorted(f.__dict__), f.tries, f.maxtries, f.auth_cache
import os
for k in os.environ.keys():
    if k.lower().endswith('_proxy') or k=='REQUEST_METHOD': del os.environ[k]
print urllib.getproxies()
os.environ['http_proxy']='http://a'; os.environ['HTTPS_PROXY']='b'; os.environ['no_proxy']='.foo.com, bar.com:80,x'; os.environ['ftp_proxy']=''; os.environ['FTP_PROXY']='q'
print sorted(urllib.getproxies().items())
for h in 'foo.com','a.foo.com','bar.com','bar.com:80','z.bar.com:80','X','xx','bar.com:81','afoo.com': print h, urllib.proxy_bypass(h),
print urllib.proxy_bypass('q',{'no':'*'}), urllib.proxy_bypass_environment('q',{'no':'q'})
os.environ['REQUEST_METHOD']='GET'; os.environ['HTTP_PROXY']='evil'; print sorted(urllib.getproxies().items()); del os.environ['http_proxy'];  print sorted(urllib.getproxies().items())
