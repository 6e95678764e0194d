# Formatting with %: widths and precisions of all kinds, numbers of subclasses, what is no number; texts that spell numbers.
import sys


class Long(long):
    def __str__(self):
        return '-12L'

    def __oct__(self):
        return '0777L'

    def __hex__(self):
        return '0xdeadL'


class Int(int):
    def __str__(self):
        return 'not used'


class ToLong(object):
    def __int__(self):
        return Long(5)


class Unicode(unicode):
    def __unicode__(self):
        return u'of its own'


class Index(object):
    def __index__(self):
        return 2


def attempt(function, *arguments):
    try:
        result = repr(function(*arguments))
    except Exception as error:
        result = '%s: %s' % (type(error).__name__, error)
    print result[:120]


VALUES = [Long(3), Int(3), ToLong(), 3.99, -1.5, 'a', u'\u1234', None, True, 1j, 10 ** 20, [], 'ab', 256, -1, Unicode('x')]
for format in ('%d', '%i', '%u', '%o', '%x', '%#X', '%#o', '%5d', '%.6x', '%c', '%s', '%8.3f', '%e', '%+d'):
    for value in VALUES:
        for form in format, unicode(format):
            if format == '%s' and isinstance(value, ToLong):
                continue
            print form,
            attempt(lambda: form % (value,))
for result in 1, None, u'12', '', '-', 'L', '12', '0x', '0x1', '-0xaBcL', '0', '00', 'abc':
    class Other(long):
        def __str__(self):
            return result

        __oct__ = __hex__ = __str__

    for format in '%d', '%o', '%x', '%#x', '%+.4x':
        attempt(lambda: format % Other(7))


class OnlyLong(object):
    def __long__(self):
        return 7L


class OldLong:
    def __long__(self):
        return 7L


class FloatAndLong(OnlyLong):
    def __float__(self):
        return 2.5


class FailingInt(OnlyLong):
    def __int__(self):
        raise KeyError('int')


for value in float('inf'), float('nan'), OnlyLong(), OldLong(), FloatAndLong(), FailingInt(), 1e20:
    attempt(lambda: '%d' % value)
    attempt(lambda: u'%x' % value)
for arguments in ('%.*d', sys.maxint), ('%.*d', 5), ('%.*s', -5), ('%*d', 8), ('%*d', -8), ('%.*f', 2 ** 31), ('%.*d', 1.5), ('%*s', 'a'):
    attempt(lambda: arguments[0] % (arguments[1], 1))
    attempt(lambda: unicode(arguments[0]) % (arguments[1], 1))
for format in '%5%|%-5%|', u'%5%|', '%y', u'a%\u1234', '%', '%(', '%z%', '%.99999999999d':
    attempt(lambda: format % ())
    attempt(lambda: format % 1)
print len('%.1200f' % 1.5), '%.1200f' % 1e-300 == '%.1200f' % 1e-300, ('%.1150e' % 0.1)[-60:], len('%.2000g' % 0.1), '%.1200g' % 5e-324 == '0'

print '-- repetition by name'
for sequence in 'abc', u'abc', bytearray('abc'), [1], (1,):
    for count in '', 1.5, None, Index(), -1:
        attempt(sequence.__mul__, count)
        attempt(lambda: sequence * count)
attempt(lambda: 'a' * sys.maxint)
attempt(lambda: u'a' * sys.maxint)
attempt(lambda: u'a' * (sys.maxint // 4 * 2))

print '-- numbers spelt'
for text in '1x', '', ' ', 'x', '1\0', ' 1x ', u'1x', '1e', 'infx', '-', '12', ' 1.5 ':
    attempt(float, text)
    for number in int, long, float:
        attempt(number, bytearray(str(text)))
        attempt(number, buffer(str(text)))
attempt(int, memoryview('12'))

print '-- bytearray'


class Refuses:
    def __index__(self):
        1 // 0


class Iterable(object):
    def __index__(self):
        raise TypeError('no')

    def __iter__(self):
        return iter([1, 2])


for source in Refuses(), [Refuses()], Iterable(), 1.5, Index(), None, -1, 10 ** 20:
    attempt(bytearray, source)
print repr(bytearray('a\xe9').decode(errors='ignore', encoding='utf8')), repr(bytearray('616263').decode('hex'))
buffer_read = bytearray('......')
with open('/dev/zero') as zeros:
    print zeros.readinto(buffer_read), repr(buffer_read)
    attempt(zeros.readinto, 'abc')


print '-- old classes as bases of new ones'


class Old:
    def method(self):
        return 'method of Old'


class New(object, Old):
    pass


print isinstance(New(), Old), isinstance(object(), Old), Old.method(New())
attempt(Old.method, 5)
