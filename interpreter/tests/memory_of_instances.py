"""A million instances with three fields (an int, a float, None) in a list. Prints resident bytes an instance.

    memory_of_instances.py [slots]
"""

import sys


def resident():
    for line in open('/proc/self/status'):
        if line.startswith('VmRSS:'):
            return int(line.split()[1]) * 1024


class Plain(object):
    def __init__(self, number, ratio, nothing):
        self.number = number
        self.ratio = ratio
        self.nothing = nothing


class Slotted(object):
    __slots__ = ('number', 'ratio', 'nothing')

    def __init__(self, number, ratio, nothing):
        self.number = number
        self.ratio = ratio
        self.nothing = nothing


COUNT = 1000000


def make(cls, count):
    instances = []
    for i in xrange(count):
        instances.append(cls(i, i * 0.5, None))
    return instances


cls = Slotted if sys.argv[1:] else Plain
# Whatever a first loop needs once is not the instances'.
make(cls, 5000)
before = resident()
instances = make(cls, COUNT)
print (resident() - before) / float(COUNT)
last = instances[-1]
if len(instances) != COUNT or (last.number, last.ratio, last.nothing) != (COUNT - 1, (COUNT - 1) * 0.5, None):
    sys.exit('wrong instances')
