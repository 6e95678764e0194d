"""tokenize: places, errors, and back to source."""
import StringIO
import re
import tokenize

SOURCES = [
    '', 'a', 'a\n', '   ', 'a\n   ', '\n', '# c', '# c\n', 'x = 1 # c\n', 'if a:\n\tb\n\n  # odd\n\tc\nd\n', 'if a:\n b\n  c\n', 'if a:\n    b\n  c\n',
    'f(a,\n b # c\n\n  )\n', 'x = """a\nb\n\nc""" + 1\n', "'a\\\nb\\\n c' d\n", "'a\\\nb\n c\n", "'a\nb\n", 'x = "abc', "'''abc\n", 'f(\n', 'a \\\n + b\n', 'a \\ b\n',
    'a ? $ b !\n', '0x1F 0b1 0o17 017L 0 00 1e5 1.5e-3j .5 5. 1j 9L 08 1_0 1..2 1.e5\n', "u'a' ur'b' b\"c\" bR'd' U'''e''' rb'f' ru'x' r\"\"\"g\"\"\"\n",
    'a**=b//c>>=d<<e<>f!=g<=h>=i==j->k~l`m`@n...\n', ')\nx\n', 'a\r\nif b:\r\n  c\r\n', '\f\tif a:\n\f\tb\n', 'if a:\n        b\n\tc\n', 'a;b:c\n\xe4 = 1\n',
    'x = \'a\' "b" \'\'\'c\'\'\'\'d\'\n', 'class A(object):\n  def f(self):\n    return 1\n\n  x = [i for i in (1,\n   2)]\n\ny\n', 'a\\\n', '\\\n', "''\n''''''\n'' ''\n",
    'x = "a\\"b" \'\\\'\' "\\\\"\n', 'def f(): pass\n@d\ndef g(): pass', '"""a\\"""b"""\n', "'a\\\r\nb'\n", 'lambda:0\nprint>>a,b\n',
]


def tokens(source):
    """The tokens up to an error, and the error."""
    found = []
    try:
        for parts in tokenize.generate_tokens(StringIO.StringIO(source).readline):
            found.append(parts)
    except (tokenize.TokenError, IndentationError) as error:
        print error.__class__.__name__, error.args
    return found


for source in SOURCES:
    print repr(source)
    found = tokens(source)
    for parts in found:
        print tokenize.tok_name[parts[0]], repr(parts[1]), parts[2], parts[3], repr(parts[4])
    try:
        print repr(tokenize.untokenize(found)), tokenize.untokenize(found) == source
    except ValueError as error:
        print error
    print repr(tokenize.untokenize([parts[:2] for parts in found]))
    if tokenize.INDENT not in [parts[0] for parts in found]:
        print repr(tokenize.untokenize(found[:2] + [parts[:2] for parts in found[2:]]))

tokenize.tokenize(iter(['a = (1,\n', '  "b") # c\n']).next)


def stopper(*parts):
    print parts
    if parts[1] == '=':
        raise tokenize.StopTokenizing


tokenize.tokenize(iter(['a = (1,\n']).next, stopper)
untokenizer = tokenize.Untokenizer()
untokenizer.prev_row, untokenizer.prev_col = 4, 4
try:
    untokenizer.add_whitespace((4, 3))
except ValueError as error:
    print error
untokenizer.add_whitespace((6, 2))
print untokenizer.tokens, tokenize.COMMENT, tokenize.NL, tokenize.N_TOKENS, tokenize.tabsize
print sorted(set(tokenize.__all__) - set(['chain']))[:12], sorted(tokenize.triple_quoted) == sorted(set(tokenize.triple_quoted.values())), len(tokenize.single_quoted)
print tokenize.tokenprog.match('  name + 1').group(), tokenize.group('a', 'b'), tokenize.any('a'), tokenize.maybe('a', 'b')
print [len(re.findall(pattern, 'a1 + 0x5 * "s" # c')) for pattern in (tokenize.Name, tokenize.Comment)]
