"""Programs as child processes, with pipes to and from them.

    call(args)           runs a program, waits, returns its exit status
    check_call(args)     the same; CalledProcessError unless the status is 0
    check_output(args)   the same; returns what it printed
    Popen(args)          a child process

args is a list of strings, or one string, which is the program, or with shell=True a command of the shell.
"""

import errno
import fcntl
import gc
import os
import pickle
import re
import select
import signal
import sys
import traceback

__all__ = ['Popen', 'PIPE', 'STDOUT', 'call', 'check_call', 'check_output', 'CalledProcessError']

mswindows = sys.platform == 'win32'

PIPE, STDOUT = -1, -2

try:
    MAXFD = os.sysconf('SC_OPEN_MAX')
except (AttributeError, ValueError, OSError):
    MAXFD = 256

_has_poll = hasattr(select, 'poll')

# How much a pipe that can be written takes without blocking.
_PIPE_BUF = getattr(select, 'PIPE_BUF', 512)

# An exception that a child reports is not longer.
_LONGEST_REPORT = 1 << 20

# Children that still ran when their Popen was dropped. They are waited for when the next one starts.
_active = []


class CalledProcessError(Exception):
    """A child ended with another status than 0. Attributes: returncode, cmd, and the output if it was asked for."""

    def __init__(self, returncode, cmd, output=None):
        self.returncode, self.cmd, self.output = returncode, cmd, output

    def __str__(self):
        return "Command '%s' returned non-zero exit status %d" % (self.cmd, self.returncode)


def _cleanup():
    for child in list(_active):
        if child._internal_poll(sys.maxint) is not None and child in _active:
            _active.remove(child)


def _eintr_retry_call(function, *arguments):
    """Calls a function, again as long as a signal interrupts it."""
    while True:
        try:
            return function(*arguments)
        except (EnvironmentError, select.error) as error:
            if error.args[0] != errno.EINTR:
                raise


_FLAG_OPTIONS = (('debug', 'd'), ('optimize', 'O'), ('dont_write_bytecode', 'B'), ('no_user_site', 's'),
                 ('no_site', 'S'), ('ignore_environment', 'E'), ('verbose', 'v'), ('bytes_warning', 'b'),
                 ('py3k_warning', '3'))


def _args_from_interpreter_flags():
    """Options that start another interpreter as this one was started."""
    counts = [(getattr(sys.flags, flag), option) for flag, option in _FLAG_OPTIONS]
    options = ['-' + option * count for count, option in counts if count > 0]
    if sys.flags.hash_randomization:
        options.append('-R')
    return options + ['-W' + option for option in sys.warnoptions]


def _command(arguments, options):
    given = options.get('args')
    return arguments[0] if given is None else given


def call(*popenargs, **kwargs):
    """Runs a program and waits for it; its exit status. The arguments are Popen's."""
    return Popen(*popenargs, **kwargs).wait()


def check_call(*popenargs, **kwargs):
    """Like call(), but CalledProcessError unless the exit status is 0."""
    status = call(*popenargs, **kwargs)
    if status != 0:
        raise CalledProcessError(status, _command(popenargs, kwargs))
    return 0


def check_output(*popenargs, **kwargs):
    """Runs a program; what it printed. CalledProcessError unless the exit status is 0."""
    if 'stdout' in kwargs:
        raise ValueError('stdout argument not allowed, it will be overridden.')
    child = Popen(*popenargs, stdout=PIPE, **kwargs)
    output = child.communicate()[0]
    if child.poll() != 0:
        raise CalledProcessError(child.returncode, _command(popenargs, kwargs), output)
    return output


def list2cmdline(seq):
    """Arguments as one string that Windows' C library takes apart to the same arguments."""
    return ' '.join(map(_quoted, seq))


def _quoted(argument):
    # Backslashes are doubled where a quote follows, only there.
    text = re.sub(r'(\\*)"', r'\1\1\\"', argument)
    if argument and ' ' not in argument and '\t' not in argument:
        return text
    return '"%s"' % re.sub(r'(\\+)\Z', r'\1\1', text)


