"""Representations: how the values of an annotation are laid out.

A Repr has the low-level type and makes low-level constants. The typer keeps
one for each annotation; the operations on them are in the modules lower_*.
"""


from annotate.pairs import Reopenable
from flow.model import Constant
from rtype import lltype
from rtype.helpers import dicts, strings
from rtype.lltype import (Bool, Char, Data, Float, Pointer, Signed, Struct,
                          Void, array_of)


class TyperError(Exception):
    """An operation that has no lowering; the typer adds the place."""


class Repr(object):
    __metaclass__ = Reopenable
    lltype = None

    def constant(self, value):
        """The low-level constant of a value."""
        return Constant(self.convert(value), self.lltype)

    def convert(self, value):
        raise TyperError('%r cannot be a constant here' % (value,))

    def default(self):
        if isinstance(self.lltype, Pointer):
            return Constant(None, self.lltype)
        return Constant(self.lltype.default, self.lltype)

    def __repr__(self):
        return type(self).__name__[:-4].lower()


class NoneRepr(Repr):
    """A value that needs no room: None, or a single constant."""
    lltype = Void

    def constant(self, value):
        return Constant(value, Void)

    def default(self):
        return Constant(None, Void)


class FloatRepr(Repr):
    lltype = Float

    def convert(self, value):
        return float(value)


class IntegerRepr(Repr):
    lltype = Signed

    def __init__(self, nonneg=False):
        self.nonneg = nonneg

    def convert(self, value):
        return int(value)


class BoolRepr(IntegerRepr):
    lltype = Bool

    def __init__(self):
        IntegerRepr.__init__(self, True)

    def convert(self, value):
        return bool(value)


class StringRepr(Repr):
    lltype = lltype.StringPointer

    def __init__(self, typer):
        self.typer = typer
        self.iterator = iterator_type('StringIterator', self.lltype)

    def convert(self, value):
        return None if value is None else self.typer.string(value)


class CharRepr(Repr):
    lltype = Char

    def convert(self, value):
        return value


class PointerRepr(Repr):
    """A low-level pointer in a helper."""

    def __init__(self, pointer):
        self.lltype = pointer

    def convert(self, value):
        if value is None or isinstance(value, Data):
            return value
        raise TyperError('%r is no pointer' % (value,))


def iterator_type(name, source):
    return Struct(name, [('source', source), ('index', Signed)])


class ListRepr(Repr):
    def __init__(self, typer, item):
        self.typer = typer
        self.item = item
        self.array = array_of(item.lltype)
        self.struct = Struct('List of %s' % item.lltype.name, [
            ('length', Signed), ('items', Pointer(self.array))])
        self.lltype = Pointer(self.struct)
        self.iterator = iterator_type('ListIterator', self.lltype)

    def convert(self, value):
        if value is None:
            return None
        data = self.typer.known_data(value, self)
        if data is None:
            data = Data(self.struct)
            self.typer.remember_data(value, self, data)
            items = [self.typer.convert_item(item, self.item)
                     for item in value]
            data.values = {'length': len(value),
                           'items': Data(self.array, items=items)}
        return data


