# -*- coding: ascii -*-
import re,_sre
def t(f):
    try: print repr(f())
    except Exception,e: print type(e).__name__,e
p=re.compile('(a)(?P<n>b)?'); m=p.match('ab')
print m.regs, m.pos,m.endpos,m.lastindex,m.lastgroup,m.re is p,m.string
def sp(m): return m and m.regs
import copy
for f in [lambda:copy.copy(p),lambda:copy.deepcopy(p),lambda:copy.copy(m),lambda:copy.deepcopy(m),
 lambda:p.match(1),lambda:p.match(),lambda:sp(p.match(string='ab')),lambda:p.match('ab',pos=1),lambda:sp(p.match(pattern='ab')),lambda:p.match('ab',xx='ab'),
 lambda:m.group(5),lambda:m.group('zz'),lambda:m.group(-1),lambda:m.group(1,2),lambda:m.group(1.0),lambda:m.group(1L),lambda:m.group(None),lambda:m.start(9),lambda:m.span('n'),
 lambda:m.groups(1,2),lambda:m.groups(default=3),lambda:m.groupdict(default=3),lambda:m.expand(r'\1-\g<n>'),lambda:m[0],
 lambda:p.split('xabyabz'),lambda:p.split('xabyabz',1),lambda:p.sub('-','xabyab',count=1),lambda:p.subn('-',u'xabyab'),lambda:p.sub(None,'xx'),lambda:p.sub(lambda m:None,'xabx'),lambda:p.sub(lambda m:1,'xabx'),
 lambda:p.sub(5,'xabx'),lambda:p.sub('q','xx'),lambda:p.sub('q','xabx',maxsplit=1),
 lambda:p.findall('aab'),lambda:map(sp,p.finditer('aab')),lambda:sp(p.scanner('aab').search()),
 lambda:p.flags,lambda:p.groups,lambda:p.groupindex,lambda:p.pattern,lambda:re.compile(u'a',re.U).flags,
 lambda:_sre.compile('a',0,[19],0,{},[None]),lambda:_sre.compile('a',0,[1,-1],0,{},[None]),lambda:_sre.compile('a',0,(1,),0,{},[None]),lambda:_sre.compile('a',0,[],0,{},[None]),
 lambda:_sre.getlower(65,0),lambda:_sre.getlower(0xc0,32),lambda:_sre.getlower(0xc0,0),lambda:_sre.getcodesize(),
 lambda:p==re.compile('x'),
 lambda:p.match(buffer('ab')).group(),lambda:p.match(bytearray('ab')).group(),lambda:p.search(__import__('array').array('c','xab')).group(1),lambda:p.search(__import__('array').array('i',[97,98])).span(),
 lambda:p.match('ab',5),lambda:sp(p.match('ab',-5,1)),lambda:p.match('ab',1,0),lambda:p.search('xxab',10,20), lambda:p.match('ab','x'),lambda:p.match('ab',None),lambda:p.match('ab',1<<80),
 lambda:re.compile('').findall('abc'),lambda:re.compile('').sub('-','abc'),lambda:re.compile('').split('abc'),lambda:re.compile('x*').sub('-','axb'),lambda:re.compile('x*').findall('axb'),
 lambda:re.compile('x*').split('axb'),lambda:re.compile('(a|ab)(bc|c)?$').match('abc').regs,
 lambda:re.compile('(?:(a)|b)*').match('ab').groups(),lambda:re.compile('((a)|b)*').match('ab').regs,lambda:re.compile('((a)|b)*').match('ab').lastindex,
 lambda:re.compile('(a)(b)?').match('a').groups('z'),lambda:sorted(re.compile('(?P<x>a)(?P<y>b)?').match('a').groupdict().items()),lambda:re.compile('(?P<x>a)(?P<y>b)?').match('a').span('y'),
 lambda:re.compile('(?i)\xe9').match('\xc9'),lambda:re.compile(u'(?iu)\xe9').match(u'\xc9').group(),
 lambda:re.compile('a.c',re.S).match(u'a\nc').group(),lambda:re.compile('[^a]+').match(u'\U00012345b').end(),
 lambda:setattr(p,'x',1),lambda:type(p)(),lambda:m.__class__.__name__, lambda:p.__doc__,lambda:p.search(u'ab').group(0),lambda:p.match('ab').string,
 lambda:re.compile('(?:a|b)*?c').match('ab'*50000+'c').end(),lambda:re.compile('(?:a|b)*c').match('ab'*500000+'c').end(),
 lambda: re.compile('(x)?').match('y').start(1), lambda:re.compile('(a)|b').sub(r'[\1]','ab'), lambda:re.sub('a',r'\n','cac'),lambda:re.sub('a','\\\\','cac'),lambda:re.sub(u'a',u'\\u1234',u'cac'),lambda:re.sub('a',u'\u1234','cac'),
 lambda:re.compile('(a)').split(u'bab'),lambda:re.compile('(a)(x)?').split('bab'),lambda:bool(m),lambda:p.sub('a',u''),lambda:p.sub('x','yyy'),lambda:p.sub('x',bytearray('yabyy')),lambda:p.sub('x',bytearray('yyy')),lambda:p.sub('x',buffer('yyy')),lambda:p.findall(buffer('abab')),lambda:p.split(buffer('yaby')),
 lambda:p.match('ab',endpos=1).endpos,lambda:p.match('ab',0,99).endpos,lambda:p.match('ab',-3).pos,
 lambda:re.compile('').match('abc',2,1).span(),lambda:re.compile('').search('abc',2,1),lambda:re.compile('$').match('abc',2,1),
lambda:re.match(r'(?=(a)(b))a','ab').regs,
lambda:re.compile('a').match('ab','0'),lambda:re.compile('a').match('ab',string='x'),lambda:re.compile('a').match('ab',pattern='x'),
lambda:re.compile('a').split(),lambda:re.compile('a').split('bab',maxsplit=1),lambda:re.compile('a').split(source='bab'),lambda:re.compile('a').sub('a'),lambda:re.compile('a').sub(),
lambda:re.compile('a').findall(source='bab'),lambda:map(sp,re.compile('a').finditer('bab',1,2)),lambda:re.compile('a').finditer(),lambda:type(re.compile('a').finditer('a')),
lambda:re.match('a','ab').group(u'\xe9'),lambda:re.match('a','ab').group([]),lambda:re.match('a','ab').start(0,1),lambda:re.match('a','ab').span(1,1),lambda:re.match('a','ab').end(*()),
lambda:re.match('(a)','ab').group(True),lambda:re.match('(a)','ab').groupdict(1,2),lambda:re.match('(a)','ab').expand(),
lambda:_sre.getlower('a',0),lambda:_sre.getlower(1<<33,0),lambda:_sre.getlower(-1,0),
lambda:re.compile('a').match(u'ab').string,lambda:re.sub('a',u'x','bab'),lambda:re.sub('(a)',r'<\1>',u'bab'),lambda:re.sub('','-',''),lambda:re.compile('a').sub('x',__import__('array').array('c','bab')),
lambda:re.compile('a').split(__import__('array').array('c','bab')),
lambda:re.compile('b').sub(lambda m:m.group()*2,'abc',count=-1),lambda:re.sub('b','x','bbb',1),
lambda:_sre.compile('a',0,[17,4,0,1,1,19,97,1],0,{},[None]).match('a').span(),
lambda:_sre.compile('a',0,[18,200],0,{},[None]),lambda:_sre.compile('a',0,[7,3,1,18,2,0,1],0,{},[None]),
lambda:_sre.compile('a',0,[19,97],0,{},[None]),lambda:_sre.compile('a',0,[19],0,{},[None]),
lambda:_sre.compile('a',0,[0],0,{},[None]), lambda:_sre.compile('a',0,[22,1],0,{},[None]),
lambda:_sre.compile('a',0,[1],0,[],[None]).groupindex,lambda:_sre.compile('a',0,[1],-1,{},[None]),
lambda:_sre.compile(None,0,[1],0,{},[None]).match('x').regs, lambda:_sre.compile(None,0,[1],0,{},[]).match('x').lastgroup,
lambda:re.match('(?P<a>x)','x').group('b'),lambda:re.match('(?P<a>x)','x').start('b'),lambda:[m.span() for m in re.finditer('a*','baac')],
lambda:(lambda s:[s.search() and 1 for i in range(5)])(re.compile('a').scanner('aba')),lambda:(lambda s:[s.match() and s.match().span() for i in range(5)])(re.compile('a').scanner('aaba')),
lambda:(lambda s:[(lambda m:m and m.span())(s.search()) for i in range(5)])(re.compile('a*').scanner('ba')),lambda:(lambda s:[(lambda m:m and m.span())(s.match()) for i in range(6)])(re.compile('a').scanner('baab')),
lambda:(lambda s:[(lambda m:m and m.span())(s.match()) for i in range(3)])(re.compile('').scanner('ba')),
]: t(f)
class U(unicode): pass
class S(str): pass
print type(p.match(S('ab')).group()), type(p.sub('x',S('yy'))), type(p.match(S('ab')).string)
s=re.Scanner([(r'[a-z]+',lambda s,t:('w',t)),(r'\d+',lambda s,t:int(t)),(r'\s+',None)])
print s.scan('ab 12 cd 3!x')
import string
print string.Template('$a ${b}').substitute(a=1,b=2)
