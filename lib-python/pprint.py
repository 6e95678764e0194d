"""Prints data structures for people: what does not fit on a line takes several, in columns."""

import sys as _sys
import warnings

try:
    from cStringIO import StringIO as _StringIO
except ImportError:
    from StringIO import StringIO as _StringIO

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr', 'PrettyPrinter']


def pprint(object, stream=None, indent=1, width=80, depth=None):
    """Print an object to a stream, by default standard output."""
    PrettyPrinter(indent, width, depth, stream).pprint(object)


def pformat(object, indent=1, width=80, depth=None):
    """An object's text as pprint() has it."""
    return PrettyPrinter(indent, width, depth).pformat(object)


def saferepr(object):
    """An object's repr, even if it is in itself."""
    return _safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    """Whether saferepr() gives what eval() takes."""
    return _safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    """Whether an object is in itself."""
    return _safe_repr(object, {}, None, 0)[2]


# What of an object's repr is around the parts. The sets' are shown in parts
# only where they take several lines.
_BRACKETS = [(dict, '{', '}'), (list, '[', ']'), (tuple, '(', ')')]
_SETS = set, frozenset


def _has_repr_of(kind, base):
    """Whether a type shows itself as one of the built-in ones does."""
    return issubclass(kind, base) and getattr(kind, '__repr__', None) is base.__repr__


def _brackets(kind):
    """The opening and the closing bracket of a dictionary, list or tuple, else None."""
    for base, opening, closing in _BRACKETS:
        if _has_repr_of(kind, base):
            return opening, closing
    return None


def _sorted(iterable):
    if not _sys.py3kwarning:
        return sorted(iterable)
    with warnings.catch_warnings():
        warnings.filterwarnings('ignore', 'comparing unequal types not supported',
                                DeprecationWarning)
        return sorted(iterable)


def _recursion(object):
    return '<Recursion on %s with id=%s>' % (type(object).__name__, id(object))


class PrettyPrinter:
    """Prints with these settings.

    indent is the columns for each level, width those of a line; what is
    deeper than depth levels is left out.
    """

    def __init__(self, indent=1, width=80, depth=None, stream=None):
        self._indent_per_level, self._width, self._depth = int(indent), int(width), depth
        self._stream = _sys.stdout if stream is None else stream
        assert self._indent_per_level >= 0, 'indent must be >= 0'
        assert self._width, 'width must be != 0'
        assert depth is None or depth > 0, 'depth must be > 0'

    def pprint(self, object):
        """Print an object to the stream."""
        self._format(object, self._stream, 0, 0, {}, 0)
        self._stream.write('\n')

    def pformat(self, object):
        """An object's text."""
        stream = _StringIO()
        self._format(object, stream, 0, 0, {}, 0)
        return stream.getvalue()

    def isreadable(self, object):
        """Whether eval() takes the object's repr."""
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def isrecursive(self, object):
        """Whether an object is in itself."""
        return self.format(object, {}, 0, 0)[2]

    def format(self, object, context, maxlevels, level):
        """(an object's repr, whether eval() takes it, whether the object is in itself).

        For classes to override. context has the ids of the objects that
        this one is in; below maxlevels, unless that is 0, is nothing.
        """
        return _safe_repr(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)[0]

    def _format(self, object, stream, indent, allowance, context, level):
        """Write an object from a column on; so many characters are to follow it on its line."""
        if id(object) in context:
            stream.write(_recursion(object))
            return
        text = self._repr(object, context, level)
        kind = type(object)
        brackets = _brackets(kind)
        is_set = object and any(_has_repr_of(kind, base) for base in _SETS)
        if self._depth and level >= self._depth or not (brackets or is_set):
            stream.write(text)
            return
        # On one line too the parts are written one by one: format() may
        # show them otherwise than within the whole.
        broken = len(text) > self._width - 1 - indent - allowance
        if is_set:
            brackets = kind.__name__ + '([', '])'
            indent += len(kind.__name__) + 1
            object_parts = _sorted(object)
        elif brackets[0] == '{':
            object_parts = _sorted(object.items())
        else:
            object_parts = object
        opening, closing = brackets
        stream.write(opening)
        if broken or opening == '{':
            stream.write(' ' * (self._indent_per_level - 1))
        indent += self._indent_per_level
        separator = ',\n' + ' ' * indent if broken else ', '
        context[id(object)] = 1
        self._format_parts(object_parts, opening == '{', separator, stream, indent,
                           allowance + 1, context, level + 1)
        del context[id(object)]
        stream.write(',)' if opening == '(' and len(object) == 1 else closing)

    def _format_parts(self, parts, are_pairs, separator, stream, indent, allowance, context,
                      level):
        before = ''
        for part in parts:
            stream.write(before)
            column = indent
            if are_pairs:
                key, part = part
                text = self._repr(key, context, level) + ': '
                stream.write(text)
                column += len(text)
            self._format(part, stream, column, allowance, context, level)
            before = separator


# ---- on one line

def _safe_repr(object, context, maxlevels, level):
    """What PrettyPrinter.format() gives."""
    kind = type(object)
    if kind is str:
        return _string_repr(object), True, False
    brackets = _brackets(kind)
    if brackets is None:
        text = repr(object)
        return text, text and not text.startswith('<'), False
    opening, closing = brackets
    if not object:
        return opening + closing, True, False
    if opening == '(' and len(object) == 1:
        closing = ',)'
    if maxlevels and level >= maxlevels:
        return opening + '...' + closing, False, id(object) in context
    if id(object) in context:
        return _recursion(object), False, True
    parts = _sorted(object.items()) if opening == '{' else object
    context[id(object)] = 1
    texts, readable, recursive = [], True, False
    for part in parts:
        pieces = []
        for each in part if opening == '{' else (part,):
            text, is_readable, is_recursive = _safe_repr(each, context, maxlevels, level + 1)
            pieces.append(text)
            readable = readable and is_readable
            recursive = recursive or is_recursive
        texts.append(': '.join(pieces))
    del context[id(object)]
    return opening + ', '.join(texts) + closing, readable, recursive


def _string_repr(text):
    """A string's repr; once there are locales, with their letters as they are."""
    if 'locale' not in _sys.modules:
        return repr(text)
    quote = '"' if "'" in text and '"' not in text else "'"
    shown = {quote: '\\' + quote}
    pieces = [char if char.isalpha() else shown.get(char) or repr(char)[1:-1] for char in text]
    return quote + ''.join(pieces) + quote


def _perfcheck(object=None):
    """Print the times that both ways take."""
    import time
    if object is None:
        object = [('text', (1, 2), [3, 4], {5: 6, 7: 8})] * 100000
    started = time.time()
    _safe_repr(object, {}, None, 0)
    between = time.time()
    pformat(object)
    print '_safe_repr:', between - started
    print 'pformat:', time.time() - between


if __name__ == '__main__':
    _perfcheck()
