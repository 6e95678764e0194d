"""What the classes of datetime share: the calendar's arithmetic, checks of arguments, time differences and time zones."""

from __future__ import division

from _frozen import built_in

MINYEAR = 1
MAXYEAR = 9999
MAX_ORDINAL = 3652059       # 31 December 9999

_DAYS_IN_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)

MONTH_NAMES = ('', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')
DAY_NAMES = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year, month):
    if month == 2 and is_leap(year):
        return 29
    return _DAYS_IN_MONTH[month]


def days_before_month(year, month):
    """Days of the year before a month."""
    return _DAYS_BEFORE_MONTH[month] + (month > 2 and is_leap(year))


def days_before_year(year):
    """Days before the first of January of a year, from year 1 on."""
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def to_ordinal(year, month, day):
    """The number of a day; 1 is the first of January of year 1."""
    return days_before_year(year) + days_before_month(year, month) + day


def from_ordinal(ordinal):
    """(year, month, day) of a day's number."""
    n = ordinal - 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    if n1 == 4 or n100 == 4:
        # The last day of a leap year.
        return year - 1, 12, 31
    # A guess that is right or one too large.
    month = (n + 50) >> 5
    before = days_before_month(year, month)
    if before > n:
        month -= 1
        before = days_before_month(year, month)
    return year, month, n - before + 1


# ---- arguments


class _Missing(object):
    def __repr__(self):
        return 'missing'


missing = _Missing()


def require(value, name, position):
    if value is missing:
        raise TypeError("Required argument '%s' (pos %d) not found" % (name, position))


def integer(value):
    """An argument as C's int."""
    if isinstance(value, float):
        raise TypeError('integer argument expected, got float')
    if not isinstance(value, (int, long)):
        convert = getattr(value, '__int__', None)
        if convert is None or isinstance(value, basestring):
            raise TypeError('an integer is required')
        value = convert()
    if not -1 << 63 <= value < 1 << 63:
        raise OverflowError('Python int too large to convert to C long')
    if value > 0x7fffffff:
        raise OverflowError('signed integer is greater than maximum')
    if value < -0x80000000:
        raise OverflowError('signed integer is less than minimum')
    return int(value)


def check_date(year, month, day):
    if type(year) is not int or type(month) is not int or type(day) is not int or not 1 <= year <= MAXYEAR:
        year, month, day = integer(year), integer(month), integer(day)
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError('year is out of range')
    if not 1 <= month <= 12:
        integer(month)
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= 28 and not 1 <= day <= days_in_month(year, month):
        integer(day)
        raise ValueError('day is out of range for month')
    return year, month, day


def check_time(hour, minute, second, microsecond):
    if type(hour) is not int or type(minute) is not int or type(second) is not int or type(microsecond) is not int:
        hour, minute, second, microsecond = integer(hour), integer(minute), integer(second), integer(microsecond)
    if not 0 <= hour <= 23:
        integer(hour)
        raise ValueError('hour must be in 0..23')
    if not 0 <= minute <= 59:
        integer(minute)
        raise ValueError('minute must be in 0..59')
    if not 0 <= second <= 59:
        integer(second)
        raise ValueError('second must be in 0..59')
    if not 0 <= microsecond <= 999999:
        integer(microsecond)
        raise ValueError('microsecond must be in 0..999999')
    return hour, minute, second, microsecond


def check_tzinfo(value):
    if value is not None and not isinstance(value, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type_name(value))


def type_name(value):
    """The name of a value's type, as errors have it."""
    kind = type(value)
    if kind.__module__ == 'datetime':
        return 'datetime.' + kind.__name__
    return kind.__name__


def cannot_compare(a, b):
    return TypeError("can't compare %s to %s" % (type_name(a), type_name(b)))


def read_only(name, owner, doc):
    """A property for the slot `_name`."""
    slot = '_' + name

    def refuse(self, value=None):
        raise AttributeError("attribute '%s' of '%s' objects is not writable" % (name, owner))
    # One function a slot, so that each access of an attribute has its own place in the code.
    namespace = {}
    exec 'def get(self): return self.%s' % slot in namespace
    return property(namespace['get'], refuse, refuse, doc)


# ---- time differences


def round_half_away(x):
    return int(x + 0.5) if x >= 0.0 else -int(0.5 - x)


def _new_delta(cls, days, seconds, microseconds):
    """A timedelta of numbers that may be out of their ranges."""
    if not 0 <= microseconds < 1000000:
        carry, microseconds = divmod(microseconds, 1000000)
        seconds += carry
    if not 0 <= seconds < 86400:
        carry, seconds = divmod(seconds, 86400)
        days += carry
    if not -999999999 <= days <= 999999999:
        if not -0x80000000 <= days <= 0x7fffffff:
            raise OverflowError('Python int too large to convert to C int')
        raise OverflowError('days=%d; must have magnitude <= 999999999' % days)
    self = object.__new__(cls)
    self._days = int(days)
    self._seconds = int(seconds)
    self._microseconds = int(microseconds)
    return self


