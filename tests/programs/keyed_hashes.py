# HMAC, keys from passwords, identifiers, and rules for robots.
def t(f,*a,**k):
    try: r=f(*a,**k); print getattr(f,'__name__',f), repr(r)
    except BaseException as e: print getattr(f,'__name__',f),type(e),e
import hmac, hashlib, warnings, md5, sha
warnings.simplefilter('always')
class Small(object):
    digest_size=3
    def __init__(s,d=''): s.d=d
    def update(s,d): s.d+=d
    def digest(s): return s.d[:3]
    def hexdigest(s): return s.digest().encode('hex')
    def copy(s): return Small(s.d)
class Tiny(Small): block_size=4
import sys
sys.stderr=sys.stdout
warnings.showwarning=lambda m,c,f,l,*a: sys.stdout.write('%s %s\n'%(c.__name__,m))
for key in '', 'k', 'k'*64, 'k'*65, 'k'*200:
    for mod in None, hashlib.sha1, sha, 'x' and md5, hashlib.sha512, Small, Tiny:
        h=hmac.new(key,'msg',mod); g=h.copy(); g.update('more'); print h.hexdigest()[:20], g.hexdigest()[:20], h.digest_size, len(h.digest()), h.blocksize, h.__class__
t(hmac.new,u'k\xe9','m',hashlib.md5); t(hmac.new,'k',u'm\xe9'); t(hmac.new,5); print hmac.digest_size, hmac.compare_digest('a','a'), hmac.HMAC.blocksize, hmac.HMAC('k').hexdigest(), hmac.new('k').update('x')
class H2(hmac.HMAC): pass
print H2('k').copy().__class__
for a in [('md5','p','s',1),('sha1','p'*100,'s',3,50),('sha512','p','s',2,1),('SHA256',bytearray('p'),bytearray('s'),2),('sha1','p','s',0),('sha1','p','s',1,0),('foo','p','s',1),(5,'p','s',1),('sha1',u'p','s',1),('sha1','p',5,1),('sha1',buffer('p'),buffer('s'),1),('sha1','p','s',-1),('sha1','p','s',1,-2)]:
    try: print hashlib.pbkdf2_hmac(*a).encode('hex')
    except Exception as e: print type(e), e
for n in 'md5','SHA1','Sha1','sha384','nope',5,None: t(lambda: hashlib.new(n,'x').hexdigest())
print hashlib.md5('x').hexdigest(), sorted(hashlib.algorithms_available)==sorted(hashlib.algorithms), hashlib.algorithms
import uuid
U=uuid.UUID
for k in [dict(hex='12345678123456781234567812345678'),dict(hex='{12345678-1234-5678-1234-567812345678}'),dict(hex='urn:uuid:12345678-1234-5678-1234-567812345678'),dict(bytes='\x12\x34\x56\x78'*4),dict(bytes_le='\x78\x56\x34\x12\x34\x12\x78\x56\x12\x34\x56\x78\x12\x34\x56\x78'),dict(fields=(0x12345678,0x1234,0x5678,0x12,0x34,0x567812345678)),dict(int=0x12345678123456781234567812345678),dict(int=1,version=4),dict(int=2**128),dict(int=-1),dict(hex='1'),dict(hex='g'*32),dict(bytes='x'),dict(bytes_le='x'),dict(fields=(1,2)),dict(),dict(int=1,hex='2'),dict(int=1,version=0),dict(int=1,version=6)]+[dict(fields=tuple(-1 if i==j else 0 for i in range(6))) for j in range(6)]+[dict(fields=(2**32,)+(0,)*5)]:
    try:
        u=U(**k); print u, repr(u), u.hex, u.int, u.bytes.encode('hex'), u.bytes_le.encode('hex'), u.fields, u.time_low,u.time_mid,u.time_hi_version,u.clock_seq_hi_variant,u.clock_seq_low,u.time,u.clock_seq,u.node,u.urn,u.variant,u.version,int(u)==u.int, hash(u)==hash(u.int)
    except Exception as e: print sorted(k), type(e), e
for v in range(0,256,32): u=U(int=v<<56|1<<76); print u.variant, u.version
u=U(int=5); print u==U(int=5), u!=U(int=5), u<U(int=6), u=='x', cmp(u,5)!=0; t(setattr,u,'int',3)
print uuid.uuid3(uuid.NAMESPACE_DNS,'python.org'), uuid.uuid5(uuid.NAMESPACE_URL,'python.org'), uuid.uuid4().version, uuid.uuid4().variant, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500
u=uuid.uuid1(); v=uuid.uuid1(5,3); print u.version, u.variant, v.node, v.clock_seq, u<uuid.uuid1() or True, uuid.getnode()==uuid.getnode()
import pickle, copy; print pickle.loads(pickle.dumps(U(int=7),2)), copy.copy(U(int=7))
import robotparser
R=robotparser.RobotFileParser
r=R('http://h/robots.txt'); print sorted(r.__dict__.items()), r.mtime()
def rob(txt,*qs):
    r=R(); r.parse(txt.split('\n')); print repr(str(r)), r.default_entry is None, [ (q,r.can_fetch(*q)) for q in qs], r.mtime()>0
rob('User-agent: a\nUser-agent: B/2\nDisallow: /x # c\nAllow: /x/y\n\nUser-agent: *\nDisallow: /z%7e\ncrawl: 3\nDisallow:\n\n\nDisallow: /orphan\nfoo\nUser-agent: c\nUser-agent: d\n\nDisallow: /q',('a','/x'),('b/1','/x/y'),('zz','http://h/z~'),('zz','/ok'),('c','/q'),('zz',''),('a','/x?y'))
rob('',('a','/')); rob('user-AGENT: *\nDISALLOW: *\nallow: /',('a','/b')); rob('User-agent: x\nDisallow: /a\nUser-agent: y\nDisallow: /b?c=d\n',('x','/a'),('y','/a'),('y','/b?c=d'),('y','/b')); rob('Disallow: /\n',('a','/')); rob('User-agent: *\nAllow:\nDisallow: /p;q\n',('a','/p;q'),('a','/p'),('a','//e/p;q'))
r=R(); print r.can_fetch('a','/'); r.allow_all=True; print r.can_fetch('a','/'); r.disallow_all=True; print r.can_fetch('a','/')
l=robotparser.RuleLine('',False); print l, l.allowance, l.path, robotparser.RuleLine('/a b',True), robotparser.RuleLine('*',False).applies_to('zz')
e=robotparser.Entry(); print e.useragents, e.rulelines, repr(str(e)), e.allowance('x'), e.applies_to('z')
