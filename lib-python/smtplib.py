"""Sending mail: the client's side of SMTP and ESMTP (RFC 821, RFC 1869).

    server = smtplib.SMTP('localhost')
    server.sendmail(sender, [recipient], message)
    server.quit()
"""

import base64
import email.utils
import hmac
import re
import socket
from sys import stderr
from email.base64mime import encode as encode_base64

__all__ = ["SMTPException", "SMTPServerDisconnected", "SMTPResponseException",
           "SMTPSenderRefused", "SMTPRecipientsRefused", "SMTPDataError",
           "SMTPConnectError", "SMTPHeloError", "SMTPAuthenticationError",
           "quoteaddr", "quotedata", "SMTP"]

SMTP_PORT = 25
SMTP_SSL_PORT = 465
CRLF = "\r\n"
_MAXLINE = 8192     # a longer line of an answer is refused

OLDSTYLE_AUTH = re.compile(r"auth=(.*)", re.I)


class SMTPException(Exception):
    """The base of what this module raises."""


class SMTPServerDisconnected(SMTPException):
    """There is no connection, or it broke."""


class SMTPResponseException(SMTPException):
    """The server answered with an error: smtp_code and smtp_error."""

    def __init__(self, code, msg):
        self.smtp_code = code
        self.smtp_error = msg
        self.args = (code, msg)


class SMTPSenderRefused(SMTPResponseException):
    """The sender's address was refused; sender holds it."""

    def __init__(self, code, msg, sender):
        self.smtp_code = code
        self.smtp_error = msg
        self.sender = sender
        self.args = (code, msg, sender)


class SMTPRecipientsRefused(SMTPException):
    """Every recipient was refused; recipients maps each to its answer."""

    def __init__(self, recipients):
        self.recipients = recipients
        self.args = (recipients,)


class SMTPDataError(SMTPResponseException):
    """The server did not take the message."""


class SMTPConnectError(SMTPResponseException):
    """The connection could not be made."""


class SMTPHeloError(SMTPResponseException):
    """The server refused our greeting."""


class SMTPAuthenticationError(SMTPResponseException):
    """The server did not take the name and password."""


def quoteaddr(addr):
    """Return an address in angle brackets, without its comment or name."""
    pair = (None, None)
    try:
        pair = email.utils.parseaddr(addr)[1]
    except AttributeError:
        pass
    if pair == (None, None):
        return "<%s>" % addr
    if pair is None:
        return "<>"
    return "<%s>" % pair


def _addr_only(addrstring):
    name, addr = email.utils.parseaddr(addrstring)
    if (name, addr) == ('', ''):
        return addrstring
    return addr


def quotedata(data):
    """Return data with lines that end in CRLF and leading dots doubled."""
    return re.sub(r'(?m)^\.', '..',
                  re.sub(r'(?:\r\n|\n|\r(?!\n))', CRLF, data))


try:
    import ssl
except ImportError:
    _have_ssl = False
else:
    _have_ssl = True
    __all__.append("SMTP_SSL")

    class SSLFakeFile:
        """Reads lines from an SSL socket."""

        def __init__(self, sslobj):
            self.sslobj = sslobj

        def readline(self, size=-1):
            if size < 0:
                size = None
            line = ""
            while not line.endswith("\n") and (size is None or len(line) < size):
                char = self.sslobj.read(1)
                if not char:
                    break
                line += char
            return line

        def close(self):
            pass


