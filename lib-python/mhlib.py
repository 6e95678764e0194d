"""Mail as the programs of MH keep it: folders, in which each message is a file named by a number.

    mh = mhlib.MH()
    folder = mh.openfolder('inbox')
    for number in folder.parsesequence('last:10'):
        message = folder.openmessage(number)
        print message['subject'], message.getbodytext()

The module mailbox knows such folders, too.
"""

from warnings import warnpy3k
warnpy3k('the mhlib module has been removed in Python 3.0; use the mailbox module instead', stacklevel=2)
del warnpy3k

from bisect import bisect
import cStringIO
import mimetools
import multifile
import os
import re
import shutil
import sys

from _mh_sets import IntSet

__all__ = ['MH', 'Error', 'Folder', 'Message']

MH_PROFILE = '~/.mh_profile'
PATH = '~/Mail'
MH_SEQUENCES = '.mh_sequences'
FOLDER_PROTECT = 0700


class Error(Exception):
    """There is no such folder, message or sequence."""


class MH:
    """The folders in a folder, and the user's profile."""

    def __init__(self, path=None, profile=None):
        """Without a path it is the one of the profile."""
        self.profile = os.path.expanduser(profile or MH_PROFILE)
        path = path or self.getprofile('Path') or PATH
        if not os.path.isabs(path) and not path.startswith('~'):
            path = os.path.join('~', path)
        self.path = os.path.expanduser(path)
        if not os.path.isdir(self.path):
            raise Error('MH() path not found')

    def __repr__(self):
        return 'MH(%r, %r)' % (self.path, self.profile)

    def error(self, msg, *args):
        """Tell the user; subclasses may do it elsewhere."""
        sys.stderr.write('MH error: %s\n' % (msg % args))

    def getprofile(self, key):
        """What the profile says of something, or None."""
        return pickline(self.profile, key)

    def getpath(self):
        return self.path

    def _context(self):
        return os.path.join(self.path, 'context')

    def getcontext(self):
        """The name of the current folder."""
        return pickline(self._context(), 'Current-Folder') or 'inbox'

    def setcontext(self, context):
        with open(self._context(), 'w') as file:
            file.write('Current-Folder: %s\n' % context)

    # ---- folders

    def listfolders(self):
        """The sorted names of the folders."""
        return self.listsubfolders('')

    def listallfolders(self):
        """The same, with those in folders: 'a/b'."""
        return self.listallsubfolders('')

    def listsubfolders(self, name):
        """The names of the folders in one."""
        path = os.path.join(self.path, name)
        names = [os.path.join(name, entry) for entry in os.listdir(path) if os.path.isdir(os.path.join(path, entry))]
        return sorted(names)

    def listallsubfolders(self, name):
        """The same, with those in them."""
        names = []
        for subfolder in self.listsubfolders(name):
            names.append(subfolder)
            # A link may lead back.
            if not os.path.islink(os.path.join(self.path, subfolder)):
                names += self.listallsubfolders(subfolder)
        return sorted(names)

    def openfolder(self, name):
        return Folder(self, name)

    def makefolder(self, name):
        protect = self.getprofile('Folder-Protect')
        os.mkdir(os.path.join(self.path, name), int(protect, 8) if protect and isnumeric(protect) else FOLDER_PROTECT)

    def deletefolder(self, name):
        """Delete a folder with its files, unless it has folders."""
        path = os.path.join(self.path, name)
        for entry in os.listdir(path):
            entry = os.path.join(path, entry)
            try:
                os.unlink(entry)
            except os.error:
                self.error('%s not deleted, continuing...' % entry)
        os.rmdir(path)


