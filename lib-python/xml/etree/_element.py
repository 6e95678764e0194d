"""What trees are made of: elements, the notes between them (comments and instructions), and qualified names."""

import warnings

from . import ElementPath


def _warn(category, text):
    # Of the caller of the method that is not to be called.
    warnings.warn(text, category, stacklevel=3)


def _attributes(given, extra):
    attributes = given.copy()
    if extra:
        attributes.update(extra)
    return attributes


def iselement(element):
    """Whether an object is an element or looks like one."""
    return isinstance(element, Element) or hasattr(element, 'tag')


class Element(object):
    """An element has a tag, attributes, text (before its first child) and tail (after its end); it is a list of its
    children."""

    tag = attrib = text = tail = None

    def __init__(self, tag, attrib={}, **extra):
        self.tag = tag
        self.attrib = _attributes(attrib, extra)
        self._children = []

    def __repr__(self):
        return '<Element %r at 0x%x>' % (self.tag, id(self))

    def makeelement(self, tag, attrib):
        """A new element of the same class."""
        return self.__class__(tag, attrib)

    def copy(self):
        """A copy that shares the children."""
        twin = self.makeelement(self.tag, self.attrib)
        twin.text, twin.tail = self.text, self.tail
        twin[:] = self
        return twin

    # The list of children.

    def __len__(self):
        return len(self._children)

    def __nonzero__(self):
        _warn(FutureWarning, "The behavior of this method will change in future versions.  "
              "Use specific 'len(elem)' or 'elem is not None' test instead.")
        return bool(self._children)

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
        """Take out the first child equal to element. ValueError if there is none."""
        self._children.remove(element)

    def getchildren(self):
        """The list of children itself."""
        _warn(DeprecationWarning, "This method will be removed in future versions.  "
              "Use 'list(elem)' or iteration over elem instead.")
        return self._children

    def clear(self):
        """Take away all but the tag."""
        self.attrib.clear()
        self._children = []
        self.text = self.tail = None

    # Attributes.

    def get(self, key, default=None):
        return self.attrib.get(key, default)

    def set(self, key, value):
        self.attrib[key] = value

    def keys(self):
        return self.attrib.keys()

    def items(self):
        return self.attrib.items()

    # Search by a path.

    find = ElementPath.find
    findtext = ElementPath.findtext
    findall = ElementPath.findall
    iterfind = ElementPath.iterfind

    def iter(self, tag=None):
        """This element and all within it in the document's order, or those of a tag."""
        if tag == '*':
            tag = None
        if tag is None or self.tag == tag:
            yield self
        # One frame for the whole tree: the lists of children that are under way, innermost last.
        under_way = [iter(self._children)]
        while under_way:
            for element in under_way[-1]:
                if tag is None or element.tag == tag:
                    yield element
                children = element._children
                if children:
                    under_way.append(iter(children))
                    break
            else:
                under_way.pop()

    def getiterator(self, tag=None):
        """A list of what iter() gives."""
        _warn(PendingDeprecationWarning, "This method will be removed in future versions.  "
              "Use 'elem.iter()' or 'list(elem.iter())' instead.")
        return list(self.iter(tag))

    def itertext(self):
        """The texts and tails within this element, but those in notes."""
        if self.tag is not None and not isinstance(self.tag, basestring):
            return
        if self.text:
            yield self.text
        for child in self:
            for text in child.itertext():
                yield text
            if child.tail:
                yield child.tail


# Names that programs of old use.
_Element = _ElementInterface = Element


def SubElement(parent, tag, attrib={}, **extra):
    """Append a new element to parent."""
    element = parent.makeelement(tag, _attributes(attrib, extra))
    parent.append(element)
    return element


def _note(kind, text):
    # The tag of a note is the function that makes it.
    note = Element(kind)
    note.text = text
    return note


def Comment(text=None):
    """A comment, to stand among elements."""
    return _note(Comment, text)


def ProcessingInstruction(target, text=None):
    """A processing instruction, to stand among elements."""
    return _note(ProcessingInstruction, '%s %s' % (target, text) if text else target)


PI = ProcessingInstruction


class QName(object):
    """A tag, or an attribute's value, with its namespace: '{uri}tag', or both apart."""

    def __init__(self, text_or_uri, tag=None):
        self.text = '{%s}%s' % (text_or_uri, tag) if tag else text_or_uri

    def __str__(self):
        return self.text

    def __hash__(self):
        return hash(self.text)

    def __cmp__(self, other):
        return cmp(self.text, other.text if isinstance(other, QName) else other)
