# The time module: conversions in several zones, formats, errors.

import os
import pickle
import time


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except (ValueError, OverflowError, TypeError) as error:
        return type(error).__name__, str(error)


for zone in ['UTC', 'EST5EDT,M3.2.0,M11.1.0', 'CET-1CEST,M3.5.0,M10.5.0/3', 'AEST-10AEDT,M10.1.0,M4.1.0/3', 'IST-5:30']:
    os.environ['TZ'] = zone
    time.tzset()
    print zone, time.tzname, time.timezone, time.altzone, time.daylight
    for seconds in [0, 1, -1, 86399, 951782400, 1234567890.75, 1341100800, 1609459199, 2 ** 31, -2 ** 31, 4102444800]:
        local, utc = time.localtime(seconds), time.gmtime(seconds)
        print seconds, tuple(local), tuple(utc), time.mktime(local), time.ctime(seconds), time.asctime(utc)
        print time.strftime('%a %A %b %B %c %d %H %I %j %m %M %p %S %U %w %W %x %X %y %Y %Z %% %e|%D|%T|%F', local)

print repr(time.gmtime(0)), time.gmtime(0).tm_year, time.gmtime(0)[7], time.gmtime(0) == (1970, 1, 1, 0, 0, 0, 3, 1, 0)
print type(time.gmtime(0)), len(time.gmtime(0)), time.gmtime(0)[:3], hash(time.gmtime(5)) == hash(tuple(time.gmtime(5)))
print pickle.loads(pickle.dumps(time.gmtime(77))) == time.gmtime(77)
print time.struct_time(range(9)), attempt(time.struct_time, (1, 2)), attempt(time.struct_time, 3)
print time.struct_time.n_fields, time.struct_time.n_sequence_fields, time.struct_time.n_unnamed_fields
for parts in [
    (2000, 13, 1, 0, 0, 0, 0, 0, 0), (2000, 0, 1, 0, 0, 0, 0, 0, 0), (2000, 1, 32, 0, 0, 0, 0, 0, 0), (2000, 1, 0, 0, 0, 0, 0, 0, 0),
    (2000, 1, 1, 24, 0, 0, 0, 0, 0), (2000, 1, 1, 0, 60, 0, 0, 0, 0), (2000, 1, 1, 0, 0, 62, 0, 0, 0), (2000, 1, 1, 0, 0, 0, 7, 0, 0),
    (2000, 1, 1, 0, 0, 0, -1, 0, 0), (2000, 1, 1, 0, 0, 0, -2, 0, 0), (2000, 1, 1, 0, 0, 0, 0, 367, 0), (2000, 1, 1, 0, 0, 0, 0, 0, 2),
    (2000, 1, 1, 0, 0, 0, 0, 0, -5), (1899, 1, 1, 0, 0, 0, 0, 0, 0), (1900, 1, 1, 0, 0, 0, 0, 0, 0), (99, 1, 1, 0, 0, 0, 0, 0, 0),
    (68, 1, 1, 0, 0, 0, 0, 0, 0), (100, 1, 1, 0, 0, 0, 0, 0, 0), (-1, 1, 1, 0, 0, 0, 0, 0, 0), (9999, 12, 31, 23, 59, 59, 4, 365, 0),
    (1, 2, 3), [2000] + [1] * 8, 5, (2000, 1, 1, 0, 0, 0, 0, 0, 2 ** 40), (2000, 1, 'a', 0, 0, 0, 0, 0, 0), (2000, 1.5, 1, 0, 0, 0, 0, 0, 0),
]:
    print parts, attempt(time.strftime, '%Y-%m-%d %H:%M:%S %j %w', parts)
    print attempt(time.mktime, parts), attempt(time.asctime, parts)
print attempt(time.mktime, (10 ** 9, 1, 1, 0, 0, 0, 0, 0, 0)), attempt(time.gmtime, 1e18), attempt(time.gmtime, 'x'), attempt(time.ctime, 1e300)
print repr(time.strftime('')), time.strftime('x' * 3000) == 'x' * 3000, attempt(time.strftime, 5), time.strftime(u'%Y', time.gmtime(0))
print attempt(time.strftime, '%Y', 5), attempt(time.localtime, 1, 2)
print time.localtime(None)[0] >= 2020, abs(time.mktime(time.localtime()) - time.time()) < 2, time.accept2dyear
print sorted(name for name in dir(time) if not name.startswith('_'))
