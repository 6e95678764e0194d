"""The parser pyexpat as one of SAX."""

import weakref

from xml.parsers import expat
from xml.sax import handler, saxutils, xmlreader
from xml.sax._exceptions import (SAXException, SAXNotRecognizedException, SAXNotSupportedException, SAXParseException,
                                 SAXReaderNotAvailable)
from xml.sax.handler import (feature_external_ges, feature_external_pes, feature_namespace_prefixes, feature_namespaces,
                             feature_string_interning, feature_validation, property_interning_dict,
                             property_lexical_handler, property_xml_string)
from xml.sax.xmlreader import _passing_on

version = '0.20'

AttributesImpl = xmlreader.AttributesImpl
AttributesNSImpl = xmlreader.AttributesNSImpl

# What expat never does, and what is said if it is to.
_UNSUPPORTED = {
    feature_validation: 'expat does not support validation',
    feature_external_pes: 'expat does not read external parameter entities',
    feature_namespace_prefixes: 'expat does not report namespace prefixes',
}

# Features that are kept as they are set: name -> attribute.
_SETTINGS = {feature_namespaces: '_namespaces', feature_external_ges: '_external_ges'}


class _ClosedParser:
    """Stands for expat's parser after an error at the end: it only knows where that was."""

    def __init__(self, parser):
        self.ErrorLineNumber = parser.ErrorLineNumber
        self.ErrorColumnNumber = parser.ErrorColumnNumber


class ExpatLocator(xmlreader.Locator):
    """Knows where a parser is, without keeping it alive."""

    def __init__(self, parser):
        self._ref = weakref.ref(parser)

    def getColumnNumber(self):
        parser = self._ref()
        return parser and parser.getColumnNumber()

    def getLineNumber(self):
        parser = self._ref()
        return 1 if parser is None else parser.getLineNumber()

    def getPublicId(self):
        parser = self._ref()
        return parser and parser.getPublicId()

    def getSystemId(self):
        parser = self._ref()
        return parser and parser.getSystemId()


