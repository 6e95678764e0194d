"""A parser of messages that is fed pieces. What is wrong with a message it notes among the defects, and goes on."""

__all__ = ['FeedParser']

import re

from email import errors
from email import message

NLCRE = re.compile('\r\n|\r|\n')
NLCRE_bol = re.compile('(\r\n|\r|\n)')
NLCRE_eol = re.compile('(\r\n|\r|\n)\\Z')
NLCRE_crack = re.compile('(\r\n|\r|\n)')
# A header may begin with spaces only where it goes on.
headerRE = re.compile(r'^(From |[\041-\071\073-\176]{1,}:|[\t ])')
EMPTYSTRING = ''
NL = '\n'

NeedMoreData = object()


class BufferedSubFile(object):
    """The text so far as a file of lines, which seems to end where one of the functions on a stack says."""

    def __init__(self):
        # What has no newline yet, in pieces.
        self._partial = []
        # The lines, the next one last.
        self._lines = []
        self._eofstack = []
        self._closed = False

    def push_eof_matcher(self, pred):
        self._eofstack.append(pred)

    def pop_eof_matcher(self):
        return self._eofstack.pop()

    def close(self):
        self.pushlines(''.join(self._partial).splitlines(True))
        self._partial = []
        self._closed = True

    def readline(self):
        if not self._lines:
            if self._closed:
                return ''
            return NeedMoreData
        line = self._lines.pop()
        # The newest function first.
        for ateof in self._eofstack[::-1]:
            if ateof(line):
                self._lines.append(line)
                return ''
        return line

    def unreadline(self, line):
        assert line is not NeedMoreData
        self._lines.append(line)

    def push(self, data):
        """More text."""
        if not data:
            return
        ends = self._partial and self._partial[-1].endswith('\r')
        self._partial.append(data)
        if not ends and '\n' not in data and '\r' not in data:
            return
        parts = ''.join(self._partial).splitlines(True)
        self._partial = []
        if not parts[-1].endswith('\n'):
            # It may go on, if only with a newline.
            self._partial.append(parts.pop())
        self.pushlines(parts)

    def pushlines(self, lines):
        self._lines[:0] = lines[::-1]

    def is_closed(self):
        return self._closed

    def __iter__(self):
        return self

    def next(self):
        line = self.readline()
        if line == '':
            raise StopIteration
        return line


