# Trees of nodes: made, changed, searched, copied, renamed, written, and what the DOM refuses.

import StringIO
import xml.dom
from xml.dom import minidom


def attempt(function, *arguments):
    try:
        result = function(*arguments)
        print result if isinstance(result, (basestring, bool, int, type(None))) else show(result)
    except Exception, error:
        print type(error).__name__, getattr(error, 'code', ''), str(error).split(' at 0x')[0].split(' instance')[0].split(' object')[0]


def show(node):
    if isinstance(node, (list, tuple)):
        return [show(inner) for inner in node]
    if not hasattr(node, 'nodeName'):
        return repr(node)
    return '%s %s %s %r %s' % (node.nodeName, node.nodeType, node.localName, node.nodeValue, node.namespaceURI)


def check(node):
    # Parents and neighbours fit together.
    before = None
    for child in node.childNodes:
        assert child.parentNode is node and child.previousSibling is before
        assert before is None or before.nextSibling is child
        before = child
        check(child)
    assert before is None or before.nextSibling is None


text = '''<?xml version="1.0" encoding="utf-8" standalone="yes"?><!DOCTYPE a [<!ENTITY e "x"><!NOTATION n SYSTEM "y"><!ATTLIST b i ID #IMPLIED>]>
<!-- top --><a xmlns:p="u" z="1" p:y="&lt;&quot;2&amp;"><b i="one">t1</b><?pi d?><![CDATA[<c>]]>t2<p:d/>&e;</a>'''
document = minidom.parseString(text)
check(document)
print document.toxml(), repr(document.toxml('utf-8'))[:60], repr(document.toxml('utf-16'))[:40]
print document.toprettyxml('  '), document.toprettyxml(encoding='latin-1')
print document.version, document.encoding, document.standalone, show(document.doctype), document.doctype.internalSubset
print len(document.doctype.entities), show(document.doctype.entities.item(0)), show(document.doctype.notations['n'])
attempt(lambda: document.doctype.entities['no'])
attempt(document.doctype.entities.setNamedItem, None)
a = document.documentElement
print show(list(a.childNodes)), repr(a)[:16], a.hasChildNodes(), a.childNodes.length, show(a.childNodes.item(1)), a.childNodes.item(99)
print show(document.getElementById('one')), document.getElementById('two')
print show(a.getElementsByTagName('b')), len(a.getElementsByTagName('*')), show(document.getElementsByTagNameNS('u', '*')), a.getElementsByTagNameNS('*', 'no')

# Attributes.
print a.getAttribute('z'), repr(a.getAttribute('no')), a.getAttributeNS('u', 'y'), a.hasAttribute('p:y'), a.hasAttributeNS('u', 'z'), a.hasAttributes()
attributes = a.attributes
print attributes.length, sorted(attributes.items()), sorted(attributes.itemsNS()), sorted(attributes.keys()), sorted(attributes.keysNS())
print attributes['z'].value, attributes[('u', 'y')].value, attributes.has_key(('u', 'y')), attributes.get('q', 5), attributes.item(99)
attributes['new'] = 'value'
attributes['z'] = 'other'
attempt(attributes.__setitem__, 'z', 5)
attempt(attributes.removeNamedItem, 'no')
attempt(attributes.setNamedItem, a)
print show(attributes.removeNamedItem('new')), a.hasAttribute('new')
del attributes['z']
a.setAttribute('s', 'v')
a.setAttributeNS('u', 'p:y', 'w')
attempt(a.removeAttribute, 'no')
attempt(a.removeAttributeNS, 'u', 'no')
attr = document.createAttributeNS('u', 'p:y')
attr.value = 'replaced'
print show(a.setAttributeNode(attr)), a.setAttributeNode(attr), sorted(a.attributes.items()), attr.ownerElement is a, attr.specified, attr.isId
attempt(document.createElement('x').setAttributeNode, attr)
a.setIdAttribute('s')
print show(document.getElementById('v')), a.getAttributeNode('s').isId
a.removeAttribute('s')
print document.getElementById('v')
attempt(a.setIdAttribute, 'no')

# The tree.
new = document.createElement('new')
print show(a.insertBefore(new, a.firstChild)), show(a.firstChild), show(new.nextSibling), new.previousSibling
attempt(a.insertBefore, document.createElement('x'), document.createElement('y'))
attempt(a.removeChild, document.createElement('y'))
attempt(a.replaceChild, document.createElement('x'), document.createElement('y'))
attempt(a.appendChild, document)
attempt(document.appendChild, document.createElement('second'))
attempt(document.appendChild, document.createTextNode('text'))
attempt(new.appendChild(document.createTextNode('t')).appendChild, new)
attempt(new.firstChild.insertBefore, new, None)
attempt(new.firstChild.removeChild, new)
check(document)
fragment = document.createDocumentFragment()
for name in 'xyz':
    fragment.appendChild(document.createElement(name))
