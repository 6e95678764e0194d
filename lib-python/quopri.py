"""Quoted-printable (RFC 1521): text of which most can still be read."""

import re

__all__ = ['encode', 'decode', 'encodestring', 'decodestring']

ESCAPE = '='
MAXLINESIZE = 76
HEX = '0123456789ABCDEF'

try:
    from binascii import a2b_qp, b2a_qp
except ImportError:
    a2b_qp = b2a_qp = None

# What is encoded; at the end of a line, nothing: the end is not one.
_quoted = re.compile('=(=|[0-9A-Fa-f]{2}|$)')


# ---- characters


def needsquoting(c, quotetabs, header):
    """Whether a character must be quoted. Blanks need not if quotetabs is false, '_' must if header is true."""
    special = {' ': quotetabs, '\t': quotetabs, '_': header, ESCAPE: True}
    return special.get(c, not ' ' <= c <= '~')


def quote(c):
    """'=XX' for a character."""
    return '=%02X' % ord(c)


def ishex(c):
    """Whether a character is a hexadecimal digit."""
    return c.upper() in tuple(HEX)


def unhex(s):
    """The number of some hexadecimal digits."""
    return int(s, 16)


# ---- files


def encode(input, output, quotetabs, header=0):
    """Encode from a file to another. quotetabs: also blanks within lines. header: as headers are (RFC 1522)."""
    if b2a_qp is not None:
        output.write(b2a_qp(input.read(), quotetabs=quotetabs, header=header))
        return
    for line in iter(input.readline, ''):
        text, end, _ = line.partition('\n')
        codes = [quote(c) if needsquoting(c, quotetabs, header) else c for c in text]
        if header:
            codes = ['_' if code == ' ' else code for code in codes]
        rows = map(_guarded, _rows(codes))
        output.write('=\n'.join(rows) + end)


def _rows(codes):
    """Codes of characters as rows that are not too long."""
    rows = ['']
    rest = sum(map(len, codes))
    for code in codes:
        # All but the last need room for an ESCAPE.
        if len(rows[-1]) + len(code) >= MAXLINESIZE < len(rows[-1]) + rest:
            rows.append('')
        rows[-1] += code
        rest -= len(code)
    return rows


def _guarded(row):
    """A row as it comes through the mail: a blank at its end would be lost, a dot alone would end the message."""
    if row == '.' or row.endswith((' ', '\t')):
        return row[:-1] + quote(row[-1])
    return row


def decode(input, output, header=0):
    """Decode from a file to another. header: as headers are (RFC 1522)."""
    if a2b_qp is not None:
        output.write(a2b_qp(input.read(), header=header))
        return
    for line in iter(input.readline, ''):
        output.write(_decoded_line(line, header))


def _decoded_line(line, header):
    text, end, _ = line.partition('\n')
    if end:
        # These blanks were not there when it was encoded.
        text = text.rstrip(' \t\r')
    if header:
        text = text.replace('_', ' ')
    ends = [end]

    def character(match):
        code = match.group(1)
        if code == ESCAPE:
            return code
        if code:
            return chr(unhex(code))
        # The line goes on in the next, if there is one.
        ends[0] = ''
        return '' if end else ESCAPE

    return _quoted.sub(character, text) + ends[0]


# ---- strings


def encodestring(s, quotetabs=0, header=0):
    """Encode a string, with options as those of encode()."""
    if b2a_qp is not None:
        return b2a_qp(s, quotetabs=quotetabs, header=header)
    return _by_files(encode, s, quotetabs, header)


def decodestring(s, header=0):
    """Decode a string, with an option as that of decode()."""
    if a2b_qp is not None:
        return a2b_qp(s, header=header)
    return _by_files(decode, s, header)


def _by_files(function, s, *options):
    from cStringIO import StringIO
    output = StringIO()
    function(StringIO(s), output, *options)
    return output.getvalue()


def main():
    """The command: quopri [-t | -d] [file] ...; -t: encode blanks too, -d: decode."""
    import getopt
    import sys
    try:
        options, names = getopt.getopt(sys.argv[1:], 'td')
    except getopt.error as error:
        sys.exit('%s\nusage: quopri [-t | -d] [file] ...' % error)
    letters = [option for option, _ in options]
    for name in names or ['-']:
        file = sys.stdin if name == '-' else open(name)
        if '-d' in letters:
            decode(file, sys.stdout)
        else:
            encode(file, sys.stdout, '-t' in letters)


if __name__ == '__main__':
    main()
