"""Calendars: on which weekdays the days of months and years are.

The functions are methods of one TextCalendar. Run as a program, it prints a calendar.
"""

import datetime
import sys

from _calendar_dates import (
    Calendar, FRIDAY, February, IllegalMonthError, IllegalWeekdayError, January, MONDAY,
    SATURDAY, SUNDAY, THURSDAY, TUESDAY, WEDNESDAY, day_abbr, day_name, isleap, leapdays, mdays,
    month_abbr, month_name, monthrange, weekday)
from _calendar_text import (
    HTMLCalendar, LocaleHTMLCalendar, LocaleTextCalendar, TextCalendar, TimeEncoding, format,
    formatstring)

__all__ = ['IllegalMonthError', 'IllegalWeekdayError', 'setfirstweekday', 'firstweekday',
           'isleap', 'leapdays', 'weekday', 'monthrange', 'monthcalendar', 'prmonth', 'month',
           'prcal', 'calendar', 'timegm', 'month_name', 'month_abbr', 'day_name', 'day_abbr']

error = ValueError

c = TextCalendar()

firstweekday, monthcalendar = c.getfirstweekday, c.monthdayscalendar
week, weekheader, month, calendar = (c.formatweek, c.formatweekheader, c.formatmonth,
                                     c.formatyear)
prweek, prmonth, prcal = c.prweek, c.prmonth, c.pryear


def setfirstweekday(firstweekday):
    """Let weeks begin with a weekday; IllegalWeekdayError."""
    if not hasattr(firstweekday, '__index__') or not MONDAY <= firstweekday <= SUNDAY:
        raise IllegalWeekdayError(firstweekday)
    c.firstweekday = firstweekday


EPOCH = 1970
_EPOCH_ORD = datetime.date(EPOCH, 1, 1).toordinal()


def timegm(tuple):
    """The seconds since 1970 of a time in UTC: what time.gmtime() is the inverse of."""
    year, month, day, hours, minutes, seconds = tuple[:6]
    # The day may be in another month.
    days = datetime.date(year, month, 1).toordinal() + day - 1 - _EPOCH_ORD
    return seconds + 60 * (minutes + 60 * (hours + 24 * days))


# The options of the program: letter, name, type, default, what they are.
_OPTIONS = (
    ('w', 'width', 'int', 2, 'width of date column (default 2, text only)'),
    ('l', 'lines', 'int', 1, 'number of lines for each week (default 1, text only)'),
    ('s', 'spacing', 'int', 6, 'spacing between months (default 6, text only)'),
    ('m', 'months', 'int', 3, 'months per row (default 3, text only)'),
    ('c', 'css', 'string', 'calendar.css', 'CSS to use for page (html only)'),
    ('L', 'locale', 'string', None, 'locale to be used from month and weekday names'),
    ('e', 'encoding', 'string', None, 'Encoding to use for output'),
    ('t', 'type', 'choice', 'text', 'output type (text or html)'))


def main(args):
    """Print the calendar of a year, of a month, or of this year."""
    from optparse import OptionParser
    parser = OptionParser(usage='usage: %prog [options] [year [month]]')
    for letter, name, kind, default, help in _OPTIONS:
        choices = {'choices': ('text', 'html')} if kind == 'choice' else {}
        parser.add_option('-' + letter, '--' + name, dest=name, type=kind, default=default,
                          help=help, **choices)
    options, args = parser.parse_args(args)
    if options.locale and not options.encoding:
        parser.error('if --locale is specified --encoding is required')
    as_html = options.type == 'html'
    if len(args) > (2 if as_html else 3):
        parser.error('incorrect number of arguments')
    numbers = map(int, args[1:]) or [datetime.date.today().year]
    if options.locale:
        kind = LocaleHTMLCalendar if as_html else LocaleTextCalendar
        writer = kind(locale=(options.locale, options.encoding))
    else:
        writer = HTMLCalendar() if as_html else TextCalendar()
    if as_html:
        print writer.formatyearpage(numbers[0], css=options.css,
                                    encoding=options.encoding or sys.getdefaultencoding())
        return
    if len(numbers) == 2:
        text = writer.formatmonth(*numbers + [options.width, options.lines])
    else:
        text = writer.formatyear(numbers[0], options.width, options.lines, options.spacing,
                                 options.months)
    print text.encode(options.encoding) if options.encoding else text


if __name__ == '__main__':
    main(sys.argv)