class ExpatParser(xmlreader.IncrementalParser, xmlreader.Locator):
    """Reads documents and external entities, each with a parser of expat."""

    def __init__(self, namespaceHandling=0, bufsize=2 ** 16 - 20):
        xmlreader.IncrementalParser.__init__(self, bufsize)
        self._namespaces = namespaceHandling
        self._external_ges = 1
        self._interning = None
        self._lex_handler_prop = None
        self._source = xmlreader.InputSource()
        self._parser = None
        self._parsing = 0
        # (parser, source) of what is around the entity that is being read.
        self._entity_stack = []

    # Features and properties.

    def getFeature(self, name):
        if name in _SETTINGS:
            return getattr(self, _SETTINGS[name])
        if name == feature_string_interning:
            return self._interning is not None
        if name in _UNSUPPORTED:
            return 0
        return xmlreader.IncrementalParser.getFeature(self, name)

    def setFeature(self, name, state):
        if self._parsing:
            raise SAXNotSupportedException('Cannot set features while parsing')
        if name in _SETTINGS:
            setattr(self, _SETTINGS[name], state)
        elif name == feature_string_interning:
            self._interning = (self._interning or {}) if state else None
        elif name not in _UNSUPPORTED:
            xmlreader.IncrementalParser.setFeature(self, name, state)
        elif state:
            raise SAXNotSupportedException(_UNSUPPORTED[name])

    def getProperty(self, name):
        if name == property_xml_string:
            if not self._parser:
                raise SAXNotSupportedException('XML string cannot be returned when not parsing')
            if not hasattr(self._parser, 'GetInputContext'):
                raise SAXNotRecognizedException('This version of expat does not support getting the XML string')
            return self._parser.GetInputContext()
        if name == property_lexical_handler:
            return self._lex_handler_prop
        if name == property_interning_dict:
            return self._interning
        return xmlreader.IncrementalParser.getProperty(self, name)

    def setProperty(self, name, value):
        if name == property_xml_string:
            raise SAXNotSupportedException("Property '%s' cannot be set" % name)
        if name == property_lexical_handler:
            self._lex_handler_prop = value
            if self._parsing:
                self._reset_lex_handler_prop()
        elif name == property_interning_dict:
            self._interning = value
        else:
            xmlreader.IncrementalParser.setProperty(self, name, value)

    def setContentHandler(self, handler):
        xmlreader.IncrementalParser.setContentHandler(self, handler)
        if self._parsing:
            self._reset_cont_handler()

    # Reading.

    def parse(self, source):
        self._source = saxutils.prepare_input_source(source)
        try:
            self.reset()
            self._cont_handler.setDocumentLocator(ExpatLocator(self))
            xmlreader.IncrementalParser.parse(self, self._source)
        except:
            self._close_source()
            raise

    def prepareParser(self, source):
        name = source.getSystemId()
        if name is not None:
            self._parser.SetBase(name.encode('utf-8') if isinstance(name, unicode) else name)

    def feed(self, data, isFinal=0):
        if not self._parsing:
            self.reset()
            self._parsing = 1
            self._cont_handler.startDocument()
        try:
            self._parser.Parse(data, isFinal)
        except expat.error as error:
            self._err_handler.fatalError(SAXParseException(expat.ErrorString(error.code), error, self))

    def close(self):
        if self._entity_stack or self._parser is None or isinstance(self._parser, _ClosedParser):
            # The end is that of an entity, or has been.
            return
        # expat's parser and its handlers refer to each other, so it is not kept, only the place of what went wrong.
        try:
            self.feed('', isFinal=1)
            self._cont_handler.endDocument()
            self._parser = None
        finally:
            self._parsing = 0
            if self._parser is not None:
                self._parser = _ClosedParser(self._parser)
        self._close_source()

    def _close_source(self):
        streams = [self._source.getCharacterStream(), self._source.getByteStream()]
        try:
            if streams[0] is not None:
                streams[0].close()
        finally:
            if streams[1] is not None:
                streams[1].close()

    def reset(self):
        """Make ready for a document."""
        encoding = self._source.getEncoding()
        if self._namespaces:
            parser = expat.ParserCreate(encoding, ' ', intern=self._interning)
            parser.namespace_prefixes = 1
            start, end = self.start_element_ns, self.end_element_ns
        else:
            parser = expat.ParserCreate(encoding, intern=self._interning)
            start, end = self.start_element, self.end_element
        for name, function in (
                ('StartElement', start), ('EndElement', end), ('StartNamespaceDecl', self.start_namespace_decl),
                ('EndNamespaceDecl', self.end_namespace_decl), ('UnparsedEntityDecl', self.unparsed_entity_decl),
                ('NotationDecl', self.notation_decl), ('ExternalEntityRef', self.external_entity_ref),
                ('SkippedEntity', self.skipped_entity_handler)):
            setattr(parser, name + 'Handler', function)
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        self._parser = parser
        self._reset_cont_handler()
        self._decl_handler_prop = None
        if self._lex_handler_prop:
            self._reset_lex_handler_prop()
        self._parsing = 0
        self._entity_stack = []

    # Where the handlers' methods are called as they are, expat knows them.

    def _reset_cont_handler(self):
        content = self._cont_handler
        self._parser.CharacterDataHandler = content.characters
        self._parser.ProcessingInstructionHandler = content.processingInstruction

    def _reset_lex_handler_prop(self):
        lexical = self._lex_handler_prop
        for name, method in (('Comment', 'comment'), ('StartCdataSection', 'startCDATA'),
                             ('EndCdataSection', 'endCDATA'), ('EndDoctypeDecl', 'endDTD')):
            setattr(self._parser, name + 'Handler', lexical and getattr(lexical, method))
        self._parser.StartDoctypeDeclHandler = lexical and self.start_doctype_decl

    # Where the parser is.

    def getColumnNumber(self):
        return None if self._parser is None else self._parser.ErrorColumnNumber

    def getLineNumber(self):
        return 1 if self._parser is None else self._parser.ErrorLineNumber

    def getPublicId(self):
        return self._source.getPublicId()

    def getSystemId(self):
        return self._source.getSystemId()

    # What expat tells.

    def start_element(self, name, attrs):
        self._cont_handler.startElement(name, AttributesImpl(attrs))

    end_element = _passing_on('_cont_handler', 'endElement')

    def start_element_ns(self, name, attrs):
        values, qnames = {}, {}
        for key in attrs:
            pair, written = _split(key)
            values[pair] = attrs[key]
            qnames[pair] = written
        self._cont_handler.startElementNS(_split(name)[0], None, AttributesNSImpl(values, qnames))

    def end_element_ns(self, name):
        self._cont_handler.endElementNS(_split(name)[0], None)

    processing_instruction = _passing_on('_cont_handler', 'processingInstruction')
    character_data = _passing_on('_cont_handler', 'characters')
    start_namespace_decl = _passing_on('_cont_handler', 'startPrefixMapping')
    end_namespace_decl = _passing_on('_cont_handler', 'endPrefixMapping')

    def start_doctype_decl(self, name, sysid, pubid, has_internal_subset):
        self._lex_handler_prop.startDTD(name, pubid, sysid)

    def unparsed_entity_decl(self, name, base, sysid, pubid, notation_name):
        self._dtd_handler.unparsedEntityDecl(name, pubid, sysid, notation_name)

    def notation_decl(self, name, base, sysid, pubid):
        self._dtd_handler.notationDecl(name, pubid, sysid)

    def skipped_entity_handler(self, name, is_pe):
        self._cont_handler.skippedEntity('%' + name if is_pe else name)

    def external_entity_ref(self, context, base, sysid, pubid):
        """Read an entity as part of the document; 0 if that fails, which is an error of the document."""
        if not self._external_ges:
            return 1
        source = saxutils.prepare_input_source(self._ent_handler.resolveEntity(pubid, sysid),
                                               self._source.getSystemId() or '')
        self._entity_stack.append((self._parser, self._source))
        self._parser, self._source = self._parser.ExternalEntityParserCreate(context), source
        try:
            xmlreader.IncrementalParser.parse(self, source)
            # close() has left the end to this.
            self._parser.Parse('', 1)
        except:
            return 0
        self._parser, self._source = self._entity_stack.pop()
        return 1


def _split(name):
    """((namespace, name), name as it is written) of what expat says: [namespace ]name[ prefix]."""
    parts = name.split()
    if len(parts) == 1:
        return (None, name), name
    uri, local = parts[:2]
    return (uri, local), ':'.join(parts[2:] + [local])


def create_parser(*args, **kwargs):
    return ExpatParser(*args, **kwargs)
