"""A server of mail (RFC 821), whose process_message() classes define.

    python -m smtpd [-n] [-d] [-c CLASS] [localhost:localport [remotehost:remoteport]]

runs one: a PureProxy, which passes mail on, or another class. -n keeps the user's rights, -d tells what happens.
"""

import asynchat
import asyncore
import errno
import os
import socket
import sys
import time

__all__ = ['SMTPServer', 'DebuggingServer', 'PureProxy']
__version__ = 'Python SMTP proxy version 0.2'

program = sys.argv[0]


class Devnull:
    """A stream that nobody reads."""

    def write(self, msg):
        pass

    def flush(self):
        pass


DEBUGSTREAM = Devnull()

NEWLINE, EMPTYSTRING, COMMASPACE = '\n', '', ', '


class SMTPChannel(asynchat.async_chat):
    """A client's connection: its smtp_ methods answer commands."""

    COMMAND, DATA = 0, 1

    def __init__(self, server, conn, addr):
        asynchat.async_chat.__init__(self, conn)
        self.__server, self.__conn, self.__addr = server, conn, addr
        self.__line = []
        self.__state = self.COMMAND
        self.__greeting = 0
        self.__new_message()
        self.__fqdn = socket.getfqdn()
        try:
            self.__peer = conn.getpeername()
        except socket.error as error:
            # A client that is gone again.
            self.close()
            if error.args[0] != errno.ENOTCONN:
                raise
            return
        print >>DEBUGSTREAM, 'Peer:', repr(self.__peer)
        self.push('220 %s %s' % (self.__fqdn, __version__))
        self.set_terminator('\r\n')

    def __new_message(self):
        self.__mailfrom = None
        self.__rcpttos = []
        self.__data = ''

    def push(self, msg):
        asynchat.async_chat.push(self, msg + '\r\n')

    def collect_incoming_data(self, data):
        self.__line.append(data)

    def found_terminator(self):
        line = ''.join(self.__line)
        self.__line = []
        print >>DEBUGSTREAM, 'Data:', repr(line)
        if self.__state == self.COMMAND:
            self.__command(line)
        elif self.__state == self.DATA:
            self.__message(line)
        else:
            self.push('451 Internal confusion')

    def __command(self, line):
        if not line:
            self.push('500 Error: bad syntax')
            return
        command, space, argument = line.partition(' ')
        method = getattr(self, 'smtp_' + command.upper(), None)
        if method is None:
            self.push('502 Error: command "%s" not implemented' % command.upper())
        else:
            method(argument.strip() if space else None)

    def __message(self, text):
        # A dot at the start of a line has one more before it.
        lines = [line[1:] if line.startswith('.') else line for line in text.split('\r\n')]
        self.__data = '\n'.join(lines)
        status = self.__server.process_message(self.__peer, self.__mailfrom, self.__rcpttos, self.__data)
        self.__new_message()
        self.__state = self.COMMAND
        self.set_terminator('\r\n')
        self.push(status or '250 Ok')

    def __getaddr(self, keyword, arg):
        """The address after a keyword; None if it is not there."""
        if not arg or arg[:len(keyword)].upper() != keyword:
            return None
        address = arg[len(keyword):].strip()
        if address != '<>' and address.startswith('<') and address.endswith('>'):
            address = address[1:-1]
        return address

    def smtp_HELO(self, arg):
        if not arg:
            self.push('501 Syntax: HELO hostname')
        elif self.__greeting:
            self.push('503 Duplicate HELO/EHLO')
        else:
            self.__greeting = arg
            self.push('250 ' + self.__fqdn)

    def smtp_NOOP(self, arg):
        self.push('501 Syntax: NOOP' if arg else '250 Ok')

    def smtp_QUIT(self, arg):
        self.push('221 Bye')
        self.close_when_done()

    def smtp_MAIL(self, arg):
        address = self.__getaddr('FROM:', arg)
        if not address:
            self.push('501 Syntax: MAIL FROM:<address>')
        elif self.__mailfrom:
            self.push('503 Error: nested MAIL command')
        else:
            self.__mailfrom = address
            self.push('250 Ok')

    def smtp_RCPT(self, arg):
        address = self.__getaddr('TO:', arg)
        if not self.__mailfrom:
            self.push('503 Error: need MAIL command')
        elif not address:
            self.push('501 Syntax: RCPT TO: <address>')
        else:
            self.__rcpttos.append(address)
            self.push('250 Ok')

    def smtp_RSET(self, arg):
        if arg:
            self.push('501 Syntax: RSET')
        else:
            self.__new_message()
            self.__state = self.COMMAND
            self.push('250 Ok')

    def smtp_DATA(self, arg):
        if not self.__rcpttos:
            self.push('503 Error: need RCPT command')
        elif arg:
            self.push('501 Syntax: DATA')
        else:
            self.__state = self.DATA
            self.set_terminator('\r\n.\r\n')
            self.push('354 End data with <CR><LF>.<CR><LF>')


