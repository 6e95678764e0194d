# Documents by pairs of events and nodes, elements expanded, whole trees of events; implementations by name and feature.

import StringIO
import xml.dom
import xml.sax
from xml.dom import domreg, minidom, pulldom
from xml.sax import handler, xmlreader


def attempt(function, *arguments):
    try:
        print function(*arguments)
    except Exception, error:
        print type(error).__name__, error


text = ('<!-- before --><?first pi?><a x="1" xmlns="u" xmlns:p="v" p:y="2">text<p:b xml:lang="l"><c xmlns="">in</c></p:b><?pi data?>'
        '<!--c--><d/>tail</a>')


def show(node):
    attributes = node.attributes is not None and sorted((a.name, a.namespaceURI, a.localName, a.value) for a in node.attributes.values())
    return node.nodeName, node.namespaceURI, node.prefix, node.localName, node.nodeValue, attributes


for event, node in pulldom.parseString(text):
    print event, show(node)
events = pulldom.parse(StringIO.StringIO(text), bufsize=7)
for event, node in events:
    if event == pulldom.START_ELEMENT and node.nodeName == 'p:b':
        events.expandNode(node)
        print node.toxml()
        break
print events.next()[0], events[5][0], [event for event, node in events]
attempt(lambda: events.next()[0])
attempt(lambda: events[0][0])
events.reset()
events.clear()
print events.parser, events.stream
attempt(lambda: list(pulldom.parseString('<a><b></a>')))
attempt(lambda: list(pulldom.parseString('')))


class Whole(object):
    # A parser that reads all at once.
    def setFeature(self, name, value):
        print name, value

    def setContentHandler(self, told):
        self.told = told

    def parse(self, stream):
        self.told.startDocument()
        self.told.startElement('a', {'b': 'c'})
        self.told.characters(stream.read())
        self.told.ignorableWhitespace(' ')
        self.told.comment('note')
        self.told.endElement('a')
        self.told.endDocument()


events = pulldom.DOMEventStream(StringIO.StringIO('all'), Whole(), 5)
print [events.getEvent()[0] for index in range(7)]

for namespaces in (0, 1):
    maker = pulldom.SAX2DOM()
    parser = xml.sax.make_parser()
    parser.setFeature(handler.feature_namespaces, namespaces)
    parser.setContentHandler(maker)
    parser.parse(StringIO.StringIO('<a xmlns:p="v">t<p:b q="r"/><?x y?> <c>d</c></a>'))
    print maker.document.documentElement.toxml()
    maker.clear()
    print maker.document
maker = pulldom.PullDOM()
maker.startDocument()
maker.startPrefixMapping('p', 'u')
maker.startElementNS(('u', 'a'), None, xmlreader.AttributesNSImpl({}, {}))
maker.startElementNS(('u', 'b'), 'given:b', xmlreader.AttributesNSImpl({('u', 'x'): '1', (None, 'y'): '2'}, {}))
print show(maker.elementStack[-1]), show(maker.elementStack[-2])

print domreg._parse_feature_string('core 2.0 xml events 1.0'), domreg._parse_feature_string('')
attempt(domreg._parse_feature_string, '1.0 core')
attempt(domreg._parse_feature_string, 'core 1.0 2.0')
for arguments in ((), ('minidom',), (None, 'core 2.0'), (None, [('xml', '1.0')])):
    print xml.dom.getDOMImplementation(*arguments) is minidom.Document.implementation
attempt(xml.dom.getDOMImplementation, 'none')
attempt(xml.dom.getDOMImplementation, None, 'unheard of')


class Own(object):
    def hasFeature(self, feature, version):
        return feature == 'own'


xml.dom.registerDOMImplementation('own', Own)
print type(xml.dom.getDOMImplementation('own')).__name__, type(xml.dom.getDOMImplementation(None, 'own 1')).__name__
