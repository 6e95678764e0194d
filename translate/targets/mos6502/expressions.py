"""The expressions of the assembler: numbers, letters, labels, operators."""


class AssemblyError(Exception):
    def __init__(self, message):
        self.message = message
        self.line = 0


HEX_DIGITS = '0123456789abcdef'


class Expression(object):
    """A text that is evaluated from left to right, without priorities.

    `<` and `>` in front take the low and the high byte of it all. Where a
    label is not known yet, the value is 0 and `is_known` False.
    """

    def __init__(self, text, labels, here):
        self.text = text
        self.labels = labels
        self.here = here
        self.at = 0
        self.is_known = True

    def fail(self):
        raise AssemblyError('bad expression: ' + self.text)

    def skip(self):
        while self.at < len(self.text) and self.text[self.at] == ' ':
            self.at += 1

    def value(self):
        self.skip()
        part = self.text[self.at:self.at + 1]
        if part == '<' or part == '>':
            self.at += 1
        number = self.operators()
        if part == '<':
            return number & 255
        if part == '>':
            return number >> 8 & 255
        return number

    def operators(self):
        number = self.operand()
        while True:
            self.skip()
            if self.at >= len(self.text):
                return number
            operator = self.text[self.at]
            self.at += 1
            other = self.operand()
            if operator == '+':
                number += other
            elif operator == '-':
                number -= other
            elif operator == '*':
                number *= other
            elif operator == '/' and (other != 0 or not self.is_known):
                number = number // max(other, 1)
            elif operator == '&':
                number &= other
            elif operator == '|':
                number |= other
            else:
                self.fail()

    def operand(self):
        self.skip()
        if self.at >= len(self.text):
            self.fail()
        char = self.text[self.at]
        if char == '*':
            self.at += 1
            return self.here
        if char == '-':
            self.at += 1
            return -self.operand()
        if char == '$':
            self.at += 1
            return self.digits(16)
        if char == '%':
            self.at += 1
            return self.digits(2)
        if char.isdigit():
            return self.digits(10)
        if char == "'" and self.text[self.at + 2:self.at + 3] == "'":
            self.at += 3
            return ord(self.text[self.at - 2])
        return self.label()

    def digits(self, base):
        start = self.at
        number = 0
        while self.at < len(self.text):
            digit = HEX_DIGITS.find(self.text[self.at:self.at + 1].lower())
            if digit < 0 or digit >= base:
                break
            number = number * base + digit
            self.at += 1
        if self.at == start:
            self.fail()
        return number

    def label(self):
        start = self.at
        while self.at < len(self.text) and is_label_char(self.text[self.at]):
            self.at += 1
        if self.at == start:
            self.fail()
        name = self.text[start:self.at]
        if name not in self.labels:
            self.is_known = False
            return 0
        return self.labels[name]


def is_label_char(char):
    return char.isalnum() or char == '_' or char == '.'
