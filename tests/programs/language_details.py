# Corners of the language: exec and local variables, global declarations, syntax errors, descriptors, classes, recursion.
from __future__ import print_function
import sys


def attempt(function, *arguments, **keywords):
    try:
        return function(*arguments, **keywords)
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)


# exec writes local variables; what it deletes keeps its value.
def executing():
    z = None
    del z
    exec("z = 1 + 1")
    print(z)
    exec("z += 3; y = 5")
    print(z, y, sorted(locals()))
    exec("del z")
    print(z)
    del z
    try:
        print(z)
    except UnboundLocalError as error:
        print(error)


for turn in range(3):
    executing()

# A global declaration anywhere makes the name a global of the module's code, too.
LEVELS = """level = 'outermost'
def enclosing(level):
    def declaring():
        global level
        return level
    return [declaring(), (lambda: level)(), (lambda level: declaring())('innermost')]
seen = enclosing('enclosed')
"""
outer, inner = {}, {"level": "local"}
exec(LEVELS, outer, inner)
print(sorted(inner), inner["seen"], inner["level"], outer.get("level"))


def syntax(source):
    try:
        compile(source, "F.py", "exec")
    except SyntaxError as error:
        print(error.args, str(error), error.filename, error.lineno, error.offset, error.text, error.msg)


for source in ("def f(x):\n global x", "def f(a, a): pass", "def f():\n return 1\n yield 2", "from __future__ import braces",
               "def f():\n exec '1'\n def g(): return f", "def f(x):\n def g(): return x\n del x", "return 1", "f() = 1",
               "x = 1\nfrom __future__ import division", "class A:\n  x = = 1"):
    syntax(source)
import warnings
with warnings.catch_warnings():
    warnings.filterwarnings("error", message="name .a.")
    syntax("def f():\n a = 1\n global a")


# Old-style instances without __getslice__ get slices of numbers.
class Indexed:
    def __getitem__(self, index):
        return index

    def __setitem__(self, index, value):
        print("set", index, value)

    def __delitem__(self, index):
        print("del", index)


indexed = Indexed()
print(indexed[:42], indexed[1:2], indexed[:], indexed["a":2], indexed[1:2:3])
indexed[:4] = 5
del indexed[3:]


# Descriptors.
class Doubling(object):
    def __set__(self, instance, value):
        vars(instance)["width"] = 2 * value


class Shape(object):
    width = Doubling()


shape = Shape()
print(type(shape.width).__name__, vars(shape))
shape.width = 21
print(shape.width, vars(shape))


class Documented(object):
    def getter(self):
        "the getter's"

    own = property(getter)
    given = property(getter, doc="given")
    later = property(doc="first").getter(getter)


print(Documented.own.__doc__, Documented.given.__doc__, Documented.later.__doc__)
print(Documented.given.setter(None).__doc__, Documented.own.getter(len).__doc__ == len.__doc__)


class DocumentedProperty(property):
    pass


print(DocumentedProperty(Documented.__dict__["own"].fget).__doc__)
print([].__add__ == [].__add__, [].__add__ == [1].__add__, [].__add__ == [].__mul__)
print(attempt(dict.__dict__["fromkeys"].__get__, 42), attempt(dict.__dict__["fromkeys"].__get__, None, 42))
print(attempt(dict.__dict__["fromkeys"].__get__({}), "ab") == {"a": None, "b": None})


class Newer(object):
    @classmethod
    def __new__(*arguments):
        return [getattr(a, "__name__", a) for a in arguments]


print(Newer(1, 2))


class Strange(type):
    def mro(cls):
        return [cls, dict, object]


print(attempt(Strange, "S", (object,), {}))
print(attempt(getattr, type, "__abstractmethods__"))
print(attempt(type, "A\0B", (), {}), attempt(type, "A", (), {"__slots__": ("__weakref__", "__weakref__")}))
made = type.__new__(type, name="Made", bases=(int,), dict={"x": 3})
print(attempt(type, "A", (), dict={}), attempt(type, "A", bases=(), dict={}))
print(made.__name__, made.__bases__, made.x, made(4))


class Reduced(object):
    __slots__ = ("a",)


