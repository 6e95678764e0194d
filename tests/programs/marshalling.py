# stress: collect=5
# marshal: bytes of values, errors of damaged data, files, code that comes back.
import marshal, os, tempfile
def t(f,*a):
    try: print repr(f(*a))
    except BaseException, e: print type(e).__name__, e
L=marshal.loads
for s in ['', '(', 'i', 'i\1\2', '?', 'z', '0', 'l\1\0\0\0\xff\xff', 'l\1\0\0\0\0\0','l\0\0\0\x80', 's\xff\xff\xff\xff','t\xff\xff\xff\xff','u\xff\xff\xff\xff','(\xff\xff\xff\xff','[\xff\xff\xff\xff','[\1\0\0\x000','(\1\0\0\x000','<\1\0\0\x000','>\1\0\0\x000','<\xff\xff\xff\xff','R\0\0\0\0','R\xff\xff\xff\xff','{0','{i\0\0\0\x000','{','{i\0\0\0\0','f\3abc','f\3','g123','s\5\0\0\0abc','c','c\0\0\0','u\1\0\0\0\xff','[\1\0\0\x00<\1\0\0\x00[\0\0\0\0','y','x\0011\0012','x\1a\0012','f\0011','l\2\0\0\0\1\0\0\0','l\xfe\xff\xff\xff\1\0\2\0','N.', '\0', 'l\0\0\0\0','I\1\0\0\0\0\0\0','I\1\0\0\0\0\0\0\0', '(\1\0\0\0?', '[\5\0\0\x00i']:
    print repr(s),; t(L,s)
class A(object): pass
class I(int): pass
class S(str): pass
class U(unicode): pass
for o in [A(), I(3), S('abc'), U(u'd'), buffer('abc'), bytearray('abc'), StopIteration, ValueError, Ellipsis, type, 2**40, -2**31, 2**31, -2**31-1, 2**62,-2**63, 0L, 5L, -5L, 2L**70, 1.5, 1e300, 1j, (), [], {}, set(), frozenset(), True, None, u'\u1234', u'\ud800', ('abc','abc','a b', ''.join(['x','y'])), iter([]),memoryview('abc'), __import__('array').array('c','xy')]:
    t(marshal.dumps,o)
    t(marshal.dumps,o,0)
    t(marshal.dumps,o,1)
t(marshal.dumps); t(marshal.dumps,1,2,3); t(marshal.loads,1); t(marshal.loads,u'N'); t(marshal.loads,buffer('N')); t(marshal.loads,bytearray('N'))
import StringIO
t(marshal.load,StringIO.StringIO('N')); t(marshal.dump,1,StringIO.StringIO()); t(marshal.dump,1,2); t(marshal.dumps,1,'a')
l=[]
for i in range(3000): l=[l]
t(marshal.dumps,l)
t(marshal.loads,'['+'\1\0\0\0['*3000)
l=[]
for i in range(1998): l=[l]
print len(marshal.dumps(l))
t(len,marshal.dumps([l])) if 0 else None
t(marshal.dumps,[[l]])
t(marshal.dumps,{A():1}); t(marshal.dumps,[1,A(),2])

name = os.path.join(tempfile.mkdtemp(), 'data')
with open(name, 'wb') as f:
    marshal.dump((1, 'a'), f)
    marshal.dump(2.5, f, 0)
    f.write('x')
with open(name, 'rb') as f:
    t(marshal.load, f)
    t(marshal.load, f)
    t(f.read)
    t(marshal.load, f)
os.remove(name)
os.rmdir(os.path.dirname(name))
source = """
def f(a, b=2, *c, **d):
    x = [i * 2 for i in range(a)]
    def g(y): return x, y
    try:
        for i in xrange(5):
            if i == 3: raise ValueError(i)
    except ValueError, e:
        return g(e.args[0]), 1.5, 2L ** 70, u'\\u1234', 3j
class C(object):
    def m(self): yield 1; yield 2
print f(3), list(C().m())
for i in range(2000): f(1)
"""
code = compile(source, 'x.py', 'exec')
data = marshal.dumps(code)
exec marshal.loads(data)
exec code
# Running it leaves no trace in what is written.
print marshal.dumps(code) == data, marshal.loads(data) == code
print marshal.loads(marshal.dumps(f.func_code)) == f.func_code, f(1)
