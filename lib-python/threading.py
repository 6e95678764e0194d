"""Threads, and what they coordinate by, as objects."""

import thread

import sys as _sys
import warnings

from collections import deque as _deque
from itertools import count as _count
from time import time as _time, sleep as _sleep
from traceback import format_exc as _format_exc

__all__ = ['activeCount', 'active_count', 'Condition', 'currentThread',
           'current_thread', 'enumerate', 'Event', 'Lock', 'RLock', 'Semaphore',
           'BoundedSemaphore', 'Thread', 'Timer', 'setprofile', 'settrace', 'local',
           'stack_size']

_start_new_thread = thread.start_new_thread
_allocate_lock = thread.allocate_lock
_get_ident = thread.get_ident
ThreadError = thread.error

# Set to 1 to see what the objects below do.
_VERBOSE = False


class _Verbose(object):
    """Base of the classes here: prints notes on standard error if asked to."""

    def __init__(self, verbose=None):
        self.__verbose = _VERBOSE if verbose is None else verbose

    def _note(self, format, *args):
        if self.__verbose:
            ident = _get_ident()
            try:
                name = _active[ident].name
            except KeyError:
                name = '<OS thread %d>' % ident
            _sys.stderr.write('%s: %s\n' % (name, format % args))


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


# ---- what threads coordinate by

Lock = _allocate_lock


def RLock(*args, **kwargs):
    """A lock that its owner can take again; it is released as often."""
    return _RLock(*args, **kwargs)


class _RLock(_Verbose):

    def __init__(self, verbose=None):
        _Verbose.__init__(self, verbose)
        self.__block = _allocate_lock()
        self.__owner = None
        self.__count = 0

    def __repr__(self):
        owner = self.__owner
        try:
            owner = _active[owner].name
        except KeyError:
            pass
        return '<%s owner=%r count=%d>' % (self.__class__.__name__, owner, self.__count)

    def acquire(self, blocking=1):
        """Take the lock; whether it was taken, where blocking is false."""
        me = _get_ident()
        if self.__owner == me:
            self.__count += 1
            self._note('%s.acquire(%s): recursive success', self, blocking)
            return 1
        taken = self.__block.acquire(blocking)
        if taken:
            self.__owner = me
            self.__count = 1
            self._note('%s.acquire(%s): initial success', self, blocking)
        else:
            self._note('%s.acquire(%s): failure', self, blocking)
        return taken

    __enter__ = acquire

    def release(self):
        """Undo one acquire(); RuntimeError in another thread than the owner."""
        if self.__owner != _get_ident():
            raise RuntimeError('cannot release un-acquired lock')
        self.__count -= 1
        if not self.__count:
            self.__owner = None
            self.__block.release()
            self._note('%s.release(): final release', self)
        else:
            self._note('%s.release(): non-final release', self)

    def __exit__(self, t, v, tb):
        self.release()

    # For Condition.

    def _acquire_restore(self, count_owner):
        self.__block.acquire()
        self.__count, self.__owner = count_owner
        self._note('%s._acquire_restore()', self)

    def _release_save(self):
        self._note('%s._release_save()', self)
        state = self.__count, self.__owner
        self.__count = 0
        self.__owner = None
        self.__block.release()
        return state

    def _is_owned(self):
        return self.__owner == _get_ident()


def Condition(*args, **kwargs):
    """A lock with which threads can wait for others to notify them."""
    return _Condition(*args, **kwargs)


