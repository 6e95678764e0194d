# Events of documents: handlers of all kinds, features and properties, filters, a writer, and what fails.

import io
import os
import StringIO
import tempfile
import xml.sax
from xml.sax import expatreader, handler, saxutils, xmlreader


def attempt(function, *arguments, **named):
    try:
        print repr(function(*arguments, **named))
    except Exception, error:
        print type(error).__name__, error, [getattr(error, name)() for name in ('getMessage', 'getLineNumber', 'getColumnNumber',
                                                                                'getSystemId', 'getPublicId') if hasattr(error, name)]


class Told(handler.ContentHandler, handler.DTDHandler, handler.ErrorHandler, handler.EntityResolver):
    locator = xmlreader.Locator()

    def setDocumentLocator(self, locator):
        self.locator = locator
        print 'locator', locator.getSystemId(), locator.getPublicId(), locator.getLineNumber()

    def resolveEntity(self, public, system):
        print 'resolve', public, system
        source = xmlreader.InputSource(system)
        source.setByteStream(StringIO.StringIO('<inner>text</inner>' if system == 'good' else '<inner>'))
        return source


def teller(name):
    def method(self, *arguments):
        print name, [sorted(a.items()) + sorted(a.getNames()) + sorted(a.getQNames()) if hasattr(a, 'getNames') else a
                     for a in arguments], '' if 'D' in name else (self.locator.getLineNumber(), self.locator.getColumnNumber())
    return method


for name in ('startDocument endDocument startElement endElement startElementNS endElementNS characters processingInstruction '
             'startPrefixMapping endPrefixMapping skippedEntity notationDecl unparsedEntityDecl comment startCDATA endCDATA '
             'startDTD endDTD').split():
    setattr(Told, name, teller(name))

document = '''<!DOCTYPE a PUBLIC "p" "s" [<!NOTATION n SYSTEM "x"><!ENTITY u SYSTEM "y" NDATA n><!ENTITY e SYSTEM "good">
<!ENTITY bad SYSTEM "bad"><!ENTITY i "inner text">]>
<a x="1" xmlns:p="uri" p:y="2"><?target data?>&i;<p:b/><![CDATA[<c>]]><!-- note -->&e;</a>'''


def parser(told, namespaces=0, lexical=True):
    made = xml.sax.make_parser()
    made.setFeature(handler.feature_namespaces, namespaces)
    made.setContentHandler(told)
    made.setDTDHandler(told)
    made.setEntityResolver(told)
    made.setErrorHandler(handler.ErrorHandler())
    if lexical:
        made.setProperty(handler.property_lexical_handler, told)
    return made


for namespaces in (0, 1):
    source = xmlreader.InputSource()
    source.setByteStream(StringIO.StringIO(document))
    source.setSystemId('some/name')
    attempt(parser(Told(), namespaces).parse, source)
attempt(parser(Told(), 0, False).parse, StringIO.StringIO(document.replace('&e;', '&bad;')))
for text in ('', '<a>', '<a></b>', '<a', '<a>&x;</a>'):
    attempt(xml.sax.parseString, text, handler.ContentHandler())
    attempt(xml.sax.parseString, text, handler.ContentHandler(), None)
made = parser(Told())
for piece in ('<a', '>', 't', '</a>'):
    made.feed(piece)
    attempt(made.setFeature, handler.feature_namespaces, 1)
made.close()
made.close()
print made.getLineNumber(), made.getColumnNumber(), made.getContentHandler().__class__
made = expatreader.create_parser()
print made.getLineNumber(), made.getColumnNumber()
for name in handler.all_features + ['other']:
    attempt(made.getFeature, name)
    attempt(made.setFeature, name, 0)
    attempt(made.setFeature, name, 1)
    attempt(made.getFeature, name)
for name in handler.all_properties + ['other']:
    attempt(made.getProperty, name)
    attempt(made.setProperty, name, None)
