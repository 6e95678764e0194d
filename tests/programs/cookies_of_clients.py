# Cookies as a client keeps them: times and words in headers, which cookies are taken and sent, files.
# stress: collect=20
import cookielib as c, urllib2, mimetools, StringIO, tempfile, os, sys, warnings, time, random, copy, pickle
warnings.simplefilter('ignore')
def t(f,*a,**k):
    try: print f.__name__, a, f(*a,**k)
    except Exception as e: print f.__name__, a,type(e),e
for x in ['Wed, 09 Feb 1994 22:23:32 GMT','Thursday, 03-Feb-94 00:00:00 GMT','03/Feb/1994:17:03:55 -0700','09 Feb 1994 22:23:32 GMT','08-Feb-94','08-Feb-1994 14:15:29 +0000 (UTC)','  3 Feb  1994','3 2 1994','32 Feb 1994','3-Feb-1994 25:00:00','3-Feb-1994 24:00','3-Feb-1994 1:00 PM','3 Feb 1994 1:00pm','3 Feb 69','3 Feb 70 00:00 EST','3 Feb 1994 00:00:61','3 Feb 1994 00:00:00 +05:30','3 Feb 1994 00:00:00 (PST)','','x','1-Jan-0','Feb  3 00:00:00 1997','Feb  3 17:03','02-03-94','Wed 09 Feb 1994 22:23:32 GMT','Mon,09 Feb 1994','Jan 1 1980 GMT','0 Feb 1994','3 Feb 12345','01 Jan 1970 00:00:00 UT','3 feb 1994 00:00:00 z','3 Feb 1994 00:00 0100','Sat, 01 Jan 2000 00:00:00 GMT','3 13 1994','3 0 1994']: t(c.http2time,x)
for x in ['1994-02-03 14:15:29 -0100','1994-02-03T14:15:29Z','19940203T141529Z','19940203','1994-02-03','1994/2/3','1994-02-03 14:15','1994-02-03T141529-01:30','1994-13-03','x','','1994-02-03 99:00','1994-02-03 14:15:29 +1','  1994-02-03  ','1994-02-03t10:00z','1994-02-03:10:00','1994-02-03 14:15:29 0100','19940203141529','1994-02-03-10:00']: t(c.iso2time,x)
print c.time2isoz(0), c.time2isoz(1e9), c.time2netscape(0), c.time2netscape(1019227000)
for x in ['GMT','Z','UT','-0800','+05:30','5','+1','EST','','-08:00','+0530']: t(c.offset_from_tz_string,x)
H=[['foo'],['foo=bar'],['foo="b\\"ar"; port="80,81"; x, y=z'],['a=b;c=d,e=f'],[' =x'],[';;,,a'],['a="unterminated'],['foo=  bar ;baz= q'],['a b c=d'],['text/html'],['a="";b'],['"quoted"=x'],['a=b,c',' d'],[''],['a==b'],['a="x"y;z'],['a=\\"x']]
for h in H:
    t(c.split_header_words,h)
    try: print c.join_header_words(c.split_header_words(h))
    except Exception as e: print type(e)
print c.join_header_words([[('a',None),('b','c d')],[],[('x','"')],[('y','')]])
N=['foo','foo=bar; expires=Wed, 09 Feb 1994 22:23:32 GMT; secure','a="b;c"; Path=/x; VERSION="1"','','; a=b','a=b;;c','expires=x','a=b; expires="Wed, 09 Feb 1994 22:23:32 GMT"; expires=junk','a=b; expires','a=b; version','  a = b ; domain = .x.y ','a=b=c; Foo=Bar; MAX-AGE=3',' ;','a','=x','a=b; version=','port=1; port="2"']
for n in N: t(c.parse_ns_headers,[n])
hosts=['','a','a.b','.a.b','x.a.b','A.B','1.2.3.4','.3.4','localhost','.local','x.local','a.','co.uk','.co.uk','b']
for f in 'domain_match','user_domain_match': print f,[(x,y) for x in hosts for y in hosts if getattr(c,f)(x,y)]
for f in 'is_HDN','liberal_is_HDN','reach': print f,[getattr(c,f)(x) for x in hosts]
for x in ['/a b/%7e%2F~\xe9','/x?','',u'/\u20ac','/%zz','/<>"']: t(c.escape_path,x)
R=urllib2.Request
for u in ['http://A.b:80/x y','http://a','http://1.2.3.4/','http://host/a%2fb?c','https://x.y:443/z;p?q#f','http://a:b/']:
    r=R(u); print c.request_host(r),c.eff_request_host(r),c.request_path(r),c.request_port(r),c.is_third_party(r),c.is_third_party(R(u,origin_req_host='q.b'))
t(c.Cookie,0,'n','v',None,True,'D',1,1,'/',1,0,None,1,None,None,{})
k=c.Cookie('1','n','v','80',True,'D.x',1,1,'/p',1,0,5.5,1,'c','u',{'z':1}); print k, repr(k), k.is_expired(5), k.is_expired(4), k.has_nonstandard_attr('z'), k.get_nonstandard_attr('q',3); k.set_nonstandard_attr('q',4); print sorted(k._rest.items()); k.value=None; print k
class Resp:
    def __init__(s,*h): s.m=mimetools.Message(StringIO.StringIO('\n'.join(h)+'\n\n'))
    def info(s): return s.m
