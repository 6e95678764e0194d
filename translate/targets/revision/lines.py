"""Texts as lists of lines, and lines as numbers."""


def split_lines(text):
    """The lines, each with its end; the last one may have none."""
    lines = []
    start = 0
    while start < len(text):
        end = text.find('\n', start)
        if end < 0:
            end = len(text) - 1
        lines.append(text[start:end + 1])
        start = end + 1
    return lines


def split_words(text):
    """Words, and all that is between them, character by character."""
    parts = []
    at = 0
    while at < len(text):
        start = at
        while at < len(text) and text[at].isalnum():
            at += 1
        if at == start:
            at += 1
        parts.append(text[start:at])
    return parts


class Numbering(object):
    """Equal texts get equal numbers, so that they are quick to compare."""

    def __init__(self):
        self.by_text = {}

    def number(self, text):
        if text not in self.by_text:
            self.by_text[text] = len(self.by_text)
        return self.by_text[text]

    def numbers(self, texts):
        return [self.number(text) for text in texts]
