"""Every encoding of one byte a character: its table and its aliases; others in pieces."""

import codecs
import hashlib
import StringIO

NAMES = ('ascii cp037 cp1006 cp1026 cp1140 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 '
         'cp1257 cp1258 cp424 cp437 cp500 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 '
         'cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 cp869 cp874 cp875 hp_roman8 '
         'iso8859_1 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 '
         'iso8859_9 iso8859_10 iso8859_11 iso8859_13 iso8859_14 iso8859_15 iso8859_16 '
         'koi8_r koi8_u latin_1 mac_arabic mac_centeuro mac_croatian mac_cyrillic mac_farsi '
         'mac_greek mac_iceland mac_latin2 mac_roman mac_romanian mac_turkish palmos '
         'ptcp154 tis_620').split()

for name in NAMES:
    table = [chr(i).decode(name, 'replace') for i in range(256)]
    back = [unichr(i).encode(name, 'ignore') for i in range(0x2600)]
    print name, codecs.lookup(name).name, hashlib.md5(repr((table, back))).hexdigest()
for alias in ['UTF8', 'Latin-1', 'ISO-8859-15', 'windows-1252', 'IBM850', 'us-ascii', 'hex',
              'U16', 'csKOI8R', 'no such']:
    try:
        print alias, codecs.lookup(alias).name
    except LookupError as problem:
        print alias, problem

TEXT = u'abc\xe9\u20acx\U00010400\r\nline two\rthree'
for name in ['utf-8', 'utf-8-sig', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-be',
             'utf-7', 'unicode-escape', 'raw-unicode-escape', 'unicode-internal']:
    data = TEXT.encode(name)
    decoder = codecs.getincrementaldecoder(name)()
    pieces = ''.join(repr(decoder.decode(byte)) for byte in data) \
        if name[:3] == 'utf' else ''
    print name, repr(data), pieces
    if name[:3] == 'utf':
        reader = codecs.getreader(name)(StringIO.StringIO(data))
        print [reader.readline(), reader.read(2), reader.readlines()]
for name in ['hex', 'base64', 'rot-13', 'string-escape', 'quopri', 'uu']:
    print name, repr('some \xff=text\n'.encode(name)) if name != 'rot-13' \
        else repr(u'some text'.encode(name))
print u'b\xfccher'.encode('punycode'), 'bcher-kva'.decode('punycode') == u'b\xfccher'
for data, name in [('\xff', 'ascii'), ('\xc3(', 'utf-8'), ('a\x81', 'cp1252'), ('zz', 'hex')]:
    try:
        data.decode(name)
    except Exception as problem:
        print type(problem).__name__, problem
