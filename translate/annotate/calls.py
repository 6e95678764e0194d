"""Calls: of functions, classes, methods and what the translator provides."""

import math
import sys
import types

from annotate.model import (
    AnnotatorError, IMPOSSIBLE, NONE, Item, SomeBool, SomeBuiltin, SomeChar,
    SomeClasses, SomeDict, SomeFloat, SomeFrozen, SomeFunctions,
    SomeImpossible, SomeInstance, SomeInteger, SomeIterator, SomeList,
    SomeNone, SomePointer, SomeRange, SomeString, SomeTuple, has_const,
    union)
from annotate.operations import annotate_lltype, read_item
from library import core
from library.jit import JitDriver, promote
from rtype import lltype

BUILTINS = {}


def builtin(*functions):
    """Declares the rule for what the translator provides itself."""
    def declare(rule):
        for function in functions:
            BUILTINS[function] = rule
        return rule
    return declare


def is_builtin(value):
    try:
        return value in BUILTINS
    except TypeError:
        return False


def is_frozen(value):
    return isinstance(value, (lltype.LLType, JitDriver, types.ModuleType,
                              file))


def ordered(functions):
    """Functions in an order that is the same in every run."""
    return sorted(functions, key=lambda function: (
        function.__module__, getattr(function, 'func_code', None)
        and function.func_code.co_firstlineno, function.__name__))


def match_arguments(function, count, keywords):
    """How a call fills the parameters of a function.

    Gives a list: for each parameter the number of the call's argument, or a
    one-tuple of the default value.
    """
    code = function.func_code
    names = code.co_varnames[:code.co_argcount]
    defaults = function.func_defaults or ()
    positional = count - len(keywords)
    result = []
    for i, name in enumerate(names):
        default = i - (len(names) - len(defaults))
        if i < positional:
            result.append(i)
        elif name in keywords:
            result.append(positional + keywords.index(name))
        elif default >= 0:
            result.append((defaults[default],))
        else:
            raise AnnotatorError('%s() needs argument %s' % (
                function.__name__, name))
    if positional > len(names) or set(keywords) - set(names):
        raise AnnotatorError('%s() takes %d arguments, not %d' % (
            function.__name__, len(names), count))
    return result


def fill(annotator, function, arguments, keywords):
    filled = []
    for source in match_arguments(function, len(arguments), keywords):
        if isinstance(source, tuple):
            filled.append(annotator.constant(source[0]))
        else:
            filled.append(arguments[source])
    return filled


def specialization_key(function, arguments):
    """What tells the copies of a function apart that have their own types."""
    if not getattr(function, 'is_specialized', False):
        return ()
    key = []
    for some in arguments:
        if isinstance(some, (SomeFunctions, SomeFrozen, SomeBuiltin)) and \
                has_const(some):
            key.append(('const', some.const))
        elif isinstance(some, SomePointer):
            key.append(some.lltype)
        elif isinstance(some, SomeInstance):
            key.append(some.classdef)
        elif isinstance(some, (SomeList, SomeDict)):
            key.append(some.key())
        else:
            key.append(type(some))
    return tuple(key)


def plain(some):
    """An argument as a function sees it: constants stay only as types."""
    if isinstance(some, (SomeFunctions, SomeClasses, SomeFrozen, SomeBuiltin,
                         SomeNone)):
        return some
    return some.without_const()


def without_sign(some):
    """What a specialized function sees: a copy must never widen later."""
    return SomeInteger() if type(some) is SomeInteger else some


def call_function(annotator, function, arguments, keywords):
    filled = map(plain, fill(annotator, function, arguments, keywords))
    if getattr(function, 'is_specialized', False):
        filled = map(without_sign, filled)
    info = annotator.function_info(function,
                                   specialization_key(function, filled))
    return annotator.call(info, filled)


def simple_call(annotator, operation, arguments):
    target, values = arguments[0], arguments[1:]
    if isinstance(target, SomeBuiltin):
        return BUILTINS[target.const](annotator, operation, *values)
    if isinstance(target, SomeFunctions):
        functions = ordered(target.functions)
        if len(functions) == 1:
            return call_function(annotator, functions[0], values,
                                 operation.keywords)
        infos = [annotator.function_info(function)
                 for function in functions]
        family = annotator.merge_families(infos)
        return call_family(annotator, family, [
            (info, fill(annotator, info.function, values,
                        operation.keywords)) for info in infos], False)
    if isinstance(target, SomeClasses):
        result = IMPOSSIBLE
        for cls in ordered(target.classes):
            result = union(result, instantiate(annotator, cls, values,
                                               operation.keywords))
        return result
    if isinstance(target, SomePointer):
        return annotate_lltype(target.lltype.to.result)
    raise AnnotatorError('%r is called' % (target,))


