"""Passwords, asked for without showing them, and the name of the user."""

import os
import sys
import warnings

__all__ = ['getpass', 'getuser', 'GetPassWarning']


class GetPassWarning(UserWarning):
    """The password can be seen when it is typed."""


def _terminal():
    """(descriptor, file to read, file to write) of the terminal, wherever standard input and output go.

    (None, None, None) if there is not even standard input.
    """
    try:
        fd = os.open('/dev/tty', os.O_RDWR | os.O_NOCTTY)
        terminal = os.fdopen(fd, 'w+', 1)
        return fd, terminal, terminal
    except EnvironmentError:
        pass
    try:
        return sys.stdin.fileno(), sys.stdin, sys.stderr
    except (AttributeError, ValueError):
        return None, None, None


def unix_getpass(prompt='Password: ', stream=None):
    """The password typed at the terminal; the prompt is written there or to stream."""
    fd, source, target = _terminal()
    if fd is None:
        return fallback_getpass(prompt, stream)
    stream = stream or target
    password = None
    try:
        with _Silence(fd, stream):
            password = _raw_input(prompt, stream, source)
    except termios.error:
        if password is not None:
            # The terminal could not be set back.
            raise
        # It was none. If it was opened here it is not to stay open.
        del source, target
        password = fallback_getpass(prompt, stream)
    stream.write('\n')
    return password


class _Silence(object):
    """A context in which a terminal does not show what is typed."""

    def __init__(self, fd, stream):
        self.fd = fd
        self.stream = stream

    def __enter__(self):
        self.before = termios.tcgetattr(self.fd)
        silent = list(self.before)
        silent[3] &= ~termios.ECHO
        self.set(silent)

    def __exit__(self, *error):
        self.set(self.before)
        self.stream.flush()

    def set(self, attributes):
        # What was typed before the prompt does not count.
        termios.tcsetattr(self.fd, termios.TCSAFLUSH | getattr(termios, 'TCSASOFT', 0), attributes)


def win_getpass(prompt='Password: ', stream=None):
    """The password typed at the console of Windows."""
    if sys.stdin is not sys.__stdin__:
        return fallback_getpass(prompt, stream)
    map(msvcrt.putch, prompt)
    password = ''
    for key in iter(msvcrt.getch, None):
        if key in '\r\n':
            break
        if key == '\003':
            raise KeyboardInterrupt
        password = password[:-1] if key == '\b' else password + key
    map(msvcrt.putch, '\r\n')
    return password


def fallback_getpass(prompt='Password: ', stream=None):
    """The next line of standard input, with a warning that it can be seen."""
    warnings.warn('Can not control echo on the terminal.', GetPassWarning, stacklevel=2)
    print >>stream or sys.stderr, 'Warning: Password input may be echoed.'
    return _raw_input(prompt, stream)


def _raw_input(prompt='', stream=None, input=None):
    """As raw_input(), but never by readline, which would keep the line in its history."""
    prompt = str(prompt)
    if prompt:
        stream = stream or sys.stderr
        stream.write(prompt)
        stream.flush()
    line = (input or sys.stdin).readline()
    if not line:
        raise EOFError
    return line[:-1] if line.endswith('\n') else line


def getuser():
    """The name of the user: by the environment, otherwise by the password database."""
    for variable in 'LOGNAME', 'USER', 'LNAME', 'USERNAME':
        if os.environ.get(variable):
            return os.environ[variable]
    import pwd
    return pwd.getpwuid(os.getuid()).pw_name


try:
    import termios
    getpass = unix_getpass
except ImportError:
    try:
        import msvcrt
        getpass = win_getpass
    except ImportError:
        getpass = fallback_getpass
