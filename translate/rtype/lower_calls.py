"""Lowerings of calls."""

import math
import sys

from annotate.calls import (match_arguments, plain, ordered,
                            specialization_key)
from annotate.model import (SomeBuiltin, SomeClasses, SomeFrozen,
                            SomeFunctions, SomeInstance, has_const)
from flow.model import Constant
from library import core
from library.jit import promote
from rtype import lltype
from rtype.helpers import numbers, strings
from rtype.lltype import Bool, Pointer, Void
from rtype.lower_containers import lower_list, lower_malloc, lower_range
from rtype.lower_instances import class_table, instantiate
from rtype.lower_numbers import floating, integer, truth_of
from rtype.lower_strings import repr_of, string, text_of
from rtype.reprs import FloatRepr, IntegerRepr, NoneRepr, TyperError


def lower_simple_call(lowering):
    target = lowering.somes[0]
    if isinstance(target, SomeBuiltin):
        return BUILTINS[target.const](lowering)
    if isinstance(target, SomeClasses):
        return call_class(lowering, target)
    if isinstance(target, SomeFunctions):
        functions = ordered(target.functions)
        if len(functions) == 1:
            return call_function(lowering, functions[0], 1, [])
        return call_pointer(lowering, lowering.reprs[0], lowering.arg(0), 1,
                            functions[0])
    raise TyperError('call of %r' % (target,))


def function_info(lowering, function, somes, first):
    """The specialization of a function that this call reaches."""
    annotator = lowering.typer.annotator
    given = list(somes) + lowering.somes[first:]
    filled = []
    for source in match_arguments(function, len(given),
                                  lowering.operation.keywords):
        if isinstance(source, tuple):
            filled.append(annotator.constant(source[0]))
        else:
            filled.append(given[source])
    key = specialization_key(function, map(plain, filled))
    return annotator.functions[function, key]


def call_function(lowering, function, first, before, somes=()):
    """Calls a known function: `before` are values for its first parameters.

    The operands from `first` on follow them.
    """
    typer = lowering.typer
    info = function_info(lowering, function, somes, first)
    parameters = [typer.variable_repr(variable)
                  for variable in info.graph.start.inputs]
    return typed_call(lowering, info, function, parameters, first, before)


def arguments_of(lowering, function, parameters, first, before):
    count = len(before) + len(lowering.args) - first
    sources = match_arguments(function, count, lowering.operation.keywords)
    values = []
    for source, repr_ in zip(sources, parameters):
        if isinstance(source, tuple):
            values.append(lowering.convert(Constant(source[0]), repr_))
        elif source < len(before):
            values.append(before[source])
        else:
            values.append(lowering.arg(source - len(before) + first, repr_))
    return values


def typed_call(lowering, info, function, parameters, first, before):
    values = arguments_of(lowering, function, parameters, first, before)
    if before and values[0].lltype is not parameters[0].lltype:
        values[0] = lowering.emit('cast_pointer', [values[0]],
                                  parameters[0].lltype)
    target = lowering.typer.function_value(info.graph)
    result = lowering.call(target, values)
    return adapt_result(lowering, info.graph, result)


def adapt_result(lowering, graph, result):
    """The result, converted to what the annotator said of this call."""
    source = lowering.typer.variable_repr(graph.return_block.inputs[0])
    return adapt(lowering, source, graph.return_block.inputs[0].annotation,
                 result)


def adapt(lowering, source, some, result):
    target = lowering.result_repr
    if source.lltype is target.lltype or target.lltype is Void:
        return result
    result.annotation = some
    return lowering.convert(result, target)


def call_pointer(lowering, repr_, pointer, first, function):
    values = arguments_of(lowering, function, repr_.arguments, first, [])
    result = lowering.emit('indirect_call', [pointer] + values,
                           repr_.result.lltype)
    return adapt_result(lowering, repr_.info.graph, result)


def call_class(lowering, target):
    if not has_const(target):
        raise TyperError('%r is instantiated' % (target,))
    classdef = lowering.typer.annotator.classes.get(target.const)
    result = instantiate(lowering, classdef)
    init = classdef.lookup('__init__')
    if init is not None:
        call_function(lowering, init, 1, [result], [SomeInstance(classdef)])
    return result


def lower_call_method(lowering):
    some = lowering.somes[0]
    name = lowering.args[1].value
    if isinstance(some, SomeFrozen):
        return lower_frozen_method(lowering, some.const, name)
    if not isinstance(some, SomeInstance):
        return lowering.reprs[0].lower_method(lowering, name)
    classdef = some.classdef
    if not classdef.is_method(name):
        return call_attribute(lowering, name)
    layout = lowering.typer.layout(classdef)
    layout.setup()
    functions = layout.implementations(name)
    if len(functions) == 1:
        before = [lowering.arg(0)]
        return call_function(lowering, functions[0], 2, before, [some])
    slot = layout.slot(name)
    pointer_type, parameters, result_repr, _ = slot
    instance = lowering.arg(0)
    table = class_table(lowering, instance, layout)
    pointer = lowering.emit('getfield', [table, lowering.void('m_' + name)],
                            pointer_type)
    receiver = pointer_type.to.arguments[0]
    if instance.lltype is not receiver:
        instance = lowering.emit('cast_pointer', [instance], receiver)
    values = arguments_of(lowering, functions[0], [None] + parameters, 2,
                          [instance])
    result = lowering.emit('indirect_call', [pointer] + values,
                           pointer_type.to.result)
    info = lowering.typer.annotator.functions[functions[0], ()]
    return adapt_result(lowering, info.graph, result)


