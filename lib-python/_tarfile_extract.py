"""tarfile: the half of TarFile that makes members on the disk."""

import copy
import errno
import os
import shutil
import stat
from _tarfile_fields import (BLKTYPE, CHRTYPE, DIRTYPE, FIFOTYPE, GNUTYPE_LONGLINK, GNUTYPE_LONGNAME, LNKTYPE,
                             REGULAR_TYPES, SUPPORTED_TYPES, SYMTYPE, ExtractError, StreamError)
from _tarfile_streams import ExFileObject, Stream

try:
    import grp
    import pwd
except ImportError:
    grp = pwd = None

_CHUNK = 16 * 1024

# The methods that make a member of each type.
_MAKERS = {DIRTYPE: 'makedir', FIFOTYPE: 'makefifo', CHRTYPE: 'makedev', BLKTYPE: 'makedev', LNKTYPE: 'makelink',
           SYMTYPE: 'makelink', GNUTYPE_LONGNAME: 'makefile', GNUTYPE_LONGLINK: 'makefile'}
_MAKERS.update(dict.fromkeys(REGULAR_TYPES, 'makefile'))


def copyfileobj(src, dst, length=None):
    """Copies length bytes, or all there are."""
    if length is None:
        shutil.copyfileobj(src, dst)
        return
    while length > 0:
        data = src.read(min(length, _CHUNK))
        if not data:
            raise IOError('end of file reached')
        dst.write(data)
        length -= len(data)


def _number(find, name, otherwise):
    """The id that this system knows for a user's or a group's name."""
    try:
        return find(name)[2]
    except KeyError:
        return otherwise


class Extraction(object):

    fileobject = ExFileObject         # what extractfile() makes
    errorlevel = 1                    # 0: errors are shown when debugging; 1: those of the system are raised; 2: all

    def extractall(self, path='.', members=None):
        """Makes all members, or the given ones, below a folder."""
        folders = []
        for member in members or self if members is None else members:
            if member.isdir():
                # What a folder allows, and its time, are set when all is in it.
                folders.append(member)
                member = copy.copy(member)
                member.mode = 0700
            self.extract(member, path)
        for folder in sorted(folders, key=lambda folder: folder.name, reverse=True):
            target = os.path.join(path, folder.name)
            try:
                self.chown(folder, target)
                self.utime(folder, target)
                self.chmod(folder, target)
            except ExtractError as error:
                self._report(error, 2)

    def extract(self, member, path=''):
        """Makes one member, given as a name or an object, below a folder."""
        self._check('r')
        member = self._member(member)
        if member.islnk():
            member._link_target = os.path.join(path, member.linkname)
        try:
            self._extract_member(member, os.path.join(path, member.name))
        except EnvironmentError as error:
            self._report(error, 1)
        except ExtractError as error:
            self._report(error, 2)

    def _report(self, error, level):
        """Raises the error being handled again, or shows it, as errorlevel says."""
        if self.errorlevel >= level:
            raise
        if not isinstance(error, EnvironmentError):
            text = error
        elif error.filename is None:
            text = error.strerror
        else:
            text = '%s %r' % (error.strerror, error.filename)
        self._dbg(1, 'tarfile: %s' % text)

    def extractfile(self, member):
        """A regular member, or what a link in the archive leads to, as a file to read; None for others."""
        self._check('r')
        member = self._member(member)
        if member.isreg() or member.type not in SUPPORTED_TYPES:
            return self.fileobject(self, member)
        if not (member.islnk() or member.issym()):
            return None
        if isinstance(self.fileobj, Stream):
            raise StreamError('cannot extract (sym)link as file object')
        return self.extractfile(self._find_link_target(member))

    def _member(self, member):
        return self.getmember(member) if isinstance(member, basestring) else member

    def _extract_member(self, tarinfo, targetpath):
        targetpath = targetpath.rstrip('/').replace('/', os.sep)
        folder = os.path.dirname(targetpath)
        if folder and not os.path.exists(folder):
            os.makedirs(folder)
        link = tarinfo.islnk() or tarinfo.issym()
        self._dbg(1, '%s -> %s' % (tarinfo.name, tarinfo.linkname) if link else tarinfo.name)
        getattr(self, _MAKERS.get(tarinfo.type, 'makeunknown'))(tarinfo, targetpath)
        self.chown(tarinfo, targetpath)
        if not tarinfo.issym():
            self.chmod(tarinfo, targetpath)
            self.utime(tarinfo, targetpath)

    def makedir(self, tarinfo, targetpath):
        try:
            os.mkdir(targetpath, 0700)
        except OSError as error:
            if error.errno != errno.EEXIST:
                raise

    def makefile(self, tarinfo, targetpath):
        source = self.extractfile(tarinfo)
        try:
            with open(targetpath, 'wb') as target:
                copyfileobj(source, target)
        finally:
            source.close()

    def makeunknown(self, tarinfo, targetpath):
        self.makefile(tarinfo, targetpath)
        self._dbg(1, 'tarfile: Unknown file type %r, extracted as regular file.' % tarinfo.type)

    def makefifo(self, tarinfo, targetpath):
        if not hasattr(os, 'mkfifo'):
            raise ExtractError('fifo not supported by system')
        os.mkfifo(targetpath)

    def makedev(self, tarinfo, targetpath):
        if not (hasattr(os, 'mknod') and hasattr(os, 'makedev')):
            raise ExtractError('special devices not supported by system')
        kind = stat.S_IFBLK if tarinfo.isblk() else stat.S_IFCHR
        os.mknod(targetpath, tarinfo.mode | kind, os.makedev(tarinfo.devmajor, tarinfo.devminor))

    def makelink(self, tarinfo, targetpath):
        """Links what the member links to; where that cannot be, makes a copy from the archive."""
        if hasattr(os, 'symlink') and tarinfo.issym():
            self._link(os.symlink, tarinfo.linkname, targetpath)
        elif hasattr(os, 'link') and tarinfo.islnk() and os.path.exists(tarinfo._link_target):
            self._link(os.link, tarinfo._link_target, targetpath)
        else:
            try:
                original = self._find_link_target(tarinfo)
            except KeyError:
                raise ExtractError('unable to resolve link inside archive')
            self._extract_member(original, targetpath)

    def _link(self, link, source, targetpath):
        if os.path.lexists(targetpath):
            os.unlink(targetpath)
        link(source, targetpath)

    def chown(self, tarinfo, targetpath):
        """Gives the file to the member's owner, by name if the system knows it; only the superuser can."""
        if not (pwd and hasattr(os, 'geteuid') and os.geteuid() == 0):
            return
        group = _number(grp.getgrnam, tarinfo.gname, tarinfo.gid)
        user = _number(pwd.getpwnam, tarinfo.uname, tarinfo.uid)
        chown = os.lchown if tarinfo.issym() and hasattr(os, 'lchown') else os.chown
        self._set('owner', chown, targetpath, user, group)

    def chmod(self, tarinfo, targetpath):
        if hasattr(os, 'chmod'):
            self._set('mode', os.chmod, targetpath, tarinfo.mode)

    def utime(self, tarinfo, targetpath):
        if hasattr(os, 'utime'):
            self._set('modification time', os.utime, targetpath, (tarinfo.mtime, tarinfo.mtime))

    def _set(self, what, function, *arguments):
        try:
            function(*arguments)
        except EnvironmentError:
            raise ExtractError('could not change ' + what)
