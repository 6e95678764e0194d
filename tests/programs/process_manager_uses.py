# How managers are used: with pools, in children, of classes of a program.
import multiprocessing, signal, sys, os
from multiprocessing.managers import SyncManager, BaseManager
def init(x):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ['MGR'] = x
def job(q, d, l, i):
    d[i] = i * i
    q.put(i)
    with l:
        d['n'] = d.get('n', 0) + 1
    return i
class Math(object):
    def env(self):
        return os.environ.get('MGR')
    def bad(self):
        return lambda: 1
    def exc(self):
        class E(Exception):
            pass
        raise E('x')
    def big(self):
        return 'x' * 3000000
class M(SyncManager):
    pass
M.register('Math', Math)
def child(m):
    d = m.dict()
    d['c'] = 1
    print d, m.list([1])
    sys.stdout.flush()
def nested():
    m = multiprocessing.Manager()
    print m.list([5])
    m.shutdown()
if __name__ == '__main__':
    m = M()
    m.start(init, ('set',))
    q, d, l = m.Queue(), m.dict(), m.Lock()
    pool = multiprocessing.Pool(3)
    rs = [pool.apply_async(job, (q, d, l, i)) for i in range(20)]
    print [r.get() for r in rs], q.qsize(), sorted(q.get() for i in range(20)), d['n'], len(d)
    pool.close()
    pool.join()
    mm = m.Math()
    print mm.env(), len(mm.big())
    for f in mm.bad, mm.exc:
        try:
            f()
        except Exception as e:
            print type(e), str(e)[:120].splitlines()[2]
    print mm.env()
    outer = m.list()
    inner = m.dict(a=1)
    outer.append(inner)
    inner['b'] = 2
    print str(outer[0]), len(outer), type(outer[0])
    p = multiprocessing.Process(target=child, args=(m,))
    p.start()
    p.join()
    print p.exitcode
    p = multiprocessing.Process(target=nested)
    p.start()
    p.join()
    print p.exitcode
    ns = m.Namespace()
    ns.x = [1]
    ns.x.append(2)
    print ns.x
    del ns.x
    try:
        ns.x
    except AttributeError as e:
        print e
    v = m.Value('d', 1.5)
    v.value *= 2
    print v.value, v
    print type(outer), type(mm), type(v)
    m.shutdown()
