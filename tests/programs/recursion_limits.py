# Recursion without end, in many shapes: always RuntimeError, and the program goes on.

import sys

sys.setrecursionlimit(200)


def attempt(name, function):
    try:
        result = function()
        print name, 'gave', type(result).__name__
    except RuntimeError as error:
        print name, str(error).split(' while')[0]


def plain(n=0):
    return plain(n + 1)


attempt('function', plain)


class Special(object):
    def __getattr__(self, name):
        return getattr(self, name + 'x')

    def __setattr__(self, name, value):
        self.other = value

    def __hash__(self):
        return hash(self)

    def __repr__(self):
        return repr(self)

    def __str__(self):
        return str(self)

    def __unicode__(self):
        return unicode(self)

    def __eq__(self, other):
        return self == other

    def __lt__(self, other):
        return self < other

    def __cmp__(self, other):
        return cmp(self, other)

    def __len__(self):
        return len(self)

    def __iter__(self):
        return iter(self)

    def __getitem__(self, index):
        return self[index]

    def __contains__(self, item):
        return item in self

    def __nonzero__(self):
        return not self

    def __int__(self):
        return int(self)

    def __float__(self):
        return float(self)

    def __index__(self):
        return [1][self]

    def __add__(self, other):
        return self + other

    def __neg__(self):
        return -self

    def __coerce__(self, other):
        return coerce(self, other)


def assign():
    Special().attribute = 1


attempt('getattr', lambda: Special().attribute)
attempt('setattr', assign)
attempt('hash', lambda: hash(Special()))
attempt('hash of a key', lambda: {Special(): 1})
attempt('repr', lambda: repr(Special()))
attempt('str', lambda: str(Special()))
attempt('unicode', lambda: unicode(Special()))
attempt('eq', lambda: Special() == Special())
attempt('lt', lambda: Special() < Special())
attempt('cmp', lambda: cmp(Special(), Special()))
attempt('len', lambda: len(Special()))
attempt('iter', lambda: iter(Special()))
attempt('getitem', lambda: Special()[0])
attempt('contains', lambda: 1 in Special())
attempt('nonzero', lambda: bool(Special()))
attempt('int', lambda: int(Special()))
attempt('float', lambda: float(Special()))
attempt('index', lambda: [1][Special()])
attempt('add', lambda: Special() + Special())
attempt('neg', lambda: -Special())
attempt('coerce', lambda: coerce(Special(), 1))


class Old:
    def __call__(self):
        return self()

    def __repr__(self):
        return repr(self)

    def __cmp__(self, other):
        return cmp(self, other)

    def __hash__(self):
        return hash(self)


attempt('old call', Old())
attempt('old repr', lambda: repr(Old()))
attempt('old cmp', lambda: cmp(Old(), Old()))
attempt('old hash', lambda: hash(Old()))


class Empty:
    pass


class NewEmpty(object):
    pass


Empty.__call__ = Empty()
NewEmpty.__call__ = NewEmpty()
attempt('old call of itself', Empty())
attempt('call of itself', NewEmpty())


class Meta(type):
    def __instancecheck__(self, value):
        return isinstance(value, self)

    def __subclasscheck__(self, value):
        return issubclass(value, self)

    def __call__(self):
        return self()


class Checked:
    __metaclass__ = Meta


attempt('isinstance', lambda: isinstance(1, Checked))
attempt('issubclass', lambda: issubclass(int, Checked))
attempt('metaclass call', lambda: Checked())


def generator():
    for item in generator():
        yield item


def comprehension():
    return [comprehension() for _ in [1]]


def evaluation():
    return eval('evaluation()')


def mapping(item=0):
    return map(mapping, [1])


def sorting(item=0):
    return sorted([1, 2], key=sorting)


class Methods(object):
    def method(self):
        return self.method()


def class_body():
    class Inner(object):
        class_body()


def finally_clause():
    try:
        finally_clause()
    finally:
        pass


def except_clause():
    try:
        return except_clause()
    except KeyError:
        pass


attempt('generator', lambda: list(generator()))
attempt('comprehension', comprehension)
sys.setrecursionlimit(1000)
attempt('eval', evaluation)
sys.setrecursionlimit(200)
attempt('map', mapping)
attempt('sorted', sorting)
attempt('method', Methods().method)
attempt('class body', class_body)
attempt('finally', finally_clause)
attempt('except', except_clause)


first, second = [], []
first.append(first)
second.append(second)
print repr(first)
attempt('== of endless lists', lambda: first == second)
attempt('cmp of endless lists', lambda: cmp(first, second))
attempt('< of endless lists', lambda: first < second)
first, second = {}, {}
first[1] = first
second[1] = second
attempt('== of endless dicts', lambda: first == second)
attempt('cmp of endless dicts', lambda: cmp(first, second))
print 'still here'
