"""Containers beyond the built-in ones, and the abstract classes of all."""

__all__ = ['Counter', 'deque', 'defaultdict', 'namedtuple', 'OrderedDict']
from _abcoll import *
import _abcoll
__all__ += _abcoll.__all__

from _collections import deque, defaultdict
from operator import itemgetter as _itemgetter, eq as _eq, add as _add, sub as _sub
from keyword import iskeyword as _iskeyword
from UserDict import _receiver_and_source
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

    # The keys are in a list, in order; __positions has where. Where a key was
    # removed there is a hole, until more than half of the list is holes. It
    # does not end with a hole, nor is there one at __first, before which is nothing.
    __keys = None
    __hole = object()

    def __init__(*args, **kwds):
        """Take the entries of a mapping or of pairs, then the keywords.

        Keywords come in no certain order.
        """
        self, source = _receiver_and_source('__init__', 'OrderedDict', args)
        if self.__keys is None:
            self.__start_with([])
        self.__update(*args[1:], **kwds)

    def __start_with(self, keys):
        self.__keys = keys
        self.__positions = dict(zip(keys, xrange(len(keys))))
        self.__first = 0

    def __setitem__(self, key, value, dict_setitem=dict.__setitem__):
        """A new key goes to the end."""
        if key not in self:
            self.__positions[key] = len(self.__keys)
            self.__keys.append(key)
        dict_setitem(self, key, value)

    def __delitem__(self, key, dict_delitem=dict.__delitem__):
        """Remove a key; a new entry of the same key would go to the end."""
        dict_delitem(self, key)
        keys, hole = self.__keys, self.__hole
        keys[self.__positions.pop(key)] = hole
        while keys and keys[-1] is hole:
            keys.pop()
        first = min(self.__first, len(keys))
        while first < len(keys) and keys[first] is hole:
            first += 1
        self.__first = first
        if len(keys) > 2 * len(self.__positions) + 8:
            # A new list: an iterator may be on its way through the old one.
            self.__start_with([key for key in keys if key is not hole])

    def clear(self):
        """Remove every entry."""
        self.__start_with([])
        dict.clear(self)

    def __iter__(self):
        """The keys in order."""
        # It sees what is added on the way, and not what is removed.
        keys, hole = self.__keys, self.__hole
        position = self.__first
        while position < len(keys):
            key = keys[position]
            if key is not hole and (keys is self.__keys or key in self):
                yield key
            position += 1

    def __reversed__(self):
        """The keys from last to first."""
        keys, hole = self.__keys, self.__hole
        position = len(keys)
        while position > self.__first:
            position = min(position, len(keys)) - 1
            key = keys[position]
            if key is not hole and (keys is self.__keys or key in self):
                yield key

    # As plain functions: a method of Mapping would ask each time whether this is one.
    update = __update = MutableMapping.update.im_func
    keys = Mapping.keys.im_func
    values = Mapping.values.im_func
    items = Mapping.items.im_func
    iterkeys = Mapping.iterkeys.im_func
    itervalues = Mapping.itervalues.im_func
    iteritems = Mapping.iteritems.im_func

    # These do not ask a subclass for what is missing.

    def pop(self, key, default=__hole):
        """Take a key out and return its value; default or KeyError without it."""
        if key not in self:
            if default is self.__hole:
                raise KeyError(key)
            return default
        value = self[key]
        del self[key]
        return value

    def setdefault(self, key, default=None):
        """The value of a key, which is default from now on where it had none."""
        if key not in self:
            self[key] = default
        return self[key]

    def popitem(self, last=True):
        """Take the last (key, value) pair out, or the first; KeyError if there is none."""
        for key in reversed(self) if last else self:
            return key, self.pop(key)
        raise KeyError('dictionary is empty')

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
        equal = dict.__eq__(self, other)
        if equal is True and isinstance(other, OrderedDict):
            return all(_imap(_eq, self, other))
        return equal

    def __ne__(self, other):
        return not self == other

    def __repr__(self, _repr_running=set()):
        # In the thread that asks: it may contain itself.
        call = _get_ident(), id(self)
        if call in _repr_running:
            return '...'
        _repr_running.add(call)
        try:
            return '%s(%s)' % (self.__class__.__name__, repr(self.items()) if self else '')
        finally:
            _repr_running.discard(call)

    def __reduce__(self):
        """How it is pickled: as its class, a list of pairs and its attributes."""
        pairs = [list(pair) for pair in self.items()]
        private = vars(OrderedDict())
        attributes = dict((name, value) for name, value in vars(self).items()
                          if name not in private)
        reduced = self.__class__, (pairs,)
        return reduced + (attributes,) if attributes else reduced

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

