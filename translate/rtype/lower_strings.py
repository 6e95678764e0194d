"""Lowerings on strings and characters, formatting and printing."""

from annotate.pairs import pairtype
from flow.model import Constant
from rtype.helpers import strings
from rtype.lltype import Bool, Signed
from rtype.lower_numbers import floating, integer
from rtype.reprs import (BoolRepr, CharRepr, FloatRepr, IntegerRepr, NoneRepr,
                         Repr, StringRepr, TyperError)


class __extend__(pairtype(CharRepr, StringRepr)):
    def convert_value((source, target), lowering, value):
        return lowering.helper(strings.from_char, value)


class __extend__(pairtype(StringRepr, CharRepr)):
    def convert_value((source, target), lowering, value):
        return lowering.helper(strings.to_char, value)


def string(lowering):
    return lowering.typer.cached(('string',), StringRepr, lowering.typer)


def both(lowering):
    return lowering.arg(0, string(lowering)), lowering.arg(1, string(lowering))


def zero():
    return Constant(0, Signed)


class StringPair(object):
    """The lowerings that two strings, or characters, share."""

    def lower_add(self, lowering):
        return lowering.helper(strings.concatenate, *both(lowering))

    lower_inplace_add = lower_add

    def lower_eq(self, lowering):
        return lowering.helper(strings.equal, *both(lowering))

    def lower_ne(self, lowering):
        return lowering.op('bool_not', self.lower_eq(lowering))

    def lower_contains(self, lowering):
        return lowering.helper(strings.contains, *both(lowering))

    def order(self, lowering, name):
        order = lowering.helper(strings.compare, *both(lowering))
        return lowering.op(name, order, zero())

    def lower_lt(self, lowering):
        return self.order(lowering, 'int_lt')

    def lower_le(self, lowering):
        return self.order(lowering, 'int_le')

    def lower_gt(self, lowering):
        return self.order(lowering, 'int_gt')

    def lower_ge(self, lowering):
        return self.order(lowering, 'int_ge')


def add_string_pair(first, second):
    for name, method in StringPair.__dict__.items():
        if not name.startswith('__'):
            setattr(pairtype(first, second), name, method)


add_string_pair(StringRepr, StringRepr)
add_string_pair(StringRepr, CharRepr)
add_string_pair(CharRepr, StringRepr)
add_string_pair(CharRepr, CharRepr)
for first, second in ((NoneRepr, StringRepr), (StringRepr, NoneRepr)):
    for name in ('lower_eq', 'lower_ne'):
        setattr(pairtype(first, second), name, StringPair.__dict__[name])


class __extend__(pairtype(CharRepr, CharRepr)):
    def lower_eq(self, lowering):
        return lowering.op('char_eq', lowering.arg(0), lowering.arg(1))

    def lower_ne(self, lowering):
        return lowering.op('char_ne', lowering.arg(0), lowering.arg(1))

    def lower_lt(self, lowering):
        return lowering.op('char_lt', lowering.arg(0), lowering.arg(1))

    def lower_le(self, lowering):
        return lowering.op('char_le', lowering.arg(0), lowering.arg(1))

    def lower_gt(self, lowering):
        return lowering.op('char_lt', lowering.arg(1), lowering.arg(0))

    def lower_ge(self, lowering):
        return lowering.op('char_le', lowering.arg(1), lowering.arg(0))


class StringIndex(object):
    def lower_getitem(self, lowering):
        return lowering.helper(strings.getitem,
                               lowering.arg(0, string(lowering)),
                               lowering.arg(1, integer(lowering)))

    def lower_mul(self, lowering):
        return lowering.helper(strings.repeat,
                               lowering.arg(0, string(lowering)),
                               lowering.arg(1, integer(lowering)))


for kind in (StringRepr, CharRepr):
    for name in ('lower_getitem', 'lower_mul'):
        setattr(pairtype(kind, IntegerRepr), name, StringIndex.__dict__[name])


