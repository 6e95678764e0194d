"""Folders: making, copying and removing them with all inside."""

import errno
import os
from distutils import log
from distutils.errors import DistutilsFileError, DistutilsInternalError

# Folders that were made here need not be looked for again.
_path_created = {}


def mkpath(name, mode=0777, verbose=1, dry_run=0):
    """Makes a folder and those it is in; returns those that were made."""
    if not isinstance(name, basestring):
        raise DistutilsInternalError("mkpath: 'name' must be a string (got %r)" % (name,))
    name = os.path.normpath(name)
    missing = []
    path = name
    while path and not os.path.isdir(path) and os.path.abspath(path) not in _path_created:
        missing.append(path)
        path = os.path.dirname(path)
    made = []
    for path in reversed(missing):
        if verbose >= 1:
            log.info('creating %s', path)
        if not dry_run:
            try:
                os.mkdir(path, mode)
            except OSError as error:
                if not (error.errno == errno.EEXIST and os.path.isdir(path)):
                    raise DistutilsFileError("could not create '%s': %s" % (path, error.args[-1]))
            made.append(path)
        _path_created[os.path.abspath(path)] = 1
    return made


def create_tree(base_dir, files, mode=0777, verbose=1, dry_run=0):
    """Makes all folders that files below a folder need."""
    for folder in sorted(set(os.path.join(base_dir, os.path.dirname(file)) for file in files)):
        mkpath(folder, mode, verbose=verbose, dry_run=dry_run)


def copy_tree(src, dst, preserve_mode=1, preserve_times=1, preserve_symlinks=0, update=0, verbose=1, dry_run=0):
    """Copies all in a folder into another; returns the files, also those that were new enough."""
    from distutils.file_util import copy_file
    if not dry_run and not os.path.isdir(src):
        raise DistutilsFileError("cannot copy tree '%s': not a directory" % src)
    try:
        names = os.listdir(src)
    except OSError as error:
        if not dry_run:
            raise DistutilsFileError("error listing files in '%s': %s" % (src, error.strerror))
        names = []
    if not dry_run:
        mkpath(dst, verbose=verbose)
    copied = []
    for name in names:
        source, target = os.path.join(src, name), os.path.join(dst, name)
        if name.startswith('.nfs'):
            continue                  # a file that was removed but is in use, on a network
        if preserve_symlinks and os.path.islink(source):
            destination = os.readlink(source)
            if verbose >= 1:
                log.info('linking %s -> %s', target, destination)
            if not dry_run:
                os.symlink(destination, target)
            copied.append(target)
        elif os.path.isdir(source):
            copied.extend(copy_tree(source, target, preserve_mode, preserve_times, preserve_symlinks, update,
                                    verbose=verbose, dry_run=dry_run))
        else:
            copy_file(source, target, preserve_mode, preserve_times, update, verbose=verbose, dry_run=dry_run)
            copied.append(target)
    return copied


def _contents(folder):
    """What is in a folder from its leaves on, with the functions that remove it."""
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if os.path.isdir(path) and not os.path.islink(path):
            for each in _contents(path):
                yield each
        else:
            yield os.remove, path
    yield os.rmdir, folder


def remove_tree(directory, verbose=1, dry_run=0):
    """Removes a folder with all inside. What cannot be removed is told of."""
    if verbose >= 1:
        log.info("removing '%s' (and everything under it)", directory)
    if dry_run:
        return
    for remove, path in list(_contents(directory)):
        try:
            remove(path)
            _path_created.pop(os.path.abspath(path), None)
        except EnvironmentError as error:
            log.warn('error removing %s: %s', directory, error)


def ensure_relative(path):
    """A path without its root, to be put below another."""
    drive, path = os.path.splitdrive(path)
    if path[:1] == os.sep:
        path = drive + path[1:]
    return path
