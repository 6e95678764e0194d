"""A parser of HTML and XHTML that calls a method for each tag, text, comment and so on."""

import markupbase
import re

interesting_normal = re.compile('[&<]')
incomplete = re.compile('&[a-zA-Z#]')

entityref = re.compile('&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]')
charref = re.compile('&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]')

starttagopen = re.compile('<[a-zA-Z]')
piclose = re.compile('>')
commentclose = re.compile(r'--\s*>')

# Browsers take almost everything for a name, so must this.
tagfind = re.compile(r'([a-zA-Z][^\t\n\r\f />\x00]*)(?:\s|/(?!>))*')
attrfind = re.compile(
    r'((?<=[\'"\s/])[^\s/>][^\s/=>]*)(\s*=+\s*(\'[^\']*\'|"[^"]*"|(?![\'"])[^>\s]*))?(?:\s|/(?!>))*')

locatestarttagend = re.compile(r"""
  <[a-zA-Z][^\t\n\r\f />\x00]*       # the tag's name
  (?:[\s/]*                          # spaces, or slashes, before an attribute
    (?:(?<=['"\s/])[^\s/>][^\s/=>]*  # its name
      (?:\s*=+\s*                    # and its value
        (?:'[^']*'
          |"[^"]*"
          |(?!['"])[^>\s]*
         )
       )?(?:\s|/(?!>))*
     )*
   )?
  \s*                                # spaces at the end
""", re.VERBOSE)
endendtag = re.compile('>')
endtagfind = re.compile(r'</\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>')


class HTMLParseError(Exception):
    """The text cannot be parsed; position: (line, offset)."""

    def __init__(self, msg, position=(None, None)):
        assert msg
        self.msg = msg
        self.lineno = position[0]
        self.offset = position[1]

    def __str__(self):
        result = self.msg
        if self.lineno is not None:
            result += ', at line %d' % self.lineno
        if self.offset is not None:
            result += ', column %d' % (self.offset + 1)
        return result


