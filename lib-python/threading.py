"""Threads, and what they coordinate by, as objects."""

from thread import (error as ThreadError, stack_size, allocate_lock as _allocate_lock,
                    get_ident as _get_ident, start_new_thread as _start_new_thread)

import sys as _sys

from itertools import count as _count
from time import time as _time, sleep as _sleep
from traceback import format_exc as _format_exc

__all__ = ['activeCount', 'active_count', 'Condition', 'currentThread',
           'current_thread', 'enumerate', 'Event', 'Lock', 'RLock', 'Semaphore',
           'BoundedSemaphore', 'Thread', 'Timer', 'setprofile', 'settrace', 'local',
           'stack_size']

# Set to 1 to see what the objects below do.
_VERBOSE = False


class _Verbose(object):
    """Base of the classes here: prints notes on standard error if asked to."""

    def __init__(self, verbose=None):
        self.__verbose = _VERBOSE if verbose is None else verbose

    def _note(self, format, *args):
        if not self.__verbose:
            return
        ident = _get_ident()
        # Not current_thread(), which would make an object for a stranger.
        who = _active[ident].name if ident in _active else '<OS thread %d>' % ident
        _sys.stderr.write('%s: %s\n' % (who, format % args))


def _maker(name, doc):
    """The function that makes objects of a class whose name has an underscore."""
    class_name = '_' + name

    def make(*args, **kwargs):
        return globals()[class_name](*args, **kwargs)
    make.__name__, make.__doc__ = name, doc
    return make


Lock = _allocate_lock
RLock = _maker('RLock', 'A lock that its owner can take again; it is released as often.')
Condition = _maker('Condition', 'A lock with which threads wait for others to notify them.')
Semaphore = _maker('Semaphore', 'A number that can be taken from, but not below 0: who tries waits.')
BoundedSemaphore = _maker('BoundedSemaphore',
                          'A semaphore that cannot be given back more than was taken.')
Event = _maker('Event', 'A flag that threads can wait for.')
Timer = _maker('Timer', 'A thread that calls a function in some seconds, unless cancelled.')


# ---- what threads coordinate by

class _RLock(_Verbose):

    __owner = None
    __count = 0

    def __init__(self, verbose=None):
        _Verbose.__init__(self, verbose)
        self.__block = _allocate_lock()

    def __repr__(self):
        owner = self.__owner
        if owner in _active:
            owner = _active[owner].name
        return '<%s owner=%r count=%d>' % (self.__class__.__name__, owner, self.__count)

    def acquire(self, blocking=1):
        """Take the lock; whether it was taken, where blocking is false."""
        me = _get_ident()
        if me == self.__owner:
            self.__count += 1
            outcome = 1
        else:
            outcome = self.__block.acquire(blocking)
            if outcome:
                self.__owner, self.__count = me, 1
        self._note('%s.acquire(%s): %s', self, blocking, 'success' if outcome else 'failure')
        return outcome

    __enter__ = acquire

    def release(self):
        """Undo one acquire(); RuntimeError in another thread than the owner."""
        if not self._is_owned():
            raise RuntimeError('cannot release un-acquired lock')
        if self.__count == 1:
            self._release_save()
        else:
            self.__count -= 1
        self._note('%s.release()', self)

    def __exit__(self, t, v, tb):
        self.release()

    # For a condition, which gives the lock up however often it was taken.

    def _is_owned(self):
        return self.__owner == _get_ident()

    def _release_save(self):
        depth = self.__count
        self.__owner, self.__count = None, 0
        self.__block.release()
        return depth

    def _acquire_restore(self, depth):
        self.__block.acquire()
        self.__owner, self.__count = _get_ident(), depth


def _is_taken(lock):
    """Whether a lock is taken: by whom, a plain one does not know."""
    if not lock.acquire(0):
        return True
    lock.release()
    return False


def _acquire_within(lock, seconds):
    """Take a lock within some seconds; whether that worked.

    Locks know no timeout: ask again and again, ever more rarely, but at least
    every twentieth of a second.
    """
    deadline = _time() + seconds
    pause = 0.0005
    while not lock.acquire(0):
        left = deadline - _time()
        if left <= 0:
            return False
        pause = min(pause * 2, left, .05)
        _sleep(pause)
    return True


