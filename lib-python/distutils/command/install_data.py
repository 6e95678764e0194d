"""Files of data are copied to where the setup script tells."""

import os
from distutils.cmd import Command
from distutils.util import change_root, convert_path
from distutils._options import table


class install_data(Command):
    """data_files are paths, or pairs of a folder and the paths of what is put in it."""

    description = 'install data files'

    user_options = table('''
        install-dir=  d  base directory for installing data files (default: installation base dir)
        root=         -  install everything relative to this alternate root directory
        force         f  force installation (overwrite existing files)
        ''')
    boolean_options = ['force']

    def initialize_options(self):
        self.install_dir = self.root = None
        self.outfiles = []
        self.force = 0
        self.data_files = self.distribution.data_files
        self.warn_dir = 1

    def finalize_options(self):
        self.set_undefined_options('install', ('install_data', 'install_dir'), ('root', 'root'), ('force', 'force'))

    def run(self):
        self.mkpath(self.install_dir)
        for entry in self.data_files:
            if isinstance(entry, str):
                if self.warn_dir:
                    self.warn("setup script did not provide a directory for '%s' -- installing right in '%s'"
                              % (convert_path(entry), self.install_dir))
                self._copy(entry, self.install_dir)
                continue
            folder, paths = convert_path(entry[0]), entry[1]
            if not os.path.isabs(folder):
                folder = os.path.join(self.install_dir, folder)
            elif self.root:
                folder = change_root(self.root, folder)
            self.mkpath(folder)
            for path in paths:
                self._copy(path, folder)
            if not paths:
                # An empty folder is part of what is installed.
                self.outfiles.append(folder)

    def _copy(self, path, folder):
        self.outfiles.append(self.copy_file(convert_path(path), folder)[0])

    def get_inputs(self):
        return self.data_files or []

    def get_outputs(self):
        return self.outfiles