def _exit_status(status, signaled=os.WIFSIGNALED, by=os.WTERMSIG, exited=os.WIFEXITED, code=os.WEXITSTATUS,
                 stopped=os.WIFSTOPPED, at=os.WSTOPSIG):
    """What waitpid() tells, as a returncode: negative for signals."""
    if exited(status):
        return code(status)
    if signaled(status):
        return -by(status)
    if stopped(status):
        return -at(status)
    raise RuntimeError('Unknown child exit status!')


def _close_on_exec(descriptor, close=True):
    flags = fcntl.fcntl(descriptor, fcntl.F_GETFD)
    flags = flags | fcntl.FD_CLOEXEC if close else flags & ~fcntl.FD_CLOEXEC
    fcntl.fcntl(descriptor, fcntl.F_SETFD, flags)


def _descriptor(stream):
    return stream if isinstance(stream, (int, long)) else stream.fileno()


def _become_standard(descriptors):
    """Makes descriptors this process's 0, 1 and 2; None leaves one as it is."""
    sources = list(descriptors)
    for number, source in enumerate(sources):
        if source is not None and source < number:
            # It would be overwritten before its turn.
            sources[number] = os.dup(source)
    for number, source in enumerate(sources):
        if source == number:
            _close_on_exec(source, False)
        elif source is not None:
            os.dup2(source, number)
    for source in set(sources):
        if source > 2:
            os.close(source)


def _close_all_but(descriptor):
    os.closerange(3, descriptor)
    os.closerange(descriptor + 1, MAXFD)


def _read_report(descriptor):
    parts = []
    size = 0
    while size <= _LONGEST_REPORT:
        part = _eintr_retry_call(os.read, descriptor, _LONGEST_REPORT)
        if not part:
            break
        parts.append(part)
        size += len(part)
    return ''.join(parts)


class _Polling(object):
    """Streams that are waited for with poll(). Those that failed are ready too: using them tells."""

    def __init__(self, readers, writers):
        self.streams = {}
        self.poller = select.poll()
        for streams, events in (readers, select.POLLIN | select.POLLPRI), (writers, select.POLLOUT):
            for stream in streams:
                self.streams[stream.fileno()] = stream
                self.poller.register(stream.fileno(), events)

    def ready(self):
        return [self.streams[descriptor] for descriptor, _events in self.poller.poll()]

    def drop(self, stream):
        self.poller.unregister(stream.fileno())
        del self.streams[stream.fileno()]


class _Selecting(object):
    """The same with select()."""

    def __init__(self, readers, writers):
        self.readers, self.writers = list(readers), list(writers)

    @property
    def streams(self):
        return self.readers + self.writers

    def ready(self):
        readable, writable, _exceptional = select.select(self.readers, self.writers, [])
        return readable + writable

    def drop(self, stream):
        for streams in self.readers, self.writers:
            if stream in streams:
                streams.remove(stream)


def _exchange(writer, data, readers):
    """Writes data while reading what comes; a dict of what was read. All are closed at their ends."""
    waiting = (_Polling if _has_poll else _Selecting)(readers, [writer] if data else [])
    received = dict((reader, []) for reader in readers)
    sent = 0
    while waiting.streams:
        for stream in _eintr_retry_call(waiting.ready):
            if stream is writer:
                try:
                    sent += os.write(stream.fileno(), data[sent:sent + _PIPE_BUF])
                    ended = sent >= len(data)
                except OSError as error:
                    if error.errno != errno.EPIPE:
                        raise
                    ended = True      # the child takes no more
            else:
                piece = _eintr_retry_call(os.read, stream.fileno(), 4096)
                received[stream].append(piece)
                ended = not piece
            if ended:
                waiting.drop(stream)
                stream.close()
    return received


