"""The annotations: what can be known about a value before it is computed.

They form a lattice: union() gives the least annotation that covers both.
An annotation may carry `const`, the one value that is possible.
"""

from annotate.pairs import Reopenable, pair, pairtype


class AnnotatorError(Exception):
    """The program cannot be typed; the annotator adds the place."""


class Some(object):
    """Any value at all; the top of the lattice and base of the others."""
    __metaclass__ = Reopenable
    nullable = False        # whether None is among the values

    def key(self):
        """What distinguishes two annotations of this class."""
        return ()

    def __eq__(self, other):
        if self is other:
            return True
        return (type(self) is type(other) and self.key() == other.key()
                and self.nullable == other.nullable
                and has_const(self) == has_const(other)
                and (not has_const(self)
                     or same_value(self.const, other.const)))

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash((type(self), self.nullable))

    def text(self):
        return type(self).__name__[4:]

    def __repr__(self):
        text = self.text()
        if self.nullable:
            text += ' or None'
        if has_const(self):
            text += '=%r' % (self.const,)
        return text

    def without_const(self):
        return self

    def with_nullable(self, nullable):
        """The same annotation, with or without None."""
        return self


def has_const(some):
    return hasattr(some, 'const')


def same_value(a, b):
    if a is b:
        return True
    return type(a) is type(b) and type(a) in (int, float, str, bool) and \
        repr(a) == repr(b)


class SomeImpossible(Some):
    """No value: the code has not been reached."""


class SomeFloat(Some):
    def without_const(self):
        return SomeFloat()


class SomeInteger(SomeFloat):
    """A machine integer; `nonneg` if it is known not to be negative."""

    def __init__(self, nonneg=False):
        self.nonneg = nonneg

    def key(self):
        return self.nonneg

    def text(self):
        return 'Integer>=0' if self.nonneg else 'Integer'

    def without_const(self):
        return SomeInteger(self.nonneg)


class SomeBool(SomeInteger):
    """True or False; `narrow` says what each outcome tells of variables."""

    def __init__(self):
        SomeInteger.__init__(self, True)
        self.narrow = {}

    def text(self):
        return 'Bool'

    def without_const(self):
        return SomeBool()


class SomeString(Some):
    def __init__(self, nullable=False):
        self.nullable = nullable

    def without_const(self):
        return SomeString(self.nullable)

    def with_nullable(self, nullable):
        return SomeString(nullable)


class SomeChar(SomeString):
    """A string of length one."""

    def without_const(self):
        return SomeChar()

    def with_nullable(self, nullable):
        return SomeString(True) if nullable else self


class SomeNone(Some):
    """Only None."""
    const = None
    nullable = True

    def __repr__(self):
        return 'None'


class Item(object):
    """What a container holds; shared by all that may be the same one.

    `readers` are the positions to visit again when it changes.
    """

    def __init__(self, some):
        self.some = some
        self.readers = set()
        self.merged = None

    def find(self):
        item = self
        while item.merged is not None:
            item = item.merged
        return item

    def generalize(self, annotator, some):
        item = self.find()
        joined = union(item.some, some.without_const())
        if joined != item.some:
            item.some = joined
            annotator.reflow(item.readers)

    def merge(self, other):
        """Makes two items one; gives the positions to visit again."""
        first, second = self.find(), other.find()
        if first is second:
            return
        second.merged = first
        joined = union(first.some, second.some)
        readers = set()
        if joined != first.some:
            readers |= first.readers
        if joined != second.some:
            readers |= second.readers
        first.some = joined
        first.readers |= second.readers
        if readers and Item.annotator is not None:
            Item.annotator.reflow(readers)

    annotator = None


class SomeList(Some):
    def __init__(self, item, nullable=False):
        self.item = item
        self.nullable = nullable

    def key(self):
        return id(self.item.find())

    def text(self):
        return 'List of %s' % summary(self.item.find().some)

    def with_nullable(self, nullable):
        return SomeList(self.item, nullable)


