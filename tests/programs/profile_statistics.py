"""profile, cProfile by a timer that counts, and pstats."""
import gc
import cProfile
import os
import profile
import pstats
import sys
import tempfile

# Nothing of what was dropped before ends while calls and lines are counted.
gc.collect()
gc.disable()

A, B, C, D, E = ('/x/a.py', 10, 'alpha'), ('/x/b.py', 3, 'beta'), ('/y/a.py', 10, 'alpha'), ('~', 0, '<len>'), ('~', 0, 'plain')


class Results:
    def __init__(self, stats):
        self.stats = stats

    def create_stats(self):
        pass


def with_times():
    return Results({A: (2, 3, 0.5, 1.5, {B: (1, 1, .2, .3)}), B: (1, 1, 1.0, 2.0, {}),
                    C: (1, 12345678, .25, .5, {A: (2, 12345678, .1, .2), B: (1, 1, .1, .1)}),
                    D: (0, 0, 0.0, 0.0, {C: (4, 4, .0, .0), B: (2, 1, 3., 4.)}), E: (5, 5, .1, .1, {})})


def without_times():
    return Results({A: (2, 3, 0.5, 1.5, {B: 1, C: 3}), B: (1, 1, 1.0, 2.0, {}), C: (1, 1, .25, .5, {A: 2})})


for source in (), (None,), (5,), ([],):
    try:
        print pstats.Stats(*source).stats
    except TypeError as error:
        print str(error).split(' at 0x')[0]
try:
    pstats.Stats(stream=sys.stdout, b=2, a=1)
except ValueError as error:
    print error

for make in with_times, without_times:
    statistics = pstats.Stats(make(), stream=sys.stdout)
    for order in [(-1,), ('calls', 'stdname'), ('cumulative', 'nfl'), ('module', 'stdn'), ('pcalls', 'line', 'st'), ('tot', 'nf')]:
        statistics.sort_stats(*order).print_stats()
    statistics.sort_stats('stdname')
    statistics.print_callers()
    statistics.print_callees()
    statistics.print_callers('alp', .5)
    for restriction in 1, '(', 'zzz', 0.0:
        statistics.print_stats(restriction)
    statistics.add(make()).sort_stats('stdname').print_stats()
    print statistics.reverse_order().fcn_list
    statistics.strip_dirs().sort_stats('cumulative', 'stdname').print_stats()
    statistics.print_callers()
    statistics.print_callees()
    statistics.print_stats(2L, 'a')
for order in 'zz', 7, '':
    try:
        statistics.sort_stats(order)
    except KeyError as error:
        print repr(error)

ticks = 0


def take(n):
    global ticks
    ticks += n


def work(n):
    take(100)
    return n


def factorial(n):
    take(1)
    r = n * factorial(n - 1) if n else work(1)
    take(10)
    return r


def raiser():
    work(1)
    raise ValueError


def catcher():
    take(3)
    try:
        raiser()
    except ValueError:
        pass
    len([])


def generator(n):
    for i in range(n):
        work(i)
        yield i


def everything():
    factorial(5)
    catcher()
    list(generator(3))
    take(7)


def name(function):
    return os.path.basename(function[0]), function[1], function[2].split(' at 0x')[0]


def show(profiler):
    profiler.create_stats()
    for function, row in sorted(profiler.stats.items(), key=lambda item: name(item[0])):
        # How profilers are told to end is not the same everywhere.
        if not function[2].endswith('setprofile>') and 'disable' not in function[2]:
            print name(function), row[:4], sorted((name(caller), counts) for caller, counts in row[4].items())


for module in profile, cProfile:
    print module.__name__
    profiler = module.Profile(lambda: ticks)
    print profiler.runcall(work, 4)
    show(profiler)
    profiler = module.Profile(lambda: ticks)
    profiler.runctx('everything()', globals(), {})
    show(profiler)
    profiler = module.Profile(lambda: ticks)
    try:
        profiler.runcall(raiser)
    except ValueError:
        print 'raised'
    show(profiler)
    module.help()
    path = tempfile.mktemp()
    for arguments in ('import sys; sys.exit(3)',), ('work(q)', globals(), {'q': 1}):
        module.runctx(*arguments, filename=path) if arguments[1:] else module.run(arguments[0], path)
        print 'work' in [function[2] for function in pstats.Stats(path).stats]
        os.remove(path)
profiler = profile.Profile(lambda: ticks, 5)
profiler.runcall(factorial, 2)
show(profiler)
profiler = profile.Profile(lambda: (ticks, ticks, 1))
profiler.runcall(factorial, 2)
show(profiler)
print abs(profile.Profile().calibrate(100)) < .01