def slice_bounds(lowering):
    """The bounds of a slice; none means the whole way."""
    bounds = []
    for i, default in ((1, 0), (2, 2 ** 63 - 1)):
        if isinstance(lowering.reprs[i], NoneRepr):
            bounds.append(Constant(default, Signed))
        else:
            bounds.append(lowering.arg(i, integer(lowering)))
    return bounds


def text_test(test):
    def lower(lowering, receiver):
        return lowering.helper(strings.all_are, receiver,
                               lowering.void(test))
    return lower


def with_strings(helper):
    def lower(lowering, receiver):
        arguments = [lowering.arg(i, string(lowering))
                     for i in range(2, len(lowering.args))]
        return lowering.helper(helper, receiver, *arguments)
    return lower


def lower_find(lowering, receiver):
    start = zero()
    if len(lowering.args) > 3:
        start = lowering.arg(3, integer(lowering))
    return lowering.helper(strings.find, receiver,
                           lowering.arg(2, string(lowering)), start)


def lower_split(lowering, receiver):
    result = lowering.result_repr
    return lowering.helper(strings.split, receiver,
                           lowering.arg(2, string(lowering)),
                           lowering.void(result.struct),
                           lowering.void(result.array))


def lower_join(lowering, receiver):
    parts = lowering.reprs[2]
    helper = strings.join
    if isinstance(parts.item, CharRepr):
        helper = strings.join_chars
    return lowering.helper(helper, receiver, lowering.arg(2))


def char_map(function):
    def lower(lowering, receiver):
        return lowering.helper(strings.map_chars, receiver,
                               lowering.void(function))
    return lower


METHODS = {
    'isdigit': text_test(strings.is_digit),
    'isalpha': text_test(strings.is_alpha),
    'isalnum': text_test(strings.is_alnum),
    'isspace': text_test(strings.is_space),
    'startswith': with_strings(strings.startswith),
    'endswith': with_strings(strings.endswith),
    'strip': with_strings(strings.strip),
    'replace': with_strings(strings.replace),
    'upper': char_map(strings.upper_char),
    'lower': char_map(strings.lower_char),
    'find': lower_find, 'split': lower_split, 'join': lower_join,
}


class __extend__(StringRepr):
    def lower_getslice(self, lowering):
        start, stop = slice_bounds(lowering)
        return lowering.helper(strings.getslice,
                               lowering.arg(0, string(lowering)), start, stop)

    def lower_method(self, lowering, name):
        return METHODS[name](lowering, lowering.arg(0, string(lowering)))

    def lower_len(self, lowering):
        return lowering.op('getarraysize', lowering.arg(1))

    def lower_truth(self, lowering, value):
        """None and the empty string are false."""
        return lowering.op('bool_not', lowering.helper(is_empty, value))

    def to_string(self, lowering, value):
        return value

    def lower_iter(self, lowering):
        return lowering.helper(strings.iterate,
                               lowering.arg(0, string(lowering)),
                               lowering.void(self.iterator))

    iter_more = staticmethod(strings.iter_more)

    def next_item(self, lowering, iterator, kind):
        return lowering.helper(strings.iter_next, iterator)


def is_empty(text):
    return text is None or len(text) == 0


is_empty.is_specialized = True


class __extend__(CharRepr):
    lower_getslice = StringRepr.__dict__['lower_getslice']
    lower_method = StringRepr.__dict__['lower_method']

    def lower_len(self, lowering):
        return Constant(1, Signed)

    def lower_truth(self, lowering, value):
        return Constant(True, Bool)

    def to_string(self, lowering, value):
        return lowering.helper(strings.from_char, value)


class __extend__(Repr):
    def to_string(self, lowering, value):
        raise TyperError('the text of %r' % self)


class __extend__(IntegerRepr):
    def to_string(self, lowering, value):
        return lowering.helper(strings.from_int, value)


