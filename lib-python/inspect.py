"""What live objects are: their kinds, members, sources and arguments; frames."""

import dis
import imp
import linecache
import os
import string
import sys
import tokenize
import types

from collections import namedtuple
from operator import attrgetter

# Bits of co_flags.
CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 0x1, 0x2, 0x4, 0x8
CO_NESTED, CO_GENERATOR, CO_NOFREE = 0x10, 0x20, 0x40

# Bit of a class's __flags__.
TPFLAGS_IS_ABSTRACT = 1 << 20


# ---- kinds of objects

def ismodule(object):
    """Whether it is a module."""
    return isinstance(object, types.ModuleType)


def isclass(object):
    """Whether it is a class of either style."""
    return isinstance(object, (type, types.ClassType))


def ismethod(object):
    """Whether it is a method, bound or not, that is written in Python."""
    return isinstance(object, types.MethodType)


def ismethoddescriptor(object):
    """Whether it has __get__ but not __set__ and is no method, function or class.

    Methods of built-in types are such objects.
    """
    return (hasattr(object, '__get__') and not hasattr(object, '__set__')
            and not ismethod(object) and not isfunction(object) and not isclass(object))


def isdatadescriptor(object):
    """Whether it has __get__ and __set__, as properties have."""
    return hasattr(object, '__set__') and hasattr(object, '__get__')


def ismemberdescriptor(object):
    """Whether it is an attribute of a built-in type, or a slot."""
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    """Whether it is a computed attribute of a built-in type."""
    return isinstance(object, types.GetSetDescriptorType)


def isfunction(object):
    """Whether it is a function written in Python."""
    return isinstance(object, types.FunctionType)


def isgeneratorfunction(object):
    """Whether it is a function or method whose call makes a generator."""
    return bool((isfunction(object) or ismethod(object))
                and object.func_code.co_flags & CO_GENERATOR)


def isgenerator(object):
    """Whether it is a generator."""
    return isinstance(object, types.GeneratorType)


def istraceback(object):
    """Whether it is a traceback."""
    return isinstance(object, types.TracebackType)


def isframe(object):
    """Whether it is a frame."""
    return isinstance(object, types.FrameType)


def iscode(object):
    """Whether it is a code object."""
    return isinstance(object, types.CodeType)


def isbuiltin(object):
    """Whether it is a built-in function or bound method."""
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    """Whether it is any kind of function or method."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object)
            or ismethoddescriptor(object))


def isabstract(object):
    """Whether it is a class with abstract methods that are not overridden."""
    return bool(isinstance(object, type) and object.__flags__ & TPFLAGS_IS_ABSTRACT)


def getmembers(object, predicate=None):
    """A sorted list of (name, value) of the attributes, those that predicate accepts."""
    result = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if not predicate or predicate(value):
            result.append((name, value))
    result.sort()
    return result


Attribute = namedtuple('Attribute', 'name kind defining_class object')


def classify_class_attrs(cls):
    """A list of an Attribute for each attribute of a class.

    kind is 'class method', 'static method', 'property', 'method' or 'data';
    object is what is in the dictionary of the class that defines it.
    """
    mro = getmro(cls)
    result = []
    for name in dir(cls):
        # From the dictionaries, where that is possible: getattr() could call
        # a descriptor.
        for base in mro:
            if name in base.__dict__:
                homecls = base
                break
        else:
            homecls = getattr(getattr(cls, name, None), '__objclass__', None)
        if homecls is not None and name in homecls.__dict__:
            obj = homecls.__dict__[name]
        else:
            obj = getattr(cls, name, None)
        if isinstance(obj, staticmethod):
            kind = 'static method'
        elif isinstance(obj, classmethod):
            kind = 'class method'
        elif isinstance(obj, property):
            kind = 'property'
        elif ismethoddescriptor(obj):
            kind = 'method'
        elif isdatadescriptor(obj):
            kind = 'data'
        else:
            value = getattr(cls, name, None)
            is_method = ismethod(value) or ismethoddescriptor(value)
            kind = 'method' if is_method else 'data'
        result.append(Attribute(name, kind, homecls, obj))
    return result


def _searchbases(cls, accum):
    # The order in which an old-style class looks for attributes.
    if cls in accum:
        return
    accum.append(cls)
    for base in cls.__bases__:
        _searchbases(base, accum)


def getmro(cls):
    """The classes in which attributes are looked for, in order."""
    if hasattr(cls, '__mro__'):
        return cls.__mro__
    result = []
    _searchbases(cls, result)
    return tuple(result)


# ---- sources

def indentsize(line):
    """How many columns a line is indented, tabs expanded."""
    expanded = string.expandtabs(line)
    return len(expanded) - len(string.lstrip(expanded))


def getdoc(object):
    """The docstring, its indentation removed; None if there is none."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if not isinstance(doc, types.StringTypes):
        return None
    return cleandoc(doc)


