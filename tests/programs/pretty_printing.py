# Tests of pprint: widths, depths, indentation, recursion, subclasses.
import pprint, sys
class L(list): pass
class D(dict): pass
class T(tuple):
    def __repr__(self): return 'T' + tuple.__repr__(self)
class S(frozenset): pass
class Upper(pprint.PrettyPrinter):
    def format(self, object, context, maxlevels, level):
        if isinstance(object, str): return object.upper(), 1, 0
        return pprint.PrettyPrinter.format(self, object, context, maxlevels, level)
class Old: 
    def __repr__(self): return '<old>'
loop = [1]; loop.append(loop); ring = {'a': {}}; ring['a']['b'] = ring
values = [[], (), {}, set(), frozenset(), '', 'text', u'uni\xe9', 5, None, Old(), (1,), [(1,)], ((),), {1: ()}, range(40), tuple(range(40)), dict((i, 'v%d' % i) for i in range(15)), set(range(40)), frozenset(['a' * 90]), {'key': range(30), 'other': {'deep': ['x' * 40, 'y' * 40]}}, L(range(30)), D(a=range(30)), T(range(30)), S(range(30)), [[[[[[1]]]]]], {'a': [{'b': [{'c': ()}]}]}, [{'k' * 20: set(range(20))}, ('z',)], "it's", 'a"b\'c\n', [Old(), 'x'], {(1, 2): [(3,)]}]
for value in values:
    for kw in ({}, {'width': 30}, {'width': 5}, {'indent': 4}, {'indent': 0, 'width': 20}, {'depth': 2}, {'depth': 1, 'indent': 3, 'width': 12}):
        print pprint.pformat(value, **kw)
    print repr(pprint.saferepr(value)), bool(pprint.isreadable(value)), pprint.isrecursive(value), bool(pprint.PrettyPrinter().isreadable(value))
    Upper(width=20).pprint(value)
import re
for value in (loop, ring, [loop, ring]):
    print re.sub('id=\d+', 'id=N', pprint.pformat(value)), re.sub('id=\d+', 'id=N', pprint.saferepr(value)), pprint.isreadable(value), pprint.isrecursive(value), pprint.PrettyPrinter().isrecursive(value)
for kw in ({'indent': -1}, {'width': 0}, {'depth': 0}, {'depth': -1}):
    try:
        pprint.PrettyPrinter(**kw)
    except AssertionError, e:
        print e
import locale
for text in ("it's", 'say "x"', 'both\'"', 'plain\t\x01', ['a\'b']): print pprint.saferepr(text)
pprint.pprint({'to': 'stdout'}); pprint.pprint([1], sys.stdout, 2, 3, 4)
