"""Text to tokens."""

NAME, KEYWORD, NUMBER, STRING, OPERATOR, END = range(6)

KEYWORDS = ['int', 'char', 'void', 'struct', 'if', 'else', 'while', 'for',
            'do', 'return', 'break', 'continue', 'sizeof']
OPERATORS = ['<<=', '>>=', '==', '!=', '<=', '>=', '&&', '||', '++', '--',
             '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<', '>>',
             '->']
SINGLES = '+-*/%<>=!~&|^?:;,.(){}[]'
ESCAPES = {'n': 10, 't': 9, '0': 0, '\\': 92, "'": 39, '"': 34}


class SourceError(Exception):
    """The program is not in the language."""

    def __init__(self, message, line):
        self.message = message
        self.line = line


class Token(object):
    """Numbers, characters too, have a value; strings have their letters."""

    def __init__(self, kind, text, value, line):
        self.kind = kind
        self.text = text
        self.value = value
        self.line = line


class Lexer(object):
    def __init__(self, text):
        self.text = text
        self.at = 0
        self.line = 1

    def fail(self, message):
        raise SourceError(message, self.line)

    def tokens(self):
        found = []
        self.skip()
        while self.at < len(self.text):
            found.append(self.token())
            self.skip()
        found.append(Token(END, 'end of text', 0, self.line))
        return found

    def skip(self):
        """Goes over white space and comments."""
        while self.at < len(self.text):
            if self.text[self.at] == '\n':
                self.line += 1
                self.at += 1
            elif self.text[self.at].isspace():
                self.at += 1
            elif self.starts('//'):
                while self.at < len(self.text) and \
                        self.text[self.at] != '\n':
                    self.at += 1
            elif self.starts('/*'):
                self.comment()
            else:
                return

    def starts(self, part):
        return self.text[self.at:self.at + len(part)] == part

    def comment(self):
        while not self.starts('*/'):
            if self.at >= len(self.text):
                self.fail('a comment does not end')
            if self.text[self.at] == '\n':
                self.line += 1
            self.at += 1
        self.at += 2

    def token(self):
        char = self.text[self.at]
        if char.isdigit():
            return self.number()
        if char.isalpha() or char == '_':
            text = self.word()
            kind = KEYWORD if text in KEYWORDS else NAME
            return Token(kind, text, 0, self.line)
        if char == '"':
            return self.string()
        if char == "'":
            self.at += 1
            value = ord(self.letter())
            if not self.starts("'"):
                self.fail('a character does not end')
            self.at += 1
            return Token(NUMBER, 'character', value, self.line)
        for operator in OPERATORS:
            if self.starts(operator):
                self.at += len(operator)
                return Token(OPERATOR, operator, 0, self.line)
        if char not in SINGLES:
            self.fail('unexpected ' + char)
        self.at += 1
        return Token(OPERATOR, char + '', 0, self.line)

    def word(self):
        start = self.at
        while self.at < len(self.text) and (
                self.text[self.at].isalnum() or self.text[self.at] == '_'):
            self.at += 1
        return self.text[start:self.at]

    def number(self):
        text = self.word()
        value = 0
        if text.startswith('0x'):
            for char in text[2:].lower():
                digit = '0123456789abcdef'.find(char)
                if digit < 0:
                    self.fail('no number: ' + text)
                value = value * 16 + digit
        elif text.isdigit():
            value = int(text)
        else:
            self.fail('no number: ' + text)
        return Token(NUMBER, text, value, self.line)

    def letter(self):
        """One character of a string, which may be escaped."""
        if self.at >= len(self.text) or self.text[self.at] == '\n':
            self.fail('a quotation does not end')
        char = self.text[self.at]
        self.at += 1
        if char != '\\':
            return char
        if self.at >= len(self.text) or self.text[self.at] not in ESCAPES:
            self.fail('unknown escape')
        self.at += 1
        return chr(ESCAPES[self.text[self.at - 1]])

    def string(self):
        self.at += 1
        letters = []
        while not self.starts('"'):
            letters.append(self.letter())
        self.at += 1
        return Token(STRING, ''.join(letters), 0, self.line)
