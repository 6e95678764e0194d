"""Copy, move and remove files and directory trees; pack them into archives."""

import errno
import fnmatch
import os
import stat
import sys
from os.path import abspath

from _shutil_archives import (
    ExecError, _ARCHIVE_FORMATS, _call_external_zip, _get_gid, _get_uid, _make_tarball,
    _make_zipfile, get_archive_formats, make_archive, register_archive_format,
    unregister_archive_format)

__all__ = ['copyfileobj', 'copyfile', 'copymode', 'copystat', 'copy', 'copy2',
           'copytree', 'move', 'rmtree', 'Error', 'SpecialFileError', 'ExecError',
           'make_archive', 'get_archive_formats', 'register_archive_format',
           'unregister_archive_format', 'ignore_patterns']


class Error(EnvironmentError):
    """What cannot be done; from copytree() a list of (source, target, reason)."""


class SpecialFileError(EnvironmentError):
    """A file that has no contents to copy."""


# ---- files

def copyfileobj(fsrc, fdst, length=16 * 1024):
    """Write what can be read of one file to another, length bytes at a time."""
    block = fsrc.read(length)
    while block:
        fdst.write(block)
        block = fsrc.read(length)


def _samefile(src, dst):
    """Whether both are paths of one file."""
    if hasattr(os.path, 'samefile'):
        try:
            return os.path.samefile(src, dst)
        except OSError:
            # One does not exist.
            return False
    first, second = [os.path.normcase(abspath(path)) for path in (src, dst)]
    return first == second


def _is_pipe(path):
    try:
        return stat.S_ISFIFO(os.stat(path).st_mode)
    except OSError:
        return False


def copyfile(src, dst):
    """Copy the contents of a file to another."""
    if _samefile(src, dst):
        raise Error('`%s` and `%s` are the same file' % (src, dst))
    for path in src, dst:
        if _is_pipe(path):
            raise SpecialFileError('`%s` is a named pipe' % path)
    with open(src, 'rb') as source, open(dst, 'wb') as target:
        copyfileobj(source, target)


def copymode(src, dst):
    """Give a file the permissions of another."""
    _set_mode(os.stat(src), dst)


def _set_mode(status, path):
    if hasattr(os, 'chmod'):
        os.chmod(path, stat.S_IMODE(status.st_mode))


def copystat(src, dst):
    """Give a file the permissions, times and flags of another."""
    status = os.stat(src)
    if hasattr(os, 'utime'):
        os.utime(dst, (status.st_atime, status.st_mtime))
    _set_mode(status, dst)
    if hasattr(os, 'chflags') and hasattr(status, 'st_flags'):
        try:
            os.chflags(dst, status.st_flags)
        except OSError as error:
            # Its file system may have no flags.
            if error.errno not in [getattr(errno, name) for name in
                                   ('EOPNOTSUPP', 'ENOTSUP') if hasattr(errno, name)]:
                raise


def _target(src, dst):
    """Where a copy goes: into a directory under its own name."""
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst):
    """Copy a file, with permissions, to a path or into a directory."""
    path = _target(src, dst)
    copyfile(src, path)
    copymode(src, path)


def copy2(src, dst):
    """Copy a file, with all that copystat() copies, to a path or into a directory."""
    path = _target(src, dst)
    copyfile(src, path)
    copystat(src, path)


# ---- trees

def ignore_patterns(*patterns):
    """What copytree() takes as ignore to leave out names that match a pattern of fnmatch."""
    def _ignore_patterns(path, names):
        return set([name for pattern in patterns for name in fnmatch.filter(names, pattern)])
    return _ignore_patterns


def copytree(src, dst, symlinks=False, ignore=None):
    """Copy a directory and what is in it to a path that does not exist.

    Links are copied as links if symlinks is true, and otherwise what they lead to.
    ignore(directory, names) is called for each directory and returns the names that are
    not copied. Error comes at the end, with a list of all that could not be copied.
    """
    names = os.listdir(src)
    if ignore is not None:
        left_out = ignore(src, names)
        names = [name for name in names if name not in left_out]
    os.makedirs(dst)
    problems = []
    for name in names:
        source, target = os.path.join(src, name), os.path.join(dst, name)
        try:
            if symlinks and os.path.islink(source):
                os.symlink(os.readlink(source), target)
            elif os.path.isdir(source):
                copytree(source, target, symlinks, ignore)
            else:
                copy2(source, target)
        except Error as error:
            problems.extend(error.args[0])
        except EnvironmentError as error:
            problems.append((source, target, str(error)))
    try:
        copystat(src, dst)
    except OSError as error:
        # Windows cannot set the times of directories.
        if os.name != 'nt':
            problems.append((src, dst, str(error)))
    if problems:
        raise Error(problems)


def _raise(*failure):
    raise


def _attempt(function, path, onerror, default=None):
    """function(path); if that fails, what happens is left to onerror."""
    try:
        return function(path)
    except os.error:
        onerror(function, path, sys.exc_info())
        return default


def _refuse_link(path):
    if os.path.islink(path):
        raise OSError('Cannot call rmtree on a symbolic link')


def _is_folder(path):
    """Whether it is a directory and no link to one."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except os.error:
        return False


def rmtree(path, ignore_errors=False, onerror=None):
    """Remove a directory and what is in it.

    A failure is an exception, or nothing with ignore_errors, or else a call of
    onerror(function that failed, its argument, sys.exc_info()), after which it goes on.
    """
    if ignore_errors:
        onerror = lambda *failure: None
    elif onerror is None:
        onerror = _raise
    try:
        _refuse_link(path)
    except OSError:
        onerror(os.path.islink, path, sys.exc_info())
    else:
        _remove_folder(path, onerror)


def _remove_folder(path, onerror):
    for name in _attempt(os.listdir, path, onerror, []):
        inside = os.path.join(path, name)
        if _is_folder(inside):
            _remove_folder(inside, onerror)
        else:
            _attempt(os.remove, inside, onerror)
    _attempt(os.rmdir, path, onerror)


def _basename(path):
    """The last name of a path, which may have separators after it."""
    return os.path.basename(path.rstrip(os.path.sep + (os.path.altsep or '')))


def _destinsrc(src, dst):
    """Whether a path is that of a directory, or in it."""
    inner, outer = [os.path.join(abspath(path), '') for path in (dst, src)]
    return inner.startswith(outer)


def move(src, dst):
    """Move a file or directory to a path or into a directory.

    It is renamed if it stays in the file system, otherwise copied and removed.
    """
    target = dst
    if os.path.isdir(dst):
        if _samefile(src, dst):
            # Only letters change their case.
            os.rename(src, dst)
            return
        target = os.path.join(dst, _basename(src))
        if os.path.exists(target):
            raise Error("Destination path '%s' already exists" % target)
    try:
        os.rename(src, target)
    except OSError:
        if not os.path.isdir(src):
            copy2(src, target)
            os.unlink(src)
        elif _destinsrc(src, dst):
            raise Error("Cannot move a directory '%s' into itself '%s'." % (src, dst))
        else:
            copytree(src, target, symlinks=True)
            rmtree(src)
