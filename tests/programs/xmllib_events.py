# xmllib: what the parser finds, fed whole and in pieces; faults.
import warnings
warnings.simplefilter('ignore')
import xmllib


class Logger(xmllib.XMLParser):
    def __init__(self, **options):
        self.log = []
        xmllib.XMLParser.__init__(self, **options)

    def handle_data(self, data):
        if self.log and self.log[-1][0] == 'data':
            data = self.log.pop()[1] + data
        self.log.append(('data', data))

    def unknown_starttag(self, tag, attributes):
        self.log.append(('start', tag, sorted(attributes.items())))


for name in ('handle_xml', 'handle_doctype', 'handle_cdata', 'handle_comment', 'handle_proc', 'unknown_endtag', 'unknown_charref',
             'unknown_entityref', 'syntax_error'):
    exec 'def %s(self, *arguments): self.log.append((%r,) + arguments)' % (name, name.split('_')[1])
    setattr(Logger, name, locals()[name])


def run(text, **options):
    logs = []
    for size in len(text) or 1, 1:
        parser = Logger(**options)
        try:
            for start in range(0, len(text), size):
                parser.feed(text[start:start + size])
            parser.close()
        except xmllib.Error as error:
            parser.log.append(str(error))
        logs.append(parser.log)
    print repr(text), '\n  ', logs[0], parser.lineno, logs[0] == logs[1]


for text in ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a b="1" c=\'2\'>x &lt; &#65; &#x42; &foo; &#300; y</a>',
             '<!DOCTYPE a PUBLIC "p" "x.dtd" [<!ENTITY x "y>">]><a/>', '<!DOCTYPE a [ <!ELEMENT a> ]><b/>',
             '<a><!-- c --><?pi some data?><![CDATA[x<y&z]]>]]></a>\n', '<a><b></a>', '<a></b></a>', '<a>', '', '<a>x</a>y', '<a/><b/>',
             '<a b=1 c c="2" d="a<b"/>', '<a></>', '<A></a >', '<a x="&lt;&foo;&#65;&"/>', '<a>&lt</a>', '<a>& b</a>', '<a>x<y</a>',
             '<a\n b = "1\n2"\n>\n</a>\n', '<a><!-- a--b --><?xml version="1.0"?></a>', '<a><!-- unclosed', '<a><!ELEMENT x></a>', '<?XML x?><a/>',
             '<?xml version="1.1"?><a/>', '<a xmlns="U" xmlns:p="V" p:q="1" r="2"><p:b/><c xmlns=""/></a>'):
    run(text)
run('<A B=c><D>x</></a>', accept_unquoted_attributes=1, accept_missing_endtag_name=1, map_case=1)
run('<a x="&lt;"/>', translate_attribute_references=0)


class Known(Logger):
    attributes = {'t': {'known': 'default', 'other': None}}
    entitydefs = dict(xmllib.XMLParser.entitydefs, part='<b>bold</b>')

    def start_t(self, attributes):
        self.log.append(('start_t', sorted(attributes.items())))

    def end_t(self):
        self.log.append(('end_t',))


parser = Known()
parser.feed('<r><t bad="1"/><t other="2">&part;</t></r>')
parser.close()
print parser.log
parser = Logger()
parser.feed('<a>')
parser.setliteral()
parser.feed('<b>&x;</b></a>')
parser.close()
print parser.log, parser.translate_references('a&lt;b&#65;&foo;')
try:
    xmllib.XMLParser().feed('<a>\n</b>')
except xmllib.Error as error:
    print error
