# What mail is made of besides the email package: base64, quopri, uu, rfc822, mimetools, mimetypes; and pipes, netrc.
import base64
import mimetools
import mimetypes
import netrc
import os
import pipes
import quopri
import re
import rfc822
import shutil
import tempfile
import uu
from StringIO import StringIO

data = ''.join(map(chr, range(0, 256, 5)))
for size in (0, 1, 2, 3, 4, 5, 52):
    text = data[-size:] if size else ''
    encoded = base64.b64encode(text), base64.b32encode(text), base64.b16encode(text), base64.b64encode(text, '.-')
    print encoded
    assert base64.b64decode(encoded[0]) == base64.b32decode(encoded[1]) == base64.b16decode(encoded[2]) == text
print repr(base64.encodestring(data)), base64.b32decode('m1======', True, 'I') == base64.b32decode('MI======')
for function, text in ((base64.b32decode, 'A1======'), (base64.b32decode, 'AA=====A'), (base64.b32decode, 'A'),
                       (base64.b16decode, 'aa'), (base64.b64decode, 'a')):
    try:
        print function(text)
    except TypeError as error:
        print error

TEXT = 'caf\xe9 = a_b \t\n.\nlong ' + 'word ' * 20 + '\xff\n\nend '
print repr(quopri.encodestring(TEXT)), quopri.decodestring(quopri.encodestring(TEXT, 1, 1), 1) == TEXT
compiled = quopri.a2b_qp, quopri.b2a_qp
quopri.a2b_qp = quopri.b2a_qp = None
print repr(quopri.encodestring('a =\t\nb_c ', 1, 1)), quopri.decodestring(quopri.encodestring(TEXT)) == TEXT
print repr(quopri.decodestring('a=41=4=ZZ==b_ \nc=\nd=', 1))
quopri.a2b_qp, quopri.b2a_qp = compiled

out = StringIO()
uu.encode(StringIO(data), out, 'na\nme', 0100640)
print repr(out.getvalue())
for text in (out.getvalue(), '', 'begin 9 x\nbegin 644 y\n#86)C\n', 'begin 644 x\n#86)C&&&&&&\n`\nend\n'):
    out = StringIO()
    try:
        uu.decode(StringIO(text), out, quiet=True)
        print out.getvalue() == data, repr(out.getvalue()[:9])
    except uu.Error as error:
        print error

message = rfc822.Message(StringIO('From me\nTo: "B, X" <b@c>,\n d@e (D)\nTo: x\nA: 1\nDate: Mon, 1 Jan 01 12:00 +0130\nbody\n'))
print message.unixfrom.strip(), message.status, message.getheaders('to'), message.getaddrlist('to'), message.getaddr('cc')
print message.getdate_tz('date'), message.getrawheader('a'), repr(message.fp.read()), message.startofbody
message['Cc'] = 'one\ntwo'
del message['to']
print message.setdefault('a', '2'), message.setdefault('Z'), repr(str(message)), 'CC' in message, len(message)
print rfc822.AddressList('a@b, c@d') - rfc822.AddressList('c@d'), rfc822.parseaddr('x\n y <a@b>'), rfc822.formatdate(0)

message = mimetools.Message(StringIO('Content-Type: Text / HTML; Charset="x"; b = c ;d\nContent-Transfer-Encoding: QP\n\n'))
print message.gettype(), message.getmaintype(), message.getparam('charset'), message.getparamnames(), message.getencoding()
for encoding in ('base64', 'quoted-printable', 'x-uue', '8bit', 'odd'):
    out, back = StringIO(), StringIO()
    try:
        mimetools.encode(StringIO('ab c\t=\n'), out, encoding)
        mimetools.decode(StringIO(out.getvalue()), back, encoding)
        print repr(out.getvalue()), repr(back.getvalue())
    except ValueError as error:
        print error

mimetypes.init([])
for name in ('a.html', 'a.tar.gz', 'a.tgz', 'A.JPG', 'a.pct', 'data:,x', 'data:a/b;base64,x', 'a.nothing', 'http://h/a.svgz'):
    print mimetypes.guess_type(name), mimetypes.guess_type(name, False),
print mimetypes.guess_extension('image/gif'), mimetypes.guess_extension('x/y')

for text in ('', 'a', "it's", '$x y'):
    print pipes.quote(text),
template = pipes.Template()
template.append('tr a-z A-Z', '--')
template.append('cat $IN >$OUT', 'ff')
template.prepend('rev', '--')
print template, re.sub(r"[/\w]*/tmp\w+", 'T', template.makepipeline('a b', ''))
for arguments in (('x', 'zz'), ('x', 'f-'), ('x', '.-'), (1, '--')):
    try:
        template.append(*arguments)
    except (TypeError, ValueError) as error:
        print error

folder = tempfile.mkdtemp()
try:
    name = os.path.join(folder, 'netrc')
    for text in ('machine a login b password c#d\nmacdef m\n one\n\ndefault user e account f password "g"\n# x', 'machine a login b',
                 'macine', 'machine a odd'):
        with open(name, 'w') as file:
            file.write(text)
        try:
            contents = netrc.netrc(name)
            print sorted(contents.hosts.items()), contents.macros, contents.authenticators('z')
        except netrc.NetrcParseError as error:
            print error.msg, error.lineno
    with open(name, 'wb') as file:
        file.write('abc\n')
    template = pipes.Template()
    template.append('tr a-z A-Z', '--')
    print template.copy(name, name + '2'), repr(open(name + '2').read()), repr(template.open(name, 'r').read())
finally:
    shutil.rmtree(folder)
