"""Dictionaries: entries in order of insertion and a table of indices.

The table is a power of two large and at most two thirds full. It holds 0 for
a place never used, 1 for a deleted one and else the entry's number + 2;
collisions look at the next place.
"""

from library.core import specialize
from rtype.lltype import malloc


@specialize
def new(dict_type, table_type, entries_type):
    result = malloc(dict_type)
    result.table = malloc(table_type, 8)
    result.entries = malloc(entries_type, 5)
    return result


@specialize
def lookup(source, key, code, equal):
    """The entry's number, or -1."""
    table = source.table
    mask = len(table) - 1
    at = code & mask
    entries = source.entries
    while True:
        number = table[at] - 2
        if number >= 0:
            entry = entries[number]
            if entry.code == code and equal(entry.key, key):
                return number
        elif number == -2:
            return -1
        at = (at + 1) & mask


@specialize
def resize(target, table_type, entries_type):
    """Makes room and leaves the deleted entries out."""
    size = 8
    while size * 2 < (target.live + 1) * 5:
        size *= 2
    table = malloc(table_type, size)
    mask = size - 1
    old = target.entries
    entries = malloc(entries_type, size * 2 // 3)
    count = 0
    i = 0
    while i < target.used:
        entry = old[i]
        if entry is not None:
            at = entry.code & mask
            while table[at] != 0:
                at = (at + 1) & mask
            table[at] = count + 2
            entries[count] = entry
            count += 1
        i += 1
    target.table = table
    target.entries = entries
    target.used = count


@specialize
def setitem(target, key, value, code_of, equal, entry_type, table_type,
            entries_type):
    code = code_of(key)
    number = lookup(target, key, code, equal)
    if number >= 0:
        target.entries[number].value = value
        return
    if target.used == len(target.entries):
        resize(target, table_type, entries_type)
    table = target.table
    mask = len(table) - 1
    at = code & mask
    while table[at] > 1:
        at = (at + 1) & mask
    entry = malloc(entry_type)
    entry.key = key
    entry.value = value
    entry.code = code
    table[at] = target.used + 2
    target.entries[target.used] = entry
    target.used += 1
    target.live += 1


@specialize
def getitem(source, key, code_of, equal):
    number = lookup(source, key, code_of(key), equal)
    if number < 0:
        raise KeyError
    return source.entries[number].value


@specialize
def get(source, key, default, code_of, equal):
    number = lookup(source, key, code_of(key), equal)
    if number < 0:
        return default
    return source.entries[number].value


@specialize
def contains(source, key, code_of, equal):
    return lookup(source, key, code_of(key), equal) >= 0


@specialize
def delitem(target, key, code_of, equal, entry_type):
    code = code_of(key)
    number = lookup(target, key, code, equal)
    if number < 0:
        raise KeyError
    table = target.table
    mask = len(table) - 1
    at = code & mask
    while table[at] != number + 2:
        at = (at + 1) & mask
    table[at] = 1
    target.entries[number] = None
    target.live -= 1


@specialize
def length(source):
    return source.live


@specialize
def iterate(source, iterator_type):
    result = malloc(iterator_type)
    result.source = source
    result.index = 0
    return result


@specialize
def iter_more(iterator):
    source = iterator.source
    entries = source.entries
    index = iterator.index
    while index < source.used and entries[index] is None:
        index += 1
    iterator.index = index
    return index < source.used


@specialize
def iter_next(iterator):
    index = iterator.index
    iterator.index = index + 1
    return iterator.source.entries[index]


@specialize
def list_keys(source, list_type, array_type):
    result = malloc(list_type)
    items = malloc(array_type, source.live)
    result.items = items
    result.length = source.live
    count = 0
    i = 0
    while i < source.used:
        entry = source.entries[i]
        if entry is not None:
            items[count] = entry.key
            count += 1
        i += 1
    return result


@specialize
def list_values(source, list_type, array_type):
    result = malloc(list_type)
    items = malloc(array_type, source.live)
    result.items = items
    result.length = source.live
    count = 0
    i = 0
    while i < source.used:
        entry = source.entries[i]
        if entry is not None:
            items[count] = entry.value
            count += 1
        i += 1
    return result


# Hashes and equality of keys other than strings.

@specialize
def hash_int(value):
    return value ^ (value >> 15)


@specialize
def hash_char(value):
    return ord(value)


@specialize
def equal_values(a, b):
    return a == b


@specialize
def equal_pointers(a, b):
    return a == b
