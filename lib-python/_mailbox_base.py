"""What all mailboxes are."""

import email.message
import os

from _mailbox_messages import _flatten


def _abstract(*arguments):
    raise NotImplementedError('Method must be implemented by subclass')


class Mailbox:
    """Messages at a place, by keys.

    A factory makes the messages that are got from files; without one they are of the class of the format.
    """
    __module__ = 'mailbox'

    # Whether messages shall end with the end of a line.
    _append_newline = False

    def __init__(self, path, factory=None, create=True):
        self._path = os.path.abspath(os.path.expanduser(path))
        self._factory = factory

    # ---- what formats define

    def add(self, message):
        """Add a message (or its text, or a file of it); its key."""
        _abstract()

    def remove(self, key):
        """Remove a message; KeyError if there is none."""
        _abstract()

    def __setitem__(self, key, message):
        _abstract()

    def get_message(self, key):
        """A message, of the class of the format."""
        _abstract()

    def get_string(self, key):
        """The text of a message."""
        _abstract()

    def get_file(self, key):
        """A message as a file to read."""
        _abstract()

    def iterkeys(self):
        _abstract()

    def has_key(self, key):
        _abstract()

    def __len__(self):
        _abstract()

    def flush(self):
        """Write what is only remembered."""
        _abstract()

    def lock(self):
        """Keep other programs away."""
        _abstract()

    def unlock(self):
        _abstract()

    def close(self):
        """Write what is only remembered, and be done."""
        _abstract()

    # ---- what follows

    def __getitem__(self, key):
        if self._factory:
            return self._factory(self.get_file(key))
        return self.get_message(key)

    def __delitem__(self, key):
        self.remove(key)

    def __contains__(self, key):
        return self.has_key(key)

    def __iter__(self):
        return self.itervalues()

    def discard(self, key):
        """Remove a message if it is there."""
        try:
            self.remove(key)
        except KeyError:
            pass

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def keys(self):
        return list(self.iterkeys())

    def iteritems(self):
        for key in self.iterkeys():
            try:
                message = self[key]
            except KeyError:
                # Another program has removed it meanwhile.
                continue
            yield key, message

    def itervalues(self):
        for key, message in self.iteritems():
            yield message

    def items(self):
        return list(self.iteritems())

    def values(self):
        return list(self.itervalues())

    def clear(self):
        """Remove all messages."""
        for key in self.keys():
            self.discard(key)

    def pop(self, key, default=None):
        """Remove a message and give it; default if there is none."""
        try:
            message = self[key]
        except KeyError:
            return default
        self.discard(key)
        return message

    def popitem(self):
        """Remove any message; its key and the message."""
        for key in self.iterkeys():
            return key, self.pop(key)
        raise KeyError('No messages in mailbox')

    def update(self, arg=None):
        """Replace the messages of some keys. KeyError at the end if some were not there."""
        if hasattr(arg, 'iteritems'):
            pairs = arg.iteritems()
        elif hasattr(arg, 'items'):
            pairs = arg.items()
        else:
            pairs = arg
        missing = False
        for key, message in pairs:
            try:
                self[key] = message
            except KeyError:
                missing = True
        if missing:
            raise KeyError('No message with key(s)')

    def _dump_message(self, message, target, mangle_from_=False):
        """Write a message to a file; mangle_from_: lines that begin with From and a space get a > before."""
        if isinstance(message, email.message.Message):
            text = _flatten(message, mangle_from_)
        elif isinstance(message, str):
            text = message
            if mangle_from_:
                text = text.replace('\nFrom ', '\n>From ')
        elif hasattr(message, 'read'):
            lines = list(iter(message.readline, ''))
            if mangle_from_:
                lines = ['>' + line if line.startswith('From ') else line for line in lines]
            text = ''.join(lines)
        else:
            raise TypeError('Invalid message type: %s' % type(message))
        if self._append_newline and not text.endswith('\n'):
            text += '\n'
        target.write(text)


def _no_message(key):
    return KeyError('No message with key: %s' % key)
