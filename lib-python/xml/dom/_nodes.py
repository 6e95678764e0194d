"""Nodes of minidom: what all share, how they are tied into a tree, texts, comments and instructions."""

import xml.dom
from xml.dom import EMPTY_PREFIX
from xml.dom.minicompat import EmptyNodeList, NodeList

_TEXTS = (xml.dom.Node.TEXT_NODE, xml.dom.Node.CDATA_SECTION_NODE)
_nodeTypes_with_children = (xml.dom.Node.ELEMENT_NODE, xml.dom.Node.ENTITY_REFERENCE_NODE)


class _Pieces:
    """A file that keeps what is written."""

    def __init__(self):
        self.pieces = []
        self.write = self.pieces.append


def _write_data(writer, data):
    """Write characters of a document."""
    if data:
        for character, entity in ('&', '&amp;'), ('<', '&lt;'), ('"', '&quot;'), ('>', '&gt;'):
            data = data.replace(character, entity)
        writer.write(data)


def _tie(before, after):
    """Let two nodes, or a node and None, be beside each other."""
    if before is not None:
        before.nextSibling = after
    if after is not None:
        after.previousSibling = before


def _append_child(parent, node):
    """Add a node that is nowhere yet, unchecked."""
    children = parent.childNodes
    _tie(children[-1] if children else None, node)
    children.append(node)
    node.parentNode = parent


def _clear_id_cache(node):
    document = node if node.nodeType == Node.DOCUMENT_NODE else node.ownerDocument
    if document is not None:
        document._id_cache.clear()


def _take_out(node):
    if node.parentNode is not None:
        node.parentNode.removeChild(node)


