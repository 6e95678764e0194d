"""Which built-in functions and methods are equal, and as keys of dicts."""

import __builtin__
import math
import operator
import os


def equal_pairs(functions):
    """The names whose functions are equal though they are not the same, in order."""
    for i, (name, function) in enumerate(functions):
        for other, candidate in functions[:i]:
            if function == candidate:
                assert hash(function) == hash(candidate)
                assert not function != candidate
                yield other, name


def functions_of(holder):
    return [(name, getattr(holder, name)) for name in sorted(dir(holder))
            if callable(getattr(holder, name)) and not isinstance(getattr(holder, name), type)]


plain = functions_of(__builtin__)
print list(equal_pairs([pair for pair in plain if pair[0] in (
    'abs all any apply callable chr cmp coerce delattr dir divmod filter getattr hasattr hash hex id '
    'isinstance issubclass iter len map max min next oct ord pow range reduce repr round setattr sorted '
    'sum unichr vars zip').split()]))
print list(equal_pairs(functions_of(math)))
print [pair for pair in equal_pairs(functions_of(operator))
       if pair[0].strip('_') != pair[1].strip('_')]
print operator.add == operator.__add__, operator.add == operator.sub, os.remove == os.unlink, os.remove == os.rmdir

LOWERED = {min: 'minimum', max: 'maximum', sum: 'sum', sorted: 'sorted', map: 'map', len: 'length',
           any: 'any', all: 'all', filter: 'filter', reduce: 'reduce', zip: 'zip', abs: 'absolute'}
print len(LOWERED), [LOWERED[function] for function in (min, max, len, zip, all, any, sorted, sum)]
print len(set([min, max, min, map, filter])), cmp(min, max) == 0, min in [max, map], [max, min].index(min)

items, others = [1], [1]
print items.append == items.append, items.append == others.append, items.append == items.extend
text = 'text'
print hash(text.join) == hash(text.join), len({text.join: 1, text.split: 2, text.find: 3})
try:
    hash(items.append)
except TypeError as error:
    print error


class Items(list):
    pass


derived = Items()
print derived.append == derived.append, derived.append == super(Items, derived).append
print list.__len__ == list.__len__, list.__len__ == dict.__len__, str.join == str.join, str.join == unicode.join
print 'a'.join == 'a'.join, 'a'.join == 'b'.join, {}.get == {}.get
