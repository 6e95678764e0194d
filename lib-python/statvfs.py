"""Where the fields are in the result of os.statvfs(), which has them as attributes, too."""

from warnings import warnpy3k
warnpy3k('the statvfs module has been removed in Python 3.0', stacklevel=2)
del warnpy3k

# Sizes, in bytes; then counts: of blocks, of file nodes, and of those for all users.
F_BSIZE, F_FRSIZE = 0, 1
F_BLOCKS, F_BFREE, F_BAVAIL = 2, 3, 4
F_FILES, F_FFREE, F_FAVAIL = 5, 6, 7
F_FLAG, F_NAMEMAX = 8, 9