def call_family(annotator, family, calls, with_self):
    """A call that may reach several functions: they share all types.

    Only the first argument of a method, the instance, is each one's own.
    """
    first = 1 if with_self else 0
    result = IMPOSSIBLE
    shared = None
    for info, values in calls:
        rest = [plain(some) for some in values[first:]]
        if shared is None:
            shared = rest
        else:
            if len(rest) != len(shared):
                raise AnnotatorError('one call reaches functions with '
                                     'different numbers of arguments')
            shared = [union(a, b) for a, b in zip(shared, rest)]
    for member in family.members:
        inputs = member.graph.start.inputs[first:]
        if len(inputs) != len(shared):
            raise AnnotatorError('%s and %s are called from one place but '
                                 'take different arguments' % (
                                     member.function.__name__,
                                     calls[0][0].function.__name__))
        for i, variable in enumerate(inputs):
            if variable.annotation is not None:
                shared[i] = union(shared[i], plain(variable.annotation))
    for info, values in calls:
        result = union(result, annotator.call(info,
                                              list(values[:first]) + shared))
    for member in family.members:
        values = [variable.annotation
                  for variable in member.graph.start.inputs[:first]]
        if None not in values:
            annotator.bind_arguments(member, values + shared)
    for member in family.members:
        result = union(result, member.result())
    if not isinstance(result, SomeImpossible):
        for member in family.members:
            annotator.widen_result(member.graph, result)
    return result


def instantiate(annotator, cls, values, keywords):
    classdef = annotator.classes.get(cls)
    classdef.is_instantiated = True
    instance = SomeInstance(classdef)
    init = classdef.lookup('__init__')
    if init is not None:
        call_function(annotator, init, [instance] + list(values), keywords)
    elif values and not issubclass(cls, BaseException):
        raise AnnotatorError('%s() takes no arguments' % cls.__name__)
    return instance


def call_method(annotator, operation, arguments):
    target, name, values = arguments[0], arguments[1].const, arguments[2:]
    if isinstance(target, SomeInstance):
        if not target.classdef.is_method(name):
            some = target.classdef.read(name, annotator.position)
            if isinstance(some, SomeImpossible):
                return some
            return simple_call(annotator, operation, [some] + list(values))
        reached = target.classdef.methods(name, annotator.position)
        infos = [annotator.function_info(function)
                 for owner, function in reached]
        if len(infos) == 1:
            owner, function = reached[0]
            if not target.classdef.is_below(owner):
                receiver = SomeInstance(owner)
            else:
                receiver = target.with_nullable(False)
            return call_function(annotator, function,
                                 [receiver] + list(values),
                                 operation.keywords)
        family = annotator.merge_families(infos)
        calls = []
        for (owner, function), info in zip(reached, infos):
            receiver = SomeInstance(owner)
            if target.classdef.is_below(owner):
                receiver = target.with_nullable(False)
            calls.append((info, fill(annotator, function,
                                     [receiver] + list(values),
                                     operation.keywords)))
        return call_family(annotator, family, calls, True)
    if isinstance(target, SomeNone):
        return IMPOSSIBLE
    if isinstance(target, SomeFrozen):
        method = getattr(target.const, 'annotate_' + name, None)
    else:
        method = getattr(target, 'method_' + name, None)
    if method is None:
        raise AnnotatorError('%r has no method %s' % (target, name))
    return method(annotator, *values)


# -- methods of built-in types ---------------------------------------------

class __extend__(SomeString):
    def method_join(self, annotator, parts):
        return SomeString()

    def method_split(self, annotator, separator):
        item = Item(SomeString())
        return SomeList(item)

    def method_find(self, annotator, part, start=None):
        return SomeInteger()

    def method_startswith(self, annotator, part):
        return SomeBool()

    def method_endswith(self, annotator, part):
        return SomeBool()

    def method_strip(self, annotator):
        return SomeString()

    method_upper = method_lower = method_strip

    def method_replace(self, annotator, old, new):
        return SomeString()

    def method_isdigit(self, annotator):
        return SomeBool()

    method_isalpha = method_isalnum = method_isspace = method_isdigit


class __extend__(SomeList):
    def method_append(self, annotator, value):
        self.item.generalize(annotator, value)
        return NONE

    def method_insert(self, annotator, index, value):
        self.item.generalize(annotator, value)
        return NONE

    def method_extend(self, annotator, other):
        self.item.merge(other.item)
        return NONE

    def method_pop(self, annotator, index=None):
        return read_item(annotator, self.item)

    def method_reverse(self, annotator):
        return NONE

    def method_sort(self, annotator):
        return NONE

    def method_index(self, annotator, value):
        self.item.generalize(annotator, value)
        return SomeInteger(True)

    def method_remove(self, annotator, value):
        self.item.generalize(annotator, value)
        return NONE


