# cmath: values, special values, errors.
import cmath

inf, nan = float('inf'), float('nan')
points = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.5, -300.0, 1e200, 1000.0, inf, -inf, nan]


def text(x):
    # Twelve digits: C libraries differ in the last ones. The sign of a NaN says nothing.
    if x != x:
        return 'nan'
    return '%.12g' % x


def show(name, *arguments):
    try:
        r = getattr(cmath, name)(*arguments)
    except Exception as e:
        return '%s %s' % (type(e).__name__, e)
    if isinstance(r, complex):
        return '(%s, %s)' % (text(r.real), text(r.imag))
    if isinstance(r, tuple):
        return '<%s, %s>' % tuple(map(text, r))
    return text(r) if isinstance(r, float) else repr(r)


def finite(x):
    return x - x == 0


free = [('acosh', True, False, False, True), ('tan', False, True, True, False), ('tanh', True, False, False, True)]
for name in ['acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cos', 'cosh', 'exp', 'isinf', 'isnan', 'log', 'log10', 'phase',
             'polar', 'sin', 'sinh', 'sqrt', 'tan', 'tanh']:
    for x in points:
        for y in points:
            # C libraries are free in the signs of what infinities give, and in these.
            if (name, x == 0, y == 0, x != x, y != y) not in free:
                shown = show(name, complex(x, y))
                print name, text(x), text(y), shown if finite(x) and finite(y) else shown.replace('-', '')
for x in points:
    for y in points:
        print 'rect', text(x), text(y), show('rect', x, y)


class C(object):
    def __init__(self, value):
        self.value = value

    def __complex__(self):
        return self.value


class Old:
    def __complex__(self):
        return 1j


class F(object):
    def __float__(self):
        return 2.0


print show('exp', C(1 + 2j)), show('exp', C(5)), show('exp', Old()), show('sqrt', F()), show('exp', 'x'), show('exp', 2), show('exp', 10 ** 400)
print show('log', 8, 2), show('log', 8, 1), show('log', 0, 2), show('log', 8, 0), show('log', 1j, 2j), show('rect', 1), show('rect', 1j, 1)
print cmath.pi, cmath.e, show('polar', 3 + 4j), show('polar', complex(1e308, 1e308)), show('phase', -1)
