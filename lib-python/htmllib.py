"""HTML 2.0, told to a formatter."""

import sgmllib
from warnings import warnpy3k
warnpy3k('the htmllib module has been removed in Python 3.0', stacklevel=2)
from formatter import AS_IS
from htmlentitydefs import entitydefs

__all__ = ['HTMLParser', 'HTMLParseError']


class HTMLParseError(sgmllib.SGMLParseError):
    """A page that cannot be taken apart."""


class HTMLParser(sgmllib.SGMLParser):
    """A parser of pages; it collects titles, anchors and bases on its way."""

    entitydefs = entitydefs

    def __init__(self, formatter, verbose=0):
        sgmllib.SGMLParser.__init__(self, verbose)
        self.formatter = formatter

    def error(self, message):
        raise HTMLParseError(message)

    def reset(self):
        sgmllib.SGMLParser.reset(self)
        self.savedata = None          # a text that is collected and not shown
        self.title = self.base = self.anchor = None
        self.isindex = self.nofill = 0        # nofill: in how many elements spaces count
        self.anchorlist, self.list_stack = [], []

    # Text.

    def handle_data(self, data):
        if self.savedata is not None:
            self.savedata += data
        elif self.nofill:
            self.formatter.add_literal_data(data)
        else:
            self.formatter.add_flowing_data(data)

    def save_bgn(self):
        """From here on text is collected."""
        self.savedata = ''

    def save_end(self):
        """Ends that, and gives the text."""
        data, self.savedata = self.savedata, None
        return data if self.nofill else ' '.join((data or '').split())

    def anchor_bgn(self, href, name, type):
        self.anchor = href
        if self.anchor:
            self.anchorlist.append(href)

    def anchor_end(self):
        """Shows which one an anchor was."""
        if self.anchor:
            self.handle_data('[%d]' % len(self.anchorlist))
            self.anchor = None

    def handle_image(self, src, alt, *args):
        self.handle_data(alt)

    # The head.

    def start_title(self, attrs):
        self.save_bgn()

    def end_title(self):
        self.title = self.save_end()

    def do_base(self, attrs):
        self.base = dict(attrs).get('href', self.base)

    def do_isindex(self, attrs):
        self.isindex = 1

    # Blocks. Those with a font or a margin are made below.

    def _block(self, blankline, change, *what):
        """A block begins or ends: a paragraph does, and a font or a margin changes."""
        self.formatter.end_paragraph(blankline)
        getattr(self.formatter, change)(*what)

    def do_p(self, attrs):
        self.formatter.end_paragraph(1)

    def do_br(self, attrs):
        self.formatter.add_line_break()

    def do_hr(self, attrs):
        self.formatter.add_hor_rule()

    def start_pre(self, attrs):
        self._block(1, 'push_font', (AS_IS, AS_IS, AS_IS, 1))
        self.nofill += 1

    def end_pre(self):
        self._block(1, 'pop_font')
        if self.nofill:
            self.nofill -= 1

    def _start_literal(self, attrs, name):
        self.start_pre(attrs)
        self.setliteral(name)

    def start_xmp(self, attrs):
        self._start_literal(attrs, 'xmp')

    def start_listing(self, attrs):
        self._start_literal(attrs, 'listing')

    end_xmp = end_listing = end_pre

    def do_plaintext(self, attrs):
        self.start_pre(attrs)
        self.setnomoretags()

    # Lists: their kind, label and count are on a stack.

    def _start_list(self, kind, label):
        self._block(not self.list_stack, 'push_margin', kind)
        self.list_stack.append([kind, label, 0])

    def _end_list(self):
        del self.list_stack[-1:]
        self._block(not self.list_stack, 'pop_margin')

    def start_ul(self, attrs):
        self._start_list('ul', '*')

    start_dir = start_menu = start_ul

    def start_ol(self, attrs):
        self._start_list('ol', '1.')

    def end_ul(self):
        self._end_list()

    end_dir = end_menu = end_ol = end_ul

    def do_li(self, attrs):
        self.formatter.end_paragraph(0)
        label, count = '*', 0
        if self.list_stack:
            self.list_stack[-1][2] += 1
            label, count = self.list_stack[-1][1:]
        self.formatter.add_label_data(label, count)

    def start_dl(self, attrs):
        self.formatter.end_paragraph(1)
        self.list_stack.append(['dl', '', 0])

    def end_dl(self):
        self.ddpop(1)
        del self.list_stack[-1:]

    def do_dt(self, attrs):
        self.ddpop()

    def do_dd(self, attrs):
        self.do_dt(attrs)
        self.list_stack.append(['dd', '', 0])
        self.formatter.push_margin('dd')

    def ddpop(self, bl=0):
        """Ends a definition."""
        self.formatter.end_paragraph(bl)
        if self.list_stack and self.list_stack[-1][0] == 'dd':
            self.list_stack.pop()
            self.formatter.pop_margin()

    # Anchors and images.

    def start_a(self, attrs):
        given = dict((name, value.strip()) for name, value in attrs)
        self.anchor_bgn(given.get('href', ''), given.get('name', ''), given.get('type', '').lower())

    def end_a(self):
        self.anchor_end()

    def do_img(self, attrs):
        given = dict(attrs)
        numbers = [int(given.get(name, '0')) if given.get(name, '0').isdigit() else 0 for name in ('width', 'height')]
        self.handle_image(given.get('src', ''), given.get('alt', '(image)'), given.get('ismap', ''), given.get('align', ''),
                          *numbers)

    def unknown_starttag(self, tag, attrs):
        pass

    def unknown_endtag(self, tag):
        pass


def _ignored(*arguments):
    """An element that changes nothing."""


def _elements():
    """Methods for elements that are alike."""
    for name in 'html', 'head', 'body':
        yield 'start_' + name, _ignored
        yield 'end_' + name, _ignored
    for name in 'link', 'meta', 'nextid':
        yield 'do_' + name, _ignored
    blocks = [('h%d' % level, 1, 'font', ('h%d' % level, 0, 1, 0)) for level in range(1, 7)]
    blocks += [('address', 0, 'font', (AS_IS, 1, AS_IS, AS_IS)), ('blockquote', 1, 'margin', 'blockquote')]
    for name, blankline, what, value in blocks:
        yield 'start_' + name, lambda self, attrs, block=(blankline, 'push_' + what, value): self._block(*block)
        yield 'end_' + name, lambda self, block=(blankline, 'pop_' + what): self._block(*block)
    fonts = ((('em', 'cite', 'var', 'i'), (AS_IS, 1, AS_IS, AS_IS)), (('strong', 'b'), (AS_IS, AS_IS, 1, AS_IS)),
             (('code', 'samp', 'kbd', 'tt'), (AS_IS, AS_IS, AS_IS, 1)))
    for names, font in fonts:
        for name in names:
            yield 'start_' + name, lambda self, attrs, font=font: self.formatter.push_font(font)
            yield 'end_' + name, lambda self: self.formatter.pop_font()


for _name, _method in _elements():
    setattr(HTMLParser, _name, _method)


def test(args=None):
    """Shows a page, given by name ('-' for standard input), as text; with '-s' only takes it apart."""
    import formatter
    import sys
    arguments = sys.argv[1:] if not args else args
    silent = arguments[:1] == ['-s']
    name = (arguments[silent:] or ['test.html'])[0]
    with sys.stdin if name == '-' else open(name) as file:
        data = file.read()
    shown = formatter.NullFormatter() if silent else formatter.AbstractFormatter(formatter.DumbWriter())
    parser = HTMLParser(shown)
    parser.feed(data)
    parser.close()


if __name__ == '__main__':
    test()