# The names with an underscore are in the namespace in which this is executed.
_class_template = """\
class {typename}(tuple):
    '{typename}({arguments})'

    __slots__ = ()

    _fields = {fields!r}

    def __new__(_cls, {arguments}):
        'Create new instance of {typename}({arguments})'
        return _new(_cls, ({arguments}))

    def __repr__(self):
        'The fields by name'
        return '{typename}({format})' % self

    _make, _asdict, _replace = _make, _asdict, _replace
    __getnewargs__, __getstate__, __dict__ = _getnewargs, _getstate, _property(_asdict)

{properties}
"""

_property_template = """\
    {name} = _property(_itemgetter({index}), doc='Alias for field number {index}')
"""


def _make(cls, iterable):
    """A new object from a sequence or iterable"""
    result = tuple.__new__(cls, iterable)
    if len(result) != len(cls._fields):
        raise TypeError('Expected %d arguments, got %d' % (len(cls._fields), len(result)))
    return result


def _asdict(self):
    """An OrderedDict of the fields"""
    return OrderedDict(zip(self._fields, self))


def _replace(_self, **kwds):
    """A new object with other values for some fields"""
    result = _self._make(map(kwds.pop, _self._fields, _self))
    if kwds:
        raise ValueError('Got unexpected field names: %r' % kwds.keys())
    return result


def _getnewargs(self):
    """The fields as a plain tuple, for copy and pickle"""
    return tuple(self)


def _getstate(self):
    """Keeps the dictionary out of pickles"""


_namespace = dict(_new=tuple.__new__, _property=property, _itemgetter=_itemgetter,
                  _make=classmethod(_make), _asdict=_asdict, _replace=_replace,
                  _getnewargs=_getnewargs, _getstate=_getstate)
del _make, _asdict, _replace, _getnewargs, _getstate

# What a name must be: (test, how the complaint goes on).
_NAME_RULES = (
    (lambda name: name.replace('_', 'x').isalnum() or not name,
     'can only contain alphanumeric characters and underscores'),
    (lambda name: not _iskeyword(name), 'cannot be a keyword'),
    (lambda name: not name[:1].isdigit(), 'cannot start with a number'),
)


def _broken_rule(name):
    """What is wrong with the name of a type or field, or None."""
    for holds, rule in _NAME_RULES:
        if not holds(name):
            return rule


def _renamed(names):
    """Names of fields with those replaced, by their positions, that cannot be used."""
    result = []
    for name in names:
        if not name or name[0] == '_' or name in result or _broken_rule(name):
            name = '_%d' % len(result)
        result.append(name)
    return result


