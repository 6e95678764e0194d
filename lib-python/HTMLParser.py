"""A parser of HTML and XHTML that calls a method for each tag, text, comment and so on."""

import re

import markupbase

interesting_normal = re.compile('[&<]')
incomplete = re.compile('&[a-zA-Z#]')
entityref = re.compile('&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]')
charref = re.compile('&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]')
starttagopen = re.compile('<[a-zA-Z]')
piclose = endendtag = re.compile('>')
commentclose = re.compile(r'--\s*>')
endtagfind = re.compile(r'</\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>')

# Of a start tag, as browsers take it, which is almost everything: its name; an attribute's name, which follows a blank,
# a slash or a value in quotes; its value; what parts attributes.
_NAME = r'[a-zA-Z][^\t\n\r\f />\x00]*'
_ATTRIBUTE = r'''(?<=['"\s/])[^\s/>][^\s/=>]*'''
_VALUE = r'''(?:'[^']*'|"[^"]*"|(?!['"])[^>\s]*)'''
_GAP = r'(?:\s|/(?!>))*'
tagfind = re.compile('(%s)%s' % (_NAME, _GAP))
attrfind = re.compile(r'(%s)(\s*=+\s*(%s))?%s' % (_ATTRIBUTE, _VALUE, _GAP))
locatestarttagend = re.compile(r'<%s(?:[\s/]*(?:%s(?:\s*=+\s*%s)?%s)*)?\s*' % (_NAME, _ATTRIBUTE, _VALUE, _GAP))


class HTMLParseError(Exception):
    """The text cannot be parsed; position: (line, offset)."""

    def __init__(self, msg, position=(None, None)):
        assert msg
        self.msg = msg
        self.lineno, self.offset = position

    def __str__(self):
        text = self.msg
        if self.lineno is not None:
            text += ', at line %d' % self.lineno
        if self.offset is not None:
            text += ', column %d' % (self.offset + 1)
        return text


