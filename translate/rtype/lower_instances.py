"""Lowerings on instances: attributes, identity, isinstance, creation."""

from annotate.model import SomeNone, has_const
from annotate.pairs import pairtype
from flow.model import Constant
from rtype.helpers import instances
from rtype.lltype import (Bool, ClassTable, ObjectPointer, Pointer,
                          Signed, Void)
from rtype.reprs import (FunctionRepr, InstanceRepr, NoneRepr, PointerRepr,
                         Repr, TyperError)


class __extend__(pairtype(InstanceRepr, InstanceRepr)):
    def convert_value((source, target), lowering, value):
        return lowering.emit('cast_pointer', [value], target.lltype)


class __extend__(pairtype(NoneRepr, Repr)):
    def convert_value((source, target), lowering, value):
        some = value.annotation
        if has_const(some) and some.const is not None:
            return target.constant(some.const)
        return target.default()


class __extend__(pairtype(Repr, NoneRepr)):
    def convert_value((source, target), lowering, value):
        return Constant(None, Void)


class __extend__(pairtype(NoneRepr, NoneRepr)):
    def convert_value((source, target), lowering, value):
        return value


def class_table(lowering, value, layout):
    """The class table of an instance, as that of a layout's class."""
    pointer = Pointer(layout.table_type)
    if value.lltype is not ObjectPointer:
        value = lowering.emit('cast_pointer', [value], ObjectPointer)
    table = lowering.emit('getfield', [value, lowering.void('table')],
                          Pointer(ClassTable))
    return lowering.emit('cast_pointer', [table], pointer)


class __extend__(InstanceRepr):
    def lower_getattr(self, lowering):
        name = lowering.args[1].value
        value = lowering.arg(0)
        constant = self.layout.find_constant(name)
        if constant is not None:
            if constant.lltype is Void:
                return None
            return lowering.emit('getfield', [
                class_table(lowering, value, self.layout),
                lowering.void('c_' + name)], constant.lltype)
        repr_ = self.layout.field(name)
        if repr_.lltype is Void:
            return None
        return lowering.emit('getfield', [value, lowering.void('f_' + name)],
                             repr_.lltype)

    def lower_setattr(self, lowering):
        name = lowering.args[1].value
        repr_ = self.layout.field(name)
        if repr_.lltype is Void:
            return
        lowering.emit('setfield', [lowering.arg(0),
                                   lowering.void('f_' + name),
                                   lowering.arg(2, repr_)], Void)

    def lower_truth(self, lowering, value):
        return lowering.op('pointer_nonzero', value)


def lower_is(lowering):
    reprs = lowering.reprs
    values = [lowering.arg(0), lowering.arg(1)]
    for i, some in enumerate(lowering.somes):
        if isinstance(some, SomeNone):
            other = values[1 - i]
            if isinstance(other.lltype, Pointer):
                return lowering.op('bool_not', lowering.op(
                    'pointer_nonzero', other))
            return Constant(isinstance(lowering.somes[1 - i], SomeNone), Bool)
    if isinstance(reprs[0].lltype, Pointer) and isinstance(
            reprs[1].lltype, Pointer):
        return lowering.op('pointer_eq', *values)
    if reprs[0].lltype is Bool and reprs[1].lltype is Bool:
        return lowering.op('bool_not', lowering.op('bool_ne', *values))
    if reprs[0].lltype is Signed and reprs[1].lltype is Signed:
        return lowering.op('int_eq', *values)
    raise TyperError('identity of %r and %r' % tuple(lowering.somes))


def add_identity(kind):
    def lower_eq(self, lowering):
        return lowering.op('pointer_eq', lowering.arg(0), lowering.arg(1))

    def lower_ne(self, lowering):
        return lowering.op('bool_not', self.lower_eq(lowering))

    pairtype(kind, kind).lower_eq = lower_eq
    pairtype(kind, kind).lower_ne = lower_ne


for kind in (InstanceRepr, PointerRepr, FunctionRepr):
    add_identity(kind)


def lower_isinstance(lowering):
    if has_const(lowering.operation.result.annotation):
        return Constant(lowering.operation.result.annotation.const, Bool)
    typer = lowering.typer
    classdef = typer.annotator.classes.get(lowering.somes[1].const)
    value = lowering.arg(0)
    if value.lltype is not ObjectPointer:
        value = lowering.emit('cast_pointer', [value], ObjectPointer)
    table = Constant(typer.layout(classdef).table, Pointer(ClassTable))
    first = lowering.emit('getfield', [table, lowering.void('first')], Signed)
    last = lowering.emit('getfield', [table, lowering.void('last')], Signed)
    return lowering.helper(instances.is_between, value, first, last)


def instantiate(lowering, classdef):
    """A new instance with its class's defaults; __init__ is not called."""
    layout = lowering.typer.layout(classdef)
    layout.setup()
    result = lowering.emit('malloc', [lowering.void(layout.struct)],
                           Pointer(layout.struct))
    instance = lowering.emit('cast_pointer', [result], ObjectPointer)
    lowering.emit('setfield', [
        instance, lowering.void('table'),
        Constant(layout.table, Pointer(ClassTable))], Void)
    for name, repr_, value in layout.initial_values():
        if repr_.lltype is not Void:
            lowering.emit('setfield', [result, lowering.void(name),
                                       repr_.constant(value)], Void)
    return result


LOWERINGS = {'is_': lower_is, 'isinstance': lower_isinstance}