def cleandoc(doc):
    """A docstring without the blanks that its second and later lines share."""
    try:
        lines = string.split(string.expandtabs(doc), '\n')
    except UnicodeError:
        return None
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    if lines:
        lines[0] = lines[0].lstrip()
    if margins:
        margin = min(margins)
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return string.join(lines, '\n')


def getfile(object):
    """The file in which an object was defined; TypeError for built-in ones."""
    if ismodule(object):
        if hasattr(object, '__file__'):
            return object.__file__
        raise TypeError('{!r} is a built-in module'.format(object))
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if hasattr(module, '__file__'):
            return module.__file__
        raise TypeError('{!r} is a built-in class'.format(object))
    if ismethod(object):
        object = object.im_func
    if isfunction(object):
        object = object.func_code
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError('{!r} is not a module, class, method, function, traceback, '
                    'frame, or code object'.format(object))


ModuleInfo = namedtuple('ModuleInfo', 'name suffix mode module_type')


def getmoduleinfo(path):
    """The ModuleInfo of a file by its name, or None if it is no module."""
    filename = os.path.basename(path)
    # Longer suffixes first: module.so before .so.
    suffixes = sorted((-len(suffix), suffix, mode, mtype)
                      for suffix, mode, mtype in imp.get_suffixes())
    for length, suffix, mode, mtype in suffixes:
        if filename[length:] == suffix:
            return ModuleInfo(filename[:length], suffix, mode, mtype)
    return None


def getmodulename(path):
    """The module's name by that of its file, or None."""
    info = getmoduleinfo(path)
    return info[0] if info else None


def getsourcefile(object):
    """The file that has an object's source, or None."""
    filename = getfile(object)
    if string.lower(filename[-4:]) in ('.pyc', '.pyo'):
        filename = filename[:-4] + '.py'
    for suffix, mode, kind in imp.get_suffixes():
        if 'b' in mode and string.lower(filename[-len(suffix):]) == suffix:
            # A native module.
            return None
    if os.path.exists(filename) or filename.startswith('<frozen>/'):
        return filename
    # A module's loader may know the source, or linecache have it.
    if hasattr(getmodule(object, filename), '__loader__'):
        return filename
    if filename in linecache.cache:
        return filename
    return None


def getabsfile(object, _filename=None):
    """The absolute path of the file of an object's source."""
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


# File -> module name, and module name -> file, as far as they were looked at.
modulesbyfile = {}
_filesbymodname = {}


def getmodule(object, _filename=None):
    """The module in which an object was defined, or None."""
    if ismodule(object):
        return object
    if hasattr(object, '__module__'):
        return sys.modules.get(object.__module__)
    if _filename is not None and _filename in modulesbyfile:
        return sys.modules.get(modulesbyfile[_filename])
    try:
        file = getabsfile(object, _filename)
    except TypeError:
        return None
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    for modname, module in sys.modules.items():
        if ismodule(module) and hasattr(module, '__file__'):
            f = module.__file__
            if f == _filesbymodname.get(modname, None):
                # Looked at before.
                continue
            _filesbymodname[modname] = f
            f = getabsfile(module)
            modulesbyfile[f] = modulesbyfile[os.path.realpath(f)] = module.__name__
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    # In the main program, or built in?
    main = sys.modules['__main__']
    if not hasattr(object, '__name__'):
        return None
    for module in main, sys.modules['__builtin__']:
        if getattr(module, object.__name__, None) is object:
            return module
    return None


def findsource(object):
    """(all lines of the file, the index of the object's first line).

    IOError if it cannot be found.
    """
    file = getfile(object)
    sourcefile = getsourcefile(object)
    if not sourcefile and file[:1] + file[-1:] != '<>':
        raise IOError('source code not available')
    file = sourcefile if sourcefile else file
    module = getmodule(object, file)
    if module:
        lines = linecache.getlines(file, module.__dict__)
    else:
        lines = linecache.getlines(file)
    if not lines:
        raise IOError('could not get source code')
    if ismodule(object):
        return lines, 0
    if isclass(object):
        return lines, _find_class(lines, object.__name__)
    if ismethod(object):
        object = object.im_func
    if isfunction(object):
        object = object.func_code
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if not iscode(object):
        raise IOError('could not find code object')
    if not hasattr(object, 'co_firstlineno'):
        raise IOError('could not find function definition')
    import re
    starts = re.compile(r'^(\s*def\s)|(.*(?<!\w)lambda(:|\s))|^(\s*@)').match
    lnum = min(object.co_firstlineno - 1, len(lines) - 1)
    while lnum > 0 and not starts(lines[lnum]):
        lnum -= 1
    return lines, lnum


