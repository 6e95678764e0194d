"""Calendars as text and as HTML: for the module calendar."""

import locale as _locale
import sys

from _calendar_dates import Calendar, day_abbr, day_name, month_name

_COLUMN_WIDTH = 7 * 3 - 1
_SPACING = 6


def formatstring(cols, colwidth=_COLUMN_WIDTH, spacing=_SPACING):
    """Texts beside each other, each in the middle of a column."""
    return (spacing * ' ').join([text.center(colwidth) for text in cols])


def format(cols, colwidth=_COLUMN_WIDTH, spacing=_SPACING):
    """Print formatstring()."""
    print formatstring(cols, colwidth, spacing)


class TextCalendar(Calendar):
    """Writes calendars as text; all its steps can be changed by subclasses.

    Days are w wide (at least 2), weeks l lines high; months are c apart, m of them beside
    each other.
    """

    def formatday(self, day, weekday, width):
        """A day; 0 is none."""
        return (day and '%2i' % day or '').center(width)

    def formatweek(self, theweek, width):
        """A week of pairs (day, weekday)."""
        return ' '.join([self.formatday(day, weekday, width) for day, weekday in theweek])

    def _name_of_day(self, day, width):
        return (day_name if width >= 9 else day_abbr)[day]

    def formatweekday(self, day, width):
        """A weekday's name, or what fits of it."""
        return self._name_of_day(day, width)[:width].center(width)

    def formatweekheader(self, width):
        """The names of all weekdays."""
        return ' '.join([self.formatweekday(day, width) for day in self.iterweekdays()])

    def _name_of_month(self, month):
        return month_name[month]

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        """A month's name, and the year's number."""
        name = self._name_of_month(themonth)
        return ('%s %r' % (name, theyear) if withyear else name).center(width)

    def _month_lines(self, year, month, width, withyear):
        lines = [self.formatmonthname(year, month, 7 * width + 6, withyear),
                 self.formatweekheader(width)]
        return lines + [self.formatweek(week, width)
                        for week in self.monthdays2calendar(year, month)]

    def formatmonth(self, theyear, themonth, w=0, l=0):
        """A month."""
        end = max(l, 1) * '\n'
        lines = self._month_lines(theyear, themonth, max(w, 2), True)
        return ''.join([line.rstrip() + end for line in lines])

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        """A year."""
        w, end, c = max(w, 2), max(l, 1) * '\n', max(c, 2)
        width = 7 * w + 6
        title = repr(theyear).center(width * m + c * (m - 1)).rstrip()
        lines = [title + end]
        for first in range(1, 13, m):
            months = [self._month_lines(theyear, month, w, False)
                      for month in range(first, min(first + m, 13))]
            lines.append(end)
            for i in range(max(map(len, months))):
                # The shorter ones are blank below.
                row = [month[i] if i < len(month) else '' for month in months]
                lines.append(formatstring(row, width, c).rstrip() + end)
        return ''.join(lines)

    def prweek(self, theweek, width):
        """Print formatweek(), without a new line."""
        print self.formatweek(theweek, width),

    def prmonth(self, theyear, themonth, w=0, l=0):
        """Print formatmonth()."""
        print self.formatmonth(theyear, themonth, w, l),

    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        """Print formatyear()."""
        print self.formatyear(theyear, w, l, c, m)


