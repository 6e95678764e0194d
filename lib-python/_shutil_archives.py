"""Archives of directories: make_archive() of the module shutil and what it calls."""

import os

try:
    from grp import getgrnam
except ImportError:
    getgrnam = None
try:
    from pwd import getpwnam
except ImportError:
    getpwnam = None


class ExecError(EnvironmentError):
    """A program cannot be run."""


ExecError.__module__ = 'shutil'


def _id_of(name, lookup, field):
    try:
        return lookup(name)[field]
    except (KeyError, TypeError):
        # Not known, None, or there is nothing to ask.
        return None


def _get_uid(name):
    """The number of a user; None without one."""
    return _id_of(name, getpwnam, 2)


def _get_gid(name):
    """The number of a group; None without one."""
    return _id_of(name, getgrnam, 2)


def _log(logger, *message):
    if logger is not None:
        logger.info(*message)


def _exists(module):
    try:
        __import__(module)
    except ImportError:
        return False
    return True


def _prepare_folder(path, dry_run, logger):
    """Make the directory that an archive is to be in."""
    folder = os.path.dirname(path)
    if folder and not os.path.exists(folder):
        _log(logger, 'creating %s', folder)
        if not dry_run:
            os.makedirs(folder)


# Compression -> (as tarfile calls it, module)
_COMPRESSIONS = {'gzip': ('gz', 'zlib'), 'bzip2': ('bz2', 'bz2')}


def _make_tarball(base_name, base_dir, compress='gzip', verbose=0, dry_run=0,
                  owner=None, group=None, logger=None):
    """Pack a directory into base_name with .tar, and .gz or .bz2; the file's name.

    owner and group are whose the files are in it, if they are known.
    """
    ending, module = _COMPRESSIONS.get(compress, ('', None))
    if compress is not None and not (module and _exists(module)):
        raise ValueError("bad value for 'compress', or compression format not supported : "
                         '{0}'.format(compress))
    archive_name = base_name + '.tar' + (ending and '.' + ending)
    _prepare_folder(archive_name, dry_run, logger)
    _log(logger, 'Creating tar archive')
    changes = {}
    for number, name, field, value in (('uid', 'uname', _get_uid(owner), owner),
                                       ('gid', 'gname', _get_gid(group), group)):
        if field is not None:
            changes[number], changes[name] = field, value

    def disguised(member):
        vars(member).update(changes)
        return member

    if not dry_run:
        import tarfile
        tar = tarfile.open(archive_name, 'w|' + ending)
        try:
            tar.add(base_dir, filter=disguised)
        finally:
            tar.close()
    return archive_name


def _zip_members(base_dir):
    """Generate the paths of a directory and what is in it, folders in order."""
    root = os.path.normpath(base_dir)
    if root != os.curdir:
        yield root
    for folder, folders, files in os.walk(base_dir):
        for name in sorted(folders):
            yield os.path.normpath(os.path.join(folder, name))
        for name in files:
            path = os.path.normpath(os.path.join(folder, name))
            if os.path.isfile(path):
                yield path


def _make_zipfile(base_name, base_dir, verbose=0, dry_run=0, logger=None):
    """Pack a directory into base_name.zip, without zlib by the program zip; the file's name."""
    zip_filename = base_name + '.zip'
    _prepare_folder(base_name, dry_run, logger)
    if not _exists('zlib'):
        _call_external_zip(base_dir, zip_filename, verbose, dry_run, logger)
        return zip_filename
    _log(logger, "creating '%s' and adding '%s' to it", zip_filename, base_dir)
    if not dry_run:
        import zipfile
        with zipfile.ZipFile(zip_filename, 'w', zipfile.ZIP_DEFLATED) as archive:
            for path in _zip_members(base_dir):
                archive.write(path, path)
                _log(logger, "adding '%s'", path)
    return zip_filename


def _call_external_zip(base_dir, zip_filename, verbose, dry_run, logger):
    """Have the program zip pack a directory."""
    command = ['zip', '-r' if verbose else '-rq', zip_filename, base_dir]
    _log(logger, ' '.join(command))
    if dry_run:
        return
    from subprocess import CalledProcessError, check_call
    try:
        check_call(command)
    except CalledProcessError:
        raise ExecError("unable to create zip file '%s': could neither import the 'zipfile' "
                        'module nor find a standalone zip utility' % zip_filename)


# Name -> (function, pairs of further arguments, description).
_ARCHIVE_FORMATS = dict(
    tar=(_make_tarball, [('compress', None)], 'uncompressed tar file'),
    gztar=(_make_tarball, [('compress', 'gzip')], "gzip'ed tar-file"),
    bztar=(_make_tarball, [('compress', 'bzip2')], "bzip2'ed tar-file"),
    zip=(_make_zipfile, [], 'ZIP file'))


def get_archive_formats():
    """What make_archive() can make: a sorted list of (name, description)."""
    return sorted([(name, _ARCHIVE_FORMATS[name][2]) for name in _ARCHIVE_FORMATS])


def register_archive_format(name, function, extra_args=None, description=''):
    """Add a format: function(base_name, base_dir, **arguments) makes an archive of it.

    extra_args are pairs (name, value) of arguments besides those of make_archive().
    """
    arguments = [] if extra_args is None else extra_args
    if not callable(function):
        raise TypeError('The %s object is not callable' % function)
    if not isinstance(arguments, (list, tuple)):
        raise TypeError('extra_args needs to be a sequence')
    for pair in arguments:
        if not (isinstance(pair, (list, tuple)) and len(pair) == 2):
            raise TypeError('extra_args elements are : (arg_name, value)')
    _ARCHIVE_FORMATS[name] = function, arguments, description


def unregister_archive_format(name):
    """Remove a format; KeyError."""
    del _ARCHIVE_FORMATS[name]


class _Inside:
    """with: another current directory, if there is one to go to."""

    def __init__(self, folder, dry_run, logger):
        self.folder, self.dry_run, self.logger = folder, dry_run, logger

    def _note(self, message, folder):
        if self.logger is not None:
            self.logger.debug(message, folder)

    def __enter__(self):
        self.before = os.getcwd()
        if self.folder is not None:
            self._note("changing into '%s'", self.folder)
            if not self.dry_run:
                os.chdir(self.folder)

    def __exit__(self, *exception):
        if self.folder is not None:
            self._note("changing back to '%s'", self.before)
            os.chdir(self.before)


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0,
                 dry_run=0, owner=None, group=None, logger=None):
    """Pack base_dir, as it is seen from root_dir, into base_name with an ending; its name.

    Both are the current directory by default. The owner and group of the files can be
    given for tar files. The logger is told what happens; with dry_run nothing else does.
    """
    try:
        function, arguments, _ = _ARCHIVE_FORMATS[format]
    except KeyError:
        raise ValueError("unknown archive format '%s'" % format)
    options = dict(arguments, dry_run=dry_run, logger=logger)
    if format != 'zip':
        options.update(owner=owner, group=group)
    if root_dir is not None:
        base_name = os.path.abspath(base_name)
    with _Inside(root_dir, dry_run, logger):
        return function(base_name, os.curdir if base_dir is None else base_dir, **options)
