"""Mailboxes that are one file: mbox, MMDF and Babyl.

A change is remembered as other positions of messages in the file (what is added is written behind the rest); flush()
then writes a new file and puts it in the place of the old one.
"""

import email.message
import errno
import os
import StringIO
import time

from _mailbox_base import Mailbox, _no_message
from _mailbox_files import (ExternalClashError, NoSuchMailboxError, _PartialFile, _create_temporary, _lock_file, _sync_close,
                            _sync_flush, _unlock_file)
from _mailbox_messages import BabylMessage, MMDFMessage, _flatten, _mboxMMDFMessage, mboxMessage


class _singlefileMailbox(Mailbox):
    """A mailbox in one file."""
    __module__ = 'mailbox'

    def __init__(self, path, factory=None, create=True):
        Mailbox.__init__(self, path, factory, create)
        self._file = self._open(create)
        # How long it was when we last read it or wrote to it.
        self._known_length = None
        self._locked = False
        # Key -> (start, stop); None before the file was read.
        self._toc = None
        self._next_key = 0
        # Whether something was added to the file, and whether it must be written anew.
        self._added = self._outdated = False

    def _open(self, create):
        try:
            return open(self._path, 'rb+')
        except IOError as error:
            if error.errno == errno.ENOENT:
                if create:
                    return open(self._path, 'wb+')
                raise NoSuchMailboxError(self._path)
            if error.errno in (errno.EACCES, errno.EROFS):
                return open(self._path, 'rb')
            raise

    # ---- what formats define

    def _generate_toc(self):
        """Find the messages in the file."""
        raise NotImplementedError('Method must be implemented by subclass')

    def _install_message(self, message):
        """Write a message at the end of the file; its start and stop."""
        raise NotImplementedError('Method must be implemented by subclass')

    def _pre_mailbox_hook(self, f):
        """Write what stands before all messages."""

    def _pre_message_hook(self, f):
        """Write what stands before a message."""

    def _post_message_hook(self, f):
        """Write what stands behind a message."""

    # ---- keys

    def _load(self):
        """See to it that the file was read."""
        if self._toc is None:
            self._generate_toc()

    def _lookup(self, key):
        """Start and stop of a message."""
        self._load()
        if key not in self._toc:
            raise _no_message(key)
        return self._toc[key]

    def _set_toc(self, spans):
        """Keep what was found in the file."""
        self._toc = dict(enumerate(spans))
        self._next_key = len(self._toc)
        self._file.seek(0, 2)
        self._known_length = self._file.tell()

    def iterkeys(self):
        self._load()
        for key in self._toc.keys():
            yield key

    def has_key(self, key):
        self._load()
        return key in self._toc

    def __len__(self):
        self._load()
        return len(self._toc)

    # ---- changes

    def add(self, message):
        self._load()
        key = self._next_key
        self._toc[key] = self._append_message(message)
        self._next_key += 1
        # What was there stays where it is.
        self._added = True
        return key

    def remove(self, key):
        self._lookup(key)
        del self._toc[key]
        self._outdated = True

    def __setitem__(self, key, message):
        self._lookup(key)
        self._toc[key] = self._append_message(message)
        self._outdated = True

    def _append_message(self, message):
        self._file.seek(0, 2)
        before = self._file.tell()
        try:
            if not self._toc and not self._outdated:
                self._pre_mailbox_hook(self._file)
            self._pre_message_hook(self._file)
            span = self._install_message(message)
            self._post_message_hook(self._file)
            self._known_length = self._file.tell()
            self._file.flush()
            return span
        except BaseException:
            self._file.truncate(before)
            raise

    def lock(self):
        if not self._locked:
            _lock_file(self._file)
            self._locked = True

    def unlock(self):
        if self._locked:
            _unlock_file(self._file)
            self._locked = False

    def flush(self):
        """Write the changes."""
        if self._outdated:
            self._rewrite()
        elif self._added:
            _sync_flush(self._file)
        self._outdated = self._added = False

    def _rewrite(self):
        """Put a new file into the place of the old one."""
        self._file.seek(0, 2)
        length = self._file.tell()
        if length != self._known_length:
            raise ExternalClashError('Size of mailbox file changed (expected %i, found %i)'
                                     % (self._known_length, length))
        new_file = _create_temporary(self._path)
        try:
            toc = self._copy_messages(new_file)
            length = new_file.tell()
            _sync_close(new_file)
            os.chmod(new_file.name, os.stat(self._path).st_mode)
            os.rename(new_file.name, self._path)
        except BaseException:
            new_file.close()
            os.remove(new_file.name)
            raise
        self._file.close()
        self._file = open(self._path, 'rb+')
        self._toc, self._known_length = toc, length
        if self._locked:
            # The lock of the system was one of the old file.
            _lock_file(self._file, dotlock=False)

    def _copy_messages(self, target):
        self._pre_mailbox_hook(target)
        toc = {}
        for key in sorted(self._toc):
            start, stop = self._toc[key]
            self._pre_message_hook(target)
            new_start = target.tell()
            self._file.seek(start)
            while start < stop:
                piece = self._file.read(min(65536, stop - start))
                if not piece:
                    break
                target.write(piece)
                start += len(piece)
            toc[key] = new_start, target.tell()
            self._post_message_hook(target)
        return toc

    def close(self):
        if self._file.closed:
            return
        try:
            self.flush()
        finally:
            try:
                self.unlock()
            finally:
                self._file.close()


