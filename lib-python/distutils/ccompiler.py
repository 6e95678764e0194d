"""What compilers of C have in common, and how one is chosen."""

import os
import re
import sys
from distutils import log
from distutils.dep_util import newer_group
from distutils.dir_util import mkpath
from distutils.errors import CompileError, DistutilsModuleError, DistutilsPlatformError, LinkError, UnknownFileError
from distutils.file_util import move_file
from distutils.spawn import spawn
from distutils.sysconfig import customize_compiler
from distutils.util import execute, split_quoted


def _abstract(self, *arguments, **options):
    """Classes of compilers define it."""
    raise NotImplementedError


def _strings(value, default, name, what='strings'):
    """A new list of an argument, which may be None, and what the compiler has of that."""
    if value is None:
        return list(default)
    if not isinstance(value, (list, tuple)):
        raise TypeError("'%s' (if supplied) must be a list of %s" % (name, what))
    return list(value) + list(default)


class CCompiler:
    """Compiles C and links. Classes have a compiler_type, executables (a dict of programs by what they do, each an attribute of
    the instances, too), endings of files, and methods for single steps."""

    compiler_type = None
    executables = {}

    src_extensions = obj_extension = exe_extension = None
    static_lib_extension = shared_lib_extension = None
    static_lib_format = shared_lib_format = None      # such as 'lib%s%s', for a name and an ending

    # Languages of endings; where there are several, the first of the order is that of all.
    language_map = {'.c': 'c', '.cc': 'c++', '.cpp': 'c++', '.cxx': 'c++', '.m': 'objc'}
    language_order = ['c++', 'objc', 'c']

    # What link() makes.
    SHARED_OBJECT, SHARED_LIBRARY, EXECUTABLE = 'shared_object', 'shared_library', 'executable'

    def __init__(self, verbose=0, dry_run=0, force=0):
        self.verbose, self.dry_run, self.force = verbose, dry_run, force
        self.output_dir = None
        # Used in every step: (name, value) of macros, or (name,) of those to undefine; folders, libraries and objects.
        self.macros, self.include_dirs = [], []
        self.libraries, self.library_dirs, self.runtime_library_dirs, self.objects = [], [], [], []
        for name, program in self.executables.items():
            self.set_executable(name, program)

    def set_executables(self, **args):
        """Sets programs, by what they do: a list of words or a text."""
        for name, program in args.items():
            if name not in self.executables:
                raise ValueError("unknown executable '%s' for class %s" % (name, self.__class__.__name__))
            self.set_executable(name, program)

    def set_executable(self, key, value):
        setattr(self, key, split_quoted(value) if isinstance(value, basestring) else value)

    # Macros.

    def _find_macro(self, name):
        """The number of a macro among those known; None if it is not."""
        for number, macro in enumerate(self.macros):
            if macro[0] == name:
                return number

    def _set_macro(self, macro):
        number = self._find_macro(macro[0])
        if number is not None:
            del self.macros[number]
        self.macros.append(macro)

    def define_macro(self, name, value=None):
        self._set_macro((name, value))

    def undefine_macro(self, name):
        self._set_macro((name,))

    def _check_macro_definitions(self, definitions):
        for macro in definitions:
            value = macro[1] if isinstance(macro, tuple) and len(macro) == 2 else None
            if not (isinstance(macro, tuple) and len(macro) in (1, 2) and isinstance(macro[0], str)
                    and (value is None or isinstance(value, str))):
                raise TypeError("invalid macro definition '%s': must be tuple (string,), (string, string), or (string, None)"
                                % (macro,))

    # Arguments of steps, completed.

    def _fix_compile_args(self, output_dir, macros, include_dirs):
        if output_dir is None:
            output_dir = self.output_dir
        elif not isinstance(output_dir, str):
            raise TypeError("'output_dir' must be a string or None")
        return (output_dir, _strings(macros, self.macros, 'macros', 'tuples'),
                _strings(include_dirs, self.include_dirs, 'include_dirs'))

    def _fix_object_args(self, objects, output_dir):
        if not isinstance(objects, (list, tuple)):
            raise TypeError("'objects' must be a list or tuple of strings")
        if output_dir is None:
            output_dir = self.output_dir
        elif not isinstance(output_dir, str):
            raise TypeError("'output_dir' must be a string or None")
        return list(objects), output_dir

    def _fix_lib_args(self, libraries, library_dirs, runtime_library_dirs):
        return (_strings(libraries, self.libraries, 'libraries'),
                _strings(library_dirs, self.library_dirs, 'library_dirs'),
                _strings(runtime_library_dirs, self.runtime_library_dirs, 'runtime_library_dirs'))

    def _setup_compile(self, outdir, macros, incdirs, sources, depends, extra):
        """Arguments of compile(), completed, and a dict of sources and their endings by objects."""
        outdir, macros, incdirs = self._fix_compile_args(outdir, macros, incdirs)
        objects = self.object_filenames(sources or [], 0, outdir)
        build = {}
        for source, object in zip(sources or [], objects):
            self.mkpath(os.path.dirname(object))
            build[object] = source, os.path.splitext(source)[1]
        return macros, objects, extra or [], gen_preprocess_options(macros, incdirs), build

    def _get_cc_args(self, pp_opts, debug, before):
        return (before or []) + ['-g'] * bool(debug) + pp_opts + ['-c']

    def _need_link(self, objects, output_file):
        """Whether some object is newer than what is linked of them; when trying, objects may be missing."""
        return bool(self.force) or newer_group(objects, output_file, 'newer' if self.dry_run else 'error')

    def detect_language(self, sources):
        """The language of a source, or of several, None if it is not known."""
        found = [self.language_map.get(os.path.splitext(path)[1])
                 for path in (sources if isinstance(sources, list) else [sources])]
        for language in self.language_order:
            if language in found:
                return language

    # Steps.

    def compile(self, sources, output_dir=None, macros=None, include_dirs=None, debug=0, extra_preargs=None,
                extra_postargs=None, depends=None):
        """Compiles sources; the paths of the objects."""
        _macros, objects, extra, options, build = self._setup_compile(output_dir, macros, include_dirs, sources, depends,
                                                                      extra_postargs)
        arguments = self._get_cc_args(options, debug, extra_preargs)
        for object in objects:
            source, ending = build[object]
            self._compile(object, source, ending, arguments, extra, options)
        return objects

    def _compile(self, obj, src, ext, cc_args, extra_postargs, pp_opts):
        """Compiles one source."""

    def preprocess(self, source, output_file=None, macros=None, include_dirs=None, extra_preargs=None, extra_postargs=None):
        """Runs the preprocessor, to standard output if no file is told."""

    def create_static_lib(self, objects, output_libname, output_dir=None, debug=0, target_lang=None):
        """Makes a static library of objects."""

    link = _abstract

    def link_shared_lib(self, objects, output_libname, output_dir=None, libraries=None, library_dirs=None,
                        runtime_library_dirs=None, export_symbols=None, debug=0, extra_preargs=None, extra_postargs=None,
                        build_temp=None, target_lang=None):
        self.link(self.SHARED_LIBRARY, objects, self.library_filename(output_libname, lib_type='shared'), output_dir, libraries,
                  library_dirs, runtime_library_dirs, export_symbols, debug, extra_preargs, extra_postargs, build_temp,
                  target_lang)

    def link_shared_object(self, objects, output_filename, output_dir=None, libraries=None, library_dirs=None,
                           runtime_library_dirs=None, export_symbols=None, debug=0, extra_preargs=None, extra_postargs=None,
                           build_temp=None, target_lang=None):
        self.link(self.SHARED_OBJECT, objects, output_filename, output_dir, libraries, library_dirs, runtime_library_dirs,
                  export_symbols, debug, extra_preargs, extra_postargs, build_temp, target_lang)

    def link_executable(self, objects, output_progname, output_dir=None, libraries=None, library_dirs=None,
                        runtime_library_dirs=None, debug=0, extra_preargs=None, extra_postargs=None, target_lang=None):
        self.link(self.EXECUTABLE, objects, self.executable_filename(output_progname), output_dir, libraries, library_dirs,
                  runtime_library_dirs, None, debug, extra_preargs, extra_postargs, None, target_lang)

    # Options of the linker, and libraries as files.

    library_dir_option = _abstract
    runtime_library_dir_option = _abstract
    library_option = _abstract
    find_library_file = _abstract

    def has_function(self, funcname, includes=None, include_dirs=None, libraries=None, library_dirs=None):
        """Whether a program that calls a function can be linked."""
        import tempfile
        handle, source = tempfile.mkstemp('.c', funcname, text=True)
        with os.fdopen(handle, 'w') as file:
            file.writelines('#include "%s"\n' % header for header in includes or [])
            file.write('int main (int argc, char **argv) {\n    %s();\n}\n' % funcname)
        try:
            objects = self.compile([source], include_dirs=include_dirs or [])
            self.link_executable(objects, 'a.out', libraries=libraries or [], library_dirs=library_dirs or [])
        except (CompileError, LinkError, TypeError):
            return False
        return True

    # Names of files.

    def object_filenames(self, source_filenames, strip_dir=0, output_dir=''):
        objects = []
        for source in source_filenames:
            base, ending = os.path.splitext(source)
            # An absolute path goes on below the folder of objects.
            base = os.path.splitdrive(base)[1].lstrip('/') if os.path.isabs(base) else base
            if ending not in self.src_extensions:
                raise UnknownFileError("unknown file type '%s' (from '%s')" % (ending, source))
            objects.append(os.path.join(output_dir or '', (os.path.basename(base) if strip_dir else base) + self.obj_extension))
        return objects

    def shared_object_filename(self, basename, strip_dir=0, output_dir=''):
        return os.path.join(output_dir, (os.path.basename(basename) if strip_dir else basename) + self.shared_lib_extension)

    def executable_filename(self, basename, strip_dir=0, output_dir=''):
        return os.path.join(output_dir, (os.path.basename(basename) if strip_dir else basename) + (self.exe_extension or ''))

    def library_filename(self, libname, lib_type='static', strip_dir=0, output_dir=''):
        if lib_type not in ('static', 'shared', 'dylib', 'xcode_stub'):
            raise ValueError('\'lib_type\' must be "static", "shared", "dylib", or "xcode_stub".')
        folder, name = os.path.split(libname)
        name = getattr(self, lib_type + '_lib_format') % (name, getattr(self, lib_type + '_lib_extension'))
        return os.path.join(output_dir, '' if strip_dir else folder, name)

    # Work and talk.

    def announce(self, msg, level=1):
        log.debug(msg)

    def debug_print(self, msg):
        from distutils.debug import DEBUG
        if DEBUG:
            print msg

    def warn(self, msg):
        sys.stderr.write('warning: %s\n' % msg)

    def execute(self, func, args, msg=None, level=1):
        execute(func, args, msg, self.dry_run)

    def spawn(self, cmd):
        spawn(cmd, dry_run=self.dry_run)

    def move_file(self, src, dst):
        return move_file(src, dst, dry_run=self.dry_run)

    def mkpath(self, name, mode=0777):
        mkpath(name, mode, dry_run=self.dry_run)


