"""Splits texts: those of grammars, and those that parsers read."""

NAME, NUMBER, STRING, MARK, END = range(5)


class TextError(Exception):
    """A text that cannot be read."""

    def __init__(self, message, line):
        self.message = message
        self.line = line


class Token(object):
    def __init__(self, kind, text, line):
        self.kind = kind
        self.text = text
        self.line = line


def is_letter(char):
    return char.isalnum() or char == '_'


class Lexer(object):
    """Names, numbers, quoted strings, and marks: the longest one of a list.

    A comment goes from # to the end of the line.
    """

    def __init__(self, text, marks):
        self.text = text
        self.marks = marks
        self.at = 0
        self.line = 1

    def fail(self, message):
        raise TextError(message, self.line)

    def tokens(self):
        found = []
        while True:
            self.skip()
            if self.at >= len(self.text):
                found.append(Token(END, 'end', self.line))
                return found
            found.append(self.token())

    def skip(self):
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == '#':
                while self.at < len(self.text) and \
                        self.text[self.at] != '\n':
                    self.at += 1
            elif char == '\n':
                self.line += 1
                self.at += 1
            elif char == ' ':
                self.at += 1
            else:
                return

    def token(self):
        char = self.text[self.at]
        start = self.at
        if is_letter(char):
            while self.at < len(self.text) and is_letter(self.text[self.at]):
                self.at += 1
            text = self.text[start:self.at]
            if not char.isdigit():
                return Token(NAME, text, self.line)
            if not text.isdigit():
                self.fail('no number: ' + text)
            return Token(NUMBER, text, self.line)
        if char in '\'"':
            return self.string(char)
        best = ''
        for mark in self.marks:
            if len(mark) > len(best) and \
                    self.text[start:start + len(mark)] == mark:
                best = mark
        if best == '':
            self.fail('unexpected ' + char)
        self.at += len(best)
        return Token(MARK, best, self.line)

    def string(self, quote):
        start = self.at + 1
        self.at = start
        while self.at < len(self.text) and self.text[self.at] != quote:
            if self.text[self.at] == '\n':
                self.fail('a string does not end')
            self.at += 1
        if self.at >= len(self.text):
            self.fail('a string does not end')
        self.at += 1
        return Token(STRING, self.text[start:self.at - 1], self.line)
