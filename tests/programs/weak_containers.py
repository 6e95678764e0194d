"""Weak sets and dictionaries: members that die leave, but not under an iteration."""
import copy
import gc
import weakref


class Thing(object):
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __eq__(self, other):
        return isinstance(other, Thing) and self.name == other.name

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self.name)


def names(container):
    return sorted(map(str, container))


def attempt(function, *args, **kwargs):
    try:
        print function(*args, **kwargs)
    except Exception as problem:
        text = 'the reference' if isinstance(problem.args[0], weakref.ref) else problem
        print '%s: %s' % (type(problem).__name__, text)


things = [Thing(c) for c in 'abcdef']
a, b, c, d, e, f = things
s = weakref.WeakSet(things)
t = weakref.WeakSet([a, b])
print names(s), names(t), len(t), a in s, 5 in s, Thing('a') in s
print names(s & t), names(s | [a]), names(s - t), names(s ^ t), names(t.union([f])), names(s.intersection([a, a]))
print t <= s, t < s, s >= t, s > t, t <= t, t < t, s == t, s != t, t == weakref.WeakSet([b, a]), t.issubset(things), s.issuperset([a])
print t.isdisjoint([c]), t.isdisjoint(s), s == set(things), s != 5
for change in ('update', 'difference_update', 'intersection_update', 'symmetric_difference_update',
               '__ior__', '__isub__', '__iand__', '__ixor__'):
    for other in (t, [c, a], None):
        changed = s.copy()
        result = getattr(changed, change)(changed if other is None else other)
        print change, names(changed), result is changed
try:
    s.remove(Thing('nobody'))
except KeyError as problem:
    print type(problem.args[0]) is weakref.ref
s.discard(Thing('nobody'))
s.remove(f)
attempt(hash, s)
attempt(weakref.WeakSet().pop)
attempt(s.add, 5)
print s.pop() in things, len(s)
kind, args, state = s.__reduce__()
print kind is weakref.WeakSet, len(args[0]), sorted(state) != []



def many(count=200):
    """Things nobody else knows; what is made of them must not be looked at one by one."""
    return [Thing('%d' % i) for i in range(count)]


def few_left(container):
    """Whether nearly all members have died: some old stack may still refer to a few."""
    gc.collect()
    return len(container) < 20


# While somebody iterates, what dies stays out of sight but in place.
def started():
    crowd = many()
    s = weakref.WeakSet(crowd)
    iterator = iter(s)
    next(iterator)
    del crowd[:]
    return s, iterator


s, iterator = started()
print few_left(s), len(list(iterator)) < 20, few_left(s.data)


def started():
    crowd = many()
    values, keys = weakref.WeakValueDictionary(), weakref.WeakKeyDictionary()
    for thing in crowd:
        values[thing.name] = thing
        keys[thing] = thing.name
    iterators = values.iteritems(), keys.iteritems()
    map(next, iterators)
    # An old stack may still refer to a list.
    del crowd[:]
    return values, keys, iterators


values, keys, iterators = started()
gc.collect()
print [len(list(iterator)) < 20 for iterator in iterators], few_left(values), few_left(keys)
# Values.
x, y, z = Thing('x'), Thing('y'), Thing('z')
values = weakref.WeakValueDictionary({1: x}, two=y)
values[3] = z
print sorted(values.items()), sorted(values.keys()), names(values.values()), sorted(values), len(values)
print sorted(values.iterkeys()), names(values.itervalues()), sorted(values.iteritems()), names(r() for r in values.valuerefs())
print names(r() for r in values.itervaluerefs()), isinstance(values.valuerefs()[0], weakref.KeyedRef)
print 1 in values, values.has_key('dead'), values.get('dead', 'none'), values.get(3), values[1]
attempt(lambda: values['dead'])
attempt(values.pop, 'dead')
attempt(values.pop, 'dead', 'default')
attempt(values.pop, 3)
attempt(values.setdefault, 1, y)
attempt(values.setdefault, 4, z)
attempt(values.setdefault, 5)
attempt(values.__setitem__, 6, 'a string')
attempt(weakref.WeakValueDictionary, 1, 2)
attempt(weakref.WeakValueDictionary.update)
attempt(values.update, {}, {})
attempt(lambda: repr(values)[:23])
values.update([(7, x)], eight=y)
copied, deep = values.copy(), copy.deepcopy(values)
print sorted(copied.items()) == sorted(values.items()), sorted(deep.items()) == sorted(values.items()), deep[1] is x
print copy.copy(values)[1] is x, type(copied) is type(values)
del values[1]
attempt(values.__delitem__, 1)
print len(values), values.popitem()[1] in (x, y, z), len(values)
values.clear()
print len(values)
attempt(values.popitem)

# Keys.
x, y, z = Thing('x'), Thing('y'), Thing('z')
keys = weakref.WeakKeyDictionary({x: 1})
keys[y] = 2
print sorted(keys.items(), key=str), names(keys), names(keys.iterkeys()), sorted(keys.itervalues()), sorted(keys.values())
print names(r() for r in keys.keyrefs()), names(r() for r in keys.iterkeyrefs()), len(keys)
print x in keys, 5 in keys, keys.has_key(z), keys.get(z), keys.get(z, 9), keys[Thing('x')]
attempt(lambda: keys[z])
attempt(keys.get, 5)
attempt(keys.pop, z)
attempt(keys.pop, z, 'default')
attempt(keys.setdefault, z, [3])
attempt(keys.setdefault, z, 4)
attempt(keys.update, [(x, 10)], text=1)
print weakref.WeakKeyDictionary(dict=[(x, 1)]).items()
keys.update({y: 20})
copied, deep = keys.copy(), copy.deepcopy(keys)
print copied[z] is keys[z], deep[z] is keys[z], deep[z], copy.copy(keys)[x], repr(keys)[:21]
print keys.pop(x), len(keys), keys.popitem()[1] in (20, [3]), len(keys)
try:
    del keys[Thing('q')]
except KeyError:
    print 'no such key'
attempt(weakref.WeakKeyDictionary().popitem)
