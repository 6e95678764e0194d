# IMAP and NNTP with servers that answer by a script.
import imaplib
import nntplib
import os
import re
import socket
import StringIO
import threading
import time

os.environ['HOME'] = '/nowhere'
os.environ['TZ'] = 'CET-1CEST,M3.5.0,M10.5.0/3'
time.tzset()


def serve(greeting, handle):
    """A server for one connection: its port, the list of what it is told, and its thread."""
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(1)
    log = []

    def run():
        connection = listener.accept()[0]
        file = connection.makefile('rb')
        connection.sendall(greeting + '\r\n')
        for line in iter(file.readline, ''):
            answer = handle(line.rstrip('\r\n'), connection, file, log)
            if answer is None:
                break
            connection.sendall(answer.replace('\n', '\r\n') + '\r\n')
        file.close()
        connection.close()
        listener.close()
    thread = threading.Thread(target=run)
    thread.start()
    return listener.getsockname()[1], log, thread


def attempt(function, *arguments):
    try:
        print '->', function(*arguments)
    except Exception as error:
        print type(error).__name__, re.sub('[A-P]{4}[0-9]+', 'TAG', str(error)) or repr(error)


def greet(port):
    server = imaplib.IMAP4('127.0.0.1', port)
    server.shutdown()
    return server.state


mail = {'CAPABILITY': '* CAPABILITY IMAP4rev1 IDLE AUTH=CRAM-MD5\nTAG OK done',
        'SELECT': '* 3 EXISTS\n* 1 RECENT\n* OK [UIDVALIDITY 12] valid\nTAG OK [READ-WRITE] selected',
        'EXAMINE': '* 3 EXISTS\nTAG OK [READ-ONLY] examined',
        'FETCH': '* 1 FETCH (UID 5 BODY[TEXT] {6}\nab\n\n FLAGS (\\Seen))\n* 2 FETCH (FLAGS ())\nTAG OK fetched',
        'SEARCH': '* SEARCH 1 2 3\nTAG OK searched', 'LIST': '* LIST () "/" INBOX\nTAG OK listed',
        'STORE': '* 1 FETCH (FLAGS (\\Deleted))\nTAG OK stored', 'EXPUNGE': '* 1 EXPUNGE\n* 1 EXPUNGE\nTAG OK gone',
        'CREATE': 'TAG NO cannot', 'DELETE': 'TAG BAD what', 'NOOP': '* 5 RECENT\nTAG OK nothing',
        'GETQUOTAROOT': '* QUOTAROOT INBOX ""\n* QUOTA "" (STORAGE 10 512)\nTAG OK quotas',
        'LOGOUT': '* BYE bye\nTAG OK out', 'XOWN': '* XOWN yes\nTAG OK own', 'CHECK': 'nonsense'}


def answer_mail(line, connection, file, log):
    tag, command = line.split(' ', 1)
    literal = re.search(r'\{(\d+)\}$', command)
    if literal:
        connection.sendall('+ go on\r\n')
        command += repr(file.read(int(literal.group(1)))) + file.readline().rstrip('\r\n')
    log.append(command)
    if command.startswith('AUTHENTICATE'):
        connection.sendall('+ PDEyQHg+\r\n')
        log.append(file.readline().strip().decode('base64'))
    words = command.split()
    name = words[1] if words[0] == 'UID' else words[0]
    return mail.get(name, 'TAG OK done').replace('TAG', tag)


for greeting in '* BYE no', 'nonsense', '* PREAUTH known':
    port, log, thread = serve(greeting, answer_mail)
    attempt(greet, port)
    thread.join()
