# stress: collect=50
# json: reading and writing, the native parts and the others.
import re, json, _json, json.decoder, json.encoder
def t(f,*a,**k):
    try: print repr(f(*a, **k))
    except BaseException, e: print re.sub('0x[0-9a-f]+ *|at 0x[0-9a-f]+', '', '%s %s %s' % (type(e).__module__, type(e).__name__, e))
for s in ['', ' ', 'null','true','false','nul','1','-1','0','01','-','1.5','1e5','1E+5','1.','1.e5','.5','1e','-0','-0.0','1e400','123456789012345678901234567890','NaN','Infinity','-Infinity','-Inf','"abc"','"a','"a\nb"','"a\\"','"\\n\\t\\"\\\\\\/\\b\\f\\r"','"\\u0041"','"\\u004"','"\\u00zz"','"\\ud834\\udd20"','"\\ud834"','"\\ud834\\u0041"','"\\udd20"','"\\x"','[]','[ ]','[1]','[1,2]','[1,]','[,1]','[1','[','[1 2]','[1,','{}','{ }','{"a":1}','{"a":1,"b":2}','{"a" : 1}','{"a"}','{"a":}','{"a":1,}','{a:1}','{1:2}','{"a":1 "b":2}','{"a"','{"a":1','{','{"a":1,"a":2}','1 2','[1]x','"\xc3\xa9"','"\xff"',u'"\xe9\u1234"',u'"\U00012345x"',u'{"\xe9":"\xe9\xe9"}', u'["\xe9", x]', u'"\xe9\xe9', u'["\xe9"] x','["a","\\u00e9b\xc3\xa9"]', '\xef\xbb\xbf1', '[1.5e300, 12345678901]', ' [1] ', '[[[[]]]]', '"\x00"', '\t\n\r [ \t1\n,\r2 ] ', '\x0b1', 'tru', '[true,false,null]', '{"a":[{"b":{}}]}', '-a', '[NaN,-Infinity]', '"' + 'x'*100 + '"']:
    print repr(s),; t(json.loads,s)
t(json.loads,5); t(json.loads,None); t(json.loads,'[1]',encoding='latin-1'); t(json.loads,'"\xe9"',encoding='latin-1'); t(json.loads,'"\n"',strict=False); t(json.loads,'{"a":1}',object_hook=lambda d: ('h',d)); t(json.loads,'{"a":1,"b":[{}]}',object_pairs_hook=lambda d: ('p',d)); t(json.loads,'[1,1.5,NaN]',parse_int=lambda s:'i'+s,parse_float=lambda s:'f'+s,parse_constant=lambda s:'c'+s); t(json.loads,'{"a":1}',object_hook=lambda d: 1/0)
t(json.JSONDecoder().raw_decode,'[1] x'); t(json.JSONDecoder().raw_decode,' 1'); t(json.JSONDecoder().raw_decode,'x 12',2); t(json.JSONDecoder().raw_decode,u'\xe9\xe9 "\xe9"x',3); t(json.JSONDecoder().raw_decode,'1',-1); t(json.JSONDecoder().raw_decode,'1',5)
for a in [('"abc" x',1),('abc"',0),('abc',0),('abc"',9),(u'\xe9"x',0),(u'\xe9"x',1),('a\\n"',0,None,True),('a\n"',0,None,False),('a\n"',0,'utf-8',True),('a',),(5,0),('"',-1),('\xe9"',0,'latin-1'), ('a"',0,5)]: t(_json.scanstring,*a)
for s in ['', 'abc', u'abc', '"\\\n\r\t\b\f/', u'\xe9\u1234\U00012345', '\xc3\xa9', '\xff', '\x00\x1f\x7f', u'\x7f\x80', u'\ud800', 5, None, bytearray('a')]: t(_json.encode_basestring_ascii,s); 
class D(dict): pass
class L(list): pass
class S(str): pass
class I(int):
    def __str__(self): return 'I!'
    def __repr__(self): return 'IR'
class F(float):
    def __repr__(self): return 'FR'
class O(object): pass
for o in [None,True,False,1,-1,2L**70,1.5,1e300,0.1,float('nan'),float('inf'),-float('inf'),'a',u'\xe9','\xc3\xa9','\xff',[],[1],(1,2),(),{},{'a':1},{1:2},{1.5:2},{None:1},{True:1},{2L:1},{(1,):2},{u'\xe9':1},D(a=1),L([1]),S('x'),I(3),F(2.5),{I(3):1},O(),[O()],set([1]),[[],{}],[[1,[2,[3]]]],{'a':[1,{'b':None}]}, 1j, xrange(3), {'\xff':1}, [u'a','b'], {F(2.5):1}, {O():1}, float('1e22'), 1e16, 123456789.123]:
    t(json.dumps,o)
    for k in [{'ensure_ascii':False},{'indent':2},{'sort_keys':True},{'separators':(',',':')},{'skipkeys':True},{'allow_nan':False},{'default':lambda o: 'dflt'},{'check_circular':False},{'encoding':'latin-1'}]:
        t(json.dumps,o,**k)
