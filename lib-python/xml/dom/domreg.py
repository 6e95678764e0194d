"""The implementations of the DOM that there are."""

from xml.dom.minicompat import *

# Name -> module that has getDOMImplementation().
well_known_implementations = {'minidom': 'xml.dom.minidom', '4DOM': 'xml.dom.DOMImplementation'}

# Name -> function that gives one.
registered = {}


def registerDOMImplementation(name, factory):
    registered[name] = factory


def getDOMImplementation(name=None, features=()):
    """The implementation of a name, or of the environment's PYTHON_DOM, or one that has the features: pairs of a name
    and a version, or a text such as 'core 2.0 xml'. ImportError if there is none."""
    import os
    if name in well_known_implementations:
        module = __import__(well_known_implementations[name], {}, {}, ['getDOMImplementation'])
        return module.getDOMImplementation()
    if name:
        return registered[name]()
    if 'PYTHON_DOM' in os.environ:
        return getDOMImplementation(os.environ['PYTHON_DOM'])
    if isinstance(features, basestring):
        features = _parse_feature_string(features)
    for implementation in _all_implementations():
        if all(implementation.hasFeature(feature, version) for feature, version in features):
            return implementation
    raise ImportError('no suitable DOM implementation found')


def _all_implementations():
    for factory in registered.values():
        yield factory()
    for name in well_known_implementations:
        try:
            implementation = getDOMImplementation(name)
        except StandardError:
            # Known, but not installed.
            continue
        yield implementation


def _parse_feature_string(s):
    """((feature, version or None), ...) of names with or without a number after them."""
    features = []
    for word in s.split():
        if not word[0].isdigit():
            features.append((word, None))
        elif features and features[-1][1] is None:
            features[-1] = features[-1][0], word
        else:
            raise ValueError('bad feature name: %r' % (word,))
    return tuple(features)
