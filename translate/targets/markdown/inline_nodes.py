"""The parts of running text, and how they are written."""

from targets.markdown.characters import address, escaped


class Inline(object):
    def html(self):
        raise NotImplementedError

    def text(self):
        """Without any markup."""
        return ''

    def tree(self):
        """A short text that shows the structure."""
        return self.text()


def html_of(parts):
    return ''.join([part.html() for part in parts])


def text_of(parts):
    return ''.join([part.text() for part in parts])


def tree_of(name, parts):
    return '%s(%s)' % (name, ' '.join([part.tree() for part in parts]))


class Text(Inline):
    def __init__(self, value):
        self.value = value

    def html(self):
        return escaped(self.value)

    def text(self):
        return self.value

    def tree(self):
        return '"%s"' % self.value


class Delimiters(Inline):
    """A run of *, _ or ~ that may open or close emphasis."""

    def __init__(self, char, count, can_open, can_close):
        self.char = char
        self.count = count
        self.length = count
        self.can_open = can_open
        self.can_close = can_close

    def html(self):
        return self.char * self.count

    def text(self):
        return self.char * self.count

    def tree(self):
        return '"%s"' % (self.char * self.count)


class Bracket(Inline):
    """A [ or ![ that may begin a link or an image."""

    def __init__(self, is_image, place):
        self.is_image = is_image
        self.place = place          # where the text after it begins
        self.is_active = True

    def html(self):
        return self.text()

    def text(self):
        return '![' if self.is_image else '['

    def tree(self):
        return '"%s"' % self.text()


class Code(Inline):
    def __init__(self, value):
        self.value = value

    def html(self):
        return '<code>%s</code>' % escaped(self.value)

    def text(self):
        return self.value

    def tree(self):
        return 'code("%s")' % self.value


class RawHtml(Inline):
    def __init__(self, value):
        self.value = value

    def html(self):
        return self.value

    def tree(self):
        return 'html("%s")' % self.value


class Break(Inline):
    """The end of a line; a hard one is shown."""

    def __init__(self, is_hard):
        self.is_hard = is_hard

    def html(self):
        return '<br />\n' if self.is_hard else '\n'

    def text(self):
        return '\n' if self.is_hard else ' '

    def tree(self):
        return 'break' if self.is_hard else 'line'


class Emphasis(Inline):
    """em, strong or del."""

    def __init__(self, tag, parts):
        self.tag = tag
        self.parts = parts

    def html(self):
        return '<%s>%s</%s>' % (self.tag, html_of(self.parts), self.tag)

    def text(self):
        return text_of(self.parts)

    def tree(self):
        return tree_of(self.tag, self.parts)


class Link(Inline):
    def __init__(self, target, title, parts):
        self.target = target
        self.title = title
        self.parts = parts

    def title_attribute(self):
        if self.title == '':
            return ''
        return ' title="%s"' % escaped(self.title)

    def html(self):
        return '<a href="%s"%s>%s</a>' % (
            address(self.target), self.title_attribute(),
            html_of(self.parts))

    def text(self):
        return text_of(self.parts)

    def tree(self):
        return tree_of('link[%s]' % self.target, self.parts)


class Image(Link):
    def html(self):
        return '<img src="%s" alt="%s"%s />' % (
            address(self.target), escaped(text_of(self.parts)),
            self.title_attribute())

    def tree(self):
        return tree_of('image[%s]' % self.target, self.parts)


class FootnoteMark(Inline):
    def __init__(self, number):
        self.number = number

    def html(self):
        return ('<sup><a href="#note-%d" id="mark-%d">%d</a></sup>'
                % (self.number, self.number, self.number))

    def text(self):
        return '[%d]' % self.number

    def tree(self):
        return 'note(%d)' % self.number
