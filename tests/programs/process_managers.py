# Managers, and connections by sockets.
import multiprocessing, os, sys, threading, time
from multiprocessing.managers import BaseManager, BaseProxy, SyncManager, RemoteError
from multiprocessing.connection import Listener, Client
def work(d, l, ns, v, lock, q, ev):
    for i in range(10):
        with lock:
            v.value += 1
    d[os.getpid() and 'child'] = [1, 2]
    l.append('child')
    ns.y = ns.x + 1
    q.put(('from', 'child'))
    ev.set()
class Counter(object):
    def __init__(self, n=0):
        self.n = n
    def inc(self, by=1):
        self.n += by
        return self.n
    def fail(self):
        raise ValueError('no', self.n)
    def _private(self):
        return 'p'
    def gen(self):
        return iter(range(self.n))
    def __str__(self):
        return 'Counter %d' % self.n
class Own(BaseManager):
    pass
Own.register('Counter', Counter)
Own.register('Both', Counter, exposed=('inc', '_private'), method_to_typeid={'gen': 'It'})
from multiprocessing.managers import IteratorProxy
Own.register('It', proxytype=IteratorProxy, create_method=False)
if __name__ == '__main__':
    m = multiprocessing.Manager()
    print type(m).__name__, type(m.address).__name__, m._process.name.split('-')[0]
    d = m.dict({'a': 1})
    l = m.list([1, 2])
    ns = m.Namespace(x=5)
    v = m.Value('i', 0)
    lock = m.Lock()
    q = m.Queue()
    ev = m.Event()
    ps = [multiprocessing.Process(target=work, args=(d, l, ns, v, lock, q, ev)) for i in range(3)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print [p.exitcode for p in ps], v.value, sorted(d.items()), l[:], ns.y, ns, q.get(), q.qsize(), ev.is_set(), ev.wait(1)
    print str(l), repr(l).split(' at ')[0], len(l), l[0], l[1:3], 2 in l, l + [9], l * 2, l.index(2)
    l += [7]
    l *= 1
    print l._getvalue(), type(l).__name__
    print sorted(d.keys()), sorted(iter(d)), 'a' in d, d.get('zz'), d.pop('a'), d.copy()
    try:
        d['zz']
    except KeyError as e:
        print 'KeyError', e
    try:
        l.nope()
    except AttributeError as e:
        print e
    try:
        l._callmethod('nope')
    except RemoteError as e:
        print 'RemoteError'
    try:
        v.get(1)
    except TypeError as e:
        print 'TypeError'
    a = m.Array('i', [1, 2, 3])
    a[0] = 5
    print a[:], len(a)
    with m.RLock(), m.Semaphore(2):
        print 'in'
    c = m.Condition()
    c.acquire()
    c.notify()
    print c.wait(0.01), c.release()
    pool = m.Pool(2)
    print pool.map(abs, [-1, 2]), pool.apply_async(abs, (-5,)).get(), list(pool.imap(abs, [-3, -4]))
    pool.close()
    pool.join()
    import copy
    print copy.deepcopy(l)
    print m._number_of_objects() > 5, len(m._debug_info()) > 20
    p = m._process
    m.shutdown()
    print p.is_alive(), p.exitcode
    o = Own(authkey='key')
    o.start()
    c = o.Counter(3)
    print c.inc(), c.inc(by=5), str(c)[:26]
    try:
        c.fail()
    except ValueError as e:
        print e.args
    b = o.Both(4)
    print b._private(), list(b.gen()), hasattr(b, 'fail')
    o2 = Own(address=o.address, authkey='key')
    o2.connect()
    print o2.Counter(1).inc()
    try:
        Own(address=o.address, authkey='wrong').connect()
    except multiprocessing.AuthenticationError as e:
        print e
    del c
    import gc
    gc.collect()
    print o._number_of_objects() <= 3
    o.shutdown()
    for fam in ('AF_INET', 'AF_UNIX'):
        li = Listener(family=fam, authkey='s')
        def serve():
            x = li.accept()
            x.send([1, 'two'])
            out.append((x.recv_bytes(), li.last_accepted is not None))
            x.close()
            try:
                li.accept()
            except multiprocessing.AuthenticationError as e:
                out.append(str(e))
        out = []
        t = threading.Thread(target=serve)
        t.start()
        cl = Client(li.address, authkey='s')
        print cl.recv()
        cl.send_bytes('hello')
        cl.close()
        try:
            Client(li.address, authkey='bad')
        except multiprocessing.AuthenticationError as e:
            print e
        t.join()
        li.close()
        print out, fam == 'AF_UNIX' and os.path.exists(li.address)
    srv = Own(address=('127.0.0.1', 0), authkey='z').get_server()
    t = threading.Thread(target=srv.serve_forever)
    t.daemon = True
    t.start()
    oo = Own(address=srv.address, authkey='z')
    oo.connect()
    cc = oo.Counter(10)
    print cc.inc()
    print multiprocessing.active_children()
    import multiprocessing.dummy as d, multiprocessing.dummy.connection as dc
    a, b = d.Pipe()
    a.send([1])
    print b.poll(), a.poll(0.01), b.recv()
    b.send_bytes('x')
    print a.recv_bytes()
    li = dc.Listener()
    def serve():
        x = li.accept()
        x.send('hi')
        x.send(x.recv() * 2)
        x.close()
    p = d.Process(target=serve)
    p.start()
    c = dc.Client(li.address)
    print c.recv()
    c.send(4)
    print c.recv()
    p.join()
    li.close()
    print p.exitcode
    m = d.Manager()
    print m.dict(a=1), m.list('ab'), m.Namespace(x=1, _y=2), m.Value('i', 3), m.cpu_count() > 0
    m.shutdown()