class Popen(object):
    """A child process.

    executable replaces the program to run; args[0] remains its name. stdin, stdout and stderr are PIPE, a descriptor, a
    file, or None for this process's own; stderr may be STDOUT. preexec_fn is called in the child before the program.
    With close_fds it gets no other descriptors. cwd and env are its folder and environment. universal_newlines opens
    the pipes as text. startupinfo and creationflags are for Windows.
    """

    _child_created = False
    stdin = stdout = stderr = pid = returncode = None

    def __init__(self, args, bufsize=0, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=False, shell=False, cwd=None, env=None, universal_newlines=False, startupinfo=None,
                 creationflags=0):
        _cleanup()
        if not isinstance(bufsize, (int, long)):
            raise TypeError('bufsize must be an integer')
        if startupinfo is not None:
            raise ValueError('startupinfo is only supported on Windows platforms')
        if creationflags != 0:
            raise ValueError('creationflags is only supported on Windows platforms')
        self.universal_newlines = universal_newlines
        handles, opened = self._get_handles(stdin, stdout, stderr)
        try:
            self._execute_child(args, executable, preexec_fn, close_fds, cwd, env, universal_newlines, startupinfo,
                                creationflags, shell, opened, *handles)
        except Exception:
            error = sys.exc_info()
            for descriptor in opened:
                try:
                    os.close(descriptor)
                except EnvironmentError:
                    pass
            raise error[0], error[1], error[2]
        reading = 'rU' if universal_newlines else 'rb'
        for name, descriptor, mode in (('stdin', handles[1], 'wb'), ('stdout', handles[2], reading),
                                       ('stderr', handles[4], reading)):
            setattr(self, name, None if descriptor is None else os.fdopen(descriptor, mode, bufsize))

    def __del__(self, longest=sys.maxint):
        if self._child_created and self._internal_poll(longest) is None and _active is not None:
            _active.append(self)

    # Starting. The pipes lead to the child, from it, and bring its errors; each has an end to read and one to write.

    def _get_handles(self, stdin, stdout, stderr):
        """The six descriptors, and the set of those that were opened here."""
        opened = set()

        def ends(stream, read_here):
            if stream is None:
                return None, None
            if stream == PIPE:
                pipe = self.pipe_cloexec()
                opened.update(pipe)
                return pipe
            descriptor = _descriptor(stream)
            return (None, descriptor) if read_here else (descriptor, None)

        to_child = ends(stdin, False)
        from_child = ends(stdout, True)
        if stderr == STDOUT:
            # Without a pipe of its own, the child's output goes where ours does.
            output = from_child[1]
            errors = None, sys.__stdout__.fileno() if output is None else output
        else:
            errors = ends(stderr, True)
        return to_child + from_child + errors, opened

    def pipe_cloexec(self):
        """A pipe that other programs do not inherit."""
        ends = os.pipe()
        for descriptor in ends:
            _close_on_exec(descriptor)
        return ends

    def _execute_child(self, args, executable, preexec_fn, close_fds, cwd, env, universal_newlines, startupinfo,
                       creationflags, shell, to_close, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite):
        """Starts the program. What goes wrong in the child comes back through one more pipe, and is raised here."""
        arguments = [args] if isinstance(args, basestring) else list(args)
        if shell:
            arguments = [executable or '/bin/sh', '-c'] + arguments
        program = arguments[0] if executable is None else executable
        report_end, child_report_end = self.pipe_cloexec()

        def run_program():
            for descriptor in p2cwrite, c2pread, errread, report_end:
                if descriptor is not None:
                    os.close(descriptor)
            _become_standard((p2cread, c2pwrite, errwrite))
            if close_fds:
                _close_all_but(child_report_end)
            if cwd is not None:
                os.chdir(cwd)
            if preexec_fn:
                preexec_fn()
            if env is None:
                os.execvp(program, arguments)
            os.execvpe(program, arguments, env)

        try:
            try:
                self._fork(run_program, child_report_end)
            finally:
                os.close(child_report_end)
            report = _read_report(report_end)
        finally:
            for here, childs in (p2cwrite, p2cread), (c2pread, c2pwrite), (errread, errwrite):
                if here is not None and childs is not None:
                    os.close(childs)
                    to_close.discard(childs)
            os.close(report_end)
        if report:
            try:
                _eintr_retry_call(os.waitpid, self.pid, 0)
            except OSError as error:
                if error.errno != errno.ECHILD:
                    raise
            raise pickle.loads(report)

    def _fork(self, run_program, report_end):
        # A collection in the child could run any code.
        collecting = gc.isenabled()
        gc.disable()
        try:
            self.pid = os.fork()
            if self.pid == 0:
                self._run_in_child(run_program, report_end)
            self._child_created = True
        finally:
            if collecting:
                gc.enable()

    def _run_in_child(self, run_program, report_end):
        try:
            run_program()
        except:
            kind, error, trace = sys.exc_info()
            error.child_traceback = ''.join(traceback.format_exception(kind, error, trace))
            os.write(report_end, pickle.dumps(error))
        finally:
            # What is done at a process's exit is the parent's.
            os._exit(255)

    # Talking.

    def communicate(self, input=None):
        """Writes input to the child, reads all its output and waits for it: (stdout, stderr), with None for no pipe."""
        outputs = self.stdout, self.stderr
        if (self.stdin,) + outputs == (None, None, None):
            received = [None, None]
        elif outputs == (None, None):
            self._write_alone(input)
            received = [None, None]
        elif self.stdin is None and None in outputs:
            # Nobody waits for another, and what was read ahead is had too.
            received = [stream and self._read_alone(stream) for stream in outputs]
        else:
            received = self._communicate(input)
        self.wait()
        return tuple(received)

    def _write_alone(self, data):
        try:
            if data:
                self.stdin.write(data)
        except IOError as error:
            if error.errno not in (errno.EPIPE, errno.EINVAL):
                raise
        self.stdin.close()

    def _read_alone(self, stream):
        data = _eintr_retry_call(stream.read)
        stream.close()
        return data

    def _communicate(self, input):
        if self.stdin:
            self.stdin.flush()
            if not input:
                self.stdin.close()
        outputs = self.stdout, self.stderr
        received = _exchange(self.stdin, self.stdin and input, filter(None, outputs))
        return [self._text(received[stream]) if stream else None for stream in outputs]

    def _text(self, parts):
        data = ''.join(parts)
        return self._translate_newlines(data) if self.universal_newlines else data

    def _translate_newlines(self, data):
        return data.replace('\r\n', '\n').replace('\r', '\n')

    # Ending.

    def poll(self):
        """The exit status if the child has ended, else None."""
        return self._internal_poll()

    def _internal_poll(self, status_if_unknown=None, waitpid=os.waitpid, option=os.WNOHANG, failure=os.error,
                       no_child=errno.ECHILD, exit_status=_exit_status):
        # All is at hand in the arguments: __del__ comes here when modules may be gone.
        if self.returncode is None:
            try:
                pid, status = waitpid(self.pid, option)
            except failure as error:
                # Somebody else has waited for the child, and its status is lost.
                self.returncode = 0 if error.errno == no_child else status_if_unknown
            else:
                if pid == self.pid:
                    self.returncode = exit_status(status)
        return self.returncode

    def wait(self):
        """Waits until the child ends; its exit status."""
        while self.returncode is None:
            try:
                pid, status = _eintr_retry_call(os.waitpid, self.pid, 0)
            except OSError as error:
                if error.errno != errno.ECHILD:
                    raise
                self.returncode = 0
            else:
                if pid == self.pid:
                    self.returncode = _exit_status(status)
        return self.returncode

    def send_signal(self, sig):
        os.kill(self.pid, sig)

    def terminate(self):
        """Asks the child to end (SIGTERM)."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """Ends the child (SIGKILL)."""
        self.send_signal(signal.SIGKILL)
