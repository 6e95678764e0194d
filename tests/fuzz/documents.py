"""Random XML documents, cut and changed at random, given to pyexpat piece by piece: run it with two interpreters and
compare what they print: all that handlers are told, where the parser is then, and how it ends.

Expat 2.2.8 takes some bytes that are not UTF-8 for letters of names, and counts columns anew where UTF-16 says that it is
an 8-bit encoding: no documents have such.

documents.py FIRST LAST [-v]    seeds from FIRST up to LAST; -v prints each document too
"""
import random
import sys

from pyexpat import ExpatError, ParserCreate

PIECES = ['<a>', '</a>', '<b x="1">', '</b>', '<c/>', '<p:d p:y="2" z=\'3\'>', '</p:d>', 'text', ' ', '\n', '\r', '\r\n', '\t', ']]>',
          ']', '&lt;', '&e;', '&f;', '&x;', '&u;', '&#65;', '&#x20AC;', '&#0;', '&', '<', '>', '<!-- note -->', '<!--', '-->', '--',
          '<?pi data?>', '<?pi?>', '<?xml version="1.0"?>', '<![CDATA[raw <&]]>', '<![CDATA[', u'\xe9', u'\u20ac', u'\U00010400',
          u'<\xe9>', u'</\xe9>', '<a xmlns="urn:1">', '<p:a xmlns:p="urn:2">', '</p:a>', '<a xmlns="">', 'xmlns:q=""', '<a a="1" a="2"/>',
          '<a b="&e;&#10;\n\t x"/>', '<e f="  1  2 "/>', '<e/>', '<q:a/>', u'\ufffe', '\x01', '\x00', '"', "'", '=', '/', '?', '!', '%', ';']
DECLARATIONS = ['<!ENTITY e "entity <b>text</b>">', '<!ENTITY f "&e;&#60;c/>">', '<!ENTITY r "&r;">', '<!ENTITY x SYSTEM "x.xml">',
                '<!ENTITY y PUBLIC "a  public" "y.xml">', '<!ENTITY n SYSTEM "n.gif" NDATA gif>', '<!NOTATION gif SYSTEM "viewer">',
                '<!NOTATION g2 PUBLIC "public id">', '<!NOTATION g3 PUBLIC "p" "s">', '<!ENTITY % pe "<!ELEMENT z (a)>">', '%pe;', '%no;',
                '<!ENTITY % px SYSTEM "px.dtd">', '%px;', '<!ELEMENT a ANY>', '<!ELEMENT b EMPTY>', '<!ELEMENT c (#PCDATA)>',
                '<!ELEMENT d (#PCDATA|a|p:b)*>', '<!ELEMENT e (a,(b|c)*,d?)+>', '<!ELEMENT f (a|b,c)>', '<!ATTLIST e f NMTOKENS #IMPLIED>',
                '<!ATTLIST e g CDATA "de&#9;fault" h (x|y) "x" i NOTATION (gif|g2) #REQUIRED>', '<!ATTLIST a id ID #REQUIRED>',
                '<!ATTLIST a k CDATA #FIXED "fix">', '<!ATTLIST a xmlns:p CDATA "urn:3">', '<!-- in the subset -->', '<?pi subset?>', ' ', '\n',
                '<![INCLUDE[ <!ELEMENT i EMPTY> ]]>', '<![IGNORE[ <!ELEMENT <![ ]]> ]]>', '<!ENTITY lt "&#38;#60;">', '<!FOO>', '<!ELEMENT',
                '<!ENTITY v "%pe;">', '<!ENTITY % pv "a">', '<!ENTITY w "x%pv;y">', '<!ENTITY w "&#xD;&e;">', '<!ENTITY cr "a\r\nb">', '&cr;',
                '<!ENTITY e2 "&n;">', '>', ']', '(', '|', '#PCDATA', '"', '<!ATTLIST b c CDATA "&e;">', '<!ATTLIST b d CDATA "<">',
                '<!NOTATION bad PUBLIC "{}">', '<!ENTITY % k "INCLUDE">', '<![%k;[<!ENTITY inc "1">]]>']
