# multifile, MimeWriter, mimify, mailcap and binhex.
import warnings
warnings.simplefilter('ignore')
import binhex
import mailcap
import MimeWriter
import mimify
import multifile
import os
import shutil
import StringIO
import tempfile


def attempt(function, *arguments):
    try:
        print '->', repr(function(*arguments))
    except Exception as error:
        print type(error).__name__, error


text = 'before\n--A\nH: 1\n\nbody\n--B\ninner\n--B--\nafter\n--A\nsecond\n--A-- \nbehind\n'
parts = multifile.MultiFile(StringIO.StringIO(text))
parts.push('A')
print parts.readlines(), parts.last, parts.level, parts.next(), parts.readline(), parts.tell()
parts.seek(0)
attempt(parts.seek, 10)
attempt(parts.seek, 0, 2)
print parts.readline(), parts.readline(), parts.readline(), parts.tell()
parts.push('B')
print parts.read(), parts.next(), parts.read(), parts.next(), parts.last
parts.pop()
print parts.readlines(), parts.next(), parts.read(), parts.next()
parts.pop()
print parts.read()
attempt(parts.pop)
for text in 'x\n--A\ny\n--B\nz', 'x\n--A\ny\n--B\nz\n--A--\n':
    parts = multifile.MultiFile(StringIO.StringIO(text), False)
    parts.push('A')
    parts.next()
    parts.push('B')
    parts.next()
    attempt(parts.read)
    print parts.level, parts.last

file = StringIO.StringIO()
writer = MimeWriter.MimeWriter(file)
writer.addheader('A', 'one\n  two\nthree\n')
writer.addheader('B', 'x', prefix=1)
writer.flushheaders()
writer.addheader('C', 'y')
print writer.startmultipartbody('mixed', 'OUTER', [('p', 'v w')]) is file
writer.nextpart().startbody('text/plain').write('text')
part = writer.nextpart()
part.addheader('D', 'z')
part.startmultipartbody('alternative', 'INNER', prefix=0)
part.nextpart().startbody('a/b', prefix=0).write('end\n')
part.lastpart()
writer.lastpart()
print file.getvalue()

for line in '=?iso-8859-1?q?a=e9b_c?= x', '=?ISO-8859-1?Q?b?= =?iso-8859-1?Q?c?=', '=?utf-8?q?a?=':
    print repr(mimify.mime_decode_header(line)),
for line in 'caf\xe9 x (\xe9) =?', 'From: J\xe9r\xf4me <x@y>\n', 'Subject: a\xe9 b\xe9\n':
    print repr(mimify.mime_encode_header(line)),
print
for line in 'a=b\xe9?\n', 'x' * 160 + '\n', 'From me\n', 'x' * 73 + '\xe9' * 10 + '\n':
    print repr(mimify.mime_encode(line, 0)), repr(mimify.mime_encode(line, 1))
plain = 'Mime-Version: 1.0\nContent-Type: text/plain'
for text in ('From: J\xe9r\xf4me <x@y>\n\nbody\xe9\n' + 'x' * 210 + '\n> quoted \xe9\n', 'A: b\n\nplain\n', 'A: b\n\n' + 'y' * 300 + '\n',
             plain + '; charset="us-ascii"\n\nb\xe9dy\n', plain + '; charset="iso-8859-2"\n\nplain\n',
             'A: b\nContent-Type: multipart/mixed;\n boundary="X Y"\n\npre\xe9\n--X Y\n\np\xe9\n--X Y\nC: d\n\nplain\n--X Y--\npost\xe9\n',
             plain + '\nContent-Transfer-Encoding: quoted-printable\n\n> a=\n> b=3D\n', 'Content-Transfer-Encoding: base64\n\nYWJj\n'):
    encoded, decoded = StringIO.StringIO(), StringIO.StringIO()
    mimify.mimify(StringIO.StringIO(text), encoded)
    mimify.unmimify(StringIO.StringIO(encoded.getvalue()), decoded, 1)
    print repr(encoded.getvalue()), '\n', repr(decoded.getvalue())

folder = tempfile.mkdtemp()
os.chdir(folder)
with open('mailcap', 'w') as file:
    file.write('# comment\n\ntext/plain; cat %s; copiousoutput; test=true; print=lp %t %{charset}\nTEXT/*; more %s \\\n ; edit = vi\\; %s\n'
               'image; xv %s; x=y=z\nvideo/*; vlc %s; test=false\nbad\n; x\ntext/html; lynx %s\ntext/html; w3m %% %q %s\n')
os.environ['MAILCAPS'] = 'mailcap:nothing'
entries = mailcap.getcaps()
for kind in sorted(entries):
    print kind, [sorted(entry.items()) for entry in entries[kind]]
for kind, key in (('text/plain', 'view'), ('text/plain', 'print'), ('text/other', 'edit'), ('image', 'view'), ('video/mpeg', 'view'),
                  ('text/html', 'view'), ('other/other', 'view')):
    print mailcap.findmatch(entries, kind, key, '/file', ['b=c', 'Charset=utf-8'])[0],
print [entry['view'] for entry in mailcap.lookup(entries, 'text/html')], mailcap.subst('%% a\\%s %{b} %{c', 't', 'f', ['b=1'])

with open('data', 'wb') as file:
    file.write('hello' * 30 + 'a' * 300 + '\x90\x90' + ''.join(map(chr, range(256))))
binhex.binhex('data', 'text')
with open('text') as file:
    text = file.read()
print text
with open('mail', 'w') as file:
    file.write('Subject: x\n\n' + text)
binhex.hexbin('mail', 'back')
with open('data', 'rb') as data, open('back', 'rb') as back:
    print data.read() == back.read()
info = binhex.FInfo()
info.Type, info.Creator, info.Flags = 'TEXT', 'made', 0x1234
coder = binhex.BinHex(('name', info, 5, 3), 'text')
coder.write('hello')
coder.write_rsrc('res')
coder.close()
decoder = binhex.HexBin('text')
print decoder.FName, decoder.FInfo.Type, decoder.FInfo.Creator, decoder.FInfo.Flags, decoder.read(2), decoder.read(), decoder.read_rsrc()
attempt(decoder.read)
decoder.close()
attempt(binhex.BinHex, ('n' * 64, info, 0, 0), StringIO.StringIO())
for wrong in 'nothing', text[:200], text[:120] + '!!!' + text[123:]:
    attempt(binhex.HexBin, StringIO.StringIO(wrong)) if wrong == 'nothing' else attempt(lambda: binhex.HexBin(StringIO.StringIO(wrong)).close_data())
os.chdir('/')
shutil.rmtree(folder)