print(attempt(lambda: Reduced().__reduce__(2)[0].__name__))


# Calls.
def star(*arguments):
    return arguments


class Nothing:
    pass


print(attempt(lambda: star(*Nothing())), attempt(lambda: None(*len)), attempt(lambda: None(**len)), attempt(lambda: star(**3)))
print(attempt(lambda: Nothing(*3)), attempt(lambda: Nothing()(**3)), attempt(lambda: dict(*3)))


# Sorting a list that the comparison changes.
def touching(x, y):
    victim.append(3)
    victim.pop()
    return cmp(x, y)


victim = [1, 2]
print(attempt(victim.sort, touching), victim)

# Ranges.
big = 10 * sys.maxint
print(range(big, big + 2), range(big + 4, big, -2), range(0, 2 ** 100, -1), attempt(range, 2 ** 70), attempt(range, big, 1, 0L))
print(list(reversed(xrange(1, -sys.maxint - 1, -sys.maxint - 1))), xrange(0, -4, sys.maxint - 1), xrange(3, 9, 4))

# What recurses in native code counts for the recursion limit.
nested = []
for turn in range(sys.getrecursionlimit() + 100):
    nested = [nested]
print(attempt(repr, nested)[:46])
other = []
for turn in range(sys.getrecursionlimit() + 100):
    other = [other]
print(attempt(lambda: nested == other), attempt(cmp, nested, other))
classes = (str,)
for turn in range(sys.getrecursionlimit() + 100):
    classes = (classes,)
print(attempt(isinstance, "", classes), attempt(issubclass, str, classes))


class Stream(object):
    def write(self, text):
        sys.stdout.write(repr(text))


print(u"a", 1, file=Stream())
print("b", 1, sep=u"-", file=Stream())
print("c", 1, file=Stream())
print()


# Code made of its parts.
def sample(a, b=2, *c):
    for i in range(a):
        b += i
    return b, c, [x for x in c]


code = sample.__code__
parts = [code.co_argcount, code.co_nlocals, code.co_stacksize, code.co_flags, code.co_code, code.co_consts, code.co_names,
         code.co_varnames, code.co_filename, "renamed", 77, code.co_lnotab]
copy = type(sample)(type(code)(*parts), globals(), None, (5,))
print(copy(4), copy(3, 1, 9), copy.__name__, copy.__code__.co_firstlineno)
print(attempt(type(code), -1, *parts[1:]), attempt(type(code), *parts[:5]), attempt(type(code), *(parts[:6] + [(1,)] + parts[7:])))


# What asking for the length raises is not lost.
class Unmeasurable(object):
    def __iter__(self):
        return iter(range(10))

    def __len__(self):
        raise RuntimeError("no length")


for function in list, tuple, lambda v: zip(v), lambda v: filter(None, v), lambda v: [].extend(v):
    print(attempt(function, Unmeasurable()))
import itertools
print(itertools.count(5), itertools.count(5, 2), itertools.repeat(1, 3), itertools.repeat("a"))
print(itertools.repeat(1, 3).__length_hint__(), itertools.count(5, 2).__reduce__()[1])


# Groups whose keys' comparison takes the next item itself.
class Key(object):
    compared = 0

    def __init__(self, item):
        pass

    def __eq__(self, other):
        Key.compared += 1
        if Key.compared == 1:
            next(group, None)
        return True


group = next(itertools.groupby(range(10), Key))[1]
print(next(group, None), next(group, None))
print(attempt(map, chr, Unmeasurable()))
print(float.__getformat__("double")[:5], attempt(float.__setformat__, "double", "x"), attempt(float.__getformat__, "int"))


# Old-style instances: what __getattr__ raises for a special method is what the operation raises.
class Refusing:
    def __getattr__(self, name):
        raise AttributeError("no " + name)


refusing = Refusing()
for source in ("len(refusing)", "refusing[1]", "refusing[1:2]", "-refusing", "abs(refusing)"):
    print(source, attempt(eval, source))
for value in "a", u"a", (1,):
    try:
        value += 1
    except TypeError as error:
        print(error)


class Hidden(object):
    __slots__ = ["__class__", "__dict__"]

    def __init__(self):
        self.shown = 1


print(dir(Hidden()))
