"""Exceptions in a loop: raised, caught, passed on, replaced, cleaned up."""

from driver import main, check

DEFAULT = 75000
SMALL = 400


class Refused(Exception):
    def __init__(self, amount):
        Exception.__init__(self, 'refused %d' % amount)
        self.amount = amount


class Broken(Refused):
    pass


class Account(object):
    def __init__(self, balance):
        self.balance = balance
        self.open = 0

    def __enter__(self):
        self.open += 1
        return self

    def __exit__(self, kind, value, trace):
        self.open -= 1
        return kind is Broken

    def take(self, amount):
        if amount % 7 == 3:
            raise Broken(amount)
        if amount > self.balance:
            raise Refused(amount)
        self.balance -= amount
        return amount


def deep(depth, value):
    """Raises from a depth of calls, each with a finally."""
    if depth == 0:
        if value % 5 == 0:
            raise KeyError(value)
        return value
    try:
        return deep(depth - 1, value)
    finally:
        COUNTS['finally'] += 1


COUNTS = {}


def run(size):
    for name in ('finally', 'refused', 'broken', 'key', 'value', 'index',
                 'attribute', 'else', 'zero', 'again'):
        COUNTS[name] = 0
    account = Account(1000)
    table = {1: 'a', 2: 'b'}
    row = [1, 2, 3]
    taken = 0
    for i in xrange(size):
        with account:
            try:
                taken += account.take(i % 50)
            except Broken:
                COUNTS['broken'] += 1
                raise
            except Refused as error:
                COUNTS['refused'] += error.amount
                account.balance += 400
            else:
                COUNTS['else'] += 1
        try:
            deep(3, i)
        except KeyError as error:
            COUNTS['key'] += error.args[0] % 10
        try:
            table[i % 4]
        except KeyError:
            COUNTS['key'] += 1
        try:
            row[i % 5]
        except IndexError:
            COUNTS['index'] += 1
        try:
            int('x%d' % i if i % 3 else '%d' % i)
        except ValueError:
            COUNTS['value'] += 1
        try:
            try:
                100 // (i % 3)
            except ZeroDivisionError:
                COUNTS['zero'] += 1
                row.missing
        except AttributeError:
            COUNTS['attribute'] += 1
        while True:
            try:
                if i % 2:
                    break
                continue_with = i + 1
            finally:
                COUNTS['again'] += 1
            if continue_with:
                break
    check(account.open == 0, 'every with is left')
    check(COUNTS['finally'] == 3 * size, 'every finally runs')
    check(COUNTS['again'] == size, 'finally runs on break')
    check(COUNTS['zero'] == COUNTS['attribute'], 'one leads to the other')
    return 'taken %d %s' % (taken, ' '.join(
        ['%s=%d' % item for item in sorted(COUNTS.items())]))


if __name__ == '__main__':
    main(run, DEFAULT)