class FeedParser:
    """feed() it texts, close() gives the message."""

    def __init__(self, _factory=message.Message):
        """_factory makes messages."""
        self._factory = _factory
        self._input = BufferedSubFile()
        self._msgstack = []
        self._parse = self._parsegen().next
        self._cur = None
        self._last = None
        self._headersonly = False

    def _set_headersonly(self):
        self._headersonly = True

    def feed(self, data):
        self._input.push(data)
        self._call_parse()

    def _call_parse(self):
        try:
            self._parse()
        except StopIteration:
            pass

    def close(self):
        self._input.close()
        self._call_parse()
        root = self._pop_message()
        assert not self._msgstack
        if root.get_content_maintype() == 'multipart' and not root.is_multipart():
            root.defects.append(errors.MultipartInvariantViolationDefect())
        return root

    def _new_message(self):
        msg = self._factory()
        if self._cur and self._cur.get_content_type() == 'multipart/digest':
            msg.set_default_type('message/rfc822')
        if self._msgstack:
            self._msgstack[-1].attach(msg)
        self._msgstack.append(msg)
        self._cur = msg
        self._last = msg

    def _pop_message(self):
        retval = self._msgstack.pop()
        self._cur = self._msgstack[-1] if self._msgstack else None
        return retval

    def _rest(self):
        """Generator: NeedMoreData as often as needed, then the rest as a list of lines."""
        lines = []
        for line in self._input:
            if line is NeedMoreData:
                yield NeedMoreData
                continue
            lines.append(line)
        yield lines

    def _parsegen(self):
        """Parses one message, those within by itself; gives NeedMoreData where it waits for more."""
        self._new_message()
        headers = []
        for line in self._input:
            if line is NeedMoreData:
                yield NeedMoreData
                continue
            if not headerRE.match(line):
                # The empty line, or the body has begun without one.
                if not NLCRE.match(line):
                    self._input.unreadline(line)
                break
            headers.append(line)
        self._parse_headers(headers)
        if self._headersonly:
            for lines in self._rest():
                if lines is NeedMoreData:
                    yield NeedMoreData
            self._cur.set_payload(EMPTYSTRING.join(lines))
            return
        if self._cur.get_content_type() == 'message/delivery-status':
            # Its body is blocks of headers.
            while True:
                self._input.push_eof_matcher(NLCRE.match)
                for retval in self._parsegen():
                    if retval is NeedMoreData:
                        yield NeedMoreData
                        continue
                    break
                self._pop_message()
                self._input.pop_eof_matcher()
                # The empty line, and what follows it.
                while True:
                    line = self._input.readline()
                    if line is NeedMoreData:
                        yield NeedMoreData
                        continue
                    break
                while True:
                    line = self._input.readline()
                    if line is NeedMoreData:
                        yield NeedMoreData
                        continue
                    break
                if line == '':
                    break
                self._input.unreadline(line)
            return
        if self._cur.get_content_maintype() == 'message':
            # A message within.
            for retval in self._parsegen():
                if retval is NeedMoreData:
                    yield NeedMoreData
                    continue
                break
            self._pop_message()
            return
        if self._cur.get_content_maintype() == 'multipart':
            for retval in self._parse_multipart():
                yield NeedMoreData
            return
        for lines in self._rest():
            if lines is NeedMoreData:
                yield NeedMoreData
        self._cur.set_payload(EMPTYSTRING.join(lines))

    def _parse_multipart(self):
        """Parses the parts of the message; gives NeedMoreData where it waits for more."""
        boundary = self._cur.get_boundary()
        if boundary is None:
            self._cur.defects.append(errors.NoBoundaryInMultipartDefect())
            for lines in self._rest():
                if lines is NeedMoreData:
                    yield NeedMoreData
            self._cur.set_payload(EMPTYSTRING.join(lines))
            return
        separator = '--' + boundary
        boundaryre = re.compile('(?P<sep>' + re.escape(separator) + r')(?P<end>--)?(?P<ws>[ \t]*)(?P<linesep>\r\n|\r|\n)?$')
        capturing_preamble = True
        preamble = []
        linesep = False
        while True:
            line = self._input.readline()
            if line is NeedMoreData:
                yield NeedMoreData
                continue
            if line == '':
                break
            mo = boundaryre.match(line)
            if not mo:
                # Of the preamble: the parts take all their lines themselves.
                assert capturing_preamble
                preamble.append(line)
                continue
            if mo.group('end'):
                linesep = mo.group('linesep')
                break
            if capturing_preamble:
                if preamble:
                    # The line end before the boundary is the boundary's.
                    lastline = preamble[-1]
                    eolmo = NLCRE_eol.search(lastline)
                    if eolmo:
                        preamble[-1] = lastline[:-len(eolmo.group(0))]
                    self._cur.preamble = EMPTYSTRING.join(preamble)
                capturing_preamble = False
                self._input.unreadline(line)
                continue
            # Several boundaries after each other are one.
            while True:
                line = self._input.readline()
                if line is NeedMoreData:
                    yield NeedMoreData
                    continue
                mo = boundaryre.match(line)
                if not mo:
                    self._input.unreadline(line)
                    break
            self._input.push_eof_matcher(boundaryre.match)
            for retval in self._parsegen():
                if retval is NeedMoreData:
                    yield NeedMoreData
                    continue
                break
            # The line end at the end of the part is the boundary's.
            if self._last.get_content_maintype() == 'multipart':
                epilogue = self._last.epilogue
                if epilogue == '':
                    self._last.epilogue = None
                elif epilogue is not None:
                    mo = NLCRE_eol.search(epilogue)
                    if mo:
                        self._last.epilogue = epilogue[:-len(mo.group(0))]
            else:
                payload = self._last.get_payload()
                if isinstance(payload, basestring):
                    mo = NLCRE_eol.search(payload)
                    if mo:
                        self._last.set_payload(payload[:-len(mo.group(0))])
            self._input.pop_eof_matcher()
            self._pop_message()
            # What comes last now is this one.
            self._last = self._cur
        if capturing_preamble:
            # No boundary at all: it is all text.
            self._cur.defects.append(errors.StartBoundaryNotFoundDefect())
            self._cur.set_payload(EMPTYSTRING.join(preamble))
            for lines in self._rest():
                if lines is NeedMoreData:
                    yield NeedMoreData
            self._cur.epilogue = EMPTYSTRING.join(lines)
            return
        epilogue = [''] if linesep else []
        for lines in self._rest():
            if lines is NeedMoreData:
                yield NeedMoreData
        epilogue.extend(lines)
        # A newline that is the boundary's is not the epilogue's.
        if epilogue:
            firstline = epilogue[0]
            bolmo = NLCRE_bol.match(firstline)
            if bolmo:
                epilogue[0] = firstline[len(bolmo.group(0)):]
        self._cur.epilogue = EMPTYSTRING.join(epilogue)

    def _parse_headers(self, lines):
        lastheader = ''
        lastvalue = []
        for lineno, line in enumerate(lines):
            if line[0] in ' \t':
                # The header before goes on.
                if not lastheader:
                    defect = errors.FirstHeaderLineIsContinuationDefect(line)
                    self._cur.defects.append(defect)
                    continue
                lastvalue.append(line)
                continue
            if lastheader:
                self._cur[lastheader] = EMPTYSTRING.join(lastvalue).rstrip('\r\n')
                lastheader, lastvalue = '', []
            if line.startswith('From '):
                if lineno == 0:
                    mo = NLCRE_eol.search(line)
                    if mo:
                        line = line[:-len(mo.group(0))]
                    self._cur.set_unixfrom(line)
                    continue
                if lineno == len(lines) - 1:
                    # It may be the body's first line.
                    self._input.unreadline(line)
                    return
                defect = errors.MisplacedEnvelopeHeaderDefect(line)
                self._cur.defects.append(defect)
                continue
            i = line.find(':')
            if i < 0:
                defect = errors.MalformedHeaderDefect(line)
                self._cur.defects.append(defect)
                continue
            lastheader = line[:i]
            lastvalue = [line[i + 1:].lstrip()]
        if lastheader:
            self._cur[lastheader] = EMPTYSTRING.join(lastvalue).rstrip('\r\n')