class _mboxMMDF(_singlefileMailbox):
    """A mailbox whose messages have "From " lines before them."""
    __module__ = 'mailbox'

    _mangle_from_ = True

    def get_message(self, key):
        start, stop = self._lookup(key)
        self._file.seek(start)
        from_line = self._file.readline().rstrip('\n')
        message = self._message_factory(self._file.read(stop - self._file.tell()))
        message.set_from(from_line[5:])
        return message

    def get_string(self, key, from_=False):
        """The text of a message, with its "From " line if from_."""
        return self.get_file(key, from_).read()

    def get_file(self, key, from_=False):
        """A message as a file to read, with its "From " line if from_."""
        start, stop = self._lookup(key)
        if not from_:
            self._file.seek(start)
            start += len(self._file.readline())
        return _PartialFile(self._file, start, stop)

    def _install_message(self, message):
        from_line = None
        if isinstance(message, str) and message.startswith('From '):
            from_line, _, message = message.partition('\n')
        elif isinstance(message, email.message.Message):
            from_line = _from_line(message)
        if from_line is None:
            from_line = 'From MAILER-DAEMON ' + time.asctime(time.gmtime())
        start = self._file.tell()
        self._file.write(from_line + '\n')
        self._dump_message(message, self._file, self._mangle_from_)
        return start, self._file.tell()


def _from_line(message):
    if isinstance(message, _mboxMMDFMessage):
        return 'From ' + message.get_from()
    return message.get_unixfrom()


class mbox(_mboxMMDF):
    """A file of messages, an empty line behind each."""
    __module__ = 'mailbox'

    _append_newline = True

    def __init__(self, path, factory=None, create=True):
        self._message_factory = mboxMessage
        _mboxMMDF.__init__(self, path, factory, create)

    def _post_message_hook(self, f):
        f.write('\n')

    def _generate_toc(self):
        spans = []
        start = None
        # Where the last line begins if it is empty: that one is not part of the message.
        empty = None
        position = 0
        self._file.seek(0)
        for line in iter(self._file.readline, ''):
            if line.startswith('From '):
                if start is not None:
                    spans.append((start, position if empty is None else empty))
                start = position
            empty = position if line == '\n' else None
            position += len(line)
        if start is not None:
            spans.append((start, position if empty is None else empty))
        self._set_toc(spans)


class MMDF(_mboxMMDF):
    """A file of messages, each between lines of four bytes 1."""
    __module__ = 'mailbox'

    def __init__(self, path, factory=None, create=True):
        self._message_factory = MMDFMessage
        _mboxMMDF.__init__(self, path, factory, create)

    def _pre_message_hook(self, f):
        f.write('\001\001\001\001\n')

    def _post_message_hook(self, f):
        f.write('\n\001\001\001\001\n')

    def _generate_toc(self):
        spans = []
        start = None
        position = 0
        self._file.seek(0)
        for line in iter(self._file.readline, ''):
            before = position
            position += len(line)
            if line.startswith('\001\001\001\001\n'):
                if start is None:
                    start = position
                else:
                    # The end of line before the mark is the mark's.
                    spans.append((start, before - 1))
                    start = None
        if start is not None:
            spans.append((start, position))
        self._set_toc(spans)


