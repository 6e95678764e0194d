# bytearray, memoryview and buffer: every operation on a small object, and its errors.


def run(statement):
    names = {'B': bytearray, 'b': bytearray('hello')}
    if statement.startswith(('m', 'list(m', 'len(m', 'bytearray(m', "'a' in m", 'del m')):
        names['m'] = memoryview(names['b'])
    names['r'] = memoryview('hello')
    names['q'] = buffer('hello')
    names['w'] = buffer(names['b'])
    print statement, '->',
    try:
        exec compile(statement, '', 'single') in names
        print repr(names['b'])
    except Exception as e:
        print type(e).__name__, e


for statement in r'''
b+'x'
'x'+b
b+u'x'
b+1
b+buffer('x')
b+memoryview('x')
b+=u'x'
b+='xx'
b+=1
b+=[1]
b*2
2*b
b*-1
b*'a'
b*=3
b==b'hello'
b=='hellp'
b<'i'
b==u'hello'
b!=u'hello'
b<u'a'
b==5
b<5
cmp(b,'a')
'hello'==b
hash(b)
104 in b
300 in b
'el' in b
u'el' in b
b in 'hello'
None in b
b[0]
b[-1]
b[9]
b['a']
b[1:3]
b[::2]
b[0]=65
b[0]='A'
b[0]='AB'
b[0]=256
b[0]=None
b[0]=u'a'
b[9]=1
b[1:3]='xxxx'
b[1:3]=[1,2]
b[1:3]=5
b[1:3]=u'a'
b[::2]='abc'
b[::2]='ab'
b[::2]=''
b[1:3]=b
del b[0]
del b[9]
del b[1:3]
del b[::2]
del b[::-2]
b.append(3)
b.append('x')
b.append(300)
b.append('xx')
b.append(u'a')
b.extend('xy')
b.extend([1,2,'a'])
b.extend(5)
b.extend(u'ab')
b.extend([300])
b.insert(0,1)
b.insert(-1,'z')
b.insert(99,2)
b.insert('a',1)
b.pop()
b.pop(0)
b.pop(9)
B().pop()
b.remove(104)
b.remove('l')
b.remove(1)
b.remove(300)
b.reverse()
B.fromhex('01 ab')
B.fromhex('0')
B.fromhex('0g')
B.fromhex(u'ab')
B.fromhex(3)
b.find('l')
b.find(B('l'))
b.find(u'l')
b.find(108)
b.index('z')
b.rindex('z')
b.rfind('l',0,3)
b.count('l')
b.count(u'l')
b.startswith('he')
b.startswith(('x','he'))
b.startswith(u'he')
b.startswith(3)
b.endswith(B('lo'))
b.join(['a',B('b')])
b.join(['a',u'b'])
b.join([1])
b.join(5)
'x'.join(['a',B('b')])
b.split('l')
b.split()
b.split(None,1)
b.split('')
b.split(u'l')
b.split(B('l'))
b.rsplit('l',1)
b.splitlines()
b.partition('l')
b.partition(5)
b.partition('')
b.rpartition('l')
b.rpartition('zz')
b.replace('l','LL')
b.replace('l',u'LL')
b.replace(B('l'),B('x'),1)
b.replace(1,2)
b.strip('ho')
b.strip(u'ho')
b.lstrip(B('h'))
b.rstrip(None)
b.strip(1)
b.upper()
b.title()
b.swapcase()
b.capitalize()
b.isalpha()
b.islower()
b.center(11,'*')
b.ljust(10)
b.rjust(10,B('x'))
b.zfill(9)
b.expandtabs()
b.translate(None,'l')
b.translate('x')
b.translate(''.join(map(chr,range(256))).upper())
b.translate(5)
str(b)
len(b)
list(b)
b.__init__('abc')
b.__init__(3)
b.__init__()
'%s'%b
'a'+b
b'ab'.find(B('b'))
'ab'.replace(B('a'),'c')
'ab'.startswith(B('a'))
'abc'.strip(B('a'))
'abc'.split(B('b'))
B('b') in 'abc'
sorted(b)
bytes(b)
isinstance(b,basestring)
eval(B('1+1'))
bool(B())
b.__iadd__('x')
b.__setslice__
b.__getslice__
b[1:3:1]=''
b[3:1]='zz'
b[5:0:-1]
b[4:0:-1]='wxyz'
B('a"b')
B("a'b")
len(m)
m[0]
m[-1]
m[9]
m['a']
m[1:3].tobytes()
m[1:3][1]
m[::2]
m[0]='x'
m[0]=65
m[0]='xx'
m[1:3]='ab'
m[1:3]='abc'
m[1:3]=bytearray('zz')
r[0]='x'
r[1:2]='x'
del m[0]
m.tolist()
m.format,m.itemsize,m.shape,m.strides,m.ndim,m.readonly,m.suboffsets
r.readonly
m==m
m==r
r=='hello'
r=='hellp'
r!='hello'
r==u'hello'
r<'a'
hash(r)
memoryview(5)
memoryview(u'a')
memoryview()
memoryview(memoryview('abc')).tobytes()
list(m)
'a' in m
m+'a'
m.foo
m[5:2].tobytes()
q[0]
q[1:3]
q[::2]
q[9]
q['a']
q+'x'
q+buffer('y')
q+u'x'
q+1
q*2
len(q)
str(q)
q=='hello'
q==buffer('hello')
q<buffer('i')
cmp(q,buffer('a'))
hash(q)==hash('hello')
w[0]='x'
w[0]='xx'
w[1:3]='yy'
w[1:3]='y'
q[0]='x'
q[0:2]='x'
del w[0]
str(buffer('hello',2))
str(buffer('hello',2,1))
str(buffer('hello',9))
buffer('hello',-1)
buffer('a',0,-2)
str(buffer(buffer('hello',1),1,2))
buffer(5)
str(buffer(u'ab'))
buffer()
'l' in q
list(q)
q.foo
'x'.join([q])
'hello'.find(buffer('l'))
'hello'.replace(buffer('l'),'')
'x'+q
bytearray(q)
bytearray(m)
'%s'%q
'%s'%r=='x'
'''.split('\n')[1:-1]:
    run(statement)
