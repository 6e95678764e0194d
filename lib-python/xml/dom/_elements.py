"""Elements of minidom and their attributes."""

import xml.dom
from xml.dom import EMPTY_NAMESPACE, XMLNS_NAMESPACE
from xml.dom.minicompat import NodeList, StringTypes

from ._nodes import Node, Text, _clear_id_cache, _write_data


def _nssplit(qualifiedName):
    """[prefix or None, local name] of a name as it is written."""
    prefix, colon, local = qualifiedName.partition(':')
    return [prefix, local] if colon else [None, prefix]


# In the place of a local name: it follows from the name. None: there is none.
_OF_NAME = object()


class TypeInfo(object):
    """The type that a schema gives."""

    __slots__ = 'namespace', 'name'

    def __init__(self, namespace, name):
        self.namespace, self.name = namespace, name

    def __repr__(self):
        return '<TypeInfo %r%s>' % (self.name, ' (from %r)' % self.namespace if self.namespace else '')

    def _get_name(self):
        return self.name

    def _get_namespace(self):
        return self.namespace


_no_type = TypeInfo(None, None)


class Attr(Node):
    """An attribute. Its value is also the text within it."""

    nodeType = Node.ATTRIBUTE_NODE
    ownerElement = None
    specified = False
    schemaType = _no_type
    # Whether it is its element's identity.
    _is_id = False
    _child_node_types = (Node.TEXT_NODE, Node.ENTITY_REFERENCE_NODE)

    def __init__(self, qName, namespaceURI=EMPTY_NAMESPACE, localName=None, prefix=None):
        self.namespaceURI = namespaceURI
        self._name, self._local, self._prefix = qName, localName or _OF_NAME, prefix
        self._value = ''
        self.childNodes = NodeList([Text()])

    def _changed(self):
        if self.ownerElement is not None:
            _clear_id_cache(self.ownerElement)

    def _get_name(self):
        return self._name

    def _set_name(self, name):
        self._name = name
        self._changed()

    name = nodeName = property(_get_name, _set_name)

    def _get_value(self):
        return self._value

    def _set_value(self, value):
        self._value = value
        if not self.childNodes:
            self.childNodes.append(Text())
        self.childNodes[0].data = value
        self._changed()

    value = nodeValue = property(_get_value, _set_value)

    def _get_localName(self):
        return _nssplit(self._name)[1] if self._local is _OF_NAME else self._local

    localName = property(_get_localName)

    def _get_prefix(self):
        return self._prefix if self._prefix is not None else _nssplit(self._name)[0]

    def _set_prefix(self, prefix):
        if prefix == 'xmlns' and self.namespaceURI and self.namespaceURI != XMLNS_NAMESPACE:
            raise xml.dom.NamespaceErr("illegal use of 'xmlns' prefix for the wrong namespace")
        self._prefix, self._name = prefix, prefix + ':' + self.localName if prefix else self.localName
        self._changed()

    prefix = property(_get_prefix, _set_prefix)

    def _get_specified(self):
        return self.specified

    @property
    def isId(self):
        return self._is_id

    def _keys(self):
        """What it is found by: its name, its namespace and local name."""
        return self._name, (self.namespaceURI, self.localName)

    def _bare_copy(self, document, deep):
        copy = document.createAttributeNS(self.namespaceURI, self.nodeName)
        copy.specified = True
        copy.value = self.value
        return copy

    def unlink(self):
        owner = self.ownerElement
        if owner is not None:
            name, pair = self._keys()
            owner._attrs.pop(name, None)
            owner._attrsNS.pop(pair, None)
            self.ownerElement = None
        for child in self.childNodes:
            child.unlink()
        del self.childNodes[:]


