"""What a build left is removed."""

import os
from distutils import log
from distutils.cmd import Command
from distutils.dir_util import remove_tree
from distutils._options import table


class clean(Command):

    description = "clean up temporary files from 'build' command"

    user_options = table('''
        build-base=     b  base build directory (default: 'build.build-base')
        build-lib=      -  build directory for all modules (default: 'build.build-lib')
        build-temp=     t  temporary build directory (default: 'build.build-temp')
        build-scripts=  -  build directory for scripts (default: 'build.build-scripts')
        bdist-base=     -  temporary directory for built distributions
        all             a  remove all build output, not just temporary by-products
        ''')
    boolean_options = ['all']

    def initialize_options(self):
        self.build_base = self.build_lib = self.build_temp = self.build_scripts = None
        self.bdist_base = None
        self.all = None

    def finalize_options(self):
        self.set_undefined_options('build', *[(name, name) for name in
                                              ('build_base', 'build_lib', 'build_scripts', 'build_temp')])
        self.set_undefined_options('bdist', ('bdist_base', 'bdist_base'))

    def run(self):
        self._remove(self.build_temp, log.debug)
        if self.all:
            for folder in self.build_lib, self.bdist_base, self.build_scripts:
                self._remove(folder, log.warn)
        if not self.dry_run:
            try:
                os.rmdir(self.build_base)
                log.info("removing '%s'", self.build_base)
            except OSError:
                pass                  # something is still in it

    def _remove(self, folder, tell):
        if os.path.exists(folder):
            remove_tree(folder, dry_run=self.dry_run)
        else:
            tell("'%s' does not exist -- can't clean it", folder)
