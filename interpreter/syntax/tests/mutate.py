"""Makes wrong sources of right ones. Runs under Python 2.7.

    python2.7 mutate.py table MODE COUNT SEED FILE...    writes lines for `record.py errors`
    python2.7 mutate.py cases MODE COUNT SEED FILE...    writes cases for `record.py cases`

Each source is some lines of a file in which tokens were deleted, doubled, exchanged or replaced.
"""

import random
import re
import sys

TOKEN = re.compile(r'[A-Za-z_]\w*|\d+|"[^"\n]*"|\'[^\'\n]*\'|\s+|.', re.S)

FRAGMENTS = [
    'None', '__debug__', 'f()', '1', '2 = ', '=', '==', '+=', '**=', '(', ')', '[', ']', '{', '}', ':', ',', ';', '.',
    '...', '`', '@', 'yield', 'yield x', 'lambda', 'lambda x:', 'lambda (a, b)=1:', 'print', 'print >>f,', 'exec',
    'exec "x" in', 'if', 'elif x:', 'else', 'else:', 'for', 'for x in y', 'in', 'not', 'not in', 'is not', 'is', 'and',
    'or', 'import', 'from', 'from . import', 'from . import print_function', 'from . import unicode_literals', 'as',
    'as None', 'with', 'with a as b, c as d:', 'try:', 'except', 'except A, e:', 'finally:', 'raise', 'return', 'pass',
    'break', 'continue', 'global x', 'del', 'assert', 'class A:', 'class A(b,):', 'def f(a, (b, c)=1, *d, **e):',
    '@x\n', '*', '**', '*a', '**k', '*a,', 'a=1', 'a=1, a=2', 'x for x in y', '(x for x in y)',
    '[x for x in 1, 2]', '{1: 2}', '{1, 2}', '{a: b for c in d}', '"\\x"', 'u"\\x"', 'u"\\N{foo}"', '"abc', '"""',
    "'''", "u'", 'ur"\\u12"', 'b"\\xff" u"a"', '0777', '09', '0x', '0xfL', '1e', '1e+', '1j', '1.5e10', '08else', '$',
    '?', '!', '!=', '<>', '<', '->', '~', '-', '--1', '-1', '- 1 ** 2', '+', '\\', '\\\n', '\n', '\n\n', '\n ',
    '\n\t', '\n        ', '\t', '  ', '\x0c', '#', '# comment\n', '# vim:ts=4\n', '\xe9', '\xff', 'True',
    'x if y else z', 'x if y', 'x or', '()', '[]', '(yield)', 'a.b', 'a.None', 'a[1]', 'a[1:2, ...]', 'a[::]',
    'a[:,]', '(a, b)', 'a, b', 'a < b < c', 'not a', '`a, b`', '((((((', '))))', '[[[', 'f(a, *b, c=1, **d)',
    'f(*a, b)', 'f(b=1, c)', 'f(x for x in y, 1)', 'f(1=2)', 'f(lambda: 1=2)', 'f(None=1)', 'import a.b as c',
    'from a import (b, c,)', 'from a import b,', 'global a, b',
]


def some_lines(text, rng):
    """Up to thirty lines, preferably from the start of a statement on."""
    lines = text.split('\n')
    start = 0
    if rng.random() > 0.3:
        start = rng.randrange(len(lines))
        while start > 0 and (not lines[start].strip() or lines[start][0] in ' \t)#'):
            start -= 1
    length = rng.choice([1, 2, 3, 5, 8, 13, 20, 30])
    end = '\n' if rng.random() < 0.8 else ''
    return '\n'.join(lines[start:start + length])[:4000] + end


def mutate(source, rng):
    tokens = TOKEN.findall(source) or [' ']
    at = rng.randrange(len(tokens))
    fragment = rng.choice(FRAGMENTS)
    choice = rng.random()
    if choice < 0.2:
        del tokens[at]
    elif choice < 0.3:
        tokens.insert(at, rng.choice(tokens))
    elif choice < 0.5:
        tokens.insert(at, fragment)
    elif choice < 0.55:
        tokens.insert(at, ' ' + fragment + ' ')
    elif choice < 0.75:
        tokens[at] = fragment
    elif choice < 0.8:
        other = rng.randrange(len(tokens))
        tokens[at], tokens[other] = tokens[other], tokens[at]
    elif choice < 0.85:
        del tokens[at:]
    elif choice < 0.9:
        del tokens[:at]
    elif choice < 0.95:
        tokens.insert(at, chr(rng.randrange(1, 256)))
    else:
        tokens[at] = tokens[at][:1]
    return ''.join(tokens)


def main(form, mode, count, seed, paths):
    rng = random.Random(seed)
    texts = [open(path, 'rb').read().replace('\0', '') for path in paths]
    for _ in range(count):
        source = some_lines(rng.choice(texts), rng)
        for _ in range(rng.choice([1, 1, 1, 2, 2, 3, 5])):
            source = mutate(source, rng)
        if mode == 'file':
            # What `record.py` imports must not get far.
            source = 'raise IOError\n' + source
        elif mode == 'unicode':
            source = source.decode('latin-1').encode('utf-8')
        if form == 'table':
            print '%s\t%s' % (mode, source.encode('string_escape'))
        else:
            sys.stdout.write('%s %d\n%s' % (mode, len(source), source))


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5:])
