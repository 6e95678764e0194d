"""The file .netrc: accounts at hosts."""

import os
import shlex

__all__ = ['netrc', 'NetrcParseError']


class NetrcParseError(Exception):
    """A file that cannot be understood: msg, filename, lineno."""

    def __init__(self, msg, filename=None, lineno=None):
        self.filename = filename
        self.lineno = lineno
        self.msg = msg
        Exception.__init__(self, msg)

    def __str__(self):
        return '%s (%s, line %s)' % (self.msg, self.filename, self.lineno)


class netrc:
    """hosts: {name: (login, account, password)}; macros: {name: lines}."""

    def __init__(self, file=None):
        default_netrc = file is None
        if file is None:
            try:
                file = os.path.join(os.environ['HOME'], '.netrc')
            except KeyError:
                raise IOError('Could not find .netrc: $HOME is not set')
        self.hosts = {}
        self.macros = {}
        with open(file) as fp:
            self._parse(file, fp, default_netrc)

    def _parse(self, file, fp, default_netrc):
        lexer = shlex.shlex(fp)
        lexer.wordchars += r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
        lexer.commenters = lexer.commenters.replace('#', '')
        while True:
            saved_lineno = lexer.lineno
            toplevel = tt = lexer.get_token()
            if not tt:
                break
            if tt[0] == '#':
                if lexer.lineno == saved_lineno and len(tt) == 1:
                    lexer.instream.readline()
                continue
            if tt == 'machine':
                entryname = lexer.get_token()
            elif tt == 'default':
                entryname = 'default'
            elif tt == 'macdef':
                lines = self.macros[lexer.get_token()] = []
                lexer.whitespace = ' \t'
                while True:
                    line = lexer.instream.readline()
                    if not line or line == '\n':
                        lexer.whitespace = ' \t\r\n'
                        break
                    lines.append(line)
                continue
            else:
                raise NetrcParseError('bad toplevel token %r' % tt, file, lexer.lineno)
            login, account, password = '', None, None
            self.hosts[entryname] = {}
            while True:
                tt = lexer.get_token()
                if tt.startswith('#') or tt in ('', 'machine', 'default', 'macdef'):
                    if not password:
                        raise NetrcParseError('malformed %s entry %s terminated by %s'
                                              % (toplevel, entryname, repr(tt)), file, lexer.lineno)
                    self.hosts[entryname] = login, account, password
                    lexer.push_token(tt)
                    break
                if tt in ('login', 'user'):
                    login = lexer.get_token()
                elif tt == 'account':
                    account = lexer.get_token()
                elif tt == 'password':
                    if default_netrc:
                        self._check_owner(fp, login)
                    password = lexer.get_token()
                else:
                    raise NetrcParseError('bad follower token %r' % tt, file, lexer.lineno)

    def _check_owner(self, fp, login):
        """The user's own file is for nobody else to read, if it has passwords."""
        import pwd
        import stat
        status = os.fstat(fp.fileno())
        if status.st_uid != os.getuid():
            def name(uid):
                try:
                    return pwd.getpwuid(uid)[0]
                except KeyError:
                    return 'uid %s' % uid
            raise NetrcParseError('~/.netrc file owner (%s) does not match current user (%s)'
                                  % (name(status.st_uid), name(os.getuid())))
        if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise NetrcParseError('~/.netrc access too permissive: access permissions must restrict '
                                  'access to only the owner')

    def authenticators(self, host):
        """(login, account, password) for a host, or for all others; None."""
        return self.hosts.get(host) or self.hosts.get('default')

    def __repr__(self):
        """The text of a file with the same contents."""
        out = []
        for host, (login, account, password) in self.hosts.items():
            out.append('machine %s\n\tlogin %r\n' % (host, login))
            if account:
                out.append('account %r' % account)
            out.append('\tpassword %r\n' % password)
        for macro, lines in self.macros.items():
            out.append('macdef %s\n' % macro)
            out += lines
            out.append('\n')
        return ''.join(out)


if __name__ == '__main__':
    print netrc()