class __extend__(BoolRepr):
    def to_string(self, lowering, value):
        return lowering.helper(bool_text, value,
                               string(lowering).constant('True'),
                               string(lowering).constant('False'))


def bool_text(value, true, false):
    return true if value else false


bool_text.is_specialized = True


class __extend__(FloatRepr):
    def to_string(self, lowering, value):
        return lowering.op('float_to_string', value)


class __extend__(NoneRepr):
    def to_string(self, lowering, value):
        return string(lowering).constant('None')


class __extend__(Repr):
    def to_repr(self, lowering, value):
        return self.to_string(lowering, value)


class __extend__(FloatRepr):
    def to_repr(self, lowering, value):
        return lowering.op('float_repr', value)


class __extend__(StringRepr):
    def to_repr(self, lowering, value):
        return lowering.helper(strings.quoted, value)


class __extend__(CharRepr):
    def to_repr(self, lowering, value):
        return lowering.helper(strings.quoted,
                               self.to_string(lowering, value))


def text_of(lowering, number):
    """An operand as str() would give it."""
    repr_ = lowering.reprs[number]
    return repr_.to_string(lowering, lowering.arg(number))


def repr_of(lowering, number):
    """An operand as repr() would give it."""
    repr_ = lowering.reprs[number]
    return repr_.to_repr(lowering, lowering.arg(number))


def parse_format(text):
    """Yields plain texts, and tuples (flags, width, precision, letter)."""
    at = 0
    plain = ''
    while at < len(text):
        char = text[at]
        at += 1
        if char != '%':
            plain += char
            continue
        if text[at:at + 1] == '%':
            plain += '%'
            at += 1
            continue
        if plain:
            yield plain
            plain = ''
        start = at
        while text[at:at + 1] in ('0', '-'):
            at += 1
        flags = text[start:at]
        start = at
        while text[at:at + 1].isdigit():
            at += 1
        width = int(text[start:at] or 0)
        precision = None
        if text[at:at + 1] == '.':
            start = at = at + 1
            while text[at:at + 1].isdigit():
                at += 1
            precision = int(text[start:at])
        if at >= len(text):
            raise TyperError('incomplete format %r' % text)
        yield flags, width, precision, text[at]
        at += 1
    if plain:
        yield plain


def lower_format(lowering):
    result = None
    number = 1
    for part in parse_format(lowering.args[0].value):
        if isinstance(part, str):
            value = string(lowering).constant(part)
        else:
            if number >= len(lowering.args):
                raise TyperError('too few values to format')
            value = format_value(lowering, number, *part)
            number += 1
        if result is None:
            result = value
        else:
            result = lowering.helper(strings.concatenate, result, value)
    if number != len(lowering.args):
        raise TyperError('too many values to format')
    return result or string(lowering).constant('')


def format_value(lowering, number, flags, width, precision, letter):
    if precision is not None and letter != 'f':
        raise TyperError('a precision for %%%s' % letter)
    if letter == 'f':
        if precision is None:
            precision = 6
        value = lowering.op('format_float',
                            lowering.arg(number, floating(lowering)),
                            Constant(precision, Signed))
    elif letter == 'd':
        value = lowering.helper(strings.from_int,
                                lowering.arg(number, integer(lowering)))
    elif letter == 'x':
        value = lowering.helper(strings.to_hex,
                                lowering.arg(number, integer(lowering)))
    elif letter in 'sc':
        value = text_of(lowering, number)
    elif letter == 'r':
        value = repr_of(lowering, number)
    else:
        raise TyperError('format %%%s' % letter)
    if width:
        # Zeros are for numbers only, and not where they would come last.
        fills = '0' in flags and '-' not in flags and letter in 'dxf'
        value = lowering.helper(strings.pad, value, Constant(width, Signed),
                                Constant('-' in flags, Bool),
                                Constant(fills, Bool))
    return value


def lower_print(lowering):
    lowering.op('write_string', text_of(lowering, 0))


LOWERINGS = {'format': lower_format, 'print_': lower_print}
