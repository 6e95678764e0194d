# Modules of the library that keep and carry data: bz2, tarfile, plistlib,
# ElementTree, minidom, email, cgi, Cookie, xmlrpclib.
import StringIO
import bz2
import datetime
import os
import plistlib
import tarfile
import tempfile
import xmlrpclib
import Cookie
from xml.dom import minidom
from xml.etree import ElementTree
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
import email

text = 'one\r\ntwo\nthree' * 100
packed = bz2.compress(text)
print len(packed), bz2.decompress(packed) == text
packer = bz2.BZ2Compressor(1)
packed = ''.join([packer.compress(c) for c in text]) + packer.flush()
unpacker = bz2.BZ2Decompressor()
print ''.join([unpacker.decompress(c) for c in packed]) == text
for bad in ['', 'no bzip2', packed[:30]]:
    try:
        print repr(bz2.decompress(bad))
    except (IOError, ValueError) as e:
        print type(e).__name__, e

name = os.path.join(tempfile.mkdtemp(), 'file')
with bz2.BZ2File(name, 'w') as f:
    f.write(text)
with bz2.BZ2File(name, 'rU') as f:
    print len(f.readlines()), f.newlines, f.tell()
    f.seek(3)
    print repr(f.readline()), repr(f.read(5))

for mode in ['w', 'w:gz', 'w:bz2']:
    out = tarfile.open(name, mode)
    for i in range(3):
        info = tarfile.TarInfo('member%d' % i * (i * 20 + 1))
        info.size = 100 * i
        out.addfile(info, StringIO.StringIO('x' * info.size))
    out.close()
    archive = tarfile.open(name)
    print [(len(m.name), m.size, len(archive.extractfile(m).read())) for m in archive]
    archive.close()
os.remove(name)
os.rmdir(os.path.dirname(name))

value = {'a': [1, 2.5, True, u'\xe9<&>'], 'when': datetime.datetime(2011, 2, 3, 4, 5, 6), 'raw': plistlib.Data('\0\1\2'),
         'empty': {}, 'none': []}
written = plistlib.writePlistToString(value)
print written
print plistlib.readPlistFromString(written) == value

tree = ElementTree.fromstring('<a x="1"><b>t</b>tail<c xmlns="urn:n"><d/></c><b k="v">u</b></a>')
print [e.tag for e in tree.iter()], tree.findtext('b'), [b.attrib for b in tree.findall('b')]
print ElementTree.tostring(tree)
try:
    ElementTree.fromstring('<a><b></a>')
except ElementTree.ParseError as e:
    print e, e.position
document = minidom.parseString('<?xml version="1.0"?><!--c--><r a="1"><i>text &amp; more</i><![CDATA[<raw>]]></r>')
print document.toxml()
print document.documentElement.firstChild.firstChild.data, document.documentElement.getAttribute('a')

message = MIMEMultipart(boundary='=b=')
message['Subject'] = 'parts'
message.attach(MIMEText('plain text'))
message.attach(MIMEText(u'\xe9t\xe9'.encode('utf-8'), 'html', 'utf-8'))
flat = message.as_string()
print flat
parsed = email.message_from_string(flat)
print [(p.get_content_type(), p.get_content_charset()) for p in parsed.walk()], repr(parsed.get_payload(1).get_payload(decode=True))

cookie = Cookie.SimpleCookie('a=1; b="quoted\\054 value"')
cookie['a']['path'] = '/'
print cookie.output(), cookie['b'].value

call = xmlrpclib.dumps((1, 'two', [3.5, None, True], {'k': xmlrpclib.Binary('\0')}), 'name.of', allow_none=1)
print call
print xmlrpclib.loads(call)[0][:3], xmlrpclib.loads(call)[1]
try:
    xmlrpclib.loads(xmlrpclib.dumps(xmlrpclib.Fault(4, 'too many')))
except xmlrpclib.Fault as fault:
    print fault
