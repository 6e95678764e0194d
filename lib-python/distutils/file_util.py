"""Files: copying, moving, writing."""

import os
import stat
from distutils import log
from distutils.dep_util import newer
from distutils.errors import DistutilsFileError

_ACTIONS = {None: 'copying', 'hard': 'hard linking', 'sym': 'symbolically linking'}


def _say_nothing(message, *arguments):
    pass


def _fails_as(text, function, *arguments):
    try:
        return function(*arguments)
    except EnvironmentError as error:
        raise DistutilsFileError('could not %s: %s' % (text, error.strerror))


def _copy_file_contents(src, dst, buffer_size=16 * 1024):
    source = _fails_as("open '%s'" % src, open, src, 'rb')
    with source:
        if os.path.exists(dst):
            _fails_as("delete '%s'" % dst, os.unlink, dst)
        with _fails_as("create '%s'" % dst, open, dst, 'wb') as target:
            while True:
                data = _fails_as("read from '%s'" % src, source.read, buffer_size)
                if not data:
                    break
                _fails_as("write to '%s'" % dst, target.write, data)


def copy_file(src, dst, preserve_mode=1, preserve_times=1, update=0, link=None, verbose=1, dry_run=0):
    """Copies a file to a file or into a folder, or links it there (link: 'hard' or 'sym'). With update, a file that is not
    older is left. Returns the path and whether something was done."""
    if not os.path.isfile(src):
        raise DistutilsFileError("can't copy '%s': doesn't exist or not a regular file" % src)
    folder = os.path.dirname(dst)
    if os.path.isdir(dst):
        folder, dst = dst, os.path.join(dst, os.path.basename(src))
    tell, debug = (log.info, log.debug) if verbose >= 1 else (_say_nothing, _say_nothing)
    if update and not newer(src, dst):
        debug('not copying %s (output up-to-date)', src)
        return dst, 0
    if link not in _ACTIONS:
        raise ValueError("invalid value '%s' for 'link' argument" % link)
    same_name = os.path.basename(dst) == os.path.basename(src)
    tell('%s %s -> %s', _ACTIONS[link], src, folder if same_name else dst)
    if dry_run:
        return dst, 1
    if link is not None:
        exists = os.path.exists(dst)
        if not (exists and os.path.samefile(src, dst)):
            try:
                (os.link if link == 'hard' else os.symlink)(src, dst)
                return dst, 1
            except OSError:
                if link == 'sym':
                    raise
                # Not all file systems can link: a copy does.
        else:
            return dst, 1
    _copy_file_contents(src, dst)
    if preserve_mode or preserve_times:
        status = os.stat(src)
        # Times first: a mode may forbid to change them.
        if preserve_times:
            os.utime(dst, (status[stat.ST_ATIME], status[stat.ST_MTIME]))
        if preserve_mode:
            os.chmod(dst, stat.S_IMODE(status[stat.ST_MODE]))
    return dst, 1


def move_file(src, dst, verbose=1, dry_run=0):
    """Moves a file to a new path, or into a folder; returns the new path."""
    import errno
    (log.info if verbose >= 1 else _say_nothing)('moving %s -> %s', src, dst)
    if dry_run:
        return dst
    if not os.path.isfile(src):
        raise DistutilsFileError("can't move '%s': not a regular file" % src)
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    elif os.path.exists(dst):
        raise DistutilsFileError("can't move '%s': destination '%s' already exists" % (src, dst))
    if not os.path.isdir(os.path.dirname(dst) or os.curdir):
        raise DistutilsFileError("can't move '%s': destination '%s' not a valid path" % (src, dst))
    try:
        os.rename(src, dst)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise DistutilsFileError("couldn't move '%s' to '%s': %s" % (src, dst, error.strerror))
        copy_file(src, dst, verbose=verbose)
        try:
            os.unlink(src)
        except OSError as error:
            os.unlink(dst)
            raise DistutilsFileError("couldn't move '%s' to '%s' by copy/delete: delete '%s' failed: %s"
                                     % (src, dst, src, error.strerror))
    return dst


def write_file(filename, contents):
    """Writes lines, which have no newlines, to a file."""
    with open(filename, 'w') as file:
        file.writelines(line + '\n' for line in contents)
