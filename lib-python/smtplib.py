"""Sending mail by SMTP and ESMTP (RFC 821, RFC 1869), and by LMTP (RFC 2033).

    server = smtplib.SMTP('localhost')
    server.sendmail(sender, [recipient], message)
    server.quit()
"""

import base64
import email.utils
import hmac
import re
import socket
from email.base64mime import encode as encode_base64
from sys import stderr

try:
    import ssl
except ImportError:
    ssl = None

__all__ = ['SMTPException', 'SMTPServerDisconnected', 'SMTPResponseException', 'SMTPSenderRefused',
           'SMTPRecipientsRefused', 'SMTPDataError', 'SMTPConnectError', 'SMTPHeloError', 'SMTPAuthenticationError',
           'quoteaddr', 'quotedata', 'SMTP']

SMTP_PORT = 25
SMTP_SSL_PORT = 465
LMTP_PORT = 2003
CRLF = '\r\n'

# No line of a server may be longer.
_MAXLINE = 8192

# As some servers say what they can, and as the standard has it.
OLDSTYLE_AUTH = re.compile(r'auth=(.*)', re.I)
_extension = re.compile(r'([A-Za-z0-9][A-Za-z0-9\-]*) ?')


class SMTPException(Exception):
    """Base of all that is raised here."""


class SMTPServerDisconnected(SMTPException):
    """There is no connection, or no more."""


class SMTPResponseException(SMTPException):
    """The server refuses something: smtp_code and smtp_error are what it says."""

    def __init__(self, code, msg):
        SMTPException.__init__(self, code, msg)
        self.smtp_code = code
        self.smtp_error = msg


class SMTPSenderRefused(SMTPResponseException):
    """The server does not take mail of this sender."""

    def __init__(self, code, msg, sender):
        SMTPResponseException.__init__(self, code, msg)
        self.args += (sender,)
        self.sender = sender


class SMTPRecipientsRefused(SMTPException):
    """The server takes mail for none of the recipients: a dictionary, recipient -> (code, text)."""

    def __init__(self, recipients):
        SMTPException.__init__(self, recipients)
        self.recipients = recipients


class SMTPDataError(SMTPResponseException):
    """The server does not take the message."""


class SMTPConnectError(SMTPResponseException):
    """The server does not take the connection."""


class SMTPHeloError(SMTPResponseException):
    """The server does not take the greeting."""


class SMTPAuthenticationError(SMTPResponseException):
    """The server does not take the password."""


def quoteaddr(addr):
    """An address between angle brackets, without the name."""
    try:
        addr = email.utils.parseaddr(addr)[1]
    except AttributeError:
        # No text: it is trusted to print as an address.
        pass
    return '<%s>' % addr


def _addr_only(addrstring):
    """An address without the name; what is none as it is."""
    pair = email.utils.parseaddr(addrstring)
    return addrstring if pair == ('', '') else pair[1]


def quotedata(data):
    """A message as it is sent: lines end with CRLF, and dots at their beginning are doubled."""
    return re.sub(r'(?m)^\.', '..', re.sub('\r\n|\n|\r', CRLF, data))