class Folder:
    """A folder. Messages are called by numbers."""

    def __init__(self, mh, name):
        self.mh, self.name = mh, name
        if not os.path.isdir(self.getfullname()):
            raise Error('no folder %s' % name)

    def __repr__(self):
        return 'Folder(%r, %r)' % (self.mh, self.name)

    def error(self, *args):
        self.mh.error(*args)

    def getfullname(self):
        return os.path.join(self.mh.path, self.name)

    def getsequencesfilename(self):
        return os.path.join(self.getfullname(), MH_SEQUENCES)

    def getmessagefilename(self, n):
        return os.path.join(self.getfullname(), str(n))

    def listsubfolders(self):
        return self.mh.listsubfolders(self.name)

    def listallsubfolders(self):
        return self.mh.listallsubfolders(self.name)

    # ---- numbers

    def listmessages(self):
        """The numbers of the messages, sorted."""
        numbers = sorted(int(name) for name in os.listdir(self.getfullname()) if isnumeric(name))
        self.last = numbers[-1] if numbers else 0
        return numbers

    def getlast(self):
        """The highest number, or 0."""
        if not hasattr(self, 'last'):
            self.listmessages()
        return self.last

    def setlast(self, last):
        """Say what the highest number is; None: it must be looked for."""
        if last is not None:
            self.last = last
        elif hasattr(self, 'last'):
            del self.last

    def getcurrent(self):
        """The number of the current message."""
        current = self.getsequences().get('cur')
        if not current:
            raise Error('no cur message')
        return max(current)

    def setcurrent(self, n):
        updateline(self.getsequencesfilename(), 'cur', str(n), 0)

    # ---- sequences

    def getsequences(self):
        """{name: numbers}."""
        sequences = {}
        path = self.getsequencesfilename()
        try:
            file = open(path)
        except IOError:
            return sequences
        with file:
            for line in file:
                try:
                    name, numbers = line.split(':')
                    sequences[name.strip()] = IntSet(' '.join(numbers.split()), ' ').tolist()
                except ValueError:
                    self.error('bad sequence in %s: %s', path, line.strip())
        return sequences

    def putsequences(self, sequences):
        """Let the sequences be {name: numbers}."""
        path = self.getsequencesfilename()
        if not sequences:
            if os.path.exists(path):
                os.unlink(path)
            return
        with open(path, 'w') as file:
            for name, numbers in sequences.iteritems():
                members = IntSet('', ' ')
                members.fromlist(numbers)
                file.write('%s: %s\n' % (name, members.tostring()))

    def parsesequence(self, seq):
        """The numbers that a text means.

        It is a number, a name (first, last, cur or ., prev, next, all, or that of a sequence), a range of two of these
        (not of sequences), or one with how many from there on, or up to it: cur:5, last:5, cur:-5.
        """
        all = self.listmessages()
        if not all:
            raise Error('no messages in %s' % self.name)
        if seq == 'all':
            return all
        if ':' in seq:
            return self._some(seq, all)
        if '-' in seq:
            first, _, last = seq.partition('-')
            numbers = all[bisect(all, self._parseindex(first, all, seq) - 1):bisect(all, self._parseindex(last, all, seq))]
            if not numbers:
                raise Error('bad message list %s' % seq)
            return numbers
        try:
            number = self._parseindex(seq, all, seq)
        except Error:
            sequences = self.getsequences()
            if seq in sequences:
                return sequences[seq]
            raise
        if number not in all:
            if isnumeric(seq):
                raise Error("message %d doesn't exist" % number)
            raise Error('no %s message' % seq)
        return [number]

    def _some(self, seq, all):
        """The numbers that a text with a colon means."""
        anchor, _, count = seq.partition(':')
        try:
            count = int(count) if count else 0
        except ValueError:
            count = 0
        if not count:
            raise Error('bad message list %s' % seq)
        backwards = count < 0 or anchor in ('prev', 'last') and not seq.partition(':')[2].startswith('+')
        count = abs(count)
        try:
            number = self._parseindex(anchor, all, seq)
        except Error:
            sequences = self.getsequences()
            if anchor not in sequences:
                raise
            numbers = sequences[anchor]
            return numbers[-count:] if backwards else numbers[:count]
        if backwards:
            end = bisect(all, number)
            return all[max(0, end - count):end]
        start = bisect(all, number - 1)
        return all[start:start + count]

    def _parseindex(self, seq, all, whole=None):
        """The number that a text means (as part of another one)."""
        if isnumeric(seq):
            return int(seq)
        if seq in ('cur', '.'):
            return self.getcurrent()
        if seq == 'first':
            return all[0]
        if seq == 'last':
            return all[-1]
        if seq == 'next':
            following = all[bisect(all, self.getcurrent()):]
            if not following:
                raise Error('no next message')
            return following[0]
        if seq == 'prev':
            before = all[:bisect(all, self.getcurrent() - 1)]
            if not before:
                raise Error('no prev message')
            return before[-1]
        raise Error('bad message list %s' % (seq if whole is None else whole))

    def removefromallsequences(self, list):
        """Take numbers out of all sequences but cur."""
        if hasattr(self, 'last') and self.last in list:
            del self.last
        sequences = self.getsequences()
        changed = False
        for name, numbers in sequences.items():
            left = [number for number in numbers if number not in list]
            if name == 'cur' or len(left) == len(numbers):
                continue
            changed = True
            if left:
                sequences[name] = left
            else:
                del sequences[name]
        if changed:
            self.putsequences(sequences)

    def _copysequences(self, fromfolder, refileditems):
        """Let messages of another folder (number there, number here) be in its sequences here, too."""
        sequences = self.getsequences()
        changed = False
        for name, numbers in fromfolder.getsequences().items():
            moved = [here for there, here in refileditems if there in numbers]
            if moved:
                sequences[name] = sequences.get(name, []) + moved
                changed = True
        if changed:
            self.putsequences(sequences)

    # ---- messages

    def openmessage(self, n):
        return Message(self, n)

    def createmessage(self, n, txt):
        """Make a message of a file; one that was there is kept with a comma before its number."""
        path = self._make_room(n)
        with open(path, 'w') as file:
            shutil.copyfileobj(txt, file)
        self._is_there(n)

    def removemessages(self, list):
        """Remove messages: they are kept with a comma before their numbers. os.error at the end if some failed."""
        removed, errors = [], []
        for number in list:
            try:
                os.rename(self.getmessagefilename(number), self.getmessagefilename(',%s' % number))
                removed.append(number)
            except os.error as error:
                errors.append(error)
        if removed:
            self.removefromallsequences(removed)
        _raise(errors)

    def refilemessages(self, list, tofolder, keepsequences=0):
        """Move messages behind those of another folder, into the same sequences there if keepsequences."""
        refiled, errors = {}, []
        for number in list:
            new = tofolder.getlast() + 1
            try:
                self.movemessage(number, tofolder, new)
            except (IOError, OSError) as error:
                errors.append(error)
                continue
            refiled[number] = new
        if refiled:
            if keepsequences:
                tofolder._copysequences(self, refiled.items())
            self.removefromallsequences(refiled.keys())
        _raise(errors)

    def movemessage(self, n, tofolder, ton):
        """Move a message to a number in a folder."""
        self._transfer(shutil.move, n, tofolder, ton)

    def copymessage(self, n, tofolder, ton):
        """Copy a message to a number in a folder."""
        self._transfer(shutil.copyfile, n, tofolder, ton)

    def _transfer(self, function, n, tofolder, ton):
        path = self.getmessagefilename(n)
        # That there is none shall change nothing.
        open(path).close()
        function(path, tofolder._make_room(ton))
        tofolder._is_there(ton)

    def _make_room(self, n):
        """The path of a message that shall be written."""
        path = self.getmessagefilename(n)
        if os.path.exists(path):
            os.rename(path, self.getmessagefilename(',%s' % n))
        return path

    def _is_there(self, n):
        if hasattr(self, 'last'):
            self.last = max(self.last, int(n))


