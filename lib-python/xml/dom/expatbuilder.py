"""Makes documents of minidom with pyexpat."""

from xml.dom import minidom, XMLNS_NAMESPACE, EMPTY_NAMESPACE
from xml.parsers import expat


class ExpatBuilder:
    """Parses a document; with namespaces if wanted."""

    def __init__(self, namespaces=True):
        self._namespaces = namespaces
        self.document = minidom.Document.implementation.createDocument(None, None, None)
        self._node = self.document
        self._cdata = False
        self._subset = None
        self._declared = []
        parser = expat.ParserCreate(namespace_separator=' ' if namespaces else None)
        parser.buffer_text = True
        parser.ordered_attributes = True
        if namespaces:
            parser.namespace_prefixes = True
            parser.StartNamespaceDeclHandler = self._declare
        parser.XmlDeclHandler = self._xml_decl
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EndDoctypeDeclHandler = self._end_doctype
        parser.NotationDeclHandler = self._notation
        parser.EntityDeclHandler = self._entity
        parser.AttlistDeclHandler = self._attlist
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.StartCdataSectionHandler = self._start_cdata
        parser.EndCdataSectionHandler = self._end_cdata
        parser.ProcessingInstructionHandler = self._instruction
        parser.CommentHandler = self._comment
        parser.ExternalEntityRefHandler = lambda context, base, system, public: 1
        self._parser = parser

    def parseFile(self, file):
        while True:
            data = file.read(16 * 1024)
            if not data:
                break
            self._parser.Parse(data, 0)
        self._parser.Parse('', True)
        return self.document

    def parseString(self, string):
        self._parser.Parse(string, True)
        return self.document

    def _append(self, node):
        node.ownerDocument = self.document
        minidom._append_child(self._node, node)
        return node

    def _xml_decl(self, version, encoding, standalone):
        self.document.version = version
        self.document.encoding = encoding
        if standalone >= 0:
            self.document.standalone = bool(standalone)

    def _doctype(self, name, system, public, has_subset):
        doctype = self.document.implementation.createDocumentType(name, public, system)
        doctype.entities._seq = []
        doctype.notations._seq = []
        self.document.doctype = self._append(doctype)
        if has_subset:
            # The text of the subset is put together from what has no handler.
            self._subset = []
            self._parser.DefaultHandlerExpand = self._subset.append
            self._parser.CommentHandler = None
            self._parser.ProcessingInstructionHandler = None
            self._saved = [(name, getattr(self._parser, name)) for name in
                           ('NotationDeclHandler', 'EntityDeclHandler', 'AttlistDeclHandler')]
            for name, handler in self._saved:
                setattr(self._parser, name, None)

    def _end_doctype(self):
        doctype = self.document.doctype
        if self._subset is not None:
            text = u''.join(self._subset)
            doctype.internalSubset = text[:text.rindex(u']')] if u']' in text else text
            self._parser.DefaultHandlerExpand = None
            self._parser.CommentHandler = self._comment
            self._parser.ProcessingInstructionHandler = self._instruction
            for name, handler in self._saved:
                setattr(self._parser, name, handler)
            self._subset, text = None, doctype.internalSubset
            # And read by itself for what it declares.
            parser = expat.ParserCreate()
            parser.NotationDeclHandler = self._notation
            parser.EntityDeclHandler = self._entity
            parser.AttlistDeclHandler = self._attlist
            try:
                parser.Parse((u'<!DOCTYPE x [%s]><x/>' % text).encode('utf-8'), True)
            except expat.ExpatError:
                pass

    def _notation(self, name, base, system, public):
        node = self.document._create_notation(name, public, system)
        self.document.doctype.notations._seq.append(node)

    def _entity(self, name, is_parameter, value, base, system, public, notation):
        if is_parameter:
            return
        node = self.document._create_entity(name, public, system, notation)
        if value is not None:
            child = self.document.createTextNode(value)
            node.childNodes.append(child)
        self.document.doctype.entities._seq.append(node)

    def _attlist(self, element, name, kind, default, required):
        if kind == 'ID':
            self.document._id_attributes.setdefault(element, set()).add(name)

    def _declare(self, prefix, uri):
        self._declared.append((prefix, uri))

    def _split(self, name):
        """(namespace, local name, prefix, name as written)"""
        parts = name.split(' ')
        if len(parts) == 3:
            return parts[0], parts[1], parts[2], '%s:%s' % (parts[2], parts[1])
        if len(parts) == 2:
            return parts[0], parts[1], None, parts[1]
        return EMPTY_NAMESPACE, name, None, name

    def _start(self, name, attributes):
        if self._namespaces:
            uri, local, prefix, qname = self._split(name)
            node = minidom.Element(qname, uri, prefix, local)
            for prefix, uri in self._declared:
                if prefix:
                    attr = minidom.Attr('xmlns:' + prefix, XMLNS_NAMESPACE, prefix, 'xmlns')
                else:
                    attr = minidom.Attr('xmlns', XMLNS_NAMESPACE, 'xmlns', None)
                self._attribute(node, attr, uri or '')
            self._declared = []
        else:
            node = minidom.Element(name)
        for i in range(0, len(attributes), 2):
            if self._namespaces:
                uri, local, prefix, qname = self._split(attributes[i])
                attr = minidom.Attr(qname, uri, local, prefix)
            else:
                attr = minidom.Attr(attributes[i])
            self._attribute(node, attr, attributes[i + 1])
        self._append(node)
        self._node = node

    def _attribute(self, node, attr, value):
        attr.ownerDocument = self.document
        attr.specified = True
        attr.value = value
        node._attrs[attr.name] = attr
        node._attrsNS[attr.namespaceURI, attr.localName] = attr
        attr.ownerElement = node

    def _end(self, name):
        self._node = self._node.parentNode

    def _data(self, data):
        last = self._node.childNodes[-1] if self._node.childNodes else None
        if self._cdata:
            if self._cdata_begun and last is not None and last.nodeType == minidom.Node.CDATA_SECTION_NODE:
                last.data += data
                return
            node = minidom.CDATASection()
            self._cdata_begun = True
        else:
            if last is not None and last.nodeType == minidom.Node.TEXT_NODE:
                last.data += data
                return
            node = minidom.Text()
        node.data = data
        self._append(node)

    def _start_cdata(self):
        self._cdata = True
        self._cdata_begun = False

    def _end_cdata(self):
        self._cdata = False

    def _instruction(self, target, data):
        self._append(minidom.ProcessingInstruction(target, data))

    def _comment(self, data):
        self._append(minidom.Comment(data))


def parse(file, namespaces=True):
    """The document of a file, of a name or open."""
    builder = ExpatBuilder(namespaces)
    if isinstance(file, basestring):
        with open(file, 'rb') as fp:
            return builder.parseFile(fp)
    return builder.parseFile(file)


def parseString(string, namespaces=True):
    """The document of a text."""
    return ExpatBuilder(namespaces).parseString(string)
