"""Which module a database is of."""

import os
import struct
import sys

try:
    import dbm
    _dbmerror = dbm.error
except ImportError:
    dbm = None
    # Any class that is always there will do.
    _dbmerror = IOError

# The numbers by which files begin, or at an offset of 12 go on.
_AT_START = {0x13579acd: 'gdbm', 0x13579ace: 'gdbm', 0x13579acf: 'gdbm',
             0x00061561: 'bsddb185', 0x61150600: 'bsddb185'}
_BEHIND = {0x00061561: 'dbhash', 0x61150600: 'dbhash'}


def whichdb(filename):
    """The name of the module that opens a database; '' if it is not known, None if there is none to be read."""
    if _is_dbm(filename):
        return 'dbm'
    if _is_dumbdbm(filename):
        return 'dumbdbm'
    try:
        with open(filename, 'rb') as database:
            head = database.read(16)
    except IOError:
        return None
    return _AT_START.get(_number(head[:4])) or _BEHIND.get(_number(head[-4:])) or ''


def _number(octets):
    return struct.unpack('=l', octets)[0] if len(octets) == 4 else None


def _is_dbm(filename):
    """dbm's databases have other files' names: a pair of them, or one if it is made from Berkeley's."""
    try:
        for suffix in 'pag', 'dir':
            open(filename + os.extsep + suffix, 'rb').close()
        # GNU's library says of itself what it is.
        return dbm is None or dbm.library != 'GNU gdbm' or sys.platform != 'os2emx'
    except IOError:
        pass
    try:
        open(filename + os.extsep + 'db', 'rb').close()
        if dbm is not None:
            dbm.open(filename).close()
            return True
    except (IOError, _dbmerror):
        pass
    return False


def _is_dumbdbm(filename):
    try:
        os.stat(filename + os.extsep + 'dat')
        with open(filename + os.extsep + 'dir', 'rb') as index:
            # Empty, or a line that begins with a key as source text.
            return index.read(1) in ('', "'", '"')
    except (OSError, IOError):
        return False


if __name__ == '__main__':
    for name in sys.argv[1:]:
        print whichdb(name) or 'UNKNOWN', name
