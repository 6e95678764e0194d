"""The built-in functions that call back, written in Python.

Here the JIT inlines them and what they call. The engine takes every name of
__all__ into __builtin__ as a built-in function: it has no code, is no method
when it is found in a class, and shows in no traceback; none takes keywords
but min(), max() and sorted(), whose keywords come as a dictionary.

An argument that is not given is _missing; the messages are those of the
built-in functions, which count arguments in their own ways.
"""

__all__ = ['all', 'any', 'filter', 'map', 'max', 'min', 'reduce', 'sorted', 'sum']


class _Missing(object):
    __slots__ = ()


_missing = _Missing()


def all(*args):
    """all(iterable) -> bool

    Whether every item is true; True where there is none.
    """
    if len(args) != 1:
        raise TypeError('all() takes exactly one argument (%d given)' % len(args))
    for item in args[0]:
        if not item:
            return False
    return True


def any(*args):
    """any(iterable) -> bool

    Whether some item is true; False where there is none.
    """
    if len(args) != 1:
        raise TypeError('any() takes exactly one argument (%d given)' % len(args))
    for item in args[0]:
        if item:
            return True
    return False


def sum(iterable=_missing, start=0, *more):
    """sum(iterable[, start]) -> value

    The sum of start (by default 0) and all items: of anything but strings.
    """
    if iterable is _missing:
        raise TypeError('sum expected at least 1 arguments, got 0')
    if more:
        raise TypeError('sum expected at most 2 arguments, got %d' % (2 + len(more)))
    iterator = iter(iterable)
    if isinstance(start, basestring):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    for item in iterator:
        # Not +=: start belongs to the caller.
        start = start + item
    return start


def sorted(*args, **keywords):
    """sorted(iterable[, cmp[, key[, reverse]]]) -> list

    A new list of the items in their order: that of cmp(x, y), or of what key
    returns for each, and turned around with reverse.
    """
    if len(args) == 1 and 'key' in keywords:
        key = keywords['key']
        reverse = keywords.get('reverse', False)
        known = 1 + ('reverse' in keywords)
        if key is not None and len(keywords) == known and isinstance(reverse, int):
            items = list(args[0])
            return _sort_by(items, [key(item) for item in items], reverse)
    return _sorted(*args, **keywords)


def reduce(function=_missing, sequence=_missing, initial=_missing, *more):
    """reduce(function, sequence[, initial]) -> value

    function(function(a, b), c) and so on, for items a, b, c; initial, if
    given, comes before them.
    """
    if sequence is _missing:
        raise TypeError('reduce expected at least 2 arguments, got %d'
                        % (function is not _missing))
    if more:
        raise TypeError('reduce expected at most 3 arguments, got %d' % (3 + len(more)))
    try:
        iterator = iter(sequence)
    except BaseException:
        raise TypeError('reduce() arg 2 must support iteration')
    for item in iterator:
        if initial is _missing:
            initial = item
        else:
            initial = function(initial, item)
    if initial is _missing:
        raise TypeError('reduce() of empty sequence with no initial value')
    return initial


def map(function=_missing, sequence=_missing, *more):
    """map(function, sequence[, sequence, ...]) -> list

    What function returns for each item; with several sequences it takes an
    item of each, None where one is at its end. With None for function: the
    items themselves, or tuples of them.
    """
    if sequence is _missing:
        raise TypeError('map() requires at least two args')
    result = []
    append = result.append
    if not more:
        if function is None:
            return list(sequence)
        try:
            iterator = iter(sequence)
        except BaseException:
            raise TypeError('argument 2 to map() must support iteration')
        # Asked for only because of what it may raise.
        _length_hint(sequence)
        for item in iterator:
            append(function(item))
        return result
    if len(more) == 1:
        return _map_two(function, sequence, more[0])
    iterators = []
    for sequence in (sequence,) + more:
        try:
            iterators.append(iter(sequence))
        except BaseException:
            raise TypeError('argument %d to map() must support iteration'
                            % (len(iterators) + 2))
    while True:
        items = []
        ended = 0
        for i in xrange(len(iterators)):
            item = None
            iterator = iterators[i]
            # One that has ended is not asked again.
            if iterator is None:
                ended += 1
            else:
                item = next(iterator, _missing)
                if item is _missing:
                    item = iterators[i] = None
                    ended += 1
            items.append(item)
        if ended == len(iterators):
            return result
        if function is None:
            append(tuple(items))
        else:
            append(function(*items))


