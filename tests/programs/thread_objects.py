"""Threads and locks of the module threading: states, messages, misuse."""
import sys
import threading
import time


def attempt(function, *args, **kwargs):
    try:
        print function(*args, **kwargs)
    except Exception as problem:
        print '%s: %s' % (type(problem).__name__, problem)


def in_thread(function, *args):
    result = []
    thread = threading.Thread(target=lambda: result.append(function(*args)))
    thread.start()
    thread.join()
    return result[0]


# Locks.
lock = threading.RLock()
print repr(lock), lock.acquire(), lock.acquire(0), repr(lock)
print in_thread(lock.acquire, 0)
lock.release()
print lock._is_owned(), in_thread(lock._is_owned)
lock.release()
attempt(threading.RLock().release)
with threading.RLock() as taken:
    print taken

# Conditions.
condition = threading.Condition()
attempt(condition.wait)
attempt(condition.notify)
plain = threading.Condition(threading.Lock())
attempt(plain.notify_all)
for c in condition, plain:
    with c:
        c.notify()
        c.wait(0.01)
        c.wait(timeout=0.01)
        print c._is_owned(), c.__class__.__name__
print str(condition).startswith('<Condition(<_RLock owner=None count=0>, 0)>')
order = []


def wait_in_turn(number):
    with condition:
        order.append(number)
        condition.wait()
        order.append(number * 10)


waiting = [threading.Thread(target=wait_in_turn, args=(n,)) for n in (1, 2, 3)]
for number, thread in enumerate(waiting, 1):
    thread.start()
    while len(order) < number:
        time.sleep(0.001)
with condition:
    condition.notify()
waiting[0].join()
with condition:
    condition.notifyAll()
for thread in waiting:
    thread.join()
print order[:4], sorted(order[4:])
with lock:
    with lock:
        nested = threading.Condition(lock)
        with nested:
            nested.wait(0.001)
            print repr(lock)

# Semaphores and events.
attempt(threading.Semaphore, -1)
semaphore = threading.Semaphore(2)
print [semaphore.acquire(0) for i in range(3)], semaphore.release(), semaphore.acquire(blocking=False)
bounded = threading.BoundedSemaphore(1)
with bounded as taken:
    print taken
attempt(bounded.release)
event = threading.Event()
print event.wait(0.001), event.is_set(), event.set(), event.wait(), event.isSet(), event.clear(), event.is_set()

# Threads.
thread = threading.Thread(target=event.wait, name=7, kwargs={})
print repr(thread), thread.name, thread.ident, thread.is_alive(), thread.daemon
attempt(thread.join)
thread.daemon = True
thread.name = u'worker'
thread.start()
print repr(thread).replace(str(thread.ident), 'N'), type(thread.name), thread in threading.enumerate()
attempt(thread.start)
attempt(thread.setDaemon, False)
thread.join(0.01)
print thread.isAlive(), threading.active_count(), thread.getName(), thread.isDaemon()
event.set()
thread.join()
print repr(thread).replace(str(thread.ident), 'N'), threading.activeCount()
main = threading.current_thread()
print main.name, main.daemon, main.__class__.__name__, main is threading.currentThread()
attempt(main.join)
attempt(threading.Thread, 'group')


class Unfinished(threading.Thread):
    def __init__(self):
        pass


unfinished = Unfinished()
attempt(unfinished.start)
attempt(unfinished.join)
attempt(unfinished.is_alive)
attempt(repr, unfinished)
attempt(lambda: unfinished.name)
attempt(setattr, unfinished, 'daemon', True)


class Stream(object):
    def write(self, text):
        for line in text.splitlines():
            if line and not line.startswith('  '):
                print line


def fail():
    raise ValueError('in a thread')


sys.stderr, kept = Stream(), sys.stderr
for target in fail, sys.exit:
    thread = threading.Thread(target=target, name='failing')
    thread.start()
    thread.join()
sys.stderr = kept

called = []
timer = threading.Timer(0.01, called.append, ['called'])
timer.start()
timer.join()
late = threading.Timer(30, called.append, args=['never'])
late.start()
late.cancel()
late.join()
print called, timer.finished.is_set(), late.interval

# One made by the module thread is known once it asks.
import thread as low
done = threading.Event()


def stranger():
    me = threading.current_thread()
    called.append((me.__class__.__name__, me.daemon, me.is_alive(), me.name.startswith('Dummy-')))
    attempt(me.join)
    done.set()


low.start_new_thread(stranger, ())
done.wait()
print called[-1]
hooks = []
threading.settrace(lambda frame, event, arg: hooks.append('trace') and None)
threading.setprofile(lambda frame, event, arg: hooks.append('profile'))
in_thread(len, '')
threading.settrace(None)
threading.setprofile(None)
print sorted(set(hooks))


class Own(threading.local):
    number = 1

    def __init__(self, start):
        self.start = start


own = Own([0])
own.start.append(1)
own.other = 2
print in_thread(lambda: (own.start, own.number, hasattr(own, 'other'))), own.start, sorted(own.__dict__)


def last():
    time.sleep(0.02)
    print 'waited for'


threading.Thread(target=last).start()
print 'end'
