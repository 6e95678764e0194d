"""Completion of names at the prompt: readline.parse_and_bind('tab: complete')."""

import __builtin__
import __main__

__all__ = ['Completer']


class Completer:
    """Completes names of a namespace (that of __main__ if none is given), keywords and attributes."""

    def __init__(self, namespace=None):
        if namespace is not None and not isinstance(namespace, dict):
            raise TypeError('namespace must be a dictionary')
        self.use_main_ns = namespace is None
        self.namespace = {} if namespace is None else namespace
        self.matches = []

    def complete(self, text, state):
        """The possible completion number state of a text; None if there are no more."""
        if self.use_main_ns:
            self.namespace = __main__.__dict__
        if state == 0:
            self.matches = self.attr_matches(text) if '.' in text else self.global_matches(text)
        return self.matches[state] if state < len(self.matches) else None

    def _callable_postfix(self, val, word):
        return word + '(' if callable(val) else word

    def global_matches(self, text):
        """Keywords, built-ins and names of the namespace that start with a text."""
        import keyword
        matches = []
        seen = set(['__builtins__'])
        for word in keyword.kwlist:
            if word.startswith(text):
                seen.add(word)
                matches.append(word)
        for names in self.namespace, __builtin__.__dict__:
            for word, value in names.items():
                if word.startswith(text) and word not in seen:
                    seen.add(word)
                    matches.append(self._callable_postfix(value, word))
        return matches

    def attr_matches(self, text):
        """What a dotted name may go on with. Its first part is evaluated."""
        import re
        match = re.match(r'(\w+(\.\w+)*)\.(\w*)$', text)
        if not match:
            return []
        expression, attribute = match.group(1, 3)
        try:
            value = eval(expression, self.namespace)
        except Exception:
            return []
        words = set(dir(value))
        words.discard('__builtins__')
        if hasattr(value, '__class__'):
            words.add('__class__')
            words.update(get_class_members(value.__class__))
        matches = []
        for word in words:
            if word.startswith(attribute):
                found = getattr(value, word, None)
                matches.append(self._callable_postfix(found, '%s.%s' % (expression, word)))
        return sorted(matches)


def get_class_members(klass):
    """The names of a class and its bases."""
    names = dir(klass)
    for base in getattr(klass, '__bases__', ()):
        names = names + get_class_members(base)
    return names


try:
    import readline
except ImportError:
    pass
else:
    readline.set_completer(Completer().complete)
