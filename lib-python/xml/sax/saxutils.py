"""Escapes, a handler that writes documents, a filter of events."""

import codecs
import io
import os
import sys
import urllib
import urlparse

import handler
import xmlreader
from xmlreader import _accessors, _passing_on


def _replaced(text, pairs):
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def escape(data, entities={}):
    """A text as it may stand between tags; entities: what else to replace."""
    return _replaced(data, [('&', '&amp;'), ('>', '&gt;'), ('<', '&lt;')] + entities.items())


def unescape(data, entities={}):
    """What escape() was given."""
    return _replaced(data, [('&lt;', '<'), ('&gt;', '>')] + entities.items() + [('&amp;', '&')])


_BLANKS = {'\n': '&#10;', '\r': '&#13;', '\t': '&#9;'}


def quoteattr(data, entities={}):
    """A text as an attribute's value, in such quotes as it allows."""
    data = escape(data, dict(entities, **_BLANKS))
    if '"' not in data:
        return '"%s"' % data
    if "'" not in data:
        return "'%s'" % data
    return '"%s"' % data.replace('"', '&quot;')


class _Writer:
    """Writes unicode to a file in an encoding; what it does not have is written by number."""

    def __init__(self, out, encoding):
        encoder = codecs.getincrementalencoder(encoding)('xmlcharrefreplace')
        if not hasattr(out, 'seekable') or not out.seekable() or out.tell() != 0:
            # No mark of the byte order unless it is known to begin the file.
            encoder.setstate(0)
        self._encode = encoder.encode
        self._is_text = isinstance(out, (io.TextIOBase, codecs.StreamWriter, codecs.StreamReaderWriter))
        self._write = out.write
        self.flush = getattr(out, 'flush', lambda: None)

    def write(self, text):
        if self._is_text:
            self._write(text)
        else:
            self._write(self._encode(text))


_XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'


class XMLGenerator(handler.ContentHandler):
    """Writes the document that it is told of."""

    def __init__(self, out=None, encoding='iso-8859-1'):
        handler.ContentHandler.__init__(self)
        self._encoding = encoding
        writer = _Writer(sys.stdout if out is None else out, encoding)
        self._write, self._flush = writer.write, writer.flush
        # Namespace -> prefix; those that hold again when the innermost ends; those that the next start tag declares.
        self._current_context = {}
        self._ns_contexts = [self._current_context]
        self._undeclared_ns_maps = []

    def _qname(self, name):
        """A name (namespace, name) as it is written."""
        uri, local = name
        if not uri:
            return local
        # The prefix xml needs no declaration.
        prefix = 'xml' if uri == _XML_NAMESPACE else self._current_context[uri]
        return prefix + ':' + local if prefix else local

    def _text(self, text):
        return text if isinstance(text, unicode) else unicode(text, self._encoding)

    def _start(self, name, attributes):
        self._write(u'<' + name)
        for key, quoted in attributes:
            self._write(u' %s=%s' % (key, quoted))
        self._write(u'>')

    def startDocument(self):
        self._write(u'<?xml version="1.0" encoding="%s"?>\n' % self._encoding)

    def endDocument(self):
        self._flush()

    def startPrefixMapping(self, prefix, uri):
        self._ns_contexts.append(self._current_context.copy())
        self._current_context[uri] = prefix
        self._undeclared_ns_maps.append((prefix, uri))

    def endPrefixMapping(self, prefix):
        self._current_context = self._ns_contexts.pop()

    def startElement(self, name, attrs):
        self._start(name, [(key, quoteattr(value)) for key, value in attrs.items()])

    def endElement(self, name):
        self._write(u'</%s>' % name)

    def startElementNS(self, name, qname, attrs):
        declared = [('xmlns:' + prefix if prefix else 'xmlns', '"%s"' % uri)
                    for prefix, uri in self._undeclared_ns_maps]
        self._undeclared_ns_maps = []
        self._start(self._qname(name),
                    declared + [(self._qname(key), quoteattr(value)) for key, value in attrs.items()])

    def endElementNS(self, name, qname):
        self.endElement(self._qname(name))

    def characters(self, content):
        if content:
            self._write(escape(self._text(content)))

    def ignorableWhitespace(self, content):
        self._write(self._text(content))

    def processingInstruction(self, target, data):
        self._write(u'<?%s %s?>' % (target, data))


