# Iteration over dicts and sets that change, views.
def attempt(f):
    try:
        print f()
    except Exception as e:
        print type(e).__name__, e

def grow():
    d = {1: 1, 2: 2}
    for k in d:
        d[k + 10] = k
attempt(grow)
def shrink():
    d = {1: 1, 2: 2}
    for k in d:
        del d[k]
attempt(shrink)
def grow_set():
    s = set([1, 2])
    for k in s:
        s.add(k + 10)
attempt(grow_set)
def overwrite():
    d = {1: 1, 2: 2, 3: 3}
    for k in d:
        d[k] = k * 10
    return d
attempt(overwrite)
it = iter({1: 1, 2: 2})
print it.__length_hint__(), it.next(), it.__length_hint__()
d = {1: 1, 2: 2}
it = d.iteritems()
d[3] = 3
print it.__length_hint__()
attempt(it.next)
del d[3]
attempt(it.next)
it = {}.itervalues()
attempt(it.next)
attempt(it.next)
d = dict((i, i) for i in range(100))
print [d.pop(k) and k for k in d.keys()][:5], len(d)
d = {1: 'a', 2: 'b'}
keys, values, items = d.viewkeys(), d.viewvalues(), d.viewitems()
print keys, values, items, len(keys), len(values), len(items)
d[3] = 'c'
print keys, values, items, list(keys), list(values), list(items), 3 in keys, (3, 'c') in items, (3, 'd') in items, 3 in items
print 'c' in values, keys & [1, 3, 9], keys | [7], keys - set([1]), keys ^ set([1, 4]), items & [(1, 'a')], [1, 2] - keys
print keys == set([1, 2, 3]), keys == [1, 2, 3], keys > set([1]), keys >= set([1, 2, 3]), keys < set(range(9)), keys <= frozenset(range(9))
print keys != {1: 1}.viewkeys(), keys == dict.fromkeys([1, 2, 3]).viewkeys(), set([1, 2, 3]) == keys, items == set([(1, 'a')])
print type(keys).__name__, type(iter(keys)).__name__, type(iter(values)).__name__, type(iter(items)).__name__
attempt(lambda: hash(keys))
attempt(lambda: keys | 5)
attempt(lambda: keys < 5)
recursive = {}
recursive[1] = recursive.viewvalues()
attempt(lambda: len(repr(recursive)) > 0)

# Deleting and inserting while iterating, the number staying the same.
d = {}
for i in range(6):
    d[i] = i
out = []
for k in d:
    out.append(k)
    if k == 2:
        del d[0]
        d[0] = 'again'
print sorted(set(out)) == sorted(out), len(d)

print sorted(zip({1: 2, 3: 4}, {5: 6, 7: 8})), [k for k in {1: 2}], max({1: 2, 5: 0}), sum({1: 2, 5: 0})
print [x for x in iter({1: 2}.iterkeys())], list(enumerate({4: 5})), sorted({3: 1, 2: 2}.iteritems())
a, b = {1: 2, 2: 3}
print a, b
