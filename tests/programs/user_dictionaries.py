"""UserDict: a dictionary to derive from, and the mixin for mappings."""
import copy
import warnings
from UserDict import UserDict, IterableUserDict, DictMixin

warnings.simplefilter('always')


def attempt(function, *args, **kwargs):
    with warnings.catch_warnings(record=True) as log:
        try:
            result = function(*args, **kwargs)
        except Exception as problem:
            result = '%s: %s' % (type(problem).__name__, problem)
    print result, [(w.category.__name__, str(w.message), w.filename.endswith('user_dictionaries.py'))
                   for w in log] or ''


attempt(UserDict)
attempt(UserDict, {'a': 1}, b=2 - 2)
attempt(UserDict, [('a', 1)])
attempt(UserDict, UserDict(x=3))
attempt(UserDict, dict=[('k', 'v')])
attempt(UserDict, {}, dict=5)
attempt(UserDict, 1, 2)
attempt(UserDict.__init__)
attempt(UserDict.update)
attempt(UserDict, 7)
d = UserDict()
attempt(d.update, 1, 2, 3)
attempt(d.update, dict={'z': 1})
attempt(d.update, None, y=2)
attempt(d.pop, 'nothing')
attempt(d.pop, 'nothing', 4)
attempt(lambda: d['nothing'])
attempt(lambda: hash(d))
attempt(d.setdefault, 'y', 9)
attempt(d.setdefault, 'w')
print sorted(d.items()), d.has_key('w'), 'q' in d, d.get('q'), d.get('y'), len(d)
print d == {'z': 1, 'y': 2, 'w': None}, d < {'z': 2}, cmp(d, UserDict(d)), UserDict.fromkeys('ab', 0) == {'a': 0, 'b': 0}


class Logged(UserDict):
    def __missing__(self, key):
        return 'missing %r' % (key,)

    def __setitem__(self, key, item):
        print 'set', key
        UserDict.__setitem__(self, key, item)


class Pairs:
    def items(self):
        return [('p', 1), ('q', 2)]


logged = Logged({'a': 1})
logged.extra = ['kept']
print logged['absent'], logged.get('absent'), logged['a']
logged.update(Pairs())
duplicate = logged.copy()
print sorted(duplicate.items()), duplicate.extra is logged.extra, duplicate.data is logged.data
print duplicate.__class__.__name__, type(UserDict(a=1).copy()) is type(UserDict())
print sorted(Logged.fromkeys([1, 2]).items())
print sorted(IterableUserDict(a=1, b=2)), sorted(copy.copy(IterableUserDict(a=1)).items())


class Listed(DictMixin):
    """A mapping on top of a list of pairs."""

    def __init__(self, *pairs):
        self.pairs = list(pairs)

    def __getitem__(self, key):
        for name, value in self.pairs:
            if name == key:
                return value
        raise KeyError('%s is not listed' % (key,))

    def __setitem__(self, key, value):
        try:
            del self[key]
        except KeyError:
            pass
        self.pairs.append((key, value))

    def __delitem__(self, key):
        self.pairs.remove((key, self[key]))

    def keys(self):
        return [name for name, value in self.pairs]


m = Listed(('one', 1), ('two', 2))
print list(m), m.items(), m.values(), list(m.iterkeys()), list(m.itervalues()), list(m.iteritems())
print m.has_key('one'), 'three' in m, m.get('two'), m.get('three', 3), len(m), m == {'one': 1, 'two': 2}
print cmp(m, None), m == Listed(('two', 2), ('one', 1)), repr(Listed((1, 2)))
attempt(m.pop, 'three')
attempt(m.pop, 'three', 4)
attempt(m.pop, 'three', 4, 5)
attempt(m.pop, 'one')
attempt(m.setdefault, 'two', 5)
attempt(m.setdefault, 'six', 6)
m.update({'seven': 7})
m.update([('eight', 8)], nine=9)
m.update(Listed(('ten', 10)))
m.update()
print m.items()
attempt(m.popitem)
m.clear()
attempt(m.popitem)
attempt(m.update, 5)
