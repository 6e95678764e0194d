"""Modules are copied from where they were built, and compiled."""

import os
from distutils.cmd import Command
from distutils._options import table
from distutils.command.build_py import _compile_files, _level

PYTHON_SOURCE_EXTENSION = os.extsep + 'py'


class install_lib(Command):

    description = 'install all Python modules (extensions and pure Python)'

    user_options = table('''
        install-dir=  d  directory to install to
        build-dir=    b  build directory (where to install from)
        force         f  force installation (overwrite existing files)
        compile       c  compile .py to .pyc [default]
        no-compile    -  don't compile .py files
        optimize=     O  also compile with optimization: -O1 for "python -O", -O2 for "python -OO", and -O0 to disable
                         [default: -O0]
        skip-build    -  skip the build steps
        ''')
    boolean_options = ['force', 'compile', 'skip-build']
    negative_opt = {'no-compile': 'compile'}

    def initialize_options(self):
        self.install_dir = self.build_dir = None
        self.compile = self.optimize = None
        self.force, self.skip_build = 0, None

    def finalize_options(self):
        self.set_undefined_options('install', ('install_lib', 'install_dir'), ('build_lib', 'build_dir'),
                                   *[(name, name) for name in ('force', 'compile', 'optimize', 'skip_build')])
        if self.compile is None:
            self.compile = True
        self.optimize = _level(self.optimize or 0)

    def run(self):
        self.build()
        installed = self.install()
        if installed is not None and self.distribution.has_pure_modules():
            self.byte_compile(installed)

    def build(self):
        if not self.skip_build:
            for name, is_needed in self._builders():
                if is_needed:
                    self.run_command(name)

    def _builders(self):
        return [('build_py', self.distribution.has_pure_modules()), ('build_ext', self.distribution.has_ext_modules())]

    def install(self):
        """Copies everything; the list of files, None if nothing was built."""
        if os.path.isdir(self.build_dir):
            return self.copy_tree(self.build_dir, self.install_dir)
        self.warn("'%s' does not exist -- no Python modules to install" % self.build_dir)

    def byte_compile(self, files):
        # What the compiled code tells as its file is where it is without the root.
        _compile_files(self, files, prefix=self.get_finalized_command('install').root)

    def _mutate_outputs(self, has_any, build_cmd, cmd_option, output_dir):
        """The files of another command, as they are in another folder than that which its option names."""
        if not has_any:
            return []
        builder = self.get_finalized_command(build_cmd)
        start = len(getattr(builder, cmd_option)) + len(os.sep)
        return [os.path.join(output_dir, path[start:]) for path in builder.get_outputs()]

    def _bytecode_filenames(self, py_filenames):
        """The compiled files of those that are modules."""
        endings = ['c'] * bool(self.compile) + ['o'] * (self.optimize > 0)
        return [path + ending for path in py_filenames for ending in endings
                if os.path.splitext(os.path.normcase(path))[1] == PYTHON_SOURCE_EXTENSION]

    def get_outputs(self):
        """What would be installed."""
        (_, has_pure), (_, has_extensions) = self._builders()
        pure = self._mutate_outputs(has_pure, 'build_py', 'build_lib', self.install_dir)
        extensions = self._mutate_outputs(has_extensions, 'build_ext', 'build_lib', self.install_dir)
        return pure + (self._bytecode_filenames(pure) if self.compile else []) + extensions

    def get_inputs(self):
        return [path for name, is_needed in self._builders() if is_needed
                for path in self.get_finalized_command(name).get_outputs()]
