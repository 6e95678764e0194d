# Trees of elements: made, searched by paths, read with all kinds of parsers, written with namespaces, and what fails.

import copy
import pickle
import StringIO
import sys
import warnings
import xml.etree.ElementTree as ET
from xml.etree import ElementInclude, ElementPath

warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest: sys.stdout.write('%s: %s\n' % (category.__name__, message))


def attempt(function, *arguments, **named):
    try:
        result = function(*arguments, **named)
        if hasattr(result, 'next'):
            result = list(result)
        print result if isinstance(result, basestring) else show(result)
    except Exception, error:
        print type(error).__name__, str(error)[:90], getattr(error, 'code', ''), getattr(error, 'position', '')


def show(value):
    if isinstance(value, ET.Element):
        return '<%s %r>' % (value.tag, sorted(value.items()))
    if isinstance(value, (list, tuple)):
        return '[%s]' % ', '.join(show(item) for item in value)
    return repr(value)


document = ET.XML('<a x="1"><b>one</b><c y="2"><b z="3">two<d/></b><b>three</b>tail</c><d><b>one</b></d><b/><e:f xmlns:e="u"/>'
                  '</a>')
for path in ('b', 'c/b', './/b', '*', '*/b', './/b/..', 'c/*', '.', './b', './/*', 'c//d', '{u}f', 'e:f', 'g:f', './/d[b]',
             'c[@y]', 'c[@y="2"]', "c[@y='3']", './/b[@z]', './/d[b="one"]', "*[b='two']", 'b[1]', 'b[2]', 'b[3]', 'b[0]',
             'b[last()]', 'b[last()-1]', 'b[last()-x]', 'b[first()]', 'b[', 'b[]', 'b[@x', 'b[ 1 ]', 'c[@y=2]', 'b[1="x"]', '',
             '/b', 'c/', 'c//', './/', '@x', 'b/@x', '..', 'b/../c', ' b', 'b c', './/[', 'b[@9]', 'b[9x]', ':', 'e:f/e:g', 'b[-1]'):
    print path,
    attempt(document.findall, path, {'e': 'u'})
    attempt(document.find, path, {'e': 'u'})
    attempt(document.findtext, path, 'none', namespaces={'e': 'u'})
    attempt(ET.ElementTree(document).iterfind, path, {'e': 'u'})
print list(ElementPath.xpath_tokenizer('{u}a/b//c[@d="e f"]/e:g', {'e': 'v'}))
attempt(list, ElementPath.xpath_tokenizer('e:f'))

element = ET.Element('t', {'k': 'v'}, other='w')
print sorted(element.items()), len(element), element.get('k'), element.get('no'), element.get('no', 5), element.text
child = ET.SubElement(element, 's', {'k': '1'}, j='2')
attempt(ET.Element, 't', 'text')
attempt(ET.SubElement, None, 't')
element.extend([ET.Comment('note'), ET.PI('pi'), ET.PI('pi', 'more'), ET.Element(None), ET.QName('u', 'q')][:4])
element[4].text = 'bare'
element.insert(0, copy.copy(child))
attempt(element.remove, 5)
print bool(element), len(element.getchildren()), len(element.getiterator('s')), [e.tag for e in element[0:2]]
print ET.tostring(element), list(element.itertext())
twin = copy.deepcopy(element)
shallow = element.copy()
element.clear()
print ET.tostring(twin), ET.tostring(shallow), ET.tostring(element)
print ET.tostring(pickle.loads(pickle.dumps(document, 2)))
print repr(pickle.dumps(ET.Comment('x'))).count('xml.etree.ElementTree'), ET.Element.__module__, ET.iselement(5)
print ET.QName('u', 'a') == '{u}a', ET.QName('a') < ET.QName('b'), hash(ET.QName('a')) == hash('a'), str(ET.QName('u', 'a'))

# Writing.
root = ET.Element('{u}a', {'plain': ET.QName('w', 'value')})
ET.SubElement(root, ET.QName('http://www.w3.org/1999/xhtml', 'br')).tail = u'\u1234'
ET.SubElement(root, '{http://www.w3.org/XML/1998/namespace}lang', {'{http://www.w3.org/XML/1998/namespace}id': '1'}).set('{v}k', 'x')
print ET.tostring(root)
root.text = 'a<b'
for arguments in ({}, {'encoding': 'utf-8'}, {'encoding': 'latin-1'}, {'xml_declaration': True},
                  {'encoding': 'us-ascii', 'xml_declaration': True}, {'encoding': 'utf-16', 'xml_declaration': False},
                  {'default_namespace': 'u'}, {'method': 'html', 'encoding': 'latin-1'}, {'method': 'text', 'encoding': 'utf-8'},
                  {'method': 'text'}, {'method': 'c14n'}, {'method': 'other'}):
    out = StringIO.StringIO()
    attempt(ET.ElementTree(root).write, out, **arguments)
    print sorted(arguments.items()), repr(out.getvalue())
