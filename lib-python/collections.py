"""Containers beyond the built-in ones, and the abstract classes of all."""

__all__ = ['Counter', 'deque', 'defaultdict', 'namedtuple', 'OrderedDict']
from _abcoll import *
import _abcoll
__all__ += _abcoll.__all__

from _collections import deque, defaultdict
from operator import itemgetter as _itemgetter, eq as _eq
from keyword import iskeyword as _iskeyword
import sys as _sys
import heapq as _heapq
from itertools import repeat as _repeat, chain as _chain, starmap as _starmap
from itertools import imap as _imap

try:
    from thread import get_ident as _get_ident
except ImportError:
    from dummy_thread import get_ident as _get_ident


class OrderedDict(dict):
    """A dictionary that remembers in which order its keys were added."""

    # The order is a ring of links [previous, next, key]; the root has no key.
    # __map leads from a key to its link.

    def __init__(*args, **kwds):
        """Take the entries of a mapping or of pairs, then the keywords.

        Keywords come in no certain order.
        """
        if not args:
            raise TypeError("descriptor '__init__' of 'OrderedDict' object "
                            "needs an argument")
        self = args[0]
        args = args[1:]
        if len(args) > 1:
            raise TypeError('expected at most 1 arguments, got %d' % len(args))
        try:
            self.__root
        except AttributeError:
            self.__root = root = []
            root[:] = [root, root, None]
            self.__map = {}
        self.__update(*args, **kwds)

    def __setitem__(self, key, value, dict_setitem=dict.__setitem__):
        """od[key] = value; a new key goes to the end."""
        if key not in self:
            root = self.__root
            last = root[0]
            last[1] = root[0] = self.__map[key] = [last, root, key]
        dict_setitem(self, key, value)

    def __delitem__(self, key, dict_delitem=dict.__delitem__):
        """del od[key]"""
        dict_delitem(self, key)
        before, after, _ = self.__map.pop(key)
        before[1] = after
        after[0] = before

    def __iter__(self):
        """The keys in order."""
        root = self.__root
        link = root[1]
        while link is not root:
            yield link[2]
            link = link[1]

    def __reversed__(self):
        """The keys from last to first."""
        root = self.__root
        link = root[0]
        while link is not root:
            yield link[2]
            link = link[0]

    def clear(self):
        """Remove every entry."""
        root = self.__root
        # The links refer to each other; without this they were garbage
        # that only the cycle collector finds.
        for link in self.__map.itervalues():
            del link[:]
        root[:] = [root, root, None]
        self.__map.clear()
        dict.clear(self)

    def keys(self):
        """A list of the keys."""
        return list(self)

    def values(self):
        """A list of the values."""
        return [self[key] for key in self]

    def items(self):
        """A list of the (key, value) pairs."""
        return [(key, self[key]) for key in self]

    def iterkeys(self):
        """An iterator over the keys."""
        return iter(self)

    def itervalues(self):
        """An iterator over the values."""
        for key in self:
            yield self[key]

    def iteritems(self):
        """An iterator over the (key, value) pairs."""
        for key in self:
            yield (key, self[key])

    update = MutableMapping.update

    # Not to be replaced by a subclass's update.
    __update = update

    __marker = object()

    def pop(self, key, default=__marker):
        """Remove a key and return its value; default or KeyError without it."""
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default is self.__marker:
            raise KeyError(key)
        return default

    def setdefault(self, key, default=None):
        """od[key], which is set to default first where it is missing."""
        if key in self:
            return self[key]
        self[key] = default
        return default

    def popitem(self, last=True):
        """Remove and return the last (key, value) pair, or the first."""
        if not self:
            raise KeyError('dictionary is empty')
        key = next(reversed(self) if last else iter(self))
        return key, self.pop(key)

    def __repr__(self, _repr_running={}):
        """repr(od)"""
        call = id(self), _get_ident()
        if call in _repr_running:
            return '...'
        _repr_running[call] = 1
        try:
            if not self:
                return '%s()' % (self.__class__.__name__,)
            return '%s(%r)' % (self.__class__.__name__, self.items())
        finally:
            del _repr_running[call]

    def __reduce__(self):
        """How it is pickled: as its class, a list of pairs and its attributes."""
        items = [[key, self[key]] for key in self]
        attributes = vars(self).copy()
        for name in vars(OrderedDict()):
            attributes.pop(name, None)
        if attributes:
            return self.__class__, (items,), attributes
        return self.__class__, (items,)

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """A new dictionary with the keys of iterable, all of the same value."""
        self = cls()
        for key in iterable:
            self[key] = value
        return self

    def __eq__(self, other):
        """Equality; order counts between two OrderedDicts only."""
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and all(_imap(_eq, self, other))
        return dict.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    def viewkeys(self):
        """A set-like view of the keys."""
        return KeysView(self)

    def viewvalues(self):
        """A view of the values."""
        return ValuesView(self)

    def viewitems(self):
        """A set-like view of the (key, value) pairs."""
        return ItemsView(self)


