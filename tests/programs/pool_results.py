"""Results of pools that are to come: failures, timeouts, callbacks, empty input."""
import multiprocessing
import time
from multiprocessing.pool import ThreadPool
from multiprocessing import TimeoutError


def attempt(function, *args, **kwargs):
    try:
        print function(*args, **kwargs)
    except Exception as problem:
        print '%s: %s' % (type(problem).__name__, problem)


def reciprocal(x):
    return 60 // x


def slowly(x):
    time.sleep(0.01 * (3 - x % 4))
    return x


def check(pool):
    called = []
    attempt(pool.apply, reciprocal, (5,))
    attempt(pool.apply, reciprocal, (0,))
    attempt(pool.apply, dict, (), {'a': 1})
    attempt(pool.map, reciprocal, [1, 2, 3])
    attempt(pool.map, reciprocal, [1, 0, 3])
    attempt(pool.map, reciprocal, [])
    attempt(pool.map, slowly, xrange(20), 3)
    attempt(pool.map, slowly, iter(range(5)), 100)
    result = pool.apply_async(reciprocal, [6], callback=called.append)
    print result.get(), result.ready(), result.successful()
    result = pool.apply_async(reciprocal, [0], callback=called.append)
    attempt(result.get)
    print result.successful()
    result = pool.map_async(slowly, range(6), callback=called.append)
    result.wait()
    print result.get(), called
    attempt(pool.map_async(reciprocal, [], callback=called.append).get, 1)
    result = pool.apply_async(time.sleep, (0.2,))
    attempt(result.get, 0.01)
    print result.ready(), result.get()
    print list(pool.imap(slowly, range(8))), sorted(pool.imap_unordered(slowly, range(8)))
    print list(pool.imap(slowly, range(8), 3)), sorted(pool.imap_unordered(slowly, xrange(8), chunksize=5)), list(pool.imap(slowly, []))
    results = pool.imap(reciprocal, [1, 0, 2])
    for i in range(4):
        attempt(results.next)
    results = pool.imap(time.sleep, [0.2])
    attempt(results.next, 0.01)
    attempt(results.next, timeout=10)
    attempt(next, results)
    pool.close()
    pool.join()
    print 'joined', len(called)


if __name__ == '__main__':
    pool = multiprocessing.Pool(2)
    attempt(multiprocessing.Pool, 0)
    attempt(multiprocessing.Pool, 1, 'no function')
    check(ThreadPool(3))
    result = pool.apply_async(reciprocal, (3,))
    print result.get(10)
    pool.terminate()
    pool.join()
    process = multiprocessing.Process(target=reciprocal, args=(1,), name='worker')
    attempt(process.join)
    attempt(process.is_alive)
    attempt(repr, process)
    attempt(setattr, process, 'name', 5)
    process.start()
    process.join(10)
    print process, process.exitcode, process.is_alive(), process.pid == process.ident, process.daemon
    attempt(process.start)
    attempt(setattr, process, 'daemon', True)
    attempt(multiprocessing.Process, 'group')
    print multiprocessing.active_children(), repr(multiprocessing.current_process())
