"""The rules: what each operation gives for operands of each annotation.

A unary rule is a method of the operand's class; a rule for two operands is a
method of their pair (see pairs.py). `op_` stands before their names.
"""

from annotate.model import (
    AnnotatorError, IMPOSSIBLE, NONE, Item, Some, SomeBool, SomeChar,
    SomeClasses, SomeDict, SomeFloat, SomeFunctions, SomeInstance,
    SomeInteger, SomeIterator, SomeList, SomeNone, SomePointer, SomeRange,
    SomeString, SomeTuple, has_const, union)
from annotate.pairs import pair, pairtype

PAIRED = frozenset([
    'add', 'inplace_add', 'sub', 'mul', 'div', 'floordiv', 'mod', 'lshift',
    'rshift', 'and_', 'or_', 'xor', 'lt', 'le', 'eq', 'ne', 'gt', 'ge',
    'getitem', 'contains', 'delitem', 'pow'])


def consider(annotator, operation, arguments):
    """The annotation of an operation's result."""
    name = operation.name
    if name in PAIRED:
        left, right = arguments[0], arguments[1]
        if name == 'contains':
            left, right = right, left
        method = getattr(pair(left, right), 'op_' + name, None)
        if method is None:
            raise AnnotatorError('no %s of %r and %r' % (name, left, right))
        return method(annotator)
    rule = RULES.get(name)
    if rule is not None:
        return rule(annotator, operation, *arguments)
    method = getattr(arguments[0], 'op_' + name, None)
    if method is None:
        raise AnnotatorError('no %s of %r' % (name, arguments[0]))
    return method(annotator, *arguments[1:])


def read_item(annotator, item):
    item = item.find()
    item.readers.add(annotator.position)
    return item.some


def intersect(some, narrow):
    """What some may be, when it is also known to be narrow."""
    if narrow == 'not None':
        if isinstance(some, SomeNone):
            return IMPOSSIBLE
        return some.with_nullable(False) if some.nullable else some
    if isinstance(narrow, SomeNone):
        return NONE if some.nullable else IMPOSSIBLE
    if isinstance(some, SomeInstance) and isinstance(narrow, SomeInstance):
        if narrow.classdef.is_below(some.classdef):
            return narrow
        if not some.classdef.is_below(narrow.classdef):
            return IMPOSSIBLE
        return some.with_nullable(False)
    return some


# -- rules that look at the variables --------------------------------------

def rule_isinstance(annotator, operation, some, classes):
    if not has_const(classes):
        raise AnnotatorError('isinstance with %r' % (classes,))
    result = SomeBool()
    if isinstance(some, SomeNone):
        result.const = False
        return result
    if not isinstance(some, SomeInstance):
        raise AnnotatorError('isinstance of %r' % (some,))
    classdef = annotator.classes.get(classes.const)
    if not classdef.is_below(some.classdef):
        if some.classdef.is_below(classdef):
            if not some.nullable:
                result.const = True
        else:
            result.const = False
    result.narrow[True] = {operation.args[0]: SomeInstance(classdef)}
    return result


def rule_is(annotator, operation, left, right):
    result = SomeBool()
    for value, other, variable in ((left, right, operation.args[0]),
                                   (right, left, operation.args[1])):
        if isinstance(other, SomeNone):
            if isinstance(value, SomeNone):
                result.const = True
            elif isinstance(value, SomePointer):
                pass
            elif not value.nullable:
                result.const = False
            result.narrow[True] = {variable: NONE}
            result.narrow[False] = {variable: 'not None'}
            break
    return result


def rule_not(annotator, operation, some):
    truth = rule_bool(annotator, operation, some)
    result = SomeBool()
    for case in truth.narrow:
        result.narrow[not case] = truth.narrow[case]
    if has_const(truth):
        result.const = not truth.const
    return result


def rule_bool(annotator, operation, some):
    result = SomeBool()
    if isinstance(some, SomeBool):
        result.narrow = some.narrow
        if has_const(some):
            result.const = some.const
    elif isinstance(some, SomeNone):
        result.const = False
    elif has_const(some) and isinstance(some, (SomeFloat, SomeString)):
        result.const = bool(some.const)
    elif some.nullable:
        result.narrow[True] = {operation.args[0]: 'not None'}
    elif isinstance(some, (SomeInstance, SomeFunctions)):
        result.const = True
    return result


def rule_newlist(annotator, operation, *items):
    # One list type for each place in the program that makes lists.
    if operation.extra is None:
        operation.extra = Item(IMPOSSIBLE)
    for some in items:
        operation.extra.generalize(annotator, some)
    return SomeList(operation.extra.find())


