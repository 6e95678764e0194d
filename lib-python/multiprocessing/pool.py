"""Pools of processes that call functions."""

import collections
import itertools
import threading
import time
import Queue

from multiprocessing import Process, TimeoutError, cpu_count
from multiprocessing.queues import SimpleQueue
from multiprocessing.util import Finalize

__all__ = ['Pool']

RUN, CLOSE, TERMINATE = 0, 1, 2


def mapstar(args):
    return map(*args)


class MaybeEncodingError(Exception):
    """What a worker wanted to send cannot be pickled."""

    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        super(MaybeEncodingError, self).__init__(self.exc, self.value)

    def __str__(self):
        return "Error sending result: '%s'. Reason: '%s'" % (self.value, self.exc)


def worker(inqueue, outqueue, initializer=None, initargs=(), maxtasks=None):
    """What a process of a pool does: (job, i, function, args, kwds) in, (job, i, (ok, value)) out."""
    assert maxtasks is None or type(maxtasks) in (int, long) and maxtasks > 0
    if initializer is not None:
        initializer(*initargs)
    completed = 0
    while maxtasks is None or completed < maxtasks:
        try:
            task = inqueue.get()
        except (EOFError, IOError):
            break
        if task is None:
            break
        job, i, func, args, kwds = task
        try:
            result = True, func(*args, **kwds)
        except Exception, e:
            result = False, e
        try:
            outqueue.put((job, i, result))
        except Exception, e:
            outqueue.put((job, i, (False, MaybeEncodingError(e, result[1]))))
        completed += 1


class Pool(object):
    """Processes (as many as there are processors) that call functions."""

    Process = Process

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        if processes is None:
            try:
                processes = cpu_count()
            except NotImplementedError:
                processes = 1
        if processes < 1:
            raise ValueError('Number of processes must be at least 1')
        if initializer is not None and not hasattr(initializer, '__call__'):
            raise TypeError('initializer must be a callable')
        self._processes = processes
        self._initializer = initializer
        self._initargs = initargs
        self._maxtasksperchild = maxtasksperchild
        self._setup_queues()
        self._taskqueue = Queue.Queue()
        self._cache = {}
        self._state = RUN
        self._pool = []
        self._repopulate_pool()
        self._threads = [threading.Thread(target=target) for target in
                         (self._handle_workers, self._handle_tasks, self._handle_results)]
        for thread in self._threads:
            thread.daemon = True
            thread.start()
        self._terminate = Finalize(self, _terminate_pool,
                                   args=(self._pool, self._taskqueue, self._stopper()),
                                   exitpriority=15)

    def _setup_queues(self):
        self._inqueue = SimpleQueue()
        self._outqueue = SimpleQueue()

    def _stopper(self):
        state = self.__dict__

        def stop():
            state['_state'] = TERMINATE
        return stop

    def _repopulate_pool(self):
        for i in range(self._processes - len(self._pool)):
            w = self.Process(target=worker, args=(self._inqueue, self._outqueue, self._initializer,
                                                  self._initargs, self._maxtasksperchild))
            w.name = w.name.replace('Process', 'PoolWorker')
            w.daemon = True
            self._pool.append(w)
            w.start()

    # ---- threads

    def _handle_workers(self):
        """Replaces the processes that have ended, until the work is done."""
        while self._state == RUN or self._cache and self._state != TERMINATE:
            for w in list(self._pool):
                if w.exitcode is not None:
                    w.join()
                    self._pool.remove(w)
            self._repopulate_pool()
            time.sleep(0.1)
        self._taskqueue.put(None)

    def _handle_tasks(self):
        """Sends the tasks of each job to the processes."""
        for tasks, set_length in iter(self._taskqueue.get, None):
            i = -1
            try:
                for i, task in enumerate(tasks):
                    if self._state == TERMINATE:
                        return
                    try:
                        self._inqueue.put(task)
                    except Exception, e:
                        # It cannot be pickled.
                        job, index = task[:2]
                        if job in self._cache:
                            self._cache[job]._set(index, (False, e))
            except Exception, e:
                # The iterable of a map fails.
                if set_length is not None and set_length.im_self._job in self._cache:
                    set_length.im_self._set(i + 1, (False, e))
            if set_length is not None:
                set_length(i + 1)
        for w in self._pool:
            try:
                self._inqueue.put(None)
            except IOError:
                break
        self._outqueue.put(None)

    def _handle_results(self):
        """Gives results to those that wait for them."""
        while True:
            try:
                message = self._outqueue.get()
            except (IOError, EOFError):
                return
            if message is None:
                if not self._cache or self._state == TERMINATE:
                    return
                # Workers still have something to say.
                self._ending = True
                continue
            job, i, result = message
            if job in self._cache:
                self._cache[job]._set(i, result)
            if getattr(self, '_ending', False) and not self._cache:
                return

    # ---- calls

    def apply(self, func, args=(), kwds={}):
        """func(*args, **kwds), called by a process."""
        assert self._state == RUN
        return self.apply_async(func, args, kwds).get()

    def map(self, func, iterable, chunksize=None):
        """As map(); each process gets chunksize items at a time."""
        assert self._state == RUN
        return self.map_async(func, iterable, chunksize).get()

    def imap(self, func, iterable, chunksize=1):
        """An iterator of the results, in order."""
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """An iterator of the results as they come."""
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    def _imap(self, kind, func, iterable, chunksize):
        assert self._state == RUN
        result = kind(self._cache)
        job = result._job
        if chunksize == 1:
            tasks = ((job, i, func, (x,), {}) for i, x in enumerate(iterable))
            self._taskqueue.put((tasks, result._set_length))
            return result
        assert chunksize > 1
        batches = self._get_tasks(func, iterable, chunksize)
        tasks = ((job, i, mapstar, (x,), {}) for i, x in enumerate(batches))
        self._taskqueue.put((tasks, result._set_length))
        return (item for chunk in result for item in chunk)

    def apply_async(self, func, args=(), kwds={}, callback=None):
        assert self._state == RUN
        result = ApplyResult(self._cache, callback)
        self._taskqueue.put(([(result._job, None, func, args, kwds)], None))
        return result

    def map_async(self, func, iterable, chunksize=None, callback=None):
        assert self._state == RUN
        if not hasattr(iterable, '__len__'):
            iterable = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(iterable), self._processes * 4)
            if extra:
                chunksize += 1
        if len(iterable) == 0:
            chunksize = 0
        batches = self._get_tasks(func, iterable, chunksize)
        result = MapResult(self._cache, chunksize, len(iterable), callback)
        tasks = ((result._job, i, mapstar, (x,), {}) for i, x in enumerate(batches))
        self._taskqueue.put((tasks, None))
        return result

    @staticmethod
    def _get_tasks(func, it, size):
        it = iter(it)
        while True:
            x = tuple(itertools.islice(it, size))
            if not x:
                return
            yield func, x

    # ---- the end

    def close(self):
        """No more calls; the processes end when all are done."""
        if self._state == RUN:
            self._state = CLOSE

    def terminate(self):
        """End the processes at once."""
        self._state = TERMINATE
        self._terminate()

    def join(self):
        """Wait until the processes have ended. Only after close() or terminate()."""
        assert self._state in (CLOSE, TERMINATE)
        self._threads[0].join()
        if self._state == CLOSE:
            self._threads[1].join()
        for p in list(self._pool):
            p.join()

    def __reduce__(self):
        raise NotImplementedError('pool objects cannot be passed between processes or pickled')