class SomeDict(Some):
    def __init__(self, key_item, value_item, nullable=False):
        self.key_item = key_item
        self.value_item = value_item
        self.nullable = nullable

    def key(self):
        return id(self.key_item.find()), id(self.value_item.find())

    def text(self):
        return 'Dict of %s to %s' % (summary(self.key_item.find().some),
                                     summary(self.value_item.find().some))

    def with_nullable(self, nullable):
        return SomeDict(self.key_item, self.value_item, nullable)


class SomeTuple(Some):
    def __init__(self, items, nullable=False):
        self.items = tuple(items)
        self.nullable = nullable

    def key(self):
        return self.items

    def text(self):
        return 'Tuple of (%s)' % ', '.join(map(summary, self.items))

    def with_nullable(self, nullable):
        return SomeTuple(self.items, nullable)

    def without_const(self):
        return SomeTuple([item.without_const() for item in self.items],
                         self.nullable)


def summary(some):
    """A short text that ends even where types contain themselves."""
    if isinstance(some, (SomeList, SomeDict, SomeTuple)):
        return type(some).__name__[4:]
    return repr(some)


class SomeIterator(Some):
    """An iterator over a container; `kind` says what it yields."""

    def __init__(self, container, kind):
        self.container = container
        self.kind = kind            # 'items', 'keys', 'values', 'pairs', ...

    def key(self):
        return self.container, self.kind

    def text(self):
        return 'Iterator over %s' % summary(self.container)


class SomeRange(Some):
    """range(...) that is only iterated; `step` is the constant step."""

    def __init__(self, step, nonneg):
        self.step = step
        self.nonneg = nonneg

    def key(self):
        return self.step, self.nonneg


class SomeInstance(Some):
    def __init__(self, classdef, nullable=False):
        self.classdef = classdef
        self.nullable = nullable

    def key(self):
        return self.classdef

    def text(self):
        return self.classdef.cls.__name__

    def with_nullable(self, nullable):
        return SomeInstance(self.classdef, nullable)

    def without_const(self):
        return SomeInstance(self.classdef, self.nullable)


class SomeFunctions(Some):
    """One of a set of functions (or of the library's built-in ones)."""

    def __init__(self, functions, nullable=False):
        self.functions = frozenset(functions)
        self.nullable = nullable
        if len(self.functions) == 1 and not nullable:
            self.const = list(self.functions)[0]

    def key(self):
        return self.functions

    def text(self):
        return 'Function %s' % ', '.join(sorted(
            [function.__name__ for function in self.functions]))

    def with_nullable(self, nullable):
        return SomeFunctions(self.functions, nullable)


class SomeClasses(Some):
    """One of a set of classes, as a value."""

    def __init__(self, classes):
        self.classes = frozenset(classes)
        if len(self.classes) == 1:
            self.const = list(self.classes)[0]

    def key(self):
        return self.classes

    def text(self):
        return 'Class %s' % ', '.join(sorted(
            [cls.__name__ for cls in self.classes]))


class SomeBuiltin(Some):
    """A function that the translator knows itself."""

    def __init__(self, function):
        self.const = function


class SomeFrozen(Some):
    """A constant that only the translator uses, such as a low-level type."""

    def __init__(self, value):
        self.const = value


class SomePointer(Some):
    """A pointer of the low-level type system (see rtype/lltype.py)."""

    def __init__(self, lltype):
        self.lltype = lltype

    def key(self):
        return self.lltype

    def text(self):
        return 'Pointer %r' % (self.lltype,)


IMPOSSIBLE = SomeImpossible()
NONE = SomeNone()


def union(a, b):
    """The least annotation that covers both; AnnotatorError if none."""
    if a is b or a == b:
        return a
    return pair(a, b).union()


def copy_const(result, a, b):
    if has_const(a) and has_const(b) and same_value(a.const, b.const):
        result.const = a.const
    return result


class __extend__(pairtype(Some, Some)):
    def union((a, b)):
        if a == b:
            return a
        raise AnnotatorError('a value cannot be both %r and %r' % (a, b))


