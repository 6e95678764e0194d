"""A parser of SGML as far as HTML needs it. Tags call methods start_NAME, end_NAME, do_NAME of subclasses."""

import re

import markupbase

__all__ = ['SGMLParser', 'SGMLParseError']

# Programs that parse what others write put expressions of their own in the place of these.
interesting = re.compile('[&<]')
incomplete = re.compile('''
    & (?: [a-zA-Z][a-zA-Z0-9]* | [#][0-9]* )?
  | < (?: [a-zA-Z][^<>]* | / (?: [a-zA-Z][^<>]* )? | ![^<>]* )?''', re.VERBOSE)
entityref = re.compile('&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]')
charref = re.compile('&#([0-9]+)[^0-9]')
starttagopen = re.compile('<[>a-zA-Z]')
shorttagopen = re.compile('<[a-zA-Z][-.a-zA-Z0-9]*/')
shorttag = re.compile('<([a-zA-Z][-.a-zA-Z0-9]*)/([^/]*)/')
piclose = re.compile('>')
endbracket = re.compile('[<>]')
tagfind = re.compile('[a-zA-Z][-_.a-zA-Z0-9]*')
# Name, what follows it, value.
attrfind = re.compile(r'''
    \s* ([a-zA-Z_][-:.a-zA-Z_0-9]*)
    (\s* = \s* ('[^']*' | "[^"]*" | [][\-a-zA-Z0-9./,:;+*%?!&$()_#=~'"@]*))?''', re.VERBOSE)


class SGMLParseError(RuntimeError):
    """The text cannot be parsed."""


