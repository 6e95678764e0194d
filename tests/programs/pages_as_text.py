import formatter, htmllib, os, shutil, sys, tabnanny, tempfile
page = '''<html><head><title> The  title </title><base href="http://x/"><meta name=a><isindex></head><body><h1>Head</h1>
<p>Some <b>bold <i>both</i></b> <code>code</code> and <a href=" one.html " name=n>an anchor</a>, &lt;&eacute;&gt;.<br>Line<hr>
<ul><li>first<li>second<ol><li>a<li>b</ol></ul><dl><dt>term<dd>what it is<dt>other<dd>that</dl><unknown>x</unknown>
<pre>as  it
is</pre><blockquote>quoted</blockquote><address>where</address><img src=a.png alt="A picture" width=5 height=x><img src=b>
<menu><li>m</menu><li>alone<xmp><b>not</b></xmp><h3>Small</h3><em>e</em><kbd>k</kbd><plaintext>the <b>rest'''
for writer in formatter.AbstractWriter(), formatter.DumbWriter(None, 40):
    parser = htmllib.HTMLParser(formatter.AbstractFormatter(writer))
    parser.feed(page)
    parser.close()
    print
    print repr(parser.title), parser.base, parser.isindex, parser.anchorlist, parser.nofill, parser.list_stack
parser = htmllib.HTMLParser(formatter.NullFormatter())
try:
    parser.feed('<!x')
    parser.error('wrong')
except htmllib.HTMLParseError, e:
    print e
for first, second in ('', ' '), ('\t', '        '), ('  \t', '\t  '), (' \t', '\t'), ('    \t\t', '\t\t '), ('x', ' x'):
    a, b = tabnanny.Whitespace(first), tabnanny.Whitespace(second)
    print a.norm, a.n, a.nt, a.is_simple, a.longest_run_of_spaces(), [a.indent_level(n) for n in (1, 4, 8)], a.equal(b), a.less(b), b.less(a),
    print a.not_equal_witness(b), a.not_less_witness(b)
folder = tempfile.mkdtemp()
os.chdir(folder)
sys.stderr = sys.stdout
for name, text in [('clean.py', 'if 1:\n    x = 1\n\n# c\n    y = 2\n'), ('mixed.py', 'if 1:\n        x = 1\n\ty = 2\n'), ('in dent.py', 'if 1:\n    if 2:\n\tx = 1\n'),
        ('token.py', 'x = (1,\n'), ('dedent.py', 'if 1:\n    x\n  y\n')]:
    with open(name, 'w') as f:
        f.write(text)
    for tabnanny.verbose, tabnanny.filename_only in (0, 0), (1, 0), (0, 1), (2, 0):
        tabnanny.check(name)
tabnanny.verbose = 0
tabnanny.check('none.py')
print tabnanny.format_witnesses([(1, 2, 3)]), tabnanny.format_witnesses([(1, 2, 3), (4, 5, 6)])
os.chdir('/')
shutil.rmtree(folder)
