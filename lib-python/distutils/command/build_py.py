"""Python modules, and data that is kept beside them, are copied to where they are installed from."""

import os
import sys
from glob import glob
from distutils import log
from distutils.cmd import Command
from distutils.errors import DistutilsFileError, DistutilsOptionError
from distutils.util import convert_path
from distutils._options import table


class build_py(Command):

    description = '"build" pure Python modules (copy to build directory)'

    user_options = table('''
        build-lib=  d  directory to "build" (copy) to
        compile     c  compile .py to .pyc
        no-compile  -  don't compile .py files [default]
        optimize=   O  also compile with optimization: -O1 for "python -O", -O2 for "python -OO", and -O0 to disable
                       [default: -O0]
        force       f  forcibly build everything (ignore file timestamps)
        ''')
    boolean_options = ['compile', 'force']
    negative_opt = {'no-compile': 'compile'}

    def initialize_options(self):
        self.build_lib = None
        self.py_modules = self.package = self.package_data = self.package_dir = None
        self.compile = self.optimize = 0
        self.force = None

    def finalize_options(self):
        self.set_undefined_options('build', ('build_lib', 'build_lib'), ('force', 'force'))
        told = self.distribution
        self.packages, self.py_modules, self.package_data = told.packages, told.py_modules, told.package_data
        self.package_dir = dict((name, convert_path(path)) for name, path in (told.package_dir or {}).items())
        self.data_files = self.get_data_files()
        self.optimize = _level(self.optimize)

    def run(self):
        if self.py_modules:
            self.build_modules()
        if self.packages:
            self.build_packages()
            self.build_package_data()
        self.byte_compile(self.get_outputs(include_bytecode=0))

    # Where things are.

    def get_package_dir(self, package):
        """The folder of a package's sources: package_dir may tell it, or that of a package it is in."""
        outer, inner = package.split('.') if package else [], []
        while outer:
            folder = self.package_dir.get('.'.join(outer))
            if folder is not None:
                return os.path.join(folder, *inner)
            inner.insert(0, outer.pop())
        top = self.package_dir.get('')
        parts = inner if top is None else [top] + inner
        return os.path.join(*parts) if parts else ''

    def check_package(self, package, package_dir):
        """The path of a package's __init__.py, None with a warning if it has none."""
        if package_dir and not os.path.exists(package_dir):
            raise DistutilsFileError("package directory '%s' does not exist" % package_dir)
        if package_dir and not os.path.isdir(package_dir):
            raise DistutilsFileError("supposed package directory '%s' exists, but is not a directory" % package_dir)
        if package:
            path = os.path.join(package_dir, '__init__.py')
            if os.path.isfile(path):
                return path
            log.warn("package init file '%s' not found (or not a regular file)", path)
        return None

    def check_module(self, module, module_file):
        found = os.path.isfile(module_file)
        if not found:
            log.warn('file %s (for module %s) not found', module_file, module)
        return found

    # Modules are told of as tuples of package, name and path.

    def find_package_modules(self, package, package_dir):
        self.check_package(package, package_dir)
        setup_script = os.path.abspath(self.distribution.script_name)
        modules = []
        for path in glob(os.path.join(package_dir, '*.py')):
            if os.path.abspath(path) == setup_script:
                self.debug_print('excluding %s' % setup_script)
                continue
            modules.append((package, os.path.splitext(os.path.basename(path))[0], path))
        return modules

    def find_modules(self):
        """The modules that are listed one by one, and the packages these are in."""
        folders = {}
        modules = []
        for name in self.py_modules:
            package, _, base = name.rpartition('.')
            if package not in folders:
                folders[package] = self.get_package_dir(package)
                init = self.check_package(package, folders[package])
                if init:
                    modules.append((package, '__init__', init))
            path = os.path.join(folders[package], base + '.py')
            if self.check_module(name, path):
                modules.append((package, base, path))
        return modules

    def find_all_modules(self):
        modules = self.find_modules() if self.py_modules else []
        for package in self.packages or ():
            modules += self.find_package_modules(package, self.get_package_dir(package))
        return modules

    def get_data_files(self):
        """Tuples of package, folder, folder in the build and names."""
        found = []
        for package in self.packages or ():
            source = self.get_package_dir(package)
            start = len(source) + 1 if source else 0
            found.append((package, source, os.path.join(self.build_lib, *package.split('.')),
                          [path[start:] for path in self.find_data_files(package, source)]))
        return found

    def find_data_files(self, package, src_dir):
        """The files that the patterns of package_data choose, each once."""
        found = []
        for pattern in self.package_data.get('', []) + self.package_data.get(package, []):
            paths = glob(os.path.join(src_dir, convert_path(pattern)))
            found += [path for path in paths if path not in found and os.path.isfile(path)]
        return found

    # What is read and what is made.

    def get_source_files(self):
        return [path for _package, _module, path in self.find_all_modules()]

    def get_module_outfile(self, build_dir, package, module):
        return os.path.join(*[build_dir] + list(package) + [module + '.py'])

    def get_outputs(self, include_bytecode=1):
        endings = ['']
        if include_bytecode:
            endings += ['c'] * bool(self.compile) + ['o'] * (self.optimize > 0)
        modules = [self.get_module_outfile(self.build_lib, package.split('.'), module)
                   for package, module, _path in self.find_all_modules()]
        return ([path + ending for path in modules for ending in endings]
                + [os.path.join(folder, name) for _package, _source, folder, names in self.data_files for name in names])

    # The work.

    def build_module(self, module, module_file, package):
        if isinstance(package, str):
            package = package.split('.')
        elif not isinstance(package, (list, tuple)):
            raise TypeError("'package' must be a string (dot-separated), list, or tuple")
        target = self.get_module_outfile(self.build_lib, package, module)
        self.mkpath(os.path.dirname(target))
        return self.copy_file(module_file, target, preserve_mode=0)

    def build_modules(self):
        for package, module, path in self.find_modules():
            self.build_module(module, path, package)

    def build_packages(self):
        for package in self.packages:
            for _package, module, path in self.find_package_modules(package, self.get_package_dir(package)):
                self.build_module(module, path, package)

    def build_package_data(self):
        for _package, source, folder, names in self.data_files:
            for name in names:
                target = os.path.join(folder, name)
                self.mkpath(os.path.dirname(target))
                self.copy_file(os.path.join(source, name), target, preserve_mode=False)

    def byte_compile(self, files):
        _compile_files(self, files, prefix=self.build_lib and os.path.join(self.build_lib, ''))


def _level(optimize):
    """A level of optimisation, 0 to 2, from a number or text."""
    try:
        level = int(optimize)
    except ValueError:
        level = None
    if level not in (0, 1, 2):
        raise DistutilsOptionError('optimize must be 0, 1, or 2')
    return level


def _compile_files(command, files, **options):
    """Compiles modules as a command's options compile and optimize say."""
    from distutils.util import byte_compile
    if sys.dont_write_bytecode:
        command.warn('byte-compiling is disabled, skipping.')
        return
    for level in [0] * bool(command.compile) + [command.optimize] * (command.optimize > 0):
        byte_compile(files, optimize=level, force=command.force, dry_run=command.dry_run, **options)
