"""Dates and times: date, time, datetime, their differences and time zones."""

import time as _time
from _frozen import built_in as _built_in
from _datetime_delta import (
    DAY_NAMES as _DAY_NAMES, MAXYEAR, MAX_ORDINAL as _MAX_ORDINAL, MINYEAR, MONTH_NAMES as _MONTH_NAMES,
    cannot_compare as _cannot_compare, check_date as _check_date, check_time as _check_time,
    check_tzinfo as _check_tzinfo, days_before_month as _days_before_month, delta as _delta,
    formatted as _formatted, from_ordinal as _from_ordinal, integer as _integer, missing as _missing,
    offset_text as _offset_text, read_only as _read_only, require as _require,
    round_half_away as _round_half_away, strftime as _strftime, timedelta, to_ordinal as _to_ordinal,
    type_name as _type_name, tzinfo, zone_delta as _zone_delta, zone_minutes as _zone_minutes,
    zone_name as _zone_name)


def _ordinal_in_range(ordinal):
    if not 1 <= ordinal <= _MAX_ORDINAL:
        raise OverflowError('date value out of range')
    return _from_ordinal(ordinal)


def _seconds_of(timestamp):
    """Whole seconds and microseconds."""
    if isinstance(timestamp, basestring) or not hasattr(timestamp, '__float__'):
        raise TypeError('a float is required')
    timestamp = float(timestamp)
    if not -9.2e18 < timestamp < 9.2e18:
        raise ValueError('timestamp out of range for platform time_t')
    seconds = int(timestamp)
    microseconds = _round_half_away((timestamp - seconds) * 1e6)
    if microseconds < 0:
        seconds -= 1
        microseconds += 1000000
    if microseconds == 1000000:
        seconds += 1
        microseconds = 0
    return seconds, microseconds


