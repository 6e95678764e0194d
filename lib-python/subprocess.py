"""Run programs as child processes, with pipes to and from them.

    call(args)           run a program, wait, return its exit status
    check_call(args)     the same; CalledProcessError unless the status is 0
    check_output(args)   the same; return what it printed
    Popen(args)          a child process

args is a list of strings, or one string, which is the program (or with
shell=True a command of the shell).
"""

import sys
mswindows = (sys.platform == 'win32')

import errno
import fcntl
import gc
import os
import pickle
import select
import signal
import traceback
import types

__all__ = ['Popen', 'PIPE', 'STDOUT', 'call', 'check_call', 'check_output',
           'CalledProcessError']


class CalledProcessError(Exception):
    """A child ended with a status other than 0."""

    def __init__(self, returncode, cmd, output=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output

    def __str__(self):
        return "Command '%s' returned non-zero exit status %d" % (self.cmd,
                                                                  self.returncode)


_has_poll = hasattr(select, 'poll')
# How much a pipe takes without blocking once it is writable.
_PIPE_BUF = getattr(select, 'PIPE_BUF', 512)

try:
    MAXFD = os.sysconf('SC_OPEN_MAX')
except:
    MAXFD = 256

PIPE = -1
STDOUT = -2

# Children whose Popen is gone before they ended: they must be waited for.
_active = []


def _cleanup():
    for child in _active[:]:
        if child._internal_poll(_deadstate=sys.maxint) is not None:
            try:
                _active.remove(child)
            except ValueError:
                # Another thread was quicker.
                pass


def _eintr_retry_call(func, *args):
    """Call func again as long as a signal interrupts it."""
    while True:
        try:
            return func(*args)
        except (OSError, IOError) as problem:
            if problem.errno != errno.EINTR:
                raise


def _args_from_interpreter_flags():
    """The options with which this interpreter was started, for a child of it."""
    options = {'debug': 'd', 'optimize': 'O', 'dont_write_bytecode': 'B',
               'no_user_site': 's', 'no_site': 'S', 'ignore_environment': 'E',
               'verbose': 'v', 'bytes_warning': 'b', 'py3k_warning': '3'}
    args = []
    for flag, option in options.items():
        count = getattr(sys.flags, flag)
        if count > 0:
            args.append('-' + option * count)
    if getattr(sys.flags, 'hash_randomization') != 0:
        args.append('-R')
    args.extend('-W' + option for option in sys.warnoptions)
    return args


def call(*popenargs, **kwargs):
    """Run a program and wait for it; its exit status. Arguments are Popen's."""
    return Popen(*popenargs, **kwargs).wait()


def check_call(*popenargs, **kwargs):
    """call(), but CalledProcessError unless the exit status is 0."""
    retcode = call(*popenargs, **kwargs)
    if retcode:
        cmd = kwargs.get('args')
        raise CalledProcessError(retcode, popenargs[0] if cmd is None else cmd)
    return 0


def check_output(*popenargs, **kwargs):
    """Run a program; what it printed. CalledProcessError unless the status is 0."""
    if 'stdout' in kwargs:
        raise ValueError('stdout argument not allowed, it will be overridden.')
    process = Popen(stdout=PIPE, *popenargs, **kwargs)
    output, _ = process.communicate()
    retcode = process.poll()
    if retcode:
        cmd = kwargs.get('args')
        raise CalledProcessError(retcode, popenargs[0] if cmd is None else cmd,
                                 output=output)
    return output


def list2cmdline(seq):
    """A list of arguments as one string, by the rules of Windows' C library.

    Arguments with blanks are quoted; backslashes are doubled before quotes
    only.
    """
    words = []
    for arg in seq:
        quoted = ' ' in arg or '\t' in arg or not arg
        text = []
        backslashes = 0
        for char in arg:
            if char == '\\':
                backslashes += 1
                continue
            if char == '"':
                text.append('\\' * (2 * backslashes + 1))
            else:
                text.append('\\' * backslashes)
            backslashes = 0
            text.append(char)
        if quoted:
            text.append('\\' * (2 * backslashes))
            words.append('"%s"' % ''.join(text))
        else:
            text.append('\\' * backslashes)
            words.append(''.join(text))
    return ' '.join(words)


class Popen(object):
    """A child process.

    executable replaces the program to run (args[0] remains its name). stdin,
    stdout and stderr are PIPE, a descriptor, a file or None for this
    process's own; stderr may be STDOUT. preexec_fn is called in the child
    before the program. With close_fds all other descriptors are closed
    there. cwd and env are its directory and environment.
    universal_newlines opens the pipes as text. startupinfo and
    creationflags are for Windows.
    """

    _child_created = False

    def __init__(self, args, bufsize=0, executable=None, stdin=None, stdout=None,
                 stderr=None, preexec_fn=None, close_fds=False, shell=False, cwd=None,
                 env=None, universal_newlines=False, startupinfo=None, creationflags=0):
        _cleanup()
        if not isinstance(bufsize, (int, long)):
            raise TypeError('bufsize must be an integer')
        if startupinfo is not None:
            raise ValueError('startupinfo is only supported on Windows platforms')
        if creationflags != 0:
            raise ValueError('creationflags is only supported on Windows platforms')
        self.stdin = self.stdout = self.stderr = None
        self.pid = None
        self.returncode = None
        self.universal_newlines = universal_newlines

        # p2c is the pipe from here to the child, c2p that back, err its errors.
        (p2cread, p2cwrite, c2pread, c2pwrite,
         errread, errwrite), to_close = self._get_handles(stdin, stdout, stderr)
        try:
            self._execute_child(args, executable, preexec_fn, close_fds, cwd, env,
                                universal_newlines, startupinfo, creationflags, shell,
                                to_close, p2cread, p2cwrite, c2pread, c2pwrite, errread,
                                errwrite)
        except Exception:
            # The child did not come to be: nobody will use the pipes.
            exc_type, exc_value, exc_trace = sys.exc_info()
            for fd in to_close:
                try:
                    os.close(fd)
                except EnvironmentError:
                    pass
            raise exc_type, exc_value, exc_trace

        mode = 'rU' if universal_newlines else 'rb'
        if p2cwrite is not None:
            self.stdin = os.fdopen(p2cwrite, 'wb', bufsize)
        if c2pread is not None:
            self.stdout = os.fdopen(c2pread, mode, bufsize)
        if errread is not None:
            self.stderr = os.fdopen(errread, mode, bufsize)

    def _translate_newlines(self, data):
        return data.replace('\r\n', '\n').replace('\r', '\n')

    def __del__(self, _maxint=sys.maxint):
        if not getattr(self, '_child_created', False):
            return
        self._internal_poll(_deadstate=_maxint)
        if self.returncode is None and _active is not None:
            # It still runs: see to it later.
            _active.append(self)

    def communicate(self, input=None):
        """Write input to the child, read all its output and wait for it.

        Returns (stdout, stderr), None for what is no pipe.
        """
        if [self.stdin, self.stdout, self.stderr].count(None) >= 2:
            # One pipe at most: no danger that both sides wait.
            stdout = stderr = None
            if self.stdin:
                if input:
                    try:
                        self.stdin.write(input)
                    except IOError as problem:
                        if problem.errno not in (errno.EPIPE, errno.EINVAL):
                            raise
                self.stdin.close()
            elif self.stdout:
                stdout = _eintr_retry_call(self.stdout.read)
                self.stdout.close()
            elif self.stderr:
                stderr = _eintr_retry_call(self.stderr.read)
                self.stderr.close()
            self.wait()
            return stdout, stderr
        return self._communicate(input)

    def poll(self):
        """The exit status if the child has ended, else None."""
        return self._internal_poll()

    # ---- starting

    def _get_handles(self, stdin, stdout, stderr):
        """The descriptors of the three pipes, and the set of those opened here."""
        to_close = set()

        def pipe():
            ends = self.pipe_cloexec()
            to_close.update(ends)
            return ends

        def descriptor(stream):
            return stream if isinstance(stream, (int, long)) else stream.fileno()

        p2cread = p2cwrite = c2pread = c2pwrite = errread = errwrite = None
        if stdin == PIPE:
            p2cread, p2cwrite = pipe()
        elif stdin is not None:
            p2cread = descriptor(stdin)
        if stdout == PIPE:
            c2pread, c2pwrite = pipe()
        elif stdout is not None:
            c2pwrite = descriptor(stdout)
        if stderr == PIPE:
            errread, errwrite = pipe()
        elif stderr == STDOUT:
            # With no pipe for the output it goes where ours goes.
            errwrite = sys.__stdout__.fileno() if c2pwrite is None else c2pwrite
        elif stderr is not None:
            errwrite = descriptor(stderr)
        return (p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite), to_close

    def _set_cloexec_flag(self, fd, cloexec=True):
        flag = getattr(fcntl, 'FD_CLOEXEC', 1)
        old = fcntl.fcntl(fd, fcntl.F_GETFD)
        fcntl.fcntl(fd, fcntl.F_SETFD, old | flag if cloexec else old & ~flag)

    def pipe_cloexec(self):
        """A pipe that programs executed do not inherit."""
        ends = os.pipe()
        for fd in ends:
            self._set_cloexec_flag(fd)
        return ends

    def _close_fds(self, but):
        if hasattr(os, 'closerange'):
            os.closerange(3, but)
            os.closerange(but + 1, MAXFD)
            return
        for fd in xrange(3, MAXFD):
            if fd != but:
                try:
                    os.close(fd)
                except:
                    pass

    def _execute_child(self, args, executable, preexec_fn, close_fds, cwd, env,
                       universal_newlines, startupinfo, creationflags, shell, to_close,
                       p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite):
        """Fork and execute; an exception in the child is raised here."""
        if isinstance(args, types.StringTypes):
            args = [args]
        else:
            args = list(args)
        if shell:
            args = ['/bin/sh', '-c'] + args
            if executable:
                args[0] = executable
        if executable is None:
            executable = args[0]

        def close_here(fd):
            os.close(fd)
            to_close.discard(fd)

        # The child reports what goes wrong through a pipe of its own, which
        # the start of the program closes.
        errpipe_read, errpipe_write = self.pipe_cloexec()
        try:
            try:
                gc_was_enabled = gc.isenabled()
                # A collection in the child could run any code.
                gc.disable()
                try:
                    self.pid = os.fork()
                except:
                    if gc_was_enabled:
                        gc.enable()
                    raise
                self._child_created = True
                if self.pid == 0:
                    try:
                        for fd in p2cwrite, c2pread, errread:
                            if fd is not None:
                                os.close(fd)
                        os.close(errpipe_read)
                        self._redirect(p2cread, c2pwrite, errwrite)
                        if close_fds:
                            self._close_fds(but=errpipe_write)
                        if cwd is not None:
                            os.chdir(cwd)
                        if preexec_fn:
                            preexec_fn()
                        if env is None:
                            os.execvp(executable, args)
                        else:
                            os.execvpe(executable, args, env)
                    except:
                        exc_type, exc_value, tb = sys.exc_info()
                        lines = traceback.format_exception(exc_type, exc_value, tb)
                        exc_value.child_traceback = ''.join(lines)
                        os.write(errpipe_write, pickle.dumps(exc_value))
                    finally:
                        # Not exit(): that is for the parent to do.
                        os._exit(255)
                if gc_was_enabled:
                    gc.enable()
            finally:
                os.close(errpipe_write)
            parts = []
            while True:
                part = _eintr_retry_call(os.read, errpipe_read, 1048576)
                parts.append(part)
                if not part or sum(map(len, parts)) > 1048576:
                    break
            data = ''.join(parts)
        finally:
            if p2cread is not None and p2cwrite is not None:
                close_here(p2cread)
            if c2pwrite is not None and c2pread is not None:
                close_here(c2pwrite)
            if errwrite is not None and errread is not None:
                close_here(errwrite)
            os.close(errpipe_read)
        if data:
            try:
                _eintr_retry_call(os.waitpid, self.pid, 0)
            except OSError as problem:
                if problem.errno != errno.ECHILD:
                    raise
            raise pickle.loads(data)

    def _redirect(self, p2cread, c2pwrite, errwrite):
        """Make the descriptors 0, 1 and 2 of the child what they should be."""
        # One that is in the way of a later one must move first.
        if c2pwrite == 0:
            c2pwrite = os.dup(c2pwrite)
        if errwrite == 0 or errwrite == 1:
            errwrite = os.dup(errwrite)
        for fd, number in ((p2cread, 0), (c2pwrite, 1), (errwrite, 2)):
            if fd == number:
                # dup2() would have cleared the flag.
                self._set_cloexec_flag(fd, False)
            elif fd is not None:
                os.dup2(fd, number)
        closed = {None}
        for fd in p2cread, c2pwrite, errwrite:
            if fd not in closed and fd > 2:
                os.close(fd)
                closed.add(fd)

    # ---- ending

    def _handle_exitstatus(self, sts, _WIFSIGNALED=os.WIFSIGNALED,
                           _WTERMSIG=os.WTERMSIG, _WIFEXITED=os.WIFEXITED,
                           _WEXITSTATUS=os.WEXITSTATUS, _WIFSTOPPED=os.WIFSTOPPED,
                           _WSTOPSIG=os.WSTOPSIG):
        # Called from __del__: the module os may be gone by then.
        if _WIFSIGNALED(sts):
            self.returncode = -_WTERMSIG(sts)
        elif _WIFEXITED(sts):
            self.returncode = _WEXITSTATUS(sts)
        elif _WIFSTOPPED(sts):
            self.returncode = -_WSTOPSIG(sts)
        else:
            raise RuntimeError('Unknown child exit status!')

    def _internal_poll(self, _deadstate=None, _waitpid=os.waitpid, _WNOHANG=os.WNOHANG,
                       _os_error=os.error, _ECHILD=errno.ECHILD):
        if self.returncode is None:
            try:
                pid, sts = _waitpid(self.pid, _WNOHANG)
                if pid == self.pid:
                    self._handle_exitstatus(sts)
            except _os_error as problem:
                if _deadstate is not None:
                    self.returncode = _deadstate
                if problem.errno == _ECHILD:
                    # Somebody else waited for it: its status is lost.
                    self.returncode = 0
        return self.returncode

    def wait(self):
        """Wait until the child ends; its exit status."""
        while self.returncode is None:
            try:
                pid, sts = _eintr_retry_call(os.waitpid, self.pid, 0)
            except OSError as problem:
                if problem.errno != errno.ECHILD:
                    raise
                # Somebody else waited for it: its status is lost.
                pid = self.pid
                sts = 0
            if pid == self.pid:
                self._handle_exitstatus(sts)
        return self.returncode

    def send_signal(self, sig):
        """Send a signal to the child."""
        os.kill(self.pid, sig)

    def terminate(self):
        """Ask the child to end (SIGTERM)."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """End the child (SIGKILL)."""
        self.send_signal(signal.SIGKILL)

    # ---- several pipes at once

    def _communicate(self, input):
        if self.stdin:
            self.stdin.flush()
            if not input:
                self.stdin.close()
        parts = {}
        if self.stdout:
            parts[self.stdout] = []
        if self.stderr:
            parts[self.stderr] = []
        if _has_poll:
            self._communicate_with_poll(input, parts)
        else:
            self._communicate_with_select(input, parts)
        result = []
        for stream in self.stdout, self.stderr:
            if stream:
                data = ''.join(parts[stream])
                if self.universal_newlines and hasattr(file, 'newlines'):
                    data = self._translate_newlines(data)
                result.append(data)
            else:
                result.append(None)
        self.wait()
        return tuple(result)

    def _feed(self, input, offset):
        """Write a piece of input; where the next one starts, None at the end."""
        try:
            offset += os.write(self.stdin.fileno(), input[offset:offset + _PIPE_BUF])
        except OSError as problem:
            if problem.errno != errno.EPIPE:
                raise
            # The child does not want any more.
            return None
        return offset if offset < len(input) else None

    def _communicate_with_poll(self, input, parts):
        streams = {}
        poller = select.poll()

        def add(stream, events):
            streams[stream.fileno()] = stream
            poller.register(stream.fileno(), events)

        def remove(fd):
            poller.unregister(fd)
            streams.pop(fd).close()

        if self.stdin and input:
            add(self.stdin, select.POLLOUT)
        wanted = select.POLLIN | select.POLLPRI
        for stream in parts:
            add(stream, wanted)
        offset = 0
        while streams:
            try:
                ready = poller.poll()
            except select.error as problem:
                if problem.args[0] == errno.EINTR:
                    continue
                raise
            for fd, event in ready:
                if event & select.POLLOUT:
                    offset = self._feed(input, offset)
                    if offset is None:
                        remove(fd)
                elif event & wanted:
                    data = os.read(fd, 4096)
                    if data:
                        parts[streams[fd]].append(data)
                    else:
                        remove(fd)
                else:
                    # Hung up, or an error.
                    remove(fd)

    def _communicate_with_select(self, input, parts):
        reading = list(parts)
        writing = [self.stdin] if self.stdin and input else []
        offset = 0
        while reading or writing:
            try:
                readable, writable, _ = select.select(reading, writing, [])
            except select.error as problem:
                if problem.args[0] == errno.EINTR:
                    continue
                raise
            for stream in writable:
                offset = self._feed(input, offset)
                if offset is None:
                    stream.close()
                    writing.remove(stream)
            for stream in readable:
                data = os.read(stream.fileno(), 4096)
                if data:
                    parts[stream].append(data)
                else:
                    stream.close()
                    reading.remove(stream)
