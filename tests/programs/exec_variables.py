# Variables of a function that exec changes.
def a():
    z = None
    del z
    exec 'z=1+1\n'
    print z
def b():
    z = None
    del z
    exec 'z=1+1\n'
    if z != 2: print 'bad'
    del z
    exec u'z=1+1\n'
    if z != 2: print 'bad'
def c():
    z = 5
    exec 'z=1+1'
    print z, sorted(locals())
    exec 'del z'
    try: print z
    except NameError, e: print type(e), e
def d():
    g = {}
    exec 'z=1' in g
    if '__builtins__' in g: del g['__builtins__']
    print g
    exec 'z = 1 + 1'
    print z
for f in a,b,c,d:
    try: f()
    except Exception, e: print f.__name__, type(e), e
def f():
    out = []
    for i in range(5):
        n = i
        exec 'n = n * 10'
        out.append(n)
    return out
def g():
    n = 1
    exec 'n = 2; m = 3'
    yield n
    exec 'n += m'
    yield n
def h(a, (b, c), *d, **k):
    exec 'a, b, c, d, k = 1, 2, 3, 4, 5'
    return a, b, c, d, k
print f(), list(g()), h(0, (0, 0))
def j():
    value = 1
    exec 'value = 2' in {}, locals()
    return value
print j()
