"""Messages that know what mailboxes of each format tell of them.

What several formats can tell is a set of marks, by which one kind of message is made from another: 'read', 'old' (no longer
new), 'replied', 'flagged', 'deleted' and 'forwarded'.
"""

import calendar
import copy
import email
import email.generator
import email.message
import time
import StringIO


def _new_message(source):
    """A message of the package email made from another one, a text, a file or None."""
    if source is None:
        return email.message.Message()
    if isinstance(source, email.message.Message):
        return copy.deepcopy(source)
    if hasattr(source, 'read'):
        return email.message_from_file(source)
    if isinstance(source, str):
        return email.message_from_string(source)
    raise TypeError('Invalid message type: %s' % type(source))


class Message(email.message.Message):
    """A message of no format."""
    __module__ = 'mailbox'

    def __init__(self, message=None):
        self._become_message(_new_message(message))
        if isinstance(message, Message):
            message._explain_to(self)

    def _become_message(self, message):
        """Take over what is the same in all formats."""
        for name in ('_headers', '_unixfrom', '_payload', '_charset', 'preamble', 'epilogue', 'defects',
                     '_default_type'):
            self.__dict__[name] = message.__dict__[name]

    def _explain_to(self, message):
        """Tell another message what this one's format tells."""
        if not isinstance(message, Message):
            raise TypeError('Cannot convert to specified type: %s' % type(message))
        if isinstance(message, self._family):
            self._copy_to(message)
        elif self._family and isinstance(message, _FORMATS):
            message._take(self._marks(), self._date_known())
            self._leave(message)

    # ---- what formats say of themselves

    # The kinds of messages that tell the same.
    _family = ()

    def _marks(self):
        """The marks of the message."""
        return set()

    def _date_known(self):
        """When it was delivered, in seconds since the epoch, or None."""
        return None

    def _take(self, marks, date):
        """Be marked as another message is."""

    def _leave(self, message):
        """Take from a message of another format what had no meaning but here."""

    def _copy_to(self, message):
        """Tell a message of the same family."""


def _flags_of(marks, flags):
    return ''.join([flag for mark, flag in flags if mark in marks])


class MaildirMessage(Message):
    """A message with a folder (new or cur), flags and a time."""
    __module__ = 'mailbox'

    _FLAGS = (('flagged', 'F'), ('forwarded', 'P'), ('replied', 'R'), ('read', 'S'), ('deleted', 'T'))

    def __init__(self, message=None):
        self._subdir, self._info = 'new', ''
        self._date = time.time()
        Message.__init__(self, message)

    def get_subdir(self):
        return self._subdir

    def set_subdir(self, subdir):
        """'cur': no longer new."""
        if subdir not in ('new', 'cur'):
            raise ValueError("subdir must be 'new' or 'cur': %s" % subdir)
        self._subdir = subdir

    def get_flags(self):
        return self._info[2:] if self._info.startswith('2,') else ''

    def set_flags(self, flags):
        self._info = '2,' + ''.join(sorted(flags))

    def add_flag(self, flag):
        self.set_flags(set(self.get_flags()) | set(flag))

    def remove_flag(self, flag):
        if self.get_flags():
            self.set_flags(set(self.get_flags()) - set(flag))

    def get_date(self):
        """When it was delivered, in seconds since the epoch."""
        return self._date

    def set_date(self, date):
        try:
            self._date = float(date)
        except ValueError:
            raise TypeError("can't convert to float: %s" % date)

    def get_info(self):
        """What follows the colon in the name of its file."""
        return self._info

    def set_info(self, info):
        if not isinstance(info, str):
            raise TypeError('info must be a string: %s' % type(info))
        self._info = info

    def _marks(self):
        marks = set([mark for mark, flag in self._FLAGS if flag in self.get_flags()])
        if self._subdir == 'cur':
            marks.add('old')
        return marks

    def _date_known(self):
        return self._date

    def _take(self, marks, date):
        if 'old' in marks:
            self._subdir = 'cur'
        flags = _flags_of(marks, self._FLAGS)
        if flags:
            self.add_flag(flags)
        if date is not None:
            self.set_date(date)

    def _copy_to(self, message):
        message.set_subdir(self._subdir)
        message.set_flags(self.get_flags())
        message.set_date(self._date)


