# Bounds whose __index__ changes the sequence, and modules loaded again.
import array
import math
import sys


class Emptying(object):
    """As an index it empties a sequence first."""

    def __init__(self, sequence, value=1):
        self.sequence = sequence
        self.value = value

    def __index__(self):
        del self.sequence[:]
        return self.value


def attempt(action, sequence, value=1):
    try:
        print repr(action(sequence, Emptying(sequence, value))),
    except (IndexError, ValueError, TypeError) as error:
        print type(error).__name__, error,
    print sequence


def assign(sequence, i):
    sequence[i:] = sequence[:0]


def assign_extended(sequence, i):
    sequence[i::2] = type(sequence)(sequence[:1])


def delete_extended(sequence, i):
    del sequence[i::2]


def assign_item(sequence, i):
    sequence[i] = 5


def make_all():
    return [1, 2, 3], bytearray('abc')


for action in (lambda s, i: s[i:], lambda s, i: s[i::1], lambda s, i: s[::i], lambda s, i: s[i::-1],
               lambda s, i: s[i], lambda s, i: s * i, assign, assign_extended, delete_extended, assign_item):
    for sequence in make_all():
        attempt(action, sequence)
for action in (lambda s, i: s[i::2], lambda s, i: s[i:]):
    attempt(action, array.array('i', [1, 2, 3]))

# A module that is built in gets its functions back.
del math.sqrt
reload(math)
print math.sqrt(4)
path, modules, arguments = list(sys.path), sys.modules, sys.argv
if hasattr(sys, 'setdefaultencoding'):
    del sys.setdefaultencoding
reload(sys)
print sys.path == path, sys.modules is modules, sys.argv is arguments
print str(u'abc'), sys.getdefaultencoding()
sys.setdefaultencoding('utf-8')
print str(u'\xe9') == '\xc3\xa9', u'\xe9' == '\xc3\xa9', sys.getdefaultencoding()


class Writer(object):
    def write(self, text):
        pass


sys.stdout = Writer()
print 'not seen'
reload(sys)
print 'seen again'