class HTMLParser(markupbase.ParserBase):
    """Feed it text; it calls handle_starttag, handle_endtag, handle_data and so on, which subclasses define."""

    # Elements whose text has no markup.
    CDATA_CONTENT_ELEMENTS = ('script', 'style')

    def __init__(self):
        self.reset()

    def reset(self):
        """Forget all text."""
        self.rawdata = ''
        self.lasttag = '???'
        self.interesting = interesting_normal
        self.cdata_elem = None
        markupbase.ParserBase.reset(self)

    def feed(self, data):
        """Parse more text, as far as it goes."""
        self.rawdata = self.rawdata + data
        self.goahead(0)

    def close(self):
        """Parse what is left: there will be no more."""
        self.goahead(1)

    def error(self, message):
        raise HTMLParseError(message, self.getpos())

    __starttag_text = None

    def get_starttag_text(self):
        """The text of the last start tag."""
        return self.__starttag_text

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()
        self.interesting = re.compile(r'<(/|\Z)' if not elem else r'</\s*%s\s*>' % self.cdata_elem, re.I)

    def clear_cdata_mode(self):
        self.interesting = interesting_normal
        self.cdata_elem = None

    def goahead(self, end):
        """Parse as much as there is; at the end all of it."""
        rawdata = self.rawdata
        i = 0
        n = len(rawdata)
        while i < n:
            match = self.interesting.search(rawdata, i)
            if match:
                j = match.start()
            else:
                if self.cdata_elem:
                    break
                j = n
            if i < j:
                self.handle_data(rawdata[i:j])
            i = self.updatepos(i, j)
            if i == n:
                break
            startswith = rawdata.startswith
            if startswith('<', i):
                if starttagopen.match(rawdata, i):
                    k = self.parse_starttag(i)
                elif startswith('</', i):
                    k = self.parse_endtag(i)
                elif startswith('<!--', i):
                    k = self.parse_comment(i)
                elif startswith('<?', i):
                    k = self.parse_pi(i)
                elif startswith('<!', i):
                    k = self.parse_html_declaration(i)
                elif i + 1 < n:
                    self.handle_data('<')
                    k = i + 1
                else:
                    break
                if k < 0:
                    if not end:
                        break
                    # What never ends is text.
                    k = rawdata.find('>', i + 1)
                    if k < 0:
                        k = rawdata.find('<', i + 1)
                        if k < 0:
                            k = i + 1
                    else:
                        k += 1
                    self.handle_data(rawdata[i:k])
                i = self.updatepos(i, k)
            elif startswith('&#', i):
                match = charref.match(rawdata, i)
                if match:
                    name = match.group()[2:-1]
                    self.handle_charref(name)
                    k = match.end()
                    if not startswith(';', k - 1):
                        k -= 1
                    i = self.updatepos(i, k)
                    continue
                if ';' in rawdata[i:]:
                    # No reference.
                    self.handle_data(rawdata[i:i + 2])
                    i = self.updatepos(i, i + 2)
                break
            elif startswith('&', i):
                match = entityref.match(rawdata, i)
                if match:
                    name = match.group(1)
                    self.handle_entityref(name)
                    k = match.end()
                    if not startswith(';', k - 1):
                        k -= 1
                    i = self.updatepos(i, k)
                    continue
                match = incomplete.match(rawdata, i)
                if match:
                    # It may go on.
                    if end and match.group() == rawdata[i:]:
                        self.error('EOF in middle of entity or char ref')
                    break
                if i + 1 < n:
                    # Just an ampersand.
                    self.handle_data('&')
                    i = self.updatepos(i, i + 1)
                else:
                    break
            else:
                assert 0, 'interesting.search() lied'
        if end and i < n and not self.cdata_elem:
            self.handle_data(rawdata[i:n])
            i = self.updatepos(i, n)
        self.rawdata = rawdata[i:]

    def parse_html_declaration(self, i):
        """<!...> at i, as browsers take it."""
        rawdata = self.rawdata
        if rawdata[i:i + 2] != '<!':
            self.error('unexpected call to parse_html_declaration()')
        if rawdata[i:i + 4] == '<!--':
            return self.parse_comment(i)
        if rawdata[i:i + 3] == '<![':
            return self.parse_marked_section(i)
        if rawdata[i:i + 9].lower() == '<!doctype':
            end = rawdata.find('>', i + 9)
            if end == -1:
                return -1
            self.handle_decl(rawdata[i + 2:end])
            return end + 1
        return self.parse_bogus_comment(i)

    def parse_bogus_comment(self, i, report=1):
        """What browsers take for a comment."""
        rawdata = self.rawdata
        if rawdata[i:i + 2] not in ('<!', '</'):
            self.error('unexpected call to parse_comment()')
        end = rawdata.find('>', i + 2)
        if end == -1:
            return -1
        if report:
            self.handle_comment(rawdata[i + 2:end])
        return end + 1

    def parse_pi(self, i):
        """<?...> at i."""
        rawdata = self.rawdata
        assert rawdata[i:i + 2] == '<?', 'unexpected call to parse_pi()'
        match = piclose.search(rawdata, i + 2)
        if not match:
            return -1
        self.handle_pi(rawdata[i + 2:match.start()])
        return match.end()

    def parse_starttag(self, i):
        """<name ...> at i."""
        self.__starttag_text = None
        end = self.check_for_whole_start_tag(i)
        if end < 0:
            return end
        rawdata = self.rawdata
        self.__starttag_text = rawdata[i:end]
        attrs = []
        match = tagfind.match(rawdata, i + 1)
        assert match, 'unexpected call to parse_starttag()'
        k = match.end()
        self.lasttag = tag = match.group(1).lower()
        while k < end:
            m = attrfind.match(rawdata, k)
            if not m:
                break
            name, rest, value = m.group(1, 2, 3)
            if not rest:
                value = None
            elif value[:1] == '\'' == value[-1:] or value[:1] == '"' == value[-1:]:
                value = value[1:-1]
            if value:
                value = self.unescape(value)
            attrs.append((name.lower(), value))
            k = m.end()
        close = rawdata[k:end].strip()
        if close not in ('>', '/>'):
            self.handle_data(rawdata[i:end])
            return end
        if close.endswith('/>'):
            # As XHTML has it.
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return end

    def check_for_whole_start_tag(self, i):
        """Where the start tag at i ends, or -1."""
        rawdata = self.rawdata
        m = locatestarttagend.match(rawdata, i)
        if not m:
            raise AssertionError('we should not get here!')
        j = m.end()
        next = rawdata[j:j + 1]
        if next == '>':
            return j + 1
        if next == '/':
            if rawdata.startswith('/>', j):
                return j + 2
            if rawdata.startswith('/', j):
                # The rest may follow.
                return -1
            self.updatepos(i, j + 1)
            self.error('malformed empty start tag')
        if next == '':
            return -1
        if next in 'abcdefghijklmnopqrstuvwxyz=/ABCDEFGHIJKLMNOPQRSTUVWXYZ':
            # In the middle of an attribute.
            return -1
        if j > i:
            return j
        return i + 1

    def parse_endtag(self, i):
        """</name> at i."""
        rawdata = self.rawdata
        assert rawdata[i:i + 2] == '</', 'unexpected call to parse_endtag'
        match = endendtag.search(rawdata, i + 1)
        if not match:
            return -1
        end = match.end()
        match = endtagfind.match(rawdata, i)
        if not match:
            if self.cdata_elem is not None:
                self.handle_data(rawdata[i:end])
                return end
            namematch = tagfind.match(rawdata, i + 2)
            if not namematch:
                # </> is nothing, other things are comments.
                if rawdata[i:i + 3] == '</>':
                    return i + 3
                return self.parse_bogus_comment(i)
            tagname = namematch.group(1).lower()
            # Attributes are ignored.
            end = rawdata.find('>', namematch.end())
            self.handle_endtag(tagname)
            return end + 1
        elem = match.group(1).lower()
        if self.cdata_elem is not None and elem != self.cdata_elem:
            self.handle_data(rawdata[i:end])
            return end
        self.handle_endtag(elem)
        self.clear_cdata_mode()
        return end

    # ---- for subclasses

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

    # Name of an entity -> character; made when first needed.
    entitydefs = None

    def unescape(self, s):
        """Text with its references resolved."""
        if '&' not in s:
            return s

        def replace(match):
            s = match.group(1)
            try:
                if s[0] == '#':
                    s = s[1:]
                    return unichr(int(s[1:].rstrip(';'), 16) if s[0] in 'xX' else int(s.rstrip(';')))
            except ValueError:
                return '&#' + s
            import htmlentitydefs
            if HTMLParser.entitydefs is None:
                entitydefs = HTMLParser.entitydefs = {'apos': u"'"}
                for name, code in htmlentitydefs.name2codepoint.iteritems():
                    entitydefs[name] = unichr(code)
            try:
                return self.entitydefs[s.rstrip(';')] if s.endswith(';') else '&' + s
            except KeyError:
                return '&' + s
        return re.sub(r'&(#?[xX]?(?:[0-9a-fA-F]+;|\w{1,8};))', replace, s)
