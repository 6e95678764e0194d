"""Lowerings on lists, dictionaries, tuples, iterators and low-level arrays."""

from annotate.operations import annotate_lltype
from annotate.pairs import pair, pairtype
from flow.model import Constant
from rtype.helpers import dicts, lists, numbers, strings
from rtype.lltype import Array, Pointer, Signed, Void
from rtype.lower_numbers import integer
from rtype.lower_strings import slice_bounds
from rtype.reprs import (CharRepr, DictRepr, FloatRepr, IntegerRepr,
                         IteratorRepr, ListRepr, PointerRepr, RangeRepr,
                         Repr, StringRepr, TupleRepr, TyperError)


# -- lists -----------------------------------------------------------------

def list_types(lowering, repr_):
    return lowering.void(repr_.struct), lowering.void(repr_.array)


def lower_newlist(lowering):
    repr_ = lowering.result_repr
    size = Constant(len(lowering.args), Signed)
    result = lowering.helper(lists.new, lowering.void(repr_.struct),
                             lowering.void(repr_.array), size)
    if lowering.args:
        items = lowering.emit('getfield', [result, lowering.void('items')],
                              Pointer(repr_.array))
        for i in range(len(lowering.args)):
            lowering.emit('setarrayitem', [
                items, Constant(i, Signed), lowering.arg(i, repr_.item)],
                Void)
    return result


def equality(item):
    """The helper that compares two items."""
    if isinstance(item, StringRepr):
        return strings.equal
    if isinstance(item, (ListRepr, DictRepr, TupleRepr)):
        raise TyperError('the items, %r, are compared' % item)
    return dicts.equal_values


def order(item):
    """The helper that says whether one item comes before another."""
    if isinstance(item, StringRepr):
        return strings.is_less
    if isinstance(item, (FloatRepr, IntegerRepr, CharRepr)):
        return lists.is_less
    raise TyperError('a list of %r is sorted' % item)


class __extend__(pairtype(ListRepr, IntegerRepr)):
    def lower_getitem((a, b), lowering):
        helper = lists.getitem_nonneg if b.nonneg else lists.getitem
        return lowering.helper(helper, lowering.arg(0),
                               lowering.arg(1, integer(lowering)))

    def lower_delitem((a, b), lowering):
        lowering.helper(lists.delitem, lowering.arg(0),
                        lowering.arg(1, integer(lowering)), a.item.default())

    def lower_mul((a, b), lowering):
        return lowering.helper(lists.repeat, lowering.arg(0),
                               lowering.arg(1, integer(lowering)),
                               *list_types(lowering, a))


class __extend__(pairtype(ListRepr, ListRepr)):
    def lower_add((a, b), lowering):
        return lowering.helper(lists.concatenate, lowering.arg(0),
                               lowering.arg(1), *list_types(lowering, a))

    def lower_inplace_add((a, b), lowering):
        return lowering.helper(lists.extend_inplace, lowering.arg(0),
                               lowering.arg(1), lowering.void(a.array))

    def lower_eq((a, b), lowering):
        return lowering.helper(lists.equal, lowering.arg(0), lowering.arg(1),
                               lowering.void(equality(a.item)))

    def lower_ne((a, b), lowering):
        return lowering.op('bool_not', pair(a, b).lower_eq(lowering))


class __extend__(pairtype(ListRepr, Repr)):
    def lower_contains((a, b), lowering):
        return lowering.helper(lists.contains, lowering.arg(0),
                               lowering.arg(1, a.item),
                               lowering.void(equality(a.item)))


class __extend__(ListRepr):
    def lower_setitem(self, lowering):
        helper = lists.setitem
        if lowering.reprs[1].nonneg:
            helper = lists.setitem_nonneg
        lowering.helper(helper, lowering.arg(0),
                        lowering.arg(1, integer(lowering)),
                        lowering.arg(2, self.item))

    def lower_getslice(self, lowering):
        start, stop = slice_bounds(lowering)
        return lowering.helper(lists.getslice, lowering.arg(0), start, stop,
                               *list_types(lowering, self))

    def lower_len(self, lowering):
        return lowering.emit('getfield', [lowering.arg(1),
                                          lowering.void('length')], Signed)

    def lower_truth(self, lowering, value):
        return lowering.helper(list_truth, value)

    def lower_iter(self, lowering):
        return lowering.helper(lists.iterate, lowering.arg(0),
                               lowering.void(self.iterator))

    iter_more = staticmethod(lists.iter_more)

    def next_item(self, lowering, iterator, kind):
        return lowering.helper(lists.iter_next, iterator)

    def lower_method(self, lowering, name):
        receiver = lowering.arg(0)
        array = lowering.void(self.array)
        empty = self.item.default()
        if name == 'append':
            return lowering.helper(lists.append, receiver,
                                   lowering.arg(2, self.item), array)
        if name == 'insert':
            return lowering.helper(lists.insert, receiver,
                                   lowering.arg(2, integer(lowering)),
                                   lowering.arg(3, self.item), array)
        if name == 'extend':
            return lowering.helper(lists.extend, receiver, lowering.arg(2),
                                   array)
        if name == 'pop' and len(lowering.args) == 2:
            return lowering.helper(lists.pop_last, receiver, empty)
        if name == 'pop':
            return lowering.helper(lists.pop, receiver,
                                   lowering.arg(2, integer(lowering)), empty)
        if name == 'reverse':
            return lowering.helper(lists.reverse, receiver)
        if name == 'sort':
            return lowering.helper(lists.sort, receiver, array,
                                   lowering.void(order(self.item)))
        equal = lowering.void(equality(self.item))
        value = lowering.arg(2, self.item)
        if name == 'index':
            return lowering.helper(lists.index_of, receiver, value, equal)
        return lowering.helper(lists.remove, receiver, value, equal, empty)


