"""The makers of documents there are."""

from xml.dom.minicompat import *

# Name -> module.
well_known_implementations = {'minidom': 'xml.dom.minidom', '4DOM': 'xml.dom.DOMImplementation'}

# Name -> function that gives one.
registered = {}


def registerDOMImplementation(name, factory):
    registered[name] = factory


def _good_enough(dom, features):
    for feature, version in features:
        if not dom.hasFeature(feature, version):
            return 0
    return 1


def getDOMImplementation(name=None, features=()):
    """One of a name, or that has these features. ImportError."""
    import os
    creator = None
    mod = well_known_implementations.get(name)
    if mod:
        mod = __import__(mod, {}, {}, ['getDOMImplementation'])
        return mod.getDOMImplementation()
    if name:
        return registered[name]()
    if 'PYTHON_DOM' in os.environ:
        return getDOMImplementation(name=os.environ['PYTHON_DOM'])
    if isinstance(features, basestring):
        features = _parse_feature_string(features)
    for creator in registered.values():
        dom = creator()
        if _good_enough(dom, features):
            return dom
    for creator in well_known_implementations.keys():
        try:
            dom = getDOMImplementation(name=creator)
        except StandardError:
            continue
        if _good_enough(dom, features):
            return dom
    raise ImportError('no suitable DOM implementation found')


def _parse_feature_string(s):
    features = []
    parts = s.split()
    i = 0
    while i < len(parts):
        feature = parts[i]
        if feature[0] in '0123456789':
            raise ValueError('bad feature name: %r' % (feature,))
        i = i + 1
        version = None
        if i < len(parts) and parts[i][0] in '0123456789':
            version = parts[i]
            i = i + 1
        features.append((feature, version))
    return tuple(features)
