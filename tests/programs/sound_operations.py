# audioop: measures, changes and codes of samples.
import array, audioop, hashlib

TYPES = {1: 'b', 2: 'h', 4: 'i'}


def made(width, count):
    """Samples that look like noise, the extreme ones among them."""
    high = (1 << 8 * width - 1) - 1
    state, samples = 1, []
    for i in range(count):
        state = (state * 1103515245 + 12345) % (1 << 31)
        samples.append(high if i % 17 == 5 else -high - 1 if i % 23 == 7 else (state % (2 * high + 2)) - high - 1)
    return array.array(TYPES[width], samples).tostring()


def show(name, *arguments):
    try:
        text = repr(getattr(audioop, name)(*arguments))
    except Exception as error:
        text = '%s %s' % (type(error).__name__, error)
    print text if len(text) < 60 else hashlib.md5(text).hexdigest(),


for width in 1, 2, 4:
    for count in 0, 1, 100:
        data = made(width, count)
        for name in 'max minmax avg rms cross avgpp maxpp reverse lin2ulaw lin2alaw'.split():
            show(name, data, width)
        for name, arguments in (('mul', (0.3,)), ('mul', (-1e9,)), ('bias', (12345,)), ('tostereo', (0.5, -1.5)), ('tomono', (0.7, 0.9)),
                                ('lin2lin', (1,)), ('lin2lin', (2,)), ('lin2lin', (4,)), ('lin2adpcm', (None,)), ('adpcm2lin', ((-5, 88),)),
                                ('ulaw2lin', ()), ('alaw2lin', ()), ('getsample', (0,)), ('ratecv', (1, 8000, 11025, None)),
                                ('ratecv', (2, 7, 3, None)), ('ratecv', (1, 1, 1, None, 3, 1))):
            show(name, data, width, *arguments)
        show('add', data, data[::-1], width)
        print
first, state = audioop.ratecv(made(2, 10), 2, 1, 2, 3, None)
second, state = audioop.ratecv(made(2, 10), 2, 1, 2, 3, state)
print first + second == audioop.ratecv(made(2, 10) * 2, 2, 1, 2, 3, None)[0], state
data = made(2, 50)
for name, arguments in (('findfit', (data, data[20:40])), ('findfit', (data, made(2, 3))), ('findfactor', (data, data[::-1])), ('findmax', (data, 7)),
                        ('findfit', (data[:4], data)), ('findmax', (data, 51)), ('findmax', ('abc', 1)), ('findfactor', ('ab', '')),
                        ('max', ('ab', 3)), ('max', ('abc', 2)), ('add', ('a', 'ab', 1)), ('ratecv', ('ab', 1, 0, 1, 1, None)),
                        ('ratecv', ('ab', 1, 1, 0, 1, None)), ('ratecv', ('ab', 1, 1, 1, 1, None, 0)), ('lin2adpcm', ('ab', 1, 5)),
                        ('adpcm2lin', ('ab', 1, (1, 99))), ('getsample', ('ab', 1, 2)), ('lin2lin', ('ab', 1, 3))):
    show(name, *arguments)
print
