"""Documents as trees of elements: an element has a tag, attributes, text, a tail, and is a list of elements."""

__all__ = ['Comment', 'dump', 'Element', 'ElementTree', 'fromstring', 'fromstringlist', 'iselement', 'iterparse',
           'parse', 'ParseError', 'PI', 'ProcessingInstruction', 'QName', 'SubElement', 'tostring', 'tostringlist',
           'TreeBuilder', 'VERSION', 'XML', 'XMLParser', 'XMLTreeBuilder']

VERSION = '1.3.0'

import sys
import re
import warnings

from . import ElementPath


class ParseError(SyntaxError):
    """A document is not well formed; code, position: (line, column)."""


def iselement(element):
    """Whether an object is, or is like, an element."""
    return isinstance(element, Element) or hasattr(element, 'tag')


class Element(object):
    """Element(tag, attrib={}, **extra)"""

    tag = None
    attrib = None
    # What stands between the start tag and the first element, and what follows the end tag.
    text = None
    tail = None

    def __init__(self, tag, attrib={}, **extra):
        attrib = attrib.copy()
        attrib.update(extra)
        self.tag = tag
        self.attrib = attrib
        self._children = []

    def __repr__(self):
        return '<Element %s at 0x%x>' % (repr(self.tag), id(self))

    def makeelement(self, tag, attrib):
        return self.__class__(tag, attrib)

    def copy(self):
        """A copy with the same elements within."""
        elem = self.makeelement(self.tag, self.attrib)
        elem.text = self.text
        elem.tail = self.tail
        elem[:] = self
        return elem

    def __len__(self):
        return len(self._children)

    def __nonzero__(self):
        warnings.warn("The behavior of this method will change in future versions.  "
                      "Use specific 'len(elem)' or 'elem is not None' test instead.", FutureWarning, stacklevel=2)
        return len(self._children) != 0

    def __getitem__(self, index):
        return self._children[index]

    def __setitem__(self, index, element):
        self._children[index] = element

    def __delitem__(self, index):
        del self._children[index]

    def append(self, element):
        self._children.append(element)

    def extend(self, elements):
        self._children.extend(elements)

    def insert(self, index, element):
        self._children.insert(index, element)

    def remove(self, element):
        """Remove an element, found by identity or equality. ValueError."""
        self._children.remove(element)

    def getchildren(self):
        warnings.warn("This method will be removed in future versions.  "
                      "Use 'list(elem)' or iteration over elem instead.", DeprecationWarning, stacklevel=2)
        return self._children

    def find(self, path, namespaces=None):
        """The first element that a path leads to, or None."""
        return ElementPath.find(self, path, namespaces)

    def findtext(self, path, default=None, namespaces=None):
        """Its text."""
        return ElementPath.findtext(self, path, default, namespaces)

    def findall(self, path, namespaces=None):
        """All elements that a path leads to."""
        return ElementPath.findall(self, path, namespaces)

    def iterfind(self, path, namespaces=None):
        return ElementPath.iterfind(self, path, namespaces)

    def clear(self):
        self.attrib.clear()
        self._children = []
        self.text = self.tail = None

    def get(self, key, default=None):
        """An attribute."""
        return self.attrib.get(key, default)

    def set(self, key, value):
        self.attrib[key] = value

    def keys(self):
        return self.attrib.keys()

    def items(self):
        return self.attrib.items()

    def iter(self, tag=None):
        """The element and all within it, of a tag if one is given."""
        if tag == '*':
            tag = None
        if tag is None or self.tag == tag:
            yield self
        for e in self._children:
            for e in e.iter(tag):
                yield e

    def getiterator(self, tag=None):
        warnings.warn("This method will be removed in future versions.  "
                      "Use 'elem.iter()' or 'list(elem.iter())' instead.", PendingDeprecationWarning, stacklevel=2)
        return list(self.iter(tag))

    def itertext(self):
        """All text in it."""
        tag = self.tag
        if not isinstance(tag, basestring) and tag is not None:
            return
        if self.text:
            yield self.text
        for e in self:
            for s in e.itertext():
                yield s
            if e.tail:
                yield e.tail


# The names of old.
_Element = _ElementInterface = Element


def SubElement(parent, tag, attrib={}, **extra):
    """A new element within another."""
    attrib = attrib.copy()
    attrib.update(extra)
    element = parent.makeelement(tag, attrib)
    parent.append(element)
    return element


