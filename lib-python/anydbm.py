"""Databases by whatever module there is for them.

open(file, flag, mode) gives an object like a dictionary whose keys and
values are strings. flag: 'r' to read, 'w' to write as well, 'c' to make it
if need be, 'n' to make a new one always.
"""


class error(Exception):
    """What the modules' errors are, too."""


_names = ['dbhash', 'gdbm', 'dbm', 'dumbdbm']
_errors = [error]
_defaultmod = None

for _name in _names:
    try:
        _mod = __import__(_name)
    except ImportError:
        continue
    if not _defaultmod:
        _defaultmod = _mod
    _errors.append(_mod.error)

if not _defaultmod:
    raise ImportError('no dbm clone found; tried %s' % _names)

error = tuple(_errors)


def open(file, flag='r', mode=0666):
    """The database of this name."""
    from whichdb import whichdb
    kind = whichdb(file)
    if kind is None:
        if 'c' not in flag and 'n' not in flag:
            raise error[0]("need 'c' or 'n' flag to open new db")
        mod = _defaultmod
    elif 'n' in flag:
        mod = _defaultmod
    elif kind == '':
        raise error[0]('db type could not be determined')
    else:
        mod = __import__(kind)
    return mod.open(file, flag, mode)
