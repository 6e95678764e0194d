"""Compilers of C as they are on Unix: cc, ar and their kin."""

import os
import sys
from distutils import sysconfig
from distutils.ccompiler import CCompiler, gen_lib_options, gen_preprocess_options
from distutils.dep_util import newer
from distutils.errors import CompileError, DistutilsExecError, LibError, LinkError


class UnixCCompiler(CCompiler):

    compiler_type = 'unix'

    executables = {'preprocessor': None, 'compiler': ['cc'], 'compiler_so': ['cc'], 'compiler_cxx': ['cc'],
                   'linker_so': ['cc', '-shared'], 'linker_exe': ['cc'], 'archiver': ['ar', '-cr'], 'ranlib': None}
    if sys.platform.startswith('darwin'):
        executables['ranlib'] = ['ranlib']

    src_extensions = ['.c', '.C', '.cc', '.cxx', '.cpp', '.m']
    obj_extension = '.o'
    static_lib_extension, shared_lib_extension = '.a', '.so'
    dylib_lib_extension, xcode_stub_lib_extension = '.dylib', '.tbd'
    static_lib_format = shared_lib_format = dylib_lib_format = xcode_stub_lib_format = 'lib%s%s'
    if sys.platform == 'cygwin':
        exe_extension = '.exe'

    def _run(self, error, command):
        try:
            self.spawn(command)
        except DistutilsExecError as failure:
            raise error(failure)

    def preprocess(self, source, output_file=None, macros=None, include_dirs=None, extra_preargs=None, extra_postargs=None):
        _folder, macros, include_dirs = self._fix_compile_args(None, macros, include_dirs)
        command = (extra_preargs or []) + self.preprocessor + gen_preprocess_options(macros, include_dirs)
        if output_file:
            command += ['-o', output_file]
        # Without a file the output is wanted anyhow.
        if self.force or output_file is None or newer(source, output_file):
            if output_file:
                self.mkpath(os.path.dirname(output_file))
            self._run(CompileError, command + (extra_postargs or []) + [source])

    def _compile(self, obj, src, ext, cc_args, extra_postargs, pp_opts):
        self._run(CompileError, self.compiler_so + cc_args + [src, '-o', obj] + extra_postargs)

    def create_static_lib(self, objects, output_libname, output_dir=None, debug=0, target_lang=None):
        objects, output_dir = self._fix_object_args(objects, output_dir)
        target = self.library_filename(output_libname, output_dir=output_dir or '')
        if not self._need_link(objects, target):
            self._tell_up_to_date(target)
            return
        self.mkpath(os.path.dirname(target))
        self.spawn(self.archiver + [target] + objects + self.objects)
        if self.ranlib:
            self._run(LibError, self.ranlib + [target])

    def _tell_up_to_date(self, path):
        from distutils import log
        log.debug('skipping %s (up-to-date)', path)

    def link(self, target_desc, objects, output_filename, output_dir=None, libraries=None, library_dirs=None,
             runtime_library_dirs=None, export_symbols=None, debug=0, extra_preargs=None, extra_postargs=None, build_temp=None,
             target_lang=None):
        objects, output_dir = self._fix_object_args(objects, output_dir)
        libraries, library_dirs, runtime_library_dirs = self._fix_lib_args(libraries, library_dirs, runtime_library_dirs)
        options = gen_lib_options(self, library_dirs, runtime_library_dirs, libraries)
        if not isinstance(output_dir, (str, type(None))):
            raise TypeError("'output_dir' must be a string or None")
        target = os.path.join(output_dir or '', output_filename)
        if not self._need_link(objects, target):
            self._tell_up_to_date(target)
            return
        self.mkpath(os.path.dirname(target))
        linker = self.linker_exe if target_desc == self.EXECUTABLE else self.linker_so
        if target_lang == 'c++' and self.compiler_cxx:
            linker = _with_program(linker, self.compiler_cxx[0])
        self._run(LinkError, linker + (extra_preargs or []) + ['-g'] * bool(debug) + objects + self.objects + options
                  + ['-o', target] + (extra_postargs or []))

    def library_dir_option(self, dir):
        return '-L' + dir

    def library_option(self, lib):
        return '-l' + lib

    def _is_gcc(self, compiler_name):
        return 'gcc' in compiler_name or 'g++' in compiler_name

    def runtime_library_dir_option(self, dir):
        """The option, or a list of them, for a folder that programs look for libraries in when they run."""
        # Where nothing is known of the compiler, it is taken for one with gcc's options.
        is_gcc = self._is_gcc(os.path.basename(sysconfig.get_config_var('CC') or 'gcc'))
        if sys.platform.startswith('darwin'):
            return '-L' + dir         # a path is part of a library there
        if sys.platform.startswith('freebsd'):
            return '-Wl,-rpath=' + dir
        if sys.platform.startswith('hp-ux'):
            return ['-Wl,+s' if is_gcc else '+s', '-L' + dir]
        if sys.platform.startswith(('irix646', 'osf1V5')):
            return ['-rpath', dir]
        return ('-Wl,-R' if is_gcc else '-R') + dir

    def find_library_file(self, dirs, lib, debug=0):
        """The path of a library among folders, a shared one rather than a static one; None if there is none."""
        kinds = 'dylib', 'xcode_stub', 'shared', 'static'
        for folder in dirs:
            for kind in kinds:
                path = os.path.join(folder, self.library_filename(lib, lib_type=kind))
                if os.path.exists(path):
                    return path


def _with_program(command, program):
    """A command with another program; 'env' and the variables that it sets stay before it."""
    place = 0
    if os.path.basename(command[0]) == 'env':
        place = 1
        while '=' in command[place]:
            place += 1
    return command[:place] + [program] + command[place + 1:]
