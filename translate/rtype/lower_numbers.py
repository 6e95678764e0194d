"""Lowerings on integers, floats and truth values, and number conversions."""

from annotate.pairs import pairtype
from flow.model import Constant
from rtype.helpers import numbers
from rtype.lltype import Bool, Float, Pointer, Void
from rtype.reprs import BoolRepr, FloatRepr, IntegerRepr, Repr, TyperError


class __extend__(pairtype(BoolRepr, IntegerRepr)):
    def convert_value((source, target), lowering, value):
        return lowering.op('bool_to_int', value)


class __extend__(pairtype(IntegerRepr, BoolRepr)):
    def convert_value((source, target), lowering, value):
        return lowering.op('int_to_bool', value)


class __extend__(pairtype(BoolRepr, BoolRepr)):
    def convert_value((source, target), lowering, value):
        return value


class __extend__(pairtype(IntegerRepr, FloatRepr)):
    def convert_value((source, target), lowering, value):
        return lowering.op('int_to_float', value)


class __extend__(pairtype(BoolRepr, FloatRepr)):
    def convert_value((source, target), lowering, value):
        return lowering.op('int_to_float',
                           lowering.op('bool_to_int', value))


def integer(lowering):
    return lowering.typer.cached(('int', False), IntegerRepr, False)


def floating(lowering):
    return lowering.typer.cached(('float',), FloatRepr)


def integers(lowering):
    return (lowering.arg(0, integer(lowering)),
            lowering.arg(1, integer(lowering)))


def floats(lowering):
    return (lowering.arg(0, floating(lowering)),
            lowering.arg(1, floating(lowering)))


def add_pairs(table, first, second, operands):
    """Lowerings that are one operation, or one call of a helper."""
    for name, target in table.items():
        def lower((a, b), lowering, target=target):
            x, y = operands(lowering)
            if isinstance(target, str):
                return lowering.op(target, x, y)
            return lowering.helper(target, x, y)
        setattr(pairtype(first, second), 'lower_' + name, lower)


add_pairs({
    'add': 'int_add', 'inplace_add': 'int_add', 'sub': 'int_sub',
    'mul': 'int_mul', 'and_': 'int_and', 'or_': 'int_or', 'xor': 'int_xor',
    'lt': 'int_lt', 'le': 'int_le', 'eq': 'int_eq', 'ne': 'int_ne',
    'gt': 'int_gt', 'ge': 'int_ge', 'pow': numbers.power,
}, IntegerRepr, IntegerRepr, integers)
add_pairs({
    'add': 'float_add', 'inplace_add': 'float_add', 'sub': 'float_sub',
    'mul': 'float_mul', 'div': numbers.float_div, 'lt': 'float_lt',
    'le': 'float_le', 'eq': 'float_eq', 'ne': 'float_ne', 'gt': 'float_gt',
    'ge': 'float_ge', 'floordiv': numbers.float_floordiv,
    'mod': numbers.float_mod, 'pow': 'math_pow',
}, FloatRepr, FloatRepr, floats)
for mixed in ((FloatRepr, IntegerRepr), (IntegerRepr, FloatRepr)):
    for attribute in dir(pairtype(FloatRepr, FloatRepr)):
        if attribute.startswith('lower_'):
            setattr(pairtype(*mixed), attribute,
                    pairtype(FloatRepr, FloatRepr).__dict__[attribute])


class __extend__(pairtype(IntegerRepr, IntegerRepr)):
    """Division and shifts, which look at the signs."""

    def lower_floordiv((a, b), lowering):
        x, y = integers(lowering)
        if a.nonneg and b.nonneg:
            return lowering.helper(numbers.floordiv_nonneg, x, y)
        return lowering.helper(numbers.floordiv, x, y)

    lower_div = lower_floordiv

    def lower_mod((a, b), lowering):
        x, y = integers(lowering)
        if a.nonneg and b.nonneg:
            return lowering.helper(numbers.mod_nonneg, x, y)
        return lowering.helper(numbers.mod, x, y)

    def shift((a, b), lowering, helper, name):
        x, y = integers(lowering)
        count = getattr(lowering.args[1], 'value', None)
        if type(count) is int and 0 <= count < 64:
            return lowering.op(name, x, y)
        return lowering.helper(helper, x, y)

    def lower_lshift(self, lowering):
        return self.shift(lowering, numbers.lshift, 'int_lshift')

    def lower_rshift(self, lowering):
        return self.shift(lowering, numbers.rshift, 'int_rshift')


add_pairs({'and_': 'bool_and', 'or_': 'bool_or', 'xor': 'bool_ne'},
          BoolRepr, BoolRepr,
          lambda lowering: (lowering.arg(0), lowering.arg(1)))


class __extend__(FloatRepr):
    def lower_neg(self, lowering):
        return lowering.op('float_neg', lowering.arg(0))


class __extend__(IntegerRepr):
    def lower_neg(self, lowering):
        return lowering.op('int_neg', lowering.arg(0, integer(lowering)))

    def lower_invert(self, lowering):
        return lowering.op('int_invert', lowering.arg(0, integer(lowering)))


def truth(lowering):
    """Whether the first operand is true."""
    return truth_of(lowering, lowering.reprs[0], lowering.arg(0))


def truth_of(lowering, repr_, value):
    return repr_.lower_truth(lowering, value)


class __extend__(Repr):
    def lower_truth(self, lowering, value):
        if isinstance(self.lltype, Pointer):
            return lowering.op('pointer_nonzero', value)
        if self.lltype is Void:
            return Constant(value.value is not None, Bool)
        raise TyperError('the truth of %r' % self)


class __extend__(FloatRepr):
    def lower_truth(self, lowering, value):
        return lowering.op('float_ne', value, Constant(0.0, Float))


class __extend__(IntegerRepr):
    def lower_truth(self, lowering, value):
        return lowering.op('int_to_bool', value)


class __extend__(BoolRepr):
    def lower_truth(self, lowering, value):
        return value


def lower_not(lowering):
    return lowering.op('bool_not', truth(lowering))


LOWERINGS = {'bool': truth, 'not_': lower_not}
