"""News from a server by NNTP (RFC 977).

    server = nntplib.NNTP('news.example.org')
    answer, count, first, last, name = server.group('comp.lang.python')
    answer, subjects = server.xhdr('subject', first + '-' + last)
    answer, number, identity, lines = server.article(last)
    server.quit()
"""

import re
import socket

__all__ = ['NNTP', 'NNTPReplyError', 'NNTPTemporaryError', 'NNTPPermanentError', 'NNTPProtocolError', 'NNTPDataError',
           'error_reply', 'error_temp', 'error_perm', 'error_proto', 'error_data']

NNTP_PORT = 119
CRLF = '\r\n'

# The answers that lines follow: help, lists, articles, headers, news.
LONGRESP = ['100', '215', '220', '221', '222', '224', '230', '231', '282']

# No line of a server may be longer.
_MAXLINE = 2048


class NNTPError(Exception):
    """Base of the errors; response is what the server answered."""

    def __init__(self, *args):
        Exception.__init__(self, *args)
        self.response = args[0] if args else 'No response given'


class NNTPReplyError(NNTPError):
    """Another answer was expected."""


class NNTPTemporaryError(NNTPError):
    """An answer of 400 to 499: it may be done later."""


class NNTPPermanentError(NNTPError):
    """An answer of 500 to 599: it will never be done."""


class NNTPProtocolError(NNTPError):
    """An answer that is none."""


class NNTPDataError(NNTPError):
    """An answer does not have what it should."""


# The old names.
error_reply = NNTPReplyError
error_temp = NNTPTemporaryError
error_perm = NNTPPermanentError
error_proto = NNTPProtocolError
error_data = NNTPDataError


