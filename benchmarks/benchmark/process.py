"""Child processes: output, time, peak memory, and memory over time."""

import os
import time

# How often a child is looked at, in seconds.
INTERVAL = 0.005


class Outcome(object):
    """What a child did.

    `samples` are (seconds, resident bytes) if they were asked for.
    """

    def __init__(self, status, output, errors, seconds, peak, samples):
        self.status = status
        self.output = output
        self.errors = errors
        self.seconds = seconds
        self.peak = peak
        self.samples = samples

    def problem(self):
        """Why it failed, as a short text; '' if it did not."""
        if self.status == 0:
            return ''
        if self.status < 0:
            what = 'ended by signal %d' % -self.status
            if self.status == -9:
                what += ' (killed, perhaps at the timeout)'
        else:
            what = 'status %d' % self.status
        lines = [line for line in self.errors.strip().split('\n') if line]
        if lines:
            what += ': ' + lines[-1].strip()
        return what


def find(command):
    """The path of a program on PATH, or None."""
    if os.sep in command:
        return command if os.access(command, os.X_OK) else None
    for folder in os.environ.get('PATH', '').split(os.pathsep):
        path = os.path.join(folder or '.', command)
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return None


def resident(pid):
    """Resident bytes of a process now; None where /proc does not say."""
    try:
        with open('/proc/%d/statm' % pid) as source:
            return int(source.read().split()[1]) * 4096
    except (IOError, OSError, ValueError, IndexError):
        return None


def redirect(path, descriptor):
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(opened, descriptor)
    os.close(opened)


def run(arguments, folder, timeout=None, environment=None, sample=False):
    """Runs a command; its files of output go to the folder.

    Gives an Outcome; a command that cannot be started has status 127.
    """
    output_path = os.path.join(folder, 'output')
    errors_path = os.path.join(folder, 'errors')
    start = time.time()
    pid = os.fork()
    if pid == 0:
        try:
            redirect(output_path, 1)
            redirect(errors_path, 2)
            if environment:
                variables = dict(os.environ)
                variables.update(environment)
                os.execvpe(arguments[0], arguments, variables)
            else:
                os.execvp(arguments[0], arguments)
        except OSError as error:
            os.write(2, '%s: %s\n' % (arguments[0], error.strerror))
        finally:
            os._exit(127)
    samples = []
    next_sample = 0.0
    while True:
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        now = time.time() - start
        if ended:
            break
        if sample and now >= next_sample:
            size = resident(pid)
            if size is not None:
                samples.append((now, size))
            next_sample = now + 0.1
        if timeout is not None and now > timeout:
            os.kill(pid, 9)
        time.sleep(INTERVAL)
    code = -(status & 127) if status & 127 else status >> 8
    # ru_maxrss counts kilobytes on Linux.
    return Outcome(code, read(output_path), read(errors_path), now,
                   usage[2] * 1024, samples)


def read(path):
    try:
        with open(path, 'rb') as source:
            return source.read()
    except IOError:
        return ''
