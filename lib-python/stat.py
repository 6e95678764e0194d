"""Indices into the tuple of os.stat(), and the bits of its st_mode field."""

# Positions in a stat tuple.
(ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID,
 ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME) = range(10)

# File types: the value of S_IFMT(mode).
S_IFIFO = 0010000
S_IFCHR = 0020000
S_IFDIR = 0040000
S_IFBLK = 0060000
S_IFREG = 0100000
S_IFLNK = 0120000
S_IFSOCK = 0140000

# Permission bits.
S_ISUID = 04000
S_ISGID = 02000
S_ENFMT = S_ISGID
S_ISVTX = 01000
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0700, 0400, 0200, 0100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0070, 0040, 0020, 0010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0007, 0004, 0002, 0001
S_IREAD, S_IWRITE, S_IEXEC = S_IRUSR, S_IWUSR, S_IXUSR

# File flags of BSD systems: the owner's, then the superuser's.
UF_NODUMP = 0x1
UF_IMMUTABLE = 0x2
UF_APPEND = 0x4
UF_OPAQUE = 0x8
UF_NOUNLINK = 0x10
UF_COMPRESSED = 0x20
UF_HIDDEN = 0x8000
SF_ARCHIVED = 0x10000
SF_IMMUTABLE = 0x20000
SF_APPEND = 0x40000
SF_NOUNLINK = 0x100000
SF_SNAPSHOT = 0x200000


def S_IMODE(mode):
    """The permission bits of a mode."""
    return mode & 07777


def S_IFMT(mode):
    """The file type bits of a mode."""
    return mode & 0170000


def S_ISDIR(mode):
    return S_IFMT(mode) == S_IFDIR


def S_ISCHR(mode):
    return S_IFMT(mode) == S_IFCHR


def S_ISBLK(mode):
    return S_IFMT(mode) == S_IFBLK


def S_ISREG(mode):
    return S_IFMT(mode) == S_IFREG


def S_ISFIFO(mode):
    return S_IFMT(mode) == S_IFIFO


def S_ISLNK(mode):
    return S_IFMT(mode) == S_IFLNK


def S_ISSOCK(mode):
    return S_IFMT(mode) == S_IFSOCK
