"""Headers in C are copied to a folder of the distribution's own."""

from distutils.cmd import Command
from distutils._options import table


class install_headers(Command):

    description = 'install C/C++ header files'

    user_options = table('''
        install-dir=  d  directory to install header files to
        force         f  force installation (overwrite existing files)
        ''')
    boolean_options = ['force']

    def initialize_options(self):
        self.install_dir = None
        self.outfiles = []
        self.force = 0

    def finalize_options(self):
        self.set_undefined_options('install', ('install_headers', 'install_dir'), ('force', 'force'))

    def run(self):
        headers = self.get_inputs()
        if headers:
            self.mkpath(self.install_dir)
        self.outfiles += [self.copy_file(header, self.install_dir)[0] for header in headers]

    def get_inputs(self):
        return self.distribution.headers or []

    def get_outputs(self):
        return self.outfiles
