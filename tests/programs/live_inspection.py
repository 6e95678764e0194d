"""inspect: kinds, members, sources, arguments, frames."""
import __future__
import inspect
import sys
import linecache
import types

CODE = '''#!/usr/bin/env python
#
# About the module,
# in two lines.

# Another comment.
import sys

#
# Before the function.
#	With a tab.
#
@decorated
@twice(1,
       2)
def function(a, (b, (c,)), d=5, *rest, **others):
    """Text.

        deeper
      less
    """
    if a:
        return 1
    # comment at the end

# belongs to nothing

def one_line(): return 3
after = 1

class Old:
    # comment of a method
    def method(self):
        def nested(x):
            return x
        return nested
    pair = lambda self, x: (x,
        1)
    class New(object):
        pass

class New(object):
    def method(self): pass

f = [lambda: 1, lambda x=2: 2]
def last():
    pass'''


def decorated(function):
    return function


def twice(*args):
    return decorated


module = types.ModuleType('sourced')
module.__file__ = '<sourced>'
sys.modules['sourced'] = module
linecache.cache['<sourced>'] = len(CODE), None, CODE.splitlines(True), '<sourced>'
vars(module).update(decorated=decorated, twice=twice)
exec compile(CODE, '<sourced>', 'exec') in vars(module)


def attempt(function, *args, **kw):
    try:
        return function(*args, **kw)
    except (TypeError, ValueError, IOError, AttributeError) as error:
        return '%s: %s' % (type(error).__name__, str(error).split(' at 0x')[0])


# ---- kinds

class Slots(object):
    __slots__ = 'a',


class Base(object):
    """Base."""
    data = 1

    def method(self):
        """First.
            Second.
        """

    @staticmethod
    def static():
        pass

    @classmethod
    def make(cls):
        pass
    value = property(lambda self: 1)
    length = list.__len__


class Derived(Base):
    def method(self):
        pass
    other = 2


def generate():
    yield 1


def raiser():
    1 / 0


try:
    raiser()
except ZeroDivisionError:
    traceback = sys.exc_info()[2]

things = [sys, Base, module.Old, module.Old(), Base().method, Base.method, generate, generate(), traceback, traceback.tb_frame,
          generate.func_code, len, [].append, list.append, Slots.a, types.FunctionType.func_code, Base.__dict__['static'],
          Base.__dict__['make'], Base.__dict__['value'], 5, None, Base.make]
for name in sorted(dir(inspect)):
    if name.startswith('is'):
        print name, [int(getattr(inspect, name)(thing)) for thing in things]
import abc


class Abstract(object):
    __metaclass__ = abc.ABCMeta

    @abc.abstractmethod
    def method(self):
        pass


class Concrete(Abstract):
    def method(self):
        pass


print inspect.isabstract(Abstract), inspect.isabstract(Concrete)

# ---- members


class Broken(object):
    there = 1
    __slots__ = 'absent',


print [name for name, value in inspect.getmembers(Broken()) if name[0] != '_']
print [name for name, value in inspect.getmembers(Derived) if name[0] != '_']
print [name for name, value in inspect.getmembers(Derived, inspect.ismethod)]
for attribute in inspect.classify_class_attrs(Derived):
    if attribute.name[:2] != '__' or attribute.name in ('__class__', '__dict__', '__doc__', '__init__', '__new__'):
        print attribute[:2], attribute.defining_class.__name__, attribute.object is attribute.defining_class.__dict__.get(attribute.name)
print [a[:2] for a in inspect.classify_class_attrs(module.Old)]


class A:
    pass


class B(A):
    pass


class C(A):
    pass


class D(B, C):
    pass


class E(D, object):
    pass




def names(tree):
    if isinstance(tree, list):
        return map(names, tree)
    return tree[0].__name__, [base.__name__ for base in tree[1]]


print [cls.__name__ for cls in inspect.getmro(D) + inspect.getmro(E) + inspect.getmro(int)]
for unique in 0, 1:
    print names(inspect.getclasstree([A, B, C, D, Base, Derived], unique))
    print names(inspect.getclasstree([D, B], unique)), inspect.getclasstree([], unique)

# ---- sources

for doc in ('', 'a', '\n\n a\n  b\n\n c\n\n', 'first\n\tsecond\n\t  third\n', '   \n  ', u'unicode\n  text', 'a\n   \n     \nb', '\n'):
    print repr(inspect.cleandoc(doc))
print repr(inspect.getdoc(Base.method)), inspect.getdoc(5)[:3], inspect.getdoc(Derived.method), repr(inspect.getdoc(module.function))
for thing in (module, module.function, module.one_line, module.Old, module.Old.method, module.Old().method(), module.Old.pair,
              module.New, module.Old.New, module.last, module.f[0], module.f[1], module.function.func_code):
    print inspect.getfile(thing), inspect.getsourcefile(thing), getattr(inspect.getmodule(thing), '__name__', None)
    lines, number = inspect.getsourcelines(thing)
    print number, repr(inspect.getsource(thing))[:400]
    print repr(inspect.getcomments(thing))
