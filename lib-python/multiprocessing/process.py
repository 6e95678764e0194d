"""Forked processes as objects."""

import errno
import itertools
import os
import signal
import sys
import time

__all__ = ['Process', 'current_process', 'active_children']


def current_process():
    """The object of this process."""
    return _current_process


def active_children():
    """The children that run. (Those that have ended are waited for.)"""
    _cleanup()
    return list(_current_process._children)


def _cleanup():
    for p in list(_current_process._children):
        if p._popen.poll() is not None:
            _current_process._children.discard(p)


class _Forked(object):
    """A child of this process."""

    def __init__(self, process):
        sys.stdout.flush()
        sys.stderr.flush()
        self.returncode = None
        self.pid = os.fork()
        if self.pid == 0:
            if 'random' in sys.modules:
                import random
                random.seed()
            code = process._bootstrap()
            try:
                sys.stdout.flush()
            except (IOError, ValueError):
                pass
            os._exit(code)

    def poll(self, flag=os.WNOHANG):
        """The code that the child ended with (minus a signal's number), None while it runs."""
        while self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, flag)
            except OSError, e:
                if e.errno == errno.EINTR:
                    continue
                # Somebody else has waited for it.
                return None
            if pid != self.pid:
                break
            if os.WIFSIGNALED(status):
                self.returncode = -os.WTERMSIG(status)
            else:
                self.returncode = os.WEXITSTATUS(status)
        return self.returncode

    def wait(self, timeout=None):
        if timeout is None:
            return self.poll(0)
        end = time.time() + timeout
        delay = 0.0005
        while True:
            result = self.poll()
            left = end - time.time()
            if result is not None or left <= 0:
                return result
            delay = min(delay * 2, left, 0.05)
            time.sleep(delay)

    def terminate(self):
        if self.returncode is None:
            try:
                os.kill(self.pid, signal.SIGTERM)
            except OSError:
                if self.wait(timeout=0.1) is None:
                    raise


class Process(object):
    """An activity in a process of its own: run(), which calls target(*args, **kwargs)."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        assert group is None, 'group argument must be None for now'
        self._identity = _current_process._identity + (_current_process._counter.next(),)
        self._authkey = _current_process._authkey
        self._daemonic = _current_process._daemonic
        self._parent_pid = os.getpid()
        self._popen = None
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        self._name = name or type(self).__name__ + '-' + ':'.join(map(str, self._identity))

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        """Fork, and have the child run."""
        assert self._popen is None, 'cannot start a process twice'
        assert self._parent_pid == os.getpid(), 'can only start a process object created by current process'
        assert not _current_process._daemonic, 'daemonic processes are not allowed to have children'
        _cleanup()
        self._popen = _Forked(self)
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
        if self is _current_process:
            return True
        assert self._parent_pid == os.getpid(), 'can only test a child process'
        if self._popen is None:
            return False
        self._popen.poll()
        return self._popen.returncode is None

    def _get_name(self):
        return self._name

    def _set_name(self, name):
        assert isinstance(name, basestring), 'name must be a string'
        self._name = name

    name = property(_get_name, _set_name)

    def _get_daemon(self):
        return self._daemonic

    def _set_daemon(self, daemonic):
        assert self._popen is None, 'process has already started'
        self._daemonic = daemonic

    daemon = property(_get_daemon, _set_daemon,
                      doc='whether it is terminated when its parent ends')

    def _get_authkey(self):
        return self._authkey

    def _set_authkey(self, authkey):
        self._authkey = AuthenticationString(authkey)

    authkey = property(_get_authkey, _set_authkey)

    @property
    def exitcode(self):
        """What it ended with; None while it runs, -n if signal n ended it."""
        if self._popen is None:
            return None
        return self._popen.poll()

    @property
    def ident(self):
        if self is _current_process:
            return os.getpid()
        return self._popen and self._popen.pid

    pid = ident

    def __repr__(self):
        if self is _current_process:
            status = 'started'
        elif self._parent_pid != os.getpid():
            status = 'unknown'
        elif self._popen is None:
            status = 'initial'
        elif self._popen.poll() is not None:
            status = self.exitcode
        else:
            status = 'started'
        if type(status) is int:
            status = 'stopped' if status == 0 else 'stopped[%s]' % _exitcode_to_name.get(status, status)
        return '<%s(%s, %s%s)>' % (type(self).__name__, self._name, status,
                                   self._daemonic and ' daemon' or '')

    def _bootstrap(self):
        """What the child does: its exit code."""
        from multiprocessing import util
        global _current_process
        try:
            self._children = set()
            self._counter = itertools.count(1)
            try:
                sys.stdin.close()
                sys.stdin = open(os.devnull)
            except (OSError, ValueError):
                pass
            _current_process = self
            util._forget_finalizers()
            try:
                self.run()
                code = 0
            finally:
                util._exit_function()
        except SystemExit, e:
            if not e.args or e.args[0] is None:
                code = 0
            elif isinstance(e.args[0], int):
                code = e.args[0]
            else:
                sys.stderr.write(str(e.args[0]) + '\n')
                code = 1
        except:
            code = 1
            import traceback
            sys.stderr.write('Process %s:\n' % self.name)
            traceback.print_exc()
        try:
            sys.stderr.flush()
        except (IOError, ValueError):
            pass
        return code


class AuthenticationString(bytes):
    def __reduce__(self):
        raise TypeError('Pickling an AuthenticationString object is disallowed for security reasons')


class _MainProcess(Process):
    """The process that was not forked by this package."""

    def __init__(self):
        self._identity = ()
        self._daemonic = False
        self._name = 'MainProcess'
        self._parent_pid = None
        self._popen = None
        self._counter = itertools.count(1)
        self._children = set()
        self._authkey = AuthenticationString(os.urandom(32))


_current_process = _MainProcess()

_exitcode_to_name = {}
for _name, _number in signal.__dict__.items():
    if _name[:3] == 'SIG' and '_' not in _name:
        _exitcode_to_name[-_number] = _name
del _name, _number
