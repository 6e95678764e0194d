import _locale, locale, syslog, ntpath, os
print _locale.setlocale(_locale.LC_ALL), locale.setlocale(locale.LC_ALL, 'C')
c = _locale.localeconv()
print sorted(c.items())
try:
    _locale.setlocale(_locale.LC_ALL, 'no_SUCH')
except locale.Error, e:
    print e
print cmp(_locale.strcoll('a', 'b'), 0), cmp(_locale.strcoll(u'b', u'a'), 0), _locale.strxfrm('abc')
print [_locale.nl_langinfo(getattr(_locale, n)) for n in ('DAY_1', 'ABMON_12', 'CODESET', 'RADIXCHAR', 'D_FMT', 'T_FMT')]
try:
    _locale.nl_langinfo(-7)
except ValueError, e:
    print e
print locale.format('%d', 1234567, grouping=True), locale.str(1.5), locale.atof('2.5')
print syslog.LOG_UPTO(syslog.LOG_ERR), syslog.LOG_MASK(syslog.LOG_INFO), syslog.setlogmask(syslog.LOG_UPTO(syslog.LOG_DEBUG))
print syslog.openlog('me', syslog.LOG_PID), syslog.syslog('nothing'), syslog.syslog(syslog.LOG_DEBUG, 'more'), syslog.closelog()
try:
    syslog.syslog(3.5, [])
except TypeError, e:
    print 'TypeError'
for p in 'c:\\a\\b.txt', 'c:a', '\\\\host\\share\\x', '/a/b/', 'a\\..\\b', '', 'c:/x//y/./z':
    print ntpath.split(p), ntpath.splitdrive(p), ntpath.splitext(p), ntpath.normpath(p), ntpath.isabs(p), ntpath.splitunc(p)
print ntpath.join('c:\\a', 'b', 'c'), ntpath.join('c:\\a', 'd:x'), ntpath.join('a', '\\b'), ntpath.join('c:', 'x'), ntpath.normcase('A/B')
os.environ['var'] = 'value'
print ntpath.expandvars("$var ${var} %var% '$var' $$var %no% ${no}"), ntpath.relpath('a\\b\\c', 'a\\d')
