"""What is defined once for a document: addresses of links, and footnotes."""

from targets.markdown.characters import unescaped


class Target(object):
    def __init__(self, address, title):
        self.address = address
        self.title = title


class References(object):
    def __init__(self):
        self.targets = {}
        # The texts of footnotes; and their names in the order of marks.
        self.notes = {}
        self.used_notes = []

    def define(self, label, target):
        label = normalized(label)
        if label not in self.targets:
            self.targets[label] = target

    def find(self, label):
        return self.targets.get(normalized(label), None)

    def note_number(self, name):
        """The number of a footnote; 0 if there is none of that name."""
        if name not in self.notes:
            return 0
        for i in range(len(self.used_notes)):
            if self.used_notes[i] == name:
                return i + 1
        self.used_notes.append(name)
        return len(self.used_notes)


def normalized(label):
    """Labels are equal but for case and white space."""
    words = []
    for word in label.replace('\n', ' ').lower().split(' '):
        if word:
            words.append(word)
    return ' '.join(words)


class TargetReader(object):
    """Reads an address and a title, as in (address "title").

    `at` is -1 once the text does not fit.
    """

    def __init__(self, text, at):
        self.text = text
        self.at = at

    def skip(self):
        """Over white space with at most one end of line."""
        lines = 0
        while self.at < len(self.text) and self.text[self.at].isspace():
            if self.text[self.at] == '\n':
                lines += 1
                if lines > 1:
                    break
            self.at += 1

    def address(self):
        """In angle brackets, or up to a space; parentheses are in pairs."""
        text = self.text
        if text[self.at:self.at + 1] == '<':
            end = text.find('>', self.at)
            if end < 0 or text[self.at:end].find('\n') >= 0:
                self.at = -1
                return ''
            start = self.at + 1
            self.at = end + 1
            return unescaped(text[start:end])
        start = self.at
        depth = 0
        while self.at < len(text):
            char = text[self.at]
            if char == '\\' and self.at + 1 < len(text):
                self.at += 1
            elif char == '(':
                depth += 1
            elif char == ')':
                if depth == 0:
                    break
                depth -= 1
            elif char.isspace():
                break
            self.at += 1
        return unescaped(text[start:self.at])

    def title(self):
        """A title in quotes or parentheses; '' if there is none."""
        opening = self.text[self.at:self.at + 1]
        if opening == '' or '"\'('.find(opening) < 0:
            return ''
        closing = ')' if opening == '(' else opening
        at = self.at + 1
        while at < len(self.text) and self.text[at:at + 1] != closing:
            if self.text[at] == '\\':
                at += 1
            at += 1
        if at >= len(self.text):
            self.at = -1
            return ''
        start = self.at + 1
        self.at = at + 1
        return unescaped(self.text[start:at])


def inline_target(text, at):
    """What (address "title") at a place says, and its end; None if not."""
    reader = TargetReader(text, at + 1)
    reader.skip()
    found = reader.address()
    if reader.at < 0:
        return None, at
    reader.skip()
    title = reader.title()
    if reader.at < 0:
        return None, at
    reader.skip()
    if text[reader.at:reader.at + 1] != ')':
        return None, at
    return Target(found, title), reader.at + 1


def definition(text, references):
    """Takes [label]: address "title" from the start of a paragraph.

    Gives how long it is; 0 if there is none.
    """
    if not text.startswith('['):
        return 0
    end = text.find(']:')
    if end < 2 or text[1:end].find('[') >= 0:
        return 0
    reader = TargetReader(text, end + 2)
    reader.skip()
    found = reader.address()
    if reader.at < 0 or found == '':
        return 0
    after_address = reader.at
    reader.skip()
    title = reader.title()
    if reader.at < 0 or not ends_line(text, reader.at):
        # What follows on the next line may be no title.
        if not ends_line(text, after_address):
            return 0
        title = ''
        reader.at = after_address
    references.define(text[1:end], Target(found, title))
    end = text.find('\n', reader.at)
    return len(text) if end < 0 else end + 1


def ends_line(text, at):
    while at < len(text) and text[at] == ' ':
        at += 1
    return at >= len(text) or text[at] == '\n'