class DictRepr(Repr):
    def __init__(self, typer, key, value):
        self.typer = typer
        self.key = key
        self.value = value
        self.entry = Struct('DictEntry', [
            ('key', key.lltype), ('value', value.lltype), ('code', Signed)])
        self.table = array_of(Signed)
        self.entries = array_of(Pointer(self.entry))
        self.struct = Struct('Dict', [
            ('live', Signed), ('used', Signed),
            ('table', Pointer(self.table)),
            ('entries', Pointer(self.entries))])
        self.lltype = Pointer(self.struct)
        self.iterator = iterator_type('DictIterator', self.lltype)

    def functions(self):
        """The helpers that hash and compare the keys."""
        if isinstance(self.key, StringRepr):
            return strings.hash_of, strings.equal
        if isinstance(self.key, CharRepr):
            return dicts.hash_char, dicts.equal_values
        if isinstance(self.key, IntegerRepr):
            return dicts.hash_int, dicts.equal_values
        raise TyperError('a dictionary with keys that are %r' % self.key)

    def convert(self, value):
        """Lays the table out as the helpers would have."""
        if value is None:
            return None
        data = self.typer.known_data(value, self)
        if data is None:
            data = Data(self.struct)
            self.typer.remember_data(value, self, data)
            size = 8
            while size * 2 < (len(value) + 1) * 5:
                size *= 2
            table = [0] * size
            entries = []
            for key in sorted(value):
                code = self.code_of(key)
                entries.append(Data(self.entry, {
                    'key': self.typer.convert_item(key, self.key),
                    'value': self.typer.convert_item(value[key], self.value),
                    'code': code}))
                at = code & (size - 1)
                while table[at]:
                    at = (at + 1) & (size - 1)
                table[at] = len(entries) + 1
            entries += [None] * (size * 2 // 3 - len(entries))
            data.values = {
                'live': len(value), 'used': len(value),
                'table': Data(self.table, items=table),
                'entries': Data(self.entries, items=entries)}
        return data

    def code_of(self, key):
        """What the helpers' hash functions give."""
        if isinstance(self.key, StringRepr):
            return string_hash(key)
        if isinstance(self.key, CharRepr):
            return ord(key)
        return int(key) ^ (int(key) >> 15)


def string_hash(text):
    """The hash that helpers.strings.hash_of computes."""
    mask = (1 << 64) - 1
    code = len(text)
    for char in text:
        code = ((code * 1000003) & mask) ^ ord(char)
    if code == 0:
        code = 1
    return int(code - (1 << 64)) if code >> 63 else int(code)


class TupleRepr(Repr):
    def __init__(self, typer, items):
        self.typer = typer
        self.items = items
        self.struct = Struct('Tuple', [
            ('item%d' % i, item.lltype) for i, item in enumerate(items)])
        self.struct.immutable.update(self.struct.types)
        self.lltype = Pointer(self.struct)

    def convert(self, value):
        if value is None:
            return None
        return Data(self.struct, dict([
            ('item%d' % i, self.typer.convert_item(part, self.items[i]))
            for i, part in enumerate(value)]))


class IteratorRepr(Repr):
    def __init__(self, container, kind):
        self.container = container
        self.kind = kind
        self.struct = container.iterator
        self.lltype = Pointer(self.struct)


class RangeRepr(Repr):
    struct = Struct('Range', [('next', Signed), ('stop', Signed),
                              ('step', Signed)])

    def __init__(self, step):
        self.step = step
        self.lltype = Pointer(self.struct)


class FunctionRepr(Repr):
    """One of several functions: a pointer; all have the same type."""

    def __init__(self, typer, functions):
        self.typer = typer
        self.functions = functions
        info = typer.annotator.function_info(functions[0])
        self.info = info
        arguments = [typer.variable_repr(variable).lltype
                     for variable in info.graph.start.inputs]
        result = typer.variable_repr(info.graph.return_block.inputs[0])
        self.arguments = [typer.variable_repr(variable)
                          for variable in info.graph.start.inputs]
        self.result = result
        self.lltype = Pointer(lltype.function_type(arguments, result.lltype))

    def convert(self, value):
        if value is None:
            return None
        info = self.typer.annotator.function_info(value)
        return self.typer.function_value(info.graph)


class InstanceRepr(Repr):
    """A pointer to a struct that begins with its base class's."""

    def __init__(self, typer, layout):
        self.typer = typer
        self.layout = layout
        self.lltype = Pointer(layout.struct)

    def convert(self, value):
        if value is None:
            return None
        data = self.typer.known_data(value, self.typer)
        if data is None:
            layout = self.typer.layout(
                self.typer.annotator.classes.get(type(value)))
            data = Data(layout.struct)
            self.typer.remember_data(value, self.typer, data)
            data.values['table'] = layout.table
            for name, repr_ in layout.all_fields():
                present = hasattr(value, name)
                data.values['f_' + name] = self.typer.convert_item(
                    getattr(value, name), repr_) if present \
                    else repr_.default().value
        return data


