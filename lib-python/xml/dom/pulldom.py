"""Documents read piece by piece: (event, node) pairs, and whole elements where the program asks for them."""

import xml.sax
import xml.sax.handler

START_ELEMENT = 'START_ELEMENT'
END_ELEMENT = 'END_ELEMENT'
COMMENT = 'COMMENT'
START_DOCUMENT = 'START_DOCUMENT'
END_DOCUMENT = 'END_DOCUMENT'
PROCESSING_INSTRUCTION = 'PROCESSING_INSTRUCTION'
IGNORABLE_WHITESPACE = 'IGNORABLE_WHITESPACE'
CHARACTERS = 'CHARACTERS'


class PullDOM(xml.sax.ContentHandler):
    """Makes nodes of what a parser tells, and a chain of events: [(event, node), next link]."""

    document = None
    _locator = None

    def __init__(self, documentFactory=None):
        from xml.dom import XML_NAMESPACE
        self.documentFactory = documentFactory
        # The link before the first event, and the last link.
        self.firstEvent = self.lastEvent = [None, None]
        # The nodes that are open, the document among them.
        self.elementStack = []
        self.push, self.pop = self.elementStack.append, self.elementStack.pop
        # Namespace -> prefix; those that hold again when the innermost ends; those that the next element declares.
        self._current_context = {XML_NAMESPACE: 'xml'}
        self._ns_contexts = [self._current_context]
        self._declared = []
        # What came before there was a document: (event, arguments).
        self.pending_events = []

    def clear(self):
        """Forget what was made."""
        self.document = None

    def setDocumentLocator(self, locator):
        self._locator = locator

    def _tell(self, event, node):
        link = [(event, node), None]
        self.lastEvent[1] = link
        self.lastEvent = link

    # The document.

    def startDocument(self):
        if self.documentFactory is None:
            from xml.dom.minidom import Document
            self.documentFactory = Document.implementation

    def buildDocument(self, uri, tagname):
        """Make the document with its first element, which it gives, and tell what came before."""
        self.document = document = self.documentFactory.createDocument(uri, tagname, None)
        self._tell(START_DOCUMENT, document)
        self.push(document)
        for event, arguments in self.pending_events:
            self._tell_note(event, *arguments)
        self.pending_events = None
        return document.firstChild

    def endDocument(self):
        self._tell(END_DOCUMENT, self.document)
        self.pop()

    # Elements.

    def startPrefixMapping(self, prefix, uri):
        self._declared.append((prefix, uri))
        self._ns_contexts.append(self._current_context.copy())
        self._current_context[uri] = prefix or None

    def endPrefixMapping(self, prefix):
        self._current_context = self._ns_contexts.pop()

    def _qname(self, uri, local):
        prefix = self._current_context[uri] if uri else None
        return prefix + ':' + local if prefix else local

    def _element(self, uri, name):
        if not self.document:
            return self.buildDocument(uri, name)
        return self.document.createElementNS(uri, name) if uri else self.document.createElement(name)

    def _open(self, node):
        self._tell(START_ELEMENT, node)
        self.push(node)

    def startElementNS(self, name, tagName, attrs):
        from xml.dom import XMLNS_NAMESPACE
        uri, local = name
        node = self._element(uri or None, tagName if uri and tagName else self._qname(uri, local))
        declared, self._declared = self._declared, []
        attributes = [(XMLNS_NAMESPACE, 'xmlns:' + prefix if prefix else 'xmlns', value) for prefix, value in declared]
        attributes.extend((key[0], self._qname(*key), value) for key, value in attrs.items())
        for uri, qname, value in attributes:
            if uri:
                attribute = self.document.createAttributeNS(uri, qname)
                node.setAttributeNodeNS(attribute)
            else:
                attribute = self.document.createAttribute(qname)
                node.setAttributeNode(attribute)
            attribute.value = value
        self._open(node)

    def startElement(self, name, attrs):
        node = self._element(None, name)
        for key, value in attrs.items():
            attribute = self.document.createAttribute(key)
            attribute.value = value
            node.setAttributeNode(attribute)
        self._open(node)

    def endElement(self, name):
        self._tell(END_ELEMENT, self.pop())

    def endElementNS(self, name, tagName):
        self._tell(END_ELEMENT, self.pop())

    # Texts and notes. Notes may come before the first element.

    def characters(self, chars):
        self._tell(CHARACTERS, self.document.createTextNode(chars))

    def ignorableWhitespace(self, chars):
        self._tell(IGNORABLE_WHITESPACE, self.document.createTextNode(chars))

    def comment(self, s):
        self._tell_note(COMMENT, s)

    def processingInstruction(self, target, data):
        self._tell_note(PROCESSING_INSTRUCTION, target, data)

    def _tell_note(self, event, *arguments):
        if not self.document:
            self.pending_events.append((event, arguments))
        elif event == COMMENT:
            self._tell(event, self.document.createComment(*arguments))
        else:
            self._tell(event, self.document.createProcessingInstruction(*arguments))


