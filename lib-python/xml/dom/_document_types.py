"""Document types of minidom, with the entities and notations that they declare."""

import xml.dom
from xml.dom.minicompat import NodeList

from ._elements import _nssplit
from ._nodes import Childless, Node, _refusing


class ReadOnlySequentialNamedNodeMap(object):
    """The entities or notations of a document type."""

    def __init__(self, seq=()):
        self._seq = seq

    def __len__(self):
        return len(self._seq)

    _get_length = __len__
    length = property(__len__)

    def _first(self, wanted):
        for node in self._seq:
            if wanted(node):
                return node

    def getNamedItem(self, name):
        return self._first(lambda node: node.nodeName == name)

    def getNamedItemNS(self, namespaceURI, localName):
        return self._first(lambda node: (node.namespaceURI, node.localName) == (namespaceURI, localName))

    def __getitem__(self, name_or_tuple):
        pair = name_or_tuple if isinstance(name_or_tuple, tuple) else None
        node = self.getNamedItemNS(*pair) if pair else self.getNamedItem(name_or_tuple)
        if node:
            return node
        raise KeyError(name_or_tuple)

    def item(self, index):
        return self._seq[index] if 0 <= index < len(self._seq) else None

    def _refuse(self, *arguments):
        raise xml.dom.NoModificationAllowedErr('NamedNodeMap instance is read-only')

    setNamedItem = setNamedItemNS = removeNamedItem = removeNamedItemNS = _refuse


class Identified:
    """What has a public and a system id."""

    publicId = systemId = None

    def _identified_mixin_init(self, publicId, systemId):
        self.publicId, self.systemId = publicId, systemId

    def _get_publicId(self):
        return self.publicId

    def _get_systemId(self):
        return self.systemId


class DocumentType(Identified, Childless, Node):

    nodeType = Node.DOCUMENT_TYPE_NODE
    # The text in its brackets.
    internalSubset = None

    def __init__(self, qualifiedName):
        self.name = self.nodeName = _nssplit(qualifiedName)[1] if qualifiedName else None
        self.entities, self.notations = ReadOnlySequentialNamedNodeMap(), ReadOnlySequentialNamedNodeMap()

    def cloneNode(self, deep):
        """A copy of one that is in no document; else None."""
        if self.ownerDocument is not None:
            return None
        copy = DocumentType(None)
        copy.name = copy.nodeName = self.name
        if deep:
            self._copy_declarations(copy, None, xml.dom.UserDataHandler.NODE_CLONED)
        self._call_user_data_handler(xml.dom.UserDataHandler.NODE_CLONED, self, copy)
        return copy

    def _bare_copy(self, document, deep):
        assert self.ownerDocument is not document
        copy = document.implementation.createDocumentType(self.name, self.publicId, self.systemId)
        copy.ownerDocument = document
        if deep:
            self._copy_declarations(copy, document, xml.dom.UserDataHandler.NODE_IMPORTED)
        return copy

    def _copy_declarations(self, copy, document, operation):
        for names, own in (copy.notations, self.notations), (copy.entities, self.entities):
            names._seq = []
            for declared in own._seq:
                twin = declared._twin()
                twin.ownerDocument = document
                names._seq.append(twin)
                declared._call_user_data_handler(operation, declared, twin)

    def writexml(self, writer, indent='', addindent='', newl=''):
        writer.write('<!DOCTYPE ' + self.name)
        if self.publicId:
            writer.write("%s  PUBLIC '%s'%s  '%s'" % (newl, self.publicId, newl, self.systemId))
        elif self.systemId:
            writer.write("%s  SYSTEM '%s'" % (newl, self.systemId))
        if self.internalSubset is not None:
            writer.write(' [%s]' % self.internalSubset)
        writer.write('>' + newl)


class Entity(Identified, Node):
    """An entity with the text that it stands for."""

    nodeType = Node.ENTITY_NODE
    actualEncoding = encoding = version = None

    def __init__(self, name, publicId, systemId, notation):
        self._identified_mixin_init(publicId, systemId)
        self.nodeName, self.notationName = name, notation
        self.childNodes = NodeList()

    def _twin(self):
        twin = Entity(self.nodeName, self.publicId, self.systemId, self.notationName)
        twin.actualEncoding, twin.encoding, twin.version = self.actualEncoding, self.encoding, self.version
        return twin

    appendChild = _refusing(xml.dom.HierarchyRequestErr, 'cannot append children to an entity node')
    insertBefore = _refusing(xml.dom.HierarchyRequestErr, 'cannot insert children below an entity node')
    removeChild = _refusing(xml.dom.HierarchyRequestErr, 'cannot remove children from an entity node')
    replaceChild = _refusing(xml.dom.HierarchyRequestErr, 'cannot replace children of an entity node')


class Notation(Identified, Childless, Node):

    nodeType = Node.NOTATION_NODE

    def __init__(self, name, publicId, systemId):
        self.nodeName = name
        self._identified_mixin_init(publicId, systemId)

    def _twin(self):
        return Notation(self.nodeName, self.publicId, self.systemId)
