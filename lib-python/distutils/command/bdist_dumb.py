"""A built distribution that is just an archive, to be unpacked at the root of the file system or at a prefix."""

import os
from sysconfig import get_python_version
from distutils import log
from distutils.cmd import Command
from distutils.dir_util import ensure_relative, remove_tree
from distutils.errors import DistutilsPlatformError
from distutils.util import get_platform
from distutils._options import table


class bdist_dumb(Command):

    description = 'create a "dumb" built distribution'

    user_options = table('''
        bdist-dir=  d  temporary directory for creating the distribution
        plat-name=  p  platform name to embed in generated filenames (default: %s)
        format=     f  archive format to create (tar, ztar, gztar, zip)
        keep-temp   k  keep the pseudo-installation tree around after creating the distribution archive
        dist-dir=   d  directory to put final built distributions in
        skip-build  -  skip rebuilding everything (for testing/debugging)
        relative    -  build the archive using relative paths (default: false)
        owner=      u  Owner name used when creating a tar file [default: current user]
        group=      g  Group name used when creating a tar file [default: current group]
        ''' % get_platform())
    boolean_options = ['keep-temp', 'skip-build', 'relative']
    default_format = {'posix': 'gztar', 'nt': 'zip', 'os2': 'zip'}

    def initialize_options(self):
        self.bdist_dir = self.dist_dir = None
        self.plat_name = self.format = self.skip_build = None
        self.keep_temp = self.relative = 0
        self.owner = self.group = None

    def finalize_options(self):
        if self.bdist_dir is None:
            self.bdist_dir = os.path.join(self.get_finalized_command('bdist').bdist_base, 'dumb')
        if self.format is None:
            if os.name not in self.default_format:
                raise DistutilsPlatformError("don't know how to create dumb built distributions on platform %s" % os.name)
            self.format = self.default_format[os.name]
        self.set_undefined_options('bdist', *[(name, name) for name in ('dist_dir', 'plat_name', 'skip_build')])

    def run(self):
        if not self.skip_build:
            self.run_command('build')
        install = self.reinitialize_command('install', reinit_subcommands=1)
        install.root, install.skip_build, install.warn_dir = self.bdist_dir, self.skip_build, 0
        log.info('installing to %s', self.bdist_dir)
        self.run_command('install')
        told = self.distribution
        name = '%s.%s' % (told.get_fullname(), self.plat_name)
        if os.name == 'os2':
            name = name.replace(':', '-')
        path = self.make_archive(os.path.join(self.dist_dir, name), self.format, root_dir=self._root_of(install),
                                 owner=self.owner, group=self.group)
        told.dist_files.append(('bdist_dumb', get_python_version() if told.has_ext_modules() else 'any', path))
        if not self.keep_temp:
            remove_tree(self.bdist_dir, dry_run=self.dry_run)

    def _root_of(self, install):
        """The folder that paths in the archive start at."""
        if not self.relative:
            return self.bdist_dir
        if self.distribution.has_ext_modules() and install.install_base != install.install_platbase:
            raise DistutilsPlatformError("can't make a dumb built distribution where base and platbase are different (%r, %r)"
                                         % (install.install_base, install.install_platbase))
        return os.path.join(self.bdist_dir, ensure_relative(install.install_base))