def list_truth(source):
    return source is not None and source.length != 0


list_truth.is_specialized = True


# -- dictionaries ----------------------------------------------------------

def lower_newdict(lowering):
    repr_ = lowering.result_repr
    result = lowering.helper(dicts.new, lowering.void(repr_.struct),
                             lowering.void(repr_.table),
                             lowering.void(repr_.entries))
    for i in range(0, len(lowering.args), 2):
        store(lowering, repr_, result, lowering.arg(i, repr_.key),
              lowering.arg(i + 1, repr_.value))
    return result


def key_functions(lowering, repr_):
    return [lowering.void(function) for function in repr_.functions()]


def store(lowering, repr_, target, key, value):
    code_of, equal = key_functions(lowering, repr_)
    lowering.helper(dicts.setitem, target, key, value, code_of, equal,
                    lowering.void(repr_.entry), lowering.void(repr_.table),
                    lowering.void(repr_.entries))


class __extend__(pairtype(DictRepr, Repr)):
    def lower_getitem((a, b), lowering):
        return lowering.helper(dicts.getitem, lowering.arg(0),
                               lowering.arg(1, a.key),
                               *key_functions(lowering, a))

    def lower_contains((a, b), lowering):
        return lowering.helper(dicts.contains, lowering.arg(0),
                               lowering.arg(1, a.key),
                               *key_functions(lowering, a))

    def lower_delitem((a, b), lowering):
        code_of, equal = key_functions(lowering, a)
        lowering.helper(dicts.delitem, lowering.arg(0),
                        lowering.arg(1, a.key), code_of, equal,
                        lowering.void(a.entry))


class __extend__(DictRepr):
    def lower_setitem(self, lowering):
        store(lowering, self, lowering.arg(0), lowering.arg(1, self.key),
              lowering.arg(2, self.value))

    def lower_len(self, lowering):
        return lowering.helper(dicts.length, lowering.arg(1))

    def lower_truth(self, lowering, value):
        return lowering.helper(dict_truth, value)

    def lower_iter(self, lowering):
        return self.iterate(lowering, 0)

    def iterate(self, lowering, number):
        return lowering.helper(dicts.iterate, lowering.arg(number),
                               lowering.void(self.iterator))

    iter_more = staticmethod(dicts.iter_more)

    def next_item(self, lowering, iterator, kind):
        entry = lowering.helper(dicts.iter_next, iterator)
        parts = []
        for name, repr_ in (('key', self.key), ('value', self.value)):
            parts.append(lowering.emit(
                'getfield', [entry, lowering.void(name)], repr_.lltype))
        if kind == 'keys':
            return parts[0]
        if kind == 'values':
            return parts[1]
        return make_tuple(lowering, lowering.result_repr, parts)

    def lower_method(self, lowering, name):
        if name.startswith('iter'):
            return self.iterate(lowering, 0)
        receiver = lowering.arg(0)
        if name == 'get':
            default = self.value.default()
            if len(lowering.args) > 3:
                default = lowering.arg(3, self.value)
            return lowering.helper(dicts.get, receiver,
                                   lowering.arg(2, self.key), default,
                                   *key_functions(lowering, self))
        result = lowering.result_repr
        helper = dicts.list_keys if name == 'keys' else dicts.list_values
        return lowering.helper(helper, receiver,
                               *list_types(lowering, result))


def dict_truth(source):
    return source is not None and source.live != 0


dict_truth.is_specialized = True


# -- tuples ----------------------------------------------------------------

def make_tuple(lowering, repr_, values):
    result = lowering.emit('malloc', [lowering.void(repr_.struct)],
                           repr_.lltype)
    for i, value in enumerate(values):
        lowering.emit('setfield', [result, lowering.void('item%d' % i),
                                   value], Void)
    return result


def lower_newtuple(lowering):
    repr_ = lowering.result_repr
    values = [lowering.arg(i, repr_.items[i])
              for i in range(len(lowering.args))]
    return make_tuple(lowering, repr_, values)


def tuple_item(lowering, repr_, value, number):
    return lowering.emit('getfield', [value, lowering.void('item%d' % number)],
                         repr_.items[number].lltype)


