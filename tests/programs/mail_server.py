import asyncore, smtpd, socket, StringIO, sys
socket.getfqdn = lambda name='': 'here.example'
class Connection(object):
    def __init__(self, text):
        self.parts = [text]
        self.sent = ''
    def setblocking(self, flag):
        pass
    def fileno(self):
        return 999
    def getpeername(self):
        return ('peer.example', 25)
    def recv(self, size):
        return self.parts.pop() if self.parts else ''
    def send(self, data):
        self.sent += str(data)
        return len(data)
    def close(self):
        self.sent += '[closed]'
class Server(smtpd.SMTPServer):
    def __init__(self):
        pass
    answer = None
    def process_message(self, *arguments):
        print arguments
        return self.answer
class Debugging(smtpd.DebuggingServer):
    def __init__(self):
        pass
def talk(server, lines):
    connection = Connection('\r\n'.join(lines) + '\r\n')
    channel = smtpd.SMTPChannel(server, connection, ('addr', 1))
    channel.handle_read()
    while channel.producer_fifo:
        channel.handle_write()
    print connection.sent.replace('\r\n', '|')
    asyncore.socket_map.clear()
talk(Server(), ['', 'odd', 'HELO', 'HELO me', 'HELO again', 'NOOP', 'noop x', 'MAIL', 'MAIL to:x', 'RCPT TO:<a@b>', 'MAIL FROM: <me@x>', 'MAIL FROM:<me@x>',
    'DATA', 'RCPT', 'RCPT TO:<>', 'RCPT TO: <you@y>', 'rcpt to:other@z', 'DATA x', 'DATA', 'Subject: s', '', '..dot', '. more', 'end', '.', 'RSET x', 'RSET',
    'DATA', 'MAIL FROM:<>', 'QUIT'])
server = Server()
server.answer = '554 No'
talk(server, ['MAIL FROM:<a>', 'RCPT TO:<b>', 'DATA', '.', '.', 'DATA'])
for text in ['Subject: s', '', 'body'], ['only'], ['', 'x']:
    talk(Debugging(), ['MAIL FROM:<a>', 'RCPT TO:<b>', 'DATA'] + text + ['.'])
try:
    smtpd.SMTPServer.process_message(server, 1, 2, 3, 4)
except NotImplementedError:
    print 'not there'
