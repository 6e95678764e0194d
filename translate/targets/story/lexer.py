"""Text to tokens. A string may go over lines; they become one space."""

NAME, NUMBER, STRING, MARK, END = range(5)

PAIRS = ['==', '!=', '<=', '>=', '&&', '||']
SINGLES = '+-*/%<>=!(){};,.:'


class StoryError(Exception):
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


def tokens_of(text):
    found = []
    line = 1
    at = 0
    while at < len(text):
        char = text[at]
        start = at
        if char == '\n':
            line += 1
            at += 1
        elif char.isspace():
            at += 1
        elif char == '#':
            at = end_of_line(text, at)
        elif is_letter(char):
            while at < len(text) and is_letter(text[at]):
                at += 1
            word = text[start:at]
            kind = NUMBER if word.isdigit() else NAME
            found.append(Token(kind, word, line))
        elif char == '"':
            end = text.find('"', at + 1)
            if end < 0:
                raise StoryError('a string does not end', line)
            found.append(Token(STRING, unfolded(text[at + 1:end]), line))
            for other in text[at:end]:
                if other == '\n':
                    line += 1
            at = end + 1
        elif text[at:at + 2] in PAIRS:
            found.append(Token(MARK, text[at:at + 2], line))
            at += 2
        elif char in SINGLES:
            found.append(Token(MARK, char + '', line))
            at += 1
        else:
            raise StoryError('unexpected ' + char, line)
    found.append(Token(END, 'the end', line))
    return found


def end_of_line(text, at):
    end = text.find('\n', at)
    return len(text) if end < 0 else end


def unfolded(text):
    """Spaces at the ends of lines are one space; ^ is a new line."""
    parts = []
    for part in text.split('\n'):
        parts.append(part.strip() if len(parts) else part)
    return ' '.join(parts).replace('^', '\n')