def rule_newdict(annotator, operation, *items):
    if operation.extra is None:
        operation.extra = Item(IMPOSSIBLE), Item(IMPOSSIBLE)
    keys, values = operation.extra
    for i in range(0, len(items), 2):
        keys.generalize(annotator, items[i])
        values.generalize(annotator, items[i + 1])
    return SomeDict(keys.find(), values.find())


def rule_newtuple(annotator, operation, *items):
    return SomeTuple(items)


def rule_format(annotator, operation, text, *values):
    for some in values:
        if not isinstance(some, (SomeFloat, SomeString, SomeNone)):
            raise AnnotatorError('%r is formatted' % (some,))
    return SomeString()


def rule_print(annotator, operation, some):
    if not isinstance(some, (SomeFloat, SomeString, SomeNone)):
        raise AnnotatorError('%r is printed' % (some,))
    return NONE


RULES = {
    'isinstance': rule_isinstance, 'is_': rule_is, 'not_': rule_not,
    'bool': rule_bool, 'newlist': rule_newlist, 'newdict': rule_newdict,
    'newtuple': rule_newtuple, 'format': rule_format, 'print_': rule_print,
}


# -- numbers ---------------------------------------------------------------

def integer_result(name, a, b):
    nonneg = False
    if name in ('add', 'inplace_add', 'mul', 'floordiv', 'div', 'or_', 'xor',
                'rshift', 'lshift', 'pow'):
        nonneg = a.nonneg and b.nonneg
    elif name == 'mod':
        nonneg = b.nonneg
    elif name == 'and_':
        nonneg = a.nonneg or b.nonneg
    return SomeInteger(nonneg)


def add_arithmetic(names):
    for name in names:
        def on_floats((a, b), annotator):
            return SomeFloat()

        def on_integers((a, b), annotator, name=name):
            return integer_result(name, a, b)

        setattr(pairtype(SomeFloat, SomeFloat), 'op_' + name, on_floats)
        setattr(pairtype(SomeInteger, SomeInteger), 'op_' + name,
                on_integers)


add_arithmetic(['add', 'inplace_add', 'sub', 'mul', 'div', 'floordiv', 'mod',
                'pow'])


def add_bits(names):
    for name in names:
        def on_integers((a, b), annotator, name=name):
            if isinstance(a, SomeBool) and isinstance(b, SomeBool) and \
                    not name.endswith('shift'):
                return SomeBool()
            return integer_result(name, a, b)

        setattr(pairtype(SomeInteger, SomeInteger), 'op_' + name,
                on_integers)


add_bits(['lshift', 'rshift', 'and_', 'or_', 'xor'])

COMPARISONS = ['lt', 'le', 'eq', 'ne', 'gt', 'ge']


def add_comparisons(first, second, names):
    for name in names:
        def compare((a, b), annotator):
            return SomeBool()
        setattr(pairtype(first, second), 'op_' + name, compare)


add_comparisons(SomeFloat, SomeFloat, COMPARISONS)
add_comparisons(SomeString, SomeString, COMPARISONS)
for second in (SomeString, SomeNone):
    add_comparisons(SomeNone, second, ['eq', 'ne'])
    add_comparisons(second, SomeNone, ['eq', 'ne'])
for some_class in (SomeInstance, SomeFunctions, SomeClasses, SomePointer):
    add_comparisons(some_class, some_class, ['eq', 'ne'])
add_comparisons(SomeTuple, SomeTuple, ['eq', 'ne'])


class __extend__(SomeFloat):
    def op_neg(self, annotator):
        return SomeFloat()


class __extend__(SomeInteger):
    def op_neg(self, annotator):
        return SomeInteger()

    def op_invert(self, annotator):
        return SomeInteger()


# -- strings ---------------------------------------------------------------

class __extend__(pairtype(SomeString, SomeString)):
    def op_add((a, b), annotator):
        return SomeString()

    op_inplace_add = op_add

    def op_contains((a, b), annotator):
        return SomeBool()


class __extend__(pairtype(SomeString, SomeInteger)):
    def op_getitem((a, b), annotator):
        return SomeChar()

    def op_mul((a, b), annotator):
        return SomeString()


class __extend__(SomeString):
    def op_getslice(self, annotator, start, stop):
        return SomeString()

    def op_iter(self, annotator):
        return SomeIterator(self.without_const(), 'items')

    def item_of(self, annotator, kind):
        return SomeChar()


# -- containers ------------------------------------------------------------

