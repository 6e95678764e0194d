# Properties of characters: the methods of unicode that change case, over all code points; the others and the module
# unicodedata over some of them (with an argument: over all). Prints checksums.
import random
import sys
import unicodedata
import zlib

old = unicodedata.ucd_3_2_0
FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD']


def checksum(text):
    if isinstance(text, unicode):
        text = text.encode('utf-8')
    return zlib.crc32(text) & 0xffffffff


print unicodedata.unidata_version, old.unidata_version

assigned = range(0, 0x30000) + range(0xe0000, 0xe1000)
if len(sys.argv) > 1:
    codes = assigned
else:
    codes = (range(0, 0x100) + range(0x100, 0x3400, 3) + range(0x3400, 0xa000, 311) + range(0xa000, 0xac00, 7) + range(0xac00, 0xd900, 97)
             + range(0xf900, 0x10a80, 5) + range(0x10a80, 0x1d000, 151) + range(0x1d000, 0x1f300, 7) + range(0x20000, 0x2f800, 601)
             + range(0x2f800, 0x2fa20, 5) + range(0xe0000, 0xe0200, 7))

print '-- methods'
everything = ''.join(['\\U%08x' % i for i in assigned]).decode('unicode-escape')
print checksum(everything.upper()), checksum(everything.lower()), checksum(everything.swapcase())
spaced = everything[:0x3400].replace(u'', u' ')
print checksum(spaced.title()), len(everything.split()), len(everything.splitlines())
some = u''.join(map(unichr, codes))
for method in ('isalpha', 'isdecimal', 'isdigit', 'isnumeric', 'isalnum', 'isspace', 'isupper', 'islower', 'istitle'):
    call = getattr(unicode, method)
    print method, checksum(''.join(['.x'[call(c)] for c in some]))
for start in range(0x30000, 0xe0000, 0x10000) + [0xf0000, 0x100000]:
    plane = u''.join(map(unichr, range(start, start + 0x10000, 256)))
    if plane.upper() != plane or plane.lower() != plane or len(plane.split()) > 1:
        print 'something in plane %x' % start

print '-- database'
for edition in unicodedata, old:
    for name in 'category', 'bidirectional', 'combining', 'mirrored', 'east_asian_width', 'decomposition':
        function = getattr(edition, name)
        print name, checksum('|'.join([str(function(unichr(i))) for i in codes]))
    for name in 'decimal', 'digit', 'numeric', 'name':
        function = getattr(edition, name)
        print name, checksum('|'.join([str(function(unichr(i), '')) for i in codes]))
names = [unicodedata.name(unichr(i), '') for i in codes[::7]]
print [i for i, name in zip(codes[::7], names) if name and unicodedata.lookup(name) != unichr(i)]
print repr(unicodedata.lookup('latin small letter a')), repr(unicodedata.lookup('CJK UNIFIED IDEOGRAPH-04E00')), repr(u'\N{Euro Sign}')

print '-- normal forms'
pick = random.Random(5).choice
letters = [unichr(i) for i in codes if unicodedata.decomposition(unichr(i))] + map(unichr, range(0x1100, 0x1200))
marks = [unichr(i) for i in codes if unicodedata.combining(unichr(i))]
texts = [u''.join([pick(pick([letters, marks])) for _ in range(length)]) for length in range(1, 7) for _ in range(200)] + letters
for form in FORMS:
    for edition in unicodedata, old:
        print form, checksum(u'|'.join([edition.normalize(form, text) for text in texts]))

print '-- errors'
for function, arguments in [(unicodedata.name, (u'\0',)), (unicodedata.name, (u'\0', 5)), (unicodedata.name, (u'ab',)),
                            (unicodedata.category, ('a',)), (unicodedata.decimal, (u'a',)), (unicodedata.digit, (u'\xbd',)),
                            (unicodedata.numeric, (u'x',)), (unicodedata.lookup, ('no such thing',)), (unicodedata.lookup, (3,)),
                            (unicodedata.lookup, ('cjk unified ideograph-4e00',)), (unicodedata.lookup, ('HANGUL SYLLABLE GAX',)),
                            (old.name, (u'\u0221',)), (old.lookup, ('LATIN SMALL LETTER D WITH CURL',)),
                            (unicodedata.normalize, ('NFX', u'a')), (unicodedata.normalize, ('NFC', 'a')), (unicodedata.UCD, ())]:
    try:
        print repr(function(*arguments))
    except Exception as error:
        print type(error).__name__, error
print u'b\xfccher.\xdf.ch'.encode('idna'), repr('xn--bcher-kva.ch'.decode('idna'))
