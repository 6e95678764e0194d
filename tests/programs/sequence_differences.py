from difflib import *
import difflib, random
r = random.Random(3)
def lines(n): return [''.join(r.choice('abc \t') for _ in range(r.randrange(8))) + '\n' for _ in range(n)]
for k in range(10):
    a = lines(r.randrange(12)); b = [x if r.random() < .6 else (x[:r.randrange(len(x))] + r.choice(['x', 'yy', '']) + x[r.randrange(len(x)):] if r.random() < .7 else '') for x in a]
    b = [x for x in b if x]; 
    if r.random() < .3: r.shuffle(b)
    b += lines(r.randrange(3))
    print ''.join(ndiff(a, b)); d = list(ndiff(a, b)); assert list(restore(d, 1)) == a and list(restore(d, '2')) == b
    print ''.join(unified_diff(a, b, 'f', 't', r.choice(['', 'd1']), '', r.randrange(4))); print ''.join(context_diff(a, b, 'f', 't', '', 'x', r.randrange(4)))
    print list(Differ(IS_LINE_JUNK, IS_CHARACTER_JUNK).compare(a, b))
    h = HtmlDiff(r.choice([8, 4]), r.choice([None, 3, 5])); 
    print h.make_table(a, b, r.choice(['', 'from']), 'to', r.random() < .5, r.randrange(4))
    s = SequenceMatcher(r.choice([None, lambda x: x in ' \t']), ''.join(a), ''.join(b), r.choice([True, False]))
    print s.get_matching_blocks(), s.get_opcodes(), list(s.get_grouped_opcodes(r.randrange(3))), s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.find_longest_match(0, len(s.a)//2, 0, len(s.b)), sorted(s.b2j.items()), s.get_opcodes()
h = HtmlDiff(); print h.make_file(['a & <b>\n', 'c  d\te\n'], ['a & <b>\n', 'c  d\tf\n']); print HtmlDiff._styles, HtmlDiff._legend, HtmlDiff._file_template, HtmlDiff._table_template
s = SequenceMatcher(None, 'ab' * 200, 'b' + 'a' * 300); print s.ratio(), s.isbpopular('a'), s.isbjunk('a'), s.b2j
def at(f, *a, **k):
    try: return f(*a, **k)
    except Exception, e: return type(e).__name__, str(e)
print get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']), get_close_matches('a', []), at(get_close_matches, 'a', 'b', 0), at(get_close_matches, 'a', 'b', 1, 2), get_close_matches('x', ['x', 'xx', 'xxx', 'y'], 2, .1), at(list, restore([], 3)), at(list, restore([], 'x'))
print repr(Match(1,2,3)), IS_LINE_JUNK(' # '), IS_LINE_JUNK('##'), IS_CHARACTER_JUNK('\t'), IS_LINE_JUNK('#'), IS_LINE_JUNK(' x')
print list(unified_diff([], [])), list(unified_diff(['a'], [])), list(context_diff([], ['a'], lineterm='')), list(unified_diff(u'ab', u'ac', u'x'))
s = SequenceMatcher(); print s.ratio(), s.get_opcodes(), s.get_matching_blocks(), list(s.get_grouped_opcodes())
print at(SequenceMatcher, None, 'a', [[]]), SequenceMatcher, Differ, HtmlDiff, sorted(difflib.__all__)
print list(ndiff(['\t\tab\n'], ['\t\tac\n'])), list(ndiff(['ab'], ['ac'])), list(ndiff('a' 'b', 'ab'))
