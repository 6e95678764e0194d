# Clients of mail and files (smtplib, poplib, ftplib, telnetlib), each with a server that says what it was told to say.
import sys
sys.stderr = sys.stdout
import ftplib
import os
import poplib
import smtplib
import socket
import telnetlib
from StringIO import StringIO


class Server(object):
    family = socket.AF_INET

    def __init__(self, lines):
        self.lines = list(lines)

    def makefile(self, *mode):
        return self

    def readline(self, size=-1):
        return self.lines.pop(0) if self.lines else ''

    def recv(self, size):
        return self.readline()

    def sendall(self, data, *flags):
        print '>', repr(data)

    def getpeername(self):
        return '1.2.3.4', 21

    def fileno(self):
        # Which can always be read.
        return always.fileno()

    def close(self):
        pass


always = open(os.devnull)


def talk(make, answers, calls, data=()):
    """Connect to a server with some answers (and then to those with data) and call methods."""
    servers = [Server(line + '\r\n' for line in answers)] + [Server(lines) for lines in data]
    real = socket.create_connection
    socket.create_connection = lambda *arguments: servers.pop(0)
    try:
        client = make()
        for call in calls:
            try:
                print call[0], getattr(client, call[0])(*call[1:])
            except Exception as error:
                print call[0], error.__class__.__name__, error
        return client
    except Exception as error:
        print error.__class__.__name__, error.args
    finally:
        socket.create_connection = real


def smtp():
    return smtplib.SMTP('mail:26', local_hostname='me')


WELCOME = ['220-hello', '220 there']
EHLO = ['250-me', '250-SIZE 1000', '250-AUTH=LOGIN', '250-AUTH PLAIN CRAM-MD5', '250 8BITMIME']
client = talk(smtp, WELCOME + EHLO + ['250 sender', '250 ok', '551 no', '354 go', '250 done', '214 help', '221 bye'],
              [('sendmail', 'Me <a@b>', ['c@d', 'X <e@f>'], '.x\ny\r.\r\nz', ['BODY=8']), ('has_extn', 'size'),
               ('help', 'me'), ('quit',), ('noop',)])
talk(smtp, WELCOME + EHLO + ['334 PDE+', '235 ok', '250 s', '550 r', '250 reset'],
     [('login', 'user', 'word'), ('sendmail', 'a@b', 'c@d', '')])
talk(smtp, WELCOME + ['250-me', '250 AUTH LOGIN', '334 VQ', '535 no', '500 ?'], [('login', 'u', 'p'), ('starttls',)])
talk(smtp, WELCOME + ['500 what', '501 no'], [('sendmail', 'a', 'b', 'c'), ('rset',)])
talk(smtp, ['554 full'], [])
print repr(smtplib.quotedata('.a\n..b\r\n\r.c')), smtplib.quoteaddr('A <b@c>'), smtplib.quoteaddr('')

talk(lambda: poplib.POP3('mail'), ['+OK <1@h>', '+OK', '+OK 2 320', '+OK', '1 120', '..2 200', '.', '-ERR none', '+OK', '.',
                                   '+OK in', '+OK bye'],
     [('user', 'u'), ('stat',), ('list',), ('dele', 3), ('retr', 1), ('apop', 'u', 's'), ('quit',), ('noop',)])
talk(lambda: poplib.POP3('mail'), ['-ERR closed'], [])

lines = []
PASSIVE = '227 entering (1,2,3,4,5,6)'
client = talk(lambda: ftplib.FTP('host', 'user', 'word'),
              ['220-a', '220-b', ' c', '220 d', '331 word?', '230 in', '257 "a""b" here', '213  77', '350 more', '250 ok',
               '200 A', PASSIVE, '150 list', '226 end', '200 I', PASSIVE, '350 at', '150 store', '226 end', '550 no', 'odd',
               '221 bye'],
              [('getwelcome',), ('pwd',), ('size', 'f'), ('rename', 'f', 'g'), ('retrlines', 'LIST', lines.append),
               ('storbinary', 'STOR f', StringIO('abcdefg'), 4, None, 4), ('mkd', 'x'), ('cwd', '..'), ('quit',)],
              [['one\r\n', 'two\n', 'three'], []])
print lines
print ftplib.parse150('150 x (12 bytes)'), ftplib.parse229('229 x (|||77|)', ('host', 1)), client.sanitize('PASS abc\r\n')
for text in ('227 x 1,2', '22', '229 (|!'):
    try:
        print ftplib.parse227(text)
    except ftplib.Error as error:
        print error.__class__.__name__, error


class Telnet(telnetlib.Telnet):
    def sock_avail(self):
        return bool(self.sock.lines)


IAC, DO, WILL, SB, SE = telnetlib.IAC, telnetlib.DO, telnetlib.WILL, telnetlib.SB, telnetlib.SE
client = Telnet()
client.sock = Server(['log', 'in: \0', IAC + DO + telnetlib.ECHO + 'a' + IAC, WILL + telnetlib.TTYPE + IAC + IAC,
                      IAC + SB + 'sub' + IAC + SE + 'x12y', 'rest'])
print repr(client.read_until('login: ')), repr(client.read_some()), repr(client.read_eager())
number, match, text = client.expect(['nothing', '[0-9](.)'])
print number, match.group(1), repr(text), repr(client.read_sb_data()), repr(client.read_all())
client.write('a' + IAC)
try:
    client.read_very_eager()
except EOFError as error:
    print 'EOFError', error
