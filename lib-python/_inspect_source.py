"""The part of inspect that finds files, modules, docstrings and sources."""

import imp
import linecache
import os
import re
import sys
import tokenize
import types

from collections import namedtuple


# ---- docstrings

def getdoc(object):
    """The docstring, tidied; None if there is none."""
    doc = getattr(object, '__doc__', None)
    return cleandoc(doc) if isinstance(doc, basestring) else None


def cleandoc(doc):
    """A docstring without the blanks that all lines but the first share, and without blank lines around it."""
    try:
        lines = doc.expandtabs().split('\n')
    except UnicodeError:
        return None
    rest = lines[1:]
    margin = min([indentsize(line) for line in rest if line.strip()] or [0])
    lines = [lines[0].lstrip()] + [line[margin:] for line in rest]
    filled = [number for number, line in enumerate(lines) if line]
    return '\n'.join(lines[filled[0]:filled[-1] + 1]) if filled else ''


def indentsize(line):
    """How many columns a line is indented."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


# ---- files

# How one comes from a function, or what has one, to its code.
_STEPS = (types.MethodType, 'im_func'), (types.FunctionType, 'func_code'), (types.TracebackType, 'tb_frame'), (types.FrameType, 'f_code')


def _code_of(object):
    for kind, attribute in _STEPS:
        if isinstance(object, kind):
            object = getattr(object, attribute)
    return object


def _is_class(object):
    return isinstance(object, (type, types.ClassType))


def _is_module(object):
    return isinstance(object, types.ModuleType)


def getfile(object):
    """The file in which an object was defined; TypeError for built-in ones."""
    if _is_module(object) or _is_class(object):
        module = object if _is_module(object) else sys.modules.get(object.__module__)
        if hasattr(module, '__file__'):
            return module.__file__
        raise TypeError('{!r} is a built-in {}'.format(module, 'module' if object is module else 'class'))
    code = _code_of(object)
    if isinstance(code, types.CodeType):
        return code.co_filename
    raise TypeError('{!r} is not a module, class, method, function, traceback, frame, or code object'.format(code))


ModuleInfo = namedtuple('ModuleInfo', 'name suffix mode module_type')


def getmoduleinfo(path):
    """The ModuleInfo that a file's name gives, or None if it cannot be a module."""
    filename = os.path.basename(path)
    # The longest ending counts: "module.so", not ".so".
    for suffix, mode, kind in sorted(imp.get_suffixes(), key=lambda entry: -len(entry[0])):
        if filename.endswith(suffix):
            return ModuleInfo(filename[:-len(suffix)], suffix, mode, kind)
    return None


def getmodulename(path):
    """The module that the file's name says it is, or None."""
    info = getmoduleinfo(path)
    return info and info.name


def getsourcefile(object):
    """The file that has an object's source, or None."""
    filename = getfile(object)
    stem, extension = os.path.splitext(filename)
    if extension.lower() in ('.pyc', '.pyo'):
        filename = stem + '.py'
    binary = tuple(suffix for suffix, mode, kind in imp.get_suffixes() if 'b' in mode)
    if filename.lower().endswith(binary):
        return None
    if os.path.exists(filename) or filename.startswith('<frozen>/'):
        return filename
    # The module's loader may have the source, or somebody may have put it into the cache.
    if hasattr(getmodule(object, filename), '__loader__') or filename in linecache.cache:
        return filename
    return None


def getabsfile(object, _filename=None):
    """The file of an object's source, in the one form that its path has."""
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


# ---- modules

# The names of modules by their files; and the __file__ of those that were looked at.
modulesbyfile = {}
_seen = {}


def getmodule(object, _filename=None):
    """The module in which an object was defined, or None."""
    if _is_module(object):
        return object
    if hasattr(object, '__module__'):
        return sys.modules.get(object.__module__)
    path = _filename
    if path not in modulesbyfile:
        try:
            path = getabsfile(object, _filename)
        except TypeError:
            return None
        if path not in modulesbyfile:
            _note_files()
    if path in modulesbyfile:
        return sys.modules.get(modulesbyfile[path])
    for name in '__main__', '__builtin__':
        if hasattr(object, '__name__') and vars(sys.modules[name]).get(object.__name__) is object:
            return sys.modules[name]
    return None


def _note_files():
    """Note the files of modules that came since the last time."""
    for name, module in sys.modules.items():
        if _is_module(module) and hasattr(module, '__file__') and _seen.get(name) != module.__file__:
            # First of all: getabsfile() may come here again.
            _seen[name] = module.__file__
            path = getabsfile(module)
            modulesbyfile[path] = modulesbyfile[os.path.realpath(path)] = module.__name__


