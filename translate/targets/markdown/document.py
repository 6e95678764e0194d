"""A whole document: its blocks, headings and footnotes."""

from targets.markdown.block_nodes import Container
from targets.markdown.block_parser import BlockParser, split_lines
from targets.markdown.characters import escaped, slug
from targets.markdown.inline_nodes import text_of
from targets.markdown.inline_parser import InlineParser
from targets.markdown.references import References


class TextParser(object):
    """Parses running text, with the document's definitions."""

    def __init__(self, references):
        self.references = references

    def parse(self, source):
        return InlineParser(source, self.references).run()


class Document(object):
    def __init__(self, text):
        self.references = References()
        blocks = BlockParser(split_lines(text), self.references).parse()
        self.body = Container('', blocks)
        parser = TextParser(self.references)
        self.body.inlines(parser)
        self.notes = []
        # The text of a note may have marks of others.
        while len(self.notes) < len(self.references.used_notes):
            name = self.references.used_notes[len(self.notes)]
            note = self.references.notes[name]
            self.notes.append(note)
            note.inlines(parser)
        self.headings = []
        self.body.collect(self.headings)
        self.name_headings()

    def name_headings(self):
        """Each heading gets a name of its own."""
        counts = {}
        for heading in self.headings:
            name = slug(text_of(heading.parts))
            if name == '':
                name = 'section'
            count = counts.get(name, 0)
            counts[name] = count + 1
            heading.name = name if count == 0 else '%s-%d' % (name, count)

    def html(self):
        text = self.body.html()
        if len(self.notes) == 0:
            return text
        text += '<section class="footnotes">\n<ol>\n'
        number = 0
        for note in self.notes:
            number += 1
            text += '<li id="note-%d">\n%s<a href="#mark-%d">back</a></li>\n' \
                % (number, note.html(), number)
        return text + '</ol>\n</section>\n'

    def text(self):
        text = self.body.text()
        number = 0
        for note in self.notes:
            number += 1
            text += '[%d] %s' % (number, note.text())
        return text

    def tree(self):
        return self.body.tree(0)

    def contents(self):
        """The headings as nested lists of links."""
        text = ''
        levels = []
        for heading in self.headings:
            while len(levels) > 0 and levels[-1] > heading.level:
                levels.pop()
                text += '</li>\n</ul>\n'
            if len(levels) > 0 and levels[-1] == heading.level:
                text += '</li>\n'
            else:
                text += '<ul>\n'
                levels.append(heading.level)
            text += '<li><a href="#%s">%s</a>' % (
                heading.name, escaped(text_of(heading.parts)))
        return text + '</li>\n</ul>\n' * len(levels)
