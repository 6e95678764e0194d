"""list.append and list.pop where the storage grows, shrinks and ends; slices forwards and backwards; items of changing types."""


def grows(count):
    items = []
    lengths = []
    for i in xrange(count):
        items.append(i)
        if len(items) == 100:
            while items:
                last = items.pop()
                if last != 'again' and last % 17 == 0:
                    lengths.append((len(items), last))
            items.append('again')
    return len(items), lengths[:12], items[:3]


def stack(count):
    """Deep and shallow by turns."""
    items = []
    total = 0
    for i in xrange(count):
        for k in xrange(i % 50 * 7):
            items.append((i, k))
        for k in xrange(i % 50 * 7 - 1):
            total += items.pop()[1]
    return len(items), total


def types(count):
    items = []
    for i in xrange(count):
        if i < count // 3:
            items.append(i)
        elif i < count * 2 // 3:
            items.append(i * 0.5)
            items[i // 2] = 'text'
        else:
            items.append([i])
            items[-2], items[i // 3] = items[i // 3], items[-2]
    return [type(item).__name__ for item in items[::count // 9]], repr(items[count // 3])


def empties(count):
    errors = []
    items = [1, 2, 3]
    for i in xrange(count):
        try:
            items.pop()
        except IndexError, error:
            errors.append(str(error))
            items.extend([i, i])
    return len(errors), set(errors), items


def slices(count):
    base = range(9)
    checks = 0
    for i in xrange(count):
        k = i % 11
        work = base[:]
        work[:k + 1] = work[k::-1]
        checks += work[0] * 3 + work[-1] + len(work)
        work[2:5] = 'abc'
        work[2:5] = [k]
        work[k:k] = (1, 2)
        checks += len(work) * 7
        checks += len(work[::2]) + len(work[5:1:-2]) + len(work[-3:]) + len(work[k:k - 3])
        checks += sum(item for item in work[::-3] if isinstance(item, int))
        work[1:3] = work
        checks += len(work)
    return checks


def own_slices(count):
    """A list that is assigned to its own slices."""
    items = [1, 2, 3, 4]
    for i in xrange(count):
        items[:4] = items
        items[1:3] = items[2:0:-1]
        if len(items) > 4:
            del items[4:]
    return items


def while_iterating(count):
    total = 0
    for i in xrange(count):
        items = [1, 2]
        for item in items:
            total += item
            if len(items) < 9:
                items.append(item + 1)
            else:
                items.pop()
    return total


def rotations(count):
    items = range(12)
    for i in xrange(count):
        items.insert(i % 12, items.pop(0))
        items.insert(-1, items.pop(i % 7))
        items.insert(100, items.pop(-2))
        items.insert(-100, items.pop())
    return items


class Derived(list):
    def append(self, item):
        list.append(self, -item)


def derived(count):
    total = 0
    for items in ([], Derived()):
        for i in xrange(count):
            items.append(i)
            if i % 3 == 0:
                total += items.pop()
        total += len(items) * 100
    return total


print grows(5000)
print stack(300)
print types(900)
print empties(400)
print slices(300)
print own_slices(200)
print while_iterating(300)
print rotations(500)
print derived(400)
try:
    [].pop(0)
except IndexError, error:
    print error
try:
    [1].pop(5)
except IndexError, error:
    print error
try:
    [1, 2][::0]
except ValueError, error:
    print error
