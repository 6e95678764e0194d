# Sources in encodings of one byte a character that a codec's table tells, and names of encodings that are none.
ENCODINGS = ['cp437', 'cp850', 'cp1006', 'mac_greek', 'mac-turkish', 'hp_roman8', 'tis-620', 'ptcp154', 'koi8-u', 'cp1252', 'latin-1',
             'iso-8859-15', 'utf-8', 'utf_7', 'hex', 'undefined', 'nothing', 'cp864']
for encoding in ENCODINGS:
    for text in '\xe9', '\xa5\xb1', 'a\xff':
        source = '# -*- coding: %s -*-\nresult = "%s", u"%s"\n' % (encoding, text, text)
        namespace = {}
        try:
            exec source in namespace
            print encoding, namespace['result']
        except SyntaxError as error:
            print encoding, 'SyntaxError' if encoding in ('utf_7', 'hex', 'undefined') else error.msg
