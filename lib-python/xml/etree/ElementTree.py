"""Documents as trees of elements: an element has a tag, attributes, text, a tail, and is a list of elements."""

import sys
import warnings

from . import ElementPath
from ._element import (Comment, Element, PI, ProcessingInstruction, QName, SubElement, _Element, _ElementInterface,
                       iselement)
from ._reading import ParseError, TreeBuilder, XMLParser, XMLTreeBuilder, _IterParseIterator
from ._writing import (HTML_EMPTY, _encode, _escape_attrib, _escape_attrib_html, _escape_cdata, _namespace_map,
                       _namespaces, _raise_serialization_error, _serialize, _serialize_html, _serialize_text,
                       _serialize_xml, _write_tree, register_namespace)

__all__ = ['Comment', 'dump', 'Element', 'ElementTree', 'fromstring', 'fromstringlist', 'iselement', 'iterparse',
           'parse', 'ParseError', 'PI', 'ProcessingInstruction', 'QName', 'SubElement', 'tostring', 'tostringlist',
           'TreeBuilder', 'VERSION', 'XML', 'XMLParser', 'XMLTreeBuilder']

VERSION = '1.3.0'

# Pickles, reprs and tracebacks name them by this module.
for _offered in (Comment, Element, ParseError, ProcessingInstruction, QName, SubElement, TreeBuilder, XMLParser,
                 iselement, register_namespace):
    _offered.__module__ = __name__
del _offered


class ElementTree(object):
    """A document: its outermost element, to be read, searched and written."""

    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        return self._root

    def _setroot(self, element):
        self._root = element

    def parse(self, source, parser=None):
        """Read a file, given by name or open; gives the outermost element."""
        opened = None if hasattr(source, 'read') else open(source, 'rb')
        try:
            self._root = fromstringlist(_pieces(opened or source), parser)
        finally:
            if opened:
                opened.close()
        return self._root

    def iter(self, tag=None):
        return self._root.iter(tag)

    def getiterator(self, tag=None):
        warnings.warn("This method will be removed in future versions.  "
                      "Use 'tree.iter()' or 'list(tree.iter())' instead.", PendingDeprecationWarning, stacklevel=2)
        return list(self.iter(tag))

    # The search begins at the outermost element; a path '/a' ought to begin above it.

    def find(self, path, namespaces=None):
        return self._root.find(_relative(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        return self._root.findtext(_relative(path), default, namespaces)

    def findall(self, path, namespaces=None):
        return self._root.findall(_relative(path), namespaces)

    def iterfind(self, path, namespaces=None):
        return self._root.iterfind(_relative(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None):
        """Write the document as 'xml', 'html' or 'text', in us-ascii if no encoding is given.

        xml_declaration None: where the encoding must be declared; default_namespace is written without a prefix.
        ValueError for an unknown method, TypeError for what cannot be written."""
        method = method or 'xml'
        if method not in _serialize:
            raise ValueError('unknown method %r' % method)
        opened = None if hasattr(file_or_filename, 'write') else open(file_or_filename, 'wb')
        try:
            _write_tree(self._root, (opened or file_or_filename).write, encoding, xml_declaration, default_namespace,
                        method)
        finally:
            if opened:
                opened.close()

    def write_c14n(self, file):
        return self.write(file, method='c14n')


def _relative(path):
    if path[:1] == '/':
        path = '.' + path
        warnings.warn("This search is broken in 1.3 and earlier, and will be fixed in a future version.  "
                      "If you rely on the current behaviour, change it to %r" % path, FutureWarning, stacklevel=3)
    return path


def _pieces(source):
    # A reader may give anything false at its end.
    piece = source.read(65536)
    while piece:
        yield piece
        piece = source.read(65536)


def parse(source, parser=None):
    """The document of a file, given by name or open."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def iterparse(source, events=None, parser=None):
    """(event, element) pairs while a file is read; events: 'start', 'end', 'start-ns', 'end-ns', or only 'end'."""
    opened = None if hasattr(source, 'read') else open(source, 'rb')
    try:
        return _IterParseIterator(opened or source, events, parser or _new_parser(), opened is not None)
    except:
        if opened:
            opened.close()
        raise


def _new_parser():
    return XMLParser(target=TreeBuilder())


def fromstringlist(sequence, parser=None):
    """The outermost element of a text in pieces."""
    parser = parser or _new_parser()
    for text in sequence:
        parser.feed(text)
    return parser.close()


def XML(text, parser=None):
    """The outermost element of a text."""
    return fromstringlist((text,), parser)


fromstring = XML


def XMLID(text, parser=None):
    """(outermost element, {id: element}) of a text."""
    tree = XML(text, parser)
    return tree, dict((element.get('id'), element) for element in tree.iter() if element.get('id'))


class _Pieces(object):
    """A file that keeps what is written as a list."""

    def __init__(self):
        self.pieces = []
        self.write = self.pieces.append


def tostringlist(element, encoding=None, method=None):
    """An element's text in pieces."""
    out = _Pieces()
    ElementTree(element).write(out, encoding, method=method)
    return out.pieces


def tostring(element, encoding=None, method=None):
    """An element's text."""
    return ''.join(tostringlist(element, encoding, method))


def dump(elem):
    """Print an element or a document, with a line's end."""
    tree = elem if isinstance(elem, ElementTree) else ElementTree(elem)
    tree.write(sys.stdout)
    if (tree.getroot().tail or '')[-1:] != '\n':
        sys.stdout.write('\n')
