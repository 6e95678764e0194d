"""Pseudo-terminals: programs run as if somebody sat before them."""

import os
from select import select
import tty

__all__ = ['openpty', 'fork', 'spawn']

STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO = range(3)

# What fork() gives instead of a process id in the child.
CHILD = 0


def openpty():
    """The descriptors of the two ends of a new pseudo-terminal: (master, slave)."""
    return os.openpty()


def master_open():
    """(descriptor of the master, name of the slave). Deprecated for openpty()."""
    master, slave = os.openpty()
    name = os.ttyname(slave)
    os.close(slave)
    return master, name


def slave_open(tty_name):
    """The descriptor of a slave. Deprecated for openpty()."""
    return os.open(tty_name, os.O_RDWR)


def fork():
    """Fork, the child before a new pseudo-terminal: (process id or CHILD, descriptor of the master)."""
    if hasattr(os, 'forkpty'):
        return os.forkpty()
    master, slave = openpty()
    pid = os.fork()
    if pid == CHILD:
        os.close(master)
        _sit_before(slave)
    else:
        os.close(slave)
    return pid, master


def _sit_before(slave):
    """Make a pseudo-terminal that of this process."""
    os.setsid()
    name = os.ttyname(slave)
    for standard in STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO:
        os.dup2(slave, standard)
    if slave > STDERR_FILENO:
        os.close(slave)
    # The first terminal that a session opens controls it.
    os.close(os.open(name, os.O_RDWR))


def _read(fd):
    return os.read(fd, 1024)


def _writen(fd, data):
    """Write all of some data."""
    while data:
        data = data[os.write(fd, data):]


def _copy(master_fd, master_read=_read, stdin_read=_read):
    """Pass on what is typed and what is printed, until there is nobody left to listen."""
    # Where to read -> (function that reads, function that passes on, where to).
    ways = {master_fd: (master_read, os.write, STDOUT_FILENO), STDIN_FILENO: (stdin_read, _writen, master_fd)}
    # The program's words come first.
    open_ends = [master_fd, STDIN_FILENO]
    while True:
        ready = select(open_ends, [], [])[0]
        for end in [end for end in open_ends if end in ready]:
            read, write, target = ways[end]
            data = read(end)
            if data:
                write(target, data)
            else:
                open_ends.remove(end)


def spawn(argv, master_read=_read, stdin_read=_read):
    """Run a program before a pseudo-terminal that does as this process' terminal does.

    The functions read from a descriptor what the program prints, and what is typed.
    """
    if isinstance(argv, str):
        argv = (argv,)
    pid, master = fork()
    if pid == CHILD:
        os.execlp(argv[0], *argv)
    attributes = None
    try:
        attributes = tty.tcgetattr(STDIN_FILENO)
        # The other terminal does what there is to do.
        tty.setraw(STDIN_FILENO)
    except tty.error:
        # Nobody types.
        pass
    try:
        _copy(master, master_read, stdin_read)
    except EnvironmentError:
        # So it ends on Linux.
        pass
    finally:
        if attributes is not None:
            tty.tcsetattr(STDIN_FILENO, tty.TCSAFLUSH, attributes)
    os.close(master)