# ---- sources

# What a function's code starts with. The code of a lambda may start in the middle of its line.
_FUNCTION_START = re.compile(r'\s*(def\s|@)|.*\blambda[:\s]')


def findsource(object):
    """(all lines of the file, the index of the object's first line); IOError if it cannot be found."""
    file = getfile(object)
    source = getsourcefile(object)
    if not source and not (file.startswith('<') and file.endswith('>')):
        raise IOError('source code not available')
    file = source or file
    module = getmodule(object, file)
    lines = linecache.getlines(file, vars(module)) if module else linecache.getlines(file)
    if not lines:
        raise IOError('could not get source code')
    if _is_module(object):
        return lines, 0
    if _is_class(object):
        return lines, _class_line(lines, object.__name__)
    code = _code_of(object)
    if not isinstance(code, types.CodeType):
        raise IOError('could not find code object')
    line = min(code.co_firstlineno, len(lines)) - 1
    while line > 0 and not _FUNCTION_START.match(lines[line]):
        line -= 1
    return lines, line


def _class_line(lines, name):
    """The index of the line with which a class starts. Of several, the least indented one is taken."""
    matches = map(re.compile(r'(\s*)class\s*%s\b' % name).match, lines)
    starts = [(len(match.group(1)), index) for index, match in enumerate(matches) if match]
    if not starts:
        raise IOError('could not find class definition')
    return min(starts)[1]


def getcomments(object):
    """The comments right before an object's source, or None."""
    try:
        lines, first = findsource(object)
    except (IOError, TypeError):
        return None
    if _is_module(object):
        return _opening_comments(lines)
    indent = indentsize(lines[first])
    start = first
    while start > 0 and lines[start - 1].lstrip().startswith('#') and indentsize(lines[start - 1]) == indent:
        start -= 1
    comments = [line.expandtabs().lstrip() for line in lines[start:first]]
    # Empty ones at the ends are decoration.
    filled = [number for number, comment in enumerate(comments) if comment.strip() != '#']
    return ''.join(comments[filled[0]:filled[-1] + 1]) if filled else None


def _opening_comments(lines):
    """The first block of comments, if no code comes before it."""
    start = 1 if lines and lines[0].startswith('#!') else 0
    while start < len(lines) and lines[start].strip() in ('', '#'):
        start += 1
    end = start
    while end < len(lines) and lines[end].startswith('#'):
        end += 1
    return ''.join(line.expandtabs() for line in lines[start:end]) or None


class EndOfBlock(Exception):
    """Raised at the end of what BlockFinder looks for."""

    __module__ = 'inspect'


class BlockFinder:
    """Takes the tokens of a function or class, and whatever comes after it; last is the number of its last line."""

    __module__ = 'inspect'

    def __init__(self):
        self.indent = 0
        self.last = 1
        # "def", "class" or "lambda", after the decorators.
        self.keyword = None
        # Whether a statement goes on.
        self.within = True

    def tokeneater(self, type, token, start, end, line):
        if self.keyword is None:
            if token in ('def', 'class', 'lambda'):
                self.keyword = token
        elif type == tokenize.NEWLINE:
            self.within = False
            self.last = start[0]
            if self.keyword == 'lambda':
                raise EndOfBlock
        elif not self.within:
            self._between(type)

    def _between(self, type):
        if type == tokenize.INDENT:
            self.indent += 1
            self.within = True
        elif type == tokenize.DEDENT:
            self.indent -= 1
            if self.indent <= 0:
                raise EndOfBlock
        elif self.indent == 0 and type not in (tokenize.COMMENT, tokenize.NL):
            # All of it was in one line.
            raise EndOfBlock


def getblock(lines):
    """The lines of the function or class that starts with the first line."""
    finder = BlockFinder()
    try:
        tokenize.tokenize(iter(lines).next, finder.tokeneater)
    except (EndOfBlock, IndentationError):
        pass
    return lines[:finder.last]


def getsourcelines(object):
    """(the lines of an object's source, the number of the first one, or 0 for all of a module)."""
    lines, first = findsource(object)
    if _is_module(object) or getattr(_code_of(object), 'co_name', None) == '<module>':
        return lines, 0
    return getblock(lines[first:]), first + 1


def getsource(object):
    """An object's source as one string."""
    return ''.join(getsourcelines(object)[0])
