# What ElementTree escapes, in each of its forms.
import xml.etree.ElementTree as ET, StringIO
r=ET.fromstring('<a b="x&amp;&quot;&#10;&lt;&gt;">t&lt;&amp;&gt;<!--c--><c d="1"/>tail</a>')
r.text=u'q\u1234&<>\r'; r.set('e', u'\xe9"\t\r\n')
for m in ('xml', 'html', 'c14n'):
    o=StringIO.StringIO(); ET.ElementTree(r).write(o, 'us-ascii', method=m) if m!='c14n' else ET.ElementTree(r).write_c14n(o); print repr(o.getvalue())
r.text=5
try: ET.tostring(r)
except TypeError, e: print e
