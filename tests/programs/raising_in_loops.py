"""Exceptions raised and caught within compiled loops: by operations, by classes of the program, through frames, and at the ends of iterators."""

import sys


class Refused(Exception):
    def __init__(self, amount, note='none'):
        Exception.__init__(self, 'refused %d' % amount)
        self.amount = amount
        self.note = note


class Plain(ValueError):
    pass


class Made(KeyError):
    def __new__(cls, *arguments):
        self = KeyError.__new__(cls, *arguments)
        self.made = len(arguments)
        return self


class Old:
    pass


class Count(object):
    def __init__(self, limit, fail=None):
        self.limit, self.at, self.fail = limit, 0, fail

    def __iter__(self):
        return self

    def next(self):
        if self.at == self.limit:
            if self.fail is not None:
                raise self.fail
            raise StopIteration
        self.at += 1
        return self.at


class Guard(object):
    def __init__(self):
        self.entered = self.left = 0

    def __enter__(self):
        self.entered += 1
        return self

    def __exit__(self, kind, value, trace):
        self.left += 1
        return kind is Plain


def attempt(i):
    kind = i % 12
    if kind == 0:
        raise Refused(i)
    if kind == 1:
        raise Refused(i, note='named')
    if kind == 2:
        raise Plain
    if kind == 3:
        raise Plain('a', i)
    if kind == 4:
        raise Made(i, i)
    if kind == 5:
        raise Old()
    if kind == 6:
        return {}[i]
    if kind == 7:
        return [][i]
    if kind == 8:
        return i // (i - i)
    if kind == 9:
        return i.missing
    if kind == 10:
        raise ValueError, 'old form %d' % i
    return i + 'x' if i % 24 == 11 else i


def catching():
    seen = {}
    for i in xrange(600):
        try:
            r = attempt(i)
        except Refused as error:
            r = (str(error), error.amount, error.note, error.args)
        except (Plain, Made) as error:
            r = (type(error).__name__, error.args, getattr(error, 'made', None))
        except Old as error:
            r = error.__class__.__name__
        except LookupError as error:
            r = repr(error)
        except (ArithmeticError, AttributeError) as error:
            r = str(error)
        except Exception as error:
            r = (type(error).__name__, str(error), sys.exc_info()[0] is type(error))
        seen[i % 24] = r
    return [seen[k] for k in sorted(seen)]


def finals():
    counts = [0, 0, 0]
    for i in xrange(400):
        try:
            try:
                attempt(i)
            finally:
                counts[0] += 1
        except Exception:
            counts[1] += 1
        except Old:
            counts[2] += 1
        while True:
            try:
                if i % 3:
                    break
                counts[2] += 1
            finally:
                counts[0] += i
            break
    return counts


def managed():
    guard = Guard()
    passed = 0
    for i in xrange(300):
        try:
            with guard as g:
                if i % 3 == 0:
                    raise Plain
                if i % 5 == 0:
                    raise Refused(i)
                passed += g is guard
        except Refused:
            passed += 1000
    return guard.entered, guard.left, passed


def iterators():
    total, errors = 0, []
    for i in xrange(200):
        for v in Count(i % 4):
            total += v
        try:
            for v in Count(i % 3, Plain('end %d' % i) if i % 2 else KeyError):
                total += v
        except (Plain, KeyError) as error:
            errors.append(repr(error))
        total += sum(Count(3)) + len(list(Count(2)))
    return total, errors[-4:], len(errors)


def depth(n, i):
    try:
        if n == 0:
            raise Plain(i)
        return depth(n - 1, i)
    finally:
        COUNT[0] += 1


COUNT = [0]


def deep():
    caught = 0
    for i in xrange(200):
        try:
            depth(4, i)
        except Plain as error:
            caught += error.args[0]
    return caught, COUNT


def lines():
    """The lines of the traceback, as far as functions."""
    out = []
    for i in xrange(300):
        try:
            depth(2, i)
        except Plain:
            trace = sys.exc_info()[2]
            names = []
            while trace is not None:
                names.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
                trace = trace.tb_next
            out.append(names)
    return out[0] == out[-1] == out[150], out[-1]


def again():
    messages = []
    for i in xrange(200):
        try:
            try:
                raise Refused(i)
            except Refused:
                if i % 2:
                    raise
                raise KeyError(i)
        except LookupError as error:
            messages.append(error.args)
        except Refused as error:
            messages.append(error.amount)
    return messages[-3:], len(messages)


class Ordered(object):
    def __init__(self, n):
        self.n = n

    def __cmp__(self, other):
        if other == 50:
            raise Refused(other)
        return cmp(self.n, other)


def comparing():
    refused = less = 0
    for i in xrange(300):
        try:
            if Ordered(30) < i % 60:
                less += 1
        except Refused:
            refused += 1
    return less, refused


for line in catching():
    print line
print finals()
print managed()
print iterators()
print deep()
print lines()
print again()
print comparing()


def leaving_generators():
    def source(n):
        for i in xrange(n):
            yield i
        raise Plain('source %d' % n)

    def outer(n):
        try:
            for v in source(n):
                yield v * 2
        finally:
            COUNT[0] += 1

    total, messages, finished = 0, [], 0
    for i in xrange(200):
        g = outer(i % 4)
        try:
            for v in g:
                total += v
        except Plain as error:
            messages.append(error.args[0])
        finished += list(g) == []
        s = source(1)
        try:
            while True:
                total += s.next()
        except Plain:
            pass
        try:
            s.next()
        except StopIteration:
            finished += 1
    return total, messages[-2:], finished


print leaving_generators(), COUNT


def current():
    return sys.exc_info()[1]


def ask(i):
    try:
        raise Refused(i)
    except Refused:
        seen = current().amount
        try:
            raise KeyError(i)
        except KeyError:
            seen += current().args[0]
        sys.exc_clear()
        return seen, current()


def again_in_callee(i):
    try:
        raise Refused(i)
    except Refused:
        return passing_on(i)


def passing_on(i):
    if i % 5:
        raise
    return i


def asking():
    out = []
    for i in xrange(300):
        out.append(ask(i))
        try:
            out.append(again_in_callee(i))
        except Refused as error:
            out.append((error.amount, current() is error))
    return out[-6:], sum([v[0] for v in out if isinstance(v, tuple)])


print asking()
