"""What was built is put where programs find it: the folders, from options, by other commands."""

import os
import sys
from distutils import log
from distutils.cmd import Command
from distutils.debug import DEBUG
from distutils.errors import DistutilsOptionError, DistutilsPlatformError
from distutils.fancy_getopt import translate_longopt
from distutils.file_util import write_file
from distutils.sysconfig import get_config_vars
from distutils.util import change_root, convert_path, get_platform, subst_vars
from distutils._options import table
from site import USER_BASE, USER_SITE

SCHEME_KEYS = 'purelib', 'platlib', 'headers', 'scripts', 'data'


def _scheme(*folders):
    return dict(zip(SCHEME_KEYS, folders))


WINDOWS_SCHEME = _scheme('$base/Lib/site-packages', '$base/Lib/site-packages', '$base/Include/$dist_name', '$base/Scripts',
                         '$base')
_USER_HEADERS = '$userbase/include/python$py_version_short/$dist_name'

INSTALL_SCHEMES = {
    'unix_prefix': _scheme('$base/lib/python$py_version_short/site-packages',
                           '$platbase/lib/python$py_version_short/site-packages',
                           '$base/include/python$py_version_short/$dist_name', '$base/bin', '$base'),
    'unix_home': _scheme('$base/lib/python', '$base/lib/python', '$base/include/python/$dist_name', '$base/bin', '$base'),
    'unix_user': _scheme('$usersite', '$usersite', _USER_HEADERS, '$userbase/bin', '$userbase'),
    'nt': WINDOWS_SCHEME,
    'nt_user': _scheme('$usersite', '$usersite', '$userbase/Python$py_version_nodot/Include/$dist_name', '$userbase/Scripts',
                       '$userbase'),
    'os2': dict(WINDOWS_SCHEME),
    'os2_home': _scheme('$usersite', '$usersite', _USER_HEADERS, '$userbase/bin', '$userbase'),
}