class _Condition(_Verbose):

    def __init__(self, lock=None, verbose=None):
        _Verbose.__init__(self, verbose)
        if lock is None:
            lock = RLock()
        self.__lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        # A lock may have its own ways to be given up for a while.
        for name in '_release_save', '_acquire_restore', '_is_owned':
            try:
                setattr(self, name, getattr(lock, name))
            except AttributeError:
                pass
        self.__waiters = []

    def __enter__(self):
        return self.__lock.__enter__()

    def __exit__(self, *args):
        return self.__lock.__exit__(*args)

    def __repr__(self):
        return '<Condition(%s, %d)>' % (self.__lock, len(self.__waiters))

    def _release_save(self):
        self.__lock.release()

    def _acquire_restore(self, x):
        self.__lock.acquire()

    def _is_owned(self):
        if self.__lock.acquire(0):
            self.__lock.release()
            return False
        return True

    def wait(self, timeout=None, balancing=True):
        """Give up the lock until notified or timeout seconds have passed."""
        if not self._is_owned():
            raise RuntimeError('cannot wait on un-acquired lock')
        # Each waiter has a lock of its own, which notify() releases.
        waiter = _allocate_lock()
        waiter.acquire()
        self.__waiters.append(waiter)
        saved_state = self._release_save()
        try:
            if timeout is None:
                waiter.acquire()
                self._note('%s.wait(): got it', self)
            else:
                # Locks here know no timeout: look again and again, less and
                # less often, but at least every twentieth of a second.
                end = _time() + timeout
                delay = 0.0005
                while True:
                    got = waiter.acquire(0)
                    if got:
                        break
                    remaining = end - _time()
                    if remaining <= 0:
                        break
                    delay = min(delay * 2, remaining, .05)
                    _sleep(delay)
                if got:
                    self._note('%s.wait(%s): got it', self, timeout)
                else:
                    self._note('%s.wait(%s): timed out', self, timeout)
                    try:
                        self.__waiters.remove(waiter)
                    except ValueError:
                        pass
        finally:
            self._acquire_restore(saved_state)

    def notify(self, n=1):
        """Wake up n of the waiting threads, if there are so many."""
        if not self._is_owned():
            raise RuntimeError('cannot notify on un-acquired lock')
        waiters = self.__waiters[:n]
        if not waiters:
            self._note('%s.notify(): no waiters', self)
            return
        self._note('%s.notify(): notifying %d waiter%s', self, n, n != 1 and 's' or '')
        for waiter in waiters:
            waiter.release()
            try:
                self.__waiters.remove(waiter)
            except ValueError:
                pass

    def notifyAll(self):
        """Wake up all waiting threads."""
        self.notify(len(self.__waiters))

    notify_all = notifyAll


def Semaphore(*args, **kwargs):
    """A counter that can be taken from until it is 0, and then makes wait."""
    return _Semaphore(*args, **kwargs)


class _Semaphore(_Verbose):

    def __init__(self, value=1, verbose=None):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        _Verbose.__init__(self, verbose)
        self.__cond = Condition(Lock())
        self.__value = value

    def acquire(self, blocking=1):
        """Take one; wait while there is none unless blocking is false."""
        with self.__cond:
            while self.__value == 0:
                if not blocking:
                    return False
                self._note('%s.acquire(%s): blocked waiting, value=%s', self, blocking,
                           self.__value)
                self.__cond.wait()
            self.__value -= 1
            self._note('%s.acquire: success, value=%s', self, self.__value)
            return True

    __enter__ = acquire

    def release(self):
        """Give one back; a waiting thread goes on."""
        with self.__cond:
            self.__value += 1
            self._note('%s.release: success, value=%s', self, self.__value)
            self.__cond.notify()

    def __exit__(self, t, v, tb):
        self.release()


def BoundedSemaphore(*args, **kwargs):
    """A semaphore that cannot be given back more than was taken."""
    return _BoundedSemaphore(*args, **kwargs)


class _BoundedSemaphore(_Semaphore):

    def __init__(self, value=1, verbose=None):
        _Semaphore.__init__(self, value, verbose)
        self._initial_value = value

    def release(self):
        with self._Semaphore__cond:
            if self._Semaphore__value >= self._initial_value:
                raise ValueError('Semaphore released too many times')
            self._Semaphore__value += 1
            self._Semaphore__cond.notify()


def Event(*args, **kwargs):
    """A flag that threads can wait for."""
    return _Event(*args, **kwargs)


class _Event(_Verbose):

    def __init__(self, verbose=None):
        _Verbose.__init__(self, verbose)
        self.__cond = Condition(Lock())
        self.__flag = False

    def _reset_internal_locks(self):
        # After a fork the old lock may be held by a thread that is gone.
        self.__cond.__init__(Lock())

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
        with self.__cond:
            if not self.__flag:
                self.__cond.wait(timeout)
            return self.__flag


# ---- threads

_counter = _count().next
_counter()


def _newname(template='Thread-%d'):
    return template % _counter()


_active_limbo_lock = _allocate_lock()
_active = {}        # identifier -> thread
_limbo = {}         # threads that were started but do not run yet