random.seed(3)
P=c.DefaultCookiePolicy
pols=[dict(),dict(rfc2965=True),dict(rfc2965=True,netscape=False),dict(strict_domain=True,strict_ns_domain=P.DomainStrict,strict_ns_unverifiable=True,strict_ns_set_path=True,strict_ns_set_initial_dollar=True),dict(rfc2965=True,hide_cookie2=True,rfc2109_as_netscape=True,strict_ns_domain=P.DomainRFC2965Match),dict(blocked_domains=['ex.com','.bad.com'],allowed_domains=None),dict(allowed_domains=['.ex.com','localhost']),dict(netscape=False)]
attrs=['domain=.ex.com','domain=ex.com','domain=www.ex.com','Domain=.com','domain=.co.uk','domain=.foo.co.uk','domain=.local','domain','path=/a','path=/a/b','path=/','path=','secure','expires=Wed, 09-Feb-2033 22:23:32 GMT','expires=Wed, 09-Feb-1993 22:23:32 GMT','expires=junk','max-age=100000','max-age=0','max-age=x','version=1','version=x','Version=0','port','port="80,8080"','port=8080','port=x','discard','comment=hi','commenturl="http://x/"','foo=bar','HttpOnly','path=/%7e"','domain=a.b.ex.com','domain=.1.2.3.4']
urls=['http://www.ex.com/a/b/c','http://ex.com/','https://www.ex.com/a','http://ex.com:8080/a/bc','http://localhost/','http://foo.co.uk/a','http://1.2.3.4/x','http://a.bad.com/a/','http://x.a.b.ex.com/a/b']
now=time.time()
def norm(s): return s
for pk in pols:
    for i in range(5):
        jar=c.CookieJar(P(**pk)); out=[]
        for j in range(4):
            u=random.choice(urls); kw={}
            if random.random()<.3: kw=dict(unverifiable=True,origin_req_host=random.choice(['www.ex.com','other.org']))
            hs=[]
            for _ in range(random.randint(1,3)):
                hs.append('%s: %s=%s%s'%(random.choice(['Set-Cookie','Set-Cookie','Set-Cookie2']),random.choice(['n','m','$d']),random.choice(['v','"q r"','w"x','']),''.join('; '+x for x in random.sample(attrs,random.randint(0,4)))))
            jar.extract_cookies(Resp(*hs),R(u,**kw))
        for x in jar: x.expires=None if x.expires is None else (0 if x.expires<now+200000 else x.expires)
        print [repr(x) for x in jar], len(jar), str(jar)[:30]
        for x in jar: x.expires=None
        for u in urls:
            r=R(u,unverifiable=random.random()<.3,origin_req_host=random.choice([None,'other.org'])); jar.add_cookie_header(r); 
            ck=r.get_header('Cookie'); print u, ck and sorted(ck.split('; ')), r.get_header('Cookie2'),
        print
jar=c.CookieJar()
for i,(d,p) in enumerate([('a.b','/'),('a.b','/x'),('c.d','/')]): jar.set_cookie(c.Cookie(0,'n%d'%i,'v',None,False,d,False,False,p,False,False,[None,5,2**31][i],i==0,None,None,{}))
print len(jar), [x.name for x in jar]; t(jar.clear,None,'/',None); t(jar.clear,None,None,'n'); t(jar.clear,'q'); t(jar.clear,'a.b','/','zz'); jar2=copy.copy(jar); jar.clear_expired_cookies(); print [x.name for x in jar]; jar.clear_session_cookies(); print [x.name for x in jar]; jar.clear('c.d'); print len(jar); jar.clear(); print jar, repr(jar)
p=P(blocked_domains=['x','.y']); print p.blocked_domains(), p.allowed_domains(), p.is_blocked('q.y'), p.is_not_allowed('z'); p.set_allowed_domains(['z']); print p.is_not_allowed('z'), p.is_not_allowed('w'), P.DomainStrict, P.DomainRFC2965Match
n=tempfile.mktemp()
for J in c.LWPCookieJar, c.MozillaCookieJar:
    j=J(n); j.extract_cookies(Resp('Set-Cookie: a=b; path=/p; expires=Wed, 09-Feb-2033 22:23:32 GMT; secure; domain=.ex.com; foo=bar','Set-Cookie: s=1','Set-Cookie: novalue'),R('http://www.ex.com/'))
    for kw in {},{'ignore_discard':True}:
        j.save(**kw); print open(n).read(); q=J(); q.load(n,**kw); print sorted(map(repr,q)); q.revert(n); print len(q)
    t(J().save); t(J().load); t(J().revert); f=open(n,'w'); f.write('junk\n'); f.close()
    try: J(n).load()
    except c.LoadError as e: print str(e).replace(n,'N')
    q=J(n); q.set_cookie(c.Cookie(0,'keep','v',None,False,'d',False,False,'/',False,False,None,True,None,None,{}))
    try: q.revert()
    except c.LoadError: print len(q)
    f=open(n,'w'); f.write(('#LWP-Cookies-2.0\nSet-Cookie3: a=b; domain\nzz\n' if J is c.LWPCookieJar else '# Netscape HTTP Cookie File\na\tb\n')); f.close()
    try: J(n).load()
    except c.LoadError as e: print str(e).replace(n,'N')
os.unlink(n); t(c.FileCookieJar,5); print c.FileCookieJar('x',True).delayload; t(c.FileCookieJar('x').save)
t(c.CookiePolicy().set_ok,1,2); print c.CookiePolicy().domain_return_ok(1,2), c.deepvalues({'b':{'x':1},'a':2}).next(), c.LoadError.__bases__, c.DefaultCookiePolicy.__module__
