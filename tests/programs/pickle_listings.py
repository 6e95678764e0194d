"""pickletools: listings of pickles, what is wrong with them, and shorter ones."""
import pickle
import pickletools
import sys


class Old:
    def __init__(self):
        self.x = [1, 2]


def attempt(data, **options):
    try:
        pickletools.dis(data, **options)
    except Exception as problem:
        print '%s: %s' % (type(problem).__name__, problem)


shared = ['a', u'b']
value = [1, 2L, 1.5, None, True, (1, 2), (1,), (1, 2, 3, 4), {'k': shared, 'l': shared}, (), {}, 300, 70000, -1, 2L ** 3000]
for protocol in 0, 1, 2:
    for thing in value, Old(), len:
        data = pickle.dumps(thing, protocol)
        pickletools.dis(data)
        short = pickletools.optimize(data)
        print len(data) - len(short), len(pickle.dumps(pickle.loads(short), protocol)) == len(data)
for data in '', 'N', '.', '\xff', 'NN.', '0.', '1.', 't.', '(0N.', 'p0\n.', '(p0\n.', 'Np0\np0\n.', 'g0\n.', 'Ng5\n0.', 'NR.', 'a.', '(NNu.', '}(NNu.', 'I1', 'Ix\n.', "Sabc\n.", "S'a\n.", 'X\5\0\0\0a.', 'U\5a', 'K', 'J\1', 'cos\n', '(1N.':
    print repr(data)
    attempt(data)
memo = {}
attempt('Np0\n.', memo=memo, indentlevel=1)
attempt('(g0\nt.', memo=memo, indentlevel=8)
print sorted(memo)


class Stream(object):
    def __init__(self, data):
        self.data = data

    def read(self, n):
        result, self.data = self.data[:n], self.data[n:]
        return result

    def readline(self):
        line, end, self.data = self.data.partition('\n')
        return line + end


attempt(Stream('(NNt.'))
attempt(Stream('?'))
for op, arg, pos in pickletools.genops('(K\5U\1ae.'):
    print op.name, arg, pos, repr(op.code), op.proto, [kind.name for kind in op.stack_before], [kind.name for kind in op.stack_after], op.arg and op.arg.name
print len(pickletools.opcodes)
