"""Copy, move and remove files and whole trees; make archives."""

import collections
import errno
import os
import stat
import sys
from os.path import abspath
import fnmatch

try:
    from pwd import getpwnam
except ImportError:
    getpwnam = None
try:
    from grp import getgrnam
except ImportError:
    getgrnam = None

__all__ = ['copyfileobj', 'copyfile', 'copymode', 'copystat', 'copy', 'copy2',
           'copytree', 'move', 'rmtree', 'Error', 'SpecialFileError', 'ExecError',
           'make_archive', 'get_archive_formats', 'register_archive_format',
           'unregister_archive_format', 'ignore_patterns']


class Error(EnvironmentError):
    """Something cannot be copied or moved; copytree() has a list of reasons."""


class SpecialFileError(EnvironmentError):
    """Not a regular file."""


class ExecError(EnvironmentError):
    """A program could not be run."""


try:
    WindowsError
except NameError:
    WindowsError = None


# ---- files

def copyfileobj(fsrc, fdst, length=16 * 1024):
    """Copy what is left of one open file to another."""
    while True:
        block = fsrc.read(length)
        if not block:
            break
        fdst.write(block)


def _samefile(src, dst):
    if hasattr(os.path, 'samefile'):
        try:
            return os.path.samefile(src, dst)
        except OSError:
            return False
    return (os.path.normcase(os.path.abspath(src))
            == os.path.normcase(os.path.abspath(dst)))


def copyfile(src, dst):
    """Copy a file's contents."""
    if _samefile(src, dst):
        raise Error('`%s` and `%s` are the same file' % (src, dst))
    for name in src, dst:
        try:
            mode = os.stat(name).st_mode
        except OSError:
            # It may be about to be created.
            continue
        if stat.S_ISFIFO(mode):
            raise SpecialFileError('`%s` is a named pipe' % name)
    with open(src, 'rb') as source:
        with open(dst, 'wb') as target:
            copyfileobj(source, target)


def copymode(src, dst):
    """Copy a file's permissions."""
    if hasattr(os, 'chmod'):
        os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst):
    """Copy a file's permissions, times and flags."""
    st = os.stat(src)
    mode = stat.S_IMODE(st.st_mode)
    if hasattr(os, 'utime'):
        os.utime(dst, (st.st_atime, st.st_mtime))
    if hasattr(os, 'chmod'):
        os.chmod(dst, mode)
    if hasattr(os, 'chflags') and hasattr(st, 'st_flags'):
        try:
            os.chflags(dst, st.st_flags)
        except OSError as why:
            for name in 'EOPNOTSUPP', 'ENOTSUP':
                if getattr(errno, name, None) == why.errno:
                    break
            else:
                raise


def _inside(src, dst):
    """dst, or if that is a directory the path of src's name in it."""
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst):
    """Copy a file with its permissions; dst may be a directory."""
    dst = _inside(src, dst)
    copyfile(src, dst)
    copymode(src, dst)


def copy2(src, dst):
    """Copy a file with permissions, times and flags; dst may be a directory."""
    dst = _inside(src, dst)
    copyfile(src, dst)
    copystat(src, dst)


# ---- trees

def ignore_patterns(*patterns):
    """A function for copytree() that leaves out what matches the patterns."""
    def _ignore_patterns(path, names):
        ignored = []
        for pattern in patterns:
            ignored.extend(fnmatch.filter(names, pattern))
        return set(ignored)
    return _ignore_patterns


def copytree(src, dst, symlinks=False, ignore=None):
    """Copy a directory tree; dst must not exist yet.

    With symlinks, links are copied as links, otherwise what they lead to.
    ignore(directory, names) returns the names to leave out. Everything that
    can be copied is; then Error is raised with a list of (source, target,
    reason) of the rest.
    """
    names = os.listdir(src)
    ignored = ignore(src, names) if ignore is not None else ()
    os.makedirs(dst)
    errors = []
    for name in names:
        if name in ignored:
            continue
        source = os.path.join(src, name)
        target = os.path.join(dst, name)
        try:
            if symlinks and os.path.islink(source):
                os.symlink(os.readlink(source), target)
            elif os.path.isdir(source):
                copytree(source, target, symlinks, ignore)
            else:
                copy2(source, target)
        except Error as problem:
            errors.extend(problem.args[0])
        except EnvironmentError as why:
            errors.append((source, target, str(why)))
    try:
        copystat(src, dst)
    except OSError as why:
        if WindowsError is None or not isinstance(why, WindowsError):
            errors.append((src, dst, str(why)))
    if errors:
        raise Error(errors)