def call_attribute(lowering, name):
    """Calls a function that is an attribute of an instance."""
    repr_ = lowering.reprs[0].layout.field(name)
    if isinstance(repr_, NoneRepr):
        some = lowering.somes[0].classdef.find_attribute(name).some
        return call_function(lowering, some.const, 2, [])
    pointer = lowering.emit('getfield', [
        lowering.arg(0), lowering.void('f_' + name)], repr_.lltype)
    return call_pointer(lowering, repr_, pointer, 2, repr_.functions[0])


def lower_frozen_method(lowering, value, name):
    """A hint of a JitDriver: its operands in the driver's order."""
    positional = len(lowering.args) - len(lowering.operation.keywords)
    table = dict(zip(lowering.operation.keywords,
                     range(positional, len(lowering.args))))
    values = []
    for variable in value.greens + value.reds:
        values.append(lowering.arg(table[variable]))
    lowering.emit('jit_marker', [lowering.void(name), lowering.void(value)]
                  + values, Void)


# -- functions that the translator provides --------------------------------

def lower_len(lowering):
    return lowering.reprs[1].lower_len(lowering)


def lower_ord(lowering):
    return lowering.op('char_to_int', lowering.arg(1))


def lower_chr(lowering):
    return lowering.op('int_to_char', lowering.arg(1, integer(lowering)))


def lower_int(lowering):
    repr_ = lowering.reprs[1]
    if isinstance(repr_, IntegerRepr):
        return lowering.arg(1, integer(lowering))
    if isinstance(repr_, FloatRepr):
        return lowering.op('float_to_int', lowering.arg(1))
    return lowering.helper(strings.to_int,
                           lowering.arg(1, string(lowering)))


def lower_float(lowering):
    repr_ = lowering.reprs[1]
    if isinstance(repr_, (IntegerRepr, FloatRepr)):
        return lowering.arg(1, floating(lowering))
    return lowering.helper(strings.to_float,
                           lowering.arg(1, string(lowering)))


def lower_str(lowering):
    return text_of(lowering, 1)


def lower_repr(lowering):
    return repr_of(lowering, 1)


def lower_bool(lowering):
    return truth_of(lowering, lowering.reprs[1], lowering.arg(1))


def lower_abs(lowering):
    if isinstance(lowering.reprs[1], FloatRepr):
        return lowering.op('math_fabs', lowering.arg(1))
    return lowering.helper(numbers.absolute,
                           lowering.arg(1, integer(lowering)))


def lower_minmax(helper):
    def lower(lowering):
        target = lowering.result_repr
        return lowering.helper(helper, lowering.arg(1, target),
                               lowering.arg(2, target))
    return lower


def lower_math(name):
    def lower(lowering):
        return lowering.op(name, lowering.arg(1, floating(lowering)))
    return lower


def lower_write(lowering):
    lowering.op('write_string', lowering.arg(1, string(lowering)))


def lower_read_file(lowering):
    return lowering.helper(strings.read_file,
                           lowering.arg(1, string(lowering)))


CHECKED = {'int_add': numbers.add_checked, 'int_sub': numbers.sub_checked,
           'int_mul': numbers.mul_checked}


def lower_overflow_checked(lowering):
    """Replaces the addition that comes just before."""
    value = lowering.args[1]
    for operation in reversed(lowering.out):
        if operation.result is value and operation.name == 'same_as':
            value = operation.args[0]
        elif operation.result is value and operation.name in CHECKED:
            return lowering.helper(CHECKED[operation.name], *operation.args)
    raise TyperError('overflow_checked takes one +, - or * of integers')


def lower_is_translated(lowering):
    return Constant(True, Bool)


def lower_promote(lowering):
    value = lowering.arg(1)
    return lowering.emit('jit_promote', [value], value.lltype)


def lower_null(lowering):
    return Constant(None, Pointer(lowering.somes[1].const))


def lower_operation(lowering):
    name = lowering.args[1].value
    from rtype.lloperation import OPERATIONS
    values = [lowering.arg(i) for i in range(2, len(lowering.args))]
    for i, value in enumerate(values):
        if value.lltype is Bool:
            values[i] = lowering.op('bool_to_int', value)
    return lowering.emit(name, values, OPERATIONS[name].result)


BUILTINS = {
    len: lower_len, range: lower_range, xrange: lower_range,
    list: lower_list, ord: lower_ord, chr: lower_chr, int: lower_int,
    float: lower_float, str: lower_str, repr: lower_repr, bool: lower_bool,
    abs: lower_abs, min: lower_minmax(numbers.minimum),
    max: lower_minmax(numbers.maximum),
    math.sqrt: lower_math('math_sqrt'), math.sin: lower_math('math_sin'),
    math.cos: lower_math('math_cos'), math.exp: lower_math('math_exp'),
    math.log: lower_math('math_log'), math.fabs: lower_math('math_fabs'),
    math.floor: lower_math('math_floor'),
    sys.stdout.write: lower_write, core.write: lower_write,
    core.read_file: lower_read_file,
    promote: lower_promote, core.overflow_checked: lower_overflow_checked,
    core.wrapped: lower_int, core.is_translated: lower_is_translated,
    lltype.malloc: lower_malloc, lltype.null: lower_null,
    lltype.operation: lower_operation,
}

LOWERINGS = {'simple_call': lower_simple_call,
             'call_method': lower_call_method}
