"""The built-ins that are written in Python agree with those of the interpreter.

The module _pyrs_builtins is loaded where there is one; without it (under
another interpreter with its own library) the built-ins compare with themselves.
"""

import __builtin__

try:
    import _pyrs_builtins as tested
except ImportError:
    tested = __builtin__


class BadIter(object):
    def __iter__(self):
        raise ValueError('no iteration')


class Counting(object):
    """An iterator that counts how often it is asked after its end."""

    def __init__(self, n):
        self.n = n
        self.late = 0

    def __iter__(self):
        return self

    def next(self):
        if self.n == 0:
            self.late += 1
            raise StopIteration
        self.n -= 1
        return self.n


class Letters(str):
    def __getitem__(self, i):
        return 'x'


class Numbers(str):
    def __getitem__(self, i):
        return 1


class Pairs(tuple):
    def __getitem__(self, i):
        return tuple.__getitem__(self, i) * 2


class Nan(object):
    def __lt__(self, other):
        return False
    __gt__ = __lt__


def less(x):
    return -x


CALLS = [
    ('map', (), {}), ('map', (None,), {}), ('map', (1, [1]), {}), ('map', (1, []), {}),
    ('map', (None, 1), {}), ('map', (None, [1], 2), {}), ('map', (len, 5), {}),
    ('map', (len, [], 5), {}), ('map', (None, [1, 2]), {}),
    ('map', (None, [1, 2], [3]), {}), ('map', (None, [1], [3, 4]), {}),
    ('map', (None, [1], [3, 4], 'xyz'), {}), ('map', (cmp, [1, 2], [2, 1]), {}),
    ('map', (str, 'abc'), {}), ('map', (len, BadIter()), {}),
    ('map', (None, BadIter()), {}), ('map', (cmp, [], BadIter()), {}),
    ('map', (max, [1], [2], [3]), {}), ('map', (1, [], [], BadIter()), {}),
    ('filter', (), {}), ('filter', (None,), {}), ('filter', (None, 5), {}),
    ('filter', (5, [1]), {}), ('filter', (None, 'a\0c'), {}),
    ('filter', (None, Letters('abc')), {}), ('filter', (None, Numbers('abc')), {}),
    ('filter', (less, Numbers('abc')), {}), ('filter', (None, Pairs((1, 0, 2))), {}),
    ('filter', (None, u'abc'), {}), ('filter', (lambda c: c > u'a', u'abc'), {}),
    ('filter', (lambda c: c > 'a', 'abc'), {}), ('filter', (bool, [0, 1, '', 2]), {}),
    ('filter', (None, iter([0, 1, 2])), {}), ('filter', (None, ()), {}),
    ('filter', (None, BadIter()), {}), ('filter', (1, 2, 3), {}),
    ('reduce', (), {}), ('reduce', (1,), {}), ('reduce', (1, 2), {}),
    ('reduce', (1, []), {}), ('reduce', (1, [1]), {}), ('reduce', (1, [1, 2]), {}),
    ('reduce', (1, [], 5), {}), ('reduce', (1, 2, 3, 4), {}),
    ('reduce', (1, [1], None), {}), ('reduce', (cmp, [3, 1, 1]), {}),
    ('reduce', (cmp, BadIter()), {}), ('reduce', (max, [1, 3, 2], 2.5), {}),
    ('sum', (), {}), ('sum', (1,), {}), ('sum', ([], ''), {}), ('sum', ([], u''), {}),
    ('sum', (5, ''), {}), ('sum', (['a'],), {}), ('sum', ([[1], [2]], []), {}),
    ('sum', ([1], None), {}), ('sum', (1, 2, 3), {}), ('sum', ([1, 2.5, 3],), {}),
    ('sum', ([1 << 62, 1 << 62],), {}), ('sum', ([True, True],), {}),
    ('sum', ((), ()), {}), ('sum', (BadIter(),), {}), ('sum', ([1j, 2],), {}),
    ('any', (), {}), ('any', (1,), {}), ('any', ([0, '', 3],), {}), ('any', ([],), {}),
    ('any', ([], 1), {}), ('all', (1,), {}), ('all', ([],), {}), ('all', ([1, 0],), {}),
    ('all', ([], 1, 2), {}),
]
for _name in 'min', 'max':
    CALLS += [
        (_name, (), {}), (_name, (1,), {}), (_name, ([],), {}),
        (_name, ([],), {'key': len}), (_name, (1, 2), {'key': 3}),
        (_name, ([1],), {'foo': 2}), (_name, (1, 2), {'foo': 1, 'key': len}),
        (_name, ([1],), {'key': None}), (_name, ([3, 1, 3.0, 1.0],), {}),
        (_name, (1, 1.0), {}), (_name, (1.0, 1), {}), (_name, ((), ()), {}),
        (_name, ([1, 2, 3],), {'key': less}), (_name, (1, 2, 3), {'key': less}),
        (_name, (2, 1), {'key': less}), (_name, (5, 'a', None, 2), {}),
        (_name, ('hello',), {}), (_name, (float('nan'), 1.0), {}),
        (_name, (1.0, float('nan')), {}), (_name, ([float('nan'), 1.0, 2.0],), {}),
        (_name, (), {'key': len}), (_name, (BadIter(),), {}),
    ]


def outcome(function, args, keywords):
    try:
        result = function(*args, **keywords)
        return type(result), repr(result)
    except Exception as problem:
        return type(problem), str(problem)


for name, args, keywords in CALLS:
    # Iterators can be used only once.
    args = [list(arg) if type(arg) is type(iter([])) else arg for arg in args]
    expected = outcome(getattr(__builtin__, name), args, keywords)
    got = outcome(getattr(tested, name), args, keywords)
    assert expected == got, (name, args, keywords, expected, got)

# An iterator that has ended is not asked again.
for other in [[1, 2, 3]], [[1, 2, 3], [4]]:
    iterator = Counting(1)
    tested.map(None, iterator, *other)
    assert iterator.late == 1, iterator.late
    iterator = Counting(1)
    tested.map(None, [1, 2, 3], iterator, *other[1:])
    assert iterator.late == 1, iterator.late

# The caller's list stays what it is.
start = [0]
assert tested.sum([[1], [2]], start) == [0, 1, 2] and start == [0]
assert tested.min(Nan(), 1).__class__ is Nan
text = 'abc'
assert tested.filter(None, text) is text

assert set(getattr(tested, '__all__', [])) <= set(dir(__builtin__))
