"""Quoted-printable in headers and bodies."""

__all__ = ['body_decode', 'body_encode', 'body_quopri_check', 'body_quopri_len', 'decode', 'decodestring', 'encode',
           'encodestring', 'header_decode', 'header_encode', 'header_quopri_check', 'header_quopri_len', 'quote',
           'unquote']

import re

from email.utils import fix_eols

NL = '\n'

# The characters of "=?charset?q?text?=" that are neither charset nor text.
MISC_LEN = 7

# Characters that must be encoded in headers, and in bodies.
hqre = re.compile(r'[^-a-zA-Z0-9!*+/ ]')
bqre = re.compile(r'[^ !-<>-~\t]')

_code = re.compile('=[0-9a-fA-F]{2}')


def header_quopri_check(c):
    """Whether a character must be encoded in headers."""
    return bool(hqre.match(c))


def body_quopri_check(c):
    """Whether a character must be encoded in bodies."""
    return bool(bqre.match(c))


def header_quopri_len(s):
    """How long the text of a header is when it is encoded."""
    return len(s) + 2 * len(hqre.findall(s))


def body_quopri_len(str):
    """How long a body is when it is encoded, ends of lines aside."""
    return len(str) + 2 * len(bqre.findall(str))


def quote(c):
    return '=%02X' % ord(c)


def unquote(s):
    """The character of '=XX'."""
    return chr(int(s[1:3], 16))


def _max_append(lines, s, room, extra=''):
    """Put s on the last of some lines, behind extra; on a new one if it would not have room."""
    if lines and len(lines[-1]) + len(s) <= room:
        lines[-1] += extra + s
    else:
        lines.append(s.lstrip())


def header_encode(header, charset='iso-8859-1', keep_eols=False, maxlinelen=76, eol=NL):
    """The text of a header as encoded words, one a line of at most maxlinelen, which may be None."""
    if not header:
        return header
    if not keep_eols:
        header = fix_eols(header)
    # Spaces have a code of their own here.
    codes = [quote(c) if hqre.match(c) else c.replace(' ', '_') for c in header]
    if maxlinelen is None:
        texts = [''.join(codes)]
    else:
        texts = []
        for code in codes:
            _max_append(texts, code, maxlinelen - len(charset) - MISC_LEN - 1)
    return (eol + ' ').join(['=?%s?q?%s?=' % (charset, text) for text in texts])


def encode(body, binary=False, maxlinelen=76, eol=NL):
    """A body on lines of at most maxlinelen that end with eol. If it is not binary its own ends become CRLF first."""
    if not body:
        return body
    lines = re.split('\r\n|\r|\n', body if binary else fix_eols(body))
    end = lines.pop() if not lines[-1] else None
    last = lines.pop()
    encoded = [_encode_line(line, False, maxlinelen, eol) for line in lines]
    encoded.append(_encode_line(last, True, maxlinelen, eol))
    if end is not None:
        encoded.append(end)
    return eol.join(encoded)


def _encode_line(line, last, room, eol):
    """A line of a body, on several if it must be."""
    rows = ['']
    for c in line[:-1]:
        _add(rows, quote(c) if bqre.match(c) else c, room)
    final = line[-1:]
    if bqre.match(final):
        _add(rows, quote(final), room)
    elif final not in ' \t':
        rows[-1] += final
    elif final:
        # Mail programs may drop a blank at the end of a line.
        if not last:
            rows[-1] += final
            rows.append('')
        elif len(rows[-1]) + 3 > room:
            rows.append(quote(final))
        else:
            rows[-1] += quote(final)
    return ('=' + eol).join(rows)


def _add(rows, code, room):
    # There must be room for the '=' that tells of another row, too.
    if len(rows[-1]) + len(code) >= room:
        rows.append('')
    rows[-1] += code


def _decode_codes(s):
    return _code.sub(lambda match: unquote(match.group()), s)


def decode(encoded, eol=NL):
    """What was encoded; its lines end with eol."""
    if not encoded:
        return encoded
    pieces = []
    for line in encoded.splitlines():
        line = line.rstrip()
        if line.endswith('='):
            pieces.append(_decode_codes(line[:-1]))
        else:
            pieces.append(_decode_codes(line) + eol)
    decoded = ''.join(pieces)
    if decoded.endswith(eol) and not encoded.endswith(eol):
        return decoded[:-1]
    return decoded


body_encode = encodestring = encode
body_decode = decodestring = decode


def header_decode(s):
    """The text of an encoded word, '=XX' and '_' decoded."""
    return _decode_codes(s.replace('_', ' '))
