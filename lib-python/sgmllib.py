"""A parser of SGML as far as HTML needs it. Tags call methods start_NAME, end_NAME, do_NAME of subclasses."""

import markupbase
import re

__all__ = ['SGMLParser', 'SGMLParseError']

interesting = re.compile('[&<]')
incomplete = re.compile('&([a-zA-Z][a-zA-Z0-9]*|#[0-9]*)?|'
                        '<([a-zA-Z][^<>]*|/([a-zA-Z][^<>]*)?|![^<>]*)?')
entityref = re.compile('&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]')
charref = re.compile('&#([0-9]+)[^0-9]')
starttagopen = re.compile('<[>a-zA-Z]')
shorttagopen = re.compile('<[a-zA-Z][-.a-zA-Z0-9]*/')
shorttag = re.compile('<([a-zA-Z][-.a-zA-Z0-9]*)/([^/]*)/')
piclose = re.compile('>')
endbracket = re.compile('[<>]')
tagfind = re.compile('[a-zA-Z][-_.a-zA-Z0-9]*')
attrfind = re.compile(r'\s*([a-zA-Z_][-:.a-zA-Z_0-9]*)(\s*=\s*'
                      r'(\'[^\']*\'|"[^"]*"|[][\-a-zA-Z0-9./,:;+*%?!&$\(\)_#=~\'"@]*))?')


class SGMLParseError(RuntimeError):
    """The text cannot be parsed."""