def _terminate_pool(pool, taskqueue, stop):
    stop()
    taskqueue.put(None)
    for p in pool:
        if p.exitcode is None:
            p.terminate()
    for p in pool:
        if p.is_alive():
            p.join()


job_counter = itertools.count()


class ApplyResult(object):
    """The result of a call that is to come."""

    def __init__(self, cache, callback):
        self._cond = threading.Condition(threading.Lock())
        self._job = job_counter.next()
        self._cache = cache
        self._ready = False
        self._callback = callback
        cache[self._job] = self

    def ready(self):
        return self._ready

    def successful(self):
        """Whether the call raised nothing. Only when it is ready."""
        assert self._ready
        return self._success

    def wait(self, timeout=None):
        with self._cond:
            if not self._ready:
                self._cond.wait(timeout)

    def get(self, timeout=None):
        """The value, or the exception raised. TimeoutError."""
        self.wait(timeout)
        if not self._ready:
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, i, obj):
        self._success, self._value = obj
        if self._callback and self._success:
            self._callback(self._value)
        self._finish()

    def _finish(self):
        with self._cond:
            self._ready = True
            self._cond.notify_all()
        self._cache.pop(self._job, None)


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """The results of a map that are to come."""

    def __init__(self, cache, chunksize, length, callback):
        ApplyResult.__init__(self, cache, callback)
        self._success = True
        self._value = [None] * length
        self._chunksize = chunksize
        if chunksize <= 0:
            self._number_left = 0
            self._ready = True
            cache.pop(self._job, None)
        else:
            self._number_left = length // chunksize + bool(length % chunksize)

    def _set(self, i, success_result):
        success, result = success_result
        if success:
            self._value[i * self._chunksize:(i + 1) * self._chunksize] = result
            self._number_left -= 1
            if self._number_left == 0:
                if self._callback:
                    self._callback(self._value)
                self._finish()
        else:
            self._success = False
            self._value = result
            self._finish()


class IMapIterator(object):
    """Results in order, as they are ready."""

    def __init__(self, cache):
        self._cond = threading.Condition(threading.Lock())
        self._job = job_counter.next()
        self._cache = cache
        self._items = collections.deque()
        self._index = 0
        self._length = None
        self._unsorted = {}
        cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        """The next result. TimeoutError."""
        with self._cond:
            # (A result that came too early wakes this up, too.)
            end = None if timeout is None else time.time() + timeout
            while not self._items and self._index != self._length:
                left = None if end is None else end - time.time()
                if left is not None and left <= 0:
                    break
                self._cond.wait(left)
            if self._items:
                success, value = self._items.popleft()
            elif self._index == self._length:
                raise StopIteration
            else:
                raise TimeoutError
        if success:
            return value
        raise value

    __next__ = next

    def _arrived(self, i, obj):
        self._unsorted[i] = obj
        while self._index in self._unsorted:
            self._items.append(self._unsorted.pop(self._index))
            self._index += 1

    def _set(self, i, obj):
        with self._cond:
            self._arrived(i, obj)
            self._cond.notify_all()
            if self._index == self._length:
                self._cache.pop(self._job, None)

    def _set_length(self, length):
        with self._cond:
            self._length = length
            if self._index == self._length:
                self._cond.notify_all()
                self._cache.pop(self._job, None)


class IMapUnorderedIterator(IMapIterator):
    """Results as they come."""

    def _arrived(self, i, obj):
        self._items.append(obj)
        self._index += 1


class ThreadPool(Pool):
    """A pool of threads."""

    from multiprocessing.dummy import Process

    def __init__(self, processes=None, initializer=None, initargs=()):
        Pool.__init__(self, processes, initializer, initargs)

    def _setup_queues(self):
        self._inqueue = Queue.Queue()
        self._outqueue = Queue.Queue()
