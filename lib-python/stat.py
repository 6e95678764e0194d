"""The numbers that os.stat() and os.chmod() deal in."""

# Where the fields are in the result of os.stat().
ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID = range(6)
ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(6, 10)

# A mode is a kind of file and permissions.
_KIND, _PERMISSIONS = 0170000, 0007777

S_IFSOCK, S_IFLNK, S_IFREG = 0140000, 0120000, 0100000
S_IFBLK, S_IFDIR, S_IFCHR, S_IFIFO = 0060000, 0040000, 0020000, 0010000

S_ISUID, S_ISGID, S_ISVTX = 04000, 02000, 01000
S_ENFMT = S_ISGID                       # locking is enforced
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0700, 0400, 0200, 0100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0070, 0040, 0020, 0010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0007, 0004, 0002, 0001
S_IREAD, S_IWRITE, S_IEXEC = 0400, 0200, 0100

# Flags of BSD, which the owner (UF) or only the superuser (SF) may change.
UF_NODUMP, UF_IMMUTABLE, UF_APPEND, UF_OPAQUE = 1, 2, 4, 8
UF_NOUNLINK, UF_COMPRESSED, UF_HIDDEN = 0x10, 0x20, 0x8000
SF_ARCHIVED, SF_IMMUTABLE, SF_APPEND = 0x10000, 0x20000, 0x40000
SF_NOUNLINK, SF_SNAPSHOT = 0x100000, 0x200000


def S_IMODE(mode):
    """Its permissions."""
    return mode & _PERMISSIONS


def S_IFMT(mode):
    """Its kind of file, one of the S_IF constants."""
    return mode & _KIND


# Each kind has a question.

def S_ISREG(mode):
    return mode & _KIND == S_IFREG


def S_ISDIR(mode):
    return mode & _KIND == S_IFDIR


def S_ISLNK(mode):
    return mode & _KIND == S_IFLNK


def S_ISCHR(mode):
    return mode & _KIND == S_IFCHR


def S_ISBLK(mode):
    return mode & _KIND == S_IFBLK


def S_ISFIFO(mode):
    return mode & _KIND == S_IFIFO


def S_ISSOCK(mode):
    return mode & _KIND == S_IFSOCK
