"""Lists of nodes."""

__all__ = ['NodeList', 'EmptyNodeList', 'StringTypes', 'defproperty']

import xml.dom

StringTypes = (str, unicode)


class NodeList(list):

    __slots__ = ()

    def item(self, index):
        if 0 <= index < len(self):
            return self[index]

    def _get_length(self):
        return len(self)

    def _set_length(self, value):
        raise xml.dom.NoModificationAllowedErr("attempt to modify read-only attribute 'length'")

    length = property(_get_length, _set_length, doc='The number of nodes in the NodeList.')


class EmptyNodeList(tuple):

    __slots__ = ()

    def __add__(self, other):
        result = NodeList()
        result.extend(other)
        return result

    __radd__ = __add__

    def item(self, index):
        return None

    def _get_length(self):
        return 0

    def _set_length(self, value):
        raise xml.dom.NoModificationAllowedErr("attempt to modify read-only attribute 'length'")

    length = property(_get_length, _set_length, doc='The number of nodes in the NodeList.')


def defproperty(klass, name, doc):
    """Make a property of a class's method _get_NAME."""
    get = getattr(klass, '_get_' + name).im_func

    def set(self, value, name=name):
        raise xml.dom.NoModificationAllowedErr('attempt to modify read-only attribute ' + repr(name))
    assert not hasattr(klass, '_set_' + name), 'expected not to find _set_' + name
    setattr(klass, name, property(get, set, doc=doc))