class SMTPServer(asyncore.dispatcher):
    """Listens at an address; the other one is for classes that pass mail on."""

    def __init__(self, localaddr, remoteaddr):
        self._localaddr, self._remoteaddr = localaddr, remoteaddr
        asyncore.dispatcher.__init__(self)
        try:
            self.create_socket(socket.AF_INET, socket.SOCK_STREAM)
            self.set_reuse_addr()
            self.bind(localaddr)
            self.listen(5)
        except:
            self.close()
            raise
        print >>DEBUGSTREAM, '%s started at %s\n\tLocal addr: %s\n\tRemote addr:%s' % (
            self.__class__.__name__, time.ctime(time.time()), localaddr, remoteaddr)

    def handle_accept(self):
        pair = self.accept()
        if pair is not None:
            print >>DEBUGSTREAM, 'Incoming connection from %s' % repr(pair[1])
            SMTPChannel(self, *pair)

    def process_message(self, peer, mailfrom, rcpttos, data):
        """Takes a message that came; returns None, or another answer than '250 Ok'."""
        raise NotImplementedError


def _with_peer(peer, data):
    """A message's lines with one more of its header, which tells where it came from."""
    lines = data.split('\n')
    end = lines.index('') if '' in lines else len(lines)
    return lines[:end] + ['X-Peer: %s' % peer[0]] + lines[end:]


class DebuggingServer(SMTPServer):
    """Prints messages."""

    def process_message(self, peer, mailfrom, rcpttos, data):
        print '---------- MESSAGE FOLLOWS ----------'
        for line in _with_peer(peer, data) if '' in data.split('\n') else data.split('\n'):
            print line
        print '------------ END MESSAGE ------------'


class PureProxy(SMTPServer):
    """Passes messages on to a server at the remote address."""

    def process_message(self, peer, mailfrom, rcpttos, data):
        refused = self._deliver(mailfrom, rcpttos, '\n'.join(_with_peer(peer, data)))
        print >>DEBUGSTREAM, 'we got some refusals:', refused

    def _deliver(self, mailfrom, rcpttos, data):
        """The recipients that were refused, with code and message."""
        import smtplib
        try:
            server = smtplib.SMTP()
            server.connect(self._remoteaddr[0], self._remoteaddr[1])
            try:
                return server.sendmail(mailfrom, rcpttos, data)
            finally:
                server.quit()
        except smtplib.SMTPRecipientsRefused as error:
            print >>DEBUGSTREAM, 'got SMTPRecipientsRefused'
            return error.recipients
        except (socket.error, smtplib.SMTPException) as error:
            print >>DEBUGSTREAM, 'got', error.__class__
            reason = getattr(error, 'smtp_code', -1), getattr(error, 'smtp_error', 'ignore')
            return dict.fromkeys(rcpttos, reason)


def _address(text, default):
    host, colon, port = (text or default).rpartition(':')
    try:
        return host, int(port)
    except ValueError:
        sys.exit('Bad port: %s' % text)


def _main(arguments):
    global DEBUGSTREAM
    import getopt
    try:
        options, places = getopt.getopt(arguments, 'nVhc:d', ['nosetuid', 'version', 'help', 'class=', 'debug'])
    except getopt.error as error:
        sys.exit('%s\n%s' % (error, __doc__))
    flags = dict(options)
    if '-h' in flags or '--help' in flags or len(places) > 2:
        sys.exit(__doc__)
    if '-V' in flags or '--version' in flags:
        sys.exit(__version__)
    if '-d' in flags or '--debug' in flags:
        DEBUGSTREAM = sys.stderr
    module, _dot, name = (flags.get('-c') or flags.get('--class') or 'PureProxy').rpartition('.')
    found = getattr(__import__(module, fromlist=[name]), name) if module else globals()[name]
    local, remote = (places + [None, None])[:2]
    found(_address(local, 'localhost:8025'), _address(remote, 'localhost:25'))
    if '-n' not in flags and '--nosetuid' not in flags:
        import pwd
        try:
            os.setuid(pwd.getpwnam('nobody')[2])
        except OSError as error:
            if error.errno != errno.EPERM:
                raise
            sys.exit('Cannot setuid "nobody"; try running with -n option.')
    try:
        asyncore.loop()
    except KeyboardInterrupt:
        pass


if __name__ == '__main__':
    _main(sys.argv[1:])