# ---- named tuples

_class_template = '''\
class {typename}(tuple):
    '{typename}({arg_list})'

    __slots__ = ()

    _fields = {field_names!r}

    def __new__(_cls, {arg_list}):
        'A new {typename}({arg_list})'
        return _tuple.__new__(_cls, ({new_items}))

    @classmethod
    def _make(cls, iterable, new=tuple.__new__, len=len):
        'A new {typename} from a sequence or iterable'
        result = new(cls, iterable)
        if len(result) != {num_fields:d}:
            raise TypeError('Expected {num_fields:d} arguments, got %d' % len(result))
        return result

    def __repr__(self):
        'The fields by name'
        return '{typename}({repr_fmt})' % self

    def _asdict(self):
        'An OrderedDict of the fields'
        return OrderedDict(zip(self._fields, self))

    def _replace(_self, **kwds):
        'A new {typename} with other values for some fields'
        result = _self._make(map(kwds.pop, {field_names!r}, _self))
        if kwds:
            raise ValueError('Got unexpected field names: %r' % kwds.keys())
        return result

    def __getnewargs__(self):
        'The fields as a plain tuple, for copy and pickle'
        return tuple(self)

    __dict__ = _property(_asdict)

    def __getstate__(self):
        'Keeps the dictionary out of pickles'
        pass

{field_defs}
'''

_field_template = '''\
    {name} = _property(_itemgetter({index:d}), doc='Alias for field number {index:d}')
'''


def namedtuple(typename, field_names, verbose=False, rename=False):
    """A new subclass of tuple whose items are also attributes.

    field_names is a sequence of names, or a string with blanks or commas
    between them. With rename, names that cannot be used become _0, _1 and so
    on by their position. With verbose the class's source is printed.
    """
    if isinstance(field_names, basestring):
        field_names = field_names.replace(',', ' ').split()
    field_names = map(str, field_names)
    typename = str(typename)
    if rename:
        seen = set()
        for index, name in enumerate(field_names):
            if (not _is_name(name) or _iskeyword(name) or name.startswith('_')
                    or name in seen):
                field_names[index] = '_%d' % index
            seen.add(name)
    for name in [typename] + field_names:
        if type(name) is not str:
            raise TypeError('Type names and field names must be strings')
        if not all(character.isalnum() or character == '_' for character in name):
            raise ValueError('Type names and field names can only contain '
                             'alphanumeric characters and underscores: %r' % name)
        if _iskeyword(name):
            raise ValueError('Type names and field names cannot be a '
                             'keyword: %r' % name)
        if name[0].isdigit():
            raise ValueError('Type names and field names cannot start with '
                             'a number: %r' % name)
    seen = set()
    for name in field_names:
        if name.startswith('_') and not rename:
            raise ValueError('Field names cannot start with an underscore: '
                             '%r' % name)
        if name in seen:
            raise ValueError('Encountered duplicate field name: %r' % name)
        seen.add(name)

    definition = _class_template.format(
        typename=typename,
        field_names=tuple(field_names),
        num_fields=len(field_names),
        arg_list=', '.join(field_names),
        new_items=''.join(name + ', ' for name in field_names).rstrip(' '),
        repr_fmt=', '.join(name + '=%r' for name in field_names),
        field_defs='\n'.join(_field_template.format(index=index, name=name)
                             for index, name in enumerate(field_names)))
    if verbose:
        print definition
    namespace = dict(_itemgetter=_itemgetter, __name__='namedtuple_%s' % typename,
                     OrderedDict=OrderedDict, _property=property, _tuple=tuple)
    try:
        exec definition in namespace
    except SyntaxError as problem:
        raise SyntaxError('%s:\n%s' % (problem.message, definition))
    result = namespace[typename]
    # Pickle looks the class up where it was made.
    try:
        result.__module__ = _sys._getframe(1).f_globals.get('__name__', '__main__')
    except (AttributeError, ValueError):
        pass
    return result