class NamedNodeMap(object):
    """The attributes of an element, much like a dictionary: by name, or by (namespace, local name)."""

    __hash__ = None

    def __init__(self, attrs, attrsNS, ownerElement):
        self._attrs = attrs
        self._attrsNS = attrsNS
        self._ownerElement = ownerElement

    def __len__(self):
        return len(self._attrs)

    _get_length = __len__
    length = property(__len__)

    def __cmp__(self, other):
        if self._attrs is getattr(other, '_attrs', None):
            return 0
        return cmp(id(self), id(other))

    def has_key(self, value):
        return value in (self._attrs if isinstance(value, StringTypes) else self._attrsNS)

    __contains__ = has_key

    def keys(self):
        return self._attrs.keys()

    def keysNS(self):
        return self._attrsNS.keys()

    def values(self):
        return self._attrs.values()

    def items(self):
        return [(attr.nodeName, attr.value) for attr in self.values()]

    def itemsNS(self):
        return [((attr.namespaceURI, attr.localName), attr.value) for attr in self.values()]

    def item(self, index):
        attributes = self.values()
        return attributes[index] if -len(attributes) <= index < len(attributes) else None

    def get(self, name, value=None):
        return self._attrs.get(name, value)

    def getNamedItem(self, name):
        return self._attrs.get(name)

    def getNamedItemNS(self, namespaceURI, localName):
        return self._attrsNS.get((namespaceURI, localName))

    def __getitem__(self, attname_or_tuple):
        return (self._attrsNS if isinstance(attname_or_tuple, tuple) else self._attrs)[attname_or_tuple]

    def __setitem__(self, attname, value):
        """Set an attribute's value, or put an attribute in."""
        if isinstance(value, StringTypes):
            self._ownerElement.setAttribute(attname, value)
        elif isinstance(value, Attr):
            self.setNamedItem(value)
        else:
            raise TypeError('value must be a string or Attr object')

    def __delitem__(self, attname_or_tuple):
        attr = self[attname_or_tuple]
        _clear_id_cache(attr.ownerElement)
        attr.unlink()

    def setNamedItem(self, node):
        """Put an attribute in; gives the one that it replaces."""
        if not isinstance(node, Attr):
            raise xml.dom.HierarchyRequestErr('%r cannot be child of %r' % (node, self))
        old = self.getNamedItem(node.name)
        if old:
            old.unlink()
        self._ownerElement._put_attribute(node)
        return old

    setNamedItemNS = setNamedItem

    def removeNamedItem(self, name):
        return self._remove(self.getNamedItem(name))

    def removeNamedItemNS(self, namespaceURI, localName):
        return self._remove(self.getNamedItemNS(namespaceURI, localName))

    def _remove(self, attr):
        if attr is None:
            raise xml.dom.NotFoundErr()
        _clear_id_cache(self._ownerElement)
        name, pair = attr._keys()
        self._attrs.pop(name, None)
        self._attrsNS.pop(pair, None)
        attr.ownerElement = None
        return attr


AttributeList = NamedNodeMap


def _elements_within(parent, wanted, found):
    for node in parent.childNodes:
        if node.nodeType == Node.ELEMENT_NODE:
            if wanted(node):
                found.append(node)
            _elements_within(node, wanted, found)
    return found


class _Searchable(object):
    """What elements and documents have: the search for elements within."""

    def getElementsByTagName(self, name):
        """All elements within of a name; '*': all."""
        return _elements_within(self, lambda element: name in ('*', element.tagName), NodeList())

    def getElementsByTagNameNS(self, namespaceURI, localName):
        """All elements within of a namespace and name; '*': of any."""
        def wanted(element):
            return localName in ('*', element.localName) and namespaceURI in ('*', element.namespaceURI)
        return _elements_within(self, wanted, NodeList())