class SMTP:
    """A connection to a server.

    Each command is a method that returns what the server says: its code and
    text. Extensions that it knows are in esmtp_features.
    """

    default_port = SMTP_PORT
    debuglevel = 0
    ehlo_msg = 'ehlo'
    # What the server has said to greetings.
    helo_resp = ehlo_resp = None
    does_esmtp = 0
    sock = file = None

    def __init__(self, host='', port=0, local_hostname=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """Connect, if a host is given. local_hostname is this machine's name in greetings. SMTPConnectError."""
        self.timeout = timeout
        self.esmtp_features = {}
        if host:
            code, text = self.connect(host, port)
            if code != 220:
                self.close()
                raise SMTPConnectError(code, text)
        self.local_hostname = _local_name() if local_hostname is None else local_hostname

    def set_debuglevel(self, debuglevel):
        """If it is true what is sent and answered is written to stderr."""
        self.debuglevel = debuglevel

    def _trace(self, *what):
        if self.debuglevel > 0:
            for item in what:
                print >>stderr, item,
            print >>stderr

    # ---- the connection

    def connect(self, host='localhost', port=0):
        """Connect to a host, with the port behind a colon or as an argument."""
        if not port and host.count(':') == 1:
            host, port = host.split(':')
            try:
                port = int(port)
            except ValueError:
                raise socket.error('nonnumeric port')
        port = port or self.default_port
        self._trace('connect:', (host, port))
        self.sock = self._get_socket(host, port, self.timeout)
        return self._welcome()

    def _get_socket(self, host, port, timeout):
        self._trace('connect:', (host, port))
        return socket.create_connection((host, port), timeout)

    def _welcome(self):
        code, text = self.getreply()
        self._trace('connect:', text)
        return code, text

    def close(self):
        """Close the connection."""
        file, self.file = self.file, None
        sock, self.sock = self.sock, None
        try:
            if file:
                file.close()
        finally:
            if sock:
                sock.close()

    def _forget(self):
        """What the server said of itself counts no more."""
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = 0

    # ---- commands and answers

    def send(self, str):
        """Send text. SMTPServerDisconnected."""
        self._trace('send:', repr(str))
        if not self.sock:
            raise SMTPServerDisconnected('please run connect() first')
        try:
            self.sock.sendall(str)
        except socket.error:
            self.close()
            raise SMTPServerDisconnected('Server not connected')

    def putcmd(self, cmd, args=''):
        """Send a command."""
        if args != '':
            cmd = '%s %s' % (cmd, args)
        self.send(cmd + CRLF)

    def getreply(self):
        """The next answer: its code, which is -1 if it has none, and its lines without codes."""
        texts = []
        more = True
        while more:
            line = self._reply_line()
            texts.append(line[4:].strip())
            try:
                code = int(line[:3])
            except ValueError:
                code = -1
            more = code != -1 and line[3:4] == '-'
        text = '\n'.join(texts)
        self._trace('reply: retcode (%s); Msg: %s' % (code, text))
        return code, text

    def _reply_line(self):
        if self.file is None:
            self.file = self.sock.makefile('rb')
        problem = ''
        try:
            line = self.file.readline(_MAXLINE + 1)
        except socket.error as error:
            line = ''
            problem = ': %s' % error
        if not line:
            self.close()
            raise SMTPServerDisconnected('Connection unexpectedly closed' + problem)
        self._trace('reply:', repr(line))
        if len(line) > _MAXLINE:
            raise SMTPResponseException(500, 'Line too long.')
        return line

    def docmd(self, cmd, args=''):
        """Send a command; its answer."""
        self.putcmd(cmd, args)
        return self.getreply()

    # ---- greetings

    def helo(self, name=''):
        """Greet the server, as in SMTP."""
        code, self.helo_resp = self.docmd('helo', name or self.local_hostname)
        return code, self.helo_resp

    def ehlo(self, name=''):
        """Greet the server, as in ESMTP: it says which extensions it knows."""
        self.esmtp_features = {}
        code, text = self.docmd(self.ehlo_msg, name or self.local_hostname)
        if (code, text) == (-1, ''):
            # What servers do that do not know it.
            self.close()
            raise SMTPServerDisconnected('Server not connected')
        self.ehlo_resp = text
        if code == 250:
            self.does_esmtp = 1
            for line in text.split('\n')[1:]:
                self._note_extension(line)
        return code, text

    def _note_extension(self, line):
        old = OLDSTYLE_AUTH.match(line)
        new = _extension.match(line)
        if old:
            name, value = 'auth', old.group(1) or ''
        elif new:
            name, value = new.group(1).lower(), line[new.end(1):].strip()
        else:
            return
        if name == 'auth':
            # They may be said in several lines.
            value = self.esmtp_features.get(name, '') + ' ' + value
        self.esmtp_features[name] = value

    def has_extn(self, opt):
        """Whether the server knows an extension."""
        return opt.lower() in self.esmtp_features

    def ehlo_or_helo_if_needed(self):
        """Greet the server, unless that is done. SMTPHeloError."""
        if self.helo_resp is None and self.ehlo_resp is None:
            if self.ehlo()[0] // 100 != 2:
                code, text = self.helo()
                if code // 100 != 2:
                    raise SMTPHeloError(code, text)

    # ---- other commands

    def help(self, args=''):
        """The server's help, text only."""
        return self.docmd('help', args)[1]

    def noop(self):
        """Have nothing done."""
        return self.docmd('noop')

    def rset(self):
        """Give up the message that was begun."""
        return self.docmd('rset')

    def mail(self, sender, options=[]):
        """Begin a message."""
        return self.docmd('mail', 'FROM:' + self._path(sender, options))

    def rcpt(self, recip, options=[]):
        """Name a recipient of the message."""
        return self.docmd('rcpt', 'TO:' + self._path(recip, options))

    def _path(self, address, options):
        return ' '.join([quoteaddr(address)] + (list(options) if self.does_esmtp else []))

    def data(self, msg):
        """Send the message itself. SMTPDataError."""
        code, text = self.docmd('data')
        self._trace('data:', (code, text))
        if code != 354:
            raise SMTPDataError(code, text)
        lines = quotedata(msg)
        self.send(lines + ('.' if lines.endswith(CRLF) else CRLF + '.') + CRLF)
        code, text = self.getreply()
        self._trace('data:', (code, text))
        return code, text

    def verify(self, address):
        """Ask whether an address is known."""
        return self.docmd('vrfy', _addr_only(address))

    vrfy = verify

    def expn(self, address):
        """Ask who is on a list."""
        return self.docmd('expn', _addr_only(address))

    def quit(self):
        """End the session."""
        answer = self.docmd('quit')
        self._forget()
        self.close()
        return answer

    # ---- passwords and encryption

    def login(self, user, password):
        """Say who is there, in the best of the ways that the server offers.

        SMTPAuthenticationError, SMTPException.
        """
        self.ehlo_or_helo_if_needed()
        if not self.has_extn('auth'):
            raise SMTPException('SMTP AUTH extension not supported by server.')
        offered = self.esmtp_features['auth'].split()
        for name, method in ('CRAM-MD5', self._auth_cram_md5), ('PLAIN', self._auth_plain), ('LOGIN', self._auth_login):
            if name in offered:
                break
        else:
            raise SMTPException('No suitable authentication method found.')
        code, text = method(user, password)
        # 503: it is done already.
        if code not in (235, 503):
            raise SMTPAuthenticationError(code, text)
        return code, text

    def _auth_cram_md5(self, user, password):
        code, text = self.docmd('AUTH', 'CRAM-MD5')
        if code == 503:
            return code, text
        challenge = base64.decodestring(text)
        return self.docmd(encode_base64('%s %s' % (user, hmac.HMAC(password, challenge).hexdigest()), eol=''))

    def _auth_plain(self, user, password):
        return self.docmd('AUTH', 'PLAIN ' + encode_base64('\0%s\0%s' % (user, password), eol=''))

    def _auth_login(self, user, password):
        code, text = self.docmd('AUTH', 'LOGIN ' + encode_base64(user, eol=''))
        if code != 334:
            raise SMTPAuthenticationError(code, text)
        return self.docmd(encode_base64(password, eol=''))

    def starttls(self, keyfile=None, certfile=None):
        """Encrypt all that follows. SMTPException, SMTPResponseException."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn('starttls'):
            raise SMTPException('STARTTLS extension not supported by server.')
        code, text = self.docmd('STARTTLS')
        if code != 220:
            raise SMTPResponseException(code, text)
        if ssl is None:
            raise RuntimeError('No SSL support included in this Python')
        self.sock = ssl.wrap_socket(self.sock, keyfile, certfile)
        self.file = SSLFakeFile(self.sock)
        # RFC 3207: it may have been said by somebody else.
        self._forget()
        return code, text

    # ---- whole messages

    def sendmail(self, from_addr, to_addrs, msg, mail_options=[], rcpt_options=[]):
        """Send a message to an address or a list of them.

        Those that the server refuses are returned, as in SMTPRecipientsRefused,
        which is raised if they are all. SMTPHeloError, SMTPSenderRefused,
        SMTPDataError.
        """
        self.ehlo_or_helo_if_needed()
        options = []
        if self.does_esmtp:
            if self.has_extn('size'):
                options.append('size=%d' % len(msg))
            options += mail_options
        code, text = self.mail(from_addr, options)
        if code != 250:
            self._give_up(SMTPSenderRefused(code, text, from_addr))
        if isinstance(to_addrs, basestring):
            to_addrs = [to_addrs]
        answers = [(address, self.rcpt(address, rcpt_options)) for address in to_addrs]
        refused = dict((address, answer) for address, answer in answers if answer[0] not in (250, 251))
        if len(refused) == len(to_addrs):
            self._give_up(SMTPRecipientsRefused(refused))
        code, text = self.data(msg)
        if code != 250:
            self._give_up(SMTPDataError(code, text))
        return refused

    def _give_up(self, error):
        self.rset()
        raise error


def _local_name():
    """This machine's full name; if it has none, its address."""
    name = socket.getfqdn()
    if '.' in name:
        return name
    try:
        return '[%s]' % socket.gethostbyname(socket.gethostname())
    except socket.gaierror:
        return '[127.0.0.1]'


if ssl is not None:
    __all__.append('SMTP_SSL')

    class SSLFakeFile:
        """The lines of an encrypted connection."""

        def __init__(self, sslobj):
            self.sslobj = sslobj

        def readline(self, size=-1):
            line = ''
            while len(line) != size and not line.endswith('\n'):
                char = self.sslobj.read(1)
                if not char:
                    break
                line += char
            return line

        def close(self):
            pass

    class SMTP_SSL(SMTP):
        """A connection that is encrypted from the beginning."""

        default_port = SMTP_SSL_PORT

        def __init__(self, host='', port=0, local_hostname=None, keyfile=None, certfile=None,
                     timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
            self.keyfile = keyfile
            self.certfile = certfile
            SMTP.__init__(self, host, port, local_hostname, timeout)

        def _get_socket(self, host, port, timeout):
            sock = ssl.wrap_socket(SMTP._get_socket(self, host, port, timeout), self.keyfile, self.certfile)
            self.file = SSLFakeFile(sock)
            return sock


class LMTP(SMTP):
    """A connection to a server that delivers mail on its machine."""

    ehlo_msg = 'lhlo'

    def __init__(self, host='', port=LMTP_PORT, local_hostname=None):
        SMTP.__init__(self, host, port, local_hostname)

    def connect(self, host='localhost', port=0):
        """Connect to a host; to a Unix socket, if it begins with a slash."""
        if host[0] != '/':
            return SMTP.connect(self, host, port)
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self.sock.connect(host)
        except socket.error:
            self._trace('connect fail:', host)
            self.close()
            raise
        return self._welcome()
