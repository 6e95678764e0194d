"""Long headers cut into lines."""

import re

# A line that is the name of a header only.
_header_name = re.compile(r'[\041-\176]+:$')


class _Folder(object):
    """Collects the lines of ASCII text. The first has another room than the rest."""

    def __init__(self, first, rest, indent, splitchars):
        self.lines = []
        self.room = first
        self.rest = rest
        self.indent = indent
        self.splitchars = splitchars

    def add(self, text):
        for line in text.splitlines():
            line = line.lstrip()
            if len(line) >= self.room:
                for mark in self.splitchars:
                    if mark in line:
                        break
                else:
                    mark = None
                if mark is not None:
                    self.pack(line, mark)
                    continue
            self.lines.append(line)
            self.room = self.rest

    def pack(self, line, mark):
        """Add a line, cut behind as few of the marks in it as will do."""
        end = mark if mark in ';,' else ''
        glue = end + ' '
        held = []
        length = 0
        for piece in re.split(mark + r'\s*', line):
            taken = length + max(0, len(held) - 1) * len(glue)
            if taken + len(piece) > self.room and not self.is_name(held, mark):
                if held:
                    self.lines.append(glue.join(held) + end)
                if len(piece) > self.room and mark != ' ':
                    piece = self.add_words(piece)
                held = []
                length = self.indent
                self.room = self.rest
            held.append(piece)
            length += len(piece)
        self.lines.append(glue.join(held))

    def is_name(self, held, mark):
        """Whether all there is yet is the name of a header, behind which the first line must not end."""
        return mark == ' ' and not self.lines and len(held) == 1 and _header_name.match(held[0])

    def add_words(self, text):
        """Add a text cut at spaces, but for its last line, which may go on and is returned."""
        words = _Folder(self.room, self.rest, self.indent, ' ')
        words.add(text)
        last = words.lines.pop()
        self.lines += words.lines
        return last


def split_ascii(s, firstlen, restlen, continuation_ws, splitchars):
    """ASCII text as a list of lines."""
    folder = _Folder(firstlen, restlen, len(continuation_ws.replace('\t', ' ' * 8)), splitchars)
    folder.add(s)
    return folder.lines


def split_encoded(s, charset, firstlen, restlen):
    """Text in a character set as pieces which have room on a line when they are encoded."""
    pieces = []
    room = firstlen
    while True:
        text = charset.to_splittable(s)
        piece = charset.from_splittable(text, True)
        length = charset.encoded_header_len(piece)
        if length <= room or len(text) < 2:
            return pieces + [piece]
        cut = room if length == len(s) else _fitting(text, charset, room)
        if pieces:
            # Too long a line is better than none; the first may have no room at all.
            cut = max(cut, 1)
        first = charset.from_splittable(text[:cut], False)
        pieces.append(charset.from_splittable(charset.to_splittable(first), True))
        s = charset.from_splittable(text[cut:], False)
        room = restlen


def _fitting(text, charset, room):
    """How many characters have room on a line when they are encoded."""
    fits, too_many = 0, len(text) + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        encoded = charset.from_splittable(text[:middle], True)
        if charset.encoded_header_len(encoded) <= room:
            fits = middle
        else:
            too_many = middle
    return fits