def rmtree(path, ignore_errors=False, onerror=None):
    """Remove a directory tree.

    onerror(function, path, sys.exc_info()) is called for what cannot be
    removed, function being the one of os that failed; with ignore_errors
    nothing happens, and otherwise the exception comes out.
    """
    if ignore_errors:
        def onerror(*args):
            pass
    elif onerror is None:
        def onerror(*args):
            raise
    try:
        if os.path.islink(path):
            raise OSError('Cannot call rmtree on a symbolic link')
    except OSError:
        onerror(os.path.islink, path, sys.exc_info())
        return
    names = []
    try:
        names = os.listdir(path)
    except os.error:
        onerror(os.listdir, path, sys.exc_info())
    for name in names:
        fullname = os.path.join(path, name)
        try:
            mode = os.lstat(fullname).st_mode
        except os.error:
            mode = 0
        if stat.S_ISDIR(mode):
            rmtree(fullname, ignore_errors, onerror)
        else:
            try:
                os.remove(fullname)
            except os.error:
                onerror(os.remove, fullname, sys.exc_info())
    try:
        os.rmdir(path)
    except os.error:
        onerror(os.rmdir, path, sys.exc_info())


def _basename(path):
    """The last part of a path, a slash at its end aside."""
    return os.path.basename(path.rstrip(os.path.sep + (os.path.altsep or '')))


def move(src, dst):
    """Move a file or a tree, to another file system if need be.

    If dst is a directory, src goes into it.
    """
    real_dst = dst
    if os.path.isdir(dst):
        if _samefile(src, dst):
            # A file system where case does not count: rename it.
            os.rename(src, dst)
            return
        real_dst = os.path.join(dst, _basename(src))
        if os.path.exists(real_dst):
            raise Error("Destination path '%s' already exists" % real_dst)
    try:
        os.rename(src, real_dst)
        return
    except OSError:
        pass
    if os.path.isdir(src):
        if _destinsrc(src, dst):
            raise Error("Cannot move a directory '%s' into itself '%s'." % (src, dst))
        copytree(src, real_dst, symlinks=True)
        rmtree(src)
    else:
        copy2(src, real_dst)
        os.unlink(src)


def _destinsrc(src, dst):
    """Whether dst is src or inside it."""
    src = abspath(src)
    dst = abspath(dst)
    if not src.endswith(os.path.sep):
        src += os.path.sep
    if not dst.endswith(os.path.sep):
        dst += os.path.sep
    return dst.startswith(src)


# ---- archives

def _number_of(lookup, name, index):
    """The number of a user or group name, or None."""
    if lookup is None or name is None:
        return None
    try:
        return lookup(name)[index]
    except KeyError:
        return None


def _get_gid(name):
    """The number of a group, or None."""
    return _number_of(getgrnam, name, 2)


def _get_uid(name):
    """The number of a user, or None."""
    return _number_of(getpwnam, name, 2)


def _make_directory_for(archive, dry_run, logger):
    directory = os.path.dirname(archive)
    if directory and not os.path.exists(directory):
        if logger is not None:
            logger.info('creating %s', directory)
        if not dry_run:
            os.makedirs(directory)


def _make_tarball(base_name, base_dir, compress='gzip', verbose=0, dry_run=0,
                  owner=None, group=None, logger=None):
    """Make base_name.tar (.gz, .bz2) of a directory; the file's name."""
    if compress is None:
        mode = extension = ''
    elif compress == 'gzip' and _has('zlib'):
        mode, extension = 'gz', '.gz'
    elif compress == 'bzip2' and _has('bz2'):
        mode, extension = 'bz2', '.bz2'
    else:
        raise ValueError("bad value for 'compress', or compression format not "
                         'supported : {0}'.format(compress))
    archive_name = base_name + '.tar' + extension
    _make_directory_for(archive_name, dry_run, logger)
    import tarfile
    if logger is not None:
        logger.info('Creating tar archive')
    uid = _get_uid(owner)
    gid = _get_gid(group)

    def _set_uid_gid(tarinfo):
        if gid is not None:
            tarinfo.gid = gid
            tarinfo.gname = group
        if uid is not None:
            tarinfo.uid = uid
            tarinfo.uname = owner
        return tarinfo

    if not dry_run:
        tar = tarfile.open(archive_name, 'w|' + mode)
        try:
            tar.add(base_dir, filter=_set_uid_gid)
        finally:
            tar.close()
    return archive_name


