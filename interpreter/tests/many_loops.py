"""Different hot loops, each compiled by exec, run and dropped, one after the other. Prints resident kilobytes.

    many_loops.py COUNT
"""

import gc
import sys

SOURCE = '''
def loop_%(n)d(limit):
    total = %(n)d
    for i in xrange(limit):
        if i %% 3 == %(rest)d:
            total += i
        else:
            total -= %(n)d
    return total
result = loop_%(n)d(60)
'''


def expected(n):
    total = n
    for i in xrange(60):
        total += i if i % 3 == n % 3 else -n
    return total


for n in xrange(int(sys.argv[1])):
    names = {}
    exec SOURCE % {'n': n, 'rest': n % 3} in names
    if n % 500 == 0 and names['result'] != expected(n):
        sys.exit('wrong result of loop %d' % n)
gc.collect()
for line in open('/proc/self/status'):
    if line.startswith('VmRSS:'):
        print line.split()[1]
