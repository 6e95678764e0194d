"""The module pickle, which is in Python: its bytes, its errors, what subclasses change."""
import copy_reg
import pickle
import StringIO
import re
import sys
import zlib


def attempt(function, *args):
    try:
        result = repr(function(*args))
    except Exception as problem:
        result = '%s: %s' % (type(problem).__name__, problem)
    print re.sub('0x[0-9a-f]+', '0x', result)


class New(object):
    pass


class Slots(object):
    __slots__ = 'a', '_b', '__c'


class Old:
    def __init__(self, x=0):
        self.x = x

    def __repr__(self):
        return '%s(%s)' % (self.__class__.__name__, sorted(self.__dict__.items()))


class WithArguments(Old):
    def __getinitargs__(self):
        return (self.x, )


class WithState(Old):
    def __getstate__(self):
        return ['state', self.x]

    def __setstate__(self, state):
        self.y = state


class Listing(list):
    pass


class Mapping(dict):
    pass


class Meta(type):
    pass


class OfMeta(object):
    __metaclass__ = Meta


class Reduced(object):
    def __init__(self, *reduced):
        self.reduced = reduced if len(reduced) != 1 else reduced[0]

    def __reduce__(self):
        return self.reduced


def function():
    pass


new = New()
new.attribute, new.other = 1, u'\xe4\\u\n'
slots = Slots()
slots.a, slots._b = 1, 2
listing, mapping = Listing([1, 2]), Mapping(k='v')
listing.name = 'named'
recursive = []
recursive.append(recursive)
pair = ([],)
pair[0].append(pair)
quad = (1, 2, 3, [])
quad[3].append(quad)
samples = [None, True, False, 0, 255, 256, -1, 65535, 65536, 2 ** 31, -2 ** 31 - 1, 0L, 127L, 128L, -128L, -129L,
           10 ** 700, -10 ** 700, 1.5, float('inf'), '', 'a\'"\n', 'x' * 300, u'', u'\\\r\n\0\x1a\u1234\U00012345', (), (1,),
           (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], {}, {1: 2}, set([1]), frozenset('a'), 1j, xrange(3), len, int,
           Old, New, OfMeta, function, Old(3), WithArguments(4),
           WithState(5), listing, mapping, ValueError('text', 5), slice, recursive, pair, quad]
for sample in samples:
    for protocol in 0, 1, 2:
        data = pickle.dumps(sample, protocol)
        if len(data) < 400:
            print repr(data),
        else:
            print len(data), zlib.crc32(data),
        again = pickle.loads(data)
        print type(again) is type(sample), repr(again)[:60] == repr(sample)[:60]
for protocol in 0, 1, 2, -1:
    data = pickle.dumps((new, new, 'shared', 'shared'), protocol)
    back = pickle.loads(data)
    print len(data), back[0] is back[1], sorted(vars(back[0]).items()), pickle.dumps([1] * 3 + [(), ()], protocol) == pickle.dumps([1, 1, 1, (), ()], protocol)
back = pickle.loads(pickle.dumps(slots, 2))
print back.a, back._b
attempt(pickle.dumps, slots, 1)
attempt(pickle.dumps, 1, 3)
for count in 999, 1000, 1001, 2001:
    print [zlib.crc32(pickle.dumps(data, p)) for p in (0, 1, 2) for data in (range(count), dict.fromkeys(range(count)))]

for reduced in [1, (), (1,), (1, 2), (list, ()), 'nope', 'function', (list, []), (list, (), 1, None, None, 1),
                (list, (), None, iter('ab')), (dict, (), None, None, iter([('k', 1)])), (copy_reg.__newobj__, (1,)),
                (copy_reg.__newobj__, (list,)), (Old, (), {'state': 1}), (Old, (), (None, {'slot': 1})), (Old, (), ({'a': 1}, {'b': 2}))]:
    for protocol in 0, 2:
        attempt(lambda: pickle.loads(pickle.dumps(Reduced(reduced), protocol)))
for thing in lambda: 0, sys, iter([]), object.__init__:
    attempt(pickle.dumps, thing)
