"""Text to tokens, with INDENT and DEDENT."""

NAME, NUMBER, STRING, OPERATOR, NEWLINE, INDENT, DEDENT, END = range(8)

PAIRS = ['==', '!=', '<=', '>=', '//', '+=', '-=', '*=', '%=']
SINGLES = '+-*%<>=()[]:,.{}'


class SyntaxProblem(Exception):
    def __init__(self, message, line):
        self.message = message
        self.line = line


class Token(object):
    def __init__(self, kind, text, line):
        self.kind = kind
        self.text = text
        self.line = line


def is_name_start(char):
    return char.isalpha() or char == '_'


class Lexer(object):
    def __init__(self, text):
        self.text = text
        self.at = 0
        self.line = 0
        self.tokens = []
        self.indents = [0]
        self.nesting = 0

    def run(self):
        for line in self.text.split('\n'):
            self.line += 1
            self.one_line(line)
        while len(self.indents) > 1:
            self.indents.pop()
            self.add(DEDENT, '')
        self.add(END, 'end of file')
        return self.tokens

    def add(self, kind, text):
        self.tokens.append(Token(kind, text, self.line))

    def one_line(self, line):
        at = 0
        while at < len(line) and line[at] == ' ':
            at += 1
        if at == len(line) or line[at] == '#':
            return
        if self.nesting == 0:
            self.indentation(at)
        while at < len(line):
            at = self.one_token(line, at)
        if self.nesting == 0:
            self.add(NEWLINE, 'end of line')

    def indentation(self, width):
        if width > self.indents[-1]:
            self.indents.append(width)
            self.add(INDENT, 'indent')
        while width < self.indents[-1]:
            self.indents.pop()
            self.add(DEDENT, 'dedent')
        if width != self.indents[-1]:
            raise SyntaxProblem('inconsistent indentation', self.line)

    def one_token(self, line, at):
        """Adds the token at that place; gives where the next may be."""
        char = line[at]
        if char == ' ':
            return at + 1
        if char == '#':
            return len(line)
        start = at
        if is_name_start(char):
            while at < len(line) and (is_name_start(line[at])
                                      or line[at].isdigit()):
                at += 1
            self.add(NAME, line[start:at])
            return at
        if char.isdigit():
            while at < len(line) and line[at].isdigit():
                at += 1
            self.add(NUMBER, line[start:at])
            return at
        if char == '"' or char == "'":
            return self.string(line, at)
        pair = line[at:at + 2]
        if pair in PAIRS:
            self.add(OPERATOR, pair)
            return at + 2
        if char not in SINGLES:
            raise SyntaxProblem('unexpected ' + char, self.line)
        if char in '([{':
            self.nesting += 1
        if char in ')]}':
            self.nesting -= 1
        self.add(OPERATOR, line[at:at + 1])
        return at + 1

    def string(self, line, at):
        quote = line[at]
        at += 1
        parts = []
        while True:
            if at >= len(line):
                raise SyntaxProblem('a string does not end', self.line)
            char = line[at]
            at += 1
            if char == quote:
                break
            if char == '\\':
                if at >= len(line):
                    raise SyntaxProblem('a string does not end', self.line)
                char = line[at]
                at += 1
                if char == 'n':
                    char = '\n'
                elif char == 't':
                    char = '\t'
            parts.append(char)
        self.add(STRING, ''.join(parts))
        return at
