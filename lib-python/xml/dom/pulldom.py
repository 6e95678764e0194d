"""Documents read piece by piece: (event, node) pairs, and whole elements where the program asks for them."""

import xml.sax
import xml.sax.handler
import types

try:
    _StringTypes = [types.StringType, types.UnicodeType]
except AttributeError:
    _StringTypes = [types.StringType]

START_ELEMENT = 'START_ELEMENT'
END_ELEMENT = 'END_ELEMENT'
COMMENT = 'COMMENT'
START_DOCUMENT = 'START_DOCUMENT'
END_DOCUMENT = 'END_DOCUMENT'
PROCESSING_INSTRUCTION = 'PROCESSING_INSTRUCTION'
IGNORABLE_WHITESPACE = 'IGNORABLE_WHITESPACE'
CHARACTERS = 'CHARACTERS'


class PullDOM(xml.sax.ContentHandler):
    """Makes nodes and a chain of events: [event, next event]."""

    _locator = None
    document = None

    def __init__(self, documentFactory=None):
        from xml.dom import XML_NAMESPACE
        self.documentFactory = documentFactory
        self.firstEvent = [None, None]
        self.lastEvent = self.firstEvent
        self.elementStack = []
        self.push = self.elementStack.append
        try:
            self.pop = self.elementStack.pop
        except AttributeError:
            pass
        self._ns_contexts = [{XML_NAMESPACE: 'xml'}]
        self._current_context = self._ns_contexts[-1]
        self.pending_events = []

    def pop(self):
        result = self.elementStack[-1]
        del self.elementStack[-1]
        return result

    def _event(self, *event):
        self.lastEvent[1] = [event, None]
        self.lastEvent = self.lastEvent[1]

    def setDocumentLocator(self, locator):
        self._locator = locator

    def startPrefixMapping(self, prefix, uri):
        if not hasattr(self, '_xmlns_attrs'):
            self._xmlns_attrs = []
        self._xmlns_attrs.append((prefix or 'xmlns', uri))
        self._ns_contexts.append(self._current_context.copy())
        self._current_context[uri] = prefix or None

    def endPrefixMapping(self, prefix):
        self._current_context = self._ns_contexts.pop()

    def _qname(self, uri, localname):
        prefix = self._current_context[uri] if uri else None
        return prefix + ':' + localname if prefix else localname

    def _begin(self, uri, name):
        """The document's first element makes the document."""
        if self.document:
            return self.document.createElementNS(uri, name) if uri is not None else self.document.createElement(name)
        return self.buildDocument(uri, name)

    def startElementNS(self, name, tagName, attrs):
        xmlns_uri = 'http://www.w3.org/2000/xmlns/'
        xmlns_attrs = getattr(self, '_xmlns_attrs', None)
        declared = []
        if xmlns_attrs is not None:
            declared = xmlns_attrs
            self._xmlns_attrs = []
        uri, localname = name
        node = self._begin(uri, self._qname(uri, localname) if uri else localname)
        for prefix, value in declared:
            qname = prefix if prefix == 'xmlns' else 'xmlns:' + prefix
            attr = self.document.createAttributeNS(xmlns_uri, qname)
            attr.value = value
            node.setAttributeNodeNS(attr)
        for (a_uri, a_localname), value in attrs.items():
            if a_uri:
                attr = self.document.createAttributeNS(a_uri, self._qname(a_uri, a_localname))
            else:
                attr = self.document.createAttribute(a_localname)
            node.setAttributeNode(attr)
            attr.value = value
        self._event(START_ELEMENT, node)
        self.push(node)

    def endElementNS(self, name, tagName):
        self._event(END_ELEMENT, self.pop())

    def startElement(self, name, attrs):
        node = self._begin(None, name)
        for aname, value in attrs.items():
            attr = self.document.createAttribute(aname)
            attr.value = value
            node.setAttributeNode(attr)
        self._event(START_ELEMENT, node)
        self.push(node)

    def endElement(self, name):
        self._event(END_ELEMENT, self.pop())

    def comment(self, s):
        if self.document:
            self._event(COMMENT, self.document.createComment(s))
        else:
            self.pending_events.append([COMMENT, s])

    def processingInstruction(self, target, data):
        if self.document:
            self._event(PROCESSING_INSTRUCTION, self.document.createProcessingInstruction(target, data))
        else:
            self.pending_events.append([PROCESSING_INSTRUCTION, target, data])

    def ignorableWhitespace(self, chars):
        self._event(IGNORABLE_WHITESPACE, self.document.createTextNode(chars))

    def characters(self, chars):
        self._event(CHARACTERS, self.document.createTextNode(chars))

    def startDocument(self):
        if self.documentFactory is None:
            import xml.dom.minidom
            self.documentFactory = xml.dom.minidom.Document.implementation

    def buildDocument(self, uri, tagname):
        # What came before the first element is told now.
        node = self.documentFactory.createDocument(uri, tagname, None)
        self.document = node
        self._event(START_DOCUMENT, node)
        self.push(node)
        for e in self.pending_events:
            if e[0] == PROCESSING_INSTRUCTION:
                self._event(e[0], self.document.createProcessingInstruction(e[1], e[2]))
            elif e[0] == COMMENT:
                self._event(e[0], self.document.createComment(e[1]))
            else:
                raise AssertionError('Unknown pending event ', e[0])
        self.pending_events = None
        return node.firstChild

    def endDocument(self):
        self._event(END_DOCUMENT, self.document)
        self.pop()

    def clear(self):
        """Forget what was made."""
        self.document = None


