"""A parser of messages that is fed pieces of text. What is wrong with a message is noted among its defects."""

__all__ = ['FeedParser']

import collections
import re

from email import errors, message

NLCRE = re.compile('\r\n|\r|\n')
NLCRE_eol = re.compile('(\r\n|\r|\n)\\Z')

# A line of headers: the envelope, a header's first, or one of those that follow it.
headerRE = re.compile(r'^(From |[\041-\071\073-\176]{1,}:|[\t ])')

NeedMoreData = object()


def _without_end(line):
    return NLCRE_eol.sub('', line)


class BufferedSubFile(object):
    """A file of the lines that were pushed.

    It seems to end before a line for which one of the functions on its stack
    is true. Where it does not know how to go on it gives NeedMoreData.
    """

    def __init__(self):
        self._lines = collections.deque()
        # The beginning of the next line, in pieces.
        self._partial = []
        self._ends = []
        self._closed = False

    def push_eof_matcher(self, pred):
        self._ends.append(pred)

    def pop_eof_matcher(self):
        return self._ends.pop()

    def push(self, data):
        """Add text."""
        if not data:
            return
        # It matters whether a newline follows a carriage return.
        waits = self._partial and self._partial[-1].endswith('\r')
        self._partial.append(data)
        if waits or '\n' in data or '\r' in data:
            lines = ''.join(self._partial).splitlines(True)
            self._partial = [] if lines[-1].endswith('\n') else [lines.pop()]
            self.pushlines(lines)

    def pushlines(self, lines):
        self._lines.extend(lines)

    def close(self):
        """There is no more."""
        self.pushlines(''.join(self._partial).splitlines(True))
        self._partial = []
        self._closed = True

    def is_closed(self):
        return self._closed

    def readline(self):
        """The next line, '' at the end."""
        if not self._lines:
            return '' if self._closed else NeedMoreData
        line = self._lines[0]
        for is_end in self._ends:
            if is_end(line):
                return ''
        return self._lines.popleft()

    def unreadline(self, line):
        """Let this be the next line."""
        assert line is not NeedMoreData
        self._lines.appendleft(line)

    def __iter__(self):
        return self

    def next(self):
        line = self.readline()
        if line == '':
            raise StopIteration
        return line