Old.__name__ = 'Other'
attempt(pickle.dumps, Old)
Old.__name__ = 'Old'

copy_reg.add_extension('__main__', 'New', 5)
copy_reg.add_extension('__main__', 'Old', 300)
copy_reg.add_extension('__main__', 'function', 70000)
for thing in New, Old, function:
    print [pickle.dumps(thing, p) for p in (1, 2)], pickle.loads(pickle.dumps(thing, 2)) is thing

for data in ['', 'N', '0.', '.', 'I12\n.', 'I01\n.', 'I1\n.', 'I99999999999999999999\n.', 'L12L\n.', 'F1.5\n.', "S'ab\n.",
             "S'ab'\n.", 'Sab\n.', "S'\n.", 'X\2\0\0\0ab.', 'X\1', '\x80\3.', 'Np1\n0g1\n.', 'Nq\1h\1.', 'Nr\1\0\0\0j\1\0\0\0.',
             'c__builtin__\nlist\n.', 'c__builtin__\nnope\n.', 'cnope_nope\nlist\n.', 'Pabc\n.', 'NQ.', '(i__builtin__\nlist\n.',
             "(S'a'\ni__builtin__\nint\n.", '(c__builtin__\nlist\no.', '(c__main__\nOld\nK\1o.', '(i__main__\nWithArguments\n.',
             'c__builtin__\nlist\n)R.', 'c__builtin__\nlist\n)\x81.', '\x82\5.', '\x82\6.', '\x83\x2c\1.', ']Na.', '](NNe.',
             '}NNs.', '}(NNu.', 'N2.', '(NNt.', '\x85.', 'N\x85.', 'NN\x86.', 'N\x86.', 'NNN\x87.', '(NNd.', '(NNl.', '\x88.', '\x89.',
             'G?\xf8\0\0\0\0\0\0.', 'J\xff\xff\xff\xff.', 'M\1\2.', 'K\7.', 'N(1.', '(NN0t.', 'I-5\n.', 'c__main__\nfunction\n}b.', '\x8a\2\1\2.', '\x8b\1\0\0\0\xff.']:
    print repr(data),
    attempt(pickle.loads, data)


class Registering(pickle.Pickler):
    dispatch = pickle.Pickler.dispatch.copy()

    def persistent_id(self, obj):
        return 'stdin' if obj is sys.stdin else None

    def save_complex(self, obj):
        self.save_reduce(complex, (obj.real, obj.imag), obj=obj)
        self.write('')
    dispatch[complex] = save_complex


class Strict(pickle.Unpickler):
    dispatch = pickle.Unpickler.dispatch.copy()

    def find_class(self, module, name):
        if module == 'os':
            raise pickle.UnpicklingError('no %s.%s' % (module, name))
        return pickle.Unpickler.find_class(self, module, name)

    def persistent_load(self, pid):
        return 'outside %s' % pid

    def load_list(self):
        k = self.marker()
        self.stack[k:] = [['listed'] + self.stack[k + 1:]]
    dispatch[pickle.LIST] = load_list


for protocol in 0, 1, 2:
    stream = StringIO.StringIO()
    pickler = Registering(stream, protocol)
    pickler.dump([1j, sys.stdin])
    pickler.dump('x')
    pickler.clear_memo()
    pickler.fast = 1
    pickler.dump(['x', 'x'])
    stream.seek(0)
    reader = Strict(stream)
    print repr(stream.getvalue()), reader.load(), reader.load(), reader.load()
attempt(Strict(StringIO.StringIO('cos\nsystem\n.')).load)
attempt(Strict(StringIO.StringIO('(I1\nI2\nl.')).load)
print pickle.whichmodule(function, 'function'), pickle.whichmodule(len, 'len'), issubclass(pickle.PicklingError, pickle.PickleError)
print [pickle.decode_long(pickle.encode_long(n)) == n for n in (0L, 1L, -1L, 255L, -256L, 2L ** 63, -2L ** 63)], repr(pickle.encode_long(-2L ** 15))
print pickle.MARK, pickle.HIGHEST_PROTOCOL, pickle.format_version, pickle.Unpickler.__module__, len(pickle.__all__)
