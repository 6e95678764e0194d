# Texts of HTML, well formed or not, through both parsers, whole and in two pieces.

import HTMLParser
import sgmllib

EVENTS = ('handle_starttag handle_endtag handle_data handle_charref handle_entityref handle_comment handle_decl handle_pi '
          'unknown_decl unknown_starttag unknown_endtag unknown_charref unknown_entityref start_st end_st do_do').split()


def telling(base, left_out):
    class Parser(base):
        def __init__(self):
            self.told = []
            base.__init__(self)
    for name in EVENTS:
        if name not in left_out:
            setattr(Parser, name, (lambda name: lambda self, *told: self.told.append(
                '%s%r%d:%d' % ((name, told) + self.getpos())))(name))
    return Parser


HTML = telling(HTMLParser.HTMLParser, ())
SGML = telling(sgmllib.SGMLParser, ('handle_starttag', 'handle_endtag', 'handle_charref', 'handle_entityref'))

texts = ['<a href="x&amp;y" b=c d e=\'f\'>text</a>', '<A/><b / ><c d=/>', 'a & b &amp; c &#65;&#x41; &unknown; &lt', '<!-- c -->x<!-->-->',
         '<!DOCTYPE html PUBLIC "p" \'s\'><p>', '<!DOCTYPE x [<!ELEMENT a (b)><!ATTLIST a b (c|d) #IMPLIED e CDATA "f">'
         '<!ENTITY % g "h"><!NOTATION i SYSTEM "j"><!-- k -->%l; ] >m', '<!DOCTYPE x [<!WRONG>]>', '<!DOCTYPE x [<?]>',
         '<![CDATA[ <d> ]]><![if x]>y<![endif]>', '<![other[x]]>', '<?pi data>after', '<script>a < b && "</p>" </script >x', '<style><!-- a --></STYLE>',
         '</a b="c">', '</>', '</ x>', '</1>', '<>', '< a', '<1>', '<a', '<a b', '<a b="', '<a b=">">', '<a\nb\n=\nc\n>\nd', '&', '&#', '&#x', '&#;', '&#9999999999;',
         '<st>1<st>2</st>3</st></st>', '<st>1<do>2</do>3', '<st/short/rest', '<b/a', '<a<b>', '<!', '<!x', '<!x>', '<!element y [>', '<!x $>', '<!>',
         '<a b=c&#100;&lt;&amp d="&quot;&no;&#300;">', '<p>unclosed & text', u'<p t="\xe9&eacute;">\xe9</p>', '']
for text in texts:
    for kind in (HTML, SGML):
        for parts in ([text], [text[:len(text) // 2], text[len(text) // 2:]]):
            parser = kind()
            try:
                for part in parts:
                    parser.feed(part)
                parser.close()
                parser.told.append(repr(parser.get_starttag_text()))
            except Exception, error:
                parser.told.append('%s %s' % (type(error).__name__, error))
            print repr(text), parser.told, repr(parser.rawdata)
parser = HTML()
print repr(parser.unescape('&amp;&apos;&#39;&#x27;&eacute;&none;&#x;&')), HTMLParser.HTMLParseError('m'), HTMLParser.HTMLParseError('m', (3, 4))
test = sgmllib.TestSGMLParser(1)
test.feed('<a b="c">text<!-- %s -->&x;&#300;</a></b><![cdata[x]]>%s<x>' % ('long' * 30, 'more' * 40))
test.close()
parser = SGML()
parser.setnomoretags()
parser.feed('<a>&amp;')
print parser.told
parser = SGML()
parser.setliteral()
parser.feed('<a>&amp;<!-- --></x><a>')
print parser.told
try:
    sgmllib.markupbase.ParserBase()
except RuntimeError, error:
    print error
