import sys
def f(a):
    b = 1
    for i in range(2):
        if i:
            b += 1
    while b < 5:
        b += 1
    try:
        g()
    except ValueError, e:
        b = 2
    finally:
        b = 3
    x = [j for j in range(2)]
    y = list(k for k in range(2))
    class C:
        z = 1
        def m(self): return 1
    with W() as w:
        b = 4
    C().m()
    return (b,
            a)
class W:
    def __enter__(self): return 1
    def __exit__(self, *a): return None
def g():
    raise ValueError, 'x'
def gen():
    yield 1
    try:
        yield 2
    finally:
        yield 3
ev = []
def tr(fr, e, arg):
    if e == 'exception':
        arg = arg[0].__name__, str(arg[1]), arg[2] is not None
    if isinstance(arg, dict): arg = sorted(k for k in arg)
    ev.append((fr.f_code.co_name, fr.f_lineno, e, arg))
    return tr
def norm(a):
    return a if not hasattr(a, '__dict__') and 'object at' not in repr(a) else type(a).__name__
def run(fn, *args):
    sys.settrace(tr)
    try:
        fn(*args)
    except Exception, e:
        pass
    sys.settrace(None)
    for e in ev: print e[:3], norm(e[3])
    del ev[:]
run(f, 3)
def h():
    for v in gen(): pass
    x = gen(); x.next()
    try: x.throw(KeyError)
    except KeyError: pass
    y = gen()
    try: y.throw(KeyError)
    except KeyError: pass
    int('z')
run(h)
pe = []
def pr(fr, e, arg):
    pe.append((fr.f_code.co_name, fr.f_lineno, e, getattr(arg, '__name__', arg)))
def p():
    len([])
    [].append(1)
    'a'.upper()
    str.upper('a')
    int('3')
    map(str, [1])
    map(lambda x: x, [1])
    sorted([2, 1], key=lambda q: q)
    try: len(3)
    except TypeError: pass
    list(gen())
    len(*[[]])
    any([0, 1])
    return 5
sys.setprofile(pr)
p()
sys.setprofile(None)
for e in pe: print e
print sys.gettrace(), sys.getprofile()

# Changes of variables, and jumps.
def changed(a):
    b = a
    return b

def change(frame, event, arg):
    if event == 'line' and frame.f_lineno == frame.f_code.co_firstlineno + 1:
        frame.f_locals['a'] = 7
    return change

sys.settrace(change)
print changed(1)
sys.settrace(None)

def jumped():
    out = [1]
    out.append(2)
    out.append(3)
    for i in range(2):
        out.append(4)
    return out

def jumper(at, to, say):
    def trace(frame, event, arg):
        if event == 'line' and frame.f_lineno == frame.f_code.co_firstlineno + at:
            try:
                frame.f_lineno = frame.f_code.co_firstlineno + to
            except ValueError, e:
                say.append(str(e).replace(str(frame.f_code.co_firstlineno + to), 'N'))
        return trace
    return trace

for at, to in (2, 3), (3, 5), (3, -1), (3, 60), (2, 6):
    say = []
    sys.settrace(jumper(at, to, say))
    result = jumped()
    sys.settrace(None)
    print at, to, result, say

# A trace function that raises is gone.
def fails(frame, event, arg):
    raise KeyError(event)
try:
    sys.settrace(fails)
    changed(1)
except KeyError, e:
    print 'raised', e, sys.gettrace()

# Loops that would be compiled: the function is told of every line, and none when it is unset.
counts = {}
def count(frame, event, arg):
    counts[event] = counts.get(event, 0) + 1
    return count
def loop(n):
    s = 0
    for i in xrange(n):
        s += i
    return s
loop(5000)
sys.settrace(count); loop(3000); sys.settrace(None)
print sorted(counts.items())
print loop(5000)

# Set in the middle of a loop, from a callee, for the caller.
def set_here():
    sys._getframe(1).f_trace = count
    sys.settrace(count)
def middle(n):
    s = 0
    for i in xrange(n):
        if i == n - 10:
            set_here()
        s += i
    sys.settrace(None)
    return s
counts.clear()
print middle(4000), sorted(counts.items())
print sys.call_tracing(len, ([1],))

import threading
seen = []
def in_thread(frame, event, arg):
    if frame.f_code.co_name == 'work':
        seen.append(event)
    return in_thread
def work():
    return 1
threading.settrace(in_thread)
thread = threading.Thread(target=work)
thread.start(); thread.join()
threading.settrace(None)
print seen, sys.gettrace()
