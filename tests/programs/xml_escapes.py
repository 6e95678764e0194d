# What ElementTree escapes, as XML and as HTML.

import StringIO
import xml.etree.ElementTree as ElementTree

root = ElementTree.fromstring('<a b="x&amp;&quot;&#10;&lt;&gt;">t&lt;&amp;&gt;<!--c--><c d="1"/>tail</a>')
root.text = u'q\u1234&<>\r'
root.set('e', u'\xe9"\t\r\n')
for method in ('xml', 'html'):
    out = StringIO.StringIO()
    ElementTree.ElementTree(root).write(out, 'us-ascii', method=method)
    print repr(out.getvalue())
for wrong in (5, ['x'], object):
    root.text = wrong
    try:
        print ElementTree.tostring(root)
    except TypeError, error:
        print error