class HTMLCalendar(Calendar):
    """Writes calendars as tables of HTML; all its steps can be changed by subclasses."""

    # Of the cells from Monday on.
    cssclasses = 'mon tue wed thu fri sat sun'.split()

    def formatday(self, day, weekday):
        """The cell of a day; 0 is none."""
        if day:
            return '<td class="%s">%d</td>' % (self.cssclasses[weekday], day)
        return '<td class="noday">&nbsp;</td>'

    def _row(self, cells):
        return '<tr>' + ''.join(cells) + '</tr>'

    def formatweek(self, theweek):
        """The row of a week of pairs (day, weekday)."""
        return self._row([self.formatday(*day) for day in theweek])

    def _name_of_day(self, day):
        return day_abbr[day]

    def formatweekday(self, day):
        """The head of a weekday's column."""
        return '<th class="%s">%s</th>' % (self.cssclasses[day], self._name_of_day(day))

    def formatweekheader(self):
        """The row of the heads."""
        return self._row(map(self.formatweekday, self.iterweekdays()))

    def _name_of_month(self, month):
        return month_name[month]

    def formatmonthname(self, theyear, themonth, withyear=True):
        """The row above, with the month's name, and the year's number."""
        title = self._name_of_month(themonth)
        if withyear:
            title = '%s %s' % (title, theyear)
        return '<tr><th colspan="7" class="month">%s</th></tr>' % title

    def _table(self, kind):
        return '<table border="0" cellpadding="0" cellspacing="0" class="%s">\n' % kind

    def formatmonth(self, theyear, themonth, withyear=True):
        """A month."""
        rows = [self.formatmonthname(theyear, themonth, withyear), self.formatweekheader()]
        rows += map(self.formatweek, self.monthdays2calendar(theyear, themonth))
        return self._table('month') + '\n'.join(rows) + '\n</table>\n'

    def formatyear(self, theyear, width=3):
        """A year, with so many months in a row."""
        width = max(width, 1)
        parts = [self._table('year'), '<tr><th colspan="%d" class="year">%s</th></tr>'
                 % (width, theyear)]
        for first in range(1, 13, width):
            months = range(first, min(first + width, 13))
            parts.append(self._row(['<td>%s</td>' % self.formatmonth(theyear, month, False)
                                    for month in months]))
        return ''.join(parts) + '</table>'

    def formatyearpage(self, theyear, width=3, css='calendar.css', encoding=None):
        """A page with a year, encoded, which refers to a style sheet."""
        encoding = encoding or sys.getdefaultencoding()
        head = ['<meta http-equiv="Content-Type" content="text/html; charset=%s" />' % encoding,
                '<title>Calendar for %d</title>' % theyear]
        if css is not None:
            head.insert(1, '<link rel="stylesheet" type="text/css" href="%s" />' % css)
        page = ['<?xml version="1.0" encoding="%s"?>' % encoding,
                '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
                '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
                '<html>', '<head>'] + head + [
                '</head>', '<body>', self.formatyear(theyear, width) + '</body>', '</html>', '']
        return '\n'.join(page).encode(encoding, 'xmlcharrefreplace')


# ---- names of other locales

class TimeEncoding:
    """with: times are written as in another locale; gives its encoding."""

    def __init__(self, locale):
        self.locale = locale

    def __enter__(self):
        self.oldlocale = _locale.getlocale(_locale.LC_TIME)
        _locale.setlocale(_locale.LC_TIME, self.locale)
        return _locale.getlocale(_locale.LC_TIME)[1]

    def __exit__(self, *exception):
        _locale.setlocale(_locale.LC_TIME, self.oldlocale)


class _OtherNames(object):
    """The names are those of a locale, as unicode if its encoding is known."""

    def __init__(self, firstweekday=0, locale=None):
        Calendar.__init__(self, firstweekday)
        self.locale = _locale.getdefaultlocale() if locale is None else locale

    def _translated(self, name, *arguments):
        with TimeEncoding(self.locale) as encoding:
            text = name(*arguments)
            return text if encoding is None else text.decode(encoding)

    def _name_of_day(self, *day):
        return self._translated(super(_OtherNames, self)._name_of_day, *day)

    def _name_of_month(self, month):
        return self._translated(super(_OtherNames, self)._name_of_month, month)


class LocaleTextCalendar(_OtherNames, TextCalendar):
    """TextCalendar with the names of a locale, by default of the user's."""


class LocaleHTMLCalendar(_OtherNames, HTMLCalendar):
    """HTMLCalendar with the names of a locale, by default of the user's."""


for _class in (TextCalendar, HTMLCalendar, TimeEncoding, LocaleTextCalendar, LocaleHTMLCalendar):
    _class.__module__ = 'calendar'
del _class