class date(object):
    """date(year, month, day) --> date object"""

    __slots__ = ('_year', '_month', '_day', '_hash')

    def __new__(cls, year=_missing, month=_missing, day=_missing):
        if month is _missing and isinstance(year, str) and day is _missing:
            # What a pickle has.
            if len(year) == 4 and 1 <= ord(year[2]) <= 12:
                self = object.__new__(cls)
                self._year = ord(year[0]) << 8 | ord(year[1])
                self._month = ord(year[2])
                self._day = ord(year[3])
                self._hash = -1
                return self
            raise TypeError('an integer is required')
        _require(year, 'year', 1)
        _require(month, 'month', 2)
        _require(day, 'day', 3)
        year, month, day = _check_date(year, month, day)
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        self._hash = -1
        return self

    @classmethod
    def today(cls):
        """Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        """timestamp -> local date from a POSIX timestamp (like time.time())."""
        t = _time.localtime(timestamp)
        return cls(t[0], t[1], t[2])

    @classmethod
    def fromordinal(cls, ordinal):
        """int -> date corresponding to a proleptic Gregorian ordinal."""
        ordinal = _integer(ordinal)
        if ordinal < 1:
            raise ValueError('ordinal must be >= 1')
        if ordinal > _MAX_ORDINAL:
            raise ValueError('year is out of range')
        year, month, day = _from_ordinal(ordinal)
        return cls(year, month, day)

    year = _read_only('year', 'datetime.date', None)
    month = _read_only('month', 'datetime.date', None)
    day = _read_only('day', 'datetime.date', None)

    def ctime(self):
        """Return ctime() style string."""
        return '%s %s %2d 00:00:00 %04d' % (_DAY_NAMES[date.weekday(self)], _MONTH_NAMES[self._month],
                                            self._day, self._year)

    def strftime(self, format=_missing):
        """format -> strftime() style string."""
        _require(format, 'format', 1)
        return _strftime(self, format, self.timetuple(), None, None, 0)

    __format__ = _formatted

    def isoformat(self):
        """Return string in ISO 8601 format, YYYY-MM-DD."""
        return '%04d-%02d-%02d' % (self._year, self._month, self._day)

    __str__ = isoformat

    def __repr__(self):
        return '%s(%d, %d, %d)' % (_type_name(self), self._year, self._month, self._day)

    def toordinal(self):
        """Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1."""
        return _to_ordinal(self._year, self._month, self._day)

    def weekday(self):
        """Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6"""
        return (_to_ordinal(self._year, self._month, self._day) + 6) % 7

    def isoweekday(self):
        """Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7"""
        return date.weekday(self) + 1

    def isocalendar(self):
        """Return a 3-tuple containing ISO year, week number, and weekday."""
        year = self._year
        first = _first_iso_week(year)
        today = _to_ordinal(year, self._month, self._day)
        week, day = divmod(today - first, 7)
        if week < 0:
            year -= 1
            week, day = divmod(today - _first_iso_week(year), 7)
        elif week >= 52 and today >= _first_iso_week(year + 1):
            year += 1
            week = 0
        return year, week + 1, day + 1

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        return _time_tuple(self, 0, 0, 0, -1)

    def replace(self, year=None, month=None, day=None):
        """Return date with new specified fields."""
        return type(self)(self._year if year is None else year,
                          self._month if month is None else month,
                          self._day if day is None else day)

    def __reduce__(self):
        """__reduce__() -> (cls, state)"""
        return type(self), (self._state(),)

    def _state(self):
        high, low = divmod(self._year, 256)
        return chr(high) + chr(low) + chr(self._month) + chr(self._day)

    def __hash__(self):
        if self._hash == -1:
            self._hash = hash((self._state(),))
        return self._hash

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        year, month, day = _ordinal_in_range(self.toordinal() + other._days)
        return date(year, month, day)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            year, month, day = _ordinal_in_range(self.toordinal() - other._days)
            return date(year, month, day)
        if isinstance(other, date) and not isinstance(other, datetime):
            return _delta(self.toordinal() - other.toordinal(), 0, 0)
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, date):
            return self._day == other._day and self._month == other._month and self._year == other._year
        return NotImplemented if hasattr(other, 'timetuple') else False

    def __ne__(self, other):
        if isinstance(other, date):
            return self._day != other._day or self._month != other._month or self._year != other._year
        return NotImplemented if hasattr(other, 'timetuple') else True

    def __lt__(self, other):
        order = self._order(other)
        return order if order is NotImplemented else order < 0

    def __le__(self, other):
        order = self._order(other)
        return order if order is NotImplemented else order <= 0

    def __gt__(self, other):
        order = self._order(other)
        return order if order is NotImplemented else order > 0

    def __ge__(self, other):
        order = self._order(other)
        return order if order is NotImplemented else order >= 0

    def _order(self, other):
        if isinstance(other, date):
            return cmp(self._year, other._year) or cmp(self._month, other._month) or cmp(self._day, other._day)
        if hasattr(other, 'timetuple'):
            return NotImplemented
        raise _cannot_compare(self, other)


def _first_iso_week(year):
    """The Monday of the week that has the year's first Thursday, as an ordinal."""
    first = _to_ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    monday = first - weekday
    return monday + 7 if weekday > 3 else monday


def _time_tuple(day, hour, minute, second, dst):
    year, month = day._year, day._month
    return _time.struct_time((year, month, day._day, hour, minute, second, date.weekday(day),
                              _days_before_month(year, month) + day._day, dst))


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(1)


def _clock_text(hour, minute, second, microsecond):
    if microsecond:
        return '%02d:%02d:%02d.%06d' % (hour, minute, second, microsecond)
    return '%02d:%02d:%02d' % (hour, minute, second)


def _mixed(what):
    return TypeError("can't compare offset-naive and offset-aware " + what)


