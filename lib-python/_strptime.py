"""time.strptime(): times from text."""

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


class LocaleTime(object):
    """What the locale calls days, months and so on, and its formats of dates."""

    def __init__(self):
        self.lang = _getlang()
        # A week of 1999 starts with Monday the fourth of January.
        days = [(1999, 1, day, 0, 0, 0, day - 4, day, 0) for day in range(4, 11)]
        months = [(1999, month, 1, 0, 0, 0, 0, 1, 0) for month in range(1, 13)]
        self.a_weekday = [time.strftime('%a', day).lower() for day in days]
        self.f_weekday = [time.strftime('%A', day).lower() for day in days]
        self.a_month = [''] + [time.strftime('%b', month).lower() for month in months]
        self.f_month = [''] + [time.strftime('%B', month).lower() for month in months]
        self.am_pm = [time.strftime('%p', (1999, 3, 17, hour, 44, 55, 2, 76, 0)).lower()
                      for hour in (1, 22)]
        self._find_timezone()
        self._find_formats()

    def _find_timezone(self):
        try:
            time.tzset()
        except AttributeError:
            pass
        self.tzname = time.tzname
        self.daylight = time.daylight
        no_saving = frozenset(['utc', 'gmt', time.tzname[0].lower()])
        saving = frozenset([time.tzname[1].lower()]) if time.daylight else frozenset()
        self.timezone = (no_saving, saving)

    def _find_formats(self):
        """Find the directives of which %c, %x and %X are made, from an example."""
        example = time.struct_time((1999, 3, 17, 22, 44, 55, 2, 76, 0))
        replacements = [('%', '%%'), (self.f_weekday[2], '%A'), (self.f_month[3], '%B'),
                        (self.a_weekday[2], '%a'), (self.a_month[3], '%b'),
                        (self.am_pm[1], '%p'), ('1999', '%Y'), ('99', '%y'),
                        ('22', '%H'), ('44', '%M'), ('55', '%S'), ('76', '%j'),
                        ('17', '%d'), ('03', '%m'), ('3', '%m'), ('2', '%w'),
                        ('10', '%I')]
        zones = [zone for names in self.timezone for zone in names]
        formats = []
        for directive in '%c', '%x', '%X':
            text = time.strftime(directive, example).lower()
            for old, new in replacements + [(zone, '%Z') for zone in zones]:
                # An empty name would match anywhere.
                if old:
                    text = text.replace(old, new)
            # The week of the year, in locales that show it.
            week = '%W' if '00' in time.strftime(directive, (1999, 1, 3, 1, 1, 1, 6, 3, 0)) \
                else '%U'
            formats.append(text.replace('11', week))
        self.LC_date_time, self.LC_date, self.LC_time = formats


class TimeRE(dict):
    """Directive -> regular expression, with a group of its name."""

    def __init__(self, locale_time=None):
        self.locale_time = locale_time or LocaleTime()
        lt = self.locale_time
        dict.__init__(self, {
            'd': r'(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])',
            'f': r'(?P<f>[0-9]{1,6})',
            'H': r'(?P<H>2[0-3]|[0-1]\d|\d)',
            'I': r'(?P<I>1[0-2]|0[1-9]|[1-9])',
            'j': (r'(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|'
                  r'[1-9])'),
            'm': r'(?P<m>1[0-2]|0[1-9]|[1-9])',
            'M': r'(?P<M>[0-5]\d|\d)',
            'S': r'(?P<S>6[0-1]|[0-5]\d|\d)',
            'U': r'(?P<U>5[0-3]|[0-4]\d|\d)',
            'w': r'(?P<w>[0-6])',
            'y': r'(?P<y>\d\d)',
            'Y': r'(?P<Y>\d\d\d\d)',
            'A': self.__seqToRE(lt.f_weekday, 'A'),
            'a': self.__seqToRE(lt.a_weekday, 'a'),
            'B': self.__seqToRE(lt.f_month[1:], 'B'),
            'b': self.__seqToRE(lt.a_month[1:], 'b'),
            'p': self.__seqToRE(lt.am_pm, 'p'),
            'Z': self.__seqToRE((zone for zones in lt.timezone for zone in zones), 'Z'),
            '%': '%'})
        self['W'] = self['U'].replace('U', 'W')
        self['c'] = self.pattern(lt.LC_date_time)
        self['x'] = self.pattern(lt.LC_date)
        self['X'] = self.pattern(lt.LC_time)

    def __seqToRE(self, to_convert, directive):
        """The expression of several names; longer ones first, as some start others."""
        names = sorted(to_convert, key=len, reverse=True)
        if not any(names):
            return ''
        return '(?P<%s>%s)' % (directive, '|'.join(re_escape(name) for name in names))

    def pattern(self, format):
        """The expression of a format."""
        format = re_compile(r'([\\.^$*+?\(\){}\[\]|])').sub(r'\\\1', format)
        format = re_compile(r'\s+').sub(r'\\s+', format)
        parts = format.split('%')
        result = [parts[0]]
        i = 1
        while i < len(parts):
            if not parts[i]:
                if i + 1 == len(parts):
                    raise IndexError
                # %% is a percent sign.
                result.append('%' + parts[i + 1])
                i += 2
                continue
            result.append(self[parts[i][0]])
            result.append(parts[i][1:])
            i += 1
        return ''.join(result)

    def compile(self, format):
        """The compiled expression of a format."""
        return re_compile(self.pattern(format), IGNORECASE)


