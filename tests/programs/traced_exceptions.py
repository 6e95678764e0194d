"""Exceptions that leave compiled functions, are raised again, and what their tracebacks say."""

import sys
import traceback


def entries(tb):
    found = []
    while tb is not None:
        frame = tb.tb_frame
        found.append((frame.f_code.co_name, tb.tb_lineno - frame.f_code.co_firstlineno))
        tb = tb.tb_next
    return found


class Refused(Exception):
    def __init__(self, amount):
        Exception.__init__(self, 'refused %d' % amount)
        self.amount = amount


class Old:
    def __init__(self, what):
        self.what = what


def deep(depth, value, log):
    if depth == 0:
        if value % 3 == 0:
            raise Refused(value)
        return value
    try:
        return deep(depth - 1, value, log) + 1
    finally:
        log[0] += 1


def through_functions():
    log = [0]
    caught, total = 0, 0
    for i in range(400):
        try:
            total += deep(4, i, log)
        except Refused as error:
            caught += error.amount
            last = entries(sys.exc_info()[2])
    print log, caught, total, last


def variables(a, b=2):
    total = a + b
    for item in (1, 2, total):
        shown = item
    cell = [a]
    inside = lambda: cell
    raise ValueError(inside()[0])


def calling(n):
    doubled = n * 2
    variables(doubled)


def shown_variables():
    for i in range(300):
        try:
            calling(i)
        except ValueError:
            tb = sys.exc_info()[2].tb_next
    first, second = tb.tb_frame, tb.tb_next.tb_frame
    print sorted(first.f_locals.items())
    print sorted((name, value) for name, value in second.f_locals.items() if name not in ('inside',))
    print first.f_lineno - first.f_code.co_firstlineno, second.f_globals is globals()


def again(n):
    """A bare raise in the handler, and in a handler of a callee."""
    try:
        if n % 2:
            raise KeyError(n)
        raise Old(n)
    except KeyError:
        try:
            raise IndexError(n)
        except IndexError:
            pass
        # What was caught last is raised.
        raise
    except Old as error:
        error.what += 1
        raise


def raise_what_caller_handles():
    raise


def with_traceback(n):
    try:
        again(n)
    except Exception:
        kind, value, tb = sys.exc_info()
        raise kind, value, tb


def without_traceback(n):
    try:
        again(n)
    except Exception:
        kind, value, tb = sys.exc_info()
        raise kind, value, None


def raised_again():
    for function in (again, with_traceback, without_traceback):
        for i in range(200):
            try:
                function(i)
            except IndexError as error:
                seen = 'index', error.args, entries(sys.exc_info()[2])
            except Old as error:
                old = error.what, entries(sys.exc_info()[2])
        print function.__name__, seen, old
    for i in range(200):
        try:
            try:
                raise LookupError(i)
            except LookupError:
                raise_what_caller_handles()
        except LookupError as error:
            seen = error.args, entries(sys.exc_info()[2])
    print seen
    for i in range(100):
        sys.exc_clear()
        try:
            raise
        except TypeError as error:
            seen = str(error).split(',')[0]
    print seen


class Manager(object):
    def __init__(self, swallows):
        self.swallows, self.left = swallows, 0

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        self.left += 1
        if kind is not None and self.swallows:
            self.seen = kind.__name__, entries(tb)
            return True


def managed(manager, n):
    with manager:
        if n % 3 == 1:
            raise Refused(n)
        return n
    return -n


def managers():
    quiet, strict = Manager(True), Manager(False)
    total, refused = 0, 0
    for i in range(300):
        total += managed(quiet, i)
        try:
            total += managed(strict, i)
        except Refused:
            refused += 1
            seen = entries(sys.exc_info()[2])
    print total, refused, quiet.left, strict.left, quiet.seen, seen


def items(n):
    yield n
    if n % 5 == 0:
        raise Refused(n)
    for item in items(n - 1):
        yield item


def out_of_generators():
    for i in range(100):
        seen = []
        try:
            for item in items(i % 10 + 1):
                seen.append(item)
        except Refused:
            where = entries(sys.exc_info()[2])
        if i == 90:
            print seen, where
    print seen, where


def recursion(n):
    """Raised at the deepest, handled on the way, and once more."""
    try:
        if n == 0:
            raise ValueError('bottom')
        recursion(n - 1)
    except ValueError as error:
        if n % 4 == 3:
            raise KeyError(n)
        raise
    except KeyError as error:
        if n % 4 == 1:
            raise ValueError(error.args[0])
        raise


def handled_on_the_way():
    for i in range(100):
        try:
            recursion(i % 13)
        except (ValueError, KeyError) as error:
            seen = type(error).__name__, error.args, len(entries(sys.exc_info()[2]))
        if i > 96:
            print seen
    print sys.exc_info()[0].__name__


def state():
    """What is being handled is the caller's again when a function returns."""
    def inner(n):
        try:
            raise KeyError(n)
        except KeyError:
            return sys.exc_info()[0].__name__

    for i in range(200):
        before = sys.exc_info()[0]
        try:
            raise ValueError(i)
        except ValueError:
            names = inner(i), sys.exc_info()[0].__name__, sys.exc_info()[1].args
    print before and before.__name__, names


def formatted():
    for i in range(120):
        try:
            with_traceback(i)
        except Exception:
            text = traceback.format_exc()
        except Old:
            pass
    print [line.strip().split(', ')[-1] for line in text.splitlines()]


through_functions()
shown_variables()
raised_again()
managers()
out_of_generators()
handled_on_the_way()
state()
formatted()
