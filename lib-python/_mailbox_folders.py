"""Mailboxes that are folders with a file for each message: Maildir and MH."""

import errno
import os
import rfc822
import shutil
import socket
import time

from _mailbox_base import Mailbox, _no_message
from _mailbox_files import (ExternalClashError, FormatError, NoSuchMailboxError, NotEmptyError, _ProxyFile, _create_carefully,
                            _lock_file, _sync_close, _unlock_file)
from _mailbox_messages import MaildirMessage, MHMessage


class Maildir(Mailbox):
    """A folder with the folders tmp (what is being written), new, and cur (what was seen).

    The key of a message is the name of its file without the colon and what follows.
    """
    __module__ = 'mailbox'

    colon = ':'

    # How many messages this process has made.
    _count = 1

    def __init__(self, dirname, factory=rfc822.Message, create=True):
        Mailbox.__init__(self, dirname, factory, create)
        if not os.path.exists(self._path):
            if not create:
                raise NoSuchMailboxError(self._path)
            for name in ('', 'tmp', 'new', 'cur'):
                os.mkdir(os.path.join(self._path, name), 0700)
        self._paths = dict((name, os.path.join(self._path, name)) for name in ('tmp', 'new', 'cur'))
        # When the messages were last looked for, and what times the folders then had.
        self._last_read = 0
        self._times = None
        # Key -> path from the mailbox on.
        self._toc = {}
        # What clocks of file systems may be off, in seconds.
        self._skewfactor = 0.1

    # ---- changes

    def add(self, message):
        file = self._create_tmp()
        try:
            self._dump_message(message, file)
        except BaseException:
            file.close()
            os.remove(file.name)
            raise
        _sync_close(file)
        subdir, info = 'new', ''
        if isinstance(message, MaildirMessage):
            subdir, info = message.get_subdir(), message.get_info()
        key = os.path.basename(file.name).split(self.colon)[0]
        path = os.path.join(self._path, subdir, key + (info and self.colon + info))
        try:
            # Unlike a renaming this never replaces another file.
            os.link(file.name, path)
        except OSError as error:
            if error.errno == errno.EEXIST:
                raise ExternalClashError('Name clash with existing message: %s' % path)
            raise
        finally:
            os.remove(file.name)
        self._set_date(path, message)
        return key

    def _set_date(self, path, message):
        if isinstance(message, MaildirMessage):
            os.utime(path, (os.path.getatime(path), message.get_date()))

    def _create_tmp(self):
        """A new file in tmp, whose name no other message will have."""
        now = time.time()
        host = socket.gethostname().replace('/', r'\057').replace(':', r'\072')
        name = '%d.M%dP%dQ%d.%s' % (now, now % 1 * 1e6, os.getpid(), Maildir._count, host)
        path = os.path.join(self._path, 'tmp', name)
        try:
            file = _create_carefully(path)
        except OSError as error:
            if error.errno == errno.EEXIST:
                raise ExternalClashError('Name clash prevented file creation: %s' % path)
            raise
        Maildir._count += 1
        return file

    def remove(self, key):
        os.remove(os.path.join(self._path, self._lookup(key)))

    def discard(self, key):
        try:
            self.remove(key)
        except KeyError:
            pass
        except OSError as error:
            # Another program was faster.
            if error.errno != errno.ENOENT:
                raise

    def __setitem__(self, key, message):
        old = self._lookup(key)
        draft = self._lookup(self.add(message))
        # Only a message of this format says where it belongs.
        place = draft if isinstance(message, MaildirMessage) else old
        name = key
        if self.colon in place:
            name += self.colon + place.split(self.colon)[-1]
        self.discard(key)
        path = os.path.join(self._path, os.path.dirname(place), name)
        os.rename(os.path.join(self._path, draft), path)
        self._set_date(path, message)

    def clean(self):
        """Remove what has been in tmp for 36 hours: whoever wrote it has failed."""
        now = time.time()
        folder = os.path.join(self._path, 'tmp')
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if now - os.path.getatime(path) > 36 * 60 * 60:
                os.remove(path)

    def flush(self):
        """Everything is written at once."""

    def lock(self):
        """No locks are needed."""

    def unlock(self):
        pass

    def close(self):
        pass

    # ---- messages

    def get_message(self, key):
        subpath = self._lookup(key)
        with open(os.path.join(self._path, subpath)) as file:
            message = (self._factory or MaildirMessage)(file)
            date = os.fstat(file.fileno()).st_mtime
        subdir, name = os.path.split(subpath)
        message.set_subdir(subdir)
        if self.colon in name:
            message.set_info(name.split(self.colon)[-1])
        message.set_date(date)
        return message

    def get_string(self, key):
        with open(os.path.join(self._path, self._lookup(key))) as file:
            return file.read()

    def get_file(self, key):
        return _ProxyFile(open(os.path.join(self._path, self._lookup(key)), 'rb'))

    def iterkeys(self):
        self._refresh()
        for key in self._toc.keys():
            if self._find(key):
                yield key

    def has_key(self, key):
        self._refresh()
        return key in self._toc

    def __len__(self):
        self._refresh()
        return len(self._toc)

    def next(self):
        """The next message, each once in the life of this object; then None."""
        if not hasattr(self, '_onetime_keys'):
            self._onetime_keys = self.iterkeys()
        for key in self._onetime_keys:
            try:
                return self[key]
            except KeyError:
                continue

    def _refresh(self):
        """Look what is there, unless nothing can have changed."""
        times = [os.path.getmtime(self._paths[subdir]) for subdir in ('new', 'cur')]
        before, self._times = self._times, times
        # Such times may count in steps of two seconds: until then a change may not show.
        settled = time.time() - self._last_read > 2 + self._skewfactor
        if settled and before and times[0] <= before[0] and times[1] <= before[1]:
            return
        self._toc = {}
        for subdir in ('new', 'cur'):
            for name in os.listdir(self._paths[subdir]):
                if not os.path.isdir(os.path.join(self._paths[subdir], name)):
                    self._toc[name.split(self.colon)[0]] = os.path.join(subdir, name)
        self._last_read = time.time()

    def _find(self, key):
        """The path of a message from the mailbox on, or None."""
        if key not in self._toc or not os.path.exists(os.path.join(self._path, self._toc[key])):
            self._refresh()
        return self._toc.get(key)

    def _lookup(self, key):
        """The path of a message from the mailbox on; KeyError."""
        path = self._find(key)
        if path is None:
            raise _no_message(key)
        return path

    # ---- folders: those whose names begin with a dot

    def list_folders(self):
        return [name[1:] for name in os.listdir(self._path)
                if len(name) > 1 and name.startswith('.') and os.path.isdir(os.path.join(self._path, name))]

    def get_folder(self, folder):
        return Maildir(os.path.join(self._path, '.' + folder), factory=self._factory, create=False)

    def add_folder(self, folder):
        path = os.path.join(self._path, '.' + folder)
        result = Maildir(path, factory=self._factory)
        mark = os.path.join(path, 'maildirfolder')
        if not os.path.exists(mark):
            os.close(os.open(mark, os.O_CREAT | os.O_WRONLY, 0666))
        return result

    def remove_folder(self, folder):
        """Remove a folder without messages."""
        path = os.path.join(self._path, '.' + folder)
        for name in os.listdir(os.path.join(path, 'new')) + os.listdir(os.path.join(path, 'cur')):
            if not name.startswith('.'):
                raise NotEmptyError('Folder contains message(s): %s' % folder)
        for name in os.listdir(path):
            if name not in self._paths and os.path.isdir(os.path.join(path, name)):
                raise NotEmptyError("Folder contains subdirectory '%s': %s" % (folder, name))
        shutil.rmtree(path)