for thing in sys, int, 5, len, None, [].append:
    print attempt(inspect.getfile, thing), attempt(inspect.getsource, thing), getattr(inspect.getmodule(thing), '__name__', None)
    print inspect.getcomments(thing)
missing = eval(compile('lambda: 1', '<missing>', 'eval'), {'__name__': 'nowhere'})
print attempt(inspect.getsource, missing), attempt(inspect.findsource, missing), inspect.getcomments(missing), inspect.getmodule(missing)
lost = type('Lost', (object,), {'__module__': 'sourced'})
print attempt(inspect.getsource, lost)
print attempt(inspect.getsource, type('Lost', (object,), {'__module__': 'nowhere'}))
for path in '/a/b.py', 'b.pyc', 'x.txt', 'py', '.py':
    print inspect.getmoduleinfo(path), inspect.getmodulename(path)
print inspect.getsource(attempt) == ''.join(inspect.getblock(inspect.findsource(attempt)[0][inspect.findsource(attempt)[1]:]))
print inspect.getmodule(attempt).__name__, inspect.getmodule(traceback).__name__, inspect.getmodule(Base()).__name__
print inspect.indentsize('\t  a'), inspect.indentsize(''), inspect.EndOfBlock.__module__, inspect.BlockFinder.__module__

# ---- arguments


def plain(a, b=2, *c, **d):
    pass


def nested((a, b), (c, (d, (e,))), f=1, (g, h)=(1, 2)):
    c, d = a


def closed((a, b), c):
    return lambda: (a, c)


def twice_closed(((a, b), c), ((d, e), f)):
    return lambda: (c, f)


for function in nested, closed, twice_closed, plain, lambda: 0, Base().method, lambda *a: 0, lambda **k: 0, lambda ((a)): 0, lambda (a,): 0:
    spec = inspect.getargspec(function)
    print spec, inspect.formatargspec(*spec)
print attempt(inspect.getargspec, len), attempt(inspect.getargspec, Base), attempt(inspect.getargs, 5)
print inspect.getargs(plain.func_code)
print inspect.formatargspec(['a', ['b', ['c']]], 'r', 'k', (1,), str.upper, lambda n: '[' + n, lambda n: '{' + n, lambda v: ':%d' % v,
                            lambda seq: '<' + ' '.join(seq) + '>')
print inspect.formatargspec([]), inspect.formatargspec(('x', ()), None, '')
print inspect.joinseq(['a']), inspect.joinseq(['a', 'b']), inspect.joinseq([]), inspect.strseq([['a'], 'b'], str.upper)


def values(a, b, c, *d, **e):
    local = 1
    info = inspect.getargvalues(sys._getframe())
    print info[:3], sorted(info.locals.keys()), inspect.formatargvalues(*info)
    return inspect.formatargvalues(info.args, info.varargs, info.keywords, info.locals, str.upper, lambda n: n, lambda n: n, str)


print values(1, 2, 3, 4, x=5)
cases = [((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3), {}), ((1, 2, 3, 4, 5), {}), ((), {'a': 1}), ((1,), {'a': 1}), ((1,), {'b': 5}),
         ((1,), {'zz': 5}), (((1, 2),), {}), (((1, 2), (3, 4)), {}), (((1, 2), (3, (4, (5,)))), {}), (((1,), (3, (4, (5,)))), {}),
         (((1, 2, 3), (3, (4, (5,)))), {}), (((1, 2), 5), {}), ((), {'zz': 1})]
for function in (plain, lambda: 0, lambda a: 0, lambda a, b: 0, lambda a, b=1: 0, lambda *r: 0, lambda **k: 0, lambda a=1, *r: 0,
                 Base().method, Base.method, lambda a, **k: 0):
    for args, kw in cases:
        print attempt(lambda: repr(sorted(inspect.getcallargs(function, *args, **kw).items())).split(' at 0x')[0]),
    print
for args in cases[11][0], cases[12][0], cases[13][0], ((1, 2), 5):
    print attempt(lambda: sorted(inspect.getcallargs(nested, *args).items()))
    print attempt(lambda: sorted(inspect.getcallargs(closed, *args).items()))

# ---- frames


def outer():
    return middle()


def middle():
    return inspect.stack(3)[:3], inspect.currentframe()


records, frame = outer()
for record in records:
    print record[0].f_code.co_name, record[2:]
print inspect.getframeinfo(frame, 0)[1:], inspect.getlineno(frame), inspect.getframeinfo(traceback, 1)[1:]
print inspect.getframeinfo(traceback.tb_next, 5)[1:], len(inspect.getframeinfo(frame, 10000).code_context) > 100
try:
    raiser()
except ZeroDivisionError:
    for record in inspect.trace():
        print record[2:]
print [record[3] for record in inspect.getinnerframes(traceback, 0)], inspect.getinnerframes(None), inspect.getouterframes(None)
print attempt(inspect.getframeinfo, 5)
print inspect.getsource(traceback) == inspect.getsource(sys.modules['__main__']), inspect.getsource(traceback.tb_next)
print inspect.CO_VARARGS, inspect.CO_NOFREE, inspect.CO_GENERATOR, inspect.TPFLAGS_IS_ABSTRACT
