# What handlers of pyexpat are told, where the parser is then, and how documents are refused, in pieces of any size.
import pyexpat
from pyexpat import ExpatError, ParserCreate

HANDLERS = ['StartElementHandler', 'EndElementHandler', 'ProcessingInstructionHandler', 'CharacterDataHandler',
            'UnparsedEntityDeclHandler', 'NotationDeclHandler', 'StartNamespaceDeclHandler', 'EndNamespaceDeclHandler', 'CommentHandler',
            'StartCdataSectionHandler', 'EndCdataSectionHandler', 'DefaultHandlerExpand', 'NotStandaloneHandler', 'StartDoctypeDeclHandler',
            'EndDoctypeDeclHandler', 'EntityDeclHandler', 'XmlDeclHandler', 'ElementDeclHandler', 'AttlistDeclHandler',
            'SkippedEntityHandler']

DOCUMENT = u'''<?xml version="1.0" encoding="%s" standalone="no"?>
<!DOCTYPE r PUBLIC " a  b " "r.dtd" [
 <!ELEMENT r (#PCDATA|a|p:b)*> <!ELEMENT a ((b?,c)+|(d|e)*)> <!ELEMENT b EMPTY> <!ELEMENT c ANY>
 <!ATTLIST a id ID #REQUIRED kind (x|y) "x" note NOTATION (n) #IMPLIED words NMTOKENS "  d  e " fixed CDATA #FIXED "f&#33;">
 <!NOTATION n SYSTEM "viewer"> <!NOTATION m PUBLIC "m id">
 <!ENTITY e "in &#38; <a id='i'/>\u00e9"> <!ENTITY x SYSTEM "x.xml"> <!ENTITY g SYSTEM "g.gif" NDATA n>
 <!ENTITY %% p "<!ENTITY q 'from p'>"> %%p; <!-- subset --> <?pi subset?>
]>
<r xmlns="urn:r" xmlns:p="urn:p">text &lt;&#x41;&e;&x;&nobody;
<a id=" 1 " words=' x  y\n'\tp:z="\u00fc">]] ]&gt;</a><p:b/>\r\n<![CDATA[<raw>]]]]><!--\r\nnote-->
<?do it\r?></r>
<?after?>'''


def watch(parser, told, names=HANDLERS):
    for name in names:
        def named(name=name):
            def handler(*arguments):
                arguments = tuple(sorted(a.items()) if isinstance(a, dict) else a for a in arguments)
                told.append((name, arguments, parser.CurrentLineNumber, parser.CurrentColumnNumber, parser.CurrentByteIndex))
                return 1
            return handler
        setattr(parser, name, named())


def run(data, size, encoding=None, separator=None, setup=None):
    told = []
    parser = ParserCreate(encoding, separator)
    watch(parser, told)
    if setup:
        setup(parser, told)
    try:
        for i in range(0, len(data), size):
            parser.Parse(data[i:i + size])
        parser.Parse('', 1)
    except ExpatError, e:
        told.append((str(e), e.code, e.lineno, e.offset, parser.ErrorByteIndex))
    return told


def buffered(parser, told):
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.namespace_prefixes = True


def external(parser, told):
    def handler(context, base, system, public):
        told.append(('external', context and sorted(context.split('\f')), base, system, public))
        child = parser.ExternalEntityParserCreate(context)
        if system == 'r.dtd':
            child.Parse("<?xml encoding='utf-8'?><![INCLUDE[<!ENTITY nobody 'some&#98;ody'>]]><![IGNORE[<!ENTITY nobody ''>]]>", 1)
        else:
            child.Parse(u'<?xml encoding="iso-8859-1"?>ext \xe9<b/>'.encode('latin-1'), 1)
        return 1
    parser.ExternalEntityRefHandler = handler
    parser.SetBase('base')
    print parser.SetParamEntityParsing(pyexpat.XML_PARAM_ENTITY_PARSING_ALWAYS), parser.GetBase()


for setup in (None, buffered, external):
    for separator in (None, ' '):
        print setup and setup.__name__, separator
        for told in run((DOCUMENT % 'utf-8').encode('utf-8'), 10000, None, separator, setup):
            print told
