# -*- coding: utf-8 -*-
import ntpath, posixpath, os, random, sys, time, locale
os.chdir('/')
r = random.Random(4)
def at(f, *a, **k):
    try: return f(*a, **k)
    except Exception, e: return type(e).__name__, str(e)
os.environ.clear(); os.environ.update({'HOME': '/home/x/', 'foo': 'bar', 'a b': 'sp', 'A': '$foo', 'e': '\xc3\xa9'})
def gen(chars, n): return ''.join(r.choice(chars) for _ in range(r.randrange(n)))
for k in range(60):
    a, b, c = [gen(['\\', '/', 'a', 'B', '.', '..', 'c:', 'C:', '\\\\', '//', 'x.y', '.t', '~'], 7) for _ in range(3)]
    for n in 'normcase isabs splitdrive splitunc split splitext basename dirname ismount normpath expanduser'.split(): print n, repr(a), repr(at(getattr(ntpath, n), a))
    print 'join', repr(a), b, c, repr(at(ntpath.join, a, b, c)), 'rel', repr(at(ntpath.relpath, a, b)) if '~' not in a+b else ''
    p, q, s = [gen(['/', '//', 'a', 'bb', '.', '..', 'x.y', '.t', '~', '~nosuch'], 7) for _ in range(3)]
    for n in 'normcase isabs splitdrive split splitext basename dirname normpath expanduser'.split(): print n, repr(p), repr(at(getattr(posixpath, n), p))
    print 'join', repr(p), q, s, repr(at(posixpath.join, p, q, s)), repr(at(posixpath.relpath, p or 'x', q or 'y')), repr(at(posixpath.relpath, p)), posixpath.lexists(p), posixpath.ismount(p), repr(at(posixpath.realpath, '/' + p))
    v = gen(['$', '%', '{', '}', 'foo', 'nope', "'", 'A', 'a b', '-', '_', '$foo', '${foo}', '%foo%', '/', 'e', '1'], 8)
    print repr(v), repr(at(posixpath.expandvars, v)), repr(at(ntpath.expandvars, v)), repr(at(posixpath.expandvars, unicode(v)))
print posixpath.commonprefix(['/a/b', '/a/c']), posixpath.relpath('/a/b', '/a/c/d'), at(posixpath.relpath, ''), at(ntpath.relpath, ''), sorted(posixpath.__all__), sorted(ntpath.__all__)
del os.environ['HOME']; print ntpath.expanduser('~/x'); os.environ['USERPROFILE'] = 'C:\\u\\me'; print ntpath.expanduser('~/x'), ntpath.expanduser('~bob\\x'); del os.environ['USERPROFILE']; os.environ['HOMEPATH'] = '\\h'; os.environ['HOMEDRIVE'] = 'D:'; print ntpath.expanduser('~')
for m in (posixpath, ntpath): print [(n, getattr(m, n)) for n in 'curdir pardir extsep sep altsep pathsep defpath devnull supports_unicode_filenames'.split()]
import tempfile, shutil
d = tempfile.mkdtemp(); os.chdir(d); os.symlink('b', 'a'); os.symlink('a', 'b'); os.mkdir('k'); os.symlink('k', 'l'); os.symlink('../l/../x', 'k/m'); os.symlink('k/..', 'n')
for p in ('a', 'l', 'l/m', 'n/n/l', 'a/x', 'k/../a/y/..', 'l/..', 'zz/../q'): print p, posixpath.realpath(p).replace(os.path.realpath(d), 'D')
w = []; posixpath.walk('.', lambda arg, dn, names: w.append((dn, sorted(names))), 0); print sorted(w); os.chdir('/'); shutil.rmtree(d)
import _strptime
for f, t in [('%Y-%m-%d','2000-02-29'),('%d','31'),('%b %d','Feb 29'),('%B %d','february 30'),('%y','68'),('%y','69'),('%j %Y','366 2004'),('%j','366'),('%U %w %Y','0 1 2005'),('%W %a %Y','0 Sun 2012'),('%U %A %Y','53 Saturday 2011'),('%W %w %Y','10 0 2010'),('%I %p','12 AM'),('%I %p','12 pm'),('%I','12'),('%I %p','1 PM'),('%H:%M:%S.%f','1:2:3.45'),('%Z','UTC'),('%Z','gmt'),('%c','Sat Jan  1 00:00:00 2000'),('%x','01/02/03'),('%X','01:02:03'),('%%','%'),('%','x'),('%Q','x'),('a%.','a'),('%d %','1 '),('% d','1'),('a.b(c) %d','a.b(c) 5'),('%d','32'),('%d ','5'),('%d  %m','5 6'),('%Y','20001'),('%m','x'),('%S','61'),('%a','Mon'),('%w','0'),('%p','PM'),('','')]:
    print f, t, at(_strptime._strptime, t, f), at(time.strptime, t, f)