def _has(module):
    try:
        __import__(module)
    except ImportError:
        return False
    return True


def _call_external_zip(base_dir, zip_filename, verbose, dry_run, logger):
    """Make a zip file by the program zip."""
    command = ['zip', '-r' if verbose else '-rq', zip_filename, base_dir]
    if logger is not None:
        logger.info(' '.join(command))
    if dry_run:
        return
    import subprocess
    try:
        subprocess.check_call(command)
    except subprocess.CalledProcessError:
        raise ExecError("unable to create zip file '%s': could neither import the "
                        "'zipfile' module nor find a standalone zip utility"
                        % zip_filename)


def _make_zipfile(base_name, base_dir, verbose=0, dry_run=0, logger=None):
    """Make base_name.zip of a directory; the file's name."""
    zip_filename = base_name + '.zip'
    _make_directory_for(base_name, dry_run, logger)
    if not _has('zlib'):
        _call_external_zip(base_dir, zip_filename, verbose, dry_run, logger)
        return zip_filename
    import zipfile
    if logger is not None:
        logger.info("creating '%s' and adding '%s' to it", zip_filename, base_dir)
    if dry_run:
        return zip_filename
    with zipfile.ZipFile(zip_filename, 'w', compression=zipfile.ZIP_DEFLATED) as archive:
        def add(path):
            archive.write(path, path)
            if logger is not None:
                logger.info("adding '%s'", path)

        path = os.path.normpath(base_dir)
        if path != os.curdir:
            add(path)
        for directory, dirs, files in os.walk(base_dir):
            for name in sorted(dirs):
                add(os.path.normpath(os.path.join(directory, name)))
            for name in files:
                path = os.path.normpath(os.path.join(directory, name))
                if os.path.isfile(path):
                    add(path)
    return zip_filename


# Name -> (function, its extra arguments, description).
_ARCHIVE_FORMATS = {
    'gztar': (_make_tarball, [('compress', 'gzip')], "gzip'ed tar-file"),
    'bztar': (_make_tarball, [('compress', 'bzip2')], "bzip2'ed tar-file"),
    'tar': (_make_tarball, [('compress', None)], 'uncompressed tar file'),
    'zip': (_make_zipfile, [], 'ZIP file'),
}


def get_archive_formats():
    """A sorted list of (name, description) of the formats of make_archive()."""
    return sorted((name, entry[2]) for name, entry in _ARCHIVE_FORMATS.items())


def register_archive_format(name, function, extra_args=None, description=''):
    """Have make_archive() call a function for another format.

    extra_args is a list of (name, value) of arguments for it.
    """
    if extra_args is None:
        extra_args = []
    if not isinstance(function, collections.Callable):
        raise TypeError('The %s object is not callable' % function)
    if not isinstance(extra_args, (tuple, list)):
        raise TypeError('extra_args needs to be a sequence')
    for element in extra_args:
        if not isinstance(element, (tuple, list)) or len(element) != 2:
            raise TypeError('extra_args elements are : (arg_name, value)')
    _ARCHIVE_FORMATS[name] = (function, extra_args, description)


def unregister_archive_format(name):
    del _ARCHIVE_FORMATS[name]


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0,
                 dry_run=0, owner=None, group=None, logger=None):
    """Make an archive of base_dir as seen from root_dir; the file's name.

    base_name is the file's name without its extension; root_dir and
    base_dir are the current directory by default. owner and group are for
    tar files.
    """
    save_cwd = os.getcwd()
    if root_dir is not None:
        if logger is not None:
            logger.debug("changing into '%s'", root_dir)
        base_name = os.path.abspath(base_name)
        if not dry_run:
            os.chdir(root_dir)
    if base_dir is None:
        base_dir = os.curdir
    kwargs = {'dry_run': dry_run, 'logger': logger}
    try:
        function, extra_args, _ = _ARCHIVE_FORMATS[format]
    except KeyError:
        raise ValueError("unknown archive format '%s'" % format)
    kwargs.update(extra_args)
    if format != 'zip':
        kwargs['owner'] = owner
        kwargs['group'] = group
    try:
        return function(base_name, base_dir, **kwargs)
    finally:
        if root_dir is not None:
            if logger is not None:
                logger.debug("changing back to '%s'", save_cwd)
            os.chdir(save_cwd)