class MH(Mailbox):
    """A folder whose messages are files named by numbers, their keys; the file .mh_sequences lists them by names."""
    __module__ = 'mailbox'

    def __init__(self, path, factory=None, create=True):
        Mailbox.__init__(self, path, factory, create)
        if not os.path.exists(self._path):
            if not create:
                raise NoSuchMailboxError(self._path)
            os.mkdir(self._path, 0700)
            os.close(os.open(self._sequences_path(), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0600))
        # The file of the sequences while it is locked.
        self._locked = None

    def _sequences_path(self):
        return os.path.join(self._path, '.mh_sequences')

    def _message_path(self, key):
        return os.path.join(self._path, str(key))

    def _open(self, key, mode):
        try:
            return open(self._message_path(key), mode)
        except IOError as error:
            if error.errno == errno.ENOENT:
                raise _no_message(key)
            raise

    def _open_to_read(self, key):
        """The file of a message; of a locked mailbox it must be one that can be locked."""
        return self._open(key, 'rb+' if self._locked else 'rb')

    # ---- changes

    def add(self, message):
        keys = self.keys()
        key = keys[-1] + 1 if keys else 1
        path = self._message_path(key)
        file = _create_carefully(path)
        try:
            self._write(file, key, message)
        except BaseException:
            os.remove(path)
            raise
        return key

    def __setitem__(self, key, message):
        file = self._open(key, 'rb+')
        os.ftruncate(file.fileno(), 0)
        self._write(file, key, message)

    def _write(self, file, key, message):
        with file:
            self._under_lock(file, self._dump_message, message, file)
        if isinstance(message, MHMessage):
            self._dump_sequences(message, key)

    def _under_lock(self, file, function, *arguments):
        if not self._locked:
            return function(*arguments)
        _lock_file(file)
        try:
            return function(*arguments)
        finally:
            file.flush()
            _unlock_file(file)

    def remove(self, key):
        with self._open(key, 'rb+') as file:
            self._under_lock(file, os.remove, self._message_path(key))

    def lock(self):
        if not self._locked:
            file = open(self._sequences_path(), 'rb+')
            _lock_file(file)
            self._locked = file

    def unlock(self):
        if self._locked:
            file, self._locked = self._locked, None
            _unlock_file(file)
            file.close()

    def flush(self):
        """Everything is written at once."""

    def close(self):
        self.unlock()

    # ---- messages

    def get_message(self, key):
        with self._open_to_read(key) as file:
            message = self._under_lock(file, MHMessage, file)
        for name, keys in self.get_sequences().iteritems():
            if key in keys:
                message.add_sequence(name)
        return message

    def get_string(self, key):
        with self._open_to_read(key) as file:
            return self._under_lock(file, file.read)

    def get_file(self, key):
        return _ProxyFile(self._open(key, 'rb'))

    def iterkeys(self):
        return iter(sorted(int(name) for name in os.listdir(self._path) if name.isdigit()))

    def has_key(self, key):
        return os.path.exists(self._message_path(key))

    def __len__(self):
        return len(self.keys())

    # ---- sequences

    def get_sequences(self):
        """{name: sorted keys} of the sequences that have messages."""
        sequences = {}
        with open(self._sequences_path()) as file:
            present = set(self.keys())
            for line in file:
                try:
                    name, contents = line.split(':')
                    members = set()
                    for part in contents.split():
                        bounds = map(int, part.split('-'))
                        members.update(range(bounds[0], bounds[-1] + 1))
                except ValueError:
                    raise FormatError('Invalid sequence specification: %s' % line.rstrip())
                members = sorted(members & present)
                if members:
                    sequences[name] = members
        return sequences

    def set_sequences(self, sequences):
        """Let the sequences be {name: keys}."""
        with open(self._sequences_path(), 'r+') as file:
            file.truncate()
            for name, keys in sequences.iteritems():
                if keys:
                    file.write('%s: %s\n' % (name, ' '.join(_runs(sorted(set(keys))))))

    def _dump_sequences(self, message, key):
        """Let a message be in its sequences, and in no others."""
        sequences = self.get_sequences()
        own = message.get_sequences()
        for name, keys in sequences.items():
            if name in own:
                keys.append(key)
            elif key in keys:
                keys.remove(key)
        for name in own:
            sequences.setdefault(name, [key])
        self.set_sequences(sequences)

    def pack(self):
        """Let the keys be 1, 2, 3 and so on."""
        sequences = self.get_sequences()
        renamed = {}
        for new, old in enumerate(self.iterkeys(), 1):
            if new != old:
                os.rename(self._message_path(old), self._message_path(new))
                renamed[old] = new
        if renamed:
            for keys in sequences.values():
                keys[:] = [renamed.get(key, key) for key in keys]
            self.set_sequences(sequences)

    # ---- folders

    def list_folders(self):
        return [name for name in os.listdir(self._path) if os.path.isdir(os.path.join(self._path, name))]

    def get_folder(self, folder):
        return MH(os.path.join(self._path, folder), factory=self._factory, create=False)

    def add_folder(self, folder):
        return MH(os.path.join(self._path, folder), factory=self._factory)

    def remove_folder(self, folder):
        """Remove a folder without messages."""
        path = os.path.join(self._path, folder)
        names = os.listdir(path)
        if names == ['.mh_sequences']:
            os.remove(os.path.join(path, names[0]))
        elif names:
            raise NotEmptyError('Folder not empty: %s' % self._path)
        os.rmdir(path)


def _runs(keys):
    """Sorted numbers as text: 1-3 for three in a row."""
    start = 0
    for i, key in enumerate(keys):
        if i + 1 == len(keys) or keys[i + 1] != key + 1:
            yield str(key) if start == i else '%d-%d' % (keys[start], key)
            start = i + 1