def _is_name(name):
    """Whether name is one as far as its characters go."""
    return (bool(name) and not name[0].isdigit()
            and all(character.isalnum() or character == '_' for character in name))


# ---- counting

class Counter(dict):
    """A dictionary of how often things occur; what is missing occurs 0 times."""

    def __init__(*args, **kwds):
        """Count the items of an iterable, or take counts from a mapping."""
        if not args:
            raise TypeError("descriptor '__init__' of 'Counter' object "
                            "needs an argument")
        self = args[0]
        args = args[1:]
        if len(args) > 1:
            raise TypeError('expected at most 1 arguments, got %d' % len(args))
        super(Counter, self).__init__()
        self.update(*args, **kwds)

    def __missing__(self, key):
        """The count of what is not there."""
        return 0

    def most_common(self, n=None):
        """The n most common elements as (element, count), or all of them."""
        if n is None:
            return sorted(self.iteritems(), key=_itemgetter(1), reverse=True)
        return _heapq.nlargest(n, self.iteritems(), key=_itemgetter(1))

    def elements(self):
        """An iterator that gives each element as often as it was counted."""
        return _chain.from_iterable(_starmap(_repeat, self.iteritems()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  '
                                  'Use Counter(iterable) instead.')

    def update(*args, **kwds):
        """Add the counts of an iterable, a mapping or keywords."""
        if not args:
            raise TypeError("descriptor 'update' of 'Counter' object "
                            "needs an argument")
        self = args[0]
        args = args[1:]
        if len(args) > 1:
            raise TypeError('expected at most 1 arguments, got %d' % len(args))
        iterable = args[0] if args else None
        get = self.get
        if iterable is None:
            pass
        elif isinstance(iterable, Mapping):
            if self:
                for element, count in iterable.iteritems():
                    self[element] = get(element, 0) + count
            else:
                super(Counter, self).update(iterable)
        else:
            for element in iterable:
                self[element] = get(element, 0) + 1
        if kwds:
            self.update(kwds)

    def subtract(*args, **kwds):
        """Like update(), but the counts are taken away; they may become negative."""
        if not args:
            raise TypeError("descriptor 'subtract' of 'Counter' object "
                            "needs an argument")
        self = args[0]
        args = args[1:]
        if len(args) > 1:
            raise TypeError('expected at most 1 arguments, got %d' % len(args))
        iterable = args[0] if args else None
        get = self.get
        if iterable is None:
            pass
        elif isinstance(iterable, Mapping):
            for element, count in iterable.items():
                self[element] = get(element, 0) - count
        else:
            for element in iterable:
                self[element] = get(element, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, elem):
        """Like dict's, but no error for what is not there."""
        if elem in self:
            super(Counter, self).__delitem__(elem)

    def __repr__(self):
        if not self:
            return '%s()' % self.__class__.__name__
        items = ', '.join(map('%r: %r'.__mod__, self.most_common()))
        return '%s({%s})' % (self.__class__.__name__, items)

    # The operators make multisets: only positive counts remain.

    def __add__(self, other):
        """The sum of the counts."""
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, count in self.items():
            total = count + other[element]
            if total > 0:
                result[element] = total
        for element, count in other.items():
            if element not in self and count > 0:
                result[element] = count
        return result

    def __sub__(self, other):
        """The difference of the counts."""
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, count in self.items():
            difference = count - other[element]
            if difference > 0:
                result[element] = difference
        for element, count in other.items():
            if element not in self and count < 0:
                result[element] = 0 - count
        return result

    def __or__(self, other):
        """The larger of the counts."""
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, count in self.items():
            there = other[element]
            larger = there if count < there else count
            if larger > 0:
                result[element] = larger
        for element, count in other.items():
            if element not in self and count > 0:
                result[element] = count
        return result

    def __and__(self, other):
        """The smaller of the counts."""
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, count in self.items():
            there = other[element]
            smaller = count if count < there else there
            if smaller > 0:
                result[element] = smaller
        return result
