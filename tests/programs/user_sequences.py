"""UserList, UserString and MutableString; keys from comparison functions; codecs with a mark."""
import codecs
import functools
from UserList import UserList
from UserString import UserString, MutableString


def attempt(function, *args, **kwargs):
    try:
        print repr(function(*args, **kwargs))
    except Exception as problem:
        print '%s: %s' % (type(problem).__name__, problem)


class Sub(UserList):
    pass


u = Sub([1, 2, 3])
print u, Sub(), Sub(u), Sub('ab'), Sub((4,)), u.data is Sub(u).data, type(u + [1]).__name__, type([1] + u).__name__
print u + (4,), (0,) + u, u + Sub('x'), u * 2, 2 * u, u[1:], u[-1], u[5:], type(u[:1]).__name__, len(u), 2 in u, cmp(u, [1, 2, 4]), u < [2], u == Sub([1, 2, 3]), u != (1, 2, 3)
u += 'z'
u *= 2
u.extend(Sub([9]))
u.extend(x for x in 'g')
u[1:3] = Sub('mn')
u[0] = 'first'
del u[-2:]
del u[1]
u.insert(1, 'in')
print u, u.count('z'), u.index('z'), u.index('z', 3), u.pop(), u.pop(0)
u.sort(key=str)
u.reverse()
u.remove('z')
print u, list(reversed(u)), sorted(u, key=str)
attempt(u.remove, 'nothing')
attempt(lambda: hash(u))
attempt(Sub, 5)
attempt(lambda: u + 5)

s = UserString('Text')
print s, repr(s), UserString(s), UserString(5), UserString(u'\xe4'.encode('utf-8')).data, s + 5, 'a' + s, 5 + s, s * 2, s[1], s[1:3], s[::-1], type(s[0]).__name__
print s == 'Text', s < 'U', hash(s) == hash('Text'), 'ex' in s, int(UserString('5')), float(UserString('1.5')), long(UserString('7')), complex(UserString('1j')), UserString('%s-%d') % ('a', 1)
for name, arguments in [('upper', ()), ('center', (8, '*')), ('replace', ('T', 't')), ('strip', ('t',)), ('split', ('e',)), ('find', ('x',)), ('startswith', ('Te',)),
                        ('encode', ('utf-8',)), ('decode', ('ascii', 'strict')), ('join', (['a', 'b'],)), ('partition', ('x',)), ('zfill', (6,)), ('splitlines', ()), ('isalpha', ())]:
    result = getattr(s, name)(*arguments)
    print name, repr(result), type(result).__name__
m = MutableString('abcdef')
m[0] = 'X'
m[1:3] = 'YYY'
m[-1] = UserString('!').data
print m
m[::-1] = 'new'
print m
m[0:2] = 5
m += UserString('add')
m *= 2
m.insert(1, 'ins')
del m[0]
del m[1:3]
del m[4:2:-1]
print m, m.immutable(), type(m.immutable()).__name__, m[1:4], m == str(m)
attempt(m.__setitem__, 99, 'x')
attempt(m.__delitem__, -99)
attempt(m.__setitem__, slice(0, 4, 2), 'x')
attempt(m.__delitem__, slice(0, 4, 2))
attempt(hash, m)

Key = functools.cmp_to_key(lambda a, b: cmp(b, a))
print sorted([3, 1, 2], key=Key), Key(1) < Key(2), Key(1) > Key(2), Key(1) == Key(1), Key(1) != Key(2), Key(1) <= Key(1), Key(1) >= Key(2), min([1, 5], key=Key)
attempt(hash, Key(1))

for encoding in 'utf-8-sig', 'utf-16', 'utf-32', 'idna':
    encoder, decoder = codecs.getincrementalencoder(encoding)(), codecs.getincrementaldecoder(encoding)()
    pieces = [encoder.encode(piece, final) for piece, final in ((u'', 0), (u'ab', 0), (u'c', 1))]
    data = ''.join(pieces)
    print encoding, pieces, [decoder.decode(byte) for byte in data], decoder.decode('', True), encoder.getstate(), data.decode(encoding)
    encoder.reset()
    decoder.reset()
    print repr(encoder.encode(u'x', True)), repr(decoder.decode(u'x'.encode(encoding), True)), list(codecs.iterdecode(data, encoding)), list(codecs.iterencode(u'a.b', encoding)) == [] or 'output'
for name in u'b\xfccher.example', u'a..b', u'.', u'', u'x' * 64, u'\u3002', u'xn--zca', u'\xdf.de.':
    attempt(name.encode, 'idna')
for name in 'xn--bcher-kva.example', 'a.b.', '', 'xn--\xff', 'xn--0':
    attempt(name.decode, 'idna')
attempt(u'a'.encode, 'idna', 'ignore')
attempt('a'.decode, 'idna', 'ignore')