a=[]; a.append(a); t(json.dumps,a); b={}; b['a']=b; t(json.dumps,b); t(json.dumps,O(),default=lambda o:o); t(json.dumps,O(),default=lambda o:[o])
t(json.dumps,{'b':1,'a':{'d':1,'c':2}},sort_keys=True); t(json.dumps,{'b':1,'a':[1,2]},sort_keys=True,indent=4); t(json.dumps,{3:1,'a':2,None:3},sort_keys=True)
t(list,json.JSONEncoder().iterencode([1,{'a':2}])); t(json.JSONEncoder().encode,O()); t(json.dumps,[1],cls=json.JSONEncoder)
import StringIO
f=StringIO.StringIO(); json.dump([1,'a'],f); print f.getvalue(); f.seek(0); print json.load(f)
t(json.dumps, [u'\u2028', '</script>'], ensure_ascii=False); t(json.dumps,{'a':float('nan')},allow_nan=False); t(json.dumps, 'x'*3, indent=0); t(json.dumps, [1,2], indent=0)
from collections import OrderedDict
t(json.dumps, OrderedDict([('z',1),('a',2)])); t(json.loads,'{"z":1,"a":2}',object_pairs_hook=OrderedDict)
print type(_json.make_scanner), type(_json.make_encoder), _json.make_scanner, _json.make_encoder, json.scanner.c_make_scanner is _json.make_scanner
t(_json.make_scanner); t(_json.make_scanner,5); t(_json.make_encoder)
import heapq, bisect, random
for f in heapq.heappush, heapq.heappop, heapq.heapify, heapq.heapreplace, heapq.heappushpop: t(f); t(f, 5); t(f, 5, 6); t(f, [])
class Le:
    def __init__(self, v): self.v = v
    def __le__(self, other): return self.v <= other.v
class Lt(object):
    def __init__(self, v): self.v = v
    def __lt__(self, other): return self.v < other.v
r = random.Random(5)
for make in int, float, str, lambda i: (i % 7, str(i)), Le, Lt, lambda i: i << 70:
    data = [make(r.randrange(1000)) for i in range(60)]
    value = lambda x: getattr(x, 'v', x)
    h = []
    for d in data: heapq.heappush(h, d)
    h2 = list(data); heapq.heapify(h2)
    a = [value(heapq.heappop(h)) for d in data]; b = [value(heapq.heappop(h2)) for d in data]
    print a == b == sorted(map(value, data)), a[:3]
    h = data[:20]; heapq.heapify(h)
    print [value(heapq.heapreplace(h, d)) for d in data[20:30]], [value(heapq.heappushpop(h, d)) for d in data[30:40]]
    if make is not Le: print map(value, heapq.nlargest(3, data)), map(value, heapq.nsmallest(3, data)), map(value, heapq.nsmallest(3, data, key=value))
class Shrinks(object):
    def __lt__(self, other): del grown[:]; return True
grown = [Shrinks() for i in range(9)]
t(heapq.heappush, grown, Shrinks()); grown = [Shrinks() for i in range(9)]; t(heapq.heapify, grown)
s = [1, 2, 2, 2, 3, 7]
for f in bisect.bisect, bisect.bisect_left, bisect.bisect_right:
    print [f(s, x) for x in (0, 1, 2, 2.5, 3, 8)], f(s, 2, 3), f(s, 2, 0, 2), f(a=s, x=2, lo=1, hi=3); t(f, s, 2, -1); t(f, s); t(f, 5, 5); t(f, s, 2, 0, 100)
l = []
for i in range(25): bisect.insort(l, r.randrange(20)); bisect.insort_left(l, float(r.randrange(20)))
print l == sorted(l), l[:6]
class Seq(object):
    def __init__(self): self.l = [1, 3]
    def __len__(self): return len(self.l)
    def __getitem__(self, i): return self.l[i]
    def insert(self, i, x): self.l.insert(i, x)
q = Seq(); bisect.insort(q, 2); print q.l, bisect.bisect('abd', 'c'), bisect.bisect_left((1, 2), 2)
