"""Commands of the shell, with their status and output."""

__all__ = ['getstatusoutput', 'getoutput', 'getstatus']


def getstatus(file):
    """What `ls -ld` says of a file."""
    import warnings
    warnings.warn('commands.getstatus() is deprecated', DeprecationWarning, 2)
    return getoutput('ls -ld' + mkarg(file))


def getoutput(cmd):
    return getstatusoutput(cmd)[1]


def getstatusoutput(cmd):
    """(exit status as of os.wait(), stdout and stderr together, without the last newline)"""
    import os
    pipe = os.popen('{ ' + cmd + '; } 2>&1', 'r')
    text = pipe.read()
    status = pipe.close() or 0
    return status, text[:-1] if text[-1:] == '\n' else text


def mk2arg(head, x):
    import os
    return mkarg(os.path.join(head, x))


def mkarg(x):
    """A string as one argument of the shell, after a space."""
    if "'" not in x:
        return " '" + x + "'"
    return ' "' + ''.join('\\' + char if char in '\\$"`' else char for char in x) + '"'
