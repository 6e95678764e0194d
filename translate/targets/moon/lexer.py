"""Text to tokens."""

NAME, NUMBER, STRING, SIGN, KEYWORD, END = range(6)

KEYWORDS = {
    'and': 1, 'break': 1, 'do': 1, 'else': 1, 'elseif': 1, 'end': 1,
    'false': 1, 'for': 1, 'function': 1, 'if': 1, 'in': 1, 'local': 1,
    'nil': 1, 'not': 1, 'or': 1, 'repeat': 1, 'return': 1, 'then': 1,
    'true': 1, 'until': 1, 'while': 1}

# The longest come first.
SIGNS = ['...', '==', '~=', '<=', '>=', '..', '//', '<<', '>>', '+', '-',
         '*', '/', '%', '^', '#', '<', '>', '=', '(', ')', '{', '}', '[',
         ']', ';', ':', ',', '.', '&', '|', '~']

ESCAPES = {'n': '\n', 't': '\t', '\\': '\\', '"': '"', "'": "'",
           'r': '\r', '\n': '\n'}


class SyntaxProblem(Exception):
    def __init__(self, message, line):
        self.message = message
        self.line = line


class Token(object):
    def __init__(self, kind, text, line):
        self.kind = kind
        self.text = text
        self.line = line


class Lexer(object):
    def __init__(self, text):
        self.text = text
        self.at = 0
        self.line = 1
        self.tokens = []

    def fail(self, message):
        raise SyntaxProblem(message, self.line)

    def char(self):
        """The next character; a zero character at the end."""
        if self.at < len(self.text):
            return self.text[self.at]
        return '\0'

    def add(self, kind, text):
        self.tokens.append(Token(kind, text, self.line))

    def run(self):
        while True:
            self.skip()
            if self.at >= len(self.text):
                self.add(END, 'end of text')
                return self.tokens
            char = self.char()
            if char.isalpha() or char == '_':
                self.word()
            elif char.isdigit():
                self.number()
            elif char == '"' or char == "'":
                self.string(char)
            elif char == '[' and self.text[self.at:self.at + 2] == '[[':
                line = self.line
                text = self.long_text()
                self.tokens.append(Token(STRING, text, line))
            else:
                self.sign()

    def skip(self):
        """Over white space and comments."""
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == '\n':
                self.line += 1
                self.at += 1
            elif char.isspace():
                self.at += 1
            elif char == '-' and self.text[self.at:self.at + 2] == '--':
                self.at += 2
                if self.text[self.at:self.at + 2] == '[[':
                    self.long_text()
                else:
                    while self.at < len(self.text) and self.char() != '\n':
                        self.at += 1
            else:
                return

    def long_text(self):
        end = self.text.find(']]', self.at)
        if end < 0:
            self.fail('a long text does not end')
        start = self.at + 2
        if self.text[start:start + 1] == '\n':
            start += 1
        for char in self.text[self.at:end]:
            if char == '\n':
                self.line += 1
        self.at = end + 2
        return self.text[start:end]

    def word(self):
        start = self.at
        while self.char().isalnum() or self.char() == '_':
            self.at += 1
        text = self.text[start:self.at]
        self.add(KEYWORD if text in KEYWORDS else NAME, text)

    def number(self):
        start = self.at
        if self.text[start:start + 2] == '0x':
            self.at += 2
            while self.char().isalnum():
                self.at += 1
        else:
            self.digits()
            if self.char() == '.' and self.text[self.at:self.at + 2] != '..':
                self.at += 1
                self.digits()
            if self.char() == 'e' or self.char() == 'E':
                self.at += 1
                if self.char() == '-' or self.char() == '+':
                    self.at += 1
                self.digits()
        self.add(NUMBER, self.text[start:self.at])

    def digits(self):
        while self.char().isdigit():
            self.at += 1

    def string(self, quote):
        parts = []
        self.at += 1
        while self.char() != quote:
            char = self.char()
            if self.at >= len(self.text) or char == '\n':
                self.fail('a string does not end')
            self.at += 1
            if char == '\\':
                char = self.escape()
            parts.append(char)
        self.at += 1
        self.add(STRING, ''.join(parts))

    def escape(self):
        char = self.char()
        if char.isdigit():
            start = self.at
            while self.char().isdigit() and self.at < start + 3:
                self.at += 1
            return chr(int(self.text[start:self.at]) & 255)
        if char not in ESCAPES:
            self.fail('unknown escape \\' + char)
        self.at += 1
        return ESCAPES[char]

    def sign(self):
        for sign in SIGNS:
            if self.text[self.at:self.at + len(sign)] == sign:
                self.at += len(sign)
                self.add(SIGN, sign)
                return
        self.fail('unexpected ' + self.char())
