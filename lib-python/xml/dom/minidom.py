"""A small DOM: documents as trees of nodes.

    document = parseString('<a><b/></a>'); document.documentElement.firstChild; document.toxml()
"""

import xml.dom
from xml.dom import EMPTY_NAMESPACE, EMPTY_PREFIX, XML_NAMESPACE, XMLNS_NAMESPACE, domreg
from xml.dom.minicompat import *

from ._document_types import DocumentType, Entity, Identified, Notation, ReadOnlySequentialNamedNodeMap
from ._elements import Attr, AttributeList, Element, NamedNodeMap, TypeInfo, _no_type, _nssplit, _Searchable
from ._nodes import (CDATASection, CharacterData, Childless, Comment, DocumentFragment, Node, ProcessingInstruction,
                     Text, _append_child, _clear_id_cache, _nodeTypes_with_children, _take_out, _write_data)

# Reprs, pickles and exceptions name them by this module.
for _offered in (Attr, CDATASection, CharacterData, Childless, Comment, DocumentFragment, DocumentType, Element, Entity,
                 Identified, NamedNodeMap, Node, Notation, ProcessingInstruction, ReadOnlySequentialNamedNodeMap, Text,
                 TypeInfo):
    _offered.__module__ = __name__
del _offered


class DOMImplementation:
    """Makes documents."""

    _features = [(name, version) for name, versions in (('core', ('1.0', '2.0')), ('xml', ('1.0', '2.0')),
                                                        ('ls-load', ('3.0',)))
                 for version in versions + (None,)]

    def hasFeature(self, feature, version):
        return (feature.lower(), version or None) in self._features

    def getInterface(self, feature):
        return self if self.hasFeature(feature, None) else None

    def createDocument(self, namespaceURI, qualifiedName, doctype):
        """A document with its element, or with nothing if no name is given."""
        if doctype and doctype.parentNode is not None:
            raise xml.dom.WrongDocumentErr('doctype object owned by another DOM tree')
        document = self._create_document()
        if (namespaceURI, qualifiedName, doctype) != (None, None, None):
            self._check_root(namespaceURI, qualifiedName)
            if doctype:
                document.appendChild(doctype)
            document.appendChild(document.createElementNS(namespaceURI, qualifiedName))
        if doctype:
            doctype.parentNode = doctype.ownerDocument = document
        document.doctype = doctype
        document.implementation = self
        return document

    def _check_root(self, namespaceURI, qualifiedName):
        # The standard leaves open what a document without an element's name would be.
        if not qualifiedName:
            raise xml.dom.InvalidCharacterErr('Element with no name')
        prefix = _nssplit(qualifiedName)[0]
        if prefix == 'xml' and namespaceURI != XML_NAMESPACE:
            raise xml.dom.NamespaceErr("illegal use of 'xml' prefix")
        if prefix and not namespaceURI:
            raise xml.dom.NamespaceErr('illegal use of prefix without namespaces')

    def createDocumentType(self, qualifiedName, publicId, systemId):
        doctype = DocumentType(qualifiedName)
        doctype._identified_mixin_init(publicId, systemId)
        return doctype

    def _create_document(self):
        return Document()


class ElementInfo(object):
    """What is known of an element's content: nothing, but subclasses may know more."""

    __slots__ = 'tagName',

    def __init__(self, name):
        self.tagName = name

    def getAttributeType(self, aname):
        return _no_type

    def getAttributeTypeNS(self, namespaceURI, localName):
        return _no_type

    def isElementContent(self):
        return False

    isEmpty = isElementContent

    def isId(self, aname):
        return False

    def isIdNS(self, namespaceURI, localName):
        return False