def _add(attribute):
    return lambda self, value: getattr(self, attribute).append(value)


def _set(attribute):
    return lambda self, values: setattr(self, attribute, values[:])


for _one, _attribute in [('include_dir', 'include_dirs'), ('library', 'libraries'), ('library_dir', 'library_dirs'),
                         ('runtime_library_dir', 'runtime_library_dirs'), ('link_object', 'objects')]:
    setattr(CCompiler, 'add_' + _one, _add(_attribute))
    setattr(CCompiler, 'set_' + ('link_objects' if _attribute == 'objects' else _attribute), _set(_attribute))


# Kinds of compilers by what os.name, or sys.platform, matches.
_default_compilers = ('cygwin.*', 'unix'), ('os2emx', 'emx'), ('posix', 'unix'), ('nt', 'msvc')

# The modules, classes and descriptions of compilers.
compiler_class = {
    'unix': ('unixccompiler', 'UnixCCompiler', 'standard UNIX-style compiler'),
    'msvc': ('msvccompiler', 'MSVCCompiler', 'Microsoft Visual C++'),
    'cygwin': ('cygwinccompiler', 'CygwinCCompiler', 'Cygwin port of GNU C Compiler for Win32'),
    'mingw32': ('cygwinccompiler', 'Mingw32CCompiler', 'Mingw32 port of GNU C Compiler for Win32'),
    'bcpp': ('bcppcompiler', 'BCPPCompiler', 'Borland C++ Compiler'),
    'emx': ('emxccompiler', 'EMXCCompiler', 'EMX port of GNU C Compiler for OS/2'),
}


