"""decimal: operations on numbers made at random, in contexts made at random."""

import decimal
import random

random.seed(2)
ROUNDINGS = [getattr(decimal, name) for name in sorted(dir(decimal))
             if name.startswith('ROUND_')]
ONE = 'sqrt exp ln log10 next_plus next_minus logb normalize to_integral_exact'.split()
TWO = ('add subtract multiply divide remainder divide_int power quantize remainder_near '
       'compare_total max_mag min next_toward compare').split()


def number():
    kind = random.random()
    if kind < .03:
        return decimal.Decimal(random.choice(['NaN', 'sNaN12', 'Infinity', '-Infinity']))
    digits = map(int, str(random.randint(0, 10 ** random.randint(0, 12))))
    return decimal.Decimal((random.randint(0, 1), digits, random.randint(-15, 15)))


for _ in range(900):
    context = decimal.Context(prec=random.choice([1, 3, 5, 9, 16, 28]),
                              rounding=random.choice(ROUNDINGS), Emax=999, Emin=-999,
                              traps=[])
    a, b = number(), number()
    if random.random() < .4:
        name = random.choice(ONE)
        result = getattr(context, name)(a)
    else:
        name = random.choice(TWO)
        result = getattr(context, name)(a, b)
    print name, a, b, context.prec, context.rounding, result, \
        sorted(flag.__name__ for flag in context.flags if context.flags[flag])
for spec in ['', '.3f', '10.2e', ',', '+010,.1f', '%', 'g', '>12', '=+12.4', '<8n']:
    for text in ['0', '-1234567.891', '1E+9', '0.00001', 'NaN', '-Infinity']:
        print '[%s]' % format(decimal.Decimal(text), spec),
    print
