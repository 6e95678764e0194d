"""Dates of mail, for rfc822 and email."""

months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec', 'january', 'february',
          'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']

days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

# Name -> what would be written for it: hours * 100 + minutes.
zones = {'UT': 0, 'UTC': 0, 'GMT': 0, 'Z': 0, 'AST': -400, 'ADT': -300, 'EST': -500, 'EDT': -400, 'CST': -600,
         'CDT': -500, 'MST': -700, 'MDT': -600, 'PST': -800, 'PDT': -700}


def formatted(moment, zone):
    """A time tuple as mail has it."""
    year, month, day, hour, minute, second, weekday = moment[:7]
    return '%s, %02d %s %04d %02d:%02d:%02d %s' % (
        days[weekday].title(), day, months[month - 1].title(), year, hour, minute, second, zone)


def parsed(text):
    """(year, month, day, hour, minute, second, zone) of a date: all numbers, but the zone a word. None: no date."""
    words = _five(text.split())
    if words is None:
        return None
    day, month, year, clock, zone = words
    if month.lower() not in months:
        # The other way round.
        day, month = month, day
    # Year, time and zone stand in any order.
    if year.find(':') > 0:
        year, clock = clock, year
    year = _uncommaed(year)
    if not year[:1].isdigit():
        year, zone = zone, year
    clock = _uncommaed(clock).split(':')
    if len(clock) == 2:
        clock.append('0')
    try:
        month = months.index(month.lower()) % 12 + 1
        hour, minute, second = map(int, clock)
        return int(year), month, int(_uncommaed(day)), hour, minute, second, zone.upper()
    except ValueError:
        return None


def _five(words):
    """The words day, month, year, time and zone ('' if there is none), or None."""
    if not words:
        return None
    if words[0][-1] in ',.' or words[0].lower() in days:
        # The weekday says nothing new.
        del words[0]
    else:
        words[0] = words[0].rpartition(',')[2]
    if len(words) == 3 and words[0].count('-') == 2:
        # RFC 850: 01-Jan-70
        words[:1] = words[0].split('-')
    if len(words) == 4:
        # The zone may stand directly behind the time.
        clock, plus, zone = words[3].partition('+')
        words[3:] = [clock, zone] if clock else [words[3], '']
    return words[:5] if len(words) > 4 else None


def _uncommaed(word):
    return word[:-1] if word.endswith(',') else word


def offset(zone):
    """The seconds that a zone is east of UTC; None if it is not known."""
    value = zones.get(zone)
    if value is None:
        try:
            value = int(zone)
        except ValueError:
            return None
    hours, minutes = divmod(abs(value), 100)
    seconds = hours * 3600 + minutes * 60
    return -seconds if value < 0 else seconds
