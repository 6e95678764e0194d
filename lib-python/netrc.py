"""The file .netrc: accounts at hosts."""

import os
import shlex

__all__ = ['netrc', 'NetrcParseError']


class NetrcParseError(Exception):
    """The file is wrong: msg says how, filename and lineno where."""

    def __init__(self, msg, filename=None, lineno=None):
        Exception.__init__(self, msg)
        self.msg, self.filename, self.lineno = msg, filename, lineno

    def __str__(self):
        return '%s (%s, line %s)' % (self.msg, self.filename, self.lineno)


class _Reader(object):
    """Reads a file into a netrc. The user's own must be safe."""

    # The words that begin an entry, and so end another.
    beginnings = ('machine', 'default', 'macdef')
    fields = {'login': 'login', 'user': 'login', 'account': 'account', 'password': 'password'}

    def __init__(self, target, name, file, own):
        self.target = target
        self.name = name
        self.file = file
        self.own = own
        self.words = shlex.shlex(file)
        # Passwords may be of any characters.
        self.words.wordchars += r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
        self.words.commenters = ''

    def error(self, message):
        return NetrcParseError(message, self.name, self.words.lineno)

    def read(self):
        while True:
            word = self.words.get_token()
            if not word:
                return
            if word.startswith('#'):
                # A comment goes up to the end of its line, which may have been read already.
                self.file.seek(-len(word) - 1, os.SEEK_CUR)
                self.file.readline()
            elif word == 'macdef':
                self.read_macro(self.words.get_token())
            elif word in self.beginnings:
                self.read_entry(word, word if word == 'default' else self.words.get_token())
            else:
                raise self.error('bad toplevel token %r' % word)

    def read_macro(self, name):
        """Read lines up to an empty one."""
        lines = self.target.macros[name] = []
        for line in iter(self.file.readline, ''):
            if line == '\n':
                return
            lines.append(line)

    def read_entry(self, kind, host):
        """Read an account up to the beginning of another entry."""
        values = {'login': '', 'account': None, 'password': None}
        self.target.hosts[host] = {}
        while True:
            word = self.words.get_token()
            if not word or word.startswith('#') or word in self.beginnings:
                break
            if word not in self.fields:
                raise self.error('bad follower token %r' % word)
            if word == 'password' and self.own:
                self.check_safety()
            values[self.fields[word]] = self.words.get_token()
        if not values['password']:
            raise self.error('malformed %s entry %s terminated by %r' % (kind, host, word))
        self.target.hosts[host] = values['login'], values['account'], values['password']
        self.words.push_token(word)

    def check_safety(self):
        """Nobody else may own the file, or be allowed to read it."""
        import stat
        status = os.fstat(self.file.fileno())
        if status.st_uid != os.getuid():
            raise self.error('~/.netrc file owner (%s) does not match current user (%s)'
                             % (_user_name(status.st_uid), _user_name(os.getuid())))
        if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise self.error('~/.netrc access too permissive: access permissions must restrict '
                             'access to only the owner')


def _user_name(uid):
    import pwd
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return 'uid %s' % uid


class netrc:
    """The contents of a file. hosts: name -> (login, account, password); macros: name -> list of lines."""

    def __init__(self, file=None):
        """Read a file; by default .netrc in the user's folder. IOError, NetrcParseError."""
        own = file is None
        if own:
            if 'HOME' not in os.environ:
                raise IOError('Could not find .netrc: $HOME is not set')
            file = os.path.join(os.environ['HOME'], '.netrc')
        self.hosts = {}
        self.macros = {}
        with open(file) as stream:
            _Reader(self, file, stream, own).read()

    def authenticators(self, host):
        """(login, account, password) for a host; those for hosts without an entry, or None."""
        return self.hosts.get(host) or self.hosts.get('default')

    def __repr__(self):
        """A file with the same contents."""
        text = ''
        for host, (login, account, password) in self.hosts.items():
            text += 'machine %s\n\tlogin %s\n' % (host, login)
            if account:
                text += '\taccount %s\n' % account
            text += '\tpassword %s\n' % password
        for name, lines in self.macros.items():
            text += 'macdef %s\n%s\n' % (name, ''.join(lines))
        return text


if __name__ == '__main__':
    print netrc()
