"""What live objects are: their kinds, members, sources and arguments; frames."""

import imp
import linecache
import os
import sys
import types

from collections import namedtuple
from operator import attrgetter

from _inspect_arguments import (
    CO_GENERATOR, CO_NESTED, CO_NEWLOCALS, CO_NOFREE, CO_OPTIMIZED, CO_VARARGS, CO_VARKEYWORDS, ArgInfo, ArgSpec, Arguments,
    formatargspec, formatargvalues, getargs, getargspec, getargvalues, getcallargs, joinseq, strseq)
from _inspect_source import (
    BlockFinder, EndOfBlock, ModuleInfo, cleandoc, findsource, getabsfile, getblock, getcomments, getdoc, getfile, getmodule,
    getmoduleinfo, getmodulename, getsource, getsourcefile, getsourcelines, indentsize, modulesbyfile)

# The bit of a class's __flags__ that says so.
TPFLAGS_IS_ABSTRACT = 1 << 20


# ---- kinds of objects

def _kind(name, kinds, what):
    def check(object):
        return isinstance(object, kinds)
    check.__name__ = name
    check.__doc__ = 'Whether it is %s.' % what
    return check


ismodule = _kind('ismodule', types.ModuleType, 'a module')
isclass = _kind('isclass', (type, types.ClassType), 'a class of either style')
ismethod = _kind('ismethod', types.MethodType, 'a method, bound or not, of functions written in Python')
isfunction = _kind('isfunction', types.FunctionType, 'a function written in Python')
isgenerator = _kind('isgenerator', types.GeneratorType, 'a generator')
istraceback = _kind('istraceback', types.TracebackType, 'a traceback')
isframe = _kind('isframe', types.FrameType, 'a frame')
iscode = _kind('iscode', types.CodeType, 'a code object')
isbuiltin = _kind('isbuiltin', types.BuiltinFunctionType, 'a built-in function or a bound method of a built-in object')
ismemberdescriptor = _kind('ismemberdescriptor', types.MemberDescriptorType, 'the descriptor of a slot')
isgetsetdescriptor = _kind('isgetsetdescriptor', types.GetSetDescriptorType, 'the descriptor of a computed attribute')


def isdatadescriptor(object):
    """Whether it decides about reading and writing attributes, as properties do."""
    return hasattr(object, '__get__') and hasattr(object, '__set__')


def ismethoddescriptor(object):
    """Whether it decides about reading only, and is neither method nor function nor class: as the methods of built-in types."""
    if isinstance(object, (types.MethodType, types.FunctionType, type, types.ClassType)):
        return False
    return hasattr(object, '__get__') and not hasattr(object, '__set__')


def isroutine(object):
    """Whether it is any kind of function or method."""
    return isinstance(object, (types.BuiltinFunctionType, types.FunctionType, types.MethodType)) or ismethoddescriptor(object)


def isgeneratorfunction(object):
    """Whether it is a function or method whose calls make generators."""
    return (isfunction(object) or ismethod(object)) and object.func_code.co_flags & CO_GENERATOR != 0


def isabstract(object):
    """Whether it is a class that lacks some of the methods its abstract bases ask for."""
    return isinstance(object, type) and object.__flags__ & TPFLAGS_IS_ABSTRACT != 0


# ---- members

_MISSING = object()


def getmembers(object, predicate=None):
    """A sorted list of (name, value) of the attributes, of those that predicate accepts."""
    members = ((name, getattr(object, name, _MISSING)) for name in dir(object))
    return sorted((name, value) for name, value in members
                  if value is not _MISSING and (predicate is None or predicate(value)))


Attribute = namedtuple('Attribute', 'name kind defining_class object')

# What objects in the dictionaries of classes are, by their type.
_ATTRIBUTE_KINDS = ((staticmethod, 'static method'), (classmethod, 'class method'), (property, 'property'))


def classify_class_attrs(cls):
    """An Attribute for each name in dir(cls).

    kind is 'class method', 'static method', 'property', 'method' or 'data', object what the dictionary of the class has that
    defines the attribute.
    """
    return [_classify(cls, name) for name in dir(cls)]