print show(a.replaceChild(fragment, new)), [child.nodeName for child in a.childNodes], len(fragment.childNodes)
check(document)
a.appendChild(a.firstChild)
a.insertBefore(a.lastChild, a.childNodes[1])
print a.replaceChild(a.firstChild, a.firstChild), show(a.replaceChild(a.lastChild, a.firstChild)), [child.nodeName for child in a.childNodes]
check(document)
for data in ('', 'one', '', 'two', 'three', ''):
    a.insertBefore(document.createTextNode(data), a.firstChild)
a.normalize()
print [child.nodeValue for child in a.childNodes]
check(document)

# Texts.
words = document.createTextNode('some text')
print repr(words), len(words), words.length, words.data, words.substringData(2, 3)
words.appendData('!')
words.insertData(0, 'Well, ')
words.deleteData(0, 1)
words.replaceData(0, 3, 'W')
print words.data, repr(words)
for name, arguments in (('substringData', (-1, 1)), ('insertData', (99, '')), ('deleteData', (0, -1)), ('replaceData', (50, 1, 'x')), ('splitText', (99,))):
    attempt(getattr(words, name), *arguments)
holder = document.createElement('holder')
holder.appendChild(words)
print words.splitText(3).data, words.data, words.wholeText
holder.insertBefore(document.createCDATASection('&'), words)
print words.wholeText, words.replaceWholeText('all'), len(holder.childNodes), words.replaceWholeText(''), len(holder.childNodes)
attempt(document.createTextNode, 5)
attempt(document.createComment('a--b').toxml)
attempt(document.createCDATASection(']]>').toxml)
print document.createProcessingInstruction('t', 'd').toxml(), document.createComment('c').toxml(), document.createComment('c').nodeValue


# Copies.
class Handler(object):
    def handle(self, operation, key, data, source, target):
        print 'handle', operation, key, data, source.nodeName, target and target.nodeName


print a.setUserData('key', 'data', Handler()), a.getUserData('key'), a.getUserData('no')
twin = a.cloneNode(True)
print twin.toxml() == a.toxml(), twin.parentNode, twin.ownerDocument is document, a.cloneNode(False).childNodes
other = minidom.parseString('<o/>')
print show(other.importNode(a, True)), other.importNode(a, 0).ownerDocument is other
attempt(other.importNode, document, True)
attempt(other.importNode, document.doctype, True)
whole = document.cloneNode(True)
print whole.toxml() == document.toxml(), document.cloneNode(False), show(whole.doctype), len(whole.doctype.entities), whole.doctype.ownerDocument is whole
print document.doctype.cloneNode(True)
print a.setUserData('key', None, None), a.getUserData('key')

# Names.
for uri, name in ((None, 'plain'), ('u', 'local'), ('u', 'p:name')):
    print show(document.renameNode(a, uri, name)), a.tagName, a.prefix
    attribute = document.createAttribute('n')
    a.setAttributeNode(attribute)
    print show(document.renameNode(attribute, uri, name)), attribute.ownerElement is a, attribute.prefix, a.hasAttribute(name)
attempt(document.renameNode, a, 'u', 'xmlns:x')
attempt(document.renameNode, attribute, 'u', 'xmlns')
attempt(document.renameNode, words, 'u', 'x')

# Implementations.
implementation = minidom.getDOMImplementation()
print implementation.hasFeature('CORE', '2.0'), implementation.hasFeature('xml', ''), implementation.hasFeature('xml', '9'), minidom.getDOMImplementation('none 1')
print implementation.createDocument('u', 'p:x', implementation.createDocumentType('p:x', 'public', 'system')).toxml()
print implementation.createDocument(None, None, None).toxml(), implementation.createDocumentType('x', None, 's').toxml()
for arguments in ((None, '', None), ('u', 'xml:x', None), (None, 'p:x', None), (None, 'x', document.doctype)):
    attempt(implementation.createDocument, *arguments)
attempt(document.createElement('x').isSupported, 'core', None)
attempt(xml.dom.DOMException)
attempt(setattr, a.childNodes, 'length', 5)
print minidom.parse(StringIO.StringIO('<a>\xc3\xa9</a>')).toxml('us-ascii' and 'utf-8'), minidom.parse(StringIO.StringIO('<a><b/></a>'), bufsize=5).toxml()
attempt(minidom.parseString, '<a>')
print show(minidom.Element('a:b')), minidom.Attr('c:d').localName, minidom.Text.__module__, minidom.TypeInfo('n', 't'), minidom._no_type
writer = StringIO.StringIO()
minidom._write_data(writer, '<&">')
document.unlink()
print writer.getvalue(), document.childNodes, document.doctype, a.parentNode, words.ownerDocument is document