def _unsupported(name, value):
    return TypeError('unsupported type for timedelta %s component: %s' % (name, type(value).__name__))


def _read_only_number(name, doc):
    def refuse(self, value=None):
        raise TypeError('readonly attribute')
    namespace = {}
    exec 'def get(self): return self._%s' % name in namespace
    return property(namespace['get'], refuse, refuse, doc)


class timedelta(object):
    """Difference between two datetime values."""

    __module__ = 'datetime'
    __slots__ = ('_days', '_seconds', '_microseconds')

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        if type(days) is int and type(seconds) is int and type(microseconds) is int \
                and not (milliseconds or minutes or hours or weeks):
            for value, name in ((milliseconds, 'milliseconds'), (minutes, 'minutes'),
                                (hours, 'hours'), (weeks, 'weeks')):
                if type(value) is not int and not isinstance(value, (int, long, float)):
                    raise _unsupported(name, value)
            return _new_delta(cls, days, seconds, microseconds)
        total = 0
        rest = 0.0
        for value, factor, name in ((microseconds, 1, 'microseconds'), (milliseconds, 1000, 'milliseconds'),
                                    (seconds, 1000000, 'seconds'), (minutes, 60000000, 'minutes'),
                                    (hours, 3600000000, 'hours'), (days, 86400000000, 'days'),
                                    (weeks, 604800000000, 'weeks')):
            if isinstance(value, (int, long)):
                total += value * factor
            elif isinstance(value, float):
                whole = int(value)
                total += whole * factor
                fraction = value - whole
                if fraction:
                    # What a fraction adds in whole microseconds is exact.
                    fraction *= factor
                    whole = int(fraction)
                    total += whole
                    rest += fraction - whole
            else:
                raise _unsupported(name, value)
        if rest:
            total += round_half_away(rest)
        return _new_delta(cls, 0, 0, total)

    days = _read_only_number('days', 'Number of days.')
    seconds = _read_only_number('seconds', 'Number of seconds (>= 0 and less than 1 day).')
    microseconds = _read_only_number('microseconds', 'Number of microseconds (>= 0 and less than 1 second).')

    def total_seconds(self):
        """Total seconds in the duration."""
        return self._total() / 1000000

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    def __repr__(self):
        name = type_name(self)
        if self._microseconds:
            return '%s(%d, %d, %d)' % (name, self._days, self._seconds, self._microseconds)
        if self._seconds:
            return '%s(%d, %d)' % (name, self._days, self._seconds)
        return '%s(%d)' % (name, self._days)

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = '%d:%02d:%02d' % (hours, minutes, seconds)
        if self._days:
            text = '%d day%s, %s' % (self._days, '' if self._days in (1, -1) else 's', text)
        if self._microseconds:
            text += '.%06d' % self._microseconds
        return text

    def __reduce__(self):
        """helper for pickle"""
        return type(self), (self._days, self._seconds, self._microseconds)

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __nonzero__(self):
        return self._days != 0 or self._seconds != 0 or self._microseconds != 0

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _new_delta(timedelta, self._days + other._days, self._seconds + other._seconds,
                          self._microseconds + other._microseconds)

    def __radd__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return other + self

    def __sub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _new_delta(timedelta, self._days - other._days, self._seconds - other._seconds,
                          self._microseconds - other._microseconds)

    def __rsub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return other - self

    def __neg__(self):
        return _new_delta(timedelta, -self._days, -self._seconds, -self._microseconds)

    def __pos__(self):
        return _new_delta(timedelta, self._days, self._seconds, self._microseconds)

    def __abs__(self):
        return -self if self._days < 0 else +self

    def __mul__(self, other):
        if not isinstance(other, (int, long)):
            return NotImplemented
        return _new_delta(timedelta, 0, 0, self._total() * other)

    __rmul__ = __mul__

    def __div__(self, other):
        if not isinstance(other, (int, long)):
            return NotImplemented
        return _new_delta(timedelta, 0, 0, self._total() // other)

    __floordiv__ = __div__

    def __eq__(self, other):
        if not isinstance(other, timedelta):
            return False
        return self._days == other._days and self._seconds == other._seconds \
            and self._microseconds == other._microseconds

    def __ne__(self, other):
        return not timedelta.__eq__(self, other)

    def __lt__(self, other):
        return _order(self, other) < 0

    def __le__(self, other):
        return _order(self, other) <= 0

    def __gt__(self, other):
        return _order(self, other) > 0

    def __ge__(self, other):
        return _order(self, other) >= 0


def _order(a, b):
    if not isinstance(b, timedelta):
        raise cannot_compare(a, b)
    return cmp(a._days, b._days) or cmp(a._seconds, b._seconds) or cmp(a._microseconds, b._microseconds)


def delta(days, seconds, microseconds):
    return _new_delta(timedelta, days, seconds, microseconds)


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(0, 0, 1)


# ---- time zones


class tzinfo(object):
    """Abstract base class for time zone info objects."""

    __module__ = 'datetime'

    def __new__(cls, *args, **kwds):
        return object.__new__(cls)

    def __init__(self, *args, **kwds):
        pass

    def tzname(self, dt):
        """datetime -> string name of time zone."""
        raise NotImplementedError('a tzinfo subclass must implement tzname()')

    def utcoffset(self, dt):
        """datetime -> minutes east of UTC (negative for west of UTC)."""
        raise NotImplementedError('a tzinfo subclass must implement utcoffset()')

    def dst(self, dt):
        """datetime -> DST offset in minutes east of UTC."""
        raise NotImplementedError('a tzinfo subclass must implement dst()')

    def fromutc(self, dt):
        """datetime in UTC -> datetime in local time."""
        from datetime import datetime
        if not isinstance(dt, datetime):
            raise TypeError('fromutc: argument must be a datetime')
        if dt._tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        offset = zone_minutes(self, 'utcoffset', dt)
        if offset is None:
            raise ValueError('fromutc: non-None utcoffset() result required')
        dst = zone_minutes(self, 'dst', dt)
        if dst is None:
            raise ValueError('fromutc: non-None dst() result required')
        # The zone's own offset first: then dst() is asked about standard time.
        if offset != dst:
            dt = dt + delta(0, (offset - dst) * 60, 0)
        dst = zone_minutes(dt._tzinfo, 'dst', dt)
        if dst is None:
            raise ValueError('fromutc: tz.dst() gave inconsistent results; cannot convert')
        if dst:
            dt = dt + delta(0, dst * 60, 0)
        return dt

    def __reduce__(self):
        """-> (cls, state)"""
        initial = getattr(self, '__getinitargs__', None)
        args = initial() if initial is not None else ()
        get_state = getattr(self, '__getstate__', None)
        state = get_state() if get_state is not None else getattr(self, '__dict__', None) or None
        if state is None:
            return type(self), args
        return type(self), args, state


def zone_minutes(zone, method, argument):
    """What a zone's utcoffset or dst says, in minutes; None: nothing."""
    if zone is None:
        return None
    offset = getattr(zone, method)(argument)
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError("tzinfo.%s() must return None or timedelta, not '%s'" % (method, type_name(offset)))
    minutes = 1440
    if -1 <= offset._days <= 0:
        minutes, seconds = divmod(offset._days * 86400 + offset._seconds, 60)
        if seconds or offset._microseconds:
            raise ValueError('tzinfo.%s() must return a whole number of minutes' % method)
    if not -1439 <= minutes <= 1439:
        raise ValueError('tzinfo.%s() returned %d; must be in -1439 .. 1439' % (method, minutes))
    return minutes


def zone_delta(zone, method, argument):
    minutes = zone_minutes(zone, method, argument)
    return None if minutes is None else delta(0, minutes * 60, 0)


def zone_name(zone, argument):
    if zone is None:
        return None
    name = zone.tzname(argument)
    if name is not None and not isinstance(name, str):
        raise TypeError("tzinfo.tzname() must return None or a string, not '%s'" % type_name(name))
    return name


def offset_text(minutes, separator):
    """+hh:mm, or nothing for no offset."""
    if minutes is None:
        return ''
    sign = '-' if minutes < 0 else '+'
    hours, minutes = divmod(abs(minutes), 60)
    return '%s%02d%s%02d' % (sign, hours, separator, minutes)


def strftime(value, format, timetuple, zone, argument, microsecond):
    """time.strftime with %z, %Z and %f filled in. `zone` is asked only for what the format wants."""
    import time
    if not isinstance(format, basestring):
        raise TypeError('strftime() argument 1 must be string or read-only buffer, not %s'
                        % ('None' if format is None else type(format).__name__))
    format = str(format)
    if timetuple[0] < 1900:
        raise ValueError('year=%d is before 1900; the datetime strftime() methods require year >= 1900'
                         % timetuple[0])
    parts = []
    start = 0
    while True:
        at = format.find('%', start)
        if at < 0:
            break
        if at + 1 == len(format):
            raise ValueError('strftime format ends with raw %')
        directive = format[at + 1]
        if directive == 'z':
            text = offset_text(zone_minutes(zone, 'utcoffset', argument), '')
        elif directive == 'Z':
            text = (zone_name(zone, argument) or '').replace('%', '%%')
        elif directive == 'f':
            text = '%06d' % microsecond
        else:
            text = '%' + directive
        parts.append(format[start:at])
        parts.append(text)
        start = at + 2
    if parts:
        parts.append(format[start:])
        format = ''.join(parts)
    if '\0' in format:
        # C's strftime ends there.
        format = format[:format.index('\0')]
    return time.strftime(format, timetuple)


for _class in timedelta, tzinfo:
    built_in(_class)


def formatted(self, format):
    if not isinstance(format, basestring):
        raise ValueError('__format__ expects str or unicode, not %s' % type(format).__name__)
    if not format:
        return type(format)(str(self))
    return type(format)(self.strftime(str(format)))
