"""Pools of processes that call functions."""

import itertools
import threading
import time
import Queue

from multiprocessing import Process, TimeoutError, cpu_count
from multiprocessing._results import (ApplyResult, AsyncResult, IMapIterator,
                                      IMapUnorderedIterator, MapResult)
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
        _work_on(task, outqueue)
        # Nothing of it is kept until the next one comes.
        task = None
        completed += 1


def _work_on(task, outqueue):
    job, i, func, args, kwds = task
    try:
        result = True, func(*args, **kwds)
    except Exception, e:
        result = False, e
    try:
        outqueue.put((job, i, result))
    except Exception, e:
        outqueue.put((job, i, (False, MaybeEncodingError(e, result[1]))))


def _default_size():
    try:
        return cpu_count()
    except NotImplementedError:
        return 1


class Pool(object):
    """Processes (as many as there are processors) that call functions."""

    Process = Process

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        if processes is None:
            processes = _default_size()
        if processes < 1:
            raise ValueError('Number of processes must be at least 1')
        if not (initializer is None or hasattr(initializer, '__call__')):
            raise TypeError('initializer must be a callable')
        self._processes, self._maxtasksperchild = processes, maxtasksperchild
        self._initializer, self._initargs = initializer, initargs
        self._state, self._cache = RUN, {}
        # From here to the processes and back; in front of it, jobs: (job, its tasks).
        self._setup_queues()
        self._taskqueue = Queue.Queue()
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
        for job, tasks in iter(self._taskqueue.get, None):
            count = 0
            try:
                for task in tasks:
                    if self._state == TERMINATE:
                        return
                    try:
                        self._inqueue.put(task)
                    except Exception as problem:
                        # It cannot be pickled.
                        self._bring(job._job, task[1], (False, problem))
                    count += 1
            except Exception as problem:
                # The iterable fails: that is one more outcome.
                self._bring(job._job, count, (False, problem))
                count += 1
            job._set_length(count)
            job = tasks = task = problem = None
        for w in self._pool:
            try:
                self._inqueue.put(None)
            except IOError:
                break
        self._outqueue.put(None)

    def _bring(self, number, i, outcome):
        """Give an outcome to its job, if that still waits for it."""
        job = self._cache.get(number)
        if job is not None:
            job._set(i, outcome)

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
            self._bring(*message)
            message = None
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
        assert chunksize >= 1
        result = kind(self._cache)
        if chunksize == 1:
            self._submit(result, func, ((item,) for item in iterable))
            return result
        self._submit(result, mapstar, ((part,) for part in self._get_tasks(func, iterable, chunksize)))
        return (item for chunk in result for item in chunk)

    def _submit(self, job, func, arguments, kwds={}):
        """Have func called with each of the tuples of arguments."""
        tasks = ((job._job, i, func, args, kwds) for i, args in enumerate(arguments))
        self._taskqueue.put((job, tasks))
        return job

    def apply_async(self, func, args=(), kwds={}, callback=None):
        """As apply(), but at once: a result that is to come."""
        assert self._state == RUN
        return self._submit(ApplyResult(self._cache, callback), func, [args], kwds)

    def map_async(self, func, iterable, chunksize=None, callback=None):
        """As map(), but at once: a result that is to come."""
        assert self._state == RUN
        items = iterable if hasattr(iterable, '__len__') else list(iterable)
        if chunksize is None:
            # About four chunks for each process.
            chunksize = -(-len(items) // (self._processes * 4))
        chunks = -(-len(items) // chunksize) if len(items) and chunksize > 0 else 0
        result = MapResult(self._cache, chunks, callback)
        parts = self._get_tasks(func, items, chunksize) if chunks else ()
        return self._submit(result, mapstar, ((part,) for part in parts))

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


class ThreadPool(Pool):
    """A pool of threads."""

    from multiprocessing.dummy import Process

    def __init__(self, processes=None, initializer=None, initargs=()):
        Pool.__init__(self, processes, initializer, initargs)

    def _setup_queues(self):
        self._inqueue = Queue.Queue()
        self._outqueue = Queue.Queue()

    def _stopper(self):
        stop = Pool._stopper(self)
        waiting, count = self._inqueue, self._processes

        def stop_threads():
            stop()
            # Threads cannot be ended from outside: they shall find nothing more to do.
            with waiting.mutex:
                waiting.queue.clear()
            for i in range(2 * count):
                waiting.put(None)
        return stop_threads
