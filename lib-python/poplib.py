"""Mail fetched from a server by POP3 (RFC 1939)."""

import re
import socket

__all__ = ['POP3', 'error_proto']

POP3_PORT = 110
POP3_SSL_PORT = 995

CR = '\r'
LF = '\n'
CRLF = '\r\n'

# No line of a server may be longer.
_MAXLINE = 2048


class error_proto(Exception):
    """The server refuses something, or says what nobody understands."""


class POP3:
    """A connection to a server.

    Each command is a method that returns the answer: a line, or a tuple (line,
    list of lines, their bytes). All of them raise error_proto.
    """

    # What servers that know APOP greet with.
    timestamp = re.compile(r'\+OK.[^<]*(<.*>)')

    def __init__(self, host, port=POP3_PORT, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        self._debugging = 0
        self.host, self.port = host, port
        self.sock = socket.create_connection((host, port), timeout)
        self.file = self.sock.makefile('rb')
        self.welcome = self._getresp()

    def set_debuglevel(self, level):
        """Print: 1 commands, 2 also what is sent and received."""
        self._debugging = level

    def _trace(self, level, kind, line):
        if self._debugging >= level:
            print '*%s*' % kind, repr(line)

    def getwelcome(self):
        """What the server greeted with."""
        return self.welcome

    # ---- lines

    def _putline(self, line):
        self._trace(2, 'put', line)
        self.sock.sendall(line + CRLF)

    def _putcmd(self, line):
        self._trace(1, 'cmd', line)
        self._putline(line)

    def _getline(self):
        """The next line, without its end, and how many bytes it had."""
        line = self._read_line()
        self._trace(2, 'get', line)
        if not line:
            raise error_proto('-ERR EOF')
        if line.endswith(CRLF):
            return line[:-2], len(line)
        # Some servers mix up both characters: the second is on the next line.
        return line[line.startswith(CR):-1], len(line)

    def _read_line(self):
        line = self.file.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise error_proto('line too long')
        return line

    def _getresp(self):
        """An answer of a line."""
        line = self._getline()[0]
        self._trace(2, 'resp', line)
        if not line.startswith('+'):
            raise error_proto(line)
        return line

    def _getlongresp(self):
        """An answer of several lines, up to one of a dot only."""
        answer = self._getresp()
        lines = []
        total = 0
        while True:
            line, size = self._getline()
            if line == '.':
                return answer, lines, total
            # Other lines that begin with a dot have another one before it.
            stuffed = line.startswith('..')
            lines.append(line[stuffed:])
            total += size - stuffed

    def _shortcmd(self, line):
        self._putcmd(line)
        return self._getresp()

    def _longcmd(self, line):
        self._putcmd(line)
        return self._getlongresp()

    # ---- commands

    def user(self, user):
        """Say who is there."""
        return self._shortcmd('USER %s' % user)

    def pass_(self, pswd):
        """Say the password. From then on nobody else has the mail."""
        return self._shortcmd('PASS %s' % pswd)

    def apop(self, user, secret):
        """Say who is there and prove to know the password."""
        greeting = self.timestamp.match(self.welcome)
        if not greeting:
            raise error_proto('-ERR APOP not supported by server')
        import hashlib
        proof = hashlib.md5(greeting.group(1) + secret).hexdigest()
        return self._shortcmd('APOP %s %s' % (user, proof))

    def rpop(self, user):
        """Say who is there, without a password."""
        return self._shortcmd('RPOP %s' % user)

    def stat(self):
        """(number of messages, their bytes)."""
        words = self._shortcmd('STAT').split()
        return int(words[1]), int(words[2])

    def list(self, which=None):
        """Lines of a message's number and size: for one, or for all."""
        return self._longcmd('LIST') if which is None else self._shortcmd('LIST %s' % which)

    def uidl(self, which=None):
        """Lines of a message's number and identity: for one, or for all."""
        return self._longcmd('UIDL') if which is None else self._shortcmd('UIDL %s' % which)

    def retr(self, which):
        """The lines of a message."""
        return self._longcmd('RETR %s' % which)

    def top(self, which, howmuch):
        """The headers of a message and some of its lines."""
        return self._longcmd('TOP %s %s' % (which, howmuch))

    def dele(self, which):
        """Have a message deleted at the end."""
        return self._shortcmd('DELE %s' % which)

    def rset(self):
        """Have nothing deleted."""
        return self._shortcmd('RSET')

    def noop(self):
        """Have nothing done."""
        return self._shortcmd('NOOP')

    def quit(self):
        """End the session, and delete what is to be deleted."""
        try:
            return self._shortcmd('QUIT')
        except error_proto as error:
            return error
        finally:
            self.file.close()
            self.sock.close()
            del self.file, self.sock