class __extend__(pairtype(SomeList, SomeInteger)):
    def op_getitem((a, b), annotator):
        return read_item(annotator, a.item)

    def op_delitem((a, b), annotator):
        return NONE

    def op_mul((a, b), annotator):
        return SomeList(a.item.find())


class __extend__(pairtype(SomeList, SomeList)):
    def op_add((a, b), annotator):
        return union(a, b)

    op_inplace_add = op_add

    def op_eq((a, b), annotator):
        union(a, b)
        return SomeBool()

    op_ne = op_eq


class __extend__(pairtype(SomeList, Some)):
    def op_contains((a, b), annotator):
        a.item.generalize(annotator, b)
        return SomeBool()


class __extend__(SomeList):
    def op_setitem(self, annotator, index, value):
        self.item.generalize(annotator, value)
        return NONE

    def op_getslice(self, annotator, start, stop):
        return SomeList(self.item.find())

    def op_iter(self, annotator):
        return SomeIterator(self, 'items')

    def item_of(self, annotator, kind):
        return read_item(annotator, self.item)


class __extend__(pairtype(SomeDict, Some)):
    def op_getitem((a, b), annotator):
        a.key_item.generalize(annotator, b)
        return read_item(annotator, a.value_item)

    def op_contains((a, b), annotator):
        a.key_item.generalize(annotator, b)
        return SomeBool()

    def op_delitem((a, b), annotator):
        a.key_item.generalize(annotator, b)
        return NONE


class __extend__(SomeDict):
    def op_setitem(self, annotator, key, value):
        self.key_item.generalize(annotator, key)
        self.value_item.generalize(annotator, value)
        return NONE

    def op_iter(self, annotator):
        return SomeIterator(self, 'keys')

    def item_of(self, annotator, kind):
        if kind == 'keys':
            return read_item(annotator, self.key_item)
        if kind == 'values':
            return read_item(annotator, self.value_item)
        return SomeTuple([read_item(annotator, self.key_item),
                          read_item(annotator, self.value_item)])


class __extend__(pairtype(SomeTuple, SomeInteger)):
    def op_getitem((a, b), annotator):
        if not has_const(b):
            raise AnnotatorError('a tuple is indexed by a variable')
        if not -len(a.items) <= b.const < len(a.items):
            raise AnnotatorError('%r has no item %d' % (a, b.const))
        return a.items[b.const]


class __extend__(SomeIterator):
    def op_iter(self, annotator):
        return self

    def op_iter_more(self, annotator):
        return SomeBool()

    def op_iter_next(self, annotator):
        return self.container.item_of(annotator, self.kind)


class __extend__(SomeRange):
    def op_iter(self, annotator):
        return self

    def op_iter_more(self, annotator):
        return SomeBool()

    def op_iter_next(self, annotator):
        return SomeInteger(self.nonneg)


# -- instances -------------------------------------------------------------

class __extend__(SomeInstance):
    def op_getattr(self, annotator, name):
        if self.classdef.is_method(name.const):
            raise AnnotatorError('method %s of %r is not called at once'
                                 % (name.const, self))
        return self.classdef.read(name.const, annotator.position)

    def op_setattr(self, annotator, name, value):
        self.classdef.store(name.const, value)
        return NONE


class __extend__(SomeNone):
    def op_getattr(self, annotator, name):
        return IMPOSSIBLE

    def op_setattr(self, annotator, name, value):
        return NONE

    def op_iter(self, annotator):
        return IMPOSSIBLE

    def op_getslice(self, annotator, start, stop):
        return IMPOSSIBLE


class __extend__(pairtype(SomeNone, Some)):
    def op_getitem((a, b), annotator):
        return IMPOSSIBLE

    def op_contains((a, b), annotator):
        return IMPOSSIBLE


# -- low-level pointers ----------------------------------------------------

class __extend__(SomePointer):
    def op_getattr(self, annotator, name):
        return annotate_lltype(self.lltype.to.field_type(name.const))

    def op_setattr(self, annotator, name, value):
        self.lltype.to.field_type(name.const)
        return NONE

    def op_setitem(self, annotator, index, value):
        return NONE


class __extend__(pairtype(SomePointer, SomeInteger)):
    def op_getitem((a, b), annotator):
        return annotate_lltype(a.lltype.to.item)


def annotate_lltype(lltype):
    """The annotation of a value of a low-level type."""
    from rtype import lltype as types
    table = {types.Signed: SomeInteger, types.Float: SomeFloat,
             types.Bool: SomeBool, types.Char: SomeChar}
    if lltype in table:
        return table[lltype]()
    if lltype is types.Void:
        return NONE
    return SomePointer(lltype)
