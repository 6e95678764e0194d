import multiprocessing, os, sys, time
from multiprocessing import Process, Queue, JoinableQueue, Pipe, Pool, Lock, RLock, Value, Array, Event, Condition, Semaphore, BoundedSemaphore
from multiprocessing.pool import ThreadPool

def square(x): return x * x
def fail(x): raise ValueError('bad %s' % x)
def put(q, n):
    for i in range(n): q.put(i)
def child(conn):
    while True:
        m = conn.recv()
        if m is None: break
        conn.send(('got', m))
    conn.close()
def add(v, a, n):
    for i in range(n):
        with v.get_lock(): v.value += 1
        with a.get_lock(): a[i % len(a)] += 2
def waiter(e, q):
    e.wait(); q.put('went')
def consumer(q):
    while True:
        x = q.get()
        q.task_done()
        if x is None: break
def notified(c, ready, q):
    with c:
        ready.release()
        c.wait()
    q.put(1)
class Sub(Process):
    def run(self): sys.exit(3)

print multiprocessing.current_process().name, multiprocessing.cpu_count() > 0
q = Queue()
ps = [Process(target=put, args=(q, 5)) for i in range(3)]
for p in ps: p.start()
print sorted(q.get() for i in range(15))
for p in ps: p.join()
print [p.exitcode for p in ps], [p.is_alive() for p in ps], q.empty()
a, b = Pipe()
p = Process(target=child, args=(b,), name='talker'); p.start(); b.close()
for m in 1, 'two', [3]:
    a.send(m); print a.recv()
a.send(None); p.join(); print p, p.name
try: a.recv()
except EOFError: print 'end'
v, arr = Value('i', 0), Array('l', 3)
ps = [Process(target=add, args=(v, arr, 30)) for i in range(3)]
for p in ps: p.start()
for p in ps: p.join()
print v.value, arr[:], len(arr)
s = Array('c', 'hello'); s.value = 'abc'; print repr(s.value), repr(s.raw), Value('d', 1.5, lock=False).value
s = Sub(); s.start(); s.join(); print s.exitcode
s = Process(target=time.sleep, args=(60,)); s.daemon = True; s.start(); print s.is_alive(), s.exitcode; s.terminate(); s.join(); print s.exitcode, s.daemon
e = Event(); p = Process(target=waiter, args=(e, q)); p.start(); print e.is_set(); e.set(); print q.get(), e.is_set(), e.wait(1); p.join()
j = JoinableQueue(); p = Process(target=consumer, args=(j,)); p.start()
for i in range(4): j.put(i)
j.join(); j.put(None); j.join(); p.join(); print 'joined'
c, ready = Condition(), Semaphore(0)
ps = [Process(target=notified, args=(c, ready, q)) for i in range(3)]
for p in ps: p.start()
for p in ps: ready.acquire()
with c: c.notify()
print q.get()
with c: c.notify_all()
print q.get(), q.get()
for p in ps: p.join()
l = Lock(); print l.acquire(), l.acquire(False), l.release()
try: l.release()
except ValueError, x: print x
r = RLock(); print r.acquire(), r.acquire(), r.release(), r.release()
try: r.release()
except AssertionError, x: print x
bs = BoundedSemaphore(2); print bs.acquire(), bs.acquire(), bs.acquire(False), bs.acquire(True, 0.01), bs.get_value()
from Queue import Empty, Full
small = Queue(1); small.put(1)
try: small.put(2, False)
except Full: print 'full'
print small.get()
try: small.get(timeout=0.05)
except Empty: print 'empty'
pool = Pool(3)
print pool.map(square, range(10)), pool.apply(square, (7,)), list(pool.imap(square, range(5))), sorted(pool.imap_unordered(square, range(5)))
r = pool.apply_async(square, (9,)); print r.get(5), r.ready(), r.successful()
try: pool.apply(fail, (1,))
except ValueError, x: print x
try: pool.map(fail, [1])
except ValueError, x: print x
got = []; pool.map_async(square, range(3), callback=got.append).get(); print got, pool.map(square, [])
print list(pool.imap(square, range(7), 3))
pool.close(); pool.join()
pool = Pool(2)
try: pool.apply_async(time.sleep, (30,)).get(0.1)
except multiprocessing.TimeoutError: print 'timeout'
pool.terminate(); pool.join()
tp = ThreadPool(2); print tp.map(square, range(6)); tp.close(); tp.join()
print multiprocessing.active_children()
