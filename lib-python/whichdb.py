"""Guesses which module made a database."""

import os
import struct
import sys

try:
    import dbm
    _dbmerror = dbm.error
except ImportError:
    dbm = None
    _dbmerror = IOError


def whichdb(filename):
    """The name of the module to open a database with; '' if it is of no known kind, None if it cannot be read."""
    for pair in (('.pag', '.dir'),):
        try:
            for suffix in pair:
                open(filename + suffix, 'rb').close()
            return 'dbm'
        except IOError:
            pass
    try:
        # Newer dbm has one file; only opening tells.
        open(filename + os.extsep + 'db', 'rb').close()
        if dbm is not None:
            dbm.open(filename).close()
            return 'dbm'
    except (IOError, _dbmerror):
        pass
    try:
        os.stat(filename + os.extsep + 'dat')
        size = os.stat(filename + os.extsep + 'dir').st_size
        # Without keys the folder is empty.
        if size == 0:
            return 'dumbdbm'
        with open(filename + os.extsep + 'dir', 'rb') as f:
            if f.read(1) in ("'", '"'):
                return 'dumbdbm'
    except (OSError, IOError):
        pass
    try:
        with open(filename, 'rb') as f:
            start = f.read(16)
    except IOError:
        return None
    if len(start) < 4:
        return ''
    (magic,) = struct.unpack('=l', start[:4])
    if magic in (0x13579ace, 0x13579acd, 0x13579acf):
        return 'gdbm'
    if magic in (0x00061561, 0x61150600):
        return 'bsddb185'
    try:
        (magic,) = struct.unpack('=l', start[12:])
    except struct.error:
        return ''
    if magic in (0x00061561, 0x61150600):
        return 'dbhash'
    return ''


if __name__ == '__main__':
    for filename in sys.argv[1:]:
        print whichdb(filename) or 'UNKNOWN', filename