class Node(xml.dom.Node, object):
    """What all nodes have. A class says by _child_node_types what may be within its nodes."""

    namespaceURI = nodeValue = attributes = None
    parentNode = ownerDocument = nextSibling = previousSibling = None
    prefix = EMPTY_PREFIX
    childNodes = EmptyNodeList()
    localName = None
    # key -> (data, handler); made when first needed.
    _user_data = None

    def __nonzero__(self):
        return True

    def _get_childNodes(self):
        return self.childNodes

    def _get_firstChild(self):
        return self.childNodes[0] if self.childNodes else None

    def _get_lastChild(self):
        return self.childNodes[-1] if self.childNodes else None

    firstChild = property(_get_firstChild)
    lastChild = property(_get_lastChild)

    # Text.

    def toxml(self, encoding=None):
        """The node as text; bytes if there is an encoding."""
        return self.toprettyxml('', '', encoding)

    def toprettyxml(self, indent='\t', newl='\n', encoding=None):
        """The node as text of many lines; bytes if there is an encoding."""
        out = _Pieces()
        # Only documents say their encoding.
        declared = (encoding,) if self.nodeType == Node.DOCUMENT_NODE else ()
        self.writexml(out, '', indent, newl, *declared)
        text = ''.join(out.pieces)
        return text if encoding is None else text.encode(encoding)

    # The tree.

    def hasChildNodes(self):
        return bool(self.childNodes)

    def _check_child(self, node):
        if node.nodeType not in self._child_node_types:
            raise xml.dom.HierarchyRequestErr('%r cannot be child of %r' % (node, self))

    def _index(self, node):
        if node not in self.childNodes:
            raise xml.dom.NotFoundErr()
        return self.childNodes.index(node)

    def _children_changed(self, *nodes):
        if any(node.nodeType in _nodeTypes_with_children for node in nodes):
            _clear_id_cache(self)

    def appendChild(self, node):
        """Add a node, or what a fragment has, as the last. Gives the node."""
        if node.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            for child in list(node.childNodes):
                self.appendChild(child)
            return node
        self._check_child(node)
        _take_out(node)
        _append_child(self, node)
        node.nextSibling = None
        self._children_changed(node)
        return node

    def insertBefore(self, newChild, refChild):
        """Add a node, or what a fragment has, before another, or last if that is None. Gives the node."""
        if newChild.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            for child in list(newChild.childNodes):
                self.insertBefore(child, refChild)
            return newChild
        self._check_child(newChild)
        _take_out(newChild)
        if refChild is None:
            return self.appendChild(newChild)
        self.childNodes.insert(self._index(refChild), newChild)
        newChild.parentNode = self
        _tie(refChild.previousSibling, newChild)
        _tie(newChild, refChild)
        self._children_changed(newChild)
        return newChild

    def replaceChild(self, newChild, oldChild):
        """Put a node, or what a fragment has, in the place of another, which it gives."""
        if newChild.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            following = oldChild.nextSibling
            self.removeChild(oldChild)
            return self.insertBefore(newChild, following)
        self._check_child(newChild)
        if newChild is oldChild:
            return None
        _take_out(newChild)
        self.childNodes[self._index(oldChild)] = newChild
        newChild.parentNode = self
        _tie(oldChild.previousSibling, newChild)
        _tie(newChild, oldChild.nextSibling)
        oldChild.parentNode = oldChild.previousSibling = oldChild.nextSibling = None
        self._children_changed(newChild, oldChild)
        return oldChild

    def removeChild(self, oldChild):
        """Take a node away, which it gives."""
        del self.childNodes[self._index(oldChild)]
        _tie(oldChild.previousSibling, oldChild.nextSibling)
        oldChild.parentNode = oldChild.previousSibling = oldChild.nextSibling = None
        self._children_changed(oldChild)
        return oldChild

    def normalize(self):
        """Put texts that are beside each other together, and take empty ones away."""
        kept = []
        for child in list(self.childNodes):
            if child.nodeType != Node.TEXT_NODE:
                kept.append(child)
                if child.nodeType == Node.ELEMENT_NODE:
                    child.normalize()
            elif child.data and not (kept and kept[-1].nodeType == Node.TEXT_NODE):
                kept.append(child)
            else:
                if child.data:
                    kept[-1].data += child.data
                child.unlink()
        self.childNodes[:] = kept
        for before, after in zip([None] + kept, kept + [None]):
            _tie(before, after)

    def cloneNode(self, deep):
        """A copy, with what is within if deep."""
        return self._copy_for(self.ownerDocument or self, deep)

    def _copy_for(self, document, deep):
        """A copy that belongs to a document."""
        copy = self._bare_copy(document, deep)
        if deep and self.nodeType in (Node.ELEMENT_NODE, Node.DOCUMENT_FRAGMENT_NODE):
            for child in self.childNodes:
                copy.appendChild(child._copy_for(document, deep))
        cloned = self.ownerDocument is document and self.nodeType != Node.DOCUMENT_TYPE_NODE
        handler = xml.dom.UserDataHandler
        self._call_user_data_handler(handler.NODE_CLONED if cloned else handler.NODE_IMPORTED, self, copy)
        return copy

    def _bare_copy(self, document, deep):
        raise xml.dom.NotSupportedErr('Cannot clone node %r' % self)

    def unlink(self):
        """Take the tree apart, so that no cycles are left."""
        self.parentNode = self.ownerDocument = self.previousSibling = self.nextSibling = None
        if self.childNodes:
            for child in self.childNodes:
                child.unlink()
            self.childNodes = NodeList()

    # What an implementation can do.

    def isSupported(self, feature, version):
        return self.ownerDocument.implementation.hasFeature(feature, version)

    def getInterface(self, feature):
        return self if self.isSupported(feature, None) else None

    def isSameNode(self, other):
        return self is other

    # Data that programs keep at nodes.

    def getUserData(self, key):
        return (self._user_data or {}).get(key, (None,))[0]

    def setUserData(self, key, data, handler):
        """Keep data, or with None keep it no longer; the handler is told when the node is copied and the like. Gives
        what was kept."""
        old = self.getUserData(key)
        if self._user_data is None:
            self._user_data = {}
        if data is None:
            self._user_data.pop(key, None)
        else:
            self._user_data[key] = data, handler
        return old

    def _call_user_data_handler(self, operation, src, dst):
        for key, (data, handler) in (self._user_data or {}).items():
            if handler is not None:
                handler.handle(operation, key, data, src, dst)


class DocumentFragment(Node):
    """Nodes that are put into a document together."""

    nodeType = Node.DOCUMENT_FRAGMENT_NODE
    nodeName = '#document-fragment'
    _child_node_types = (Node.ELEMENT_NODE, Node.TEXT_NODE, Node.CDATA_SECTION_NODE, Node.ENTITY_REFERENCE_NODE,
                         Node.PROCESSING_INSTRUCTION_NODE, Node.COMMENT_NODE, Node.NOTATION_NODE)

    def __init__(self):
        self.childNodes = NodeList()

    def _bare_copy(self, document, deep):
        return document.createDocumentFragment()


def _refusing(error, text):
    """A method that says why nodes cannot be within; %s: the name of the node."""
    def method(self, *nodes):
        raise error(text.replace('%s', self.nodeName))
    return method


