# The native conversions of _codecs, on good and bad input, with every way of handling errors.
# Prints a line a function: how many results, and a checksum of them; with an argument, the results.
import _codecs
import codecs
import sys
import zlib

calls = []


def recording(error):
    calls.append((error.encoding, error.start, error.end, error.reason))
    return (u'<>' if isinstance(error, UnicodeDecodeError) else u'?'), error.end


codecs.register_error('recording', recording)
HANDLERS = ['strict', 'ignore', 'replace', 'recording', 'xmlcharrefreplace', 'backslashreplace', 'unheard']
results = {}


def run(name, *arguments):
    del calls[:]
    try:
        outcome = repr(getattr(_codecs, name)(*arguments))
    except Exception as error:
        outcome = '%s: %s' % (type(error).__name__, error)
    results.setdefault(name, []).append('%r -> %s %r' % (arguments, outcome, calls))


ESCAPES = ['', 'a\\', 'a\\x', 'a\\x1', 'a\\x1g', '\\u', '\\u12', '\\u123g', '\\U0011', '\\U00110000', '\\U12345678',
           '\\N', '\\N{', '\\N{abc', '\\N{}', '\\N{foo}', '\\N{SPACE}', '\\N{space}x', '\\q', '\\777', '\\8', '\\18',
           '\\\n', '\\\'\\"\\\\\\a\\b\\f\\n\\r\\t\\v', '\xe9\\e', '\\Nx', '\\ud800\\udc00', '\\U0010ffff',
           '\\N{LATIN SMALL LETTER A WITH GRAVE', '\\\\u1234', '\\\\\\u1234', '\\\\\\u12', '\\x\\', '\\xag\\', '\\x1\\u']
UTF_7 = ['', '+', '+-', '+A', '+AG', '+AGE', '+AGE-', '+AGE-b', '+AGE-+', '+AGEA', '+AGEA-', '+AGEAYg', '+2AA', '+2ADcAA-',
         '+2ADYAA-', '+2ADcA', '+2AD', '+2AAAYQ-', '+2ADYANwA-', 'a\xe9', '+\xe9', '+AGE\xe9', '+AGE!', '+AGEA!', '+AGF!',
         'a~b\\c', 'a+b', '+AGE--', '+AH4-', '+AAA-', '+2AA-', '+2AA-a', '+2AAx', '+AG+', '+/-', '+///-', 'a-b',
         'a+AGEAYgBj+AGE', '+AGE~', '+~', '+ ', '+2AA!', '+2ADcA!b']
UTF_8 = ['', 'abc', '\x80', '\xc0\x80', '\xc2', '\xc2a', '\xe0\x80', '\xe0\x80\x80', '\xe0\xa0', '\xe0\xa0a', '\xed\xa0\x80',
         '\xed\xa0\x80\xed\xb0\x80', '\xf0\x80', '\xf0\x90\x80', '\xf0\x90\x80a', '\xf4\x90\x80\x80', '\xf5', '\xff', '\xe1',
         '\xf1\x80', '\xe0a', '\xf0a', '\xed\xa0', '\xf0\x80\x80\x80', '\xe0ab', '\xf0abc', '\xf1\x80bc', '\xc3\xa9\xe2\x82']
UTF_16 = ['', '\xff', '\xff\xfe', '\xfe\xff', '\xff\xfea', '\xfe\xff\0a\0', 'a\0b', '\0\xd8', '\0\xd8a', '\0\xd8a\0', '\0\xdca\0',
          '\0\xd8\0\xdc', '\xff\xfe\xff\xfe', '\0\xd8\0\xd8', '\0\xd8\0\xd8a\0', '\0\xdc']
UTF_32 = ['', '\xff\xfe', '\xff\xfe\0\0', '\0\0\xfe\xff', '\0\0\xfe\xff\0', '\0\0\xfe\xff\0\0\0a', 'a\0\0\0b', 'a\0\0',
          '\0\0\0\1', '\0\0\0\1a\0\0\0', '\0\0\x11\0\0\0\0\0', '\xff\xfe\0\0\xff\xfe\0\0', '\0\xd8\0\0']
TEXTS = [u'', u'abc', u'a\\\t\n\r\x00\x7f\x80\xff\u0100\uffff\U00010000\ud800\udc00\'"', u'\udc00\ud800', u'+', u'a+b', u'\xe9a',
         u'\xe9-', u'\xe9+', u'\xe9/', u'\xe9A', u'\xe9 ', u'!"#$%&*;<=>@[]^_`{|}~\\\0\t\n\r\'(),-./:?', u'\xe9\xe9a\xe9\xe9\xe9',
         u'\U0010ffff', u'\xe9\x00', u'a\u1234\u1235b\u1236']

