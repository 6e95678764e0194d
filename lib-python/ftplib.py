"""A client of FTP.

    ftp = FTP('ftp.example.org')
    ftp.login()
    ftp.retrlines('LIST')
    ftp.retrbinary('RETR file', open('file', 'wb').write)
    ftp.quit()
"""

import os
import re
import socket
import sys

__all__ = ['FTP', 'Netrc']

MSG_OOB = 0x1
FTP_PORT = 21
MAXLINE = 8192


class Error(Exception):
    pass


class error_reply(Error):
    """An unexpected [123]xx reply."""


class error_temp(Error):
    """A 4xx error."""


class error_perm(Error):
    """A 5xx error."""


class error_proto(Error):
    """A reply that does not begin with [1-5]."""


all_errors = (Error, IOError, EOFError)
CRLF = '\r\n'


class FTP:
    """A connection to a server. Given a host it connects, given a user it logs in."""

    debugging = 0
    host = ''
    port = FTP_PORT
    maxline = MAXLINE
    sock = None
    file = None
    welcome = None
    passiveserver = 1
    # A server may name any address for data; unless this is true its own is taken.
    trust_server_pasv_ipv4_address = False

    def __init__(self, host='', user='', passwd='', acct='', timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        self.timeout = timeout
        if host:
            self.connect(host)
            if user:
                self.login(user, passwd, acct)

    def connect(self, host='', port=0, timeout=-999):
        """Connect; the server's greeting."""
        if host != '':
            self.host = host
        if port > 0:
            self.port = port
        if timeout != -999:
            self.timeout = timeout
        self.sock = socket.create_connection((self.host, self.port), self.timeout)
        self.af = self.sock.family
        self.file = self.sock.makefile('rb')
        self.welcome = self.getresp()
        return self.welcome

    def getwelcome(self):
        if self.debugging:
            print '*welcome*', self.sanitize(self.welcome)
        return self.welcome

    def set_debuglevel(self, level):
        """0: show nothing, 1: commands and replies, 2: every line."""
        self.debugging = level

    debug = set_debuglevel

    def set_pasv(self, val):
        """Whether connections for data are made by this side."""
        self.passiveserver = val

    # ---- lines

    def sanitize(self, s):
        """A command as it may be shown: without a password."""
        if s[:5] in ('pass ', 'PASS '):
            i = len(s.rstrip('\r\n'))
            s = s[:5] + '*' * (i - 5) + s[i:]
        return repr(s)

    def putline(self, line):
        if '\r' in line or '\n' in line:
            raise ValueError('an illegal newline character should not be contained')
        line += CRLF
        if self.debugging > 1:
            print '*put*', self.sanitize(line)
        self.sock.sendall(line)

    def putcmd(self, line):
        if self.debugging:
            print '*cmd*', self.sanitize(line)
        self.putline(line)

    def getline(self):
        line = self.file.readline(self.maxline + 1)
        if len(line) > self.maxline:
            raise Error('got more than %d bytes' % self.maxline)
        if self.debugging > 1:
            print '*get*', self.sanitize(line)
        if not line:
            raise EOFError
        if line[-2:] == CRLF:
            return line[:-2]
        if line[-1:] in CRLF:
            return line[:-1]
        return line

    def getmultiline(self):
        line = self.getline()
        if line[3:4] == '-':
            code = line[:3]
            while True:
                nextline = self.getline()
                line += '\n' + nextline
                if nextline[:3] == code and nextline[3:4] != '-':
                    break
        return line

    def getresp(self):
        """The next reply, which is none of an error."""
        resp = self.getmultiline()
        if self.debugging:
            print '*resp*', self.sanitize(resp)
        self.lastresp = resp[:3]
        c = resp[:1]
        if c in ('1', '2', '3'):
            return resp
        if c == '4':
            raise error_temp(resp)
        if c == '5':
            raise error_perm(resp)
        raise error_proto(resp)

    def voidresp(self):
        """The next reply, which says that all is done."""
        resp = self.getresp()
        if resp[:1] != '2':
            raise error_reply(resp)
        return resp

    def abort(self):
        """Have a transfer stop."""
        line = 'ABOR' + CRLF
        if self.debugging > 1:
            print '*put urgent*', self.sanitize(line)
        self.sock.sendall(line, MSG_OOB)
        resp = self.getmultiline()
        if resp[:3] not in ('426', '225', '226'):
            raise error_proto(resp)

    def sendcmd(self, cmd):
        self.putcmd(cmd)
        return self.getresp()

    def voidcmd(self, cmd):
        self.putcmd(cmd)
        return self.voidresp()

    # ---- connections for data

    def sendport(self, host, port):
        """Tell the server where to connect to."""
        numbers = host.split('.') + [repr(port // 256), repr(port % 256)]
        return self.voidcmd('PORT ' + ','.join(numbers))

    def sendeprt(self, host, port):
        family = {socket.AF_INET: 1, socket.AF_INET6: 2}.get(self.af, 0)
        if family == 0:
            raise error_proto('unsupported address family')
        return self.voidcmd('EPRT ' + '|'.join(['', repr(family), host, repr(port), '']))

    def makeport(self):
        """Listen where the server was told to connect to."""
        err = None
        sock = None
        for family, kind, proto, name, address in socket.getaddrinfo(
                None, 0, self.af, socket.SOCK_STREAM, 0, socket.AI_PASSIVE):
            try:
                sock = socket.socket(family, kind, proto)
                sock.bind(address)
            except socket.error, err:
                if sock:
                    sock.close()
                sock = None
                continue
            break
        if sock is None:
            raise err if err is not None else socket.error('getaddrinfo returns an empty list')
        sock.listen(1)
        port = sock.getsockname()[1]
        host = self.sock.getsockname()[0]
        if self.af == socket.AF_INET:
            self.sendport(host, port)
        else:
            self.sendeprt(host, port)
        if self.timeout is not socket._GLOBAL_DEFAULT_TIMEOUT:
            sock.settimeout(self.timeout)
        return sock

    def makepasv(self):
        """Ask the server where it listens: (host, port)."""
        if self.af == socket.AF_INET:
            host, port = parse227(self.sendcmd('PASV'))
            if not self.trust_server_pasv_ipv4_address:
                host = self.sock.getpeername()[0]
            return host, port
        return parse229(self.sendcmd('EPSV'), self.sock.getpeername())

    def ntransfercmd(self, cmd, rest=None):
        """Start a transfer: (its connection, the size of what comes or None). rest: where to start."""
        size = None
        if self.passiveserver:
            host, port = self.makepasv()
            conn = socket.create_connection((host, port), self.timeout)
            listener = None
        else:
            conn = None
            listener = self.makeport()
        try:
            if rest is not None:
                self.sendcmd('REST %s' % rest)
            resp = self.sendcmd(cmd)
            # Some servers say 200 first.
            if resp[0] == '2':
                resp = self.getresp()
            if resp[0] != '1':
                raise error_reply(resp)
            if listener is not None:
                conn, address = listener.accept()
                if self.timeout is not socket._GLOBAL_DEFAULT_TIMEOUT:
                    conn.settimeout(self.timeout)
        except:
            if conn is not None:
                conn.close()
            raise
        finally:
            if listener is not None:
                listener.close()
        if resp[:3] == '150':
            size = parse150(resp)
        return conn, size

    def transfercmd(self, cmd, rest=None):
        return self.ntransfercmd(cmd, rest)[0]

    # ---- commands

    def login(self, user='', passwd='', acct=''):
        """Log in, as anonymous if no user is given."""
        user = user or 'anonymous'
        passwd = passwd or ''
        acct = acct or ''
        if user == 'anonymous' and passwd in ('', '-'):
            passwd += 'anonymous@'
        resp = self.sendcmd('USER ' + user)
        if resp[0] == '3':
            resp = self.sendcmd('PASS ' + passwd)
        if resp[0] == '3':
            resp = self.sendcmd('ACCT ' + acct)
        if resp[0] != '2':
            raise error_reply(resp)
        return resp

    def retrbinary(self, cmd, callback, blocksize=8192, rest=None):
        """Call callback with each block that comes."""
        self.voidcmd('TYPE I')
        conn = self.transfercmd(cmd, rest)
        while True:
            data = conn.recv(blocksize)
            if not data:
                break
            callback(data)
        conn.close()
        return self.voidresp()

    def retrlines(self, cmd, callback=None):
        """Call callback (or print) with each line that comes, without its end."""
        if callback is None:
            callback = print_line
        self.sendcmd('TYPE A')
        conn = self.transfercmd(cmd)
        lines = conn.makefile('rb')
        while True:
            line = lines.readline(self.maxline + 1)
            if len(line) > self.maxline:
                raise Error('got more than %d bytes' % self.maxline)
            if self.debugging > 2:
                print '*retr*', repr(line)
            if not line:
                break
            if line[-2:] == CRLF:
                line = line[:-2]
            elif line[-1:] == '\n':
                line = line[:-1]
            callback(line)
        lines.close()
        conn.close()
        return self.voidresp()

    def storbinary(self, cmd, fp, blocksize=8192, callback=None, rest=None):
        """Send a file's bytes; callback is called with each block sent."""
        self.voidcmd('TYPE I')
        conn = self.transfercmd(cmd, rest)
        while True:
            block = fp.read(blocksize)
            if not block:
                break
            conn.sendall(block)
            if callback:
                callback(block)
        conn.close()
        return self.voidresp()

    def storlines(self, cmd, fp, callback=None):
        """Send a file's lines."""
        self.voidcmd('TYPE A')
        conn = self.transfercmd(cmd)
        while True:
            line = fp.readline(self.maxline + 1)
            if len(line) > self.maxline:
                raise Error('got more than %d bytes' % self.maxline)
            if not line:
                break
            if line[-2:] != CRLF:
                if line[-1] in CRLF:
                    line = line[:-1]
                line += CRLF
            conn.sendall(line)
            if callback:
                callback(line)
        conn.close()
        return self.voidresp()

    def acct(self, password):
        return self.voidcmd('ACCT ' + password)

    def nlst(self, *args):
        """The names in a folder."""
        files = []
        self.retrlines(' '.join(('NLST',) + args), files.append)
        return files

    def dir(self, *args):
        """Print a folder (or call the last argument with its lines)."""
        callback = None
        if args and type(args[-1]) != type(''):
            args, callback = args[:-1], args[-1]
        self.retrlines(' '.join(['LIST'] + [arg for arg in args if arg]), callback)

    def rename(self, fromname, toname):
        resp = self.sendcmd('RNFR ' + fromname)
        if resp[0] != '3':
            raise error_reply(resp)
        return self.voidcmd('RNTO ' + toname)

    def delete(self, filename):
        resp = self.sendcmd('DELE ' + filename)
        if resp[:3] in ('250', '200'):
            return resp
        raise error_reply(resp)

    def cwd(self, dirname):
        if dirname == '..':
            try:
                return self.voidcmd('CDUP')
            except error_perm, msg:
                if msg.args[0][:3] != '500':
                    raise
        elif dirname == '':
            dirname = '.'
        return self.voidcmd('CWD ' + dirname)

    def size(self, filename):
        """A file's size; None if the reply is not understood."""
        resp = self.sendcmd('SIZE ' + filename)
        if resp[:3] == '213':
            s = resp[3:].strip()
            try:
                return int(s)
            except (OverflowError, ValueError):
                return long(s)

    def mkd(self, dirname):
        return parse257(self.sendcmd('MKD ' + dirname))

    def rmd(self, dirname):
        return self.voidcmd('RMD ' + dirname)

    def pwd(self):
        return parse257(self.sendcmd('PWD'))

    def quit(self):
        """Say goodbye and close."""
        resp = self.voidcmd('QUIT')
        self.close()
        return resp

    def close(self):
        """Close without saying goodbye."""
        try:
            file, self.file = self.file, None
            if file is not None:
                file.close()
        finally:
            sock, self.sock = self.sock, None
            if sock is not None:
                sock.close()


_150_re = _227_re = None


def parse150(resp):
    """The size in a 150 reply, or None."""
    if resp[:3] != '150':
        raise error_reply(resp)
    global _150_re
    if _150_re is None:
        _150_re = re.compile(r'150 .* \((\d+) bytes\)', re.IGNORECASE)
    match = _150_re.match(resp)
    if not match:
        return None
    return int(match.group(1))


def parse227(resp):
    """(host, port) of a 227 reply."""
    if resp[:3] != '227':
        raise error_reply(resp)
    global _227_re
    if _227_re is None:
        _227_re = re.compile(r'(\d+),(\d+),(\d+),(\d+),(\d+),(\d+)')
    match = _227_re.search(resp)
    if not match:
        raise error_proto(resp)
    numbers = match.groups()
    return '.'.join(numbers[:4]), (int(numbers[4]) << 8) + int(numbers[5])


def parse229(resp, peer):
    """(host, port) of a 229 reply of the server at the address peer."""
    if resp[:3] != '229':
        raise error_reply(resp)
    left = resp.find('(')
    if left < 0:
        raise error_proto(resp)
    right = resp.find(')', left + 1)
    if right < 0 or resp[left + 1] != resp[right - 1]:
        raise error_proto(resp)
    parts = resp[left + 1:right].split(resp[left + 1])
    if len(parts) != 5:
        raise error_proto(resp)
    return peer[0], int(parts[3])


def parse257(resp):
    """The folder that a 257 reply names in quotes; '' if it does not."""
    if resp[:3] != '257':
        raise error_reply(resp)
    if resp[3:5] != ' "':
        return ''
    name = []
    i = 5
    while i < len(resp):
        c = resp[i]
        i += 1
        if c == '"':
            # Two stand for one.
            if resp[i:i + 1] != '"':
                break
            i += 1
        name.append(c)
    return ''.join(name)


def print_line(line):
    print line


def ftpcp(source, sourcename, target, targetname='', type='I'):
    """Copy a file from one server to another."""
    targetname = targetname or sourcename
    type = 'TYPE ' + type
    source.voidcmd(type)
    target.voidcmd(type)
    host, port = parse227(source.sendcmd('PASV'))
    target.sendport(host, port)
    # The target must listen before the source is told to send.
    if target.sendcmd('STOR ' + targetname)[:3] not in ('125', '150'):
        raise error_proto
    if source.sendcmd('RETR ' + sourcename)[:3] not in ('125', '150'):
        raise error_proto
    source.voidresp()
    target.voidresp()


class Netrc:
    """The accounts and macros of a .netrc file."""

    def __init__(self, filename=None):
        if filename is None:
            if 'HOME' not in os.environ:
                raise IOError('specify file to load or set $HOME')
            filename = os.path.join(os.environ['HOME'], '.netrc')
        self.__hosts = {}
        self.__macros = {}
        self.__default = None, None, None
        with open(filename) as lines:
            self.__parse(lines)

    def __parse(self, lines):
        macro = None
        for line in lines:
            if len(line) > MAXLINE:
                raise Error('got more than %d bytes' % MAXLINE)
            if macro is not None:
                if line.strip():
                    macro.append(line)
                    continue
                macro = None
            words = line.split()
            host = user = passwd = acct = None
            default = 0
            i = 0
            while i < len(words):
                word = words[i]
                value = words[i + 1] if i + 1 < len(words) else None
                if word == 'default':
                    default = 1
                elif word == 'machine' and value:
                    host, i = value.lower(), i + 1
                elif word == 'login' and value:
                    user, i = value, i + 1
                elif word == 'password' and value:
                    passwd, i = value, i + 1
                elif word == 'account' and value:
                    acct, i = value, i + 1
                elif word == 'macdef' and value:
                    macro = self.__macros[value] = []
                    break
                i += 1
            if default:
                self.__default = tuple(new or old for new, old in zip((user, passwd, acct), self.__default))
            if host:
                known = self.__hosts.get(host, (None, None, None))
                self.__hosts[host] = tuple(new or old for new, old in zip((user, passwd, acct), known))

    def get_hosts(self):
        return self.__hosts.keys()

    def get_account(self, host):
        """(user, password, account) for a host; each None where the file has none."""
        known = self.__hosts.get(host.lower(), (None, None, None))
        return tuple(own or default for own, default in zip(known, self.__default))

    def get_macros(self):
        return self.__macros.keys()

    def get_macro(self, macro):
        return self.__macros[macro]
