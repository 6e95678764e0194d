# Hash functions, zlib, checksums.
import _md5
import _sha
import _sha256
import _sha512
import binascii
import zlib


def show(function, *arguments):
    try:
        print repr(function(*arguments))
    except Exception as e:
        print type(e), e


for new in [_md5.new, _sha.new, _sha256.sha224, _sha256.sha256, _sha512.sha384, _sha512.sha512]:
    h = new('abc')
    print type(h), h.name, h.digest_size, h.block_size, h.hexdigest()
    other = h.copy()
    other.update(buffer('d' * 1000))
    print other.hexdigest(), repr(h.digest()) == repr(new('abc').digest())
    show(new, 5)
    show(h.update, None)

show(zlib.crc32, 'hello')
show(zlib.crc32, 'a' * 100000, 77)
show(zlib.crc32, 'a', -1)
show(zlib.crc32, 'a', 2 ** 32 - 1)
show(binascii.crc32, 'hello', 5)
show(zlib.adler32, 'a' * 100000, 77)
text = ''.join('line %d of the text\n' % i for i in range(5000))
for level in [-1, 0, 1, 6, 9]:
    packed = zlib.compress(text, level)
    print level, zlib.decompress(packed) == text, len(packed) < len(text) + 100
show(zlib.compress, 'a', 10)
show(zlib.decompress, 'abcdef')
show(zlib.decompress, '')
show(zlib.decompress, zlib.compress('abc')[:-1])
show(zlib.decompress, zlib.compress('abc')[:-1] + 'x')
show(zlib.decompress, zlib.compress('abc') + 'more')
for bits in [15, -15, 31]:
    c = zlib.compressobj(6, zlib.DEFLATED, bits)
    packed = c.compress(text[:1000])
    packed += c.flush(zlib.Z_SYNC_FLUSH)
    packed += c.compress(text[1000:])
    packed += c.flush()
    print bits, zlib.decompress(packed, bits) == text
    d = zlib.decompressobj(bits)
    parts = []
    for i in range(0, len(packed), 7):
        parts.append(d.decompress(packed[i:i + 7]))
    print ''.join(parts) == text, repr(d.flush()), repr(d.unused_data)
packed = zlib.compress('hello' * 1000)
d = zlib.decompressobj()
show(d.decompress, packed + 'tail', 10)
copy = d.copy()
rest = d.decompress(d.unconsumed_tail)
print len(rest), repr(d.unused_data), repr(d.unconsumed_tail)
print len(copy.decompress(copy.unconsumed_tail)), repr(copy.unused_data)
show(d.decompress, '', -1)
show(d.flush, 0)
show(zlib.decompressobj, 99)
show(zlib.compressobj, 99)
show(zlib.decompressobj().decompress, 'abc')
print zlib.error, issubclass(zlib.error, Exception), type(zlib.compressobj())
