"""Base64 in headers and bodies."""

__all__ = ['base64_len', 'body_decode', 'body_encode', 'decode', 'decodestring', 'encode', 'encodestring',
           'header_encode']

from binascii import b2a_base64, a2b_base64
from email.utils import fix_eols

CRLF = '\r\n'
NL = '\n'
EMPTYSTRING = ''

# What "=?charset?b?...?=" takes around.
MISC_LEN = 7


def base64_len(s):
    """How long a text is when encoded."""
    return (len(s) + 2) // 3 * 4


def header_encode(header, charset='iso-8859-1', keep_eols=False, maxlinelen=76, eol=NL):
    """A header's text as encoded words, on lines that are not too long."""
    if not header:
        return header
    if not keep_eols:
        header = fix_eols(header)
    max_encoded = maxlinelen - len(charset) - MISC_LEN
    max_unencoded = max_encoded * 3 // 4
    lines = []
    for i in range(0, len(header), max_unencoded):
        line = b2a_base64(header[i:i + max_unencoded])
        if line.endswith(NL):
            line = line[:-1]
        lines.append('=?%s?b?%s?=' % (charset, line))
    return (eol + ' ').join(lines)


def encode(s, binary=True, maxlinelen=76, eol=NL):
    """A body, on lines that are not too long. Not binary: line ends become those of mail."""
    if not s:
        return s
    if not binary:
        s = fix_eols(s)
    parts = []
    max_unencoded = maxlinelen * 3 // 4
    for i in range(0, len(s), max_unencoded):
        enc = b2a_base64(s[i:i + max_unencoded])
        if enc.endswith(NL) and eol != NL:
            enc = enc[:-1] + eol
        parts.append(enc)
    return EMPTYSTRING.join(parts)


body_encode = encode
encodestring = encode


def decode(s, convert_eols=None):
    """An encoded text; convert_eols is what line ends of mail become."""
    if not s:
        return s
    dec = a2b_base64(s)
    if convert_eols:
        return dec.replace(CRLF, convert_eols)
    return dec


body_decode = decode
decodestring = decode
