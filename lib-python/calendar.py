"""Calendars: which weekdays the days of a month or a year are, as data, as text and as HTML."""

import sys
import datetime
import locale as _locale

__all__ = ['IllegalMonthError', 'IllegalWeekdayError', 'setfirstweekday', 'firstweekday', 'isleap',
           'leapdays', 'weekday', 'monthrange', 'monthcalendar', 'prmonth', 'month', 'prcal', 'calendar',
           'timegm', 'month_name', 'month_abbr', 'day_name', 'day_abbr']

error = ValueError

January = 1
February = 2
(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY) = range(7)

# Days of the months of a common year.
mdays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


class IllegalMonthError(ValueError):
    def __init__(self, month):
        self.month = month

    def __str__(self):
        return 'bad month number %r; must be 1-12' % self.month


class IllegalWeekdayError(ValueError):
    def __init__(self, weekday):
        self.weekday = weekday

    def __str__(self):
        return 'bad weekday number %r; must be 0 (Monday) to 6 (Sunday)' % self.weekday


class _Names(object):
    """Names in the locale of the moment, from dates that have them."""

    def __init__(self, format, dates):
        self.format = format
        self._dates = dates

    def _name(self, day):
        return day.strftime(self.format) if day is not None else ''

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self._name(day) for day in self._dates[i]]
        return self._name(self._dates[i])

    def __len__(self):
        return len(self._dates)


_days = [datetime.date(2001, 1, i + 1) for i in range(7)]
_months = [None] + [datetime.date(2001, i + 1, 1) for i in range(12)]

day_name = _Names('%A', _days)
day_abbr = _Names('%a', _days)
month_name = _Names('%B', _months)
month_abbr = _Names('%b', _months)


def isleap(year):
    """Whether a year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def leapdays(y1, y2):
    """How many leap years there are from y1 on and before y2."""
    def before(year):
        year -= 1
        return year // 4 - year // 100 + year // 400
    return before(y2) - before(y1)


def weekday(year, month, day):
    """The weekday of a date, 0 to 6; Monday is 0."""
    return datetime.date(year, month, day).weekday()


def monthrange(year, month):
    """(weekday of the first day, number of days) of a month."""
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), mdays[month] + (month == February and isleap(year))


class Calendar(object):
    """Calendars as data. Weeks begin with firstweekday."""

    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def getfirstweekday(self):
        return self._firstweekday % 7

    def setfirstweekday(self, firstweekday):
        self._firstweekday = firstweekday

    firstweekday = property(getfirstweekday, setfirstweekday)

    def iterweekdays(self):
        """The weekday numbers of one week."""
        for i in range(self.firstweekday, self.firstweekday + 7):
            yield i % 7

    def itermonthdates(self, year, month):
        """The dates of the whole weeks that a month lies in."""
        date = datetime.date(year, month, 1)
        date -= datetime.timedelta((date.weekday() - self.firstweekday) % 7)
        one = datetime.timedelta(1)
        while True:
            yield date
            try:
                date += one
            except OverflowError:
                # After year 9999.
                break
            if date.month != month and date.weekday() == self.firstweekday:
                break

    def itermonthdays2(self, year, month):
        """(day or 0, weekday) for the days of the whole weeks that a month lies in."""
        for i, day in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield day, i % 7

    def itermonthdays(self, year, month):
        """The days of the whole weeks that a month lies in; 0 for those of other months."""
        first, count = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        for _ in range(before):
            yield 0
        for day in range(1, count + 1):
            yield day
        for _ in range(-(before + count) % 7):
            yield 0

    def _weeks(self, days):
        days = list(days)
        return [days[i:i + 7] for i in range(0, len(days), 7)]

    def monthdatescalendar(self, year, month):
        """A month's weeks as lists of dates."""
        return self._weeks(self.itermonthdates(year, month))

    def monthdays2calendar(self, year, month):
        """A month's weeks as lists of (day or 0, weekday)."""
        return self._weeks(self.itermonthdays2(year, month))

    def monthdayscalendar(self, year, month):
        """A month's weeks as lists of days or 0."""
        return self._weeks(self.itermonthdays(year, month))

    def _rows(self, function, year, width):
        months = [function(year, month) for month in range(January, January + 12)]
        return [months[i:i + width] for i in range(0, 12, width)]

    def yeardatescalendar(self, year, width=3):
        """Rows of width months each, as monthdatescalendar() has them."""
        return self._rows(self.monthdatescalendar, year, width)

    def yeardays2calendar(self, year, width=3):
        """Rows of width months each, as monthdays2calendar() has them."""
        return self._rows(self.monthdays2calendar, year, width)

    def yeardayscalendar(self, year, width=3):
        """Rows of width months each, as monthdayscalendar() has them."""
        return self._rows(self.monthdayscalendar, year, width)


