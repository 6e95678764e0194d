"""Whether the cases of a match cover all values, and each is of use.

A row of patterns is useful after others if a row of values matches it and
none of them. What is always useful is a row of _: then the cases miss values,
and the values themselves are found on the way.
"""

from targets.ml.syntax import (Anything, ConstructPattern, NumberPattern,
                               Pattern, TextPattern)
from targets.ml.types import BOOL, UNIT

ANYTHING = Anything('', 0)


def any_pattern():
    """_ as any pattern."""
    pattern = ANYTHING
    assert isinstance(pattern, Pattern)
    return pattern


def key_of(pattern):
    """What a pattern wants first: a constructor or constant; '' for _."""
    if isinstance(pattern, ConstructPattern):
        return '*' if pattern.name == '' else pattern.name
    if isinstance(pattern, NumberPattern):
        if pattern.type is UNIT:
            return '()'
        if pattern.type is BOOL:
            return 'true' if pattern.value else 'false'
        return str(pattern.value)
    if isinstance(pattern, TextPattern):
        return '"' + pattern.text + '"'
    return ''


def arity_of(pattern):
    if isinstance(pattern, ConstructPattern):
        return len(pattern.arguments)
    return 0


def specialized(rows, key, arity):
    """The rows that match a first value of that kind, opened up."""
    result = []
    for row in rows:
        first = row[0]
        if key_of(first) == key:
            opened = []
            if isinstance(first, ConstructPattern):
                opened = list(first.arguments)
        elif key_of(first) == '':
            opened = anythings(arity)
        else:
            continue
        result.append(opened + row[1:])
    return result


def anythings(count):
    return [any_pattern() for _ in range(count)]


def without_first(rows):
    """The rows that match whatever the first value is."""
    return [row[1:] for row in rows if key_of(row[0]) == '']


class Patterns(object):
    def __init__(self, variants):
        self.variants = variants
        self.warnings = []

    def check(self, match):
        rows = []
        for case in match.cases:
            row = [case.pattern]
            if self.missing(rows, row) is None:
                self.warn('this case is never reached', case.line)
            if case.guard is None:
                rows.append(row)
        missed = self.missing(rows, [any_pattern()])
        if missed is not None:
            self.warn('no case for ' + missed[0], match.line)

    def warn(self, message, line):
        self.warnings.append('line %d: %s' % (line, message))

    def missing(self, rows, row):
        """Values, as texts, that match the row and none of the rows.

        None if there are none.
        """
        if len(row) == 0:
            if len(rows):
                return None
            return ['' for _ in row]
        first = row[0]
        key = key_of(first)
        if key != '':
            return self.missing_of(rows, row, key, arity_of(first))
        keys = {}
        for other in rows:
            if key_of(other[0]) != '':
                keys[key_of(other[0])] = arity_of(other[0])
        absent = self.absent(keys)
        if len(absent):
            rest = self.missing(without_first(rows), row[1:])
            if rest is None:
                return None
            return [absent] + rest
        for other in rows:
            key = key_of(other[0])
            if key in keys:
                found = self.missing_of(rows, row, key, keys[key])
                if found is not None:
                    return found
                del keys[key]
        return None

    def missing_of(self, rows, row, key, arity):
        """The same where the first value is of one kind."""
        found = self.missing(specialized(rows, key, arity),
                             specialized([row], key, arity)[0])
        if found is None:
            return None
        return [shown(key, found[:arity])] + found[arity:]

    def absent(self, keys):
        """A value whose kind is none of these; '' if they are all."""
        if len(keys) == 0:
            return '_'
        for key in keys.keys():
            if key == '*' or key == '()':
                return ''
            if key == 'true' or key == 'false':
                if len(keys) == 2:
                    return ''
                return 'false' if key == 'true' else 'true'
            if key in self.variants:
                for variant in self.variants[key].siblings:
                    if variant.name not in keys:
                        return shown(variant.name,
                                     ['_' for _ in variant.types])
                return ''
        return '_'


def shown(key, parts):
    if key == '*':
        return '(' + ', '.join(parts) + ')'
    if key == '::':
        return parts[0] + '::' + parts[1]
    if len(parts) == 0:
        return key
    return '%s (%s)' % (key, ', '.join(parts))
