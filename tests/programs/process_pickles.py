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
def map_objects(pool):
    objs = [Big() for i in range(10)]
    r = pool.map(ident, objs)
    print len(r), pool.apply(ident, (3,))
    return map(weakref.ref, objs)
if __name__ == '__main__':
    for pool in multiprocessing.Pool(2), d.Pool(2):
        refs = map_objects(pool)
        pool.terminate()
        pool.join()
        for attempt in range(50):
            # What a stack held that is not used any more may keep things for a while.
            map(ident, range(attempt))
            time.sleep(.02)
            gc.collect()
            left = sum(1 for r in refs if r() is not None)
            if left <= 2:
                break
        print left <= 2
    b = Big()
    r = weakref.ref(b)
    p = multiprocessing.Process(target=ident, args=(b,))
    del b
    p.start()
    p.join()
    gc.collect()
    print r()