def _raise(errors):
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise os.error('multiple errors:', errors)


class Message(mimetools.Message):
    """A message of a folder."""

    def __init__(self, f, n, fp=None):
        self.folder, self.number = f, n
        mimetools.Message.__init__(self, open(f.getmessagefilename(n)) if fp is None else fp)

    def __repr__(self):
        return 'Message(%r, %s)' % (self.folder, self.number)

    def getheadertext(self, pred=None):
        """The text of the headers, or of those whose names (in small letters) pass a test."""
        if pred is None:
            return ''.join(self.headers)
        lines = []
        passed = False
        for line in self.headers:
            if not line[0].isspace() and ':' in line:
                passed = pred(line.partition(':')[0].lower())
            if passed:
                lines.append(line)
        return ''.join(lines)

    def getbodytext(self, decode=1):
        """The text of the body, decoded unless that is not wanted; its parts are part of it."""
        self.fp.seek(self.startofbody)
        encoding = self.getencoding()
        if not decode or encoding in ('', '7bit', '8bit', 'binary'):
            return self.fp.read()
        text = cStringIO.StringIO()
        mimetools.decode(self.fp, text, encoding)
        return text.getvalue()

    def getbodyparts(self):
        """The parts of the body, each like a message."""
        if self.getmaintype() != 'multipart':
            raise Error('Content-Type is not multipart/*')
        boundary = self.getparam('boundary')
        if not boundary:
            raise Error('multipart/* without boundary param')
        self.fp.seek(self.startofbody)
        file = multifile.MultiFile(self.fp)
        file.push(boundary)
        parts = []
        while file.next():
            parts.append(SubMessage(self.folder, '%s.%d' % (self.number, len(parts) + 1), file))
        file.pop()
        return parts

    def getbody(self):
        """The text of the body, or its parts."""
        return self.getbodyparts() if self.getmaintype() == 'multipart' else self.getbodytext()


