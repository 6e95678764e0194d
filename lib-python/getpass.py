"""Passwords asked for without showing them, and the user's name."""

import os
import sys
import warnings

__all__ = ['getpass', 'getuser', 'GetPassWarning']


class GetPassWarning(UserWarning):
    """The password may be seen."""


def unix_getpass(prompt='Password: ', stream=None):
    """Ask for a password on the terminal; stream is what the prompt is written to instead."""
    fd = None
    tty = None
    try:
        # The terminal itself, wherever input and output go.
        fd = os.open('/dev/tty', os.O_RDWR | os.O_NOCTTY)
        tty = os.fdopen(fd, 'w+', 1)
        input = tty
        if not stream:
            stream = tty
    except EnvironmentError:
        try:
            fd = sys.stdin.fileno()
        except (AttributeError, ValueError):
            return fallback_getpass(prompt, stream)
        input = sys.stdin
        if not stream:
            stream = sys.stderr
    password = None
    try:
        old = termios.tcgetattr(fd)
        new = old[:]
        new[3] &= ~termios.ECHO
        flags = termios.TCSAFLUSH | getattr(termios, 'TCSASOFT', 0)
        try:
            termios.tcsetattr(fd, flags, new)
            password = _raw_input(prompt, stream, input=input)
        finally:
            termios.tcsetattr(fd, flags, old)
            stream.flush()
    except termios.error:
        if password is not None:
            # It was read; setting the terminal back failed.
            raise
        # No terminal.
        del input, tty
        password = fallback_getpass(prompt, stream)
    stream.write('\n')
    return password


def win_getpass(prompt='Password: ', stream=None):
    """As unix_getpass, for Windows."""
    if sys.stdin is not sys.__stdin__:
        return fallback_getpass(prompt, stream)
    import msvcrt
    for char in prompt:
        msvcrt.putch(char)
    password = ''
    while True:
        char = msvcrt.getch()
        if char in '\r\n':
            break
        if char == '\003':
            raise KeyboardInterrupt
        password = password[:-1] if char == '\b' else password + char
    msvcrt.putch('\r')
    msvcrt.putch('\n')
    return password


def fallback_getpass(prompt='Password: ', stream=None):
    """Ask with a warning: what is typed shows."""
    warnings.warn('Can not control echo on the terminal.', GetPassWarning, stacklevel=2)
    if not stream:
        stream = sys.stderr
    print >>stream, 'Warning: Password input may be echoed.'
    return _raw_input(prompt, stream)


def _raw_input(prompt='', stream=None, input=None):
    # Without readline, which would remember it.
    if not stream:
        stream = sys.stderr
    if not input:
        input = sys.stdin
    prompt = str(prompt)
    if prompt:
        stream.write(prompt)
        stream.flush()
    line = input.readline()
    if not line:
        raise EOFError
    if line[-1] == '\n':
        line = line[:-1]
    return line


def getuser():
    """The user's name: of the environment, or the password database."""
    for name in 'LOGNAME', 'USER', 'LNAME', 'USERNAME':
        user = os.environ.get(name)
        if user:
            return user
    import pwd
    return pwd.getpwuid(os.getuid())[0]


try:
    import termios
    (termios.tcgetattr, termios.tcsetattr)
except (ImportError, AttributeError):
    try:
        import msvcrt
    except ImportError:
        getpass = fallback_getpass
    else:
        getpass = win_getpass
else:
    getpass = unix_getpass
