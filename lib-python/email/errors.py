"""What can be wrong with a message: exceptions, and defects that parsing goes on after."""


class MessageError(Exception):
    """Base of the errors of email."""


class MessageParseError(MessageError):
    """Base of errors of parsing."""


class HeaderParseError(MessageParseError):
    """A header is wrong."""


class BoundaryError(MessageParseError):
    """The end of a part was not found."""


class MultipartConversionError(MessageError, TypeError):
    """A message cannot become one with parts."""


class CharsetError(MessageError):
    """A character set is not known."""


class MessageDefect:
    """Base of defects; line is where."""

    def __init__(self, line=None):
        self.line = line


class NoBoundaryInMultipartDefect(MessageDefect):
    """A message of parts names no boundary."""


class StartBoundaryNotFoundDefect(MessageDefect):
    """The boundary that is named does not occur."""


class FirstHeaderLineIsContinuationDefect(MessageDefect):
    """The first line of the headers continues nothing."""


class MisplacedEnvelopeHeaderDefect(MessageDefect):
    """A line "From " stands among the headers."""


class MalformedHeaderDefect(MessageDefect):
    """A header has no colon, or is wrong otherwise."""


class MultipartInvariantViolationDefect(MessageDefect):
    """A message said to have parts has none."""