class Element(_Searchable, Node):
    """An element."""

    nodeType = Node.ELEMENT_NODE
    schemaType = _no_type
    # How many attributes are its identity.
    _magic_id_nodes = 0
    _child_node_types = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE, Node.COMMENT_NODE, Node.TEXT_NODE,
                         Node.CDATA_SECTION_NODE, Node.ENTITY_REFERENCE_NODE)

    def __init__(self, tagName, namespaceURI=EMPTY_NAMESPACE, prefix=None, localName=None):
        self.tagName = self.nodeName = tagName
        self.namespaceURI = namespaceURI
        self.prefix = prefix
        self._local = localName or _OF_NAME
        self.childNodes = NodeList()
        # Attributes by name, and by (namespace, local name).
        self._attrs = {}
        self._attrsNS = {}

    def __repr__(self):
        return '<DOM Element: %s at %#x>' % (self.tagName, id(self))

    def _get_localName(self):
        return _nssplit(self.tagName)[1] if self._local is _OF_NAME else self._local

    localName = property(_get_localName)

    def _get_tagName(self):
        return self.tagName

    def _get_attributes(self):
        return NamedNodeMap(self._attrs, self._attrsNS, self)

    attributes = property(_get_attributes)

    def _bare_copy(self, document, deep):
        copy = document.createElementNS(self.namespaceURI, self.nodeName)
        for attr in self._attrs.values():
            copy.setAttributeNS(attr.namespaceURI, attr.nodeName, attr.value)
            copy.getAttributeNodeNS(attr.namespaceURI, attr.localName).specified = attr.specified
        return copy

    def unlink(self):
        for attr in self._attrs.values():
            attr.unlink()
        self._attrs, self._attrsNS = {}, {}
        Node.unlink(self)

    # Attributes.

    def hasAttributes(self):
        return bool(self._attrs)

    def hasAttribute(self, name):
        return name in self._attrs

    def hasAttributeNS(self, namespaceURI, localName):
        return (namespaceURI, localName) in self._attrsNS

    def getAttributeNode(self, attrname):
        return self._attrs.get(attrname)

    def getAttributeNodeNS(self, namespaceURI, localName):
        return self._attrsNS.get((namespaceURI, localName))

    def getAttribute(self, attname):
        """An attribute's value; '' if there is none."""
        attr = self._attrs.get(attname)
        return '' if attr is None else attr.value

    def getAttributeNS(self, namespaceURI, localName):
        attr = self._attrsNS.get((namespaceURI, localName))
        return '' if attr is None else attr.value

    def setAttribute(self, attname, value):
        self._set_attribute(self.getAttributeNode(attname) or Attr(attname), value)

    def setAttributeNS(self, namespaceURI, qualifiedName, value):
        prefix, local = _nssplit(qualifiedName)
        attr = self.getAttributeNodeNS(namespaceURI, local) or Attr(qualifiedName, namespaceURI, local, prefix)
        self._set_attribute(attr, value)
        if attr.prefix != prefix:
            attr.prefix = prefix

    def _set_attribute(self, attr, value):
        attr.value = value
        if attr.ownerElement is None:
            attr.ownerDocument = self.ownerDocument
            self.setAttributeNode(attr)

    def setAttributeNode(self, attr):
        """Put an attribute in, which may not be another element's; gives the one that it replaces."""
        if attr.ownerElement not in (None, self):
            raise xml.dom.InuseAttributeErr('attribute node already owned')
        name, pair = attr._keys()
        replaced = None
        for old in self._attrs.get(name), self._attrsNS.get(pair):
            if old is not None and old is not attr and old is not replaced:
                self.removeAttributeNode(old)
                replaced = replaced or old
        self._put_attribute(attr)
        return replaced

    setAttributeNodeNS = setAttributeNode

    def _put_attribute(self, attr):
        name, pair = attr._keys()
        self._attrs[name] = self._attrsNS[pair] = attr
        attr.ownerElement = self
        _clear_id_cache(self)

    def removeAttribute(self, name):
        self.removeAttributeNode(self.getAttributeNode(name))

    def removeAttributeNS(self, namespaceURI, localName):
        self.removeAttributeNode(self.getAttributeNodeNS(namespaceURI, localName))

    def removeAttributeNode(self, node):
        if node is None or node.name not in self._attrs:
            raise xml.dom.NotFoundErr()
        _clear_id_cache(self)
        if node._is_id:
            node._is_id = False
            self._magic_id_nodes -= 1
            self.ownerDocument._magic_id_count -= 1
        node.unlink()
        # It may be used again.
        node.ownerDocument = self.ownerDocument

    removeAttributeNodeNS = removeAttributeNode

    # Identity.

    def setIdAttribute(self, name):
        """Let an attribute be the element's identity."""
        self.setIdAttributeNode(self.getAttributeNode(name))

    def setIdAttributeNS(self, namespaceURI, localName):
        self.setIdAttributeNode(self.getAttributeNodeNS(namespaceURI, localName))

    def setIdAttributeNode(self, idAttr):
        if idAttr is None or idAttr.ownerElement is not self:
            raise xml.dom.NotFoundErr()
        if not idAttr._is_id:
            idAttr._is_id = True
            self._magic_id_nodes += 1
            self.ownerDocument._magic_id_count += 1
            _clear_id_cache(self)

    # Text.

    def writexml(self, writer, indent='', addindent='', newl=''):
        writer.write(indent + '<' + self.tagName)
        for name, attr in sorted(self._attrs.items()):
            writer.write(' %s="' % name)
            _write_data(writer, attr.value)
            writer.write('"')
        children = self.childNodes
        if not children:
            writer.write('/>' + newl)
            return
        writer.write('>')
        if len(children) == 1 and children[0].nodeType == Node.TEXT_NODE:
            # A text alone is written as it is.
            children[0].writexml(writer, '', '', '')
        else:
            writer.write(newl)
            for child in children:
                child.writexml(writer, indent + addindent, addindent, newl)
            writer.write(indent)
        writer.write('</%s>%s' % (self.tagName, newl))
