"""Prints numbers and texts in many ways: Python itself says what is right."""


def print_numbers(x):
    print x, 1e20, 1e11, 12345678901.25, -1e-5, 0.00012, 1e16
    print 123456789012.5, 1234567890123.5, 3.0, -0.5, 1e-7, x - x
    print repr(x), '%r %s' % (x, x), str(2.0), repr(1e16), 1e11 * 10.0
    print '[%6.2f] [%-8.2f] [%08.2f]' % (3.14159, 3.14159, -3.14159)
    print '[%06d] [%-6d] [%-06d] [%4x] [%04x]' % (-42, 42, 42, 255, 255)


def print_texts(text):
    print '[%-6s] [%6s] [%-2s]' % (text, text, text)
    print repr(text), repr("it's"), repr('"'), repr('\'"'), repr(text[0])
    print repr('a\n\t\r\\\x00\x1f\x7f\xff~ '), '%r' % (text + "'",)


def print_sorted():
    numbers = [5, 3, 9, -1, 3, 0, 7, 12, 5]
    numbers.sort()
    print ' '.join([str(number) for number in numbers])
    words = ['pear', 'apple', 'fig', '', 'apples', 'Zoo']
    words.sort()
    print '|'.join(words)
    reals = [2.5, -1.0, 2.25]
    reals.sort()
    print reals[0], reals[1], reals[2]
    letters = list('sorting')
    letters.sort()
    print ''.join(letters)
    empty = numbers[:0]
    empty.sort()
    numbers = numbers[:1]
    numbers.sort()
    numbers.append(-7)
    numbers.sort()
    print len(empty), numbers[0], numbers[1]


def entry_point(argv):
    print_numbers(0.1 + 0.2)
    print_texts('abc')
    print_sorted()
    return 0
