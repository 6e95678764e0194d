"""Paths to elements: 'a/b', './/c', '*', '..', 'a[@x="y"]', 'a[b]', 'a[b="text"]', 'a[2]', 'a[last()]'.

A path is compiled once to its steps. A step is a function of the elements reached so far and of the search, and gives
the elements it leads to, lazily."""

import re

# Group 1 is an operator or a text in quotes, group 2 a name that may have its namespace; both are empty for blanks.
xpath_tokenizer_re = re.compile(r'''
      ( '[^']*' | "[^"]*" | :: | // | \.\. | \(\) | [][/.*:()@=] )
    | ( (?: {[^}]+} )? [^][/()@=\s]+ )
    | \s+ ''', re.VERBOSE)


def xpath_tokenizer(pattern, namespaces=None):
    """The (operator, name) pairs of a path; SyntaxError for a prefix that namespaces does not have."""
    for operator, name in xpath_tokenizer_re.findall(pattern):
        if ':' in name and not name.startswith('{'):
            prefix, local = name.split(':', 1)
            if not namespaces or prefix not in namespaces:
                raise SyntaxError('prefix %r not found in prefix map' % prefix)
            name = '{%s}%s' % (namespaces[prefix], local)
        yield operator, name


class _Search(object):
    """What the steps of one search share: who is whose parent, found out when first asked."""

    def __init__(self, root):
        self._root = root
        self._parents = None

    def parent(self, element):
        if self._parents is None:
            self._parents = dict((child, parent) for parent in self._root.iter() for child in parent)
        return self._parents.get(element)


def _all_children(elements, search):
    for element in elements:
        for child in element:
            yield child


def _children(tag):
    def step(elements, search):
        for element in elements:
            for child in element:
                if child.tag == tag:
                    yield child
    return step


def _stay(elements, search):
    return iter(elements)


def _descendants(tag):
    def step(elements, search):
        for element in elements:
            for inner in element.iter(tag):
                if inner is not element:
                    yield inner
    return step


def _parents(elements, search):
    given = set()
    for element in elements:
        parent = search.parent(element)
        if parent is not None and parent not in given:
            given.add(parent)
            yield parent


def _where(condition):
    """The step that keeps the elements for which condition(element, search) holds."""
    def step(elements, search):
        for element in elements:
            if condition(element, search):
                yield element
    return step


# What may stand in brackets. A condition is made of the values of its names and texts.

def _has_attribute(key):
    return lambda element, search: element.get(key) is not None


def _attribute_is(key, value):
    return lambda element, search: element.get(key) == value


def _has_child(tag):
    return lambda element, search: element.find(tag) is not None


def _child_is(tag, text):
    def condition(element, search):
        return any(''.join(child.itertext()) == text for child in element.findall(tag))
    return condition


def _position(index):
    """Whether an element is at an index among its parent's elements of the same tag."""
    def condition(element, search):
        parent = search.parent(element)
        if parent is None:
            return False
        alike = parent.findall(element.tag)
        return -len(alike) <= index < len(alike) and alike[index] is element
    return condition


def _last(function, offset='0'):
    if function != 'last':
        raise SyntaxError('unsupported function')
    try:
        return _position(int(offset) - 1)
    except ValueError:
        raise SyntaxError('unsupported expression')


# By the condition's tokens: n is a name, # a number, ' a text.
_CONDITIONS = {
    '@n': _has_attribute,
    '@#': _has_attribute,
    "@n='": _attribute_is,
    "@#='": _attribute_is,
    'n': _has_child,
    "n='": _child_is,
    '#': lambda number: _position(int(number) - 1),
    'n()': _last,
    'n()n': _last,
    'n()#': _last,
}


def _condition(tokens):
    form = ''
    values = []
    for operator, name in tokens:
        if operator == ']':
            break
        if operator[:1] in ('"', "'"):
            form += "'"
            values.append(operator[1:-1])
        elif operator:
            form += operator
        else:
            form += '#' if name.isdigit() else 'n'
            values.append(name)
    else:
        raise StopIteration
    if form not in _CONDITIONS:
        raise SyntaxError('invalid predicate')
    return _CONDITIONS[form](*values)


def _descent(tokens):
    operator, name = tokens.next()
    if operator not in ('', '*'):
        raise SyntaxError('invalid descendant')
    return _descendants(operator or name)


# Operator -> function of the operator's name and the tokens after it that gives a step.
_STEPS = {
    '': lambda name, tokens: _children(name),
    '*': lambda name, tokens: _all_children,
    '.': lambda name, tokens: _stay,
    '..': lambda name, tokens: _parents,
    '//': lambda name, tokens: _descent(tokens),
    '[': lambda name, tokens: _where(_condition(tokens)),
}


def _compile(path, namespaces):
    if path.startswith('/'):
        raise SyntaxError('cannot use absolute path on element')
    tokens = xpath_tokenizer(path, namespaces)
    steps = []
    operator, name = tokens.next()
    while True:
        try:
            steps.append(_STEPS[operator](name, tokens))
        except StopIteration:
            raise SyntaxError('invalid path')
        try:
            operator, name = tokens.next()
            if operator == '/':
                operator, name = tokens.next()
        except StopIteration:
            return steps


# (path, namespaces) -> steps. Emptied when full: a program has few paths.
_cache = {}
_CACHED = 100


def iterfind(elem, path, namespaces=None):
    """The elements that a path leads to. SyntaxError for what is no path."""
    if path[-1:] == '/':
        path += '*'
    key = path, namespaces and tuple(sorted(namespaces.items()))
    steps = _cache.get(key)
    if steps is None:
        if len(_cache) > _CACHED:
            _cache.clear()
        steps = _cache[key] = _compile(path, namespaces)
    search = _Search(elem)
    found = iter((elem,))
    for step in steps:
        found = step(found, search)
    return found


def find(elem, path, namespaces=None):
    """The first element that a path leads to, or None."""
    try:
        return next(iterfind(elem, path, namespaces))
    except StopIteration:
        # Of the empty path, too.
        return None


def findall(elem, path, namespaces=None):
    """All elements that a path leads to."""
    return list(iterfind(elem, path, namespaces))


def findtext(elem, path, default=None, namespaces=None):
    """The text of the first element that a path leads to; '' if it has none."""
    found = find(elem, path, namespaces)
    return default if found is None else found.text or ''