def _classify(cls, name):
    # getattr() may call descriptors: it is for what the dictionaries do not tell.
    definer = next((base for base in getmro(cls) if name in vars(base)), None)
    if definer is None:
        definer = getattr(getattr(cls, name, None), '__objclass__', None)
    stored = vars(definer)[name] if definer is not None and name in vars(definer) else getattr(cls, name, None)
    for stored_type, kind in _ATTRIBUTE_KINDS:
        if isinstance(stored, stored_type):
            return Attribute(name, kind, definer, stored)
    if ismethoddescriptor(stored):
        return Attribute(name, 'method', definer, stored)
    if isdatadescriptor(stored):
        return Attribute(name, 'data', definer, stored)
    value = getattr(cls, name, None)
    return Attribute(name, 'method' if ismethod(value) or ismethoddescriptor(value) else 'data', definer, value)


# ---- trees of classes

def getmro(cls):
    """The classes in which attributes are looked for, in order."""
    try:
        return cls.__mro__
    except AttributeError:
        pass
    # Old-style: depth first.
    order, waiting = [], [cls]
    while waiting:
        cls = waiting.pop()
        if cls not in order:
            order.append(cls)
            waiting.extend(reversed(cls.__bases__))
    return tuple(order)


def getclasstree(classes, unique=0):
    """Classes as nested lists: (class, bases), followed by the list of what is derived from it, if there is any.

    With unique, each class is there once only.
    """
    roots, children = [], {}
    for cls in classes:
        parents = cls.__bases__
        if unique:
            # Up to the first one that is in the tree itself.
            known = next((index for index, parent in enumerate(parents) if parent in classes), len(parents))
            parents = parents[:known + 1]
        for siblings in [children.setdefault(parent, []) for parent in parents] or [roots]:
            if cls not in siblings:
                siblings.append(cls)
    roots.extend(parent for parent in children if parent not in classes)
    return walktree(roots, children, None)


def walktree(classes, children, parent):
    """The part of the tree that consists of these classes and what is derived from them."""
    tree = []
    classes.sort(key=attrgetter('__module__', '__name__'))
    for cls in classes:
        tree.append((cls, cls.__bases__))
        if cls in children:
            tree.append(walktree(children[cls], children, cls))
    return tree


# ---- frames

Traceback = namedtuple('Traceback', 'filename lineno function code_context index')


def getframeinfo(frame, context=1):
    """The Traceback of a frame or traceback: where it is, with so many lines of source around that, and which of them it is."""
    line = getattr(frame, 'tb_lineno' if istraceback(frame) else 'f_lineno')
    frame = getattr(frame, 'tb_frame', frame)
    if not isframe(frame):
        raise TypeError('{!r} is not a frame or traceback object'.format(frame))
    lines = index = None
    if context > 0:
        try:
            source, _ = findsource(frame)
        except IOError:
            pass
        else:
            # The middle, or what there is at the ends of the file.
            start = max(0, min(line - 1 - context // 2, len(source) - context))
            lines, index = source[start:start + context], line - 1 - start
    return Traceback(getsourcefile(frame) or getfile(frame), line, frame.f_code.co_name, lines, index)


def getlineno(frame):
    return frame.f_lineno


def getouterframes(frame, context=1):
    """A list of (frame,) + getframeinfo() from a frame outwards."""
    records = []
    while frame:
        records.append((frame,) + getframeinfo(frame, context))
        frame = frame.f_back
    return records


def getinnerframes(tb, context=1):
    """A list of (frame,) + getframeinfo() for the parts of a traceback, the innermost last."""
    records = []
    while tb:
        records.append((tb.tb_frame,) + getframeinfo(tb, context))
        tb = tb.tb_next
    return records


currentframe = sys._getframe


def stack(context=1):
    """getouterframes() of the caller."""
    return getouterframes(currentframe(1), context)


def trace(context=1):
    """getinnerframes() of the exception that is being handled."""
    return getinnerframes(sys.exc_info()[2], context)
