"""Mail with letters that are not ASCII, as quoted-printable and back; deprecated: use the package email.

    mimify.mimify('message', 'message-to-send')
    mimify.unmimify('message-received', 'message')

Both take names of files, or files ('' is the standard input or output). As a program: mimify.py -e [-l length] or
mimify.py -d [-b], and files.
"""

import base64
import re
import sys
import warnings

warnings.warn('the mimify module is deprecated; use the email package instead', DeprecationWarning, 2)

__all__ = ['mimify', 'unmimify', 'mime_encode_header', 'mime_decode_header']

# Longer lines are encoded.
MAXLEN = 200
# What letters that are not ASCII are thought to be.
CHARSET = 'ISO-8859-1'
# What answers have before the lines they quote.
QUOTE = '> '

_HEADER = re.IGNORECASE
_qp = re.compile(r'content-transfer-encoding:\s*quoted-printable', _HEADER)
_base64 = re.compile(r'content-transfer-encoding:\s*base64', _HEADER)
_transfer = re.compile(r'content-transfer-encoding:', _HEADER)
_version = re.compile(r'mime-version:', _HEADER)
_charset = re.compile(r'(content-type:.*charset=")(us-ascii|iso-8859-[0-9]+)(".*)', _HEADER | re.DOTALL)
_multipart = re.compile(r'content-type:.*multipart/.*boundary="?([^;"\n]*)', _HEADER | re.DOTALL)
_end_of_headers = re.compile('-*\n')

_coded = re.compile('=([0-9a-f]{2})', re.IGNORECASE)
_coded_word = re.compile(r'=\?iso-8859-1\?q\?([^? \t\n]+)\?=', re.IGNORECASE)
_to_code = re.compile('[=\x7f-\xff]')
_to_code_in_headers = re.compile('[=?\x7f-\xff]')
_foreign = re.compile('[\x7f-\xff]')
_foreign_word = re.compile('(?:(?<=[ \t(])|^)[-a-zA-Z0-9_+]*[\x7f-\xff][-a-zA-Z0-9_+\x7f-\xff]*(?=[ \t)]|\n)')


# ---- lines

def mime_decode(line):
    """A line of quoted-printable text as it was."""
    return _coded.sub(lambda match: chr(int(match.group(1), 16)), line)


def mime_decode_header(line):
    """A header as it was."""
    return _coded_word.sub(lambda match: mime_decode(match.group(1).replace('_', ' ')), line)


def mime_encode(line, header):
    """A line as quoted-printable text, for a header or not."""
    start = ''
    if line.startswith('From '):
        # Mailboxes would take it for the begin of a message.
        start, line = '=%02x' % ord('F'), line[1:]
    expression = _to_code_in_headers if header else _to_code
    line = start + expression.sub(lambda match: '=%02X' % ord(match.group()), line)
    pieces = []
    while len(line) >= 75:
        end = 74
        # A code stays in one piece.
        while '=' in line[end - 2:end]:
            end -= 1
        pieces.append(line[:end] + '=\n')
        line = line[end:]
    return ''.join(pieces) + line


def mime_encode_header(line):
    """A header with its words coded that are not ASCII."""
    return _foreign_word.sub(lambda match: '=?%s?Q?%s?=' % (CHARSET, mime_encode(match.group(), 1)), line)


# ---- files

class HeaderFile:
    """The headers in a file, with the lines that go on with them."""

    def __init__(self, file):
        self.file = file
        self.peek = None

    def readline(self):
        line = self.file.readline() if self.peek is None else self.peek
        self.peek = None
        if not line or _end_of_headers.match(line):
            return line
        while True:
            self.peek = self.file.readline()
            if not self.peek or self.peek[0] not in ' \t':
                return line
            line += self.peek


class File:
    """The lines of a file up to one of a boundary, which is then the peek (None if there was none)."""

    def __init__(self, file, boundary):
        self.file, self.boundary = file, boundary
        self.peek = None

    def readline(self):
        if self.peek is not None:
            return ''
        line = self.file.readline()
        if line and self.boundary and line in ('--%s\n' % self.boundary, '--%s--\n' % self.boundary):
            self.peek = line
            return ''
        return line


def _opened(file, mode, standard):
    if isinstance(file, str):
        return standard if file == '' else open(file, mode)
    return file


def _convert(part, infile, outfile, *arguments):
    """Convert one file to another, and close those that are opened here."""
    source = _opened(infile, 'r', sys.stdin)
    target = _opened(outfile, 'w', sys.stdout)
    try:
        part(source, target, *arguments)
        target.flush()
    finally:
        for file, given, standard in (source, infile, sys.stdin), (target, outfile, sys.stdout):
            if file is not given and file is not standard:
                file.close()


