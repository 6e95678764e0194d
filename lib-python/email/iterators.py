"""Ways through the parts of a message."""

__all__ = ['body_line_iterator', 'typed_subpart_iterator', 'walk']

from cStringIO import StringIO


def walk(self):
    """Yield a message, and all within it. (It is a method of messages.)"""
    yield self
    for part in self.get_payload() if self.is_multipart() else ():
        for inner in part.walk():
            yield inner


def body_line_iterator(msg, decode=False):
    """Yield the lines of all payloads that are texts."""
    for part in msg.walk():
        text = part.get_payload(decode=decode)
        for line in StringIO(text) if isinstance(text, basestring) else ():
            yield line


def typed_subpart_iterator(msg, maintype='text', subtype=None):
    """Yield the parts of a type; of all its subtypes, if none is named."""
    for part in msg.walk():
        if part.get_content_maintype() == maintype and subtype in (None, part.get_content_subtype()):
            yield part


def _structure(msg, fp=None, level=0, include_default=False):
    """Print the types of a message and of all within it, indented."""
    line = '    ' * level + msg.get_content_type()
    if include_default:
        line += ' [%s]' % msg.get_default_type()
    print >>fp, line
    for part in msg.get_payload() if msg.is_multipart() else ():
        _structure(part, fp, level + 1, include_default)