ENCODINGS = ['utf-8', 'utf-8', 'utf-8', 'utf-16', 'utf-16-le', 'utf-16-be', 'iso-8859-1', 'us-ascii', 'cp1252', 'koi8-r', 'utf-8-sig']
NAMES = ['utf-8', 'UTF-8', 'utf-16', 'iso-8859-1', 'us-ascii', 'windows-1252', 'koi8-r', 'utf-16le', 'big5', 'none-such', 'cp037', '1x']
TABLES = ['windows-1252', 'koi8-r', 'big5', 'cp037']
HANDLERS = ['StartElementHandler', 'EndElementHandler', 'ProcessingInstructionHandler', 'CharacterDataHandler',
            'UnparsedEntityDeclHandler', 'NotationDeclHandler', 'StartNamespaceDeclHandler', 'EndNamespaceDeclHandler', 'CommentHandler',
            'StartCdataSectionHandler', 'EndCdataSectionHandler', 'DefaultHandler', 'DefaultHandlerExpand', 'NotStandaloneHandler',
            'StartDoctypeDeclHandler', 'EndDoctypeDeclHandler', 'EntityDeclHandler', 'XmlDeclHandler', 'ElementDeclHandler',
            'AttlistDeclHandler', 'SkippedEntityHandler', 'ExternalEntityRefHandler']


class Run(object):
    """One document: parsers of it, and what they told."""

    def __init__(self, r):
        self.r = r
        self.told = []
        self.budget = 3

    def handler(self, parser, name, answer):
        def told(*arguments):
            if name == 'StartElementHandler' and isinstance(arguments[1], dict):
                arguments = arguments[0], sorted(arguments[1].items())
            place = parser.CurrentLineNumber, parser.CurrentColumnNumber, parser.CurrentByteIndex
            context = parser.GetInputContext()
            self.told.append((name, arguments, place, parser.buffer_used, context and (len(context), context[:8])))
            if self.r.random() < .005:
                raise KeyError(name)
            if self.r.random() < .01 and not parser.buffer_text:
                parser.CharacterDataHandler = self.r.choice([None, parser.CharacterDataHandler])
            return answer
        return told

    def external(self, parser):
        def told(context, base, system, public):
            if context:
                # The order of what it says is no one's business.
                context = '\f'.join(sorted(context.split('\f')))
            place = parser.CurrentLineNumber, parser.CurrentColumnNumber, parser.CurrentByteIndex
            self.told.append(('External', context, base, system, public, place))
            if self.budget <= 0 or self.r.random() < .1:
                return self.r.random() < .5
            self.budget -= 1
            child = parser.ExternalEntityParserCreate(context)
            self.watch(child, False)
            text = external_text(self.r, context is None)
            self.told.append(text)
            self.feed(child, text)
            return 1
        return told

    def watch(self, parser, is_root):
        r = self.r
        if is_root:
            parser.buffer_text = r.random() < .5
            parser.ordered_attributes = r.random() < .5
            parser.specified_attributes = r.random() < .2
            parser.namespace_prefixes = r.random() < .2
            parser.returns_unicode = r.random() < .8
            if r.random() < .2:
                parser.buffer_size = r.choice([1, 3, 10])
            if r.random() < .5:
                self.told.append(parser.SetParamEntityParsing(r.choice([0, 1, 2])))
            if r.random() < .1:
                parser.UseForeignDTD()
            if r.random() < .1:
                parser.SetBase('base')
            density = r.choice([0, .3, .7, 1])
            self.handled = [name for name in HANDLERS if r.random() < density or name == 'ExternalEntityRefHandler' and r.random() < .5]
            if r.random() < .6:
                self.handled = [name for name in self.handled if name not in ('DefaultHandler', 'DefaultHandlerExpand')]
        for name in self.handled:
            answer = name != 'NotStandaloneHandler' or r.random() < .8
            handler = self.external(parser) if name == 'ExternalEntityRefHandler' else self.handler(parser, name, answer)
            setattr(parser, name, handler)

    def feed(self, parser, data):
        r = self.r
        size = r.choice([1, 2, 3, 7, 20, len(data) + 1, len(data) + 1])
        try:
            for i in range(0, len(data), size):
                parser.Parse(data[i:i + size], False)
            parser.Parse('', True)
        except ExpatError, e:
            self.told.append(('error', str(e), e.code, e.lineno, e.offset, parser.ErrorByteIndex, parser.ErrorCode))
        except (KeyError, LookupError, ValueError), e:
            self.told.append((type(e).__name__, str(e)))
        self.told.append((parser.CurrentLineNumber, parser.CurrentColumnNumber, parser.CurrentByteIndex, parser.ErrorCode))