class Thread(_Verbose):
    """A thread: runs target, or the run() of a subclass, once it is started."""

    __initialized = False
    # Kept here: at the end of the interpreter the modules are gone while
    # daemon threads still run.
    __exc_info = _sys.exc_info
    __exc_clear = _sys.exc_clear

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None,
                 verbose=None):
        assert group is None, 'group argument must be None for now'
        _Verbose.__init__(self, verbose)
        if kwargs is None:
            kwargs = {}
        self.__target = target
        self.__name = str(name or _newname())
        self.__args = args
        self.__kwargs = kwargs
        self.__daemonic = self._set_daemon()
        self.__ident = None
        self.__started = Event()
        self.__stopped = False
        self.__block = Condition(Lock())
        self.__initialized = True
        # Where to report an exception when sys.stderr is gone already.
        self.__stderr = _sys.stderr

    def _reset_internal_locks(self):
        # After a fork: see _after_fork().
        if hasattr(self, '_Thread__block'):
            self.__block.__init__()
        self.__started._reset_internal_locks()

    @property
    def _block(self):
        return self.__block

    def _set_daemon(self):
        return current_thread().daemon

    def __repr__(self):
        assert self.__initialized, 'Thread.__init__() was not called'
        status = 'initial'
        if self.__started.is_set():
            status = 'started'
        if self.__stopped:
            status = 'stopped'
        if self.__daemonic:
            status += ' daemon'
        if self.__ident is not None:
            status += ' %s' % self.__ident
        return '<%s(%s, %s)>' % (self.__class__.__name__, self.__name, status)

    def start(self):
        """Start the thread; only once."""
        if not self.__initialized:
            raise RuntimeError('thread.__init__() not called')
        if self.__started.is_set():
            raise RuntimeError('threads can only be started once')
        self._note('%s.start(): starting thread', self)
        with _active_limbo_lock:
            _limbo[self] = self
        try:
            _start_new_thread(self.__bootstrap, ())
        except Exception:
            with _active_limbo_lock:
                del _limbo[self]
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
        # A daemon thread may wake up when the interpreter has taken the
        # modules down. What it then raises is of no interest.
        try:
            self.__bootstrap_inner()
        except:
            if self.__daemonic and _sys is None:
                return
            raise

    def _set_ident(self):
        self.__ident = _get_ident()

    def __bootstrap_inner(self):
        try:
            self._set_ident()
            self.__started.set()
            with _active_limbo_lock:
                _active[self.__ident] = self
                del _limbo[self]
            self._note('%s.__bootstrap(): thread started', self)
            if _trace_hook:
                _sys.settrace(_trace_hook)
            if _profile_hook:
                _sys.setprofile(_profile_hook)
            try:
                self.run()
            except SystemExit:
                self._note('%s.__bootstrap(): raised SystemExit', self)
            except:
                self._note('%s.__bootstrap(): unhandled exception', self)
                self.__report()
            else:
                self._note('%s.__bootstrap(): normal return', self)
            finally:
                # The exception may keep objects alive that refer to the thread.
                self.__exc_clear()
        finally:
            with _active_limbo_lock:
                self.__stop()
                try:
                    # The thread must not take part in what follows.
                    del _active[_get_ident()]
                except:
                    pass

    def __report(self):
        """Print the exception that ended run()."""
        if _sys and _sys.stderr is not None:
            print >> _sys.stderr, ('Exception in thread %s:\n%s'
                                   % (self.name, _format_exc()))
        elif self.__stderr is not None:
            exc_type, exc_value, exc_tb = self.__exc_info()
            try:
                stream = self.__stderr
                print >> stream, ('Exception in thread ' + self.name
                                  + ' (most likely raised during interpreter shutdown):')
                print >> stream, 'Traceback (most recent call last):'
                while exc_tb:
                    print >> stream, ('  File "%s", line %s, in %s' % (
                        exc_tb.tb_frame.f_code.co_filename, exc_tb.tb_lineno,
                        exc_tb.tb_frame.f_code.co_name))
                    exc_tb = exc_tb.tb_next
                print >> stream, '%s: %s' % (exc_type, exc_value)
                stream.flush()
            finally:
                del exc_type, exc_value, exc_tb

    def __stop(self):
        # Not by "with": at the end of the interpreter it could be too late.
        if not hasattr(self, '_Thread__block'):
            return
        self.__block.acquire()
        self.__stopped = True
        self.__block.notify_all()
        self.__block.release()

    def __delete(self):
        """Forget a thread that is not known to this module to run."""
        try:
            with _active_limbo_lock:
                del _active[_get_ident()]
        except KeyError:
            if 'dummy_threading' not in _sys.modules:
                raise

    def join(self, timeout=None):
        """Wait until the thread ends, or timeout seconds have passed."""
        if not self.__initialized:
            raise RuntimeError('Thread.__init__() not called')
        if not self.__started.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')
        if not self.__stopped:
            self._note('%s.join(): waiting until thread stops', self)
        block = self.__block
        block.acquire()
        try:
            if timeout is None:
                while not self.__stopped:
                    block.wait()
                self._note('%s.join(): thread stopped', self)
            else:
                deadline = _time() + timeout
                while not self.__stopped:
                    delay = deadline - _time()
                    if delay <= 0:
                        self._note('%s.join(): timed out', self)
                        break
                    block.wait(delay)
                else:
                    self._note('%s.join(): thread stopped', self)
        finally:
            block.release()

    @property
    def name(self):
        """A name for people; several threads may have the same."""
        assert self.__initialized, 'Thread.__init__() not called'
        return self.__name

    @name.setter
    def name(self, name):
        assert self.__initialized, 'Thread.__init__() not called'
        self.__name = str(name)

    @property
    def ident(self):
        """The identifier that thread.get_ident() gives; None before the start."""
        assert self.__initialized, 'Thread.__init__() not called'
        return self.__ident

    def isAlive(self):
        """Whether the thread was started and has not ended."""
        assert self.__initialized, 'Thread.__init__() not called'
        return self.__started.is_set() and not self.__stopped

    is_alive = isAlive

    @property
    def daemon(self):
        """Whether the program may end while the thread runs."""
        assert self.__initialized, 'Thread.__init__() not called'
        return self.__daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self.__initialized:
            raise RuntimeError('Thread.__init__() not called')
        if self.__started.is_set():
            raise RuntimeError('cannot set daemon status of active thread')
        self.__daemonic = daemonic

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