attempt(ET.ElementTree(root).write_c14n, StringIO.StringIO())
plain = ET.XML('<html><Script>a &lt; b</Script><br /><p class="&lt;&amp;&quot;">x &gt; y</p><!--c--></html>')
print ET.tostring(plain, method='html'), ET.tostring(plain, method='text')
out = StringIO.StringIO()
ET.ElementTree(ET.XML('<a xmlns="u"><b/></a>')).write(out, default_namespace='u')
print out.getvalue()
for wrong in (ET.Element(5), ET.Element([]), ET.Element('a', {5: 'x'}), ET.Element('a', x=5)):
    attempt(ET.tostring, wrong)


# A serializer of a program's own, as many have for CDATA.
def with_cdata(write, elem, *rest):
    if elem.tag == '[CDATA[':
        write('<![CDATA[%s]]>' % elem.text)
    else:
        ET._serialize_plain(write, elem, *rest)


ET._serialize_plain = ET._serialize_xml
ET._serialize_xml = ET._serialize['xml'] = with_cdata
holder = ET.Element('holder')
ET.SubElement(ET.SubElement(holder, 'inner'), '[CDATA[').text = '<&>'
print ET.tostring(holder)
ET._serialize_xml = ET._serialize['xml'] = ET._serialize_plain
ET.register_namespace('mine', 'u')
attempt(ET.register_namespace, 'ns7', 'u')
print ET.tostring(ET.XML('<a xmlns="u"/>')), ''.join(ET.tostringlist(plain)) == ET.tostring(plain)
ET.dump(plain)
ET.dump(ET.ElementTree(plain))
plain.tail = '\n'
ET.dump(plain)


# Reading.
class Target(object):
    def __init__(self):
        self.told = []
        for name in ('start', 'end', 'data', 'comment', 'pi', 'doctype'):
            setattr(self, name, lambda *arguments: self.told.append(repr(arguments)) or None)
        self.close = lambda: '\n'.join(self.told)


text = ('<!DOCTYPE a PUBLIC "p" "s" [<!ENTITY e "E">]><a xmlns:n="u" n:k="v"><?pi x y?><!--c-->t&e;<b\n/></a>')
print ET.XML(text, ET.XMLParser(target=Target()))
print ET.fromstringlist(['<a>', '<b/>', '</a>']).getchildren() != []
for doctype in ('<!DOCTYPE a SYSTEM "s">', '<!DOCTYPE a>', '<!DOCTYPE a PUBLIC "p" "s">'):
    class Old(ET.XMLParser):
        def doctype(self, *arguments):
            print arguments
    attempt(ET.XML, doctype + '<a/>', Old())
parser = ET.XMLParser()
parser.entity['known'] = u'\xe9'
attempt(lambda: ET.tostring(ET.XML('<!DOCTYPE a SYSTEM "s"><a>&known;</a>', parser)))
for bad in ('', '<a>', '<a></b>', '<a/><b/>', '<!DOCTYPE a SYSTEM "s"><a>\n &unknown;</a>', '<a>&x;</a>', 'text', '<a b="1" b="2"/>'):
    attempt(ET.XML, bad)
ids = ET.XMLID('<a id="1"><b id="2"/><c/></a>')
print show(ids[0]), sorted(ids[1].items(), key=lambda item: item[0])[0][0], len(ids[1])
print repr(ET.XML(u'<a>\xe9</a>'.encode('utf-8')).text), repr(ET.XML('<a>e</a>').text), ET.parse(StringIO.StringIO('<a/>')).getroot().tag
for events in (None, ('start', 'end'), ('start-ns', 'end-ns', 'start'), ('no',), ()):
    attempt(lambda: ['%s %s' % (event, getattr(what, 'tag', what)) for event, what in ET.iterparse(StringIO.StringIO(text), events)])
reader = ET.iterparse(StringIO.StringIO('<a><b/></a'))
attempt(lambda: list(reader))
reader = ET.iterparse(StringIO.StringIO('<a><b/></a>'))
print reader.root, iter(reader) is reader, reader.next()[1].tag, next(reader)[1].tag, list(reader), reader.root.tag
builder = ET.TreeBuilder(lambda tag, attributes: ET.Element(tag.upper(), attributes))
attempt(builder.close)
builder.start('x', {})
attempt(builder.close)
builder.data('te')
builder.data('xt')
attempt(builder.end, 'y')
builder = ET.TreeBuilder()
builder.start('x', {})
builder.start('y', {})
builder.end('y')
builder.data('tail')
print builder.end('x').tag, ET.tostring(builder.close())
attempt(ET.ElementTree().find, 'x')
attempt(ET.ElementTree(document).find, '/b')
attempt(ET.ElementTree(document).getiterator, 'd')
attempt(ET.parse, '/no/such/file')
attempt(ET.iterparse, '/no/such/file')

# Inclusion.
include = '<d xmlns:xi="http://www.w3.org/2001/XInclude">t<xi:include href="%s" parse="%s"/>tail<e><xi:%s href="x"/></e></d>'


def load(href, parse, encoding=None):
    return {'xml': ET.Element(href), 'text': '(%s)' % href}[parse] if href != 'none' else None


for values in (('f', 'xml', 'include'), ('f', 'text', 'include'), ('none', 'xml', 'include'), ('f', 'other', 'include'),
               ('f', 'xml', 'fallback')):
    tree = ET.XML(include % values)
    attempt(ElementInclude.include, tree, load)
    print ET.tostring(tree)
