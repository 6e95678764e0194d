"""Text to tokens."""

NAME, CONSTRUCTOR, TYPE_NAME, KEYWORD, NUMBER, STRING, OPERATOR, \
    END = range(8)

KEYWORDS = ['let', 'rec', 'and', 'in', 'fun', 'function', 'if', 'then',
            'else', 'match', 'with', 'type', 'of', 'true', 'false', 'mod',
            'begin', 'end', 'when']
OPERATORS = [';;', '->', '::', ':=', '<>', '<=', '>=', '&&', '||']
SINGLES = '+-*/=<>()[];,|^@!_'


class SourceError(Exception):
    """The program is no program, or has no type."""

    def __init__(self, message, line):
        self.message = message
        self.line = line


class Token(object):
    def __init__(self, kind, text, line):
        self.kind = kind
        self.text = text
        self.line = line


def is_part(char):
    return char.isalnum() or char in "_'"


class Lexer(object):
    def __init__(self, text):
        self.text = text
        self.at = 0
        self.line = 1
        self.tokens = []

    def starts(self, part):
        return self.text[self.at:self.at + len(part)] == part

    def add(self, kind, text):
        self.tokens.append(Token(kind, text, self.line))

    def run(self):
        while self.at < len(self.text):
            if self.starts('(*'):
                self.comment()
            elif self.text[self.at].isspace():
                self.step()
            else:
                self.token()
        self.add(END, 'end of text')
        return self.tokens

    def step(self):
        if self.text[self.at] == '\n':
            self.line += 1
        self.at += 1

    def comment(self):
        depth = 0
        while True:
            if self.at >= len(self.text):
                raise SourceError('a comment does not end', self.line)
            if self.starts('(*'):
                depth += 1
                self.at += 2
            elif self.starts('*)'):
                depth -= 1
                self.at += 2
                if depth == 0:
                    return
            else:
                self.step()

    def word(self):
        start = self.at
        self.at += 1
        while self.at < len(self.text) and is_part(self.text[self.at]):
            self.at += 1
        return self.text[start:self.at]

    def token(self):
        char = self.text[self.at]
        if char.isdigit():
            self.add(NUMBER, self.word())
        elif char == "'":
            self.add(TYPE_NAME, self.word())
        elif char == '"':
            self.string()
        elif char.isalpha() or (char == '_' and self.at + 1 < len(self.text)
                                and is_part(self.text[self.at + 1])):
            text = self.word()
            if text in KEYWORDS:
                self.add(KEYWORD, text)
            elif 'A' <= text[0] <= 'Z':
                self.add(CONSTRUCTOR, text)
            else:
                self.add(NAME, text)
        else:
            self.operator(char)

    def operator(self, char):
        for operator in OPERATORS:
            if self.starts(operator):
                self.add(OPERATOR, operator)
                self.at += 2
                return
        if char not in SINGLES:
            raise SourceError('unexpected ' + char, self.line)
        self.add(OPERATOR, char + '')
        self.at += 1

    def string(self):
        letters = []
        self.at += 1
        while not self.starts('"'):
            if self.at >= len(self.text):
                raise SourceError('a string does not end', self.line)
            if self.starts('\\n'):
                letters.append('\n')
                self.at += 2
            else:
                letters.append(self.text[self.at])
                self.step()
        self.at += 1
        self.add(STRING, ''.join(letters))