port, log, thread = serve('* OK hello', answer_mail)
server = imaplib.IMAP4('127.0.0.1', port)
print server.state, server.PROTOCOL_VERSION, server.capabilities, server.welcome
attempt(server.fetch, '1', 'ALL')
attempt(server.login_cram_md5, 'me', 'secret')
for name, arguments in (
        ('select', ()), ('response', ('UIDVALIDITY',)), ('response', ('NOTHING',)), ('fetch', ('1:2', '(UID BODY[TEXT])')),
        ('search', (None, 'FROM', 'a "b"')), ('search', ('UTF-8', '(ALL)')), ('list', ()), ('store', ('1', '+FLAGS', '\\Deleted')),
        ('expunge', ()), ('create', ('a b',)), ('delete', ('\\',)), ('recent', ()), ('recent', ()),
        ('append', (None, '\\Seen', 0, 'a\nb\r\nc')), ('getquotaroot', ('INBOX',)), ('uid', ('search', None, 'ALL')),
        ('uid', ('nothing',)), ('xatom', ('XOWN', 'b')), ('response', ('XOWN',)), ('login', ('a', 'b')), ('close', ()),
        ('select', ('box', True)), ('check', ()), ('logout', ()), ('noop', ())):
    print name,
    attempt(getattr(server, name), *arguments)
thread.join()
print '\n'.join(log)
for value in 0, 1.5e9, (2000, 7, 1, 2, 3, 4, 5, 183, 1), '"as it is"', 'other':
    attempt(imaplib.Time2Internaldate, value)
print imaplib.Internaldate2tuple('1 (INTERNALDATE "01-Jul-2000 11:30:00 -0130")')[:6], imaplib.Internaldate2tuple('')
print imaplib.ParseFlags('1 (FLAGS (\\Seen a))'), imaplib.ParseFlags(''), imaplib.Int2AP(1000)

news = {'GROUP misc.test': '211 10 1 10 misc.test', 'GROUP short': '211 10', 'GROUP none': '411 none',
        'GROUP odd': '299 odd', 'STAT': '223 5 <a@b> there', 'NEXT': '223', 'LAST': '422 none',
        'HEAD': '221 5 <a@b> head\nSubject: x\n..dot\n\n.', 'BODY': '222 5 <a@b> body\nline\n.', 'HELP': '100 help\nhelp\n.',
        'LIST': '215 list\na.b 10 1 y\n.', 'LIST NEWSGROUPS a.*': '215 list\na.b\tText of b\nc\n.',
        'XHDR': '221 headers\n1 one two\nbroken\n2\n.', 'XOVER 1-2': '224 over\n1\ta\tb\tc\t<d>\t<e> <f>\t7\t8\t9\n.',
        'XOVER 3-4': '224 over\nshort\n.', 'DATE': '111 20201122334455', 'XPATH': '223 a/b', 'POST': '340 go on',
        'SLAVE': 'what', 'QUIT': '205 bye', 'authinfo user me': '381 more', 'authinfo pass secret': '281 fine',
        'mode reader': '200 reader'}


def answer_news(line, connection, file, log):
    log.append(line)
    answer = news.get(line, news.get(line.split()[0], '500 unknown'))
    if answer.startswith('340'):
        connection.sendall(answer + '\r\n')
        log.extend(iter(file.readline, '.\r\n'))
        answer = '240 posted'
    return answer


port, log, thread = serve('200 hello', answer_news)
server = nntplib.NNTP('127.0.0.1', port, 'me', 'secret', readermode=True)
print server.getwelcome()
target = StringIO.StringIO()
for name, arguments in (
        ('group', ('misc.test',)), ('group', ('short',)), ('group', ('none',)), ('group', ('odd',)), ('stat', ('1',)),
        ('next', ()), ('last', ()), ('head', ('1',)), ('body', ('1', target)), ('help', ()), ('list', ()),
        ('description', ('a.*',)), ('descriptions', ('b',)), ('xhdr', ('subject', '1-2')), ('xover', ('1', '2')),
        ('xover', ('3', '4')), ('date', ()), ('xpath', ('<a>',)), ('post', (StringIO.StringIO('A: 1\n\n.\nend'),)),
        ('slave', ()), ('newnews', ('*', '200101', '000000')), ('quit', ())):
    print name,
    attempt(getattr(server, name), *arguments)
thread.join()
print repr(target.getvalue()), log
print nntplib.error_temp is nntplib.NNTPTemporaryError, nntplib.NNTPError().response