class SMTP:
    """One session with a server."""

    debuglevel = 0
    file = None
    helo_resp = None
    ehlo_msg = "ehlo"
    ehlo_resp = None
    does_esmtp = 0
    default_port = SMTP_PORT

    def __init__(self, host='', port=0, local_hostname=None,
                 timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """Connect if a host is told. local_hostname is the name we greet with."""
        self.timeout = timeout
        self.esmtp_features = {}
        if host:
            code, msg = self.connect(host, port)
            if code != 220:
                self.close()
                raise SMTPConnectError(code, msg)
        if local_hostname is not None:
            self.local_hostname = local_hostname
            return
        # The name has to be a full one or else the address in brackets.
        name = socket.getfqdn()
        if '.' in name:
            self.local_hostname = name
            return
        address = '127.0.0.1'
        try:
            address = socket.gethostbyname(socket.gethostname())
        except socket.gaierror:
            pass
        self.local_hostname = '[%s]' % address

    def set_debuglevel(self, debuglevel):
        """What is sent and answered goes to stderr if debuglevel is true."""
        self.debuglevel = debuglevel

    def _get_socket(self, host, port, timeout):
        if self.debuglevel > 0:
            print>>stderr, 'connect:', (host, port)
        return socket.create_connection((host, port), timeout)

    def connect(self, host='localhost', port=0):
        """Connect to host, which may end in :port; return the server's answer."""
        if not port and host.find(':') == host.rfind(':'):
            colon = host.rfind(':')
            if colon >= 0:
                host, port = host[:colon], host[colon + 1:]
                try:
                    port = int(port)
                except ValueError:
                    raise socket.error, "nonnumeric port"
        if not port:
            port = self.default_port
        if self.debuglevel > 0:
            print>>stderr, 'connect:', (host, port)
        self.sock = self._get_socket(host, port, self.timeout)
        code, msg = self.getreply()
        if self.debuglevel > 0:
            print>>stderr, "connect:", msg
        return (code, msg)

    def send(self, str):
        """Send text to the server."""
        if self.debuglevel > 0:
            print>>stderr, 'send:', repr(str)
        if not (hasattr(self, 'sock') and self.sock):
            raise SMTPServerDisconnected('please run connect() first')
        try:
            self.sock.sendall(str)
        except socket.error:
            self.close()
            raise SMTPServerDisconnected('Server not connected')

    def putcmd(self, cmd, args=""):
        """Send a command."""
        self.send(cmd + CRLF if args == "" else '%s %s%s' % (cmd, args, CRLF))

    def getreply(self):
        """Return the server's answer: its code (-1 if it has none) and its text."""
        lines = []
        if self.file is None:
            self.file = self.sock.makefile('rb')
        while 1:
            try:
                line = self.file.readline(_MAXLINE + 1)
            except socket.error as e:
                self.close()
                raise SMTPServerDisconnected("Connection unexpectedly closed: " + str(e))
            if line == '':
                self.close()
                raise SMTPServerDisconnected("Connection unexpectedly closed")
            if self.debuglevel > 0:
                print>>stderr, 'reply:', repr(line)
            if len(line) > _MAXLINE:
                raise SMTPResponseException(500, "Line too long.")
            lines.append(line[4:].strip())
            try:
                code = int(line[:3])
            except ValueError:
                code = -1
                break
            # A dash after the code says that more lines follow.
            if line[3:4] != "-":
                break
        msg = "\n".join(lines)
        if self.debuglevel > 0:
            print>>stderr, 'reply: retcode (%s); Msg: %s' % (code, msg)
        return code, msg

    def docmd(self, cmd, args=""):
        """Send a command and return the answer."""
        self.putcmd(cmd, args)
        return self.getreply()

    # The commands.

    def helo(self, name=''):
        """Greet the server with HELO."""
        self.putcmd("helo", name or self.local_hostname)
        code, msg = self.getreply()
        self.helo_resp = msg
        return (code, msg)

    def ehlo(self, name=''):
        """Greet the server with EHLO and note what it can do."""
        self.esmtp_features = {}
        self.putcmd(self.ehlo_msg, name or self.local_hostname)
        code, msg = self.getreply()
        if code == -1 and len(msg) == 0:
            self.close()
            raise SMTPServerDisconnected("Server not connected")
        self.ehlo_resp = msg
        if code != 250:
            return (code, msg)
        self.does_esmtp = 1
        for line in self.ehlo_resp.split('\n')[1:]:
            # Some servers say auth=... ; their ways add up with the others.
            old = OLDSTYLE_AUTH.match(line)
            if old:
                self.esmtp_features["auth"] = "%s %s" % (
                    self.esmtp_features.get("auth", ""), old.groups(0)[0])
                continue
            found = re.match(r'(?P<feature>[A-Za-z0-9][A-Za-z0-9\-]*) ?', line)
            if found:
                feature = found.group("feature").lower()
                params = found.string[found.end("feature"):].strip()
                if feature == "auth":
                    params = self.esmtp_features.get(feature, "") + " " + params
                self.esmtp_features[feature] = params
        return (code, msg)

    def has_extn(self, opt):
        """Whether the server said that it can do opt."""
        return opt.lower() in self.esmtp_features

    def help(self, args=''):
        """Return what the server says to HELP."""
        self.putcmd("help", args)
        return self.getreply()[1]

    def rset(self):
        """Forget the message under way."""
        return self.docmd("rset")

    def noop(self):
        """Do nothing."""
        return self.docmd("noop")

    def mail(self, sender, options=[]):
        """Begin a message from sender."""
        listed = ''
        if options and self.does_esmtp:
            listed = ' ' + ' '.join(options)
        self.putcmd("mail", "FROM:%s%s" % (quoteaddr(sender), listed))
        return self.getreply()

    def rcpt(self, recip, options=[]):
        """Name one recipient of the message."""
        listed = ''
        if options and self.does_esmtp:
            listed = ' ' + ' '.join(options)
        self.putcmd("rcpt", "TO:%s%s" % (quoteaddr(recip), listed))
        return self.getreply()

    def data(self, msg):
        """Send the message's text; SMTPDataError if the server wants none."""
        self.putcmd("data")
        code, repl = self.getreply()
        if self.debuglevel > 0:
            print>>stderr, "data:", (code, repl)
        if code != 354:
            raise SMTPDataError(code, repl)
        text = quotedata(msg)
        if text[-2:] != CRLF:
            text += CRLF
        self.send(text + "." + CRLF)
        code, msg = self.getreply()
        if self.debuglevel > 0:
            print>>stderr, "data:", (code, msg)
        return (code, msg)

    def verify(self, address):
        """Ask whether an address is known."""
        self.putcmd("vrfy", _addr_only(address))
        return self.getreply()
    vrfy = verify

    def expn(self, address):
        """Ask what a list's address stands for."""
        self.putcmd("expn", _addr_only(address))
        return self.getreply()

    # Higher calls.

    def ehlo_or_helo_if_needed(self):
        """Greet the server if it was not greeted yet."""
        if self.helo_resp is None and self.ehlo_resp is None:
            if not 200 <= self.ehlo()[0] <= 299:
                code, resp = self.helo()
                if not 200 <= code <= 299:
                    raise SMTPHeloError(code, resp)

    def login(self, user, password):
        """Authenticate, in the best way that the server knows."""

        def cram_md5(user, password, challenge):
            challenge = base64.decodestring(challenge)
            response = user + " " + hmac.HMAC(password, challenge).hexdigest()
            return encode_base64(response, eol="")

        def plain(user, password):
            return encode_base64("\0%s\0%s" % (user, password), eol="")

        AUTH_PLAIN = "PLAIN"
        AUTH_CRAM_MD5 = "CRAM-MD5"
        AUTH_LOGIN = "LOGIN"

        self.ehlo_or_helo_if_needed()
        if not self.has_extn("auth"):
            raise SMTPException("SMTP AUTH extension not supported by server.")
        offered = self.esmtp_features["auth"].split()
        authmethod = None
        for method in [AUTH_CRAM_MD5, AUTH_PLAIN, AUTH_LOGIN]:
            if method in offered:
                authmethod = method
                break

        if authmethod == AUTH_CRAM_MD5:
            code, resp = self.docmd("AUTH", AUTH_CRAM_MD5)
            if code == 503:
                # Authenticated already.
                return (code, resp)
            code, resp = self.docmd(cram_md5(user, password, resp))
        elif authmethod == AUTH_PLAIN:
            code, resp = self.docmd("AUTH", AUTH_PLAIN + " " + plain(user, password))
        elif authmethod == AUTH_LOGIN:
            code, resp = self.docmd("AUTH", "%s %s" % (AUTH_LOGIN,
                                                       encode_base64(user, eol="")))
            if code != 334:
                raise SMTPAuthenticationError(code, resp)
            code, resp = self.docmd(encode_base64(password, eol=""))
        else:
            raise SMTPException("No suitable authentication method found.")
        if code not in (235, 503):
            raise SMTPAuthenticationError(code, resp)
        return (code, resp)

    def starttls(self, keyfile=None, certfile=None):
        """Go on over TLS."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn("starttls"):
            raise SMTPException("STARTTLS extension not supported by server.")
        resp, reply = self.docmd("STARTTLS")
        if resp == 220:
            if not _have_ssl:
                raise RuntimeError("No SSL support included in this Python")
            self.sock = ssl.wrap_socket(self.sock, keyfile, certfile)
            self.file = SSLFakeFile(self.sock)
            # What was known before counts no more (RFC 3207).
            self.helo_resp = None
            self.ehlo_resp = None
            self.esmtp_features = {}
            self.does_esmtp = 0
        else:
            raise SMTPResponseException(resp, reply)
        return (resp, reply)

    def sendmail(self, from_addr, to_addrs, msg, mail_options=[], rcpt_options=[]):
        """Send a message. Return a dictionary of the recipients refused and why;
        SMTPRecipientsRefused if none was taken."""
        self.ehlo_or_helo_if_needed()
        options = []
        if self.does_esmtp:
            if self.has_extn('size'):
                options.append("size=%d" % len(msg))
            options.extend(mail_options)
        code, resp = self.mail(from_addr, options)
        if code != 250:
            self.rset()
            raise SMTPSenderRefused(code, resp, from_addr)
        if isinstance(to_addrs, basestring):
            to_addrs = [to_addrs]
        refused = {}
        for each in to_addrs:
            code, resp = self.rcpt(each, rcpt_options)
            if code not in (250, 251):
                refused[each] = (code, resp)
        if len(refused) == len(to_addrs):
            self.rset()
            raise SMTPRecipientsRefused(refused)
        code, resp = self.data(msg)
        if code != 250:
            self.rset()
            raise SMTPDataError(code, resp)
        return refused

    def close(self):
        """Close the connection."""
        opened, self.file = self.file, None
        try:
            if opened:
                opened.close()
        finally:
            sock = getattr(self, 'sock', None)
            self.sock = None
            if sock:
                sock.close()

    def quit(self):
        """End the session."""
        answer = self.docmd("quit")
        self.ehlo_resp = self.helo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False
        self.close()
        return answer


if _have_ssl:

    class SMTP_SSL(SMTP):
        """A session over SSL from its beginning."""

        default_port = SMTP_SSL_PORT

        def __init__(self, host='', port=0, local_hostname=None, keyfile=None,
                     certfile=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
            self.keyfile = keyfile
            self.certfile = certfile
            SMTP.__init__(self, host, port, local_hostname, timeout)

        def _get_socket(self, host, port, timeout):
            if self.debuglevel > 0:
                print>>stderr, 'connect:', (host, port)
            sock = socket.create_connection((host, port), timeout)
            sock = ssl.wrap_socket(sock, self.keyfile, self.certfile)
            self.file = SSLFakeFile(sock)
            return sock


LMTP_PORT = 2003


class LMTP(SMTP):
    """Local mail transfer (RFC 2033): SMTP over a Unix socket or a port of its own."""

    ehlo_msg = "lhlo"

    def __init__(self, host='', port=LMTP_PORT, local_hostname=None):
        SMTP.__init__(self, host, port, local_hostname)

    def connect(self, host='localhost', port=0):
        """Connect to a host, or to the Unix socket if it begins with a slash."""
        if host[0] != '/':
            return SMTP.connect(self, host, port)
        try:
            self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.sock.connect(host)
        except socket.error:
            if self.debuglevel > 0:
                print>>stderr, 'connect fail:', host
            if self.sock:
                self.sock.close()
            self.sock = None
            raise
        code, msg = self.getreply()
        if self.debuglevel > 0:
            print>>stderr, "connect:", msg
        return (code, msg)