class NNTP:
    """A connection to a server.

    Each command is a method that returns the answer, or a tuple that begins with it. Methods that take a file (or the
    name of one) write the lines into it; the list in their tuples is then empty.
    """

    def __init__(self, host, port=NNTP_PORT, user=None, password=None, readermode=None, usenetrc=True):
        """readermode: tell a server that serves other servers, too, that this is a reader."""
        self.host, self.port = host, port
        self.debugging = 0
        self.sock = socket.create_connection((host, port))
        self.file = self.sock.makefile('rb')
        self.welcome = self.getresp()
        if usenetrc and not user:
            user, password = self._known_user()
        ask_again = readermode and self._become_reader(may_log_in=user)
        if user:
            self._log_in(user, password)
            if ask_again:
                self._become_reader()

    def _known_user(self):
        import netrc
        try:
            known = netrc.netrc().authenticators(self.host)
        except IOError:
            known = None
        return (known[0], known[2]) if known else (None, None)

    def _become_reader(self, may_log_in=False):
        """Say that this is a reader; whether that must be done once more after the user has logged in."""
        try:
            self.welcome = self.shortcmd('mode reader')
        except NNTPPermanentError:
            # It serves readers only.
            pass
        except NNTPTemporaryError, error:
            if may_log_in and error.response.startswith('480'):
                return True
            raise
        return False

    def _log_in(self, user, password):
        answer = self.shortcmd('authinfo user ' + user)
        if answer.startswith('381'):
            if not password:
                raise NNTPReplyError(answer)
            answer = self.shortcmd('authinfo pass ' + password)
            if not answer.startswith('281'):
                raise NNTPPermanentError(answer)

    def getwelcome(self):
        """What the server greeted with: 200, or 201 where nothing can be posted."""
        self._trace(1, 'welcome', self.welcome)
        return self.welcome

    def set_debuglevel(self, level):
        """Print: 1 commands and answers, 2 also what is sent and received."""
        self.debugging = level

    debug = set_debuglevel

    def _trace(self, level, kind, line):
        if self.debugging >= level:
            print '*%s*' % kind, repr(line)

    # ---- lines

    def putline(self, line):
        line += CRLF
        self._trace(2, 'put', line)
        self.sock.sendall(line)

    def putcmd(self, line):
        self._trace(1, 'cmd', line)
        self.putline(line)

    def getline(self):
        """The next line without its end. EOFError."""
        line = self.file.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise NNTPDataError('line too long')
        self._trace(2, 'get', line)
        if not line:
            raise EOFError
        if line.endswith(CRLF):
            return line[:-2]
        return line[:-1] if line[-1] in CRLF else line

    def getresp(self):
        """An answer of a line."""
        answer = self.getline()
        self._trace(1, 'resp', answer)
        kind = answer[:1]
        if kind == '4':
            raise NNTPTemporaryError(answer)
        if kind == '5':
            raise NNTPPermanentError(answer)
        if not kind or kind not in '123':
            raise NNTPProtocolError(answer)
        return answer

    def getlongresp(self, file=None):
        """An answer and the lines behind it, up to one of a dot only."""
        if isinstance(file, str):
            with open(file, 'w') as opened:
                return self.getlongresp(opened)
        answer = self.getresp()
        if answer[:3] not in LONGRESP:
            raise NNTPReplyError(answer)
        lines = []
        for line in iter(self.getline, '.'):
            # Other lines that begin with a dot have another one before it.
            if line.startswith('..'):
                line = line[1:]
            if file:
                file.write(line + '\n')
            else:
                lines.append(line)
        return answer, lines

    def shortcmd(self, line):
        self.putcmd(line)
        return self.getresp()

    def longcmd(self, line, file=None):
        self.putcmd(line)
        return self.getlongresp(file)

    # ---- groups

    def list(self, file=None):
        """All groups: (answer, tuples of name, last article, first article, whether it can be posted to)."""
        answer, lines = self.longcmd('LIST', file)
        return answer, [tuple(line.split()) for line in lines]

    def newgroups(self, date, time, file=None):
        """The groups made since a date ('yymmdd') and time ('hhmmss'): (answer, lines)."""
        return self.longcmd('NEWGROUPS %s %s' % (date, time), file)

    def newnews(self, group, date, time, file=None):
        """The articles since then: (answer, identities)."""
        return self.longcmd('NEWNEWS %s %s %s' % (group, date, time), file)

    def descriptions(self, group_pattern):
        """What groups are for: (answer, tuples of name and text)."""
        answer, lines = self.longcmd('LIST NEWSGROUPS ' + group_pattern)
        if not answer.startswith('215'):
            # Some servers know an older command.
            return self.xgtitle(group_pattern)
        return answer, _names_and_texts(lines)

    def description(self, group):
        """What the first group that matches is for, or ''."""
        found = self.descriptions(group)[1]
        return found[0][1] if found else ''

    def xgtitle(self, group, file=None):
        """What groups are for, where servers know this: (answer, tuples of name and text)."""
        answer, lines = self.longcmd('XGTITLE ' + group, file)
        return answer, _names_and_texts(lines)

    def group(self, name):
        """Work with a group: (answer, number of articles, first, last, its name)."""
        answer = self.shortcmd('GROUP ' + name)
        if not answer.startswith('211'):
            raise NNTPReplyError(answer)
        words = answer.split()[1:5]
        # Some servers say less.
        count, first, last = (words[:3] + [0, 0, 0][len(words[:3]):])
        return answer, count, first, last, words[3].lower() if len(words) > 3 else name

    # ---- articles, by numbers or identities

    def statparse(self, resp):
        """(answer, number, identity) of an answer about an article."""
        if not resp.startswith('22'):
            raise NNTPReplyError(resp)
        words = resp.split()
        return resp, words[1] if len(words) > 1 else 0, words[2] if len(words) > 2 else ''

    def statcmd(self, line):
        return self.statparse(self.shortcmd(line))

    def artcmd(self, line, file=None):
        answer, lines = self.longcmd(line, file)
        return self.statparse(answer) + (lines,)

    def stat(self, id):
        """Go to an article: (answer, number, identity)."""
        return self.statcmd('STAT ' + id)

    def next(self):
        """Go to the next one."""
        return self.statcmd('NEXT')

    def last(self):
        """Go to the one before."""
        return self.statcmd('LAST')

    def head(self, id):
        """The headers of an article: (answer, number, identity, lines)."""
        return self.artcmd('HEAD ' + id)

    def body(self, id, file=None):
        """The text of an article."""
        return self.artcmd('BODY ' + id, file)

    def article(self, id):
        """All of an article."""
        return self.artcmd('ARTICLE ' + id)

    def xhdr(self, hdr, str, file=None):
        """A header of articles ('first-last'): (answer, tuples of number and value)."""
        answer, lines = self.longcmd('XHDR %s %s' % (hdr, str), file)
        matches = [re.match('^([0-9]+) ?(.*)\n?', line) for line in lines]
        return answer, [match.groups() if match else line for match, line in zip(matches, lines)]

    def xover(self, start, end, file=None):
        """What there is to see of articles.

        (answer, tuples of number, subject, sender, date, identity, list of references, size, lines).
        """
        answer, lines = self.longcmd('XOVER ' + start + '-' + end, file)
        articles = []
        for line in lines:
            fields = line.split('\t')
            if len(fields) < 8:
                raise NNTPDataError(line)
            articles.append(tuple(fields[:5]) + (fields[5].split(), fields[6], fields[7]))
        return answer, articles

    def xpath(self, id):
        """The file of an article on the server: (answer, path)."""
        answer = self.shortcmd('XPATH ' + id)
        if not answer.startswith('223') or len(answer.split()) != 2:
            raise NNTPReplyError(answer)
        return answer, answer.split()[1]

    def post(self, f):
        """Post the article in a file."""
        return self._send_article('POST', f)

    def ihave(self, id, f):
        """Offer the article in a file to a server that may have it already."""
        return self._send_article('IHAVE ' + id, f)

    def _send_article(self, command, f):
        answer = self.shortcmd(command)
        if not answer.startswith('3'):
            raise NNTPReplyError(answer)
        for line in iter(f.readline, ''):
            if line.endswith('\n'):
                line = line[:-1]
            # A dot alone would end it.
            self.putline('.' + line if line.startswith('.') else line)
        self.putline('.')
        return self.getresp()

    # ---- others

    def help(self, file=None):
        """What commands there are: (answer, lines)."""
        return self.longcmd('HELP', file)

    def date(self):
        """The server's clock: (answer, date, time) as newnews() takes them."""
        answer = self.shortcmd('DATE')
        if not answer.startswith('111'):
            raise NNTPReplyError(answer)
        words = answer.split()
        if len(words) != 2 or len(words[1]) < 8:
            raise NNTPDataError(answer)
        return answer, words[1][2:8], words[1][-6:]

    def slave(self):
        """Say that this is a server for others."""
        return self.shortcmd('SLAVE')

    def quit(self):
        """End the session."""
        answer = self.shortcmd('QUIT')
        self.file.close()
        self.sock.close()
        del self.file, self.sock
        return answer


def _names_and_texts(lines):
    """The lines that are a name, spaces and a text, as tuples of both."""
    return [tuple(line.split(None, 1)) for line in map(str.strip, lines) if len(line.split(None, 1)) == 2]
