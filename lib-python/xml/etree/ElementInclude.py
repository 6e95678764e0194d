"""XInclude: elements that stand for other documents are replaced by them."""

import copy

from . import ElementTree

XINCLUDE = '{http://www.w3.org/2001/XInclude}'
XINCLUDE_INCLUDE = XINCLUDE + 'include'
XINCLUDE_FALLBACK = XINCLUDE + 'fallback'


class FatalIncludeError(SyntaxError):
    """What is to be included cannot be."""


def default_loader(href, parse, encoding=None):
    """The element that a file has, or its text unless parse is 'xml'."""
    with open(href) as file:
        if parse == 'xml':
            return ElementTree.parse(file).getroot()
        text = file.read()
    return text.decode(encoding) if encoding else text


def include(elem, loader=None):
    """Replace all xi:include within an element; loader(href, parse[, encoding]) gives what stands there instead.

    FatalIncludeError if it gives None, or for what is no proper inclusion."""
    loader = loader or default_loader
    index = 0
    while index < len(elem):
        child = elem[index]
        if child.tag == XINCLUDE_FALLBACK:
            raise FatalIncludeError('xi:fallback tag must be child of xi:include (%r)' % child.tag)
        if child.tag != XINCLUDE_INCLUDE:
            include(child, loader)
        elif _include_at(elem, index, loader):
            continue
        index += 1


def _include_at(parent, index, loader):
    """Replace the inclusion at an index; whether it is gone, as it was text."""
    inclusion = parent[index]
    kind = inclusion.get('parse', 'xml')
    if kind not in ('xml', 'text'):
        raise FatalIncludeError('unknown parse type in xi:include tag (%r)' % kind)
    request = inclusion.get('href'), kind
    loaded = loader(*request) if kind == 'xml' else loader(*request + (inclusion.get('encoding'),))
    if loaded is None:
        raise FatalIncludeError('cannot load %r as %r' % request)
    if kind == 'xml':
        loaded = copy.copy(loaded)
        if inclusion.tail:
            loaded.tail = (loaded.tail or '') + inclusion.tail
        parent[index] = loaded
        return False
    text = loaded + (inclusion.tail or '')
    if index:
        before = parent[index - 1]
        before.tail = (before.tail or '') + text
    else:
        parent.text = (parent.text or '') + text
    del parent[index]
    return True