class _mboxMMDFMessage(Message):
    """A message with a "From " line, and flags in the headers Status and X-Status."""
    __module__ = 'mailbox'

    _FLAGS = (('read', 'R'), ('old', 'O'), ('deleted', 'D'), ('flagged', 'F'), ('replied', 'A'))

    def __init__(self, message=None):
        self.set_from('MAILER-DAEMON', True)
        if isinstance(message, email.message.Message):
            line = message.get_unixfrom()
            if line is not None and line.startswith('From '):
                self.set_from(line[5:])
        Message.__init__(self, message)

    def get_from(self):
        """The "From " line, without these words."""
        return self._from

    def set_from(self, from_, time_=None):
        """A time (a tuple, or True for now) is written behind the sender."""
        if time_ is not None:
            from_ += ' ' + time.asctime(time.gmtime() if time_ is True else time_)
        self._from = from_

    def get_flags(self):
        return self.get('Status', '') + self.get('X-Status', '')

    def set_flags(self, flags):
        flags = set(flags)
        for name, known in (('Status', 'RO'), ('X-Status', 'DFAX')):
            value = ''.join([flag for flag in known if flag in flags])
            flags -= set(value)
            if name == 'X-Status':
                value += ''.join(sorted(flags))
            if name in self:
                self.replace_header(name, value)
            else:
                self.add_header(name, value)

    def add_flag(self, flag):
        self.set_flags(set(self.get_flags()) | set(flag))

    def remove_flag(self, flag):
        if 'Status' in self or 'X-Status' in self:
            self.set_flags(set(self.get_flags()) - set(flag))

    def _marks(self):
        return set([mark for mark, flag in self._FLAGS if flag in self.get_flags()])

    def _date_known(self):
        words = self._from.split()
        try:
            return calendar.timegm(time.strptime(' '.join(words[-5:]), '%a %b %d %H:%M:%S %Y'))
        except (ValueError, OverflowError):
            return None

    def _take(self, marks, date):
        flags = _flags_of(marks, self._FLAGS)
        if flags:
            self.add_flag(flags)
        if date is not None:
            self.set_from('MAILER-DAEMON', time.gmtime(date))

    def _leave(self, message):
        # Other formats have other places for it.
        del message['Status']
        del message['X-Status']

    def _copy_to(self, message):
        message.set_flags(self.get_flags())
        message.set_from(self.get_from())


class mboxMessage(_mboxMMDFMessage):
    """A message of an mbox."""
    __module__ = 'mailbox'


class MMDFMessage(_mboxMMDFMessage):
    """A message of an MMDF mailbox."""
    __module__ = 'mailbox'


class MHMessage(Message):
    """A message in sequences: named lists of messages."""
    __module__ = 'mailbox'

    def __init__(self, message=None):
        self._sequences = []
        Message.__init__(self, message)

    def get_sequences(self):
        return self._sequences[:]

    def set_sequences(self, sequences):
        self._sequences = list(sequences)

    def add_sequence(self, sequence):
        if not isinstance(sequence, str):
            raise TypeError('sequence must be a string: %s' % type(sequence))
        if sequence not in self._sequences:
            self._sequences.append(sequence)

    def remove_sequence(self, sequence):
        if sequence in self._sequences:
            self._sequences.remove(sequence)

    def _marks(self):
        marks = set(['old']) | (set(['replied', 'flagged']) & set(self._sequences))
        if 'unseen' not in self._sequences:
            marks.add('read')
        return marks

    def _take(self, marks, date):
        if 'read' not in marks:
            self.add_sequence('unseen')
        for mark in ('replied', 'flagged'):
            if mark in marks:
                self.add_sequence(mark)

    def _copy_to(self, message):
        for sequence in self._sequences:
            message.add_sequence(sequence)


class BabylMessage(Message):
    """A message with labels, and headers for the eye beside its own."""
    __module__ = 'mailbox'

    _LABELS = (('deleted', 'deleted'), ('replied', 'answered'), ('forwarded', 'forwarded'))

    def __init__(self, message=None):
        self._labels = []
        self._visible = Message()
        Message.__init__(self, message)

    def get_labels(self):
        return self._labels[:]

    def set_labels(self, labels):
        self._labels = list(labels)

    def add_label(self, label):
        if not isinstance(label, str):
            raise TypeError('label must be a string: %s' % type(label))
        if label not in self._labels:
            self._labels.append(label)

    def remove_label(self, label):
        if label in self._labels:
            self._labels.remove(label)

    def get_visible(self):
        """A message whose headers are those to be seen, a copy."""
        return Message(self._visible)

    def set_visible(self, visible):
        self._visible = Message(visible)

    def update_visible(self):
        """Let the headers to be seen be the message's: those seen now, and the common ones."""
        for name in self._visible.keys():
            if name in self:
                self._visible.replace_header(name, self[name])
            else:
                del self._visible[name]
        for name in ('Date', 'From', 'Reply-To', 'To', 'CC', 'Subject'):
            if name in self and name not in self._visible:
                self._visible[name] = self[name]

    def _marks(self):
        marks = set(['old'])
        marks.update([mark for mark, label in self._LABELS if label in self._labels])
        if 'unseen' not in self._labels:
            marks.add('read')
        if 'resent' in self._labels:
            marks.add('forwarded')
        return marks

    def _take(self, marks, date):
        if 'read' not in marks:
            self.add_label('unseen')
        for mark, label in self._LABELS:
            if mark in marks:
                self.add_label(label)

    def _copy_to(self, message):
        message.set_visible(self.get_visible())
        for label in self._labels:
            message.add_label(label)


_FORMATS = (MaildirMessage, _mboxMMDFMessage, MHMessage, BabylMessage)
for _format in _FORMATS:
    _format._family = _format


def _flatten(message, mangle_from_=False):
    """The text of a message of the package email."""
    text = StringIO.StringIO()
    email.generator.Generator(text, mangle_from_, 0).flatten(message)
    return text.getvalue()