for encoding in ('utf-8', 'utf-16', 'iso-8859-1', 'cp1252'):
    data = (DOCUMENT % encoding).encode(encoding)
    whole = run(data, len(data), None, '}', buffered)
    print encoding, whole[-3:]
    for size in (1, 2, 3, 5, 64):
        # Positions of buffered text are those of what comes after it.
        pieces = run(data, size, None, '}', buffered)
        print [told[:2] for told in pieces if told[0] != 'CharacterDataHandler'] == [told[:2] for told in whole if told[0] != 'CharacterDataHandler']

for text in ('', ' ', '<', '<a', '<a>', '<a></b>', '<a/><b/>', '<a b="1" b="2"/>', '<a>&u;</a>', '<a>&#0;</a>', '<a>]]></a>', '<a><?xml?></a>',
             '<a b="<"/>', '<a b=1/>', '<1/>', '<a>\x01</a>', '<a>\xff</a>', '<!DOCTYPE a [<!ENTITY e "&e;">]><a>&e;</a>', 'junk', '<a>\xc3',
             '<!DOCTYPE a [<!ENTITY e "<b>">]><a>&e;</a>', '<!DOCTYPE a [<!ELEMENT a (b|c,d)>]><a/>', '<?xml version="1.0" encoding="x-no"?><a/>',
             '<?xml version="1.0" encoding="utf-16"?><a/>', '<?xml version="2 0"?><a/>', '<!DOCTYPE a PUBLIC "{" "s"><a/>', '<a><![CDATA[ </a>',
             '<!DOCTYPE a [%p;]><a/>', '<!DOCTYPE a [<!ENTITY % p "<!ELEMENT "> %p;]><a/>', '\xff\xfe<\0a', '<!DOCTYPE a ['):
    try:
        print run(text, 100, None, '!')[-1:]
    except LookupError, e:
        print e
for text in ('<p:a/>', '<a p:b="1"/>', '<a xmlns:p=""/>', '<a xmlns:xml="urn:x"/>', '<a xmlns:xmlns="urn:x"/>', '<a xmlns:p="u" xmlns:q="u" p:b="" q:b=""/>'):
    print run(text, 100, None, '!')[-1]


def leave(*arguments):
    raise KeyError('left')


parser = ParserCreate()
parser.StartElementHandler = parser.EndElementHandler = leave
try:
    parser.Parse('<a><b/></c>', 1)
except KeyError, e:
    print repr(e), parser.StartElementHandler, parser.EndElementHandler, parser.ErrorCode
try:
    parser.Parse('<a/>')
except ExpatError, e:
    print e

# A handler is told the input as it came.
parser = ParserCreate()
parser.CommentHandler = lambda text: contexts.append(parser.GetInputContext())
contexts = [parser.GetInputContext()]
parser.Parse(u'\ufeff<a><!--n--></a>'.encode('utf-16-le'), 1)
print contexts

# Deep and large input.
parser = ParserCreate()
depth = [0, 0]
def enter(name, attributes):
    depth[0] += 1
    depth[1] = max(depth)
def leave(name):
    depth[0] -= 1
parser.StartElementHandler, parser.EndElementHandler = enter, leave
parser.Parse('<a>' * 50000 + '</a>' * 50000, 1)
print depth
lengths = []
parser = ParserCreate()
parser.StartElementHandler = lambda name, attributes: lengths.append((len(name), sorted(map(len, attributes.values()))))
parser.Parse('<%s x="%s" y="%s"/>' % ('n' * 100000, 'v' * 1000000, '&amp;' * 10000), 1)
print lengths
model = []
parser = ParserCreate()
parser.ElementDeclHandler = lambda name, content: model.append(content)
parser.Parse('<!DOCTYPE a [<!ELEMENT a %sb%s>]><a/>' % ('(' * 2000, ')' * 2000), 1)
content = model[0]
levels = 0
while content[3]:
    content, levels = content[3][0], levels + 1
print levels, content
