# -*- coding: utf-8 -*-
# wants: u'x'.encode('euc_jp'), u'x'.encode('johab'), u'x'.encode('big5hkscs')
import codecs, StringIO
text = u'\u6f22\u5b57 kana \u304b\u306a \ud55c\uad6d'
for name in ('euc_jp', 'shift_jis', 'iso2022_jp', 'gbk', 'gb2312', 'gb18030', 'big5', 'euc_kr', 'cp949', 'johab', 'cp932', 'cp950', 'big5hkscs', 'iso2022_kr', 'euc-jp', 'sjis'):
    part = {'euc_kr': u'\ud55c\uad6d \u6f22', 'cp949': u'\ud55c\ub620', 'johab': u'\ud55c', 'iso2022_kr': u'\ud55c\uad6d'}.get(name, u'\u6f22\u5b57 A \u4e2d')
    try:
        data = part.encode(name)
        print name, repr(data), data.decode(name) == part
    except (LookupError, UnicodeError), e:
        print name, type(e).__name__, e
print repr(u'a\u1234b'.encode('euc_jp', 'replace')), repr(u'a\u1234b'.encode('gbk', 'ignore')), repr(u'a\u1234b'.encode('big5', 'xmlcharrefreplace'))
for call in (lambda: u'a\u1234b'.encode('euc_jp'), lambda: 'a\xa4'.decode('euc_jp'), lambda: 'ab\xff\xffc'.decode('gb2312')):
    try:
        print call()
    except UnicodeError, e:
        print e
print repr('ab\xffc'.decode('gbk', 'replace')), repr('ab\xffc'.decode('gbk', 'ignore'))
d = codecs.getincrementaldecoder('shift_jis')()
data = u'\u6f22\u5b57!'.encode('shift_jis')
print [d.decode(c) for c in data], repr(d.decode('', True))
e = codecs.getincrementalencoder('iso2022_jp')()
print [e.encode(c) for c in u'a\u6f22\u5b57b'], repr(e.encode(u'', True))
d = codecs.getincrementaldecoder('iso2022_jp')()
print [d.decode(c) for c in u'a\u6f22\u5b57b'.encode('iso2022_jp')]
out = StringIO.StringIO()
w = codecs.getwriter('euc_kr')(out); w.write(u'\ud55c\n'); w.writelines([u'a', u'\uad6d\n'])
print repr(out.getvalue())
r = codecs.getreader('euc_kr')(StringIO.StringIO(out.getvalue()))
print [r.readline(), r.read(), r.read()]
print eval('# -*- coding: euc_jp -*-\nu"%s"' % u'\u6f22'.encode('euc_jp')) == u'\u6f22'