class Document(_Searchable, Node):
    """A document."""

    nodeType = Node.DOCUMENT_NODE
    nodeName = '#document'
    _child_node_types = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE, Node.COMMENT_NODE,
                         Node.DOCUMENT_TYPE_NODE)
    implementation = DOMImplementation()
    doctype = documentURI = errorHandler = None
    actualEncoding = encoding = standalone = version = None
    strictErrorChecking = False
    # How many attributes are the identities of their elements, beside those that the document type says.
    _magic_id_count = 0

    def __init__(self):
        self.childNodes = NodeList()
        # Name of an element -> names of its attributes that are identities; identity -> element, as far as known.
        self._id_attributes = {}
        self._id_cache = {}

    # The tree.

    def _get_documentElement(self):
        for node in self.childNodes:
            if node.nodeType == Node.ELEMENT_NODE:
                return node

    documentElement = property(_get_documentElement)

    def appendChild(self, node):
        self._check_child(node)
        _take_out(node)
        if node.nodeType == Node.ELEMENT_NODE and self.documentElement:
            raise xml.dom.HierarchyRequestErr('two document elements disallowed')
        return Node.appendChild(self, node)

    def removeChild(self, oldChild):
        Node.removeChild(self, oldChild)
        if oldChild is self.doctype:
            self.doctype = None
        return oldChild

    def unlink(self):
        if self.doctype is not None:
            self.doctype.unlink()
            self.doctype = None
        Node.unlink(self)

    def cloneNode(self, deep):
        """A copy of all of it; None if it is not to be deep."""
        if not deep:
            return None
        copy = self.implementation.createDocument(None, None, None)
        copy.encoding, copy.standalone, copy.version = self.encoding, self.standalone, self.version
        for child in self.childNodes:
            twin = child._copy_for(copy, deep)
            _append_child(copy, twin)
            if twin.nodeType == Node.DOCUMENT_TYPE_NODE:
                copy.doctype = twin
        self._call_user_data_handler(xml.dom.UserDataHandler.NODE_CLONED, self, copy)
        return copy

    def importNode(self, node, deep):
        """A copy, for this document, of a node of another."""
        kind = {Node.DOCUMENT_NODE: 'document', Node.DOCUMENT_TYPE_NODE: 'document type'}.get(node.nodeType)
        if kind:
            raise xml.dom.NotSupportedErr('cannot import %s nodes' % kind)
        return node._copy_for(self, deep)

    def getElementById(self, id):
        """The element of an identity, or None."""
        if id not in self._id_cache and (self._id_attributes or self._magic_id_count):
            for element in self.getElementsByTagName('*'):
                declared = self._id_attributes.get(element.nodeName, ())
                for attr in element._attrs.values():
                    if attr._is_id or attr.name in declared:
                        self._id_cache.setdefault(attr.value, element)
        return self._id_cache.get(id)

    def isSupported(self, feature, version):
        return self.implementation.hasFeature(feature, version)

    def writexml(self, writer, indent='', addindent='', newl='', encoding=None):
        declared = '' if encoding is None else 'encoding="%s"' % encoding
        writer.write('<?xml version="1.0" %s?>%s' % (declared, newl))
        for child in self.childNodes:
            child.writexml(writer, indent, addindent, newl)

    # New nodes.

    def _own(self, node):
        node.ownerDocument = self
        return node

    def createDocumentFragment(self):
        return self._own(DocumentFragment())

    def createElement(self, tagName):
        return self._own(Element(tagName))

    def createElementNS(self, namespaceURI, qualifiedName):
        return self._own(Element(qualifiedName, namespaceURI, _nssplit(qualifiedName)[0]))

    def createAttribute(self, qName):
        return self._own(Attr(qName))

    def createAttributeNS(self, namespaceURI, qualifiedName):
        prefix, local = _nssplit(qualifiedName)
        return self._own(Attr(qualifiedName, namespaceURI, local, prefix))

    def createTextNode(self, data):
        return self._own(self._text(Text, data))

    def createCDATASection(self, data):
        return self._own(self._text(CDATASection, data))

    def _text(self, kind, data):
        if not isinstance(data, StringTypes):
            raise TypeError('node contents must be a string')
        text = kind()
        text.data = data
        return text

    def createComment(self, data):
        return self._own(Comment(data))

    def createProcessingInstruction(self, target, data):
        return self._own(ProcessingInstruction(target, data))

    def _create_entity(self, name, publicId, systemId, notationName):
        return self._own(Entity(name, publicId, systemId, notationName))

    def _create_notation(self, name, publicId, systemId):
        return self._own(Notation(name, publicId, systemId))

    # New names.

    def renameNode(self, n, namespaceURI, name):
        """Give an element or attribute another name; gives the node."""
        if n.ownerDocument is not self:
            raise xml.dom.WrongDocumentErr('cannot rename nodes from other documents;\nexpected %s,\nfound %s'
                                           % (self, n.ownerDocument))
        if n.nodeType not in (Node.ELEMENT_NODE, Node.ATTRIBUTE_NODE):
            raise xml.dom.NotSupportedErr('renameNode() only applies to element and attribute nodes')
        prefix = local = None
        if namespaceURI != EMPTY_NAMESPACE:
            prefix, local = _nssplit(name)
            if namespaceURI != XMLNS_NAMESPACE:
                if prefix == 'xmlns':
                    raise xml.dom.NamespaceErr("illegal use of 'xmlns' prefix")
                if name == 'xmlns' and n.nodeType == Node.ATTRIBUTE_NODE:
                    raise xml.dom.NamespaceErr("illegal use of the 'xmlns' attribute")
        rename = self._rename_attribute if n.nodeType == Node.ATTRIBUTE_NODE else self._rename_element
        rename(n, namespaceURI, name, prefix, local)
        n._call_user_data_handler(xml.dom.UserDataHandler.NODE_RENAMED, n, None)
        return n

    def _rename_element(self, element, namespaceURI, name, prefix, local):
        element.nodeName = element.tagName = name
        element.namespaceURI, element.prefix, element._local = namespaceURI, prefix, local

    def _rename_attribute(self, attr, namespaceURI, name, prefix, local):
        element, is_id = attr.ownerElement, attr._is_id
        if element is not None:
            element.removeAttributeNode(attr)
        attr._name = name
        attr.namespaceURI, attr._prefix, attr._local = namespaceURI, prefix, local
        # Its text went when it was removed.
        attr.value = attr.value
        if element is not None:
            element.setAttributeNode(attr)
            if is_id:
                element.setIdAttributeNode(attr)


# ---- Reading.


def _whole(events):
    """The document of a stream of events."""
    document = events.getEvent()[1]
    events.expandNode(document)
    events.clear()
    return document


def parse(file, parser=None, bufsize=None):
    """The document of a file, given by name or open."""
    if parser is None and not bufsize:
        from xml.dom import expatbuilder
        return expatbuilder.parse(file)
    from xml.dom import pulldom
    return _whole(pulldom.parse(file, parser=parser, bufsize=bufsize))


def parseString(string, parser=None):
    """The document of a text."""
    if parser is None:
        from xml.dom import expatbuilder
        return expatbuilder.parseString(string)
    from xml.dom import pulldom
    return _whole(pulldom.parseString(string, parser=parser))


def getDOMImplementation(features=None):
    """The implementation, or None if it does not have the features."""
    if isinstance(features, StringTypes):
        features = domreg._parse_feature_string(features)
    if all(Document.implementation.hasFeature(feature, version) for feature, version in features or ()):
        return Document.implementation
