"""Extension modules in C, as setup scripts describe them. Whether they can be built is another matter."""

import os
import warnings

_LISTS = ('include_dirs', 'define_macros', 'undef_macros', 'library_dirs', 'libraries', 'runtime_library_dirs', 'extra_objects',
          'extra_compile_args', 'extra_link_args', 'export_symbols', 'swig_opts', 'depends')


class Extension:
    """A module's full name, its sources, and how they are compiled and linked."""

    def __init__(self, name, sources, include_dirs=None, define_macros=None, undef_macros=None, library_dirs=None,
                 libraries=None, runtime_library_dirs=None, extra_objects=None, extra_compile_args=None, extra_link_args=None,
                 export_symbols=None, swig_opts=None, depends=None, language=None, **kw):
        assert isinstance(name, str), "'name' must be a string"
        assert isinstance(sources, list) and all(isinstance(path, str) for path in sources), \
            "'sources' must be a list of strings"
        given = locals()
        self.name, self.sources, self.language = name, sources, language
        for each in _LISTS:
            setattr(self, each, given[each] or [])
        if kw:
            warnings.warn('Unknown Extension options: ' + ', '.join(sorted(map(repr, kw))))


# What words of a Setup file stand for, by how they start: the attribute their rest belongs to.
_SWITCHES = {'-I': 'include_dirs', '-U': 'undef_macros', '-C': 'extra_compile_args', '-l': 'libraries', '-L': 'library_dirs',
             '-R': 'runtime_library_dirs'}
_FOLLOWED = {'-rpath': 'runtime_library_dirs', '-Xlinker': 'extra_link_args', '-Xcompiler': 'extra_compile_args',
             '-u': 'extra_link_args'}
_SOURCES = '.c', '.cc', '.cpp', '.cxx', '.c++', '.m', '.mm'
_OBJECTS = '.a', '.so', '.sl', '.o', '.dylib'


def read_setup_file(filename):
    """The extensions of a file in the form of Modules/Setup: a line for each, and variables."""
    from distutils.sysconfig import expand_makefile_vars, parse_makefile
    from distutils.text_file import TextFile
    from distutils.util import split_quoted
    variables = parse_makefile(filename)
    file = TextFile(filename, strip_comments=1, skip_blanks=1, join_lines=1, lstrip_ws=1, rstrip_ws=1)
    extensions = []
    try:
        for line in iter(file.readline, None):
            if '=' in line.split()[0]:
                continue              # a variable
            if line.startswith('*') and line.endswith('*'):
                file.warn("'%s' lines not handled yet" % line)
                continue
            words = split_quoted(expand_makefile_vars(line, variables))
            extensions.append(_extension(words[0], words[1:], file))
    finally:
        file.close()
    return extensions


def _extension(name, words, file):
    extension = Extension(name, [])
    belongs_to = None
    for word in words:
        if belongs_to is not None:
            getattr(extension, belongs_to).append(word)
            belongs_to = None
            continue
        ending = os.path.splitext(word)[1]
        if ending in _SOURCES:
            extension.sources.append(word)
        elif word in _FOLLOWED:
            belongs_to = _FOLLOWED[word]
            if word == '-u':
                extension.extra_link_args.append(word)
        elif word.startswith('-D'):
            macro, equals, value = word[2:].partition('=')
            extension.define_macros.append((macro, value if equals else None))
        elif word[:2] in _SWITCHES:
            rest = word if word[:2] == '-C' else word[2:]
            getattr(extension, _SWITCHES[word[:2]]).append(rest)
        elif ending in _OBJECTS:
            extension.extra_objects.append(word)
        else:
            file.warn("unrecognized argument '%s'" % word)
    return extension
