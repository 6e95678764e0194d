"""How elements are written: as XML, as HTML and as bare text."""

import re

from ._element import Comment, ProcessingInstruction, QName

# Namespace -> the prefix that it is written with; others get ns0, ns1, ...
_namespace_map = {
    'http://www.w3.org/XML/1998/namespace': 'xml',
    'http://www.w3.org/1999/xhtml': 'html',
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
    'http://schemas.xmlsoap.org/wsdl/': 'wsdl',
    'http://www.w3.org/2001/XMLSchema': 'xs',
    'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
    'http://purl.org/dc/elements/1.1/': 'dc',
}


def register_namespace(prefix, uri):
    """Write a namespace with this prefix from now on. ValueError for a prefix such as ns0."""
    if re.match(r'ns\d+$', prefix):
        raise ValueError('Prefix format reserved for internal use')
    for known in _namespace_map.keys():
        if known == uri or _namespace_map[known] == prefix:
            del _namespace_map[known]
    _namespace_map[uri] = prefix


def _raise_serialization_error(text):
    raise TypeError('cannot serialize %r (type %s)' % (text, type(text).__name__))


def _escaping(*entities):
    """A function of text and encoding that replaces characters by entities, '&' first. TypeError for other things."""
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

_encode = _escaping()
_escape_cdata = _escaping(_AND, _BELOW, _ABOVE)
_escape_attrib = _escaping(_AND, _BELOW, _ABOVE, _QUOTE, ('\n', '&#10;'))
_escape_attrib_html = _escaping(_AND, _ABOVE, _QUOTE)


class _Names(object):
    """The names of a tree as they are written, and the prefixes given to its namespaces."""

    def __init__(self, encoding, default_namespace):
        self.encoding = encoding
        self.default_namespace = default_namespace
        self.written = {None: None}
        self.prefixes = {default_namespace: ''} if default_namespace else {}

    def add(self, name):
        try:
            self.written[name] = self.spell(name).encode(self.encoding)
        except TypeError:
            _raise_serialization_error(name)

    def spell(self, name):
        if name[:1] != '{':
            if self.default_namespace:
                raise ValueError('cannot use non-qualified names with default_namespace option')
            return name
        uri, local = name[1:].rsplit('}', 1)
        prefix = self.prefix(uri)
        return '%s:%s' % (prefix, local) if prefix else local

    def prefix(self, uri):
        prefix = self.prefixes.get(uri)
        if prefix is None:
            prefix = _namespace_map.get(uri) or 'ns%d' % len(self.prefixes)
            # xml needs no declaration.
            if prefix != 'xml':
                self.prefixes[uri] = prefix
        return prefix

    def add_of(self, element):
        """Add what an element names: its tag, attributes, and qualified values and text."""
        tag = element.tag
        if isinstance(tag, QName):
            tag = tag.text
        elif tag is Comment or tag is ProcessingInstruction:
            tag = None
        elif tag is not None and not isinstance(tag, basestring):
            _raise_serialization_error(tag)
        written = self.written
        if tag not in written:
            self.add(tag)
        for key, value in element.items():
            if isinstance(key, QName):
                key = key.text
            if key not in written:
                self.add(key)
            if isinstance(value, QName) and value.text not in written:
                self.add(value.text)
        text = element.text
        if isinstance(text, QName) and text.text not in written:
            self.add(text.text)


def _namespaces(elem, encoding, default_namespace=None):
    """(name -> as it is written, namespace -> prefix) of a tree."""
    names = _Names(encoding, default_namespace)
    for element in elem.iter():
        names.add_of(element)
    return names.written, names.prefixes


def _start_tag(elem, name, encoding, qnames, namespaces, escape):
    """An element's start tag but its end."""
    start = '<' + name
    if namespaces:
        for uri, prefix in sorted(namespaces.items(), key=lambda item: item[1]):
            declared = (':' + prefix if prefix else '').encode(encoding)
            start += ' xmlns%s="%s"' % (declared, _escape_attrib(uri, encoding))
    if elem.attrib:
        for key, value in sorted(elem.items()):
            key = qnames[key.text if isinstance(key, QName) else key]
            value = qnames[value.text] if isinstance(value, QName) else escape(value, encoding)
            start += ' %s="%s"' % (key, value)
    return start


_NOTES = {Comment: '<!--%s-->', ProcessingInstruction: '<?%s?>'}

# A serializer takes the function to write with, the element, and what _namespaces() gives of the whole tree; within
# the tree namespaces is None, as the first element declares them. Children go through the table _serialize, for
# programs that put a serializer of their own there.


def _serialize_xml(write, elem, encoding, qnames, namespaces):
    tag, text = elem.tag, elem.text
    if tag in _NOTES:
        write(_NOTES[tag] % _encode(text, encoding))
    else:
        name = qnames[tag.text if isinstance(tag, QName) else tag]
        filled = bool(text or len(elem))
        if name is not None:
            write(_start_tag(elem, name, encoding, qnames, namespaces, _escape_attrib) + ('>' if filled else ' />'))
        if filled:
            if text:
                write(_escape_cdata(text, encoding))
            serialize = _serialize['xml']
            for child in elem:
                serialize(write, child, encoding, qnames, None)
            if name is not None:
                write('</%s>' % name)
    if elem.tail:
        write(_escape_cdata(elem.tail, encoding))


# Elements that HTML does not end, and those whose text it takes as it stands.
HTML_EMPTY = set('area base basefont br col frame hr img input isindex link meta param'.split())
_HTML_RAW = set(['script', 'style'])


def _serialize_html(write, elem, encoding, qnames, namespaces):
    tag, text = elem.tag, elem.text
    if tag in _NOTES:
        write(_NOTES[tag] % _escape_cdata(text, encoding))
    else:
        name = qnames[tag.text if isinstance(tag, QName) else tag]
        kind = name and name.lower()
        if name is not None:
            write(_start_tag(elem, name, encoding, qnames, namespaces, _escape_attrib_html) + '>')
        if text:
            write((_encode if kind in _HTML_RAW else _escape_cdata)(text, encoding))
        serialize = _serialize['html']
        for child in elem:
            serialize(write, child, encoding, qnames, None)
        if name is not None and kind not in HTML_EMPTY:
            write('</%s>' % name)
    if elem.tail:
        write(_escape_cdata(elem.tail, encoding))


def _serialize_text(write, elem, encoding):
    for text in elem.itertext():
        write(text.encode(encoding))
    if elem.tail:
        write(elem.tail.encode(encoding))


_serialize = {'xml': _serialize_xml, 'html': _serialize_html, 'text': _serialize_text}

try:
    # Of old ElementTree's distribution, not of the library.
    from ElementC14N import _serialize_c14n
    _serialize['c14n'] = _serialize_c14n
except ImportError:
    pass


def _write_tree(root, write, encoding, declare, default_namespace, method):
    """Write the document of an element; declare: whether with the declaration of XML, None: if it is needed."""
    if not encoding:
        encoding = 'utf-8' if method == 'c14n' else 'us-ascii'
        declare = False
    elif declare is None:
        declare = encoding not in ('utf-8', 'us-ascii')
    if declare and method == 'xml':
        write("<?xml version='1.0' encoding='%s'?>\n" % encoding)
    if method == 'text':
        _serialize_text(write, root, encoding)
    else:
        qnames, namespaces = _namespaces(root, encoding, default_namespace)
        _serialize[method](write, root, encoding, qnames, namespaces)