attempt(made.setLocale, 'x')
attempt(xmlreader.XMLReader().parse, 'x')
attempt(xmlreader.IncrementalParser().feed, 'x')
attempt(xmlreader.IncrementalParser().parse, StringIO.StringIO('x'))
print xml.sax.make_parser(['no.such.module']).__class__
locator = xmlreader.Locator()
print locator.getLineNumber(), locator.getColumnNumber(), locator.getPublicId(), locator.getSystemId()
print xml.sax.SAXParseException('text', None, locator), xml.sax.SAXException('m', ValueError(1)).getException()
attempt(lambda: xml.sax.SAXException('m')[0])

attributes = xmlreader.AttributesNSImpl({('u', 'a'): '1'}, {('u', 'a'): 'p:a'})
print attributes.getNames(), attributes.getQNames(), attributes.getNameByQName('p:a'), attributes.getQNameByName(('u', 'a'))
print attributes.getValueByQName('p:a'), attributes.getValue(('u', 'a')), attributes[('u', 'a')], len(attributes), attributes.getLength()
print attributes.has_key('a'), ('u', 'a') in attributes, attributes.get('a', 5), attributes.copy().items(), attributes.getType('x')
attempt(attributes.getNameByQName, 'x')
attributes = xmlreader.AttributesImpl({'b': '2'})
print attributes.getNameByQName('b'), attributes.getQNameByName('b'), attributes.getValueByQName('b'), attributes.copy().values()
attempt(attributes.getQNameByName, 'x')
attempt(attributes.getValue, 'x')

print saxutils.escape('<&>"', {'"': '&quot;'}), saxutils.unescape('&lt;&amp;lt;&gt;&x;', {'&x;': 'X'}), repr(saxutils.escape(u'<\xe9'))
print saxutils.quoteattr('a"b'), saxutils.quoteattr('a\'b"c\n\t\r'), saxutils.quoteattr('<&>'), saxutils.quoteattr('x', {'x': 'y'})


class Upper(saxutils.XMLFilterBase):
    def startElement(self, name, attrs):
        saxutils.XMLFilterBase.startElement(self, name.upper(), attrs)

    def characters(self, content):
        saxutils.XMLFilterBase.characters(self, content[::-1])


for encoding in ('iso-8859-1', 'utf-8', 'utf-16'):
    out = StringIO.StringIO()
    upper = Upper(xml.sax.make_parser())
    upper.setContentHandler(saxutils.XMLGenerator(out, encoding))
    upper.parse(StringIO.StringIO('<a b="&lt;&#34;">t\xc3\xa9&#x1234;<?p d?><c/></a>'))
    print repr(out.getvalue())
out = io.BytesIO()
saxutils.XMLGenerator(out, 'utf-16').endElement('x')
print repr(out.getvalue())
attempt(upper.getFeature, handler.feature_validation)
attempt(upper.getProperty, 'none')
print upper.getParent().__class__, upper.setParent(None), upper.getParent()
out = StringIO.StringIO()
made = parser(saxutils.XMLGenerator(out), 1, False)
made.setDTDHandler(handler.DTDHandler())
made.setEntityResolver(handler.EntityResolver())
made.parse(StringIO.StringIO('<a xmlns="u" xmlns:p="v"><p:b p:x="1"/><b xml:lang="l"/><c xmlns=""/></a>'))
print out.getvalue()
writer = saxutils.XMLGenerator()
writer.startDocument()
writer.characters('a<')
writer.characters(u'\u1234')
writer.ignorableWhitespace(' \n')
writer.endElementNS((None, 'x'), None)
writer.endDocument()
attempt(writer.startElementNS, ('unknown', 'x'), None, {})
print

directory = tempfile.mkdtemp()
path = os.path.join(directory, u'file.xml')
with open(path, 'w') as file:
    file.write('<a/>')
os.chdir(directory)
for name, base in (('file.xml', ''), (u'file.xml', 'other'), ('file.xml', u'./x'), (path, 'y')):
    source = saxutils.prepare_input_source(name, base)
    print os.path.basename(source.getSystemId()), source.getByteStream().read()
    source.getByteStream().close()
with open(path) as file:
    print os.path.basename(saxutils.prepare_input_source(file).getSystemId())
attempt(saxutils.prepare_input_source, 'none.xml')
xml.sax.parse('file.xml', handler.ContentHandler())
os.remove(path)
os.rmdir(directory)