class _Condition(_Verbose):

    def __init__(self, lock=None, verbose=None):
        _Verbose.__init__(self, verbose)
        self.__lock = lock = RLock() if lock is None else lock
        # One lock for each thread that waits, in order; it is released to wake it.
        self.__waiters = []
        self.acquire = lock.acquire
        self.release = lock.release
        # A lock may have its own ways to be given up for a while.
        self._is_owned = getattr(lock, '_is_owned', None) or (lambda: _is_taken(lock))
        self._release_save = getattr(lock, '_release_save', lock.release)
        self._acquire_restore = (getattr(lock, '_acquire_restore', None)
                                 or (lambda saved: lock.acquire()))

    def __repr__(self):
        return '<Condition(%s, %d)>' % (self.__lock, len(self.__waiters))

    def __enter__(self):
        return self.__lock.__enter__()

    def __exit__(self, *exc_info):
        return self.__lock.__exit__(*exc_info)

    def __require_lock(self, what):
        if not self._is_owned():
            raise RuntimeError('cannot %s on un-acquired lock' % what)

    def wait(self, timeout=None):
        """Give up the lock until notified, or until timeout seconds have passed."""
        self.__require_lock('wait')
        waiter = _allocate_lock()
        waiter.acquire()
        self.__waiters.append(waiter)
        saved = self._release_save()
        try:
            if timeout is None:
                woken = waiter.acquire()
            else:
                woken = _acquire_within(waiter, timeout)
            if not woken and waiter in self.__waiters:
                self.__waiters.remove(waiter)
            self._note('%s.wait(%s): %s', self, timeout, 'got it' if woken else 'timed out')
        finally:
            self._acquire_restore(saved)

    def notify(self, n=1):
        """Wake up n of the waiting threads, if there are so many."""
        self.__require_lock('notify')
        woken = self.__waiters[:n]
        self._note('%s.notify(): notifying %d of %d waiters', self, len(woken),
                   len(self.__waiters))
        for waiter in woken:
            # In this order: who is interrupted in between wakes one twice at most.
            waiter.release()
            if waiter in self.__waiters:
                self.__waiters.remove(waiter)

    def notifyAll(self):
        """Wake up all waiting threads."""
        self.notify(len(self.__waiters))

    notify_all = notifyAll


class _Semaphore(_Verbose):

    def __init__(self, value=1, verbose=None):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        _Verbose.__init__(self, verbose)
        self.__value = value
        self.__cond = Condition(Lock())

    def acquire(self, blocking=1):
        """Take one; wait while there is none, unless blocking is false."""
        with self.__cond:
            while blocking and not self.__value:
                self._note('%s.acquire(%s): waiting', self, blocking)
                self.__cond.wait()
            if not self.__value:
                return False
            self.__value -= 1
            self._note('%s.acquire: success, value=%s', self, self.__value)
            return True

    __enter__ = acquire

    def _check_release(self, value):
        """Raise if one more may not be given back."""

    def release(self):
        """Give one back; a waiting thread goes on."""
        with self.__cond:
            self._check_release(self.__value)
            self.__value += 1
            self._note('%s.release: success, value=%s', self, self.__value)
            self.__cond.notify()

    def __exit__(self, t, v, tb):
        self.release()


class _BoundedSemaphore(_Semaphore):

    def __init__(self, value=1, verbose=None):
        _Semaphore.__init__(self, value, verbose)
        self._initial_value = value

    def _check_release(self, value):
        if value >= self._initial_value:
            raise ValueError('Semaphore released too many times')


class _Event(_Verbose):

    def __init__(self, verbose=None):
        _Verbose.__init__(self, verbose)
        self.__flag = False
        self._reset_internal_locks()

    def _reset_internal_locks(self):
        # Again in the child of a fork: who held the old lock may be gone.
        self.__cond = Condition(Lock())

    def isSet(self):
        """Whether the flag is set."""
        return self.__flag

    is_set = isSet

    def set(self):
        """Set the flag; all that wait go on."""
        with self.__cond:
            self.__flag = True
            self.__cond.notify_all()

    def clear(self):
        """Clear the flag."""
        with self.__cond:
            self.__flag = False

    def wait(self, timeout=None):
        """Wait until the flag is set or timeout seconds passed; the flag."""
        if not self.__flag:
            with self.__cond:
                # It may have been set in between.
                if not self.__flag:
                    self.__cond.wait(timeout)
        return self.__flag


# ---- threads

_active_limbo_lock = _allocate_lock()
_active = {}        # identifier -> thread
_limbo = {}         # threads that were started but do not run yet


def _put_in(table, key, thread):
    with _active_limbo_lock:
        table[key] = thread


def _take_from(table, key):
    with _active_limbo_lock:
        del table[key]


_counter = _count(1).next


def _newname(template='Thread-%d'):
    return template % _counter()


_profile_hook = None
_trace_hook = None


def setprofile(func):
    """Have sys.setprofile(func) called in every thread before it runs."""
    global _profile_hook
    _profile_hook = func


