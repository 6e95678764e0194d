"""Files from and to servers by FTP (RFC 959).

    ftp = ftplib.FTP('ftp.example.org')
    ftp.login()
    ftp.retrlines('LIST')
    ftp.retrbinary('RETR file', open('file', 'wb').write)
    ftp.quit()
"""

import os
import re
import socket

__all__ = ['FTP', 'Netrc']

FTP_PORT = 21
CRLF = '\r\n'

# How urgent data is sent.
MSG_OOB = 0x1

# No line may be longer.
MAXLINE = 8192


class Error(Exception):
    """Base of the errors of FTP."""


class error_reply(Error):
    """Another answer was expected."""


class error_temp(Error):
    """An answer of 400 to 499: it may be done later."""


class error_perm(Error):
    """An answer of 500 to 599: it will never be done."""


class error_proto(Error):
    """An answer that is none."""


all_errors = (Error, IOError, EOFError)

# The first character of an answer -> what it raises.
_refusals = {'4': error_temp, '5': error_perm}


class FTP:
    """A connection to a server."""

    host = ''
    port = FTP_PORT
    debugging = 0
    maxline = MAXLINE
    sock = file = welcome = None
    # Whether it is this side that connects for a transfer.
    passiveserver = 1
    # Whether it then connects to any address that the server says, or to the server's own only.
    trust_server_pasv_ipv4_address = False

    def __init__(self, host='', user='', passwd='', acct='', timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """Connect if a host is given, and log in if a user is, too."""
        self.timeout = timeout
        if host:
            self.connect(host)
        if host and user:
            self.login(user, passwd, acct)

    def connect(self, host='', port=0, timeout=-999):
        """Connect; what the server greets with. What is not given stays."""
        self.host = host or self.host
        self.port = port if port > 0 else self.port
        self.timeout = self.timeout if timeout == -999 else timeout
        self.sock = sock = socket.create_connection((self.host, self.port), self.timeout)
        self.af = sock.family
        self.file = sock.makefile('rb')
        self.welcome = answer = self.getresp()
        return answer

    def getwelcome(self):
        """What the server greeted with."""
        self._trace(1, 'welcome', self.welcome)
        return self.welcome

    def set_debuglevel(self, level):
        """Print: 1 commands and answers, 2 also what is sent and received."""
        self.debugging = level

    debug = set_debuglevel

    def set_pasv(self, val):
        """Whether it is this side that connects for a transfer."""
        self.passiveserver = val

    def close(self):
        """Close the connection. The server is not told."""
        file, self.file = self.file, None
        sock, self.sock = self.sock, None
        try:
            if file is not None:
                file.close()
        finally:
            if sock is not None:
                sock.close()

    # ---- lines

    def _trace(self, level, kind, line):
        if self.debugging >= level:
            print '*%s*' % kind, self.sanitize(line)

    def sanitize(self, s):
        """A line as it may be shown: without a password."""
        if s[:5] in ('PASS ', 'pass '):
            password = s[5:].rstrip(CRLF)
            s = s[:5] + '*' * len(password) + s[5 + len(password):]
        return repr(s)

    def putline(self, line):
        """Send a line."""
        if '\n' in line or '\r' in line:
            # It would be several commands.
            raise ValueError('an illegal newline character should not be contained')
        line += CRLF
        self._trace(2, 'put', line)
        self.sock.sendall(line)

    def putcmd(self, line):
        """Send a command."""
        self._trace(1, 'cmd', line)
        self.putline(line)

    def _read_line(self, file):
        line = file.readline(self.maxline + 1)
        if len(line) > self.maxline:
            raise Error('got more than %d bytes' % self.maxline)
        return line

    def getline(self):
        """The next line, without its end. EOFError."""
        line = self._read_line(self.file)
        self._trace(2, 'get', line)
        if not line:
            raise EOFError
        for end in CRLF, '\r', '\n':
            if line.endswith(end):
                return line[:-len(end)]
        return line

    def getmultiline(self):
        """The next answer, of one line or several."""
        lines = [self.getline()]
        if lines[0][3:4] == '-':
            code = lines[0][:3]
            while len(lines) == 1 or lines[-1][:3] != code or lines[-1][3:4] == '-':
                lines.append(self.getline())
        return '\n'.join(lines)

    def getresp(self):
        """The next answer. error_temp, error_perm, error_proto."""
        answer = self.getmultiline()
        self._trace(1, 'resp', answer)
        self.lastresp = answer[:3]
        if answer[:1] in ('1', '2', '3'):
            return answer
        raise _refusals.get(answer[:1], error_proto)(answer)

    def voidresp(self):
        """The next answer, which is that something is done. error_reply."""
        return _expected('2', self.getresp())

    def sendcmd(self, cmd):
        """Send a command; the answer."""
        self.putcmd(cmd)
        return self.getresp()

    def voidcmd(self, cmd):
        """Send a command; the answer, which is that it is done. error_reply."""
        self.putcmd(cmd)
        return self.voidresp()

    def abort(self):
        """Have a transfer stopped."""
        line = 'ABOR' + CRLF
        self._trace(2, 'put urgent', line)
        # By this the server learns of it while it is busy.
        self.sock.sendall(line, MSG_OOB)
        answer = self.getmultiline()
        if answer[:3] not in ('225', '226', '426'):
            raise error_proto(answer)

    # ---- connections for transfers

    def sendport(self, host, port):
        """Tell the server where to connect to."""
        high, low = divmod(port, 256)
        return self.voidcmd('PORT %s,%d,%d' % (host.replace('.', ','), high, low))

    def sendeprt(self, host, port):
        """Tell the server where to connect to, by RFC 2428."""
        families = {socket.AF_INET: 1, socket.AF_INET6: 2}
        if self.af not in families:
            raise error_proto('unsupported address family')
        return self.voidcmd('EPRT |%d|%s|%r|' % (families[self.af], host, port))

    def makeport(self):
        """A socket to which the server was told to connect."""
        listener = self._listener()
        host, port = self.sock.getsockname()[0], listener.getsockname()[1]
        (self.sendport if self.af == socket.AF_INET else self.sendeprt)(host, port)
        self._limit(listener)
        return listener

    def _listener(self):
        error = socket.error('getaddrinfo returns an empty list')
        for family, kind, protocol, _, address in socket.getaddrinfo(
                None, 0, self.af, socket.SOCK_STREAM, 0, socket.AI_PASSIVE):
            listener = None
            try:
                listener = socket.socket(family, kind, protocol)
                listener.bind(address)
            except socket.error as error:
                if listener is not None:
                    listener.close()
            else:
                listener.listen(1)
                return listener
        raise error

    def _limit(self, sock):
        if self.timeout is not socket._GLOBAL_DEFAULT_TIMEOUT:
            sock.settimeout(self.timeout)

    def makepasv(self):
        """The address where the server waits for a connection."""
        peer = self.sock.getpeername()
        if self.af != socket.AF_INET:
            return parse229(self.sendcmd('EPSV'), peer)
        host, port = parse227(self.sendcmd('PASV'))
        return host if self.trust_server_pasv_ipv4_address else peer[0], port

    def ntransfercmd(self, cmd, rest=None):
        """Begin a transfer, from byte rest on: its socket, and how many bytes come, or None."""
        # What is to be closed if it fails: the socket itself, or the one that waits for it.
        if self.passiveserver:
            first = socket.create_connection(self.makepasv(), self.timeout)
        else:
            first = self.makeport()
        connection = None
        try:
            if rest is not None:
                self.sendcmd('REST %s' % rest)
            answer = self.sendcmd(cmd)
            if answer[0] == '2':
                # Some servers answer twice.
                answer = self.getresp()
            _expected('1', answer)
            if self.passiveserver:
                connection = first
            else:
                connection = first.accept()[0]
                self._limit(connection)
        finally:
            if connection is not first:
                first.close()
        return connection, parse150(answer) if answer[:3] == '150' else None

    def transfercmd(self, cmd, rest=None):
        """Begin a transfer, from byte rest on: its socket."""
        return self.ntransfercmd(cmd, rest)[0]

    # ---- transfers

    def retrbinary(self, cmd, callback, blocksize=8192, rest=None):
        """Receive bytes; each block is given to a function."""
        def receive(connection):
            for block in iter(lambda: connection.recv(blocksize), ''):
                callback(block)

        self.voidcmd('TYPE I')
        return self._transfer(cmd, rest, receive)

    def retrlines(self, cmd, callback=None):
        """Receive lines; each, without its end, is given to a function or printed."""
        if callback is None:
            callback = print_line

        def receive(connection):
            file = connection.makefile('rb')
            try:
                for line in iter(lambda: self._read_line(file), ''):
                    if self.debugging > 2:
                        print '*retr*', repr(line)
                    end = 2 if line.endswith(CRLF) else line.endswith('\n')
                    callback(line[:len(line) - end])
            finally:
                file.close()

        self.sendcmd('TYPE A')
        return self._transfer(cmd, None, receive)

    def storbinary(self, cmd, fp, blocksize=8192, callback=None, rest=None):
        """Send the bytes of a file; each block that was sent is given to a function."""
        self.voidcmd('TYPE I')
        return self._store(cmd, rest, iter(lambda: fp.read(blocksize), ''), callback)

    def storlines(self, cmd, fp, callback=None):
        """Send the lines of a file; each that was sent is given to a function."""
        self.voidcmd('TYPE A')
        lines = iter(lambda: self._read_line(fp), '')
        return self._store(cmd, None, (_with_crlf(line) for line in lines), callback)

    def _store(self, cmd, rest, pieces, callback):
        def send(connection):
            for piece in pieces:
                connection.sendall(piece)
                if callback:
                    callback(piece)

        return self._transfer(cmd, rest, send)

    def _transfer(self, cmd, rest, action):
        """Begin a transfer and do something with its socket; the answer when it is over."""
        connection = self.transfercmd(cmd, rest)
        try:
            action(connection)
        finally:
            connection.close()
        return self.voidresp()

    # ---- commands

    def login(self, user='', passwd='', acct=''):
        """Log in, by default as one of many."""
        user = user or 'anonymous'
        passwd = passwd or ''
        if user == 'anonymous' and passwd in ('', '-'):
            passwd += 'anonymous@'
        # The server asks for as much as it wants to know.
        for command in 'USER ' + user, 'PASS ' + passwd, 'ACCT ' + (acct or ''):
            answer = self.sendcmd(command)
            if answer[0] != '3':
                break
        return _expected('2', answer)

    def acct(self, password):
        """Say another password."""
        return self.voidcmd('ACCT ' + password)

    def nlst(self, *args):
        """The names in a folder, as a list."""
        names = []
        self.retrlines(' '.join(('NLST',) + args), names.append)
        return names

    def dir(self, *args):
        """List a folder. The last argument may be a function that is called with each line, rather than to print it."""
        callback = None
        if args and not isinstance(args[-1], str):
            callback = args[-1]
            args = args[:-1]
        self.retrlines(' '.join(('LIST',) + filter(None, args)), callback)

    def rename(self, fromname, toname):
        _expected('3', self.sendcmd('RNFR ' + fromname))
        return self.voidcmd('RNTO ' + toname)

    def delete(self, filename):
        answer = self.sendcmd('DELE ' + filename)
        if answer[:3] not in ('200', '250'):
            raise error_reply(answer)
        return answer

    def cwd(self, dirname):
        """Change to a folder."""
        if dirname == '..':
            try:
                return self.voidcmd('CDUP')
            except error_perm as error:
                # 500: it does not know the command.
                if not str(error).startswith('500'):
                    raise
        return self.voidcmd('CWD ' + (dirname or '.'))

    def size(self, filename):
        """The size of a file; None if the server does not say it so."""
        answer = self.sendcmd('SIZE ' + filename)
        return int(answer[3:]) if answer.startswith('213') else None

    def mkd(self, dirname):
        """Make a folder; its whole name."""
        return parse257(self.sendcmd('MKD ' + dirname))

    def rmd(self, dirname):
        """Remove a folder."""
        return self.voidcmd('RMD ' + dirname)

    def pwd(self):
        """The name of the folder that this is."""
        return parse257(self.sendcmd('PWD'))

    def quit(self):
        """Tell the server, and close the connection."""
        answer = self.voidcmd('QUIT')
        self.close()
        return answer


def _with_crlf(line):
    """A line as it is sent. What ends it, if anything, is one character or CRLF."""
    if line.endswith(CRLF):
        return line
    return (line[:-1] if line[-1] in CRLF else line) + CRLF


def print_line(line):
    """What is done with lines where nothing else is said."""
    print line


def ftpcp(source, sourcename, target, targetname='', type='I'):
    """Copy a file from one server to another."""
    for ftp in source, target:
        ftp.voidcmd('TYPE ' + type)
    target.sendport(*parse227(source.sendcmd('PASV')))
    # RFC 959: the side that listens is told last.
    for ftp, command in (target, 'STOR ' + (targetname or sourcename)), (source, 'RETR ' + sourcename):
        if ftp.sendcmd(command)[:3] not in ('125', '150'):
            raise error_proto
    source.voidresp()
    target.voidresp()


# ---- answers

_size_of_150 = re.compile(r'150 .* \((\d+) bytes\)', re.IGNORECASE)
_address_of_227 = re.compile(','.join([r'(\d+)'] * 6))


def _expected(beginning, answer):
    if not answer.startswith(beginning):
        raise error_reply(answer)
    return answer


def parse150(resp):
    """How many bytes will come by "150 text (n bytes)"; None if it does not say so."""
    found = _size_of_150.match(_expected('150', resp))
    return int(found.group(1)) if found else None


def parse227(resp):
    """The address in "227 text h1,h2,h3,h4,p1,p2"."""
    found = _address_of_227.search(_expected('227', resp))
    if not found:
        raise error_proto(resp)
    numbers = found.groups()
    return '.'.join(numbers[:4]), int(numbers[4]) * 256 + int(numbers[5])


def parse229(resp, peer):
    """The address in "229 text (|||port|)", where | is any character; the host is that of peer."""
    _, opening, inner = resp.partition('(')
    inner, closing, _ = inner.partition(')')
    fields = inner.split(inner[0]) if inner else []
    _expected('229', resp)
    if not closing or inner[:1] != inner[-1:] or len(fields) != 5:
        raise error_proto(resp)
    return peer[0], int(fields[3])


def parse257(resp):
    """The name in '257 "name" text', in which quotes are doubled; '' if there is none."""
    name = re.match(r'257 "((?:[^"]|"")*)', _expected('257', resp))
    return name.group(1).replace('""', '"') if name else ''


# ---- accounts


class Netrc:
    """The accounts and macros of a file .netrc. (The module netrc knows more.)"""

    _unknown = (None, None, None)
    # What a word in the file sets: (user, password, account).
    _places = {'login': 0, 'password': 1, 'account': 2}

    def __init__(self, filename=None):
        """Read a file; by default the one in the user's folder. IOError."""
        if filename is None:
            if 'HOME' not in os.environ:
                raise IOError('specify file to load or set $HOME')
            filename = os.path.join(os.environ['HOME'], '.netrc')
        self._hosts = {}
        self._macros = {}
        self._default = self._unknown
        with open(filename) as file:
            self._read(file)

    def _read(self, file):
        macro = None
        for line in iter(lambda: file.readline(MAXLINE + 1), ''):
            if len(line) > MAXLINE:
                raise Error('got more than %d bytes' % MAXLINE)
            if macro is None:
                macro = self._read_line(line.split())
            elif line.strip():
                macro.append(line)
            else:
                macro = None

    def _read_line(self, words):
        """Note what a line says: an account, or the macro that is returned, for the lines that follow."""
        macro = host = None
        account = list(self._unknown)
        is_default = False
        words = iter(words)
        for word in words:
            if word == 'default':
                is_default = True
            elif word in ('machine', 'macdef') or word in self._places:
                value = next(words, None)
                if value is None:
                    break
                if word == 'machine':
                    host = value.lower()
                elif word == 'macdef':
                    macro = self._macros[value] = []
                    break
                else:
                    account[self._places[word]] = value
        if is_default:
            self._default = _filled(account, self._default)
        if host:
            self._hosts[host] = _filled(account, self._hosts.get(host, self._unknown))
        return macro

    def get_hosts(self):
        return self._hosts.keys()

    def get_account(self, host):
        """(user, password, account) for a host, of which each may be None."""
        return _filled(self._hosts.get(host.lower(), self._unknown), self._default)

    def get_macros(self):
        return self._macros.keys()

    def get_macro(self, macro):
        """The lines of a macro, as a tuple."""
        return tuple(self._macros[macro])


def _filled(account, other):
    """An account; what it lacks is taken of another one."""
    return tuple([own or others for own, others in zip(account, other)])
