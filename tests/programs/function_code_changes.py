# Functions that get other code, while compiled code calls them.


def one(x):
    return x + 1


def two(x):
    return x + 2


def three(x):
    return x * 3


def swap_inside(n):
    # The function's code changes during the loop, in a call that the loop makes.
    def change(i):
        if i % 700 == 699:
            one.func_code = (two, three)[i // 700 % 2].func_code
        return 0
    total = i = 0
    while i < n:
        total += one(i) + change(i)
        i += 1
    return total


print swap_inside(5000)
print one(5)


def down(n):
    if n == 0:
        return 0
    return down(n - 1) + 1


def down_by_two(n):
    if n <= 0:
        return 0
    if n == 301:
        down.__code__ = other.__code__
    return down(n - 2) + 1


def other(n):
    return 1000


print [down(400) for i in range(20)][-1]
down.__code__ = down_by_two.__code__
for i in range(20):
    print down(400),
print
print down(401), down(401), down(3)


class Thing(object):
    def method(self, x):
        return x


def changed(self, x):
    return -x


def calls(n, when):
    thing = Thing()
    total = i = 0
    while i < n:
        total += thing.method(i)
        if i == when:
            Thing.__dict__['method'].func_code = changed.func_code
        i += 1
    return total


print calls(3000, 2500), calls(3000, 0)


# The same code with other globals.
here = 10
text = 'def read(n):\n    return here if n == 0 else read(n - 1)\n'
spaces = []
for i in range(3):
    space = {'here': i}
    exec text in space
    spaces.append(space['read'])
spaces[1].func_code = spaces[2].func_code
for read in spaces * 2:
    total = 0
    for i in range(60):
        total += read(50)
    print total,
print

# Deep recursion ends where it should, whatever is compiled.
import sys


def depth(n):
    try:
        return depth(n + 1)
    except RuntimeError:
        return n


def nest(n):
    return n and nest(n - 1) + 1


for i in range(200):
    nest(100)
limits = []
for limit in (300, 250, 700, 300):
    sys.setrecursionlimit(limit)
    limits.append(depth(0))
print [limits[0] - limits[1], limits[2] - limits[0], limits[3] - limits[0]]
sys.setrecursionlimit(500)
try:
    nest(600)
except RuntimeError as error:
    print error
print nest(300)
