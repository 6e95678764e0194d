"""Everything that is to be installed is made in a folder, by other commands."""

import os
import sys
from distutils.cmd import Command
from distutils.errors import DistutilsOptionError
from distutils.util import get_platform
from distutils._options import table


def show_compilers():
    from distutils.ccompiler import show_compilers
    show_compilers()


class build(Command):

    description = 'build everything needed to install'

    user_options = table('''
        build-base=     b  base directory for build library
        build-purelib=  -  build directory for platform-neutral distributions
        build-platlib=  -  build directory for platform-specific distributions
        build-lib=      -  build directory for all distribution (defaults to either build-purelib or build-platlib
        build-scripts=  -  build directory for scripts
        build-temp=     t  temporary build directory
        plat-name=      p  platform name to build for, if supported (default: %s)
        compiler=       c  specify the compiler type
        debug           g  compile extensions and libraries with debugging information
        force           f  forcibly build everything (ignore file timestamps)
        executable=     e  specify final destination interpreter path (build.py)
        ''' % get_platform())
    boolean_options = ['debug', 'force']
    help_options = [('help-compiler', None, 'list available compilers', show_compilers)]

    def initialize_options(self):
        self.build_base = 'build'
        self.build_purelib = self.build_platlib = self.build_lib = None
        self.build_scripts = self.build_temp = None
        self.plat_name = self.compiler = self.executable = None
        self.debug = None
        self.force = 0

    def finalize_options(self):
        if self.plat_name is None:
            self.plat_name = get_platform()
        elif os.name != 'nt':
            raise DistutilsOptionError("--plat-name only supported on Windows (try using './configure --help' on your platform)")
        version = sys.version[:3]
        special = '.%s-%s' % (self.plat_name, version)
        if hasattr(sys, 'gettotalrefcount'):
            special += '-pydebug'
        for name, folder in ('build_purelib', 'lib'), ('build_platlib', 'lib' + special), ('build_temp', 'temp' + special), \
                ('build_scripts', 'scripts-' + version):
            if getattr(self, name) is None:
                setattr(self, name, os.path.join(self.build_base, folder))
        if self.build_lib is None:
            self.build_lib = self.build_platlib if self.distribution.ext_modules else self.build_purelib
        if self.executable is None:
            self.executable = os.path.normpath(sys.executable)

    def run(self):
        for name in self.get_sub_commands():
            self.run_command(name)

    def has_pure_modules(self):
        return self.distribution.has_pure_modules()

    def has_c_libraries(self):
        return self.distribution.has_c_libraries()

    def has_ext_modules(self):
        return self.distribution.has_ext_modules()

    def has_scripts(self):
        return self.distribution.has_scripts()

    sub_commands = [('build_py', has_pure_modules), ('build_clib', has_c_libraries), ('build_ext', has_ext_modules),
                    ('build_scripts', has_scripts)]
