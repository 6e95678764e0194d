# Tests of ConfigParser: reading, writing, interpolation, errors.
import ConfigParser, StringIO, tempfile, os
def run(f, *args, **kw):
    try:
        print repr(f(*args, **kw))
    except Exception, e:
        print type(e).__name__, repr(str(e)), getattr(e, 'args', None)
text = '''# comment
; another
REM too
rem  and this
[DEFAULT]
base = /usr
Shared: yes
[one]
path = %(base)s/lib
deep = %(path)s/x
loop = %(loop)s
bad = %(nothing)s
percent = 100%%
syntax = 5%
open = %(base
other = %x
multi = first
  second

  third ; not a comment
value ; comment = 1 ; comment
empty = ""
none =
semi = ;x
semi2 = ; x
tight = a;b
Key With Space : spaced
int = 42
float = 2.5
truth = On
untruth = no
maybe = perhaps
=
[two words]
a : b = c
a = again
[one]
more = 1
'''
for cls in (ConfigParser.RawConfigParser, ConfigParser.ConfigParser, ConfigParser.SafeConfigParser):
    p = cls({'Given': 'default'})
    run(p.readfp, StringIO.StringIO(text), 'name')
    p = cls({'Given': 'default'})
    p.readfp(StringIO.StringIO(text.replace('=\n[two', '[two')))
    print p.sections(), p.defaults().items(), p.options('one')
    for option in p.options('one') + ['__name__', 'missing', 'PATH']:
        print option,
        run(p.get, 'one', option)
    for get in (p.getint, p.getfloat, p.getboolean):
        for option in ('int', 'float', 'truth', 'untruth', 'maybe'):
            run(get, 'one', option)
    run(p.items, 'two words'); run(p.items, 'one'); run(p.items, 'none'); run(p.items, 'DEFAULT'); run(p.get, 'none', 'x'); run(p.get, 'DEFAULT', 'base'); run(p.options, 'none'); run(p.options, 'DEFAULT')
    if cls is not ConfigParser.RawConfigParser:
        run(p.get, 'one', 'path', raw=True); run(p.get, 'one', 'path', vars={'BASE': '/v'}); run(p.get, 'one', 'new', vars={'new': '%(base)s'}); run(p.items, 'two words', vars={'x': '1'}, raw=True); run(p.get, 'two words', 'x', 0, {'x': '%(__name__)s'}); run(p.items, 'two words', vars={'x': '%(__name__)s'})
        p.set('two words', 'c0', 'end')
        for i in range(1, 13): p.set('two words', 'c%d' % i, '%%(c%d)s' % (i - 1))
        for i in (9, 10, 11, 12): run(p.get, 'two words', 'c%d' % i)
    run(p.add_section, 'one'); run(p.add_section, 'default'); run(p.add_section, 'new'); run(p.set, 'nope', 'a', 'b'); run(p.set, 'new', 'A', 'b\nc'); run(p.set, 'new', 'n', None); run(p.set, 'new', 'i', 5); run(p.set, 'new', 'p', '5%'); run(p.set, 'DEFAULT', 'd', 'e'); run(p.set, '', 'd2', 'e')
    print p.has_section('new'), p.has_section('DEFAULT'), p.has_option('new', 'a'), p.has_option('new', 'BASE'), p.has_option('nope', 'a'), p.has_option('', 'base'), p.has_option('DEFAULT', 'x'), p.remove_option('new', 'A'), p.remove_option('new', 'A'), p.remove_section('new'), p.remove_section('new')
    run(p.remove_option, 'nope', 'a'); print p.remove_option('DEFAULT', 'd')
    out = StringIO.StringIO(); p.write(out); print out.getvalue()
p = ConfigParser.SafeConfigParser(allow_no_value=True)
p.readfp(StringIO.StringIO('[s]\nflag\nkey = v\nempty=\n')); print p.items('s'), p.get('s', 'flag'); p.set('s', 'new'); run(p.set, 's', 'x', 5)
out = StringIO.StringIO(); p.write(out); print out.getvalue()
for bad in ('key = 1\n', '[s]\nflag\nok=1\n=bad\n', '[s\n', '[s]\n a\n', '[s]\na=1\n\n b\n[t]\n c=2\n', '[]\n'):
    p = ConfigParser.RawConfigParser(); run(p.readfp, StringIO.StringIO(bad)); print [p.items(s) for s in p.sections()]
d = tempfile.mkdtemp(); path = os.path.join(d, 'f.ini'); f = open(path, 'w'); f.write('[a]\nb=1\n'); f.close()
p = ConfigParser.RawConfigParser(); print [os.path.basename(n) for n in p.read([path, path + 'x'])], len(p.read(path)), p.items('a'), p.read([]); os.remove(path); os.rmdir(d)
class Sensitive(ConfigParser.ConfigParser):
    def optionxform(self, name): return name
p = Sensitive(); p.readfp(StringIO.StringIO('[A]\nKey=%(Other)s\nOther=x\nkey=y\n')); print p.items('A')
e = ConfigParser.Error('m'); e.message = 'other'; print e, repr(e), e.message, issubclass(ConfigParser.MissingSectionHeaderError, ConfigParser.ParsingError)
m = ConfigParser._Chainmap({'a': 1}, {'a': 2, 'b': 3}); print m['a'], m.get('b'), sorted(m.keys()), 'c' in m
