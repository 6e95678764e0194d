"""Forked processes as objects."""

import errno
import itertools
import os
import signal
import sys
import time

__all__ = ['Process', 'current_process', 'active_children']

# The object of this process: replaced in a child.
_current_process = None


def current_process():
    """The object of this process."""
    return _current_process


def active_children():
    """The children that run. (Those that have ended are waited for.)"""
    children = _current_process._children
    children.difference_update([child for child in children if child.exitcode is not None])
    return list(children)


# ---- the system's side

def _flush(*streams):
    for stream in streams:
        try:
            stream.flush()
        except (IOError, ValueError):
            # A closed one, for example.
            pass


class _Forked(object):
    """A child of this process: pid, and returncode once it has ended."""

    def __init__(self, main):
        """Fork; the child calls main() and ends with what that returns."""
        # What is in the buffers would be written twice.
        for stream in sys.stdout, sys.stderr:
            stream.flush()
        self.returncode = None
        self.pid = os.fork()
        if self.pid:
            return
        random = sys.modules.get('random')
        if random:
            # Not the same numbers in every child.
            random.seed()
        code = main()
        _flush(sys.stdout)
        os._exit(code)

    def poll(self, flag=os.WNOHANG):
        """The code that the child ended with (minus a signal's number), None while it runs."""
        while self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, flag)
            except OSError as problem:
                if problem.errno == errno.EINTR:
                    continue
                # Somebody else has waited for it.
                return None
            if pid != self.pid:
                return None
            killed = os.WIFSIGNALED(status)
            self.returncode = -os.WTERMSIG(status) if killed else os.WEXITSTATUS(status)
        return self.returncode

    def wait(self, timeout=None):
        """poll() when it has ended or the seconds have passed."""
        if timeout is None:
            return self.poll(0)
        end = time.time() + timeout
        delay = 0.0005
        while self.poll() is None:
            left = end - time.time()
            if left <= 0:
                break
            delay = min(delay * 2, left, 0.05)
            time.sleep(delay)
        return self.returncode

    def terminate(self):
        if self.poll() is not None:
            return
        try:
            os.kill(self.pid, signal.SIGTERM)
        except OSError:
            if self.wait(timeout=0.1) is None:
                raise


# ---- the program's side

class AuthenticationString(bytes):
    """A secret that processes of one program share."""

    def __reduce__(self):
        raise TypeError('Pickling an AuthenticationString object is disallowed for security reasons')


def _exit_code(problem):
    """What a process ends with that a SystemExit ends."""
    code = problem.args[0] if problem.args else None
    if code is None:
        return 0
    if isinstance(code, int):
        return code
    sys.stderr.write('%s\n' % (code,))
    return 1


class Process(object):
    """An activity in a process of its own: run(), which calls target(*args, **kwargs)."""

    # The child as the system has it, once it is started.
    _popen = None

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        assert group is None, 'group argument must be None for now'
        parent = _current_process
        self._parent_pid = os.getpid()
        self._identity = parent._identity + (next(parent._counter),)
        self._authkey, self._daemonic = parent._authkey, parent._daemonic
        self._target, self._args, self._kwargs = target, tuple(args), dict(kwargs)
        self._name = name or '%s-%s' % (type(self).__name__, ':'.join(map(str, self._identity)))
        # Of util.get_temp_dir().
        self._tempdir = getattr(_current_process, '_tempdir', None)
        self._begin_family()

    def _begin_family(self):
        self._children = set()
        self._counter = itertools.count(1)

    def run(self):
        """What the process does."""
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        """Fork, and have the child run."""
        assert self._popen is None, 'cannot start a process twice'
        assert self._parent_pid == os.getpid(), 'can only start a process object created by current process'
        assert not _current_process._daemonic, 'daemonic processes are not allowed to have children'
        active_children()
        self._popen = _Forked(self._bootstrap)
        # The child has what it works with.
        del self._target, self._args, self._kwargs
        _current_process._children.add(self)

    def terminate(self):
        """Send the child SIGTERM."""
        self._popen.terminate()

    def join(self, timeout=None):
        """Wait until the child ends (or so many seconds)."""
        assert self._parent_pid == os.getpid(), 'can only join a child process'
        assert self._popen is not None, 'can only join a started process'
        if self._popen.wait(timeout) is not None:
            _current_process._children.discard(self)

    def is_alive(self):
        """Whether it runs."""
        if self is _current_process:
            return True
        assert self._parent_pid == os.getpid(), 'can only test a child process'
        if self._popen is None:
            return False
        self._popen.poll()
        return self._popen.returncode is None

    @property
    def name(self):
        """A name for people."""
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, basestring), 'name must be a string'
        self._name = name

    @property
    def daemon(self):
        """Whether it is terminated when its parent ends."""
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        assert self._popen is None, 'process has already started'
        self._daemonic = daemonic

    @property
    def authkey(self):
        """The secret of this program's processes."""
        return self._authkey

    @authkey.setter
    def authkey(self, authkey):
        self._authkey = AuthenticationString(authkey)

    @property
    def exitcode(self):
        """What it ended with; None while it runs, -n if signal n ended it."""
        return self._popen and self._popen.poll()

    @property
    def ident(self):
        """The system's number for it; None before the start."""
        return os.getpid() if self is _current_process else self._popen and self._popen.pid

    pid = ident

    def __repr__(self):
        daemon = ' daemon' if self._daemonic else ''
        return '<%s(%s, %s%s)>' % (type(self).__name__, self._name, self._status(), daemon)

    def _status(self):
        if self is _current_process:
            return 'started'
        if self._parent_pid != os.getpid():
            return 'unknown'
        if self._popen is None:
            return 'initial'
        code = self.exitcode
        if code is None:
            return 'started'
        return 'stopped[%s]' % _exitcode_to_name.get(code, code) if code else 'stopped'

    def _bootstrap(self):
        """What the child does: its exit code."""
        global _current_process
        from multiprocessing import util
        code = 1
        try:
            _current_process = self
            self._begin_family()
            self._leave_input()
            util._forget_finalizers()
            util._run_after_forkers()
            try:
                self.run()
                code = 0
            finally:
                util._exit_function()
        except SystemExit as problem:
            code = _exit_code(problem)
        except:
            code = 1
            import traceback
            sys.stderr.write('Process %s:\n' % self.name)
            traceback.print_exc()
        _flush(sys.stderr)
        return code

    def _leave_input(self):
        """Standard input is the parent's."""
        try:
            sys.stdin.close()
            sys.stdin = open(os.devnull)
        except (OSError, ValueError):
            pass


class _MainProcess(Process):
    """The process that was not forked by this package."""

    def __init__(self):
        self._name, self._identity, self._parent_pid = 'MainProcess', (), None
        self._daemonic = False
        self._authkey = AuthenticationString(os.urandom(32))
        self._begin_family()


_current_process = _MainProcess()

_exitcode_to_name = dict((-number, name) for name, number in vars(signal).items()
                         if name.startswith('SIG') and '_' not in name)