for y in (1999, 2000, 2004, 2005):
    for w in (0, 1, 5, 52, 53):
        for d in range(7): print _strptime._calc_julian_from_U_or_W(y, w, d, True), _strptime._calc_julian_from_U_or_W(y, w, d, False),
print
O = locale._override_localeconv
base = dict(grouping=[3, 3, 0], mon_grouping=[3, 2, 0], thousands_sep=',', mon_thousands_sep=' ', decimal_point='.', mon_decimal_point=',', currency_symbol='$', int_curr_symbol='USD ', frac_digits=2, int_frac_digits=3, positive_sign='+', negative_sign='-', p_cs_precedes=1, n_cs_precedes=0, p_sep_by_space=1, n_sep_by_space=0, p_sign_posn=3, n_sign_posn=0)
for ch in [{}, dict(grouping=[3, 127]), dict(grouping=[]), dict(grouping=[0]), dict(grouping=[2, 3, 0], thousands_sep='xx', decimal_point='::'), dict(n_sign_posn=1), dict(n_sign_posn=2), dict(n_sign_posn=3, p_sign_posn=4), dict(n_sign_posn=4, n_cs_precedes=1), dict(n_sign_posn=127, frac_digits=127)]:
    O.clear(); O.update(base); O.update(ch)
    for f in ['%d', '%10d', '%-12d', '%f', '%12.2f', '%-20.1f', '%e', '%g', '%s', '%+d', '%010d', '%i', '%x', '%.0f', '% d', '%5.3g', '%%', 'x%d', '%d ', '%']:
        for v in (0, 1234567, -9876543.21, 12):
            print f, v, at(locale.format, f, v, True), at(locale.format, f, v), at(locale.format, f, v, True, True)
    for v in (0, 1234567.891, -1234.5): print at(locale.currency, v), at(locale.currency, v, False, True), at(locale.currency, v, True, True, True)
    print at(locale.format_string, 'a %d %% %s %.2f %*d', (1234567, 'x', 1e6, 12, 5555), True), at(locale.format_string, '%(a)d %(b)s %%', {'a': 12345, 'b': 1}, True), at(locale.format_string, '%d', 12345, 1), at(locale.str, 1234.5), at(locale.atof, '1,234.5'), at(locale.atoi, '1,234'), at(locale.format, '%*d', 12, True, False, 3456)
O.clear()
for n in ['de_DE', 'C', 'POSIX', 'en_US.utf8', 'de_DE@euro', 'fr_FR.ISO8859-15', 'nope', 'xx.yy', 'en_US.UTF-8@x', '']: print n, at(locale.normalize, n), at(locale._parse_localename, n)
print locale._build_localename(('a', None)), locale._build_localename((None, None)), locale._build_localename(('a', 'b')), at(locale.getlocale), at(locale.getlocale, locale.LC_ALL), at(locale.setlocale, locale.LC_ALL, 'nope')
for v in ('LANG', 'LANGUAGE', 'LC_ALL'):
    os.environ[v] = 'de_DE:en' if v == 'LANGUAGE' else 'fr_FR.UTF-8'; print at(locale.getdefaultlocale), at(locale.getdefaultlocale, (v,)); del os.environ[v]
print locale._strip_padding('  a  ', 3), repr(locale._group('  -1234567  ')), locale.getdefaultlocale()