class time(object):
    """time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object\n
All arguments are optional. tzinfo may be None, or an instance of
a tzinfo subclass. The remaining arguments may be ints or longs.
"""

    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_hash')

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        if type(hour) is str and len(hour) == 6 and ord(hour[0]) < 24:
            # What a pickle has.
            if minute and not _is_zone(minute):
                raise TypeError('bad tzinfo state arg')
            tzinfo = minute or None
            state = map(ord, hour)
            hour, minute, second = state[:3]
            microsecond = state[3] << 16 | state[4] << 8 | state[5]
        else:
            hour, minute, second, microsecond = _check_time(hour, minute, second, microsecond)
            _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tzinfo
        self._hash = -1
        return self

    hour = _read_only('hour', 'datetime.time', None)
    minute = _read_only('minute', 'datetime.time', None)
    second = _read_only('second', 'datetime.time', None)
    microsecond = _read_only('microsecond', 'datetime.time', None)
    tzinfo = _read_only('tzinfo', 'datetime.time', None)

    def isoformat(self):
        """Return string in ISO 8601 format, HH:MM:SS[.mmmmmm][+HH:MM]."""
        text = _clock_text(self._hour, self._minute, self._second, self._microsecond)
        if self._tzinfo is not None:
            text += _offset_text(_zone_minutes(self._tzinfo, 'utcoffset', None), ':')
        return text

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        numbers = '%d, %d' % (self._hour, self._minute)
        if self._microsecond:
            numbers += ', %d, %d' % (self._second, self._microsecond)
        elif self._second:
            numbers += ', %d' % self._second
        if self._tzinfo is not None:
            numbers += ', tzinfo=%r' % (self._tzinfo,)
        return '%s(%s)' % (_type_name(self), numbers)

    def strftime(self, format=_missing):
        """format -> strftime() style string."""
        _require(format, 'format', 1)
        # The date is one that all can do.
        return _strftime(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1),
                         self._tzinfo, None, self._microsecond)

    __format__ = _formatted

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        return _zone_delta(self._tzinfo, 'utcoffset', None)

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        return _zone_delta(self._tzinfo, 'dst', None)

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        return _zone_name(self._tzinfo, None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=_missing):
        """Return time with new specified fields."""
        return type(self)(self._hour if hour is None else hour,
                          self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is _missing else tzinfo)

    def __reduce__(self):
        """__reduce__() -> (cls, state)"""
        if self._tzinfo is None:
            return type(self), (self._state(),)
        return type(self), (self._state(), self._tzinfo)

    def _state(self):
        us = self._microsecond
        return ''.join(map(chr, (self._hour, self._minute, self._second, us >> 16, us >> 8 & 255, us & 255)))

    def __hash__(self):
        if self._hash == -1:
            offset = _zone_minutes(self._tzinfo, 'utcoffset', None)
            if not offset:
                self._hash = hash(self._state())
            else:
                hour, minute = divmod(self._hour * 60 + self._minute - offset, 60)
                if 0 <= hour < 24:
                    self._hash = hash(time(hour, minute, self._second, self._microsecond))
                else:
                    self._hash = hash((hour, minute, self._second, self._microsecond))
        return self._hash

    def __nonzero__(self):
        if self._second or self._microsecond:
            return True
        offset = _zone_minutes(self._tzinfo, 'utcoffset', None) or 0
        return self._hour * 60 + self._minute != offset

    def _order(self, other):
        a, b = self._tzinfo, other._tzinfo
        shift = 0
        if a is not b:
            a = _zone_minutes(a, 'utcoffset', None)
            b = _zone_minutes(b, 'utcoffset', None)
            if (a is None) != (b is None):
                raise _mixed('times')
            shift = 0 if a is None else (a - b) * 60
        mine = (self._hour * 60 + self._minute) * 60 + self._second - shift
        others = (other._hour * 60 + other._minute) * 60 + other._second
        return cmp(mine, others) or cmp(self._microsecond, other._microsecond)

    def __eq__(self, other):
        return isinstance(other, time) and self._order(other) == 0

    def __ne__(self, other):
        return not isinstance(other, time) or self._order(other) != 0

    def __lt__(self, other):
        if not isinstance(other, time):
            raise _cannot_compare(self, other)
        return self._order(other) < 0

    def __le__(self, other):
        if not isinstance(other, time):
            raise _cannot_compare(self, other)
        return self._order(other) <= 0

    def __gt__(self, other):
        if not isinstance(other, time):
            raise _cannot_compare(self, other)
        return self._order(other) > 0

    def __ge__(self, other):
        if not isinstance(other, time):
            raise _cannot_compare(self, other)
        return self._order(other) >= 0


