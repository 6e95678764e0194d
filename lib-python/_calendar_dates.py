"""Weeks of months, and the names of days and months: for the module calendar."""

import datetime

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
January, February = 1, 2

# Of years that are no leap years; months begin with 1.
mdays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


class _Bad(ValueError):
    """A number that means nothing; it is an attribute of the name that _what has."""

    def __init__(self, number):
        setattr(self, self._what, number)

    def __str__(self):
        return 'bad %s number %r; must be %s' % (self._what, getattr(self, self._what),
                                                 self._range)


class IllegalMonthError(_Bad):
    _what, _range = 'month', '1-12'


class IllegalWeekdayError(_Bad):
    _what, _range = 'weekday', '0 (Monday) to 6 (Sunday)'


class _Names(object):
    """A sequence of names, always of the locale that is set, found by writing dates."""

    def __init__(self, format, dates):
        self.format, self._dates = format, dates

    def __len__(self):
        return len(self._dates)

    def __getitem__(self, i):
        found = self._dates[i]
        return map(self._name, found) if isinstance(i, slice) else self._name(found)

    def _name(self, date):
        return date.strftime(self.format) if date else ''


_week = [datetime.date(2001, 1, day) for day in range(1, 8)]
_year = [None] + [datetime.date(2001, month, 1) for month in range(1, 13)]
day_name, day_abbr = _Names('%A', _week), _Names('%a', _week)
month_name, month_abbr = _Names('%B', _year), _Names('%b', _year)


def isleap(year):
    """Whether a year has 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def leapdays(y1, y2):
    """How many leap years there are in range(y1, y2)."""
    counts = [(year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400 for year in (y1, y2)]
    return counts[1] - counts[0]


def weekday(year, month, day):
    """The weekday of a date; Monday is 0."""
    return datetime.date(year, month, day).weekday()


def monthrange(year, month):
    """(weekday of a month's first day, how many days it has)"""
    if month not in range(1, 13):
        raise IllegalMonthError(month)
    return weekday(year, month, 1), mdays[month] + int(month == 2 and isleap(year))


class Calendar(object):
    """Weeks of months; they begin with a weekday, which is in firstweekday."""

    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def getfirstweekday(self):
        return self._firstweekday % 7

    def setfirstweekday(self, firstweekday):
        self._firstweekday = firstweekday

    firstweekday = property(getfirstweekday, setfirstweekday)

    def iterweekdays(self):
        """Generate the seven weekdays in their order."""
        for day in range(7):
            yield (self.firstweekday + day) % 7

    # All days of the weeks to which a month belongs.

    def itermonthdates(self, year, month):
        """Generate them as dates."""
        first = datetime.date(year, month, 1).toordinal()
        before = (weekday(year, month, 1) - self.firstweekday) % 7
        days = len(list(self.itermonthdays(year, month)))
        for ordinal in xrange(first - before, first - before + days):
            try:
                yield datetime.date.fromordinal(ordinal)
            except (ValueError, OverflowError):
                if ordinal < 1:
                    raise OverflowError('date value out of range')
                # The last year has no successor.
                return

    def itermonthdays(self, year, month):
        """Generate them as days, 0 for those of other months."""
        first, count = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        for day in [0] * before + range(1, count + 1) + [0] * (-(before + count) % 7):
            yield day

    def itermonthdays2(self, year, month):
        """Generate them as (day, weekday), with 0 for the days of other months."""
        for place, day in enumerate(self.itermonthdays(year, month)):
            yield day, (self.firstweekday + place) % 7

    # The same as a list of weeks.

    def monthdatescalendar(self, year, month):
        return _parts(self.itermonthdates(year, month), 7)

    def monthdayscalendar(self, year, month):
        return _parts(self.itermonthdays(year, month), 7)

    def monthdays2calendar(self, year, month):
        return _parts(self.itermonthdays2(year, month), 7)

    # The same of all months, in rows of so many.

    def yeardatescalendar(self, year, width=3):
        return _parts([self.monthdatescalendar(year, month) for month in range(1, 13)], width)

    def yeardayscalendar(self, year, width=3):
        return _parts([self.monthdayscalendar(year, month) for month in range(1, 13)], width)

    def yeardays2calendar(self, year, width=3):
        return _parts([self.monthdays2calendar(year, month) for month in range(1, 13)], width)


def _parts(items, size):
    """A list of lists of so many items."""
    items = list(items)
    return [items[start:start + size] for start in range(0, len(items), size)]


for _class in IllegalMonthError, IllegalWeekdayError, Calendar:
    _class.__module__ = 'calendar'
del _class
