# URLs taken apart, put together and joined, and queries.
# stress: collect=20
import urlparse as u, random
def t(f,*a,**k):
    try: print f.__name__, a, f(*a,**k)
    except Exception as e: print f.__name__, a,type(e),e
urls=['', 'a', '/a', '//a', '//a/b?c#d', 'http://u:p@H:80/p;x/q;y=1?z=2;w#f', 'http:', 'http:80', 'a:80', 'a:80x', 'a:', ':a', '1a:b', 'a_b:c', 'HTTP://A', 'path:80', 'mailto:x@y?z', 'ftp://h/;type=a', 'foo://h/p;q?r#s', 'sip:a;b', 'http://[::1]:8/', 'http://[::1', 'http://a]', u'http://\xe9/x', u'http://a/?b', '?a', '#a', ';a', 'http://a?b', 'http://a#b', 'a//b', '///x', '////x', 'http:///x', 'file:///x', 'http://a:b:c', 'http://h:99999/', 'http://h:x/', 'http://@h', 'http://u@h', 'http://u:@h:', 'a?b#c?d', 'tel:1;a', u'http://a\uff0fb', u'http://a\u2100b',u'http://x@y:1/']
for x in urls:
    t(u.urlsplit,x); t(u.urlparse,x); t(u.urldefrag,x); t(u.urlsplit,x,'foo',False); t(u.urlparse,x,'http')
    try:
        p=u.urlparse(x)
        for n in 'username password hostname port'.split():
            try: print repr(getattr(p,n)),
            except Exception as e: print type(e),e,
        print repr(p.geturl()), repr(u.urlsplit(x).geturl())
    except ValueError: pass
for d in [('http','','x','','',''),('http','h','x','p','q','f'),('','','','','',''),('foo','','//x','','',''),('http','','//x','','',''),('','h','','','',''),('svn','','','','',''),('http',None,'/x','','','')]: t(u.urlunparse,d)
t(u.urlunsplit,('http','h','p','q','f')); t(u.urlunparse,(1,2))
segs=['','a','b','.','..','...','a;p','x?q','#f','/',';x']
random.seed(5)
for b in ['http://a/b/c/d;p?q','http://a','http://a/','file:///x/y','foo:bar/baz','','http:x/y','svn+ssh://h/a/b','a/b/c','/','../a','http://a/b/../c/./d/']:
    for r in ['','g','./g','g/','/g','//g','?y','g?y','#s','g#s',';x','g;x','.','./','..','../','../g','../..','../../','../../g','../../../g','/./g','/../g','g.','.g','..g','./../g','./g/.','g/./h','g/../h','g;x=1/./y','g;x=1/../y','http:g','http:','foo:x','//h','?','#','../../../../x/../y','...','a/../..','..//x','.//','/..']+['/'.join(random.choice(segs[:6]) for _ in range(random.randint(1,6))) for _ in range(40)]:
        print repr(b),repr(r),repr(u.urljoin(b,r)),
    print
t(u.urljoin,'http://a/b#c','#d',False)
for q in ['','a','a=1','a=1&b=2;c=3','a=&b','&&','a=b=c','a+b=%20%41','=x','a=1&a=2',';',u'a=%e9','a=%zz']:
    for kb in 0,1:
        for st in 0,1: t(u.parse_qsl,q,kb,st)
    print sorted(u.parse_qs(q).items())
t(u.parse_qsl,'a=1&b=2;c',0,0,2); t(u.parse_qsl,'a=1&b=2;c',0,0,3); t(u.parse_qs,'',0,0,0)

