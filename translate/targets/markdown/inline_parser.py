"""Running text to its parts.

Runs of * and _ and brackets are kept as they come; a closing bracket looks
for the bracket that it closes, and emphasis is found between two brackets, or
at the end, by pairing the runs.
"""

from targets.markdown.characters import entity_at, is_punctuation
from targets.markdown.inline_nodes import (
    Bracket, Break, Code, Delimiters, Emphasis, FootnoteMark, Image, Inline,
    Link, RawHtml, Text)
from targets.markdown.references import inline_target

SPECIAL = '\\`*_~[]!<&\nhw'


class InlineParser(object):
    def __init__(self, text, references):
        self.source = text
        self.references = references
        self.at = 0
        self.parts = []
        self.plain = []

    def add(self, part):
        self.flush()
        assert isinstance(part, Inline)
        self.parts.append(part)

    def flush(self):
        """Plain text that was gathered becomes a part."""
        if len(self.plain) > 0:
            self.parts.append(Text(''.join(self.plain)))
            self.plain = []

    def take(self, count):
        """So many characters are plain text."""
        self.plain.append(self.source[self.at:self.at + count])
        self.at += count

    def run(self):
        text = self.source
        while self.at < len(text):
            start = self.at
            while self.at < len(text) and SPECIAL.find(text[self.at]) < 0:
                self.at += 1
            if self.at > start:
                self.plain.append(text[start:self.at])
            if self.at < len(text):
                self.special(text[self.at])
        self.flush()
        return emphasized(self.parts)

    def special(self, char):
        text = self.source
        if char == '\\':
            self.backslash()
        elif char == '`':
            self.code()
        elif char == '*' or char == '_' or char == '~':
            self.delimiters(char)
        elif char == '[':
            self.open_bracket(False, 1)
        elif char == '!' and text[self.at + 1:self.at + 2] == '[':
            self.open_bracket(True, 2)
        elif char == ']':
            self.close_bracket()
        elif char == '<':
            self.angle()
        elif char == '&':
            found, end = entity_at(text, self.at)
            if end > self.at:
                self.plain.append(found)
                self.at = end
            else:
                self.take(1)
        elif char == '\n':
            self.line_end()
        elif char == 'h' or char == 'w':
            self.bare_address()
        else:
            self.take(1)

    # -- simple things -----------------------------------------------------

    def backslash(self):
        following = self.source[self.at + 1:self.at + 2]
        if following == '\n':
            self.add(Break(True))
            self.at += 2
        elif following != '' and is_punctuation(following):
            self.plain.append(following)
            self.at += 2
        else:
            self.take(1)

    def line_end(self):
        """Two spaces before the end of a line make it a hard one."""
        spaces = 0
        while len(self.plain) > 0 and self.plain[-1].endswith(' '):
            last = self.plain.pop()
            spaces += 1
            if len(last) > 1:
                self.plain.append(last[:len(last) - 1])
        self.add(Break(spaces >= 2))
        self.at += 1
        while self.source[self.at:self.at + 1] == ' ':
            self.at += 1

    def run_length(self, char):
        end = self.at
        while end < len(self.source) and self.source[end] == char:
            end += 1
        return end - self.at

    def code(self):
        """Between two runs of backquotes of the same length."""
        text = self.source
        length = self.run_length('`')
        fence = '`' * length
        start = self.at + length
        end = text.find(fence, start)
        while end >= 0:
            after = end
            while after < len(text) and text[after] == '`':
                after += 1
            if after - end == length:
                break
            end = text.find(fence, after)
        if end < 0:
            self.take(length)
            return
        inner = text[start:end].replace('\n', ' ')
        if inner.startswith(' ') and inner.endswith(' ') and \
                inner.strip() != '':
            inner = inner[1:len(inner) - 1]
        self.add(Code(inner))
        self.at = end + length

    def angle(self):
        """An address in angle brackets, or a tag."""
        text = self.source
        end = text.find('>', self.at)
        if end < 0:
            self.take(1)
            return
        inner = text[self.at + 1:end]
        if is_address(inner):
            self.add(Link(inner, '', [text_part(inner)]))
        elif is_mail(inner):
            self.add(Link('mailto:' + inner, '', [text_part(inner)]))
        elif is_tag(inner):
            self.add(RawHtml(text[self.at:end + 1]))
        else:
            self.take(1)
            return
        self.at = end + 1

    def bare_address(self):
        """http://, https:// or www. at the beginning of a word."""
        text = self.source
        at = self.at
        prefix = ''
        for known in ['http://', 'https://', 'www.']:
            if text[at:at + len(known)] == known:
                prefix = known
        if prefix == '' or (at > 0 and text[at - 1].isalnum()):
            self.take(1)
            return
        end = at
        while end < len(text) and not text[end].isspace() and \
                text[end] != '<':
            end += 1
        while end > at and '?!.,:*_~\'")'.find(text[end - 1]) >= 0 and not (
                text[end - 1] == ')' and text[at:end].find('(') >= 0):
            end -= 1
        if end - at <= len(prefix):
            self.take(1)
            return
        shown = text[at:end]
        target = 'http://' + shown if prefix == 'www.' else shown
        self.add(Link(target, '', [text_part(shown)]))
        self.at = end

    # -- emphasis ----------------------------------------------------------

    def delimiters(self, char):
        """What stands around a run tells whether it opens or closes."""
        text = self.source
        count = self.run_length(char)
        before = ' '
        if self.at > 0:
            before = text[self.at - 1]
        after = ' '
        if self.at + count < len(text):
            after = text[self.at + count]
        follows_space = before.isspace()
        precedes_space = after.isspace()
        left = not precedes_space and (
            not is_punctuation(after) or follows_space
            or is_punctuation(before))
        right = not follows_space and (
            not is_punctuation(before) or precedes_space
            or is_punctuation(after))
        can_open = left
        can_close = right
        if char == '_':
            can_open = left and (not right or is_punctuation(before))
            can_close = right and (not left or is_punctuation(after))
        if char == '~' and count != 2:
            self.take(count)
            return
        self.add(Delimiters(char, count, can_open, can_close))
        self.at += count

    # -- links -------------------------------------------------------------

    def open_bracket(self, is_image, length):
        """A bracket; or the mark of a footnote."""
        text = self.source
        if not is_image and text[self.at + 1:self.at + 2] == '^':
            end = text.find(']', self.at)
            number = 0
            if end > 0:
                number = self.references.note_number(text[self.at + 2:end])
            if number > 0:
                self.add(FootnoteMark(number))
                self.at = end + 1
                return
        self.at += length
        self.add(Bracket(is_image, self.at))

    def last_bracket(self):
        """Where the innermost open bracket is among the parts; -1: none."""
        at = len(self.parts) - 1
        while at >= 0:
            part = self.parts[at]
            if isinstance(part, Bracket):
                return at
            at -= 1
        return -1

    def close_bracket(self):
        self.flush()
        place = self.last_bracket()
        if place < 0:
            self.take(1)
            return
        bracket = self.parts[place]
        assert isinstance(bracket, Bracket)
        if not bracket.is_active:
            self.parts[place] = text_part(bracket.text())
            self.take(1)
            return
        target, end = self.link_target(bracket)
        if target is None:
            self.parts[place] = text_part(bracket.text())
            self.take(1)
            return
        inner = emphasized(self.parts[place + 1:])
        self.parts = self.parts[:place]
        if bracket.is_image:
            self.add(Image(target.address, target.title, inner))
        else:
            self.add(Link(target.address, target.title, inner))
            # There are no links within links.
            for part in self.parts:
                if isinstance(part, Bracket) and not part.is_image:
                    part.is_active = False
        self.at = end

    def link_target(self, bracket):
        """What the text in brackets leads to, and where that ends."""
        text = self.source
        after = self.at + 1
        label = text[bracket.place:self.at]
        if text[after:after + 1] == '(':
            target, end = inline_target(text, after)
            if target is not None:
                return target, end
        if text[after:after + 1] == '[':
            end = text.find(']', after)
            if end > 0:
                if end > after + 1:
                    label = text[after + 1:end]
                return self.references.find(label), end + 1
        return self.references.find(label), after


