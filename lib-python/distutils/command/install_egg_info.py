"""The metadata is written beside the modules, so that tools see what is installed."""

import os
import re
import sys
from distutils import dir_util, log
from distutils.cmd import Command
from distutils._options import table


def safe_name(name):
    """A name of letters, digits and dots; '-' stands for any others."""
    return re.sub('[^A-Za-z0-9.]+', '-', name)


def safe_version(version):
    """A version of letters, digits and dots, as safe_name() gives; a space becomes a dot."""
    return safe_name(version.replace(' ', '.'))


def to_filename(name):
    """A safe name or version as part of a file's name, where '-' is between the parts."""
    return name.replace('-', '_')


class install_egg_info(Command):

    description = "Install package's PKG-INFO metadata as an .egg-info file"

    user_options = table('''
        install-dir=  d  directory to install to
        ''')

    def initialize_options(self):
        self.install_dir = None

    def finalize_options(self):
        self.set_undefined_options('install_lib', ('install_dir', 'install_dir'))
        told = self.distribution
        name = '%s-%s-py%s.egg-info' % (to_filename(safe_name(told.get_name())), to_filename(safe_version(told.get_version())),
                                        sys.version[:3])
        self.target = os.path.join(self.install_dir, name)
        self.outputs = [self.target]

    def run(self):
        self._make_room()
        log.info('Writing %s', self.target)
        if not self.dry_run:
            with open(self.target, 'w') as file:
                self.distribution.metadata.write_pkg_file(file)

    def _make_room(self):
        """Removes what an earlier installation left, which may be a folder; or makes the folder it is put in."""
        path, folder = self.target, self.install_dir
        if os.path.lexists(path):
            if os.path.islink(path) or not os.path.isdir(path):
                self.execute(os.unlink, (path,), 'Removing ' + path)
            else:
                dir_util.remove_tree(path, dry_run=self.dry_run)
        elif not os.path.isdir(folder):
            self.execute(os.makedirs, (folder,), 'Creating ' + folder)

    def get_outputs(self):
        return self.outputs