class HTMLParser(markupbase.ParserBase):
    """Feed it text; it calls handle_starttag, handle_endtag, handle_data and so on, which subclasses define.

    Parse methods take where something begins and give where what follows it begins, or -1 if the text ends before."""

    # Elements whose text has no markup.
    CDATA_CONTENT_ELEMENTS = ('script', 'style')

    __starttag_text = None

    def __init__(self):
        self.reset()

    def reset(self):
        """Forget all text."""
        markupbase.ParserBase.reset(self)
        self.rawdata = ''
        self.lasttag = '???'
        self.clear_cdata_mode()

    def feed(self, data):
        """Parse more text, as far as it goes."""
        self.rawdata += data
        self.goahead(0)

    def close(self):
        """Parse what is left: there will be no more."""
        self.goahead(1)

    def error(self, message):
        raise HTMLParseError(message, self.getpos())

    def get_starttag_text(self):
        """The text of the last start tag."""
        return self.__starttag_text

    def set_cdata_mode(self, elem):
        """What comes before the end tag of an element is text."""
        self.cdata_elem = elem.lower()
        self.interesting = re.compile(r'</\s*%s\s*>' % self.cdata_elem, re.I)

    def clear_cdata_mode(self):
        self.cdata_elem = None
        self.interesting = interesting_normal

    def goahead(self, end):
        """Parse as much as there is; at the end all of it."""
        rawdata = self.rawdata
        size = len(rawdata)
        i = 0
        go_on = True
        while go_on and i < size:
            match = self.interesting.search(rawdata, i)
            if not match and self.cdata_elem:
                break
            j = match.start() if match else size
            if i < j:
                self.handle_data(rawdata[i:j])
                i = self.updatepos(i, j)
            if i < size:
                parse = self._parse_tag if rawdata[i] == '<' else self._parse_reference
                j, go_on = parse(i, end)
                i = self.updatepos(i, j)
        if end and i < size and not self.cdata_elem:
            self.handle_data(rawdata[i:])
            i = self.updatepos(i, size)
        self.rawdata = rawdata[i:]

    def _parse_tag(self, i, end):
        """(where what follows begins, whether to go on) of what begins with '<'."""
        rawdata = self.rawdata
        if starttagopen.match(rawdata, i):
            j = self.parse_starttag(i)
        else:
            for begin, parse in (('</', self.parse_endtag), ('<!--', self.parse_comment), ('<?', self.parse_pi),
                                 ('<!', self.parse_html_declaration)):
                if rawdata.startswith(begin, i):
                    j = parse(i)
                    break
            else:
                return self._text(i, i + 1) if i + 1 < len(rawdata) else (i, False)
        if j >= 0:
            return j, True
        if not end:
            return i, False
        # It never ends: it is text until the next tag's end or begin.
        j = rawdata.find('>', i + 1) + 1
        if not j:
            j = rawdata.find('<', i + 1)
        return self._text(i, j if j >= 0 else i + 1)

    def _parse_reference(self, i, end):
        """(where what follows begins, whether to go on) of what begins with '&'."""
        rawdata = self.rawdata
        if rawdata.startswith('&#', i):
            match = charref.match(rawdata, i)
            if match:
                self.handle_charref(match.group()[2:-1])
                return self._after_reference(match)
            if ';' in rawdata[i:]:
                # Never one.
                return self._text(i, i + 2)[0], False
            return i, False
        match = entityref.match(rawdata, i)
        if match:
            self.handle_entityref(match.group(1))
            return self._after_reference(match)
        match = incomplete.match(rawdata, i)
        if match and end and match.end() == len(rawdata):
            self.error('EOF in middle of entity or char ref')
        if match or i + 1 == len(rawdata):
            # It may go on.
            return i, False
        return self._text(i, i + 1)

    def _after_reference(self, match):
        # Only a semicolon belongs to it.
        j = match.end()
        return j if self.rawdata[j - 1] == ';' else j - 1, True

    def _text(self, i, j):
        self.handle_data(self.rawdata[i:j])
        return j, True

    # Declarations and the like.

    def parse_html_declaration(self, i):
        """<!...> at i, as browsers take it."""
        rawdata = self.rawdata
        if not rawdata.startswith('<!', i):
            self.error('unexpected call to parse_html_declaration()')
        if rawdata.startswith('<!--', i):
            return self.parse_comment(i)
        if rawdata.startswith('<![', i):
            return self.parse_marked_section(i)
        if rawdata[i:i + 9].lower() == '<!doctype':
            return self._parse_until(endendtag, i + 2, self.handle_decl)
        return self.parse_bogus_comment(i)

    def parse_bogus_comment(self, i, report=1):
        """What browsers take for a comment: it begins with <! or </ and ends with >."""
        if self.rawdata[i:i + 2] not in ('<!', '</'):
            self.error('unexpected call to parse_comment()')
        return self._parse_until(endendtag, i + 2, report and self.handle_comment)

    def parse_pi(self, i):
        """<?...> at i."""
        assert self.rawdata.startswith('<?', i), 'unexpected call to parse_pi()'
        return self._parse_until(piclose, i + 2, self.handle_pi)

    # Tags.

    def parse_starttag(self, i):
        """<name ...> at i."""
        self.__starttag_text = None
        end = self.check_for_whole_start_tag(i)
        if end < 0:
            return end
        rawdata = self.rawdata
        self.__starttag_text = rawdata[i:end]
        match = tagfind.match(rawdata, i + 1)
        assert match, 'unexpected call to parse_starttag()'
        self.lasttag = tag = match.group(1).lower()
        attributes, k = self._attributes(match.end(), end)
        rest = rawdata[k:end].strip()
        if rest not in ('>', '/>'):
            self.handle_data(rawdata[i:end])
        elif rest == '/>':
            self.handle_startendtag(tag, attributes)
        else:
            self.handle_starttag(tag, attributes)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return end

    def _attributes(self, k, end):
        """([(name, value or None)], where they end)"""
        found = []
        while k < end:
            match = attrfind.match(self.rawdata, k)
            if not match:
                break
            name, rest, value = match.groups()
            if not rest:
                value = None
            elif value[:1] in ('"', "'") and value[0] == value[-1]:
                value = value[1:-1]
            found.append((name.lower(), value and self.unescape(value)))
            k = match.end()
        return found, k

    def check_for_whole_start_tag(self, i):
        """Where what follows the start tag at i begins, or -1."""
        rawdata = self.rawdata
        match = locatestarttagend.match(rawdata, i)
        if not match:
            raise AssertionError('we should not get here!')
        j = match.end()
        following = rawdata[j:j + 1]
        if following == '>':
            return j + 1
        if following == '/':
            # Alone it is the last there is.
            return j + 2 if rawdata.startswith('/>', j) else -1
        if following in ('', '=') or 'a' <= following.lower() <= 'z':
            # In the middle of an attribute.
            return -1
        return max(j, i + 1)

    def parse_endtag(self, i):
        """</name> at i."""
        rawdata = self.rawdata
        assert rawdata.startswith('</', i), 'unexpected call to parse_endtag'
        end = rawdata.find('>', i + 1) + 1
        if not end:
            return -1
        match = endtagfind.match(rawdata, i)
        tag = match and match.group(1).lower()
        if self.cdata_elem not in (None, tag):
            self.handle_data(rawdata[i:end])
        elif match:
            self.handle_endtag(tag)
            self.clear_cdata_mode()
        else:
            return self._parse_odd_endtag(i)
        return end

    def _parse_odd_endtag(self, i):
        match = tagfind.match(self.rawdata, i + 2)
        if match:
            # What else it has is ignored.
            self.handle_endtag(match.group(1).lower())
            return self.rawdata.find('>', match.end()) + 1
        # </> is nothing.
        return i + 3 if self.rawdata.startswith('</>', i) else self.parse_bogus_comment(i)

    # For subclasses.

    def handle_startendtag(self, tag, attrs):
        """<name/>: by itself a start and an end."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass

    # References in attributes.

    # Name of an entity -> character; made when first needed.
    entitydefs = None

    def unescape(self, s):
        """Text with its references resolved; those that are none stay."""
        if '&' not in s:
            return s
        return re.sub(r'&(#?[xX]?(?:[0-9a-fA-F]+;|\w{1,8};))', self._character, s)

    def _character(self, match):
        name = match.group(1)[:-1]
        if name[0] == '#':
            try:
                return unichr(int(name[2:], 16) if name[1] in 'xX' else int(name[1:]))
            except ValueError:
                return match.group()
        if HTMLParser.entitydefs is None:
            from htmlentitydefs import name2codepoint
            HTMLParser.entitydefs = dict((known, unichr(code)) for known, code in name2codepoint.items())
            HTMLParser.entitydefs['apos'] = u"'"
        return self.entitydefs.get(name, match.group())