def _map_two(function, first, second):
    """map() of two sequences."""
    try:
        first = iter(first)
    except BaseException:
        raise TypeError('argument 2 to map() must support iteration')
    try:
        second = iter(second)
    except BaseException:
        raise TypeError('argument 3 to map() must support iteration')
    result = []
    append = result.append
    second_ended = False
    for a in first:
        b = None
        if not second_ended:
            b = next(second, _missing)
            if b is _missing:
                b = None
                second_ended = True
        append((a, b) if function is None else function(a, b))
    if not second_ended:
        for b in second:
            append((None, b) if function is None else function(None, b))
    return result


def filter(*args):
    """filter(function or None, iterable) -> list, string or tuple

    The items for which function returns true, or with None those that are
    true. Of a string or a tuple the result is one too, else it is a list.
    """
    if len(args) != 2:
        raise TypeError('filter expected 2 arguments, got %d' % len(args))
    function, sequence = args
    if isinstance(sequence, tuple):
        return _filter_tuple(function, sequence)
    if isinstance(sequence, basestring):
        return _filter_string(function, sequence)
    # Asked for only because of what it may raise.
    _length_hint(sequence)
    result = []
    append = result.append
    if function is None or function is bool:
        for item in sequence:
            if item:
                append(item)
    else:
        for item in sequence:
            if function(item):
                append(item)
    return result


def _filter_tuple(function, sequence):
    """filter() of a tuple; a subclass's own __getitem__ gives the items."""
    result = []
    for i in xrange(tuple.__len__(sequence)):
        item = sequence[i]
        if item if function is None else function(item):
            result.append(item)
    return tuple(result)


def _filter_string(function, sequence):
    """filter() of a string of either type: by its __getitem__ too."""
    kind = str if isinstance(sequence, str) else unicode
    if function is None and type(sequence) is kind:
        return sequence
    result = []
    for i in xrange(kind.__len__(sequence)):
        item = sequence[i]
        # Without a function no character is left out, not even an empty one.
        if function is None or function(item):
            if not isinstance(item, kind):
                raise TypeError("can't filter %s to %s: __getitem__ returned "
                                "different type" % (kind.__name__, kind.__name__))
            result.append(item)
    return kind().join(result)


def min(first=_missing, second=_missing, *more, **keywords):
    """min(iterable[, key=function]) -> value
    min(a, b, c, ...[, key=function]) -> value

    The smallest item or argument; with key, that for which it is smallest.
    """
    if not keywords and second is not _missing and not more:
        return second if second < first else first
    return _min(first, second, more, keywords)


def _min(first, second, more, keywords):
    """min() but of two values: a function of its own, for its loop is not inlined."""
    candidates, key = _candidates('min', first, second, more, keywords)
    best = best_value = _missing
    for item in candidates:
        value = item if key is _missing else key(item)
        if best_value is _missing:
            best = item
            best_value = value
        elif value < best_value:
            best = item
            best_value = value
    if best_value is _missing:
        raise ValueError('min() arg is an empty sequence')
    return best


def max(first=_missing, second=_missing, *more, **keywords):
    """max(iterable[, key=function]) -> value
    max(a, b, c, ...[, key=function]) -> value

    The largest item or argument; with key, that for which it is largest.
    """
    if not keywords and second is not _missing and not more:
        return second if second > first else first
    return _max(first, second, more, keywords)


def _max(first, second, more, keywords):
    """max() but of two values: a function of its own, for its loop is not inlined."""
    candidates, key = _candidates('max', first, second, more, keywords)
    best = best_value = _missing
    for item in candidates:
        value = item if key is _missing else key(item)
        if best_value is _missing:
            best = item
            best_value = value
        elif value > best_value:
            best = item
            best_value = value
    if best_value is _missing:
        raise ValueError('max() arg is an empty sequence')
    return best


def _candidates(name, first, second, more, keywords):
    """What min() or max() compares: (an iterable, the key function or _missing)."""
    if first is _missing:
        raise TypeError('%s expected 1 arguments, got 0' % name)
    candidates = first if second is _missing else (first, second) + more
    if not keywords:
        return candidates, _missing
    if len(keywords) != 1 or 'key' not in keywords:
        raise TypeError('%s() got an unexpected keyword argument' % name)
    return candidates, keywords['key']
