"""Floats between two shortest representations that are equally near: the even last digit."""

for x in (900719925474099.25, 900719925474099.75, 450359962737049.125, 1125899906842624.125, 2251799813685248.75,
          9007199254740993.0, 4503599627370497.5, 5e-324, 1e23, 2.5, 0.1 + 0.2, 123456789012345.6875, 36028797018963985.0):
    print repr(x), repr(-x), '%r' % x, [x], float(repr(x)) == x

import random
random.seed(3)
text = []
for i in xrange(3000):
    x = (random.getrandbits(53) | 1 << 52) / float(2 ** random.randrange(8)) * 10.0 ** random.choice((0, 0, 1, 5))
    assert float(repr(x)) == x
    text.append(repr(x))
print hash(' '.join(text))
