# Pickles of methods, and what pools and processes keep.
import multiprocessing
from multiprocessing import forking
import cPickle, functools, weakref, gc, time
class C(object):
    def m(self):
        return 5
c=C()
from cStringIO import StringIO
def ba(x):
    f=StringIO()
    forking.ForkingPickler(f, 2).dump(x)
    return cPickle.loads(f.getvalue())
print ba([c.m, C.m])[0](), ba([c.m, C.m])[1] is C.m, ba(C.m) == C.m
for x in str.upper, int.__add__, list.append:
    print ba(x)
try:
    forking.assert_spawning(c)
except RuntimeError as e:
    print e
print forking.Popen.thread_is_spawning()
print ba(functools.partial(len, [1]))(), ba(functools.partial(dict, a=2))(b=1)
forking.ForkingPickler.register(type(c), lambda c: (list, ([1],)))
print ba({'a': c})
def ident(x):
    return x
import multiprocessing.dummy as d
class Big(object):
    pass
if __name__ == '__main__':
    for pool in multiprocessing.Pool(2), d.Pool(2):
        objs = [Big() for i in range(10)]
        refs = map(weakref.ref, objs)
        r = pool.map(ident, objs)
        print len(r), pool.apply(ident, (3,))
        del objs, r
        time.sleep(.3)
        gc.collect()
        print sum(1 for r in refs if r() is not None) <= 1
        pool.terminate()
        pool.join()
    b = Big()
    r = weakref.ref(b)
    p = multiprocessing.Process(target=ident, args=(b,))
    del b
    p.start()
    p.join()
    gc.collect()
    print r()
