"""Mailboxes to read only, one message after the other: what there was before class Mailbox."""

import os
import re
import rfc822

from _mailbox_files import _PartialFile


class _Mailbox:
    """A file of messages. Subclasses find where the next begins and where it ends."""
    __module__ = 'mailbox'

    def __init__(self, fp, factory=rfc822.Message):
        self.fp, self.factory = fp, factory
        self.seekp = 0

    def __iter__(self):
        return iter(self.next, None)

    def next(self):
        """The next message, or None."""
        start = self.seekp
        try:
            # Those without a line are none.
            while start == self.seekp:
                self.fp.seek(self.seekp)
                self._search_start()
                start = self.fp.tell()
                self._search_end()
                self.seekp = self.fp.tell()
        except EOFError:
            self.seekp = self.fp.tell()
            return None
        return self.factory(_PartialFile(self.fp, start, self.seekp))

    def _lines(self):
        """Each line and where it begins."""
        while True:
            position = self.fp.tell()
            line = self.fp.readline()
            if not line:
                return
            yield position, line


class UnixMailbox(_Mailbox):
    """Messages that begin with lines such as "From me@here Thu Jan  1 00:00:00 1970"."""
    __module__ = 'mailbox'

    _fromlinepattern = (r'From \s*\S+\s+\w{3}\s+\w{3}\s+\d?\d\s+\d?\d:\d\d(:\d\d)?(\s+\S+)?\s+\d{4}\s*\S*\s*$')
    _regexp = None

    def _search_start(self):
        for position, line in self._lines():
            if line.startswith('From ') and self._isrealfromline(line):
                self.fp.seek(position)
                return
        raise EOFError

    def _search_end(self):
        lines = self._lines()
        # The line that begins the message.
        next(lines, None)
        for position, line in lines:
            if line.startswith('From ') and self._isrealfromline(line):
                self.fp.seek(position)
                return

    def _strict_isrealfromline(self, line):
        if not self._regexp:
            self._regexp = re.compile(self._fromlinepattern)
        return self._regexp.match(line)

    def _portable_isrealfromline(self, line):
        return True

    _isrealfromline = _strict_isrealfromline


class PortableUnixMailbox(UnixMailbox):
    """Messages that begin with any line "From "."""
    __module__ = 'mailbox'

    _isrealfromline = UnixMailbox._portable_isrealfromline


class MmdfMailbox(_Mailbox):
    """Messages between lines of four bytes 1."""
    __module__ = 'mailbox'

    _mark = '\001\001\001\001\n'

    def _search_start(self):
        for _, line in self._lines():
            if line == self._mark:
                return
        raise EOFError

    def _search_end(self):
        for position, line in self._lines():
            if line == self._mark:
                self.fp.seek(position)
                return


class BabylMailbox(_Mailbox):
    """Messages of Rmail's, with the headers to be seen."""
    __module__ = 'mailbox'

    def _search_start(self):
        for _, line in self._lines():
            if line == '*** EOOH ***\n':
                return
        raise EOFError

    def _search_end(self):
        for position, line in self._lines():
            if line in ('\037\014\n', '\037'):
                self.fp.seek(position)
                return


class MHMailbox:
    """Messages that are files named by numbers."""
    __module__ = 'mailbox'

    def __init__(self, dirname, factory=rfc822.Message):
        self.dirname, self.factory = dirname, factory
        numbers = [int(name) for name in os.listdir(dirname) if re.match('[1-9][0-9]*$', name)]
        self.boxes = [str(number) for number in sorted(numbers, reverse=True)]

    def __iter__(self):
        return iter(self.next, None)

    def next(self):
        """The next message, or None."""
        if not self.boxes:
            return None
        name = self.boxes.pop()
        message = self.factory(open(os.path.join(self.dirname, name)))
        if hasattr(message, '__dict__'):
            message._mh_msgno = name
        return message