def Timer(*args, **kwargs):
    """A thread that calls a function after some seconds unless it is cancelled."""
    return _Timer(*args, **kwargs)


class _Timer(Thread):

    def __init__(self, interval, function, args=[], kwargs={}):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.finished = Event()

    def cancel(self):
        """Do not call the function, unless it was called already."""
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    """The thread in which the program started."""

    def __init__(self):
        Thread.__init__(self, name='MainThread')
        self._Thread__started.set()
        self._set_ident()
        with _active_limbo_lock:
            _active[self.ident] = self

    def _set_daemon(self):
        return False

    def _exitfunc(self):
        """Wait for all threads that are no daemons; called at the end."""
        self._Thread__stop()
        thread = _pickSomeNonDaemonThread()
        if thread:
            self._note('%s: waiting for other threads', self)
        while thread:
            thread.join()
            thread = _pickSomeNonDaemonThread()
        self._note('%s: exiting', self)
        self._Thread__delete()


def _pickSomeNonDaemonThread():
    for thread in enumerate():
        if not thread.daemon and thread.is_alive():
            return thread
    return None


class _DummyThread(Thread):
    """Stands for a thread that was not started by this module.

    Nobody knows when it ends; so it lives for ever and cannot be joined.
    """

    def __init__(self):
        Thread.__init__(self, name=_newname('Dummy-%d'))
        # Nobody can wait for it: spare the lock.
        del self._Thread__block
        self._Thread__started.set()
        self._set_ident()
        with _active_limbo_lock:
            _active[self.ident] = self

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


def activeCount():
    """How many threads are alive."""
    with _active_limbo_lock:
        return len(_active) + len(_limbo)


active_count = activeCount


def _enumerate():
    # For those who hold the lock.
    return _active.values() + _limbo.values()


def enumerate():
    """A list of all threads that are alive."""
    with _active_limbo_lock:
        return _active.values() + _limbo.values()


from thread import stack_size

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
    new_active = {}
    current = current_thread()
    with _active_limbo_lock:
        for thread in _enumerate():
            if hasattr(thread, '_reset_internal_locks'):
                thread._reset_internal_locks()
            if thread is current:
                ident = _get_ident()
                thread._Thread__ident = ident
                new_active[ident] = thread
            else:
                thread._Thread__stop()
        _limbo.clear()
        _active.clear()
        _active.update(new_active)
        assert len(_active) == 1
