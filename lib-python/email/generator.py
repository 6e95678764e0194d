"""Messages as text."""

__all__ = ['Generator', 'DecodedGenerator']

import random
import re
import sys
import time
from cStringIO import StringIO

from email.header import Header

fcre = re.compile(r'^From ', re.MULTILINE)


def _is8bitstring(s):
    """Whether it is a string that is not ASCII."""
    try:
        if isinstance(s, str):
            s.decode('us-ascii')
    except UnicodeError:
        return True
    return False


class Generator:
    """Writes messages to a file.

    The payload of a message is written by a method that is named after its
    type, such as _handle_multipart_signed or _handle_multipart, otherwise
    by _writeBody. Subclasses may have more of them.
    """

    def __init__(self, outfp, mangle_from_=True, maxheaderlen=78):
        """mangle_from_: put '>' before lines that begin with 'From '. maxheaderlen 0: leave headers as they are."""
        self._fp = outfp
        self._mangle_from_ = mangle_from_
        self._maxheaderlen = maxheaderlen

    def write(self, s):
        self._fp.write(s)

    def clone(self, fp):
        """One that writes to another file."""
        return self.__class__(fp, self._mangle_from_, self._maxheaderlen)

    def flatten(self, msg, unixfrom=False):
        """Write a message, with the line that precedes it in mailboxes if unixfrom."""
        if unixfrom:
            print >>self._fp, msg.get_unixfrom() or 'From nobody ' + time.ctime()
        self._write(msg)

    def _write(self, msg):
        # Writing the body may change the headers: a boundary is made there.
        out = self._fp
        self._fp = body = StringIO()
        try:
            self._dispatch(msg)
        finally:
            self._fp = out
        if hasattr(msg, '_write_headers'):
            msg._write_headers(self)
        else:
            self._write_headers(msg)
        out.write(body.getvalue())

    def _dispatch(self, msg):
        """Write the payload."""
        main = msg.get_content_maintype()
        for kind in main + '_' + msg.get_content_subtype(), main:
            method = getattr(self, '_handle_' + kind.replace('-', '_'), None)
            if method is not None:
                break
        else:
            method = self._writeBody
        method(msg)

    # ---- headers

    def _write_headers(self, msg):
        for name, value in msg.items():
            print >>self._fp, name + ':', self._on_lines(name, value)
        print >>self._fp

    def _on_lines(self, name, value):
        """The text of a header on lines that are not too long."""
        if self._maxheaderlen == 0:
            return value
        if not isinstance(value, Header):
            if _is8bitstring(value):
                # Nobody knows its character set.
                return value
            value = Header(value, maxlinelen=self._maxheaderlen, header_name=name)
        return value.encode()

    # ---- payloads

    def _mangled(self, text):
        return fcre.sub('>From ', text) if self._mangle_from_ else text

    def _flattened(self, part):
        """The text of a message within the one that is written."""
        out = StringIO()
        self.clone(out).flatten(part, unixfrom=False)
        return out.getvalue()

    def _handle_text(self, msg):
        text = msg.get_payload()
        if text is None:
            return
        if not isinstance(text, basestring):
            raise TypeError('string payload expected: %s' % type(text))
        self._fp.write(self._mangled(text))

    _writeBody = _handle_text

    def _handle_multipart(self, msg):
        parts = msg.get_payload()
        if isinstance(parts, basestring):
            # It was never taken apart.
            self._fp.write(parts)
            return
        if parts is None:
            parts = []
        elif not isinstance(parts, list):
            parts = [parts]
        texts = [self._flattened(part) for part in parts]
        boundary = msg.get_boundary()
        if not boundary:
            boundary = _make_boundary('\n'.join(texts))
            msg.set_boundary(boundary)
        if msg.preamble is not None:
            print >>self._fp, self._mangled(msg.preamble)
        separator = '--' + boundary
        self._fp.write(separator + '\n' + ('\n' + separator + '\n').join(texts) + '\n' + separator + '--\n')
        if msg.epilogue is not None:
            self._fp.write(self._mangled(msg.epilogue))

    def _handle_multipart_signed(self, msg):
        # A signature is of the headers of the parts, too: they must stay.
        saved, self._maxheaderlen = self._maxheaderlen, 0
        try:
            self._handle_multipart(msg)
        finally:
            self._maxheaderlen = saved

    def _handle_message(self, msg):
        payload = msg.get_payload()
        # A text is what parsing the headers only leaves.
        self._fp.write(self._flattened(payload[0]) if isinstance(payload, list) else payload)

    def _handle_message_delivery_status(self, msg):
        # Each part is a block of headers; an empty line is between them, not behind.
        blocks = map(self._flattened, msg.get_payload())
        self._fp.write('\n'.join([block[:-1] if block.endswith('\n') else block for block in blocks]))


_FMT = '[Non-text (%(type)s) part of message omitted, filename %(filename)s]'


class DecodedGenerator(Generator):
    """Writes texts as they are meant to be read, and a line in the place of each part that is none."""

    def __init__(self, outfp, mangle_from_=True, maxheaderlen=78, fmt=None):
        """fmt makes that line of type, maintype, subtype, filename, description and encoding."""
        Generator.__init__(self, outfp, mangle_from_, maxheaderlen)
        self._fmt = _FMT if fmt is None else fmt

    def _dispatch(self, msg):
        for part in msg.walk():
            kind = part.get_content_maintype()
            if kind != 'multipart':
                print >>self, part.get_payload(decode=True) if kind == 'text' else self._omitted(part)

    def _omitted(self, part):
        """What is written in the place of a part."""
        return self._fmt % {
            'type': part.get_content_type(),
            'maintype': part.get_content_maintype(),
            'subtype': part.get_content_subtype(),
            'encoding': part.get('Content-Transfer-Encoding', '[no encoding]'),
            'description': part.get('Content-Description', '[no description]'),
            'filename': part.get_filename('[no filename]')}


def _make_boundary(text=None):
    """What separates parts. It does not occur in a text."""
    token = random.randrange(sys.maxint)
    chosen = boundary = '=' * 15 + '%0*d==' % (len(repr(sys.maxint - 1)), token)
    tries = 0
    while text and re.search('^--' + re.escape(chosen) + '(--)?$', text, re.MULTILINE):
        chosen = '%s.%d' % (boundary, tries)
        tries += 1
    return chosen
