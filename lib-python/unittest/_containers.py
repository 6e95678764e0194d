"""Says in words where two containers differ."""

from .util import safe_repr

__unittest = True

_SHOWN = 30
_UNREADABLE = (TypeError, IndexError, NotImplementedError)


class _Unreadable(Exception):
    """A sequence does not do what one should; the text says what."""


class _Side(object):
    """One of two sequences that are compared."""

    def __init__(self, which, kind, items):
        self.label = '%s %s' % (which, kind)
        self.items = items
        try:
            self.length = len(items)
        except (TypeError, NotImplementedError):
            raise _Unreadable('%s has no length.    Non-sequence?' % self.label)

    def __getitem__(self, index):
        try:
            return self.items[index]
        except _UNREADABLE:
            raise _Unreadable('Unable to index element %d of %s\n'
                              % (index, self.label[0].lower() + self.label[1:]))

    def shown(self):
        text = safe_repr(self.items)
        return text if len(text) <= _SHOWN else text[:_SHOWN] + '...'


def _first_difference(left, right):
    """A paragraph on the first items that differ; None if none do."""
    for index in xrange(min(left.length, right.length)):
        try:
            one, other = left[index], right[index]
        except _Unreadable as problem:
            return '\n%s' % problem
        if one != other:
            return '\nFirst differing element %d:\n%s\n%s\n' % (
                index, safe_repr(one), safe_repr(other))
    return None


def _surplus(longer, start):
    """A paragraph on the items that only one of two sequences has."""
    text = '\n%s contains %d additional elements.\n' % (longer.label, longer.length - start)
    try:
        return text + 'First extra element %d:\n%s\n' % (start, safe_repr(longer[start]))
    except _Unreadable as problem:
        return text + str(problem)


def sequence_difference(first, second, seq_type=None):
    """What tells two sequences apart; None if nothing does.

    Unless a type is asked for, sequences of two types may have equal items.
    """
    kind = 'sequence' if seq_type is None else seq_type.__name__
    try:
        left, right = _Side('First', kind, first), _Side('Second', kind, second)
    except _Unreadable as problem:
        return str(problem)
    if first == second:
        return None
    text = '%ss differ: %s != %s\n' % (kind.capitalize(), left.shown(), right.shown())
    difference = _first_difference(left, right)
    if left.length != right.length:
        shorter, longer = sorted((left, right), key=lambda side: side.length)
        return text + (difference or '') + _surplus(longer, shorter.length)
    if difference is None and seq_type is None and type(first) != type(second):
        return None
    return text + (difference or '')


def subset_difference(expected, actual):
    """Which entries of one dictionary another does not have; '' if it has all."""
    missing = [key for key in expected if key not in actual]
    mismatched = ['%s, expected: %s, actual: %s'
                  % (safe_repr(key), safe_repr(value), safe_repr(actual[key]))
                  for key, value in expected.iteritems()
                  if key in actual and value != actual[key]]
    parts = []
    if missing:
        parts.append('Missing: ' + ','.join(map(safe_repr, missing)))
    if mismatched:
        parts.append('Mismatched values: ' + ','.join(mismatched))
    return '; '.join(parts)


def line_difference(first, second):
    """The differences of two lists of lines; those come with their ends, or without."""
    import difflib
    return difflib.ndiff(first, second)


def pretty_difference(first, second):
    """The differences of two objects' printed forms, line by line."""
    import pprint
    return '\n' + '\n'.join(line_difference(pprint.pformat(first).splitlines(),
                                            pprint.pformat(second).splitlines()))