class SGMLParser(markupbase.ParserBase):

    # What references in attributes look like.
    entity_or_charref = re.compile('&(?:([a-zA-Z][-.a-zA-Z0-9]*)|#([0-9]+))(;?)')

    def __init__(self, verbose=0):
        self.verbose = verbose
        self.reset()

    def reset(self):
        self.__starttag_text = None
        self.rawdata = ''
        self.stack = []
        self.lasttag = '???'
        self.nomoretags = 0
        self.literal = 0
        markupbase.ParserBase.reset(self)

    def setnomoretags(self):
        """The rest is text."""
        self.nomoretags = self.literal = 1

    def setliteral(self, *args):
        """Text without markup until the next end tag."""
        self.literal = 1

    def feed(self, data):
        self.rawdata = self.rawdata + data
        self.goahead(0)

    def close(self):
        self.goahead(1)

    def error(self, message):
        raise SGMLParseError(message)

    def goahead(self, end):
        rawdata = self.rawdata
        i = 0
        n = len(rawdata)
        while i < n:
            if self.nomoretags:
                self.handle_data(rawdata[i:n])
                i = n
                break
            match = interesting.search(rawdata, i)
            j = match.start() if match else n
            if i < j:
                self.handle_data(rawdata[i:j])
            i = j
            if i == n:
                break
            if rawdata[i] == '<':
                if starttagopen.match(rawdata, i):
                    if self.literal:
                        self.handle_data(rawdata[i])
                        i += 1
                        continue
                    k = self.parse_starttag(i)
                elif rawdata.startswith('</', i):
                    k = self.parse_endtag(i)
                    if k >= 0:
                        self.literal = 0
                elif self.literal:
                    if n > i + 1:
                        self.handle_data('<')
                        i += 1
                        continue
                    break
                elif rawdata.startswith('<!--', i):
                    k = self.parse_comment(i)
                elif rawdata.startswith('<?', i):
                    k = self.parse_pi(i)
                elif rawdata.startswith('<!', i):
                    k = self.parse_declaration(i)
                else:
                    k = None
                if k is not None:
                    if k < 0:
                        break
                    i = k
                    continue
            else:
                # A reference.
                if self.literal:
                    self.handle_data(rawdata[i])
                    i += 1
                    continue
                for pattern, handle in (charref, self.handle_charref), (entityref, self.handle_entityref):
                    match = pattern.match(rawdata, i)
                    if match:
                        break
                if match:
                    handle(match.group(1))
                    i = match.end(0)
                    if rawdata[i - 1] != ';':
                        i -= 1
                    continue
            match = incomplete.match(rawdata, i)
            if not match:
                self.handle_data(rawdata[i])
                i += 1
                continue
            j = match.end(0)
            if j == n:
                break
            self.handle_data(rawdata[i:j])
            i = j
        if end and i < n:
            self.handle_data(rawdata[i:n])
            i = n
        self.rawdata = rawdata[i:]

    _decl_otherchars = '='

    def parse_pi(self, i):
        rawdata = self.rawdata
        if rawdata[i:i + 2] != '<?':
            self.error('unexpected call to parse_pi()')
        match = piclose.search(rawdata, i + 2)
        if not match:
            return -1
        j = match.start(0)
        self.handle_pi(rawdata[i + 2:j])
        return match.end(0)

    def get_starttag_text(self):
        return self.__starttag_text

    def parse_starttag(self, i):
        self.__starttag_text = None
        rawdata = self.rawdata
        if shorttagopen.match(rawdata, i):
            # <name/text/ is <name>text</name>.
            match = shorttag.match(rawdata, i)
            if not match:
                return -1
            tag, data = match.group(1, 2)
            self.__starttag_text = '<%s/' % tag
            tag = tag.lower()
            k = match.end(0)
            self.finish_shorttag(tag, data)
            self.__starttag_text = rawdata[i:match.end(1) + 1]
            return k
        match = endbracket.search(rawdata, i + 1)
        if not match:
            return -1
        j = match.start(0)
        attrs = []
        if rawdata[i:i + 2] == '<>':
            # The last tag once more.
            k = j
            tag = self.lasttag
        else:
            match = tagfind.match(rawdata, i + 1)
            if not match:
                self.error('unexpected call to parse_starttag')
            k = match.end(0)
            tag = rawdata[i + 1:k].lower()
            self.lasttag = tag
        while k < j:
            match = attrfind.match(rawdata, k)
            if not match:
                break
            name, rest, value = match.group(1, 2, 3)
            if not rest:
                value = name
            else:
                if value[:1] == value[-1:] and value[:1] in ('"', "'") and len(value) > 1:
                    value = value[1:-1]
                value = self.entity_or_charref.sub(self._convert_ref, value)
            attrs.append((name.lower(), value))
            k = match.end(0)
        if rawdata[j] == '>':
            j += 1
        self.__starttag_text = rawdata[i:j]
        self.finish_starttag(tag, attrs)
        return j

    def _convert_ref(self, match):
        """What a reference in an attribute stands for."""
        if match.group(2):
            return self.convert_charref(match.group(2)) or '&#%s%s' % match.groups()[1:]
        if match.group(3):
            return self.convert_entityref(match.group(1)) or '&%s;' % match.group(1)
        return '&%s' % match.group(1)

    def parse_endtag(self, i):
        rawdata = self.rawdata
        match = endbracket.search(rawdata, i + 1)
        if not match:
            return -1
        j = match.start(0)
        tag = rawdata[i + 2:j].strip().lower()
        if rawdata[j] == '>':
            j += 1
        self.finish_endtag(tag)
        return j

    def finish_shorttag(self, tag, data):
        self.finish_starttag(tag, [])
        self.handle_data(data)
        self.finish_endtag(tag)

    def finish_starttag(self, tag, attrs):
        """Call the method of a start tag: -1 if there is none, 0 for do_NAME, 1 for start_NAME."""
        method = getattr(self, 'start_' + tag, None)
        if method is not None:
            self.stack.append(tag)
            self.handle_starttag(tag, method, attrs)
            return 1
        method = getattr(self, 'do_' + tag, None)
        if method is None:
            self.unknown_starttag(tag, attrs)
            return -1
        self.handle_starttag(tag, method, attrs)
        return 0

    def finish_endtag(self, tag):
        """Close an element, and those within it that are open."""
        if not tag:
            found = len(self.stack) - 1
            if found < 0:
                self.unknown_endtag(tag)
                return
        else:
            if tag not in self.stack:
                if not hasattr(self, 'end_' + tag):
                    self.unknown_endtag(tag)
                else:
                    self.report_unbalanced(tag)
                return
            found = len(self.stack) - 1 - self.stack[::-1].index(tag)
            found = self.stack.index(tag) if self.stack.count(tag) == 1 else found
        while len(self.stack) > found:
            tag = self.stack[-1]
            method = getattr(self, 'end_' + tag, None)
            if method is not None:
                self.handle_endtag(tag, method)
            else:
                self.unknown_endtag(tag)
            del self.stack[-1]

    def handle_starttag(self, tag, method, attrs):
        method(attrs)

    def handle_endtag(self, tag, method):
        method()

    def report_unbalanced(self, tag):
        if self.verbose:
            print '*** Unbalanced </' + tag + '>'
            print '*** Stack:', self.stack

    def convert_charref(self, name):
        """The character of a number; None if it is not ASCII's."""
        try:
            n = int(name)
        except ValueError:
            return None
        if not 0 <= n <= 127:
            return None
        return self.convert_codepoint(n)

    def convert_codepoint(self, codepoint):
        return chr(codepoint)

    def handle_charref(self, name):
        replacement = self.convert_charref(name)
        if replacement is None:
            self.unknown_charref(name)
        else:
            self.handle_data(replacement)

    entitydefs = {'lt': '<', 'gt': '>', 'amp': '&', 'quot': '"', 'apos': '\''}

    def convert_entityref(self, name):
        return self.entitydefs.get(name)

    def handle_entityref(self, name):
        replacement = self.convert_entityref(name)
        if replacement is None:
            self.unknown_entityref(name)
        else:
            self.handle_data(replacement)

    # ---- for subclasses

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_starttag(self, tag, attrs):
        pass

    def unknown_endtag(self, tag):
        pass

    def unknown_charref(self, ref):
        pass

    def unknown_entityref(self, ref):
        pass


class TestSGMLParser(SGMLParser):
    """Prints what it is told."""

    def __init__(self, verbose=0):
        self.testdata = ''
        SGMLParser.__init__(self, verbose)

    def handle_data(self, data):
        self.testdata = self.testdata + data
        if len(repr(self.testdata)) >= 70:
            self.flush()

    def flush(self):
        data = self.testdata
        if data:
            self.testdata = ''
            print 'data:', repr(data)

    def handle_comment(self, data):
        self.flush()
        text = repr(data)
        if len(text) > 68:
            text = text[:32] + '...' + text[-32:]
        print 'comment:', text

    def unknown_starttag(self, tag, attrs):
        self.flush()
        if not attrs:
            print 'start tag: <' + tag + '>'
        else:
            print 'start tag: <' + tag,
            for name, value in attrs:
                print name + '=' + '"' + value + '"',
            print '>'

    def unknown_endtag(self, tag):
        self.flush()
        print 'end tag: </' + tag + '>'

    def unknown_entityref(self, ref):
        self.flush()
        print '*** unknown entity ref: &' + ref + ';'

    def unknown_charref(self, ref):
        self.flush()
        print '*** unknown char ref: &#' + ref + ';'

    def unknown_decl(self, data):
        self.flush()
        print 'unknown decl: [' + data + ']'

    def close(self):
        SGMLParser.close(self)
        self.flush()
