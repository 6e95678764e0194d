# list.sort and sorted.
import sys
data = [5, 3, 9, 1, 3, 7, -2, 0, 100, 3]
print sorted(data), sorted(data, reverse=True), data
data.sort()
print data
data.sort(reverse=True)
print data
words = ['the', 'quick', 'brown', 'fox', 'jumps', 'over', 'the', 'lazy', 'dog', 'and', 'The', 'End']
print sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True)
print sorted(words, cmp=lambda x, y: cmp(len(x), len(y)))
print sorted(words, cmp=lambda x, y: cmp(y, x), key=lambda w: w[-1])
print sorted([3, 1.5, 2, -0.0, 0, 0.0, True]), sorted([1.5, 0.5, -1e300, 1e300])
print sorted([(2, 'b'), (1, 'z'), (2, 'a'), (1, 'a')]), sorted([[2], [1, 5], [1]])
print sorted(['b', u'a', 'c']), sorted([3L, 2, 1L]), sorted([None, 1, 'a', (), [], {}, 2.0])
print sorted(['', '\0', 'a', 'a\0', 'ab', 'abcdefgh', 'abcdefgh\0', 'abcdefgi', '\xff', 'abcdefg'])

# Equal items keep their order, in reverse, too.
pairs = [(i % 3, i) for i in range(20)]
print sorted(pairs, key=lambda p: p[0])
print sorted(pairs, key=lambda p: p[0], reverse=True)
print sorted(pairs, key=lambda p: str(p[0]), reverse=True) == sorted(pairs, key=lambda p: p[0], reverse=True)
print sorted(pairs, key=lambda p: float(p[0]), reverse=True) == sorted(pairs, key=lambda p: p[0], reverse=True)
print sorted(pairs, key=lambda p: (p[0],), reverse=True) == sorted(pairs, key=lambda p: p[0], reverse=True)

# The comparisons made are CPython's.
class Counted(object):
    count = 0
    def __init__(self, n):
        self.n = n
    def __lt__(self, other):
        Counted.count += 1
        return self.n < other.n
    def __repr__(self):
        return str(self.n)
def shuffled(n, seed=1):
    out = []
    for i in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        out.append((seed >> 8) % (n * 2))
    return out
for n in [0, 1, 2, 3, 10, 63, 64, 65, 100, 1000, 2000]:
    for make in [lambda: shuffled(n), lambda: range(n), lambda: range(n)[::-1], lambda: [x % 7 for x in shuffled(n)],
                 lambda: range(n // 2) + range(n // 2), lambda: range(n) + shuffled(n // 10), lambda: [1] * n]:
        items = [Counted(x) for x in make()]
        Counted.count = 0
        items.sort()
        print n, Counted.count, [x.n for x in items] == sorted(make()),
    print

# Errors leave a permutation.
class Failing(object):
    def __init__(self, n):
        self.n = n
    def __lt__(self, other):
        global left
        left -= 1
        if left < 0:
            raise ValueError('enough')
        return self.n < other.n
for left_at_first in [0, 1, 5, 50, 500, 1500]:
    left = left_at_first
    items = [Failing(x) for x in shuffled(300)]
    before = [x.n for x in items]
    try:
        items.sort()
        print 'sorted'
    except ValueError as e:
        print e, sorted(before) == sorted(x.n for x in items), len(items)

# Senseless comparisons give what they give in CPython.
state = [7]
def random_cmp(x, y):
    state[0] = (state[0] * 1103515245 + 12345) % 2147483648
    return (state[0] >> 16) % 3 - 1
print sorted(range(150), cmp=random_cmp)
print sorted(range(150), cmp=random_cmp, reverse=True)
nan = float('nan')
print sorted([3.0, nan, 1.0, nan, 2.0, 0.5])

# Changing the list while it is sorted.
changed = [3, 1, 2]
def key(x):
    changed.append(x)
    return x
try:
    changed.sort(key=key)
except ValueError as e:
    print e, changed
seen = []
def key(x):
    seen.append(len(changed))
    return x
changed.sort(key=key)
print changed, seen
def key(x):
    raise KeyError(x)
try:
    changed.sort(key=key)
except KeyError as e:
    print repr(e), changed
for bad in ["[2, 1].sort(cmp=lambda x, y: 'a')", "[2, 1].sort(cmp=lambda x, y: 1L)", "[2, 1].sort(cmp=lambda x, y: 1.0)",
            "[1, 2].sort(5)", "[1].sort(1, 2, 3, 4)", "[1].sort(foo=1)", "[1].sort(reverse='x')", "[1, 2].sort(key=5)",
            "[1, 2].sort(None, None, None)"]:
    try:
        eval(bad)
        print bad
    except Exception as e:
        print bad, type(e).__name__, e
print sorted([3, 1, 2], None, None, True), sorted({3: 1, 1: 2}), sorted('hello'), sorted(iter([2, 1]))
big = shuffled(50000)
big.sort()
print big[0], big[-1], all(big[i] <= big[i + 1] for i in range(len(big) - 1))
texts = [str(x) for x in shuffled(20000)]
texts.sort()
print texts[:3], all(texts[i] <= texts[i + 1] for i in range(len(texts) - 1))