# Where an argument hides the class's name.
_zone_class = tzinfo


def _is_zone(value):
    return isinstance(value, _zone_class)


time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(0, 0, 1)
_time_class = time


class datetime(date):
    """datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n
The year, month and day arguments are required. tzinfo may be None, or an
instance of a tzinfo subclass. The remaining arguments may be ints or longs.
"""

    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo')

    def __new__(cls, year=_missing, month=_missing, day=_missing, hour=0, minute=0, second=0, microsecond=0,
                tzinfo=None):
        if type(year) is str and day is _missing and len(year) == 10 and 1 <= ord(year[2]) <= 12:
            # What a pickle has.
            if month is not _missing and not _is_zone(month):
                raise TypeError('bad tzinfo state arg')
            tzinfo = None if month is _missing else month
            state = map(ord, year)
            year = state[0] << 8 | state[1]
            month, day, hour, minute, second = state[2:7]
            microsecond = state[7] << 16 | state[8] << 8 | state[9]
        else:
            if type(year) is str:
                raise TypeError('an integer is required')
            _require(year, 'year', 1)
            _require(month, 'month', 2)
            _require(day, 'day', 3)
            year, month, day = _check_date(year, month, day)
            hour, minute, second, microsecond = _check_time(hour, minute, second, microsecond)
            _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tzinfo
        self._hash = -1
        return self

    @classmethod
    def now(cls, tz=None):
        """[tz] -> new datetime with tz's local day and time."""
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        """Return a new datetime representing UTC day and time."""
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """timestamp[, tz] -> tz's local time from POSIX timestamp."""
        _check_tzinfo(tz)
        seconds, microseconds = _seconds_of(timestamp)
        t = _time.localtime(seconds) if tz is None else _time.gmtime(seconds)
        result = cls(t[0], t[1], t[2], t[3], t[4], min(t[5], 59), microseconds, tz)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        """timestamp -> UTC datetime from a POSIX timestamp (like time.time())."""
        seconds, microseconds = _seconds_of(timestamp)
        t = _time.gmtime(seconds)
        return cls(t[0], t[1], t[2], t[3], t[4], min(t[5], 59), microseconds)

    @classmethod
    def combine(cls, date=_missing, time=_missing):
        """date, time -> datetime with same date and time fields"""
        _require(date, 'date', 1)
        _require(time, 'time', 2)
        if not isinstance(date, _date_class):
            raise TypeError('combine() argument 1 must be datetime.date, not %s' % _type_name(date))
        if not isinstance(time, _time_class):
            raise TypeError('combine() argument 2 must be datetime.time, not %s' % _type_name(time))
        return cls(date._year, date._month, date._day, time._hour, time._minute, time._second,
                   time._microsecond, time._tzinfo)

    @classmethod
    def strptime(cls, date_string, format):
        """string, format -> new datetime parsed from a string (like time.strptime())."""
        for i, value in enumerate((date_string, format)):
            if not isinstance(value, basestring):
                raise TypeError('strptime() argument %d must be string, not %s'
                                % (i + 1, 'None' if value is None else type(value).__name__))
        import _strptime
        t, microsecond = _strptime._strptime(date_string, format)
        return cls(t[0], t[1], t[2], t[3], t[4], t[5], microsecond)

    hour = _read_only('hour', 'datetime.datetime', None)
    minute = _read_only('minute', 'datetime.datetime', None)
    second = _read_only('second', 'datetime.datetime', None)
    microsecond = _read_only('microsecond', 'datetime.datetime', None)
    tzinfo = _read_only('tzinfo', 'datetime.datetime', None)

    def date(self):
        """Return date object with same year, month and day."""
        return _date_class(self._year, self._month, self._day)

    def time(self):
        """Return time object with same time but with tzinfo=None."""
        return _time_class(self._hour, self._minute, self._second, self._microsecond)

    def timetz(self):
        """Return time object with same time and tzinfo."""
        return _time_class(self._hour, self._minute, self._second, self._microsecond, self._tzinfo)

    def ctime(self):
        """Return ctime() style string."""
        return '%s %s %2d %02d:%02d:%02d %04d' % (
            _DAY_NAMES[_date_class.weekday(self)], _MONTH_NAMES[self._month], self._day,
            self._hour, self._minute, self._second, self._year)

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        dst = _zone_minutes(self._tzinfo, 'dst', self)
        return _time_tuple(self, self._hour, self._minute, self._second,
                           -1 if dst is None else 1 if dst else 0)

    def utctimetuple(self):
        """Return UTC time tuple, compatible with time.localtime()."""
        offset = _zone_minutes(self._tzinfo, 'utcoffset', self)
        utc = self
        if offset:
            days, seconds = divmod((self._hour * 60 + self._minute - offset) * 60, 86400)
            ordinal = _to_ordinal(self._year, self._month, self._day) + days
            # Years 0 and 10000 are possible here.
            utc = object.__new__(datetime)
            utc._year, utc._month, utc._day = _from_ordinal(ordinal)
            utc._hour, utc._minute = divmod(seconds // 60, 60)
            utc._second = self._second
        return _time_tuple(utc, utc._hour, utc._minute, utc._second, 0)

    def isoformat(self, sep='T'):
        """[sep] -> string in ISO 8601 format, YYYY-MM-DDTHH:MM:SS[.mmmmmm][+HH:MM].\n
sep is used to separate the year from the time, and defaults to 'T'."""
        if type(sep) is not str or len(sep) != 1:
            raise TypeError('isoformat() argument 1 must be char, not %s'
                            % ('None' if sep is None else type(sep).__name__))
        text = '%04d-%02d-%02d%s%s' % (self._year, self._month, self._day, sep,
                                       _clock_text(self._hour, self._minute, self._second, self._microsecond))
        if self._tzinfo is not None:
            text += _offset_text(_zone_minutes(self._tzinfo, 'utcoffset', self), ':')
        return text

    def __str__(self):
        return self.isoformat(' ')

    def __repr__(self):
        numbers = '%d, %d, %d, %d, %d' % (self._year, self._month, self._day, self._hour, self._minute)
        if self._microsecond:
            numbers += ', %d, %d' % (self._second, self._microsecond)
        elif self._second:
            numbers += ', %d' % self._second
        if self._tzinfo is not None:
            numbers += ', tzinfo=%r' % (self._tzinfo,)
        return '%s(%s)' % (_type_name(self), numbers)

    def strftime(self, format=_missing):
        """format -> strftime() style string."""
        _require(format, 'format', 1)
        return _strftime(self, format, self.timetuple(), self._tzinfo, self, self._microsecond)

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        return _zone_delta(self._tzinfo, 'utcoffset', self)

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        return _zone_delta(self._tzinfo, 'dst', self)

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        return _zone_name(self._tzinfo, self)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=_missing):
        """Return datetime with new specified fields."""
        return type(self)(self._year if year is None else year,
                          self._month if month is None else month,
                          self._day if day is None else day,
                          self._hour if hour is None else hour,
                          self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is _missing else tzinfo)

    def astimezone(self, tz=_missing):
        """tz -> convert to local time in new timezone tz"""
        _require(tz, 'tz', 1)
        if not _is_zone(tz):
            raise TypeError('astimezone() argument 1 must be datetime.tzinfo, not %s'
                            % ('None' if tz is None else _type_name(tz)))
        if self._tzinfo is tz:
            return self
        offset = _zone_minutes(self._tzinfo, 'utcoffset', self)
        if offset is None:
            raise ValueError('astimezone() cannot be applied to a naive datetime')
        return tz.fromutc((self - _delta(0, offset * 60, 0)).replace(tzinfo=tz))

    def __reduce__(self):
        """__reduce__() -> (cls, state)"""
        if self._tzinfo is None:
            return type(self), (self._state(),)
        return type(self), (self._state(), self._tzinfo)

    def _state(self):
        high, low = divmod(self._year, 256)
        us = self._microsecond
        return ''.join(map(chr, (high, low, self._month, self._day, self._hour, self._minute, self._second,
                                 us >> 16, us >> 8 & 255, us & 255)))

    def __hash__(self):
        if self._hash == -1:
            offset = _zone_minutes(self._tzinfo, 'utcoffset', self)
            if offset is None:
                self._hash = hash(self._state())
            else:
                days = _to_ordinal(self._year, self._month, self._day)
                seconds = self._hour * 3600 + (self._minute - offset) * 60 + self._second
                self._hash = hash(_delta(days, seconds, self._microsecond))
        return self._hash

    def _shifted(self, days, seconds, microseconds):
        carry, microseconds = divmod(self._microsecond + microseconds, 1000000)
        seconds += self._hour * 3600 + self._minute * 60 + self._second + carry
        carry, seconds = divmod(seconds, 86400)
        year, month, day = _ordinal_in_range(_to_ordinal(self._year, self._month, self._day) + days + carry)
        minute, second = divmod(seconds, 60)
        hour, minute = divmod(minute, 60)
        return datetime(year, month, day, hour, minute, second, microseconds, self._tzinfo)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._shifted(other._days, other._seconds, other._microseconds)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._shifted(-other._days, -other._seconds, -other._microseconds)
        if not isinstance(other, datetime):
            return NotImplemented
        shift = self._zone_shift(other)
        if shift is None:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return self._distance(other, shift)

    def _distance(self, other, shift):
        days = _to_ordinal(self._year, self._month, self._day) - _to_ordinal(other._year, other._month, other._day)
        seconds = (self._hour - other._hour) * 3600 + (self._minute - other._minute - shift) * 60 \
            + self._second - other._second
        return _delta(days, seconds, self._microsecond - other._microsecond)

    def _zone_shift(self, other):
        """How many minutes further east the own zone is; None: only one has a zone."""
        a, b = self._tzinfo, other._tzinfo
        if a is b:
            return 0
        a = _zone_minutes(a, 'utcoffset', self)
        b = _zone_minutes(b, 'utcoffset', other)
        if a is None and b is None:
            return 0
        if a is None or b is None:
            return None
        return a - b

    def _order(self, other):
        """-1, 0 or 1; NotImplemented or None for what is no datetime."""
        if not isinstance(other, datetime):
            if hasattr(other, 'timetuple') and not isinstance(other, _date_class):
                return NotImplemented
            return None
        shift = self._zone_shift(other)
        if shift is None:
            raise _mixed('datetimes')
        if shift:
            distance = self._distance(other, shift)
            return -1 if distance._days < 0 else 1 if distance else 0
        return (cmp(self._year, other._year) or cmp(self._month, other._month) or cmp(self._day, other._day)
                or cmp(self._hour, other._hour) or cmp(self._minute, other._minute)
                or cmp(self._second, other._second) or cmp(self._microsecond, other._microsecond))

    def __eq__(self, other):
        order = self._order(other)
        return order if order is NotImplemented else order is not None and order == 0

    def __ne__(self, other):
        order = self._order(other)
        return order if order is NotImplemented else order is None or order != 0

    def __lt__(self, other):
        order = self._order(other)
        if order is None:
            raise _cannot_compare(self, other)
        return order if order is NotImplemented else order < 0

    def __le__(self, other):
        order = self._order(other)
        if order is None:
            raise _cannot_compare(self, other)
        return order if order is NotImplemented else order <= 0

    def __gt__(self, other):
        order = self._order(other)
        if order is None:
            raise _cannot_compare(self, other)
        return order if order is NotImplemented else order > 0

    def __ge__(self, other):
        order = self._order(other)
        if order is None:
            raise _cannot_compare(self, other)
        return order if order is NotImplemented else order >= 0


_date_class = date
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(0, 0, 1)

for _class in date, time, datetime:
    _built_in(_class)
del _class
