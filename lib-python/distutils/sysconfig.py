"""Where Python has its files, and how it was built, so far as the module sysconfig knows."""

from __future__ import absolute_import

import os
import re
import sys
import sysconfig as _configuration
from distutils.errors import DistutilsPlatformError

PREFIX = os.path.normpath(sys.prefix)
EXEC_PREFIX = os.path.normpath(sys.exec_prefix)
project_base = os.path.dirname(os.path.abspath(sys.executable or os.curdir))
python_build = False


def get_python_version():
    """Major and minor version, as in names of folders."""
    return sys.version[:3]


def get_python_inc(plat_specific=0, prefix=None):
    """The folder of headers."""
    if prefix is None:
        prefix = EXEC_PREFIX if plat_specific else PREFIX
    if os.name != 'posix':
        raise DistutilsPlatformError("I don't know where Python installs its C header files on platform '%s'" % os.name)
    return os.path.join(prefix, 'include', 'python' + get_python_version())


def get_python_lib(plat_specific=0, standard_lib=0, prefix=None):
    """The folder of modules: those installed, or the library's."""
    if prefix is None:
        prefix = EXEC_PREFIX if plat_specific else PREFIX
    if os.name != 'posix':
        raise DistutilsPlatformError("I don't know where Python installs its library on platform '%s'" % os.name)
    library = os.path.join(prefix, 'lib', 'python' + get_python_version())
    return library if standard_lib else os.path.join(library, 'site-packages')


def get_config_h_filename():
    return os.path.join(get_python_inc(plat_specific=1), 'pyconfig.h')


def get_makefile_filename():
    return os.path.join(get_python_lib(plat_specific=1, standard_lib=1), 'config', 'Makefile')


def parse_config_h(fp, g=None):
    """Adds the names that a header defines, or says it does not, to a dict."""
    values = {} if g is None else g
    for line in fp:
        match = re.match(r'#define ([A-Z][A-Za-z0-9_]+) (.*)\n', line)
        if match:
            name, value = match.groups()
            values[name] = _number_or_text(value)
            continue
        match = re.match(r'/[*] #undef ([A-Z][A-Za-z0-9_]+) [*]/\n', line)
        if match:
            values[match.group(1)] = 0
    return values


def _number_or_text(text):
    try:
        return int(text)
    except ValueError:
        return text


_REFERENCE = re.compile(r'\$(?:\(([A-Za-z][A-Za-z0-9_]*)\)|\{([A-Za-z][A-Za-z0-9_]*)\})')


def parse_makefile(fn, g=None):
    """Adds a makefile's variables to a dict, with variables in them replaced."""
    from distutils.text_file import TextFile
    file = TextFile(fn, strip_comments=1, skip_blanks=1, join_lines=1, errors='surrogateescape')
    plain, pending = {}, {}
    for line in file.readlines():
        match = re.match(r'([a-zA-Z][a-zA-Z0-9_]+)\s*=\s*(.*)', line)
        if match:
            name, value = match.group(1), match.group(2).strip()
            if '$' not in value.replace('$$', ''):
                plain[name] = value.replace('$$', '$')
            elif _REFERENCE.search(value):
                # One with '$' otherwise cannot be told.
                pending[name] = value.replace('$$', '$')
    file.close()
    plain = dict((name, _number_or_text(value)) for name, value in plain.items())

    def resolve(name, visited):
        if name in plain:
            return str(plain[name])
        if name not in pending or name in visited:
            if name not in os.environ:
                plain[name] = ''
            return os.environ.get(name, '')
        return _REFERENCE.sub(lambda match: resolve(match.group(1) or match.group(2), visited | set([name])), pending[name])

    for name in pending:
        plain[name] = _number_or_text(resolve(name, frozenset()).strip())
    values = {} if g is None else g
    values.update(plain)
    return values


def expand_makefile_vars(s, vars):
    """A text with $(name) and ${name} replaced, again until none is left that is known."""
    while True:
        match = _REFERENCE.search(s)
        if not match:
            return s
        s = s[:match.start()] + vars.get(match.group(1) or match.group(2)) + s[match.end():]


# The one dict of variables, which programs change.
_config_vars = _configuration.get_config_vars()


def get_config_vars(*args):
    """All variables as a dict, or the values of some."""
    return _configuration.get_config_vars(*args)


def get_config_var(name):
    return get_config_vars().get(name)


def customize_compiler(compiler):
    """Gives a compiler the programs and options of the environment, or else those usual on this system."""
    if compiler.compiler_type != 'unix':
        return
    told = os.environ.get

    def usual(name, otherwise):
        return get_config_var(name) or otherwise

    def words(*parts):
        return ' '.join(filter(None, parts))
    cc = told('CC', usual('CC', 'cc'))
    flags = words(told('CFLAGS'), told('CPPFLAGS'))
    command = words(cc, usual('CFLAGS', ''), flags)
    compiler.set_executables(
        preprocessor=words(told('CPP', cc + ' -E'), told('CPPFLAGS')), compiler=command,
        compiler_so=words(command, usual('CCSHARED', '-fPIC')), compiler_cxx=told('CXX', usual('CXX', 'c++')),
        linker_so=words(told('LDSHARED', usual('LDSHARED', cc + ' -shared')), told('LDFLAGS'), flags), linker_exe=cc,
        archiver=words(told('AR', usual('AR', 'ar')), told('ARFLAGS', usual('ARFLAGS', 'rc'))))
    compiler.shared_lib_extension = usual('SO', '.so')