class TextCalendar(Calendar):
    """Calendars as text."""

    def prweek(self, theweek, width):
        """Print a week, without a newline."""
        print self.formatweek(theweek, width),

    def formatday(self, day, weekday, width):
        return ('%2i' % day if day else '').center(width)

    def formatweek(self, theweek, width):
        return ' '.join([self.formatday(day, weekday, width) for day, weekday in theweek])

    def formatweekday(self, day, width):
        names = day_name if width >= 9 else day_abbr
        return names[day][:width].center(width)

    def formatweekheader(self, width):
        return ' '.join([self.formatweekday(day, width) for day in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        name = month_name[themonth]
        if withyear:
            name = '%s %r' % (name, theyear)
        return name.center(width)

    def prmonth(self, theyear, themonth, w=0, l=0):
        """Print a month's calendar."""
        print self.formatmonth(theyear, themonth, w, l),

    def formatmonth(self, theyear, themonth, w=0, l=0):
        """A month's calendar; days w wide, weeks l lines high."""
        w = max(2, w)
        end = '\n' * max(1, l)
        lines = [self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1).rstrip(),
                 self.formatweekheader(w).rstrip()]
        for week in self.monthdays2calendar(theyear, themonth):
            lines.append(self.formatweek(week, w).rstrip())
        return ''.join([line + end for line in lines])

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        """A year's calendar; m months beside each other, c spaces apart."""
        w = max(2, w)
        end = '\n' * max(1, l)
        c = max(2, c)
        width = (w + 1) * 7 - 1
        parts = [repr(theyear).center(width * m + c * (m - 1)).rstrip(), end]
        header = self.formatweekheader(w)
        for i, row in enumerate(self.yeardays2calendar(theyear, m)):
            months = range(m * i + 1, min(m * (i + 1) + 1, 13))
            parts.append(end)
            names = [self.formatmonthname(theyear, month, width, False) for month in months]
            parts.append(formatstring(names, width, c).rstrip() + end)
            parts.append(formatstring([header for month in months], width, c).rstrip() + end)
            for j in range(max([len(weeks) for weeks in row])):
                weeks = [self.formatweek(weeks[j], w) if j < len(weeks) else '' for weeks in row]
                parts.append(formatstring(weeks, width, c).rstrip() + end)
        return ''.join(parts)

    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        """Print a year's calendar."""
        print self.formatyear(theyear, w, l, c, m)


class HTMLCalendar(Calendar):
    """Calendars as HTML tables."""

    # The CSS classes of weekdays.
    cssclasses = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

    def formatday(self, day, weekday):
        if day == 0:
            return '<td class="noday">&nbsp;</td>'
        return '<td class="%s">%d</td>' % (self.cssclasses[weekday], day)

    def formatweek(self, theweek):
        return '<tr>%s</tr>' % ''.join([self.formatday(d, wd) for d, wd in theweek])

    def formatweekday(self, day):
        return '<th class="%s">%s</th>' % (self.cssclasses[day], day_abbr[day])

    def formatweekheader(self):
        return '<tr>%s</tr>' % ''.join([self.formatweekday(i) for i in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, withyear=True):
        name = month_name[themonth]
        if withyear:
            name = '%s %s' % (name, theyear)
        return '<tr><th colspan="7" class="month">%s</th></tr>' % name

    def formatmonth(self, theyear, themonth, withyear=True):
        """A month's table."""
        lines = ['<table border="0" cellpadding="0" cellspacing="0" class="month">',
                 self.formatmonthname(theyear, themonth, withyear), self.formatweekheader()]
        lines.extend([self.formatweek(week) for week in self.monthdays2calendar(theyear, themonth)])
        lines.append('</table>')
        return '\n'.join(lines) + '\n'

    def formatyear(self, theyear, width=3):
        """A year's table of tables, width months in a row."""
        width = max(width, 1)
        parts = ['<table border="0" cellpadding="0" cellspacing="0" class="year">\n',
                 '<tr><th colspan="%d" class="year">%s</th></tr>' % (width, theyear)]
        for start in range(January, January + 12, width):
            parts.append('<tr>')
            for month in range(start, min(start + width, 13)):
                parts.append('<td>%s</td>' % self.formatmonth(theyear, month, withyear=False))
            parts.append('</tr>')
        parts.append('</table>')
        return ''.join(parts)

    def formatyearpage(self, theyear, width=3, css='calendar.css', encoding=None):
        """A whole page with a year's table, encoded."""
        if encoding is None:
            encoding = sys.getdefaultencoding()
        link = '<link rel="stylesheet" type="text/css" href="%s" />\n' % css if css is not None else ''
        page = ('<?xml version="1.0" encoding="%s"?>\n'
                '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
                '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
                '<html>\n<head>\n'
                '<meta http-equiv="Content-Type" content="text/html; charset=%s" />\n'
                '%s<title>Calendar for %d</title>\n</head>\n<body>\n%s</body>\n</html>\n'
                % (encoding, encoding, link, theyear, self.formatyear(theyear, width)))
        return page.encode(encoding, 'xmlcharrefreplace')


class TimeEncoding:
    """The locale of times changed for a while; gives its encoding."""

    def __init__(self, locale):
        self.locale = locale

    def __enter__(self):
        self.oldlocale = _locale.getlocale(_locale.LC_TIME)
        _locale.setlocale(_locale.LC_TIME, self.locale)
        return _locale.getlocale(_locale.LC_TIME)[1]

    def __exit__(self, *args):
        _locale.setlocale(_locale.LC_TIME, self.oldlocale)


def _decoded(name, encoding):
    return name if encoding is None else name.decode(encoding)


class LocaleTextCalendar(TextCalendar):
    """Calendars as text with the names of some locale; unicode if its encoding is known."""

    def __init__(self, firstweekday=0, locale=None):
        TextCalendar.__init__(self, firstweekday)
        self.locale = _locale.getdefaultlocale() if locale is None else locale

    def formatweekday(self, day, width):
        with TimeEncoding(self.locale) as encoding:
            names = day_name if width >= 9 else day_abbr
            return _decoded(names[day], encoding)[:width].center(width)

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        with TimeEncoding(self.locale) as encoding:
            name = _decoded(month_name[themonth], encoding)
            if withyear:
                name = '%s %r' % (name, theyear)
            return name.center(width)


class LocaleHTMLCalendar(HTMLCalendar):
    """Calendars as HTML with the names of some locale; unicode if its encoding is known."""

    def __init__(self, firstweekday=0, locale=None):
        HTMLCalendar.__init__(self, firstweekday)
        self.locale = _locale.getdefaultlocale() if locale is None else locale

    def formatweekday(self, day):
        with TimeEncoding(self.locale) as encoding:
            return '<th class="%s">%s</th>' % (self.cssclasses[day], _decoded(day_abbr[day], encoding))

    def formatmonthname(self, theyear, themonth, withyear=True):
        with TimeEncoding(self.locale) as encoding:
            name = _decoded(month_name[themonth], encoding)
            if withyear:
                name = '%s %s' % (name, theyear)
            return '<tr><th colspan="7" class="month">%s</th></tr>' % name


# The functions of the module are those of one calendar.
c = TextCalendar()

firstweekday = c.getfirstweekday


def setfirstweekday(firstweekday):
    """Let weeks begin with this weekday."""
    try:
        firstweekday.__index__
    except AttributeError:
        raise IllegalWeekdayError(firstweekday)
    if not MONDAY <= firstweekday <= SUNDAY:
        raise IllegalWeekdayError(firstweekday)
    c.firstweekday = firstweekday


monthcalendar = c.monthdayscalendar
prweek = c.prweek
week = c.formatweek
weekheader = c.formatweekheader
prmonth = c.prmonth
month = c.formatmonth
calendar = c.formatyear
prcal = c.pryear

# Of columns beside each other.
_colwidth = 7 * 3 - 1
_spacing = 6


def format(cols, colwidth=_colwidth, spacing=_spacing):
    """Print texts in columns."""
    print formatstring(cols, colwidth, spacing)


def formatstring(cols, colwidth=_colwidth, spacing=_spacing):
    """Texts in columns, centered, spacing apart."""
    return (' ' * spacing).join([text.center(colwidth) for text in cols])


EPOCH = 1970
_EPOCH_ORD = datetime.date(EPOCH, 1, 1).toordinal()


def timegm(tuple):
    """Seconds since the Epoch of a time tuple in UTC, as time.gmtime() gives it."""
    year, month, day, hour, minute, second = tuple[:6]
    days = datetime.date(year, month, 1).toordinal() - _EPOCH_ORD + day - 1
    return ((days * 24 + hour) * 60 + minute) * 60 + second


def main(args):
    """The command: print the calendar of a year or a month, as text or HTML."""
    import optparse
    parser = optparse.OptionParser(usage='usage: %prog [options] [year [month]]')
    for option, default, help in (('--width', 2, 'width of date column (default 2, text only)'),
                                  ('--lines', 1, 'number of lines for each week (default 1, text only)'),
                                  ('--spacing', 6, 'spacing between months (default 6, text only)'),
                                  ('--months', 3, 'months per row (default 3, text only)')):
        parser.add_option('-' + option[2], option, dest=option[2:], type='int', default=default, help=help)
    parser.add_option('-c', '--css', dest='css', default='calendar.css', help='CSS to use for page (html only)')
    parser.add_option('-L', '--locale', dest='locale', default=None,
                      help='locale to be used from month and weekday names')
    parser.add_option('-e', '--encoding', dest='encoding', default=None, help='Encoding to use for output')
    parser.add_option('-t', '--type', dest='type', default='text', choices=('text', 'html'),
                      help='output type (text or html)')
    options, args = parser.parse_args(args)
    if options.locale and not options.encoding:
        parser.error('if --locale is specified --encoding is required')
        sys.exit(1)
    locale = options.locale, options.encoding
    year = datetime.date.today().year if len(args) == 1 else None
    if options.type == 'html':
        calendar = LocaleHTMLCalendar(locale=locale) if options.locale else HTMLCalendar()
        encoding = options.encoding or sys.getdefaultencoding()
        if len(args) > 2:
            parser.error('incorrect number of arguments')
            sys.exit(1)
        print calendar.formatyearpage(year or int(args[1]), encoding=encoding, css=options.css)
        return
    calendar = LocaleTextCalendar(locale=locale) if options.locale else TextCalendar()
    if len(args) > 3:
        parser.error('incorrect number of arguments')
        sys.exit(1)
    if len(args) == 3:
        result = calendar.formatmonth(int(args[1]), int(args[2]), options.width, options.lines)
    else:
        result = calendar.formatyear(year or int(args[1]), options.width, options.lines, options.spacing,
                                     options.months)
    if options.encoding:
        result = result.encode(options.encoding)
    print result


if __name__ == '__main__':
    main(sys.argv)
