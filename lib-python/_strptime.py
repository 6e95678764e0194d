"""time.strptime(): a format becomes a regular expression, whose groups become a time."""

import locale
import time
from re import IGNORECASE, compile as re_compile, escape as re_escape

try:
    from thread import allocate_lock as _thread_allocate_lock
except ImportError:
    from dummy_thread import allocate_lock as _thread_allocate_lock

__all__ = []


def _getlang():
    return locale.getlocale(locale.LC_TIME)


# ---- the locale

class LocaleTime(object):
    """Names of days, months, halves of the day and time zones, and the formats of dates.

    They are found by having the time written.
    """

    def __init__(self):
        self.lang = _getlang()
        days = [(2001, 1, day + 1, 0, 0, 0, day, day + 1, 0) for day in range(7)]
        months = [(2001, month, 1, 0, 0, 0, 0, 1, 0) for month in range(1, 13)]
        halves = [(2001, 1, 1, hour, 0, 0, 0, 1, 0) for hour in (1, 22)]
        self.a_weekday, self.f_weekday = _written('%a', days), _written('%A', days)
        # Months begin with 1.
        self.a_month = [''] + _written('%b', months)
        self.f_month = [''] + _written('%B', months)
        self.am_pm = _written('%p', halves)
        if hasattr(time, 'tzset'):
            time.tzset()
        self.tzname, self.daylight = time.tzname, time.daylight
        # Those without daylight saving time, and those with it.
        winter, summer = [name.lower() for name in time.tzname]
        self.timezone = (frozenset(['utc', 'gmt', winter]),
                         frozenset([summer] if time.daylight else []))
        self.LC_date_time, self.LC_date, self.LC_time = map(self._format, ('%c', '%x', '%X'))

    def _format(self, directive):
        """What a directive of the locale stands for, by a time whose numbers all differ."""
        text = time.strftime(directive, (1999, 3, 17, 22, 44, 55, 2, 76, 0)).lower()
        signs = [('%', '%%'), (self.f_weekday[2], '%A'), (self.f_month[3], '%B'),
                 (self.a_weekday[2], '%a'), (self.a_month[3], '%b'), (self.am_pm[1], '%p')]
        # Longer numbers first.
        signs += zip('1999 99 22 44 55 76 17 03 3 2 10'.split(),
                     '%Y %y %H %M %S %j %d %m %m %w %I'.split())
        signs += [(zone, '%Z') for zones in self.timezone for zone in zones]
        for written, sign in signs:
            if written:
                text = text.replace(written, sign)
        # The eleventh week is that of Mondays if this Sunday is still in week 0.
        first_sunday = 1999, 1, 3, 1, 1, 1, 6, 3, 0
        weeks_of_mondays = '00' in time.strftime(directive, first_sunday)
        return text.replace('11', '%W' if weeks_of_mondays else '%U')


def _written(directive, times):
    return [time.strftime(directive, one).lower() for one in times]


# ---- regular expressions

# What the directives of numbers match.
_NUMBERS = {
    'd': r'3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]', 'f': r'[0-9]{1,6}',
    'H': r'2[0-3]|[0-1]\d|\d', 'I': r'1[0-2]|0[1-9]|[1-9]',
    'j': r'36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]',
    'm': r'1[0-2]|0[1-9]|[1-9]', 'M': r'[0-5]\d|\d', 'S': r'6[0-1]|[0-5]\d|\d',
    'U': r'5[0-3]|[0-4]\d|\d', 'W': r'5[0-3]|[0-4]\d|\d', 'w': r'[0-6]',
    'y': r'\d\d', 'Y': r'\d\d\d\d',
}
_special = re_compile(r'[\\.^$*+?(){}\[\]|]')
_blanks = re_compile(r'\s+')
_directive = re_compile(r'(?s)%(.?)')


class TimeRE(dict):
    """Directives and the regular expressions that they become."""

    def __init__(self, locale_time=None):
        names = self.locale_time = locale_time or LocaleTime()
        for directive, pattern in _NUMBERS.items():
            self[directive] = '(?P<%s>%s)' % (directive, pattern)
        zones = [zone for zones in names.timezone for zone in zones]
        for directive, words in (('A', names.f_weekday), ('a', names.a_weekday),
                                 ('B', names.f_month[1:]), ('b', names.a_month[1:]),
                                 ('p', names.am_pm), ('Z', zones)):
            self[directive] = self._one_of(words, directive)
        self['%'] = '%'
        for directive, format in (('c', names.LC_date_time), ('x', names.LC_date),
                                  ('X', names.LC_time)):
            self[directive] = self.pattern(format)

    def _one_of(self, words, directive):
        """A group for words; nothing if the locale has none."""
        if not any(words):
            return ''
        # One may begin with another.
        longest_first = sorted(words, key=len, reverse=True)
        return '(?P<%s>%s)' % (directive, '|'.join(map(re_escape, longest_first)))

    def pattern(self, format):
        """The regular expression of a format; KeyError, or IndexError for a single %."""
        format = _blanks.sub(r'\\s+', _special.sub(r'\\\g<0>', format))

        def expression(match):
            if not match.group(1):
                raise IndexError
            return self[match.group(1)]
        return _directive.sub(expression, format)

    def compile(self, format):
        """The same, compiled."""
        return re_compile(self.pattern(format), IGNORECASE)


# The expressions of the present locale.
_cache_lock = _thread_allocate_lock()
_TimeRE_cache = TimeRE()
_regex_cache = {}
_CACHE_MAX_SIZE = 5


