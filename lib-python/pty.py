"""Pseudo-terminals: programs that believe to run at a terminal."""

import os
import select
import tty

__all__ = ['openpty', 'fork', 'spawn']

STDIN_FILENO = 0
STDOUT_FILENO = 1
STDERR_FILENO = 2
CHILD = 0


def openpty():
    """(master, slave): the two ends of a new pseudo-terminal."""
    return os.openpty()


def master_open():
    """(master, name of the slave). Deprecated: use openpty()."""
    master, slave = os.openpty()
    name = os.ttyname(slave)
    os.close(slave)
    return master, name


def slave_open(tty_name):
    """The slave of a name, as controlling terminal. Deprecated: use openpty()."""
    return os.open(tty_name, os.O_RDWR)


def fork():
    """Fork: (pid, master) in the parent, (0, ...) in the child, whose terminal is the new one."""
    if hasattr(os, 'forkpty'):
        pid, fd = os.forkpty()
        return pid, fd
    master, slave = openpty()
    pid = os.fork()
    if pid != CHILD:
        os.close(slave)
        return pid, master
    os.setsid()
    os.close(master)
    name = os.ttyname(slave)
    for fd in STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO:
        os.dup2(slave, fd)
    if slave > STDERR_FILENO:
        os.close(slave)
    # The first terminal that is opened becomes the controlling one.
    os.close(os.open(name, os.O_RDWR))
    return pid, master


def _writen(fd, data):
    while data:
        data = data[os.write(fd, data):]


def _read(fd):
    return os.read(fd, 1024)


def _copy(master_fd, master_read=_read, stdin_read=_read):
    """Pass on what is typed and what is printed until the program ends."""
    fds = [master_fd, STDIN_FILENO]
    while True:
        readable = select.select(fds, [], [])[0]
        if master_fd in readable:
            data = master_read(master_fd)
            if data:
                os.write(STDOUT_FILENO, data)
            else:
                fds.remove(master_fd)
        if STDIN_FILENO in readable:
            data = stdin_read(STDIN_FILENO)
            if data:
                _writen(master_fd, data)
            else:
                fds.remove(STDIN_FILENO)


def spawn(argv, master_read=_read, stdin_read=_read):
    """Run a program at a pseudo-terminal that this one's terminal stands for."""
    if isinstance(argv, str):
        argv = (argv,)
    pid, master_fd = fork()
    if pid == CHILD:
        os.execlp(argv[0], *argv)
    mode = None
    try:
        mode = tty.tcgetattr(STDIN_FILENO)
        tty.setraw(STDIN_FILENO)
    except tty.error:
        # No terminal.
        pass
    try:
        _copy(master_fd, master_read, stdin_read)
    except (IOError, OSError):
        pass
    finally:
        if mode is not None:
            tty.tcsetattr(STDIN_FILENO, tty.TCSAFLUSH, mode)
    os.close(master_fd)