class Childless:
    """A node that has none within."""

    attributes = firstChild = lastChild = None
    childNodes = EmptyNodeList()

    appendChild = _refusing(xml.dom.HierarchyRequestErr, '%s nodes cannot have children')
    insertBefore = replaceChild = _refusing(xml.dom.HierarchyRequestErr, '%s nodes do not have children')
    removeChild = _refusing(xml.dom.NotFoundErr, '%s nodes do not have children')

    def hasChildNodes(self):
        return False

    def normalize(self):
        pass


class _WithData(Childless, Node):
    """A node whose value is its data."""

    def _get_data(self):
        return self.data

    def _set_data(self, data):
        self.data = data

    nodeValue = property(_get_data, _set_data)


class ProcessingInstruction(_WithData):

    nodeType = Node.PROCESSING_INSTRUCTION_NODE

    def __init__(self, target, data):
        self.target = self.nodeName = target
        self.data = data

    def _bare_copy(self, document, deep):
        return document.createProcessingInstruction(self.target, self.data)

    def writexml(self, writer, indent='', addindent='', newl=''):
        writer.write('%s<?%s %s?>%s' % (indent, self.target, self.data, newl))


class CharacterData(_WithData):
    """Texts and comments. IndexSizeErr for a place that they do not have."""

    def __init__(self):
        self.data = ''

    def __len__(self):
        return len(self.data)

    length = property(__len__)

    def __repr__(self):
        more = '...' if len(self.data) > 10 else ''
        return '<DOM %s node "%r%s">' % (self.__class__.__name__, self.data[:10], more)

    def _check(self, offset, count=0):
        if offset < 0:
            problem = 'offset cannot be negative'
        elif offset >= len(self.data):
            problem = 'offset cannot be beyond end of data'
        elif count < 0:
            problem = 'count cannot be negative'
        else:
            return
        raise xml.dom.IndexSizeErr(problem)

    def _replace(self, offset, count, text):
        self.data = self.data[:offset] + text + self.data[offset + count:]

    def substringData(self, offset, count):
        self._check(offset, count)
        return self.data[offset:offset + count]

    def appendData(self, arg):
        self.data += arg

    def insertData(self, offset, arg):
        self._check(offset)
        self._replace(offset, 0, arg)

    def deleteData(self, offset, count):
        self._check(offset, count)
        self._replace(offset, count, '')

    def replaceData(self, offset, count, arg):
        self._check(offset, count)
        if count:
            self._replace(offset, count, arg)


class Text(CharacterData):

    nodeType = Node.TEXT_NODE
    nodeName = '#text'
    # No document here knows what its elements are to have.
    isWhitespaceInElementContent = False

    def _bare_copy(self, document, deep):
        return document.createTextNode(self.data)

    def splitText(self, offset):
        """Make two of it; gives the second."""
        if not 0 <= offset <= len(self.data):
            raise xml.dom.IndexSizeErr('illegal offset value')
        second = self.__class__()
        second.ownerDocument = self.ownerDocument
        second.data = self.data[offset:]
        self.data = self.data[:offset]
        parent = self.parentNode
        if parent and self in parent.childNodes:
            parent.insertBefore(second, self.nextSibling)
        return second

    def writexml(self, writer, indent='', addindent='', newl=''):
        _write_data(writer, indent + self.data + newl)

    def _together(self):
        """This text and those beside it, in order."""
        first = self
        while first.previousSibling is not None and first.previousSibling.nodeType in _TEXTS:
            first = first.previousSibling
        texts = []
        while first is not None and first.nodeType in _TEXTS:
            texts.append(first)
            first = first.nextSibling
        return texts

    @property
    def wholeText(self):
        return ''.join(text.data for text in self._together())

    def replaceWholeText(self, content):
        """Put a text in the place of this one and those beside it; gives its node, or None if it is empty."""
        kept = self if content else None
        for text in self._together():
            if text is not kept:
                text.parentNode.removeChild(text)
        if kept:
            self.data = content
        return kept


class Comment(CharacterData):

    nodeType = Node.COMMENT_NODE
    nodeName = '#comment'

    def __init__(self, data):
        self.data = data

    def _bare_copy(self, document, deep):
        return document.createComment(self.data)

    def writexml(self, writer, indent='', addindent='', newl=''):
        if '--' in self.data:
            raise ValueError("'--' is not allowed in a comment node")
        writer.write('%s<!--%s-->%s' % (indent, self.data, newl))


class CDATASection(Text):

    nodeType = Node.CDATA_SECTION_NODE
    nodeName = '#cdata-section'

    def _bare_copy(self, document, deep):
        return document.createCDATASection(self.data)

    def writexml(self, writer, indent='', addindent='', newl=''):
        if ']]>' in self.data:
            raise ValueError("']]>' not allowed in a CDATA section")
        writer.write('<![CDATA[%s]]>' % self.data)
