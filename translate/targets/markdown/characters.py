"""Characters and escapes that blocks, inline markup and HTML share."""

PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

ENTITIES = {'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', 'copy': '\xc2\xa9',
            'nbsp': '\xc2\xa0', 'mdash': '\xe2\x80\x94',
            'hellip': '\xe2\x80\xa6'}


def is_punctuation(char):
    return PUNCTUATION.find(char) >= 0


def escaped(text):
    """Text as HTML."""
    parts = []
    for char in text:
        if char == '&':
            parts.append('&amp;')
        elif char == '<':
            parts.append('&lt;')
        elif char == '>':
            parts.append('&gt;')
        elif char == '"':
            parts.append('&quot;')
        else:
            parts.append(char)
    return ''.join(parts)


def address(text):
    """An address as the attribute of a tag."""
    parts = []
    for char in text:
        if char == ' ' or char == '\\' or char == '`' or ord(char) > 126:
            parts.append('%%%s' % two_digits(ord(char)))
        else:
            parts.append(char)
    return escaped(''.join(parts))


def two_digits(number):
    return ('%02x' % number).upper()


def entity_at(text, at):
    """(what the entity at this & stands for, where it ends), or ('', at)."""
    end = text.find(';', at)
    if end < 0 or end > at + 10:
        return '', at
    name = text[at + 1:end]
    if name in ENTITIES:
        return ENTITIES[name], end + 1
    if name.startswith('#'):
        number = code_of(name[1:])
        if number > 0:
            return utf8(number), end + 1
    return '', at


def code_of(text):
    """The number of a numeric entity; 0 if it is none."""
    try:
        if text.startswith('x') or text.startswith('X'):
            number = 0
            for char in text[1:].lower():
                digit = '0123456789abcdef'.find(char)
                if digit < 0:
                    return 0
                number = number * 16 + digit
        else:
            number = int(text)
    except ValueError:
        return 0
    return number if number < 0x10000 else 0


def utf8(number):
    if number < 0x80:
        return chr(number) + ''
    if number < 0x800:
        return chr(0xc0 | number >> 6) + chr(0x80 | number & 0x3f)
    return chr(0xe0 | number >> 12) + chr(0x80 | number >> 6 & 0x3f) + \
        chr(0x80 | number & 0x3f)


def unescaped(text):
    """Without backslashes before punctuation, and entities replaced."""
    parts = []
    at = 0
    while at < len(text):
        if text[at] == '\\' and at + 1 < len(text) and \
                is_punctuation(text[at + 1]):
            parts.append(text[at + 1:at + 2])
            at += 2
            continue
        if text[at] == '&':
            found, end = entity_at(text, at)
            if end > at:
                parts.append(found)
                at = end
                continue
        parts.append(text[at:at + 1])
        at += 1
    return ''.join(parts)


def indentation(line):
    """How many spaces a line begins with."""
    count = 0
    while count < len(line) and line[count] == ' ':
        count += 1
    return count


def without_tabs(line):
    """Tabs go to the next column that four divides."""
    if line.find('\t') < 0:
        return line
    parts = []
    column = 0
    for char in line:
        if char == '\t':
            width = 4 - column % 4
            parts.append(' ' * width)
            column += width
        else:
            parts.append(char)
            column += 1
    return ''.join(parts)


def slug(text):
    """The name of a heading in an address."""
    parts = []
    for char in text.lower():
        if char.isalnum() or char == '_':
            parts.append(char)
        elif (char == ' ' or char == '-') and len(parts) > 0 and \
                parts[-1] != '-':
            parts.append('-')
    while len(parts) > 0 and parts[-1] == '-':
        parts.pop()
    return ''.join(parts)