def Comment(text=None):
    """A comment as an element, whose tag is this function."""
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    """A processing instruction as an element, whose tag is this function."""
    element = Element(ProcessingInstruction)
    element.text = target
    if text:
        element.text = element.text + ' ' + text
    return element


PI = ProcessingInstruction


class QName(object):
    """A tag or attribute's value with its namespace."""

    def __init__(self, text_or_uri, tag=None):
        if tag:
            text_or_uri = '{%s}%s' % (text_or_uri, tag)
        self.text = text_or_uri

    def __str__(self):
        return self.text

    def __hash__(self):
        return hash(self.text)

    def __cmp__(self, other):
        if isinstance(other, QName):
            return cmp(self.text, other.text)
        return cmp(self.text, other)


class ElementTree(object):
    """A document."""

    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        return self._root

    def _setroot(self, element):
        self._root = element

    def parse(self, source, parser=None):
        """Read a file, of a name or open; gives its element."""
        close_source = False
        if not hasattr(source, 'read'):
            source = open(source, 'rb')
            close_source = True
        try:
            if not parser:
                parser = XMLParser(target=TreeBuilder())
            while True:
                data = source.read(65536)
                if not data:
                    break
                parser.feed(data)
            self._root = parser.close()
            return self._root
        finally:
            if close_source:
                source.close()

    def iter(self, tag=None):
        return self._root.iter(tag)

    def getiterator(self, tag=None):
        warnings.warn("This method will be removed in future versions.  "
                      "Use 'tree.iter()' or 'list(tree.iter())' instead.", PendingDeprecationWarning, stacklevel=2)
        return list(self.iter(tag))

    def _relative(self, path):
        if path[:1] == '/':
            path = '.' + path
            warnings.warn("This search is broken in 1.3 and earlier, and will be fixed in a future version.  "
                          "If you rely on the current behaviour, change it to %r" % path, FutureWarning, stacklevel=3)
        return path

    def find(self, path, namespaces=None):
        return self._root.find(self._relative(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        return self._root.findtext(self._relative(path), default, namespaces)

    def findall(self, path, namespaces=None):
        return self._root.findall(self._relative(path), namespaces)

    def iterfind(self, path, namespaces=None):
        return self._root.iterfind(self._relative(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None):
        """Write the document; method: 'xml', 'html', 'text' or 'c14n'."""
        if not method:
            method = 'xml'
        elif method not in _serialize:
            raise ValueError('unknown method %r' % method)
        if hasattr(file_or_filename, 'write'):
            file = file_or_filename
        else:
            file = open(file_or_filename, 'wb')
        try:
            write = file.write
            if not encoding:
                encoding = 'utf-8' if method == 'c14n' else 'us-ascii'
            elif xml_declaration or (xml_declaration is None and encoding not in ('utf-8', 'us-ascii')):
                if method == 'xml':
                    encoding_ = encoding
                    write("<?xml version='1.0' encoding='%s'?>\n" % encoding_)
            if method == 'text':
                _serialize_text(write, self._root, encoding)
            else:
                qnames, namespaces = _namespaces(self._root, encoding, default_namespace)
                _serialize[method](write, self._root, encoding, qnames, namespaces)
        finally:
            if file is not file_or_filename:
                file.close()

    def write_c14n(self, file):
        return self.write(file, method='c14n')


def _namespaces(elem, encoding, default_namespace=None):
    """(name -> name with prefix, namespace -> prefix) of all in an element."""
    qnames = {None: None}
    namespaces = {}
    if default_namespace:
        namespaces[default_namespace] = ''

    def encode(text):
        return text.encode(encoding)

    def add_qname(qname):
        try:
            if qname[:1] == '{':
                uri, tag = qname[1:].rsplit('}', 1)
                prefix = namespaces.get(uri)
                if prefix is None:
                    prefix = _namespace_map.get(uri)
                    if prefix is None:
                        prefix = 'ns%d' % len(namespaces)
                    if prefix != 'xml':
                        namespaces[uri] = prefix
                if prefix:
                    qnames[qname] = encode('%s:%s' % (prefix, tag))
                else:
                    qnames[qname] = encode(tag)
            else:
                if default_namespace:
                    raise ValueError('cannot use non-qualified names with default_namespace option')
                qnames[qname] = encode(qname)
        except TypeError:
            _raise_serialization_error(qname)

    for elem in elem.iter():
        tag = elem.tag
        if isinstance(tag, QName):
            if tag.text not in qnames:
                add_qname(tag.text)
        elif isinstance(tag, basestring):
            if tag not in qnames:
                add_qname(tag)
        elif tag is not None and tag is not Comment and tag is not PI:
            _raise_serialization_error(tag)
        for key, value in elem.items():
            if isinstance(key, QName):
                key = key.text
            if key not in qnames:
                add_qname(key)
            if isinstance(value, QName) and value.text not in qnames:
                add_qname(value.text)
        text = elem.text
        if isinstance(text, QName) and text.text not in qnames:
            add_qname(text.text)
    return qnames, namespaces


def _write_attributes(write, elem, encoding, qnames, namespaces, escape):
    if namespaces:
        for v, k in sorted(namespaces.items(), key=lambda x: x[1]):
            if k:
                k = ':' + k
            write(' xmlns%s="%s"' % (k.encode(encoding), _escape_attrib(v, encoding)))
    for k, v in sorted(elem.items()):
        if isinstance(k, QName):
            k = k.text
        if isinstance(v, QName):
            v = qnames[v.text]
        else:
            v = escape(v, encoding)
        write(' %s="%s"' % (qnames[k], v))


def _serialize_xml(write, elem, encoding, qnames, namespaces):
    tag = elem.tag
    text = elem.text
    if tag is Comment:
        write('<!--%s-->' % _encode(text, encoding))
    elif tag is ProcessingInstruction:
        write('<?%s?>' % _encode(text, encoding))
    else:
        tag = qnames[tag.text if isinstance(tag, QName) else tag]
        if tag is None:
            if text:
                write(_escape_cdata(text, encoding))
            for e in elem:
                _serialize_xml(write, e, encoding, qnames, None)
        else:
            write('<' + tag)
            if elem.attrib or namespaces:
                _write_attributes(write, elem, encoding, qnames, namespaces, _escape_attrib)
            if text or len(elem):
                write('>')
                if text:
                    if isinstance(text, QName):
                        write(qnames[text.text])
                    else:
                        write(_escape_cdata(text, encoding))
                for e in elem:
                    _serialize_xml(write, e, encoding, qnames, None)
                write('</' + tag + '>')
            else:
                write(' />')
    if elem.tail:
        write(_escape_cdata(elem.tail, encoding))


HTML_EMPTY = set(['area', 'base', 'basefont', 'br', 'col', 'frame', 'hr', 'img', 'input', 'isindex', 'link', 'meta',
                  'param'])


def _serialize_html(write, elem, encoding, qnames, namespaces):
    tag = elem.tag
    text = elem.text
    if tag is Comment:
        write('<!--%s-->' % _escape_cdata(text, encoding))
    elif tag is ProcessingInstruction:
        write('<?%s?>' % _escape_cdata(text, encoding))
    else:
        tag = qnames[tag.text if isinstance(tag, QName) else tag]
        if tag is None:
            if text:
                write(_escape_cdata(text, encoding))
            for e in elem:
                _serialize_html(write, e, encoding, qnames, None)
        else:
            write('<' + tag)
            if elem.attrib or namespaces:
                _write_attributes(write, elem, encoding, qnames, namespaces, _escape_attrib_html)
            write('>')
            ltag = tag.lower()
            if text:
                if ltag == 'script' or ltag == 'style':
                    write(_encode(text, encoding))
                else:
                    write(_escape_cdata(text, encoding))
            for e in elem:
                _serialize_html(write, e, encoding, qnames, None)
            if ltag not in HTML_EMPTY:
                write('</' + tag + '>')
    if elem.tail:
        write(_escape_cdata(elem.tail, encoding))


def _serialize_text(write, elem, encoding):
    for part in elem.itertext():
        write(part.encode(encoding))
    if elem.tail:
        write(elem.tail.encode(encoding))


def _serialize_c14n(write, elem, encoding, qnames, namespaces):
    tag = elem.tag
    text = elem.text
    if tag is Comment:
        write('<!--%s-->' % _escape_cdata_c14n(text))
    elif tag is ProcessingInstruction:
        write('<?%s?>' % _escape_cdata_c14n(text))
    else:
        tag = qnames[tag.text if isinstance(tag, QName) else tag]
        if tag is not None:
            write('<' + tag)
            for v, k in sorted((namespaces or {}).items(), key=lambda x: x[1]):
                if k:
                    k = ':' + k
                write(' xmlns%s="%s"' % (k.encode(encoding), _escape_attrib_c14n(v)))
            for k, v in sorted(elem.items()):
                if isinstance(k, QName):
                    k = k.text
                v = qnames[v.text] if isinstance(v, QName) else _escape_attrib_c14n(v)
                write(' %s="%s"' % (qnames[k], v))
            write('>')
        if text:
            write(_escape_cdata_c14n(text))
        for e in elem:
            _serialize_c14n(write, e, encoding, qnames, None)
        if tag is not None:
            write('</' + tag + '>')
    if elem.tail:
        write(_escape_cdata_c14n(elem.tail))


_serialize = {'xml': _serialize_xml, 'html': _serialize_html, 'text': _serialize_text, 'c14n': _serialize_c14n}


def register_namespace(prefix, uri):
    """Write a namespace with this prefix from now on."""
    if re.match('ns\\d+$', prefix):
        raise ValueError('Prefix format reserved for internal use')
    for k, v in _namespace_map.items():
        if k == uri or v == prefix:
            del _namespace_map[k]
    _namespace_map[uri] = prefix


_namespace_map = {
    'http://www.w3.org/XML/1998/namespace': 'xml',
    'http://www.w3.org/1999/xhtml': 'html',
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
    'http://schemas.xmlsoap.org/wsdl/': 'wsdl',
    'http://www.w3.org/2001/XMLSchema': 'xs',
    'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
    'http://purl.org/dc/elements/1.1/': 'dc',
}


def _raise_serialization_error(text):
    raise TypeError('cannot serialize %r (type %s)' % (text, type(text).__name__))


def _escaping(*entities):
    """A function of text and encoding that replaces characters by entities, '&' first; what is no text is a TypeError."""
    def escape(text, encoding='utf-8'):
        try:
            for character, entity in entities:
                if character in text:
                    text = text.replace(character, entity)
            return text.encode(encoding, 'xmlcharrefreplace')
        except (AttributeError, TypeError):
            _raise_serialization_error(text)
    return escape


_AND, _BELOW, _ABOVE, _QUOTE = ('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;'), ('"', '&quot;')
_RETURN = ('\r', '&#xD;')

_encode = _escaping()
_escape_cdata = _escaping(_AND, _BELOW, _ABOVE)
_escape_attrib = _escaping(_AND, _BELOW, _ABOVE, _QUOTE, ('\n', '&#10;'))
_escape_attrib_html = _escaping(_AND, _ABOVE, _QUOTE)
_escape_cdata_c14n = _escaping(_AND, _BELOW, _ABOVE, _RETURN)
_escape_attrib_c14n = _escaping(_AND, _BELOW, _QUOTE, ('\t', '&#x9;'), ('\n', '&#xA;'), _RETURN)


def tostring(element, encoding=None, method=None):
    """An element's text."""
    return ''.join(tostringlist(element, encoding, method))


def tostringlist(element, encoding=None, method=None):
    """An element's text in pieces."""
    class _Pieces:
        pass
    data = []
    file = _Pieces()
    file.write = data.append
    ElementTree(element).write(file, encoding, method=method)
    return data


def dump(elem):
    """Print an element."""
    if not isinstance(elem, ElementTree):
        elem = ElementTree(elem)
    elem.write(sys.stdout)
    tail = elem.getroot().tail
    if not tail or tail[-1] != '\n':
        sys.stdout.write('\n')


def parse(source, parser=None):
    """The document of a file, of a name or open."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def iterparse(source, events=None, parser=None):
    """(event, element) while a file is read; events: 'start', 'end', 'start-ns', 'end-ns'. root is set at its end."""
    if sys.platform == 'cli':
        raise NotImplementedError('iterparse is not supported on IronPython, use parse instead.')
    close_source = False
    if not hasattr(source, 'read'):
        source = open(source, 'rb')
        close_source = True
    try:
        if not parser:
            parser = XMLParser(target=TreeBuilder())
        return _IterParseIterator(source, events, parser, close_source)
    except:
        if close_source:
            source.close()
        raise


class _IterParseIterator(object):

    def __init__(self, source, events, parser, close_source=False):
        self._file = source
        self._close_file = close_source
        self._events = []
        self._index = 0
        self._error = None
        self.root = self._root = None
        self._parser = parser
        # The parser's handlers are replaced by those that note events.
        expat = parser._parser
        append = self._events.append
        if events is None:
            events = ['end']
        for event in events:
            if event == 'start':
                try:
                    expat.ordered_attributes = 1
                    expat.specified_attributes = 1

                    def handler(tag, attrib_in, event=event, append=append, start=parser._start_list):
                        append((event, start(tag, attrib_in)))
                    expat.StartElementHandler = handler
                except AttributeError:
                    def handler(tag, attrib_in, event=event, append=append, start=parser._start):
                        append((event, start(tag, attrib_in)))
                    expat.StartElementHandler = handler
            elif event == 'end':
                def handler(tag, event=event, append=append, end=parser._end):
                    append((event, end(tag)))
                expat.EndElementHandler = handler
            elif event == 'start-ns':
                def handler(prefix, uri, event=event, append=append):
                    try:
                        uri = (uri or '').encode('ascii')
                    except UnicodeError:
                        pass
                    append((event, (prefix or '', uri or '')))
                expat.StartNamespaceDeclHandler = handler
            elif event == 'end-ns':
                def handler(prefix, event=event, append=append):
                    append((event, None))
                expat.EndNamespaceDeclHandler = handler
            else:
                raise ValueError('unknown event %r' % event)

    def next(self):
        try:
            while True:
                try:
                    item = self._events[self._index]
                    self._index += 1
                    return item
                except IndexError:
                    pass
                if self._error:
                    e = self._error
                    self._error = None
                    raise e
                if self._parser is None:
                    self.root = self._root
                    break
                # All events so far were taken.
                del self._events[:]
                self._index = 0
                data = self._file.read(16384)
                if data:
                    try:
                        self._parser.feed(data)
                    except SyntaxError as exc:
                        self._error = exc
                else:
                    self._root = self._parser.close()
                    self._parser = None
        except:
            if self._close_file:
                self._file.close()
            raise
        if self._close_file:
            self._file.close()
        raise StopIteration

    def __iter__(self):
        return self


def XML(text, parser=None):
    """The element of a text."""
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    parser.feed(text)
    return parser.close()


fromstring = XML


def XMLID(text, parser=None):
    """(element, {id: element}) of a text."""
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    parser.feed(text)
    tree = parser.close()
    ids = {}
    for elem in tree.iter():
        id = elem.get('id')
        if id:
            ids[id] = elem
    return tree, ids


def fromstringlist(sequence, parser=None):
    """The element of a text in pieces."""
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    for text in sequence:
        parser.feed(text)
    return parser.close()


class TreeBuilder(object):
    """Makes elements of start(), data() and end()."""

    def __init__(self, element_factory=None):
        self._data = []
        self._elem = []
        self._last = None
        self._tail = None
        if element_factory is None:
            element_factory = Element
        self._factory = element_factory

    def close(self):
        """The document's element."""
        assert len(self._elem) == 0, 'missing end tags'
        assert self._last is not None, 'missing toplevel element'
        return self._last

    def _flush(self):
        if self._data:
            if self._last is not None:
                text = ''.join(self._data)
                if self._tail:
                    assert self._last.tail is None, 'internal error (tail)'
                    self._last.tail = text
                else:
                    assert self._last.text is None, 'internal error (text)'
                    self._last.text = text
            self._data = []

    def data(self, data):
        self._data.append(data)

    def start(self, tag, attrs):
        self._flush()
        self._last = elem = self._factory(tag, attrs)
        if self._elem:
            self._elem[-1].append(elem)
        self._elem.append(elem)
        self._tail = 0
        return elem

    def end(self, tag):
        self._flush()
        self._last = self._elem.pop()
        assert self._last.tag == tag, 'end tag mismatch (expected %s, got %s)' % (self._last.tag, tag)
        self._tail = 1
        return self._last


_sentinel = ['sentinel']


class XMLParser(object):
    """Tells a target, a TreeBuilder or the like, of what is in a document."""

    def __init__(self, html=_sentinel, target=None, encoding=None):
        if html is not _sentinel:
            warnings.warnpy3k('The html argument of XMLParser() is deprecated', DeprecationWarning, stacklevel=2)
        try:
            from xml.parsers import expat
        except ImportError:
            raise ImportError('No module named expat; use SimpleXMLTreeBuilder instead')
        parser = expat.ParserCreate(encoding, '}')
        if target is None:
            target = TreeBuilder()
        self.parser = self._parser = parser
        self.target = self._target = target
        self._error = expat.error
        # Name as told -> name.
        self._names = {}
        parser.DefaultHandlerExpand = self._default
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._pi
        try:
            self._parser.buffer_text = 1
        except AttributeError:
            pass
        try:
            self._parser.ordered_attributes = 1
            self._parser.specified_attributes = 1
            parser.StartElementHandler = self._start_list
        except AttributeError:
            pass
        self._doctype = None
        self.entity = {}
        try:
            self.version = 'Expat %d.%d.%d' % expat.version_info
        except AttributeError:
            pass

    def _raiseerror(self, value):
        err = ParseError(value)
        err.code = value.code
        err.position = value.lineno, value.offset
        raise err

    def _fixtext(self, text):
        # ASCII as str.
        try:
            return text.encode('ascii')
        except UnicodeError:
            return text

    def _fixname(self, key):
        try:
            name = self._names[key]
        except KeyError:
            name = key
            if '}' in name:
                name = '{' + name
            self._names[key] = name = self._fixtext(name)
        return name

    def _start(self, tag, attrib_in):
        fixname = self._fixname
        fixtext = self._fixtext
        attrib = {}
        for key, value in attrib_in.items():
            attrib[fixname(key)] = fixtext(value)
        return self.target.start(fixname(tag), attrib)

    def _start_list(self, tag, attrib_in):
        fixname = self._fixname
        fixtext = self._fixtext
        attrib = {}
        for i in range(0, len(attrib_in), 2):
            attrib[fixname(attrib_in[i])] = fixtext(attrib_in[i + 1])
        return self.target.start(fixname(tag), attrib)

    def _data(self, text):
        return self.target.data(self._fixtext(text))

    def _end(self, tag):
        return self.target.end(self._fixname(tag))

    def _comment(self, data):
        try:
            comment = self.target.comment
        except AttributeError:
            return None
        return comment(self._fixtext(data))

    def _pi(self, target, data):
        try:
            pi = self.target.pi
        except AttributeError:
            return None
        return pi(self._fixtext(target), self._fixtext(data))

    def _default(self, text):
        prefix = text[:1]
        if prefix == '&':
            try:
                self.target.data(self.entity[text[1:-1]])
            except KeyError:
                from xml.parsers import expat
                err = expat.error('undefined entity %s: line %d, column %d'
                                  % (text, self._parser.ErrorLineNumber or self._parser.CurrentLineNumber,
                                     self._parser.ErrorColumnNumber or self._parser.CurrentColumnNumber))
                err.code = 11
                err.lineno = self._parser.CurrentLineNumber
                err.offset = self._parser.CurrentColumnNumber
                self._raiseerror(err)
        elif prefix == '<' and text.startswith('<!DOCTYPE'):
            match = re.match(r'<!DOCTYPE\s+(\S+?)\s*(?:(PUBLIC|SYSTEM)\s+("[^"]*"|\'[^\']*\')'
                             r'(?:\s*("[^"]*"|\'[^\']*\'))?)?\s*[\[>]', text)
            if match is None or match.group(2) is None:
                return
            name, kind, first, second = match.groups()
            if kind == 'PUBLIC' and second:
                pubid, system = first, second
            elif kind == 'SYSTEM':
                pubid, system = None, first
            else:
                return
            if pubid:
                pubid = pubid[1:-1]
            system = system[1:-1]
            if hasattr(self.target, 'doctype'):
                self.target.doctype(name, pubid, system)
            elif self.doctype != self._XMLParser__doctype:
                # A subclass has a method of its own.
                self._XMLParser__doctype(name, pubid, system)
                self.doctype(name, pubid, system)

    def doctype(self, name, pubid, system):
        """For subclasses of old: the document type."""
        warnings.warn('This method of XMLParser is deprecated.  Define doctype() method on the TreeBuilder target.',
                      DeprecationWarning)

    __doctype = doctype

    def feed(self, data):
        try:
            self._parser.Parse(data, 0)
        except self._error, v:
            self._raiseerror(v)

    def close(self):
        """What the target's close() gives."""
        try:
            self._parser.Parse('', 1)
        except self._error, v:
            self._raiseerror(v)
        tree = self.target.close()
        del self.target, self._parser
        return tree


# The old name.
XMLTreeBuilder = XMLParser
