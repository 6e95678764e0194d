"""A command for setup scripts that try out what the C compiler has; they define a class with a run() of their own."""

import os
import re
from distutils import log
from distutils.cmd import Command
from distutils.errors import CompileError, DistutilsExecError, LinkError
from distutils.sysconfig import customize_compiler
from distutils._options import table

LANG_EXT = {'c': '.c', 'c++': '.cxx'}


class config(Command):

    description = 'prepare to build'

    user_options = table('''
        compiler=      -  specify the compiler type
        cc=            -  specify the compiler executable
        include-dirs=  I  list of directories to search for header files
        define=        D  C preprocessor macros to define
        undef=         U  C preprocessor macros to undefine
        libraries=     l  external C libraries to link with
        library-dirs=  L  directories to search for external C libraries
        noisy          -  show every action (compile, link, run, ...) taken
        dump-source    -  dump generated source files before attempting to compile them
        ''')

    def initialize_options(self):
        self.compiler = self.cc = None
        self.include_dirs = self.libraries = self.library_dirs = None
        self.noisy = self.dump_source = 1
        # Files that were made to try something.
        self.temp_files = []

    def finalize_options(self):
        for name, separator in ('include_dirs', os.pathsep), ('library_dirs', os.pathsep), ('libraries', None):
            value = getattr(self, name)
            if value is None:
                value = self.distribution.include_dirs or [] if name == 'include_dirs' else []
            elif isinstance(value, str):
                value = value.split(separator) if separator else [value]
            setattr(self, name, value)

    def run(self):
        pass

    def _check_compiler(self):
        """Makes a compiler object of the compiler's name."""
        from distutils.ccompiler import CCompiler, new_compiler
        if isinstance(self.compiler, CCompiler):
            return
        self.compiler = new_compiler(compiler=self.compiler, dry_run=self.dry_run, force=1)
        customize_compiler(self.compiler)
        for name in 'include_dirs', 'libraries', 'library_dirs':
            if getattr(self, name):
                getattr(self.compiler, 'set_' + name)(getattr(self, name))

    # Steps, which leave files.

    def _gen_temp_sourcefile(self, body, headers, lang):
        path = '_configtest' + LANG_EXT[lang]
        with open(path, 'w') as file:
            if headers:
                file.write(''.join('#include <%s>\n' % header for header in headers) + '\n')
            file.write(body)
            if not body.endswith('\n'):
                file.write('\n')
        return path

    def _preprocess(self, body, headers, include_dirs, lang):
        source, target = self._gen_temp_sourcefile(body, headers, lang), '_configtest.i'
        self.temp_files += [source, target]
        self.compiler.preprocess(source, target, include_dirs=include_dirs)
        return source, target

    def _compile(self, body, headers, include_dirs, lang):
        source = self._gen_temp_sourcefile(body, headers, lang)
        if self.dump_source:
            dump_file(source, "compiling '%s':" % source)
        target, = self.compiler.object_filenames([source])
        self.temp_files += [source, target]
        self.compiler.compile([source], include_dirs=include_dirs)
        return source, target

    def _link(self, body, headers, include_dirs, libraries, library_dirs, lang):
        source, target = self._compile(body, headers, include_dirs, lang)
        program = os.path.splitext(os.path.basename(source))[0]
        self.compiler.link_executable([target], program, libraries=libraries, library_dirs=library_dirs, target_lang=lang)
        program += self.compiler.exe_extension or ''
        self.temp_files.append(program)
        return source, target, program

    def _clean(self, *filenames):
        """Removes files, or all that were made."""
        if not filenames:
            filenames, self.temp_files = self.temp_files, []
        log.info('removing: %s', ' '.join(filenames))
        for path in filenames:
            try:
                os.remove(path)
            except OSError:
                pass                  # never made

    def _tried(self, errors, step, *arguments):
        """Whether a step goes well."""
        self._check_compiler()
        try:
            step(*arguments)
            good = True
        except errors:
            good = False
        return good

    # What can be tried. Bodies are C code, headers names to include before it.

    def try_cpp(self, body=None, headers=None, include_dirs=None, lang='c'):
        """Whether it can be preprocessed."""
        good = self._tried(CompileError, self._preprocess, body or '', headers, include_dirs, lang)
        self._clean()
        return good

    def search_cpp(self, pattern, body=None, headers=None, include_dirs=None, lang='c'):
        """Whether the preprocessor's output has a line in which an expression is found."""
        self._check_compiler()
        _source, target = self._preprocess(body or '', headers, include_dirs, lang)
        search = re.compile(pattern).search if isinstance(pattern, basestring) else pattern.search
        with open(target) as file:
            found = any(search(line) for line in file)
        self._clean()
        return found

    def _tell(self, good):
        log.info('success!' if good else 'failure.')
        self._clean()
        return good

    def try_compile(self, body, headers=None, include_dirs=None, lang='c'):
        return self._tell(self._tried(CompileError, self._compile, body, headers, include_dirs, lang))

    def try_link(self, body, headers=None, include_dirs=None, libraries=None, library_dirs=None, lang='c'):
        return self._tell(self._tried((CompileError, LinkError), self._link, body, headers, include_dirs, libraries,
                                      library_dirs, lang))

    def try_run(self, body, headers=None, include_dirs=None, libraries=None, library_dirs=None, lang='c'):
        """Whether a program can be linked, and ends well."""
        def run():
            program = self._link(body, headers, include_dirs, libraries, library_dirs, lang)[2]
            self.spawn([os.path.join(os.curdir, program)])
        return self._tell(self._tried((CompileError, LinkError, DistutilsExecError), run))

    def check_func(self, func, headers=None, include_dirs=None, libraries=None, library_dirs=None, decl=0, call=0):
        """Whether a function is there. decl: declare it (if no header does); call: call it without arguments."""
        lines = ['int %s ();' % func] if decl else []
        lines += ['int main () {', '  %s%s;' % (func, '()' if call else ''), '}']
        return self.try_link('\n'.join(lines) + '\n', headers, include_dirs, libraries, library_dirs)

    def check_lib(self, library, library_dirs=None, headers=None, include_dirs=None, other_libraries=[]):
        """Whether a program can be linked with a library."""
        return self.try_link('int main (void) { }', headers, include_dirs, [library] + other_libraries, library_dirs)

    def check_header(self, header, include_dirs=None, library_dirs=None, lang='c'):
        return self.try_cpp(body='/* No body */', headers=[header], include_dirs=include_dirs)


def dump_file(filename, head=None):
    """Shows a file, after a line above it."""
    log.info('%s', filename if head is None else head)
    with open(filename) as file:
        log.info(file.read())
