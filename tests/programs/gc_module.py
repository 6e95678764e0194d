# The module gc: what it knows of objects, settings, and errors; sys.getsizeof.
import gc
import sys
import weakref


def attempt(function, *arguments):
    try:
        print repr(function(*arguments))
    except Exception as error:
        print type(error).__name__, error


class Node(object):
    pass


class Old:
    pass


class Empty(object):
    __slots__ = ()


class Slotted(object):
    __slots__ = ('x',)


class Number(int):
    pass


def function(x=3):
    return x


def generator():
    yield 1


for name in 'STATS COLLECTABLE UNCOLLECTABLE INSTANCES OBJECTS SAVEALL LEAK'.split():
    print name, getattr(gc, 'DEBUG_' + name)
print gc.get_threshold(), gc.get_debug(), gc.isenabled(), gc.garbage
gc.disable()
print gc.isenabled()
gc.enable()
print gc.isenabled()
gc.set_threshold(1)
print gc.get_threshold()
gc.set_threshold(500, 2, 3)
print gc.get_threshold()
gc.set_threshold(700, 10, 10)
attempt(gc.set_threshold)
attempt(gc.set_threshold, 'a')
attempt(gc.set_threshold, 1, 2, 3, 4)
gc.set_debug(gc.DEBUG_UNCOLLECTABLE)
print gc.get_debug()
gc.set_debug(0)
attempt(gc.set_debug, 'a')
attempt(gc.collect, 3)
attempt(gc.collect, -1)
attempt(gc.collect, 'a')
attempt(gc.get_objects, 1)
attempt(gc.enable, 1)
print isinstance(gc.collect(), int), isinstance(gc.collect(generation=1), int)
gc.collect()
first = gc.get_count()
kept = [[] for _ in range(300)]
second = gc.get_count()
print len(first), first[1:], second[0] >= first[0]

node, old, slotted = Node(), Old(), Slotted()
node.x, old.y, slotted.x = 5, [], [1]
for item in [1, 1.5, 'a', u'a', None, True, 3L, (), [], {}, {1: 2}, {1: []}, {1: ()}, {1: node},
             ([],), set(), frozenset(), node, old, Empty(), slotted, Number(),
             Node, Old, int, gc, function, len, generator(), function.func_code, xrange(3),
             iter([]), [].append, object(), slice(1), bytearray(), 1j, Exception(), property()]:
    print type(item).__name__, gc.is_tracked(item),
print

print sorted(gc.get_referents([1, 2], {3: 4}, (0, 0, 0)))
print gc.get_referents(1, 'a', 4j), gc.get_referents(), gc.get_referrers()
print slotted.x in gc.get_referents(slotted), Slotted in gc.get_referents(slotted)
print old.y in gc.get_referents(old) or old.y in gc.get_referents(old.__dict__)

target = Node()
holders = [[target], (target, 1), {'key': target}, {target: 0}, set([target])]
found = gc.get_referrers(target)
print [any(holder is f for f in found) for holder in holders]
slotted.x = target
print any(slotted is f for f in gc.get_referrers(target))
print any(f is holders[0] for f in gc.get_referrers(node))
everything = gc.get_objects()
print [any(item is other for other in everything) for item in holders + [node, Node, function, gc]]
print any(item is 'a' or item is 1 for item in everything)
del everything, found


def make_cycle():
    one, two = Node(), Node()
    one.other, two.other = two, one
    one.items = [one]
    return weakref.ref(one), weakref.ref(two)


def burn(depth):
    # Overwrites what the calls before left on the stacks.
    return depth and burn(depth - 1) + 1


references = [make_cycle() for _ in range(100)]
burn(50)
gc.collect()
print sum(one() is None and two() is None for one, two in references) > 90, gc.garbage


class Sized(object):
    def __init__(self, size):
        self.size = size

    def __sizeof__(self):
        if self.size is None:
            raise TypeError('no size')
        return self.size


print sys.getsizeof([1] * 100) > sys.getsizeof([]) > 0, sys.getsizeof(range(1000)) >= 8000
print sys.getsizeof('x' * 1000) >= 1000, sys.getsizeof(u'x' * 1000) >= 1000
print sys.getsizeof(dict.fromkeys(range(1000))) > 16000, sys.getsizeof(set(range(1000))) > 8000
print all(sys.getsizeof(item) > 0 for item in (1, 1.5, None, 2 ** 100, (), node, old, Node, function, gc))
print sys.getsizeof(2 ** 10000) > 1200, sys.getsizeof(Sized(1000)) >= 1000
attempt(sys.getsizeof, Sized('x'))
attempt(sys.getsizeof, Sized(None))
attempt(sys.getsizeof, Sized(None), -3)
print sys.getsizeof(Sized(None), default=7)
attempt(sys.getsizeof, [], 1, 2)
attempt([].__sizeof__, 1)