def text_part(value):
    part = Text(value)
    assert isinstance(part, Inline)
    return part


# -- pairing runs ----------------------------------------------------------

def emphasized(parts):
    """Pairs the runs of delimiters among the parts."""
    at = 0
    while at < len(parts):
        closer = parts[at]
        if isinstance(closer, Delimiters) and closer.can_close and \
                closer.count > 0:
            place = find_opener(parts, at, closer)
            if place >= 0:
                opener = parts[place]
                assert isinstance(opener, Delimiters)
                parts = paired(parts, place, opener, at, closer)
                # The closer may have letters left: it is looked at again.
                at = place + 1
                if opener.count > 0:
                    at += 1
                continue
        at += 1
    kept = []
    for part in parts:
        if not isinstance(part, Delimiters) or part.count > 0:
            kept.append(part)
    return kept


def find_opener(parts, at, closer):
    place = at - 1
    while place >= 0:
        part = parts[place]
        if isinstance(part, Delimiters) and part.char == closer.char and \
                part.can_open and part.count > 0 and \
                not is_odd_match(part, closer):
            return place
        place -= 1
    return -1


def is_odd_match(opener, closer):
    """Runs that both open and close match only if their sum is not odd."""
    return (opener.can_close or closer.can_open) and \
        (opener.length + closer.length) % 3 == 0 and \
        (opener.length % 3 != 0 or closer.length % 3 != 0)


def paired(parts, place, opener, at, closer):
    """Makes what is between two runs a part of its own."""
    count = 1
    if opener.count >= 2 and closer.count >= 2:
        count = 2
    tag = 'del'
    if closer.char != '~':
        tag = 'strong' if count == 2 else 'em'
    inner = []
    for part in parts[place + 1:at]:
        if not isinstance(part, Delimiters) or part.count > 0:
            inner.append(part)
    opener.count -= count
    closer.count -= count
    result = parts[:place]
    if opener.count > 0:
        result.append(opener)
    result.append(Emphasis(tag, inner))
    return result + parts[at:]


# -- what is in angle brackets ---------------------------------------------

def is_address(text):
    colon = text.find(':')
    if colon < 2 or text.find(' ') >= 0 or text.find('\n') >= 0:
        return False
    for char in text[:colon]:
        if not char.isalnum() and char != '+' and char != '-' and char != '.':
            return False
    return text[0].isalpha()


def is_mail(text):
    at = text.find('@')
    if at < 1 or text.find('.', at) < 0:
        return False
    for char in text:
        if not char.isalnum() and '@.-_+'.find(char) < 0:
            return False
    return True


def is_tag(text):
    """Of a tag what is between < and >; comments too."""
    if text.startswith('!--'):
        return text.endswith('--')
    if text.startswith('/'):
        text = text[1:]
    if text == '' or not text[0].isalpha():
        return False
    at = 0
    while at < len(text) and (text[at].isalnum() or text[at] == '-'):
        at += 1
    return at == len(text) or text[at].isspace() or text[at:] == '/'
