# _struct and cStringIO: formats, errors, files in memory.
import _struct
import cStringIO


def show(function, *arguments):
    try:
        print repr(function(*arguments))
    except Exception as e:
        print type(e).__name__, e


class Index(object):
    def __index__(self):
        return 5


for order in ['', '<', '>', '=', '!', '@']:
    for code in 'bBhHiIlLqQ':
        for value in [-1, 5, 2 ** 7, 2 ** 15, 2 ** 16, 2 ** 31, 2 ** 32, 2 ** 63, 2 ** 64, -2 ** 63 - 1]:
            print order + code, value,
            show(_struct.pack, order + code, value)
for code in 'bIqcfdsp?':
    for value in ['a', 'ab', None, Index(), bytearray('a'), 2.5, []]:
        if not (isinstance(value, float) and code in 'bIq'):
            show(_struct.pack, code, value)
for text in ['', '3x', '5s', '0s', 'z', '5', '3 b', '<P', '@bhi', '@bq', '<bhi', '9223372036854775807q', 'qb', 'hb0i', '@c0P', 5, None]:
    show(_struct.calcsize, text)
show(_struct.pack, '5s', 'abc')
show(_struct.pack, '5p', 'abcdefgh')
show(_struct.pack, 'bb', 1)
show(_struct.unpack, '>hh', 'abcd')
show(_struct.unpack, '5p', '\x09abcd')
show(_struct.unpack, 'h', 'abc')
show(_struct.unpack, 'qQ', '\xff' * 16)
show(_struct.unpack_from, 'b', 'abc', -1)
show(_struct.unpack_from, 'b', 'abc', 3)
target = bytearray(8)
show(_struct.pack_into, 'h', target, 2, 258)
show(_struct.pack_into, '>h', target, -2, 258)
show(_struct.pack_into, 'h', target, 7, 1)
show(_struct.pack_into, 'h', 'abc', 0, 1)
print repr(target)
s = _struct.Struct('>hi')
show(s.pack, 1, 2)
show(s.unpack, 'abcdef')
show(s.unpack_from, target, 2)
show(s.unpack, 'a')
print s.size, s.format
for value in [1.5, -0.0, 1e38, 3.5e38, float('inf'), 1e-45, 0.1]:
    show(_struct.pack, '>f', value)
    show(_struct.pack, '<d', value)

out = cStringIO.StringIO()
print >> out, 'one', 2,
print >> out, 'three'
out.write(bytearray('four\nfive'))
out.writelines(['\n', 'six'])
show(out.getvalue)
out.seek(4)
out.write('TWO!')
show(out.getvalue)
show(out.getvalue, True)
show(out.tell)
out.seek(-3, 2)
show(out.read)
out.seek(40)
out.write('x')
show(out.getvalue)
out.truncate(5)
show(out.getvalue)
show(out.write, 5)
out.close()
show(out.write, 'a')
print out.closed, type(out)
source = cStringIO.StringIO('a\nbb\nccc')
show(source.readline)
show(source.readline, 1)
show(list, source)
source.reset()
show(source.readlines, 3)
show(source.read, 2)
print type(source), hasattr(source, 'write')
