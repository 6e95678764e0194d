"""MIME's quoted-printable encoding (RFC 1521): text stays readable."""

__all__ = ['encode', 'decode', 'encodestring', 'decodestring']

ESCAPE = '='
MAXLINESIZE = 76
HEX = '0123456789ABCDEF'
EMPTYSTRING = ''

try:
    from binascii import a2b_qp, b2a_qp
except ImportError:
    a2b_qp = b2a_qp = None


def needsquoting(c, quotetabs, header):
    """Whether a character must be quoted."""
    if c in ' \t':
        return quotetabs
    if c == '_':
        # In headers it stands for a blank.
        return header
    return c == ESCAPE or not ' ' <= c <= '~'


def quote(c):
    """A character, quoted."""
    i = ord(c)
    return ESCAPE + HEX[i // 16] + HEX[i % 16]


def encode(input, output, quotetabs, header=0):
    """Encode a file into another.

    quotetabs says whether blanks and tabs are quoted too; at the ends of
    lines they always are. header is for the encoding of headers (RFC 1522).
    """
    if b2a_qp is not None:
        output.write(b2a_qp(input.read(), quotetabs=quotetabs, header=header))
        return

    def write(line, end='\n'):
        if line and line[-1] in ' \t':
            line = line[:-1] + quote(line[-1])
        elif line == '.':
            # Mail ends with such a line.
            line = quote(line)
        output.write(line + end)

    previous = None
    while True:
        line = input.readline()
        if not line:
            break
        end = ''
        if line[-1:] == '\n':
            line = line[:-1]
            end = '\n'
        parts = []
        for c in line:
            if needsquoting(c, quotetabs, header):
                c = quote(c)
            if header and c == ' ':
                parts.append('_')
            else:
                parts.append(c)
        if previous is not None:
            write(previous)
        line = ''.join(parts)
        while len(line) > MAXLINESIZE:
            # Not inside of a quoted character.
            cut = MAXLINESIZE - 1
            for back in 1, 2:
                if line[cut - back] == ESCAPE:
                    cut -= back
                    break
            write(line[:cut], '=\n')
            line = line[cut:]
        previous = line
    if previous is not None:
        write(previous, end)


def encodestring(s, quotetabs=0, header=0):
    """Encode a string."""
    if b2a_qp is not None:
        return b2a_qp(s, quotetabs=quotetabs, header=header)
    from cStringIO import StringIO
    output = StringIO()
    encode(StringIO(s), output, quotetabs, header)
    return output.getvalue()


def decode(input, output, header=0):
    """Decode a file into another; header is for headers (RFC 1522)."""
    if a2b_qp is not None:
        output.write(a2b_qp(input.read(), header=header))
        return
    pending = ''
    while True:
        line = input.readline()
        if not line:
            break
        i, n = 0, len(line)
        if n > 0 and line[n - 1] == '\n':
            partial = 0
            # Blanks at the end were not there when it was encoded.
            line = line[:-1].rstrip(' \t\r')
            n = len(line)
        else:
            partial = 1
        parts = [pending]
        while i < n:
            c = line[i]
            if c == '_' and header:
                parts.append(' ')
                i += 1
            elif c != ESCAPE:
                parts.append(c)
                i += 1
            elif i + 1 == n and not partial:
                # The line goes on.
                partial = 1
                break
            elif i + 1 < n and line[i + 1] == ESCAPE:
                parts.append(ESCAPE)
                i += 2
            elif i + 2 < n and ishex(line[i + 1]) and ishex(line[i + 2]):
                parts.append(chr(unhex(line[i + 1:i + 3])))
                i += 3
            else:
                parts.append(c)
                i += 1
        pending = ''.join(parts)
        if not partial:
            output.write(pending + '\n')
            pending = ''
    if pending:
        output.write(pending)


def decodestring(s, header=0):
    """Decode a string."""
    if a2b_qp is not None:
        return a2b_qp(s, header=header)
    from cStringIO import StringIO
    output = StringIO()
    decode(StringIO(s), output, header=header)
    return output.getvalue()


def ishex(c):
    """Whether a character is a hexadecimal digit."""
    return '0' <= c <= '9' or 'a' <= c <= 'f' or 'A' <= c <= 'F'


def unhex(s):
    """The number of hexadecimal digits."""
    return int(s, 16)


def main():
    """The command line: encode (-t: tabs too) or decode (-d) files."""
    import sys
    import getopt
    try:
        opts, args = getopt.getopt(sys.argv[1:], 'td')
    except getopt.error as problem:
        sys.stdout = sys.stderr
        print problem
        print 'usage: quopri [-t | -d] [file] ...'
        sys.exit(2)
    decoding = ('-d', '') in opts
    tabs = ('-t', '') in opts
    for name in args or ['-']:
        stream = sys.stdin if name == '-' else open(name)
        if decoding:
            decode(stream, sys.stdout)
        else:
            encode(stream, sys.stdout, tabs)


if __name__ == '__main__':
    main()