def declaration(r):
    text = '<?xml version=%s' % r.choice(['"1.0"', "'1.1'", '"1.0" ', '1'])
    if r.random() < .5:
        text += ' encoding="%s"' % r.choice(NAMES)
    if r.random() < .3:
        text += ' standalone="%s"' % r.choice(['yes', 'no', 'maybe'])
    return text + r.choice(['?>', '?>\n', ' ?>', '?'])


def content(r, depth):
    if depth <= 0 or r.random() < .3:
        return u''.join(r.choice(PIECES) if r.random() < .3 else r.choice(['text', '\n', u'\xe9', ' ', '&e;', '&#65;', '<c/>', '<e/>', '&x;'])
                        for _ in range(r.randint(0, 4)))
    name = r.choice(['a', 'b', 'e', 'p:d', u'\xe9l', 'longer-name.1'])
    attributes = r.choice(['', '', ' x="1"', ' xmlns="urn:a"', ' xmlns:p="urn:p"', ' p:x="1" x=\'2\'', ' xml:lang="en"', ' f=" 1  2 "', ' a="&e;"',
                           ' xmlns:xml="urn:no"', '\r\nx = "a\r\nb"'])
    inner = u''.join(content(r, depth - 1) for _ in range(r.randint(0, 3)))
    return u'<%s%s>%s</%s>' % (name, attributes, inner, name)


def mutate(r, text):
    for _ in range(r.choice([0, 0, 0, 1, 1, 2, 5])):
        i = r.randint(0, len(text))
        j = min(len(text), i + r.choice([0, 0, 1, 2, 5]))
        text = text[:i] + r.choice(PIECES + DECLARATIONS + ['', '', '']) + text[j:]
    if r.random() < .05:
        text = text[:r.randint(0, len(text))]
    return text


def document(r):
    text = u''
    if r.random() < .4:
        text += declaration(r)
    if r.random() < .5:
        text += '<!DOCTYPE a%s' % r.choice(['', ' SYSTEM "a.dtd"', ' PUBLIC "pub id" "a.dtd"', ' PUBLIC "{" "x"'])
        if r.random() < .8:
            text += ' [' + ''.join(r.choice(DECLARATIONS) for _ in range(r.randint(0, 6))) + ']'
        text += r.choice(['>', '>\n', ' >'])
    if r.random() < .2:
        text += r.choice(['<!-- before -->', '<?pi before?>', ' \r'])
    text += content(r, r.randint(1, 4))
    if r.random() < .05:
        text += 'long ' * 500 + u'\xe9' * 700
    text += r.choice(['', '', '', '\n', '\r', '<!-- after -->', '<?pi after?>', 'junk'])
    text = mutate(r, text)
    encoding = r.choice(ENCODINGS)
    if encoding.startswith('utf-16'):
        for name in TABLES:
            text = text.replace(name, 'utf-16')
    elif not encoding.startswith('utf'):
        text = text.replace(u'<\xe9', '<e').replace(u'</\xe9', '</e')
    data = text.encode(encoding, 'xmlcharrefreplace')
    if r.random() < .05:
        i = r.randint(0, len(data))
        data = data[:i] + chr(r.choice([0, 9, 65, 128, 254, 255])) + data[i:]
    return data


def external_text(r, is_parameter):
    text = r.choice(['', '', '<?xml version="1.0" encoding="utf-8"?>', '<?xml encoding="iso-8859-1"?>', '<?xml version="1.0"?>', u'\ufeff'])
    if is_parameter:
        text += ''.join(r.choice(DECLARATIONS) for _ in range(r.randint(0, 4)))
    else:
        text += content(r, 2)
    return mutate(r, text).encode(r.choice(['utf-8', 'utf-8', 'utf-16']), 'replace')


def main():
    for seed in range(int(sys.argv[1]), int(sys.argv[2])):
        r = random.Random(seed)
        data = document(r)
        run = Run(r)
        encoding = r.choice(NAMES) if r.random() < .1 else None
        parser = ParserCreate(encoding, r.choice([None, None, ' ', '}', '']))
        run.watch(parser, True)
        if '-v' in sys.argv:
            print seed, encoding, repr(data), run.handled
        run.feed(parser, data)
        for told in run.told:
            print seed, repr(told)


main()
