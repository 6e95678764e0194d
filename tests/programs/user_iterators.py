# Loops over iterators written in Python: their StopIteration ends the loop, wherever it is raised.
class Count(object):
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def next(self):
        if not self.n:
            raise StopIteration
        self.n -= 1
        return self.n


class Deep(Count):
    def next(self):
        return self.inner()

    def inner(self):
        if not self.n:
            raise StopIteration('done')
        self.n -= 1
        return self.n


class Cleaning(Count):
    def next(self):
        try:
            return Count.next(self)
        finally:
            self.cleaned = True


class Old:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    next = Count.__dict__['next']


def stops(n):
    for i in range(n):
        yield i
    raise StopIteration


def total(iterator):
    sum = 0
    for i in iterator:
        sum += i
    else:
        sum += 1000
    return sum


for kind in (Count, Deep, Cleaning, Old, stops):
    print kind.__name__, total(kind(5)), total(kind(0)), [i for i in kind(3)], list(kind(2)), [total(kind(i % 4)) for i in range(50)][-3:]
    n = 0
    for i in kind(3000):
        n += i
    print n


def inside():
    out = []
    for i in Count(3):
        try:
            for j in Deep(2):
                out.append((i, j))
        except StopIteration:
            print 'not here'
    return out


print inside()


def body():
    # One that the body raises goes on.
    try:
        for i in Count(3):
            raise StopIteration('body')
    except StopIteration as e:
        return repr(e)


print body(), [body() for _ in range(30)][-1]
try:
    next(Count(0))
except StopIteration as e:
    print repr(e)


class Fails(Count):
    def next(self):
        if self.n == 1:
            raise ValueError('no more')
        return Count.next(self)


for _ in range(3):
    try:
        for i in Fails(4):
            print i,
    except ValueError as e:
        print e
