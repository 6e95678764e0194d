import array, cPickle, struct, sys
from ctypes import *
def tell(function, *arguments, **options):
    try:
        print repr(function(*arguments, **options))
    except Exception, e:
        print type(e).__name__, e
def show(obj):
    return type(obj).__name__, sizeof(obj), repr(string_at(addressof(obj), sizeof(obj)))
simple = [c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulong, c_float, c_double, c_bool, c_char, c_wchar, c_void_p]
for cls in simple:
    print cls.__name__, cls._type_, sizeof(cls), alignment(cls)
    for value in 5, -1, 'x', 'xy', u'x', 3.5, None, [], 2 ** 70:
        if cls is not c_char or value != u'x':
            tell(cls, value)
    tell(lambda: cls().value)
    tell(cls, 1, 2)
print c_uint32(-1).value, c_int8(200).value, c_uint64(2 ** 65 + 3).value, c_int(True).value, c_longlong is c_long, c_size_t is c_ulong
print bool(c_int(0)), bool(c_int(3)), bool(c_char_p()), bool(c_double(0)), c_char_p('abc').value, c_wchar_p(u'abc').value, c_wchar_p('abc').value
print py_object([1]).value, c_char_p('abc\0d').value, c_char_p(None).value, c_int() == c_int()
tell(lambda: py_object().value)
tell(c_char_p, 3.5)
class Own(c_int):
    pass
print Own(5).value, type((Own * 2)()[0]).__name__

numbers = (c_int * 4)(1, 2, 3)
print numbers[:], numbers[-2], len(numbers), list(numbers), numbers[::-1], numbers[1:3], type(numbers).__name__, show(numbers)
numbers[1:3] = 8, 9
print numbers[:]
for place, value in [(9, 1), (-5, 1), (0, 'x'), (slice(0, 2), (1,)), ('a', 1)]:
    tell(numbers.__setitem__, place, value)
tell(lambda: (c_int * 2)(1, 2, 3))
tell(lambda: c_int * -1)
print (c_char * 5)(*'ab').value, repr((c_char * 5)(*'ab').raw), ((c_int * 2) * 2)((1, 2), (3, 4))[1][:]
text = create_string_buffer('abc', 5)
print repr(text.raw), text.value, len(text), text[1], repr(text[:])
text.value = 'q'
print repr(text.raw)
tell(setattr, text, 'value', 'too long')
tell(setattr, text, 'raw', 'too long')
tell(setattr, text, 'value', 5)
wide = create_unicode_buffer(u'abc', 5)
print repr(wide.value), len(wide), wide[1], repr(wide[:]), repr(wstring_at(wide)), sizeof(wide)
tell(create_string_buffer, 3.5)

class Point(Structure):
    _fields_ = [('a', c_int), ('b', c_char), ('c', c_double)]
class Packed(Structure):
    _pack_ = 1
    _fields_ = [('a', c_char), ('b', c_int)]
class Longer(Packed):
    _fields_ = [('z', c_short)]
class Bits(Structure):
    _fields_ = [('a', c_int, 3), ('b', c_int, 5), ('c', c_uint, 20), ('d', c_uint, 10), ('e', c_ubyte)]
class Either(Union):
    _fields_ = [('whole', c_int), ('bytes', c_ubyte * 4)]
class Texts(Structure):
    _fields_ = [('name', c_char * 4), ('wide', c_wchar * 3), ('pointer', c_char_p), ('any', c_void_p), ('number', c_int)]
class Named(Structure):
    _anonymous_ = ['u']
    _fields_ = [('k', c_int), ('u', Either)]
class Node(Structure):
    pass
Node._fields_ = [('next', POINTER(Node)), ('name', c_char_p), ('values', c_int * 2), ('point', Point)]
print Point.a, Point.b, Point.c, sizeof(Point), alignment(Point), Packed.b, sizeof(Packed), Longer.z, sizeof(Longer)
point = Point(1, 'x', c=2)
print point.a, point.b, point.c, Longer('q', 2, 3).z, show(Packed('q', 2))
copied = cPickle.dumps(Packed('q', 2), 2)
for arguments, named in [((1, 'x', 2, 3), {}), ((1,), {'a': 2}), (('q',), {}), ((), {'b': 5})]:
    tell(Point, *arguments, **named)