def _find_class(lines, name):
    """The index of the line with which a class starts; the least indented is taken."""
    import re
    pattern = re.compile(r'^(\s*)class\s*' + name + r'\b')
    candidates = []
    for i, line in enumerate(lines):
        match = pattern.match(line)
        if match:
            if line[0] == 'c':
                return i
            candidates.append((match.group(1), i))
    if not candidates:
        raise IOError('could not find class definition')
    return min(candidates)[1]


def getcomments(object):
    """The comments right before an object's source, or None."""
    try:
        lines, lnum = findsource(object)
    except (IOError, TypeError):
        return None
    if ismodule(object):
        # The first block of comments of the file.
        start = 1 if lines and lines[0][:2] == '#!' else 0
        while start < len(lines) and lines[start].strip() in ('', '#'):
            start += 1
        if start == len(lines) or lines[start][:1] != '#':
            return None
        end = start
        while end < len(lines) and lines[end][:1] == '#':
            end += 1
        return ''.join(line.expandtabs() for line in lines[start:end])
    if lnum == 0:
        return None
    indent = indentsize(lines[lnum])
    end = start = lnum
    while start > 0:
        line = lines[start - 1]
        if line.lstrip()[:1] != '#' or indentsize(line) != indent:
            break
        start -= 1
    comments = [line.expandtabs().lstrip() for line in lines[start:end]]
    # An empty comment at either end is decoration.
    while comments and comments[0].strip() == '#':
        comments.pop(0)
    while comments and comments[-1].strip() == '#':
        comments.pop()
    return ''.join(comments) if comments else None


class EndOfBlock(Exception):
    """The block has ended."""


class BlockFinder:
    """Finds by its tokens where a block of source ends."""

    def __init__(self):
        self.indent = 0
        self.islambda = False
        self.started = False
        self.passline = False
        self.last = 1

    def tokeneater(self, type, token, srow_scol, erow_ecol, line):
        srow = srow_scol[0]
        if not self.started:
            # Decorators come before what the block is of.
            if token in ('def', 'class', 'lambda'):
                self.islambda = token == 'lambda'
                self.started = True
            self.passline = True
        elif type == tokenize.NEWLINE:
            self.passline = False
            self.last = srow
            if self.islambda:
                # A lambda ends with its first line.
                raise EndOfBlock
        elif self.passline:
            pass
        elif type == tokenize.INDENT:
            self.indent += 1
            self.passline = True
        elif type == tokenize.DEDENT:
            self.indent -= 1
            if self.indent <= 0:
                raise EndOfBlock
        elif self.indent == 0 and type not in (tokenize.COMMENT, tokenize.NL):
            # Another statement on the same level: the block had one line.
            raise EndOfBlock


def getblock(lines):
    """The lines of the block that starts with the first line."""
    finder = BlockFinder()
    try:
        tokenize.tokenize(iter(lines).next, finder.tokeneater)
    except (EndOfBlock, IndentationError):
        pass
    return lines[:finder.last]


def getsourcelines(object):
    """(the lines of an object's source, the number of the first)."""
    lines, lnum = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or (isframe(object)
                            and object.f_code.co_name == '<module>'):
        return lines, 0
    return getblock(lines[lnum:]), lnum + 1


def getsource(object):
    """An object's source as one string."""
    return ''.join(getsourcelines(object)[0])


# ---- trees of classes

def walktree(classes, children, parent):
    """The tree of classes below a parent; for getclasstree()."""
    results = []
    classes.sort(key=attrgetter('__module__', '__name__'))
    for c in classes:
        results.append((c, c.__bases__))
        if c in children:
            results.append(walktree(children[c], children, c))
    return results


def getclasstree(classes, unique=0):
    """Classes as nested lists: (class, bases), then a list of those derived from it.

    With unique each class is there only once.
    """
    children = {}
    roots = []
    for c in classes:
        if c.__bases__:
            for parent in c.__bases__:
                below = children.setdefault(parent, [])
                if c not in below:
                    below.append(c)
                if unique and parent in classes:
                    break
        elif c not in roots:
            roots.append(c)
    for parent in children:
        if parent not in classes:
            roots.append(parent)
    return walktree(roots, children, None)


