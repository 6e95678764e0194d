# Frames, local variables and handled exceptions, looked at from hot code: they are those of the interpreter.

import sys
def look(depth):
    f = sys._getframe(depth)
    out = []
    while f is not None:
        out.append((f.f_code.co_name, f.f_lineno, sorted(f.f_locals.items(), key=lambda p: p[0])[:3] if f.f_code.co_name not in ('<module>',) else None))
        f = f.f_back
    return out
def inner(a, b):
    c = a + b
    x = look(0)
    d = c * 2
    return x, d
def middle(a):
    q = [a]
    return inner(a, len(q))
def outer():
    total = 0
    last = None
    for i in xrange(1300):
        r, d = middle(i)
        total += d + len(r)
        last = r
    return total, last
t, last = outer()
print t
for n, l, v in last: print n, l, v and [p for p in v if p[0] in 'abcqi']
# identity and life after the call
def keep(): return sys._getframe(1)
def user(i):
    z = i * 3
    f = keep()
    z += 1
    return f, f is sys._getframe()
def run():
    ok = 0
    for i in xrange(1300):
        f, same = user(i)
        ok += same and f.f_locals['z'] == i*3+1 and f.f_locals['i'] == i and f.f_back is sys._getframe() and f.f_lineno
    return ok
print run()
# f_globals through inlined calls, exec and eval with the caller's names
def ev(n):
    k = n + 1
    return eval('k * 2')
def ex(n):
    k = n
    exec 'k += 5'
    return k
def loc(n):
    dead = n + 7
    return '%(dead)d %(n)d' % locals()
def run2():
    s = 0; t = ''
    for i in xrange(1300):
        s += ev(i) + ex(i)
        t = loc(i)
    return s, t
print run2()
# exceptions being handled
def handler(i):
    try:
        raise ValueError(i)
    except ValueError:
        return what() + reraise(i)
def what():
    return sys.exc_info()[1].args[0]
def reraise(i):
    try:
        raise
    except ValueError, e:
        return e.args[0]
def run3():
    s = 0
    for i in xrange(1300): s += handler(i)
    return s, sys.exc_info()
print run3()
# generators
def gen(n):
    for i in xrange(n):
        yield sys._getframe().f_back.f_code.co_name, i
def run4():
    names = {}
    for name, i in gen(1300): names[name] = i
    return names
print run4()
# tracebacks of frames that compiled code ran
import traceback
def bad(i):
    if i % 500 == 499: return 1 / 0
    return i
def mid(i): return bad(i)
def run5():
    out = []
    for i in xrange(1300):
        try: mid(i)
        except ZeroDivisionError:
            tb = sys.exc_info()[2]
            out.append([(f, l) for _, f, l, _ in traceback.extract_tb(tb)])
    return out
for o in run5(): print o
def callback(x):
    return len(look(0)), sys._getframe(1).f_code.co_name
def run6():
    r = set()
    for i in xrange(1300):
        r.add(tuple(map(callback, [i])))
        sorted([i], key=lambda v: r.add(callback(v)))
    return sorted(r)
print run6()