class SGMLParser(markupbase.ParserBase):
    """Feed it text; it calls methods that subclasses define.

    Parse methods take where something begins and give where what follows it begins, or -1 if the text ends before."""

    # References in the values of attributes: name, number, semicolon.
    entity_or_charref = re.compile('&(?:([a-zA-Z][-.a-zA-Z0-9]*)|#([0-9]+))(;?)')

    entitydefs = dict(lt='<', gt='>', amp='&', quot='"', apos="'")

    _decl_otherchars = '='

    def __init__(self, verbose=0):
        self.verbose = verbose
        self.reset()

    def reset(self):
        """Forget all text."""
        markupbase.ParserBase.reset(self)
        self.rawdata = ''
        # The tags of open elements, and the last start tag.
        self.stack = []
        self.lasttag = '???'
        self.__starttag_text = None
        # Whether the rest is text, or what comes before the next end tag.
        self.nomoretags = self.literal = 0

    def setnomoretags(self):
        """The rest is text."""
        self.nomoretags = self.literal = 1

    def setliteral(self, *args):
        """What comes before the next end tag is text."""
        self.literal = 1

    def error(self, message):
        raise SGMLParseError(message)

    def feed(self, data):
        """Parse more text, as far as it goes."""
        self.rawdata += data
        self.goahead(0)

    def close(self):
        """Parse what is left: there will be no more."""
        self.goahead(1)

    def goahead(self, end):
        """Parse as much as there is; at the end all of it."""
        rawdata = self.rawdata
        size = len(rawdata)
        i = 0
        while i < size:
            match = None if self.nomoretags else interesting.search(rawdata, i)
            j = match.start() if match else size
            if i < j:
                self.handle_data(rawdata[i:j])
                i = j
                continue
            j = self._parse_tag(i) if rawdata[i] == '<' else self._parse_reference(i)
            if j is None:
                j = self._parse_stray(i)
            if j < 0:
                break
            i = j
        if end and i < size:
            self.handle_data(rawdata[i:])
            i = size
        self.rawdata = rawdata[i:]

    def _parse_tag(self, i):
        """What begins with '<'; None if it is no markup."""
        rawdata = self.rawdata
        if starttagopen.match(rawdata, i):
            return self._one_character(i) if self.literal else self.parse_starttag(i)
        if rawdata.startswith('</', i):
            j = self.parse_endtag(i)
            if j >= 0:
                self.literal = 0
            return j
        if self.literal:
            # The last may be the begin of an end tag.
            return self._one_character(i) if i + 1 < len(rawdata) else -1
        for begin, parse in (('<!--', self.parse_comment), ('<?', self.parse_pi), ('<!', self.parse_declaration)):
            if rawdata.startswith(begin, i):
                return parse(i)

    def _parse_reference(self, i):
        """What begins with '&'; None if it is no reference."""
        if self.literal:
            return self._one_character(i)
        for expression, handle in ((charref, self.handle_charref), (entityref, self.handle_entityref)):
            match = expression.match(self.rawdata, i)
            if match:
                handle(match.group(1))
                j = match.end()
                # Only a semicolon belongs to it.
                return j if self.rawdata[j - 1] == ';' else j - 1

    def _parse_stray(self, i):
        # Markup that goes on in what is fed next, or text that begins like markup.
        match = incomplete.match(self.rawdata, i)
        if not match:
            return self._one_character(i)
        j = match.end()
        if j == len(self.rawdata):
            return -1
        self.handle_data(self.rawdata[i:j])
        return j

    def _one_character(self, i):
        self.handle_data(self.rawdata[i])
        return i + 1

    def parse_pi(self, i):
        """<?...> at i."""
        if not self.rawdata.startswith('<?', i):
            self.error('unexpected call to parse_pi()')
        return self._parse_until(piclose, i + 2, self.handle_pi)

    def get_starttag_text(self):
        """The text of the start tag that is being handled."""
        return self.__starttag_text

    def parse_starttag(self, i):
        """<name ...>, <> or <name/text/ at i."""
        rawdata = self.rawdata
        self.__starttag_text = None
        if shorttagopen.match(rawdata, i):
            return self.__parse_shorttag(i)
        bracket = endbracket.search(rawdata, i + 1)
        if not bracket:
            return -1
        # The begin of another tag ends this one, too.
        j = bracket.start(0)
        if rawdata.startswith('<>', i):
            k, tag = j, self.lasttag
        else:
            match = tagfind.match(rawdata, i + 1)
            if not match:
                self.error('unexpected call to parse_starttag')
            k = match.end(0)
            self.lasttag = tag = rawdata[i + 1:k].lower()
        attributes = self._attributes(k, j)
        if rawdata[j] == '>':
            j += 1
        self.__starttag_text = rawdata[i:j]
        self.finish_starttag(tag, attributes)
        return j

    def __parse_shorttag(self, i):
        match = shorttag.match(self.rawdata, i)
        if not match:
            return -1
        tag, text = match.groups()
        self.__starttag_text = '<%s/' % tag
        self.finish_shorttag(tag.lower(), text)
        self.__starttag_text = self.rawdata[i:match.end(1) + 1]
        return match.end()

    def _attributes(self, k, end):
        found = []
        while k < end:
            match = attrfind.match(self.rawdata, k)
            if not match:
                break
            name, rest, value = match.groups()
            if not rest:
                value = name
            else:
                if len(value) > 1 and value[0] in '"\'' and value[0] == value[-1]:
                    value = value[1:-1]
                value = self.entity_or_charref.sub(self._convert_ref, value)
            found.append((name.lower(), value))
            k = match.end()
        return found

    def _convert_ref(self, match):
        # What a reference in an attribute stands for, or the reference.
        name, number, semicolon = match.groups()
        if number:
            return self.convert_charref(number) or '&#%s%s' % (number, semicolon)
        return semicolon and self.convert_entityref(name) or '&%s%s' % (name, semicolon)

    def parse_endtag(self, i):
        """</name> at i."""
        bracket = endbracket.search(self.rawdata, i + 1)
        if not bracket:
            return -1
        j = bracket.start(0)
        self.finish_endtag(self.rawdata[i + 2:j].strip().lower())
        return j + 1 if self.rawdata[j] == '>' else j

    # Tags, when they have been parsed.

    def finish_shorttag(self, tag, data):
        self.finish_starttag(tag, [])
        self.handle_data(data)
        self.finish_endtag(tag)

    def finish_starttag(self, tag, attrs):
        """Call a start tag's method: gives 1 for start_NAME, 0 for do_NAME, -1 if there is none."""
        for prefix, opens in (('start_', 1), ('do_', 0)):
            method = getattr(self, prefix + tag, None)
            if method is not None:
                if opens:
                    self.stack.append(tag)
                self.handle_starttag(tag, method, attrs)
                return opens
        self.unknown_starttag(tag, attrs)
        return -1

    def finish_endtag(self, tag):
        """Close an element, the innermost if tag is empty, and those within it that are open."""
        stack = self.stack
        if not tag:
            left = len(stack) - 1
        elif tag in stack:
            left = max(index for index, opened in enumerate(stack) if opened == tag)
        elif hasattr(self, 'end_' + tag):
            self.report_unbalanced(tag)
            return
        else:
            left = -1
        if left < 0:
            self.unknown_endtag(tag)
            return
        while len(self.stack) > left:
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
        """An end tag has no start tag."""
        if self.verbose:
            print '*** Unbalanced </%s>\n*** Stack: %r' % (tag, self.stack)

    # References.

    def convert_charref(self, name):
        """The character of a number; None if it is not ASCII's."""
        try:
            number = int(name)
        except ValueError:
            return None
        return self.convert_codepoint(number) if 0 <= number < 128 else None

    def convert_codepoint(self, codepoint):
        return chr(codepoint)

    def convert_entityref(self, name):
        """The text of an entity; None if it is not known."""
        return self.entitydefs.get(name)

    def handle_charref(self, name):
        self._handle_text(name, self.convert_charref(name), self.unknown_charref)

    def handle_entityref(self, name):
        self._handle_text(name, self.convert_entityref(name), self.unknown_entityref)

    def _handle_text(self, name, text, unknown):
        if text is None:
            unknown(name)
        else:
            self.handle_data(text)

    # For subclasses.

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
        # Short texts are printed together.
        self.testdata += data
        if len(repr(self.testdata)) >= 70:
            self.flush()

    def flush(self):
        data, self.testdata = self.testdata, ''
        if data:
            print 'data:', repr(data)

    def _print(self, form, *values):
        self.flush()
        print form % values

    def handle_comment(self, data):
        text = repr(data)
        self._print('comment: %s', text if len(text) <= 68 else text[:32] + '...' + text[-32:])

    def unknown_starttag(self, tag, attrs):
        if attrs:
            self._print('start tag: <%s %s >', tag, ' '.join('%s="%s"' % pair for pair in attrs))
        else:
            self._print('start tag: <%s>', tag)

    def unknown_endtag(self, tag):
        self._print('end tag: </%s>', tag)

    def unknown_entityref(self, ref):
        self._print('*** unknown entity ref: &%s;', ref)

    def unknown_charref(self, ref):
        self._print('*** unknown char ref: &#%s;', ref)

    def unknown_decl(self, data):
        self._print('*** unknown decl: [%s]', data)

    def close(self):
        SGMLParser.close(self)
        self.flush()
