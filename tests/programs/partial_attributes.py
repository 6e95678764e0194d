# Attributes of partial objects: what they hold stays alive through collections.
import gc
from functools import partial

def function(*arguments, **keywords):
    return arguments, sorted(keywords.items())

made = []
for number in range(40):
    p = partial(function, 'argument %d' % number, key='value %d' % number)
    for name in 'abcdefgh'[:number % 9]:
        setattr(p, name, '%s %d' % (name, number))
    p.__doc__ = 'doc %d' % number
    made.append(p)
junk = [['junk %d' % i] * 3 for i in range(3000)]
gc.collect()
for number, p in enumerate(made):
    print p(number), sorted(p.__dict__.items())[:3]

class Derived(partial):
    pass

d = Derived(function, 1)
d.x, d.y = 'x' * 3, 'y' * 3
junk = [['junk %d' % i] * 3 for i in range(3000)]
print d(2), d.x, d.y