# ---- arguments

Arguments = namedtuple('Arguments', 'args varargs keywords')
ArgSpec = namedtuple('ArgSpec', 'args varargs keywords defaults')
ArgInfo = namedtuple('ArgInfo', 'args varargs keywords locals')


def getargs(co):
    """The Arguments of a code object: a list of names (and lists of names)."""
    if not iscode(co):
        raise TypeError('{!r} is not a code object'.format(co))
    nargs = co.co_argcount
    names = co.co_varnames
    args = list(names[:nargs])
    step = 0
    # A tuple as an argument has no name: the code that unpacks it tells.
    for i in range(nargs):
        if args[i][:1] not in ('', '.'):
            continue
        stack, remain, count = [], [], []
        while step < len(co.co_code):
            op = ord(co.co_code[step])
            step += 1
            if op < dis.HAVE_ARGUMENT:
                continue
            name = dis.opname[op]
            value = ord(co.co_code[step]) + ord(co.co_code[step + 1]) * 256
            step += 2
            if name in ('UNPACK_TUPLE', 'UNPACK_SEQUENCE'):
                remain.append(value)
                count.append(value)
            elif name in ('STORE_FAST', 'STORE_DEREF'):
                if name == 'STORE_FAST':
                    stack.append(names[value])
                else:
                    stack.append(co.co_cellvars[value])
                # A tuple of one is just stored if there was no unpacking.
                if not remain:
                    stack[0] = [stack[0]]
                    break
                remain[-1] -= 1
                while remain[-1] == 0:
                    remain.pop()
                    size = count.pop()
                    stack[-size:] = [stack[-size:]]
                    if not remain:
                        break
                    remain[-1] -= 1
                if not remain:
                    break
        args[i] = stack[0]
    varargs = None
    if co.co_flags & CO_VARARGS:
        varargs = co.co_varnames[nargs]
        nargs += 1
    varkw = None
    if co.co_flags & CO_VARKEYWORDS:
        varkw = co.co_varnames[nargs]
    return Arguments(args, varargs, varkw)


def getargspec(func):
    """The ArgSpec of a Python function: names of arguments and their defaults."""
    if ismethod(func):
        func = func.im_func
    if not isfunction(func):
        raise TypeError('{!r} is not a Python function'.format(func))
    args, varargs, varkw = getargs(func.func_code)
    return ArgSpec(args, varargs, varkw, func.func_defaults)


def getargvalues(frame):
    """The ArgInfo of a frame: names of arguments and the frame's variables."""
    args, varargs, varkw = getargs(frame.f_code)
    return ArgInfo(args, varargs, varkw, frame.f_locals)


def joinseq(seq):
    if len(seq) == 1:
        return '(' + seq[0] + ',)'
    return '(' + string.join(seq, ', ') + ')'


def strseq(object, convert, join=joinseq):
    """Text of a name, or of a nested sequence of names."""
    if type(object) in (list, tuple):
        return join(map(lambda o: strseq(o, convert, join), object))
    return convert(object)


def formatargspec(args, varargs=None, varkw=None, defaults=None, formatarg=str,
                  formatvarargs=lambda name: '*' + name,
                  formatvarkw=lambda name: '**' + name,
                  formatvalue=lambda value: '=' + repr(value), join=joinseq):
    """The text of what getargspec() returns; the format... are called for the parts."""
    specs = []
    first_default = len(args) - len(defaults) if defaults else None
    for i, arg in enumerate(args):
        spec = strseq(arg, formatarg, join)
        if defaults and i >= first_default:
            spec += formatvalue(defaults[i - first_default])
        specs.append(spec)
    if varargs is not None:
        specs.append(formatvarargs(varargs))
    if varkw is not None:
        specs.append(formatvarkw(varkw))
    return '(' + string.join(specs, ', ') + ')'


