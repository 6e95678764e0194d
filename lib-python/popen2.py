"""Child processes with pipes to their input, output and errors.

Deprecated for subprocess, which does all of this.
"""

import os
import sys
import warnings

warnings.warn('The popen2 module is deprecated.  Use the subprocess module.', DeprecationWarning, stacklevel=2)

__all__ = ['popen2', 'popen3', 'popen4', 'Popen3', 'Popen4']

try:
    MAXFD = os.sysconf('SC_OPEN_MAX')
except (AttributeError, ValueError):
    MAXFD = 256

# Children that nobody refers to any more but that may still run.
_active = []


def _cleanup():
    for child in list(_active):
        if child.poll(_deadstate=sys.maxint) >= 0 and child in _active:
            _active.remove(child)


class Popen3:
    """A child. tochild and fromchild are its pipes; childerr is that of its errors, if it was asked for."""

    # Its status when it has ended.
    sts = -1
    childerr = None

    def __init__(self, cmd, capturestderr=False, bufsize=-1):
        """cmd is a line for the shell, or a list of the program and its arguments."""
        self._start(cmd, bufsize, os.pipe() if capturestderr else None)

    def _start(self, cmd, bufsize, error_pipe=None, merged=False):
        """Run it, its errors into a pipe, with its output (merged), or to where those of this process go."""
        _cleanup()
        self.cmd = cmd
        child_input, to_child = os.pipe()
        from_child, child_output = os.pipe()
        # In the order of the descriptors that they become.
        ends = [child_input, child_output]
        if error_pipe:
            ends.append(error_pipe[1])
        elif merged:
            ends.append(child_output)
        self.pid = os.fork()
        if not self.pid:
            for number, end in enumerate(ends):
                os.dup2(end, number)
            self._run_child(cmd)
        for end in set(ends):
            os.close(end)
        self.tochild = os.fdopen(to_child, 'w', bufsize)
        self.fromchild = os.fdopen(from_child, 'r', bufsize)
        if error_pipe:
            self.childerr = os.fdopen(error_pipe[0], 'r', bufsize)

    def _run_child(self, cmd):
        os.closerange(3, MAXFD)
        if isinstance(cmd, basestring):
            cmd = ['/bin/sh', '-c', cmd]
        try:
            os.execvp(cmd[0], cmd)
        finally:
            # Nothing of this process is to run twice.
            os._exit(1)

    def __del__(self):
        if self.poll(_deadstate=sys.maxint) < 0 and _active is not None:
            _active.append(self)

    def poll(self, _deadstate=None):
        """Its status; -1 while it runs."""
        if self.sts < 0:
            try:
                self._wait(os.WNOHANG)
            except OSError:
                # Somebody else has waited for it.
                if _deadstate is not None:
                    self.sts = _deadstate
        return self.sts

    def wait(self):
        """Its status, which is waited for."""
        if self.sts < 0:
            self._wait(0)
        return self.sts

    def _wait(self, options):
        pid, status = os.waitpid(self.pid, options)
        if pid == self.pid:
            self.sts = status


class Popen4(Popen3):
    """A child whose errors come with its output."""

    def __init__(self, cmd, bufsize=-1):
        self._start(cmd, bufsize, merged=True)


def popen2(cmd, bufsize=-1, mode='t'):
    """Run a command; (its output, its input)."""
    child = Popen3(cmd, False, bufsize)
    return child.fromchild, child.tochild


def popen3(cmd, bufsize=-1, mode='t'):
    """Run a command; (its output, its input, its errors)."""
    child = Popen3(cmd, True, bufsize)
    return child.fromchild, child.tochild, child.childerr


def popen4(cmd, bufsize=-1, mode='t'):
    """Run a command; (its output with its errors, its input)."""
    child = Popen4(cmd, bufsize)
    return child.fromchild, child.tochild
