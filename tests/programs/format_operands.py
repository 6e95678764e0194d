"""What stands on both sides of %, what is joined, and lists that change while they are gone through backwards."""

class D(dict): pass
class S(str):
    def __rmod__(self, o): return 'rmod'
class R(object):
    def __rmod__(self, o): return 'R'
    def __repr__(self): return '<%s %d>' % ('R', 5)
class Old:
    def __rmod__(self, o): return 'Old'
    def __str__(self): return 'old-str'
for f,a in [('%s',S('x')),('%s',R()),('a',Old()),('%s',Old()),('%(a)s',{'a':1}),('abc',{}),('abc',[]),('abc',5),('%s',[1]),('%d%%',5),('%s %r',('a',R())),('%s',(R(),)),('%(a)s',5),('%(a)s',(1,)),('%d',1.5),('%x',-255),('%5.2f|%-5s|%05d',(1.005,'ab',42)),('abc',()),('%s',()),('%s',u'\xe9'),(u'%s','a'),('%s'*3,('a',)), ('%c',65),('%c','ab'),('%*d',(5,3)),('%q',1)]:
    try: print repr(f % a)
    except Exception, e: print type(e).__name__, e
print ','.join(['a']), ','.join(('a','b')), ','.join(x for x in 'abc'), repr(','.join(['a',u'b'])), ''.join([])
for x in ([1],['a',None],5,(u'a',3)):
    try: print ','.join(x)
    except Exception, e: print type(e).__name__, e
l=[1,2,3]
for x in reversed(l):
    print x,
    if x==3: l.append(9)
print
l=[1,2,3,4,5]
for x in reversed(l):
    print x,
    if x==4: del l[:]
print
for i,x in enumerate(reversed(range(3))): print i,x
