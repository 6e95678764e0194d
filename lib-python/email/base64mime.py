"""Base64 in headers and bodies."""

__all__ = ['base64_len', 'body_decode', 'body_encode', 'decode', 'decodestring', 'encode', 'encodestring',
           'header_encode']

from binascii import a2b_base64, b2a_base64

from email.utils import CRLF, fix_eols

NL = '\n'

# The characters of "=?charset?b?text?=" that are neither charset nor text.
MISC_LEN = 7


def base64_len(s):
    """How long a text is when it is encoded."""
    return -(-len(s) // 3) * 4


def _encoded_lines(s, width):
    """The encoded lines of a text, each at most so wide, without their ends."""
    step = width * 3 // 4
    return [b2a_base64(s[start:start + step]).rstrip(NL) for start in range(0, len(s), step)]


def header_encode(header, charset='iso-8859-1', keep_eols=False, maxlinelen=76, eol=NL):
    """The text of a header as encoded words, one a line of at most maxlinelen."""
    if not header:
        return header
    if not keep_eols:
        header = fix_eols(header)
    words = ['=?%s?b?%s?=' % (charset, text) for text in _encoded_lines(header, maxlinelen - len(charset) - MISC_LEN)]
    return (eol + ' ').join(words)


def encode(s, binary=True, maxlinelen=76, eol=NL):
    """A body on lines of at most maxlinelen. If it is not binary its ends of lines become CRLF."""
    if not s:
        return s
    return ''.join([line + eol for line in _encoded_lines(s if binary else fix_eols(s), maxlinelen)])


def decode(s, convert_eols=None):
    """What was encoded, with convert_eols in the place of each CRLF if it is given."""
    if not s:
        return s
    text = a2b_base64(s)
    return text.replace(CRLF, convert_eols) if convert_eols else text


body_encode = encodestring = encode
body_decode = decodestring = decode
