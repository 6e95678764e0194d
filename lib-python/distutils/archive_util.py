"""Archives of folders."""

import os
from contextlib import contextmanager
from distutils import log
from distutils.dir_util import mkpath
from distutils.spawn import spawn

_TAR_MODES = {'gzip': ('w:gz', '.gz'), 'bzip2': ('w:bz2', '.bz2'), None: ('w', ''), 'compress': ('w', '')}


def _numbers(owner, group):
    """A filter of tarfile that sets the owner and the group of members, where the system knows them."""
    import grp
    import pwd
    try:
        user = owner and pwd.getpwnam(owner)
    except KeyError:
        user = None
    try:
        company = group and grp.getgrnam(group)
    except KeyError:
        company = None

    def change(member):
        if company:
            member.gid, member.gname = company[2], group
        if user:
            member.uid, member.uname = user[2], owner
        return member
    return change


def make_tarball(base_name, base_dir, compress='gzip', verbose=0, dry_run=0, owner=None, group=None):
    """Makes base_name.tar, compressed by 'gzip', 'bzip2', 'compress' (the program) or None, of a folder; its path."""
    import tarfile
    if compress not in _TAR_MODES:
        raise ValueError("bad value for 'compress': must be None, 'gzip', 'bzip2' or 'compress'")
    mode, ending = _TAR_MODES[compress]
    name = base_name + '.tar' + ending
    mkpath(os.path.dirname(name), dry_run=dry_run)
    log.info('Creating tar archive')
    if not dry_run:
        archive = tarfile.open(name, mode)
        try:
            archive.add(base_dir, filter=_numbers(owner, group))
        finally:
            archive.close()
    if compress != 'compress':
        return name
    from warnings import warn
    warn("'compress' will be deprecated.", PendingDeprecationWarning)
    spawn(['compress', '-f', name], dry_run=dry_run)
    return name + '.Z'


def make_zipfile(base_name, base_dir, verbose=0, dry_run=0):
    """Makes base_name.zip of a folder; its path."""
    import zipfile
    name = base_name + '.zip'
    mkpath(os.path.dirname(name), dry_run=dry_run)
    log.info("creating '%s' and adding '%s' to it", name, base_dir)
    if dry_run:
        return name
    with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as archive:
        def add(path):
            archive.write(path, path)
            log.info("adding '%s'", path)
        if base_dir != os.curdir:
            add(os.path.normpath(os.path.join(base_dir, '')))
        for folder, folders, files in os.walk(base_dir):
            for path in folders + [file for file in files if os.path.isfile(os.path.join(folder, file))]:
                add(os.path.normpath(os.path.join(folder, path)))
    return name


# Functions with their options, and descriptions.
ARCHIVE_FORMATS = {'zip': (make_zipfile, [], 'ZIP file')}
for _format, _compress, _text in [('gztar', 'gzip', "gzip'ed tar-file"), ('bztar', 'bzip2', "bzip2'ed tar-file"),
                                  ('ztar', 'compress', 'compressed tar file'), ('tar', None, 'uncompressed tar file')]:
    ARCHIVE_FORMATS[_format] = make_tarball, [('compress', _compress)], _text


def check_archive_formats(formats):
    """The first format that is not known."""
    for format in formats:
        if format not in ARCHIVE_FORMATS:
            return format


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0, owner=None, group=None):
    """Makes an archive of base_dir, as seen from root_dir; its path."""
    if format not in ARCHIVE_FORMATS:
        raise ValueError("unknown archive format '%s'" % format)
    function, options, _description = ARCHIVE_FORMATS[format]
    options = dict(options, dry_run=dry_run)
    if format != 'zip':
        options.update(owner=owner, group=group)
    above = os.path.abspath(base_name)
    with _working_in(root_dir, dry_run):
        return function(base_name if root_dir is None else above, base_dir or os.curdir, **options)


@contextmanager
def _working_in(folder, dry_run):
    """Goes into a folder, unless that is None, and comes back."""
    if folder is None:
        yield
        return
    before = os.getcwd()
    log.debug("changing into '%s'", folder)
    if not dry_run:
        os.chdir(folder)
    try:
        yield
    finally:
        log.debug("changing back to '%s'", before)
        os.chdir(before)