def get_default_compiler(osname=None, platform=None):
    """The kind of compiler that is usual on a system."""
    names = platform or sys.platform, osname or os.name
    for pattern, kind in _default_compilers:
        if any(re.match(pattern, name) for name in names):
            return kind
    return 'unix'


def show_compilers():
    from distutils.fancy_getopt import FancyGetopt
    options = [('compiler=' + kind, None, compiler_class[kind][2]) for kind in sorted(compiler_class)]
    FancyGetopt(options).print_help('List of available compilers:')


def new_compiler(plat=None, compiler=None, verbose=0, dry_run=0, force=0):
    """An object of a kind of compiler, or of that which is usual."""
    system = plat or os.name
    kind = compiler or get_default_compiler(system)
    if kind not in compiler_class:
        wanted = "don't know how to compile C/C++ code on platform '%s'" % system
        raise DistutilsPlatformError(wanted + (" with '%s' compiler" % compiler if compiler is not None else ''))
    module, name, _text = compiler_class[kind]
    module = 'distutils.' + module
    try:
        __import__(module)
        make = getattr(sys.modules[module], name)
    except ImportError:
        raise DistutilsModuleError("can't compile C/C++ code: unable to load module '%s'" % module)
    except AttributeError:
        raise DistutilsModuleError("can't compile C/C++ code: unable to find class '%s' in module '%s'" % (name, module))
    return make(None, dry_run, force)


def gen_preprocess_options(macros, include_dirs):
    """Options that define, or undefine, macros and name folders of headers."""
    options = []
    for macro in macros:
        if not (isinstance(macro, tuple) and 1 <= len(macro) <= 2):
            raise TypeError("bad macro definition '%s': each element of 'macros' list must be a 1- or 2-tuple" % (macro,))
        if len(macro) == 1:
            options.append('-U' + macro[0])
        else:
            options.append('-D' + (macro[0] if macro[1] is None else '%s=%s' % macro))
    return options + ['-I' + folder for folder in include_dirs]


def gen_lib_options(compiler, library_dirs, runtime_library_dirs, libraries):
    """A compiler's options that name folders of libraries and libraries; those with a folder are given as files."""
    options = map(compiler.library_dir_option, library_dirs)
    for folder in runtime_library_dirs:
        option = compiler.runtime_library_dir_option(folder)
        options += option if isinstance(option, list) else [option]
    for library in libraries:
        folder, name = os.path.split(library)
        if not folder:
            options.append(compiler.library_option(library))
            continue
        path = compiler.find_library_file([folder], name)
        if path:
            options.append(path)
        else:
            compiler.warn("no library file corresponding to '%s' found (skipping)" % library)
    return options