def namedtuple(typename, field_names, verbose=False, rename=False):
    """A new subclass of tuple whose items are also attributes.

    field_names is a sequence of names, or a string with blanks or commas
    between them. With rename, names that cannot be used become _0, _1 and so
    on by their position. With verbose the class's source is printed.
    """
    if isinstance(field_names, basestring):
        field_names = field_names.replace(',', ' ').split()
    typename, fields = str(typename), tuple(map(str, field_names))
    if rename:
        fields = tuple(_renamed(fields))
    for name in (typename,) + fields:
        rule = _broken_rule(name)
        if rule:
            raise ValueError('Type names and field names %s: %r' % (rule, name))
    for position, name in enumerate(fields):
        if name.startswith('_') and not rename:
            raise ValueError('Field names cannot start with an underscore: %r' % name)
        if name in fields[:position]:
            raise ValueError('Encountered duplicate field name: %r' % name)

    source = _class_template.format(
        typename=typename, fields=fields,
        # With the comma after a single one that makes a tuple of it.
        arguments=repr(fields).replace("'", '')[1:-1],
        format=', '.join(name + '=%r' for name in fields),
        properties='\n'.join(_property_template.format(name=name, index=index)
                             for index, name in enumerate(fields)))
    if verbose:
        print source
    namespace = dict(_namespace, __name__='namedtuple_' + typename)
    exec source in namespace
    result = namespace[typename]
    # Pickle looks the class up where it was made.
    result.__module__ = _sys._getframe(1).f_globals.get('__name__', '__main__')
    return result


# ---- counting

def _counts(source):
    """What to count, as pairs: a mapping's entries, or every item once."""
    if isinstance(source, Mapping):
        return source.items()
    return ((item, 1) for item in source or ())


def _multiset_operator(combine, doc):
    """An operator between counters, by an operation on two counts.

    The result has those elements only for which this gives a positive count.
    """
    def operate(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        pairs = [(element, combine(count, other[element])) for element, count in self.items()]
        pairs += [(element, combine(0, count)) for element, count in other.items()
                  if element not in self]
        result = Counter()
        for element, count in pairs:
            if count > 0:
                result[element] = count
        return result
    operate.__doc__ = doc
    return operate


class Counter(dict):
    """A dictionary of how often things occur; what is missing occurs 0 times."""

    def __init__(*args, **kwds):
        """Count the items of an iterable, or take counts from a mapping."""
        self, source = _receiver_and_source('__init__', 'Counter', args)
        super(Counter, self).__init__()
        self.update(source, **kwds)

    def __missing__(self, key):
        """The count of what is not there."""
        return 0

    def __delitem__(self, elem):
        """Like dict's, but no error for what is not there."""
        if elem in self:
            super(Counter, self).__delitem__(elem)

    def update(*args, **kwds):
        """Add the counts of an iterable, a mapping or keywords."""
        self, source = _receiver_and_source('update', 'Counter', args)
        get = self.get
        if isinstance(source, Mapping):
            if not self:
                super(Counter, self).update(source)
            else:
                for element, count in source.iteritems():
                    self[element] = count + get(element, 0)
        elif source is not None:
            for element in source:
                self[element] = get(element, 0) + 1
        if kwds:
            self.update(kwds)

    def subtract(*args, **kwds):
        """Like update(), but the counts are taken away; they may become negative."""
        self, source = _receiver_and_source('subtract', 'Counter', args)
        for counts in _counts(source), kwds.items():
            for element, count in counts:
                self[element] = self.get(element, 0) - count

    def most_common(self, n=None):
        """The n most common elements as (element, count), or all of them."""
        by_count = _itemgetter(1)
        if n is not None:
            return _heapq.nlargest(n, self.iteritems(), key=by_count)
        return sorted(self.iteritems(), key=by_count, reverse=True)

    def elements(self):
        """An iterator that gives each element as often as it was counted."""
        return _chain.from_iterable(_starmap(_repeat, self.iteritems()))

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  '
                                  'Use Counter(iterable) instead.')

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __repr__(self):
        entries = ', '.join('%r: %r' % pair for pair in self.most_common())
        return '%s(%s)' % (self.__class__.__name__, entries and '{%s}' % entries)

    __add__ = _multiset_operator(_add, 'The sum of the counts.')
    __sub__ = _multiset_operator(_sub, 'The difference of the counts.')
    __or__ = _multiset_operator(max, 'The larger of the counts.')
    __and__ = _multiset_operator(min, 'The smaller of the counts.')
