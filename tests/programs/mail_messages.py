# The email package: messages taken apart and put together again, also such as are wrong.
import email
from cStringIO import StringIO
from email import encoders, iterators, utils
from email.feedparser import FeedParser
from email.generator import DecodedGenerator, Generator
from email.header import Header, decode_header, make_header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText


def show(message, indent=''):
    print indent, message.get_content_type(), message.items(), repr(message.preamble), repr(message.epilogue)
    for defect in message.defects:
        print indent, defect.__class__.__name__, repr(defect.line)
    payload = message.get_payload()
    if isinstance(payload, list):
        for part in payload:
            show(part, indent + '  ')
    else:
        print indent, repr(payload), repr(message.get_payload(decode=True))


MIXED = 'Content-Type: multipart/mixed; boundary=b\n'
TEXTS = [
    'From me\nA: b\n c\nFrom you\n\nFrom here\n',
    ' x\nA b\n\nbody',
    'Content-Type: multipart/mixed\n\n--b\n',
    MIXED + '\nbefore\n--b--\nbehind\n',
    MIXED + '\nbefore\n--b\n--b\n\none\n--b\nContent-Type: text/html\n\ntwo\r\n--b--\nbehind',
    MIXED + '\n--b\nContent-Type: multipart/digest; boundary=c\n\n--c\n\nX: y\n\ninner\n\n--b\n\nno end',
    MIXED + '\n--b\nContent-Type: message/rfc822\n\nS: t\n\nFrom x\n--b\nContent-Transfer-Encoding: base64\n\nYWJj\n--b--',
    'Content-Type: message/delivery-status\n\nA: 1\n\nB: 2\n\n\nC: 3\n',
]

for text in TEXTS:
    print repr(text)
    parser = FeedParser()
    for start in range(0, len(text), 7):
        parser.feed(text[start:start + 7])
    message = parser.close()
    show(message)
    iterators._structure(message)
    print list(iterators.body_line_iterator(message))
    try:
        print repr(message.as_string(unixfrom=bool(message.get_unixfrom())))
    except Exception as error:
        print error.__class__.__name__, error
    out = StringIO()
    DecodedGenerator(out).flatten(message)
    print repr(out.getvalue())

message = MIMEMultipart('alternative', 'BB', [MIMEText('caf\xc3\xa9\n', 'plain', 'utf-8'), MIMEText('<b>')])
message['Subject'] = Header(u'caf\xe9 ' * 12 + u'\u3042' * 20, 'utf-8', header_name='Subject')
message['To'] = ', '.join('someone.number%d@example.org' % number for number in range(6))
message['X-Raw'] = '\xe9'
message.preamble = 'From outside'
print message.as_string()
out = StringIO()
Generator(out, False, 0).flatten(message)
print len(out.getvalue())

for text in ('=?utf-8?q?caf=C3=A9?= =?UTF-8?B?w6k?= plain\n also', '=?x?q?a_b?=c', 'x =?iso-8859-1?q?=E9?='):
    print decode_header(text)
print unicode(make_header(decode_header('a =?utf-8?q?caf=C3=A9?= b'))).encode('utf-8')
try:
    Header('a\nB: c').encode()
except Exception as error:
    print error.__class__.__name__, error

message = email.message_from_string("Content-Type: TEXT/Html; a*0=x; a*1*=%20y; b*=utf-8''%C3%A9; charset=\"Q\"; name=f\n\n")
print message.get_params(), message.get_content_charset(), message.get_filename()
message.set_param('charset', 'us-ascii')
message.del_param('a')
message.set_param('n', 'v', 'X-New')
message.set_type('text/x-y')
print message.items()
message.set_payload('a b\xe9 \n')
encoders.encode_quopri(message)
print repr(message.get_payload()), repr(message.get_payload(decode=True))
try:
    message.set_boundary('q')
    print message['content-type']
    message.replace_header('none', 'x')
except KeyError as error:
    print 'KeyError', error

print utils.getaddresses(['A "b" (c) <d@e>, f.g@h', 'Group: i@j, <@k:l@m>;, n@o@p, "q\\"r" <s@[1.2]>'])
print utils.formataddr(('x, "y"', 'z@a')), utils.formatdate(1e9), utils.formatdate(1e9, usegmt=True)
for date in ('Mon, 1 Jan 68 12:00 +0130', '01-Feb-2003 10:11:12 EST', 'x', 'Tue, 2 March 99 1:2:3', ''):
    print utils.parsedate_tz(date), utils.parsedate(date)
print utils.mktime_tz((2001, 2, 3, 4, 5, 6, 0, 1, -1, 3600))
