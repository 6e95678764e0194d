"""SQL text to tokens."""

from targets.sql.values import SqlError

WORD, NUMBER, STRING, SIGN, END = range(5)

SIGNS = ['<=', '>=', '<>', '!=', '||', '=', '<', '>', '+', '-', '*', '/',
         '%', '(', ')', ',', '.', ';']


class Token(object):
    """Words are kept in lower case; names in double quotes as they are."""

    def __init__(self, kind, text, is_quoted):
        self.kind = kind
        self.text = text
        self.is_quoted = is_quoted


def is_word_char(char):
    return char.isalnum() or char == '_'


def tokenize(text):
    tokens = []
    at = 0
    while at < len(text):
        char = text[at]
        start = at
        if char.isspace():
            at += 1
        elif text[at:at + 2] == '--':
            while at < len(text) and text[at] != '\n':
                at += 1
        elif char.isdigit():
            while at < len(text) and (text[at].isdigit() or text[at] == '.'):
                at += 1
            tokens.append(Token(NUMBER, text[start:at], False))
        elif is_word_char(char):
            while at < len(text) and is_word_char(text[at]):
                at += 1
            tokens.append(Token(WORD, text[start:at].lower(), False))
        elif char == "'" or char == '"':
            end = quoted_end(text, at)
            inner = text[at + 1:end].replace(char + char, char + '')
            kind = STRING if char == "'" else WORD
            tokens.append(Token(kind, inner, True))
            at = end + 1
        else:
            sign = sign_at(text, at)
            tokens.append(Token(SIGN, sign, False))
            at += len(sign)
    tokens.append(Token(END, 'the end', False))
    return tokens


def quoted_end(text, at):
    """Where the closing quote is; two quotes are one that closes nothing."""
    quote = text[at]
    at += 1
    while at < len(text):
        if text[at] == quote:
            if text[at + 1:at + 2] != quote:
                return at
            at += 1
        at += 1
    raise SqlError('a quote is not closed')


def sign_at(text, at):
    for sign in SIGNS:
        if text[at:at + len(sign)] == sign:
            return sign
    raise SqlError('unexpected ' + text[at])