class XMLFilterBase(xmlreader.XMLReader):
    """A parser whose events come from another, its parent; subclasses change them on the way to the handlers."""

    def __init__(self, parent=None):
        xmlreader.XMLReader.__init__(self)
        self._parent = parent

    getParent, setParent = _accessors('_parent')

    def parse(self, source):
        parent = self._parent
        for set_handler in (parent.setContentHandler, parent.setDTDHandler, parent.setEntityResolver,
                            parent.setErrorHandler):
            set_handler(self)
        parent.parse(source)

    setLocale = _passing_on('_parent', 'setLocale')
    getFeature = _passing_on('_parent', 'getFeature')
    setFeature = _passing_on('_parent', 'setFeature')
    getProperty = _passing_on('_parent', 'getProperty')
    setProperty = _passing_on('_parent', 'setProperty')

    error = _passing_on('_err_handler', 'error')
    fatalError = _passing_on('_err_handler', 'fatalError')
    warning = _passing_on('_err_handler', 'warning')

    setDocumentLocator = _passing_on('_cont_handler', 'setDocumentLocator')
    startDocument = _passing_on('_cont_handler', 'startDocument')
    endDocument = _passing_on('_cont_handler', 'endDocument')
    startPrefixMapping = _passing_on('_cont_handler', 'startPrefixMapping')
    endPrefixMapping = _passing_on('_cont_handler', 'endPrefixMapping')
    startElement = _passing_on('_cont_handler', 'startElement')
    endElement = _passing_on('_cont_handler', 'endElement')
    startElementNS = _passing_on('_cont_handler', 'startElementNS')
    endElementNS = _passing_on('_cont_handler', 'endElementNS')
    characters = _passing_on('_cont_handler', 'characters')
    ignorableWhitespace = _passing_on('_cont_handler', 'ignorableWhitespace')
    processingInstruction = _passing_on('_cont_handler', 'processingInstruction')
    skippedEntity = _passing_on('_cont_handler', 'skippedEntity')

    notationDecl = _passing_on('_dtd_handler', 'notationDecl')
    unparsedEntityDecl = _passing_on('_dtd_handler', 'unparsedEntityDecl')
    resolveEntity = _passing_on('_ent_handler', 'resolveEntity')


def _beside(base, path):
    """The path of a file relative to another's."""
    directory = os.path.dirname(os.path.normpath(base))
    encoding = sys.getfilesystemencoding()
    if isinstance(path, unicode) != isinstance(directory, unicode):
        # Both as text if they are, else both as bytes.
        parts = path, directory
        try:
            path, directory = [part if isinstance(part, unicode) else part.decode(encoding) for part in parts]
        except UnicodeDecodeError:
            path, directory = [part.encode(encoding) if isinstance(part, unicode) else part for part in parts]
    return os.path.join(directory, path)


def _as_source(source):
    if isinstance(source, basestring):
        return xmlreader.InputSource(source)
    if not hasattr(source, 'read'):
        return source
    wrapped = xmlreader.InputSource()
    wrapped.setByteStream(source)
    name = getattr(source, 'name', None)
    if isinstance(name, basestring):
        wrapped.setSystemId(name)
    return wrapped


def prepare_input_source(source, base=''):
    """An InputSource with an open file, of a name, a file or an InputSource; names are relative to base."""
    source = _as_source(source)
    if source.getByteStream() is None:
        name = source.getSystemId()
        try:
            path = _beside(base, name)
            is_file = os.path.isfile(path)
        except UnicodeError:
            is_file = False
        if is_file:
            source.setSystemId(path)
            source.setByteStream(open(path, 'rb'))
        else:
            source.setSystemId(urlparse.urljoin(base, name))
            source.setByteStream(urllib.urlopen(source.getSystemId()))
    return source
