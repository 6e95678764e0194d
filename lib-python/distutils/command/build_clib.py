"""Libraries in C that extension modules, or programs that a build runs, are linked with."""

import os
from distutils import log
from distutils.cmd import Command
from distutils.errors import DistutilsSetupError
from distutils.sysconfig import customize_compiler
from distutils._options import table
from distutils.command.build import show_compilers


class build_clib(Command):
    """Libraries are pairs of a name and a dict with 'sources' and perhaps 'macros' and 'include_dirs'."""

    description = 'build C/C++ libraries used by Python extensions'

    user_options = table('''
        build-clib=  b  directory to build C/C++ libraries to
        build-temp=  t  directory to put temporary build by-products
        debug        g  compile with debugging information
        force        f  forcibly build everything (ignore file timestamps)
        compiler=    c  specify the compiler type
        ''')
    boolean_options = ['debug', 'force']
    help_options = [('help-compiler', None, 'list available compilers', show_compilers)]

    def initialize_options(self):
        self.build_clib = self.build_temp = None
        self.libraries = None
        self.include_dirs = self.define = self.undef = None
        self.debug = self.compiler = None
        self.force = 0

    def finalize_options(self):
        self.set_undefined_options('build', ('build_temp', 'build_clib'), ('build_temp', 'build_temp'),
                                   ('compiler', 'compiler'), ('debug', 'debug'), ('force', 'force'))
        self.libraries = self.distribution.libraries
        if self.libraries:
            self.check_library_list(self.libraries)
        folders = self.include_dirs
        if folders is None:
            folders = self.distribution.include_dirs or []
        self.include_dirs = folders.split(os.pathsep) if isinstance(folders, str) else folders

    def run(self):
        if not self.libraries:
            return
        from distutils.ccompiler import new_compiler
        self.compiler = new_compiler(compiler=self.compiler, dry_run=self.dry_run, force=self.force)
        customize_compiler(self.compiler)
        if self.include_dirs is not None:
            self.compiler.set_include_dirs(self.include_dirs)
        for name, value in self.define or ():
            self.compiler.define_macro(name, value)
        for name in self.undef or ():
            self.compiler.undefine_macro(name)
        self.build_libraries(self.libraries)

    def check_library_list(self, libraries):
        """DistutilsSetupError if the list is not as it should be."""
        if not isinstance(libraries, list):
            raise DistutilsSetupError("'libraries' option must be a list of tuples")
        for library in libraries:
            # In this order: each condition rests on those before it.
            if not isinstance(library, tuple) or len(library) != 2:
                wrong = "each element of 'libraries' must a 2-tuple"
            elif not isinstance(library[0], str):
                wrong = "first element of each tuple in 'libraries' must be a string (the library name)"
            elif '/' in library[0] or os.sep in library[0]:
                wrong = "bad library name '%s': may not contain directory separators" % library[0]
            elif not isinstance(library[1], dict):
                wrong = "second element of each tuple in 'libraries' must be a dictionary (build info)"
            else:
                continue
            raise DistutilsSetupError(wrong)

    def _sources(self, name, told):
        sources = told.get('sources')
        if not isinstance(sources, (list, tuple)):
            raise DistutilsSetupError("in 'libraries' option (library '%s'), 'sources' must be present and must be a list of "
                                      'source filenames' % name)
        return list(sources)

    def get_library_names(self):
        """The names, None if there are no libraries."""
        if self.libraries:
            return [name for name, _told in self.libraries]

    def get_source_files(self):
        self.check_library_list(self.libraries)
        return [path for name, told in self.libraries for path in self._sources(name, told)]

    def build_libraries(self, libraries):
        for name, told in libraries:
            sources = self._sources(name, told)
            log.info("building '%s' library", name)
            objects = self.compiler.compile(sources, output_dir=self.build_temp, macros=told.get('macros'),
                                            include_dirs=told.get('include_dirs'), debug=self.debug)
            self.compiler.create_static_lib(objects, name, output_dir=self.build_clib, debug=self.debug)