_cache_lock = _thread_allocate_lock()
_TimeRE_cache = TimeRE()
_CACHE_MAX_SIZE = 5
_regex_cache = {}


def _calc_julian_from_U_or_W(year, week_of_year, day_of_week, week_starts_Mon):
    """The day of the year of a week and a weekday (0 is Monday)."""
    first_weekday = _weekday(year, 1, 1)
    if not week_starts_Mon:
        # Count days from Sunday.
        first_weekday = (first_weekday + 1) % 7
        day_of_week = (day_of_week + 1) % 7
    # Week 0 are the days before the first Sunday or Monday.
    week_0_length = (7 - first_weekday) % 7
    if week_of_year == 0:
        return 1 + day_of_week - first_weekday
    return 1 + week_0_length + 7 * (week_of_year - 1) + day_of_week


_DAYS_BEFORE = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _day_of_year(year, month, day):
    return _DAYS_BEFORE[month] + (month > 2 and _is_leap(year)) + day


def _weekday(year, month, day):
    """0 for Monday."""
    before = year - 1
    return (before * 365 + before // 4 - before // 100 + before // 400
            + _day_of_year(year, month, day) - 1) % 7


def _strptime(data_string, format='%a %b %d %H:%M:%S %Y'):
    """(struct_time, microseconds) of a text; ValueError if it does not fit the format."""
    global _TimeRE_cache
    with _cache_lock:
        cached = _TimeRE_cache.locale_time
        if (_getlang() != cached.lang or time.tzname != cached.tzname
                or time.daylight != cached.daylight):
            _TimeRE_cache = TimeRE()
            _regex_cache.clear()
        if len(_regex_cache) > _CACHE_MAX_SIZE:
            _regex_cache.clear()
        locale_time = _TimeRE_cache.locale_time
        format_regex = _regex_cache.get(format)
        if not format_regex:
            try:
                format_regex = _TimeRE_cache.compile(format)
            except KeyError as problem:
                bad_directive = problem.args[0]
                if bad_directive == '\\':
                    bad_directive = '%'
                raise ValueError("'%s' is a bad directive in format '%s'"
                                 % (bad_directive, format))
            except IndexError:
                raise ValueError("stray %% in format '%s'" % format)
            _regex_cache[format] = format_regex
    found = format_regex.match(data_string)
    if not found:
        raise ValueError('time data %r does not match format %r' % (data_string, format))
    if len(data_string) != found.end():
        raise ValueError('unconverted data remains: %s' % data_string[found.end():])

    year = None
    month = day = 1
    hour = minute = second = fraction = 0
    tz = -1
    week_of_year = None
    week_of_year_start = None
    weekday = julian = None
    values = found.groupdict()
    for key in values:
        value = values[key]
        if key == 'y':
            year = int(value)
            # POSIX: 69 to 99 are of the last century.
            year += 2000 if year <= 68 else 1900
        elif key == 'Y':
            year = int(value)
        elif key == 'm':
            month = int(value)
        elif key == 'B':
            month = locale_time.f_month.index(value.lower())
        elif key == 'b':
            month = locale_time.a_month.index(value.lower())
        elif key == 'd':
            day = int(value)
        elif key == 'H':
            hour = int(value)
        elif key == 'I':
            hour = int(value)
            afternoon = values.get('p', '').lower()
            if afternoon in ('', locale_time.am_pm[0]):
                if hour == 12:
                    hour = 0
            elif afternoon == locale_time.am_pm[1] and hour != 12:
                hour += 12
        elif key == 'M':
            minute = int(value)
        elif key == 'S':
            second = int(value)
        elif key == 'f':
            fraction = int(value.ljust(6, '0'))
        elif key == 'A':
            weekday = locale_time.f_weekday.index(value.lower())
        elif key == 'a':
            weekday = locale_time.a_weekday.index(value.lower())
        elif key == 'w':
            weekday = (int(value) - 1) % 7
        elif key == 'j':
            julian = int(value)
        elif key in ('U', 'W'):
            week_of_year = int(value)
            week_of_year_start = key == 'W'
        elif key == 'Z':
            for saving, names in enumerate(locale_time.timezone):
                if value.lower() in names:
                    # Where both zones have one name nobody knows which it is.
                    if (time.tzname[0] == time.tzname[1] and time.daylight
                            and value.lower() not in ('utc', 'gmt')):
                        break
                    tz = saving
                    break

    leap_year_fix = False
    if year is None and month == 2 and day == 29:
        # 1904 is the first leap year after the default.
        year = 1904
        leap_year_fix = True
    elif year is None:
        year = 1900
    if julian is None and week_of_year is not None and weekday is not None:
        julian = _calc_julian_from_U_or_W(year, week_of_year, weekday, week_of_year_start)
        if julian <= 0:
            year -= 1
            julian += 366 if _is_leap(year) else 365
    if julian is None:
        if day > (29 if month == 2 and _is_leap(year) else
                  28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
            raise ValueError('day is out of range for month')
        julian = _day_of_year(year, month, day)
    else:
        month = 12
        while _day_of_year(year, month, 1) > julian:
            month -= 1
        day = julian - _day_of_year(year, month, 1) + 1
    if weekday is None:
        weekday = _weekday(year, month, day)
    if leap_year_fix:
        year = 1900
    return (time.struct_time((year, month, day, hour, minute, second, weekday, julian, tz)),
            fraction)


def _strptime_time(data_string, format='%a %b %d %H:%M:%S %Y'):
    """What time.strptime() returns."""
    return _strptime(data_string, format)[0]