def _compiled(format):
    """(expression of a format, names of the locale); ValueError."""
    global _TimeRE_cache
    with _cache_lock:
        names = _TimeRE_cache.locale_time
        if (names.lang, names.tzname, names.daylight) != (_getlang(), time.tzname,
                                                          time.daylight):
            _TimeRE_cache = TimeRE()
            _regex_cache.clear()
        elif len(_regex_cache) > _CACHE_MAX_SIZE:
            _regex_cache.clear()
        if format not in _regex_cache:
            try:
                _regex_cache[format] = _TimeRE_cache.compile(format)
            except KeyError as error:
                # A backslash is before what has a meaning in expressions.
                bad = error.args[0].replace('\\', '%')
                raise ValueError("'%s' is a bad directive in format '%s'" % (bad, format))
            except IndexError:
                raise ValueError("stray %% in format '%s'" % format)
        return _regex_cache[format], _TimeRE_cache.locale_time


# ---- dates

def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_lengths(year):
    return [31, 29 if _is_leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def _weekday(year, day_of_year):
    """0 for Monday."""
    past = year - 1
    return (past * 365 + past // 4 - past // 100 + past // 400 + day_of_year - 1) % 7


def _calc_julian_from_U_or_W(year, week_of_year, day_of_week, week_starts_Mon):
    """The day of the year; what is below 1 is in the year before."""
    offset = 0 if week_starts_Mon else 1
    # 1 January has this place in its week.
    first = (_weekday(year, 1) + offset) % 7
    place = (day_of_week + offset) % 7
    # Week 1 is the first whole one; what is before it is week 0.
    start = 1 - first if week_of_year == 0 or first == 0 else 8 - first
    return start + 7 * max(week_of_year - 1, 0) + place


class _Reader(object):
    """Takes the parts of a time from the groups of a match."""

    def __init__(self, groups, names):
        self.groups, self.names = groups, names

    def number(self, *directives):
        """The number of the first of these directives that there is, or None."""
        for directive in directives:
            if self.groups.get(directive) is not None:
                return int(self.groups[directive])
        return None

    def word(self, *directives):
        """The place of a name in its list; directives are tuples with that."""
        for directive, words in directives:
            if self.groups.get(directive) is not None:
                return words.index(self.groups[directive].lower())
        return None

    def year(self):
        year = self.number('y')
        if year is not None:
            # As POSIX has it.
            return year + (1900 if year > 68 else 2000)
        return self.number('Y')

    def month(self):
        month = self.number('m')
        if month is None:
            month = self.word(('B', self.names.f_month), ('b', self.names.a_month))
        return 1 if month is None else month

    def hour(self):
        hour = self.number('I')
        if hour is None:
            return self.number('H') or 0
        half = (self.groups.get('p') or '').lower()
        if half == self.names.am_pm[1] and half:
            return hour % 12 + 12
        return hour % 12 if half in ('', self.names.am_pm[0]) else hour

    def microsecond(self):
        return int((self.groups.get('f') or '0').ljust(6, '0'))

    def weekday(self):
        weekday = self.word(('A', self.names.f_weekday), ('a', self.names.a_weekday))
        if weekday is None and self.number('w') is not None:
            # There 0 is Sunday.
            weekday = (self.number('w') - 1) % 7
        return weekday

    def daylight(self):
        """Whether it is daylight saving time: 0, 1, or -1 if nothing says so."""
        zone = (self.groups.get('Z') or '').lower()
        for saving, zones in enumerate(self.names.timezone):
            if zone in zones:
                ambiguous = (time.daylight and time.tzname[0] == time.tzname[1]
                             and zone not in ('utc', 'gmt'))
                return -1 if ambiguous else saving
        return -1

    def date(self):
        """(year, month, day, weekday, day of the year)"""
        given_year, month, day = self.year(), self.month(), self.number('d') or 1
        weekday, day_of_year = self.weekday(), self.number('j')
        year = 1900 if given_year is None else given_year
        if given_year is None and (month, day) == (2, 29):
            # Any leap year will do.
            year = 1904
        week = self.number('U', 'W')
        if day_of_year is None and week is not None and weekday is not None:
            day_of_year = _calc_julian_from_U_or_W(year, week, weekday,
                                                   self.number('U') is None)
            if day_of_year <= 0:
                year -= 1
                day_of_year += sum(_month_lengths(year))
        lengths = _month_lengths(year)
        if day_of_year is None:
            if day > lengths[month - 1]:
                raise ValueError('day is out of range for month')
            day_of_year = sum(lengths[:month - 1]) + day
        else:
            month, day = 1, day_of_year
            while day > lengths[month - 1]:
                day -= lengths[month - 1]
                month += 1
                if month > 12:
                    # The last week goes on in the next year.
                    year, month, lengths = year + 1, 1, _month_lengths(year + 1)
        if weekday is None:
            weekday = _weekday(year, sum(_month_lengths(year)[:month - 1]) + day)
        if given_year is None and year == 1904:
            year = 1900
        return year, month, day, weekday, day_of_year


def _strptime(data_string, format='%a %b %d %H:%M:%S %Y'):
    """(time.struct_time, microseconds) of a text; ValueError if it is not as the format says."""
    expression, names = _compiled(format)
    match = expression.match(data_string)
    if match is None:
        raise ValueError('time data %r does not match format %r' % (data_string, format))
    if match.end() != len(data_string):
        raise ValueError('unconverted data remains: %s' % data_string[match.end():])
    reader = _Reader(match.groupdict(), names)
    year, month, day, weekday, day_of_year = reader.date()
    clock = reader.hour(), reader.number('M') or 0, reader.number('S') or 0
    return (time.struct_time((year, month, day) + clock
                             + (weekday, day_of_year, reader.daylight())),
            reader.microsecond())


def _strptime_time(data_string, format='%a %b %d %H:%M:%S %Y'):
    """time.strptime()"""
    return _strptime(data_string, format)[0]
