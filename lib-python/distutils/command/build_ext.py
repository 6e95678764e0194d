"""Extension modules in C. They need Python's interface for C, which this interpreter has not: what the options mean and where
the modules would be can be asked, but building one is an error."""

import os
import re
import sys
from distutils import log
from distutils.cmd import Command
from distutils.errors import DistutilsPlatformError, DistutilsSetupError
from distutils.extension import Extension
from distutils.sysconfig import customize_compiler, get_config_var, get_python_inc
from distutils.util import get_platform
from distutils._options import table
from distutils.command.build import show_compilers
from site import USER_BASE, USER_SITE

extension_name_re = re.compile(r'^[a-zA-Z_][a-zA-Z_0-9]*(\.[a-zA-Z_][a-zA-Z_0-9]*)*$')

# Keys of an extension that is told as a dict that are attributes of Extension.
_DICT_KEYS = 'include_dirs', 'library_dirs', 'libraries', 'extra_objects', 'extra_compile_args', 'extra_link_args'


def _paths(value, separator=os.pathsep):
    """A list, from a list or a text with separators, or None."""
    return value.split(separator) if isinstance(value, str) else value or []


class build_ext(Command):

    description = 'build C/C++ extensions (compile/link to build directory)'

    sep_by = " (separated by '%s')" % os.pathsep
    user_options = table('''
        build-lib=     b  directory for compiled extension modules
        build-temp=    t  directory for temporary files (build by-products)
        plat-name=     p  platform name to cross-compile for, if supported (default: %(platform)s)
        inplace        i  ignore build-lib and put compiled extensions into the source directory alongside your pure Python modules
        include-dirs=  I  list of directories to search for header files%(separated)s
        define=        D  C preprocessor macros to define
        undef=         U  C preprocessor macros to undefine
        libraries=     l  external C libraries to link with
        library-dirs=  L  directories to search for external C libraries%(separated)s
        rpath=         R  directories to search for shared C libraries at runtime
        link-objects=  O  extra explicit link objects to include in the link
        debug          g  compile/link with debugging information
        force          f  forcibly build everything (ignore file timestamps)
        compiler=      c  specify the compiler type
        swig-cpp       -  make SWIG create C++ files (default is C)
        swig-opts=     -  list of SWIG command line options
        swig=          -  path to the SWIG executable
        user           -  add user include, library and rpath
        ''' % {'platform': get_platform(), 'separated': sep_by})
    boolean_options = ['inplace', 'debug', 'force', 'swig-cpp', 'user']
    help_options = [('help-compiler', None, 'list available compilers', show_compilers)]

    def initialize_options(self):
        self.extensions = self.package = None
        self.build_lib = self.build_temp = self.plat_name = None
        self.inplace = 0
        self.include_dirs = self.define = self.undef = None
        self.libraries = self.library_dirs = self.rpath = self.link_objects = None
        self.debug = self.force = self.compiler = None
        self.swig = self.swig_cpp = self.swig_opts = None
        self.user = None

    def finalize_options(self):
        self.set_undefined_options('build', *[(name, name) for name in
                                              ('build_lib', 'build_temp', 'compiler', 'debug', 'force', 'plat_name')])
        told = self.distribution
        if self.package is None:
            self.package = told.ext_package
        self.extensions = told.ext_modules
        if self.include_dirs is None:
            self.include_dirs = told.include_dirs
        self.include_dirs = list(_paths(self.include_dirs))
        self.include_dirs += [path for path in (get_python_inc(), get_python_inc(plat_specific=1))
                              if path not in self.include_dirs]
        self.ensure_string_list('libraries')
        self.ensure_string_list('link_objects')
        self.libraries = self.libraries or []
        self.library_dirs = _paths(self.library_dirs)
        self.rpath = _paths(self.rpath)
        if get_config_var('Py_ENABLE_SHARED'):
            self.library_dirs.append(get_config_var('LIBDIR'))
        if self.define:
            self.define = [(name, '1') for name in self.define.split(',')]
        if self.undef:
            self.undef = self.undef.split(',')
        self.swig_opts = _paths(self.swig_opts, ' ')
        if self.user:
            self.include_dirs += filter(os.path.isdir, [os.path.join(USER_BASE, 'include')])
            for path in filter(os.path.isdir, [os.path.join(USER_BASE, 'lib')]):
                self.library_dirs.append(path)
                self.rpath.append(path)

    def run(self):
        if not self.extensions:
            return
        from distutils.ccompiler import new_compiler
        if self.distribution.has_c_libraries():
            libraries = self.get_finalized_command('build_clib')
            self.libraries.extend(libraries.get_library_names() or [])
            self.library_dirs.append(libraries.build_clib)
        self.compiler = new_compiler(compiler=self.compiler, verbose=self.verbose, dry_run=self.dry_run, force=self.force)
        customize_compiler(self.compiler)
        self.compiler.set_include_dirs(self.include_dirs)
        for name, value in self.define or ():
            self.compiler.define_macro(name, value)
        for name in self.undef or ():
            self.compiler.undefine_macro(name)
        self.compiler.set_libraries(self.libraries)
        self.compiler.set_library_dirs(self.library_dirs)
        self.compiler.set_runtime_library_dirs(self.rpath)
        self.compiler.set_link_objects(self.link_objects or [])
        self.build_extensions()

    # The list of extensions.

    def check_extensions_list(self, extensions):
        """DistutilsSetupError if the list is not as it should be. Pairs of name and dict in it become Extensions."""
        if not isinstance(extensions, list):
            raise DistutilsSetupError("'ext_modules' option must be a list of Extension instances")
        for number, extension in enumerate(extensions):
            if not isinstance(extension, Extension):
                extensions[number] = self._from_pair(extension)

    def _from_pair(self, pair):
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise DistutilsSetupError("each element of 'ext_modules' option must be an Extension instance or 2-tuple")
        name, told = pair
        log.warn("old-style (ext_name, build_info) tuple found in ext_modules for extension '%s'-- please convert to Extension "
                 'instance', name)
        if not (isinstance(name, str) and extension_name_re.match(name)):
            raise DistutilsSetupError("first element of each tuple in 'ext_modules' must be the extension name (a string)")
        if not isinstance(told, dict):
            raise DistutilsSetupError("second element of each tuple in 'ext_modules' must be a dictionary (build info)")
        extension = Extension(name, told['sources'])
        for key in _DICT_KEYS:
            if told.get(key) is not None:
                setattr(extension, key, told[key])
        extension.runtime_library_dirs = told.get('rpath')
        if 'def_file' in told:
            log.warn("'def_file' element of build info dict no longer supported")
        for macro in told.get('macros') or ():
            if not (isinstance(macro, tuple) and len(macro) in (1, 2)):
                raise DistutilsSetupError("'macros' element of build info dict must be 1- or 2-tuple")
            if len(macro) == 1:
                extension.undef_macros.append(macro[0])
            else:
                extension.define_macros.append(macro)
        return extension

    def get_source_files(self):
        self.check_extensions_list(self.extensions)
        return [path for extension in self.extensions for path in extension.sources]

    def get_outputs(self):
        self.check_extensions_list(self.extensions)
        return [self.get_ext_fullpath(extension.name) for extension in self.extensions]

    # Building.

    def build_extensions(self):
        self.check_extensions_list(self.extensions)
        for extension in self.extensions:
            self.build_extension(extension)

    def build_extension(self, ext):
        """Always an error: DistutilsPlatformError, which setup scripts with optional extensions know."""
        if not isinstance(ext.sources, (list, tuple)):
            raise DistutilsSetupError("in 'ext_modules' option (extension '%s'), 'sources' must be present and must be a list of "
                                      'source filenames' % ext.name)
        raise DistutilsPlatformError("cannot build extension module '%s': pyrs has no interface for modules in C, and imports "
                                     'only modules in Python' % ext.name)

    def swig_sources(self, sources, extension):
        """The sources, with C or C++ in place of the interfaces that SWIG is run for."""
        if self.swig_cpp:
            log.warn('--swig-cpp is deprecated - use --swig-opts=-c++')
        is_cpp = self.swig_cpp or '-c++' in self.swig_opts or '-c++' in extension.swig_opts
        result = []
        for source in sources:
            base, ending = os.path.splitext(source)
            if ending != '.i':
                result.append(source)
                continue
            target = base + '_wrap' + ('.cpp' if is_cpp else '.c')
            result.append(target)
            log.info('swigging %s to %s', source, target)
            command = [self.swig or self.find_swig(), '-python'] + self.swig_opts + ['-c++'] * bool(self.swig_cpp)
            self.spawn(command + ([] if self.swig_opts else extension.swig_opts) + ['-o', target, source])
        return result

    def find_swig(self):
        if os.name not in ('posix', 'nt', 'os2'):
            raise DistutilsPlatformError("I don't know how to find (much less run) SWIG on platform '%s'" % os.name)
        return 'swig' if os.name == 'posix' else 'swig.exe'

    # Where modules would be.

    def get_ext_fullname(self, ext_name):
        return ext_name if self.package is None else '%s.%s' % (self.package, ext_name)

    def get_ext_filename(self, ext_name):
        return os.path.join(*ext_name.split('.')) + get_config_var('SO')

    def get_ext_fullpath(self, ext_name):
        """Where a module is put: in build_lib, or beside the sources (inplace)."""
        name = self.get_ext_fullname(ext_name)
        if not self.inplace:
            folders = [self.build_lib] + name.split('.')[:-1]
            return os.path.join(*folders + [self.get_ext_filename(ext_name.split('.')[-1])])
        package, _, base = name.rpartition('.')
        folder = self.get_finalized_command('build_py').get_package_dir(package)
        return os.path.join(os.path.abspath(folder), self.get_ext_filename(base))

    def get_export_symbols(self, ext):
        """The names that a module exports."""
        name = 'init' + ext.name.split('.')[-1]
        if name not in ext.export_symbols:
            ext.export_symbols.append(name)
        return ext.export_symbols

    def get_libraries(self, ext):
        return ext.libraries