class __extend__(pairtype(SomeImpossible, Some)):
    def union((a, b)):
        return b


class __extend__(pairtype(Some, SomeImpossible)):
    def union((a, b)):
        return a


class __extend__(pairtype(SomeImpossible, SomeImpossible)):
    def union((a, b)):
        return a


class __extend__(pairtype(SomeNone, Some)):
    def union((a, b)):
        joined = b.with_nullable(True)
        if not joined.nullable:
            raise AnnotatorError('%r cannot be None' % (b,))
        return joined


class __extend__(pairtype(Some, SomeNone)):
    def union((a, b)):
        return union(b, a)


class __extend__(pairtype(SomeNone, SomeNone)):
    def union((a, b)):
        return a


class __extend__(pairtype(SomeNone, SomeImpossible),
                 pairtype(SomeImpossible, SomeNone)):
    def union((a, b)):
        return NONE


class __extend__(pairtype(SomeFloat, SomeFloat)):
    def union((a, b)):
        return copy_const(SomeFloat(), a, b)


class __extend__(pairtype(SomeInteger, SomeInteger)):
    def union((a, b)):
        return copy_const(SomeInteger(a.nonneg and b.nonneg), a, b)


class __extend__(pairtype(SomeBool, SomeBool)):
    def union((a, b)):
        result = copy_const(SomeBool(), a, b)
        for key in a.narrow:
            if key in b.narrow and a.narrow[key] == b.narrow[key]:
                result.narrow[key] = a.narrow[key]
        return result


class __extend__(pairtype(SomeString, SomeString)):
    def union((a, b)):
        return copy_const(SomeString(a.nullable or b.nullable), a, b)


class __extend__(pairtype(SomeChar, SomeChar)):
    def union((a, b)):
        return copy_const(SomeChar(), a, b)


class __extend__(pairtype(SomeList, SomeList)):
    def union((a, b)):
        a.item.merge(b.item)
        return SomeList(a.item.find(), a.nullable or b.nullable)


class __extend__(pairtype(SomeDict, SomeDict)):
    def union((a, b)):
        a.key_item.merge(b.key_item)
        a.value_item.merge(b.value_item)
        return SomeDict(a.key_item.find(), a.value_item.find(),
                        a.nullable or b.nullable)


class __extend__(pairtype(SomeTuple, SomeTuple)):
    def union((a, b)):
        if len(a.items) != len(b.items):
            raise AnnotatorError('tuples of different lengths: %r and %r'
                                 % (a, b))
        return SomeTuple([union(x, y) for x, y in zip(a.items, b.items)],
                         a.nullable or b.nullable)


class __extend__(pairtype(SomeIterator, SomeIterator)):
    def union((a, b)):
        if a.kind != b.kind:
            raise AnnotatorError('%r and %r' % (a, b))
        return SomeIterator(union(a.container, b.container), a.kind)


class __extend__(pairtype(SomeRange, SomeRange)):
    def union((a, b)):
        step = a.step if a.step == b.step else None
        return SomeRange(step, a.nonneg and b.nonneg)


class __extend__(pairtype(SomeInstance, SomeInstance)):
    def union((a, b)):
        base = a.classdef.common_base(b.classdef)
        if base is None:
            raise AnnotatorError('%r and %r have no common base class'
                                 % (a, b))
        return SomeInstance(base, a.nullable or b.nullable)


class __extend__(pairtype(SomeFunctions, SomeFunctions)):
    def union((a, b)):
        return SomeFunctions(a.functions | b.functions,
                             a.nullable or b.nullable)


class __extend__(pairtype(SomeClasses, SomeClasses)):
    def union((a, b)):
        return SomeClasses(a.classes | b.classes)


class __extend__(pairtype(SomePointer, SomeNone)):
    def union((a, b)):
        return a


class __extend__(pairtype(SomeNone, SomePointer)):
    def union((a, b)):
        return b