for handler in HANDLERS:
    for data in ESCAPES:
        for name in 'unicode_escape_decode', 'raw_unicode_escape_decode', 'escape_decode':
            run(name, data, handler)
    for final in False, True:
        for data in UTF_7:
            run('utf_7_decode', data, handler, final)
        for data in UTF_8:
            run('utf_8_decode', data, handler, final)
        for bits, pieces in (16, UTF_16), (32, UTF_32):
            for data in pieces:
                for order in '', '_le', '_be':
                    run('utf_%d%s_decode' % (bits, order), data, handler, final)
                for order in -1, 0, 1:
                    run('utf_%d_ex_decode' % bits, data, handler, order, final)
    for data in UTF_8 + UTF_32:
        run('ascii_decode', data, handler)
        run('latin_1_decode', data, handler)
        run('unicode_internal_decode', data, handler)
    for text in TEXTS:
        for name in ('ascii', 'latin_1', 'utf_7', 'utf_8', 'utf_16', 'utf_16_le', 'utf_16_be', 'utf_32', 'utf_32_le', 'utf_32_be',
                     'unicode_escape', 'raw_unicode_escape', 'unicode_internal'):
            run(name + '_encode', text, handler)
        for order in -1, 1:
            run('utf_16_encode', text, handler, order)
            run('utf_32_encode', text, handler, order)
    for mapping in ({97: 2 ** 21}, {97: -1}, {97: 'xyz'}, {97: u'xyz'}, {97: None}, u'\ufffe' * 256, {97: 0xfffe}, {97: u'\ufffe'},
                    5, {97: u''}, {97: 97L}, u'', {97: True}, None, {97: 1}, {97: 1, 63: 2}, {97: '', 63: 'xx'},
                    dict((i, i) for i in range(97))):
        run('charmap_decode', 'aba\xe9', handler, mapping)
        run('charmap_encode', u'abbb\u1234a', handler, mapping)

for data in 'abc', u'abc', u'\xe9', '\xe9', bytearray('abc'), None, 1, 'a\\\t\n\r\0\x7f\xff\'"':
    for name in sorted(dir(_codecs)):
        if name.endswith(('_encode', '_decode')):
            run(name, data)
            run(name, data, None)
            run(name, data, 1)
            run(name, data, 'a\0')

for replacement in ((u'?', 3), (u'?', 100), (u'?', -1), (u'?', -100), ('?', 3), (1, 2), 3, (u'?', 3.0), [u'?', 4], (u'\xe8', 4),
                    (u'', 4L), (None, 4)):
    codecs.register_error('fixed', lambda error: replacement)
    run('ascii_encode', u'a\xe9\xe9b', 'fixed')
    run('ascii_decode', 'a\xe9\xe9b', 'fixed')
    run('charmap_encode', u'a\xe9\xe9b', 'fixed', {97: 1, 98: 2, 63: '?'})
    run('charmap_decode', 'a\xe9\xe9b', 'fixed', {97: 1, 98: 2, 63: '?'})
    run('utf_7_decode', 'a\xe9\xe9b', 'fixed')
    run('unicode_escape_decode', 'a\\x\xe9b', 'fixed')

for name in sorted(results):
    if len(sys.argv) > 1:
        print '\n'.join('%s %s' % (name, result) for result in results[name])
    print name, len(results[name]), zlib.crc32('\n'.join(results[name])) & 0xffffffff

print '-- maps'
identity = codecs.charmap_build(u''.join(map(unichr, range(256))))
print type(identity), identity.size(), codecs.charmap_encode(u'a\xe9\0', 'strict', identity)
upper = codecs.charmap_build(u'\0' + u'\ufffe' * 127 + u''.join(map(unichr, range(300, 428))))
print upper.size(), codecs.charmap_encode(u'\u0130\0', 'strict', upper), codecs.charmap_encode(u'\u0130aa', 'ignore', upper)
print sorted(codecs.charmap_build(u'\u1234' + u''.join(map(unichr, range(1, 255))) + u'\ufffe').items())[-2:]

print '-- handlers'
for name in HANDLERS[:3] + HANDLERS[4:6]:
    handler = codecs.lookup_error(name)
    print handler.__name__
    for start, end in (0, 1), (0, 3), (1, 2), (5, 9), (-3, 2), (0, 0), (3, 100):
        for error in (UnicodeEncodeError('a', u'a\u1234\U00012345', start, end, 'r'), UnicodeDecodeError('a', 'abc', start, end, 'r'),
                      UnicodeTranslateError(u'a\u1234\U00012345', start, end, 'r'), UnicodeError('x')):
            try:
                print handler(error),
            except Exception as problem:
                print type(problem).__name__, problem,
        print

print '-- registry'
for name in ('ascii', 'ASCII', 'us-ascii', 'Latin-1', 'iso8859-1', 'UTF-8', 'utf 8', 'utf_8', 'cp437', 'Cp1252', 'koi8-r', 'nothing',
             'hex', 'rot13', 'utf-8-sig', 'string-escape', 'utf7', 'UTF-16LE', u'mac roman', 'a\0b', 5):
    try:
        print codecs.lookup(name).name
    except Exception as error:
        print type(error).__name__, error
