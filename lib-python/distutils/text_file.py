"""Lines of text files that people write: comments, blank lines, and lines that go on in the next one."""

import sys


class TextFile:
    """A file, by name or open, whose lines are given without what the options take away."""

    default_options = {'strip_comments': 1, 'skip_blanks': 1, 'lstrip_ws': 0, 'rstrip_ws': 1, 'join_lines': 0,
                       'collapse_join': 0}

    def __init__(self, filename=None, file=None, **options):
        if filename is None and file is None:
            raise RuntimeError("you must supply either or both of 'filename' and 'file'")
        for name, value in self.default_options.items():
            setattr(self, name, options.pop(name, value))
        options.pop('errors', None)
        if options:
            raise KeyError("invalid TextFile option '%s'" % sorted(options)[0])
        self.filename = filename
        self.linebuf = []
        self.current_line = 0         # or the first and the last one of those that were joined
        if file is None:
            self.open(filename)
        else:
            self.file = file

    def open(self, filename):
        self.filename = filename
        self.file = open(filename, 'r')
        self.current_line = 0

    def close(self):
        file, self.file = self.file, None
        self.filename = self.current_line = None
        file.close()

    def gen_error(self, msg, line=None):
        """A message with the place in the file."""
        line = self.current_line if line is None else line
        if isinstance(line, (list, tuple)):
            place = 'lines %d-%d' % tuple(line)
        else:
            place = 'line %d' % line
        return '%s, %s: %s' % (self.filename, place, msg)

    def error(self, msg, line=None):
        raise ValueError('error: ' + self.gen_error(msg, line))

    def warn(self, msg, line=None):
        sys.stderr.write('warning: ' + self.gen_error(msg, line) + '\n')

    def readline(self):
        """The next line, without its newline if spaces at the end are stripped; None at the end."""
        if self.linebuf:
            return self.linebuf.pop()
        joined = None
        while True:
            line = self.file.readline() or None
            if self.strip_comments and line:
                plain = self._without_comment(line)
                if plain is not line and not plain.strip():
                    # A line that was a comment is not a blank one either.
                    self._count(joined is not None)
                    continue
                line = plain
            if self.join_lines and joined is not None:
                if line is None:
                    self.warn('continuation line immediately precedes end-of-file')
                    return joined
                line = joined + (line.lstrip() if self.collapse_join else line)
                joined = None
                self._count(True)
            elif line is None:
                return None
            else:
                self._count(False)
            line = self._stripped(line)
            if line in ('', '\n') and self.skip_blanks:
                continue
            if self.join_lines and line.rstrip('\n').endswith('\\'):
                joined = line.rstrip('\n')[:-1]
                continue
            return line

    def _count(self, joined):
        first, last = self.current_line if isinstance(self.current_line, list) else (self.current_line,) * 2
        self.current_line = [first, last + 1] if joined else last + 1

    def _without_comment(self, line):
        place = line.find('#')
        while place > 0 and line[place - 1] == '\\':
            line = line[:place - 1] + line[place:]
            place = line.find('#', place)
        if place < 0:
            return line
        return line[:place] + ('\n' if line.endswith('\n') else '')

    def _stripped(self, line):
        if self.lstrip_ws:
            line = line.lstrip()
        return line.rstrip() if self.rstrip_ws else line

    def readlines(self):
        return list(iter(self.readline, None))

    def unreadline(self, line):
        """Makes readline() give a line next."""
        self.linebuf.append(line)
