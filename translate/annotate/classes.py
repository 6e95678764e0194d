"""What the annotator knows of the program's classes.

An attribute lives in the highest class of the tree that has it: when it is
seen in a base class after a subclass, the two are united there.
"""

import types

from annotate.model import AnnotatorError, IMPOSSIBLE, union


class Attribute(object):
    """An attribute of instances, with the positions that read it."""

    def __init__(self, name):
        self.name = name
        self.some = IMPOSSIBLE
        self.readers = set()
        self.is_stored = False      # whether any code assigns it


class ClassDef(object):
    """A class, with its place in the tree and its attributes."""

    def __init__(self, annotator, cls, base):
        self.annotator = annotator
        self.cls = cls
        self.base = base
        self.subclasses = []
        self.attributes = {}
        # Positions that call a method by name: (name -> set).
        self.method_callers = {}
        self.is_instantiated = False

    def __repr__(self):
        return '<class %s>' % self.cls.__name__

    def parents(self):
        classdef = self
        while classdef is not None:
            yield classdef
            classdef = classdef.base

    def tree(self):
        """This class and all below it, each before its subclasses."""
        result = [self]
        for subclass in self.subclasses:
            result += subclass.tree()
        return result

    def is_below(self, other):
        for parent in self.parents():
            if parent is other:
                return True
        return False

    def common_base(self, other):
        for parent in self.parents():
            if other.is_below(parent):
                return parent
        return None

    def lookup(self, name):
        """The class attribute of that name, by inheritance, or None."""
        for cls in self.cls.__mro__:
            if cls is object or cls.__module__ == 'exceptions':
                continue
            if name in cls.__dict__:
                value = cls.__dict__[name]
                return getattr(value, '__func__', value)
        return None

    def is_method(self, name):
        for classdef in self.tree():
            if isinstance(classdef.lookup(name), types.FunctionType):
                return True
        return False

    def find_attribute(self, name):
        """The attribute, made where it is first asked for, or united."""
        for parent in self.parents():
            if name in parent.attributes:
                return parent.attributes[name]
        attribute = Attribute(name)
        below = [classdef for classdef in self.tree()
                 if name in classdef.attributes]
        self.attributes[name] = attribute
        readers = set()
        for classdef in below:
            old = classdef.attributes.pop(name)
            if old is attribute:
                continue
            attribute.some = union(attribute.some, old.some)
            attribute.is_stored |= old.is_stored
            readers |= old.readers
        attribute.readers |= readers
        # Class-level values are constants of each class.
        for classdef in self.tree():
            value = classdef.cls.__dict__.get(name)
            if value is not None:
                self.add_value(attribute, value)
        inherited = self.lookup(name)
        if inherited is not None:
            self.add_value(attribute, inherited)
        if readers:
            self.annotator.reflow(readers)
        return attribute

    def add_value(self, attribute, value):
        if not isinstance(value, (types.FunctionType, staticmethod,
                                  classmethod, property)):
            some = self.annotator.constant(value).without_const()
            attribute.some = union(attribute.some, some)

    def read(self, name, position):
        attribute = self.find_attribute(name)
        attribute.readers.add(position)
        return attribute.some

    def store(self, name, some):
        attribute = self.find_attribute(name)
        attribute.is_stored = True
        self.generalize(attribute, some)

    def generalize(self, attribute, some):
        try:
            joined = union(attribute.some, some.without_const())
        except AnnotatorError as error:
            raise AnnotatorError('attribute %s of %s: %s' % (
                attribute.name, self.cls.__name__, error))
        if joined != attribute.some:
            attribute.some = joined
            self.annotator.reflow(attribute.readers)

    def methods(self, name, position):
        """A list of (classdef, function) that a call may reach."""
        for parent in self.parents():
            parent.method_callers.setdefault(name, set())
        self.method_callers[name].add(position)
        found = []
        seen = set()
        for classdef in self.tree():
            function = classdef.lookup(name)
            if isinstance(function, types.FunctionType):
                if function not in seen:
                    seen.add(function)
                    owner = classdef
                    found.append((owner, function))
        return found


class ClassTable(object):
    """All classes of the program, made when they are first met."""

    def __init__(self, annotator):
        self.annotator = annotator
        self.table = {}
        self.order = []

    def get(self, cls):
        if cls not in self.table:
            bases = [base for base in cls.__bases__ if base is not object]
            if cls is Exception or cls is BaseException:
                bases = []
                cls = Exception
                if cls in self.table:
                    return self.table[cls]
            if len(bases) > 1:
                raise AnnotatorError('class %s has more than one base'
                                     % cls.__name__)
            base = self.get(bases[0]) if bases else None
            classdef = ClassDef(self.annotator, cls, base)
            self.table[cls] = classdef
            self.order.append(classdef)
            if base is not None:
                base.subclasses.append(classdef)
                self.new_subclass(classdef)
        return self.table[cls]

    def new_subclass(self, classdef):
        """Who calls a method by name may now reach one more."""
        readers = set()
        for parent in classdef.base.parents():
            for name in parent.method_callers:
                readers |= parent.method_callers[name]
            for attribute in parent.attributes.values():
                value = classdef.cls.__dict__.get(attribute.name)
                if value is not None:
                    parent.add_value(attribute, value)
                    readers |= attribute.readers
        self.annotator.reflow(readers)
