"""Databases of strings by strings, by whichever of the modules for them there is.

open() gives an object like a dict, whose method close() is to be called in the end. error is a tuple of the
exceptions that it may raise.
"""


class error(Exception):
    pass


_names = ['dbhash', 'gdbm', 'dbm', 'dumbdbm']


def _modules():
    found = []
    for name in _names:
        try:
            found.append(__import__(name))
        except ImportError:
            # It is for the libraries that are installed.
            pass
    if not found:
        raise ImportError('no dbm clone found; tried %s' % _names)
    return found


_found = _modules()
# The best of them, for new databases.
_defaultmod = _found[0]
_error = error
error = (error,) + tuple(module.error for module in _found)


def open(file, flag='r', mode=0666):
    """Open a database: 'r' to read, 'w' to write, 'c' to create it if there is none, 'n' to make a new one."""
    from whichdb import whichdb
    name = whichdb(file)
    if name is None:
        if 'c' not in flag and 'n' not in flag:
            raise _error("need 'c' or 'n' flag to open new db")
        module = _defaultmod
    elif name:
        module = __import__(name)
    else:
        raise _error('db type could not be determined')
    return module.open(file, flag, mode)
