# Results that no memory can hold: MemoryError or OverflowError at once, and the program goes on.

import sys

most = sys.maxint


def attempt(text):
    try:
        print text, type(eval(text)).__name__
    except (MemoryError, OverflowError, ValueError) as error:
        print text, type(error).__name__, error


for text in [
    "'x' * most", "'abc' * most", "u'x' * most", "[0] * most", "(0,) * most", "bytearray('x') * most",
    "[0] * (most // 8)", "[0] * (most // 16)", "[0] * 2 ** 50", "(0,) * 2 ** 50", "'x' * 2 ** 50", "u'x' * 2 ** 50",
    "range(2 ** 62)", "range(2 ** 64)", "range(0, 2 ** 62, 2)", "range(most)", "range(2 ** 40)", "xrange(2 ** 64)",
    "list(xrange(2 ** 62))", "1 << (1 << 62)", "1 << (1 << 50)", "1 << (1 << 70)", "1 >> (1 << 70)", "1 << -1",
    "'x'.ljust(most)", "'x'.center(most - 1)", "'x'.zfill(most)", "u'x'.ljust(most)", "'\\t'.expandtabs(most)",
    "u'\\t'.expandtabs(most)", "('\\t' * 10).expandtabs(most // 4)", "bytearray(most)", "bytearray(2 ** 70)",
    "('x' * 1000000).replace('x', 'y' * 2 ** 45)", "'x'.join(['y' * 2 ** 40] * 2)", "float(10 ** 400)",
    "10 ** 400 / 1.0", "int(float('inf'))", "int(float('nan'))", "eval('-' * 5000 + '1')",
    "eval('(' * 100 + ')' * 100)",
]:
    attempt(text)
