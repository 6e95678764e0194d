"""Text to data."""

from targets.lisp.objects import (EMPTY, FALSE, TRUE, Number, Pair,
                                  SchemeError, Symbol, Text, Value, Vector,
                                  list_of)

DELIMITERS = ' \t\n()\'";'


class Symbols(object):
    """All symbols, by name."""

    def __init__(self):
        self.table = {}

    def get(self, name):
        if name not in self.table:
            self.table[name] = Symbol(name)
        return self.table[name]


def is_number(word):
    digits = word
    if word.startswith('-') or word.startswith('+'):
        digits = word[1:]
    return digits.isdigit()


class Reader(object):
    def __init__(self, text, symbols):
        self.text = text
        self.symbols = symbols
        self.at = 0
        self.depth = 0

    def skip(self):
        """Goes over blanks and comments; gives whether text is left."""
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == ';':
                while self.at < len(self.text) and \
                        self.text[self.at] != '\n':
                    self.at += 1
            elif char == ' ' or char == '\t' or char == '\n':
                self.at += 1
            else:
                return True
        return False

    def datum(self):
        if not self.skip():
            raise SchemeError('the text ends within a list')
        char = self.text[self.at]
        self.at += 1
        if char == '(':
            return self.rest_of_list()
        if char == ')':
            raise SchemeError('a list ends that did not begin')
        if char == "'":
            quoted = self.datum()
            return Pair(self.symbols.get('quote'), Pair(quoted, EMPTY))
        if char == '"':
            return self.string()
        self.at -= 1
        return self.atom()

    def rest_of_list(self):
        self.depth += 1
        if self.depth > 500:
            raise SchemeError('lists are nested too deep')
        items = []
        tail = empty()
        while True:
            if not self.skip():
                raise SchemeError('the text ends within a list')
            if self.text[self.at] == ')':
                self.at += 1
                break
            item = self.datum()
            if isinstance(item, Symbol) and item.name == '.':
                tail = self.datum()
            else:
                items.append(item)
        self.depth -= 1
        return list_of(items, tail)

    def string(self):
        parts = []
        while self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
            if char == '"':
                return Text(''.join(parts))
            if char == '\\' and self.at < len(self.text):
                char = self.text[self.at]
                self.at += 1
                if char == 'n':
                    char = '\n'
            parts.append(char)
        raise SchemeError('the text ends within a string')

    def atom(self):
        start = self.at
        while self.at < len(self.text) and \
                self.text[self.at] not in DELIMITERS:
            self.at += 1
        word = self.text[start:self.at]
        if is_number(word):
            return Number(int(word))
        if word == '#t':
            return TRUE
        if word == '#f':
            return FALSE
        if word == '#':
            datum = self.datum()
            items = []
            while isinstance(datum, Pair):
                items.append(datum.head)
                datum = datum.tail
            return Vector(items)
        return self.symbols.get(word)


def empty():
    """The empty list, as any value."""
    value = EMPTY
    assert isinstance(value, Value)
    return value
