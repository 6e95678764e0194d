import calendar, datetime, sys, os
def at(f, *a, **k):
    try: return f(*a, **k)
    except Exception, e: return type(e).__name__, str(e)
for fw in (6,):
    t = calendar.TextCalendar(fw); h = calendar.HTMLCalendar(fw)
    print t.firstweekday, list(t.iterweekdays())
    for y, m in ((2000, 2), (1, 1), (9999, 12), (1900, 3)):
        print t.formatmonth(y, m), at(t.formatmonth, y, m, 5, 2), h.formatmonth(y, m), h.formatmonth(y, m, False)
        print at(t.monthdatescalendar, y, m), t.monthdayscalendar(y, m), t.monthdays2calendar(y, m)
    for kw in ({}, dict(w=3, l=2, c=1, m=4), dict(m=5), dict(m=1, w=10)): print t.formatyear(2016, **kw)
    print h.formatyear(2016), h.formatyear(2015, 5), h.formatyearpage(2015, 4, None, 'utf-8'), h.formatyearpage(2015)
    print len(t.yeardatescalendar(2011)), t.yeardayscalendar(2011, 5), t.yeardays2calendar(2011)[0][0]
print at(calendar.monthrange, 2000, 0), at(calendar.monthrange, 2000, 13), at(calendar.setfirstweekday, 7), at(calendar.setfirstweekday, 'x'), at(calendar.setfirstweekday, -1), calendar.setfirstweekday(2), calendar.firstweekday()
print at(calendar.weekday, 2000, 2, 30), calendar.isleap(1900), calendar.isleap(2000), calendar.leapdays(1900, 2001), calendar.leapdays(2001, 1900), calendar.timegm((1970,1,1,0,0,0,0,0,0)), calendar.timegm((2013, 2, 31, 25, 61, 61.5))
print list(calendar.day_name), list(calendar.month_abbr), calendar.day_abbr[1:3], len(calendar.month_name), at(lambda: calendar.day_name[7]), calendar.month_name[-1]
print calendar.IllegalMonthError(3).month, calendar.IllegalWeekdayError(8).weekday, str(calendar.IllegalMonthError(33)), calendar.IllegalMonthError, calendar.TextCalendar, calendar.Calendar, calendar.LocaleTextCalendar
calendar.prmonth(2010, 5); calendar.prcal(2010); calendar.prweek([(1, 2), (0, 3)], 4); print; calendar.format(['a', 'b']); print calendar.week([(5, 1)], 3), calendar.weekheader(12), calendar.formatstring(['x'], 5, 2)
l = calendar.LocaleTextCalendar(1, locale=('C', None)); print l.formatmonth(2010, 10), l.formatweekday(2, 9), l.locale, calendar.LocaleHTMLCalendar(locale=('C', None)).formatmonth(2010, 10)
for a in (['2010'], ['2010', '3'], ['-t', 'html', '2010'], ['-w', '5', '-l', '2', '2010', '5'], ['-e', 'ascii', '2010', '1'], ['-t', 'html', '-c', 'x.css', '2012'], ['-L', 'C', '-e', 'ascii', '2010', '2']):
    print a; calendar.main(['calendar'] + a)