def formatargvalues(args, varargs, varkw, locals, formatarg=str,
                    formatvarargs=lambda name: '*' + name,
                    formatvarkw=lambda name: '**' + name,
                    formatvalue=lambda value: '=' + repr(value), join=joinseq):
    """The text of what getargvalues() returns; the format... are called for the parts."""
    def convert(name, locals=locals, formatarg=formatarg, formatvalue=formatvalue):
        return formatarg(name) + formatvalue(locals[name])
    specs = [strseq(arg, convert, join) for arg in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return '(' + string.join(specs, ', ') + ')'


def getcallargs(func, *positional, **named):
    """What arguments get which values in func(*positional, **named), as a dictionary.

    TypeError where the call would raise it, with the same text.
    """
    args, varargs, varkw, defaults = getargspec(func)
    f_name = func.__name__
    arg2value = {}
    # Of a tuple as an argument only the whole counts as given.
    assigned_tuple_params = []

    def assign(arg, value):
        if isinstance(arg, str):
            arg2value[arg] = value
            return
        assigned_tuple_params.append(arg)
        value = iter(value)
        for i, subarg in enumerate(arg):
            try:
                subvalue = next(value)
            except StopIteration:
                raise ValueError('need more than %d %s to unpack'
                                 % (i, 'values' if i > 1 else 'value'))
            assign(subarg, subvalue)
        try:
            next(value)
        except StopIteration:
            pass
        else:
            raise ValueError('too many values to unpack')

    def is_assigned(arg):
        if isinstance(arg, str):
            return arg in arg2value
        return arg in assigned_tuple_params

    if ismethod(func) and func.im_self is not None:
        positional = (func.im_self,) + positional
    num_pos = len(positional)
    num_total = num_pos + len(named)
    num_args = len(args)
    num_defaults = len(defaults) if defaults else 0
    for arg, value in zip(args, positional):
        assign(arg, value)
    if varargs:
        assign(varargs, positional[num_args:] if num_pos > num_args else ())
    elif 0 < num_args < num_pos:
        raise TypeError('%s() takes %s %d %s (%d given)' % (
            f_name, 'at most' if defaults else 'exactly', num_args,
            'arguments' if num_args > 1 else 'argument', num_total))
    elif num_args == 0 and num_total:
        if varkw:
            if num_pos:
                raise TypeError('%s() takes exactly 0 arguments (%d given)'
                                % (f_name, num_total))
        else:
            raise TypeError('%s() takes no arguments (%d given)' % (f_name, num_total))
    for arg in args:
        if isinstance(arg, str) and arg in named:
            if is_assigned(arg):
                raise TypeError("%s() got multiple values for keyword argument '%s'"
                                % (f_name, arg))
            assign(arg, named.pop(arg))
    if defaults:
        for arg, value in zip(args[-num_defaults:], defaults):
            if not is_assigned(arg):
                assign(arg, value)
    if varkw:
        assign(varkw, named)
    elif named:
        unexpected = next(iter(named))
        if isinstance(unexpected, unicode):
            unexpected = unexpected.encode(sys.getdefaultencoding(), 'replace')
        raise TypeError("%s() got an unexpected keyword argument '%s'"
                        % (f_name, unexpected))
    unassigned = num_args - len([arg for arg in args if is_assigned(arg)])
    if unassigned:
        num_required = num_args - num_defaults
        raise TypeError('%s() takes %s %d %s (%d given)' % (
            f_name, 'at least' if defaults else 'exactly', num_required,
            'arguments' if num_required > 1 else 'argument', num_total))
    return arg2value


# ---- frames

Traceback = namedtuple('Traceback', 'filename lineno function code_context index')


def getframeinfo(frame, context=1):
    """The Traceback of a frame or traceback: where it is, with context lines."""
    if istraceback(frame):
        lineno = frame.tb_lineno
        frame = frame.tb_frame
    else:
        lineno = frame.f_lineno
    if not isframe(frame):
        raise TypeError('{!r} is not a frame or traceback object'.format(frame))
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        start = lineno - 1 - context // 2
        try:
            lines, lnum = findsource(frame)
        except IOError:
            lines = index = None
        else:
            start = max(0, min(start, len(lines) - context))
            lines = lines[start:start + context]
            index = lineno - 1 - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index)


def getlineno(frame):
    """The line of a frame."""
    return frame.f_lineno


def getouterframes(frame, context=1):
    """A list of (frame,) + getframeinfo() from a frame outwards."""
    records = []
    while frame:
        records.append((frame,) + getframeinfo(frame, context))
        frame = frame.f_back
    return records


def getinnerframes(tb, context=1):
    """A list of (frame,) + getframeinfo() of a traceback, the innermost last."""
    records = []
    while tb:
        records.append((tb.tb_frame,) + getframeinfo(tb, context))
        tb = tb.tb_next
    return records


if hasattr(sys, '_getframe'):
    currentframe = sys._getframe
else:
    currentframe = lambda _=None: None


def stack(context=1):
    """getouterframes() of the caller."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """getinnerframes() of the exception that is being handled."""
    return getinnerframes(sys.exc_info()[2], context)
