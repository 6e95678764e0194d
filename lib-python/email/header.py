"""Headers in any character set, encoded and on lines that are not too long."""

__all__ = ['Header', 'decode_header', 'make_header']

import binascii
import re

from email import base64mime, quoprimime
from email._folding import split_ascii as _split_ascii, split_encoded as _split_encoded
from email.charset import Charset
from email.errors import HeaderParseError
from email.quoprimime import _max_append

MAXLINELEN = 76

USASCII = Charset('us-ascii')
UTF8 = Charset('utf-8')

# An encoded word, with a space or the end of the line behind it.
ecre = re.compile(r'=\?(?P<charset>[^?]*?)\?(?P<encoding>[qb])\?(?P<encoded>.*?)\?=(?=[ \t]|$)',
                  re.IGNORECASE | re.MULTILINE)

# What would be read as another header: somebody may have smuggled it in.
_embedded_header = re.compile(r'\n[^ \t]+:')


def _decode_base64(text):
    try:
        # The padding is often left out.
        return base64mime.decode(text + '=' * (-len(text) % 4))
    except binascii.Error:
        raise HeaderParseError


_decoders = {'q': quoprimime.header_decode, 'b': _decode_base64}


def _words(line):
    """Yield the texts of a line, each with its character set; None where it is not encoded."""
    end = 0
    for word in ecre.finditer(line):
        charset, encoding, text = word.groups()
        yield line[end:word.start()].strip(), None
        yield _decoders[encoding.lower()](text), charset.lower()
        end = word.end()
    yield line[end:].strip(), None


def decode_header(header):
    """The texts of a header as a list of pairs (text, character set or None). HeaderParseError."""
    header = str(header)
    if not ecre.search(header):
        return [(header, None)]
    decoded = []
    for line in header.splitlines():
        if not ecre.search(line):
            decoded.append((line, None))
            continue
        for text, charset in _words(line):
            if charset is None and not text:
                continue
            if decoded and decoded[-1][1] == charset:
                # Spaces between encoded words mean nothing.
                space = ' ' if charset is None else ''
                text = decoded.pop()[0] + space + text
            decoded.append((text, charset))
    return decoded


def make_header(decoded_seq, maxlinelen=None, header_name=None, continuation_ws=' '):
    """The Header of pairs as decode_header() gives them."""
    header = Header(maxlinelen=maxlinelen, header_name=header_name, continuation_ws=continuation_ws)
    for text, charset in decoded_seq:
        header.append(text, charset)
    return header


def _charset_of(charset):
    return charset if isinstance(charset, Charset) else Charset(charset)


class Header:
    """A header's text, of pieces in their character sets."""

    def __init__(self, s=None, charset=None, maxlinelen=None, header_name=None, continuation_ws=' ', errors='strict'):
        """charset is that of pieces which name none; header_name is what makes the first line shorter."""
        self._charset = USASCII if charset is None else _charset_of(charset)
        self._continuation_ws = continuation_ws
        self._chunks = []
        if s is not None:
            self.append(s, self._charset, errors)
        if maxlinelen is None:
            maxlinelen = MAXLINELEN
        self._firstlinelen = maxlinelen
        if header_name is not None:
            self._firstlinelen -= len(header_name + ': ')
        self._maxlinelen = maxlinelen - len(continuation_ws.replace('\t', ' ' * 8))

    def append(self, s, charset=None, errors='strict'):
        """Add a piece: a string in a character set, or unicode, which is written in the first that will do."""
        charset = self._charset if charset is None else _charset_of(charset)
        # Of '8bit' nobody knows what it is.
        if charset != '8bit':
            if isinstance(s, unicode):
                s, charset = self._encoded(s, charset, errors)
            elif isinstance(s, str):
                # Better to fail here than when the message is written.
                text = unicode(s, charset.input_codec or 'us-ascii', errors)
                text.encode(charset.output_codec or 'us-ascii', errors)
        self._chunks.append((s, charset))

    def _encoded(self, text, preferred, errors):
        for charset in USASCII, preferred, UTF8:
            try:
                return text.encode(charset.output_codec or 'us-ascii', errors), charset
            except UnicodeError:
                pass
        raise AssertionError('utf-8 conversion failed')

    def __unicode__(self):
        text = u''
        was_ascii = None
        for chunk, charset in self._chunks:
            is_ascii = charset in (None, 'us-ascii')
            if was_ascii not in (None, is_ascii):
                # The space there disappears when the encoded one is decoded.
                text += u' '
            text += unicode(chunk, str(charset))
            was_ascii = is_ascii
        return text

    def __str__(self):
        return self.encode()

    def __eq__(self, other):
        return other == self.encode()

    def __ne__(self, other):
        return not self == other

    def encode(self, splitchars=';, '):
        """The text as it stands in messages. Lines of ASCII end at the first of splitchars that is in them."""
        pieces = []
        taken = 0
        for chunk, charset in self._chunks:
            room = self._firstlinelen - taken - 1
            if room < charset.encoded_header_len(''):
                room = self._firstlinelen
            pieces += self._split(chunk, charset, room, splitchars)
            last, last_charset = pieces[-1]
            taken = last_charset.encoded_header_len(last)
        text = self._encode_chunks(pieces, self._firstlinelen)
        if _embedded_header.search(text):
            raise HeaderParseError('header value appears to contain an embedded header: %r' % text)
        return text

    def _split(self, s, charset, maxlinelen, splitchars):
        """A piece as smaller ones, in the output's character set, of which each has room on a line."""
        encoded = charset.from_splittable(charset.to_splittable(s), True)
        if charset.encoded_header_len(encoded) <= maxlinelen:
            return [(encoded, charset)]
        if charset == '8bit':
            return [(s, charset)]
        if charset == 'us-ascii':
            return self._split_ascii(s, charset, maxlinelen, splitchars)
        return [(piece, charset) for piece in _split_encoded(s, charset, maxlinelen, self._maxlinelen)]

    def _split_ascii(self, s, charset, firstlen, splitchars):
        lines = _split_ascii(s, firstlen, self._maxlinelen, self._continuation_ws, splitchars)
        return [(line, charset) for line in lines]

    def _encode_chunks(self, newchunks, maxlinelen):
        """The text of pieces that have room on a line."""
        lines = []
        for piece, charset in newchunks:
            if piece:
                if charset is not None and charset.header_encoding is not None:
                    piece = charset.header_encode(piece)
                _max_append(lines, piece, maxlinelen, '' if lines and lines[-1].endswith(' ') else ' ')
        return ('\n' + self._continuation_ws).join(lines)