class Babyl(_singlefileMailbox):
    """A file of Rmail's: messages have labels, and two sets of headers."""
    __module__ = 'mailbox'

    # The labels that are the same in all mailboxes.
    _special_labels = frozenset(('unseen', 'deleted', 'filed', 'answered', 'forwarded', 'edited', 'resent'))

    def __init__(self, path, factory=None, create=True):
        _singlefileMailbox.__init__(self, path, factory, create)
        # Key -> labels.
        self._labels = {}

    def add(self, message):
        key = _singlefileMailbox.add(self, message)
        self._take_labels(key, message)
        return key

    def remove(self, key):
        _singlefileMailbox.remove(self, key)
        self._labels.pop(key, None)

    def __setitem__(self, key, message):
        _singlefileMailbox.__setitem__(self, key, message)
        self._take_labels(key, message)

    def _take_labels(self, key, message):
        if isinstance(message, BabylMessage):
            self._labels[key] = message.get_labels()

    def _parts(self, key):
        """The headers of a message, those to be seen, and its body."""
        start, stop = self._lookup(key)
        file = _PartialFile(self._file, start, stop)
        file.seek(0)
        # The labels.
        file.readline()
        headers = ''.join(iter(file.readline, '*** EOOH ***\n')) if stop > start else ''
        visible = []
        for line in file:
            if line == '\n':
                break
            visible.append(line)
        return headers, ''.join(visible), file.read()

    def get_message(self, key):
        headers, visible, body = self._parts(key)
        message = BabylMessage(headers + body)
        message.set_visible(visible)
        message.set_labels(self._labels.get(key, ()))
        return message

    def get_string(self, key):
        headers, _, body = self._parts(key)
        return headers + body

    def get_file(self, key):
        return StringIO.StringIO(self.get_string(key))

    def get_labels(self):
        """The labels in use that are this mailbox's own."""
        self._load()
        return list(set().union(*self._labels.values()) - self._special_labels)

    def _generate_toc(self):
        spans, labels = [], []
        start = None
        position = 0
        self._file.seek(0)
        for line in iter(self._file.readline, ''):
            before = position
            position += len(line)
            if line in ('\037\014\n', '\037\n', '\037'):
                if start is not None:
                    spans.append((start, before - 1))
                start = position if line == '\037\014\n' else None
            elif start == before:
                labels.append([label.strip() for label in line[1:].split(',') if label.strip()])
        if start is not None:
            spans.append((start, position - 1))
        self._set_toc(spans)
        self._labels = dict(enumerate(labels))

    def _pre_mailbox_hook(self, f):
        f.write('BABYL OPTIONS:\nVersion: 5\nLabels:%s\n\037' % ','.join(self.get_labels()))

    def _pre_message_hook(self, f):
        f.write('\014\n')

    def _post_message_hook(self, f):
        f.write('\n\037')

    def _install_message(self, message):
        text = self._text(message)
        headers, body = _split(text)
        visible = headers
        if isinstance(message, BabylMessage) and message.get_visible().keys():
            visible, _ = _split(_flatten(message.get_visible()))
        start = self._file.tell()
        self._file.write('1%s,,%s\n' % self._labels_of(message))
        if headers is None:
            self._file.write('*** EOOH ***\n\n' + text)
        else:
            self._file.write('%s\n*** EOOH ***\n%s\n%s' % (headers, visible, body))
        return start, self._file.tell()

    def _labels_of(self, message):
        if not isinstance(message, BabylMessage):
            return '', ''
        labels = message.get_labels()
        return (''.join([', ' + label for label in labels if label in self._special_labels]),
                ''.join([' %s,' % label for label in labels if label not in self._special_labels]))

    def _text(self, message):
        text = StringIO.StringIO()
        self._dump_message(message, text)
        return text.getvalue()


def _split(text):
    """The headers of a message with the end of the last, and what follows the empty line; None without such a line."""
    if text.startswith('\n'):
        return '', text[1:]
    end = text.find('\n\n')
    if end < 0:
        return None, text
    return text[:end + 1], text[end + 2:]