class __extend__(pairtype(TupleRepr, IntegerRepr)):
    def lower_getitem((a, b), lowering):
        number = lowering.somes[1].const % len(a.items)
        item = a.items[number]
        if item.lltype is Void:
            return None
        return tuple_item(lowering, a, lowering.arg(0), number)


class __extend__(pairtype(TupleRepr, TupleRepr)):
    def convert_value((source, target), lowering, value):
        values = []
        for i, item in enumerate(source.items):
            part = tuple_item(lowering, source, value, i)
            if item.lltype is not target.items[i].lltype:
                part = pair(item, target.items[i]).convert_value(lowering,
                                                                 part)
            values.append(part)
        return make_tuple(lowering, target, values)


class __extend__(TupleRepr):
    def lower_len(self, lowering):
        return Constant(len(self.items), Signed)


# -- iterators -------------------------------------------------------------

class __extend__(IteratorRepr):
    def lower_iter(self, lowering):
        return lowering.arg(0)

    def lower_iter_more(self, lowering):
        return lowering.helper(self.container.iter_more, lowering.arg(0))

    def lower_iter_next(self, lowering):
        return self.container.next_item(lowering, lowering.arg(0), self.kind)


class __extend__(RangeRepr):
    def lower_iter(self, lowering):
        return lowering.arg(0)

    def lower_iter_more(self, lowering):
        helper = numbers.range_more
        if self.step < 0:
            helper = numbers.range_more_down
        return lowering.helper(helper, lowering.arg(0))

    def lower_iter_next(self, lowering):
        return lowering.helper(numbers.range_next, lowering.arg(0),
                               Constant(self.step, Signed))


def range_bounds(lowering, first):
    """Start and stop from the operands of range()."""
    count = len(lowering.args) - first
    if count == 1:
        return Constant(0, Signed), lowering.arg(first, integer(lowering))
    return (lowering.arg(first, integer(lowering)),
            lowering.arg(first + 1, integer(lowering)))


def lower_range(lowering):
    repr_ = lowering.result_repr
    start, stop = range_bounds(lowering, 1)
    result = lowering.emit('malloc', [lowering.void(repr_.struct)],
                           repr_.lltype)
    for name, value in (('next', start), ('stop', stop),
                        ('step', Constant(repr_.step, Signed))):
        lowering.emit('setfield', [result, lowering.void(name), value], Void)
    return result


def lower_list(lowering):
    repr_ = lowering.result_repr
    types = list_types(lowering, repr_)
    if len(lowering.args) == 1:
        return lowering.helper(lists.new, types[0], types[1],
                               Constant(0, Signed))
    source = lowering.reprs[1]
    if isinstance(source, RangeRepr):
        value = lowering.arg(1)
        bounds = [lowering.emit('getfield', [value, lowering.void(name)],
                                Signed) for name in ('next', 'stop', 'step')]
        return lowering.helper(lists.from_range, *(bounds + list(types)))
    if isinstance(source, StringRepr):
        return lowering.helper(strings.list_of, lowering.arg(1), *types)
    return lowering.helper(lists.getslice, lowering.arg(1),
                           Constant(0, Signed),
                           Constant(2 ** 63 - 1, Signed), *types)


# -- low-level pointers in helpers -----------------------------------------

class __extend__(pairtype(PointerRepr, IntegerRepr)):
    def lower_getitem((a, b), lowering):
        item = a.lltype.to.item
        return lowering.emit('getarrayitem', [
            lowering.arg(0), lowering.arg(1, integer(lowering))], item)


class __extend__(PointerRepr):
    def lower_setitem(self, lowering):
        item = lowering.typer.repr(annotate_lltype(self.lltype.to.item))
        lowering.emit('setarrayitem', [
            lowering.arg(0), lowering.arg(1, integer(lowering)),
            lowering.arg(2, item)], Void)

    def lower_len(self, lowering):
        return lowering.op('getarraysize', lowering.arg(1))

    def lower_getattr(self, lowering):
        name = lowering.args[1].value
        return lowering.emit('getfield', [lowering.arg(0),
                                          lowering.void(name)],
                             self.lltype.to.field_type(name))

    def lower_setattr(self, lowering):
        name = lowering.args[1].value
        field = self.lltype.to.field_type(name)
        if field is Void:
            return
        repr_ = lowering.typer.repr(annotate_lltype(field))
        lowering.emit('setfield', [lowering.arg(0), lowering.void(name),
                                   lowering.arg(2, repr_)], Void)


def lower_malloc(lowering):
    struct = lowering.somes[1].const
    if isinstance(struct, Array):
        return lowering.emit('malloc_array', [
            lowering.void(struct), lowering.arg(2, integer(lowering))],
            Pointer(struct))
    return lowering.emit('malloc', [lowering.void(struct)], Pointer(struct))


LOWERINGS = {'newlist': lower_newlist, 'newdict': lower_newdict,
             'newtuple': lower_newtuple}
