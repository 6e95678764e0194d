"""Files as text, by uuencode. Files are open ones or names; '-' is standard input or output."""

import binascii
import os
import sys

__all__ = ['Error', 'encode', 'decode']

# How many bytes are on a line.
_BYTES = 45


class Error(Exception):
    pass


class _Files(object):
    """Opens files; leaving the context closes those that were opened."""

    def __enter__(self):
        self._opened = []
        return self

    def __exit__(self, *error):
        for file in self._opened:
            file.close()

    def open(self, file, mode, standard):
        if file == '-':
            return standard
        if isinstance(file, basestring):
            file = open(file, mode)
            self._opened.append(file)
        return file


def encode(in_file, out_file, name=None, mode=None):
    """Encode a file. name and mode are what the text says of it; by default what is so."""
    if isinstance(in_file, basestring) and in_file != '-':
        name = os.path.basename(in_file) if name is None else name
        mode = os.stat(in_file).st_mode if mode is None else mode
    # It must not end the line that it stands in.
    name = '-' if name is None else name.replace('\n', '\\n').replace('\r', '\\r')
    with _Files() as files:
        source = files.open(in_file, 'rb', sys.stdin)
        target = files.open(out_file, 'wb', sys.stdout)
        target.write('begin %o %s\n' % (0666 if mode is None else mode & 0777, name))
        for data in iter(lambda: source.read(_BYTES), ''):
            target.write(binascii.b2a_uu(data))
        target.write(' \nend\n')


def decode(in_file, out_file=None, mode=None, quiet=0):
    """Decode a file, by default into one of the name that the text says, which must not exist. Error.

    mode is only accepted. quiet: do not warn of lines that are wrong.
    """
    with _Files() as files:
        source = files.open(in_file, 'r', sys.stdin)
        name = _name(source)
        if out_file is None:
            if os.path.exists(name):
                raise Error('Cannot overwrite existing file: %s' % name)
            out_file = name
        target = files.open(out_file, 'wb', sys.stdout)
        for line in iter(source.readline, ''):
            if line.strip() == 'end':
                return
            target.write(_decoded(line, quiet))
        raise Error('Truncated input file')


def _name(source):
    """Read up to the line 'begin <mode> <name>'."""
    for line in iter(source.readline, ''):
        fields = line.split(' ', 2)
        if len(fields) == 3 and fields[0] == 'begin':
            try:
                int(fields[1], 8)
            except ValueError:
                continue
            return fields[2].rstrip()
    raise Error('No valid begin line found in input file')


def _decoded(line, quiet):
    try:
        return binascii.a2b_uu(line)
    except binascii.Error as error:
        # There may be more on the line than its first character, the number of bytes, says.
        size = (ord(line[0]) - 32) % 64
        data = binascii.a2b_uu(line[:(size * 4 + 5) // 3])
        if not quiet:
            sys.stderr.write('Warning: %s\n' % error)
        return data


def test():
    """The command: uu [-d] [-t] [input [output]]."""
    import optparse
    parser = optparse.OptionParser('usage: %prog [-d] [-t] [input [output]]')
    parser.add_option('-d', '--decode', action='store_true', default=False, help='Decode (instead of encode)?')
    parser.add_option('-t', '--text', action='store_true', default=False,
                      help='data is text, encoded format unix-compatible text?')
    options, files = parser.parse_args()
    if len(files) > 2:
        parser.error('incorrect number of arguments')
    files += ['-', '-'][len(files):]
    # Text is what is not encoded.
    text = 1 if options.decode else 0
    if options.text and files[text] != '-':
        files[text] = open(files[text], 'rw'[text])
    (decode if options.decode else encode)(*files)


if __name__ == '__main__':
    test()