class _Part:
    """The headers and the body of a message, or of a part of one, up to the first of its own parts."""

    def __init__(self, file):
        self.headers, self.body = [], []
        # The empty line, or the one of the boundary.
        self.end_of_headers = self.end = ''
        self.boundary = None
        self.is_qp = self.is_base64 = False
        headers = HeaderFile(file)
        for line in iter(headers.readline, ''):
            if _end_of_headers.match(line):
                self.end_of_headers = line
                break
            self.headers.append(line)
            self.is_qp = self.is_qp or bool(_qp.match(line))
            self.is_base64 = self.is_base64 or bool(_base64.match(line))
            match = _multipart.match(line)
            if match:
                self.boundary = '--' + match.group(1)
        for line in iter(file.readline, ''):
            if self.boundary and line in (self.boundary + '\n', self.boundary + '--\n'):
                self.end = line
                break
            self.body.append(self._whole(line, file))

    def _whole(self, line, file):
        """A line as it was, of quoted-printable text with those that it goes on on."""
        if not self.is_qp:
            return line
        quote = QUOTE if line.startswith(QUOTE) else ''
        line = line[len(quote):]
        while line.endswith('=\n'):
            more = file.readline()
            line = line[:-2] + (more[len(quote):] if more.startswith(quote) else more)
            if not more:
                break
        return quote + mime_decode(line)

    def rest(self, file):
        """The lines behind the parts."""
        for line in iter(file.readline, ''):
            yield self._whole(line, file)

    def parts(self, file):
        """Each part as a file, and what is written before it: the line of the boundary."""
        while self.end == self.boundary + '\n' if self.boundary else False:
            part = File(file, self.boundary[2:])
            yield self.end, part
            # What is left of it was not asked for.
            self.end = part.peek or ''


def mimify(infile, outfile):
    """Encode what is not ASCII in a message, and lines that are too long."""
    _convert(lambda source, target: mimify_part(source, target, 0), infile, outfile)


def mimify_part(ifile, ofile, is_mime):
    """Encode a message, or a part of one (is_mime: that has the header of MIME already)."""
    part = _Part(ifile)
    foreign_headers = any(_foreign.search(line) for line in part.headers)
    foreign = not part.is_base64 and any(_foreign.search(line) for line in part.body)
    must_quote = foreign or not part.is_base64 and any(len(line) > MAXLEN for line in part.body)
    encoding = 'base64' if part.is_base64 else 'quoted-printable' if must_quote else '7bit'
    has_encoding = False
    for line in part.headers:
        is_mime = is_mime or bool(_version.match(line))
        if foreign_headers:
            line = mime_encode_header(line)
        charset = _charset.match(line)
        if charset and foreign and charset.group(2).lower() == 'us-ascii':
            line = charset.group(1) + CHARSET + charset.group(3)
        elif charset and not must_quote:
            line = charset.group(1) + 'us-ascii' + charset.group(3)
        if _transfer.match(line):
            has_encoding = True
            line = 'Content-Transfer-Encoding: %s\n' % encoding
        ofile.write(line)
    if (foreign_headers or must_quote) and not is_mime:
        ofile.write('Mime-Version: 1.0\nContent-Type: text/plain; charset="%s"\n' % (CHARSET if foreign else 'us-ascii'))
    if must_quote and not has_encoding:
        ofile.write('Content-Transfer-Encoding: quoted-printable\n')
    ofile.write(part.end_of_headers)

    def write(line):
        ofile.write(mime_encode(line, 0) if must_quote else line)

    for line in part.body:
        write(line)
    for boundary, file in part.parts(ifile):
        ofile.write(boundary)
        mimify_part(file, ofile, 1)
    ofile.write(part.end)
    for line in part.rest(ifile):
        write(line)


def unmimify(infile, outfile, decode_base64=0):
    """Undo mimify(), and what is in base 64 if decode_base64."""
    _convert(unmimify_part, infile, outfile, decode_base64)


def unmimify_part(ifile, ofile, decode_base64=0):
    """Decode a message, or a part of one."""
    part = _Part(ifile)
    decoded = part.is_qp or decode_base64 and part.is_base64
    for line in part.headers:
        if not (decoded and _transfer.match(line)):
            ofile.write(mime_decode_header(line))
    ofile.write(part.end_of_headers)
    for line in part.body:
        ofile.write(base64.decodestring(line) if decode_base64 and part.is_base64 else line)
    for boundary, file in part.parts(ifile):
        ofile.write(boundary)
        unmimify_part(file, ofile, decode_base64)
    ofile.write(part.end)
    for line in part.rest(ifile):
        ofile.write(line)


def _main():
    import getopt
    global MAXLEN
    try:
        options, files = getopt.getopt(sys.argv[1:], 'l:edb')
        options = dict(options)
        if len(files) not in (0, 1, 2) or ('-e' in options) == ('-d' in options) or '-b' in options and '-e' in options:
            raise ValueError
        MAXLEN = int(options.get('-l', MAXLEN))
    except (getopt.error, ValueError):
        print 'mimify -e [-l length] | -d [-b]   [input file [output file]]'
        sys.exit(1)
    files += [''] * (2 - len(files))
    if '-e' in options:
        mimify(*files)
    else:
        unmimify(*files, decode_base64='-b' in options)


if __name__ == '__main__':
    _main()