class FeedParser:
    """Takes text by feed(), gives the message by close()."""

    def __init__(self, _factory=message.Message):
        """Messages, also those within others, are made by calling _factory."""
        self._factory = _factory
        self._headersonly = False
        self._input = BufferedSubFile()
        # The messages that are being parsed, each within the one before; and the last that was begun or ended.
        self._msgstack = []
        self._last = None
        # The generators that parse, each called by the one before. They yield another generator to be run;
        # None for the next line; NeedMoreData to be resumed when there is more.
        self._calls = [self._parse_message()]
        self._wants_line = False

    def _set_headersonly(self):
        self._headersonly = True

    def feed(self, data):
        """Parse more text."""
        self._input.push(data)
        self._call_parse()

    def close(self):
        """The message. There is no more text."""
        self._input.close()
        self._call_parse()
        root = self._pop_message()
        assert not self._msgstack
        if root.get_content_maintype() == 'multipart' and not root.is_multipart():
            root.defects.append(errors.MultipartInvariantViolationDefect())
        return root

    def _call_parse(self):
        """Parse as far as there are lines."""
        while self._calls:
            line = None
            if self._wants_line:
                line = self._input.readline()
                if line is NeedMoreData:
                    return
                self._wants_line = False
            try:
                wish = self._calls[-1].send(line)
            except StopIteration:
                self._calls.pop()
                continue
            if wish is NeedMoreData:
                return
            if wish is None:
                self._wants_line = True
            else:
                self._calls.append(wish)

    # ---- messages

    @property
    def _cur(self):
        return self._msgstack[-1] if self._msgstack else None

    def _new_message(self):
        new = self._factory()
        parent = self._cur
        if parent is not None:
            if parent.get_content_type() == 'multipart/digest':
                new.set_default_type('message/rfc822')
            parent.attach(new)
        self._msgstack.append(new)
        self._last = new

    def _pop_message(self):
        return self._msgstack.pop()

    def _parse_message(self):
        """Parse a message, which stays on the stack."""
        self._new_message()
        headers = []
        line = yield
        while headerRE.match(line):
            headers.append(line)
            line = yield
        if line and not NLCRE.match(line):
            # There is no empty line between headers and body.
            self._input.unreadline(line)
        self._parse_headers(headers)
        if self._headersonly:
            yield self._parse_text()
        elif self._cur.get_content_type() == 'message/delivery-status':
            yield self._parse_blocks()
        elif self._cur.get_content_maintype() == 'message':
            yield self._parse_message()
            self._pop_message()
        elif self._cur.get_content_maintype() == 'multipart':
            yield self._parse_multipart()
        else:
            yield self._parse_text()

    # ---- bodies

    def _read_rest(self, lines):
        """Append all lines to a list."""
        line = None
        while line != '':
            line = self._input.readline()
            if line is NeedMoreData:
                yield line
            else:
                lines.append(line)

    def _parse_text(self):
        lines = []
        yield self._read_rest(lines)
        self._cur.set_payload(''.join(lines))

    def _parse_blocks(self):
        """Parse blocks of headers, with empty lines between: each is a message."""
        line = None
        while line != '':
            if line is not None:
                self._input.unreadline(line)
            self._input.push_eof_matcher(NLCRE.match)
            yield self._parse_message()
            self._pop_message()
            self._input.pop_eof_matcher()
            # The empty line, and the one that shows whether there is another block.
            yield
            line = yield

    def _parse_multipart(self):
        boundary = self._cur.get_boundary()
        if boundary is None:
            self._cur.defects.append(errors.NoBoundaryInMultipartDefect())
            yield self._parse_text()
            return
        separator = re.compile('--' + re.escape(boundary) + '(?P<end>--)?[ \t]*(\r\n|\r|\n)?$').match
        preamble = []
        line = yield
        while line and not separator(line):
            preamble.append(line)
            line = yield
        begun = line and not separator(line).group('end')
        if begun and preamble:
            # The end of the line before a boundary is the boundary's.
            preamble[-1] = _without_end(preamble[-1])
            self._cur.preamble = ''.join(preamble)
        while line and not separator(line).group('end'):
            # Several boundaries without anything between are as one.
            line = yield
            while separator(line):
                line = yield
            if line:
                self._input.unreadline(line)
            yield self._parse_part(separator)
            line = yield
        rest = []
        yield self._read_rest(rest)
        if begun:
            self._cur.epilogue = ''.join(rest)
        else:
            # It has no parts; it must be a text.
            self._cur.defects.append(errors.StartBoundaryNotFoundDefect())
            self._cur.set_payload(''.join(preamble))
            self._cur.epilogue = ''

    def _parse_part(self, separator):
        """Parse a message up to a boundary, to which the last end of a line before it belongs."""
        self._input.push_eof_matcher(separator)
        yield self._parse_message()
        self._input.pop_eof_matcher()
        last = self._last
        if last.get_content_maintype() == 'multipart':
            if last.epilogue is not None:
                last.epilogue = _without_end(last.epilogue) if last.epilogue else None
        else:
            text = last.get_payload()
            if isinstance(text, basestring):
                last.set_payload(_without_end(text))
        self._pop_message()
        self._last = self._cur

    # ---- headers

    def _parse_headers(self, lines):
        message = self._cur
        name = None
        values = []
        for number, line in enumerate(lines):
            if line[0] in ' \t':
                if name:
                    values.append(line)
                else:
                    message.defects.append(errors.FirstHeaderLineIsContinuationDefect(line))
                continue
            self._add_header(name, values)
            name = None
            if not line.startswith('From '):
                name, colon, value = line.partition(':')
                values = [value.lstrip()]
            elif number == 0:
                message.set_unixfrom(_without_end(line))
            elif number == len(lines) - 1:
                # Rather the first line of the body.
                self._input.unreadline(line)
            else:
                message.defects.append(errors.MisplacedEnvelopeHeaderDefect(line))
        self._add_header(name, values)

    def _add_header(self, name, lines):
        if name:
            self._cur[name] = ''.join(lines).rstrip('\r\n')
