"""Closures: counters, composition, decorators, memory and church numerals.

SIZE is the number of rounds.
"""

from driver import main, check

DEFAULT = 240000
SMALL = 300


def make_counter(start, step=1):
    state = [start]

    def advance():
        state[0] += step
        return state[0]

    def reset():
        state[0] = start

    return advance, reset


def compose(*functions):
    def composed(value):
        for function in functions:
            value = function(value)
        return value
    return composed


def adder(amount):
    return lambda value: value + amount


def scaler(factor):
    return lambda value: value * factor % 10007


def memoized(function):
    known = {}

    def wrapper(*arguments):
        if arguments not in known:
            known[arguments] = function(*arguments)
        return known[arguments]

    wrapper.known = known
    return wrapper


def counted(function):
    def wrapper(*arguments, **names):
        wrapper.calls += 1
        return function(*arguments, **names)
    wrapper.calls = 0
    return wrapper


def church(number):
    """The number n as: apply a function n times."""
    def numeral(function):
        def applied(value):
            for _ in xrange(number):
                value = function(value)
            return value
        return applied
    return numeral


def church_add(m, n):
    return lambda function: lambda value: m(function)(n(function)(value))


def church_multiply(m, n):
    return lambda function: m(n(function))


def make_account(balance):
    """An object made of functions that share their variables."""
    history = []

    def deposit(amount):
        history.append(amount)
        return total()

    def total():
        return balance + sum(history[-5:])

    def dispatch(message, *arguments):
        return {'deposit': deposit, 'total': total}[message](*arguments)

    return dispatch


def run(size):
    @memoized
    def ways(height, steps):
        if height <= 0:
            return int(height == 0)
        return sum([ways(height - step, steps) for step in range(1, steps)])

    @counted
    def scaled(value, factor=2):
        return value * factor

    advance, reset = make_counter(10, 3)
    pipeline = compose(adder(7), scaler(13), lambda value: value ^ 21,
                       scaled)
    account = make_account(100)
    five = church_add(church(2), church(3))
    fifteen = church_multiply(five, church(3))
    callbacks = []
    for i in range(10):
        def callback(value, i=i):
            return value + i * advance()
        callbacks.append(callback)
    total = 0
    for i in xrange(size):
        total += pipeline(i)
        total += callbacks[i % 10](i)
        if i % 4 == 0:
            total += account('deposit', i % 11) + account('total')
        if i % 16 == 0:
            reset()
            check(fifteen(adder(2))(i) == i + 30, 'Church numerals')
            total += scaled(i, factor=3)
        total %= 1000003
    calls = (size + 15) // 16 + size
    check(scaled.calls == calls, 'every call is counted')
    climbs = ways(30, 4)
    check(len(ways.known) == 33, 'remembered heights')
    picked = sorted(range(100), key=lambda value: (value * 37 % 101, value))
    return 'total %d counter %d climbs %d picked %d' % (
        total, advance(), climbs, picked[50])


if __name__ == '__main__':
    main(run, DEFAULT)
