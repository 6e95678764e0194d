"""Descriptors whose classes derive from built-in types, classes compared, __class__ of slotted instances, keywords that are unicode."""

import collections, itertools, sys
class DD(dict):
    def __get__(self, o, t=None): return ('got', o is not None)
    def __set__(self, o, v): print 'set', v
class P(property):
    pass
class SS(str):
    def __get__(self, o, t=None): return 'ss'
class H(object):
    d = DD()
    s = SS('x')
    p = P(lambda self: 5)
h = H()
try:
    print h.d, h.s, h.p, H.d, H.s
    h.d = 3
    h.s = 4
    print h.s, h.d
except Exception, e: print type(e).__name__, e
for n in ('__le__','__lt__','__eq__','__ne__','__gt__','__ge__'):
    try: print n, hasattr(type, n), hasattr(int, n), hasattr(object, n)
    except Exception, e: print type(e).__name__, e
try: print type.__le__(int, int), int.__le__(5) 
except Exception, e: print type(e).__name__, e
try: print type.__eq__(int, int), int.__eq__(int), type.__lt__(int, str) in (True, False)
except Exception, e: print type(e).__name__, e
class Old: pass
d = collections.defaultdict(Old)
print isinstance(d[1], Old)
class A(object): __slots__=('a','b')
class B(object): __slots__=('a','b')
class C(object): __slots__=('a','c')
a=A(); a.a=1; a.b=2
try:
    a.__class__=B; print type(a).__name__, a.a, a.b
    a.__class__=C
except Exception, e: print type(e).__name__, e
print list(itertools.islice(range(10), 2L, 5L)), list(itertools.islice(range(10), 3L)), list(itertools.islice(range(10), 1L,None,2L))
import __builtin__
real=__builtin__.__import__
def imp(name, g=None, l=None, fromlist=None, level=-1):
    print name, l is None, g is None, fromlist, level
    return real(name,g,l,fromlist,level)
__builtin__.__import__=imp
def fn():
    x=1
    import os
    from os import path
fn()
import os.path as q
__builtin__.__import__=real


# keywords
def f(**k): return sorted(k.items())
def g(a, b=2): return a, b
print f(**{u'a':1}), f(**{u'\xe9':1}), f(**{'\xe9': 2})
for fn,k in [(g,{u'a':1,u'b':3}),(g,{u'a':1,u'\xe9':2}),(g,{u'c':1}),(int,{u'x':'12'}),(dict,{u'k':1}),(f,{1:2}),(dict,{1:2})]:
    try: print fn(**k)
    except Exception, e: print type(e).__name__, e
try: print g(1, **{u'a':2})
except Exception, e: print type(e).__name__, e
try: print g(1, a=1, **{u'a':2})
except Exception, e: print type(e).__name__, e
try: print f(a=1, **{u'a':2})
except Exception, e: print type(e).__name__, e
import functools
print functools.partial(f, **{u'z':1})(**{u'\xe9':2, 'z': 3})
class C(object):
    def __init__(self, **k): self.k = k
print C(**{u'n':1}).k, '{a}{\xe9}'.format(**{u'a':1, '\xe9':2})
class D(dict): pass
print D(**{u'n':1}), f(**D(**{u'q':2}))
for i in range(3000): f(**{u'a': i}); g(**{u'a': i})
print f(**{u'a': i}), g(**{u'a': i})


# hooks that ask those of the built-in type


class CachedProperty(property):
    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        return obj.__dict__.setdefault('_' + self.fget.__name__, property.__get__(self, obj, cls))

    def __set__(self, obj, value):
        print 'set', value
        super(CachedProperty, self).__set__(obj, value)

    def __delete__(self, obj):
        print 'delete'
        property.__delete__(self, obj)


class Loud(staticmethod):
    def __get__(self, obj, cls=None):
        return 'static', staticmethod.__get__(self, obj, cls)(4)


class Class(classmethod):
    def __get__(self, obj, cls=None):
        return 'class', classmethod.__get__(self, obj, cls)()


class Shape(object):
    def __init__(self, width, height):
        self.width, self.height = width, height

    def area(self):
        return self.width * self.height

    def set_area(self, value):
        self.width = value

    def delete_area(self):
        self.width = None

    area = CachedProperty(area, set_area, delete_area)
    twice = Loud(lambda n: n * 2)
    name = Class(lambda cls: cls.__name__)


total = 0
for i in xrange(3000):
    shape = Shape(i % 7, i % 5)
    total += shape.area
    shape.width = 99
    total += shape.area
print total, type(Shape.area).__name__, shape.twice, Shape.twice, shape.name, Shape.name
shape.area = 5
del shape.area
print shape.width
