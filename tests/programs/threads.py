# stress: collect=5
import sys
import thread
import threading
import time


def count(n):
    total = 0
    for i in xrange(n):
        total += i & 3
    return total


class Box(object):
    def __init__(self, n):
        self.n = n


def objects(n):
    kept = []
    for i in xrange(n):
        kept.append(Box(i))
        if len(kept) > 50:
            kept = kept[25:]
    return sum(b.n for b in kept)


def run(jobs):
    threads = [threading.Thread(target=function, args=arguments) for function, arguments in jobs]
    for method in threading.Thread.start, threading.Thread.join:
        map(method, threads)


# loops in several threads at once, compiled ones included
results = {}


def work(name, f, n):
    results[name] = f(n)


run([(work, (i, (count, objects)[i & 1], 20000)) for i in range(6)])
print [results[i] for i in range(6)]

# a lock around a read and a write
lock = threading.Lock()
total = 0


def add(n):
    global total
    for i in xrange(n):
        with lock:
            total += 1


run([(add, (3000,))] * 4)
print total

# a thread that spins until another sets a flag
flag = []


def set_flag():
    time.sleep(0.02)
    flag.append(1)


threading.Thread(target=set_flag).start()
turns = 0
while not flag:
    turns += 1
print turns > 0, flag

# locks
lock = thread.allocate_lock()
print lock.acquire(), lock.acquire(0), lock.locked()
lock.release()
try:
    lock.release()
except thread.error as e:
    print 'error', e


# data of a thread of its own
class Own(threading.local):
    made = 0

    def __init__(self, n):
        self.n = n

    def twice(self):
        return self.n * 2


own = Own(7)
own.n += 1
seen = []


def look():
    seen.append((own.n, own.twice(), sorted(own.__dict__)))
    own.n = 100
    own.other = 1
    seen.append((own.n, sorted(own.__dict__)))
    del own.other
    try:
        own.other
    except AttributeError as e:
        seen.append(str(e))


t = threading.Thread(target=look)
t.start()
t.join()
print seen, own.n, own.twice(), own.__dict__
plain = threading.local()
plain.x = 1
try:
    plain.__dict__ = {}
except AttributeError as e:
    print e
try:
    threading.local(1)
except TypeError as e:
    print e


# recursion in a thread
def deep(n):
    return deep(n + 1)


def recurse():
    try:
        deep(0)
    except RuntimeError as e:
        results['deep'] = str(e)


t = threading.Thread(target=recurse)
t.start()
t.join()
print results['deep']

# exceptions in threads are printed
class Kept(object):
    text = ''

    def write(self, text):
        self.text += text


sys.stderr = Kept()


def fail():
    raise ValueError('in a thread')


t = threading.Thread(target=fail, name='failing')
t.start()
t.join()
print sys.stderr.text.splitlines()[0], sys.stderr.text.splitlines()[-2:]


def leave():
    thread.exit()


t = threading.Thread(target=leave)
t.start()
t.join()
done = thread.allocate_lock()
done.acquire()


def bare():
    try:
        raise KeyError('bare')
    finally:
        done.release()


sys.stderr.text = ''
thread.start_new_thread(bare, ())
done.acquire()
while 'KeyError' not in sys.stderr.text:
    time.sleep(0.001)
print sys.stderr.text.splitlines()[0].split(' <')[0], sys.stderr.text.splitlines()[-1]
sys.stderr = sys.__stderr__

# condition, event, semaphore, timer
event = threading.Event()
timer = threading.Timer(0.01, event.set)
timer.start()
event.wait(5)
print event.is_set()
import Queue
q = Queue.Queue(3)


def produce():
    for i in range(20):
        q.put(i)
    q.put(None)


threading.Thread(target=produce).start()
got = []
while True:
    item = q.get()
    if item is None:
        break
    got.append(item)
print got
print threading.active_count() >= 1, threading.current_thread().name
daemon = threading.Thread(target=time.sleep, args=(100,))
daemon.daemon = True
daemon.start()
print daemon.isAlive()