class SAX2DOM(PullDOM):
    """Makes a whole document."""

    def _open(self, node):
        self.elementStack[-1].appendChild(node)
        PullDOM._open(self, node)

    def _tell(self, event, node):
        PullDOM._tell(self, event, node)
        if event in (CHARACTERS, IGNORABLE_WHITESPACE, COMMENT, PROCESSING_INSTRUCTION):
            self.elementStack[-1].appendChild(node)


class ErrorHandler:
    """Raises errors, prints warnings."""

    def warning(self, exception):
        print exception

    def error(self, exception):
        raise exception

    fatalError = error


class DOMEventStream:
    """The (event, node) pairs of a document, which is read bufsize bytes at a time, as they are asked for."""

    def __init__(self, stream, parser, bufsize):
        self.stream = stream
        self.parser = parser
        self.bufsize = bufsize
        if not hasattr(parser, 'feed'):
            self.getEvent = self._slurp
        self.reset()

    def reset(self):
        self.pulldom = PullDOM()
        self.parser.setFeature(xml.sax.handler.feature_namespaces, 1)
        self.parser.setContentHandler(self.pulldom)

    def clear(self):
        """Take it apart, so that no cycles are left."""
        self.pulldom.clear()
        del self.pulldom
        self.parser = self.stream = None

    def __iter__(self):
        return self

    def next(self):
        event = self.getEvent()
        if not event:
            raise StopIteration
        return event

    def __getitem__(self, pos):
        # The next one, whatever is asked for.
        event = self.getEvent()
        if not event:
            raise IndexError
        return event

    def getEvent(self):
        """The next pair; None at the end."""
        chain = self.pulldom
        if not chain.firstEvent[1]:
            # All were taken: what comes is the first again.
            chain.lastEvent = chain.firstEvent
        while not chain.firstEvent[1]:
            text = self.stream.read(self.bufsize)
            if not text:
                self.parser.close()
                return None
            self.parser.feed(text)
        return self._emit()

    def _emit(self):
        first = self.pulldom.firstEvent
        event, first[1] = first[1]
        return event

    def _slurp(self):
        # For parsers that read all at once.
        self.parser.parse(self.stream)
        self.getEvent = self._emit
        return self._emit()

    def expandNode(self, node):
        """Read all that is in an element whose start was told, and put it in."""
        within = [node]
        for event, inner in iter(self.getEvent, None):
            if inner is node:
                return
            if event == END_ELEMENT:
                within.pop()
                continue
            within[-1].appendChild(inner)
            if event == START_ELEMENT:
                within.append(inner)


default_bufsize = 2 ** 14 - 20


def parse(stream_or_string, parser=None, bufsize=None):
    """The events of a file, given by name or open."""
    stream = open(stream_or_string) if isinstance(stream_or_string, basestring) else stream_or_string
    return DOMEventStream(stream, parser or xml.sax.make_parser(), default_bufsize if bufsize is None else bufsize)


def parseString(string, parser=None):
    """The events of a text."""
    from cStringIO import StringIO
    return parse(StringIO(string), parser, len(string))
