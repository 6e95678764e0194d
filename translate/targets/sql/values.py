"""The values of columns and expressions, and how they compare."""


class SqlError(Exception):
    """A statement that cannot be understood or done."""

    def __init__(self, message):
        self.message = message


class Value(object):
    """NULL; and what all values can do."""

    def rank(self):
        """Of different types, which comes first."""
        return 0

    def text(self):
        return 'NULL'

    def key(self):
        """A text that equal values share, and only they."""
        return 'n'

    def is_null(self):
        return True

    def is_number(self):
        return False

    def truth(self):
        return False

    def integer(self):
        return 0

    def real(self):
        return 0.0


class Integer(Value):
    def __init__(self, value):
        self.value = value

    def rank(self):
        return 1

    def text(self):
        return str(self.value)

    def key(self):
        return 'i' + str(self.value)

    def is_null(self):
        return False

    def is_number(self):
        return True

    def truth(self):
        return self.value != 0

    def integer(self):
        return self.value

    def real(self):
        return float(self.value)


class Real(Value):
    def __init__(self, value):
        self.value = value

    def rank(self):
        return 1

    def text(self):
        return '%.4f' % self.value

    def key(self):
        if float(int(self.value)) == self.value:
            return 'i' + str(int(self.value))
        return 'r%.9f' % self.value

    def is_null(self):
        return False

    def is_number(self):
        return True

    def truth(self):
        return self.value != 0.0

    def integer(self):
        return int(self.value)

    def real(self):
        return self.value


class Text(Value):
    def __init__(self, value):
        self.value = value

    def rank(self):
        return 2

    def text(self):
        return self.value

    def key(self):
        return 't' + self.value

    def is_null(self):
        return False

    def truth(self):
        return self.integer() != 0

    def integer(self):
        try:
            return int(self.value)
        except ValueError:
            return 0

    def real(self):
        try:
            return float(self.value)
        except ValueError:
            return 0.0


NULL = Value()


def boolean(flag):
    return Integer(1 if flag else 0)



def order(a, b):
    if a < b:
        return -1
    return 1 if b < a else 0


def order_of_texts(a, b):
    if a < b:
        return -1
    return 1 if b < a else 0


def order_of_reals(a, b):
    if a < b:
        return -1
    return 1 if b < a else 0


def compare(a, b):
    """-1, 0 or 1: NULL comes first, then numbers, then texts."""
    if a.rank() != b.rank():
        return order(a.rank(), b.rank())
    if isinstance(a, Text):
        return order_of_texts(a.value, b.text())
    if isinstance(a, Integer) and isinstance(b, Integer):
        return order(a.value, b.value)
    if a.rank() == 0:
        return 0
    return order_of_reals(a.real(), b.real())


def compare_rows(first, second, count):
    """Compares so many values of two lists."""
    for i in range(count):
        result = compare(first[i], second[i])
        if result != 0:
            return result
    return 0


def row_key(row):
    """A text for a list of values, as the key of a dictionary."""
    parts = []
    for value in row:
        part = value.key()
        parts.append('%d:%s' % (len(part), part))
    return ''.join(parts)


# -- arithmetic ------------------------------------------------------------

def arithmetic(operator, a, b):
    """+ - * / %: of integers an integer; NULL where that has no result."""
    if a.is_null() or b.is_null():
        return NULL
    if operator == '||':
        return Text(a.text() + b.text())
    if isinstance(a, Real) or isinstance(b, Real):
        return real_arithmetic(operator, a.real(), b.real())
    x = a.integer()
    y = b.integer()
    if operator == '+':
        return Integer(x + y)
    if operator == '-':
        return Integer(x - y)
    if operator == '*':
        return Integer(x * y)
    if y == 0:
        return NULL
    # The quotient goes towards zero, and the remainder with it.
    quotient = abs(x) // abs(y)
    if (x < 0) != (y < 0):
        quotient = -quotient
    if operator == '/':
        return Integer(quotient)
    return Integer(x - quotient * y)


def real_arithmetic(operator, x, y):
    if operator == '+':
        return Real(x + y)
    if operator == '-':
        return Real(x - y)
    if operator == '*':
        return Real(x * y)
    if y == 0.0:
        return NULL
    if operator == '/':
        return Real(x / y)
    return Integer(int(x) % int(y))


def is_like(text, pattern, at, start):
    """Whether a text from `at` on is as a pattern from `start` on says.

    `%` is any text, `_` any character; case does not count.
    """
    while start < len(pattern):
        char = pattern[start]
        if char == '%':
            for place in range(at, len(text) + 1):
                if is_like(text, pattern, place, start + 1):
                    return True
            return False
        if at >= len(text) or (char != '_' and char != text[at]):
            return False
        at += 1
        start += 1
    return at == len(text)
