"""What the parsers of SGML and HTML share: declarations, comments, places in the text."""

import re as _re

# Programs that allow other names put an expression of their own here.
_declname_match = _re.compile(r'[a-zA-Z][-_.a-zA-Z0-9]*\s*').match
_declstringlit_match = _re.compile(r'''('[^']*'|"[^"]*")\s*''').match
_commentclose = _re.compile(r'--\s*>')

# How a marked section ends, by its keyword; the last three are Microsoft's.
_SECTION_ENDS = dict.fromkeys(('cdata', 'ignore', 'include', 'rcdata', 'temp'), _re.compile(r']\s*]\s*>'))
_SECTION_ENDS.update(dict.fromkeys(('if', 'else', 'endif'), _re.compile(r']\s*>')))


class ParserBase:
    """Parses declarations of self.rawdata. A method takes where something begins and gives where what follows it
    begins, or -1 if the text ends before."""

    # Characters that declarations may have besides names and literals.
    _decl_otherchars = ''

    def __init__(self):
        if self.__class__ is ParserBase:
            raise RuntimeError('markupbase.ParserBase must be subclassed')

    def error(self, message):
        raise NotImplementedError('subclasses of ParserBase must override error()')

    def unknown_decl(self, data):
        """Subclasses are told other declarations than document types."""

    # The place.

    def reset(self):
        self.lineno, self.offset = 1, 0

    def getpos(self):
        """(line, offset in it) of where the parser is."""
        return self.lineno, self.offset

    def updatepos(self, i, j):
        """Move the place over the text from i to j, which it gives."""
        if i < j:
            lines = self.rawdata.count('\n', i, j)
            self.lineno += lines
            self.offset = j - 1 - self.rawdata.rindex('\n', i, j) if lines else self.offset + j - i
        return j

    def _fail_at(self, start, end, message):
        self.updatepos(start, end)
        self.error(message)

    # Declarations.

    def parse_declaration(self, i):
        """<!...> at i."""
        rawdata = self.rawdata
        assert rawdata[i:i + 2] == '<!', 'unexpected call to parse_declaration'
        first = rawdata[i + 2:i + 3]
        if first in ('', '-'):
            # Perhaps a comment.
            return -1
        if first == '>':
            return i + 3
        if first == '[':
            return self.parse_marked_section(i)
        kind, j = self._scan_name(i + 2, i)
        if kind == 'doctype':
            self._decl_otherchars = ''
        while 0 <= j < len(rawdata):
            if rawdata[j] == '>':
                (self.handle_decl if kind == 'doctype' else self.unknown_decl)(rawdata[i + 2:j])
                return j + 1
            j = self._part_of_declaration(kind, j, i)
        return -1

    def _part_of_declaration(self, kind, j, start):
        c = self.rawdata[j]
        if c in '"\'':
            return self._scan_literal(j)
        if 'a' <= c.lower() <= 'z':
            return self._scan_name(j, start)[1]
        if c in self._decl_otherchars:
            return j + 1
        if c == '[':
            if kind == 'doctype':
                return self._parse_doctype_subset(j + 1, start)
            if kind in ('attlist', 'element', 'link', 'linktype'):
                self.error("unsupported '[' char in %s declaration" % kind)
            else:
                self.error("unexpected '[' char in declaration")
        else:
            self.error('unexpected %r char in declaration' % c)
        return j

    def parse_marked_section(self, i, report=1):
        """<![...]]> at i."""
        rawdata = self.rawdata
        begin = i + 3
        assert rawdata[i:begin] == '<![', 'unexpected call to parse_marked_section()'
        keyword, j = self._scan_name(begin, i)
        if j < 0:
            return j
        if keyword not in _SECTION_ENDS:
            self.error('unknown status keyword %r in marked section' % rawdata[begin:j])
        return self._parse_until(_SECTION_ENDS[keyword], begin, report and self.unknown_decl)

    def parse_comment(self, i, report=1):
        """<!--...--> at i."""
        if not self.rawdata.startswith('<!--', i):
            self.error('unexpected call to parse_comment()')
        return self._parse_until(_commentclose, i + 4, report and self.handle_comment)

    def _parse_until(self, close, begin, handle):
        match = close.search(self.rawdata, begin)
        if not match:
            return -1
        if handle:
            handle(self.rawdata[begin:match.start()])
        return match.end()

    # The part in brackets of a document type. start: where its declaration begins.

    def _parse_doctype_subset(self, i, declstartpos):
        rawdata = self.rawdata
        j = i
        while 0 <= j < len(rawdata):
            c = rawdata[j]
            if c == ']':
                return self._end_of_subset(j + 1, declstartpos)
            if c == '<':
                j = self._declaration_of_subset(j, declstartpos)
            elif c == '%':
                j = self._scan_name(j + 1, declstartpos)[1]
                if rawdata[j:j + 1] == ';':
                    j += 1
            elif c.isspace():
                j += 1
            else:
                self._fail_at(declstartpos, j, 'unexpected char %r in internal subset' % c)
        return -1

    def _end_of_subset(self, j, start):
        rest = self.rawdata[j:].lstrip()
        if not rest:
            return -1
        j = len(self.rawdata) - len(rest)
        if rest[0] != '>':
            self._fail_at(start, j, 'unexpected char after internal subset')
        return j

    def _declaration_of_subset(self, j, start):
        begin = self.rawdata[j:j + 4]
        if begin == '<':
            return -1
        if begin[:2] != '<!':
            self._fail_at(start, j + 1, 'unexpected char in internal subset (in %r)' % begin[:2])
        if len(begin) < 4:
            return -1
        if begin == '<!--':
            return self.parse_comment(j, report=0)
        kind, j = self._scan_name(j + 2, start)
        if j < 0:
            return j
        if kind not in ('attlist', 'element', 'entity', 'notation'):
            self._fail_at(start, j + 2, 'unknown declaration %r in internal subset' % kind)
        return getattr(self, '_parse_doctype_' + kind)(j, start)

    def _parse_doctype_element(self, i, declstartpos):
        j = self._scan_name(i, declstartpos)[1]
        # find() + 1 is 0 where there is none.
        return j if j < 0 else self.rawdata.find('>', j) + 1 or -1

    def _parse_doctype_attlist(self, i, declstartpos):
        j = self._scan_name(i, declstartpos)[1]
        while 0 <= j < len(self.rawdata):
            if self.rawdata[j] == '>':
                return j + 1
            j = self._attribute_of_attlist(j, declstartpos)
        return -1

    def _attribute_of_attlist(self, j, start):
        # A name, a type or the values in parentheses, a default or a keyword such as #IMPLIED.
        rawdata = self.rawdata
        j = self._scan_name(j, start)[1]
        if j < 0:
            return j
        if rawdata.startswith('(', j):
            j = rawdata.find(')', j) + 1
            if not j:
                return -1
            while rawdata[j:j + 1].isspace():
                j += 1
        else:
            j = self._scan_name(j, start)[1]
        if j >= 0 and rawdata[j:j + 1] in ('"', "'"):
            j = self._scan_literal(j)
        if j >= 0 and rawdata.startswith('#', j):
            j = self._scan_name(j + 1, start)[1]
        return j

    def _parse_doctype_notation(self, i, declstartpos):
        return self._names_and_literals(self._scan_name(i, declstartpos)[1], declstartpos)

    def _parse_doctype_entity(self, i, declstartpos):
        if self.rawdata.startswith('%', i):
            i += 1
            while self.rawdata[i:i + 1].isspace():
                i += 1
        return self._parse_doctype_notation(i, declstartpos)

    def _names_and_literals(self, j, start):
        rawdata = self.rawdata
        while 0 <= j < len(rawdata):
            if rawdata[j] == '>':
                return j + 1
            j = self._scan_literal(j) if rawdata[j] in '"\'' else self._scan_name(j, start)[1]
        return -1

    # What declarations consist of, with the blanks after it.

    def _scan_literal(self, i):
        match = _declstringlit_match(self.rawdata, i)
        return match.end() if match else -1

    def _scan_name(self, i, declstartpos):
        """(a name in small letters, where what follows it begins), or (None, -1)."""
        rawdata = self.rawdata
        match = _declname_match(rawdata, i)
        if not match and i < len(rawdata):
            self._fail_at(declstartpos, i, 'expected name token at %r' % rawdata[declstartpos:declstartpos + 20])
        if not match or match.end() == len(rawdata):
            # It may go on.
            return None, -1
        return match.group().strip().lower(), match.end()