class SubMessage(Message):
    """A part of a message, which is read at once."""

    def __init__(self, f, n, fp):
        Message.__init__(self, f, n, fp)
        self._encoded = Message.getbodytext(self, 0)
        self._text = self._parts = None
        if self.getmaintype() == 'multipart':
            self._parts = Message.getbodyparts(self)
        else:
            self._text = Message.getbodytext(self)

    def __repr__(self):
        return 'SubMessage(%r, %s, %r)' % (self.folder, self.number, self.fp)

    def getbodytext(self, decode=1):
        return self._text if decode and self._parts is None else self._encoded

    def getbodyparts(self):
        if self._parts is None:
            raise Error('Content-Type is not multipart/*')
        return self._parts

    def getbody(self):
        return self._text if self._parts is None else self._parts


# ---- lines "key: value"

def isnumeric(str):
    """Whether a text is the number of a message."""
    return re.match('[1-9][0-9]*$', str) is not None


def _keyed(key, casefold):
    return re.compile(re.escape(key) + ':', re.IGNORECASE if casefold else 0)


def pickline(file, key, casefold=1):
    """The value of a key in a file, with the lines that go on with it, or None."""
    try:
        lines = open(file)
    except IOError:
        return None
    expression = _keyed(key, casefold)
    with lines:
        for line in lines:
            if expression.match(line):
                text = line[len(key) + 1:]
                for line in lines:
                    if not line[0].isspace():
                        break
                    text += line
                return text.strip()
    return None


def updateline(file, key, value, casefold=1):
    """Let the value of a key in a file be another one; None: take the line out."""
    try:
        with open(file) as old:
            lines = old.readlines()
    except IOError:
        lines = []
    new = [] if value is None else ['%s: %s\n' % (key, value)]
    expression = _keyed(key, casefold)
    for i, line in enumerate(lines):
        if expression.match(line):
            lines[i:i + 1] = new
            break
    else:
        lines += new
    draft = file + '~'
    with open(draft, 'w') as target:
        target.writelines(lines)
    if os.path.exists(file):
        shutil.copymode(file, draft)
    os.rename(draft, file)