def settrace(func):
    """Have sys.settrace(func) called in every thread before it runs."""
    global _trace_hook
    _trace_hook = func


class Thread(_Verbose):
    """A thread: runs target, or the run() of a subclass, once it is started."""

    __initialized = False
    __ident = None
    __stopped = False

    # Kept here: at the end of the interpreter the modules are gone while
    # daemon threads still run.
    __exc_info = _sys.exc_info
    __exc_clear = _sys.exc_clear

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None,
                 verbose=None):
        assert group is None, 'group argument must be None for now'
        _Verbose.__init__(self, verbose)
        self.__target, self.__args = target, args
        self.__kwargs = {} if kwargs is None else kwargs
        self.__name = str(name or _newname())
        self.__daemonic = self._set_daemon()
        self.__started = Event()
        # join() waits for it.
        self.__block = Condition(Lock())
        # Where to report an exception when sys.stderr is gone already.
        self.__stderr = _sys.stderr
        self.__initialized = True

    def _set_daemon(self):
        return current_thread().daemon

    def _set_ident(self):
        self.__ident = _get_ident()

    @property
    def _block(self):
        return self.__block

    def _reset_internal_locks(self):
        # After a fork: see _after_fork().
        self.__started._reset_internal_locks()
        if hasattr(self, '_Thread__block'):
            self.__block = Condition(Lock())

    # What is known of it.

    def __check_initialized(self):
        assert self.__initialized, 'Thread.__init__() not called'

    def __require_initialized(self, method='Thread.__init__()'):
        if not self.__initialized:
            raise RuntimeError(method + ' not called')

    def getName(self):
        self.__check_initialized()
        return self.__name

    def setName(self, name):
        self.__check_initialized()
        self.__name = str(name)

    name = property(getName, setName,
                    doc='A name for people; several threads may have the same.')

    def isDaemon(self):
        self.__check_initialized()
        return self.__daemonic

    def setDaemon(self, daemonic):
        self.__require_initialized()
        if self.__started.is_set():
            raise RuntimeError('cannot set daemon status of active thread')
        self.__daemonic = daemonic

    daemon = property(isDaemon, setDaemon,
                      doc='Whether the program may end while the thread runs.')

    @property
    def ident(self):
        """The identifier that thread.get_ident() gives; None before the start."""
        self.__check_initialized()
        return self.__ident

    def isAlive(self):
        """Whether the thread was started and has not ended."""
        self.__check_initialized()
        return not self.__stopped and self.__started.is_set()

    is_alive = isAlive

    def __repr__(self):
        assert self.__initialized, 'Thread.__init__() was not called'
        state = ('stopped' if self.__stopped else
                 'started' if self.__started.is_set() else 'initial')
        if self.__daemonic:
            state += ' daemon'
        if self.__ident is not None:
            state += ' %s' % self.__ident
        return '<%s(%s, %s)>' % (self.__class__.__name__, self.__name, state)

    # Its life.

    def start(self):
        """Start the thread; only once."""
        self.__require_initialized('thread.__init__()')
        if self.__started.is_set():
            raise RuntimeError('threads can only be started once')
        self._note('%s.start(): starting thread', self)
        _put_in(_limbo, self, self)
        try:
            _start_new_thread(self.__bootstrap, ())
        except Exception:
            _take_from(_limbo, self)
            raise
        self.__started.wait()

    def run(self):
        """What the thread does: call target."""
        try:
            if self.__target:
                self.__target(*self.__args, **self.__kwargs)
        finally:
            # An argument may refer to the thread.
            del self.__target, self.__args, self.__kwargs

    def __bootstrap(self):
        try:
            self.__bootstrap_inner()
        except:
            # A daemon thread may wake up when the interpreter has taken the
            # modules down. What it then raises is of no interest.
            if _sys is not None or not self.__daemonic:
                raise

    def __bootstrap_inner(self):
        try:
            self.__register()
            if _trace_hook:
                _sys.settrace(_trace_hook)
            if _profile_hook:
                _sys.setprofile(_profile_hook)
            self.__run_to_the_end()
        finally:
            with _active_limbo_lock:
                self.__stop()
                # Not current_thread(): the thread takes no part in what follows.
                _active.pop(_get_ident(), None)

    def __register(self):
        self._set_ident()
        self.__started.set()
        with _active_limbo_lock:
            _active[self.__ident] = _limbo.pop(self)

    def __run_to_the_end(self):
        outcome = 'normal return'
        try:
            self.run()
        except SystemExit:
            outcome = 'raised SystemExit'
        except:
            outcome = 'unhandled exception'
            self.__report()
        finally:
            # The exception may keep objects alive that refer to the thread.
            self.__exc_clear()
        self._note('%s.__bootstrap(): %s', self, outcome)

    def __report(self):
        """Print the exception that ended run()."""
        if _sys and _sys.stderr is not None:
            _sys.stderr.write('Exception in thread %s:\n%s\n' % (self.name, _format_exc()))
        elif self.__stderr is not None:
            self.__report_by_hand(self.__stderr, *self.__exc_info())

    def __report_by_hand(self, stream, kind, value, trace):
        """Print an exception without any module, all of which may be gone."""
        stream.write('Exception in thread %s (most likely raised during interpreter '
                     'shutdown):\nTraceback (most recent call last):\n' % self.name)
        while trace:
            code = trace.tb_frame.f_code
            stream.write('  File "%s", line %s, in %s\n'
                         % (code.co_filename, trace.tb_lineno, code.co_name))
            trace = trace.tb_next
        stream.write('%s: %s\n' % (kind, value))
        stream.flush()

    def __stop(self):
        # Not by "with": at the end of the interpreter it could be too late.
        if hasattr(self, '_Thread__block'):
            self.__block.acquire()
            self.__stopped = True
            self.__block.notify_all()
            self.__block.release()

    def __delete(self):
        """Forget the current thread, which this module did not start."""
        if _get_ident() in _active or 'dummy_threading' not in _sys.modules:
            _take_from(_active, _get_ident())

    def join(self, timeout=None):
        """Wait until the thread ends, or timeout seconds have passed."""
        self.__require_initialized()
        if not self.__started.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')
        deadline = None if timeout is None else _time() + timeout
        # Not by "with": a program may have put another acquire in its place.
        self.__block.acquire()
        try:
            while not self.__stopped:
                left = None if deadline is None else deadline - _time()
                if left is not None and left <= 0:
                    break
                self.__block.wait(left)
            self._note('%s.join(): %s', self, 'thread stopped' if self.__stopped else 'timed out')
        finally:
            self.__block.release()


