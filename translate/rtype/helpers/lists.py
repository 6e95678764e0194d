"""Lists: a length and an array with room to grow."""

from library.core import specialize
from rtype.lltype import malloc


@specialize
def new(list_type, array_type, length):
    result = malloc(list_type)
    result.items = malloc(array_type, length)
    result.length = length
    return result


@specialize
def grow(target, array_type):
    """Makes room for one more item."""
    old = target.items
    length = target.length
    items = malloc(array_type, length + (length >> 1) + 4)
    i = 0
    while i < length:
        items[i] = old[i]
        i += 1
    target.items = items


@specialize
def append(target, value, array_type):
    length = target.length
    if length == len(target.items):
        grow(target, array_type)
    target.items[length] = value
    target.length = length + 1


@specialize
def getitem(source, index):
    length = source.length
    if index < 0:
        index += length
        if index < 0:
            raise IndexError
    if index >= length:
        raise IndexError
    return source.items[index]


@specialize
def getitem_nonneg(source, index):
    if index >= source.length:
        raise IndexError
    return source.items[index]


@specialize
def setitem(target, index, value):
    length = target.length
    if index < 0:
        index += length
        if index < 0:
            raise IndexError
    if index >= length:
        raise IndexError
    target.items[index] = value


@specialize
def setitem_nonneg(target, index, value):
    if index >= target.length:
        raise IndexError
    target.items[index] = value


@specialize
def insert(target, index, value, array_type):
    length = target.length
    if index < 0:
        index += length
        if index < 0:
            index = 0
    if index > length:
        index = length
    append(target, value, array_type)
    items = target.items
    i = length
    while i > index:
        items[i] = items[i - 1]
        i -= 1
    items[index] = value


@specialize
def pop(target, index, empty):
    length = target.length
    if index < 0:
        index += length
    if index < 0 or index >= length:
        raise IndexError
    items = target.items
    value = items[index]
    length -= 1
    while index < length:
        items[index] = items[index + 1]
        index += 1
    items[length] = empty
    target.length = length
    return value


@specialize
def pop_last(target, empty):
    length = target.length - 1
    if length < 0:
        raise IndexError
    items = target.items
    value = items[length]
    items[length] = empty
    target.length = length
    return value


@specialize
def delitem(target, index, empty):
    pop(target, index, empty)


@specialize
def getslice(source, start, stop, list_type, array_type):
    length = source.length
    if start < 0:
        start += length
        if start < 0:
            start = 0
    if stop < 0:
        stop += length
    if stop > length:
        stop = length
    if stop < start:
        stop = start
    result = new(list_type, array_type, stop - start)
    items = source.items
    target = result.items
    i = start
    while i < stop:
        target[i - start] = items[i]
        i += 1
    return result


@specialize
def concatenate(first, second, list_type, array_type):
    result = getslice(first, 0, first.length, list_type, array_type)
    extend(result, second, array_type)
    return result


@specialize
def extend(target, source, array_type):
    count = source.length
    i = 0
    while i < count:
        append(target, source.items[i], array_type)
        i += 1


@specialize
def extend_inplace(target, source, array_type):
    extend(target, source, array_type)
    return target


@specialize
def repeat(source, times, list_type, array_type):
    length = source.length
    if times < 0:
        times = 0
    result = new(list_type, array_type, length * times)
    items = source.items
    target = result.items
    at = 0
    while times > 0:
        i = 0
        while i < length:
            target[at] = items[i]
            at += 1
            i += 1
        times -= 1
    return result


@specialize
def reverse(target):
    items = target.items
    low = 0
    high = target.length - 1
    while low < high:
        value = items[low]
        items[low] = items[high]
        items[high] = value
        low += 1
        high -= 1


@specialize
def equal(first, second, equal_items):
    if first is second:
        return True
    if first is None or second is None or first.length != second.length:
        return False
    i = 0
    while i < first.length:
        if not equal_items(first.items[i], second.items[i]):
            return False
        i += 1
    return True


@specialize
def is_less(a, b):
    return a < b


@specialize
def sort(target, array_type, less):
    """Merges runs that are twice as long each time; keeps equal items."""
    length = target.length
    source = target.items
    result = malloc(array_type, len(source))
    width = 1
    while width < length:
        start = 0
        while start < length:
            merge(source, result, start, min(start + width, length),
                  min(start + 2 * width, length), less)
            start += 2 * width
        other = source
        source = result
        result = other
        width *= 2
    target.items = source


@specialize
def merge(source, result, start, middle, stop, less):
    """Of two sorted parts one."""
    left = start
    right = middle
    at = start
    while at < stop:
        if right < stop and (left >= middle or
                             less(source[right], source[left])):
            result[at] = source[right]
            right += 1
        else:
            result[at] = source[left]
            left += 1
        at += 1


@specialize
def contains(source, value, equal):
    items = source.items
    i = 0
    while i < source.length:
        if equal(items[i], value):
            return True
        i += 1
    return False


@specialize
def index_of(source, value, equal):
    items = source.items
    i = 0
    while i < source.length:
        if equal(items[i], value):
            return i
        i += 1
    raise ValueError


@specialize
def remove(target, value, equal, empty):
    pop(target, index_of(target, value, equal), empty)


@specialize
def from_range(start, stop, step, list_type, array_type):
    length = 0
    if step > 0 and start < stop:
        length = (stop - start + step - 1) // step
    if step < 0 and start > stop:
        length = (start - stop - step - 1) // -step
    result = new(list_type, array_type, length)
    items = result.items
    i = 0
    while i < length:
        items[i] = start
        start += step
        i += 1
    return result


# An iterator: the list and the next index.

@specialize
def iterate(source, iterator_type):
    result = malloc(iterator_type)
    result.source = source
    result.index = 0
    return result


@specialize
def iter_more(iterator):
    return iterator.index < iterator.source.length


@specialize
def iter_next(iterator):
    index = iterator.index
    iterator.index = index + 1
    return iterator.source.items[index]