class __extend__(SomeDict):
    def method_get(self, annotator, key, default=NONE):
        self.key_item.generalize(annotator, key)
        self.value_item.generalize(annotator, default)
        return read_item(annotator, self.value_item)

    def method_keys(self, annotator):
        return SomeList(self.key_item.find())

    def method_values(self, annotator):
        return SomeList(self.value_item.find())

    def method_iterkeys(self, annotator):
        return SomeIterator(self, 'keys')

    def method_itervalues(self, annotator):
        return SomeIterator(self, 'values')

    def method_iteritems(self, annotator):
        return SomeIterator(self, 'pairs')


# -- functions that the translator provides --------------------------------

@builtin(len)
def builtin_len(annotator, operation, some):
    result = SomeInteger(True)
    if isinstance(some, SomeTuple):
        result.const = len(some.items)
    return result


@builtin(range, xrange)
def builtin_range(annotator, operation, *bounds):
    start = bounds[0] if len(bounds) > 1 else SomeInteger(True)
    step = 1
    if len(bounds) > 2:
        if not has_const(bounds[2]) or bounds[2].const == 0:
            raise AnnotatorError('the step of a range must be constant')
        step = bounds[2].const
    if step > 0:
        return SomeRange(step, start.nonneg)
    stop = bounds[1]
    return SomeRange(step, has_const(stop) and stop.const >= -1)


@builtin(list)
def builtin_list(annotator, operation, some=None):
    if operation.extra is None:
        operation.extra = Item(IMPOSSIBLE)
    if isinstance(some, SomeRange):
        operation.extra.generalize(annotator, SomeInteger(some.nonneg))
    elif isinstance(some, SomeList):
        return SomeList(some.item.find())
    elif isinstance(some, SomeString):
        operation.extra.generalize(annotator, SomeChar())
    elif some is not None:
        raise AnnotatorError('list of %r' % (some,))
    return SomeList(operation.extra.find())


@builtin(ord)
def builtin_ord(annotator, operation, some):
    if not isinstance(some, SomeChar):
        raise AnnotatorError('ord of %r' % (some,))
    return SomeInteger(True)


@builtin(chr)
def builtin_chr(annotator, operation, some):
    return SomeChar()


@builtin(int)
def builtin_int(annotator, operation, some):
    if isinstance(some, SomeBool):
        return SomeInteger(True)
    if isinstance(some, SomeInteger):
        return SomeInteger(some.nonneg)
    return SomeInteger()


@builtin(float)
def builtin_float(annotator, operation, some):
    return SomeFloat()


@builtin(str, repr)
def builtin_str(annotator, operation, some):
    if not isinstance(some, (SomeFloat, SomeString, SomeNone)):
        raise AnnotatorError('str of %r' % (some,))
    return SomeString()


@builtin(bool)
def builtin_bool(annotator, operation, some):
    return SomeBool()


@builtin(abs)
def builtin_abs(annotator, operation, some):
    return SomeInteger(True) if isinstance(some, SomeInteger) else SomeFloat()


@builtin(min, max)
def builtin_minmax(annotator, operation, first, second):
    return union(first, second).without_const()


@builtin(math.sqrt, math.sin, math.cos, math.floor, math.exp, math.log,
         math.fabs)
def builtin_math(annotator, operation, some):
    return SomeFloat()


@builtin(sys.stdout.write, core.write)
def builtin_write(annotator, operation, some):
    return NONE


@builtin(core.read_file)
def builtin_read_file(annotator, operation, some):
    return SomeString()


@builtin(core.overflow_checked)
def builtin_overflow_checked(annotator, operation, some):
    return some.without_const()


@builtin(promote)
def builtin_promote(annotator, operation, some):
    return some


@builtin(core.wrapped)
def builtin_wrapped(annotator, operation, some):
    return SomeInteger()


@builtin(core.is_translated)
def builtin_is_translated(annotator, operation):
    result = SomeBool()
    result.const = True
    return result


@builtin(lltype.malloc)
def builtin_malloc(annotator, operation, some_type, size=None):
    return SomePointer(lltype.Pointer(some_type.const))


@builtin(lltype.null)
def builtin_null(annotator, operation, some_type):
    return SomePointer(lltype.Pointer(some_type.const))


@builtin(lltype.operation)
def builtin_operation(annotator, operation, name, *arguments):
    from rtype.lloperation import OPERATIONS
    return annotate_lltype(OPERATIONS[name.const].result)