class install(Command):

    description = 'install everything from build directory'

    user_options = table('''
        prefix=            -  installation prefix
        exec-prefix=       -  (Unix only) prefix for platform-specific files
        home=              -  (Unix only) home directory to install under
        user               -  install in user site-package '%s'
        install-base=      -  base installation directory (instead of --prefix or --home)
        install-platbase=  -  base installation directory for platform-specific files (instead of --exec-prefix or --home)
        root=              -  install everything relative to this alternate root directory
        install-purelib=   -  installation directory for pure Python module distributions
        install-platlib=   -  installation directory for non-pure module distributions
        install-lib=       -  installation directory for all module distributions (overrides --install-purelib and
                              --install-platlib)
        install-headers=   -  installation directory for C/C++ headers
        install-scripts=   -  installation directory for Python scripts
        install-data=      -  installation directory for data files
        compile            c  compile .py to .pyc [default]
        no-compile         -  don't compile .py files
        optimize=          O  also compile with optimization: -O1 for "python -O", -O2 for "python -OO", and -O0 to disable
                              [default: -O0]
        force              f  force installation (overwrite any existing files)
        skip-build         -  skip rebuilding everything (for testing/debugging)
        record=            -  filename in which to record list of installed files
        ''' % USER_SITE)
    boolean_options = ['compile', 'force', 'skip-build', 'user']
    negative_opt = {'no-compile': 'compile'}

    def initialize_options(self):
        self.prefix = self.exec_prefix = self.home = None
        self.user = 0
        # Bases and a scheme of folders below them give all folders that are not told one by one.
        self.install_base = self.install_platbase = self.root = None
        self.install_purelib = self.install_platlib = self.install_lib = None
        self.install_headers = self.install_scripts = self.install_data = None
        self.install_userbase, self.install_usersite = USER_BASE, USER_SITE
        self.compile = self.optimize = None
        # A folder of its own below that of modules, and a file NAME.pth that puts it on sys.path.
        self.extra_path = None
        self.install_path_file = 1
        self.force = self.skip_build = 0
        # Whether to tell of folders that Python does not look in.
        self.warn_dir = 1
        self.build_base = self.build_lib = None
        self.record = None

    # Folders.

    def finalize_options(self):
        bases = self.install_base or self.install_platbase
        prefixes = self.prefix or self.exec_prefix
        if (prefixes or self.home) and bases:
            raise DistutilsOptionError('must supply either prefix/exec-prefix/home or install-base/install-platbase -- not both')
        if self.home and prefixes:
            raise DistutilsOptionError('must supply either home or prefix/exec-prefix -- not both')
        if self.user and (prefixes or self.home or bases):
            raise DistutilsOptionError("can't combine user with prefix, exec_prefix/home, or install_(plat)base")
        if os.name != 'posix' and self.exec_prefix:
            self.warn('exec-prefix option ignored on this platform')
            self.exec_prefix = None
        self.dump_dirs('pre-finalize_{unix,other}')
        (self.finalize_unix if os.name == 'posix' else self.finalize_other)()
        self.dump_dirs('post-finalize_{unix,other}()')
        self._set_variables()
        self.expand_basedirs()
        self.dump_dirs('post-expand_basedirs()')
        self.config_vars.update(base=self.install_base, platbase=self.install_platbase)
        if DEBUG:
            from pprint import pprint
            print 'config vars:'
            pprint(self.config_vars)
        self.expand_dirs()
        self.dump_dirs('post-expand_dirs()')
        self.create_home_path()
        self.install_lib = self.install_lib or (self.install_platlib if self.distribution.ext_modules else self.install_purelib)
        self.convert_paths('lib', 'purelib', 'platlib', 'scripts', 'data', 'headers', 'userbase', 'usersite')
        self.handle_extra_path()
        self.install_libbase, self.install_lib = self.install_lib, os.path.join(self.install_lib, self.extra_dirs)
        if self.root is not None:
            self.change_roots('libbase', 'lib', 'purelib', 'platlib', 'scripts', 'data', 'headers')
            self.dump_dirs('after prepending root')
        self.set_undefined_options('build', ('build_base', 'build_base'), ('build_lib', 'build_lib'))

    def _set_variables(self):
        """What $names in options stand for."""
        told = self.distribution
        version = sys.version.split()[0]
        self.config_vars = {
            'dist_name': told.get_name(), 'dist_version': told.get_version(), 'dist_fullname': told.get_fullname(),
            'py_version': version, 'py_version_short': version[:3], 'py_version_nodot': version[0] + version[2],
            'userbase': self.install_userbase, 'usersite': self.install_usersite,
        }
        for name, value in zip(('prefix', 'exec_prefix'), get_config_vars('prefix', 'exec_prefix')):
            self.config_vars[name] = self.config_vars['sys_' + name] = value

    def finalize_unix(self):
        if self.install_base is not None or self.install_platbase is not None:
            modules = self.install_lib, self.install_purelib, self.install_platlib
            others = self.install_headers, self.install_scripts, self.install_data
            if modules == (None, None, None) or None in others:
                raise DistutilsOptionError('install-base or install-platbase supplied, but installation scheme is incomplete')
            return
        if self.user:
            self._use_user_base('unix_user')
            return
        if self.home is not None:
            self.install_base = self.install_platbase = self.home
        else:
            if self.prefix is None and self.exec_prefix is not None:
                raise DistutilsOptionError('must not supply exec-prefix without prefix')
            if self.prefix is None:
                self.prefix, self.exec_prefix = os.path.normpath(sys.prefix), os.path.normpath(sys.exec_prefix)
            elif self.exec_prefix is None:
                self.exec_prefix = self.prefix
            self.install_base, self.install_platbase = self.prefix, self.exec_prefix
        self.select_scheme('unix_prefix' if self.home is None else 'unix_home')

    def finalize_other(self):
        if self.user:
            self._use_user_base(os.name + '_user')
            return
        if self.home is None and self.prefix is None:
            self.prefix = os.path.normpath(sys.prefix)
        self.install_base = self.install_platbase = self.prefix if self.home is None else self.home
        try:
            self.select_scheme(os.name if self.home is None else 'unix_home')
        except KeyError:
            raise DistutilsPlatformError("I don't know how to install stuff on '%s'" % os.name)

    def _use_user_base(self, scheme):
        if self.install_userbase is None:
            raise DistutilsPlatformError('User base directory is not specified')
        self.install_base = self.install_platbase = self.install_userbase
        self.select_scheme(scheme)

    def select_scheme(self, name):
        for key, folder in INSTALL_SCHEMES[name].items():
            if getattr(self, 'install_' + key) is None:
                setattr(self, 'install_' + key, folder)

    def _change(self, names, function):
        for name in names:
            value = getattr(self, name)
            if value is not None:
                setattr(self, name, function(value))

    def _expand_attrs(self, attrs):
        self._change(attrs, lambda path: subst_vars(os.path.expanduser(path) if os.name in ('posix', 'nt') else path,
                                                    self.config_vars))

    def expand_basedirs(self):
        self._expand_attrs(['install_base', 'install_platbase', 'root'])

    def expand_dirs(self):
        self._expand_attrs(['install_' + name for name in ('purelib', 'platlib', 'lib', 'headers', 'scripts', 'data')])

    def convert_paths(self, *names):
        self._change(['install_' + name for name in names], convert_path)

    def change_roots(self, *names):
        self._change(['install_' + name for name in names], lambda path: change_root(self.root, path))

    def handle_extra_path(self):
        """Finds the names of the .pth file and of the folder in it."""
        if self.extra_path is None:
            self.extra_path = self.distribution.extra_path
        self.path_file, self.extra_dirs = None, ''
        if self.extra_path is None:
            return
        if isinstance(self.extra_path, str):
            self.extra_path = self.extra_path.split(',')
        if len(self.extra_path) not in (1, 2):
            raise DistutilsOptionError("'extra_path' option must be a list, tuple, or comma-separated string with 1 or 2 elements")
        self.path_file, self.extra_dirs = self.extra_path[0], convert_path(self.extra_path[-1])

    def create_home_path(self):
        """Makes the folders that are in the user's own folder."""
        if not self.user:
            return
        home = convert_path(os.path.expanduser('~'))
        for path in self.config_vars.values():
            if path.startswith(home) and not os.path.isdir(path):
                self.debug_print("os.makedirs('%s', 0700)" % path)
                os.makedirs(path, 0700)

    def dump_dirs(self, msg):
        """Tells the values of all options, to who looks for errors (DISTUTILS_DEBUG)."""
        if not DEBUG:
            return
        print msg + ':'
        for entry in self.user_options:
            name = entry[0].rstrip('=')
            says_no = name in self.negative_opt
            name = translate_longopt(self.negative_opt.get(name, name))
            value = getattr(self, name)
            print '  %s: %s' % (name, not value if says_no else value)

    # The work.

    def run(self):
        if not self.skip_build:
            self.run_command('build')
            # What was built for another system would only break this one.
            if self.warn_dir and self.distribution.get_command_obj('build').plat_name != get_platform():
                raise DistutilsPlatformError("Can't install when cross-compiling")
        for name in self.get_sub_commands():
            self.run_command(name)
        if self.path_file:
            self.create_path_file()
        if self.record:
            outputs = [path[len(self.root or ''):] for path in self.get_outputs()]
            self.execute(write_file, (self.record, outputs), "writing list of installed files to '%s'" % self.record)
        searched = [_same(path) for path in sys.path]
        if self.warn_dir and not (self.path_file and self.install_path_file) and _same(self.install_lib) not in searched:
            log.debug("modules installed to '%s', which is not in Python's module search path (sys.path) -- you'll have to change "
                      'the search path yourself', self.install_lib)

    def _path_file(self):
        return os.path.join(self.install_libbase, self.path_file + '.pth')

    def create_path_file(self):
        path = self._path_file()
        if self.install_path_file:
            self.execute(write_file, (path, [self.extra_dirs]), 'creating %s' % path)
        else:
            self.warn("path file '%s' not created" % path)

    def get_outputs(self):
        outputs = []
        for name in self.get_sub_commands():
            outputs += [path for path in self.get_finalized_command(name).get_outputs() if path not in outputs]
        if self.path_file and self.install_path_file:
            outputs.append(self._path_file())
        return outputs

    def get_inputs(self):
        return [path for name in self.get_sub_commands() for path in self.get_finalized_command(name).get_inputs()]

    def has_lib(self):
        return self.distribution.has_modules()

    def has_headers(self):
        return self.distribution.has_headers()

    def has_scripts(self):
        return self.distribution.has_scripts()

    def has_data(self):
        return self.distribution.has_data_files()

    sub_commands = [('install_lib', has_lib), ('install_headers', has_headers), ('install_scripts', has_scripts),
                    ('install_data', has_data), ('install_egg_info', lambda self: True)]


def _same(path):
    return os.path.normcase(os.path.normpath(path))