class ErrorHandler:
    def warning(self, exception):
        print exception

    def error(self, exception):
        raise exception

    def fatalError(self, exception):
        raise exception


class DOMEventStream:
    """The events of a document."""

    def __init__(self, stream, parser, bufsize):
        self.stream = stream
        self.parser = parser
        self.bufsize = bufsize
        if not hasattr(self.parser, 'feed'):
            self.getEvent = self._slurp
        self.reset()

    def reset(self):
        self.pulldom = PullDOM()
        self.parser.setFeature(xml.sax.handler.feature_namespaces, 1)
        self.parser.setContentHandler(self.pulldom)

    def __getitem__(self, pos):
        rc = self.getEvent()
        if rc:
            return rc
        raise IndexError

    def next(self):
        rc = self.getEvent()
        if rc:
            return rc
        raise StopIteration

    def __iter__(self):
        return self

    def expandNode(self, node):
        """Read all that is in an element whose start was told, and put it in."""
        event = self.getEvent()
        parents = [node]
        while event:
            token, cur_node = event
            if cur_node is node:
                return
            if token != END_ELEMENT:
                parents[-1].appendChild(cur_node)
            if token == START_ELEMENT:
                parents.append(cur_node)
            elif token == END_ELEMENT:
                del parents[-1]
            event = self.getEvent()

    def getEvent(self):
        if not self.pulldom.firstEvent[1]:
            self.pulldom.lastEvent = self.pulldom.firstEvent
        while not self.pulldom.firstEvent[1]:
            buf = self.stream.read(self.bufsize)
            if not buf:
                self.parser.close()
                return None
            self.parser.feed(buf)
        rc = self.pulldom.firstEvent[1][0]
        self.pulldom.firstEvent[1] = self.pulldom.firstEvent[1][1]
        return rc

    def _slurp(self):
        """For parsers that read all at once."""
        self.parser.parse(self.stream)
        self.getEvent = self._emit
        return self._emit()

    def _emit(self):
        rc = self.pulldom.firstEvent[1][0]
        self.pulldom.firstEvent[1] = self.pulldom.firstEvent[1][1]
        return rc

    def clear(self):
        self.pulldom.clear()
        del self.pulldom
        self.parser = None
        self.stream = None


class SAX2DOM(PullDOM):
    """Makes a whole document."""

    def _add_last(self):
        node = self.lastEvent[0][1]
        self.elementStack[-1].appendChild(node)

    def startElementNS(self, name, tagName, attrs):
        PullDOM.startElementNS(self, name, tagName, attrs)
        curNode = self.elementStack[-1]
        parentNode = self.elementStack[-2]
        parentNode.appendChild(curNode)

    def startElement(self, name, attrs):
        PullDOM.startElement(self, name, attrs)
        curNode = self.elementStack[-1]
        parentNode = self.elementStack[-2]
        parentNode.appendChild(curNode)

    def processingInstruction(self, target, data):
        PullDOM.processingInstruction(self, target, data)
        if self.document:
            self._add_last()

    def ignorableWhitespace(self, chars):
        PullDOM.ignorableWhitespace(self, chars)
        self._add_last()

    def characters(self, chars):
        PullDOM.characters(self, chars)
        self._add_last()


default_bufsize = (2 ** 14) - 20


def parse(stream_or_string, parser=None, bufsize=None):
    """The events of a file, of a name or open."""
    if bufsize is None:
        bufsize = default_bufsize
    if type(stream_or_string) in _StringTypes:
        stream = open(stream_or_string)
    else:
        stream = stream_or_string
    if not parser:
        parser = xml.sax.make_parser()
    return DOMEventStream(stream, parser, bufsize)


def parseString(string, parser=None):
    """The events of a text."""
    try:
        from cStringIO import StringIO
    except ImportError:
        from StringIO import StringIO
    bufsize = len(string)
    buf = StringIO(string)
    if not parser:
        parser = xml.sax.make_parser()
    return DOMEventStream(buf, parser, bufsize)