class _Timer(Thread):

    def __init__(self, interval, function, args=[], kwargs={}):
        Thread.__init__(self)
        self.interval, self.function = interval, function
        self.args, self.kwargs = args, kwargs
        self.finished = Event()

    def cancel(self):
        """Do not call the function, unless it was called already."""
        self.finished.set()

    def run(self):
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
            self.finished.set()


class _FoundThread(Thread):
    """Stands for a thread that runs, though it was not started by this module."""

    def __init__(self, name):
        Thread.__init__(self, name=name)
        self._Thread__started.set()
        self._set_ident()
        _put_in(_active, self.ident, self)


class _MainThread(_FoundThread):
    """The thread in which the program started."""

    def __init__(self):
        _FoundThread.__init__(self, 'MainThread')

    def _set_daemon(self):
        return False

    def _exitfunc(self):
        """Wait for all threads that are no daemons; called at the end."""
        self._Thread__stop()
        # Those may start new ones.
        for other in iter(_pickSomeNonDaemonThread, None):
            other.join()
        self._Thread__delete()


class _DummyThread(_FoundThread):
    """Nobody knows when this one ends: it lives for ever and cannot be joined."""

    def __init__(self):
        _FoundThread.__init__(self, _newname('Dummy-%d'))
        # Nobody waits for it: spare the lock.
        del self._Thread__block

    def _set_daemon(self):
        return True

    def join(self, timeout=None):
        assert False, 'cannot join a dummy thread'


def currentThread():
    """The thread that calls this."""
    try:
        return _active[_get_ident()]
    except KeyError:
        return _DummyThread()


current_thread = currentThread


def _enumerate():
    # For those who hold the lock.
    return _active.values() + _limbo.values()


def enumerate():
    """A list of all threads that are alive."""
    with _active_limbo_lock:
        return _enumerate()


def activeCount():
    """How many threads are alive."""
    return len(enumerate())


active_count = activeCount


def _pickSomeNonDaemonThread():
    for other in enumerate():
        if other.is_alive() and not other.daemon:
            return other


_shutdown = _MainThread()._exitfunc

try:
    from thread import _local as local
except ImportError:
    from _threading_local import local


def _after_fork():
    """In the child of a fork only the thread that forked is alive."""
    global _active_limbo_lock
    # The old lock may be held by a thread that is gone.
    _active_limbo_lock = _allocate_lock()
    survivor = current_thread()
    for other in enumerate():
        other._reset_internal_locks()
        if other is not survivor:
            other._Thread__stop()
    # The system may have given it a new identifier.
    survivor._set_ident()
    _limbo.clear()
    _active.clear()
    _active[survivor.ident] = survivor