tell(setattr, point, 'a', 'q')
tell(delattr, point, 'a')
tell(setattr, Packed, '_fields_', [])
bits = Bits(3, -2, 1000000, 700, 9)
print Bits.a, Bits.b, Bits.d, Bits.e, sizeof(Bits), bits.a, bits.b, bits.c, bits.d, bits.e, show(bits)
bits.a = 7
print bits.a, bits.b
either = Either(0x01020304)
either.bytes[0] = 255
print hex(either.whole), either.bytes[:], sizeof(Either)
named = Named(1)
named.whole = 5
print named.u.whole, named.bytes[0], Named.whole.offset
texts = Texts('ab', u'cd', 'ef', 5, c_int(6))
print repr(texts.name), repr(texts.wide), texts.pointer, texts.any, texts.number
for name, value in [('name', 'abcde'), ('name', 5), ('name', u'xy'), ('pointer', u'hey'), ('pointer', create_string_buffer('x')), ('pointer', c_char_p('new')), ('any', pointer(c_int(1))), ('number', c_long(1))]:
    tell(setattr, texts, name, value)
print texts.name, texts.pointer
node = Node(name='first', point=(7, 'p', 0.5))
print bool(node.next), node.name, node.values[:], node.point.a
node.next = pointer(Node(None, 'second'))
node.values = 1, 2
node.next.contents.point.c = 1.5
print node.next.contents.name, node.next[0].point.c, node.values[:]
tell(setattr, node, 'values', (1, 2, 3))
tell(setattr, node, 'values', 5)
tell(setattr, node, 'next', point)
meta = type(Structure)
for fields in [('a', 5)], 5, [(5, c_int)], [('a', c_float, 3)], [('a', c_int, 40)]:
    tell(meta, 'Wrong', (Structure,), {'_fields_': fields})
tell(meta, 'Wrong', (Structure,), {'_pack_': -1, '_fields_': []})
tell(Structure)
class Big(BigEndianStructure):
    _fields_ = [('a', c_uint16), ('b', c_uint32), ('c', c_double), ('d', c_short * 2), ('e', c_uint16, 4), ('f', c_uint16, 12)]
big = Big(1, 2, 3.5, (4, 5), 6, 7)
print show(big), big.a, big.c, big.d[:], big.e, big.f, Big.a, c_int.__ctype_be__(258), c_int.__ctype_le__ is c_int

number = c_int(5)
p = pointer(number)
p[0] = 7
print number.value, p.contents.value, bool(p), bool(POINTER(c_int)()), POINTER(c_int) is type(p), POINTER(None) is c_void_p
tell(lambda: POINTER(c_int)()[0])
tell(lambda: POINTER(c_int)().contents)
tell(POINTER(c_int), 5)
tell(pointer, 5)
tell(POINTER, 5)
pointed = cast(numbers, POINTER(c_int))
print pointed[1], pointed[1:3], cast(text, c_char_p).value, cast(pointed, POINTER(c_ubyte))[4], cast(5, c_void_p), cast('abc', POINTER(c_char))[1]
tell(cast, 'abc', c_int)
print repr(string_at(text, 3)), string_at('hello'), string_at(addressof(text) + 2, 1) == text[2]
memmove(text, 'xyz', 3)
memset(text, 65, 2)
print repr(text.raw), addressof(byref(number)._obj) == addressof(number), memmove(numbers, byref(c_int(77)), 4) == addressof(numbers), numbers[0]
resize(point, 100)
print sizeof(point), sizeof(Point), point.a
tell(resize, point, 3)
for value in 5, number, pointed:
    tell(sizeof, value) if value == 5 else None
    tell(addressof, value) if value == 5 else None
    tell(byref, value) if value == 5 else None
print c_int.from_param(5), c_int.from_param(number) is number, POINTER(c_int).from_param(None), POINTER(c_int).from_param(numbers) is numbers
tell(c_int.from_param, 'x')
tell(c_int.from_param, c_long(1))
tell(POINTER(c_int).from_param, 5)
tell(Point.from_param, 5)

memory = bytearray(16)
shared = Point.from_buffer(memory)
shared.a = 9
items = array.array('i', [1, 2, 3])
(c_int * 2).from_buffer(items, 4)[1] = 33
print repr(memory), Point.from_buffer_copy('\1\0\0\0z' + '\0' * 11).b, items, Point.from_address(addressof(shared)).a
tell(Point.from_buffer_copy, 'abc')
tell(Point.from_buffer, 'abc' * 10)
tell(Point.from_buffer, bytearray(3))
tell(Point.from_buffer, memory, -1)
copy = cPickle.loads(copied)
print copy.a, copy.b, cPickle.loads(cPickle.dumps(c_int(4), 2)).value
tell(cPickle.dumps, p, 2)
function = CFUNCTYPE(c_int, c_int, c_char_p)(lambda a, b: a + len(b))
print function(3, 'abc'), function.restype, function.argtypes, bool(function), type(function)._flags_
tell(function, 1)
tell(function, 'x', 'y')
print cast(cast(function, c_void_p), type(function))(1, 'a'), CFUNCTYPE(c_int) is CFUNCTYPE(c_int), get_errno(), set_errno(3), get_errno()
for name in 'no-such-library.so', '/no/such/library.so':
    try:
        CDLL(name)
    except OSError, e:
        print name in str(e)
