"""Print data structures prettily: over several lines where one is too short."""

import sys as _sys
import warnings

try:
    from cStringIO import StringIO as _StringIO
except ImportError:
    from StringIO import StringIO as _StringIO

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr',
           'PrettyPrinter']


def pprint(object, stream=None, indent=1, width=80, depth=None):
    """Print an object prettily, to standard output by default."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth).pprint(object)


def pformat(object, indent=1, width=80, depth=None):
    """What pprint() would print, without the newline at the end."""
    return PrettyPrinter(indent=indent, width=width, depth=depth).pformat(object)


def saferepr(object):
    """repr() that ends also where a structure contains itself."""
    return _safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    """Whether eval() could make the object of saferepr(object)."""
    return _safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    """Whether the object contains itself."""
    return _safe_repr(object, {}, None, 0)[2]


def _sorted(iterable):
    with warnings.catch_warnings():
        if _sys.py3kwarning:
            warnings.filterwarnings('ignore', 'comparing unequal types not supported',
                                    DeprecationWarning)
        return sorted(iterable)


class PrettyPrinter:
    """Prints prettily.

    indent is how much each level is indented, width how long a line should
    be at most, depth how many levels are shown, stream where it goes.
    """

    def __init__(self, indent=1, width=80, depth=None, stream=None):
        indent = int(indent)
        width = int(width)
        assert indent >= 0, 'indent must be >= 0'
        assert depth is None or depth > 0, 'depth must be > 0'
        assert width, 'width must be != 0'
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = _sys.stdout if stream is None else stream

    def pprint(self, object):
        self._format(object, self._stream, 0, 0, {}, 0)
        self._stream.write('\n')

    def pformat(self, object):
        stream = _StringIO()
        self._format(object, stream, 0, 0, {}, 0)
        return stream.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        text, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def _format(self, object, stream, indent, allowance, context, level):
        """Write an object that starts at column indent.

        allowance is how many characters must follow it on its last line;
        context holds the ids of the objects that are being written.
        """
        level += 1
        identity = id(object)
        if identity in context:
            stream.write(_recursion(object))
            self._recursive = True
            self._readable = False
            return
        text = self._repr(object, context, level - 1)
        if self._depth and level > self._depth:
            stream.write(text)
            return
        # Items are written one by one also where all fit on a line: format()
        # of a subclass may show them otherwise.
        broken = len(text) > self._width - 1 - indent - allowance
        padding = (self._indent_per_level - 1) * ' '
        kind = type(object)
        method = getattr(kind, '__repr__', None)
        if issubclass(kind, dict) and method is dict.__repr__:
            opening, closing = '{' + padding, '}'
            items = _sorted(object.items())
        elif issubclass(kind, list) and method is list.__repr__:
            opening, closing = '[', ']'
            items = object
        elif issubclass(kind, tuple) and method is tuple.__repr__:
            opening, closing = '(', ',)' if len(object) == 1 else ')'
            items = object
        elif object and (issubclass(kind, set) and method is set.__repr__ or
                         issubclass(kind, frozenset) and method is frozenset.__repr__):
            opening, closing = kind.__name__ + '([', '])'
            items = _sorted(object)
            indent += len(kind.__name__) + 1
        else:
            stream.write(text)
            return
        is_dict = closing == '}'
        if broken and not is_dict:
            opening += padding
        stream.write(opening)
        indent += self._indent_per_level
        separator = ',\n' + ' ' * indent if broken else ', '
        context[identity] = 1
        for i, item in enumerate(items):
            if i:
                stream.write(separator)
            start = indent
            if is_dict:
                key, item = item
                text = self._repr(key, context, level)
                stream.write(text + ': ')
                start += len(text) + 2
            self._format(item, stream, start, allowance + 1, context, level)
        del context[identity]
        stream.write(closing)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth,
                                                level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    def format(self, object, context, maxlevels, level):
        """(text, whether readable, whether recursive) of an object.

        A subclass may override this to change how objects look.
        """
        return _safe_repr(object, context, maxlevels, level)


def _safe_repr(object, context, maxlevels, level):
    """(text, whether readable, whether recursive) of an object on one line."""
    kind = type(object)
    if kind is str:
        return _string_repr(object), True, False
    method = getattr(kind, '__repr__', None)
    if issubclass(kind, dict) and method is dict.__repr__:
        opening, closing, empty = '{', '}', '{}'
    elif issubclass(kind, list) and method is list.__repr__:
        opening, closing, empty = '[', ']', '[]'
    elif issubclass(kind, tuple) and method is tuple.__repr__:
        opening, closing, empty = '(', ',)' if len(object) == 1 else ')', '()'
    else:
        text = repr(object)
        return text, bool(text) and not text.startswith('<'), False
    if not object:
        return empty, True, False
    identity = id(object)
    if maxlevels and level >= maxlevels:
        return opening + '...' + (')' if closing == ',)' else closing), False, \
            identity in context
    if identity in context:
        return _recursion(object), False, True
    context[identity] = 1
    readable = True
    recursive = False
    parts = []
    level += 1
    is_dict = opening == '{'
    for item in (_sorted(object.items()) if is_dict else object):
        texts = []
        for part in (item if is_dict else (item,)):
            text, part_readable, part_recursive = _safe_repr(part, context, maxlevels,
                                                             level)
            texts.append(text)
            readable = readable and part_readable
            recursive = recursive or part_recursive
        parts.append(': '.join(texts))
    del context[identity]
    return opening + ', '.join(parts) + closing, readable, recursive


def _string_repr(text):
    """repr() of a string, but that letters of the locale stay as they are."""
    if 'locale' not in _sys.modules:
        return repr(text)
    # Double quotes only where they save escaping single ones.
    if "'" in text and '"' not in text:
        quote, quotes = '"', {'"': '\\"'}
    else:
        quote, quotes = "'", {"'": "\\'"}
    return quote + ''.join(
        character if character.isalpha() else
        quotes.get(character) or repr(character)[1:-1] for character in text) + quote


def _recursion(object):
    return '<Recursion on %s with id=%s>' % (type(object).__name__, id(object))


def _perfcheck(object=None):
    """Print how long formatting takes."""
    import time
    if object is None:
        object = [('string', (1, 2), [3, 4], {5: 6, 7: 8})] * 100000
    printer = PrettyPrinter()
    start = time.time()
    _safe_repr(object, {}, None, 0)
    middle = time.time()
    printer.pformat(object)
    end = time.time()
    print '_safe_repr:', middle - start
    print 'pformat:', end - middle


if __name__ == '__main__':
    _perfcheck()
